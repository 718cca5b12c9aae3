"""The order of names in Vietnamese lists: by given name, then family name, then what stands between.

Letters in the order a ă â b c d đ e ê …, and words that differ in the tone alone as dictionaries have them: ngang,
huyền, hỏi, ngã, sắc, nặng.
"""

from unicodedata import normalize

_ALPHABET = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
#: Signs that are no letters (H'Linh) come after none and before all.
_OTHER = 0

#: Letters of a word, and its tones.
Word = tuple[tuple[int, ...], tuple[int, ...]]


def name_key(name: str) -> tuple[Word, Word, tuple[Word, ...], str]:
    """What to sort people by, given their names: Trần Thị An before Lê Văn Ân, both before Nguyễn Ba."""
    parts = [_word(part) for part in normalize("NFC", name).casefold().split()]
    empty: Word = ((), ())
    if not parts:
        return empty, empty, (), name
    *rest, given = parts
    return given, rest[0] if rest else empty, tuple(rest[1:]), name


def text_key(text: str) -> tuple[tuple[Word, ...], str]:
    """What to sort names of things by, such as units: word for word from the left."""
    return tuple(_word(part) for part in normalize("NFC", text).casefold().split()), text


def _word(text: str) -> Word:
    letters, tones = [], []
    for letter in text:
        apart = normalize("NFD", letter)
        tone = next((_TONES[mark] for mark in apart[1:] if mark in _TONES), 0)
        toneless = normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
        if toneless in _ALPHABET:
            letters.append(_ALPHABET[toneless])
        elif toneless.isalpha():
            letters.append(len(_ALPHABET) + ord(toneless[0]))
        else:
            letters.append(_OTHER)
        tones.append(tone)
    return tuple(letters), tuple(tones)
