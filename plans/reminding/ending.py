"""Why something that a person was reminded of needs nothing more: done, answered, handed in, moved, gone, another's.

Cheap for many messages at once: what is needed is read once, and nothing is planned anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from plans.agenda import Entry, entries
from plans.answers import answers_by_person, came_in_time
from plans.deadlines import aim
from plans.duties.assigning import assignee
from plans.duties.parts import aim_of, internal_date, part_of
from plans.duties.seeing_to import doers
from plans.model.answers import Answer, Registration
from plans.model.people import Person, Role, Unit
from plans.model.plan import Deadline, DeadlineKind, Opens
from plans.model.reminding import Delivery, DigestItem, Owed
from plans.reminding.things import aims_at, days_left, leading
from plans.staff.people import people_by_unit
from plans.store.port import Facts

#: What asks for the office's part of a task, or tells of it.
OFFICES = frozenset({Owed.TASK, Owed.PART, Owed.ATTEND, Owed.SET_DAY, Owed.ESCALATED})
#: What is said to be done while it waits for the office's confirmation.
WAITING = frozenset({Owed.TASK, Owed.PART, Owed.ESCALATED})


class Ending(StrEnum):
    """What has become of a thing that somebody was reminded of."""

    DONE = "done"
    WAITS = "waits"
    ANSWERED = "answered"
    HANDED_IN = "handed_in"
    MOVED = "moved"
    GONE = "gone"
    GIVEN = "given"
    NOT_YOURS = "not_yours"


@dataclass(frozen=True, slots=True)
class End:
    """What has become of it; `by` whom (to whom, where it was given to another) and when, where that is known."""

    ending: Ending
    by: str = ""
    at: datetime | None = None


class Endings:
    """What has become of the items of reminders, as of `today`."""

    def __init__(self, facts: Facts, today: date) -> None:
        self.today = today
        self._facts = facts
        self._entries = {(entry.plan.id, entry.task.id): entry for entry in entries(facts)}
        self._answers: dict[tuple[str, Opens], Mapping[str, Answer]] = {}
        self._units: dict[tuple[str, str, str], tuple[Unit, ...]] = {}

    def entry(self, item: DigestItem) -> Entry | None:
        """The task of an item, while it is in a plan."""
        return self._entries.get((item.plan, item.task))

    def of(self, person: str, item: DigestItem) -> End | None:
        """Why a person (by id) needs to do nothing more about an item; None while it stands."""
        entry = self.entry(item)
        if entry is None:
            return End(Ending.GONE)
        if item.owed in OFFICES and entry.progress is not None:
            return End(Ending.DONE, entry.progress.done_by, entry.progress.done_at)
        if item.owed in WAITING and entry.report is not None:
            return End(Ending.WAITS, entry.report.by, entry.report.at)
        return self._answered(person, item, entry) or self._moved(item, entry) or self._given(person, item, entry)

    def codes(self, delivery: Delivery) -> tuple[str, ...]:
        """What has become of a message's items, each by its place: "2:done"; nothing of those that stand."""
        found = ((place, self.of(delivery.person, item)) for place, item in enumerate(delivery.items))
        return tuple(f"{place}:{end.ending}" for place, end in found if end is not None)

    def deadline(self, item: DigestItem, entry: Entry) -> Deadline:
        """The deadline an item is about: the internal one of a unit's part, else the task's."""
        internal = internal_date(self._facts, item.plan, item.task) if item.owed is Owed.PART else None
        if internal is None:
            return entry.task.deadline
        return Deadline(DeadlineKind.BY, internal.day, internal.day, "", before=internal.before)

    def as_of_today(self, item: DigestItem) -> DigestItem:
        """An item with the days that are left today, or that have gone since its end."""
        entry = self.entry(item)
        if entry is None or item.owed is Owed.SET_DAY:
            return item
        return replace(item, days=days_left(item.aim, self.deadline(item, entry).end, self.today))

    def _answered(self, person: str, item: DigestItem, entry: Entry) -> End | None:
        match item.owed:
            case Owed.TITLE | Owed.INNOVATION:
                return End(Ending.ANSWERED) if person in self._answers_to(entry, Opens(item.owed)) else None
            case Owed.UNIT_TITLE:
                found = self._facts.get(Registration, f"{item.plan}/{item.unit}")
                stands = found is not None and found.answer is not Answer.WITHDRAWN
                return End(Ending.ANSWERED, found.by, found.at) if found is not None and stands else None
            case Owed.UNANSWERED:
                return None if self.silent(item, entry) else End(Ending.ANSWERED)
            case Owed.PART:
                part = part_of(self._facts, item.plan, item.task, item.unit)
                return End(Ending.HANDED_IN, part.done_by, part.done_at) if part is not None else None
            case _:
                return None

    def silent(self, item: DigestItem, entry: Entry) -> tuple[Person, ...]:
        """Who of an item's unit has not given the answer that its task opens."""
        if entry.task.opens is None:
            return ()
        answered = self._answers_to(entry, entry.task.opens)
        return tuple(person for person in self.asked(item, entry) if person.id not in answered)

    def asked(self, item: DigestItem, entry: Entry) -> tuple[Person, ...]:
        """Everybody of an item's unit who is asked for the answer that its task opens."""
        end = entry.task.deadline.end
        return tuple(person for person in self._at_home.get(item.unit, ()) if came_in_time(person, end))

    @cached_property
    def _at_home(self) -> Mapping[str, tuple[Person, ...]]:
        return people_by_unit(self._facts, self.today)

    def _answers_to(self, entry: Entry, opens: Opens) -> Mapping[str, Answer]:
        key = (entry.plan.id, opens)
        if key not in self._answers:
            self._answers[key] = answers_by_person(self._facts, entry.plan, opens)
        return self._answers[key]

    def _moved(self, item: DigestItem, entry: Entry) -> End | None:
        if item.owed is Owed.PART:
            internal = internal_date(self._facts, item.plan, item.task)
            if internal is None:
                return End(Ending.GONE)
            return None if aims_at(item, aim_of(internal)) else End(Ending.MOVED)
        if item.owed is Owed.SET_DAY:
            return None if entry.task.deadline.kind is DeadlineKind.UNSET else End(Ending.MOVED)
        aimed = aim(entry.task.deadline)
        return None if aimed is not None and aims_at(item, aimed) else End(Ending.MOVED)

    def _given(self, person: str, item: DigestItem, entry: Entry) -> End | None:
        """Whether it has become another's: given to somebody since, or handed back to the head by its reader."""
        if item.owed not in {Owed.TASK, Owed.PART}:
            return None
        units = self._seeing(item, entry)
        found = (assignee(self._facts, item.plan, item.task, unit.id, self.today) for unit in units)
        given = {each.unit: each.person for each in found if each is not None}
        if not units or item.of in given.values():
            return None
        if any(person in doers(self._facts, item.plan, entry.task, unit, self.today) for unit in units):
            return None
        reader = self._facts.get(Person, person)
        is_office = reader is not None and Role.OFFICE in reader.roles
        headed = [unit for unit in units if unit.head == person]
        answers_for = headed if headed and not is_office else units
        to = [given[unit.id] for unit in answers_for if unit.id in given]
        if len(to) == len(answers_for):
            return End(Ending.GIVEN, to[0])
        return None if headed or is_office or item.of else End(Ending.NOT_YOURS)

    def _seeing(self, item: DigestItem, entry: Entry) -> tuple[Unit, ...]:
        """The unit whose part an item is about, else the units that lead its task."""
        key = (item.plan, item.task, item.unit)
        if key not in self._units:
            known = self._facts.all(Unit)
            own = tuple(unit for unit in known if unit.id == item.unit)
            self._units[key] = own if item.unit else leading(entry.task, known)
        return self._units[key]
