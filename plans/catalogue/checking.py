"""Whether somebody meets what a rule of the catalogue asks: one function a kind of rule, each giving what is missing.

What cannot be known yet (the plan's own year) is said as what must still come; what should be known and is not
(results of earlier years that nobody has entered) is said as such.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.catalogue.earlier import Past, counting, innovations_between, is_rated
from plans.catalogue.standards import (
    Idea,
    Member,
    Once,
    Quota,
    Ratings,
    Reach,
    Reaches,
    Row,
    Rule,
    Service,
    Share,
    Times,
    Unpunished,
)
from plans.catalogue.titles import Standard
from plans.deadlines import last_of_month
from plans.model.answers import LATER, Answer, Innovation, InnovationState, Registration
from plans.model.entered import EarlierInnovation, Hold
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.plain_text import folded
from plans.problems import Problem
from plans.store.port import Facts

#: Words, without diacritics, by which an innovation's scope is known to reach that far.
_FAR: Mapping[Reach, tuple[str, ...]] = {
    Reach.PROVINCE: ("tinh", "thanh pho", "bo", "nganh", "toan quoc", "ca nuoc"),
    Reach.NATION: ("toan quoc", "ca nuoc"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody who may register for an award of a plan, today."""

    facts: Facts
    plan: Plan
    subject: Person | Unit
    today: date
    innovation: str
    beside: frozenset[str]
    past: Past

    def unknown(self, years: Iterable[int]) -> Problem | None:
        """That nothing is known of some of these years."""
        missing = sorted(set(years) - self.past.known)
        return Problem("eligibility.no_results", {"years": ", ".join(map(str, missing))}) if missing else None


def missing(case: Case, standard: Standard) -> Problem | None:
    """What somebody lacks of what a rule asks; None when nothing is known to be missing."""
    return _CHECKS[type(standard.rule)](case, standard.rule, standard)


# ---------------------------------------------------------------- what a person has got


def _reaches(case: Case, rule: Reaches, _standard: Standard) -> Problem | None:
    year = case.plan.year
    if isinstance(case.subject, Unit) or year not in case.past.known or not case.past.honours:
        return None
    got_any = any(each.year == year for each in case.past.honours)
    if not got_any or case.past.had(counting(rule.awards), year):
        return None
    return Problem("eligibility.not_reached", {"needs": " ".join(rule.awards), "year": str(year)})


def _row(case: Case, rule: Row, _standard: Standard) -> Problem | None:
    """The plan's year is the last one of the row: one year less must lie behind."""
    past, last = case.past, case.plan.year - 1
    got = past.row(rule.awards, last)
    if got >= rule.years:
        return None
    values = {"needs": " ".join(rule.awards), "years": str(rule.years), "got": str(got), "year": str(case.plan.year)}
    if got == rule.years - 1:
        return Problem("eligibility.row_with_this_year", values)
    if rule.or_rating is not None and past.rated_row(rule.or_rating, last) >= rule.years - 1:
        return Problem("eligibility.rated_with_this_year", {**values, "rating": rule.or_rating})
    if last - got not in past.known:
        return case.unknown(range(last - rule.years + 2, last - got + 1))
    return Problem("eligibility.row_short" if got else "eligibility.row_none", values)


def _times(case: Case, rule: Times, _standard: Standard) -> Problem | None:
    past, last = case.past, case.plan.year - 1
    first = last - rule.within + 2 if rule.within else 0
    got = past.times(rule.awards, first, last)
    needed = rule.times - (1 if rule.within else 0)  # the plan's own year may bring one
    if got >= rule.times:
        return None
    values = {"needs": " ".join(rule.awards), "times": str(rule.times), "got": str(got), "year": str(case.plan.year)}
    if not rule.within:
        since = min(past.known, default=0)
        known = past.known and {**values, "since": str(since)}
        code = "eligibility.times_unseen" if got else "eligibility.times_never"
        return Problem(code, known) if known else case.unknown([last])
    values["within"] = str(rule.within)
    if got >= needed:
        return Problem("eligibility.times_with_this_year", values)
    return case.unknown(range(first, last + 1)) or Problem("eligibility.times_short", values)


def _ratings(case: Case, rule: Ratings, _standard: Standard) -> Problem | None:
    past, year = case.past, case.plan.year
    values = {"rating": str(rule.rating), "years": str(rule.years), "year": str(year)}
    own = past.ratings.get(year)
    if own is not None and not is_rated(own, rule.rating):
        return Problem("eligibility.rated_low", {**values, "own": str(own)})
    got = past.rated_row(rule.rating, year - 1)
    if got < rule.years - 1:
        rated = past.ratings.get(year - 1 - got)
        years = range(year - rule.years + 1, year - got)
        values["got"] = str(got)
        return Problem("eligibility.ratings_short", values) if rated else _unrated(case, years)
    if rule.innovations and isinstance(case.subject, Person):
        had = innovations_between(case.facts, case.subject, year - rule.years + 1, year)
        if had < rule.innovations:
            counts = {"innovations": str(rule.innovations), "had": str(had)}
            return Problem("eligibility.innovations_short", {**values, **counts})
    return None


def _unrated(case: Case, years: Iterable[int]) -> Problem:
    unrated = sorted(year for year in years if year not in case.past.ratings)
    return Problem("eligibility.no_results", {"years": ", ".join(map(str, unrated))})


