"""From named entries to a plan, with everything that is wrong found in one go."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR
from plans.documents.bodies import UnitNames, doubtful, read_bodies
from plans.documents.deadlines.exact import read_exact
from plans.documents.deadlines.wording import read_deadline
from plans.documents.plan_entries import (
    ABOUT_WORDS,
    BY_HAND,
    KIND_WORDS,
    NOBODY,
    OPENS_WORDS,
    ROLLING_WORDS,
    YES_WORDS,
    Entry,
    Head,
    Key,
)
from plans.documents.text_file import hides, limited, listed, shortened, slug, tidy, words
from plans.model.people import Unit
from plans.model.plan import Body, Deadline, DeadlineKind, Plan, Rule, Source, Target, Task, TaskKind, Topic
from plans.problems import Problem

T = TypeVar("T")
U = TypeVar("U")

MAX_ENTRIES = 500
MAX_VALUE = 4000
MAX_TASK_ID, MAX_PLAN_ID = 32, 64

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_QUOTED = r" ?: ?[\"“”„«»'‘’](?P<quote>.*)[\"“”„«»'‘’]"
_SOURCE = re.compile(
    r"(?:(?P<document>.+?), )??(?:trang (?P<page>\d{1,7}), )?(?:b[aả]ng (?P<table>\d{1,7}), )?"
    rf"(?:h[aà]ng (?P<row>\d{{1,7}}), )?d[oò]ng (?P<line>\d{{1,7}}){_QUOTED}",
    re.IGNORECASE,
)
_BY_HAND = re.compile(rf"{BY_HAND}{_QUOTED}", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,6}(?:[.,]\d{1,20})?(?:e-\d{1,3})?) ?%")
_COUNT = re.compile(r"\d{1,9}")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2})")
_NO_DEADLINE = Deadline(DeadlineKind.UNSET, date(EARLIEST_YEAR, 1, 1), date(EARLIEST_YEAR, 12, 31), "")


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """What reading gave. Without a plan, `problems` must be mended first; with one, they are doubts to look at."""

    plan: Plan | None
    problems: tuple[Problem, ...]


def read_entries(entries: list[Entry], faults: list[Problem], document: str, units: Iterable[Unit]) -> ReadPlan:
    """The plan that the entries make; `faults` are those already found in the file called `document`."""
    heads = [entry for entry in entries if entry.head is Head.PLAN]
    if not heads:
        return ReadPlan(None, limited([*faults, Problem("file.no_plan_head")]))
    if len(entries) > MAX_ENTRIES:
        return ReadPlan(None, (Problem("file.too_many_entries", {"limit": str(MAX_ENTRIES)}, entries[-1].line),))
    reader = _Reader(heads[0], document, UnitNames(units))
    plan = reader.plan(entries)
    found = [*faults, *reader.faults]
    return ReadPlan(None, limited(found)) if found else ReadPlan(plan, limited(reader.doubts))


def read_day(text: str) -> date | None:
    """A day written with figures, 29/02/2024 or 2024-02-29; None when there is no such day."""
    found = _DAY.fullmatch(text.replace(" ", ""))
    if found is None:
        return None
    day, month, year = found.group(1, 2, 3) if found[3] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


class _Reader:
    """Collects what is wrong while it reads; every method gives a value of the right type whatever happens."""

    def __init__(self, head: Entry, document: str, names: UnitNames) -> None:
        self.faults: list[Problem] = []
        self.doubts: list[Problem] = []
        self.names = names
        self.head = head
        self.document = self.text(head, Key.DOCUMENT) or tidy(document)
        self.year = self.read_year()

    def fault(self, code: str, entry: Entry, at: Key | None = None, /, **values: str) -> None:
        place = entry.values.get(at, entry) if at else entry
        shown = {name: shortened(text) for name, text in values.items()}
        self.faults.append(Problem(code, shown, place.line, shortened(place.quote)))

    def doubt(self, code: str, entry: Entry, wording: str) -> None:
        """Something about a deadline that a person should look at."""
        place = entry.values[Key.DEADLINE]
        values = {"wording": shortened(wording), "year": str(self.year)}
        self.doubts.append(Problem(code, values, place.line, shortened(place.quote)))

    # ------------------------------------------------------------ the whole

    def plan(self, entries: list[Entry]) -> Plan:
        self.check_texts(entries)
        plan = Plan(
            id=self.id(self.head, MAX_PLAN_ID),
            title=self.required(self.head, Key.TITLE),
            agency=self.required(self.head, Key.AGENCY),
            year=self.year,
            tasks=tuple(self.task(entry) for entry in entries if entry.head is Head.TASK),
            rules=tuple(self.rule(entry) for entry in entries if entry.head is Head.RULE),
            targets=tuple(self.target(entry) for entry in entries if entry.head is Head.TARGET),
            topics=tuple(self.topic(entry) for entry in entries if entry.head in {Head.TOPIC, Head.ABSENT}),
            number=self.text(self.head, Key.NUMBER) or None,
            issued=self.issued(),
            document=self.document,
        )
        if not plan.tasks:
            self.fault("file.no_tasks", self.head)
        self.check_together(entries)
        return plan

    def read_year(self) -> int:
        text = self.required(self.head, Key.YEAR)
        if re.fullmatch(r"\d{4}", text, re.ASCII) and EARLIEST_YEAR <= int(text) <= LATEST_YEAR:
            return int(text)
        if text:
            self.fault("file.bad_year", self.head, Key.YEAR, value=text)
        return EARLIEST_YEAR

    def issued(self) -> date | None:
        text = self.text(self.head, Key.ISSUED)
        day = read_day(text)
        if text and day is None:
            self.fault("file.bad_day", self.head, Key.ISSUED, value=text)
        return day

    def task(self, entry: Entry) -> Task:
        return Task(
            id=self.id(entry, MAX_TASK_ID),
            number=self.text(entry, Key.ORDINAL),
            section=self.text(entry, Key.SECTION),
            title=self.required(entry, Key.CONTENT),
            deadline=self.deadline(entry),
            kind=self.choice(entry, Key.KIND, KIND_WORDS, TaskKind.OTHER),
            lead=self.leads(entry),
            cooperating=self.bodies(entry, Key.COOPERATING, self.text(entry, Key.COOPERATING)),
            source=self.source(entry, Key.DEADLINE),
            opens=self.choice(entry, Key.OPENS, OPENS_WORDS, None),
            aliases=listed(self.text(entry, Key.ALIASES)),
            withdrawn=self.choice(entry, Key.WITHDRAWN, YES_WORDS, False),
        )

    def topic(self, entry: Entry) -> Topic:
        tasks = listed(self.required(entry, Key.TASKS)) if entry.head is Head.TOPIC else ()
        return Topic(self.id(entry, MAX_TASK_ID), listed(self.required(entry, Key.NAMES)), tasks)

    def rule(self, entry: Entry) -> Rule:
        self.required(entry, Key.ABOUT)
        return Rule(self.choice(entry, Key.ABOUT, ABOUT_WORDS, ""), self.source(entry, Key.ABOUT))

    def target(self, entry: Entry) -> Target:
        level = self.required(entry, Key.LEVEL)
        percent, count = _PERCENT.fullmatch(level), _COUNT.fullmatch(level)
        if level and not percent and not count:
            self.fault("file.bad_level", entry, Key.LEVEL, value=level)
        return Target(
            subject=self.required(entry, Key.CONTENT),
            percent=float(percent[1].replace(",", ".")) if percent else None,
            count=int(level) if count else None,
            scope=self.text(entry, Key.SCOPE),
            source=self.source(entry, Key.CONTENT),
        )

    # ------------------------------------------------------------ one value

    def text(self, entry: Entry, key: Key) -> str:
        """The value, cut where `check_texts` has already found it too long."""
        value = entry.values.get(key)
        return value.text[:MAX_VALUE] if value else ""

    def required(self, entry: Entry, key: Key) -> str:
        if key not in entry.values:
            self.fault("file.missing", entry, field=key)
        return self.text(entry, key)

    def id(self, entry: Entry, limit: int) -> str:
        id = self.text(entry, Key.ID)
        named = (self.text(entry, key) for key in (Key.ID, Key.CONTENT, Key.TITLE, Key.NAMES))
        suggestion = next((found for found in (slug(name, limit) for name in named) if found), "bc_so_ket")
        if not id:
            self.fault("file.no_id", entry, suggestion=suggestion)
        elif len(id) > limit or not _ID.fullmatch(id):
            self.fault("file.bad_id", entry, Key.ID, id=id, limit=str(limit), suggestion=suggestion)
        return id

    def choice(self, entry: Entry, key: Key, choices: Mapping[T, tuple[str, ...]], otherwise: U) -> T | U:
        said = words(self.text(entry, key))
        for value, forms in choices.items():
            if said in {words(form) for form in forms}:
                return value
        if key in entry.values:
            known = "; ".join(forms[0] for forms in choices.values())
            self.fault("file.unknown_choice", entry, key, field=key, value=self.text(entry, key), choices=known)
        return otherwise

    def deadline(self, entry: Entry) -> Deadline:
        wording = self.required(entry, Key.DEADLINE)
        if not wording:
            return _NO_DEADLINE
        exact = self.text(entry, Key.EXACT)
        if exact:
            said = read_exact(exact, wording)
            if said is None:
                self.fault("file.bad_exact", entry, Key.EXACT, value=exact)
            return replace(said or _NO_DEADLINE, rule=self.rolling(entry))
        found = read_deadline(wording, self.text(entry, Key.SECTION), self.year)
        if isinstance(found, Problem):
            self.fault(found.code, entry, Key.DEADLINE, **found.values)
            return _NO_DEADLINE
        if Key.YEAR in self.head.values and not self.year <= found.end.year <= self.year + 1:
            self.doubt("file.deadline_far_year", entry, wording)
        if found.kind is DeadlineKind.UNSET and _DAY.search(wording):
            self.doubt("file.unset_names_day", entry, wording)
        return replace(found, rule=self.rolling(entry))

    def rolling(self, entry: Entry) -> str:
        return self.choice(entry, Key.ROLLING, ROLLING_WORDS, "")

    def leads(self, entry: Entry) -> tuple[Body, ...]:
        text = self.required(entry, Key.LEAD)
        return () if words(text) == words(NOBODY) else self.bodies(entry, Key.LEAD, text)

    def bodies(self, entry: Entry, key: Key, text: str) -> tuple[Body, ...]:
        found = read_bodies(text, self.names)
        if key in entry.values:
            self.doubts.extend(doubtful(found, self.names, entry.values[key].line))
        return found

    def source(self, entry: Entry, otherwise: Key) -> Source:
        """Where the paper says it; a plan that names no paper is its own source, at the line of `otherwise`."""
        text = self.text(entry, Key.SOURCE)
        if found := _BY_HAND.fullmatch(text):
            return Source("", 0, found["quote"])
        if found := _SOURCE.fullmatch(text):
            page, table, row = (int(found[name] or 0) for name in ("page", "table", "row"))
            return Source(found["document"] or self.document, int(found["line"]), found["quote"], page, table, row)
        own = entry.values.get(otherwise)
        if text:
            self.fault("file.bad_source", entry, Key.SOURCE, value=text)
        elif Key.DOCUMENT in self.head.values:
            self.fault("file.no_source", entry)
        return Source(self.document, own.line if own else entry.line, own.quote if own else entry.quote)

    # ------------------------------------------------------------ what only shows when all is read

    def check_texts(self, entries: list[Entry]) -> None:
        for entry in entries:
            for key, value in entry.values.items():
                if hides(value.text):
                    self.fault("file.hidden_character", entry, key, field=key)
                elif len(value.text) > MAX_VALUE:
                    self.fault("file.too_long", entry, key, field=key, limit=str(MAX_VALUE))

    def check_together(self, entries: list[Entry]) -> None:
        tasks = [entry for entry in entries if entry.head is Head.TASK]
        named = [entry for entry in entries if entry.head in {Head.TASK, Head.TOPIC, Head.ABSENT}]
        # A withdrawn task keeps its names and number, which the one that took its place may bear as well.
        standing = [entry for entry in named if Key.WITHDRAWN not in entry.values]
        for again in [entry for entry in entries if entry.head is Head.PLAN][1:]:
            self.fault("file.second_plan", again)
        self.check_twice(named, Key.ID)
        self.check_twice([entry for entry in tasks if entry in standing], Key.ORDINAL, Key.SECTION)
        self.check_names(standing)
        known = {self.text(entry, Key.ID) for entry in tasks}
        for entry in named:
            for task in listed(self.text(entry, Key.TASKS)):
                if task not in known:
                    self.fault("file.unknown_task", entry, Key.TASKS, task=task)

    def check_twice(self, entries: list[Entry], key: Key, under: Key | None = None) -> None:
        """Complain of what two entries have in common; with `under`, of those that have that in common, too."""
        first: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            text = self.text(entry, key)
            same = text, self.text(entry, under) if under else ""
            if text and first.setdefault(same, entry) is not entry:
                self.fault("file.twice", entry, key, field=key, value=text, line=str(first[same].line))

    def check_names(self, entries: list[Entry]) -> None:
        first: dict[str, Entry] = {}
        for entry in entries:
            key = Key.ALIASES if entry.head is Head.TASK else Key.NAMES
            for name in listed(self.text(entry, key)):
                if words(name) and first.setdefault(words(name), entry) is not entry:
                    line = str(first[words(name)].line)
                    self.fault("file.name_twice", entry, key, name=name, line=line)
