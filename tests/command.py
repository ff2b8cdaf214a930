"""Run the installed command `kg`, as a shell would."""

import os
import subprocess
import sys
from pathlib import Path

KG = Path(sys.executable).with_name("kg")
MESSAGES = {"LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


def kg(*arguments: str | Path, stdin: str | bytes = "", **more) -> subprocess.CompletedProcess[str]:
    """What the command printed, and its exit code; `more` goes to subprocess.run."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    environment = {name: value for name, value in os.environ.items() if name not in ("KG_GRAPH", "KG_BASE")} | MESSAGES
    done = subprocess.run([KG, *map(str, arguments)], input=data, capture_output=True, check=False, env=environment, **more)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
