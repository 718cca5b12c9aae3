"""Stamps of secrecy on a picture of a page: inked in red or framed, slightly turned, over other print.

The ordinary recognition takes their frames for tables and their turned letters for dirt, so they are looked for first,
each by itself: cut out, set level, without its frame. A paper that bears one is not read at all.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice, pairwise
from unicodedata import combining, normalize

from PIL import Image, ImageChops, ImageFilter, ImageOps
from rapidfuzz import fuzz

from plans.documents.formats.programs import run

#: The part of a page, from above, where stamps of secrecy are.
HEAD = 0.4
#: The width in dots of the pictures looked through: 200 an inch.
_WIDTH = 1654
_SECONDS = 10.0
#: How much more red than green there is in red ink, and how much makes it fully red.
_RED, _FULL = 30, 90
#: Dots to a cell in which red ink and frames are looked for.
_INK_CELL, _FRAME_CELL = 8, 3
#: The faintest ink, from what part of the way to white all is paper, and what is darker than this is drawn.
_FAINTEST, _PAPER, _DRAWN = 150, 0.9, (205, 170)
#: The least and the greatest width and height of a stamp in dots.
_WIDE, _HIGH = (64, 900), (26, 330)
#: No more parts of a page are looked at than these.
_MOST = 14
_MAX_TURN = 10
#: The height that letters are brought to, and the space around them.
_LETTERS, _SPACE = 64, 40
#: A row or a column with that share of ink is the line of a frame; the stroke of an M is not.
_LEVEL_LINE, _UPRIGHT_LINE = 0.7, 0.84
#: So much of the width and height, at either end, is looked through for it; so far around the inside it stands.
_OUTER, _AROUND = 5, 8
#: So many of a frame's four lines are to be seen, at first.
_LINES = 3
#: "--psm": words here and there; one block of text.
_SPARSE, _BLOCK = "11", "6"
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
#: Alone, the word has to keep one of its marks: "MẮT" is an eye, "MẤT" lost.
_MARKED = "ẬÂẠẶ"
_URGENT = re.compile(r"HOATOC|THUONGKHAN|KHAN|HENGIO|TRANG$")
_LABEL = re.compile(r"(?:MUC)?DOMAT")
_STAMP = re.compile(r"(TOI|TUYE{1,2}T)?(?:MA{1,2}T)")
#: How like a level and how long misread letters have to be.
_ALIKE, _LONG = 80, 4

Box = tuple[int, int, int, int]


def bears_stamp(page: Image.Image, program: str) -> bool:
    """Whether MẬT, TỐI MẬT or TUYỆT MẬT is stamped on the upper part of a page, as Tesseract recognises it."""
    top = _head(page)
    inked = list(islice(_inked(top), _MOST))
    found = [_levelled(part, _LINES) for part in (*inked, *islice(_framed(top), _MOST - len(inked)))]
    if found and any(map(is_stamp, _recognised(found, program, _SPARSE))):
        return True
    again = [_levelled(part, 1) for part in inked]
    return bool(again) and any(map(is_stamp, _recognised(again, program, _BLOCK)))


def is_stamp(line: str) -> bool:
    """Whether recognised words are a stamp of secrecy and nothing else."""
    letters = "".join(letter for letter in normalize("NFC", line).upper() if letter.isalpha())
    bare = "".join(letter for letter in normalize("NFD", letters) if not combining(letter)).replace("Đ", "D")
    bare = _LABEL.sub("", _URGENT.sub("", bare), count=1)
    found = _STAMP.fullmatch(bare)
    if found:
        return bool(found[1]) or any(letter in _MARKED for letter in letters)
    return len(bare) >= _LONG and any(fuzz.ratio(bare, level) >= _ALIKE for level in ("TOIMAT", "TUYETMAT"))


def _head(page: Image.Image) -> Image.Image:
    """The upper part of the page in colour, in the size that stamps are looked for."""
    top = page.crop((0, 0, page.width, round(page.height * HEAD)))
    top = top.convert("RGB")
    size = _WIDTH, max(1, min(4 * _WIDTH, round(top.height * _WIDTH / top.width)))
    return top if top.size == size else top.resize(size, Image.Resampling.BICUBIC)


# ---------------------------------------------------------------- what may be a stamp


def _inked(top: Image.Image) -> Iterator[Image.Image]:
    """What stands in red, each by itself, black on white."""
    red, green, _ = top.split()
    more = ImageChops.subtract(red, green)
    usual = _median(more)
    ink = more.point(lambda value: max(0, 255 - max(0, value - usual - _RED // 2) * 255 // (_FULL - _RED // 2)))
    # Print beneath a stamp leaves gaps in its letters.
    ink = ink.filter(ImageFilter.MinFilter(5)).filter(ImageFilter.MaxFilter(5))
    cells = more.reduce(_INK_CELL).point(lambda value: 255 if value - usual > _RED // 2 else 0)
    if cells.getbbox() is None:
        return
    # Letters of a word and the words of a stamp touch when every cell grows by two.
    grown = cells.filter(ImageFilter.MaxFilter(5))
    for part in _parts(grown):
        left, upper, right, lower = (value * _INK_CELL for value in part)
        box = max(0, left + _INK_CELL), max(0, upper + _INK_CELL), right - _INK_CELL, lower - _INK_CELL
        if _fits(box):
            yield ink.crop(box)


def _framed(top: Image.Image) -> Iterator[Image.Image]:
    """What stands alone in a frame."""
    grey = top.convert("L")
    paper = grey.reduce(16).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    flat = ImageChops.invert(ImageChops.subtract(paper.resize(grey.size, Image.Resampling.BILINEAR), grey))
    darkest = min(_FAINTEST, min(flat.reduce(3).tobytes()))
    flat = flat.point(lambda value: max(0, min(255, round((value - darkest) * 255 / ((255 - darkest) * _PAPER)))))
    cells = flat.reduce(_FRAME_CELL)
    width, height = cells.size
    seen: set[Box] = set()
    for drawn in _DRAWN:
        light = [255 if value > drawn else 0 for value in range(256)]
        for left, upper, right, lower in _parts(cells.point(light)):
            box = left * _FRAME_CELL, upper * _FRAME_CELL, right * _FRAME_CELL, lower * _FRAME_CELL
            place = left // 4, upper // 4, right // 4, lower // 4
            if place in seen or left == 0 or upper == 0 or right >= width or lower >= height:
                continue
            if _fits(box) and right - left > lower - upper:
                seen.add(place)
                around = box[0], box[1], box[2] + 2 * _AROUND, box[3] + 2 * _AROUND
                yield ImageOps.expand(flat, _AROUND, 255).crop(around)


def _fits(box: Box) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return _WIDE[0] <= wide <= _WIDE[1] and _HIGH[0] <= high <= _HIGH[1]


def _parts(mask: Image.Image) -> Iterator[Box]:
    """The boxes around what hangs together in a picture of black and white, from above."""
    width, height = mask.size
    # Runs of white in each row, joined with those of the row above that they touch.
    roots: list[int] = []
    boxes: list[list[int]] = []
    above: list[tuple[int, int, int]] = []
    data = mask.tobytes()

    def root(one: int) -> int:
        while roots[one] != one:
            roots[one] = roots[roots[one]]
            one = roots[one]
        return one

    for y in range(height):
        runs = []
        for found in _RUN.finditer(data, y * width, (y + 1) * width):
            left, right = found.start() - y * width, found.end() - y * width
            own = len(roots)
            roots.append(own)
            boxes.append([left, y, right, y + 1])
            for other_left, other_right, other in above:
                if other_left < right and left < other_right:
                    one, two = root(own), root(other)
                    if one != two:
                        roots[one] = two
                        box, into = boxes[one], boxes[two]
                        boxes[two] = [*map(min, box[:2], into[:2]), *map(max, box[2:], into[2:])]
            runs.append((left, right, own))
        above = runs
    for one, box in enumerate(boxes):
        if roots[one] == one:
            yield box[0], box[1], box[2], box[3]


_RUN = re.compile(rb"\xff+")


def _median(picture: Image.Image) -> int:
    count, half = 0, picture.width * picture.height // 2
    for value, times in enumerate(picture.histogram()):
        count += times
        if count > half:
            return value
    return 255


# ---------------------------------------------------------------- made ready and recognised


def _levelled(part: Image.Image, lines: int) -> Image.Image:
    """A stamp turned so that its line is level, without its frame, its letters in the usual size."""
    padded = ImageOps.expand(part, _SPACE, 255)
    small = padded.reduce(2)
    roughly = max(range(-_MAX_TURN, _MAX_TURN + 1), key=lambda at: _levelness(small, at))
    angle = max((roughly + step / 4 for step in range(-3, 4)), key=lambda at: _levelness(small, at))
    level = padded.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255) if angle else padded
    clean = _unframed(level, lines)
    inside = ImageOps.invert(clean).point(lambda value: 255 if value > 110 else 0).getbbox()
    if inside is None:
        return Image.new("L", (1, 1), 255)
    clean = ImageOps.expand(clean.crop(inside), 4, 255)
    tallest = _tallest(clean)
    scale = min(4.0, max(0.4, _LETTERS / tallest))
    size = max(1, round(clean.width * scale)), max(1, round(clean.height * scale))
    return clean.resize(size, Image.Resampling.BICUBIC)


def _levelness(picture: Image.Image, angle: float) -> float:
    turned = picture.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return float(sum((one - other) ** 2 for one, other in pairwise(rows)))


def _unframed(part: Image.Image, least: int) -> Image.Image:
    """Without the lines of the frame: rows and columns that are mostly ink, and what is beyond them."""
    ink = ImageOps.invert(part).point(lambda value: 255 if value > 90 else 0)
    box = ink.getbbox()
    if box is None:
        return part
    rows = _shares(ink.crop(box), upright=False)
    columns = _shares(ink.crop(box), upright=True)
    upper, lower = _between(rows, _LEVEL_LINE)
    left, right = _between(columns, _UPRIGHT_LINE)
    lines = (upper > 0) + (left > 0) + (lower < len(rows)) + (right < len(columns))
    if lines < least:  # the tops of capitals and the stroke of a T look like one, but not like a frame
        return part
    return part.crop((box[0] + left, box[1] + upper, box[0] + right, box[1] + lower))


def _shares(ink: Image.Image, *, upright: bool) -> list[float]:
    size = (ink.width, 1) if upright else (1, ink.height)
    return [value / 255 for value in ink.resize(size, Image.Resampling.BOX).tobytes()]


def _between(shares: Sequence[float], line: float) -> tuple[int, int]:
    """Where what stands between the lines of a frame begins and ends; from end to end without lines."""
    outer, end = max(1, len(shares) // _OUTER), len(shares)
    first = max((at + 3 for at in range(outer) if shares[at] >= line), default=0)
    last = min((at - 2 for at in range(end - outer, end) if shares[at] >= line), default=end)
    return (first, last) if last > first else (0, end)


def _tallest(part: Image.Image) -> int:
    """The height of the tallest line of letters."""
    shares = _shares(ImageOps.invert(part).point(lambda value: 255 if value > 110 else 0), upright=False)
    tallest = run_length = 0
    for share in shares:
        run_length = run_length + 1 if share > 0.02 else 0
        tallest = max(tallest, run_length)
    return max(tallest, 8)


def _recognised(parts: Sequence[Image.Image], program: str, way: str) -> list[str]:
    """The lines that are recognised when the parts stand one below the other."""
    width = max(part.width for part in parts) + 2 * _SPACE
    height = sum(part.height + _SPACE for part in parts) + _SPACE
    sheet = Image.new("L", (width, height), 255)
    at = _SPACE
    for part in parts:
        sheet.paste(part, (_SPACE, at))
        at += part.height + _SPACE
    file = BytesIO()
    sheet.save(file, "PNG", compress_level=1)
    command = (program, "-", "-", "--dpi", "300", "-l", "vie", "--psm", way)
    answer = run(command, file.getvalue(), seconds=_SECONDS, settings=_ONE_THREAD)
    return answer.output.decode("utf-8", "replace").splitlines() if answer.status == 0 else []
