"""Registering titles and commendations: register, amend, decline, withdraw. The manner of `plans.actions`.

A person answers for themselves; the head of their unit or the office may for somebody who has no phone, and for the
unit. A `reason` is the office's own: with it, and only with it, the office also takes what comes after the last day and
what the catalogue forbids.
"""

from dataclasses import dataclass
from datetime import datetime

from plans.answers import registration_of
from plans.audit import audit
from plans.catalogue.eligibility import forbidden
from plans.catalogue.titles import Subject, awards
from plans.model.answers import LATER, Answer, Innovation, Registration, RegistrationVersion, UnitList
from plans.model.people import Person, Unit
from plans.model.plan import Opens, Plan
from plans.noticing import notify, recall
from plans.numbering import next_number
from plans.plain_text import printable
from plans.problems import Problem
from plans.registrations.endorsing import endorsed_list_of, tell_of_change
from plans.registrations.rules import (
    choice_refusal,
    commitments_given,
    late_reason,
    may_take_late,
    reason_given,
    standing_refusal,
    title_refusal,
    window_refusal,
)
from plans.rights import Action, may
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: The kind of notice by which a person hears that somebody answered on their behalf; it is about the registration.
ANSWERED_FOR = "title_for"


@dataclass(frozen=True, slots=True)
class _Content:
    """What an answer says."""

    answer: Answer
    title: str | None = None
    commendations: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    innovation: str = ""


def register_title(
    tx: Transaction,
    now: datetime,
    by: Person,
    subject: Person | Unit,
    plan: Plan | None,
    title: str | None,
    commendations: tuple[str, ...] = (),
    *,
    commitments: tuple[str, ...] = (),
    innovation: str = "",
    reason: str = "",
) -> Registration | Problem:
    """Register for a title, for commendations or both, or amend what was registered; the number never changes."""
    refused = answer_refusal(tx, now, by, subject, plan, reason)
    if refused is not None or plan is None:
        return refused or Problem("register.no_plan")
    kind = Subject.COLLECTIVE if isinstance(subject, Unit) else Subject.INDIVIDUAL
    refused = choice_refusal(kind, title, commendations, plan) or support_refusal(tx, subject, plan, innovation)
    if refused is not None:
        return refused
    chosen = tuple(award.id for award in awards() if award.id in commendations)
    undertaken = commitments_given(commitments)
    if isinstance(undertaken, Problem):
        return undertaken
    wanted = tuple(filter(None, (title, *chosen)))
    forbidden, despite = forbidding(tx, now, subject, plan, wanted, innovation), ""
    if forbidden is not None:
        own = reason if reason and may(Action.TAKE_LATE, by, day_in_hanoi(now)) else ""
        despite = printable(own) or excepted(tx, plan, subject, wanted)
        if not despite:
            return forbidden
    content = _Content(Answer.REGISTERED, title, chosen, undertaken, innovation)
    return _answered(tx, now, by, subject, plan, content, reason, despite)


def decline_title(
    tx: Transaction, now: datetime, by: Person, subject: Person | Unit, plan: Plan | None, *, reason: str = ""
) -> Registration | Problem:
    """Answer that the subject registers for nothing this year: an answer too, which ends the reminders."""
    refused = answer_refusal(tx, now, by, subject, plan, reason)
    if refused is not None or plan is None:
        return refused or Problem("register.no_plan")
    return _answered(tx, now, by, subject, plan, _Content(Answer.DECLINED), reason)


def withdraw_title(
    tx: Transaction, now: datetime, by: Person, subject: Person | Unit, plan: Plan | None, *, reason: str = ""
) -> Registration | Problem:
    """Take a standing answer back; the subject owes one again."""
    refused = answer_refusal(tx, now, by, subject, plan, reason)
    if refused is not None or plan is None:
        return refused or Problem("register.no_plan")
    if registration_of(tx, plan, subject) is None:
        return Problem("register.nothing_to_withdraw")
    return _answered(tx, now, by, subject, plan, _Content(Answer.WITHDRAWN), reason)


# ---------------------------------------------------------------- what may be answered


def answer_refusal(
    facts: Facts, now: datetime, by: Person, subject: Person | Unit, plan: Plan | None, reason: str = ""
) -> Problem | None:
    """Why this person may not give this subject's answer now, what stands of it considered.

    What somebody answered themselves is changed by them or by the office, not by their head.
    """
    said = reason_given(reason) if reason else ""
    if isinstance(said, Problem):
        return said
    refused = title_refusal(by, subject, plan, now, units=homes_of(facts, subject), reason=said)
    if refused is not None or plan is None:
        return refused or Problem("register.no_plan")
    standing = registration_of(facts, plan, subject)
    if standing is None or isinstance(subject, Unit) or subject.id == by.id or standing.by != subject.id:
        return None
    if may(Action.REGISTER_FOR, by, day_in_hanoi(now)):
        return None
    return Problem("register.answered_themselves", {"name": subject.name})


