"""From one step of the form to the next and back."""

from bot.dialogues.title.form import NAME, ORDER, Form, kept
from bot.dialogues.title.pages import show
from bot.dialogues.turns import (
    Deed,
    stop,
)
from bot.messages import Reply
from bot.talk import Talk
from plans.model.reaching import Dialogue

#: Steps at which something exceptional needs the office's reason first.
DECISIVE = frozenset({*ORDER, "decline", "withdraw"})


def towards(form: Form, step: str) -> Reply:
    """The page of a step; before what only the office may do, the question why."""
    if step in DECISIVE and not form.reason:
        barred = step in ORDER[1:] and form.forbidden is not None and not form.excuse
        if barred and not form.may_except:
            return noted(form.talk.say("registering.only_office"), form.at("choose"))
        if barred or form.late is not None:
            return show(form.talk, form.at("reason", after=step).dialogue)
    return show(form.talk, form.at(step).dialogue)


def onward(form: Form) -> Reply:
    """The step after this one; back to the summary where only one line was to be corrected."""
    if form.value("edit"):
        needed = form.asks_for_innovation and not form.innovation and form.step != "idea"
        return towards(form.at(form.step, edit="yes" if needed else ""), "idea" if needed else "confirm")
    step = ORDER[ORDER.index(form.step) + 1]
    if step == "idea" and not form.asks_for_innovation:
        step = "confirm"
    return towards(form, step)


def noted(note: str, form: Form) -> Reply:
    """The open step again, below what was wrong with the answer to it."""
    return show(form.talk, form.dialogue).below(note)


def to(step: str) -> Deed:
    """The deed that goes to a step."""

    def act(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
        return towards(Form(talk, dialogue), step)

    return act


def edit(step: str) -> Deed:
    """The deed that corrects one line of the summary."""

    def act(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
        return show(talk, Form(talk, dialogue).at(step, edit="yes", further="").dialogue)

    return act


def back(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """The step before; from a line that was to be corrected, the summary."""
    form = Form(talk, dialogue)
    if form.step in {"units", "people"}:
        return show(talk, form.at("subject").dialogue)
    if form.value("edit") and form.chosen:
        return towards(form.at(form.step, edit=""), "confirm")
    if form.step in ORDER[1:]:
        before = ORDER[ORDER.index(form.step) - 1]
        if before == "idea" and not form.asks_for_innovation:
            before = "commit"
        return show(talk, form.at(before, edit="", further="").dialogue)
    if form.step != "current" and form.standing is not None:
        return show(talk, form.at("current").dialogue)
    first = "subject" if form.value("asked") else "choose"
    if form.step in {"decline", "reason"} and form.step != first and form.late is None:
        first = "choose"
    return show(talk, form.at(first).dialogue)


def close(talk: Talk, _dialogue: Dialogue, _word: str) -> Reply:
    """Leave the form."""
    return stop(talk, NAME)


def amend(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Correct what is registered, from its summary; who had declined chooses."""
    form = Form(talk, dialogue)
    form = form.at("current", **kept(form.last))
    return towards(form, "choose" if form.registered is None else "confirm")
