"""Giao cho ai?: a unit's people to choose from, or a name that is typed.

A tap carries all it needs, also who the task was given to when it was shown: an old tap gives it to nobody anew. The
dialogue is open only so that a name can be typed, and is not begun in the middle of another.
"""

from bot.answers.greeting import stale
from bot.dialogues.duties.pages import (
    NAME,
    TITLE_LIMIT,
    Given,
    choice_of,
    is_free,
    is_part,
    list_press,
    offered,
    overview,
    page,
    to_give,
    view_press,
)
from bot.dialogues.duties.people import named_among, seen_mark
from bot.dialogues.duties.sentences import after_command
from bot.dialogues.turns import is_current, name_of
from bot.messages import Reply
from bot.presses import mark
from bot.talk import Answer, Talk, one_line
from bot.words.duties import UNIT_LIMIT, assign_press, assignee_words
from bot.words.names import person_name
from plans.agenda import Entry, entry_by_key
from plans.duties.assigning import assignee
from plans.duties.giving import assign, own_units, people_for, take_back
from plans.model.duties import Assignment
from plans.model.people import Person, Unit
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.rights import Action, refusal
from plans.staff.people import person_here

#: A typed text of more words is no name.
NAME_WORDS = 6


def start(talk: Talk, rest: str = "") -> Answer:
    """The command: what follows it, or what there is to give."""
    return (after_command(talk, rest) if rest else overview(talk),)


def press_assign(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button: what there is to give (list), of which unit (units), to whom (ask), this one (to), nobody (none)."""
    deed, key, unit, word, seen, *_ = (*words, "", "", "", "", "")
    if deed == "list":
        return (overview(talk, key),)
    if talk.dialogue is not None and is_current(talk.dialogue, NAME, deed):
        talk.leave()
        return (talk.reply(talk.say("chat.cancelled")),)
    entry = entry_by_key(talk.tx, key)
    if entry is None:
        return (stale(talk),)
    units = own_units(talk.tx, talk.person, entry.plan.id, entry.task, talk.today)
    if deed == "units" and len(units) > 1:
        return (choice_of(talk, [(entry, each) for each in units]),)
    meant = next((each for each in units if mark(each.id) == unit or deed == "units"), None)
    if meant is None:
        refused = refusal(Action.ASSIGN, talk.person, talk.today)
        return (talk.reply(talk.trouble(refused)) if refused else stale(talk),)
    if deed == "to":
        return (_given(talk, entry, meant, word, seen),)
    if deed == "none":
        return (_taken_back(talk, entry, meant, word),)
    return (page(talk, entry, meant, word),) if deed in ("ask", "units") else (stale(talk),)


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """The open question again."""
    found = _open(talk, dialogue)
    if found is None:
        talk.leave()
        return stale(talk)
    return page(talk, *found)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """A name, where one is asked for."""
    found = _open(talk, dialogue)
    if found is None or text.endswith("?") or len(text.split()) > NAME_WORDS:
        return None
    entry, unit = found
    people = named_among(talk, people_for(talk.tx, unit, talk.today), text)
    if people:
        return (offered(talk, [(entry, unit, person) for person in people]),)
    if any(sign.isdigit() for sign in text):
        return None
    note = talk.say("duty.nobody_named", name=one_line(text), unit=one_line(unit.name, UNIT_LIMIT))
    return (page(talk, entry, unit, note=note),)


def _given(talk: Talk, entry: Entry, unit: Unit, who: str, seen: str) -> Reply:
    """Give it to the one whose button was tapped, unless it has been given to somebody else since."""
    person = next((each for each in people_for(talk.tx, unit, talk.today) if mark(each.id) == who), None)
    if person is None:
        return page(talk, entry, unit, note=talk.say("duty.gone_meanwhile"))
    now = assignee(talk.tx, entry.plan.id, entry.task.id, unit.id, talk.today)
    if seen != seen_mark(talk, entry, unit) and (now is None or now.person != person.id):
        return page(talk, entry, unit, note=talk.say("duty.changed_meanwhile"))
    made = assign(talk.tx, talk.now, talk.person, entry, unit, person)
    if isinstance(made, Problem):
        return talk.reply(talk.trouble(made), [view_press(talk, entry)])
    return _receipt(talk, entry, unit, made, person)


def _receipt(talk: Talk, entry: Entry, unit: Unit, made: Assignment, person: Person) -> Reply:
    _close(talk)
    title, who = one_line(entry.task.title, TITLE_LIMIT), assignee_words(talk, made)
    own, part = person.id == talk.person.id, is_part(talk, entry, unit)
    if part:
        key = "duty.given_to_self_part" if own else "duty.given_part"
    else:
        key = "duty.given_to_self" if own else "duty.given"
    values = {"task": title, "name": who, "unit": one_line(unit.name, UNIT_LIMIT)}
    lines = [talk.say(key, moment=talk.texts.moment(made.at), **values)]
    row = [assign_press(talk.voice, entry.key, unit.id, "duty.do_reassign"), view_press(talk, entry)]
    more = [list_press(talk)] if any(is_free(talk, *each) for each in to_give(talk)) else []
    return talk.reply("\n".join(lines), row, more)


def _taken_back(talk: Talk, entry: Entry, unit: Unit, seen: str) -> Reply:
    if seen != seen_mark(talk, entry, unit):
        return page(talk, entry, unit, note=talk.say("duty.changed_meanwhile"))
    ended = take_back(talk.tx, talk.now, talk.person, entry, unit)
    if isinstance(ended, Problem):
        return talk.reply(talk.trouble(ended), [view_press(talk, entry)])
    _close(talk)
    head = person_here(talk.tx, unit.head or "", talk.today)
    text = talk.say(
        "duty.taken_back",
        task=one_line(entry.task.title, TITLE_LIMIT),
        name=person_name(talk.tx, ended.person),
        head=one_line(head.name) if head is not None else talk.say("answer.the_office"),
    )
    return talk.reply(text, [assign_press(talk.voice, entry.key, unit.id), view_press(talk, entry)])


def _close(talk: Talk) -> None:
    """The question is answered; another dialogue stays open."""
    if talk.dialogue is not None and name_of(talk.dialogue) == NAME:
        talk.leave()


def _open(talk: Talk, dialogue: Dialogue) -> Given | None:
    """The task and unit that a name is asked for, while this person may still say it."""
    entry = entry_by_key(talk.tx, dialogue.values.get("task", ""))
    if entry is None:
        return None
    units = own_units(talk.tx, talk.person, entry.plan.id, entry.task, talk.today)
    unit = next((each for each in units if each.id == dialogue.values.get("unit")), None)
    return None if unit is None else (entry, unit)
