"""Leafing through histories, the latest first, a page at a time.

The newest entries are read first and older ones only as far as a page needs them, so that leafing through the latest
stays fast however long a history has grown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from plans.working_days import day_in_hanoi

#: Entries looked through first when not every one is wanted, and how much further each next look goes.
FIRST_LOOK, FURTHER = 500, 8
E = TypeVar("E")
#: The newest so many entries, latest first, and the instant from which on none is missing (None: since ever).
Read = Callable[[int], tuple[Sequence[E], datetime | None]]


@dataclass(frozen=True, slots=True)
class Page(Generic[E]):
    """Some entries, latest first; `more`: there are older ones.

    `until` is the day up to which was looked, where the history goes back further than one look does.
    """

    entries: tuple[E, ...]
    more: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Leaves(Generic[E]):
    """A history to be leafed through as far back as `look_back` entries; of it what `takes` wants (None: all).

    Nothing from before the day `since` is wanted.
    """

    read: Read[E]
    look_back: int
    takes: Callable[[E], bool] | None = None
    since: date | None = None

    def page(self, number: int, size: int) -> Page[E]:
        """The page of that number (0: the latest)."""
        needed = (number + 1) * size + 1
        look = needed if self.takes is None else max(needed, FIRST_LOOK)
        while True:
            look = min(look, self.look_back)
            read, known_from = self.read(look)
            found = read if self.takes is None else [entry for entry in read if self.takes(entry)]
            shown = tuple(found[number * size : (number + 1) * size])
            if len(found) >= needed:
                return Page(shown, more=True)
            if known_from is None or (self.since is not None and day_in_hanoi(known_from) < self.since):
                return Page(shown)
            if look == self.look_back:
                return Page(shown, until=day_in_hanoi(known_from))
            look *= FURTHER
