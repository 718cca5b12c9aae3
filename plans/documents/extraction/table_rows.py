"""One row of a table: its task, or its tasks where it names several deadlines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plans.documents.extraction.columns import Column, Head
from plans.documents.extraction.context import NO_UNITS, Context, Scope, Units, made, unset, until
from plans.documents.extraction.dated import with_hour
from plans.documents.extraction.dates import Found
from plans.documents.extraction.labelled import named
from plans.documents.extraction.passages import Passage
from plans.documents.extraction.responsible import read_responsible
from plans.documents.extraction.titles import clause, is_empty, tidied
from plans.documents.extraction.wording import plain
from plans.draft import DraftDeadline, DraftTask
from plans.model import DeadlineKind
from plans.problems import Problem

_MARKED = re.compile(r"[xX✓✔vV*•+■●√]{1,2}$")
_BULLET_LINE = re.compile(r"(?:^|\n|(?<=[.;])\s)[-+•*–]\s*(?=\S)")
_BARE_NUMBERS = re.compile(r"\d{1,2}(?:\s*(?:[-,&+]|và|đến)\s*\d{1,2})*$")
_DURATION = re.compile(r"\d+ ?(?:phut|tiet|buoi|gio|ngay(?: lam viec)?)$")
#: A row is quoted whole, wherever its date stands.
_ROW = (0, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells as texts; `continued` says which only repeat the cell above."""

    passage: Passage
    texts: tuple[str, ...]
    continued: tuple[bool, ...] = ()
    next_number: str = ""

    def said(self, heads: Sequence[Head], column: Column) -> str:
        """What stands in the columns of that kind."""
        texts = (text for text, head in zip(self.texts, heads, strict=False) if head.column is column and text)
        return "\n".join(dict.fromkeys(texts))

    def when(self, heads: Sequence[Head]) -> str:
        """What stands in the column that a day or month of several rows is written in once."""
        shared = _shared(heads)
        return next((text for text, head in zip(self.texts, heads, strict=False) if head is shared), "")

    def on_day(self, heads: Sequence[Head], day: str) -> "Row":
        """The row with the day or month of the row before where its own cell is empty."""
        shared = _shared(heads)
        if not day or shared is None or self.when(heads) or sum(map(bool, self.texts)) < 2:  # a group row has one text
            return self
        texts = (day if head is shared else text for text, head in zip(self.texts, heads, strict=False))
        return replace(self, texts=(*texts, *self.texts[len(heads) :]))

    def joined(self, rest: "Row") -> "Row":
        """The row with its rest from the next page."""
        width = max(len(self.texts), len(rest.texts))
        texts = []
        for at in range(width):
            head = self.texts[at] if at < len(self.texts) else ""
            tail = rest.texts[at] if at < len(rest.texts) and not rest.continued[at] else ""
            texts.append(f"{head} {tail}".strip() if not _BULLET_LINE.match(tail) else f"{head}\n{tail}".strip())
        blocks = (*self.passage.blocks, *rest.passage.blocks)
        starts = (*self.passage.starts, *(len(self.passage.text) + 1 + start for start in rest.passage.starts))
        passage = replace(self.passage, text=f"{self.passage.text} {rest.passage.text}", blocks=blocks, starts=starts)
        return replace(self, passage=passage, texts=tuple(texts), next_number=rest.next_number)


def _shared(heads: Sequence[Head]) -> Head | None:
    """The column of days, or of times where that is the first: several rows share what is written in it once."""
    if heads and heads[0].column is Column.TIME:
        return heads[0]
    return next((head for head in heads if head.column is Column.DAY), None)


def row_tasks(context: Context, scope: Scope, heads: Sequence[Head], row: Row) -> Iterator[DraftTask]:
    """The tasks of a row."""
    columns = {head.column for head in heads}
    units = _units(heads, row)
    number = row.said(heads, Column.NUMBER).rstrip(".)")
    if Column.PART_OF_DAY in columns:
        yield from _parts_of_day(context, scope, heads, row)
        return
    title = row.said(heads, Column.TITLE)
    if is_empty(title) and Column.PERIOD not in columns:
        return
    found = _deadlines(context, scope, heads, row)
    if Column.PERIOD in columns:
        yield from _grid(scope, heads, row, title, units, number)
    elif found:
        yield from _timed(scope, heads, row, found, title, units, number)
    elif words := _time_words(heads, row):
        if not _DURATION.match(plain(words)):
            yield made(scope, row.passage, _ROW, tidied(title), unset(words), units, number)
    else:
        yield from _untimed(context, scope, heads, row, title, units, number)


def _units(heads: Sequence[Head], row: Row) -> Units:
    lead, cooperating = read_responsible(row.said(heads, Column.LEAD))
    more = read_responsible(row.said(heads, Column.COOPERATE))
    together = dict.fromkeys((*cooperating, *more[0], *more[1]))
    return lead, tuple(body for body in together if body not in lead)


def _time_words(heads: Sequence[Head], row: Row) -> str:
    """The words in which a row says its time, of whatever columns."""
    day, hour = row.said(heads, Column.DAY), row.said(heads, Column.HOUR)
    first, last = row.said(heads, Column.FROM), row.said(heads, Column.TO)
    if first and last:
        return f"từ {first} đến {last}"
    if last:
        return f"đến {last}"
    time = row.said(heads, Column.TIME) or first
    if _BARE_NUMBERS.match(time):
        words = plain(next((head.words for head in heads if head.column in {Column.TIME, Column.FROM}), ""))
        unit = next((name for name in ("tháng", "quý", "tuần") if plain(name) in words), "")
        time = f"{unit} {time}".strip()
    return time or " ".join(part for part in (hour, day) if part)


