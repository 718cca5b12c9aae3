"""Photographs and scanned pages, recognised by Tesseract in a process of its own."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

from PIL import Image

from plans.documents.formats import numerals, picture
from plans.documents.formats.cells import DPI, POINT, Sheet, overlooked, sheet_of
from plans.documents.formats.collocations import spelled_blocks
from plans.documents.formats.page import Page, Rule, Word
from plans.documents.formats.pages import blocks
from plans.documents.formats.programs import found, run
from plans.documents.formats.ruled import grids
from plans.documents.formats.stamps import bears_stamp
from plans.documents.outline import Block, Outline
from plans.problems import Problem

MAX_SIDE = picture.MAX_SIDE
#: A page takes two seconds on an ordinary machine, a crowded one perhaps ten.
SECONDS = 90.0
#: Words surer than this (of 100) are taken as read; below the other they are specks of dirt.
SURE, DIRT = 70.0, 25.0
#: A page whose words are on average less sure stands on its head, or is no text.
UPSIDE_DOWN = 55.0
#: What is seen in photographs of anything else is less sure than this; a bad scan is at 80.
NO_TEXT = 45.0
#: Fewer words may all be doubtful.
_SEVERAL = 5
#: The least space between two words, in sizes of type.
_BETWEEN = 0.1
#: "--psm": one block of text; find out how the page is turned.
_BLOCK, _TURNED = "6", "0"
_DATE = re.compile(r"\d[\d/.\-]*[/.\-]\d|^(?:19|20)\d\d\b|^\d{1,2}[hg:]\d{0,2}")
_SPECK = re.compile(r"[^\w\d\-–+()%“”\"/&.,;:]+$|^[|_~¬°•'`‘’.,:;]+$")
#: A word of dates and the figures behind it, recognised as one: "THÁNG9", "ngày15/6".
_GLUED = re.compile(r"(tháng|ngày|năm|tuần|quý)(\d.*)$", re.IGNORECASE)
#: A day with a letter in its year or behind it: "25/8/202G", "25/8/2026G".
_LETTERED = re.compile(r"(\(?\d{1,2}[/.-]\d{1,2}[/.-])((?:19|20)[\dGSBOlIZ]{2})[A-Za-z]?([./,;:)]*)$")
_FIGURES = str.maketrans("GSBOlIZ", "6580112")
#: The number of a paper is no date: "06/2022/QH15".
_PAPER_NUMBER = re.compile(r"/[^\W\d]")
_DIGIT = re.compile(r"\d")
_DASH = re.compile(r"^[~—–_¬=«»-]+$")
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
_TESSERACT = ("C:\\Program Files\\Tesseract-OCR\\tesseract.exe",)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page that was a picture."""

    page: Page
    problems: tuple[Problem, ...] = ()


def read(data: bytes, name: str, progress: Callable[[int, int], None] | None = None) -> Outline | Problem:
    """The outline of a photograph or a scanned picture."""
    if problem := missing():
        return problem
    pictures = picture.opened(data)
    if isinstance(pictures, Problem):
        return pictures
    if bears_stamp(pictures[0], program() or ""):
        return Problem("reading.secret")
    pages, problems = [], []
    for number, one in enumerate(pictures, 1):
        recognised = recognise(one, number)
        if isinstance(recognised, Problem):
            problems.append(recognised)
        else:
            pages.append(recognised.page)
            problems += recognised.problems
        if progress:
            progress(number, len(pictures))
    made = tuple(spelled_blocks(blocks(pages), frozenset(page.number for page in pages)))
    if not made:
        return problems[0] if problems else Problem("document.no_text")
    return Outline(name, made, (*problems, *doubts(pages, made)))


def missing() -> Problem | None:
    """What has to be installed before pictures can be read; None when it is there."""
    tesseract = program()
    return None if tesseract and "vie" in _languages(tesseract) else Problem("document.needs_tesseract")


def program() -> str | None:
    """Where Tesseract is installed."""
    return found(("tesseract",), _TESSERACT)


@lru_cache(maxsize=4)
def _languages(program: str) -> frozenset[str]:
    listed = run((program, "--list-langs"), seconds=10).output.decode("utf-8", "replace")
    return frozenset(listed.split())


def recognise(scanned: Image.Image, number: int) -> Recognised | Problem:
    """One page's words and ruling lines."""
    read = _upright(picture.straightened(picture.evened(scanned)), number)
    if isinstance(read, Recognised) and _is_no_text(read.page.words):
        return Problem("document.page_without_text", {"page": str(number)})
    return read


