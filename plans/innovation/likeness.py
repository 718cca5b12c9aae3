"""Innovations with similar names, of this year and of earlier ones, whoever wrote them with or without diacritics."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from plans.innovation.rules import limits
from plans.model.answers import Answer, Innovation
from plans.model.entered import EarlierInnovation
from plans.model.people import Person
from plans.model.plan import Plan
from plans.plain_text import bare, folded
from plans.store.port import Facts


@dataclass(frozen=True, slots=True)
class Likeness:
    """An innovation of anybody, of this year or an earlier one, and how alike its name is in percent.

    `person` and `unit` are "" where nobody in the roster is behind it; `number` is "" for one of an earlier time.
    """

    percent: int
    name: str
    year: int
    person: str
    unit: str
    number: str


def alike(facts: Facts, name: str, but: str = "") -> tuple[Likeness, ...]:
    """The innovations with similar names, the most similar first; `but` is the id of the one that is asked about."""
    known = _known(facts, but)
    texts = [_bare_name(text) for text, *_ in known]
    wanted, least = _bare_name(name), limits().alike_from
    measured = [(_likeness(wanted, texts[at]), at) for _, _, at in _candidates(wanted, texts)]
    near = sorted((found for found in measured if found[0] >= least), key=lambda found: -found[0])
    near = near[: limits().alike_shown]
    people = {person.id: person.unit for person in facts.all(Person)} if near else {}
    return tuple(
        Likeness(int(likeness), text, year, person, people.get(person, ""), number)
        for (text, year, person, number), likeness in ((known[at], likeness) for likeness, at in near)
    )


def _known(facts: Facts, but: str) -> list[tuple[str, int, str, str]]:
    years = {plan.id: plan.year for plan in facts.all(Plan)}
    known = [
        (each.name, years.get(each.plan, each.at.year), each.person, each.number)
        for each in facts.all(Innovation)
        if each.answer is Answer.REGISTERED and each.id != but
    ]
    return known + [(each.name, each.year, each.person, "") for each in facts.all(EarlierInnovation)]


def _candidates(wanted: str, texts: Sequence[str]) -> list[tuple[str, float, int]]:
    return process.extract(wanted, texts, scorer=token_set_ratio, score_cutoff=limits().alike_from, limit=None)


def _likeness(one: str, other: str) -> float:
    """The same words in any order; where one name is only a small part of the other, the rest counts, too."""
    shared = token_set_ratio(one, other)
    short, long = sorted((len(one.split()), len(other.split())))
    return shared if 2 * short > long else (shared + token_sort_ratio(one, other)) / 2


@lru_cache(maxsize=16384)
def _bare_name(name: str) -> str:
    plain = bare(name)
    unusual = " ".join(_usual_words().sub(" ", plain).split())
    return unusual or plain


@lru_cache(maxsize=1)
def _usual_words() -> re.Pattern[str]:
    words = sorted((folded(word) for word in limits().usual_words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
