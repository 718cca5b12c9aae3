"""A text as words: folded to bare letters, with the accents kept beside them.

People type the same question with accents, without, in capitals, decomposed, or with Telex and VNI keystrokes left in
the text. The folded letters find the word; the accents, where there are any, tell "sáu" from "sau".
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

#: Longer questions are cut: nobody asks that much in one, and the work must stay bounded.
TEXT_LIMIT = 1000
#: Up to this share of accented words a text counts as typed without accents: its bare words say nothing about tones.
ACCENTED_SHARE = 0.25

_TOKEN = re.compile(
    r"\d{1,2}:\d{2}(?!\d)"  # an hour
    r"|[tq]\d{1,2}(?:/(?:20)?[2-4]\d|-\d{4})(?!\d)"  # t8/2024, q1-2025
    r"|\d{1,2}/\d{1,2}-\d{4}(?!\d)"
    r"|\d{1,4}/\d{1,4}(?:/\d{1,4})?"
    r"|\d{1,4}\.\d{1,4}(?:\.\d{1,4})?"
    r"|\d{1,4}(?:-\d{1,4}){1,2}(?![\d/.])"  # 15-6-2024, but not 15-20/6
    r"|[^\W_]+|[-–](?=\s*\d)|(?<=\s)[-–](?=\s)|%"
)
_STOP = re.compile(r"[,;.!?]\s")
#: A quarter, week or month shortened, with a full stop or space behind: "q.3", "t.10", "t 12".
_SHORTENED = re.compile(r"\b([tq])(?:\.\s?|\s)(?=\d{1,2}\b)")
#: Arrows and long dashes between two dates; a date without a space before it.
_ARROW = re.compile(r"[-–=]+>|[→~—]")
_GLUED = re.compile(r"(?<=[^\W\d_]{3})(?=\d{1,2}/\d)")
_BARE = str.maketrans("đ", "d")
#: Letters of the Cyrillic and Greek alphabets, and what they look like.
_LOOK_ALIKES = str.maketrans("аеорсухіјѕһтвкмнԁԛԝοανικρτυ", "aeopcyxijshtbkmhdqwoavikptu")
_OTHER_LETTER, _LATIN, _LOOKS_LATIN = (
    re.compile("[\u0370-\u052f]"),
    re.compile("[a-zà-\u024fḀ-ỹ]"),
    re.compile(r"[^\W\d_]+"),
)
#: One key gives both vowels of "ươ" their horn.
_HORN = re.compile("(?<!q)uo\u031b")
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_TELEX_SHAPES = {"aa": "a\u0302", "ee": "e\u0302", "oo": "o\u0302", "dd": "đ", "aw": "a\u0306", "ow": "o\u031b"}
_VNI = {
    "1": "\u0301",
    "2": "\u0300",
    "3": "\u0309",
    "4": "\u0303",
    "5": "\u0323",
    "6": "\u0302",
    "7": "\u031b",
    "8": "\u0306",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `letters` folded, `accents` in a fixed order ("" for none), None where the text doesn't tell.

    `stop` says that a comma or the end of a sentence stands before it.
    """

    text: str
    letters: str
    accents: str | None
    stop: bool = False


@lru_cache(maxsize=8192)
def word(text: str) -> Word:
    """A word taken as it is written."""
    letters, accents = _folded(text)
    return Word(text, letters, accents)


def split(text: str) -> tuple[Word, ...]:
    """The words of a text, lower case, in order; whatever is no letter, digit, dash or per cent sign is dropped."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text[: 2 * TEXT_LIMIT]).lower())[:TEXT_LIMIT]
    if not plain.isprintable():
        plain = "".join(sign for sign in plain if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf"})
    plain = _LOOKS_LATIN.sub(_in_latin, plain) if _OTHER_LETTER.search(plain) else plain
    plain = _GLUED.sub(" ", _ARROW.sub(" - ", _SHORTENED.sub(r"\1", plain)))
    words = [
        replace(word(found[0]), stop=True) if _STOP.match(plain, max(0, found.start() - 2)) else word(found[0])
        for found in _TOKEN.finditer(plain)
    ]
    if sum(bool(each.accents) for each in words) > ACCENTED_SHARE * len(words):
        return tuple(words)
    return tuple(each if each.accents else replace(each, accents=None) for each in words)


def _in_latin(found: re.Match[str]) -> str:
    """A word in which letters of another alphabet stand for ours: "тháng"; one that has none of ours stays."""
    return found[0].translate(_LOOK_ALIKES) if _LATIN.search(found[0]) else found[0]


def typed_with_telex(text: str) -> str:
    """What a Telex keyboard would have made of these keystrokes: "thangs" is "tháng", "vieecj" is "việc"."""
    made, tone, rest = "", "", text
    while rest:
        shape = _TELEX_SHAPES.get(rest[:2])
        if shape or (rest.startswith("w") and made):
            made, rest = (made + shape, rest[2:]) if shape else (made + "\u031b", rest[1:])
        elif made and not tone and rest[0] in _TELEX_TONES and any(vowel in made for vowel in "aeiouy"):
            tone, rest = _TELEX_TONES[rest[0]], rest[1:]
        else:
            made, rest = made + rest[0], rest[1:]
    return unicodedata.normalize("NFC", _HORN.sub("u\u031bo\u031b", made) + tone)


def typed_with_vni(text: str) -> str:
    """What a VNI keyboard would have made of these keystrokes: "tha1ng" is "tháng"."""
    letters = text.replace("d9", "đ")
    typed = "".join(_VNI.get(sign, sign) for sign in letters)
    return unicodedata.normalize("NFC", _HORN.sub("u\u031bo\u031b", typed))


def _folded(text: str) -> tuple[str, str]:
    apart = unicodedata.normalize("NFD", text)
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    marks = sorted(sign for sign in apart if unicodedata.combining(sign))
    return letters.translate(_BARE), "".join((*marks, "đ" * letters.count("đ")))
