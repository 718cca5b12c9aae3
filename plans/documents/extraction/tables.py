"""Tables of tasks: columns in any order, group and period rows, rows cut by a page, several deadlines in a row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from plans.documents.extraction.columns import Column, Head, guessed, heads_of
from plans.documents.extraction.context import Context, Scope
from plans.documents.extraction.dated import day_head
from plans.documents.extraction.marks import Rank, mark_of
from plans.documents.extraction.noise import cleaned
from plans.documents.extraction.passages import Passage
from plans.documents.extraction.table_rows import Row, row_tasks
from plans.documents.extraction.titles import shortened
from plans.documents.extraction.wording import composed, plain
from plans.planning.draft import DraftDeadline, DraftTask

_ALL_YEAR = re.compile(r".*(?:thuong xuyen|ca nam|khac\b|quanh nam|hang (?:thang|quy|nam))")
#: A head has at most so many rows.
_LONGEST_HEAD = 4
#: A group with a figure ends with the next figure ("2. Công tác kiểm tra", then row 3).
_GROUP = re.compile(r"\d{1,2}\. ")
_GROUP_NUMBER = re.compile(r"(?:[IVX]{1,6}|[A-Z])[.)]?$")
_DITTO = re.compile(r"(?i)\W*(?:nt|n/t|như (?:dòng |mục )?trên)\W*|[-–]?\s*(?:[\"”″〃]|''|//)\s*[-–]?")
_LETTERHEAD = re.compile(r"cong hoa xa hoi chu nghia|doc lap - tu do|noi nhan")


def table_tasks(context: Context, scope: Scope, passages: Sequence[Passage]) -> Iterator[DraftTask]:
    """The tasks of the rows; a table that goes on over the page keeps its columns."""
    heads: tuple[Head, ...] = ()
    for rows in _whole_tables(passages):
        tasks, heads = _one_table(context, scope, list(_without_dittos(rows)), heads)
        yield from tasks


def _whole_tables(passages: Iterable[Passage]) -> list[list[Row]]:
    """The rows of each table; one that begins with the head of the table before is the rest of it on the next page."""
    tables: list[list[Row]] = []
    for _, group in groupby(passages, key=lambda passage: passage.blocks[0].table):
        rows = [Row(passage, cells_of(passage), continued_of(passage)) for passage in group]
        if any(_LETTERHEAD.search(plain(row.passage.text)) for row in rows[:_LONGEST_HEAD]):
            continue
        if tables and any(_written(row) == _written(rows[0]) for row in tables[-1][:_LONGEST_HEAD]):
            tables[-1] += rows
        else:
            tables.append(rows)
    return tables


def _written(row: Row) -> list[str]:
    return [plain(text) for text in row.texts]


def cells_of(passage: Passage) -> tuple[str, ...]:
    """The texts of the cells, their lines kept apart."""
    return tuple(
        "\n".join(" ".join(composed(line).split()) for line in cleaned(cell.text).split("\n") if line.strip())
        for cell in passage.blocks[0].cells
    )


def continued_of(passage: Passage) -> tuple[bool, ...]:
    """Which cells only repeat the cell above."""
    return tuple(cell.continued for cell in passage.blocks[0].cells)


def _without_dittos(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with what stands above in place of "nt" and "như trên"."""
    above: dict[int, str] = {}
    for row in rows:
        texts = tuple(above.get(at, "") if _DITTO.fullmatch(text) else text for at, text in enumerate(row.texts))
        above = {**above, **{at: text for at, text in enumerate(texts) if text}}
        yield replace(row, texts=texts)