def _upright(straight: Image.Image, number: int) -> Recognised | Problem:
    first = _recognised(straight, number)
    if isinstance(first, Problem) or _sureness(first.page.words) >= UPSIDE_DOWN:
        return first
    turn = _turn(straight)
    if not turn:
        return first
    second = _recognised(straight.rotate(-turn, expand=True), number)
    if isinstance(second, Problem) or _sureness(second.page.words) < _sureness(first.page.words):
        return first
    return second


def _is_no_text(words: Sequence[Word]) -> bool:
    """Whether what was taken for words are the shapes of a photograph."""
    return (len(words) >= _SEVERAL and _sureness(words) < NO_TEXT) or sum(len(word.text) for word in words) < 3


def _sureness(words: Sequence[Word]) -> float:
    return sum(word.sure for word in words) / len(words) if words else 0.0


def _turn(straight: Image.Image) -> int:
    """By how many degrees the page has to be turned clockwise, as Tesseract sees it."""
    command = (program() or "tesseract", "-", "-", "--psm", _TURNED)
    answer = run(command, _encoded(straight), seconds=SECONDS, settings=_ONE_THREAD)
    rotate = re.search(rb"Rotate: (\d+)", answer.output)
    return int(rotate.group(1)) if rotate else 0


def _recognised(straight: Image.Image, number: int) -> Recognised | Problem:
    drawn = picture.ruling(straight)
    rules = [Rule(rule.upright, rule.at * POINT, rule.start * POINT, rule.end * POINT) for rule in drawn]
    sheet = sheet_of(picture.wiped(straight, drawn), grids(rules))
    words = _seen_on(sheet, number)
    if isinstance(words, list) and (lost := overlooked(sheet, words)):
        found = _seen_on(lost, number)
        words += found if isinstance(found, list) else []
    if isinstance(words, Problem):
        return words
    page = Page(number, straight.width * POINT, straight.height * POINT, words, rules)
    if not words:
        return Problem("document.page_without_text", {"page": str(number)})
    return Recognised(page)


def _seen_on(sheet: Sheet, number: int) -> list[Word] | Problem:
    """The words of a sheet, at their places on the page."""
    command = (program() or "tesseract", "-", "-", "--dpi", str(DPI), "-l", "vie", "--psm", _BLOCK, "tsv")
    answer = run(command, _encoded(sheet.picture), seconds=SECONDS, settings=_ONE_THREAD)
    if answer.status != 0:
        code = "document.page_took_too_long" if answer.status is None else "document.page_unreadable"
        return Problem(code, {"page": str(number)})
    return list(_words(answer.output.decode("utf-8", "replace"), sheet))


def _encoded(sheet: Image.Image) -> bytes:
    """The picture as Tesseract takes it: PNG, hardly compressed."""
    file = BytesIO()
    sheet.save(file, "PNG", compress_level=1, dpi=(DPI, DPI))
    return file.getvalue()