def is_late(facts: Facts, now: datetime, by: Person, subject: Person | Unit, plan: Plan | None) -> Problem | None:
    """That the last day is over, where this person may take the subject's answer all the same; None otherwise."""
    if standing_refusal(by, subject, day_in_hanoi(now), homes_of(facts, subject)) is not None:
        return None
    closed = window_refusal(plan, Opens.TITLE, now)
    return closed if closed is not None and may_take_late(by, closed, day_in_hanoi(now)) else None


def forbidding(
    facts: Facts, now: datetime, subject: Person | Unit, plan: Plan, chosen: tuple[str, ...], innovation: str = ""
) -> Problem | None:
    """Why the catalogue forbids one of these awards for the subject; only the office takes it, with a reason."""
    for award in chosen:
        beside = tuple(other for other in chosen if other != award)
        found = forbidden(facts, plan, subject, award, day_in_hanoi(now), innovation=innovation, beside=beside)
        if found is not None:
            return found
    return None


def excepted(facts: Facts, plan: Plan, subject: Person | Unit, chosen: tuple[str, ...]) -> str:
    """The reason with which the office has taken these awards for the subject before; it goes on holding for them."""
    standing = registration_of(facts, plan, subject)
    if standing is None or not {*chosen} <= {standing.title, *standing.commendations}:
        return ""
    return standing.despite


def homes_of(facts: Facts, subject: Person | Unit) -> tuple[Unit, ...]:
    """The unit whose head answers for the subject: a person's home unit, a unit itself."""
    home = subject if isinstance(subject, Unit) else facts.get(Unit, subject.unit)
    return (home,) if home is not None else ()


def support_refusal(facts: Facts, subject: Person | Unit, plan: Plan, innovation: str) -> Problem | None:
    """Why an answer cannot rest on that innovation: it must be the person's own of this plan, and stand."""
    if not innovation or (innovation == LATER and isinstance(subject, Person)):
        return None
    found = facts.get(Innovation, innovation)
    stands = found is not None and found.answer is Answer.REGISTERED and found.plan == plan.id
    if found is None or not stands or isinstance(subject, Unit) or not found.is_by(subject.id):
        return Problem("register.unknown_innovation")
    return None


# ---------------------------------------------------------------- what is kept


def _answered(
    tx: Transaction,
    now: datetime,
    by: Person,
    subject: Person | Unit,
    plan: Plan,
    content: _Content,
    reason: str,
    despite: str = "",
) -> Registration:
    """The answer as it now stands; the very same again changes nothing, unless it makes somebody's answer their own."""
    standing = tx.get(Registration, f"{plan.id}/{subject.id}")
    if standing is not None and _content(standing) == content and (by.id != subject.id or not standing.on_behalf):
        return standing
    record = Registration(
        plan=plan.id,
        subject=subject.id,
        collective=isinstance(subject, Unit),
        number=_number(tx, plan, content, standing),
        answer=content.answer,
        title=content.title,
        commendations=content.commendations,
        at=now,
        by=by.id,
        history=() if standing is None else (*standing.history, _version(standing)),
        commitments=content.commitments,
        innovation=content.innovation,
        late=late_reason(plan, Opens.TITLE, now, reason),
        despite=despite,
    )
    stood = endorsed_list_of(tx, plan, subject, day_in_hanoi(now))
    tx.put(record)
    _tell(tx, now, by, record, stood)
    why = record.late or despite
    parts = (record.number, content.title, *content.commendations, f"({why})" if why else "")
    audit(tx, now, by, f"title_{content.answer}", record.id, " ".join(part for part in parts if part))
    return record


def _number(tx: Transaction, plan: Plan, content: _Content, standing: Registration | None) -> str:
    """The number of the receipt: what was given once stays, and only who registers is given one."""
    if standing is not None and standing.number:
        return standing.number
    if content.answer is not Answer.REGISTERED:
        return ""
    return next_number(tx, f"ĐK-{plan.year}-", lambda: (each.number for each in tx.all(Registration)))


def _tell(tx: Transaction, now: datetime, by: Person, record: Registration, stood: UnitList | None) -> None:
    """Tell whoever is answered for, and those who stood behind the list that the answer changes."""
    if stood is not None:
        tell_of_change(tx, now, by, stood)
    if record.on_behalf:
        notify(tx, now, record.subject, ANSWERED_FOR, record.id)
    else:
        recall(tx, record.subject, ANSWERED_FOR, record.id)


def _content(standing: Registration) -> _Content:
    return _Content(standing.answer, standing.title, standing.commendations, standing.commitments, standing.innovation)


def _version(standing: Registration) -> RegistrationVersion:
    return RegistrationVersion(
        answer=standing.answer,
        title=standing.title,
        commendations=standing.commendations,
        at=standing.at,
        by=standing.by,
        commitments=standing.commitments,
        innovation=standing.innovation,
        late=standing.late,
        despite=standing.despite,
    )
