"""The grammar of time: patterns of ``locales/<language>/understanding/rules.toml``, as one tree for each round.

A pattern names kinds of time words, "?" marks what may be missing, "!" at its end what must not follow, "{…}" stands
for each of several pieces. Periods are made first, then their parts, then what stands around them ("từ … đến …",
"trước …"). The longest match wins, then the earlier rule.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from bot.understanding.time.makers import PERIOD_MAKERS, Found, Make
from bot.understanding.time.parts import PART_MAKERS
from bot.understanding.time.ranges import RANGE_MAKERS
from bot.understanding.time.spans import Span
from bot.understanding.time.weeks import WEEK_MAKERS

ROUNDS = ("periods", "parts", "around")
#: Every maker by the name it has in ``rules.toml``.
MAKERS: Mapping[str, Make] = {**PERIOD_MAKERS, **WEEK_MAKERS, **PART_MAKERS, **RANGE_MAKERS}
#: Before a kind of word that must not follow.
NOT = "!"

Kinds = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Match:
    """So many items that a rule takes, its place among the rules, its maker, and what it found for it."""

    used: int
    order: int
    make: Make
    found: Found


@dataclass(slots=True)
class _Node:
    branches: dict[str, list[tuple[str, "_Node"]]] = field(default_factory=dict)
    unless: dict[str, "_Node"] = field(default_factory=dict)
    ends: tuple[int, Make] | None = None

    def branch(self, kind: str, wanted: str) -> "_Node":
        """The node behind this kind of word, made where there is none yet."""
        if kind.startswith(NOT):
            return self.unless.setdefault(kind.removeprefix(NOT), _Node())
        nodes = self.branches.setdefault(kind, [])
        found = next((node for value, node in nodes if value == wanted), None)
        if found is None:
            nodes.append((wanted, found := _Node()))
        return found


class Round:
    """The rules of one round, found from any item on."""

    def __init__(self, rules: Iterable[tuple[Sequence[str], str]]) -> None:
        self._root = _Node()
        for order, (pattern, maker) in enumerate(rules):
            node = self._root
            for atom in pattern:
                kind, _, wanted = atom.partition("=")
                node = node.branch(kind, wanted)
            if node.ends is None:
                node.ends = order, MAKERS[maker]

    def matches(self, items: Sequence[Kinds], at: int) -> list[Match]:
        """Every rule that fits the items from there on, the longest first, then the earlier."""
        found = [
            Match(used, *node.ends, _by_kind(seen))
            for node, used, seen in _walk(self._root, items, at, ())
            if node.ends is not None
        ]
        return sorted(found, key=lambda match: (-match.used, match.order))


def rounds(files: Iterable[Mapping[str, Any]]) -> tuple[Round, ...]:
    """The rounds of the rule files of one or more languages, read one after the other."""
    files = tuple(files)
    return tuple(Round(rule for file in files for rule in rules_of(file, name)) for name in ROUNDS)


def rules_of(file: Mapping[str, Any], name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The rules of one round of a rule file: every row of kinds and the name of what it makes."""
    for written, maker in file.get(name, {}).items():
        if maker not in MAKERS:
            raise ValueError(f"rules.toml: {written!r} makes {maker!r}; what can be made: {', '.join(sorted(MAKERS))}")
        for pattern in _patterns(written, file.get("pieces", {})):
            yield pattern, maker


def _patterns(written: str, pieces: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Every row of kinds that a pattern as written stands for."""
    if named := re.search(r"\{(\w*)\}", written):
        if named[1] not in pieces:
            raise ValueError(f"rules.toml: {written!r}: {named[0]} stands for nothing under [pieces]")
        for piece in pieces[named[1]]:
            yield from _patterns(f"{written[: named.start()]}{piece}{written[named.end() :]}", pieces)
        return
    choices = [(atom[:-1], "") if atom.endswith("?") else (atom,) for atom in written.split()]
    for chosen in product(*choices):
        yield tuple(filter(None, chosen))


def _walk(
    node: _Node, items: Sequence[Kinds], at: int, seen: tuple[tuple[str, Any], ...]
) -> Iterator[tuple[_Node, int, tuple[tuple[str, Any], ...]]]:
    """Every node that the items from there on lead to, with how many they were and what stood in them."""
    if seen:
        yield node, len(seen), seen
    for kind, following in node.unless.items():
        if at >= len(items) or kind not in items[at]:
            yield from _walk(following, items, at, seen)
    if at < len(items):
        for kind, value in items[at].items():
            for wanted, following in node.branches.get(kind, ()):
                if not wanted or (value.grain if isinstance(value, Span) else value) == wanted:
                    yield from _walk(following, items, at + 1, (*seen, (kind, value)))


def _by_kind(seen: Iterable[tuple[str, Any]]) -> Found:
    found: dict[str, list[Any]] = {}
    for kind, value in seen:
        found.setdefault(kind, []).append(value)
    return found
