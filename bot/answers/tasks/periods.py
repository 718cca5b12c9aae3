"""Commands that name a period: /tuan, /thang, /quy, /nam, /quahan, with what may follow them as in a question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.answers.tasks.due import show
from bot.answers.tasks.impossible import invalid_date
from bot.answers.tasks.units import tasks_of
from bot.answers.tasks.views import View
from bot.talk import Answer, Talk, one_line
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.understand import understand
from locales.catalogue import Texts, languages
from plans.periods import Grain, whole

#: No more of what follows a command is said back.
REST_LIMIT = 60


@dataclass(frozen=True, slots=True)
class _Heard:
    """What follows a command, understood: slots of a question."""

    slots: dict[str, Any]

    @property
    def period(self) -> tuple[date, date] | None:
        start, end = self.slots.get("start"), self.slots.get("end")
        return (date.fromisoformat(start), date.fromisoformat(end)) if start and end else None


def of_period(talk: Talk, grain: Grain, rest: str) -> Answer:
    """What is due this week, month, quarter or year; or in the one, or of the unit, that is named behind."""
    if not rest:
        return (show(talk, View(*whole(grain, talk.today))),)
    heard = _heard(talk, rest, grain)
    if heard is None:
        return (talk.reply(talk.say(f"answer.how_{grain}", rest=one_line(rest, REST_LIMIT))),)
    if "invalid_date" in heard.slots:
        return (invalid_date(talk, str(heard.slots["invalid_date"])),)
    start, end = _widened(grain, *(heard.period or whole(grain, talk.today)))
    if "unit" not in heard.slots:
        return (show(talk, View(start, end)),)
    return tasks_of(talk, {**heard.slots, "start": start.isoformat(), "end": end.isoformat()})


def past_due(talk: Talk, rest: str) -> Answer:
    """What is past due: all of it, or of the period or unit that is named behind."""
    heard = _heard(talk, rest, None) if rest else None
    if heard is None:
        said = talk.say("answer.how_overdue", rest=one_line(rest, REST_LIMIT))
        return (talk.reply(said) if rest else show(talk, View(late=True)),)
    if "invalid_date" in heard.slots:
        return (invalid_date(talk, str(heard.slots["invalid_date"])),)
    if "unit" in heard.slots:
        return tasks_of(talk, heard.slots, late=True)
    start, end = heard.period or (None, None)
    return (show(talk, View(start, end, late=True)),)


def _widened(grain: Grain, start: date, end: date) -> tuple[date, date]:
    """The whole week (month …) of a day or days in it; what is longer stays as it is."""
    first, last = whole(grain, start)
    return (first, last) if end <= last else (start, end)


def _heard(talk: Talk, rest: str, grain: Grain | None) -> _Heard | None:
    """What follows a command as a question of its own would be understood; None when that says nothing."""
    vocabulary = vocabulary_of(talk.tx)
    impossible = None
    for sentence in _sentences(rest, grain):
        reading = understand(sentence, talk.today, vocabulary)
        heard = _Heard(reading.slots)
        if reading.own_unit and talk.person.unit:
            heard = _Heard({**reading.slots, "unit": talk.person.unit})
        if "invalid_date" in heard.slots:
            impossible = impossible or heard
        elif heard.period is not None or "unit" in heard.slots:
            return heard
    return impossible


def _sentences(rest: str, grain: Grain | None) -> Iterator[str]:
    """The command as a question, in whatever language: "tháng 10", "next week"; then what follows it alone."""
    if grain is not None:
        for language in languages():
            noun = Texts(language)(f"answer.noun_{grain}")
            yield f"{noun} {rest}"
            yield f"{rest} {noun}"
    yield rest
