"""The note with which the office returns a unit's list, or accepts one that its head has not endorsed: it is typed."""

from bot.answers.greeting import stale
from bot.answers.lists.deeds import is_as_seen, unit_meant, with_outcome
from bot.answers.lists.unit import unit_page
from bot.dialogues.turns import begin, is_current, labelled, name_of, set_aside
from bot.messages import Reply
from bot.talk import Answer, Talk, one_line
from plans.model.people import Unit
from plans.model.plan import Plan
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.registrations.endorsing import accept_list, note_of, return_list
from plans.rights import Action, refusal

NAME = "listnote"
WANTED = ("accept", "return")
UNIT_LIMIT = 100


def press_note(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Ask for the note ("begin:return:<unit>:<list>"), or leave it ("<run>:cancel")."""
    first, deed, unit, seen, *_ = (*words, "", "", "", "")
    if first == "begin":
        return _begun(talk, deed, unit, seen)
    dialogue = talk.dialogue
    if dialogue is None or not is_current(dialogue, NAME, first) or deed != "cancel":
        return (stale(talk),)
    found = _meant(talk, dialogue)
    talk.leave()
    return (stale(talk) if found is None else unit_page(talk, *found, note=talk.say("chat.cancelled")),)


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """What the note is for."""
    found = _meant(talk, dialogue)
    if found is None:
        talk.leave()
        return stale(talk)
    _, unit = found
    asked = talk.say(f"lists.ask_{dialogue.values['deed']}", unit=one_line(unit.name, UNIT_LIMIT))
    return talk.reply(asked, [labelled(talk.say("lists.cancel"), dialogue, "cancel")])


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The note: it is carried out with it, unless the list has changed meanwhile."""
    found = _meant(talk, dialogue)
    if found is None:
        talk.leave()
        return (stale(talk),)
    plan, unit = found
    note = note_of(text)
    if isinstance(note, Problem):
        return (show(talk, dialogue).below(talk.trouble(note)),)
    talk.leave()
    if not is_as_seen(talk, plan, unit, dialogue.values["seen"]):
        return (unit_page(talk, plan, unit, note=talk.say("lists.changed_just_now")),)
    verb = accept_list if dialogue.values["deed"] == "accept" else return_list
    return (with_outcome(talk, plan, unit, verb(talk.tx, talk.now, talk.person, plan, unit, note)),)


def _begun(talk: Talk, deed: str, word: str, seen: str) -> Answer:
    refused = refusal(Action.DECIDE_LIST, talk.person, talk.today)
    if refused is not None:
        return (talk.reply(talk.trouble(refused)),)
    unit, plan = unit_meant(talk, word), talk.plan
    if unit is None or plan is None or deed not in WANTED:
        return (stale(talk),)
    before = talk.dialogue
    values = {"deed": deed, "plan": plan.id, "unit": unit.id, "seen": seen}
    dialogue = begin(talk, f"{NAME}.note", values)
    return set_aside(talk, before, (show(talk, dialogue),))


def _meant(talk: Talk, dialogue: Dialogue) -> tuple[Plan, Unit] | None:
    """The plan and the unit that the note is about, while there are such and the dialogue is this one."""
    if name_of(dialogue) != NAME:
        return None
    plan = talk.tx.get(Plan, dialogue.values.get("plan", ""))
    unit = talk.tx.get(Unit, dialogue.values.get("unit", ""))
    return None if plan is None or unit is None else (plan, unit)
