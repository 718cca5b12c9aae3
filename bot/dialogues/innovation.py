"""Registering an innovation: its name, confirm; withdraw one, or answer that there is none this year.

Steps: (current) → name → confirm; decline and withdraw ask for their own confirmation.
"""

from collections.abc import Callable, Mapping

from bot.answers.task import no_plan
from bot.dialogues.turns import (
    Deed,
    Deeds,
    begin,
    button,
    carried_out,
    ended,
    go,
    labelled,
    recorded,
    set_aside,
    stale,
    step_of,
    stop,
)
from bot.messages import Reply
from bot.presses import press
from bot.talk import Answer, Talk, anew, fitted, one_line
from plans.answers import innovations_of
from plans.innovating import decline_innovation, register_innovation, withdraw_innovation
from plans.model.answers import Answer as Standing
from plans.model.answers import Innovation
from plans.model.plan import Opens, Plan
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.rules import innovation_name, innovation_refusal

NAME = "idea"
#: So many of one's own innovations get a button to withdraw them.
SHOWN_AT_MOST = 8


def start(talk: Talk, step: str = "name") -> Answer:
    """Begin: what is registered already, or the question for a name (or, at `decline`, whether there is none)."""
    plan = talk.plan
    if plan is None:
        return (no_plan(talk),)
    refused = innovation_refusal(talk.person, plan, talk.now)
    if refused is not None:
        return (ended(talk, NAME, refused),)
    before = talk.dialogue
    dialogue = begin(talk, f"idea.{step}", {"plan": plan.id})
    if _standing(talk, plan):
        dialogue = go(talk, dialogue, "idea.current")
    return set_aside(talk, before, (show(talk, dialogue),))


