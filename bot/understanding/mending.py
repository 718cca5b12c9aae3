"""Makes words readable that a keyboard or a hurry left otherwise: Telex and VNI keystrokes, missing spaces, slips."""

from collections.abc import Sequence, Set

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.lexicon import Syllables
from bot.understanding.words import Word, typed_with_telex, typed_with_vni, word

#: Shorter words are not corrected: too many others are one slip away.
SLIP_LENGTH = 5
#: Shorter chains are not taken apart, and longer ones neither.
CHAIN_LENGTHS = range(4, 40)
#: The longest piece of a chain.
PIECE_LIMIT = 10


def mended(words: Sequence[Word], known: Set[str], spellings: Set[str], syllables: Syllables) -> tuple[Word, ...]:
    """The words with every one that nobody knows and that is no syllable of the language made readable, if it can be.

    Where only the accents are unheard of (`spellings` has the word with others), they are not held against it.
    """
    made: list[Word] = []
    for each in words:
        if each.letters in known:
            made.append(each if not each.accents or each.text in spellings else Word(each.text, each.letters, None))
        elif not any(sign.isalpha() for sign in each.letters) or syllables.has(each.letters):
            made.append(each)
        else:
            made += _mended(each, known, syllables)
    return tuple(made)


def _mended(each: Word, known: Set[str], syllables: Syllables) -> Sequence[Word]:
    for typed in (typed_with_telex(each.text), typed_with_vni(each.text)):
        meant = word(typed)
        if typed != each.text and syllables.has(meant.letters):
            return (meant,)
    if not each.letters.isalpha():
        return (each,)
    pieces = _pieces(each.letters, known) if len(each.letters) in CHAIN_LENGTHS else ()
    if pieces:
        return [Word(piece, piece, None) for piece in pieces]
    if len(each.letters) >= SLIP_LENGTH and (slip := _nearest(each.letters, known)):
        return (Word(slip, slip, None),)
    return (each,)


def _pieces(letters: str, known: Set[str]) -> tuple[str, ...]:
    """The fewest known words that make up the letters: "thangnay" is "thang nay"."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - PIECE_LIMIT), end):
            before, piece = best[start], letters[start:end]
            if before is None or piece not in known or len(piece) < 2:
                continue
            current = best[end]
            if current is None or len(before) + 1 < len(current):
                best[end] = (*before, piece)
    return best[-1] or ()


def _nearest(letters: str, known: Set[str]) -> str | None:
    """The known word one slip away: rather of the same length, then the first by letters, whatever order a set has."""
    alike = sorted(
        (each for each in known if abs(len(each) - len(letters)) < 2),
        key=lambda each: (len(each) != len(letters), each),
    )
    found = process.extractOne(letters, alike, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else None