def _deadlines(context: Context, scope: Scope, heads: Sequence[Head], row: Row) -> list[tuple[Found, str]]:
    """The deadlines of a row with their names; a new time of a letter with the old one that it replaces."""
    day = row.said(heads, Column.DAY)
    if day and (found := context.slot(day, scope.period)):
        hour = with_hour(
            replace(scope, period=found[0].deadline), row.said(heads, Column.HOUR) or row.said(heads, Column.TITLE)
        )
        return [(replace(found[0], deadline=hour[0] if hour else found[0].deadline), "")]
    words = _time_words(heads, row)
    label = next((head.words for head in heads if head.column is Column.TIME), "")
    found = tuple(replace(one, deadline=until(label, one.deadline)) for one in context.slot(words, scope.period))
    old = context.slot(row.said(heads, Column.OLD_TIME), scope.period)
    if old and found:
        return [(replace(one, replaces=one.replaces or old[0].deadline), name) for one, name in named(words, found)]
    return list(named(words, found))


def _timed(
    scope: Scope,
    heads: Sequence[Head],
    row: Row,
    found: Sequence[tuple[Found, str]],
    title: str,
    units: Units,
    number: str,
) -> Iterator[DraftTask]:
    titles = _titles(heads, title, [one for one, _ in found])
    for (one, name), said in titles if len(found) == 1 else zip(found, [said for _, said in titles], strict=False):
        full = f"{said}: {name}" if name else said
        yield made(scope, row.passage, _ROW, full, one.deadline, units, number, one.problems, one.replaces)


def _titles(heads: Sequence[Head], title: str, found: Sequence[Found]) -> list[tuple[tuple[Found, str], str]]:
    """The titles of a row's deadlines: a bullet each where there are as many, or where a period has several."""
    bullets = [part for part in (tidied(part) for part in _BULLET_LINE.split(title)) if not is_empty(part)]
    whole = tidied(title)
    if len(found) > 1:
        matched = bullets if len(bullets) == len(found) else [whole] * len(found)
        return [((one, ""), said) for one, said in zip(found, matched, strict=True)]
    unnumbered = all(head.column is not Column.NUMBER for head in heads)
    if unnumbered and len(bullets) > 1 and len(_BULLET_LINE.findall(title)) == len(bullets):
        return [((found[0], ""), said) for said in bullets]
    return [((found[0], ""), whole)]


def _untimed(
    context: Context, scope: Scope, heads: Sequence[Head], row: Row, title: str, units: Units, number: str
) -> Iterator[DraftTask]:
    """A row that says no time in a column of its own: its words may, else the heading above the table does."""
    found = context.prose(title, scope.period)
    if found:
        last = 0
        for index, one in enumerate(found):
            stop = found[index + 1].start if index + 1 < len(found) else len(title)
            said = clause(
                title[last : one.start].replace("\n", "; "), title[one.end : stop].replace("\n", "; "), bool(last)
            )
            last = one.end
            yield made(scope, row.passage, _ROW, said, one.deadline, units, number, one.problems, one.replaces)
        return
    timed = any(head.column in {Column.TIME, Column.TO, Column.FROM} for head in heads)
    if scope.period and scope.fills:
        yield made(scope, row.passage, _ROW, tidied(title), scope.period, units, number)
    elif timed and units != NO_UNITS:
        yield made(scope, row.passage, _ROW, tidied(title), unset(""), units, number, (Problem("reading.no_time"),))


def _grid(scope: Scope, heads: Sequence[Head], row: Row, title: str, units: Units, number: str) -> Iterator[DraftTask]:
    """Months side by side: crosses under them say when, words under them say what."""
    run: list[DraftDeadline] = []
    for at in range(len(heads) + 1):
        text = row.texts[at] if at < min(len(row.texts), len(heads)) else ""
        period = heads[at].period if at < len(heads) else None
        if period and _MARKED.match(text):
            run.append(period)
            continue
        if run:
            yield made(scope, row.passage, _ROW, tidied(title), _spanned(run), units, number)
            run = []
        if period and not is_empty(text):
            yield made(scope, row.passage, _ROW, tidied(text), period, units, number)


def _spanned(run: Sequence[DraftDeadline]) -> DraftDeadline:
    if len(run) == 1:
        return run[0]
    first, last = run[0], run[-1]
    return DraftDeadline(DeadlineKind.RANGE, f"{first.date}/{last.date}", f"{first.wording} - {last.wording}")


def _parts_of_day(context: Context, scope: Scope, heads: Sequence[Head], row: Row) -> Iterator[DraftTask]:
    """A day's row with what is done in the morning and in the afternoon."""
    day = context.slot(row.said(heads, Column.DAY) or (row.texts[0] if row.texts else ""), scope.period)
    if not day:
        return
    under = replace(scope, period=day[0].deadline)
    for text, head in zip(row.texts, heads, strict=False):
        if head.column is not Column.PART_OF_DAY:
            continue
        for line in re.split(r"\n|(?<=[.;])\s+(?=[-+•]\s)", text):
            said = re.sub(r"^[-+•*–]\s*", "", line)
            hour = with_hour(under, said)
            deadline, start = hour or (day[0].deadline, 0)
            if not is_empty(said[start:]):
                yield made(scope, row.passage, _ROW, tidied(said[start:]), deadline)
