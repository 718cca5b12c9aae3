"""What is chosen on the steps of the form: title, commendations, targets, innovation; and the office's reason."""

from collections.abc import Iterable

from bot.dialogues.innovation import deeds as innovation
from bot.dialogues.title.form import NAME, NONE, Form, listed, written
from bot.dialogues.title.moving import noted, onward, towards
from bot.dialogues.title.pages import show
from bot.dialogues.turns import (
    hand_over,
    stale,
)
from bot.messages import Reply
from bot.talk import Answer, Talk
from bot.understanding.cues import speaks_of
from bot.words.registrations import said_in, targets_of
from locales.catalogue import DEFAULT_LANGUAGE
from plans.catalogue.titles import Field
from plans.model.answers import LATER
from plans.model.reaching import Dialogue
from plans.plain_text import folded
from plans.problems import Problem
from plans.registrations.rules import commitments_given, reason_given


def pick(talk: Talk, dialogue: Dialogue, title: str) -> Reply:
    """A title; one that the catalogue forbids only for the office."""
    form = Form(talk, dialogue)
    if title not in {each.id for each in form.awards(Field.TITLE)}:
        return stale(talk, NAME)
    form = form.at("choose", title=title)
    if form.forbidden is not None and not form.may_except:
        return noted(talk.say("registering.only_office"), Form(talk, dialogue).at("choose"))
    if not form.asks_for_innovation:
        form = form.at("choose", idea="")
    return onward(form)


def commendation_only(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """No title."""
    form = Form(talk, dialogue).at("choose", title=NONE)
    if form.value("edit") and not form.commendations:
        return show(talk, form.at("commend").dialogue)
    return onward(form)


def commend(talk: Talk, dialogue: Dialogue, commendation: str) -> Reply:
    """One commendation more."""
    form = Form(talk, dialogue)
    if commendation not in {each.id for each in form.awards(Field.COMMENDATION)}:
        return stale(talk, NAME)
    return show(talk, form.at("commend", commendations=written((*form.commendations, commendation))).dialogue)


def take_back(talk: Talk, dialogue: Dialogue, commendation: str) -> Reply:
    """A deed of its own, not a toggle: pressed twice by mistake, a button still does what its label said."""
    form = Form(talk, dialogue)
    return show(talk, form.at("commend", commendations=written(set(form.commendations) - {commendation})).dialogue)


def without_commendation(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """No commendation."""
    form = Form(talk, dialogue)
    return stale(talk, NAME) if form.title is None else onward(form.at("commend", commendations=""))


def go_on(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """The next step, once anything is chosen."""
    form = Form(talk, dialogue)
    return onward(form) if form.chosen else stale(talk, NAME)


def further(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """All awards instead of the usual ones."""
    form = Form(talk, dialogue)
    return show(talk, form.at(form.step, further=form.step).dialogue)


def undertake(form: Form, commitments: Iterable[str]) -> Reply:
    """The targets as they would be kept, or what is wrong with them."""
    given = commitments_given(commitments)
    if isinstance(given, Problem):
        return noted(form.talk.trouble(given), form)
    return show(form.talk, form.at("commit", commitments=listed(given)).dialogue)


def known_target(form: Form, text: str) -> str:
    """A target that was typed: the one to choose where it is written so, in any case and without marks."""
    for group in targets_of(form.is_collective, DEFAULT_LANGUAGE):
        for target in group:
            if folded(text) in {folded(target), folded(said_in(form.talk.texts, target))}:
                return target
    return text


def target(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """One target of a group of alternatives; another one of the group gives way."""
    form = Form(talk, dialogue)
    group, target = _target_at(form, word)
    if not target:
        return stale(talk, NAME)
    return undertake(form, (*(each for each in form.commitments if each not in group), target))


def untarget(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """A target taken back."""
    form = Form(talk, dialogue)
    _, target = _target_at(form, word)
    return undertake(form, [each for each in form.commitments if each != target])


def _target_at(form: Form, word: str) -> tuple[tuple[str, ...], str]:
    groups = targets_of(form.is_collective, DEFAULT_LANGUAGE)
    for place, group in enumerate(groups):
        for number, target in enumerate(group):
            if word == f"{place}.{number}":
                return group, target
    return (), ""


def drop(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """Own words taken back."""
    form = Form(talk, dialogue)
    return undertake(form, [each for place, each in enumerate(form.commitments) if str(place) != word])


def typed_idea(form: Form, text: str) -> Answer | None:
    """An innovation by its number or name, or that it comes later."""
    if speaks_of(text, "registering.cues_later"):
        return (later(form.talk, form.dialogue, ""),)
    said = folded(text)
    found = [idea for idea in form.ideas if said in {folded(idea.number), folded(idea.name)}]
    return (link(form.talk, form.dialogue, str(found[0].ordinal)),) if len(found) == 1 else None


def link(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """The innovation it rests on."""
    form = Form(talk, dialogue)
    found = next((idea for idea in form.ideas if str(idea.ordinal) == word), None)
    return onward(form.at("idea", idea=found.id)) if found is not None else stale(talk, NAME)


def later(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """An innovation that will be registered later."""
    return onward(Form(talk, dialogue).at("idea", idea=LATER))


def new_idea(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Register an innovation first, and come back here."""
    form = Form(talk, dialogue)
    if not form.is_own:
        return stale(talk, NAME)
    return innovation.show(talk, hand_over(talk, dialogue, "idea.name", {"plan": form.value("plan")}))


def because(form: Form, text: str) -> Reply:
    """The office's reason, and on to what it is for."""
    reason = reason_given(text)
    if isinstance(reason, Problem):
        return noted(form.talk.trouble(reason), form)
    return towards(form.at("reason", reason=reason), form.value("after") or "choose")
