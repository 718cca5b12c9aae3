"""PDF: its text layer where it has one, its pages as pictures where it has none.

pypdfium2 rather than pdfplumber: some forty times as fast on the plans at hand, it repairs damaged files, renders
pages for recognition, and its licence (Apache-2.0, BSD-3-Clause) lets it live in our process.
"""

import ctypes
import re
from collections.abc import Callable, Iterator
from unicodedata import category

import pypdfium2  # type: ignore[import-untyped]  # it comes without types
from pypdfium2 import raw

from plans.documents.formats import scan
from plans.documents.formats.collocations import spelled_blocks
from plans.documents.formats.page import MAX_RULES, MAX_WORDS, Page, Rule, Word
from plans.documents.formats.pages import blocks
from plans.documents.formats.pdf_stamps import is_stamped
from plans.documents.formats.strokes import THICK, boxes
from plans.documents.outline import Outline
from plans.problems import Problem

#: A yearly plan has 5 to 30 pages, the longest with its appendices about 100.
MAX_PAGES = 300
#: Recognition takes some three seconds a page.
MAX_SCANNED_PAGES = 60
#: A page with fewer letters than this is a picture with a stamp on it.
FEW_LETTERS = 25
#: More signs than this without a letter behind them (in a hundred), and the text layer is not to be trusted.
UNREADABLE = 8
#: A dot per inch of a page rendered for recognition.
DPI = 300

#: The library has U+FFFE or U+0002 for a hyphen that ends a line, and what begins the next right behind it.
_WORD = re.compile("[^\\s\ufffe\x02]*[\ufffe\x02]|[^\\s\ufffe\x02]+")
#: A line shorter than this borders nothing.
_SHORT = 6.0


def read(data: bytes, name: str, progress: Callable[[int, int], None] | None = None) -> Outline | Problem:
    """A PDF's outline; `progress` is told after each page how many of how many are read."""
    document = _opened(data)
    if isinstance(document, Problem):
        return document
    try:
        if is_stamped(data, document):
            return Problem("reading.secret")
        return _read(document, name, progress)
    finally:
        document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument | Problem:

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", 0) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        return Problem("document.encrypted" if encrypted else "document.corrupt")
    if len(document) == 0:
        document.close()
        return Problem("document.corrupt")
    if len(document) > MAX_PAGES:
        document.close()
        return Problem("document.too_many_pages", {"limit": str(MAX_PAGES)})
    return document


def _read(document: pypdfium2.PdfDocument, name: str, progress: Callable[[int, int], None] | None) -> Outline | Problem:
    total = len(document)
    pages: dict[int, Page] = {}
    pictures: list[int] = []
    problems: list[Problem] = []
    done = 0
    for number in range(1, total + 1):
        page = _page(document, number)
        if page is None:
            problems.append(Problem("document.page_unreadable", {"page": str(number)}))
        elif page.words:
            pages[number] = page
        else:
            pictures.append(number)
            continue
        done += 1
        if progress:
            progress(done, total)
    if len(pictures) > MAX_SCANNED_PAGES:
        return Problem("document.too_many_pages", {"limit": str(MAX_SCANNED_PAGES)})
    if pictures and (missing := scan.missing()):
        if not pages:
            return missing
        problems.append(Problem("document.pages_need_tesseract", {"pages": ", ".join(map(str, pictures))}))
        pictures = []
    for number in pictures:
        recognised = _recognised(document, number)
        if isinstance(recognised, Problem):
            problems.append(recognised)
        else:
            pages[number] = recognised.page
            problems += recognised.problems
        done += 1
        if progress:
            progress(done, total)
    made = blocks([pages[number] for number in sorted(pages)])
    made = tuple(spelled_blocks(made, frozenset(pictures))) if pictures else made
    if not made:
        return problems[0] if problems else Problem("document.no_text")
    recognised_pages = [pages[number] for number in pictures if number in pages]
    return Outline(name, made, (*problems, *scan.doubts(recognised_pages, made)))


def _recognised(document: pypdfium2.PdfDocument, number: int) -> scan.Recognised | Problem:
    """A page without text, rendered and recognised."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(DPI / 72, scan.MAX_SIDE / max(width, height, 1))
        picture = page.render(scale=scale, grayscale=True).to_pil()
    finally:
        page.close()
    return scan.recognise(picture, number)


def _page(document: pypdfium2.PdfDocument, number: int) -> Page | None:
    """The page's words and lines; without words when it has no text layer to trust; None when it is damaged."""
    try:
        page = document[number - 1]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None
    try:
        upright = _Upright(page)
        words = _words(text, upright)
        rules = list(_rules(page, upright)) if words else []
        return Page(number, upright.width, upright.height, words, rules)
    finally:
        text.close()
        page.close()


