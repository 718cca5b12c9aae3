"""The text as patterns see it: no case, no diacritics, single spaces; every place leads back to the paper's text."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from unicodedata import normalize

_BASES = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
    "d": "đð",
}
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"
#: What stands for a dash between two days.
_ARROWS = "→⇒➔➜⟶÷~∼～"
_FOLD = {ord(letter): base for base, letters in _BASES.items() for letter in letters + letters.upper()}
_FOLD |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_FOLD |= dict.fromkeys(map(ord, _DASHES), "-")
_FOLD |= {
    ord("\u2044"): "/",
    ord("\u2215"): "/",
    ord("\uff0f"): "/",
    ord("\uff1a"): ":",
} | dict.fromkeys(map(ord, "“”„«»"), '"')
_FOLD |= dict.fromkeys(map(ord, "’‘′`´"), "'") | dict.fromkeys(map(ord, _ARROWS), "-")

#: What does not stand letter for letter in the folded text: marks apart from their letter, wide gaps, emphasis.
_UNEVEN = re.compile(
    r"(?P<letter>[^\W\d_])[\u0300-\u036f]+|(?P<gap>\s{2,}|[^\S ])|(?P<arrow>-{1,3}>|(?<!-)--(?!-))"
    r"|[*\u200b-\u200f\u2060\ufeff\u0300-\u036f]+"
)

_INSTEAD = {"gap": " ", "arrow": "-"}

#: Words that lose their sense with their marks, each with the word of the grammar it must not be taken for. In the
#: folded text they begin with a capital, which nothing else does: "sáu" is "Sau", "sau" stays "sau".
_HOMOGRAPHS = (
    "thắng thẳng thăng thằng quỹ quỷ trọng trồng tròng trống trông sáu sâu tư tự tứ tử tù tủ tú hạng hãng nằm nấm nắm "
    "đền đèn đen hệt cưới cười cưỡi dầu dấu đậu đấu đâu đau dâu hàn hán hân đa đá dạ dã đà tuân tuấn thư thủ thụ thử "
    "tôi tối tội lực sở sơ sổ sợ đối đội đợi đời đôi chuyên chuyện thầy thấy sáng tỉnh tình tĩnh "
    "mặt lục lực"
)
_HOMOGRAPH = re.compile(rf"\b(?:{'|'.join(_HOMOGRAPHS.split())})\b", re.IGNORECASE)

#: Digits that a scan took for letters, only where the rest of the spelling says that a date stands there.
_SCANNED = re.compile(
    r"(?<![a-z\d])[\dlio]{1,2} ?[/.-] ?[\dlio]{1,2} ?[/.-] ?[\dlioz]{4}(?![a-z\d])"
    r"|(?<=ngay )[\dlio]{1,2}(?: ?/ ?[\dlio]{1,2})?(?= thang|[ ,.;)]|$)"
    r"|(?<=thang )[\dlo]{1,2}(?= nam|/)|(?<=nam )[\dloz]{4}(?![a-z\d])|(?<=/)[\dloz]{4}(?![a-z\d])"
)
_AS_DIGITS = str.maketrans("lioz", "1102")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded text; `noisy` are the stretches of it where letters were read as digits."""

    text: str
    original: str
    noisy: tuple[tuple[int, int], ...]
    _from: tuple[int, ...]
    _to: tuple[int, ...]

    def origin(self, place: int) -> int:
        """Where a place of the folded text stands in the original."""
        found = bisect_right(self._from, place) - 1
        return min(self._to[found] + place - self._from[found], len(self.original))

    def origins(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch stands in the original, the marks of its last letter included."""
        last = self.origin(end - 1) + 1 if end > start else self.origin(start)
        while last < len(self.original) and "\u0300" <= self.original[last] <= "\u036f":
            last += 1
        return self.origin(start), last

    def wording(self, start: int, end: int) -> str:
        """The paper's own words, with single spaces."""
        first, last = self.origins(start, end)
        return " ".join(normalize("NFC", self.original[first:last]).replace("*", "").split())

    def is_noisy(self, start: int, end: int) -> bool:
        """Whether letters were read as digits in that stretch."""
        return any(first < end and start < last for first, last in self.noisy)


def _set_apart(composed: str, plain: str) -> str:
    """`plain` with a capital at the head of every homograph."""
    pieces: list[str] = []
    done = 0
    for found in _HOMOGRAPH.finditer(composed):
        start = found.start()
        pieces += [plain[done:start], plain[start].upper()]
        done = start + 1
    return "".join([*pieces, plain[done:]])


def fold(text: str) -> Folded:
    """The text without case and diacritics; its length differs only by what `_UNEVEN` names."""
    pieces: list[str] = []
    starts, origins = [0], [0]
    length = done = 0
    for found in _UNEVEN.finditer(text):
        before = text[done : found.start()]
        instead = normalize("NFC", found[0])[0] if found["letter"] else _INSTEAD.get(found.lastgroup or "", "")
        pieces += [before, instead]
        length += len(before) + len(instead)
        done = found.end()
        starts += [length - len(instead), length] if instead else [length]
        origins += [found.start(), done] if instead else [done]
    pieces.append(text[done:])
    composed = "".join(pieces)
    plain = composed.translate(_FOLD)
    if not composed.isascii():
        plain = _set_apart(composed, plain)
    noisy: list[tuple[int, int]] = []

    def mended(found: re.Match[str]) -> str:
        if (
            sum(map(str.isdigit, found[0])) * 2 < len(found[0].replace(" ", ""))
            or found[0].translate(_AS_DIGITS) == found[0]
        ):
            return found[0]
        noisy.append(found.span())
        return found[0].translate(_AS_DIGITS)

    return Folded(_SCANNED.sub(mended, plain), text, tuple(noisy), tuple(starts), tuple(origins))
