"""Which of our units a plan means where it names who answers for a task.

A body is one of our units only when its wording is that unit's name or alias, but for words that change nothing
("đại diện", "thuộc Sở"). "Văn phòng UBND tỉnh" is not our Văn phòng: whatever only looks alike stays an outside body
and is reported, so that a person decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from plans.documents.text_file import listed, shortened, words
from plans.model import Body, Plan, Task, Unit
from plans.problems import Problem

_BEFORE = ("dai dien", "ca nhan", "cac ca nhan", "tap the", "toan the", "thu truong", "lanh dao", "truong", "dong chi")
_AFTER = ("thuoc so", "cua so", "so", "co quan", "thuc hien", "chu tri", "phoi hop")
_SIMILAR = 90.0
#: Shorter names (VP, QLTT) are like too many words.
_TELLING = 7
_BETWEEN = re.compile(r"\s*,\s*|\s+và\s+", re.IGNORECASE)


class UnitNames:
    """The names of a department's units, as bodies are looked up in them."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units: dict[str, Unit] = {}
        for unit in units:
            for name in (unit.name, *unit.aliases):
                self._units.setdefault(words(name), unit)
        self._units.pop("", None)

    def __bool__(self) -> bool:
        return bool(self._units)

    def find(self, wording: str) -> Unit | None:
        """The unit that is meant, or None for an outside body; the longest form that is a name decides."""
        plain = words(wording)
        return next((self._units[form] for form in _forms(plain) if form in self._units), None)

    def like(self, wording: str) -> Unit | None:
        """The unit whose name an outside body begins with or nearly is."""
        plain = words(wording)
        for name, unit in self._units.items():
            if len(name) >= _TELLING and (plain.startswith(f"{name} ") or fuzz.ratio(name, plain) >= _SIMILAR):
                return unit
        return None


def _forms(plain: str) -> Iterator[str]:
    """The wording, then without what stands before it, after it, and both."""
    starts = [plain, *(plain.removeprefix(f"{word} ") for word in _BEFORE if plain.startswith(f"{word} "))]
    yield from starts
    for start in starts:
        yield from (start.removesuffix(f" {word}") for word in _AFTER if start.endswith(f" {word}"))


def read_bodies(text: str, names: UnitNames) -> tuple[Body, ...]:
    """The bodies between semicolons; one that holds several of our units ("Công đoàn và Chi đoàn") is split."""
    return _found(listed(text), names)


def _found(wordings: Iterable[str], names: UnitNames) -> tuple[Body, ...]:
    return tuple(dict.fromkeys(body for wording in wordings for body in _split(wording, names)))


def _split(wording: str, names: UnitNames) -> tuple[Body, ...]:
    unit = names.find(wording)
    parts = [part for part in _BETWEEN.split(wording) if part]
    if unit is None and len(parts) > 1:
        found = [names.find(part) for part in parts]
        if all(found):
            return tuple(Body(part, unit.id) for part, unit in zip(parts, found, strict=True) if unit)
    return (Body(wording, unit.id if unit else None),)


def doubtful(bodies: Iterable[Body], names: UnitNames, line: int) -> Iterator[Problem]:
    """Outside bodies that look like one of our units, for a person to confirm."""
    for body in bodies:
        unit = names.like(body.wording) if body.unit is None else None
        if unit is not None:
            values = {"body": shortened(body.wording), "unit": unit.name}
            yield Problem("file.body_like_unit", values, line, shortened(body.wording))


def matched(plan: Plan, units: Iterable[Unit]) -> Plan:
    """The plan with its bodies matched to these units anew: for a new roster, or one that came after the plan."""
    names = UnitNames(units)

    def of(task: Task) -> Task:
        lead, cooperating = (_found((body.wording for body in each), names) for each in (task.lead, task.cooperating))
        return replace(task, lead=lead, cooperating=cooperating)

    return replace(plan, tasks=tuple(of(task) for task in plan.tasks))
