"""The office's own words for what an award or a rule stands on: which, the words, confirm.

Steps: which → text → confirm. The day of entering counts as the day on which it was checked.
"""

from datetime import date

from bot.dialogues.turns import Deeds, begin, carried_out, ended, go, labelled, set_aside, step_of
from bot.dialogues.turns import stale as stale_button
from bot.messages import Reply
from bot.presses import press
from bot.talk import Answer, Talk, one_line
from bot.words.names import award_name
from bot.words.rules import standard_words
from plans.catalogue.eligibility import cited
from plans.catalogue.entering import TEXT_LIMIT, cite, within
from plans.catalogue.titles import Award, Standard, award, in_force_on, standards_of
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.rights import Action, refusal

NAME = "cite"
LABEL_LIMIT = 60


def press_cite(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Begin with an award ("begin:ldtt"), or a button of this dialogue."""
    if words[:1] != ("begin",):
        return carried_out(talk, NAME, DEEDS, words)
    found = award(words[1]) if len(words) > 1 else None
    refused = refusal(Action.CITE, talk.person, talk.today)
    if refused is not None:
        return (talk.reply(talk.trouble(refused)),)
    if found is None:
        return (stale_button(talk, NAME),)
    before = talk.dialogue
    dialogue = begin(talk, f"{NAME}.which", {"award": found.id})
    if not _standards(talk, found):
        dialogue = go(talk, dialogue, f"{NAME}.text", entry=found.id)
    return set_aside(talk, before, (show(talk, dialogue),))


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """What is asked for at this step."""
    found = award(dialogue.values.get("award", ""))
    if found is None:
        talk.leave()
        return stale_button(talk, NAME)
    heading = talk.say("catalogue.cite_heading", award=award_name(talk.texts, found.id))
    stop = labelled(talk.say("dialogue.stop"), dialogue, "stop")
    if step_of(dialogue) == "which":
        rows = [[labelled(talk.say("catalogue.cite_basis"), dialogue, "which", found.id)]]
        for each in _standards(talk, found):
            asked = standard_words(talk.texts, each)
            rows.append([labelled(one_line(asked, LABEL_LIMIT), dialogue, "which", each.id)])
        return talk.reply(talk.say("catalogue.cite_which"), *rows, [stop], heading=heading)
    entry = _entry(talk, dialogue)
    if entry is None:
        talk.leave()
        return stale_button(talk, NAME)
    values = {"what": _called(talk, entry), "now": cited(talk.tx, entry, _day(talk))}
    if step_of(dialogue) == "text":
        return talk.reply(talk.say("catalogue.cite_text", longest=TEXT_LIMIT, **values), [stop], heading=heading)
    record = labelled(talk.say("catalogue.cite_record"), dialogue, "record")
    again = labelled(talk.say("catalogue.cite_again"), dialogue, "again")
    sure = talk.say(
        "catalogue.cite_sure", text=dialogue.values.get("text", ""), day=talk.texts.day(talk.today), **values
    )
    return talk.reply(sure, [record, again], [stop], heading=heading)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The words, where they are asked for; others in place of those that were shown back."""
    if step_of(dialogue) not in ("text", "confirm"):
        return None
    said = within(text)
    if isinstance(said, Problem):
        return (show(talk, dialogue).below(talk.trouble(said)),)
    return (show(talk, go(talk, dialogue, f"{NAME}.confirm", text=said)),)


def _which(talk: Talk, dialogue: Dialogue, entry: str) -> Reply:
    found = award(dialogue.values.get("award", ""))
    known = {found.id, *(each.id for each in _standards(talk, found))} if found else set()
    if entry not in known:
        return stale_button(talk, NAME)
    return show(talk, go(talk, dialogue, f"{NAME}.text", entry=entry))


def _again(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    return show(talk, go(talk, dialogue, f"{NAME}.text"))


def _record(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    values = dialogue.values
    done = cite(talk.tx, talk.now, talk.person, values.get("entry", ""), values.get("text", ""), talk.today)
    if isinstance(done, Problem):
        return ended(talk, NAME, done)
    talk.leave()
    row = [press(talk.say("catalogue.see_entry"), "award", "show", values.get("award", ""))]
    return talk.reply(talk.say("catalogue.cite_done", text=done.text), row)


def _stop(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    talk.leave()
    row = [press(talk.say("catalogue.see_entry"), "award", "show", dialogue.values.get("award", ""))]
    return talk.reply(talk.say("chat.cancelled"), row)


def _entry(talk: Talk, dialogue: Dialogue) -> Award | Standard | None:
    found = award(dialogue.values.get("award", ""))
    entry = dialogue.values.get("entry", "")
    if found is None or entry == found.id:
        return found
    return next((each for each in _standards(talk, found) if each.id == entry), None)


def _called(talk: Talk, entry: Award | Standard) -> str:
    return award_name(talk.texts, entry.id) if isinstance(entry, Award) else standard_words(talk.texts, entry)


def _standards(talk: Talk, found: Award) -> tuple[Standard, ...]:
    return standards_of(found.id, _day(talk))


def _day(talk: Talk) -> date:
    return in_force_on(talk.plan) if talk.plan else talk.today


DEEDS: Deeds = {
    "which": (("which",), _which),
    "again": (("confirm",), _again),
    "record": (("confirm",), _record),
    "stop": (("which", "text", "confirm"), _stop),
}
