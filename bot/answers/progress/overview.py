"""How far the plan is, on one page as a leader reads it: tasks, who has the most left, registrations, innovations."""

from bot.answers.last_asked import remember
from bot.answers.lists.words import award_lines
from bot.answers.pictures import units_button
from bot.answers.progress.parts import (
    BEFORE_ALL,
    INTENT,
    PAGE,
    PROGRESS,
    asks_for,
    back_row,
    export_press,
    led,
    seen,
    tasks_of,
)
from bot.answers.standing import own_state
from bot.answers.tasks.details import no_plan
from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Talk, fitted
from bot.words.names import unit_name
from bot.words.progress import idea_words, registered_words, task_lines, unit_line
from plans.innovation.tallying import idea_tally
from plans.model.plan import Opens, Plan
from plans.progress import busiest_first, figures
from plans.registrations.tallies import award_tallies

#: So many units with the most left are named; the others are behind a button.
BUSIEST = 3
#: So many awards are named; the others are behind a button.
AWARDS = 4


def progress(talk: Talk) -> Reply:
    """The whole page."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    lines = [*task_lines(talk.texts, figures(tasks_of(talk, plan), talk.today)), *_busiest(talk, plan)]
    for kind in Opens:
        lines += ["", *registration_lines(talk, plan, kind)] if asks_for(plan, kind) else []
    remember(talk, INTENT, {PAGE: BEFORE_ALL}, ())
    heading = talk.say("progress.heading", year=plan.year, day=talk.texts.day(talk.today))
    return talk.reply(fitted(talk.texts, lines), *_further(talk, plan), heading=heading, report=True)


def tasks(talk: Talk) -> Reply:
    """The tasks alone."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    lines = [*task_lines(talk.texts, figures(tasks_of(talk, plan), talk.today)), *_busiest(talk, plan)]
    heading = talk.say("progress.heading_tasks", year=plan.year, day=talk.texts.day(talk.today))
    remember(talk, INTENT, {PAGE: BEFORE_ALL}, ())
    rows = [_units_press(talk), *_late_press(talk)], [units_button(talk), export_press(talk)], back_row(talk)
    return talk.reply("\n".join(lines), *rows, heading=heading, report=True)


def _busiest(talk: Talk, plan: Plan) -> list[str]:
    """The units with the most left, and how many more have something left."""
    found = [each for each in busiest_first(led(talk, plan)) if each.tasks.left and each.unit is not None]
    if not found:
        return []
    lines = ["", talk.say("progress.busiest"), *(f"– {unit_line(talk.texts, each)}" for each in found[:BUSIEST])]
    more = len(found) - BUSIEST
    return lines + ([talk.texts.count("progress.more_units", more)] if more > 0 else [])


def registration_lines(talk: Talk, plan: Plan, kind: Opens) -> list[str]:
    """The total for those who see everybody, else each unit the asker may see; to the others their own answer."""
    shown = seen(talk, plan, kind)
    if not shown:
        return [own_state(talk, plan, kind)]
    if not talk.sees_all:
        lines = [
            talk.say(
                f"progress.{kind}_unit",
                unit=unit_name(talk.tx, tally.unit),
                counts=registered_words(talk.texts, kind, (tally,)),
            )
            for tally in shown
        ]
        return [*lines, *_ideas(talk, plan, kind, [tally.unit for tally in shown])]
    lines = [talk.say(f"progress.{kind}", counts=registered_words(talk.texts, kind, shown))]
    return [*lines, *(_awards(talk, plan) if kind is Opens.TITLE else _ideas(talk, plan, kind, None))]


def _awards(talk: Talk, plan: Plan) -> list[str]:
    """Some awards, what the plan aims at first: how many have registered beside how many are to."""
    found = sorted(award_tallies(talk.tx, plan, talk.today), key=lambda tally: tally.aimed is None)
    return award_lines(talk.texts, talk.tx, plan, found[:AWARDS])


def _ideas(talk: Talk, plan: Plan, kind: Opens, units: list[str] | None) -> list[str]:
    if kind is not Opens.INNOVATION:
        return []
    found = idea_tally(talk.tx, plan, units)
    return [idea_words(talk.texts, found)] if found.registered else []


def _further(talk: Talk, plan: Plan) -> list[list[Choice]]:
    """What can be looked at more closely."""
    by_title = [press(talk.say("progress.by_title"), PROGRESS, "titles")] if asks_for(plan, Opens.TITLE) else []
    missing = any(seen(talk, plan, kind) for kind in Opens)
    return [
        [_units_press(talk), *by_title],
        [*([press(talk.say("chat.try_missing"), "ask", "missing")] if missing else []), *_late_press(talk)],
        [units_button(talk), export_press(talk)],
    ]


def _units_press(talk: Talk) -> Choice:
    return press(talk.say("progress.by_unit"), PROGRESS, "units", 0)


def _late_press(talk: Talk) -> list[Choice]:
    """The button to what is past due, where anything is."""
    plan = talk.plan
    found = figures(tasks_of(talk, plan), talk.today) if plan is not None else None
    pressing = found is not None and found.late + found.held > 0
    return [press(talk.say("answer.see_overdue"), "ask", "overdue")] if pressing else []
