"""How many have registered: for titles or innovations, for one title beside the plan's target, by unit.

The figures of units go to whoever may see their people's registrations; everybody else gets the plan's own words and
their own answer.
"""

from collections.abc import Iterable, Sequence

from bot.answers.last_asked import remember
from bot.answers.lists.words import award_line
from bot.answers.missing import LETTERS, may_see
from bot.answers.progress.overview import registration_lines
from bot.answers.progress.parts import INTENT, PROGRESS, asks_for, back_row, export_press
from bot.answers.task import no_plan
from bot.messages import Choice, Reply
from bot.paging import pages_of, turning, within
from bot.presses import press
from bot.talk import Talk, one_line
from bot.words.awards import names_apart
from bot.words.deadlines import deadline_words
from bot.words.names import award_name, unit_name
from bot.words.progress import UNIT_LIMIT, idea_words, percent, registered_words
from plans.catalogue.quotas import quotas
from plans.innovation.tallying import idea_tally
from plans.model.plan import Opens, Plan
from plans.registrations.by_title import chosen_by
from plans.registrations.rules import closing_task
from plans.registrations.tallies import AwardTally, Tally, award_tallies, tallies
from plans.rights import Action

#: The longest words of the plan that are quoted.
QUOTE_LIMIT = 300


def registrations(talk: Talk, kind: Opens, page: str = "") -> Reply:
    """How many have registered, in all and by unit, as far as the asker may see."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    found = [tally for tally in tallies(talk.tx, plan, kind, talk.today) if may_see(talk, tally.unit)]
    lines = registration_lines(talk, plan, kind) + _closing(talk, plan, kind)
    if talk.sees_all and found:
        lines += ["", talk.say("progress.units"), *(_unit_line(talk, kind, tally) for tally in found)]
    elif not found:
        lines.append(talk.say("progress.figures_of_others"))
    key = f"progress.heading_{kind}"
    return _paged(talk, plan, key, lines, page, "people", LETTERS[kind], *_registering(talk, plan, kind))


def titles(talk: Talk, page: str = "", only: Sequence[str] = (), units: Sequence[str] = ()) -> Reply:
    """Every title that somebody registered for or that the plan aims at, or these `only`; of these `units` alone."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    seen = [tally for tally in tallies(talk.tx, plan, Opens.TITLE, talk.today) if may_see(talk, tally.unit)]
    wanted = [tally for tally in seen if not units or tally.unit in units]
    targets = [each for each in award_tallies(talk.tx, plan, talk.today) if not only or each.award in only]
    whole = talk.sees_all and not units
    lines = _whole(talk, plan, targets) if whole else _of_units(talk, plan, wanted, only)
    if whole and len(only) == 1:
        lines += _by_unit(talk, plan, wanted, only[0])
    missing = [id for id in only if whole and id not in {each.award for each in targets}]
    lines += [talk.say("progress.nobody_for", award=award_name(talk.texts, id)) for id in missing]
    lines += _targets(talk, targets) if only or not whole else []
    if not wanted:
        lines += [*registration_lines(talk, plan, Opens.TITLE), talk.say("progress.figures_of_others")]
    key = "progress.heading_award" if len(only) == 1 else "progress.heading_awards"
    name = award_name(talk.texts, only[0]) if len(only) == 1 else ""
    rows = _registering(talk, plan, Opens.TITLE)
    return _paged(talk, plan, key, lines or [talk.say("progress.no_titles")], page, "titles", "", *rows, award=name)


