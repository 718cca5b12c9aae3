"""Makes words readable that a keyboard or a hurry left otherwise: Telex and VNI keystrokes, missing spaces, slips."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.language.lexicon import VOWELS, Syllables
from bot.understanding.language.words import Word, typed_with_telex, typed_with_vni, word

#: Shorter words are not corrected, too many others are one slip away; but by the word beside them: "sáng kến".
SLIP_LENGTH, BESIDE_LENGTH = 5, 3
#: Shorter chains are not taken apart, and longer ones neither.
CHAIN_LENGTHS = range(4, 40)
#: The longest piece of a chain.
PIECE_LIMIT = 10
#: A chain whose pieces are shorter on average is rather a slip, where it can be one: "subcribe".
PIECE_LENGTH = 2.5
#: A word of some length with a number before or behind it.
_WITH_NUMBER = re.compile(r"([^\W\d_]{2,})(\d{1,4})|(\d{1,4})([^\W\d_]{3,})")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Folded words that stand side by side in phrases and names: what may stand `behind` and `before` a word."""

    behind: Mapping[str, Sequence[str]]
    before: Mapping[str, Sequence[str]]


def pairs_of(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """The pairs, in one order whatever order a set has."""
    behind: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for first, second in sorted(pairs):
        behind.setdefault(first, []).append(second)
        before.setdefault(second, []).append(first)
    return Pairs(behind, before)


NO_PAIRS = Pairs({}, {})


def mended(
    words: Sequence[Word], known: Set[str], spellings: frozenset[str], syllables: Syllables, pairs: Pairs = NO_PAIRS
) -> tuple[Word, ...]:
    """The words with every one that nobody knows and that is no syllable of the language made readable, if it can be.

    A bare word that is only written with accents tells that any bare word of this text may have lost its.
    Where only the accents are unheard of (`spellings` has the word with others), they are not held against it.
    A short word one slip away from what stands beside its neighbour in `pairs` is taken for that.
    """
    made: list[Word] = []
    if any(each.accents == "" and each.letters in known and each.text not in spellings for each in words):
        words = [each if each.accents else replace(each, accents=None) for each in words]
    for at, each in enumerate(words):
        if each.letters in known:
            made.append(each if not each.accents or each.text in spellings else Word(each.text, each.letters, None))
        elif not any(sign.isalpha() for sign in each.letters):
            made.append(each)
        else:
            beside = _beside(each.letters, made[-1:], words[at + 1 : at + 2], pairs)
            if syllables.has(each.letters):
                made.append(beside or each)
            else:
                made += _glued(each, known, spellings, pairs) or _mended(each, known, syllables, beside)
    return tuple(made)


def _beside(letters: str, left: Sequence[Word], right: Sequence[Word], pairs: Pairs) -> Word | None:
    """The word one slip away that stands beside the left or the right neighbour elsewhere: the choosier one's first."""
    if len(letters) < BESIDE_LENGTH or not letters.isalpha():
        return None
    behind = [each for word in left for each in pairs.behind.get(word.letters, ())]
    before = [each for word in right for each in pairs.before.get(word.letters, ())]
    candidates = [each for neighbours in sorted((behind, before), key=len) for each in neighbours]
    found = process.extractOne(letters, candidates, scorer=OSA.distance, score_cutoff=1)
    return Word(found[0], found[0], None) if found and len(found[0]) >= BESIDE_LENGTH else None


def _chain(text: str, known: Set[str]) -> Sequence[str]:
    """The known words that a text without spaces is made of; the text itself where it is none or one."""
    letters = word(text).letters
    apart = letters.isalpha() and letters not in known and len(letters) in CHAIN_LENGTHS
    return (_pieces(letters, known) if apart else ()) or (text,)


@lru_cache(maxsize=16)
def _spelt(spellings: frozenset[str]) -> frozenset[tuple[str, str | None]]:
    """Words by their letters and accents, wherever a keyboard puts these."""
    return frozenset((each.letters, each.accents) for each in map(word, spellings))


def _glued(each: Word, known: Set[str], spellings: frozenset[str], pairs: Pairs) -> Sequence[Word]:
    """A known word and a number written in one: "thang6", "10ngày"; unless a VNI keyboard left the figure in it.

    A word of two letters is taken so where a name has it with that number: "CT30".
    """
    found = _WITH_NUMBER.fullmatch(each.text)
    meant = word(typed_with_vni(each.text))
    if found is None or (len(found[1] or each.text) < BESIDE_LENGTH and found[2] not in pairs.behind.get(found[1], ())):
        return ()
    if (meant.letters, meant.accents) in _spelt(spellings):
        return ()
    pieces = [word(part) for piece in found.groups() if piece for part in _chain(piece, known)]
    pieces = [piece if piece.accents else Word(piece.text, piece.letters, None) for piece in pieces]
    return pieces if any(piece.letters in known for piece in pieces) else ()


def _mended(each: Word, known: Set[str], syllables: Syllables, beside: Word | None) -> Sequence[Word]:
    for typed in (typed_with_telex(each.text), typed_with_vni(each.text)):
        meant = word(typed)
        if typed != each.text and (syllables.has(meant.letters) or (meant.letters in known and _shortens(meant))):
            return (meant,)
    if beside is not None:
        return (beside,)
    if not each.letters.isalpha():
        return (each,)
    pieces = _pieces(each.letters, known) if len(each.letters) in CHAIN_LENGTHS else ()
    slip = None
    if len(each.letters) >= SLIP_LENGTH and (not pieces or len(each.letters) < PIECE_LENGTH * len(pieces)):
        slip = _nearest(each.letters, known)
    return [Word(piece, piece, None) for piece in ((slip,) if slip else pieces)] or (each,)


def _shortens(each: Word) -> bool:
    """Whether a word can be nothing but an abbreviation: "ld9tt"."""
    return len(each.letters) >= CHAIN_LENGTHS.start and not VOWELS & set(each.letters)


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
    found = process.extractOne(letters, _alike(frozenset(known), len(letters)), scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else None


@lru_cache(maxsize=256)
def _alike(known: frozenset[str], length: int) -> Sequence[str]:
    """The words of about that length, sorted once: a text full of slips would be slow otherwise."""
    return sorted((each for each in known if abs(len(each) - length) < 2), key=lambda each: (len(each) != length, each))
