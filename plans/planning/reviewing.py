"""The verbs of a review: it is kept in the store from the first reading until it is adopted or dropped.

In the manner of `plans.actions`; only the office (or the command line) may. Nothing of a review is public: it is read
by these verbs and by nothing that answers, reminds or publishes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from plans.audit import audit, known_as
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.planning import review as steps
from plans.planning.adopting import adopt_plan
from plans.planning.announcing import announce
from plans.planning.doubts import clear_changes_confirmed
from plans.planning.draft import Draft, Review
from plans.planning.finishing import finished
from plans.planning.revisions import Revision, compare
from plans.planning.rolling import roll
from plans.problems import Problem
from plans.rights import Action, office_refusal
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: A review that nobody has touched for so long is dropped when another begins.
LEFT_LYING = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Preview:
    """What adoption would do now: the plan as it would stand; for an amendment the plan before and what changes."""

    plan: Plan
    before: Plan | None
    revision: Revision | None


@dataclass(frozen=True, slots=True)
class Adopted:
    """What adoption did; `told` are the people who are to be told of it."""

    plan: Plan
    before: Plan | None
    revision: Revision | None
    told: tuple[str, ...]


def begin_review(tx: Transaction, now: datetime, by: Person | None, draft: Draft, document: str) -> Review | Problem:
    """Begin the review of what was read from a file with that SHA-256, or go on with the one there is.

    Reviews left lying for 30 days are dropped here.
    """
    refused = office_refusal(Action.REVIEW_PLAN, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    begun = steps.begin(draft, document, known_as(by), now, tx.all(Plan))
    return _begun(tx, now, by, begun)


def begin_roll(tx: Transaction, now: datetime, by: Person | None, plan: Plan, year: int) -> Review | Problem:
    """Begin the review of a plan carried over to another year, or go on with the one there is."""
    refused = office_refusal(Action.REVIEW_PLAN, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    rolled = roll(plan, year, known_as(by), now)
    return rolled if isinstance(rolled, Problem) else _begun(tx, now, by, rolled)


def keep_review(
    tx: Transaction, now: datetime, by: Person | None, review: Review, before: Review | None
) -> Review | Problem:
    """Keep a review that was worked on away from the store; `before` is what the store had when that work began.

    Refused when somebody else has changed, adopted or dropped it since: their work would be lost.
    """
    refused = office_refusal(Action.REVIEW_PLAN, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    standing = tx.get(Review, review.id)
    if standing != before:
        return Problem("review.changed_meanwhile")
    if before is None:
        return _begun(tx, now, by, replace(review, changed_at=now))
    refused = steps.too_many(len(review.tasks))
    if refused is not None:
        return refused
    return change_review(tx, now, by, review.id, lambda _: review)


def _begun(tx: Transaction, now: datetime, by: Person | None, begun: Review) -> Review | Problem:
    refused = steps.too_many(len(begun.tasks))
    if refused is not None:
        return refused
    _sweep(tx, now, by, begun.id)
    standing = tx.get(Review, begun.id)
    if standing is not None:
        return standing
    tx.put(begun)
    audit(tx, now, by, "begin_review", begun.id, f"{begun.draft.document}: {len(begun.tasks)} tasks")
    return begun


def _sweep(tx: Transaction, now: datetime, by: Person | None, kept: str) -> None:
    for left in tx.all(Review):
        if left.id != kept and now - (left.changed_at or left.begun_at) > LEFT_LYING:
            tx.delete(Review, left.id)
            audit(tx, now, by, "sweep_review", left.id, left.draft.document)


def change_review(
    tx: Transaction,
    now: datetime,
    by: Person | None,
    id: str,
    change: Callable[[Review], Review | Problem],
    detail: str = "",
) -> Review | Problem:
    """Take one step of `plans.planning.review` and keep what comes of it; what it made clear is confirmed by it."""
    standing = _standing(tx, now, by, id)
    if isinstance(standing, Problem):
        return standing
    changed = change(standing)
    if isinstance(changed, Problem) or changed == standing:
        return changed
    made = replace(clear_changes_confirmed(standing, changed, tx.all(Unit)), changed_at=now)
    tx.put(made)
    audit(tx, now, by, "change_review", id, detail or _what_changed(standing, made))
    return made


def _what_changed(before: Review, after: Review) -> str:
    was = {task.key: task for task in before.tasks}
    keys = [task.key for task in after.tasks if was.get(task.key) != task]
    return f"tasks {', '.join(keys)}" if keys else "head"


def _standing(facts: Facts, now: datetime, by: Person | None, id: str) -> Review | Problem:
    refused = office_refusal(Action.REVIEW_PLAN, by, day_in_hanoi(now))
    return refused or facts.get(Review, id) or Problem("review.gone")


def drop_review(tx: Transaction, now: datetime, by: Person | None, id: str) -> Review | Problem:
    """Throw a review away; the plans in force are untouched."""
    standing = _standing(tx, now, by, id)
    if isinstance(standing, Review):
        tx.delete(Review, id)
        audit(tx, now, by, "drop_review", id, standing.draft.document)
    return standing


def preview(facts: Facts, review: Review) -> Preview | tuple[Problem, ...]:
    """What adoption would do, or what must be mended first."""
    plan = finished(review, facts.all(Unit), facts.all(Plan))
    if not isinstance(plan, Plan):
        return plan
    before = facts.get(Plan, plan.id)
    return Preview(plan, before, compare(before, plan) if before else None)


def adopt_review(
    tx: Transaction, now: datetime, by: Person | None, id: str, *, force: bool = False
) -> Adopted | tuple[Problem, ...]:
    """Put what a review has come to in force, all of it or nothing, and leave those concerned what they are to know.

    `force` allows a second plan of the same agency and year. The stamps of the calendars are the caller's.
    """
    standing = _standing(tx, now, by, id)
    if isinstance(standing, Problem):
        return (standing,)
    seen = preview(tx, standing)
    if not isinstance(seen, Preview):
        return seen
    adopted = adopt_plan(tx, now, by, seen.plan, force=force)
    if isinstance(adopted, Problem):
        return (adopted,)
    told = announce(tx, now, by, adopted, seen.revision) if seen.revision else ()
    tx.delete(Review, id)
    audit(tx, now, by, "adopt_review", id, adopted.id)
    return Adopted(adopted, seen.before, seen.revision, told)
