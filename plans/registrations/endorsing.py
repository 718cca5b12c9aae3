"""A unit's list: its head stands behind it, the office accepts it or gives it back. The manner of `plans.actions`.

What is said of a list holds for the answers it was said of. `UnitList.covers` has a fingerprint for each person of the
unit and for the unit itself, so that what has changed since can be named: answers, newcomers, people who went.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2s

from plans.answers import registration_of
from plans.audit import audit
from plans.model.answers import Answer, ListState, Registration, RegistrationVersion, UnitList
from plans.model.people import Person, Unit, UnitKind
from plans.model.plan import Opens, Plan
from plans.noticing import notify
from plans.plain_text import printable
from plans.problems import Problem
from plans.registrations.tallies import sorted_people, tally_of
from plans.rights import Action, refusal
from plans.staff.people import person_here
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

NOTE_SHORTEST, NOTE_LONGEST = 5, 500
#: The kind of notice by which a head hears of a decision; it is about the list.
DECIDED = "list_decided"
#: The kind by which those who stood behind a list hear that it has changed since.
CHANGED = "list_changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A subject of a list whose answer is another than when something was said of the list.

    `was` is None for who was not on it or had not answered, `now` for who has no answer (any more); `gone` says that
    the person no longer belongs to the unit.
    """

    subject: str
    collective: bool
    was: RegistrationVersion | None
    now: Registration | None
    gone: bool = False


def fingerprint(facts: Facts, plan: Plan, unit: Unit, today: date) -> str:
    """Every subject of the unit's list that has answered, with a mark of the answer: "lan=3fa2b1 hung=9c04d7"."""
    subjects: list[Person | Unit] = [*members(facts, unit, today), unit]
    answers = [registration_of(facts, plan, subject) for subject in subjects]
    return " ".join(sorted(f"{answer.subject}={_mark(answer)}" for answer in answers if answer is not None))


def members(facts: Facts, unit: Unit, today: date) -> tuple[Person, ...]:
    """Whose home the unit is, by name."""
    return tuple(
        sorted_people(person for person in facts.all(Person) if person.unit == unit.id and person.is_here(today))
    )


def last_said(facts: Facts, plan: Plan, unit: Unit) -> UnitList | None:
    """What was last said of a unit's list, whether or not it still holds."""
    return facts.get(UnitList, f"{plan.id}/{unit.id}")


def state_of(facts: Facts, plan: Plan, unit: Unit, today: date) -> UnitList | None:
    """What stands of a unit's list; None when nothing was said of it, or its answers have changed since."""
    said = last_said(facts, plan, unit)
    return said if said is not None and said.covers == fingerprint(facts, plan, unit, today) else None


def changes_since(facts: Facts, said: UnitList, unit: Unit, today: date) -> tuple[Change, ...]:
    """What has changed in a list since that was said of it."""
    plan = facts.get(Plan, said.plan)
    if plan is None:
        return ()
    before, now = _marks(said.covers), _marks(fingerprint(facts, plan, unit, today))
    here = {unit.id, *(person.id for person in members(facts, unit, today))}
    return tuple(
        _change(facts, said, unit, subject, gone=subject not in here)
        for subject in dict.fromkeys((*before, *now))
        if before.get(subject) != now.get(subject)
    )


def endorse_list(
    tx: Transaction, now: datetime, by: Person, plan: Plan, unit: Unit, *, without_missing: bool = False
) -> UnitList | Problem:
    """The unit's head stands behind its list; who has not answered is left out only on purpose."""
    today = day_in_hanoi(now)
    refused = refusal(Action.ENDORSE_LIST, by, today, (unit,))
    if refused is not None:
        return refused
    standing = state_of(tx, plan, unit, today)
    if standing is not None and standing.state is not ListState.RETURNED:
        return standing
    missing = None if without_missing else _missing(tx, plan, unit, today)
    if missing is not None:
        return missing
    return _said(tx, now, by, plan, unit, ListState.ENDORSED)


def _missing(facts: Facts, plan: Plan, unit: Unit, today: date) -> Problem | None:
    """Who has not answered: people, or the unit as a collective."""
    missing = tally_of(facts, plan, Opens.TITLE, unit, today).missing
    silent = unit.kind is UnitKind.DEPARTMENT and registration_of(facts, plan, unit) is None
    values = {"count": str(len(missing)), "names": ", ".join(printable(person.name) for person in missing)}
    if missing:
        return Problem("lists.missing_both" if silent else "lists.missing", values)
    return Problem("lists.missing_unit", {"unit": unit.name}) if silent else None


