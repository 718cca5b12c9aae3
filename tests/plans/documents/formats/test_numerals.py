"""Roman numerals told by their strokes, where recognition takes III for II."""

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from plans.documents.formats.numerals import follows, roman, spelled


def drawn(numeral: str, size: int, blur: float) -> Image.Image:
    """A numeral of a font with serifs as these papers use, or the one that Pillow brings along."""
    page = Image.new("L", (60 * len(numeral) + 120, 110), 255)
    try:
        font: ImageFont.FreeTypeFont | ImageFont.ImageFont = ImageFont.truetype("LiberationSerif-Regular.ttf", size)
    except OSError:
        font = ImageFont.load_default(size)
    ImageDraw.Draw(page).text((30, 20), numeral, font=font, fill=0)
    return page.filter(ImageFilter.GaussianBlur(blur))


@pytest.mark.parametrize("numeral", ["I", "II", "III", "IV"])
@pytest.mark.parametrize("stop", ["", ".", ":"])
@pytest.mark.parametrize(("size", "blur"), [(50, 0.5), (58, 1.5), (66, 2.0)])
def test_the_numerals_of_quarters_are_told_apart(numeral: str, stop: str, size: int, blur: float) -> None:
    assert roman(drawn(numeral + stop, size, blur)) == numeral


@pytest.mark.parametrize("other", ["", "Sở", "năm", "12", "và"])
def test_what_is_no_numeral_is_not_taken_for_one(other: str) -> None:
    assert roman(drawn(other, 58, 1.0)) == ""


def test_only_behind_quarter_and_term_is_a_numeral_looked_for() -> None:
    assert [follows(word) for word in ("QUY", "Quý", "kỳ", "(quý", "số", "II")] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]


def test_the_accent_that_was_dropped_comes_back() -> None:
    assert [spelled(word) for word in ("QUY", "Quy", "quý", "kì")] == ["QUÝ", "Quý", "quý", "kì"]
