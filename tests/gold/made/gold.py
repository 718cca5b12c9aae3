"""A made paper with its gold reading, and how it is held against what is read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import time

from rapidfuzz import fuzz

from plans.planning.draft import DraftTask
from tests.gold.made.book import as_xlsx
from tests.gold.made.markup import Item
from tests.gold.made.web import as_html
from tests.gold.made.word import as_docx
from tests.gold.scoring import plainly


@dataclass(frozen=True)
class Row:
    """What a task must be read as. `kinds` are the kinds that are right; `table` and `row` are 0 outside of tables."""

    kinds: tuple[str, ...]
    date: str
    hour: time | None
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    table: int
    row: int
    title: str


_MAKERS: dict[str, Callable[[Sequence[Item]], bytes]] = {"docx": as_docx, "html": as_html, "xlsx": as_xlsx}


@dataclass(frozen=True)
class Paper:
    """A paper, the formats it is made in, and its gold: ``kind date[Thh:mm] | lead | cooperating | place | title``.

    Bodies are split at ";", the place is ``table.row`` of the Word file ("" outside of tables). ``on/by`` are two kinds
    that are both right: a bare day in a column for when something is finished.
    """

    name: str
    items: Sequence[Item]
    gold: str
    formats: tuple[str, ...] = ("docx", "pdf", "html")
    make: dict[str, Callable[[Sequence[Item]], bytes]] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The gold rows."""
        return tuple(_row(line) for line in self.gold.strip().split("\n"))

    def data(self, kind: str) -> bytes:
        """The paper in a format that needs no LibreOffice."""
        return self.make.get(kind, _MAKERS[kind])(self.items)


@dataclass
class Reading:
    """A paper held against its gold: rows with their tasks, rows without, tasks that no row asks for."""

    found: list[tuple[Row, DraftTask]]
    missed: list[Row]
    invented: list[DraftTask]

    @property
    def bodies_wrong(self) -> list[tuple[Row, DraftTask]]:
        """Rows found whose leading or cooperating bodies differ."""
        return [(row, task) for row, task in self.found if not _same_bodies(row, task)]

    @property
    def misplaced(self) -> list[tuple[Row, DraftTask]]:
        """Rows found that are said to stand elsewhere than they do."""
        return [(row, task) for row, task in self.found if (row.table, row.row) != (task.source.table, task.source.row)]


def _row(line: str) -> Row:
    when, lead, cooperating, place, title = (part.strip() for part in line.split("|"))
    kinds, _, date = when.partition(" ")
    date, _, hour = date.partition("T")
    table, _, row = place.partition(".")
    return Row(
        tuple(kinds.split("/")),
        date,
        time.fromisoformat(hour) if hour else None,
        _bodies(lead),
        _bodies(cooperating),
        int(table or 0),
        int(row or 0),
        title,
    )


def _bodies(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _same_bodies(row: Row, task: DraftTask) -> bool:
    return all(
        sorted(map(plainly, wanted)) == sorted(map(plainly, given))
        for wanted, given in ((row.lead, task.lead), (row.cooperating, task.cooperating))
    )


def held_against(rows: Sequence[Row], tasks: Iterable[DraftTask]) -> Reading:
    """Each row with the task that answers it best, one task a row."""
    left = list(tasks)
    pairs = sorted(
        (
            (
                fuzz.token_set_ratio(row.title.casefold(), task.title.casefold()) + 40 * _same_bodies(row, task),
                at,
                number,
            )
            for at, row in enumerate(rows)
            for number, task in enumerate(left)
            if _answers(row, task)
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for _, at, number in pairs:
        if at not in taken and number not in taken.values():
            taken[at] = number
    return Reading(
        [(rows[at], left[number]) for at, number in sorted(taken.items())],
        [row for at, row in enumerate(rows) if at not in taken],
        [task for number, task in enumerate(left) if number not in taken.values()],
    )


def _answers(row: Row, task: DraftTask) -> bool:
    deadline = task.deadline
    return deadline.kind.value in row.kinds and (deadline.date or "") == row.date and deadline.hour == row.hour
