"""One row of a table: its task, or its tasks where it names several deadlines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plans.documents.deadlines.finding import Found
from plans.documents.extraction.acting import acting_first
from plans.documents.extraction.columns import Column, Head
from plans.documents.extraction.context import NO_UNITS, Context, Scope, Units, made, unset, until
from plans.documents.extraction.dated import with_hour
from plans.documents.extraction.labelled import named
from plans.documents.extraction.labels import Role, labels_of, said_of
from plans.documents.extraction.passages import Passage
from plans.documents.extraction.responsible import read_responsible
from plans.documents.extraction.titles import clause, is_empty, tidied
from plans.documents.extraction.wording import plain
from plans.model.plan import DeadlineKind
from plans.planning.draft import DraftDeadline, DraftTask
from plans.problems import Problem

_MARKED = re.compile(r"[xX✓✔vV*•+■●√]{1,2}$")
_BULLET_LINE = re.compile(r"(?:^|\n|(?<=[.;])\s)[-+•*–]\s*(?=\S)")
_LONGEST_GROUP = 160
_BARE_NUMBERS = re.compile(
    r"(?:\d{1,2}(?:\s*(?:[-,&+]|và|đến)\s*\d{1,2})*|[IV]{1,3}(?:\s*(?:[-,&+]|và|đến)\s*[IV]{1,3})*)$"
)
_BARE_TIME = re.compile(
    r"(?:(?:het )?(?:ngay|thang|quy|nam|cuoi|dau|giua|tuan) )?(?:\d|[ivx]+\b)|(?:cuoi|dau|giua|het) "
)
_DURATION = re.compile(r"\d+ ?(?:phut|tiet|buoi|gio|ngay(?: lam viec)?)$")
#: A row is quoted whole, wherever its date stands.
_ROW = (0, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells as texts under their heads; `continued` says which only repeat the cell above.

    `below` is what stands in the number column of the row below.
    """

    passage: Passage
    texts: tuple[str, ...]
    continued: tuple[bool, ...] = ()
    heads: tuple[Head, ...] = ()
    below: str = ""

    def has(self, *columns: Column) -> bool:
        """Whether the table has one of these columns."""
        return any(head.column in columns for head in self.heads)

    def cells(self, column: Column) -> list[str]:
        """What stands in the columns of that kind, each text once."""
        texts = (text for text, head in zip(self.texts, self.heads, strict=False) if head.column is column and text)
        return list(dict.fromkeys(texts))

    def said(self, column: Column) -> str:
        """The same in one text."""
        return "\n".join(self.cells(column))

    @property
    def number(self) -> str:
        """The row's own number."""
        return self.said(Column.NUMBER).strip(" .)-+•*")

    @property
    def title(self) -> str:
        """What is to be done; of a group and its task in two columns both, unless the group is long."""
        group, *tasks = self.cells(Column.TITLE) or [""]
        if not tasks or len(group) > _LONGEST_GROUP:
            return "\n".join(tasks) or group
        return f"{group.rstrip(' :.')}: {' '.join(tasks)}"

    @property
    def units(self) -> Units:
        """Who leads and who cooperates."""
        lead, cooperating = read_responsible("; ".join(self.cells(Column.LEAD)))
        more = read_responsible(self.said(Column.COOPERATE))
        together = dict.fromkeys((*cooperating, *more[0], *more[1]))
        return lead, tuple(body for body in together if body not in lead)

    @property
    def shared(self) -> int | None:
        """The column of days, or of times where that is the first: several rows share what is written in it once."""
        columns = [head.column for head in self.heads]
        if Column.TIME in columns and (columns[0] is Column.TIME or Column.DAY in columns):
            return columns.index(Column.TIME)
        return columns.index(Column.DAY) if Column.DAY in columns else None

    def when(self) -> str:
        """What stands in the column that a day or month of several rows is written in once."""
        shared = self.shared
        return self.texts[shared] if shared is not None and shared < len(self.texts) else ""

    def on_day(self, day: str) -> "Row":
        """The row with the day or month of the row before where its own cell is empty."""
        shared = self.shared
        if not day or shared is None or self.when() or sum(map(bool, self.texts)) < 2:  # a group row has one text
            return self
        return replace(self, texts=tuple(day if at == shared else text for at, text in enumerate(self.texts)))

    def joined(self, rest: "Row") -> "Row":
        """The row with its rest from the next page."""
        texts = []
        for at in range(max(len(self.texts), len(rest.texts))):
            head = self.texts[at] if at < len(self.texts) else ""
            tail = rest.texts[at] if at < len(rest.texts) and not rest.continued[at] else ""
            texts.append(f"{head}\n{tail}".strip() if _BULLET_LINE.match(tail) else f"{head} {tail}".strip())
        blocks = (*self.passage.blocks, *rest.passage.blocks)
        starts = (*self.passage.starts, *(len(self.passage.text) + 1 + start for start in rest.passage.starts))
        passage = replace(self.passage, text=f"{self.passage.text} {rest.passage.text}", blocks=blocks, starts=starts)
        return replace(self, passage=passage, texts=tuple(texts), below=rest.below)

    def task(self, scope: Scope, title: str, found: Found, units: Units | None = None) -> DraftTask:
        """The row's task with a deadline that it names."""
        who = self.who(scope, title) if units is None else units
        return made(scope, self.passage, _ROW, title, found.deadline, who, self.number, found.problems, found.replaces)

    def task_of(self, scope: Scope, title: str, deadline: DraftDeadline, *problems: Problem) -> DraftTask:
        """The row's task with a deadline that it doesn't name itself."""
        who = self.who(scope, title)
        return made(scope, self.passage, _ROW, tidied(title), deadline, who, self.number, problems)

    def who(self, scope: Scope, title: str) -> Units:
        """Who leads and who cooperates; in a table without bodies the one that a task's words begin with."""
        if self.has(Column.LEAD, Column.COOPERATE) or scope.units != NO_UNITS:
            return self.units
        return acting_first(title)


