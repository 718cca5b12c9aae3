"""Tables of tasks: columns in any order, group and period rows, rows cut by a page, several deadlines in a row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plans.documents.extraction.columns import Column, Head, guessed, heads_of
from plans.documents.extraction.context import Context, Scope
from plans.documents.extraction.marks import Rank, mark_of
from plans.documents.extraction.noise import cleaned
from plans.documents.extraction.passages import Passage
from plans.documents.extraction.table_rows import Row, row_tasks
from plans.documents.extraction.titles import shortened
from plans.documents.extraction.wording import composed, plain
from plans.draft import DraftTask

_ALL_YEAR = re.compile(r".*(?:thuong xuyen|ca nam|khac\b|quanh nam|hang (?:thang|quy|nam))")
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Za-z])[.)]?$")
_GROUP_NUMBER = re.compile(r"(?:[IVX]{1,6}|[A-Z])[.)]?$")
_LETTERHEAD = re.compile(r"cong hoa xa hoi chu nghia|doc lap - tu do|noi nhan")


@dataclass(frozen=True, slots=True)
class _State:
    """Where the reading of a table stands: its columns and what its last group row gives."""

    heads: tuple[Head, ...]
    scope: Scope


def table_tasks(context: Context, scope: Scope, passages: Sequence[Passage]) -> Iterator[DraftTask]:
    """The tasks of the rows; a table that goes on over the page keeps its columns."""
    heads: tuple[Head, ...] = ()
    for _, group in groupby(passages, key=lambda passage: passage.blocks[0].table):
        rows = [Row(passage, cells_of(passage), continued_of(passage)) for passage in group]
        if any(_LETTERHEAD.search(plain(row.passage.text)) for row in rows[:4]):
            continue
        tasks, heads = _one_table(context, scope, rows, heads)
        yield from tasks


def cells_of(passage: Passage) -> tuple[str, ...]:
    """The texts of the cells, their lines kept apart."""
    return tuple(
        "\n".join(" ".join(composed(line).split()) for line in cleaned(cell.text).split("\n") if line.strip())
        for cell in passage.blocks[0].cells
    )


def continued_of(passage: Passage) -> tuple[bool, ...]:
    """Which cells only repeat the cell above."""
    return tuple(cell.continued for cell in passage.blocks[0].cells)


def _one_table(
    context: Context, scope: Scope, rows: Sequence[Row], before: tuple[Head, ...]
) -> tuple[list[DraftTask], tuple[Head, ...]]:
    heads: tuple[Head, ...] = ()
    state = _State((), scope)
    tasks: list[DraftTask] = []
    pending: Row | None = None
    texts = [row.texts for row in rows]
    at, day = 0, ""
    while at < len(rows):
        found, used = heads_of(context, texts[at : at + 4])
        if found:
            heads = found
            state = replace(state, heads=heads)
            at += used
            continue
        if not state.heads:
            heads = before if before and len(before) == len(texts[at]) else guessed(context, texts[at:])
            state = replace(state, heads=heads or (Head(Column.OTHER),))
        row = replace(rows[at], next_number=_number_of(rows[at + 1], state.heads) if at + 1 < len(rows) else "")
        row = row.on_day(state.heads, day)
        day = row.when(state.heads)
        at += 1
        if pending and _goes_on(row, state.heads):
            pending = pending.joined(row)
            continue
        if pending:
            tasks += row_tasks(context, state.scope, state.heads, pending)
            pending = None
        if group := _group_of(row, state.heads):
            state = replace(state, scope=_beneath_group(context, scope, state.scope, group))
        else:
            pending = row
    if pending:
        tasks += row_tasks(context, state.scope, state.heads, pending)
    return tasks, heads


def _number_of(row: Row, heads: Sequence[Head]) -> str:
    return row.said(heads, Column.NUMBER)


def _goes_on(row: Row, heads: Sequence[Head]) -> bool:
    """Whether a row is the rest of the row before, cut by a page."""
    if row.texts and row.texts[0] and not row.continued[0]:
        first = heads[0].column if heads else Column.OTHER
        return first is not Column.NUMBER and row.texts[0][0].islower() and sum(map(bool, row.texts)) < len(row.texts)
    fresh = [at for at, text in enumerate(row.texts) if text and not row.continued[at]]
    if not fresh or row.continued[0]:
        return False
    numbered = any(head.column is Column.NUMBER for head in heads)
    timed = [
        at
        for at in fresh
        if at < len(heads) and heads[at].column in {Column.TIME, Column.TO, Column.DAY, Column.PERIOD}
    ]
    title = [row.texts[at] for at in fresh if at < len(heads) and heads[at].column is Column.TITLE]
    if any(text[0].islower() for text in title):
        return True
    if not numbered or heads[0].column is not Column.NUMBER:
        return False
    if title and re.match(r"[-+•*]\s", title[0]):
        return not timed and len(fresh) == 1
    return not timed or not title


def _group_of(row: Row, heads: Sequence[Head]) -> str:
    """The words of a row that only heads those beneath it; "" for a task."""
    fresh = [at for at, text in enumerate(row.texts) if text]
    distinct = list(dict.fromkeys(row.texts[at] for at in fresh))
    if len(row.texts) > 1 and len(distinct) == 1:
        return distinct[0] if not _only_task(row, heads, fresh[0]) else ""
    columns = {heads[at].column for at in fresh if at < len(heads)}
    if columns and columns <= {Column.NUMBER, Column.TITLE} and len(fresh) > 1 and len(row.texts) > len(fresh):
        number, title = row.said(heads, Column.NUMBER), row.said(heads, Column.TITLE)
        deeper = row.next_number.startswith(f"{number.rstrip('.')}.") and bool(number)
        if _GROUP_NUMBER.match(number) or title.isupper() or deeper or row.next_number in {"-", "+"}:
            return f"{number.rstrip('.')}. {title}"
    return ""


def _only_task(row: Row, heads: Sequence[Head], at: int) -> bool:
    """Whether the one filled cell is a task after all: in a table of two columns, or with a day in its head."""
    column = heads[at].column if at < len(heads) else Column.OTHER
    if column in {Column.PART_OF_DAY, Column.PERIOD}:
        return True
    return column is Column.TITLE and at > 0 and len(heads) > at and mark_of(row.texts[at]).rank.is_bullet


def _beneath_group(context: Context, table: Scope, scope: Scope, group: str) -> Scope:
    """The scope beneath a group row; a period stays until the next, but not for what is done all year."""
    text = " ".join(group.split())
    period = context.period(text)
    kept = scope.period if scope.period and not _ALL_YEAR.match(plain(text)) else table.period
    if scope.period is not table.period and mark_of(text).rank is Rank.ROMAN and period is None:
        kept = scope.period
    return replace(
        scope, section=shortened(text.strip(" :"), 150), period=period or kept, fills=table.fills or period is not None
    )
