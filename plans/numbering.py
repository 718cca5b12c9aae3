"""The numbers on receipts."""

from collections.abc import Iterable


def next_number(prefix: str, given: Iterable[str]) -> str:
    """The number after the highest given so far. Records are never deleted, so no number is ever used again."""
    highest = max((int(number.removeprefix(prefix)) for number in given if number.startswith(prefix)), default=0)
    return f"{prefix}{highest + 1:03d}"
