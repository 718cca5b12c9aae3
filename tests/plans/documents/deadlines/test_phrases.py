"""Every phrase of the table is read as a careful clerk reads it."""

from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from plans.documents.deadlines.finding import Found, find_deadlines
from plans.documents.deadlines.years import PlanYears
from plans.planning.draft import DraftDeadline

PHRASES = Path(__file__).with_name("phrases.tsv")


def phrases() -> list[tuple[str, str, str]]:
    """The rows of the table: where, text, expected."""
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(where, text.replace("\\n", "\n"), expected) for where, text, expected in rows]


def years_of(where: str) -> PlanYears | None:
    """The plan's years after the colon: "slot:2024-2025"."""
    if where.endswith(":none"):
        return None
    first, _, second = where.partition(":")[2].partition("-")
    return PlanYears(int(first or 2024), school=bool(second))


def said(deadline: DraftDeadline) -> str:
    """Kind and date; "-" for a day that is none."""
    date = deadline.date or ("-" if deadline.kind != "unset" else "")
    return f"{deadline.kind} {date}".strip()


def described(found: Found) -> str:
    """A find in the table's words."""
    deadline = found.deadline
    hour = f" {deadline.hour:%H:%M}" if deadline.hour else ""
    moved = f" @{said(found.replaces)}" if found.replaces else ""
    return said(deadline) + " <" * deadline.before + hour + " ?" * (not found.sure) + moved


def read(where: str, text: str) -> str:
    """What is found in a text, in the table's words."""
    found = find_deadlines(text, years_of(where), slot=where.startswith("slot"))
    return "; ".join(map(described, found)) or "-"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_phrase_is_read_as_the_table_says(form: Literal["NFC", "NFD"]) -> None:
    told = [(where, text, expected, read(where, normalize(form, text))) for where, text, expected in phrases()]
    assert len(told) > 700
    wrong = [f"{where} {text!r}: {found}, not {expected}" for where, text, expected, found in told if found != expected]
    assert not wrong, "\n".join(wrong)
