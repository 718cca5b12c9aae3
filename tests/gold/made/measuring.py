"""How well the made papers are read: ``python -m tests.gold.made.measuring [part of a name] [formats]``."""

import sys
from collections import defaultdict

from plans.documents.extraction.draft import extract
from plans.documents.formats.registry import read_outline
from plans.planning.draft import Draft
from plans.problems import Problem
from tests.gold.made import committees, companies, hospitals, ministries, schools, unions
from tests.gold.made.gold import Paper, Reading, held_against
from tests.gold.made.word import as_docx
from tests.plans.documents.formats.printed import converted

PAPERS = [
    value
    for module in (hospitals, unions, ministries, schools, companies, committees)
    for value in vars(module).values()
    if isinstance(value, Paper)
]
#: Where tables keep the numbers that the Word file has.
PLACED = {"docx", "html", "doc", "odt"}


def data_of(paper: Paper, kind: str) -> bytes:
    """The paper in a format, by LibreOffice where nothing else makes it."""
    if kind in {"docx", "html", "xlsx"}:
        return paper.data(kind)
    return converted(as_docx(paper.items, accepted=True), ".docx", kind)


def draft_of(paper: Paper, kind: str) -> Draft | Problem:
    """What is read of it."""
    outline = read_outline(data_of(paper, kind), f"{paper.name}.{kind}")
    return outline if isinstance(outline, Problem) else extract(outline)


def reading_of(paper: Paper, kind: str) -> Reading:
    """The paper held against its gold; a refused one gives no task."""
    draft = draft_of(paper, kind)
    if isinstance(draft, Problem):
        print(f"{paper.name}.{kind}: {draft}")
    return held_against(paper.rows, draft.tasks if isinstance(draft, Draft) else ())


def _told(name: str, kind: str, reading: Reading) -> None:
    misplaced = reading.misplaced if kind in PLACED else ()
    if reading.missed or reading.invented or reading.bodies_wrong or misplaced:
        print(f"{name}.{kind}")
    for row in reading.missed:
        when = f"{'/'.join(row.kinds)} {row.date} {row.hour or ''}"
        print(f"    missed    {row.table}.{row.row} {when} {row.title[:70]} {row.lead}")
    for task in reading.invented:
        when = f"{task.deadline.kind} {task.deadline.date} {task.deadline.hour or ''}"
        print(f"    invented  {task.source.table}.{task.source.row} {when} {task.title[:90]} {task.lead}")
    for row, task in reading.bodies_wrong:
        print(f"    bodies    {row.lead} + {row.cooperating} != {task.lead} + {task.cooperating} ({row.title[:40]})")
    for row, task in misplaced:
        print(f"    place     {row.table}.{row.row} != {task.source.table}.{task.source.row} ({row.title[:50]})")


def main() -> None:
    """Print what is wrong, and the shares for each format."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    kinds = sys.argv[2].split(",") if len(sys.argv) > 2 else ["docx", "html", "xlsx", "pdf", "doc", "odt"]
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    for kind in kinds:
        for paper in PAPERS:
            if kind not in paper.formats or part not in paper.name:
                continue
            reading = reading_of(paper, kind)
            _told(paper.name, kind, reading)
            placed = len(reading.misplaced) if kind in PLACED else 0
            given = len(reading.found), len(reading.missed), len(reading.invented), len(reading.bodies_wrong), placed, 1
            sums[kind] = [one + other for one, other in zip(sums[kind], given, strict=True)]
    for kind, (found, missed, invented, bodies, placed, count) in sums.items():
        rows = found + missed
        shares = f"found {found}/{rows}, right {found}/{found + invented}, bodies {found - bodies}/{found}"
        print(f"{kind}: {count} papers, {shares}, misplaced {placed}")


if __name__ == "__main__":
    main()
