"""Which of the questions behind "tiến độ" was asked: a narrower one gets the narrower answer.

A unit, a title, innovations, or the words for what is counted decide; with none of them it is the whole page.
"""

from bot.answers.greeting import stale
from bot.answers.missing import KINDS
from bot.answers.progress.files import send_file
from bot.answers.progress.overview import progress, tasks
from bot.answers.progress.registrations import innovations, registrations, titles
from bot.answers.progress.stages import stage_page
from bot.answers.progress.units import unit_page, units_page
from bot.messages import Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, one_line
from bot.understanding.cues import speaks_of
from bot.understanding.mentions import Mentions, mentions_in
from bot.understanding.understand import understand
from bot.understanding.vocabulary import vocabulary_of
from plans.model.people import Unit, UnitKind
from plans.model.plan import Opens
from plans.progress import Stage

#: The stages that are asked for by words of their own, as their pages are called in buttons.
STAGES = {"done": (Stage.BELATED, Stage.ON_TIME, Stage.UNMEASURED), "waits": (Stage.WAITS,), "unset": (Stage.UNSET,)}


def answer_progress(talk: Talk, text: str) -> Answer:
    """The answer to a question about progress, by what its words name."""
    vocabulary = vocabulary_of(talk.tx)
    found = mentions_in(text, vocabulary)
    if speaks_of(found.rest, "progress.cues_file"):
        return send_file(talk)
    units = _units(talk, found)
    if not units and understand(text, talk.today, vocabulary).own_unit:
        units = tuple(unit for unit in talk.tx.all(Unit) if unit.id == talk.person.unit)
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
        "people": lambda: registrations(talk, KINDS.get(first, Opens.TITLE), second),
        "ideas": lambda: innovations(talk),
    }
    return (pages[deed]() if deed in pages else stale(talk),)


def _narrowed(talk: Talk, found: Mentions, units: tuple[Unit, ...]) -> Reply:
    """Registrations are asked for by title, by kind or by the word; else a unit, units, or tasks that stand so."""
    ids = [unit.id for unit in units if unit.kind is not UnitKind.EVERY]
    if speaks_of(found.rest, "chat.cues_innovation"):
        return innovations(talk, ids)
    if found.titles:
        return titles(talk, only=found.titles, units=ids)
    if len(ids) > 1:
        return _which(talk, units)
    if ids:
        return unit_page(talk, units[0])
    if speaks_of(found.rest, "progress.cues_titles"):
        return titles(talk)
    if speaks_of(found.rest, "progress.cues_registered"):
        return registrations(talk, Opens.TITLE)
    if units or speaks_of(found.rest, "progress.cues_units"):
        return units_page(talk)
    for name, stages in STAGES.items():
        if speaks_of(found.rest, f"progress.cues_{name}"):
            return stage_page(talk, name, stages)
    return tasks(talk) if speaks_of(found.rest, "progress.cues_tasks") else progress(talk)


def _units(talk: Talk, found: Mentions) -> tuple[Unit, ...]:
    return tuple(unit for id in found.units if (unit := talk.tx.get(Unit, id)) is not None)


def _which(talk: Talk, units: tuple[Unit, ...]) -> Reply:
    """Several units answer to that name."""
    rows = [[press(one_line(unit.name), "progress", "unit", mark(unit.id))] for unit in units]
    return talk.reply(talk.say("answer.which_unit"), *rows)
