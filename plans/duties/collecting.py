"""Collecting the parts of cooperating units: setting and withdrawing an internal date, handing in, asking for the rest.

The manner of `plans.actions`. Each unit is told of its date by a notice to whoever sees to its part; who set it is not.
The stamps of the calendars are the caller's (`calendar_sync.stamps.stamp_events`).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from plans.agenda import Entry, entry_by_key
from plans.audit import audit
from plans.duties.assigning import assignee
from plans.duties.evidence import with_text
from plans.duties.giving import told_for
from plans.duties.parts import internal_date, part_of, partners, units_owing
from plans.duties.seeing_to import doers, is_away, stand_in
from plans.hours import goes_out
from plans.model.duties import NO_EVIDENCE, Evidence, InternalDate, PartsUrging, UnitPart
from plans.model.people import Person, Role, Unit
from plans.model.plan import DeadlineKind
from plans.model.reminding import Notice
from plans.noticing import notify, recall
from plans.plain_text import printable
from plans.problems import Problem
from plans.rights import Action, lead_units, may, refusal
from plans.staff.people import person_here
from plans.store.port import Facts, Transaction
from plans.working_days import HANOI, day_in_hanoi

#: Kinds of notices about a unit's part (plan, task and unit): its internal date was set, moved or withdrawn; it was
#: asked for by hand. About a task (plan and task): all parts are in.
PART_DATED, PART_ASKED, PARTS_IN = "part_dated", "part_asked", "parts_all_in"
#: No internal date lies further ahead than the year after its plan's.
YEARS_AHEAD = 1
#: So many units are named in a refusal.
NAMED = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the checklist: a unit, its part if it has come in, and the ids of who is asked for it."""

    unit: Unit
    part: UnitPart | None
    asked: tuple[str, ...]


def checklist(facts: Facts, entry: Entry, today: date) -> tuple[Row, ...]:
    """Unit by unit: what has come in, what has not."""
    plan, task = entry.plan.id, entry.task
    return tuple(
        Row(unit, part_of(facts, plan, task.id, unit.id), asked_of(facts, entry, unit, today))
        for unit in partners(facts, task)
    )


def asked_of(facts: Facts, entry: Entry, unit: Unit, today: date) -> tuple[str, ...]:
    """Ids of who is asked for a unit's part: whoever it was given to, else the head; during leave who stands in.

    Nobody where a unit has no head here, or is headed by a leader: the office sees that in the checklist.
    """
    given = assignee(facts, entry.plan.id, entry.task.id, unit.id, today)
    for id in filter(None, (given.person if given is not None else "", unit.head)):
        person = person_here(facts, id, today)
        if person is None or Role.LEADER in person.roles:
            continue
        if not is_away(facts, id, today):
            return (id,)
        instead = stand_in(facts, id, today)
        if instead is not None:
            return (instead.id,)
    return ()


def may_close(facts: Facts, person: Person, entry: Entry, unit: Unit, today: date) -> bool:
    """Whether a person may say that a unit's part has been handed in, or take that back."""
    given = person.id in doers(facts, entry.plan.id, entry.task, unit, today)
    return may(Action.CLOSE_PART, person, today, (unit,), assigned=given)


def day_refusal(facts: Facts, entry: Entry, day: date, today: date) -> Problem | None:
    """Why a day cannot be the internal date of a task; None when it can."""
    if not partners(facts, entry.task):
        return Problem("part.nobody", {"task": printable(entry.task.title)})
    if entry.done or entry.waits:
        return Problem("part.task_done", {"task": printable(entry.task.title)})
    if day < today:
        return Problem("part.day_past", {"day": f"{day:%d/%m/%Y}"})
    end = entry.task.deadline.end
    if entry.task.deadline.kind is not DeadlineKind.UNSET and today <= end < day:
        return Problem("part.day_after_plan", {"day": f"{day:%d/%m/%Y}", "end": f"{end:%d/%m/%Y}"})
    if day.year > max(entry.plan.year, today.year) + YEARS_AHEAD:
        return Problem("part.day_far", {"day": f"{day:%d/%m/%Y}"})
    return None


