"""Finds the period a question names: time words become items, rules join items until nothing more fits."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.understanding.language.lexicon import Lexicon
from bot.understanding.language.words import Word
from bot.understanding.time.rules import Kinds, Round
from bot.understanding.time.spans import CALENDAR, MANY, YEARS, NoSuchDate, Span, months

#: More time words than this are no question about a period.
ITEM_LIMIT = 60
#: What figures of a year that is in no calendar of ours are: that there is no such date is said, and no other taken.
NO_YEAR = "no_year"
#: A second figure above this is a year in short: "tháng 6/24".
MONTHS = 12

_FIGURES = re.compile(r"(\d{1,4})([/.-])(\d{1,4})(?:([/.-])(\d{1,4}))?")
_LETTER_NUMBER = re.compile(r"(t|th|q)(\d{1,2})")
_LETTER_YEAR = re.compile(r"([tq])(\d{1,2})[/-](\d{2,4})")
_NUMBER_LETTER = re.compile(r"(\d{1,2})(st|nd|rd|th|t|thg|q)")
_HOUR = re.compile(r"\d{1,2}(?::\d{2}|[hg](?:\d{2})?|am|pm)")

DASHES = frozenset("-–")
#: What a number with letters behind it may be: 6t, 3q, 15th.
ORDINAL = ("dayth", "ordinal", "number")
LETTERED = {"t": ("count",), "thg": ("count",), "q": ("qnum",), "th": (*ORDINAL, "count")}
#: A word that stands between time words and changes nothing.
SKIPPED = "skip"
#: What leads to a period behind it, and what says which one was meant before it: some words do both ("tới", "sau").
LEADING = frozenset({"until", "until_perhaps", "before", "after"})
SHIFTING = frozenset({"shift_after", "amount_ahead", "amount_back"})
#: What a period may begin with.
STARTING = frozenset(
    {"unit", "number", "date", "wholedate", "monthyear", "quarteryear", "weekday", "month", "tnum", "qnum", "offset"}
    | {"part", "half", "half_behind", "yearnum", "dashed", "holiday", "day_end"}
)
#: What tells which unit is meant: "sau ngày 15", not "sáu ngày".
DATING = frozenset({"number", "date", "wholedate", "monthyear", "yearnum", "roman"})


@dataclass(frozen=True, slots=True)
class Period:
    """What words[start:end] name: a period, or with `span` None a date that does not exist."""

    start: int
    end: int
    span: Span | None


@dataclass(frozen=True, slots=True)
class _Item:
    """Words that stand together for something: kinds of time words with their values, or a period made of them."""

    start: int
    end: int
    kinds: dict[str, Any]
    impossible: bool = False


def period(words: Sequence[Word], lexicon: Lexicon, today: date) -> Period | None:
    """The period that the words name, the one that covers most of them; None when there is none."""
    items = _items(words, lexicon)[:ITEM_LIMIT]
    if not any(item.kinds for item in items):
        return None
    for round_ in lexicon.rounds:
        items = _joined(items, round_, today)
    found = [item for item in items if item.impossible or ("span" in item.kinds and not item.kinds["span"].weak)]
    if not found:
        return None
    best = max(found, key=lambda item: (item.impossible, -_aside(item, words, today), item.end - item.start))
    return Period(best.start, best.end, None if best.impossible else best.kinds["span"])


def bare_year(words: Sequence[Word]) -> Period | None:
    """The year that stands there by its figures alone: "2024 có gì"."""
    for at, each in enumerate(words):
        if "yearnum" in _figures(each.letters):
            return Period(at, at + 1, months(int(each.letters), 1, 12, "year"))
    return None


def _aside(item: _Item, words: Sequence[Word], today: date) -> int:
    """1 for today, 2 for a day gone by, else 0: "hôm qua sếp hỏi, tháng này có gì" asks about the month.

    What has gone by and stands before a comma is as much aside: "tháng trước bận quá, tháng này có gì".
    """
    span = item.kinds.get("span")
    if span is None or span.end > today:
        return 0
    if span.end == today:
        return int(span.grain == "day")
    return 2 if span.grain == "day" or any(each.stop for each in words[item.end :]) else 0


def _items(words: Sequence[Word], lexicon: Lexicon) -> list[_Item]:
    """Every word once: the longest time words from left to right, figures read, anything else an empty item."""
    items: list[_Item] = []
    at = 0
    while at < len(words):
        matches = lexicon.times.at(words, at)
        end = max((match.end for match in matches), default=at + 1)
        kinds: dict[str, Any] = {}
        for match in matches:
            if match.end == end:
                kinds.setdefault(match.value.kind, match.value.value)
        if "until_perhaps" in kinds and words[at].accents is not None:
            kinds["until"] = kinds["until_perhaps"]
        kinds = kinds or _figures(words[at].letters)
        if words[at].stop and items and items[-1].kinds.keys() & LEADING:
            items[-1] = replace(items[-1], kinds={})
        if "hour" in kinds and items and "number" in items[-1].kinds:
            items.pop()
        elif kinds.keys() != {SKIPPED}:
            items.append(_Item(at, end, kinds))
        at = end
    return [_settled(items, at) for at in range(len(items))]


def _settled(items: Sequence[_Item], at: int) -> _Item:
    """The item there without the kinds that its neighbours speak against."""
    item = items[at]
    if len(item.kinds) < 2 and NO_YEAR not in item.kinds:
        return item
    before = items[at - 1].kinds if at else {}
    behind, beyond = (items[place].kinds if place < len(items) else {} for place in (at + 1, at + 2))
    against: Set[str] = frozenset()
    if NO_YEAR in item.kinds:
        return _Item(item.start, item.end, _of_no_year(item.kinds, before.get("unit")))
    if {"from", "number"} <= item.kinds.keys():
        against = {"from"} if "unit" in before else {"number"}
    if {"after", "number"} <= item.kinds.keys() and "unit" not in before:
        later = DATING & beyond.keys() or beyond.get("shift_after") == "0" or "unit" not in behind
        against = {"number"} if later else {"after"}
    if {"shift_after", "number"} <= item.kinds.keys() and "unit" in before:
        day = items[at - 2].kinds if at > 1 else {}
        dictated = "number" in day and not {"figure", "from"} & day.keys() and before["unit"] == "month"
        dated = "yearnum" in behind or behind.get("unit") == "year"
        against = {"shift_after"} if dictated or dated else {"number"}
    if {"unit", "number"} <= item.kinds.keys():
        counts = "unit" in before or ("unit" in behind and not {"part", "edge", "half"} & before.keys())
        against = {"unit"} if counts else {"number"}
    if LEADING & item.kinds.keys() and SHIFTING & item.kinds.keys():
        if "unit" in before:
            against = against | LEADING
        elif STARTING & behind.keys():
            against = against | SHIFTING
    if not against:
        return item
    return _Item(item.start, item.end, {kind: item.kinds[kind] for kind in item.kinds if kind not in against})


def _of_no_year(kinds: dict[str, Any], unit: str | None) -> dict[str, Any]:
    """Figures of a year that there is in no calendar of ours: behind "năm" that year, behind "tháng" a month of it."""
    if unit == "year" and "number" in kinds:
        return {"yearnum": kinds[NO_YEAR]}
    if unit in {"month", "quarter"} and "number" not in kinds:
        return {"monthyear": kinds[NO_YEAR]}
    return {kind: kinds[kind] for kind in kinds if kind != NO_YEAR}


def _figures(text: str) -> dict[str, Any]:
    """What a word of figures may stand for."""
    if text.isdecimal():
        number = int(text) if len(text) <= 4 else MANY
        if number in YEARS:
            return {"yearnum": text}
        kinds = {"number": str(min(number, MANY)), "figure": str(min(number, MANY))}
        return kinds | ({NO_YEAR: "0"} if len(text) >= 4 and _is_far(text) else {})
    if text in DASHES:
        return {"join": "1", "dash": "1"}
    if named := _LETTER_NUMBER.fullmatch(text):
        return {"qnum" if named[1] == "q" else "tnum": named[2]}
    if named := _LETTER_YEAR.fullmatch(text):
        year = named[3] if len(named[3]) == 4 else f"20{named[3]}"
        return {"quarteryear" if named[1] == "q" else "monthyear": f"{named[2]}/{year}"} if int(year) in YEARS else {}
    if named := _NUMBER_LETTER.fullmatch(text):
        return dict.fromkeys(LETTERED.get(named[2], ORDINAL), named[1])
    if _HOUR.fullmatch(text):
        return {SKIPPED: ""}
    if not (figures := _FIGURES.fullmatch(text)):
        return {}
    first, _, second, _, third = figures.groups()
    if third is None:
        return _two_figures(first, figures[2], second)
    if int(first) in YEARS:
        return {"wholedate": f"{third}/{second}/{first}"}
    year = third if len(third) == 4 else f"20{third:0>2}"
    if int(year) in YEARS:
        return {"wholedate": f"{first}/{second}/{year}"}
    return {"wholedate": f"{first}/{second}/0"} if len(third) == 4 and _is_far(third) else {}


def _is_far(year: str) -> bool:
    """Whether no calendar of ours has that year: "năm 0000", "31/12/9999"; those of the last century it has."""
    return int(year[:5]) not in CALENDAR


def _two_figures(first: str, sign: str, second: str) -> dict[str, Any]:
    """A day and a month, a month and a year, or with a dash two months or days."""
    if int(second) in YEARS:
        return {"monthyear": f"{first}/{second}"}
    if len(first) <= 2 and len(second) == 4 and _is_far(second):
        return {NO_YEAR: f"{first}/0"}
    if len(first) > 2 or len(second) > 2:
        return {}
    kinds = {"date": f"{first}/{second}"}
    if sign == "-":
        kinds["dashed"] = f"{first}-{second}"
    if int(second) > MONTHS and f"20{second}".isdecimal() and int(f"20{second}") in YEARS:
        kinds["monthshort"] = f"{first}/20{second}"
    return kinds


def _joined(items: list[_Item], rules: Round, today: date) -> list[_Item]:
    """The items with every match of the rules replaced by its period, from left to right."""
    left: list[_Item] = []
    kinds = [item.kinds for item in items]
    at = 0
    while at < len(items):
        made, used = _made(items, kinds, at, rules, today)
        left.append(made)
        at += used
    return left


def _made(items: Sequence[_Item], kinds: Sequence[Kinds], at: int, rules: Round, today: date) -> tuple[_Item, int]:
    """What the longest matching rule makes of the items from there on, and of how many; else the item itself."""
    item = items[at]
    if not item.kinds:
        return item, 1
    for match in rules.matches(kinds, at):
        end = items[at + match.used - 1].end
        try:
            span = match.make(match.found, today)
        except NoSuchDate:
            return _Item(item.start, end, {}, impossible=True), match.used
        if span is not None:
            kept = item.kinds if match.used == 1 else {}
            return _Item(item.start, end, {**kept, "span": span}), match.used
    return item, 1
