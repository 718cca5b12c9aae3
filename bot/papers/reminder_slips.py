"""Phiếu nhắc việc: a slip for each person whom no message reaches, as PDF (A4, three a page, to be cut apart).

What a person owes stands on it with room for the answer on paper, which the office enters. A slip is handed over, not
hung up.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.papers.typesetting import typeset_pdf
from bot.talk import Voice, one_line
from bot.words.deadlines import aim_words, deadline_words, overdue_words
from locales.catalogue import Texts
from plans.model.people import Department, Person, Role, Unit
from plans.model.plan import Plan, Task
from plans.model.reminding import DigestItem, Owed
from plans.reminding.owing import owed
from plans.staff.arrivals import arrivals, not_in
from plans.staff.people import language_of
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

LAYOUT = Path(__file__).with_suffix(".typ")
TITLE_LIMIT, NAME_LIMIT = 140, 80
#: So many things fit on a slip; those of the nearest days come first.
MOST = 5


def unreached(facts: Facts, now: datetime) -> tuple[Person, ...]:
    """Who has neither come in anywhere nor an address for letters."""
    return tuple(person for person in not_in(arrivals(facts, now)) if not person.email)


def reminder_slips(facts: Facts, people: Sequence[Person], now: datetime, texts: Texts) -> bytes | None:
    """The slips of those of these people who owe anything, each in its reader's language; None when nobody does."""
    department = facts.get(Department, "department")
    name = one_line(department.name, NAME_LIMIT) if department else ""
    demo = texts("lists.drawn_demo") if department and department.demo else ""
    made = [slip for person in people if (slip := _slip(facts, person, name, now)) is not None]
    if not made:
        return None
    slips = {
        "language": texts.language,
        "title": texts("board.slips_title"),
        "footer": " ".join(part for part in (texts("board.slips_footer"), demo) if part),
        "slips": made,
    }
    return typeset_pdf(LAYOUT, "slips", slips)


def _slip(facts: Facts, person: Person, department: str, now: datetime) -> dict[str, Any] | None:
    today = day_in_hanoi(now)
    items = [item for item in owed(facts, person, today) if item.days >= 0 or item.owed in (Owed.TASK, Owed.PART)]
    if not items:
        return None
    voice = Voice(Texts(language_of(facts, person)), person)
    unit = facts.get(Unit, person.unit)
    leads = Role.LEADER in person.roles
    kinds = {item.owed for item in items}
    return {
        "heading": voice.say("board.slip_report" if leads else "board.slip_heading", department=department),
        "name": one_line(person.name, NAME_LIMIT),
        "unit": one_line(unit.name, NAME_LIMIT) if unit else "",
        "opening": voice.say("board.slip_opening", day=voice.texts.day(today)),
        "items": [_item(facts, voice, item, today) for item in items[:MOST]],
        "more": voice.texts.count("chat.more", len(items) - MOST) if len(items) > MOST else "",
        "answers": [voice.say(f"board.slip_answer_{kind}") for kind in (Owed.TITLE, Owed.INNOVATION) if kind in kinds],
        "closing": voice.say("board.slip_closing", office=_office(facts, voice, today)),
    }


def _item(facts: Facts, voice: Voice, item: DigestItem, today: date) -> dict[str, str]:
    plan = facts.get(Plan, item.plan)
    task = plan.task(item.task) if plan is not None else None
    if plan is None or task is None:
        raise LookupError(f"{item.plan}/{item.task}")
    return {"what": _what(facts, voice, item, plan, task), "until": _until(voice.texts, item, task, today)}


def _what(facts: Facts, voice: Voice, item: DigestItem, plan: Plan, task: Task) -> str:
    key = f"board.slip_{item.owed}"
    unit = facts.get(Unit, item.unit) if item.unit else None
    values = {
        "number": one_line(task.number, 12),
        "task": one_line(task.title, TITLE_LIMIT),
        "year": plan.year,
        "unit": one_line(unit.name, NAME_LIMIT) if unit else "",
    }
    return voice.say(key if voice.texts.has(key) else "board.slip_task", **values)


def _until(texts: Texts, item: DigestItem, task: Task, today: date) -> str:
    """The deadline in the plan's words, and how it stands; a unit's part has a day of its own."""
    if item.owed is Owed.PART:
        said = texts("board.slip_part_until", day=texts.day(item.aim))
    else:
        said = deadline_words(texts, task.deadline)
    if item.days < 0:
        return f"{said}, {overdue_words(texts, task.kind, -item.days)}"
    aimed = "" if item.owed is Owed.PART else aim_words(texts, task.deadline, today)
    return ". ".join(part for part in (said, aimed) if part)


def _office(facts: Facts, voice: Voice, today: date) -> str:
    """Whom to give the slip back to."""
    names = [
        one_line(person.name, NAME_LIMIT)
        for person in facts.all(Person)
        if Role.OFFICE in person.roles and person.is_here(today)
    ]
    return voice.texts.joined(names) if names else voice.say("board.the_office")
