"""Letters without their accents, one for one, so that what is found in the plain text stands at the same place."""

import re
from functools import lru_cache
from unicodedata import normalize

_PLAIN = {
    code: (normalize("NFD", chr(code).lower())[0] if chr(code) not in "Đđ" else "d")
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if chr(code).isalpha()
}
_PLAIN.update({ord("\u00a0"): " ", ord("–"): "-", ord("—"): "-", ord("−"): "-", ord("\t"): " ", ord("\n"): " "})


#: "đăng kí", "học kì", as schools write them.
_SCHOOLS_I = re.compile(r"(?:(?<=\bdang )|(?<=\bthu )|(?<=\bhoc )|(?<=\bdinh )|(?<=\bchu ))ki\b")
_LOOSE = re.compile("[\u0300-\u036f]")


@lru_cache(maxsize=512)  # the same paragraph is asked about several times in a row
def plain(text: str) -> str:
    """The text in small letters without accents, as long as it was; dashes are hyphens, all spaces ordinary."""
    lowered = text.translate(_PLAIN).lower()
    if len(lowered) != len(text):
        lowered = "".join(letter.lower()[:1] or " " for letter in text)
    return _SCHOOLS_I.sub("ky", lowered)


def composed(text: str) -> str:
    """The text with every accent in its letter; accents that belong to none are left out."""
    return _LOOSE.sub("", normalize("NFC", text))
