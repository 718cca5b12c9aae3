"""Finds things by some of their words, typed in any spelling: without accents, abbreviated, with slips, in English.

A thing is found when its words explain most of what was asked; words that stand everywhere tell little, filler words
hardly anything. Words in its name count for more than those in a quotation: every text brings its own weight.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from math import log
from unicodedata import normalize

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.language.languages import understood_languages
from bot.understanding.language.lexicon import Lexicon, lexicon
from bot.understanding.language.mending import mended
from bot.understanding.language.words import Word, split, word
from plans.plain_text import folded

#: The texts by which a thing is found, each with what a word in it counts for (0 to 1); the first is its name.
Fields = tuple[tuple[float, str], ...]

#: Words that are looked for at once.
WORD_LIMIT = 30
#: What share of what is asked a thing must explain, and from what share on it is at least near.
ENOUGH, NEAR = 0.6, 0.5
#: What a filler word counts for, and one that may be a filler word: without accents nobody can tell.
FILLER, PERHAPS_FILLER = 0.1, 0.4
#: What a word is worth with one slip or two, with other accents, as a beginning, as a part of a longer meaning.
SLIP, OTHER_ACCENTS, BEGINNING, PART = 0.7, 0.45, 0.8, 0.8
#: From these lengths on a word may have one slip, or two.
ONE_SLIP, TWO_SLIPS = 4, 8
#: Meanings of at least so many words list what may be meant: half of them is enough.
LISTED = 3
#: What words that stand side by side as asked add, and a name that says little else.
TOGETHER, WHOLE = 0.3, 0.1
#: Where the best has this share of the words side by side, what has none of them so is not meant.
SURELY = 0.5
#: At most so many things are found.
MOST = 400


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, by its place; `words` are those, as they are spelt, that may have done it.

    One that is only `near` explains too little of what was asked, as everything else does.
    """

    place: int
    score: float
    words: frozenset[str]
    near: bool = False


@dataclass(frozen=True, slots=True)
class _Term:
    """A word that is looked for, or a phrase with a meaning of its own: the ways in which it can stand in a text."""

    ways: tuple[tuple[Word, ...], ...]
    worth: float = 1.0


