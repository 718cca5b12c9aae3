"""Đã gửi: a unit's own part of a task, handed in with one tap; a note can follow, and the tap can be taken back."""

from bot.answers.greeting import stale
from bot.answers.tasks.parts import checklist_page
from bot.dialogues.turns import begin, is_current, labelled, name_of, set_aside, step_of
from bot.messages import Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, one_line
from bot.words.duties import evidence_lines
from bot.words.parts import PART, UNIT_LIMIT, back_press, sent_press, title_of, view_press
from calendar_sync.stamps import stamp_events
from plans.agenda import Entry, entry_by_key
from plans.duties.collecting import close_part, note_part, reopen_part
from plans.duties.parts import part_of
from plans.model.duties import UnitPart
from plans.model.people import Unit
from plans.model.reaching import Dialogue
from plans.problems import Problem

NAME = PART
SAID = frozenset({"sent", "note", "back"})


def press_part(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Hand in ("sent:<task>:<unit>"), take back ("back:…", then ":yes"), add a note ("note:…"), or leave that.

    With "list" behind it, it was pressed on the checklist, which comes back with what was done.
    """
    deed, key, unit_mark, *more = (*words, "", "", "")
    dialogue = talk.dialogue
    if dialogue is not None and is_current(dialogue, NAME, deed) and key == "stop":
        talk.leave()
        return (talk.reply(talk.say("chat.cancelled")),)
    entry = entry_by_key(talk.tx, key)
    unit = next((unit for unit in talk.tx.all(Unit) if mark(unit.id) == unit_mark), None)
    if entry is None or unit is None or deed not in SAID:
        return (stale(talk),)
    of_list = "list" in more
    if deed == "sent":
        return (_sent(talk, entry, unit, of_list=of_list),)
    if deed == "back":
        return (_back(talk, entry, unit, sure="yes" in more, of_list=of_list),)
    return _ask_note(talk, entry, unit)


def _sent(talk: Talk, entry: Entry, unit: Unit, *, of_list: bool) -> Reply:
    made = close_part(talk.tx, talk.now, talk.person, entry, unit)
    if isinstance(made, Problem):
        return _refused(talk, entry, made, of_list=of_list)
    stamp_events(talk.tx, talk.now)
    said = talk.say("part.sent", unit=_unit(unit), title=title_of(entry), moment=talk.texts.moment(made.done_at))
    if of_list:
        return checklist_page(talk, entry, note=said)
    row = [
        press(talk.say("part.do_note"), PART, "note", entry.key, mark(unit.id)),
        back_press(talk.voice, entry.key, unit),
    ]
    return talk.reply(said, row, [view_press(talk.voice, entry.key)])


def _back(talk: Talk, entry: Entry, unit: Unit, *, sure: bool, of_list: bool) -> Reply:
    if not sure and not of_list:
        asked = talk.say("part.back_sure", unit=_unit(unit), title=title_of(entry))
        yes = press(talk.say("part.do_back_yes"), PART, "back", entry.key, mark(unit.id), "yes")
        return talk.reply(asked, [yes, view_press(talk.voice, entry.key)])
    gone = reopen_part(talk.tx, talk.now, talk.person, entry, unit)
    if isinstance(gone, Problem):
        return _refused(talk, entry, gone, of_list=of_list)
    stamp_events(talk.tx, talk.now)
    said = talk.say("part.taken_back", unit=_unit(unit), title=title_of(entry))
    if of_list:
        return checklist_page(talk, entry, note=said)
    return talk.reply(said, [sent_press(talk.voice, entry.key, unit), view_press(talk.voice, entry.key)])


def _refused(talk: Talk, entry: Entry, problem: Problem, *, of_list: bool) -> Reply:
    if of_list:
        return checklist_page(talk, entry, note=talk.trouble(problem))
    return talk.reply(talk.trouble(problem), [view_press(talk.voice, entry.key)])


# ---------------------------------------------------------------- the note


def _ask_note(talk: Talk, entry: Entry, unit: Unit) -> Answer:
    part = part_of(talk.tx, entry.plan.id, entry.task.id, unit.id)
    if part is None:
        problem = Problem("part.not_sent", {"unit": _unit(unit)})
        return (talk.reply(talk.trouble(problem), [view_press(talk.voice, entry.key)]),)
    before = talk.dialogue
    dialogue = begin(talk, f"{NAME}.note", {"task": entry.key, "unit": unit.id})
    return set_aside(talk, before, (show(talk, dialogue),))


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """What the note is for."""
    found = _meant(talk, dialogue)
    if found is None:
        talk.leave()
        return stale(talk)
    entry, unit = found
    asked = talk.say("part.note_ask", unit=_unit(unit), title=title_of(entry))
    return talk.reply(asked, [labelled(talk.say("dialogue.stop"), dialogue, "stop")])


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The note; a question is answered as one."""
    found = _meant(talk, dialogue)
    if found is None or step_of(dialogue) != "note" or name_of(dialogue) != NAME:
        talk.leave()
        return (stale(talk),)
    if text.endswith("?"):
        return None
    entry, unit = found
    noted = note_part(talk.tx, talk.now, talk.person, entry, unit, text)
    if isinstance(noted, Problem):
        return (show(talk, dialogue).below(talk.trouble(noted)),)
    talk.leave()
    return (_noted(talk, entry, unit, noted),)


def _noted(talk: Talk, entry: Entry, unit: Unit, part: UnitPart) -> Reply:
    said = [talk.say("part.noted", unit=_unit(unit), title=title_of(entry)), *evidence_lines(talk.voice, part.evidence)]
    return talk.reply("\n".join(said), [view_press(talk.voice, entry.key)])


def _meant(talk: Talk, dialogue: Dialogue) -> tuple[Entry, Unit] | None:
    entry = entry_by_key(talk.tx, dialogue.values.get("task", ""))
    unit = talk.tx.get(Unit, dialogue.values.get("unit", ""))
    return None if entry is None or unit is None else (entry, unit)


def _unit(unit: Unit) -> str:
    return one_line(unit.name, UNIT_LIMIT)
