"""Work in processes: results in order, nothing lost but the item over which a process dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from kg.processes import Lost, Processes


def doubled(numbers: Sequence[int]) -> list[int]:
    """Work that is not done in the order in which it is begun."""
    time.sleep(0.05 if 0 in numbers else 0)
    return [2 * number for number in numbers]


def deadly(numbers: Sequence[int], poison: int) -> list[int]:
    """Work that kills its process over one number."""
    if poison in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(numbers)


def refusing(numbers: Sequence[int]) -> list[int]:
    """Work that cannot be done."""
    raise LookupError(f"nothing for {numbers}")


def pairs(number: int) -> list[list[int]]:
    return [[2 * each, 2 * each + 1] for each in range(number)]


def test_results_come_in_the_order_of_the_items():
    with Processes(doubled, 2) as processes:
        assert list(processes.results(pairs(9))) == [2 * number for number in range(18)]


def test_a_process_that_dies_takes_one_item_with_it():
    with Processes(partial(deadly, poison=5), 2) as processes:
        assert list(processes.results(pairs(8))) == [*range(5), Lost(5), *range(6, 16)]


def test_few_batches_are_taken_before_results_are():
    taken = []

    def source():
        for batch in pairs(100):
            taken.append(batch)
            yield batch

    with Processes(doubled, 2) as processes:
        results = processes.results(source())
        next(results)
        assert len(taken) <= 6
        results.close()


def test_errors_of_the_work_are_raised():
    with Processes(refusing, 1) as processes, pytest.raises(LookupError, match="nothing for"):
        list(processes.results([[1]]))


SCRIPT = """
import os, time
from kg.processes import Processes
from test_processes import doubled
if __name__ == "__main__":
    with Processes(doubled, 1) as processes:
        print(processes.call(os.getpid), flush=True)
        time.sleep(60)
"""


def test_processes_end_when_theirs_is_killed(tmp_path: Path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    paths = os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")))
    environment = os.environ | {"PYTHONPATH": paths}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        child = int(parent.stdout.readline())
        parent.kill()
    waited = 0
    while Path(f"/proc/{child}/stat").exists() and Path(f"/proc/{child}/stat").read_text().split()[2] != "Z" and waited < 100:
        time.sleep(0.1)
        waited += 1
    assert waited < 100
