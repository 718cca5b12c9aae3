"""How far the units are: all of them, who has the most left first, and one of them."""

from bot.answers.last_asked import remember
from bot.answers.missing import may_see
from bot.answers.pictures import units_button
from bot.answers.progress.overview import registration_lines
from bot.answers.progress.parts import INTENT, PAGE, PROGRESS, asks_for, back_row, export_press, led, tasks_of
from bot.answers.tasks.details import no_plan
from bot.answers.tasks.views import View
from bot.messages import Choice, Reply
from bot.paging import turning, within
from bot.presses import mark, press
from bot.talk import Talk, fitted, one_line
from bot.words.progress import UNIT_LIMIT, idea_words, lead_name, registered_words, task_lines, unit_line
from bot.words.task_lists import task_words
from plans.innovation.tallying import idea_tally
from plans.model.people import Unit, UnitKind
from plans.model.plan import Opens, Plan
from plans.progress import LEFT, UnitFigures, busiest, busiest_first, by_stage, figures, led_by
from plans.registrations.tallies import tally_of

#: Units on a page, and in a row of buttons.
UNITS, IN_A_ROW = 8, 2
LABEL_LIMIT = 30
#: So many tasks that a unit has left are named; all of them are behind a button.
TASKS = 5


def units_page(talk: Talk, page: str = "") -> Reply:
    """A page of the units that lead anything; the first one begins with who has the most left."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    # Whoever is none of the department's stands last, without a button: the others' numbers are those of theirs.
    found = tuple(sorted(busiest_first(led(talk, plan)), key=lambda each: each.unit is None))
    pages = max(1, -(-len(found) // UNITS))
    shown = within(page, pages)
    listed = found[shown * UNITS : (shown + 1) * UNITS]
    lines = _most(talk, found) if shown == 0 else []
    lines += [f"{place}. {unit_line(talk.texts, each)}" for place, each in enumerate(listed, 1)]
    lines += [talk.say("lists.page", page=shown + 1, pages=pages)] if pages > 1 else []
    remember(talk, INTENT, {PAGE: str(shown)}, ())
    return talk.reply(
        fitted(talk.texts, lines),
        *_unit_buttons(listed),
        turning(talk, shown, pages, PROGRESS, "units"),
        [units_button(talk), export_press(talk)],
        back_row(talk),
        heading=talk.say("progress.heading_units", year=plan.year, day=talk.texts.day(talk.today)),
        report=True,
    )


def _most(talk: Talk, found: tuple[UnitFigures, ...]) -> list[str]:
    """Who has the most left; that nobody has anything left, where that is so."""
    first = busiest(found)
    if not first:
        return [talk.say("progress.nothing_left"), ""]
    names = talk.texts.joined([lead_name(talk.texts, each) for each in first])
    return [talk.texts.count("progress.most", len(first), units=names, left=first[0].tasks.left), ""]


def _unit_buttons(listed: tuple[UnitFigures, ...]) -> list[list[Choice]]:
    buttons = [
        press(f"{place}. {one_line(each.unit.name, LABEL_LIMIT)}", PROGRESS, "unit", mark(each.unit.id))
        for place, each in enumerate(listed, 1)
        if each.unit is not None
    ]
    return [buttons[place : place + IN_A_ROW] for place in range(0, len(buttons), IN_A_ROW)]


def unit_page(talk: Talk, unit: Unit) -> Reply:
    """How far one unit is: the tasks it leads, what of them is left, and its people's answers to whoever may see."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    found = led_by(tasks_of(talk, plan), unit, talk.tx.all(Unit))
    name = one_line(unit.name, UNIT_LIMIT)
    lines = (
        task_lines(talk.texts, figures(found, talk.today)) if found else [talk.say("progress.leads_nothing", unit=name)]
    )
    left = [entry for stage in LEFT for entry in by_stage(found, (stage,), talk.today)]
    shown = left[:TASKS]
    lines += ["", *(task_words(talk.texts, entry, talk.today) for entry in shown)] if shown else []
    lines += [talk.texts.count("progress.more_tasks", len(left) - TASKS)] if len(left) > TASKS else []
    lines += _registered(talk, plan, unit)
    remember(talk, INTENT, {"unit": unit.id}, shown)
    rows = [
        [press(talk.say("progress.unit_tasks"), "due", *View(unit=unit).words())],
        [press(talk.say("lists.open"), "lists", "unit", mark(unit.id))] if _has_people(talk, plan, unit) else [],
        [press(talk.say("progress.by_unit"), PROGRESS, "units", 0), *back_row(talk)],
    ]
    heading = talk.say("progress.heading_unit", unit=name, day=talk.texts.day(talk.today))
    return talk.reply(fitted(talk.texts, lines), *rows, heading=heading, report=True)


def _has_people(talk: Talk, plan: Plan, unit: Unit) -> bool:
    """Whether there are answers of a unit's people that the asker may see."""
    asked = may_see(talk, unit.id) and unit.kind is not UnitKind.EVERY
    return asked and tally_of(talk.tx, plan, Opens.TITLE, unit, talk.today).people > 0


def _registered(talk: Talk, plan: Plan, unit: Unit) -> list[str]:
    """How many of a unit's people have registered, to whoever may see it; in their own unit, their own answer."""
    kinds = [kind for kind in Opens if asks_for(plan, kind)]
    if not _has_people(talk, plan, unit):
        own = talk.person.unit == unit.id
        return ["", *(line for kind in kinds for line in registration_lines(talk, plan, kind))] if own and kinds else []
    lines = []
    for kind in kinds:
        tally = tally_of(talk.tx, plan, kind, unit, talk.today)
        lines.append(talk.say(f"progress.{kind}", counts=registered_words(talk.texts, kind, (tally,))))
    ideas = idea_tally(talk.tx, plan, [unit.id])
    if Opens.INNOVATION in kinds and ideas.registered:
        lines.append(idea_words(talk.texts, ideas))
    return ["", *lines] if lines else []
