"""Events that somebody dragged to another day in a calendar: the office is asked, and its answer is carried out.

In the manner of `plans.actions`. The stamps of the calendars are the caller's (`calendar_sync.stamps.stamp_events`).
"""

from dataclasses import replace
from datetime import datetime

from plans.audit import audit
from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR
from plans.documents.deadlines.settled import in_full
from plans.model.people import Person
from plans.model.plan import Deadline, DeadlineKind, Plan, Task, TaskKind
from plans.model.publishing import CalendarMove
from plans.noticing import notify, recall
from plans.planning.amending import set_deadline
from plans.planning.draft import DraftDeadline
from plans.problems import Problem
from plans.rights import Action, may, office_refusal
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: The kinds of notices that ask, and that tell whoever moved it that the plan keeps its day; about the move's id.
MOVED, KEPT = "calendar_moved", "calendar_kept"
#: In whose name the journal has it where the calendar is not one person's.
SERVER = "caldav"


def task_of(facts: Facts, move: CalendarMove) -> Task | None:
    """The task that was moved, while the plan still says of it what it said when it was moved; else None."""
    plan = facts.get(Plan, move.plan)
    task = plan.task(move.task) if plan is not None and plan.adopted_at is not None else None
    if task is None or task.withdrawn or task.deadline.wording != move.wording:
        return None
    return task


def standing(facts: Facts) -> tuple[CalendarMove, ...]:
    """The moves that wait for an answer; those that the plan has overtaken do not."""
    return tuple(move for move in facts.all(CalendarMove) if task_of(facts, move) is not None)


def propose_move(tx: Transaction, now: datetime, move: CalendarMove) -> CalendarMove | None:
    """Ask the office whether the plan is to follow; None where there is nothing to ask, and nothing is asked any more.

    Asked once, however often it is seen; an event dragged on is asked about anew.
    """
    if task_of(tx, move) is None or not EARLIEST_YEAR <= move.day.year <= LATEST_YEAR:
        withdraw_move(tx, now, move.id)
        return None
    earlier = tx.get(CalendarMove, move.id)
    if earlier is not None and replace(earlier, at=move.at) == move:
        return earlier
    tx.put(move)
    for person in _answering(tx, now):
        notify(tx, now, person.id, MOVED, move.id)
    detail = f"{move.was:%d/%m/%Y} → {move.day:%d/%m/%Y}"
    audit(tx, now, move.person or SERVER, "propose_move", _subject(move), detail)
    return move


def withdraw_move(tx: Transaction, now: datetime, id: str) -> None:
    """Ask no more: the event lies where it lay, is gone, or the plan says something else. Nothing where none is."""
    move = tx.get(CalendarMove, id)
    if move is not None:
        _drop(tx, move)
        audit(tx, now, move.person or SERVER, "withdraw_move", _subject(move))


def drop_overtaken(tx: Transaction, now: datetime) -> None:
    """Ask no more about events of which the plan says something else by now."""
    for move in tx.all(CalendarMove):
        if task_of(tx, move) is None:
            withdraw_move(tx, now, move.id)


def accept_move(tx: Transaction, now: datetime, by: Person | None, id: str) -> Task | Problem:
    """Let the plan follow: the task gets the day, and the hour, that its event was dragged to."""
    asked = _asked(tx, now, by, id)
    if isinstance(asked, Problem):
        return asked
    move, task = asked
    made = set_deadline(tx, now, by, move.plan, move.task, followed(task, move))
    if isinstance(made, Problem):
        return made
    _drop(tx, move)
    audit(tx, now, by, "accept_move", _subject(move), made.deadline.wording)
    drop_overtaken(tx, now)
    return made


def refuse_move(tx: Transaction, now: datetime, by: Person | None, id: str) -> CalendarMove | Problem:
    """Keep the plan's day; the calendars get it back, and whoever moved it is told, unless it is they who refuse."""
    asked = _asked(tx, now, by, id)
    if isinstance(asked, Problem):
        return asked
    move, task = asked
    _drop(tx, move)
    audit(tx, now, by, "refuse_move", _subject(move), task.deadline.wording)
    who = by.id if by is not None else ""
    if move.person not in ("", who):
        values = {"plan": move.plan, "task": move.task, "day": move.day.isoformat(), "who": who}
        notify(tx, now, move.person, KEPT, move.id, values)
    return move


def followed(task: Task, move: CalendarMove) -> DraftDeadline:
    """A task's deadline on the day of a move: "trước" stays "trước"; a period, or no day, becomes that very day.

    A meeting lies in calendars at its hour, so its hour is where it was dragged to; of what lies there all day, the
    hour is only told, and stays unless the event was given one.
    """
    was = task.deadline
    kind = was.kind if was.kind is DeadlineKind.BY else DeadlineKind.ON
    hour = move.hour if task.kind is TaskKind.MEETING and was.kind is DeadlineKind.ON else move.hour or was.hour
    # "Trước 16h00 ngày D" names an instant: nobody reads it as the day before.
    before = was.before and kind is DeadlineKind.BY and hour is None
    words = in_full(Deadline(kind, move.day, move.day, "", before, hour=hour))
    return DraftDeadline(kind, move.day.isoformat(), words, before, hour)


def _asked(tx: Transaction, now: datetime, by: Person | None, id: str) -> tuple[CalendarMove, Task] | Problem:
    """The move that somebody answers and its task, or why they may not or cannot."""
    refused = office_refusal(Action.CHANGE_PLAN, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    move = tx.get(CalendarMove, id)
    task = task_of(tx, move) if move is not None else None
    return Problem("calendar.move_gone") if move is None or task is None else (move, task)


def _answering(facts: Facts, now: datetime) -> list[Person]:
    today = day_in_hanoi(now)
    return [person for person in facts.all(Person) if may(Action.CHANGE_PLAN, person, today)]


def _drop(tx: Transaction, move: CalendarMove) -> None:
    tx.delete(CalendarMove, move.id)
    for person in tx.all(Person):
        recall(tx, person.id, MOVED, move.id)


def _subject(move: CalendarMove) -> str:
    return f"{move.plan}/{move.task}"
