"""Which tasks a list shows, as its buttons carry it, and what it holds."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.presses import mark
from bot.talk import Talk
from plans.agenda import due_between, entries, of_unit
from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR
from plans.model.people import Unit
from plans.schedule import Schedule, mentioning, of_all, of_late, of_now, of_period

#: In buttons: what is left open.
OPEN = "-"
#: The word that stands for what is past due.
LATE = "late"
#: The number of a page: words of buttons are carried on to others, which have little room.
PAGE = re.compile(r"\d{1,4}", re.ASCII)
#: No question goes further back: "999 năm trước".
LONG_AGO = 1000
#: What "sắp đến hạn" means when no period is named.
WINDOW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class View:
    """A list: what is due in a closed interval (None: whenever), of one unit or of all, past due or not."""

    start: date | None = None
    end: date | None = None
    unit: Unit | None = None
    late: bool = False

    def words(self, page: int = 0) -> tuple[str, ...]:
        """What a button carries to come back to a page of it."""
        found = [
            self.start.isoformat() if self.start else OPEN,
            self.end.isoformat() if self.end else OPEN,
            str(page),
            mark(self.unit.id) if self.unit else OPEN,
            LATE if self.late else "",
        ]
        while found[-1] in ("", OPEN, "0"):
            found.pop()
        return tuple(found)

    @property
    def slots(self) -> dict[str, str]:
        """What was asked for, as a question's slots have it."""
        found = {"unit": self.unit.id} if self.unit else {}
        if self.start and self.end:
            found |= {"start": self.start.isoformat(), "end": self.end.isoformat()}
        return found

    @property
    def intent(self) -> str:
        """The question it answers."""
        return "overdue" if self.late else "by_unit" if self.unit else "due_in_period"

    @property
    def is_ordinary(self) -> bool:
        """Whether there are periods like it before and after: people can also ask for the next 900 years."""
        years = [day.year for day in (self.start, self.end) if day is not None]
        return all(EARLIEST_YEAR <= year <= LATEST_YEAR for year in years)

    def of(self, unit: Unit | None) -> "View":
        """The same of another unit, or of all."""
        return replace(self, unit=unit)


def view_of(talk: Talk, words: tuple[str, ...]) -> View | None:
    """The list that a button means; None for what no button says."""
    start, end, page, unit, late = (*words, "", "", "", "", "")[:5]
    found = next((each for each in talk.tx.all(Unit) if mark(each.id) == unit), None)
    if page and not PAGE.fullmatch(page):
        return None
    if len(words) > 5 or (unit not in ("", OPEN) and found is None) or late not in ("", LATE):
        return None
    if (start, end) == (OPEN, OPEN):
        return View(unit=found, late=bool(late)) if found or late else None
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return None
    return View(first, last, found, bool(late)) if first <= last and first.year >= LONG_AGO else None


def page_of(words: tuple[str, ...]) -> str:
    """The page that a button means."""
    return words[2] if len(words) > 2 else "0"


def schedule_of(talk: Talk, view: View) -> Schedule:
    """What the list holds."""
    everything = entries(talk.tx)
    found = everything if view.unit is None else of_unit(everything, view.unit, talk.tx.all(Unit))
    if view.late:
        return of_late(due_between(found, view.start, view.end) if view.start and view.end else found, talk.today)
    if view.start and view.end:
        schedule = of_period(found, view.start, view.end)
    else:
        schedule = of_all(of_now(found, talk.plan, talk.today))
    if view.unit is None:
        return schedule
    theirs = {entry.key for entry in found}
    others = tuple(entry for entry in mentioning(everything, view.unit) if entry.key not in theirs)
    if view.start and view.end:
        return replace(schedule, mentioned=due_between(others, view.start, view.end))
    return replace(schedule, mentioned=of_now(others, talk.plan, talk.today))
