"""May this be registered, by whom, until when. Every refusal is a `Problem` that says what to do next.

Registration is open from the plan's adoption through the end of the last day of the task that opens it (Vietnam
time); declining and withdrawing follow the same window.
"""

from collections.abc import Iterable
from datetime import date, datetime

from plans.catalogue.titles import Field, Subject, award, in_force_on
from plans.model.people import Person, Unit, UnitKind
from plans.model.plan import UNREGISTERED, DeadlineKind, Opens, Plan, Rule, Task
from plans.plain_text import printable
from plans.problems import Problem
from plans.rights import Action, may, refusal
from plans.working_days import day_in_hanoi

REASON_SHORTEST = 3
REASON_LONGEST = 300
COMMITMENT_LONGEST = 200
COMMITMENTS_AT_MOST = 8
#: The refusals that say no more than that the last day is over.
CLOSED = frozenset({"register.closed", "register.closed_by_rule"})


def last_day(plan: Plan, opens: Opens) -> date | None:
    """The last day on which the plan takes that answer; None where its day is not set (or nothing opens it).

    Where several tasks open the same answer, the latest day counts.
    """
    deadlines = [task.deadline for task in plan.tasks if task.opens is opens and not task.withdrawn]
    if any(deadline.kind is DeadlineKind.UNSET for deadline in deadlines):
        return None
    return max((deadline.end for deadline in deadlines), default=None)


def closing_task(plan: Plan, opens: Opens) -> Task | None:
    """The task on whose last day the plan stops taking that answer."""
    day = last_day(plan, opens)
    tasks = (task for task in plan.tasks if task.opens is opens and not task.withdrawn)
    return next((task for task in tasks if task.deadline.end == day), None)


def rules_about(plan: Plan, about: str) -> tuple[Rule, ...]:
    """The plan's own rules about one matter."""
    return tuple(rule for rule in plan.rules if rule.about == about)


def rules_for(plan: Plan, opens: Opens) -> tuple[Rule, ...]:
    """The plan's own rules that an answer stands under: `UNREGISTERED` only governs titles, the others both."""
    return tuple(rule for rule in plan.rules if opens is Opens.TITLE or rule.about != UNREGISTERED)


def window_refusal(plan: Plan | None, opens: Opens, now: datetime) -> Problem | None:
    """Why the plan does not take that answer now, quoting its own words; None while it is open."""
    if plan is None or plan.adopted_at is None:
        return Problem("register.no_plan")
    tasks = [task for task in plan.tasks if task.opens is opens and not task.withdrawn]
    if not tasks:
        return Problem("register.not_opened", {"plan": plan.title})
    day = last_day(plan, opens)
    if day is None or day_in_hanoi(now) <= day:
        return None
    closing = next(task for task in tasks if task.deadline.end == day)
    values = {"day": f"{day:%d/%m/%Y}", "wording": closing.deadline.wording}
    rule = next(iter(rules_about(plan, UNREGISTERED)), None)
    if opens is Opens.INNOVATION or rule is None:
        return Problem("register.closed", values, closing.source.line, closing.deadline.wording)
    quote = rule.source.quote
    return Problem("register.closed_by_rule", {**values, "rule": quote}, rule.source.line, quote)


def title_refusal(
    by: Person,
    subject: Person | Unit,
    plan: Plan | None,
    now: datetime,
    *,
    units: Iterable[Unit] = (),
    reason: str = "",
) -> Problem | None:
    """Why this person may not give this subject's answer on titles now (register, decline or withdraw).

    `units` are those the subject belongs to: their heads answer for people who cannot. With a `reason`, the office may
    answer after the last day too.
    """
    closed = standing_refusal(by, subject, day_in_hanoi(now), units) or window_refusal(plan, Opens.TITLE, now)
    if closed is None or not (reason and may_take_late(by, closed, day_in_hanoi(now))):
        return closed
    return None


def standing_refusal(by: Person, subject: Person | Unit, today: date, units: Iterable[Unit] = ()) -> Problem | None:
    """Why this person may not answer on titles for this subject on any day."""
    if isinstance(subject, Unit):
        refused = refusal(Action.REGISTER_UNIT, by, today, (subject,))
        if refused is None and subject.kind is not UnitKind.DEPARTMENT:
            return Problem("register.not_a_department", {"unit": subject.name})
        return refused
    if subject.id == by.id:
        return refusal(Action.REGISTER_OWN, by, today)
    refused = refusal(Action.REGISTER_FOR, by, today, units)
    if refused is None and not subject.is_here(today):
        return Problem("register.subject_left", {"name": subject.name})
    return refused


def may_take_late(by: Person, closed: Problem, today: date) -> bool:
    """Whether a refusal is only that the last day is over, and this person may answer all the same, with a reason."""
    return closed.code in CLOSED and may(Action.TAKE_LATE, by, today)


def choice_refusal(subject: Subject, title: str | None, commendations: tuple[str, ...], plan: Plan) -> Problem | None:
    """Why this title and these commendations cannot be registered for under the plan's law; None when they can."""
    if title is None and not commendations:
        return Problem("register.nothing_chosen")
    chosen = [(title, Field.TITLE)] if title is not None else []
    for id, field in (*chosen, *((id, Field.COMMENDATION) for id in commendations)):
        found = award(id)
        if found is None or not found.is_in_force(in_force_on(plan)):
            return Problem("register.unknown_title", {"title": printable(id)[:40]})
        if found.field is not field:
            return Problem("register.not_a_title" if field is Field.TITLE else "register.not_a_commendation")
        if subject not in found.subjects:
            return Problem(f"register.not_for_{subject}")
    return None


def reason_given(text: str) -> str | Problem:
    """The office's reason for an exception as it is stored, or what is wrong with it."""
    reason = printable(text)
    if len(reason) < REASON_SHORTEST or not any(letter.isalpha() for letter in reason):
        return Problem("register.reason_too_short")
    if len(reason) > REASON_LONGEST:
        return Problem("register.reason_too_long", {"longest": str(REASON_LONGEST), "length": str(len(reason))})
    return reason


def late_reason(plan: Plan, opens: Opens, now: datetime, reason: str) -> str:
    """The office's reason as it is stored with an answer that comes after the last day; "" for one in time."""
    said = reason_given(reason) if reason and window_refusal(plan, opens, now) is not None else ""
    return "" if isinstance(said, Problem) else said


def commitments_given(texts: Iterable[str]) -> tuple[str, ...] | Problem:
    """What a subject undertakes as it is stored, each once, or what is wrong with it."""
    given = tuple(dict.fromkeys(filter(None, map(printable, texts))))
    if len(given) > COMMITMENTS_AT_MOST:
        return Problem("register.too_many_commitments", {"limit": str(COMMITMENTS_AT_MOST)})
    longest = max(map(len, given), default=0)
    if longest > COMMITMENT_LONGEST:
        values = {"longest": str(COMMITMENT_LONGEST), "length": str(longest)}
        return Problem("register.commitment_too_long", values)
    return given
