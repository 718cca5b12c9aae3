"""How far the units are with the tasks that they lead, as bars on one picture (PNG, 1080 pixels wide)."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from bot.papers.picture_parts import drawn, frame
from bot.talk import one_line
from bot.words.pictures import state_word, unit_name
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.charting import counted
from plans.model.people import Department, Unit
from plans.model.plan import Plan
from plans.progress import UnitFigures, by_lead, figures

LAYOUT = Path(__file__).with_suffix(".typ")
TITLE_LIMIT = 160
#: From more units on they stand close together.
CLOSE = 8
#: A part of a bar that is narrower than this has no room for its number.
NARROW = 0.05


def units_picture(
    texts: Texts, today: date, plan: Plan, tasks: Iterable[Entry], units: Iterable[Unit], department: Department | None
) -> bytes:
    """The picture of the tasks of a plan by the units that lead them, as PNG."""
    return drawn(LAYOUT, _content(texts, today, plan, tuple(tasks), tuple(units), department))


def _content(
    texts: Texts,
    today: date,
    plan: Plan,
    tasks: tuple[Entry, ...],
    units: tuple[Unit, ...],
    department: Department | None,
) -> dict[str, Any]:
    found = by_lead(tasks, units, today)
    most = max((each.tasks.total for each in found), default=1)
    legend = [(state, count) for state, count in counted(figures(tasks, today)).items() if count]
    close = len(found) > CLOSE
    return {
        **frame(texts, today, legend, department),
        "title": texts("picture.units_title", year=plan.year),
        "under": one_line(plan.title, TITLE_LIMIT),
        "most": most,
        "close": close,
        "units": [_unit(texts, each, most, close) for each in found],
        "empty": "" if found else texts("picture.units_empty"),
        "note": texts("picture.units_note") if sum(each.tasks.total for each in found) > len(tasks) else "",
    }


def _unit(texts: Texts, progress: UnitFigures, most: int, close: bool) -> dict[str, Any]:
    """A unit's bar; in words below it, too, unless units stand close and every number is in the bar."""
    parts = [(state, count) for state, count in counted(progress.tasks).items() if count]
    narrow = min(count for _, count in parts) / most < NARROW
    said = ", ".join(f"{count} {state_word(texts, state, count)}" for state, count in parts)
    return {
        "name": unit_name(texts, progress.unit),
        "total": texts.count("picture.tasks", progress.tasks.total),
        "said": said if narrow or not close else "",
        "parts": [{"state": state, "count": count} for state, count in parts],
    }