def row_tasks(context: Context, scope: Scope, row: Row) -> Iterator[DraftTask]:
    """The tasks of a row."""
    if lines := _side_by_side(row):
        for line in lines:
            yield from row_tasks(context, scope, line)
    elif row.has(Column.PART_OF_DAY):
        yield from _parts_of_day(context, scope, row)
    elif row.has(Column.PERIOD):
        yield from _grid(scope, row)
    elif not is_empty(row.title):
        if found := _deadlines(context, scope, row):
            exact = list(_in_words(context, replace(scope, period=found[0][0].deadline), row))
            yield from exact if _is_within(exact, found) else _timed(scope, row, found)
        elif words := _time_words(row):
            if hour := with_hour(scope, words):
                yield row.task_of(scope, row.title, hour[0])
            elif not _DURATION.match(plain(words)):
                yield row.task_of(scope, row.title, unset(words))
        else:
            yield from _untimed(context, scope, row)


def _side_by_side(row: Row) -> list[Row]:
    """The row as several where its bullets and its times are lines that belong together; none where they don't."""
    times = [at for at, head in enumerate(row.heads) if head.column is Column.TIME and at < len(row.texts)]
    count = row.texts[times[0]].count("\n") + 1 if len(times) == 1 else 0
    cells = [text.split("\n") for text in row.texts]
    bulleted = [len(lines) == count and all(map(_BULLET_LINE.match, lines)) for lines in cells]
    titles = (at for at, head in enumerate(row.heads) if head.column is Column.TITLE and at < len(row.texts))
    if count < 2 or not any(bulleted[at] for at in titles):
        return []
    spread = [each or at in times for at, each in enumerate(bulleted)]
    return [
        replace(row, texts=tuple(lines[line] if spread[at] else row.texts[at] for at, lines in enumerate(cells)))
        for line in range(count)
    ]


def _is_within(exact: Sequence[DraftTask], found: Sequence[tuple[Found, str]]) -> bool:
    """Whether the words of a task name one last day within the month of its row ("Nộp trước ngày 20/3", "Tháng 3")."""
    if len(exact) != 1 or len(found) != 1 or found[0][0].deadline.kind is not DeadlineKind.MONTH:
        return False
    day = exact[0].deadline
    return day.kind is DeadlineKind.BY and (day.date or "").startswith(f"{found[0][0].deadline.date}-")


def _time_words(row: Row) -> str:
    """The words in which a row says its time, of whatever columns."""
    first, last = row.said(Column.FROM), row.said(Column.TO)
    if last:
        return f"{f'từ {first} ' if first else ''}đến {last}" if _BARE_TIME.match(plain(last)) else last
    time = row.said(Column.TIME) or first
    if _BARE_NUMBERS.match(time):
        words = plain(_head_of(row, Column.TIME, Column.FROM))
        unit = next((name for name in ("tháng", "quý", "tuần") if plain(name) in words), "")
        time = f"{unit} {time}".strip()
    return time or " ".join(part for part in (row.said(Column.HOUR), row.said(Column.DAY)) if part)


def _head_of(row: Row, *columns: Column) -> str:
    return next((head.words for head in row.heads if head.column in columns), "")


def _deadlines(context: Context, scope: Scope, row: Row) -> list[tuple[Found, str]]:
    """The deadlines of a row with their names; a new time of a letter with the old one that it replaces."""
    day, period = row.said(Column.DAY), scope.period
    if day and row.said(Column.TIME):  # the column of its month
        period = next((one.deadline for one in context.slot(_time_words(row), period)), period)
    if period and period.date and period.kind is DeadlineKind.MONTH and _BARE_NUMBERS.match(day):
        day = f"ngày {day}/{int(period.date[-2:])}"
    if day and (found := context.slot(day, period)):
        under = replace(scope, period=found[0].deadline)
        hour = with_hour(under, row.said(Column.HOUR) or row.title)
        return [(replace(found[0], deadline=hour[0] if hour else found[0].deadline), "")]
    words, label = _time_words(row), _head_of(row, Column.TIME)
    found = tuple(replace(one, deadline=until(label, one.deadline)) for one in context.slot(words, scope.period))
    old = context.slot(row.said(Column.OLD_TIME), scope.period)
    if old and found:
        return [(replace(one, replaces=one.replaces or old[0].deadline), name) for one, name in named(words, found)]
    return list(named(words, found))


