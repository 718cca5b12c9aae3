"""The gold readings fit their papers: kinds and dates in the notation, lines that hold the date's figures."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

from plans.model.plan import DeadlineKind

GOLD = Path(__file__).parent
READINGS = sorted([*GOLD.glob("*.expected.tsv"), *(GOLD / "own").glob("*.expected.tsv")])
POINT = r"(?:\d{4}-\d\d-\d\d|\d{4}-\d\d|\d{4}-Q[1-4]|\d{4}|--\d\d-\d\d|---\d\d)"
NOTATION = re.compile(rf"(?:{POINT}(?:/(?:{POINT}|\.\.))?)?")


def paper(reading: Path) -> list[str]:
    """The lines of the paper that `reading` belongs to."""
    return reading.with_name(reading.name.replace(".expected.tsv", ".txt")).read_text(encoding="utf-8").split("\n")


def rows(reading: Path) -> list[dict[str, str]]:
    """The rows of one gold reading."""
    with reading.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_all_readings_are_here() -> None:
    own = [reading for reading in READINGS if reading.parent.name == "own"]
    assert (len(READINGS) - len(own), sum(len(rows(reading)) for reading in READINGS if reading not in own)) == (5, 36)
    assert (len(own), sum(map(len, map(rows, own)))) == (22, 270)


@pytest.mark.parametrize("reading", READINGS, ids=lambda path: path.name.split(".")[0])
def test_kinds_and_dates_keep_to_the_notation(reading: Path) -> None:
    for row in rows(reading):
        assert DeadlineKind(row["kind"])
        assert NOTATION.fullmatch(row["date"]), row
        for day in re.findall(r"\d{4}-\d\d-\d\d", row["date"]):
            assert date.fromisoformat(day)


@pytest.mark.parametrize("reading", READINGS, ids=lambda path: path.name.split(".")[0])
def test_the_line_holds_the_day_or_is_a_row_under_a_heading(reading: Path) -> None:
    lines = paper(reading)
    for row in rows(reading):
        line = lines[int(row["line"]) - 1]
        assert line.strip(), row
        day = re.fullmatch(r"(?:\d{4}-|--)(\d\d)-(\d\d)", row["date"])
        if day and row["kind"] == "by":
            assert re.search(rf"(?<!\d)0?{int(day[1])}(?!\d)", line), row


@pytest.mark.parametrize("facts", sorted((GOLD / "own").glob("*.facts.json")), ids=lambda path: path.name.split(".")[0])
def test_the_quotes_of_the_facts_stand_in_the_paper(facts: Path) -> None:
    known = json.loads(facts.read_text(encoding="utf-8"))
    text = " ".join(" ".join(paper(facts.with_name(facts.name.replace(".facts.json", ".expected.tsv")))).split())
    for quote in [*known.get("target_quotes", []), *known.get("rule_quotes", [])]:
        assert quote in text
