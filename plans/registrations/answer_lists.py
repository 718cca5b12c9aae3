"""The lists that a council signs: who registered for what under a plan, of individuals, of collectives, of innovations.

People stand in Vietnamese order within their home units, and the units in the roster's order. Who declined, who is
missing and who has left since are parts of their own, so that nobody silently falls out of a list.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plans.answers import registration_of
from plans.catalogue.titles import awards
from plans.model.answers import Answer, Innovation, ListState, Registration
from plans.model.people import Person, Unit
from plans.model.plan import Opens, Plan
from plans.plain_text import printable
from plans.registrations.endorsing import state_of
from plans.registrations.tallies import departments, parts, sorted_people
from plans.store.port import Facts


class Listed(StrEnum):
    """Danh sách cá nhân, danh sách tập thể, danh sách sáng kiến."""

    INDIVIDUALS = "individuals"
    COLLECTIVES = "collectives"
    INNOVATIONS = "innovations"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody (or some unit) in a list, with their home unit: its id and its name. A collective is its own.

    All words are without unseen marks, on one line.
    """

    id: str
    name: str
    position: str
    unit: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class Row:
    """One who registered, and by what: a title or commendation, or (in the list of innovations) an innovation.

    `on_behalf` names who answered for a person, "" where they did it themselves.
    """

    member: Member
    answer: Registration | Innovation
    on_behalf: str = ""


@dataclass(frozen=True, slots=True)
class AnswerList:
    """One list of a plan; `unit` is set where it is that unit's alone.

    `declined` answered that they register for nothing, `missing` owe an answer, `left` registered and have left since.
    `states` has how far each department's list has come, None where nothing that still holds was said of it.
    """

    plan: Plan
    kind: Listed
    unit: Unit | None
    rows: tuple[Row, ...]
    declined: tuple[Member, ...] = ()
    missing: tuple[Member, ...] = ()
    left: tuple[Member, ...] = ()
    states: tuple[tuple[Unit, ListState | None], ...] = ()

    @property
    def totals(self) -> Mapping[str, int]:
        """How many registered for each title and commendation, by its id, in the catalogue's order."""
        counted: Counter[str] = Counter()
        for row in self.rows:
            if isinstance(row.answer, Registration):
                counted.update([row.answer.title] if row.answer.title else [])
                counted.update(row.answer.commendations)
        known = [award.id for award in awards()]
        return {id: counted[id] for id in (*known, *sorted(counted.keys() - set(known))) if counted[id]}


def list_of(facts: Facts, plan: Plan, kind: Listed, today: date, unit: Unit | None = None) -> AnswerList:
    """The list of that kind as it stands on that day, of the whole department or of one unit."""
    match kind:
        case Listed.INDIVIDUALS:
            return _individuals(facts, plan, today, unit)
        case Listed.COLLECTIVES:
            return _collectives(facts, plan, today, unit)
        case Listed.INNOVATIONS:
            return _innovations(facts, plan, today, unit)


def people_in_order(facts: Facts, unit: Unit | None = None) -> tuple[Person, ...]:
    """Everybody ever in the roster (or of one home unit): by unit in the roster's order, then as names are sorted."""
    order = {each.id: place for place, each in enumerate(facts.all(Unit))}
    found = sorted_people(person for person in facts.all(Person) if unit is None or person.unit == unit.id)
    return tuple(sorted(found, key=lambda person: order.get(person.unit, len(order))))


def _states(facts: Facts, plan: Plan, today: date, unit: Unit | None) -> tuple[tuple[Unit, ListState | None], ...]:
    found = (each for each in departments(facts) if unit is None or each.id == unit.id)
    said = ((each, state_of(facts, plan, each, today)) for each in found)
    return tuple((each, None if state is None else state.state) for each, state in said)


def _individuals(facts: Facts, plan: Plan, today: date, unit: Unit | None) -> AnswerList:
    found = parts(facts, plan, Opens.TITLE, people_in_order(facts, unit), today)
    names = _Names(facts)
    return AnswerList(
        plan,
        Listed.INDIVIDUALS,
        unit,
        tuple(
            names.row(person, answer)
            for person in found.registered
            if (answer := registration_of(facts, plan, person)) is not None
        ),
        declined=names.members(found.declined),
        missing=names.members(found.missing),
        left=names.members(found.left),
        states=_states(facts, plan, today, unit),
    )


def _collectives(facts: Facts, plan: Plan, today: date, unit: Unit | None) -> AnswerList:
    rows: list[Row] = []
    declined: list[Member] = []
    missing: list[Member] = []
    for each in departments(facts):
        if unit is not None and each.id != unit.id:
            continue
        name = printable(each.name)
        member = Member(each.id, name, "", each.id, name)
        found = registration_of(facts, plan, each)
        if found is None:
            missing.append(member)
        elif found.answer is Answer.DECLINED:
            declined.append(member)
        else:
            rows.append(Row(member, found))
    parts = (tuple(declined), tuple(missing), ())
    return AnswerList(plan, Listed.COLLECTIVES, unit, tuple(rows), *parts, _states(facts, plan, today, unit))


def _innovations(facts: Facts, plan: Plan, today: date, unit: Unit | None) -> AnswerList:
    """Each innovation stands once, under whoever registered it; its co-authors are in no part of their own."""
    found = parts(facts, plan, Opens.INNOVATION, people_in_order(facts, unit), today)
    names = _Names(facts)
    ideas = _ideas_by_person(facts, plan)
    return AnswerList(
        plan,
        Listed.INNOVATIONS,
        unit,
        tuple(names.row(person, idea) for person in found.registered for idea in ideas.get(person.id, ())),
        declined=names.members(found.declined),
        missing=names.members(found.missing),
        left=names.members(person for person in found.left if person.id in ideas),
    )


def _ideas_by_person(facts: Facts, plan: Plan) -> Mapping[str, list[Innovation]]:
    """Every innovation that stands, by who registered it: one walk for all, however many there are."""
    found: dict[str, list[Innovation]] = {}
    for idea in facts.all(Innovation):
        if idea.plan == plan.id and idea.answer is Answer.REGISTERED:
            found.setdefault(idea.person, []).append(idea)
    return found


class _Names:
    """The names that stand beside each other in a row."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._units = {unit.id: printable(unit.name) for unit in facts.all(Unit)}

    def member(self, person: Person) -> Member:
        """A person as they stand in a list."""
        home = self._units.get(person.unit, person.unit)
        return Member(person.id, printable(person.name), printable(person.position), person.unit, home)

    def members(self, people: Iterable[Person]) -> tuple[Member, ...]:
        """Several of them."""
        return tuple(map(self.member, people))

    def row(self, person: Person, answer: Registration | Innovation) -> Row:
        """A person's row, with who answered for them: by id where the roster no longer has a name for that."""
        by = self._facts.get(Person, answer.by) if answer.on_behalf else None
        said = answer.by if by is None else printable(by.name)
        return Row(self.member(person), answer, said if answer.on_behalf else "")
