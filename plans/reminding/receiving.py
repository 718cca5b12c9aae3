"""Who is told of a thing: the one who sees to it, whoever stands in for them, the office where there is nobody else.

An office's part of a task is its lead unit's assignee's, without one the unit's head's; a council's, or where there is
no head, the office's (everybody with that role). While somebody is on leave their tasks and parts are their stand-in's,
else the head's, and the head's the office's. Of the rest the absent hear nothing but, on the last two rungs, of answers
that only they can give.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plans.agenda import Entry
from plans.answers import answer_of, answers_by_person, came_in_time, registration_of
from plans.duties.assigning import belongs
from plans.duties.seeing_to import is_away, stand_in
from plans.model.answers import Answer
from plans.model.duties import Assignment
from plans.model.people import Person, Role, Unit, UnitKind
from plans.model.plan import Opens, Plan
from plans.model.reminding import Owed, ReminderSettings
from plans.planning.meetings import Councils
from plans.reminding.things import Thing, leading
from plans.staff.people import people_by_unit, person_here
from plans.store.port import Facts

#: The last two rungs, on which also the absent are told what only they can answer.
_LAST = frozenset({"1", "0"})


def told_when_absent(rung: str) -> bool:
    """Whether the absent are told on that rung what only they can answer."""
    return rung in _LAST


@dataclass(frozen=True, slots=True)
class Share:
    """A person who is told of a thing: `of` is the absent person they stand in for, `units` whose part it is.

    `is_absent` says that they are on leave and only to be told what nobody else can do, when it is nearly too late.
    """

    person: Person
    of: str = ""
    units: tuple[str, ...] = ()
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who sees to a unit's part today; None: the office."""

    person: Person | None
    of: str
    unit: str