def _idea(case: Case, rule: Idea, _standard: Standard) -> Problem | None:
    if isinstance(case.subject, Unit):
        return None
    if rule.or_rating is not None and is_rated(case.past.ratings.get(case.plan.year), rule.or_rating):
        return None
    either = rule.or_rating is not None
    values = {"rating": str(rule.or_rating or "")}
    ideas = _ideas(case)
    if case.innovation == LATER:
        return Problem("eligibility.innovation_later_or_rating" if either else "eligibility.innovation_later", values)
    if rule.reach is not Reach.WORKPLACE and not _reaching(case, rule.reach):
        return Problem(f"eligibility.innovation_{rule.reach}" if ideas else f"eligibility.innovation_none_{rule.reach}")
    if not ideas and not _reaching(case, rule.reach):
        return Problem("eligibility.innovation_or_rating" if either else "eligibility.innovation", values)
    if ideas and all(idea.state is InnovationState.NOT_RECOGNISED for idea in ideas):
        key = "eligibility.innovation_refused_or_rating" if either else "eligibility.innovation_refused"
        return Problem(key, values)
    return None


def _ideas(case: Case) -> tuple[Innovation, ...]:
    """The innovation that was named, else all that the subject registered under the plan."""
    named = case.facts.get(Innovation, case.innovation) if case.innovation else None
    if named is not None:
        return (named,)
    return tuple(
        each
        for each in case.facts.all(Innovation)
        if each.plan == case.plan.id and each.answer is Answer.REGISTERED and each.is_by(case.subject.id)
    )


def _reaching(case: Case, reach: Reach) -> bool:
    """Whether an innovation of the last three years was recognised as reaching that far."""
    return any(
        each.person == case.subject.id
        and each.recognised
        and case.plan.year - 3 <= each.year
        and any(f" {word} " in f" {folded(each.scope)} " for word in _FAR.get(reach, ()))
        for each in case.facts.all(EarlierInnovation)
    )


def _service(case: Case, rule: Service, _standard: Standard) -> Problem | None:
    if isinstance(case.subject, Unit):
        return None
    started = case.subject.started
    values = {"months": str(rule.months)}
    if started is None:
        return Problem("eligibility.start_unknown", values)
    full = months_on(started, rule.months)
    values["started"] = f"{started:%d/%m/%Y}"
    end = date(case.plan.year, 12, 31)
    if full > end:
        return Problem("eligibility.service_short", {**values, "end": f"{end:%d/%m/%Y}"})
    return Problem("eligibility.service_soon", {**values, "day": f"{full:%d/%m/%Y}"}) if full > case.today else None


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    count = day.year * 12 + day.month - 1 + months
    first = date(count // 12, count % 12 + 1, 1)
    return first.replace(day=min(day.day, last_of_month(first).day))


# ---------------------------------------------------------------- discipline


def holds(facts: Facts, plan: Plan, people: Iterable[Person], today: date) -> tuple[Hold, ...]:
    """The disciplines that count for a plan: those in force today, and those of the plan's year."""
    ids = {person.id for person in people}
    return tuple(
        hold
        for hold in facts.all(Hold)
        if hold.person in ids
        and hold.since <= today
        and (hold.until is None or hold.until >= today or hold.since.year == plan.year)
    )


def _unpunished(case: Case, _rule: Unpunished, _standard: Standard) -> Problem | None:
    people = members(case) if isinstance(case.subject, Unit) else [case.subject]
    found = holds(case.facts, case.plan, people, case.today)
    if not found:
        return None
    if isinstance(case.subject, Unit):
        return Problem("eligibility.members_held", {"count": str(len(found))})
    since, until = found[0].since, found[0].until
    if until is None:
        return Problem("eligibility.held_open", {"since": f"{since:%d/%m/%Y}"})
    return Problem("eligibility.held", {"since": f"{since:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"})


# ---------------------------------------------------------------- a unit's people


def members(case: Case) -> list[Person]:
    """The unit's own people who are here."""
    return [each for each in case.facts.all(Person) if each.unit == case.subject.id and each.is_here(case.today)]


def registered_for(case: Case, awards: Iterable[str]) -> int:
    """How many of the unit's people have registered for one of these titles or a higher one."""
    wanted = counting(awards)
    found = (case.facts.get(Registration, f"{case.plan.id}/{person.id}") for person in members(case))
    return sum(each is not None and each.answer is Answer.REGISTERED and each.title in wanted for each in found)


def _share(case: Case, rule: Share, _standard: Standard) -> Problem | None:
    if isinstance(case.subject, Person):
        return None
    whole, got = len(members(case)), registered_for(case, rule.awards)
    enough = got * 100 > rule.percent * whole if rule.over else got * 100 >= rule.percent * whole
    if enough or not whole:
        return None
    values = {"needs": " ".join(rule.awards), "percent": f"{rule.percent:g}", "got": str(got), "members": str(whole)}
    return Problem("eligibility.share_over" if rule.over else "eligibility.share", values)


def _member(case: Case, rule: Member, _standard: Standard) -> Problem | None:
    if isinstance(case.subject, Person) or registered_for(case, rule.awards):
        return None
    return Problem("eligibility.member", {"needs": " ".join(rule.awards)})


# ---------------------------------------------------------------- the answer as a whole


def _quota(_case: Case, _rule: Quota, _standard: Standard) -> Problem | None:
    """Says nothing of one person: quotas are counted over all."""
    return None


def _once(case: Case, _rule: Once, standard: Standard) -> Problem | None:
    others = sorted(case.beside & set(standard.on))
    return Problem("eligibility.once", {"award": " ".join(others)}) if others else None


_CHECKS: Mapping[type[Rule], Callable[[Case, Any, Standard], Problem | None]] = {
    Reaches: _reaches,
    Row: _row,
    Times: _times,
    Ratings: _ratings,
    Idea: _idea,
    Service: _service,
    Unpunished: _unpunished,
    Share: _share,
    Member: _member,
    Quota: _quota,
    Once: _once,
}
