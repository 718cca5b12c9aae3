"""Whether a paper bears a stamp of secrecy; such a paper must not be read at all."""

import re
from collections.abc import Iterable, Iterator

from plans.documents.extraction.noise import cleaned
from plans.documents.outline import Block

#: A stamp that lost its diacritics is only believed at the head, where stamps are.
_HEAD = 15
_GAP = re.compile(r"\t|\n| {3,}|\s*\|\s*")
_TRIM = " .,;:!*_-–—[](){}<>|/\\'\"“”="
_STAMPS = {"MẬT", "TỐIMẬT", "TUYỆTMẬT", "ĐỘMẬT:MẬT", "ĐỘMẬT:TỐIMẬT", "ĐỘMẬT:TUYỆTMẬT", "TÀILIỆUMẬT", "TÀILIỆUTỐIMẬT"}
_FADED = {"MAT", "TOIMAT", "TUYETMAT", "TỐIMAT", "TUYỆTMAT", "TÓIMẬT", "TOÍMẬT", "TỐIMẶT", "TUYỆTMẶT", "DOMAT:MAT"}
_LEVEL = re.compile(r"(?i:độ mật|mức độ mật|cấp độ mật|độ bảo mật)\s*[:\-–.]?\s*(?i:(?:tối|tuyệt)?\s*mật)\W*$")
_LONGEST = 40


def is_secret(blocks: Iterable[Block]) -> bool:
    """Whether MẬT, TỐI MẬT or TUYỆT MẬT stands alone on a line, in a cell or in a text box; never within a sentence."""
    for at, block in enumerate(blocks):
        for line in _lines(block):
            if _is_stamp(line, at_head=at < _HEAD):
                return True
    return False


def _lines(block: Block) -> Iterator[str]:
    for text in (cell.text for cell in block.cells) if block.cells else (block.text,):
        yield from (part for part in _GAP.split(text) if part)


def _is_stamp(line: str, *, at_head: bool) -> bool:
    if len(line) > 4 * _LONGEST:
        return False
    text = cleaned(line).strip(_TRIM)
    if not text or len(text) > _LONGEST:
        return False
    if _LEVEL.match(text):
        return True
    if not text.isupper():
        return False
    joined = "".join(text.split())
    return joined in _STAMPS or (at_head and joined in _FADED)
