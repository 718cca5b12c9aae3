"""One unit's list: its people and what each registered for, its own registration, and what can be done with it."""

from bot.answers.lists.files import files_row
from bot.answers.lists.words import count_words, noted, state_lines
from bot.answers.missing import LETTERS, OWN_PAGE, urge_row
from bot.messages import Choice, Reply
from bot.paging import turning, within
from bot.presses import mark, press
from bot.talk import Talk, fitted, given_name, one_line
from bot.words.lists import UNIT_LIMIT, answer_words
from plans.answers import answers_by_person, innovations_of, registration_of
from plans.model.answers import Answer, ListState
from plans.model.people import Person, Unit, UnitKind
from plans.model.plan import Opens, Plan
from plans.registrations.endorsing import fingerprint, last_said, members, state_of
from plans.registrations.rules import window_refusal
from plans.registrations.tallies import tally_of
from plans.rights import Action, may

#: People on a page, and in a row of buttons.
PEOPLE, IN_A_ROW = 9, 3
NAME_LIMIT, LABEL_LIMIT, IDEA_LIMIT, ANSWER_LIMIT = 60, 24, 120, 200


def unit_page(talk: Talk, plan: Plan, unit: Unit, kind: Opens = Opens.TITLE, page: str = "", note: str = "") -> Reply:
    """A page of a unit's people, with what its head or the office can do."""
    people = members(talk.tx, unit, talk.today)
    pages = max(1, -(-len(people) // PEOPLE))
    shown = within(page, pages)
    listed = people[shown * PEOPLE : (shown + 1) * PEOPLE]
    tally = tally_of(talk.tx, plan, kind, unit, talk.today)
    lines = [talk.say("lists.unit_counts", all=tally.people, counts=count_words(talk.texts, kind, (tally,)))]
    if kind is Opens.TITLE:
        lines = [*state_lines(talk, plan, unit), *lines]
        if unit.kind is UnitKind.DEPARTMENT:
            own = answer_words(talk.texts, registration_of(talk.tx, plan, unit))
            lines.append(talk.say("lists.unit_itself", answer=own))
    lines.append("")
    answers = answers_by_person(talk.tx, plan, kind)
    lines += [
        f"{number}. {_person(talk, plan, kind, person, answers.get(person.id))}"
        for number, person in enumerate(listed, start=1)
    ]
    lines += [talk.say("lists.page", page=shown + 1, pages=pages)] if pages > 1 else []
    heading = talk.say(f"lists.unit_heading_{kind}", unit=one_line(unit.name, UNIT_LIMIT), year=plan.year)
    return talk.reply(
        fitted(talk.texts, noted(note, lines)),
        *_people_buttons(kind, listed),  # first, so that a number that is typed means the line of that number
        *(deeds(talk, plan, unit) if kind is Opens.TITLE else []),
        _for_the_unit(talk, plan, unit) if kind is Opens.TITLE else [],
        turning(talk, shown, pages, "lists", "unit", mark(unit.id), LETTERS[kind]),
        urge_row(talk, plan, kind, unit, OWN_PAGE),
        files_row(talk, unit),
        [press(talk.say("lists.all_units"), "lists", "all", LETTERS[kind], 0)] if talk.sees_all else [],
        heading=heading,
        report=True,
    )


def deeds(talk: Talk, plan: Plan, unit: Unit) -> list[list[Choice]]:
    """What the unit's head and the office can say of the list as it stands: its fingerprint is in the buttons."""
    stands = state_of(talk.tx, plan, unit, talk.today)
    said = last_said(talk.tx, plan, unit)
    seen = mark(fingerprint(talk.tx, plan, unit, talk.today))
    rows: list[list[Choice]] = []
    if may(Action.ENDORSE_LIST, talk.person, talk.today, (unit,)) and (
        stands is None or stands.state is ListState.RETURNED
    ):
        rows.append([press(talk.say("lists.endorse"), "lists", "endorse", mark(unit.id), seen)])
    if may(Action.DECIDE_LIST, talk.person, talk.today):
        row = []
        if stands is not None and stands.state is ListState.ENDORSED:
            row.append(press(talk.say("lists.accept"), "lists", "accept", mark(unit.id), seen))
        elif stands is None or stands.state is ListState.RETURNED:
            row.append(press(talk.say("lists.accept_anyway"), "listnote", "begin", "accept", mark(unit.id), seen))
        if said is not None and said.state is not ListState.RETURNED:
            row.append(press(talk.say("lists.return"), "listnote", "begin", "return", mark(unit.id), seen))
        rows.append(row)
    return rows


def _for_the_unit(talk: Talk, plan: Plan, unit: Unit) -> list[Choice]:
    """The way to the unit's own registration, for whoever gives it, while it is missing and can be given."""
    silent = unit.kind is UnitKind.DEPARTMENT and registration_of(talk.tx, plan, unit) is None
    closed = window_refusal(plan, Opens.TITLE, talk.now) is not None
    if not silent or closed or not may(Action.REGISTER_UNIT, talk.person, talk.today, (unit,)):
        return []
    return [press(talk.say("lists.register_unit"), "title", "open", "confirm", mark(unit.id))]


def _person(talk: Talk, plan: Plan, kind: Opens, person: Person, standing: Answer | None) -> str:
    name = one_line(person.name, NAME_LIMIT)
    if person.position:
        name = f"{name}, {one_line(person.position, NAME_LIMIT)}"
    if kind is Opens.INNOVATION:
        return f"{name}: {_ideas(talk, plan, person, standing)}"
    answer = registration_of(talk.tx, plan, person)
    notes = []
    if answer is not None and answer.on_behalf:
        notes.append(talk.say("lists.is_behalf"))
    if answer is not None and answer.late:
        notes.append(talk.say("lists.is_late"))
    said = f"{name}: {one_line(answer_words(talk.texts, answer), ANSWER_LIMIT)}"
    return f"{said} ({'; '.join(notes)})" if notes else said


def _ideas(talk: Talk, plan: Plan, person: Person, standing: Answer | None) -> str:
    """The innovations a person registered, or what else they answered."""
    own = [idea for idea in innovations_of(talk.tx, plan, person) if idea.answer is Answer.REGISTERED]
    if own:
        return "; ".join(f"{idea.number} {one_line(idea.name, IDEA_LIMIT)}" for idea in own)
    return talk.say(f"lists.idea_{standing}" if standing else "lists.no_answer")


def _people_buttons(kind: Opens, listed: tuple[Person, ...]) -> list[list[Choice]]:
    buttons = [
        press(f"{number}. {one_line(given_name(person), LABEL_LIMIT)}", "lists", "one", mark(person.id), LETTERS[kind])
        for number, person in enumerate(listed, start=1)
    ]
    return [buttons[place : place + IN_A_ROW] for place in range(0, len(buttons), IN_A_ROW)]
