"""All units: who has registered, how far each unit's list has come, and how many for each title."""

from bot.answers.lists.files import files_row
from bot.answers.lists.unit import unit_page
from bot.answers.lists.words import count_words, is_asked, noted, state_word, whole_award_lines
from bot.answers.missing import LETTERS, may_see, urge_rows
from bot.answers.tasks.details import no_plan
from bot.messages import Choice, Reply
from bot.paging import turning, within
from bot.presses import mark, press
from bot.talk import Talk, fitted, one_line
from bot.words.deadlines import deadline_words
from bot.words.lists import UNIT_LIMIT
from plans.model.answers import Answer as Standing
from plans.model.answers import Registration
from plans.model.people import Unit
from plans.model.plan import Opens, Plan
from plans.registrations.rules import closing_task
from plans.registrations.tallies import Tally, tallies

#: Units on a page, and in a row of buttons.
UNITS, IN_A_ROW = 8, 2
LABEL_LIMIT = 30


def show_lists(talk: Talk, kind: Opens = Opens.TITLE, page: str = "", note: str = "") -> Reply:
    """The units whose lists the asker may see; straight to the only one."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    found = [tally for tally in tallies(talk.tx, plan, kind, talk.today) if may_see(talk, tally.unit)]
    only = talk.tx.get(Unit, found[0].unit) if len(found) == 1 and not talk.sees_all else None
    if only is not None:
        return unit_page(talk, plan, only, kind, note=note)
    pages = max(1, -(-len(found) // UNITS))
    shown = within(page, pages)
    lines = _head(talk, plan, kind, found) if shown == 0 else []
    listed = found[shown * UNITS : (shown + 1) * UNITS]
    lines += [""] if lines else []
    lines += [_unit_line(talk, plan, kind, number, tally) for number, tally in enumerate(listed, start=1)]
    lines += [talk.say("lists.page", page=shown + 1, pages=pages)] if pages > 1 else []
    heading = talk.say(f"lists.heading_{kind}", year=plan.year)
    return talk.reply(
        fitted(talk.texts, noted(note, lines)),
        *_unit_buttons(talk, kind, listed),
        turning(talk, shown, pages, "lists", "all", LETTERS[kind]),
        *urge_rows(talk, plan, kind, found)[:1],
        [*_other_kind(talk, plan, kind), press(talk.say("lists.picture"), "lists", "picture")],
        files_row(talk),
        heading=heading,
        report=True,
    )


def _head(talk: Talk, plan: Plan, kind: Opens, found: list[Tally]) -> list[str]:
    lines = [talk.say("lists.as_of", moment=talk.texts.moment(talk.now))]
    closing = closing_task(plan, kind)
    if closing is not None:
        lines.append(talk.say("lists.deadline", deadline=deadline_words(talk.texts, closing.deadline)))
    key = "lists.whole" if talk.sees_all else "lists.your_units"
    lines.append(talk.say(key, counts=count_words(talk.texts, kind, found)))
    if kind is Opens.TITLE:
        lines += _exceptions(talk, plan, found)
        awards = whole_award_lines(talk, plan) if talk.sees_all else []
        lines += ["", talk.say("lists.by_award"), *awards] if awards else []
    return lines


def _exceptions(talk: Talk, plan: Plan, found: list[Tally]) -> list[str]:
    """How many answers came late or were given by somebody else, where there are any."""
    people = {person.id for tally in found for person in (*tally.registered, *tally.declined)}
    answers = [
        each
        for each in talk.tx.all(Registration)
        if each.plan == plan.id and each.subject in people and each.answer is not Standing.WITHDRAWN
    ]
    late, behalf = sum(bool(each.late) for each in answers), sum(each.on_behalf for each in answers)
    lines = [talk.texts.count("lists.late_count", late)] if late else []
    return lines + ([talk.texts.count("lists.behalf_count", behalf)] if behalf else [])


def _unit_line(talk: Talk, plan: Plan, kind: Opens, number: int, tally: Tally) -> str:
    unit = talk.tx.get(Unit, tally.unit)
    name = one_line(unit.name if unit else tally.unit, UNIT_LIMIT)
    said = f"{number}. {name}: {count_words(talk.texts, kind, (tally,))}"
    return said if unit is None or kind is Opens.INNOVATION else f"{said}; {state_word(talk, plan, unit)}"


def _unit_buttons(talk: Talk, kind: Opens, listed: list[Tally]) -> list[list[Choice]]:
    buttons = []
    for number, tally in enumerate(listed, start=1):
        unit = talk.tx.get(Unit, tally.unit)
        if unit is not None:
            label = f"{number}. {one_line(unit.name, LABEL_LIMIT)}"
            buttons.append(press(label, "lists", "unit", mark(unit.id), LETTERS[kind], 0))
    return [buttons[place : place + IN_A_ROW] for place in range(0, len(buttons), IN_A_ROW)]


def _other_kind(talk: Talk, plan: Plan, kind: Opens) -> list[Choice]:
    other = Opens.INNOVATION if kind is Opens.TITLE else Opens.TITLE
    return [press(talk.say(f"lists.kind_{other}"), "lists", "all", LETTERS[other], 0)] if is_asked(plan, other) else []