def innovations(talk: Talk, units: Sequence[str] = ()) -> Reply:
    """How many innovations there are, how far they have come, and of which units, as far as the asker may see."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    kind = Opens.INNOVATION
    found = [tally for tally in tallies(talk.tx, plan, kind, talk.today) if may_see(talk, tally.unit)]
    wanted = [tally for tally in found if not units or tally.unit in units]
    if not wanted:
        lines = [*registration_lines(talk, plan, kind), talk.say("progress.figures_of_others")]
    else:
        ideas = idea_tally(talk.tx, plan, None if talk.sees_all and not units else [tally.unit for tally in wanted])
        lines = [talk.say("progress.idea_line", ideas=idea_words(talk.texts, ideas))]
        lines.append(talk.say("progress.idea_people", counts=registered_words(talk.texts, kind, wanted)))
        lines += _closing(talk, plan, kind)
        homes = [(tally.unit, ideas.units.get(tally.unit, 0)) for tally in wanted]
        named = [talk.say("progress.count_of_unit", unit=_name(talk, unit), count=n) for unit, n in homes if n]
        lines += ["", talk.say("progress.units"), *named] if len(wanted) > 1 and named else []
    return _paged(talk, plan, "progress.heading_innovation", lines, "", "ideas", "", *_registering(talk, plan, kind))


# ---------------------------------------------------------------- lines


def _whole(talk: Talk, plan: Plan, found: Sequence[AwardTally]) -> list[str]:
    """Each award with how many of everybody, beside its target and quota."""
    limits = {quota.award: quota for quota in quotas(talk.tx, plan)}
    everybody = sum(tally.people for tally in tallies(talk.tx, plan, Opens.TITLE, talk.today))
    names = names_apart(talk.texts, found)
    lines = []
    for name, tally in zip(names, found, strict=True):
        line = award_line(talk.texts, name, tally, limits.get(tally.award))
        if not tally.collective:
            line += talk.say("progress.award_share", share=percent(tally.reaching, everybody), all=everybody)
        lines.append(line)
    return lines


def _of_units(talk: Talk, plan: Plan, wanted: Iterable[Tally], only: Sequence[str]) -> list[str]:
    """Of each unit, how many of its people have registered for each award."""
    lines = []
    for tally in wanted:
        chosen = chosen_by(talk.tx, plan, tally.registered)
        counts = {id: chosen.get(id, 0) for id in only} or chosen
        awards = [
            talk.say("progress.count_of_award", award=award_name(talk.texts, id), count=n) for id, n in counts.items()
        ]
        said = talk.texts.joined(awards) or talk.say("progress.no_titles")
        lines.append(talk.say("progress.awards_of_unit", unit=_name(talk, tally.unit), all=tally.people, awards=said))
    return lines


def _by_unit(talk: Talk, plan: Plan, wanted: Iterable[Tally], award: str) -> list[str]:
    """How many of each unit's people have registered for one award, where any have."""
    counts = [(tally, chosen_by(talk.tx, plan, tally.registered).get(award, 0)) for tally in wanted]
    named = [
        talk.say("progress.count_of_people", unit=_name(talk, tally.unit), count=n, all=tally.people)
        for tally, n in counts
        if n
    ]
    return ["", talk.say("progress.units"), *named] if named else []


def _targets(talk: Talk, found: Iterable[AwardTally]) -> list[str]:
    """What the plan says of these awards, in its own words: everybody may read the plan."""
    quotes = dict.fromkeys(one_line(each.target.source.quote, QUOTE_LIMIT) for each in found if each.target is not None)
    return ["", *(talk.say("progress.quoted", quote=quote) for quote in quotes)] if quotes else []


def _unit_line(talk: Talk, kind: Opens, tally: Tally) -> str:
    counts = registered_words(talk.texts, kind, (tally,))
    return talk.say("progress.counts_of_unit", unit=_name(talk, tally.unit), counts=counts)


def _closing(talk: Talk, plan: Plan, kind: Opens) -> list[str]:
    closing = closing_task(plan, kind)
    return [talk.say("lists.deadline", deadline=deadline_words(talk.texts, closing.deadline))] if closing else []


def _name(talk: Talk, unit: str) -> str:
    return one_line(unit_name(talk.tx, unit), UNIT_LIMIT)


# ---------------------------------------------------------------- pages and buttons


def _paged(
    talk: Talk,
    plan: Plan,
    key: str,
    lines: list[str],
    page: str,
    deed: str,
    word: str,
    *rows: list[Choice],
    award: str = "",
) -> Reply:
    pages = pages_of(lines)
    shown = within(page, len(pages))
    heading = talk.say(key, year=plan.year, day=talk.texts.day(talk.today), award=award)
    turn = turning(talk, shown, len(pages), PROGRESS, deed, *([word] if word else []))
    remember(talk, INTENT, {}, ())
    return talk.reply("\n".join(pages[shown]).strip(), turn, *rows, heading=heading, report=True)


def _registering(talk: Talk, plan: Plan, kind: Opens) -> list[list[Choice]]:
    """Further questions about registrations, as far as the asker may ask them."""
    other = Opens.INNOVATION if kind is Opens.TITLE else Opens.TITLE
    missing = press(talk.say("progress.missing"), "missing", LETTERS[kind], 0)
    sees = talk.closed(Action.SEE_REGISTRATIONS) is None
    lists = [press(talk.say("lists.open"), "lists", "all", LETTERS[kind], 0)] if sees else []
    by_title = [press(talk.say("progress.by_title"), PROGRESS, "titles")] if kind is Opens.TITLE else []
    others = (
        [press(talk.say(f"lists.kind_{other}"), PROGRESS, "people", LETTERS[other])] if asks_for(plan, other) else []
    )
    return [[missing, *lists], [*by_title, *others], [export_press(talk), *back_row(talk)]]