def accept_list(
    tx: Transaction, now: datetime, by: Person, plan: Plan, unit: Unit, note: str = ""
) -> UnitList | Problem:
    """The office takes the list; without its head's endorsement only with a note."""
    refused = refusal(Action.DECIDE_LIST, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    standing = state_of(tx, plan, unit, day_in_hanoi(now))
    if standing is not None and standing.state is ListState.ACCEPTED:
        return standing
    endorsed = standing is not None and standing.state is ListState.ENDORSED
    written = note_of(note) if note or not endorsed else ""
    if isinstance(written, Problem):
        return written if note else Problem("lists.not_endorsed", {"unit": unit.name})
    return _decided(tx, now, by, plan, unit, ListState.ACCEPTED, written)


def return_list(tx: Transaction, now: datetime, by: Person, plan: Plan, unit: Unit, note: str) -> UnitList | Problem:
    """The office gives an endorsed or accepted list back, and says why."""
    refused = refusal(Action.DECIDE_LIST, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    said = last_said(tx, plan, unit)
    written = note_of(note)
    if isinstance(written, Problem):
        return written
    if said is not None and (said.state, said.note) == (ListState.RETURNED, written):
        return said
    if said is None or said.state is ListState.RETURNED:
        return Problem("lists.nothing_to_return", {"unit": unit.name})
    return _decided(tx, now, by, plan, unit, ListState.RETURNED, written)


def endorsed_list_of(facts: Facts, plan: Plan, subject: Person | Unit, today: date) -> UnitList | None:
    """The endorsed or accepted list that a subject's answer stands on, while what was said of it holds."""
    unit = subject if isinstance(subject, Unit) else facts.get(Unit, subject.unit)
    said = state_of(facts, plan, unit, today) if unit is not None else None
    return None if said is None or said.state is ListState.RETURNED else said


def tell_of_change(tx: Transaction, now: datetime, by: Person, said: UnitList) -> None:
    """Let the unit's head, and who accepted its list, know that an answer of it has become another; once."""
    plan, unit, today = tx.get(Plan, said.plan), tx.get(Unit, said.unit), day_in_hanoi(now)
    if plan is None or unit is None or state_of(tx, plan, unit, today) is not None:
        return
    for id in dict.fromkeys((unit.head or "", said.by)):
        if id != by.id and person_here(tx, id, today) is not None:
            notify(tx, now, id, CHANGED, said.id, {"plan": plan.id, "unit": unit.id})


def note_of(text: str) -> str | Problem:
    """A note as it is kept, or what is wrong with it."""
    note = printable(text)
    if len(note) < NOTE_SHORTEST or not any(letter.isalpha() for letter in note):
        return Problem("lists.note_too_short", {"shortest": str(NOTE_SHORTEST)})
    if len(note) > NOTE_LONGEST:
        return Problem("lists.note_too_long", {"longest": str(NOTE_LONGEST), "length": str(len(note))})
    return note


def _decided(
    tx: Transaction, now: datetime, by: Person, plan: Plan, unit: Unit, state: ListState, note: str
) -> UnitList:
    """Keep the office's decision and let the unit's head know."""
    said = _said(tx, now, by, plan, unit, state, note)
    head = person_here(tx, unit.head or "", day_in_hanoi(now))
    if head is not None and head.id != by.id:
        notify(tx, now, head.id, DECIDED, said.id, {"plan": plan.id, "unit": unit.id})
    return said


def _said(
    tx: Transaction, now: datetime, by: Person, plan: Plan, unit: Unit, state: ListState, note: str = ""
) -> UnitList:
    said = UnitList(plan.id, unit.id, state, fingerprint(tx, plan, unit, day_in_hanoi(now)), now, by.id, note)
    tx.put(said)
    audit(tx, now, by, f"list_{state}", said.id, note)
    return said


def _change(facts: Facts, said: UnitList, unit: Unit, subject: str, *, gone: bool) -> Change:
    found = facts.get(Registration, f"{said.plan}/{subject}")
    now = None if found is None or gone or found.answer is Answer.WITHDRAWN else found
    return Change(subject, subject == unit.id, _as_of(found, said.at), now, gone)


def _as_of(found: Registration | None, at: datetime) -> RegistrationVersion | None:
    """The answer that stood at that instant."""
    if found is None:
        return None
    current = RegistrationVersion(found.answer, found.title, found.commendations, found.at, found.by)
    earlier = [version for version in (*found.history, current) if version.at <= at]
    return earlier[-1] if earlier and earlier[-1].answer is not Answer.WITHDRAWN else None


def _mark(answer: Registration) -> str:
    """What of an answer stands on a list: whether and for what; not its commitments or the innovation it rests on."""
    said = "/".join((answer.answer, answer.title or "", *answer.commendations))
    return blake2s(said.encode(), digest_size=3).hexdigest()


def _marks(covers: str) -> Mapping[str, str]:
    return dict(part.rpartition("=")[::2] for part in covers.split())
