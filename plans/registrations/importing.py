"""Taking a list of registrations over: what it would change, and doing it in one go. The manner of `plans.actions`.

Everything is registered on behalf by the office. What somebody answered themselves is changed only where the office
says so for that very person.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from plans.answers import registration_of
from plans.audit import audit
from plans.catalogue.titles import Subject
from plans.documents.registration_list import Entry, ReadRegistrations, read_registrations
from plans.documents.text_file import limited, words
from plans.model.answers import Answer, Registration
from plans.model.people import Person, Unit
from plans.model.person_lists import Grid
from plans.model.plan import Opens, Plan
from plans.problems import Problem
from plans.registrations.registering import (
    answer_refusal,
    decline_title,
    forbidding,
    is_late,
    register_title,
    support_refusal,
)
from plans.registrations.rules import choice_refusal, commitments_given, reason_given, window_refusal
from plans.rights import Action, refusal
from plans.store.port import Facts, Transaction
from plans.store.remembering import Remembering
from plans.working_days import day_in_hanoi


class Change(StrEnum):
    """What taking a row over does; `CONFLICT`: to what somebody answered themselves, or the head for the unit."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Step:
    """One subject with what the list wants of them, completed by what stands where the list says nothing."""

    entry: Entry
    change: Change
    standing: Registration | None
    title: str | None
    commendations: tuple[str, ...]
    commitments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a list would do. `problems` must be mended and doubts settled first.

    `late` says that the last day is over, so that a reason is needed; `forbidden` has the subjects' ids with what the
    catalogue holds against them, which a reason overrides, too.
    """

    read: ReadRegistrations
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    late: Problem | None
    forbidden: Mapping[str, Problem]

    def of(self, change: Change) -> tuple[Step, ...]:
        """The steps that do that."""
        return tuple(step for step in self.steps if step.change is change)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many were registered anew, changed, left as they were, and left because they answered themselves."""

    new: int
    changed: int
    same: int
    kept: int


def preview_registrations(
    facts: Facts, now: datetime, by: Person, plan: Plan, grids: tuple[Grid, ...], answers: Mapping[str, str]
) -> ImportPreview:
    """What taking the list over would do, with everything that stands in its way."""
    today = day_in_hanoi(now)
    read = read_registrations(grids, facts, plan, today, answers)
    late = window_refusal(plan, Opens.TITLE, now)
    steps = tuple(_step(facts, plan, by, entry) for entry in read.entries)
    problems = list(read.problems)
    forbidden: dict[str, Problem] = {}
    for step in steps:
        if step.change is Change.SAME:
            continue
        found = _refusal(facts, now, by, plan, step)
        if found is not None:
            entry = step.entry
            values = {"name": entry.subject.name, **found.values}
            problems.append(Problem(found.code, values, entry.line, entry.subject.name, entry.sheet))
        elif step.title or step.commendations:
            against = _forbidding(facts, now, plan, step)
            forbidden |= {step.entry.subject.id: against} if against else {}
    return ImportPreview(read, steps, limited(problems), late, forbidden)


def import_registrations(
    tx: Transaction,
    now: datetime,
    by: Person,
    plan: Plan,
    grids: tuple[Grid, ...],
    answers: Mapping[str, str],
    *,
    overwrite: Set[str] = frozenset(),
    reason: str = "",
) -> Imported | tuple[Problem, ...]:
    """Take the list over, or change nothing and say why not; `overwrite` names whose own answers give way."""
    refused = refusal(Action.IMPORT_LISTS, by, day_in_hanoi(now))
    if refused is not None:
        return (refused,)
    tx = Remembering(tx)
    preview = preview_registrations(tx, now, by, plan, grids, answers)
    problems = standing_in_the_way(preview, reason, overwrite)
    if problems:
        return problems
    counts = dict.fromkeys(Change, 0)
    for step in preview.steps:
        change = step.change
        if change is Change.CONFLICT and step.entry.subject.id in overwrite:
            change = Change.CHANGED
        counts[change] += 1
        if change in {Change.NEW, Change.CHANGED}:
            done = _carried_out(tx, now, by, plan, step, step.entry.reason or reason)
            if isinstance(done, Problem):
                # Everything was asked before: nothing that was written may stay.
                raise TypeError(f"refused after all: {done.code}")
    done_counts = Imported(counts[Change.NEW], counts[Change.CHANGED], counts[Change.SAME], counts[Change.CONFLICT])
    audit(tx, now, by, "import_registrations", plan.id, f"+{done_counts.new} ~{done_counts.changed}")
    return done_counts