def _words(table: str, sheet: Sheet) -> Iterator[Word]:
    """The words of Tesseract's table, at their places on the page."""
    seen = [_Seen.of(fields) for row in table.splitlines() if len(fields := row.split("\t")) == 12 and fields[0] == "5"]
    seen = [one for one in seen if one.text]
    if not seen:
        return
    size = sorted(one.height for one in seen)[len(seen) // 2] * 1.15
    bottoms: dict[tuple[str, ...], list[int]] = {}
    for one in seen:
        bottoms.setdefault(one.line, []).append(one.top + one.height)
    # Most letters stand on the line, some hang below it.
    bases = {line: sorted(ends)[len(ends) // 4] for line, ends in bottoms.items()}
    for one in _apart(_cleaned(seen, size, sheet.picture), size):
        piece = next((piece for piece in sheet.pieces if piece.holds(one.left + 3, one.middle)), None)
        if piece is not None:
            x, y = one.left - piece.x + piece.left, bases[one.line] - piece.y + piece.top
            yield Word(one.text, x * POINT, (x + one.width) * POINT, y * POINT, size * POINT, one.sure)


class _Seen(NamedTuple):
    """A row of Tesseract's table: a word, its box on the sheet in dots, its line."""

    text: str
    left: int
    top: int
    width: int
    height: int
    sure: float
    line: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @classmethod
    def of(cls, fields: Sequence[str]) -> "_Seen":
        left, top, width, height = map(int, fields[6:10])
        return cls(fields[11].strip(), left, top, width, height, float(fields[10]), tuple(fields[2:5]))


def _cleaned(seen: Sequence[_Seen], size: float, sheet: Image.Image) -> list[_Seen]:
    """The words without specks, list dashes as such, numerals of quarters by their strokes."""
    kept: list[_Seen] = []
    for one in seen:
        last = kept[-1] if kept else None
        first = last is None or last.line != one.line
        if parts := numerals.glued(one.text):
            kept += _parted(one, parts, sheet)
        elif glued := _GLUED.match(one.text):
            kept += _halves(one, glued[1], glued[2])
        elif (last is None or first or _DIGIT.match(last.text[-1])) and _DASH.match(one.text) and one.width > 6:
            kept.append(one._replace(text="-", sure=100.0))
        elif last and numerals.follows(last.text) and numerals.counts(one.text):
            numeral = _numeral(one, sheet)
            if numeral.sure:
                kept[-1] = last._replace(text=numerals.spelled(last.text))
            if numeral.sure or not _is_dirt(one, size):
                kept.append(numeral)
        elif first and numerals.HEADING.match(one.text):
            numeral = _numeral(one, sheet)
            kept.append(numeral if numeral.sure else one)
        elif lettered := _LETTERED.match(one.text):
            day, year, stop = lettered.groups()
            read = f"{day}{year.translate(_FIGURES)}{stop}"
            kept.append(one if read == one.text else one._replace(text=read, sure=0.0))
        elif not _is_dirt(one, size):
            kept.append(one)
    return kept


def _apart(seen: Sequence[_Seen], size: float) -> Iterator[_Seen]:
    """The words with a gap between them, though the boxes of two may touch."""
    for one, after in pairwise((*seen, None)):
        if one and after and after.line == one.line and after.left > one.left:
            one = one._replace(width=min(one.width, max(1, after.left - one.left - round(size * _BETWEEN))))
        if one:
            yield one


def _is_dirt(one: _Seen, size: float) -> bool:
    faint = one.sure < DIRT and not _DIGIT.search(one.text)
    return faint or one.height > 4 * size or _SPECK.match(one.text) is not None


def _halves(seen: _Seen, first: str, second: str) -> list[_Seen]:
    """A word that is two, by their lengths."""
    width = seen.width * len(first) // (len(first) + len(second))
    return [
        seen._replace(text=first, width=width - seen.height // 4),
        seen._replace(text=second, left=seen.left + width, width=seen.width - width),
    ]


def _parted(seen: _Seen, parts: tuple[str, str], sheet: Image.Image) -> list[_Seen]:
    """A quarter that was recognised as one word, in two."""
    whole = sheet.crop((seen.left - 4, seen.top - 6, seen.left + seen.width + 12, seen.top + seen.height + 6))
    behind = numerals.last_part(whole)
    at = seen.left - 4 + whole.width - behind.width
    read = numerals.roman(behind) if at > seen.left + seen.height else ""
    word = seen._replace(text=numerals.spelled(parts[0]), width=max(1, at - seen.left - 6))
    width = max(1, seen.left + seen.width - at)
    return [word, seen._replace(text=read or parts[1], left=at, width=width, sure=100.0 if read else 0.0)]


def _numeral(seen: _Seen, sheet: Image.Image) -> _Seen:
    """A Roman numeral, alone or with a year behind it, by its strokes; without certainty where these are not clear."""
    whole = sheet.crop((seen.left - 8, seen.top - 6, seen.left + seen.width + 12, seen.top + seen.height + 6))
    if joined := numerals.JOINED.match(seen.text):
        read = numerals.before_stroke(whole)
        return seen._replace(text=read + joined[2], sure=max(seen.sure, SURE)) if read else seen._replace(sure=0.0)
    read = numerals.roman(whole)
    if not read:
        return seen._replace(sure=0.0)
    stop = seen.text[-1] if seen.text[-1] in ".:,;)" else ""
    return seen._replace(text=read + stop, sure=100.0)


def _is_date(word: str) -> bool:
    return _DATE.search(word) is not None and not _PAPER_NUMBER.search(word)


def doubts(pages: Sequence[Page], made: Sequence[Block]) -> list[Problem]:
    """Dates and quarters that were not surely recognised: a person has to look at the paper.

    Two days with nothing between them were a range whose dash was lost.
    """
    unsure = []
    for page in pages:
        before, end = "", 0.0
        for word in page.words:
            counts = numerals.follows(before) and numerals.counts(word.text)
            near = before[-1:].isdigit() and 0 <= word.left - end < 1.5 * word.size
            parted = near and _is_date(before) and _is_date(word.text)
            if parted or (word.sure < SURE and (counts or _is_date(word.text))):
                read = f"{before} {word.text}" if counts or parted else word.text
                block = next((one for one in made if one.page == page.number and read in one.text), None)
                line, quote = (block.number, block.text) if block else (0, read)
                unsure.append(Problem("document.doubtful_date", {"read": read, "page": str(page.number)}, line, quote))
            before, end = word.text, word.right
    return unsure
