"""Who answers what was understood from a sentence: one entry an intent."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.answers import greeting, missing, own
from bot.answers.calendar import feeds as calendar
from bot.answers.progress.asked import answer_progress
from bot.answers.tasks import details, due, periods
from bot.answers.tasks.units import tasks_of
from bot.dialogues import done
from bot.dialogues.innovation import deeds as innovation
from bot.dialogues.title import deeds as title
from bot.talk import Answer, Entrance, Talk
from bot.understanding.names.mentions import mentions_in
from bot.understanding.names.vocabulary import vocabulary_of
from plans.model.people import Unit, UnitKind
from plans.model.plan import Opens
from plans.rights import Action

Slots = Mapping[str, Any]
Asked = Callable[[Talk, Slots], Answer]


def closed_to(talk: Talk, entrance: Entrance[Any]) -> Answer:
    """What is said to somebody who may do nothing of the kind anywhere; nothing to everybody else."""
    refused = talk.closed(entrance.action)
    return (talk.reply(talk.trouble(refused)),) if refused else ()


def ask_overdue(talk: Talk, slots: Slots) -> Answer:
    """What is past its day, of one unit or of all."""
    if "rest" not in slots and "unit" not in slots and not talk.pressed and (named := _named_units(talk)):
        slots = {**slots, "unit": named[0] if len(named) == 1 else named}
    return tasks_of(talk, slots, late=True) if "unit" in slots else periods.past_due(talk, str(slots.get("rest", "")))


def _named_units(talk: Talk) -> list[str]:
    """The units that a sentence names ("vp còn nợ gì"), all of them together left out."""
    found = mentions_in(talk.incoming.text, vocabulary_of(talk.tx)).units
    units = (talk.tx.get(Unit, id) for id in found)
    return [unit.id for unit in units if unit is not None and unit.kind is not UnitKind.EVERY]


def ask_missing(talk: Talk, slots: Slots) -> Answer:
    """Who has not registered yet."""
    kind = Opens.INNOVATION if slots.get("kind") == Opens.INNOVATION else Opens.TITLE
    return (missing.who_not_registered(talk, kind),)


def ask_mine(talk: Talk, _slots: Slots) -> Answer:
    """The asker's own registrations."""
    return (own.my_registrations(talk),)


def ask_progress(talk: Talk, slots: Slots) -> Answer:
    """How far the tasks are, as the words ask; a button asks for all of it."""
    said = "" if talk.pressed else str(slots.get("rest", talk.incoming.text))
    return answer_progress(talk, said, slots)


def ask_calendar(talk: Talk, _slots: Slots) -> Answer:
    """The asker's own calendar."""
    return calendar.own(talk)


def ask_help(talk: Talk, _slots: Slots) -> Answer:
    """What can be asked here."""
    return (greeting.help_reply(talk),)


def ask_title(talk: Talk, slots: Slots) -> Answer:
    """The form for a title, or for the one that was named."""
    return title.start(talk, str(slots.get("title") or ""))


def ask_innovation(talk: Talk, _slots: Slots) -> Answer:
    """The form for an innovation."""
    return innovation.start(talk)


def _due(talk: Talk, slots: Slots) -> Answer:
    return (due.due_in_period(talk, _day(slots, "start"), _day(slots, "end")),)


def _deadline(talk: Talk, slots: Slots) -> Answer:
    return (details.deadline_of(talk, slots.get("topic", "")),)


def _days_left(talk: Talk, slots: Slots) -> Answer:
    return (details.days_left(talk, slots.get("topic", "")),)


def _mark_done(talk: Talk, slots: Slots) -> Answer:
    return (done.ask(talk, slots.get("topic", "")),)


def _day(slots: Slots, name: str) -> date | None:
    value = slots.get(name)
    return date.fromisoformat(value) if isinstance(value, str) else None


#: What was understood from a sentence.
INTENTS: Mapping[str, Entrance[Asked]] = {
    "due_in_period": Entrance(Action.ASK, _due),
    "overdue": Entrance(Action.ASK, ask_overdue),
    "deadline_of": Entrance(Action.ASK, _deadline),
    "days_left": Entrance(Action.ASK, _days_left),
    "by_unit": Entrance(Action.ASK, tasks_of),
    "who_not_registered": Entrance(Action.ASK, ask_missing),
    "register_title": Entrance(Action.REGISTER_OWN, ask_title),
    "register_innovation": Entrance(Action.REGISTER_OWN, ask_innovation),
    "my_registrations": Entrance(Action.ASK, ask_mine),
    "mark_done": Entrance(Action.MARK_DONE, _mark_done),
    "subscribe_calendar": Entrance(Action.SUBSCRIBE_CALENDAR, ask_calendar),
    "progress": Entrance(Action.ASK, ask_progress),
    "help": Entrance(Action.ASK, ask_help),
}
