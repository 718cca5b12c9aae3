"""What is known of earlier years: honours, ratings, innovations; and which years nothing is known of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from plans.catalogue.titles import Field, award, awards
from plans.model.answers import Answer, Innovation, InnovationState
from plans.model.entered import EarlierInnovation, Honour, Rating, YearRating
from plans.model.people import Person, Unit
from plans.store.port import Facts

#: From the best to the worst.
ORDER = (Rating.EXCELLENT, Rating.GOOD, Rating.COMPLETED, Rating.NOT_COMPLETED)


def is_rated(rating: Rating | None, at_least: Rating) -> bool:
    """Whether a rating is as good as that or better."""
    return rating is not None and ORDER.index(rating) <= ORDER.index(at_least)


def counting(ids: Iterable[str]) -> frozenset[str]:
    """These awards and the titles above them: who became a fighter of the province was one of the workplace as well."""
    return _counting(frozenset(ids))


@lru_cache(maxsize=256)
def _counting(ids: frozenset[str]) -> frozenset[str]:
    found = set(ids)
    for known in (award(id) for id in tuple(found)):
        if known is not None and known.field is Field.TITLE:
            found |= {
                each.id
                for each in awards()
                if each.field is Field.TITLE and each.rank > known.rank and each.subjects == known.subjects
            }
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Past:
    """One subject's earlier years. `known` are the years of which anybody's results have been entered."""

    honours: tuple[Honour, ...]
    ratings: dict[int, Rating]
    known: frozenset[int]

    def had(self, ids: frozenset[str], year: int) -> bool:
        """Whether the subject got one of these awards for that year."""
        return any(each.year == year and each.award in ids for each in self.honours)

    def row(self, ids: Iterable[str], last: int) -> int:
        """For how many years in a row, the last of them `last`, the subject got one of these awards."""
        wanted, years = counting(ids), 0
        while self.had(wanted, last - years):
            years += 1
        return years

    def rated_row(self, rating: Rating, last: int) -> int:
        """For how many years in a row, up to `last`, the subject was rated so or better."""
        years = 0
        while is_rated(self.ratings.get(last - years), rating):
            years += 1
        return years

    def times(self, ids: Iterable[str], first: int, last: int) -> int:
        """In how many of these years the subject got one of these awards."""
        wanted = counting(ids)
        return len({each.year for each in self.honours if each.award in wanted and first <= each.year <= last})


def past_of(facts: Facts, subject: Person | Unit) -> Past:
    """What is known of a subject."""
    honours, ratings = facts.all(Honour), facts.all(YearRating)
    return Past(
        tuple(each for each in honours if each.subject == subject.id),
        {each.year: each.rating for each in ratings if each.subject == subject.id},
        frozenset({each.year for each in honours} | {each.year for each in ratings}),
    )


def innovations_between(facts: Facts, person: Person, first: int, last: int) -> int:
    """How many innovations of these years a person had recognised: those entered, and those of this installation."""
    entered = {
        (each.year, each.name)
        for each in facts.all(EarlierInnovation)
        if each.person == person.id and each.recognised and first <= each.year <= last
    }
    return len(entered | {(each.at.year, each.name) for each in _own(facts, person) if first <= each.at.year <= last})


def _own(facts: Facts, person: Person) -> Iterable[Innovation]:
    for each in facts.all(Innovation):
        if each.is_by(person.id) and each.answer is Answer.REGISTERED and each.state is InnovationState.RECOGNISED:
            yield each
