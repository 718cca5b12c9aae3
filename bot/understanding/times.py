"""Finds the period a question names: time words become items, rules join items until nothing more fits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.understanding.lexicon import Lexicon
from bot.understanding.spans import YEARS, NoSuchDate, Span
from bot.understanding.time_rules import Kinds, Round
from bot.understanding.words import Word

#: More time words than this are no question about a period.
ITEM_LIMIT = 60
#: Numbers are counted up to this; more days or months than that are all the same.
MANY = 999

_FIGURES = re.compile(r"(\d{1,4})([/.-])(\d{1,4})(?:([/.-])(\d{1,4}))?")
_LETTER_NUMBER = re.compile(r"([tq])(\d{1,2})")
_ORDINAL = re.compile(r"(\d{1,2})(st|nd|rd|th)")


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
    for round_ in lexicon.rounds:
        items = _joined(items, round_, today)
    found = [item for item in items if item.impossible or ("span" in item.kinds and not item.kinds["span"].weak)]
    if not found:
        return None
    best = max(found, key=lambda item: (item.impossible, item.end - item.start))
    return Period(best.start, best.end, None if best.impossible else best.kinds["span"])


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
        if "from" in kinds and "number" in kinds:
            del kinds["from" if items and "unit" in items[-1].kinds else "number"]
        if "until_perhaps" in kinds and words[at].accents is not None:
            kinds["until"] = kinds["until_perhaps"]
        items.append(_Item(at, end, kinds or _figures(words[at].letters)))
        at = end
    return items


def _figures(text: str) -> dict[str, Any]:
    """What a word of figures may stand for."""
    if text.isdecimal():
        number = int(text) if len(text) <= 4 else MANY
        return {"yearnum": text} if number in YEARS else {"number": str(min(number, MANY))}
    if named := _LETTER_NUMBER.fullmatch(text):
        return {f"{named[1]}num": named[2]}
    if ordinal := _ORDINAL.fullmatch(text):
        return {"number": ordinal[1]}
    if not (figures := _FIGURES.fullmatch(text)):
        return {}
    first, sign, second, next_sign, third = figures.groups()
    if third is None:
        return _two_figures(first, sign, second)
    if int(first) in YEARS:
        return {"wholedate": f"{third}/{second}/{first}"}
    if sign == "-" and next_sign != "-":
        return {"daysdashed": f"{first}/{second}/{third}"}
    year = third if len(third) == 4 else f"20{third:0>2}"
    return {"wholedate": f"{first}/{second}/{year}"} if int(year) in YEARS else {}


def _two_figures(first: str, sign: str, second: str) -> dict[str, Any]:
    if int(second) in YEARS:
        return {"monthyear": f"{first}/{second}"}
    if len(first) > 2 or len(second) > 2:
        return {}
    return {"date": f"{first}/{second}"} | ({"dashed": f"{first}-{second}"} if sign == "-" else {})


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