def _one_table(
    context: Context, scope: Scope, rows: Sequence[Row], before: tuple[Head, ...]
) -> tuple[list[DraftTask], tuple[Head, ...]]:
    """The tasks of one table, and its columns; without a head it has those of the table `before`, or guessed ones."""
    tasks: list[DraftTask] = []
    within, pending = scope, list[Row]()
    texts = [row.texts for row in rows]
    merged = {at for row in rows for at, continued in enumerate(row.continued) if continued}
    heads: tuple[Head, ...] = ()
    at, day = 0, ""
    while at < len(rows):
        found, used = heads_of(context, texts[at : at + _LONGEST_HEAD])
        if found:
            within = within if found == heads else scope  # a head repeated on the next page changes nothing
            heads, at = found, at + used
            continue
        heads = heads or _without_head(context, texts[at:], before)
        row = replace(rows[at], heads=heads)
        row = row if row.shared in merged else row.on_day(day)  # where cells are merged, an empty one is empty
        row = replace(row, below=replace(rows[at + 1], heads=heads).said(Column.NUMBER) if at + 1 < len(rows) else "")
        at, day = at + 1, row.when()
        if pending and _goes_on(context, row):
            pending = [pending[0].joined(row)]
            continue
        tasks += [task for one in pending for task in row_tasks(context, within, one)]
        group = _group_of(row)
        if group:
            within = _beneath_group(context, scope, within, group)
        elif row.number.isdigit() and _GROUP.match(within.section):
            within = replace(within, section=scope.section)
        pending = [] if group else [row]
    tasks += [task for one in pending for task in row_tasks(context, within, one)]
    return tasks, heads


def _without_head(context: Context, texts: Sequence[tuple[str, ...]], before: tuple[Head, ...]) -> tuple[Head, ...]:
    if before and len(before) == len(texts[0]):
        return before
    return guessed(context, texts) or (Head(Column.OTHER),)


def _goes_on(context: Context, row: Row) -> bool:
    """Whether a row is the rest of the row before, cut by a page."""
    first = row.heads[0].column
    if row.texts and row.texts[0] and not row.continued[0]:
        return first is not Column.NUMBER and row.texts[0][0].islower() and not all(row.texts)
    fresh = [at for at, text in enumerate(row.texts) if text and not row.continued[at]]
    if not fresh or row.continued[0]:
        return False
    columns = {row.heads[at].column: row.texts[at] for at in fresh if at < len(row.heads)}
    title = columns.get(Column.TITLE, "")
    if title[:1].islower():
        return True
    if first is not Column.NUMBER or (len(fresh) == 1 and _heads(context, row.texts[fresh[0]])):
        return False
    timed = bool(columns.keys() & {Column.TIME, Column.TO, Column.DAY, Column.PERIOD})
    if re.match(r"[-+•*]\s", title):
        return not timed and len(fresh) == 1
    return not timed or not title


def _heads(context: Context, text: str) -> bool:
    """Whether the words of a row with one filled cell are a heading's."""
    return context.period(text) is not None or text.isupper() or mark_of(text).rank in {Rank.ROMAN, Rank.LETTER}


def _group_of(row: Row) -> str:
    """The words of a row that only heads those beneath it; "" for a task."""
    fresh = [at for at, text in enumerate(row.texts) if text]
    distinct = list(dict.fromkeys(row.texts[at] for at in fresh))
    if len(row.texts) > 1 and len(distinct) == 1:
        return "" if _is_task_alone(row, fresh[0]) else distinct[0]
    columns = {row.heads[at].column for at in fresh if at < len(row.heads)}
    if columns <= {Column.NUMBER, Column.TITLE} and 1 < len(fresh) < len(row.texts):
        title, deeper = row.said(Column.TITLE), row.below.startswith(f"{row.number}.") and bool(row.number)
        if _GROUP_NUMBER.match(row.number) or title.isupper() or deeper or row.below.strip() in {"-", "+", "•"}:
            return f"{row.number}. {title}"
    return ""


def _is_task_alone(row: Row, at: int) -> bool:
    """Whether the one filled cell of a row is a task after all: under a day of its own, or a bullet."""
    column = row.heads[at].column if at < len(row.heads) else Column.OTHER
    if column in {Column.PART_OF_DAY, Column.PERIOD}:
        return True
    return column is Column.TITLE and at > 0 and mark_of(row.texts[at]).rank.is_bullet


def _day_of(context: Context, table: Scope, text: str) -> DraftDeadline | None:
    """The day that a row with nothing else names ("Thứ Ba, 24/6/2025")."""
    day = day_head(context, table, text)
    return day.found.deadline if day and day.rest == len(text) else None


def _beneath_group(context: Context, table: Scope, scope: Scope, group: str) -> Scope:
    """The scope beneath a group row; a period stays until the next, but not for what is done all year."""
    text = " ".join(group.split())
    period = context.period(text) or _day_of(context, table, text)
    kept = table.period if _ALL_YEAR.match(plain(text)) else scope.period
    return replace(
        scope, section=shortened(text.strip(" :"), 150), period=period or kept, fills=table.fills or period is not None
    )
