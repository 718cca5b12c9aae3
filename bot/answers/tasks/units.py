"""Whose tasks were asked for: a unit by its name, one of several of that name, or one that we do not have."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from bot.answers.tasks.due import show
from bot.answers.tasks.views import View
from bot.messages import Choice, Reply
from bot.paging import turning, within
from bot.presses import press
from bot.talk import Answer, Talk, one_line
from plans.model.people import Unit
from plans.plain_text import bare

#: Units offered on one page, and the longest name on a button.
OFFERED, UNIT_LIMIT = 8, 60


def tasks_of(talk: Talk, slots: Mapping[str, Any], *, late: bool = False) -> Answer:
    """The tasks of the unit in these slots, in their period if they have one."""
    start, end = (date.fromisoformat(day) if (day := slots.get(name)) else None for name in ("start", "end"))
    view = View(start, end, late=late) if start and end else View(late=late)
    meant = slots.get("unit", "")
    if isinstance(meant, list):
        return (_which(talk, view, [unit for unit in (talk.tx.get(Unit, id) for id in meant) if unit is not None]),)
    unit = talk.tx.get(Unit, str(meant))
    return (show(talk, view.of(unit)) if unit is not None else unknown(talk, str(meant)),)


def press_unit(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The unit that was meant, by its id; or a page ("-:1") of all there are."""
    if len(words) == 2 and words[0] == "-":
        return (unknown(talk, "", words[1]),)
    return tasks_of(talk, {"unit": words[0] if words else ""})


def unknown(talk: Talk, said: str, page: str = "0") -> Reply:
    """Says that there is no such unit, by the name that was used, and offers those there are, the likest first."""
    units = _by_likeness(talk.tx.all(Unit), said)
    pages = max(1, -(-len(units) // OFFERED))
    at = within(page, pages)
    name = one_line(said, UNIT_LIMIT)
    text = talk.say("answer.unknown_unit", name=name) if name else talk.say("answer.which_unit")
    rows = [[_unit_press(View(), unit)] for unit in units[at * OFFERED : (at + 1) * OFFERED]]
    return talk.reply(text, *rows, turning(talk, at, pages, "unit", "-"))


def _which(talk: Talk, view: View, units: Sequence[Unit]) -> Reply:
    return talk.reply(talk.say("answer.which_unit"), *([_unit_press(view, unit)] for unit in units))


def _unit_press(view: View, unit: Unit) -> Choice:
    return press(one_line(unit.name, UNIT_LIMIT), "due", *view.of(unit).words())


def _by_likeness(units: Sequence[Unit], said: str) -> list[Unit]:
    """The units whose names are most like what was said first; without it in the roster's order."""
    wanted = bare(said)
    if not wanted:
        return list(units)
    return sorted(units, key=lambda unit: -max(fuzz.token_set_ratio(wanted, bare(name)) for name in _names(unit)))


def _names(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *unit.aliases)
