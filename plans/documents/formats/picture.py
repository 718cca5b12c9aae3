"""A picture of a page made ready for recognition: evened out, upright, straight, its ruling lines found and wiped off.

Pillow does it alone: averages over long thin windows (`reduce`) stand in for the morphology of larger libraries.
"""

import re
import warnings
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, ImageSequence

from plans.documents.formats.page import MAX_RULES, Rule
from plans.problems import Problem

#: The width of a page at 300 dots an inch (A4); smaller pictures are enlarged to it, larger ones reduced.
WIDTH = 2480
MAX_SIDE = 5200
#: Pages of one picture file.
MAX_PAGES = 60
#: What is taken for a picture of a page; an animation gives its frames.
FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF")
#: A page narrower than this has letters of fewer than ten dots: nobody could read them.
MIN_SIDE = 300
#: The width in dots that a page should have at least.
ENOUGH = 1200
#: The faintest ink there may be on paper of 255, and from what part of the way between the two everything is paper.
_FAINTEST, _PAPER = 150, 0.92
_CLEANER = 1.23
#: How dark a line is at least, on the average of its length.
_LINE = 150
#: Skew in degrees that is looked for, and how finely.
_MAX_SKEW, _COARSE, _FINE = 6.0, 0.5, 0.05
#: Dots averaged along a line; how many such windows it is long (a border between cells in one row), how thick at most.
_WINDOW, _LONG, _ONE_ROW, _THICK = 8, 20, 7, 16
#: A line is so much darker than what stands this many dots above and below it; a row of letters is not.
_DARKER, _BESIDE = 35, 9
_RUN = re.compile(rb"\x00(?:\x00|\xff(?=\x00))*")


def opened(data: bytes) -> list[Image.Image] | Problem:
    """The pages of a picture file (a .tif may have several), upright as the camera noted; the first in its colours."""
    pages: list[Image.Image] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as picture:
                for frame in ImageSequence.Iterator(picture):
                    if min(frame.size) < MIN_SIDE:
                        return Problem("document.picture_too_small", {"limit": str(ENOUGH)})
                    if len(pages) >= MAX_PAGES:
                        return Problem("document.too_many_pages", {"limit": str(MAX_PAGES)})
                    # Stamps of secrecy are red; the other pages would fill the memory in colours.
                    colours = "L" if pages or frame.mode == "L" else "RGB"
                    frame.draft(colours, (WIDTH, WIDTH))
                    pages.append(_on_white(ImageOps.exif_transpose(frame), colours))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Problem("document.picture_too_large", {"limit": str((Image.MAX_IMAGE_PIXELS or 0) // 1_000_000)})
    except Exception:  # Pillow's decoders raise anything at all on damaged data
        return Problem("document.corrupt")
    return pages or Problem("document.corrupt")


def _on_white(picture: Image.Image, colours: str) -> Image.Image:
    if "A" in picture.getbands() or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    plain = picture.convert(colours)
    plain.thumbnail((MAX_SIDE, MAX_SIDE))
    return plain


def evened(picture: Image.Image) -> Image.Image:
    """Shadows taken away and the contrast stretched: paper white, ink black; brought to the usual size."""
    picture = picture.convert("L")
    width, height = picture.size
    scale = WIDTH / min(width, height)
    scale = min(scale, MAX_SIDE / max(width, height))
    if not 0.9 < scale < 1.1:
        size = max(1, round(width * scale)), max(1, round(height * scale))
        picture = picture.resize(size, Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.BOX)
    small = picture.reduce(16).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4))
    paper = small.resize(picture.size, Image.Resampling.BILINEAR)
    flat = ImageChops.invert(ImageChops.subtract(paper, picture))
    ink = min(_FAINTEST, min(flat.reduce(3).tobytes()))
    return flat.point(lambda value: max(0, min(255, round((value - ink) * 255 / ((255 - ink) * _PAPER)))))


def straightened(picture: Image.Image) -> Image.Image:
    """Turned so that its lines of text are level (and not on their side)."""
    small = picture.copy()
    small.thumbnail((900, 900))
    turned = small.transpose(Image.Transpose.ROTATE_90)
    if _roughly_level(turned) > 1.3 * _roughly_level(small):
        small, picture = turned, picture.transpose(Image.Transpose.ROTATE_90)
    angle = _best(small, 0.0, _MAX_SKEW, _COARSE)
    angle = _best(small, angle, _COARSE, _COARSE / 5)
    angle = _best(small, angle, _COARSE / 5, _FINE)
    if abs(angle) < _FINE:
        return picture
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def _roughly_level(picture: Image.Image) -> float:
    return max(_levelness(picture, angle) for angle in (-3, -1.5, 0, 1.5, 3))


def _best(picture: Image.Image, middle: float, reach: float, step: float) -> float:
    count = round(reach / step)
    return max((middle + step * index for index in range(-count, count + 1)), key=lambda at: _levelness(picture, at))


def _levelness(picture: Image.Image, angle: float) -> float:
    """How much rows of ink and rows of paper differ once the picture is turned by an angle."""
    turned = picture.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255) if angle else picture
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return float(sum((one - other) ** 2 for one, other in pairwise(rows)))


