"""Which of the questions behind "tiến độ" was asked: a narrower one gets the narrower answer.

A unit, a title, innovations, or the words for what is counted decide; with none of them it is the whole page.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.answers.greeting import stale
from bot.answers.progress.files import send_file
from bot.answers.progress.overview import progress, tasks
from bot.answers.progress.parts import PAGE, PROGRESS
from bot.answers.progress.registrations import innovations, people, registrations
from bot.answers.progress.stages import DONE, stage_page
from bot.answers.progress.titles import titles
from bot.answers.progress.units import unit_page, units_page
from bot.messages import Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, one_line
from bot.understanding.cues import speaks_of
from bot.understanding.names.mentions import Mentions, mentions_in
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.understand import understand
from plans.model.people import Unit, UnitKind
from plans.model.plan import Opens
from plans.progress import Stage

#: The stages that are asked for by words of their own, as their pages are called in buttons.
STAGES = {DONE: (Stage.BELATED, Stage.ON_TIME, Stage.UNMEASURED), "waits": (Stage.WAITS,), "unset": (Stage.UNSET,)}


def answer_progress(talk: Talk, text: str, slots: Mapping[str, Any]) -> Answer:
    """The answer to a question about progress, by what its words name; `slots` say how it goes on from the last one."""
    if PAGE in slots:
        return (units_page(talk, str(slots[PAGE])),)
    if meant := _meant(talk, slots.get("unit")):
        return (_narrowed(talk, Mentions(), meant),)
    if not text:
        return (progress(talk),)
    vocabulary = vocabulary_of(talk.tx)
    found = mentions_in(text, vocabulary)
    if speaks_of(found.rest, "progress.cues_file"):
        return send_file(talk)
    units = _meant(talk, found.units)
    if not units and understand(text, talk.today, vocabulary).own_unit:
        units = _meant(talk, talk.person.unit)
    return (_narrowed(talk, found, units),)


def press_progress(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A page of the figures, or the workbook."""
    deed, first, second, *_ = (*words, "", "", "")
    if deed == "file":
        return send_file(talk)
    if deed == "unit":
        unit = next((unit for unit in talk.tx.all(Unit) if mark(unit.id) == first), None)
        return (stale(talk) if unit is None else unit_page(talk, unit),)
    if deed == "stage":
        return (stage_page(talk, first, STAGES[first], second) if first in STAGES else stale(talk),)
    pages = {
        "all": lambda: progress(talk),
        "units": lambda: units_page(talk, first),
        "titles": lambda: titles(talk, first),
        "people": lambda: people(talk, first, second),
    }
    return (pages[deed]() if deed in pages else stale(talk),)


def _narrowed(talk: Talk, found: Mentions, units: tuple[Unit, ...]) -> Reply:
    """Registrations are asked for by title, by kind or by the word; else a unit, units, or tasks that stand so."""
    ids = [unit.id for unit in units if unit.kind is not UnitKind.EVERY]
    if speaks_of(found.rest, "chat.cues_innovation"):
        return innovations(talk, ids)
    registered = speaks_of(found.rest, "progress.cues_registered")
    if found.titles and (registered or not found.loose):
        return titles(talk, only=found.titles, units=ids)
    if speaks_of(found.rest, "progress.cues_titles"):
        return titles(talk, units=ids)
    if registered:
        return registrations(talk, Opens.TITLE, units=ids)
    if len(ids) > 1:
        return _which(talk, units)
    if ids:
        return unit_page(talk, units[0])
    if units or speaks_of(found.rest, "progress.cues_units"):
        return units_page(talk)
    for name, stages in STAGES.items():
        if speaks_of(found.rest, f"progress.cues_{name}"):
            return stage_page(talk, name, stages)
    return tasks(talk) if speaks_of(found.rest, "progress.cues_tasks") else progress(talk)


def _meant(talk: Talk, ids: str | Sequence[str] | None) -> tuple[Unit, ...]:
    """The units of one or several ids."""
    wanted = [ids] if isinstance(ids, str) else list(ids or ())
    return tuple(unit for id in wanted if (unit := talk.tx.get(Unit, id)) is not None)


def _which(talk: Talk, units: Sequence[Unit]) -> Reply:
    """Several units answer to that name."""
    rows = [[press(one_line(unit.name), PROGRESS, "unit", mark(unit.id))] for unit in units]
    return talk.reply(talk.say("answer.which_unit"), *rows)
