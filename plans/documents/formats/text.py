"""Plain text and Markdown: the lines as they are; lines with tabs or pipes are rows of tables."""

import re

from plans.documents.formats.blocks import MAX_COLUMNS, BlockList
from plans.documents.outline import Cell, Outline
from plans.documents.text_file import decoded, shortened
from plans.problems import Problem

#: The beginning of our own reviewed file, which is read by `plans.documents.plan_file`.
_REVIEWED = re.compile(
    r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*\[(?:kế hoạch|nhiệm vụ)\b[^\n\]]*\][ \t]*(?:\n|$)", re.IGNORECASE
)
_UNDERLINES = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
#: "1." and a tab before a paragraph is its number; in a table's first column it is "1".
_MARKER = re.compile(
    r"\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[a-zđ][.)]|[IVXLC]+[.)]|[-+*•])\s*", re.IGNORECASE
)


def read(data: bytes, name: str) -> Outline | Problem:
    """The lines of a text; each block's number is its line."""
    text = decoded(data)
    if isinstance(text, Problem):
        return Problem("document.too_long") if text.code == "file.too_big" else text
    if is_reviewed(text):
        return reviewed_file(name)
    blocks = BlockList(name)
    lines = text.split("\n")
    among_rows = False
    for number, line in enumerate(lines, start=1):
        if not line.strip(" ") or blocks.full:
            continue
        cells = _cells(line, lines[number] if number < len(lines) else "", among_rows)
        if cells is None:
            among_rows = False
            blocks.paragraph(line, number=number)
            continue
        if not among_rows:
            blocks.table()
        among_rows = True
        if cells:
            blocks.row([Cell(cell) for cell in cells], number=number)
    return blocks.outline()


def is_reviewed(text: str) -> bool:
    """Whether a text is a reviewed plan of our own form."""
    return _REVIEWED.match(text) is not None


def reviewed_file(name: str) -> Problem:
    """What to say of a file that needs no reading any more."""
    return Problem("document.reviewed_file", {"file": shortened(name, 80)})


def _cells(line: str, following: str, among_rows: bool) -> list[str] | None:
    """A row's cells (none for the rule below a heading); None when the line is no row."""
    if "\t" in line:
        return _tabbed(line, among_rows)
    if "|" not in line:
        return None
    if among_rows and "-" in line and _UNDERLINES.fullmatch(line):
        return []
    if among_rows or (len(_PIPE.findall(line)) > 1 and line.lstrip().startswith("|")) or _is_rule(following):
        inner = line.strip().removeprefix("|")
        inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        return [_cell(cell) for cell in _PIPE.split(inner, MAX_COLUMNS)]
    return None


def _is_rule(line: str) -> bool:
    return "|" in line and "-" in line and _UNDERLINES.fullmatch(line) is not None


def _tabbed(line: str, among_rows: bool) -> list[str] | None:
    cells = line.split("\t", MAX_COLUMNS)
    if not among_rows:
        said = [cell for cell in cells if cell.strip()]
        indented = not cells[0].strip() and len(said) == 1
        if indented or (len(said) == 2 and cells[1] == said[-1] and _MARKER.fullmatch(said[0])):
            return None
    return [_cell(cell) for cell in cells]


def _cell(text: str) -> str:
    return re.sub(r"\s*<br\s*/?>\s*", "\n", text.replace("\\|", "|"), flags=re.IGNORECASE).strip()
