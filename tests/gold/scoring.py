"""How well papers with gold readings are read: ``python -m tests.gold.scoring [folder]``.

A task is found when its kind and date are the gold row's and its line at most two away (in other formats than text the
lines mean nothing: there kind and date decide). Found is the share of the gold rows, right the share of the tasks
given, units the share of the rows found whose bodies are exactly the gold's.
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from plans.documents.extraction.draft import extract
from plans.documents.formats.registry import read_outline
from plans.planning.draft import Draft, DraftTask
from plans.problems import Problem

GOLD = Path(__file__).parent
TOLERANCE = 2


@dataclass(frozen=True)
class GoldRow:
    """A row of a gold reading."""

    title: str
    kind: str
    date: str
    units: tuple[str, ...]
    line: int


@dataclass
class Score:
    """What of one paper was found: each gold row with its task, and the tasks that no row asks for."""

    name: str
    found: list[tuple[GoldRow, DraftTask]] = field(default_factory=list)
    missed: list[GoldRow] = field(default_factory=list)
    invented: list[DraftTask] = field(default_factory=list)

    @property
    def units_right(self) -> int:
        """How many of the rows found name the same bodies."""
        return sum(same_units(row, task) for row, task in self.found)


def gold_rows(path: Path) -> tuple[GoldRow, ...]:
    """The rows of a gold reading."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        GoldRow(row["title"], row["kind"], row["date"] or "", split_units(row["units"] or ""), int(row["line"]))
        for row in rows
    )


def split_units(text: str) -> tuple[str, ...]:
    """The bodies of a gold row."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def same_units(row: GoldRow, task: DraftTask) -> bool:
    """Whether a task names the bodies of the gold row, in whatever order."""
    return sorted(map(plainly, row.units)) == sorted(map(plainly, (*task.lead, *task.cooperating)))


def plainly(unit: str) -> str:
    """A body as it is compared: without case and signs at its ends."""
    return " ".join(unit.casefold().split()).strip(" .,;")


def score(name: str, rows: Sequence[GoldRow], tasks: Iterable[DraftTask], *, lines: bool = True) -> Score:
    """Every gold row with the task that answers it best, one task a row."""
    result = Score(name)
    left = list(tasks)
    pairs = sorted(
        (
            (_likeness(row, task, lines=lines), at, number)
            for at, row in enumerate(rows)
            for number, task in enumerate(left)
            if _answers(row, task, lines=lines)
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for _, at, number in pairs:
        if at not in taken and number not in taken.values():
            taken[at] = number
    result.found = [(rows[at], left[number]) for at, number in sorted(taken.items())]
    result.missed = [row for at, row in enumerate(rows) if at not in taken]
    result.invented = [task for number, task in enumerate(left) if number not in taken.values()]
    return result


def _answers(row: GoldRow, task: DraftTask, *, lines: bool) -> bool:
    near = not lines or abs(task.source.line - row.line) <= TOLERANCE
    return near and task.deadline.kind.value == row.kind and (task.deadline.date or "") == row.date


def _likeness(row: GoldRow, task: DraftTask, *, lines: bool) -> tuple[float, int]:
    title = fuzz.token_set_ratio(row.title.casefold(), task.title.casefold())
    return title + 40 * same_units(row, task), -abs(task.source.line - row.line) if lines else 0


def papers(folder: Path) -> list[tuple[Path, Path]]:
    """The papers of a folder with their gold readings."""
    found = []
    for gold in sorted(folder.glob("*.expected.tsv")):
        stem = gold.name.removesuffix(".expected.tsv")
        paper = next((path for path in sorted(folder.glob(f"{stem}.*")) if path.suffix not in {".tsv", ".json"}), None)
        if paper is not None:
            found.append((paper, gold))
    return found


def read(paper: Path) -> Draft | Problem:
    """A paper read from its file to its draft."""
    outline = read_outline(paper.read_bytes(), paper.name)
    return outline if isinstance(outline, Problem) else extract(outline)


def scored(paper: Path, gold: Path) -> Score:
    """One paper's score; a refused one gives no task."""
    draft = read(paper)
    tasks = draft.tasks if isinstance(draft, Draft) else ()
    return score(paper.stem, gold_rows(gold), tasks, lines=paper.suffix in {".txt", ".md"})


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {100 * part / whole:.1f} %" if whole else "-"


def report(scores: Sequence[Score], *, details: bool = True) -> None:
    """Print what was found, paper by paper, and of all together."""
    for one in scores:
        show(one, details=details)
    total = sum(len(one.found) for one in scores)
    rows = total + sum(len(one.missed) for one in scores)
    given = total + sum(len(one.invented) for one in scores)
    named = sum(one.units_right for one in scores)
    print(f"all {len(scores)}: found {_share(total, rows)}, right {_share(total, given)}, units {_share(named, total)}")


def show(one: Score, *, details: bool = True) -> None:
    """Print what was found of one paper."""
    rows = len(one.found) + len(one.missed)
    given = len(one.found) + len(one.invented)
    shares = (len(one.found), rows), (len(one.found), given), (one.units_right, len(one.found))
    found, right, units = (_share(*share) for share in shares)
    print(f"{one.name}: found {found}, right {right}, units {units}")
    for row in one.missed if details else ():
        print(f"    missed    {row.line}: {row.kind} {row.date} {row.title[:90]}")
    for task in one.invented if details else ():
        print(f"    invented  {task.source.line}: {task.deadline.kind} {task.deadline.date} {task.title[:90]}")
    for row, task in one.found if details else ():
        if not same_units(row, task):
            bodies = "; ".join((*task.lead, "+", *task.cooperating))
            print(f"    units     {row.line}: {'; '.join(row.units)}  !=  {bodies}")


def main() -> None:
    """Score the papers of the folder named, else the five real ones."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD
    report([scored(paper, gold) for paper, gold in papers(folder)])


if __name__ == "__main__":
    main()
