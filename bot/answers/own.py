"""What a person has registered, and their unit where they head one, with what can still be done about it."""

from bot.answers.last_asked import remember
from bot.answers.tasks.details import no_plan
from bot.answers.tasks.parts import own_lines
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Talk, fitted, one_line
from bot.words.innovations import idea_lines, open_button
from bot.words.names import person_name
from bot.words.registrations import state_lines
from plans.answers import registration_of
from plans.innovation.rules import standing
from plans.model.answers import Answer
from plans.model.people import Person, Unit, UnitKind
from plans.model.plan import Opens, Plan
from plans.registrations.endorsing import last_said, state_of
from plans.registrations.registering import answer_refusal
from plans.registrations.rules import last_day, may_take_late
from plans.rights import Action, may

#: The longest note of the office that is shown.
NOTE_LIMIT = 300
#: So many innovations get a button.
IDEAS_AT_MOST = 8


def my_registrations(talk: Talk) -> Reply:
    """What this person registered, or somebody on their behalf, and how far it has come."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    remember(talk, "my_registrations", {}, ())
    lines, rows = _subject(talk, plan, talk.person)
    said, opening = _innovations(talk, plan)
    lines += said
    for unit in headed_departments(talk):
        more, presses = _subject(talk, plan, unit)
        lines += ["", *more]
        rows += presses
    lines += _on_behalf(talk, plan)
    closed = answer_refusal(talk.tx, talk.now, talk.person, talk.person, plan)
    if closed is not None:
        lines += ["", talk.trouble(closed)]
    owing, handing_in = own_lines(talk)
    lines += owing
    rows += [*handing_in, *opening, [press(talk.say("dialogue.idea_button"), "idea", "begin")]]
    return talk.reply(fitted(talk.texts, lines), *rows, heading=talk.say("answer.mine_heading", year=plan.year))


def headed_departments(talk: Talk) -> tuple[Unit, ...]:
    """The departments this person heads: departments are what registers as a collective."""
    return tuple(unit for unit in talk.tx.all(Unit) if unit.head == talk.person.id and unit.kind is UnitKind.DEPARTMENT)


def _subject(talk: Talk, plan: Plan, subject: Person | Unit) -> tuple[list[str], list[list[Choice]]]:
    """The state of one answer, and what can still be done about it."""
    standing = registration_of(talk.tx, plan, subject)
    if standing is None:
        key = "answer.collective" if isinstance(subject, Unit) else "answer.individual"
        lines = [talk.say("answer.mine_nothing", who=talk.say(key, unit=one_line(subject.name)))]
    else:
        lines = state_lines(talk, standing)
        home = subject if isinstance(subject, Unit) else talk.tx.get(Unit, subject.unit)
        if home is not None and standing.answer is Answer.REGISTERED:
            lines += _list_lines(talk, plan, home)
    return lines, _presses(talk, plan, subject, lines)


def _presses(talk: Talk, plan: Plan, subject: Person | Unit, lines: list[str]) -> list[list[Choice]]:
    """Change, withdraw, decline, register: as long as that is possible."""
    closed = answer_refusal(talk.tx, talk.now, talk.person, subject, plan)
    if closed is not None and not may_take_late(talk.person, closed, talk.today):
        return []
    day, standing = last_day(plan, Opens.TITLE), registration_of(talk.tx, plan, subject)
    if day is not None and closed is None:
        key = "registering.open_until" if standing is None else "dialogue.changeable"
        lines.append(talk.say(key, day=talk.texts.day(day)))
    deeds = {None: ("confirm", "decline"), Answer.REGISTERED: ("confirm", "withdraw")}
    steps = deeds.get(standing.answer if standing else None, ("confirm", "withdraw"))
    number = standing.number if standing is not None and standing.answer is Answer.REGISTERED else ""
    which = number or (one_line(subject.name, 25) if isinstance(subject, Unit) else "")
    key = "change" if number else "register"
    labels = {"confirm": f"registering.{key}", "withdraw": "registering.withdraw", "decline": "registering.decline"}
    return [
        [press(talk.say(labels[step], which=which).strip(), "title", "open", step, mark(subject.id)) for step in steps]
    ]


def _list_lines(talk: Talk, plan: Plan, unit: Unit) -> list[str]:
    """How far the unit's list has come; what the office wrote only for those who see the whole list."""
    said = last_said(talk.tx, plan, unit)
    if said is None:
        return [talk.say("registering.list_open")]
    if state_of(talk.tx, plan, unit, talk.today) is None:
        return [talk.say("registering.list_changed")]
    lines = [
        talk.say(
            f"registering.list_{said.state}", name=person_name(talk.tx, said.by), moment=talk.texts.moment(said.at)
        )
    ]
    if said.note and may(Action.SEE_REGISTRATIONS, talk.person, talk.today, (unit,)):
        lines.append(talk.say("registering.list_note", note=one_line(said.note, NOTE_LIMIT)))
    return lines


def _innovations(talk: Talk, plan: Plan) -> tuple[list[str], list[list[Choice]]]:
    """The innovations this person registered or has confirmed to be an author of, each with the way to it."""
    ideas = standing(talk.tx, plan, talk.person)
    lines = [] if ideas else ["", talk.say("answer.mine_no_idea")]
    for idea in ideas:
        lines += ["", *idea_lines(talk, idea)]
    registered = [idea for idea in ideas if idea.answer is Answer.REGISTERED]
    return lines, [[open_button(talk, idea)] for idea in registered[:IDEAS_AT_MOST]]


def _on_behalf(talk: Talk, plan: Plan) -> list[str]:
    """For whom this person has answered."""
    found = [
        person_name(talk.tx, person.id)
        for person in talk.tx.all(Person)
        if (standing := registration_of(talk.tx, plan, person)) is not None
        and standing.on_behalf
        and standing.by == talk.person.id
    ]
    return ["", talk.say("registering.answered_for", names=talk.texts.joined(found))] if found else []
