"""Who has answered and who has not, by unit; how many for each award, beside what the plan aims at.

Everything that counts registrations counts here: answers in the chat, lists, exports and pictures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil

from plans.answers import answers_by_person, came_in_time, registration_of
from plans.catalogue.eligibility import presupposes
from plans.catalogue.quotas import limited_awards, share
from plans.catalogue.targets import award_named, counted
from plans.catalogue.titles import Subject, awards, in_force_on
from plans.model.answers import Answer, Registration
from plans.model.people import Person, Unit, UnitKind
from plans.model.plan import Opens, Plan, Target
from plans.plain_text import folded
from plans.registrations.rules import last_day
from plans.staff.vietnamese_order import name_key
from plans.store.port import Facts


@dataclass(frozen=True, slots=True)
class Parts:
    """People by what they answered; `left` have registered and are not here any more.

    Who came when it was too late to answer is missing nowhere, and stands where they belong when they answered after
    all.
    """

    registered: tuple[Person, ...]
    declined: tuple[Person, ...]
    missing: tuple[Person, ...]
    left: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The people of one unit and what they answered, in the order of their names."""

    unit: str
    registered: tuple[Person, ...]
    declined: tuple[Person, ...]
    missing: tuple[Person, ...]

    @property
    def people(self) -> int:
        """How many there are."""
        return len(self.registered) + len(self.declined) + len(self.missing)


@dataclass(frozen=True, slots=True)
class AwardTally:
    """How many have registered for an award: `registered` for itself, `reaching` also for what presupposes it.

    `target` is what the plan says of it, `aimed` that as a number (None: the plan says nothing of this award), and
    `toward` how many of `reaching` are among those that the target is counted over.
    """

    award: str
    collective: bool
    registered: int
    reaching: int
    target: Target | None = None
    aimed: int | None = None
    toward: int = 0


def parts(facts: Facts, plan: Plan, kind: Opens, people: Iterable[Person], today: date) -> Parts:
    """Those of these people who are asked or have answered, each part in the order given."""
    closing = last_day(plan, kind)
    answers = answers_by_person(facts, plan, kind)
    found: dict[Answer | None, list[Person]] = {Answer.REGISTERED: [], Answer.DECLINED: [], None: []}
    left: list[Person] = []
    for person in people:
        answer = answers.get(person.id)
        if not person.is_here(today):
            left += [person] if answer is Answer.REGISTERED else []
        elif answer is not None or came_in_time(person, closing):
            found[answer].append(person)
    return Parts(tuple(found[Answer.REGISTERED]), tuple(found[Answer.DECLINED]), tuple(found[None]), tuple(left))


def tallies(facts: Facts, plan: Plan, kind: Opens, today: date) -> tuple[Tally, ...]:
    """Everybody who is here by home unit, in the roster's order."""
    found = parts(facts, plan, kind, sorted_people(facts.all(Person)), today)
    homes: dict[str, tuple[list[Person], list[Person], list[Person]]] = {}
    for at, part in enumerate((found.registered, found.declined, found.missing)):
        for person in part:
            homes.setdefault(person.unit, ([], [], []))[at].append(person)
    order = {unit.id: place for place, unit in enumerate(facts.all(Unit))}
    return tuple(
        Tally(unit, tuple(registered), tuple(declined), tuple(missing))
        for unit, (registered, declined, missing) in sorted(
            homes.items(), key=lambda home: order.get(home[0], len(order))
        )
    )


def tally_of(facts: Facts, plan: Plan, kind: Opens, unit: Unit, today: date) -> Tally:
    """One unit's."""
    found = (tally for tally in tallies(facts, plan, kind, today) if tally.unit == unit.id)
    return next(found, Tally(unit.id, (), (), ()))


def departments(facts: Facts) -> tuple[Unit, ...]:
    """The units that register as collectives, in the roster's order."""
    return tuple(unit for unit in facts.all(Unit) if unit.kind is UnitKind.DEPARTMENT)


def silent_units(facts: Facts, plan: Plan) -> tuple[Unit, ...]:
    """The departments that have not answered as collectives."""
    return tuple(unit for unit in departments(facts) if registration_of(facts, plan, unit) is None)


def sorted_people(people: Iterable[Person]) -> list[Person]:
    """By name as Vietnamese names are sorted."""
    return sorted(people, key=lambda person: _key(person.name))


#: Every page sorts the same names: of 2,000 people that is a tenth of a second each time.
_key = lru_cache(maxsize=8192)(name_key)


# ---------------------------------------------------------------- awards


def award_tallies(facts: Facts, plan: Plan, today: date) -> tuple[AwardTally, ...]:
    """Every award that somebody here has registered for or that the plan aims at, in the catalogue's order."""
    chosen = _chosen(facts, plan, today)
    law = in_force_on(plan)
    above = {award.id: {award.id} | _presupposed(award.id, law) for award in awards()}
    targets, limited = _targets(plan), limited_awards(law)
    found = []
    for award in awards():
        for collective in (False, True):
            answers = chosen[collective]
            registered = sum(award.id in each for each in answers.values())
            target = targets.get((award.id, collective))
            if not registered and target is None:
                continue
            reaching = {who for who, each in answers.items() if any(award.id in above.get(id, ()) for id in each)}
            scope = _scope(facts, target, collective, today)
            aimed = _aimed(target, len(scope), award.id in limited)
            toward = len(reaching & scope)
            found.append(AwardTally(award.id, collective, registered, len(reaching), target, aimed, toward))
    return tuple(found)


def _chosen(facts: Facts, plan: Plan, today: date) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """What each person here and each unit has registered for."""
    here = {person.id for person in facts.all(Person) if person.is_here(today)}
    units = {unit.id for unit in departments(facts)}
    found: tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]] = ({}, {})
    for each in facts.all(Registration):
        registered = each.plan == plan.id and each.answer is Answer.REGISTERED
        if registered and each.subject in (units if each.collective else here):
            found[each.collective][each.subject] = frozenset(id for id in (each.title, *each.commendations) if id)
    return found


def _presupposed(award: str, law: date) -> set[str]:
    """The awards that one stands on, and what these stand on."""
    found: set[str] = set()
    waiting = [award]
    while waiting:
        for id in presupposes(waiting.pop(), law):
            if id not in found:
                found.add(id)
                waiting.append(id)
    return found


def _targets(plan: Plan) -> dict[tuple[str, bool], Target]:
    """Award and whether of collectives → what the plan aims at; the first that the plan says of each."""
    found: dict[tuple[str, bool], Target] = {}
    agency = folded(plan.agency)
    for target in plan.targets:
        scope = folded(target.scope)
        meant = award_named(target.subject)
        if meant is None or (scope and scope in agency):  # what the whole agency wants is not what its units do
            continue
        collective = Subject.INDIVIDUAL not in meant.subjects
        found.setdefault((meant.id, collective), target)
    return found


def _scope(facts: Facts, target: Target | None, collective: bool, today: date) -> set[str]:
    """Ids of those that a target is counted over: people whom its scope names, or all departments."""
    if target is None:
        return set()
    if collective:
        return {unit.id for unit in departments(facts)}
    is_counted = counted(facts, target)
    return {person.id for person in facts.all(Person) if person.is_here(today) and is_counted(person)}


def _aimed(target: Target | None, base: int, limited: bool) -> int | None:
    """A target as a number of people or units: rounded up, but down where no more than that share may get the award."""
    if target is None or target.count is not None or target.percent is None:
        return target.count if target is not None else None
    return share(target.percent, base) if limited else ceil(base * target.percent / 100 - 1e-9)
