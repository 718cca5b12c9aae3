"""What people are told of calendars unasked: an event that was moved, what came of it, how the calendar server is."""

from collections.abc import Sequence
from datetime import date

from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Voice, one_line
from bot.words.calendars import TITLE_LIMIT, move_rows, moved_words, server_question, server_reason, server_rows
from bot.words.deadlines import deadline_words
from bot.words.names import person_name
from plans.calendars.moving import standing
from plans.calendars.server_state import TROUBLE, asked_of, state_of
from plans.model.people import Person
from plans.model.plan import Plan, Task, task_key
from plans.model.publishing import CalendarMove, CalendarServerState
from plans.model.reminding import Notice
from plans.rights import Action, may
from plans.store.port import Facts


def is_moved(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the question still waits, and the reader may still answer it."""
    return _move(facts, notice) is not None and may(Action.CHANGE_PLAN, facts.get(Person, notice.person), today)


def moved(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """The question whether the plan is to follow an event that was dragged to another day."""
    move = _move(facts, notice)
    if move is None:
        raise LookupError(notice.about)
    text = f"{moved_words(voice, facts, move)}\n{voice.say('lich.moved_until')}"
    return Reply(text, voice.say("lich.moved_heading"), _rows(move_rows(voice, move)))


def is_kept(facts: Facts, notice: Notice, _today: date) -> bool:
    """Whether the task is still there, and the reader has not moved it once more."""
    task = _kept_task(facts, notice)
    return task is not None and not task.withdrawn and _move(facts, notice) is None


def kept(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """That the plan keeps the day of what the reader had dragged to another, and whom to talk to."""
    task = _kept_task(facts, notice)
    if task is None:
        raise LookupError(notice.about)
    values = {
        "title": one_line(task.title, TITLE_LIMIT),
        "deadline": deadline_words(voice.texts, task.deadline),
        "day": voice.texts.day(date.fromisoformat(notice.values["day"])),
    }
    lines = [voice.say("lich.moved_refused", **values)]
    if notice.values["who"]:
        lines.append(voice.say("lich.moved_refused_ask", who=person_name(facts, notice.values["who"])))
    view = press(voice.say("dialogue.view_task"), "task", task_key(notice.values["plan"], task.id))
    return Reply("\n".join(lines), voice.say("lich.moved_heading"), ((view,),))


def is_broken(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the calendar server still is in trouble."""
    state = state_of(facts)
    return state is not None and state.state in TROUBLE and _sees_to_it(facts, notice, today)


def broken(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Since when, why, and what to do."""
    state = _state(facts, notice)
    values = {"moment": voice.texts.moment(state.since), "reason": server_reason(voice.texts, state)}
    return Reply(voice.say("lich.server_broken_text", **values), voice.say("lich.server_broken"))


def is_well(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether it has not broken again since."""
    state = state_of(facts)
    return state is not None and state.state not in TROUBLE and _sees_to_it(facts, notice, today)


def mended(_facts: Facts, voice: Voice, _notice: Notice) -> Reply:
    """Nothing needs to be done any more."""
    return Reply(voice.say("lich.server_mended_text"), voice.say("lich.server_mended"))


def is_asking(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether publishing still waits for an answer."""
    return asked_of(facts) is not None and _sees_to_it(facts, notice, today)


def asked(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """How much would be removed or put back, where, and whether to go on."""
    state = _state(facts, notice)
    text = server_question(voice, facts, state)
    return Reply(text, voice.say("lich.server_asked"), _rows(server_rows(voice, state)))


def _rows(rows: Sequence[Sequence[Choice]]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(row) for row in rows)


def _move(facts: Facts, notice: Notice) -> CalendarMove | None:
    return next((move for move in standing(facts) if move.id == notice.about), None)


def _kept_task(facts: Facts, notice: Notice) -> Task | None:
    plan = facts.get(Plan, notice.values["plan"])
    return plan.task(notice.values["task"]) if plan is not None else None


def _state(facts: Facts, notice: Notice) -> CalendarServerState:
    state = state_of(facts)
    if state is None:
        raise LookupError(notice.about)
    return state


def _sees_to_it(facts: Facts, notice: Notice, today: date) -> bool:
    return may(Action.MANAGE_CALENDAR, facts.get(Person, notice.person), today)
