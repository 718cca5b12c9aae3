"""Disciplines that the office enters: who, from when, until when, by which decision; shown before it is recorded.

Steps: who → since → until → reason → confirm. `/kyluat` lists what stands, with a button to lift each.
"""

import re
from datetime import date

from bot.answers.greeting import stale
from bot.dialogues.turns import Deeds, begin, carried_out, ended, go, labelled, set_aside, step_of
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, fitted, one_line
from plans.catalogue.entering import hold, lift, within
from plans.model.entered import Hold
from plans.model.people import Person
from plans.model.reaching import Dialogue
from plans.plain_text import folded
from plans.problems import Problem
from plans.staff.people import find_people

NAME = "discipline"
#: What is said for "until it is lifted".
OPEN_ENDED = frozenset({"khong", "khong co", "khong ro", "chua ro", "none", "no", "-"})
AT_MOST = 8
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_YEARS = range(2000, 2100)


def show_holds(talk: Talk, text: str = "") -> Reply:
    """What stands, with the buttons; or straight to the form of whoever is named behind the command."""
    if text:
        return _who(talk, begin(talk, f"{NAME}.who", {}), text)
    found = sorted(talk.tx.all(Hold), key=lambda each: each.since)
    lines = [talk.say("catalogue.hold_line", **_values(talk, each)) for each in found]
    rows = [
        [press(talk.say("catalogue.hold_lift", name=_name(talk, each.person)), NAME, "lift", mark(each.person))]
        for each in found[:AT_MOST]
    ]
    enter = press(talk.say("catalogue.hold_enter"), NAME, "begin")
    none = [talk.say("catalogue.hold_none")]
    return talk.reply(fitted(talk.texts, lines or none), *rows, [enter], heading=talk.say("catalogue.hold_heading"))