def _timed(scope: Scope, row: Row, found: Sequence[tuple[Found, str]]) -> Iterator[DraftTask]:
    """A task a deadline, named by its own bullet where there are as many; of one period a task a bullet."""
    bullets = [part for part in (tidied(part) for part in _BULLET_LINE.split(row.title)) if not is_empty(part)]
    if len(found) > 1:
        titles = bullets if len(bullets) == len(found) else [tidied(row.title)] * len(found)
        for (one, name), title in zip(found, titles, strict=True):
            yield row.task(scope, f"{title}: {name}" if name else title, one)
        return
    one, name = found[0]
    each = not row.has(Column.NUMBER) and len(bullets) > 1 and len(_BULLET_LINE.findall(row.title)) == len(bullets)
    for title in bullets if each else [tidied(row.title)]:
        yield row.task(scope, f"{title}: {name}" if name else title, one)


def _untimed(context: Context, scope: Scope, row: Row) -> Iterator[DraftTask]:
    """A row that says no time in a column of its own: its words may, else the heading above the table does."""
    tasks = list(_labelled(context, scope, row)) or list(_in_words(context, scope, row))
    if tasks:
        yield from tasks
    elif noted := [one for text in row.cells(Column.OTHER) for one in context.prose(text, scope.period)]:
        yield row.task(scope, tidied(row.title), noted[0])
    elif scope.period and scope.fills:
        yield row.task_of(scope, row.title, scope.period)
    elif row.has(Column.TIME, Column.TO, Column.FROM) and row.units != NO_UNITS:
        yield row.task_of(scope, row.title, unset(""), Problem("reading.no_time"))


def _labelled(context: Context, scope: Scope, row: Row) -> Iterator[DraftTask]:
    """A cell with labels: "Xây dựng kế hoạch. Thời gian: tháng 3. Chủ trì: Văn phòng"."""
    text = row.said(Column.TITLE)
    labels = labels_of(text)
    lead = [body for label in labels if label.role is Role.LEAD for body in read_responsible(said_of(text, label))[0]]
    for label in labels:
        if label.role is Role.TIME:
            for one, name in named(said_of(text, label), context.slot(said_of(text, label), scope.period)):
                title = tidied(text[: labels[0].start])
                units = (tuple(lead), ()) if lead else None
                yield row.task(scope, f"{title}: {name}" if name else title, one, units)


def _in_words(context: Context, scope: Scope, row: Row) -> Iterator[DraftTask]:
    """The deadlines in the words of the task itself."""
    text = row.title
    found = context.prose(text, scope.period)
    last = 0
    for index, one in enumerate(found):
        stop = found[index + 1].start if index + 1 < len(found) else len(text)
        before, after = (part.replace("\n", "; ") for part in (text[last : one.start], text[one.end : stop]))
        last, follows = one.end, bool(last)
        yield row.task(scope, clause(before, after, follows), one)


def _grid(scope: Scope, row: Row) -> Iterator[DraftTask]:
    """Months side by side: crosses under them say when, words under them say what."""
    run: list[DraftDeadline] = []
    for at in range(len(row.heads) + 1):
        text = row.texts[at] if at < min(len(row.texts), len(row.heads)) else ""
        period = row.heads[at].period if at < len(row.heads) else None
        if period and _MARKED.match(text):
            run.append(period)
            continue
        if run:
            yield row.task_of(scope, row.title, _spanned(run))
            run = []
        if period and not is_empty(text):
            yield row.task_of(scope, text, period)


def _spanned(run: Sequence[DraftDeadline]) -> DraftDeadline:
    if len(run) == 1:
        return run[0]
    first, last = run[0], run[-1]
    return DraftDeadline(DeadlineKind.RANGE, f"{first.date}/{last.date}", f"{first.wording} - {last.wording}")


def _parts_of_day(context: Context, scope: Scope, row: Row) -> Iterator[DraftTask]:
    """A day's row with what is done in the morning and in the afternoon."""
    day = context.slot(row.said(Column.DAY) or (row.texts[0] if row.texts else ""), scope.period)
    if not day:
        return
    under = replace(scope, period=day[0].deadline)
    for text, head in zip(row.texts, row.heads, strict=False):
        if head.column is not Column.PART_OF_DAY:
            continue
        for line in re.split(r"\n|(?<=[.;])\s+(?=[-+•]\s)", text):
            said = re.sub(r"^[-+•*–]\s*", "", line)
            hour = with_hour(under, said)
            deadline, start = hour or (day[0].deadline, 0)
            if not is_empty(said[start:]):
                yield made(scope, row.passage, _ROW, tidied(said[start:]), deadline)