class _Upright:
    """Turns a page's own places (origin at the lower left) into ours.

    `turn` is how its text runs: 0, or 90 when it runs upwards, 180 from right to left, 270 downwards. That decides,
    not how the page is to be shown: tables are set sideways either way.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.turn = 0

    @property
    def width(self) -> float:
        return float(self.top - self.bottom if self.turn in {90, 270} else self.right - self.left)

    @property
    def height(self) -> float:
        return float(self.right - self.left if self.turn in {90, 270} else self.top - self.bottom)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def _words(text: pypdfium2.PdfTextPage, upright: _Upright) -> list[Word]:

    letters = _letters(text)
    if len(letters.strip()) < FEW_LETTERS or _strange(letters):
        return []
    handle, words = text.raw, []
    upright.turn = _direction(handle, letters)
    end = 0
    for row in letters.splitlines(keepends=True):
        start, end = end, end + len(row)
        if not row.isspace():
            words += _line(handle, row, start, upright)
        if len(words) >= MAX_WORDS:
            break
    return words


def _line(handle: object, row: str, first: int, upright: _Upright) -> list[Word]:
    """The words of a line as the library sees it; it begins at the character `first` of the page."""
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    origin, loose = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    at = first + len(row) - len(row.lstrip())
    raw.FPDFText_GetMatrix(handle, at, matrix)
    size = raw.FPDFText_GetFontSize(handle, at) * max(abs(matrix.d), abs(matrix.b), 1e-3)
    if not 3 <= size <= 120:
        return []
    words = []
    shift, top, turn = upright.left, upright.top, upright.turn
    for found in _WORD.finditer(row):
        start, end = found.span()
        origin(handle, first + start, x, y)
        loose(handle, first + end - 1, box)
        if turn:
            left, base = upright.point(x.value, y.value)
            right = max(upright.point(box.left, box.bottom)[0], upright.point(box.right, box.top)[0])
        else:
            left, right, base = x.value - shift, box.right - shift, top - y.value
        words.append(Word(found[0], left, right if right > left else left + 0.1, base, size))
    return words


def _letters(text: pypdfium2.PdfTextPage) -> str:
    """The page's characters, each at its own index."""
    count = text.count_chars()
    if count <= 0:
        return ""
    count = min(count, MAX_WORDS * 20)
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(text, 0, count, buffer) == count + 1:
        letters = bytes(buffer).decode("utf-16-le", errors="replace")[:-1]
        if len(letters) == count:
            return letters
    codes = (raw.FPDFText_GetUnicode(text, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


def _strange(letters: str) -> bool:
    """Whether too many signs have no letter behind them: the font came without its table of letters."""
    strange = sum(1 for letter in set(letters) if letter == "\ufffd" or category(letter) == "Co")
    if not strange:
        return False
    wrong = sum(1 for letter in letters if letter == "\ufffd" or category(letter) == "Co")
    return wrong * 100 > UNREADABLE * len(letters)


def _direction(handle: object, letters: str) -> int:
    """How most of the text runs, see `_Upright`."""
    turns: dict[int, int] = {}
    for index in range(0, len(letters), max(1, len(letters) // 16)):
        if letters[index].isalnum():
            turn = round(-raw.FPDFText_GetCharAngle(handle, index) * 2 / 3.141592653589793) % 4 * 90
            turns[turn] = turns.get(turn, 0) + 1
    return max(turns, key=lambda turn: turns[turn], default=0)


def _rules(page: pypdfium2.PdfPage, upright: _Upright) -> Iterator[Rule]:
    """The page's ruling lines."""
    count = 0
    for left, bottom, right, top in boxes(page):
        x0, y0 = upright.point(left, bottom)
        x1, y1 = upright.point(right, top)
        wide, high = abs(x1 - x0), abs(y1 - y0)
        if high <= THICK and wide >= _SHORT:
            yield Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif wide <= THICK and high >= _SHORT:
            yield Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
        else:
            continue
        count += 1
        if count >= MAX_RULES:
            return
