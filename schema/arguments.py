"""Arguments of fields that may be left out."""

from typing import TypeVar

from strawberry import UNSET

Value = TypeVar("Value")


def given(value: Value | None) -> Value | None:
    """The value of an argument; None where it was left out or is null, which asks for nothing."""
    return None if value is UNSET else value
