"""Pictures made ready for recognition: straightened, ruling lines found, damaged and oversized files refused."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from plans.documents.formats import picture
from plans.documents.formats.ruled import grids
from plans.problems import Problem
from tests.plans.documents.formats.printed import as_png, badly_scanned


def ruled_page() -> Image.Image:
    """A page with rows of dashes as text and a table of two columns and three rows."""
    page = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(page)
    for y in range(150, 900, 40):
        for x in range(150, 1050, 60):
            draw.rectangle((x, y, x + 40, y + 14), fill=0)
    for y in (1000, 1100, 1200, 1300):
        draw.line((150, y, 1090, y), fill=0, width=2)
    for x in (150, 400, 1090):
        draw.line((x, 1000, x, 1300), fill=0, width=2)
    return page


@pytest.mark.parametrize("skew", [-2.0, 1.5])
def test_a_skewed_page_is_straightened_and_its_table_found(skew: float) -> None:
    straight = picture.straightened(picture.evened(badly_scanned(ruled_page(), skew=skew)))
    (grid,) = grids(picture.ruling(straight))
    assert (len(grid.xs) - 1, len(grid.ys) - 1) == (2, 3)


def test_a_page_on_its_side_is_set_upright_or_on_its_head() -> None:
    side = ruled_page().transpose(Image.Transpose.ROTATE_90)
    straight = picture.straightened(picture.evened(side))
    assert straight.height > straight.width


def test_wiped_lines_are_gone_and_the_text_stays() -> None:
    page = picture.evened(ruled_page())
    clean = picture.wiped(page, picture.ruling(page))
    assert picture.ruling(clean) == []
    ink = page.histogram()[0]
    assert 0.8 * ink < clean.histogram()[0] < ink


def test_shadows_are_evened_out() -> None:
    shadow = Image.linear_gradient("L").resize((1240, 1754)).point(lambda value: 110 + value // 2)
    shaded = Image.composite(shadow, ruled_page(), ruled_page())
    flat = picture.evened(shaded)
    assert min(flat.crop((2200, 200, 2400, 3000)).tobytes()) > 200


def test_every_page_of_a_tiff_is_opened_and_transparency_is_paper() -> None:
    out = BytesIO()
    ruled_page().save(out, "TIFF", save_all=True, append_images=[ruled_page()])
    frames = picture.opened(out.getvalue())
    assert not isinstance(frames, Problem)
    assert len(frames) == 2
    pages = picture.opened(as_png(Image.new("RGBA", (800, 800), (0, 0, 0, 0))))
    assert not isinstance(pages, Problem)
    assert pages[0].convert("L").getextrema() == (255, 255)


def test_the_camera_s_note_turns_the_picture() -> None:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("L", (900, 600), 255).save(out, "JPEG", exif=exif)
    pages = picture.opened(out.getvalue())
    assert not isinstance(pages, Problem)
    assert pages[0].size == (600, 900)


def test_a_picture_bomb_is_refused_unopened() -> None:
    bomb = Image.new("1", (12_000, 9_000))
    out = BytesIO()
    bomb.save(out, "PNG")
    assert picture.opened(out.getvalue()) == Problem("document.picture_too_large", {"limit": "89"})


@pytest.mark.parametrize("cut", [10, 100, 1500])
def test_a_damaged_picture_is_a_problem(cut: int) -> None:
    assert picture.opened(as_png(ruled_page())[:cut]) == Problem("document.corrupt")


def test_a_tiny_picture_is_refused() -> None:
    assert picture.opened(as_png(Image.new("L", (200, 200), 255))) == Problem(
        "document.picture_too_small", {"limit": "1200"}
    )
