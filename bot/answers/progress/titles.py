"""How many have registered for each title, beside what the plan aims at and how many may get it.

Whoever may see no unit's registrations still gets the plan's own words: the plan is for everybody to read.
"""

from collections.abc import Iterable, Sequence

from bot.answers.lists.words import award_lines
from bot.answers.progress.overview import registration_lines
from bot.answers.progress.parts import paged, registering_rows, seen, short_name
from bot.answers.tasks.details import no_plan
from bot.messages import Reply
from bot.talk import Talk, one_line
from bot.words.awards import CITATION_LIMIT, citation_words
from bot.words.names import award_name
from bot.words.progress import percent
from plans.catalogue.quotas import QuotaTally, quotas
from plans.model.plan import Opens, Plan
from plans.registrations.by_title import chosen_by
from plans.registrations.tallies import AwardTally, Tally, award_tallies

#: The longest words of the plan that are quoted.
QUOTE_LIMIT = 300


def titles(talk: Talk, page: str = "", only: Sequence[str] = (), units: Sequence[str] = ()) -> Reply:
    """Every title that somebody registered for or that the plan aims at, or these `only`; of these `units` alone."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    found = seen(talk, plan, Opens.TITLE, units)
    tallied = [each for each in award_tallies(talk.tx, plan, talk.today) if not only or each.award in only]
    if not found and talk.sees_all:
        lines = [talk.say("progress.no_people")]
    elif not found:
        lines = [*_quotes(talk, tallied), *registration_lines(talk, plan, Opens.TITLE), talk.say("progress.of_others")]
    elif units or not talk.sees_all:
        lines = [*_of_units(talk, plan, found, only), *_quotes(talk, tallied)]
    elif len(only) == 1:
        lines = _one(talk, plan, only[0], tallied, found)
    else:
        lines = award_lines(talk.texts, talk.tx, plan, tallied) or [
            talk.say("progress.no_titles" if only else "progress.no_targets")
        ]
    values = {"year": plan.year, "day": talk.texts.day(talk.today)}
    one = len(only) == 1
    heading = talk.say("progress.heading_award", award=award_name(talk.texts, only[0]), **values) if one else ""
    heading = heading or talk.say("progress.heading_awards", **values)
    rows = registering_rows(talk, plan, Opens.TITLE, "people" if only or units else "titles")
    return paged(talk, heading, lines, page, () if only or units else ("titles",), rows)


def _one(talk: Talk, plan: Plan, award: str, tallied: Sequence[AwardTally], found: Sequence[Tally]) -> list[str]:
    """One title in full: of people and of units, beside target and limit, and by unit."""
    name = award_name(talk.texts, award)
    limits = {quota.award: quota for quota in quotas(talk.tx, plan, [award])}
    everybody = sum(tally.people for tally in found)
    lines = [] if tallied else [talk.say("progress.nobody_for", award=name)]
    for each in tallied:
        lines += _counts(talk, name, each, everybody)
        quota = limits.get(each.award)
        if quota is not None and quota.allowed is not None and not each.collective:
            lines.append(_limit(talk, quota, quota.allowed))
    cited = " ".join(quota.citation for quota in limits.values())
    lines += _quotes(talk, [each for each in tallied if each.target and each.target.source.quote not in cited])
    counts = [(tally, chosen_by(talk.tx, plan, tally.registered).get(award, 0)) for tally in found]
    named = [
        talk.say("progress.count_of_people", unit=short_name(talk, tally.unit), count=n, all=tally.people)
        for tally, n in counts
        if n
    ]
    return [*lines, "", talk.say("progress.units"), *named] if named else lines


def _counts(talk: Talk, name: str, tally: AwardTally, everybody: int) -> list[str]:
    """How many have registered for an award, and how many the plan aims at."""
    values = {"award": name, "count": tally.registered, "reaching": tally.reaching, "all": everybody}
    if tally.collective:
        lines = [talk.texts.count("progress.award_units", tally.registered, award=name)]
    else:
        key = "progress.award_people" if tally.reaching == tally.registered else "progress.award_reaching"
        lines = [talk.say(key, share=percent(tally.reaching, everybody), **values)]
    aimed = talk.say("progress.award_aimed", aimed=tally.aimed, toward=tally.toward)
    return lines + ([aimed] if tally.aimed is not None else [])


def _limit(talk: Talk, quota: QuotaTally, allowed: int) -> str:
    """How many may get it, and what says so."""
    citation = one_line(citation_words(talk.texts, quota.citation), CITATION_LIMIT)
    key = "progress.award_exceeded" if quota.excess else "progress.award_limit"
    counts = {"allowed": allowed, "registered": quota.registered, "excess": quota.excess}
    return talk.say(key, citation=citation, **counts)


def _of_units(talk: Talk, plan: Plan, found: Iterable[Tally], only: Sequence[str]) -> list[str]:
    """Of each unit, how many of its people have registered for each award."""
    lines = []
    for tally in found:
        chosen = chosen_by(talk.tx, plan, tally.registered)
        counts = {id: chosen.get(id, 0) for id in only} or chosen
        awards = [
            talk.say("progress.count_of_award", award=award_name(talk.texts, id), count=n) for id, n in counts.items()
        ]
        said = talk.texts.joined(awards) or talk.say("progress.nobody_yet")
        values = {"unit": short_name(talk, tally.unit), "all": tally.people, "awards": said}
        lines.append(talk.say("progress.awards_of_unit", **values))
    return lines


def _quotes(talk: Talk, tallied: Iterable[AwardTally]) -> list[str]:
    """What the plan says of these awards, in its own words."""
    targets = (each.target for each in tallied if each.target is not None)
    quotes = dict.fromkeys(one_line(target.source.quote or target.subject, QUOTE_LIMIT) for target in targets)
    return [talk.say("progress.quoted", quote=quote) for quote in quotes]
