"""How many have registered for titles or innovations, in all and by unit.

The figures of units go to whoever may see their people's registrations; everybody else gets their own answer.
"""

from collections.abc import Sequence

from bot.answers.missing import KINDS, LETTERS
from bot.answers.progress.overview import registration_lines
from bot.answers.progress.parts import paged, registering_rows, seen, short_name
from bot.answers.tasks.details import no_plan
from bot.messages import Reply
from bot.talk import Talk
from bot.words.deadlines import deadline_words
from bot.words.progress import idea_words, registered_words
from plans.innovation.tallying import idea_tally
from plans.model.people import Unit
from plans.model.plan import Opens, Plan
from plans.registrations.rules import closing_task
from plans.registrations.tallies import Tally, tally_of


def registrations(talk: Talk, kind: Opens, page: str = "", units: Sequence[str] = ()) -> Reply:
    """How many have registered, in all and by unit (of these `units` alone), as far as the asker may see."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    found = seen(talk, plan, kind, units)
    if not found:
        lines = _own(talk, plan, kind)
    elif units:
        lines = [_unit_line(talk, kind, tally) for tally in found] + _closing(talk, plan, kind)
    else:
        lines = registration_lines(talk, plan, kind) + _closing(talk, plan, kind)
        named = [_unit_line(talk, kind, tally) for tally in found]
        lines += ["", talk.say("progress.units"), *named] if talk.sees_all else []
    heading = talk.say(f"progress.heading_{kind}", year=plan.year, day=talk.texts.day(talk.today))
    rows = registering_rows(talk, plan, kind, "people")
    return paged(talk, heading, lines, page, () if units else ("people", LETTERS[kind]), rows)


def innovations(talk: Talk, units: Sequence[str] = ()) -> Reply:
    """How many innovations there are, how far they have come, and of which units, as far as the asker may see."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    kind = Opens.INNOVATION
    found = seen(talk, plan, kind, units)
    if not found:
        lines = _own(talk, plan, kind)
    else:
        ideas = idea_tally(talk.tx, plan, None if talk.sees_all and not units else [tally.unit for tally in found])
        lines = [idea_words(talk.texts, ideas)]
        lines.append(talk.say("progress.innovation", counts=registered_words(talk.texts, kind, found)))
        lines += _closing(talk, plan, kind)
        homes = [(tally.unit, ideas.units.get(tally.unit, 0)) for tally in found]
        named = [talk.say("progress.count_of_unit", unit=short_name(talk, unit), count=n) for unit, n in homes if n]
        lines += ["", talk.say("progress.units"), *named] if len(found) > 1 and named else []
    heading = talk.say("progress.heading_innovation", year=plan.year, day=talk.texts.day(talk.today))
    return paged(talk, heading, lines, "", (), registering_rows(talk, plan, kind, "people"))


def people(talk: Talk, letter: str, page: str) -> Reply:
    """The page of one kind of answer, by the letter that buttons have for it."""
    kind = KINDS.get(letter, Opens.TITLE)
    return innovations(talk) if kind is Opens.INNOVATION else registrations(talk, kind, page)


def _own(talk: Talk, plan: Plan, kind: Opens) -> list[str]:
    """The asker's own answer, and how many of their unit owe one, to whoever may see no unit's registrations.

    Whoever sees everybody's asked for a unit without people of its own: a council.
    """
    if talk.sees_all:
        return [talk.say("progress.no_people")]
    unit = talk.tx.get(Unit, talk.person.unit)
    lines = registration_lines(talk, plan, kind)
    if unit is not None:
        tally = tally_of(talk.tx, plan, kind, unit, talk.today)
        name = short_name(talk, unit.id)
        lines.append(talk.texts.count("answer.missing_in_unit", len(tally.missing), unit=name, all=tally.people))
    return [*lines, *_closing(talk, plan, kind), talk.say("progress.of_others")]


def _unit_line(talk: Talk, kind: Opens, tally: Tally) -> str:
    counts = registered_words(talk.texts, kind, (tally,))
    return talk.say("progress.counts_of_unit", unit=short_name(talk, tally.unit), counts=counts)


def _closing(talk: Talk, plan: Plan, kind: Opens) -> list[str]:
    closing = closing_task(plan, kind)
    return [talk.say("lists.deadline", deadline=deadline_words(talk.texts, closing.deadline))] if closing else []
