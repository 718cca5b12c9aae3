"""Bảng tin: what lies ahead of each unit, as PDF (A4), for the notice board of people whom no message reaches.

A board hangs where visitors pass: only what the plan itself says stands on it, nobody's name and nobody's answer.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.papers.typesetting import typeset_pdf
from bot.talk import one_line
from bot.words.deadlines import aim_words, deadline_words, left_words
from locales.catalogue import Texts
from plans.agenda import Entry, entries, of_unit
from plans.deadlines import PERIODS
from plans.model.people import Department, Unit, UnitKind
from plans.model.plan import UNREGISTERED, DeadlineKind, Plan, TaskKind
from plans.registrations.rules import rules_about
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

LAYOUT = Path(__file__).with_suffix(".typ")
TITLE_LIMIT, NAME_LIMIT, QUOTE_LIMIT = 300, 120, 400


def board_units(facts: Facts) -> tuple[Unit, ...]:
    """The units that have a board: the departments."""
    return tuple(unit for unit in facts.all(Unit) if unit.kind is UnitKind.DEPARTMENT)


def board_sheets(facts: Facts, plan: Plan, units: Sequence[Unit], now: datetime, texts: Texts) -> bytes:
    """A sheet for each of the units, as one PDF."""
    department = facts.get(Department, "department")
    today = day_in_hanoi(now)
    sheets = {
        "language": texts.language,
        "department": one_line(department.name, NAME_LIMIT) if department else "",
        "demo": texts("lists.drawn_demo") if department and department.demo else "",
        "title": texts("board.title", year=plan.year),
        "as_of": texts("board.as_of", moment=texts.moment(now), plan=one_line(plan.title, NAME_LIMIT)),
        "footer": texts("board.footer"),
        "columns": [texts(f"board.column_{name}") for name in ("number", "task", "deadline", "part")],
        "sheets": [_sheet(facts, plan, unit, today, texts) for unit in units],
    }
    return typeset_pdf(LAYOUT, "sheets", sheets)


def _sheet(facts: Facts, plan: Plan, unit: Unit, today: date, texts: Texts) -> dict[str, Any]:
    shown = [entry for entry in _ahead(facts, plan, today) if _concerns(facts, unit, entry)]
    opens = any(entry.task.opens is not None for entry in shown)
    quotes = [rule.source.quote for rule in rules_about(plan, UNREGISTERED)] if opens else []
    return {
        "unit": one_line(unit.name, NAME_LIMIT),
        "nothing": texts("board.nothing"),
        "rows": [_row(facts, unit, entry, today, texts) for entry in shown],
        "rules": [texts("board.rule", quote=one_line(quote, QUOTE_LIMIT)) for quote in quotes],
    }


def _ahead(facts: Facts, plan: Plan, today: date) -> list[Entry]:
    """What is still open of the plan: of what can no longer be met, only what is chased on."""
    return [
        entry
        for entry in entries(facts)
        if entry.plan.id == plan.id
        and not entry.done
        and (entry.task.deadline.end >= today or entry.task.kind not in (TaskKind.MEETING, TaskKind.MOVEMENT))
    ]


def _concerns(facts: Facts, unit: Unit, entry: Entry) -> bool:
    return entry.task.opens is not None or bool(of_unit((entry,), unit, facts.all(Unit)))


def _row(facts: Facts, unit: Unit, entry: Entry, today: date, texts: Texts) -> dict[str, str]:
    task = entry.task
    notes = [texts(f"board.opens_{task.opens}")] if task.opens is not None else []
    if aimed := aim_words(texts, task.deadline, today):
        notes.append(aimed)
    unset = task.deadline.kind is DeadlineKind.UNSET
    return {
        "number": one_line(task.number, 12),
        "title": one_line(task.title, TITLE_LIMIT),
        "note": ". ".join(notes),
        "deadline": deadline_words(texts, task.deadline),
        "left": "" if unset or task.deadline.kind in PERIODS else left_words(texts, entry, today),
        "part": texts(f"board.part_{_part(facts, unit, entry)}"),
    }


def _part(facts: Facts, unit: Unit, entry: Entry) -> str:
    """What a unit does in a task: it leads, it cooperates, or its people only answer."""
    every = {other.id for other in facts.all(Unit) if other.kind is UnitKind.EVERY}
    ids = {unit.id} | (every if unit.kind is UnitKind.DEPARTMENT else set())
    if any(body.unit in ids for body in entry.task.lead):
        return "lead"
    return "cooperate" if any(body.unit in ids for body in entry.task.cooperating) else "answer"
