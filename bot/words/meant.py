"""What may have been meant, as buttons: they carry the reading and nothing of the sentence.

"meant:by_unit:3fa2c81d:2024-02-01:2024-02-29": the intent, then its slots, with `mark`s in place of ids.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.messages import Choice
from bot.presses import mark, press
from bot.talk import Talk, one_line
from bot.understanding.reading import Name, Reading, Vocabulary
from bot.understanding.understood import understood

#: The first word of the buttons.
NAME = "meant"
#: Tasks that one button stands for, so that it stays within its 64 bytes.
TASKS = 4
#: Intents about a topic of the plan.
OF_TASKS = frozenset({"deadline_of", "days_left", "mark_done"})
LABEL_LIMIT = 60


def meant_press(talk: Talk, reading: Reading, vocabulary: Vocabulary) -> Choice:
    """The button that answers this reading, under the words that say what was understood."""
    label = one_line(understood(reading, vocabulary, talk.texts), LABEL_LIMIT)
    return press(label, NAME, reading.intent, *_words(reading))


def reading_of(words: tuple[str, ...], vocabulary: Vocabulary) -> Reading | None:
    """The reading of a button; None when its words mean nothing (any more)."""
    intent, *rest = (*words, "")[: len(words) or 1]
    slots: dict[str, Any] | None = {}
    if intent == "due_in_period":
        slots = _period(rest) if rest else {"start": None, "end": None}
    elif intent == "by_unit":
        unit, period = _id(vocabulary.units, rest[:1]), _period(rest[1:]) if rest[1:] else {}
        slots = {"unit": unit, **period} if unit and period is not None else None
    elif intent == "overdue" and rest:
        unit = _id(vocabulary.units, rest)
        slots = {"unit": unit} if unit else None
    elif intent in OF_TASKS:
        ids = [id for id in (_id(vocabulary.topics, [word]) for word in rest[:TASKS]) if id]
        slots = {"topic": ids[0] if len(ids) == 1 else ids} if ids else None
    elif intent == "who_not_registered":
        slots = {"kind": rest[0] if rest else ""}
    elif intent == "register_title" and rest:
        slots = {"title": _id(vocabulary.titles, rest)}
    return None if slots is None else Reading(intent, slots)


def _words(reading: Reading) -> list[str]:
    slots = reading.slots
    period = [slots["start"], slots["end"]] if slots.get("start") and slots.get("end") else []
    if reading.intent in {"by_unit", "overdue"}:
        return [*(mark(id) for id in _ids(slots.get("unit"))[:1]), *period]
    if reading.intent in OF_TASKS:
        return [mark(id) for id in _ids(slots.get("topic"))[:TASKS]]
    if reading.intent == "register_title":
        return [mark(id) for id in _ids(slots.get("title"))[:1]]
    return period or _ids(slots.get("kind"))


def _ids(slot: Any) -> list[str]:
    return [slot] if isinstance(slot, str) and slot else list(slot or ())


def _id(names: Iterable[Name], words: list[str]) -> str:
    """The id behind the mark in a button; "" when there is none."""
    return next((name.id for name in names if words and mark(name.id) == words[0]), "")


def _period(words: list[str]) -> dict[str, str] | None:
    try:
        start, end = (date.fromisoformat(word) for word in words)
    except ValueError:
        return None
    known = start <= end and date(1990, 1, 1) <= start and end <= date(2199, 12, 31)
    return {"start": start.isoformat(), "end": end.isoformat()} if known else None