def standing_in_the_way(preview: ImportPreview, reason: str, overwrite: Set[str] = frozenset()) -> tuple[Problem, ...]:
    """Everything that must be mended, settled or given a reason for before the list can be taken over."""
    problems = list(preview.problems)
    given = reason_given(reason) if reason else None
    if isinstance(given, Problem):
        problems.append(given)
    problems += [
        Problem(
            "listimport.doubt",
            {"name": doubt.said, "candidates": "; ".join(person.name for person in doubt.candidates)},
            doubt.line,
            doubt.said,
            doubt.sheet,
        )
        for doubt in preview.read.doubts
    ]
    wanting = [
        step.entry
        for step in preview.steps
        if step.change in {Change.NEW, Change.CHANGED}
        or (step.change is Change.CONFLICT and step.entry.subject.id in overwrite)
    ]
    unreasoned = [entry for entry in wanting if not (entry.reason or reason)]
    if preview.late is not None and unreasoned:
        problems.append(
            Problem("listimport.late", {"day": preview.late.values.get("day", ""), "n": str(len(unreasoned))})
        )
    forbidden = [entry for entry in unreasoned if entry.subject.id in preview.forbidden]
    for entry in forbidden:
        against = preview.forbidden[entry.subject.id]
        problems.append(Problem(against.code, against.values, entry.line, entry.subject.name, entry.sheet))
    if forbidden:
        problems.append(Problem("listimport.forbidden", {"n": str(len(forbidden))}))
    return limited(problems)


def _step(facts: Facts, plan: Plan, by: Person, entry: Entry) -> Step:
    standing = registration_of(facts, plan, entry.subject)
    title, commendations, commitments = entry.title, entry.commendations or (), entry.commitments or ()
    if standing is not None and standing.answer is Answer.REGISTERED and not entry.declines:
        title = entry.title if entry.titled else standing.title
        commendations = standing.commendations if entry.commendations is None else entry.commendations
        given = entry.commitments
        if given is None or words(" ".join(given)) == words(" ".join(standing.commitments)):
            commitments = standing.commitments
    change = _change(entry, standing, title, commendations, commitments, by)
    return Step(entry, change, standing, title, commendations, commitments)


def _change(
    entry: Entry,
    standing: Registration | None,
    title: str | None,
    commendations: tuple[str, ...],
    commitments: tuple[str, ...],
    by: Person,
) -> Change:
    if standing is None:
        return Change.NEW
    answer = Answer.DECLINED if entry.declines else Answer.REGISTERED
    wanted = (answer, title, frozenset(commendations), commitments)
    if wanted == (standing.answer, standing.title, frozenset(standing.commendations), standing.commitments):
        return Change.SAME
    own = standing.by == entry.subject.id or (standing.collective and standing.by != by.id)
    return Change.CONFLICT if own else Change.CHANGED


def _refusal(facts: Facts, now: datetime, by: Person, plan: Plan, step: Step) -> Problem | None:
    """Why a row cannot be taken over, whatever the reason; that it comes late is said of the whole list."""
    entry = step.entry
    refused = answer_refusal(facts, now, by, entry.subject, plan, entry.reason)
    if refused is not None and refused != is_late(facts, now, by, entry.subject, plan):
        return refused
    if entry.declines:
        return None
    kind = Subject.COLLECTIVE if isinstance(entry.subject, Unit) else Subject.INDIVIDUAL
    undertaken = commitments_given(step.commitments)
    return choice_refusal(kind, step.title, step.commendations, plan) or (
        undertaken if isinstance(undertaken, Problem) else None
    )


def _forbidding(facts: Facts, now: datetime, plan: Plan, step: Step) -> Problem | None:
    chosen = tuple(filter(None, (step.title, *step.commendations)))
    return forbidding(facts, now, step.entry.subject, plan, chosen, _innovation(facts, plan, step))


def _innovation(facts: Facts, plan: Plan, step: Step) -> str:
    """What the answer rested on stays, unless it has been withdrawn since."""
    innovation = step.standing.innovation if step.standing is not None else ""
    return "" if support_refusal(facts, step.entry.subject, plan, innovation) is not None else innovation


def _carried_out(
    tx: Transaction, now: datetime, by: Person, plan: Plan, step: Step, reason: str
) -> Registration | Problem:
    if step.entry.declines:
        return decline_title(tx, now, by, step.entry.subject, plan, reason=reason)
    return register_title(
        tx,
        now,
        by,
        step.entry.subject,
        plan,
        step.title,
        step.commendations,
        commitments=step.commitments,
        innovation=_innovation(tx, plan, step),
        reason=reason,
    )
