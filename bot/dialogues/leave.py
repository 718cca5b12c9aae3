"""Leave, from the settings of reminders: its days are typed, then somebody is chosen who is reminded meanwhile."""

from datetime import date

from bot.answers.greeting import stale
from bot.dialogues.reminder_settings import leave_words, show_settings
from bot.dialogues.turns import begin, go, is_current, labelled, set_aside, step_of
from bot.dialogues.typed_leave import read_leave
from bot.messages import Choice, Reply
from bot.paging import within
from bot.presses import mark, press
from bot.talk import Answer, Talk, one_line
from plans.model.people import Person
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.registrations.tallies import sorted_people
from plans.reminding.settings import days_problem, end_leave, set_leave
from plans.staff.people import find_people

NAME = "leave"
#: People on a page, and as many who answer to a typed name.
AT_ONCE = 8


def press_leave(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Ask for the days ("ask"), be reminded again ("end"), or a button of the question ("<run>:<deed>:<word>")."""
    first, deed, word, *_ = (*words, "", "", "")
    if first == "end":
        kept = end_leave(talk.tx, talk.now, talk.person)
        return (show_settings(talk, talk.trouble(kept) if isinstance(kept, Problem) else talk.say("nhac.leave_ended")),)
    if first == "ask":
        before = talk.dialogue
        return set_aside(talk, before, (show(talk, begin(talk, f"{NAME}.days", {})),))
    dialogue = talk.dialogue
    if dialogue is None or not is_current(dialogue, NAME, first):
        return (stale(talk),)
    if deed == "stop":
        talk.leave()
        return (show_settings(talk),)
    if step_of(dialogue) != "who":
        return (stale(talk),)
    if deed == "nobody":
        return (_set(talk, dialogue, None),)
    if deed == "page":
        return (show(talk, go(talk, dialogue, dialogue.step, page=word)),)
    chosen = next((person for person in _others(talk) if deed == "who" and mark(person.id) == word), None)
    return (stale(talk) if chosen is None else _set(talk, dialogue, chosen),)


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """The question for the days, or for who stands in."""
    stop = labelled(talk.say("dialogue.stop"), dialogue, "stop")
    if step_of(dialogue) != "who":
        return talk.reply(talk.say("nhac.ask_days"), [stop])
    colleagues = [person for person in _others(talk) if talk.person.unit in person.units]
    pages = [colleagues[at : at + AT_ONCE] for at in range(0, len(colleagues), AT_ONCE)] or [[]]
    at = within(dialogue.values.get("page", ""), len(pages))
    turns = [(at - 1, "lists.page_before"), (at + 1, "lists.page_after")]
    turning = [labelled(talk.say(key), dialogue, "page", place) for place, key in turns if 0 <= place < len(pages)]
    nobody = labelled(talk.say("nhac.nobody"), dialogue, "nobody")
    days = {name: talk.texts.day(date.fromisoformat(dialogue.values[name])) for name in ("start", "end")}
    people = [[_button(dialogue, person)] for person in pages[at]]
    return talk.reply(talk.say("nhac.ask_stand_in", **days), *people, turning, [nobody, stop])


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The days, or the name of who stands in; None for a question instead."""
    if text.endswith("?"):
        return None
    return (_typed_name(talk, dialogue, text) if step_of(dialogue) == "who" else _typed_days(talk, dialogue, text),)


def _typed_days(talk: Talk, dialogue: Dialogue, text: str) -> Reply:
    read = read_leave(text, talk.today)
    wrong = read if isinstance(read, Problem) else days_problem(*read, talk.today)
    if wrong is None and not isinstance(read, Problem):
        start, end = read
        return show(talk, go(talk, dialogue, f"{NAME}.who", start=start.isoformat(), end=end.isoformat()))
    asked = show(talk, dialogue)
    return talk.reply(talk.trouble(wrong) if wrong else asked.text, *asked.choices)


def _typed_name(talk: Talk, dialogue: Dialogue, text: str) -> Reply:
    known = {person.id for person in _others(talk)}
    found = [person for person in find_people(talk.tx, text) if person.id in known]
    if len(found) == 1:
        return _set(talk, dialogue, found[0])
    asked = show(talk, dialogue)
    if not found:
        return asked.below(talk.say("nhac.nobody_called", name=one_line(text)))
    rows = [[_button(dialogue, person)] for person in found[:AT_ONCE]]
    return talk.reply(talk.say("nhac.several_called", name=one_line(text)), *rows, *asked.choices[-1:])


def _set(talk: Talk, dialogue: Dialogue, stand_in: Person | None) -> Reply:
    start, end = (date.fromisoformat(dialogue.values[name]) for name in ("start", "end"))
    kept = set_leave(talk.tx, talk.now, talk.person, start, end, stand_in)
    if isinstance(kept, Problem):
        return show(talk, dialogue).below(talk.trouble(kept))
    talk.leave()
    lines = [leave_words(talk, kept)]
    lines.append(talk.say("nhac.stand_in_told" if stand_in else "nhac.head_meanwhile"))
    row = [press(talk.say("nhac.see"), "nhac", "page"), press(talk.say("nhac.end_leave"), NAME, "end")]
    return talk.reply("\n".join(lines), row)


def _others(talk: Talk) -> list[Person]:
    """Everybody here who may be asked to stand in, by name."""
    here = (person for person in talk.tx.all(Person) if person.is_here(talk.today) and person.id != talk.person.id)
    return sorted_people(here)


def _button(dialogue: Dialogue, person: Person) -> Choice:
    return labelled(one_line(person.name), dialogue, "who", mark(person.id))
