"""What is recognised at once: cells of ruled tables one below the other, so that no line runs through two of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from plans.documents.formats.numerals import inked
from plans.documents.formats.page import Word
from plans.documents.formats.ruled import Area, Grid

#: Tesseract takes no picture higher than this.
MAX_HEIGHT = 30_000
#: A point in dots of the recognised picture is this much: 300 dots an inch.
DPI = 300
POINT = 72 / DPI
#: In dots: the space around pieces; the height of a line of letters, the width of a short word, that of a line of them.
_GAP = 36
_ONE_LINE, _SHORT, _WIDE = 90, 400, 1800


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the page: where it stands there, and where on the sheet that is recognised."""

    left: int
    top: int
    x: int
    y: int
    picture: Image.Image

    def holds(self, x: float, y: float) -> bool:
        """Whether a place of the sheet is on it or near below it."""
        return self.y <= y < self.y + self.picture.height + _GAP and self.x - _GAP <= x < self.x + self.picture.width


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is recognised at once."""

    picture: Image.Image
    pieces: Sequence[Piece]


def sheet_of(page: Image.Image, tables: Sequence[Grid]) -> Sheet:
    """What stands outside of tables on top, and below it every cell that has something written in it."""
    if not tables:
        return Sheet(page, [Piece(0, 0, 0, 0, page)])
    rest = page.copy()
    cells = []
    for table in tables:
        for area in table.areas():
            box = _box(table, area, page)
            if box[2] - box[0] < 10 or box[3] - box[1] < 10:
                continue
            rest.paste(255, box)
            cell = page.crop(box)
            if _written(cell):
                cells.append((box, cell))
    pieces = [Piece(0, 0, _GAP, 0, rest)] if _written(rest) else []
    at = rest.height + _GAP if pieces else _GAP
    for box, cell in cells:
        pieces.append(Piece(box[0], box[1], _GAP, at, cell))
        at += cell.height + _GAP
    return _laid_out(pieces) if at <= MAX_HEIGHT else Sheet(page, [Piece(0, 0, 0, 0, page)])


def _laid_out(pieces: list[Piece]) -> Sheet:
    """A sheet with the pieces on it."""
    width = max((piece.x + piece.picture.width for piece in pieces), default=10)
    height = max((piece.y + piece.picture.height for piece in pieces), default=10)
    sheet = Image.new("L", (width + _GAP, height + _GAP), 255)
    for piece in pieces:
        sheet.paste(piece.picture, (piece.x, piece.y))
    return Sheet(sheet, pieces)


def overlooked(sheet: Sheet, words: Sequence[Word]) -> Sheet | None:
    """The cells that gave no word, on a sheet of their own: figures that stand alone are read better in a line."""
    if len(sheet.pieces) < 2:
        return None
    places = [(word.left / POINT, word.middle / POINT) for word in words]
    pieces, at, line = [], _GAP, _GAP
    for piece in sheet.pieces[1:]:
        right, bottom = piece.left + piece.picture.width, piece.top + piece.picture.height
        if any(piece.left - 9 <= x <= right and piece.top - 9 <= y <= bottom + 9 for x, y in places):
            continue
        left, top, right, bottom = inked(piece.picture) or (0, 0, 0, 0)
        if 12 <= bottom - top <= _ONE_LINE and 6 <= right - left <= _SHORT:
            if at > _WIDE:
                at, line = _GAP, line + 2 * _ONE_LINE
            left, top = max(0, left - 3), max(0, top - 3)
            ink = piece.picture.crop((left, top, right + 3, bottom + 3))
            pieces.append(Piece(piece.left + left, piece.top + top, at, line + _ONE_LINE - ink.height, ink))
            at += ink.width + _GAP
    return _laid_out(pieces) if pieces else None


def _box(table: Grid, area: Area, page: Image.Image) -> tuple[int, int, int, int]:
    """An area in dots."""
    left, right = table.xs[area.left] / POINT, table.xs[area.right] / POINT
    top, bottom = table.ys[area.top] / POINT, table.ys[area.bottom] / POINT
    return max(0, round(left)), max(0, round(top)), min(page.width, round(right)), min(page.height, round(bottom))


def _written(part: Image.Image) -> bool:
    """Whether there is more ink than specks."""
    if part.width < 24 or part.height < 24:
        return False
    return min(part.reduce(6).tobytes()) < 190