def ruling(picture: Image.Image) -> list[Rule]:
    """The ruling lines of a straight picture, in dots."""
    # Lines are sought without the noise of the paper, which letters are better recognised with.
    picture = picture.point(lambda value: min(255, round(value * _CLEANER)))
    levels = [Rule(False, *line) for line in _level_lines(picture, _LONG)]
    turned = picture.transpose(Image.Transpose.TRANSPOSE)
    uprights = [Rule(True, *line) for line in _level_lines(turned, _ONE_ROW)]
    tall = [rule for rule in uprights if rule.end - rule.start >= _LONG * _WINDOW]
    uprights = [rule for rule in uprights if rule in tall or _parts(rule, levels, tall)]
    levels += _healed(picture, levels, uprights)
    return [*(rule for rule in levels if not _in_cell(rule, levels, uprights)), *uprights]


def _in_cell(level: Rule, levels: list[Rule], uprights: list[Rule]) -> bool:
    """Whether a level line begins and ends inside a cell: the upper edges of letters ("TĐKT"), no border."""
    row = [rule for rule in levels if abs(rule.at - level.at) <= _BESIDE]
    left, right = min(rule.start for rule in row), max(rule.end for rule in row)
    beside = [rule.at for rule in uprights if rule.start <= level.at <= rule.end]
    if any(abs(at - end) <= 3 * _WINDOW for at in beside for end in (left, right)):
        return False
    return any(at < left for at in beside) and any(at > right for at in beside)


def _healed(picture: Image.Image, levels: list[Rule], uprights: list[Rule]) -> list[Rule]:
    """What is missing in level lines that letters touch: a gap not from border to border, or one as dark as a line."""
    missing = []
    by_height = sorted(levels, key=lambda rule: rule.at)
    rows = [0, *(at for at in range(1, len(by_height)) if by_height[at].at - by_height[at - 1].at > _BESIDE), None]
    ordered = [sorted(by_height[one:other], key=lambda rule: rule.start) for one, other in pairwise(rows)]
    for one, other in (pair for row in ordered for pair in pairwise(row)):
        if other.start <= one.end:
            continue
        borders = [any(abs(upright.at - end) <= 3 * _WINDOW for upright in uprights) for end in (one.end, other.start)]
        strip = picture.crop((round(one.end), round(one.at) - 2, round(other.start), round(one.at) + 3))
        darkest = min(strip.resize((1, strip.height), Image.Resampling.BOX).tobytes())
        if not all(borders) or darkest < _LINE:
            missing.append(Rule(False, one.at, one.start, other.end))
    return missing


def _parts(upright: Rule, levels: list[Rule], tall: list[Rule]) -> bool:
    """Whether a short upright line goes from one level line to another: the border between two cells of one row.

    The stroke of a letter in a low row nearly does; only where other rows have a border too it need not be exact.
    """
    near = 2.5 if any(abs(rule.at - upright.at) <= 1.5 * _WINDOW for rule in tall) else 1.25
    return all(
        any(abs(level.at - end) <= near * _WINDOW and level.start <= upright.at <= level.end for level in levels)
        for end in (upright.start, upright.end)
    )


def _level_lines(picture: Image.Image, long: int) -> list[tuple[float, float, float]]:
    """(height, left, right) of the picture's level lines."""
    windows = picture.reduce((_WINDOW, 1))
    beside = ImageChops.darker(ImageChops.offset(windows, 0, _BESIDE), ImageChops.offset(windows, 0, -_BESIDE))
    thin = ImageChops.subtract(beside, windows)
    near = ImageChops.lighter(ImageChops.offset(thin, 0, 1), ImageChops.offset(thin, 0, -1))
    dark = ImageChops.lighter(thin, near).point(lambda value: 0 if value > _DARKER else 255)
    width = dark.width
    data = dark.tobytes()
    open_runs: list[list[int]] = []
    lines: list[list[int]] = []
    for y in range(dark.height):
        row = data[y * width : (y + 1) * width]
        if b"\0\0\0\0\0" not in row:
            continue
        for found in _RUN.finditer(row):
            left, right = found.span()
            if right - left < long or row.count(0, left, right) < 0.85 * (right - left):
                continue
            for run in open_runs:
                if y - run[1] <= 2 and left < run[3] and right > run[2]:
                    run[1], run[2], run[3] = y, min(run[2], left), max(run[3], right)
                    break
            else:
                open_runs.append([y, y, left, right])
        lines += [run for run in open_runs if y - run[1] > 2]
        open_runs = [run for run in open_runs if y - run[1] <= 2]
        if len(lines) > MAX_RULES:
            break
    return [
        ((top + bottom) / 2, left * _WINDOW - _WINDOW / 2, right * _WINDOW + _WINDOW / 2)
        for top, bottom, left, right in lines + open_runs
        if bottom - top <= _THICK
    ]


def wiped(picture: Image.Image, rules: list[Rule]) -> Image.Image:
    """The picture without its ruling lines, which recognition takes for letters."""
    clean = picture.copy()
    draw = ImageDraw.Draw(clean)
    for rule in rules:
        if rule.upright:
            draw.rectangle((rule.at - 5, rule.start, rule.at + 5, rule.end), fill=255)
        else:
            draw.rectangle((rule.start, rule.at - 5, rule.end, rule.at + 5), fill=255)
    return clean
