"""Who has not answered: everybody's names for the office and leaders, a unit's for its head, a number for others."""

from collections.abc import Iterable, Sequence

from bot.answers.last_asked import remember
from bot.answers.standing import own_state
from bot.answers.tasks.details import REGISTERING, no_plan
from bot.messages import Choice, Reply
from bot.paging import pages_of, turning, within
from bot.presses import mark, press
from bot.talk import Answer, Talk, one_line
from bot.words.names import unit_name
from plans.answers import answer_of
from plans.model.people import Person, Unit
from plans.model.plan import Opens, Plan
from plans.registrations.rules import window_refusal
from plans.registrations.tallies import Tally, silent_units, tallies
from plans.registrations.urging import to_urge, urged_today
from plans.rights import Action, may

#: In buttons.
LETTERS = {Opens.TITLE: "t", Opens.INNOVATION: "i"}
KINDS = {letter: kind for kind, letter in LETTERS.items()}
#: Where the button of a unit stands on the page of its list, which names it.
OWN_PAGE = "list"
#: So many names stand in a line.
NAMES = 30
#: Units offered at a time to urge their people.
UNITS = 8


def press_missing(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Titles or innovations, and a page of them; or the units whose people can be urged."""
    letter, page, place, *_ = (*words, "", "", "")
    kind = KINDS.get(letter, Opens.TITLE)
    return (units_to_urge(talk, kind, place) if page == "units" else who_not_registered(talk, kind, page),)


def who_not_registered(talk: Talk, kind: Opens, page: str = "", note: str = "") -> Reply:
    """A page of those who still owe that answer, as far as the asker may see them."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    found = tallies(talk.tx, plan, kind, talk.today)
    pages = pages_of(_lines(talk, plan, kind, found))
    shown = within(page, len(pages))
    remember(talk, "who_not_registered", {"kind": kind}, ())
    text = "\n".join([*([note, ""] if note else []), *pages[shown]])
    heading = talk.say(f"answer.missing_heading_{kind}", day=talk.texts.day(talk.today))
    return talk.reply(
        text,
        _register_press(talk, plan, kind),
        *urge_rows(talk, plan, kind, found),
        turning(talk, shown, len(pages), "missing", LETTERS[kind]),
        _further(talk, plan, kind),
        heading=heading,
        report=True,
    )


def urge_rows(talk: Talk, plan: Plan, kind: Opens, found: Sequence[Tally]) -> list[list[Choice]]:
    """What the office and heads can do about those who owe an answer, while it can be given."""
    if not may(Action.URGE, talk.person, talk.today):
        return [row for tally in found if (row := urge_row(talk, plan, kind, talk.tx.get(Unit, tally.unit)))]
    row = urge_row(talk, plan, kind, None)
    units = [press(talk.say("urge.units_button"), "missing", LETTERS[kind], "units", 0)]
    return [row, units] if row else []


def urge_row(talk: Talk, plan: Plan, kind: Opens, unit: Unit | None, *place: object) -> list[Choice]:
    """The button that urges a unit's people (None: everybody), or says that they were urged today.

    `place` is where it stands, to which it comes back.
    """
    allowed = may(Action.URGE, talk.person, talk.today, (unit,) if unit else ())
    if not allowed or window_refusal(plan, kind, talk.now) is not None:
        return []
    words = (LETTERS[kind], mark(unit.id) if unit else "all", *place)
    name = one_line(unit.name, 40) if unit else ""
    before = urged_today(talk.tx, plan, kind, unit, talk.today)
    if before is not None:
        key = "urge.all_told_button" if unit is None or place == (OWN_PAGE,) else "urge.unit_told_button"
        return [press(talk.say(key, unit=name, moment=talk.texts.moment(before.at)[:5]), "urge", *words)]
    count = len(to_urge(talk.tx, plan, kind, unit, talk.person, talk.today))
    if not count:
        return []
    key = "urge.all_button" if unit is None or place == (OWN_PAGE,) else "urge.unit_button"
    return [press(talk.say(key, unit=name, count=count), "urge", *words)]


def units_to_urge(talk: Talk, kind: Opens, page: str = "", note: str = "") -> Reply:
    """The units that owe an answer, each with a button to urge its people."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    units = _units_owing(talk, plan, kind)
    rows = [(unit, row) for unit in units if (row := urge_row(talk, plan, kind, unit, "units"))]
    pages = max(1, -(-len(rows) // UNITS))
    shown = within(page, pages)
    listed = [
        row if shown == 0 else urge_row(talk, plan, kind, unit, "units", shown)
        for unit, row in rows[shown * UNITS : (shown + 1) * UNITS]
    ]
    back = press(talk.say("lists.back"), "missing", LETTERS[kind], 0)
    text = talk.say("urge.which_unit" if listed else "urge.nobody")
    turn = turning(talk, shown, pages, "missing", LETTERS[kind], "units")
    return talk.reply(f"{note}\n\n{text}" if note else text, *listed, turn, [back])


def _units_owing(talk: Talk, plan: Plan, kind: Opens) -> list[Unit]:
    """The units with people who owe an answer, or whose head owes the unit's own."""
    owing = {tally.unit for tally in tallies(talk.tx, plan, kind, talk.today) if tally.missing}
    if kind is Opens.TITLE:
        owing |= {unit.id for unit in silent_units(talk.tx, plan)}
    return [unit for unit in talk.tx.all(Unit) if unit.id in owing]


def may_see(talk: Talk, unit: str) -> bool:
    """Whether the asker sees the names of a unit's people."""
    found = talk.tx.get(Unit, unit)
    return may(Action.SEE_REGISTRATIONS, talk.person, talk.today, (found,) if found else ())


def _lines(talk: Talk, plan: Plan, kind: Opens, found: Sequence[Tally]) -> list[str]:
    if talk.sees_all:
        return _everybody(talk, found) + (_collectives(talk, plan) if kind is Opens.TITLE else [])
    lines = [own_state(talk, plan, kind)]
    for tally in found:
        if may_see(talk, tally.unit):
            lines += _of_unit(talk, tally)
        elif tally.unit == talk.person.unit:
            name = unit_name(talk.tx, tally.unit)
            lines.append(talk.texts.count("answer.missing_in_unit", len(tally.missing), unit=name, all=tally.people))
    return lines


def _of_unit(talk: Talk, tally: Tally) -> list[str]:
    values = {"unit": unit_name(talk.tx, tally.unit), "missing": len(tally.missing), "all": tally.people}
    if not tally.missing:
        return [talk.say("answer.missing_nobody", **values)]
    parts = [tally.missing[place : place + NAMES] for place in range(0, len(tally.missing), NAMES)]
    first = talk.say("answer.missing_names", names=_names(talk, parts[0]), **values)
    return [first, *(talk.say("answer.missing_more", names=_names(talk, part)) for part in parts[1:])]


def _names(talk: Talk, people: Iterable[Person]) -> str:
    return talk.texts.joined([one_line(person.name) for person in people])


def _everybody(talk: Talk, found: Sequence[Tally]) -> list[str]:
    missing = sum(len(tally.missing) for tally in found)
    lines = [talk.texts.count("answer.missing_count", missing, all=sum(tally.people for tally in found))]
    for tally in found:
        lines += _of_unit(talk, tally) if tally.missing else []
    complete = [unit_name(talk.tx, tally.unit) for tally in found if not tally.missing]
    if complete and missing:
        lines.append(talk.say("answer.complete_units", units=talk.texts.joined(complete)))
    return lines


def _collectives(talk: Talk, plan: Plan) -> list[str]:
    missing = [one_line(unit.name, 100) for unit in silent_units(talk.tx, plan)]
    return ["", talk.say("answer.missing_collectives", units=talk.texts.joined(missing))] if missing else []


def _further(talk: Talk, plan: Plan, kind: Opens) -> list[Choice]:
    """The other kind of answer that the plan asks for, and the whole list for whoever may see one."""
    other = Opens.INNOVATION if kind is Opens.TITLE else Opens.TITLE
    asked = any(task.opens is other and not task.withdrawn for task in plan.tasks)
    row = [press(talk.say(f"lists.kind_{other}"), "missing", LETTERS[other], 0)] if asked else []
    if talk.closed(Action.SEE_REGISTRATIONS) is None:
        row.append(press(talk.say("lists.open"), "lists", "all", LETTERS[kind], 0))
    return row


def _register_press(talk: Talk, plan: Plan, kind: Opens) -> list[Choice]:
    if answer_of(talk.tx, plan, talk.person, kind) is not None or window_refusal(plan, kind, talk.now) is not None:
        return []
    key, verb = REGISTERING[kind]
    return [press(talk.say(key), verb, "begin")]
