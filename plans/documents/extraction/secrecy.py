"""Whether a paper bears a stamp of secrecy; such a paper must not be read at all."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import combining, normalize

from plans.documents.extraction.noise import cleaned
from plans.documents.outline import Block

#: A stamp that lost its diacritics is only believed at the head, where stamps are.
_HEAD = 15
_GAP = re.compile(r"\t|\n| {3,}|\s*\|\s*")
_TRIM = " .,;:!*_-–—[](){}<>|/\\'\"“”="
_STAMP = re.compile(r"(?:ĐỘMẬT:|MỨCĐỘMẬT:|DẤU:|TÀILIỆU|VĂNBẢN)?(?:TỐI|TUYỆT)?MẬT")
#: As a scan gives it, or whoever types without diacritics; "MẮT" is an eye.
_FADED = re.compile(r"(?:DOMAT:|TAILIEU)?(?:TOI|TUYE{1,2}T)?MA{1,2}T")
_NO_STAMP = {"MẮT", "MÁT", "MẤT", "MÀT"}
#: Stamps of urgency stand beside it, in a page header its number or that it must not be copied.
_BESIDE = re.compile(
    r"\b(?:(?:hỏa|hoả|hoa)\s+tốc(?:\s+hẹn\s+giờ)?|(?:thượng\s+)?khẩn|(?:trang|page)\s*\d+(?:\s*/\s*\d+)?"
    r"|(?:không(?:\s+được)?|cấm)\s+sao(?:\s+chụp)?)(?!\w)",
    re.IGNORECASE,
)
#: At the head also behind something else, where only one space is left between the columns of the letterhead.
_BEHIND = re.compile(
    r"(?:.*\s)?(?:TỐI|TUYỆT)\s+MẬT|(?i:số)\s*:.*\sMẬT|(?i:tài liệu|văn bản) (?:tối |tuyệt )?mật"
    r"|Mật|Tối [Mm]ật|Tuyệt [Mm]ật"
)
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
    if at_head:
        text = _BESIDE.sub(" ", text).strip(_TRIM)
        if _BEHIND.fullmatch(text):
            return True
    if not text.isupper():
        return False
    joined = re.sub(r"[\s\-–]", "", text)
    faded = at_head and joined not in _NO_STAMP and _FADED.fullmatch(_bare(joined))
    return bool(faded or _STAMP.fullmatch(joined))


def _bare(text: str) -> str:
    """Without marks."""
    return "".join(letter for letter in normalize("NFD", text) if not combining(letter)).replace("Đ", "D")
