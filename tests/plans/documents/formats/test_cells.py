"""Cells are laid out one below the other; those that gave no word, once more in a line."""

from itertools import pairwise

from PIL import Image, ImageDraw

from plans.documents.formats.cells import POINT, overlooked, sheet_of
from plans.documents.formats.page import Rule, Word
from plans.documents.formats.ruled import grids


def page() -> Image.Image:
    """A table of two cells over two, a black box in each but the last."""
    picture = Image.new("L", (2400, 1200), 255)
    draw = ImageDraw.Draw(picture)
    for x, y in ((400, 250), (1400, 250), (400, 550)):
        draw.rectangle((x, y, x + 40, y + 50), fill=0)
    return picture


TABLE = grids(
    [Rule(False, y * POINT, 200 * POINT, 2200 * POINT) for y in (200, 500, 800)]
    + [Rule(True, x * POINT, 200 * POINT, 800 * POINT) for x in (200, 1200, 2200)]
)


def test_only_cells_that_are_written_in_are_laid_out_and_none_beside_another() -> None:
    sheet = sheet_of(page(), TABLE)
    assert [(piece.left, piece.top) for piece in sheet.pieces] == [(200, 200), (1200, 200), (200, 500)]
    assert all(one.y + one.picture.height <= other.y for one, other in pairwise(sheet.pieces))


def test_cells_without_a_word_are_laid_in_a_line() -> None:
    sheet = sheet_of(page(), TABLE)
    word = Word("1", 400 * POINT, 440 * POINT, 300 * POINT, 12)
    lost = overlooked(sheet, [word])
    assert lost is not None
    assert [(piece.left // 10, piece.top // 10) for piece in lost.pieces] == [(139, 24), (39, 54)]
    assert len({piece.y + piece.picture.height for piece in lost.pieces}) == 1
    assert overlooked(sheet, [word, word._replace(left=1400 * POINT), word._replace(base=600 * POINT)]) is None
