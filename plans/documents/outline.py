"""What every format of paper is brought to before anything is understood: its lines and table rows, in order."""

from dataclasses import dataclass

from plans.problems import Problem


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table row; its paragraphs are joined by line feeds.

    A cell merged over several columns holds the text once, the others are empty. One merged over several rows is
    repeated in each, `continued` from the second on.
    """

    text: str
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (in a text file: a line), or a table row when it has `cells`.

    `number` is the line of a text file, elsewhere the ordinal (1, 2, 3 …). `text` has the list number that a word
    processor shows ("1.1. Xây dựng …"); of a row it is the cells joined by tabs. `page`, `table` and `row` are
    1-based, 0 where unknown or none.
    """

    number: int
    text: str
    cells: tuple[Cell, ...] = ()
    page: int = 0
    table: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's text in reading order. `problems` are doubts of the reading itself (a page that gave nothing)."""

    document: str
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
