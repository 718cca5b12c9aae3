"""Nhắc ngay: telling those who still owe an answer to give it, by hand, at most once a day.

A person is urged once a day for each kind of answer, whoever asks for it: who was told with their unit is left out
when everybody is urged later on the same day. It goes out in working hours, or, when the last day would be over by
then, while people are up.
"""

from datetime import date, datetime

from plans.answers import answer_of, registration_of
from plans.audit import audit
from plans.hours import goes_out
from plans.model.people import Person, Unit, UnitKind
from plans.model.plan import Opens, Plan
from plans.model.reminding import Urging
from plans.noticing import notify
from plans.problems import Problem
from plans.registrations.rules import last_day, window_refusal
from plans.registrations.tallies import silent_units, tallies
from plans.rights import Action, refusal
from plans.staff.people import person_here
from plans.store.port import Facts, Transaction
from plans.working_days import HANOI, day_in_hanoi

#: The kind of notice; it is about the plan and the kind of answer.
URGED = "urged"


def urge(
    tx: Transaction, now: datetime, by: Person, plan: Plan, kind: Opens, unit: Unit | None = None
) -> Urging | Problem:
    """Tell those of a unit, or everybody, who still owe that answer; not the one who asks for it."""
    today = day_in_hanoi(now)
    refused = refusal(Action.URGE, by, today, (unit,) if unit else ()) or window_refusal(plan, kind, now)
    if refused is not None:
        return refused
    earlier = urged_today(tx, plan, kind, unit, today)
    if earlier is not None:
        return _done(tx, earlier)
    closing = last_day(plan, kind)
    # On the last day what is asked for at 17:59 must not wait for the next morning because the hour has struck.
    goes, at_once = goes_out(now), goes_out(now) == now and today == closing
    if closing is not None and day_in_hanoi(goes) > closing:
        goes, at_once = goes_out(now, at_once=True), True
        if day_in_hanoi(goes) > closing:
            return Problem("urge.too_late", {"day": f"{closing:%d/%m/%Y}"})
    waiting = to_urge(tx, plan, kind, unit, by, today)
    if not waiting:
        owing = any(id != by.id for id in owing_people(tx, plan, kind, unit, today))
        return Problem("urge.all_told" if owing else "urge.nobody")
    urging = Urging(plan.id, kind, unit.id if unit else "", now, by.id, goes, waiting)
    for person in urging.told:
        notify(tx, now, person, URGED, f"{plan.id}/{kind}", {"plan": plan.id, "opens": kind}, at_once=at_once)
    tx.put(urging)
    audit(tx, now, by, "urge", urging.id, str(len(urging.told)))
    return urging


def to_urge(facts: Facts, plan: Plan, kind: Opens, unit: Unit | None, by: Person, today: date) -> tuple[str, ...]:
    """Ids of those whom that person would urge now: who owes an answer and was not told today."""
    told = _told_today(facts, plan, kind, today)
    return tuple(id for id in owing_people(facts, plan, kind, unit, today) if id != by.id and id not in told)


def owing_people(facts: Facts, plan: Plan, kind: Opens, unit: Unit | None, today: date) -> tuple[str, ...]:
    """Ids of those who have not answered, and of the heads of departments that have not as collectives."""
    found = [
        person.id
        for tally in tallies(facts, plan, kind, today)
        if unit is None or tally.unit == unit.id
        for person in tally.missing
    ]
    if kind is Opens.TITLE:
        silent = [each for each in silent_units(facts, plan) if unit is None or each.id == unit.id]
        found += [head.id for each in silent if (head := person_here(facts, each.head or "", today))]
    return tuple(dict.fromkeys(found))


def owes(facts: Facts, plan: Plan, kind: Opens, person: Person) -> bool:
    """Whether a person has not answered for themselves."""
    return answer_of(facts, plan, person, kind) is None


def owed_units(facts: Facts, plan: Plan, person: Person) -> tuple[Unit, ...]:
    """The departments that a person heads and that have not answered as collectives."""
    headed = [unit for unit in facts.all(Unit) if unit.head == person.id and unit.kind is UnitKind.DEPARTMENT]
    return tuple(unit for unit in headed if registration_of(facts, plan, unit) is None)


def urged_today(facts: Facts, plan: Plan, kind: Opens, unit: Unit | None, today: date) -> Urging | None:
    """The urging of that day which reached that unit (None: everybody), if there was one."""
    scopes = ("", unit.id) if unit else ("",)
    found = (facts.get(Urging, f"{plan.id}/{kind}/{scope}") for scope in scopes)
    return next((urging for urging in found if urging and _is_of(urging, today)), None)


def _is_of(urging: Urging, today: date) -> bool:
    """Whether an urging was asked for on that day, waits on it, or goes out on it: asked at night, in the morning."""
    return day_in_hanoi(urging.at) <= today <= day_in_hanoi(urging.goes)


def _told_today(facts: Facts, plan: Plan, kind: Opens, today: date) -> set[str]:
    """Who was urged on that day, with whatever unit."""
    return {
        person
        for urging in facts.all(Urging)
        if (urging.plan, urging.opens) == (plan.id, kind) and _is_of(urging, today)
        for person in urging.told
    }


def _done(facts: Facts, urging: Urging) -> Problem:
    """Who has urged them already, and when."""
    who = facts.get(Person, urging.by)
    at, goes = urging.at.astimezone(HANOI), urging.goes.astimezone(HANOI)
    values = {
        "who": who.name if who else urging.by,
        "time": f"{at:%H:%M}",
        "count": str(len(urging.told)),
        "asked": f"{at:%H:%M %d/%m/%Y}",
        "goes": f"{goes:%H:%M %d/%m/%Y}",
    }
    return Problem("urge.done_waits" if urging.goes > urging.at else "urge.done", values)
