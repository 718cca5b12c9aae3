"""The Roman numerals of quarters and terms, told by their strokes.

Recognition for Vietnamese takes every second "II" for "H" and "III" for "II": a task would slip by a quarter unseen.
"""

import re

from PIL import Image

#: The words that such a numeral follows: quý, kỳ (học kỳ).
BEFORE = frozenset({"quy", "quý", "kỳ", "kì"})
#: What a numeral of strokes is taken for.
TAKEN_FOR = re.compile(r"[IVXLHEil1|!\[\]ïíìÏÍÌ]{1,5}[.:,;)]?$")
#: The same with a year behind it: "II/2026".
JOINED = re.compile(r"([IVXLHEil1|!\[\]ïíìÏÍÌ]{1,5})([/⁄]\S+)$")
#: The number of a heading at the head of a line; a lone figure is what it looks like.
HEADING = re.compile(r"(?!1+[.:])[IVXLHl1|!\[\]ÏÍÌ]{1,5}[.:]$")
_INK, _FAINT = 150, 225
_INKED = re.compile(rb"\0{2,}")
_BLANK = re.compile(rb"\x01+")
_GLUED = re.compile(r"(qu[yý])(\S{1,5})$", re.IGNORECASE)
_SPECK = 3
#: The height in dots of a numeral that can be told.
_LOWEST = 15
#: Heights (of the whole) at which strokes are counted, and how thick such a strip is.
_STRIPS, _THICK = (0.3, 0.5, 0.7), 0.12
#: A stroke that moves further than this (of the height) between strips is slanted.
_SLANT = 0.09


def follows(word: str) -> bool:
    """Whether the word before a numeral says that it counts quarters or terms."""
    return word.lower().strip('("“') in BEFORE


def counts(word: str) -> bool:
    """Whether a word may be such a numeral, alone or with a year behind it."""
    return bool(TAKEN_FOR.match(word) or JOINED.match(word))


def glued(word: str) -> tuple[str, str] | None:
    """A quarter recognised as one word, in two: QUÝII → QUÝ, II."""
    found = _GLUED.match(word)
    return (found[1], found[2]) if found and TAKEN_FOR.match(found[2]) else None


def last_part(word: Image.Image) -> Image.Image:
    """What stands behind the widest space in the picture of a word."""
    gaps = [found.span() for found in _BLANK.finditer(_columns(word, 0.0, 1.0, _FAINT))]
    inner = [gap for gap in gaps if gap[0] > 0 and gap[1] < word.width]
    if not inner:
        return word
    return word.crop((max(inner, key=lambda gap: gap[1] - gap[0])[1] - 3, 0, word.width, word.height))


def spelled(word: str) -> str:
    """The word before a numeral with the accent that recognition dropped: QUY → QUÝ."""
    if word.lower() != "quy":
        return word
    return word[:2] + ("Ý" if word.isupper() else "ý")


def roman(word: Image.Image) -> str:
    """I, II, III or IV when the picture of the numeral shows it clearly, else ""."""
    trimmed = _trimmed(word)
    if trimmed is None:
        return ""
    top, middle, bottom = (_strokes(trimmed, at) for at in _STRIPS)
    if len(top) == len(bottom):
        moved = [under - over for over, under in zip(top, bottom, strict=True)]
        if moved and len(top) == len(middle) <= 3 and max(moved) - min(moved) <= _SLANT * trimmed.height:
            return "I" * len(top)
    # Two legs that come nearer to one another on their way down are a V.
    if len(top) == 3 and len(bottom) in (2, 3):
        legs = bottom[2] - bottom[1] if len(bottom) == 3 else 0.0
        if top[2] - top[1] - legs > 2 * _SLANT * trimmed.height:
            return "IV"
    return ""


def before_stroke(word: Image.Image) -> str:
    """The same of a numeral with a stroke and a year behind it ("II/2026"), which may touch it."""
    box = inked(word)
    if box is None or box[3] - box[1] < _LOWEST:
        return ""
    word = word.crop(box)
    top, bottom = (_strokes(word, at) for at in (_STRIPS[0], _STRIPS[-1]))
    moved = [(under - over) / word.height for over, under in zip(top, bottom, strict=False)]
    upright = next((at for at, by in enumerate(moved) if abs(by) > _SLANT), 0)
    if 1 <= upright <= 3 and moved[upright] < -1.2 * _SLANT:
        return "I" * upright
    return "IV" if upright == 1 and moved[1] > _SLANT else ""


def _trimmed(word: Image.Image) -> Image.Image | None:
    """The numeral alone, without white around it and without the stop or colon behind it."""
    box = inked(word)
    if box is None or box[3] - box[1] < _LOWEST:
        return None
    word = word.crop(box)
    parts = [found.span() for found in _INKED.finditer(_columns(word, 0.0, 1.0, _FAINT))]
    while len(parts) > 1:
        last = word.crop((parts[-1][0], 0, parts[-1][1], word.height))
        part = inked(last)
        if part is not None and part[3] - part[1] > 0.8 * word.height:
            break
        parts.pop()
    return word.crop((0, 0, parts[-1][1], word.height)) if parts else None


def inked(word: Image.Image) -> tuple[int, int, int, int] | None:
    """The box around what is written; specks of single dots are averaged away."""
    small = word.reduce(_SPECK).point(lambda value: 255 if value < _INK else 0)
    box = small.getbbox()
    return box and (box[0] * _SPECK, box[1] * _SPECK, box[2] * _SPECK, box[3] * _SPECK)


def _strokes(word: Image.Image, at: float) -> list[float]:
    """The middles of the strokes that a level strip at some height crosses."""
    row = _columns(word, at - _THICK / 2, at + _THICK / 2, _INK)
    return [(found.start() + found.end()) / 2 for found in _INKED.finditer(row)]


def _columns(word: Image.Image, top: float, bottom: float, limit: int) -> bytes:
    """Which columns of a level strip hold ink: a zero for each that does."""
    first = round(top * word.height)
    strip = word.crop((0, first, word.width, max(first + 2, round(bottom * word.height))))
    row = strip.resize((word.width, 1), Image.Resampling.BOX)
    return row.point(lambda value: 0 if value < limit else 1).tobytes()
