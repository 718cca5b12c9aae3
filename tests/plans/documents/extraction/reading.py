"""Small papers as text and what was read from them, one line a task."""

from plans.documents.extraction.draft import extract
from plans.documents.outline import Block, Cell, Outline
from plans.planning.draft import Draft, DraftTask

HEAD = "SỞ Y TẾ TỈNH A\nSố: 12/KH-SYT\nKẾ HOẠCH\nCông tác thi đua, khen thưởng năm 2025\n\n"


def outline_of(text: str) -> Outline:
    """The outline of a text file."""
    return Outline("plan.txt", tuple(Block(number, line) for number, line in enumerate(text.split("\n"), 1)))


def table_of(*rows: tuple[str, ...], continued: frozenset[tuple[int, int]] = frozenset()) -> Outline:
    """The outline of a word processor's paper with one table; `continued` are the merged cells (row, column)."""
    head = [Block(number, line) for number, line in enumerate(HEAD.split("\n"), 1) if line]
    blocks = [
        Block(
            len(head) + at,
            "\t".join(row),
            tuple(Cell(text, (at, column) in continued) for column, text in enumerate(row)),
            page=1,
            table=1,
            row=at,
        )
        for at, row in enumerate(rows, 1)
    ]
    return Outline("plan.docx", (*head, *blocks))


def draft_of(text: str, head: str = HEAD) -> Draft:
    """What is read from a paper of the year 2025, unless it has a head of its own."""
    draft = extract(outline_of(head + text))
    assert isinstance(draft, Draft)
    return draft


def told(text: str, head: str = HEAD) -> list[str]:
    """The tasks: kind, date, hour, title, and in brackets who leads + who cooperates."""
    return [line_of(task) for task in draft_of(text, head).tasks]


def told_of(outline: Outline) -> list[str]:
    """The same of an outline."""
    draft = extract(outline)
    assert isinstance(draft, Draft)
    return [line_of(task) for task in draft.tasks]


def line_of(task: DraftTask) -> str:
    """A task in one line."""
    deadline = task.deadline
    when = " ".join(
        part for part in (deadline.kind.value, deadline.date, deadline.hour and f"{deadline.hour:%H:%M}") if part
    )
    who = "; ".join(task.lead) + (f" + {'; '.join(task.cooperating)}" if task.cooperating else "")
    return f"{when}: {task.title}" + (f" [{who}]" if who else "")