class Receivers:
    """Who is told of what on a day; reads no more of the facts than a question needs."""

    def __init__(self, facts: Facts, today: date) -> None:
        self._facts = facts
        self._today = today
        self._units = facts.all(Unit)
        self._answers: dict[tuple[str, Opens], Mapping[str, Answer]] = {}
        self._held: dict[tuple[str, str, str], tuple[_Holder, ...]] = {}
        self._meetings: dict[tuple[str, str], tuple[Unit, ...]] = {}

    @cached_property
    def everybody(self) -> tuple[Person, ...]:
        """Everybody who is here, by their ids."""
        here = (person for person in self._facts.all(Person) if person.is_here(self._today))
        return tuple(sorted(here, key=lambda person: person.id))

    @cached_property
    def officers(self) -> tuple[Person, ...]:
        """Everybody of the office who is at work; everybody of the office when nobody is."""
        all_of_them = [person for person in self.everybody if Role.OFFICE in person.roles]
        return tuple([person for person in all_of_them if not self.is_away(person)] or all_of_them)

    @cached_property
    def _known(self) -> Mapping[str, Unit]:
        return {unit.id: unit for unit in self._units}

    @cached_property
    def _councils(self) -> Councils:
        return Councils(self._units)

    def is_away(self, person: Person) -> bool:
        """Whether they are on leave."""
        return is_away(self._facts, person.id, self._today)

    def of(self, thing: Thing) -> tuple[Share, ...]:
        """Everybody who is told of a thing, each once."""
        match thing.owed:
            case Owed.TITLE | Owed.INNOVATION:
                return tuple(self._answering(thing))
            case Owed.TASK | Owed.PART:
                return self._seeing_to(self._holders(thing))
            case Owed.ESCALATED:
                told = (self.heads_told, self.officers_told, self.leaders_told)
                return _once(person for people in told for person in people(thing.entry, thing.unit))
            case Owed.SET_DAY:
                return _once(self.officers)
            case Owed.ATTEND:
                return _once(person for person in self.everybody if self._attends(thing, person))
            case Owed.UNIT_TITLE:
                return tuple(self._answering_for(thing))
            case Owed.UNANSWERED:
                head = self._head(self._known.get(thing.unit))
                hears = head is not None and not self.is_away(head) and self._is_anybody_silent(thing)
                return _once([head] if head is not None and hears else [])

    def share(self, thing: Thing, person: Person) -> Share | None:
        """What one person has to do with a thing, without asking who else has."""
        if not person.is_here(self._today):
            return None
        match thing.owed:
            case Owed.TITLE | Owed.INNOVATION:
                owes = came_in_time(person, thing.end) and (
                    answer_of(self._facts, thing.entry.plan, person, Opens(thing.owed)) is None
                )
                return Share(person, is_absent=self.is_away(person)) if owes else None
            case Owed.ATTEND:
                return Share(person) if self._attends(thing, person) else None
            case Owed.SET_DAY:
                return Share(person) if self._is_officer(person) else None
            case Owed.TASK | Owed.PART:
                return self._seeing(self._holders(thing), person)
        return next((share for share in self.of(thing) if share.person.id == person.id), None)

    # ------------------------------------------------------------ the office's part, and units' parts

    def _holders(self, thing: Thing) -> tuple[_Holder, ...]:
        """Who sees to a task or a part, unit by unit; the office where no unit of ours leads."""
        whose = thing.unit if thing.owed is Owed.PART else ""
        key = (thing.entry.plan.id, thing.entry.task.id, whose)
        if key not in self._held:
            units = [self._known[whose]] if whose in self._known else leading(thing.entry.task, self._units)
            # By their ids: whom somebody stands in for must not depend on how the units are stored.
            found = tuple(self._holder(thing.entry, unit) for unit in sorted(units, key=lambda unit: unit.id))
            self._held[key] = found or (_Holder(None, "", ""),)
        return self._held[key]

    def _holder(self, entry: Entry, unit: Unit) -> _Holder:
        assigned, head = self._assigned(entry, unit), self._head(unit)
        owner = assigned or head
        if owner is None:
            return _Holder(None, "", unit.id)
        for person in (assigned, head):
            if person is None:
                continue
            if not self.is_away(person):
                return _Holder(person, "" if person is owner else owner.id, unit.id)
            instead = stand_in(self._facts, person.id, self._today)
            if instead is not None:
                return _Holder(instead, owner.id, unit.id)
        return _Holder(None, owner.id, unit.id)

    def _assigned(self, entry: Entry, unit: Unit) -> Person | None:
        """Who has been given a unit's task, while they can still see to it."""
        found = self._facts.get(Assignment, f"{entry.plan.id}/{entry.task.id}/{unit.id}")
        person = person_here(self._facts, found.person, self._today) if found is not None else None
        return person if person is not None and belongs(person, unit) else None

    def _head(self, unit: Unit | None) -> Person | None:
        """A unit's head, if there is one here; a council's does not see to its tasks."""
        if unit is None or unit.head is None or unit.kind is UnitKind.COUNCIL:
            return None
        return person_here(self._facts, unit.head, self._today)

    def _seeing_to(self, holders: Iterable[_Holder]) -> tuple[Share, ...]:
        found: dict[str, Share] = {}
        for holder in holders:
            for person in (holder.person,) if holder.person is not None else self.officers:
                found[person.id] = _added(found.get(person.id), person, holder)
        return tuple(found.values())

    def _seeing(self, holders: Iterable[_Holder], person: Person) -> Share | None:
        found: Share | None = None
        for holder in holders:
            if holder.person.id == person.id if holder.person is not None else self._is_officer(person):
                found = _added(found, person, holder)
        return found

    def _is_officer(self, person: Person) -> bool:
        if Role.OFFICE not in person.roles:
            return False
        return not self.is_away(person) or any(officer.id == person.id for officer in self.officers)

    # ------------------------------------------------------------ escalation

    def heads_told(self, entry: Entry, unit_id: str) -> tuple[Person, ...]:
        """The head of a lead unit, unless they see to its task themselves or are away."""
        head = self._head(self._known.get(unit_id))
        return self._bystanders(entry, unit_id, () if head is None or self.is_away(head) else (head,))

    def officers_told(self, entry: Entry, unit_id: str) -> tuple[Person, ...]:
        """The office's people who do not see to a lead unit's task themselves."""
        return self._bystanders(entry, unit_id, self.officers)

    def leaders_told(self, entry: Entry, unit_id: str) -> tuple[Person, ...]:
        """The leader in charge of a lead unit."""
        unit = self._known.get(unit_id)
        in_charge = unit.leader_in_charge if unit is not None else None
        leader = person_here(self._facts, in_charge, self._today) if in_charge else None
        return self._bystanders(entry, unit_id, () if leader is None or self.is_away(leader) else (leader,))

    def _bystanders(self, entry: Entry, unit_id: str, people: Iterable[Person]) -> tuple[Person, ...]:
        unit = self._known.get(unit_id)
        if unit is None:
            return ()
        holder = self._holder(entry, unit)
        return tuple(person for person in people if self._seeing((holder,), person) is None)

    # ------------------------------------------------------------ answers, meetings

    def _answering(self, thing: Thing) -> Iterator[Share]:
        """Whoever could have answered and has not."""
        answered = self._answered(thing.entry.plan, Opens(thing.owed))
        for share in self._themselves:
            if share.person.id not in answered and came_in_time(share.person, thing.end):
                yield share

    @cached_property
    def _themselves(self) -> tuple[Share, ...]:
        """Everybody with what they owe themselves."""
        away = {each.person for each in self._facts.all(ReminderSettings) if each.is_away(self._today)}
        return tuple(Share(person, is_absent=person.id in away) for person in self.everybody)

    def _answered(self, plan: Plan, opens: Opens) -> Mapping[str, Answer]:
        key = (plan.id, opens)
        if key not in self._answers:
            self._answers[key] = answers_by_person(self._facts, plan, opens)
        return self._answers[key]

    def _answering_for(self, thing: Thing) -> Iterator[Share]:
        """The head of a department that has not answered as a collective."""
        unit = self._known.get(thing.unit)
        head = self._head(unit)
        if unit is not None and head is not None and registration_of(self._facts, thing.entry.plan, unit) is None:
            yield Share(head, is_absent=self.is_away(head))

    def _attends(self, thing: Thing, person: Person) -> bool:
        """Whether somebody is to be at a council's meeting, and at work."""
        councils = self._meeting(thing.entry)
        is_member = any(council.id in person.units or council.head == person.id for council in councils)
        return is_member and not self.is_away(person)

    def _meeting(self, entry: Entry) -> tuple[Unit, ...]:
        """The councils whose meeting a task is; its title is read once, not for every person."""
        key = (entry.plan.id, entry.task.id)
        if key not in self._meetings:
            self._meetings[key] = self._councils.meeting_in(entry.task)
        return self._meetings[key]

    def _is_anybody_silent(self, thing: Thing) -> bool:
        """Whether anybody of a unit has not answered."""
        if thing.entry.task.opens is None:
            return False
        answered = self._answered(thing.entry.plan, thing.entry.task.opens)
        return any(
            person.id not in answered and came_in_time(person, thing.end)
            for person in self._at_home.get(thing.unit, ())
        )

    @cached_property
    def _at_home(self) -> Mapping[str, tuple[Person, ...]]:
        return people_by_unit(self._facts, self._today)


def _added(found: Share | None, person: Person, holder: _Holder) -> Share:
    """A share with one unit more; who has a part of their own stands in for nobody."""
    if found is None:
        return Share(person, holder.of, (holder.unit,) if holder.unit else ())
    return Share(person, found.of and holder.of and found.of, (*found.units, holder.unit))


def _once(people: Iterable[Person]) -> tuple[Share, ...]:
    return tuple(Share(person) for person in {person.id: person for person in people}.values())
