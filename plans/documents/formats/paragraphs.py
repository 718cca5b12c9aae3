"""Paragraphs rebuilt from the lines of a page: by indent, by spacing, by lines that end early, by list marks."""

import re
from collections.abc import Mapping, Sequence

from plans.documents.formats.page import Line

#: How a list item begins: "-", "+", "1.", "1.2.", "a)", "II.".
MARK = re.compile(
    r"(?:[-–—+•●▪*\uf0b7\uf02d]|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđA-ZĐ]|[IVX]{1,5})[.)/:]|\d{1,2}(?:\.\d{1,2}){1,3})$"
)
_ENDED = tuple(".;:!?”…")
#: Two words that a line break has parted inside one: "30-|CT/TU", "31/|12".
_PARTED = re.compile(r"[^\s\-–][-/]$")
_PARTED_DAY = re.compile(r"(?<![\d/.-])\d{1,2}([/.-])(?:\d{1,2}\1\d{1,3} \d{1,3}|\d \d\1\d{4})(?![\d/.-]?\d)")
_DAY = re.compile(r"\d{1,2}([/.-])(?:0?[1-9]|1[0-2])\1\d{4}")
_SOFT = "\u00ad\ufffe\x02"


def paragraphs(lines: Sequence[Line], rights: Mapping[int, float]) -> list[list[Line]]:
    """The lines grouped into paragraphs; `rights` is where a full line ends on each page."""
    made: list[list[Line]] = []
    for line in lines:
        if made and _goes_on(made[-1], line, rights[made[-1][-1].page]):
            made[-1].append(line)
        else:
            made.append([line])
    return made


def _goes_on(paragraph: list[Line], line: Line, right: float) -> bool:
    last = paragraph[-1]
    size = last.size
    if not 0.75 < line.size / size < 1.33:
        return False
    if line.page == last.page:
        pitch = line.base - last.base
        usual = paragraph[1].base - paragraph[0].base if len(paragraph) > 1 and paragraph[1].page == last.page else 0
        if pitch > 2.2 * size or (usual > 0 and pitch > usual + 0.3 * size):
            return False
    first = line.words[0]
    ended = last.words[-1].text.endswith(_ENDED)
    if line.page != last.page and ended and not first.text[0].islower():
        return False
    if _PARTED.search(last.words[-1].text) and first.text[0].isalnum() and len(last.words) > 1:
        return True
    if last.right + (first.right - first.left) + 0.6 * size < right:
        return False
    if MARK.match(first.text) and ended:
        return False
    step = line.left - last.left
    if len(paragraph) > 1:
        return abs(step) <= 0.9 * size or (not ended and step < 0)
    if step > 0.9 * size:
        # The second line of a list item hangs under the first one's words.
        return bool(MARK.match(last.words[0].text)) and step < 4 * size
    return not (MARK.match(first.text) and step < -0.9 * size and ended)


def text_of(lines: Sequence[Line]) -> str:
    """A paragraph's text on one line."""
    text = ""
    for line in lines:
        added = line.text
        if not text:
            text = added
        elif text[-1] in _SOFT:
            text = text.rstrip(_SOFT) + added
        elif _PARTED.search(text) and (added[0].isalnum()):
            text += added
        else:
            text = f"{text} {added}"
    for sign in _SOFT:
        text = text.replace(sign, "")
    return _PARTED_DAY.sub(_whole_day, text) if len(lines) > 1 else text


def _whole_day(match: re.Match[str]) -> str:
    """A day whose figures a narrow column has parted ("10/11/202 6", "20/1 1/2026")."""
    whole = match[0].replace(" ", "")
    return whole if _DAY.fullmatch(whole) else match[0]


def cell_text(lines: Sequence[Line], right: float) -> str:
    """A cell's text: its paragraphs joined by line feeds."""
    return "\n".join(map(text_of, paragraphs(lines, {line.page: right for line in lines})))


def kept_lines(lines: Sequence[Line]) -> str:
    """The text of a letterhead or signature: only a line that starts with a small letter goes on with the one above."""
    text = ""
    for line in lines:
        going_on = line.text[0].islower() and not text.endswith(_ENDED)
        text += f"{' ' if going_on else chr(10)}{line.text}"
    return text.strip()
