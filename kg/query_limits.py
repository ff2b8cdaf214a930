"""What queries may take, and as the environment says it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil, inf

from kg.errors import DeadlineError, InputError

_LEAST_MEMORY = 256


def _cores() -> int:
    return os.cpu_count() or 1


@dataclass(frozen=True)
class Limits:
    """
    What queries may take.

    `deadline`: seconds from a request to its answer. `memory`: megabytes beside the open graph. `workers`: processes that wait
    for queries; a query that takes more than `patience` seconds lets others go first, and at most `heavy` of them do. `size`:
    bytes of an answer.
    """

    deadline: float = 30.0
    memory: int = 1024
    workers: int = max(2, _cores())
    heavy: int = 2 * max(2, _cores())
    patience: float = 0.1
    size: int = 4 << 30


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The limits that KG_DEADLINE (seconds), KG_QUERY_MEMORY (megabytes) and KG_QUERY_WORKERS set; InputError where one is no number."""

    def number(name: str, default: float, least: float = 0.001) -> float:
        try:
            value = float(environment.get(name) or default)
        except ValueError:
            value = 0.0
        if not least <= value < inf:
            raise InputError(f"{name}={environment[name]}: expected a number, at least {least:g}")
        return value

    known = Limits()
    workers = ceil(number("KG_QUERY_WORKERS", known.workers, 1))
    return replace(
        known,
        deadline=number("KG_DEADLINE", known.deadline),
        memory=ceil(number("KG_QUERY_MEMORY", known.memory, _LEAST_MEMORY)),
        workers=workers,
        heavy=2 * workers,
    )


def too_late(limits: Limits) -> DeadlineError:
    """What is raised at the deadline."""
    return DeadlineError(f"no answer within {limits.deadline:g} seconds; ask for less at once, or more simply")
