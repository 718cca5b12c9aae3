"""A paper's paragraphs as they were meant: lines broken by a page, a scan or a narrow column are joined again.

Everything that is read says where it stands, so a passage knows which block each of its characters came from.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from plans.documents.extraction.noise import cleaned
from plans.documents.extraction.rows import laid_out
from plans.documents.extraction.wording import composed
from plans.documents.outline import Block, Outline
from plans.model.plan import Source

#: A quote is never longer: who wants more opens the paper at the line.
QUOTE = 600

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
#: How a line begins that goes on with no line before it: a bullet, a list number, a heading, a label.
_QUARTER_WORD = re.compile(r"(?i)\bquý$")
_NUMERAL = re.compile(r"(?:I{1,3}|IV|[1-4])\b")
_OPENS = re.compile(
    r"(?:[-–—•●▪○◦✓+*]\s*(?=\S)|\(?(?:\d{1,2}(?:\.\d{1,3}){0,4}|[a-zđA-ZĐ]|[IVXivx]{1,5})\s?[.)/-]\s"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}\s|[a-zđ],\s(?=[A-ZĐÀ-Ỹ])"
    r"|(?:Điều|Chương|Mục|Phần|Bước|Đợt|Giai đoạn|Tuần|Tháng|Quý|Ngày|Thứ|Sáng|Chiều)"
    r" (?:\d|[IVX]|thứ|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)"
    r"|\d{1,2}\s?(?:h|g|giờ)\s?\d{0,2}\s?[:-])"
)
_LABEL = re.compile(r"[^\W\d_][^:.;!?]{1,48}:(?:\s|$)")
_ENDED = (".", ";", ":", "!", "?", "…", "/.")
#: A line that ends so is not at its end, whatever the next begins with.
_HANGING = re.compile(
    r"(?:,|\(|\b(?:và|của|hoặc|hay|từ|đến|trước|sau|ngày|tháng|năm|quý|số|theo|với|cho|do|về|các|những|tại"
    r"|trong|ở|là|được|để|hết))$"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)] [A-ZÀ-ỸĐ]")
_BARE_MARK = re.compile(r"(?:[-–•+*]|\(?(?:\d{1,2}(?:\.\d{1,3}){0,4}|[a-zđ]|[IVX]{1,5})[.)])$")
_PAGE_NUMBER = re.compile(r"(?:[-–—\s]*\d{1,3}[-–—\s]*|[Tt]rang \d+(?:\s?/\s?\d+)?)$")
_BOLD = re.compile(r"\*\*[^*]{3,160}\*\*:?")
_NOTE = re.compile(r"\s*(?:<sup>|\[\^?\d+\])")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-ZĐ])(?<!\bTP)(?<!\b[Tt][Hh])(?<!\bTS)(?<!\d)[.!?…]+(?:/\.)?\s+(?=[\"“(]?[A-ZÀ-ỸĐ])"
    r"|(?<=\d)\.\s+(?=[A-ZÀ-ỸĐ])"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a table row. `text` is free of tags and marks of emphasis, a row's cells joined by tabs.

    `blocks` are the lines it was joined from; the one at `starts[i]` in `text` is `blocks[i]`.
    """

    document: str
    text: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...] = (0,)

    @property
    def is_row(self) -> bool:
        """Whether it is a table row."""
        return bool(self.blocks[0].cells)

    @property
    def is_heading(self) -> bool:
        """Whether the paper itself shows it as a heading: in a .md file marked or wholly bold."""
        raw = self.blocks[0].text.strip()
        return raw.startswith("#") or (_BOLD.fullmatch(raw) is not None and not raw.rstrip("*").endswith((".", ";")))

    def block_at(self, offset: int) -> Block:
        """The block that the character at `offset` of `text` stands in."""
        return self.blocks[max(bisect_right(self.starts, offset) - 1, 0)]

    def source_at(self, offset: int = 0, end: int | None = None) -> Source:
        """Where the character at `offset` stands; the quote is the sentence around it (up to `end`), a row's whole."""
        block = self.block_at(offset)
        start, stop = self.sentence(offset, end)
        if stop - start > QUOTE and not self.is_row:
            start = max(start, min(offset - QUOTE // 2, stop - QUOTE))
        quote = self.quoted(start, stop)
        return Source(self.document, block.number, quote, block.page, block.table, block.row)

    def sentence(self, offset: int, end: int | None = None) -> tuple[int, int]:
        """Start and end of the sentence (or sentences) from `offset` to `end`."""
        if self.is_row:
            return 0, len(self.text)
        end = offset if end is None else end
        start, stop = 0, len(self.text)
        for mark in _SENTENCE_END.finditer(self.text):
            if mark.end() <= offset:
                start = mark.end()
            elif mark.start() >= end:
                stop = mark.end()
                break
        return start, len(self.text[:stop].rstrip())

    def quoted(self, start: int, end: int) -> str:
        """The paper's own characters for that part of `text`."""
        parts = []
        for block, begin, stop in zip(self.blocks, self.starts, (*self.starts[1:], len(self.text)), strict=True):
            if begin < end and start < stop:
                text = self.text[begin:stop].rstrip()
                low, high = max(start - begin, 0), min(end - begin, len(text))
                raw = block.text.strip()
                whole = low == 0 and high >= len(text)
                parts.append(raw if whole else _original(raw, text, low, high))
        quote = "\n".join(part for part in parts if part)
        return quote if len(quote) <= QUOTE else quote[: QUOTE - 1].rstrip() + "…"


def passages(outline: Outline) -> tuple[Passage, ...]:
    """The paper's paragraphs and rows in order; page numbers and footnotes are left out."""
    lines = [_Line(block, _tidy(block)) for block in laid_out(outline.blocks) if not _NOTE.match(block.text)]
    width = _width(lines)
    gathered: list[list[_Line]] = []
    apart = False
    for line in lines:
        if not line.text:
            apart = True
            continue
        if _PAGE_NUMBER.match(line.text) and not line.block.cells:
            continue
        if gathered and _goes_on(gathered[-1][-1], line, apart, width):
            gathered[-1].append(line)
        else:
            gathered.append([line])
        apart = False
    return tuple(_passage(outline.document, group) for group in gathered)


@dataclass(frozen=True, slots=True)
class _Line:
    block: Block
    text: str

    @property
    def heading(self) -> bool:
        raw = self.block.text.lstrip()
        return raw.startswith("#") or (self.text.isupper() and len(self.text) > 3)  # longer than "UB."


def _tidy(block: Block) -> str:
    if block.cells:
        return "\t".join(_plainly(cell.text) for cell in block.cells)
    return _plainly(block.text)


def _plainly(text: str) -> str:
    return _SPACES.sub(" ", composed(cleaned(text))).strip()


def _passage(document: str, lines: list[_Line]) -> Passage:
    starts, length = [], 0
    for line in lines:
        starts.append(length)
        length += len(line.text) + 1
    return Passage(document, " ".join(line.text for line in lines), tuple(line.block for line in lines), tuple(starts))


def _goes_on(before: _Line, line: _Line, apart: bool, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before."""
    if before.block.cells or line.block.cells:
        return False
    if _is_broken_quarter(before, line):
        return True
    if line.heading or before.heading:
        return False
    if _BARE_MARK.match(before.text):
        return True
    hangs = _HANGING.search(before.text) is not None
    if _OPENS.match(line.text) and not (hangs and line.text[0].isdigit() and not _follows_stop(before, line)):
        return False
    if before.text.endswith(_ENDED):
        full = bool(width) and not apart and len(before.text) >= 0.8 * width  # a ragged right edge
        return full and not before.text.endswith((":", ";", "./.")) and not _LABEL.match(line.text)
    if hangs or line.text.lstrip('(“"')[:1].islower():
        return True
    return bool(width) and not apart and len(before.text) >= 0.75 * width and not _LABEL.match(line.text)


def _is_broken_quarter(before: _Line, line: _Line) -> bool:
    """Whether "quý" stands at the end of a line and its numeral at the head of the next, where it looks like a mark."""
    return _QUARTER_WORD.search(before.text) is not None and _NUMERAL.match(line.text) is not None


def _follows_stop(before: _Line, line: _Line) -> bool:
    """Whether the comma that a line ends with was a full stop before it was scanned: "…, | 4. Thời gian"."""
    return before.text.endswith(",") and _NUMBERED.match(line.text) is not None


def _width(lines: Iterable[_Line]) -> int:
    """The width at which the paper's lines are broken, 0 when every paragraph is one line."""
    texts = [line.text for line in lines if line.text and not line.block.cells]
    if not texts:
        return 0
    width = sorted(map(len, texts))[int(len(texts) * 0.9)]
    broken = sum(
        before[-1] not in ".;:" and len(before) >= 0.75 * width and after[0].islower()
        for before, after in pairwise(texts)
    )
    return width if 40 <= width <= 140 and broken >= max(2, len(texts) // 12) else 0  # columns of print


def _original(raw: str, text: str, start: int, end: int) -> str:
    """The part of `raw` that `text[start:end]` was cleaned from."""
    places, at = [], 0
    for letter in text[:end]:
        found = raw.find(letter, at, at + 260) if letter != " " else at
        at = found if found >= 0 else at
        places.append(at)
        at = min(at + 1, len(raw))
    if not places or start >= len(places):
        return ""
    return raw[places[start] : places[end - 1] + 1].strip()
