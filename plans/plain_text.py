"""Texts as people type them: made fit to be kept and shown, and folded so that spellings of one name are the same."""

from functools import lru_cache
from unicodedata import category, combining, decomposition, normalize

#: Letters from here on are not ours: to keep all that somebody can send would take a hundred megabytes.
_OTHER_ALPHABETS = 0x2000


def printable(text: str) -> str:
    """A text as it may be stored and shown: NFC, one line, single spaces, no control or direction marks."""
    composed = normalize("NFC", text)
    kept = "".join(" " if letter.isspace() else letter for letter in composed if not _is_unseen(letter))
    return " ".join(kept.split())


def capitalized(text: str) -> str:
    """A text as it begins a line or a sentence: a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


class _Plain(dict[int, str]):
    """Letter → the same without its marks, worked out when it is first met; of our alphabets it is kept."""

    def __missing__(self, letter: int) -> str:
        sign = chr(letter)
        if letter >= _OTHER_ALPHABETS:
            return _without_marks(sign) if combining(sign) or decomposition(sign) else sign
        self[letter] = plain = _without_marks(sign).replace("đ", "d")
        return plain


def _without_marks(letter: str) -> str:
    return "".join(part for part in normalize("NFD", letter) if not combining(part))


_PLAIN = _Plain()


def folded(text: str) -> str:
    """A text as people compare names: no diacritics, no case, single spaces, đ as d."""
    return " ".join(text.casefold().translate(_PLAIN).split())


@lru_cache(maxsize=256)  # one sentence is compared with hundreds of names
def bare(text: str) -> str:
    """The words of a text alone, as labels and names are compared with what people type: folded, without signs."""
    return folded("".join(sign if sign.isalnum() else " " for sign in text))


def _is_unseen(letter: str) -> bool:
    # Unicode's C categories: controls, formats (right-to-left marks), lone surrogates; line breaks become spaces.
    return category(letter).startswith("C") and not letter.isspace()
