"""How far registering has come, as one picture (PNG, 1080 pixels wide): units, awards and targets, no person's name."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from bot.talk import one_line
from bot.words.awards import counted_words, names_apart
from bot.words.deadlines import deadline_words
from locales.catalogue import Texts
from plans.catalogue.quotas import QuotaTally, quotas
from plans.model.people import Department, Unit
from plans.model.plan import Opens, Plan
from plans.registrations.rules import closing_task
from plans.registrations.tallies import AwardTally, Tally, award_tallies, tallies
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

LAYOUT = Path(__file__).with_suffix(".typ")
#: A unit of the layout is a pixel.
PIXELS_PER_INCH = 72.0
#: Of longer names only the beginning is shown.
TITLE_LIMIT, NAME_LIMIT = 160, 120
KINDS = ("registered", "declined", "missing")


def progress_picture(facts: Facts, plan: Plan, now: datetime, texts: Texts, department: Department | None) -> bytes:
    """The picture of all units as PNG."""
    return _drawn(json.dumps(_picture(facts, plan, now, texts, department), ensure_ascii=False))


#: Leaders get the same picture at the same minute.
@lru_cache(maxsize=4)
def _drawn(picture: str) -> bytes:
    # Words of people go in as JSON beside the layout, never into it: "#eval(…)" in a name is only a name.
    words = {"picture": picture}
    drawn = typst.compile(LAYOUT, format="png", ppi=PIXELS_PER_INCH, sys_inputs=words, ignore_system_fonts=True)
    if not isinstance(drawn, bytes):
        raise TypeError("one page is one picture")
    return drawn


def _picture(facts: Facts, plan: Plan, now: datetime, texts: Texts, department: Department | None) -> dict[str, Any]:
    today = day_in_hanoi(now)
    found = tallies(facts, plan, Opens.TITLE, today)
    closing = closing_task(plan, Opens.TITLE)
    limits = {quota.award: quota for quota in quotas(facts, plan)}
    tallied = award_tallies(facts, plan, today)
    awards = zip(names_apart(texts, tallied), tallied, strict=True)
    aimed = any(each.aimed for each in tallied)
    return {
        "language": texts.language,
        "department": one_line(department.name, TITLE_LIMIT) if department else "",
        "demo": texts("lists.drawn_demo") if department and department.demo else "",
        "title": texts("lists.drawn_title", year=plan.year),
        "plan": one_line(plan.title, TITLE_LIMIT),
        "moment": texts("lists.as_of", moment=texts.moment(now)),
        "legend": [
            {"kind": kind, "count": sum(_count(tally, kind) for tally in found), "words": texts(f"lists.drawn_{kind}")}
            for kind in KINDS
        ],
        "units_heading": texts("lists.drawn_units"),
        "units": [_unit(facts, tally) for tally in found],
        "awards_heading": texts("lists.drawn_awards"),
        "awards": [_award(texts, name, each, limits.get(each.award)) for name, each in awards],
        "awards_note": texts("lists.drawn_awards_note") if aimed else "",
        "foot": texts("lists.deadline", deadline=deadline_words(texts, closing.deadline)) if closing else "",
    }


def _unit(facts: Facts, tally: Tally) -> dict[str, Any]:
    unit = facts.get(Unit, tally.unit)
    return {
        "name": one_line(unit.name if unit else tally.unit, NAME_LIMIT),
        "share": f"{len(tally.registered)}/{tally.people}",
        "total": tally.people,
        "parts": [{"kind": kind, "count": _count(tally, kind)} for kind in KINDS],
    }


def _award(texts: Texts, name: str, tally: AwardTally, quota: QuotaTally | None) -> dict[str, Any]:
    parts = counted_words(texts, tally, quota)
    if tally.aimed is not None:
        parts.append(texts("lists.drawn_aimed", toward=tally.toward, aimed=tally.aimed))
    return {
        "name": one_line(name, NAME_LIMIT),
        "words": "; ".join(parts),
        "count": tally.toward,
        "aimed": tally.aimed or 0,
    }


def _count(tally: Tally, kind: str) -> int:
    people: Iterable[object] = {
        "registered": tally.registered,
        "declined": tally.declined,
        "missing": tally.missing,
    }[kind]
    return len(tuple(people))