def set_internal_date(
    tx: Transaction, now: datetime, by: Person, entry: Entry, day: date, *, before: bool = False
) -> InternalDate | Problem:
    """Set or move the day by which the cooperating units hand in their part; each of them is told."""
    today = day_in_hanoi(now)
    current = _current(tx, Action.SET_INTERNAL_DATE, by, entry, today)
    if isinstance(current, Problem):
        return current
    refused = day_refusal(tx, current, day, today)
    if refused is not None:
        return refused
    made = InternalDate(current.plan.id, current.task.id, day, by.id, now, before)
    earlier = internal_date(tx, made.plan, made.task)
    if earlier is not None and (earlier.day, earlier.before) == (day, before):
        return earlier
    tx.put(made)
    audit(tx, now, by, "set_internal_date", made.id, day.isoformat())
    _tell(tx, now, by, current, units_owing(tx, current), first=earlier is None)
    return made


def drop_internal_date(tx: Transaction, now: datetime, by: Person, entry: Entry) -> InternalDate | Problem:
    """Ask the units for nothing any more; what they have handed in stays. Who was told of the date hears of it."""
    today = day_in_hanoi(now)
    current = _current(tx, Action.SET_INTERNAL_DATE, by, entry, today)
    if isinstance(current, Problem):
        return current
    earlier = internal_date(tx, current.plan.id, current.task.id)
    if earlier is None:
        return Problem("part.no_date", {"task": printable(current.task.title)})
    owing = units_owing(tx, current)
    gone = replace(earlier, withdrawn=True, by=by.id, at=now)
    tx.put(gone)
    audit(tx, now, by, "drop_internal_date", gone.id)
    _tell(tx, now, by, current, owing, first=False)
    return gone


def close_part(
    tx: Transaction, now: datetime, by: Person, entry: Entry, unit: Unit, evidence: Evidence = NO_EVIDENCE
) -> UnitPart | Problem:
    """Đã gửi: a unit has handed in its part."""
    current = _current_part(tx, by, entry, unit, day_in_hanoi(now))
    if isinstance(current, Problem):
        return current
    plan, task = current.plan.id, current.task
    if internal_date(tx, plan, task.id) is None:
        return Problem("part.no_date", {"task": printable(task.title)})
    earlier = part_of(tx, plan, task.id, unit.id)
    if earlier is not None:
        return _already(tx, earlier, unit)
    made = UnitPart(plan, task.id, unit.id, now, by.id, evidence)
    tx.put(made)
    audit(tx, now, by, "close_part", made.id)
    if not units_owing(tx, current) and not current.done:
        for id in collectors(tx, current, day_in_hanoi(now)):
            if id != by.id:
                notify(tx, now, id, PARTS_IN, f"{plan}/{task.id}", {"plan": plan, "task": task.id})
    return made


def note_part(tx: Transaction, now: datetime, by: Person, entry: Entry, unit: Unit, text: str) -> UnitPart | Problem:
    """Add a note (or a link) to what has been handed in; a later one takes the place of an earlier one."""
    found = _handed_in(tx, now, by, entry, unit)
    if isinstance(found, Problem):
        return found
    evidence = with_text(found.evidence, text)
    if isinstance(evidence, Problem):
        return evidence
    noted = replace(found, evidence=evidence)
    if noted != found:
        tx.put(noted)
        audit(tx, now, by, "note_part", noted.id)
    return noted


def reopen_part(tx: Transaction, now: datetime, by: Person, entry: Entry, unit: Unit) -> UnitPart | Problem:
    """Take "Đã gửi" back; the record that is no more."""
    found = _handed_in(tx, now, by, entry, unit)
    if isinstance(found, Problem):
        return found
    tx.delete(UnitPart, found.id)
    audit(tx, now, by, "reopen_part", found.id)
    return found


def urge_units(tx: Transaction, now: datetime, by: Person, entry: Entry) -> PartsUrging | Problem:
    """Nhắc các phòng chưa gửi: ask each unit for its part, at most once a day; in working hours."""
    today = day_in_hanoi(now)
    current = _current(tx, Action.URGE, by, entry, today)
    if isinstance(current, Problem):
        return current
    plan, task = current.plan.id, current.task.id
    owing = units_owing(tx, current)
    if not owing:
        return Problem("part.nobody_owes")
    earlier = tx.get(PartsUrging, f"{plan}/{task}")
    if earlier is not None and day_in_hanoi(earlier.at) <= today <= day_in_hanoi(earlier.goes):
        return _urged(tx, earlier)
    asked = {unit.id: asked_of(tx, current, unit, today) for unit in owing}
    reached = tuple(unit.id for unit in owing if any(id != by.id for id in asked[unit.id]))
    if not reached:
        names = [printable(unit.name) for unit in owing]
        shown = names if len(names) <= NAMED else [*names[:NAMED], "…"]
        return Problem("part.nobody_to_ask", {"units": ", ".join(shown)})
    told = tuple((unit, id) for unit in reached for id in asked[unit] if id != by.id)
    for unit, id in told:
        notify(tx, now, id, PART_ASKED, f"{plan}/{task}/{unit}", {"plan": plan, "task": task, "unit": unit})
    people = tuple(dict.fromkeys(id for _, id in told))
    made = PartsUrging(plan, task, now, by.id, goes_out(now), reached, people)
    tx.put(made)
    audit(tx, now, by, "urge_units", made.id, str(len(reached)))
    return made