def press_discipline(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Begin ("begin"), ask before lifting ("lift:<person>"), lift ("lift:<person>:yes"), or a button of the form."""
    if words[:1] == ("begin",):
        before = talk.dialogue
        return set_aside(talk, before, (show(talk, begin(talk, f"{NAME}.who", {})),))
    if words[:1] == ("lift",):
        return (_lifting(talk, words),)
    return carried_out(talk, NAME, DEEDS, words)


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """What is asked for at this step."""
    step, values = step_of(dialogue), dialogue.values
    stop = labelled(talk.say("dialogue.stop"), dialogue, "stop")
    heading = talk.say("catalogue.hold_heading")
    if step == "who":
        return talk.reply(talk.say("catalogue.hold_who"), [stop], heading=heading)
    said = {
        "name": _name(talk, values.get("person", "")),
        "since": _shown(values.get("since", "")),
        "until": _shown(values.get("until", "")) or talk.say("catalogue.hold_open"),
        "reason": values.get("reason", ""),
    }
    rows: list[list[Choice]] = []
    if step == "until":
        rows.append([labelled(talk.say("catalogue.hold_open_button"), dialogue, "open")])
    if step == "confirm":
        rows.append([labelled(talk.say("catalogue.hold_record"), dialogue, "record")])
    return talk.reply(talk.say(f"catalogue.hold_{step}", **said), *rows, [stop], heading=heading)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """A name, a day, the decision: whatever the step asks for."""
    step = step_of(dialogue)
    if step == "who":
        return (_who(talk, dialogue, text),)
    if step in ("since", "until"):
        return (_day(talk, dialogue, step, text),)
    if step != "reason":
        return None
    said = within(text)
    if isinstance(said, Problem):
        return (_again(talk, dialogue, talk.trouble(said)),)
    return (show(talk, go(talk, dialogue, f"{NAME}.confirm", reason=said)),)


def _who(talk: Talk, dialogue: Dialogue, text: str) -> Reply:
    found = [person for person in find_people(talk.tx, text) if person.is_here(talk.today)]
    if len(found) == 1:
        return _chosen(talk, dialogue, found[0].id)
    if not found:
        return _again(talk, dialogue, talk.say("catalogue.hold_nobody", text=one_line(text)))
    rows = [[labelled(one_line(person.name), dialogue, "who", mark(person.id))] for person in found[:AT_MOST]]
    return talk.reply(talk.say("catalogue.hold_several", text=one_line(text)), *rows)


def _picked(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    found = next((person for person in talk.tx.all(Person) if mark(person.id) == word), None)
    return stale(talk) if found is None else _chosen(talk, dialogue, found.id)


def _chosen(talk: Talk, dialogue: Dialogue, person: str) -> Reply:
    return show(talk, go(talk, dialogue, f"{NAME}.since", person=person))


def _day(talk: Talk, dialogue: Dialogue, step: str, text: str) -> Reply:
    if step == "until" and folded(text) in OPEN_ENDED:
        return _open(talk, dialogue, "")
    found = _read_day(text)
    if found is None:
        return _again(talk, dialogue, talk.say("catalogue.hold_no_day"))
    if step == "until" and found < date.fromisoformat(dialogue.values["since"]):
        values = {"since": _shown(dialogue.values["since"]), "until": f"{found:%d/%m/%Y}"}
        return _again(talk, dialogue, talk.trouble(Problem("standing.ends_before", values)))
    following = "until" if step == "since" else "reason"
    return show(talk, go(talk, dialogue, f"{NAME}.{following}", **{step: found.isoformat()}))


def _read_day(text: str) -> date | None:
    found = _DAY.search(text)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _open(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    return show(talk, go(talk, dialogue, f"{NAME}.reason", until=""))


def _record(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    values = dialogue.values
    person = talk.tx.get(Person, values.get("person", ""))
    if person is None:
        talk.leave()
        return stale(talk)
    until = date.fromisoformat(values["until"]) if values.get("until") else None
    since = date.fromisoformat(values["since"])
    done = hold(talk.tx, talk.now, talk.person, person, since, until, values.get("reason", ""))
    if isinstance(done, Problem):
        return ended(talk, NAME, done)
    talk.leave()
    return talk.reply(talk.say("catalogue.hold_done", **_values(talk, done)), [_all(talk)])


def _lifting(talk: Talk, words: tuple[str, ...]) -> Reply:
    _, who, sure, *_ = (*words, "", "")
    found = next((each for each in talk.tx.all(Hold) if mark(each.person) == who), None)
    person = None if found is None else talk.tx.get(Person, found.person)
    if found is None or person is None:
        return stale(talk)
    values = _values(talk, found)
    if sure != "yes":
        yes = press(talk.say("catalogue.hold_lift_yes"), NAME, "lift", who, "yes")
        return talk.reply(talk.say("catalogue.hold_lift_sure", **values), [yes, _all(talk)])
    done = lift(talk.tx, talk.now, talk.person, person)
    if isinstance(done, Problem):
        return talk.reply(talk.trouble(done))
    return talk.reply(talk.say("catalogue.hold_lifted", **values), [_all(talk)])


def _stop(talk: Talk, _dialogue: Dialogue, _word: str) -> Reply:
    talk.leave()
    return talk.reply(talk.say("chat.cancelled"), [_all(talk)])


def _all(talk: Talk) -> Choice:
    return press(talk.say("catalogue.hold_all"), "ask", "discipline")


def _again(talk: Talk, dialogue: Dialogue, wrong: str) -> Reply:
    return show(talk, dialogue).below(wrong)


def _values(talk: Talk, found: Hold) -> dict[str, str]:
    until = f"{found.until:%d/%m/%Y}" if found.until else talk.say("catalogue.hold_open")
    values = {"name": _name(talk, found.person), "since": f"{found.since:%d/%m/%Y}", "until": until}
    return values | {"reason": one_line(found.reason, 200)}


def _name(talk: Talk, id: str) -> str:
    person = talk.tx.get(Person, id)
    return one_line(person.name) if person else id


def _shown(day: str) -> str:
    return f"{date.fromisoformat(day):%d/%m/%Y}" if day else ""


DEEDS: Deeds = {
    "who": (("who",), _picked),
    "open": (("until",), _open),
    "record": (("confirm",), _record),
    "stop": (("who", "since", "until", "reason", "confirm"), _stop),
}
