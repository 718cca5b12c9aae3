"""The rule files hold together: whoever extends one without Python cannot make a question fail."""

import tomllib
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.understanding.language.languages import understood_languages
from bot.understanding.time import spans
from bot.understanding.time.rules import MAKERS, NOT, ROUNDS, Round, rules_of
from bot.understanding.time.spans import NoSuchDate, Span
from locales.catalogue import ROOT

TODAYS = [date(2024, 2, 29), date(2024, 12, 31)]
#: What figures are read as, with values of every sort.
FIGURES = {
    "number": ["1", "15", "999"],
    "figure": ["1", "15"],
    "dayth": ["15"],
    "ordinal": ["15"],
    "count": ["6"],
    "date": ["15/6", "31/6"],
    "wholedate": ["15/6/2024"],
    "monthyear": ["6/2024", "45/2024"],
    "monthshort": ["6/2024"],
    "quarteryear": ["3/2024"],
    "dashed": ["9-10", "15-6"],
    "yearnum": ["2024"],
    "qnum": ["3"],
    "tnum": ["6", "12"],
    "dash": ["1"],
    "join": ["1"],
}
FOLDERS = [
    *(ROOT / language / "understanding" for language in understood_languages()),
    Path(__file__).parents[1] / "toy",
]


def _file(folder: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))


def _grains() -> dict[str, Span]:
    today = date(2024, 6, 10)
    made = {unit: spans.shifted(today, unit, 1) for unit in ("day", "week", "month", "quarter", "year")}
    made["part"] = spans.part(made["month"], "end")
    made["range"] = Span(today, date(2024, 8, 1), "range")
    made["weekdays"] = Span(today, date(2024, 6, 14), "weekdays")
    return made


def _values(atom: str, words: dict[str, Any]) -> list[Any]:
    """What may stand for this piece of a pattern."""
    kind, _, wanted = atom.partition("=")
    if kind == "span":
        return [span for grain, span in _grains().items() if wanted in {"", grain}]
    values = [*words.get(kind, {}), *FIGURES.get(kind, ())]
    return [value for value in values if wanted in {"", value}]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_pattern_names_words_that_there_are_and_a_maker_that_can_use_them(folder: Path) -> None:
    rules, words = _file(folder, "rules"), _file(folder, "times")
    assert set(rules) <= {"pieces", *ROUNDS}
    for name in ROUNDS:
        for pattern, maker in rules_of(rules, name):
            atoms = [atom for atom in pattern if not atom.startswith(NOT)]
            choices = [_values(atom, words) for atom in atoms]
            assert all(choices), f"{' '.join(pattern)}: nothing is of one of these kinds"
            for turn in range(max(map(len, choices))):
                found: dict[str, list[Any]] = {}
                for atom, values in zip(atoms, choices, strict=True):
                    found.setdefault(atom.partition("=")[0], []).append(values[turn % len(values)])
                for today in TODAYS:
                    with suppress(NoSuchDate):
                        made = MAKERS[maker](found, today)
                        assert made is None or made.start <= made.end, f"{' '.join(pattern)}: {found} made {made}"


def _used(pattern: str, items: Sequence[dict[str, str]]) -> list[int]:
    return [match.used for match in Round([(tuple(pattern.split()), "today")]).matches(items, 0)]


def test_a_pattern_wants_its_kinds_in_a_row() -> None:
    items = [{"in": "1"}, {"unit": "month", "part": "end"}, {"number": "6"}]
    assert _used("in unit=month number", items) == [3]
    assert _used("in unit=week", items) == []
    assert _used("in part", items) == [2]
    assert _used("in unit number number", items) == []


def test_what_must_not_follow_is_looked_at_and_not_taken() -> None:
    items = [{"in": "1"}, {"unit": "month"}]
    assert _used("in !unit", items) == []
    assert _used("in !number", items) == [1]
    assert _used("in unit !number", items) == [2]
    assert _used("in !number !unit", items) == []
    assert _used("in !number !month", items) == [1]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ({"periods": {"unit shift_after": "shfted"}}, "'unit shift_after' makes 'shfted'; what can be made: .*shifted"),
        (
            {"periods": {"month {yaer}": "month"}, "pieces": {"year": [""]}},
            r"'month \{yaer\}': \{yaer\} stands for nothing",
        ),
    ],
)
def test_a_pattern_of_nothing_is_named_with_what_there_is(file: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=f"rules.toml: {said}"):
        list(rules_of(file, "periods"))