def collectors(facts: Facts, entry: Entry, today: date) -> tuple[str, ...]:
    """Ids of who sees to the task in each lead unit, and so waits for the parts; the office where nobody does."""
    leads = lead_units(entry.task, facts.all(Unit))
    found = (id for unit in leads for id in asked_of(facts, entry, unit, today) or told_for(facts, unit, today))
    return tuple(dict.fromkeys(found))


def _current(facts: Facts, action: Action, by: Person, entry: Entry, today: date) -> Entry | Problem:
    """The task as it is now, if this person may do this to it."""
    refused = refusal(action, by, today, lead_units(entry.task, facts.all(Unit)))
    current = entry_by_key(facts, entry.key)
    gone = Problem("action.task_withdrawn", {"task": printable(entry.task.title)})
    return refused or current or gone


def _current_part(facts: Facts, by: Person, entry: Entry, unit: Unit, today: date) -> Entry | Problem:
    """The task as it is now, if this person may speak for a unit's part of it."""
    given = by.id in doers(facts, entry.plan.id, entry.task, unit, today)
    refused = refusal(Action.CLOSE_PART, by, today, (unit,), assigned=given)
    current = entry_by_key(facts, entry.key)
    if refused is not None or current is None:
        return refused or Problem("action.task_withdrawn", {"task": printable(entry.task.title)})
    if unit not in partners(facts, current.task):
        values = {"task": printable(entry.task.title), "unit": printable(unit.name)}
        return Problem("part.not_the_units", values)
    return current


def _handed_in(tx: Transaction, now: datetime, by: Person, entry: Entry, unit: Unit) -> UnitPart | Problem:
    current = _current_part(tx, by, entry, unit, day_in_hanoi(now))
    if isinstance(current, Problem):
        return current
    found = part_of(tx, current.plan.id, current.task.id, unit.id)
    return found or Problem("part.not_sent", {"unit": printable(unit.name)})


def _tell(tx: Transaction, now: datetime, by: Person, entry: Entry, units: tuple[Unit, ...], *, first: bool) -> None:
    """Tell units of their date, as it stands when they are told; who never heard of one need not hear it is gone."""
    plan, task = entry.plan.id, entry.task.id
    dropped = internal_date(tx, plan, task) is None
    for unit in units:
        about = f"{plan}/{task}/{unit.id}"
        for id in asked_of(tx, entry, unit, day_in_hanoi(now)):
            waiting = tx.get(Notice, f"{id}/{PART_DATED}/{about}")
            unheard = first or (waiting is not None and waiting.values.get("first") == "yes")
            if dropped and unheard:
                recall(tx, id, PART_DATED, about)
            elif id != by.id:
                values = {"plan": plan, "task": task, "unit": unit.id, "first": "yes" if unheard else "no"}
                notify(tx, now, id, PART_DATED, about, values)


def _already(facts: Facts, part: UnitPart, unit: Unit) -> Problem:
    who, at = facts.get(Person, part.done_by), part.done_at.astimezone(HANOI)
    name = who.name if who is not None else part.done_by
    return Problem(
        "part.already", {"unit": printable(unit.name), "who": printable(name), "moment": f"{at:%H:%M %d/%m/%Y}"}
    )


def _urged(facts: Facts, urging: PartsUrging) -> Problem:
    who, at, goes = facts.get(Person, urging.by), urging.at.astimezone(HANOI), urging.goes.astimezone(HANOI)
    values = {
        "who": printable(who.name) if who is not None else urging.by,
        "asked": f"{at:%H:%M %d/%m/%Y}",
        "goes": f"{goes:%H:%M %d/%m/%Y}",
        "count": str(len(urging.units)),
    }
    return Problem("part.urged_waits" if urging.goes > urging.at else "part.urged", values)
