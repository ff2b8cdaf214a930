"""The README tells the truth: what it shows of `make demo` is what the command prints."""

from pathlib import Path

from command import kg

README = Path(__file__).parent.parent / "README.md"


def test_the_readme_shows_what_the_demo_prints() -> None:
    shown = README.read_text(encoding="utf-8").split("```text\n")[1].split("```\n")[0]
    ran = kg("demo")
    assert ran.returncode == 0
    assert (ran.stderr + ran.stdout).split() == shown.split()