class Index:
    """Things by the words of their texts."""

    def __init__(self, things: Sequence[Fields]) -> None:
        self._things = things
        self._places: dict[str, dict[int, float]] = {}
        for place, fields in enumerate(things):
            for weight, text in fields:
                for spelt in spelt_words(text):
                    found = self._places.setdefault(spelt, {})
                    found[place] = max(weight, found.get(place, 0.0))
        self._spelt: dict[str, list[str]] = {}
        for spelt in self._places:
            self._spelt.setdefault(folded(spelt), []).append(spelt)
        self._rarest = log(2 + len(things))

    def find(self, text: str, shown: Callable[[int], bool] = lambda _place: True) -> list[Hit]:
        """What a text asks for among the places `shown`, the best first; else what is at least near."""
        terms = self._terms(text)
        total = sum(map(self._weight, terms)) or 1.0
        scores: dict[int, float] = {}
        words: set[str] = set()
        for term in terms:
            share = self._weight(term) / total
            for place, quality in self._standing(term, words, last=term is terms[-1]).items():
                scores[place] = scores.get(place, 0.0) + share * quality
        told = sorted(((score, place) for place, score in scores.items() if score >= NEAR), key=_best)
        found = list(islice((each for each in told if shown(each[1])), MOST))
        near = not found or found[0][0] < ENOUGH
        found = found if near else [each for each in found if each[0] >= ENOUGH]
        return self._ordered(found, terms, frozenset(words), near=near)

    def _ordered(
        self, found: Sequence[tuple[float, int]], terms: Sequence[_Term], words: frozenset[str], *, near: bool
    ) -> list[Hit]:
        """The hits, those first whose words stand side by side as asked; where the best do, no others are meant."""
        said = [each.letters for term in terms for each in term.ways[-1]]
        pairs = frozenset(pairwise(said))
        together = {place: self._together(place, pairs) for _, place in found}
        surely = max(together.values(), default=0.0) >= SURELY
        hits = [
            Hit(place, score + TOGETHER * together[place] + WHOLE * self._whole(place, said), words, near)
            for score, place in found
            if together[place] or not surely
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.place))

    def _terms(self, text: str) -> tuple[_Term, ...]:
        lexis = lexicon(understood_languages())
        words = mended(split(text)[:WORD_LIMIT], self._spelt.keys() | lexis.known, lexis.spellings, lexis.syllables)
        # Among words of a language without accents, a filler word is one: "the" is not "thể" there.
        foreign = bool(lexis.translations.all(words))
        terms, at = [], 0
        while at < len(words):
            matches = [*lexis.expansions.at(words, at), *lexis.translations.at(words, at)]
            best = max(matches, key=lambda match: match.end, default=None)
            if best is None:
                worth = _worth(words[at], lexis)
                terms.append(_Term(((words[at],),), FILLER if foreign and worth < 1.0 else worth))
                at += 1
            else:
                terms.append(_Term((tuple(words[at : best.end]), best.value)))
                at = best.end
        telling = any(term.worth == 1.0 for term in terms)
        return tuple(terms) if telling else tuple(_Term(term.ways) for term in terms)

    def _weight(self, term: _Term) -> float:
        """How much a term tells: a phrase as much as its rarest word, in the way in which it is said most often."""
        often = max(min(self._often(each) for each in way) for way in term.ways)
        return term.worth * (self._rarest - log(1 + often))

    def _often(self, each: Word) -> int:
        return sum(len(self._places[spelt]) for spelt in self._spelt.get(each.letters, ()) if _agrees(each, spelt))

    def _standing(self, term: _Term, words: set[str], *, last: bool) -> dict[int, float]:
        """The things in which a term stands, each with how well; `words` gets the words of theirs that count."""
        found: dict[int, float] = {}
        for at, way in enumerate(term.ways):
            meant = [self._meant(each, last=last and at == 0, loosely=len(term.ways) == 1) for each in way]
            each = [self._of_words(spelt) for spelt in meant]
            if term.worth > FILLER:
                words.update(*meant)
            for place in set().union(*each):
                met = [places[place] for places in each if place in places]
                quality = sum(met) / len(way)
                if len(way) >= LISTED and 2 * len(met) >= len(way):
                    quality = max(quality, PART * max(met))
                found[place] = max(quality, found.get(place, 0.0))
        return found

    def _meant(self, each: Word, *, last: bool, loosely: bool) -> dict[str, float]:
        """The words of the things that a word may mean, each with how surely; the `last` may be only begun."""
        spelt = self._spelt.get(each.letters, [])
        meant = {one: 1.0 for one in spelt if _agrees(each, one)}
        if last:
            begun = (one for letters, ones in self._spelt.items() if letters.startswith(each.letters) for one in ones)
            meant = {one: BEGINNING for one in begun if _agrees(each, one[: len(each.letters)])} | meant
        if meant or not loosely:
            return meant
        return dict.fromkeys(spelt, OTHER_ACCENTS) or self._slips(each.letters)

    def _of_words(self, meant: Mapping[str, float]) -> Mapping[int, float]:
        """The things in which one of these words stands, each with how well."""
        found: dict[int, float] = {}
        for spelt, quality in meant.items():
            for place, weight in self._places[spelt].items():
                found[place] = max(weight * quality, found.get(place, 0.0))
        return found

    def _slips(self, letters: str) -> dict[str, float]:
        if len(letters) < ONE_SLIP or letters.isdecimal():
            return {}
        most = 1 if len(letters) < TWO_SLIPS else 2
        near = process.extract(letters, self._spelt.keys(), scorer=OSA.distance, score_cutoff=most, limit=None)
        return {spelt: SLIP for each, _, _ in near if not each.isdecimal() for spelt in self._spelt[each]}

    def _together(self, place: int, pairs: frozenset[tuple[str, str]]) -> float:
        """The share of these pairs of words that stand side by side in a thing, by what its texts count for."""
        if not pairs:
            return 0.0
        return max(weight * len(pairs & _pairs(text)) / len(pairs) for weight, text in self._things[place])

    def _whole(self, place: int, said: Sequence[str]) -> float:
        """How much of a thing's name is what was asked."""
        name = [folded(spelt) for spelt in spelt_words(self._things[place][0][1])]
        return len(set(said) & set(name)) / max(1, len(name))


@lru_cache(maxsize=4)
def index_of(things: tuple[Fields, ...]) -> Index:
    """The index of these things; kept, because what can be found changes rarely."""
    return Index(things)


@lru_cache(maxsize=65536)
def spelt_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are spelt, in lower case and in order; a number with stops is one ("4.1")."""
    plain = normalize("NFC", text).lower()
    numbers = [
        each for each in plain.split() if "." in each.strip(".") and each.strip(".").replace(".", "").isdecimal()
    ]
    return (*(each.strip(".") for each in numbers), *"".join(sign if sign.isalnum() else " " for sign in plain).split())


@lru_cache(maxsize=16384)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(folded(spelt) for spelt in spelt_words(text)))


def telling(text: str) -> tuple[str, ...]:
    """The folded words of a text that say what it is about: all but the fillers ("cái này", "việc đó")."""
    lexis = lexicon(understood_languages())
    return tuple(each.letters for each in split(text) if _worth(each, lexis) == 1.0)


def _best(found: tuple[float, int]) -> tuple[float, int]:
    return -found[0], found[1]


def _worth(each: Word, lexis: Lexicon) -> float:
    """What a word counts for, as far as it may be a filler."""
    if each.accents is None:
        return PERHAPS_FILLER if each.letters in lexis.bare_filler else 1.0
    return FILLER if each.text in lexis.filler else 1.0


def _agrees(each: Word, spelt: str) -> bool:
    """Whether a word can be meant by that spelling: where both have accents they must be the same."""
    return each.accents is None or spelt.isascii() or word(spelt).accents == each.accents
