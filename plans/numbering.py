"""The numbers on receipts: one after the other, none given twice."""

from collections.abc import Callable, Iterable

from plans.model.answers import Numbering
from plans.store.port import Transaction


def next_number(tx: Transaction, prefix: str, given: Callable[[], Iterable[str]]) -> str:
    """The number after the last one given; `given` is asked only where none is kept yet.

    Records are never deleted and the last number is kept with them, so no number is ever used again.
    """
    kept = tx.get(Numbering, prefix)
    if kept is None:
        last = max((int(number.removeprefix(prefix)) for number in given() if number.startswith(prefix)), default=0)
    else:
        last = kept.last
    tx.put(Numbering(prefix, last + 1))
    return f"{prefix}{last + 1:03d}"
