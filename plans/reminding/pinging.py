"""Single pings, at 14:00: on the day itself, and on the working day before the office is told of what is overdue.

Whoever wants digests only, or has had two pings in the week, finds it in that day's digest instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from plans.agenda import Entry
from plans.model.people import Person
from plans.model.reminding import Owed, Pinged, ReminderSettings, Warns
from plans.reminding.calling import is_leader
from plans.reminding.courses import TO_OFFICE
from plans.reminding.ladders import days_after
from plans.reminding.receiving import Receivers, Share
from plans.reminding.things import ANSWERS, MILD, Thing
from plans.store.port import Facts
from plans.weeks import monday_of

#: What is pinged on its last day; a meeting has its morning, a movement is never overdue.
PINGED = ANSWERS | {Owed.TASK, Owed.PART}
MOST_A_WEEK = 2
#: The rungs of pings.
THE_DAY, BEFORE_OFFICE = "day", f"+{TO_OFFICE - 1}"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why somebody is pinged about a thing today: the rung's name, and whom it warns of."""

    rung: str
    warns: Warns


class Pings:
    """Who is to be pinged about what on a day, and who is not to be pinged at all."""

    def __init__(self, facts: Facts, today: date, receivers: Receivers) -> None:
        self._today = today
        self._receivers = receivers
        self._pinged: Mapping[str, Pinged] = {each.person: each for each in facts.all(Pinged)}
        self._digest_only = {each.person for each in facts.all(ReminderSettings) if each.digest_only}

    def is_pinged(self, person: Person) -> bool:
        """Whether somebody gets their matter of the day as a ping."""
        return not is_leader(person) and not self.has_it_in_the_digest(person)

    def has_it_in_the_digest(self, person: Person) -> bool:
        """Whether somebody gets in the digest what others get as a ping."""
        if is_leader(person):
            return False
        return person.id in self._digest_only or self._had(person) >= MOST_A_WEEK

    def _had(self, person: Person) -> int:
        """How many pings somebody had in this week before today."""
        found = self._pinged.get(person.id)
        if found is None or found.monday != monday_of(self._today):
            return 0
        return found.count - (found.day == self._today)

    def may_be(self, thing: Thing) -> bool:
        """Whether anybody is to be pinged about a thing today."""
        return self._is_the_day(thing) or self._is_before_office(thing)

    def occasion(self, thing: Thing, share: Share) -> Occasion | None:
        """Why somebody who is told of a thing is pinged about it today."""
        if share.is_absent:
            return None
        if self._is_the_day(thing):
            warned = thing.owed is Owed.TASK and self._is_told(self._receivers.heads_told, thing, share)
            return Occasion(THE_DAY, Warns.HEAD if warned else Warns.NOBODY)
        if self._is_before_office(thing) and self._is_told(self._receivers.officers_told, thing, share):
            return Occasion(BEFORE_OFFICE, Warns.OFFICE)
        return None

    def _is_told(self, told: Callable[[Entry, str], tuple[Person, ...]], thing: Thing, share: Share) -> bool:
        """Whether anybody else will be told of what a person sees to."""
        return any(told(thing.entry, unit) for unit in share.units)

    def _is_the_day(self, thing: Thing) -> bool:
        if thing.owed not in PINGED or thing.was_past or thing.last_working_day != self._today:
            return False
        return thing.owed is not Owed.TASK or thing.entry.task.kind not in MILD

    def _is_before_office(self, thing: Thing) -> bool:
        escalates = thing.owed is Owed.TASK and thing.entry.task.kind not in MILD and not thing.was_past
        return escalates and thing.end < self._today and days_after(thing.end, TO_OFFICE - 1) == self._today


def pinged(facts: Facts, person: Person, day: date) -> Pinged:
    """The count of a person's pings of the week, with one more on that day."""
    found, monday = facts.get(Pinged, person.id), monday_of(day)
    count = found.count if found is not None and found.monday == monday else 0
    return Pinged(person.id, monday, count + 1, day)