def press_innovation(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button of this dialogue."""
    if words in {("begin",), ("none",)}:
        return anew(start(talk, "decline" if words == ("none",) else "name"))
    return carried_out(talk, NAME, DEEDS, words)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The name, where it is asked for; None at the other steps."""
    if step_of(dialogue) != "name":
        return None
    name = innovation_name(text)
    if isinstance(name, Problem):
        row = [button(talk, dialogue, "stop")]
        return (talk.reply(talk.trouble(name), row, heading=_heading(talk, dialogue)),)
    return (show(talk, go(talk, dialogue, "idea.confirm", name=name)),)


def heard(talk: Talk, dialogue: Dialogue, text: str) -> list[Reply]:
    """After a question in the middle of the dialogue: it may have been the name after all."""
    if step_of(dialogue) != "name" or isinstance(innovation_name(text), Problem):
        return []
    kept = go(talk, dialogue, "idea.name", heard=text)
    row = [button(talk, kept, "it_is_the_name"), button(talk, kept, "stop")]
    return [talk.reply(talk.say("dialogue.idea_heard"), row)]


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """The open step."""
    return SHOWN.get(step_of(dialogue), _show_name)(talk, dialogue)


# ---------------------------------------------------------------- the deeds


def _plan(talk: Talk, dialogue: Dialogue) -> Plan | None:
    return talk.tx.get(Plan, dialogue.values.get("plan", ""))


def _standing(talk: Talk, plan: Plan | None) -> tuple[Innovation, ...]:
    ideas = innovations_of(talk.tx, plan, talk.person) if plan else ()
    return tuple(idea for idea in ideas if idea.answer is not Standing.WITHDRAWN)


def _to(step: str) -> Deed:
    def act(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
        return show(talk, go(talk, dialogue, f"idea.{step}"))

    return act


def _take_heard(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    return show(talk, go(talk, dialogue, "idea.confirm", name=dialogue.values.get("heard", "")))


def _back(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    stands = bool(_standing(talk, _plan(talk, dialogue)))
    step = "name" if step_of(dialogue) == "confirm" or not stands else "current"
    return show(talk, go(talk, dialogue, f"idea.{step}"))


def _choose_withdrawal(talk: Talk, dialogue: Dialogue, ordinal: str) -> Reply:
    return show(talk, go(talk, dialogue, "idea.withdraw", ordinal=ordinal))


def _close(talk: Talk, _dialogue: Dialogue, _word: str) -> Reply:
    return stop(talk, NAME)


def _record(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    name = dialogue.values.get("name", "")
    plan = _plan(talk, dialogue)
    earlier = _standing(talk, plan)
    done = register_innovation(talk.tx, talk.now, talk.person, plan, name)
    return _finished(talk, done, "idea_unchanged" if done in earlier else "idea_receipt")


def _decline(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    plan = _plan(talk, dialogue)
    return _finished(talk, decline_innovation(talk.tx, talk.now, talk.person, plan), "idea_declined")


def _withdraw(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    idea = _chosen(talk, dialogue)
    if idea is None:
        return stale(talk, NAME)
    return _finished(talk, withdraw_innovation(talk.tx, talk.now, talk.person, idea.id), "idea_withdrawn")


def _chosen(talk: Talk, dialogue: Dialogue) -> Innovation | None:
    ideas = _standing(talk, _plan(talk, dialogue))
    return next((idea for idea in ideas if str(idea.ordinal) == dialogue.values.get("ordinal")), None)


def _finished(talk: Talk, done: Innovation | Problem, key: str) -> Reply:
    if isinstance(done, Problem):
        return ended(talk, NAME, done)
    values = {"name": done.name, "number": done.number, "what": done.name or talk.say("dialogue.no_idea")}
    text = talk.say(f"dialogue.{key}", **values, moment=talk.texts.moment(done.at))
    another = [press(talk.say("dialogue.idea_another"), NAME, "begin")] if done.answer is Standing.REGISTERED else []
    return recorded(talk, Opens.INNOVATION, done, text, *another)


# ---------------------------------------------------------------- the steps, as they are shown


def _heading(talk: Talk, dialogue: Dialogue) -> str:
    plan = _plan(talk, dialogue)
    return talk.say("dialogue.idea_heading", year=plan.year if plan else talk.today.year)


def _show_current(talk: Talk, dialogue: Dialogue) -> Reply:
    ideas = _standing(talk, _plan(talk, dialogue))
    lines, rows = [], []
    for idea in ideas:
        key = "idea_line" if idea.answer is Standing.REGISTERED else "idea_line_declined"
        lines.append(talk.say(f"dialogue.{key}", name=idea.name, number=idea.number))
        label = talk.say("dialogue.withdraw_one", number=idea.number) if idea.number else talk.say("dialogue.withdraw")
        rows.append([labelled(label, dialogue, "withdraw", idea.ordinal)])
    rows = [[button(talk, dialogue, "new_idea")], *rows[:SHOWN_AT_MOST], [button(talk, dialogue, "stop")]]
    return talk.reply(fitted(talk.texts, lines), *rows, heading=_heading(talk, dialogue))


def _show_name(talk: Talk, dialogue: Dialogue) -> Reply:
    rows = [[button(talk, dialogue, "stop")]]
    if _standing(talk, _plan(talk, dialogue)):
        rows[0].insert(0, button(talk, dialogue, "back"))
    else:
        rows.insert(0, [button(talk, dialogue, "no_idea")])
    return talk.reply(talk.say("dialogue.idea_name"), *rows, heading=_heading(talk, dialogue))


def _show_confirm(talk: Talk, dialogue: Dialogue) -> Reply:
    text = talk.say("dialogue.idea_confirm", who=one_line(talk.person.name), name=dialogue.values.get("name", ""))
    last = [button(talk, dialogue, "other_name"), button(talk, dialogue, "stop")]
    return talk.reply(text, [button(talk, dialogue, "record")], last, heading=_heading(talk, dialogue))


def _show_decline(talk: Talk, dialogue: Dialogue) -> Reply:
    row = [button(talk, dialogue, "decline"), button(talk, dialogue, "back")]
    return talk.reply(talk.say("dialogue.idea_decline"), row, heading=_heading(talk, dialogue))


def _show_withdraw(talk: Talk, dialogue: Dialogue) -> Reply:
    idea = _chosen(talk, dialogue)
    name = idea.name if idea and idea.name else talk.say("dialogue.no_idea")
    row = [button(talk, dialogue, "withdraw_yes"), button(talk, dialogue, "back")]
    return talk.reply(talk.say("dialogue.idea_withdraw", name=name), row, heading=_heading(talk, dialogue))


SHOWN: Mapping[str, Callable[[Talk, Dialogue], Reply]] = {
    "current": _show_current,
    "name": _show_name,
    "confirm": _show_confirm,
    "decline": _show_decline,
    "withdraw": _show_withdraw,
}
DEEDS: Deeds = {
    "new_idea": (("current",), _to("name")),
    "withdraw": (("current",), _choose_withdrawal),
    "withdraw_yes": (("withdraw",), _withdraw),
    "no_idea": (("name",), _to("decline")),
    "it_is_the_name": (("name",), _take_heard),
    "other_name": (("confirm",), _to("name")),
    "decline": (("decline",), _decline),
    "record": (("confirm",), _record),
    "back": (("name", "decline", "withdraw"), _back),
    "stop": (tuple(SHOWN), _close),
}
