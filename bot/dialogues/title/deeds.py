"""What the buttons and typed answers of the form do.

Steps: subject → (units | people) → (current) → choose → commend → commit → (idea) → confirm; `reason` comes before
whatever only the office may do; decline and withdraw ask for their own confirmation.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.answers.own import headed_departments
from bot.answers.task import no_plan
from bot.cues import speaks_of
from bot.dialogues.innovation import deeds as innovation
from bot.dialogues.title.ending import record, record_declining, record_withdrawal
from bot.dialogues.title.form import NAME, NONE, ORDER, Form, basis_of, kept, listed, written
from bot.dialogues.title.pages import SHOWN, show
from bot.dialogues.title.people import (
    listed_ids,
    named_people,
    named_units,
    people_for,
    registers_for_others,
    units_for,
)
from bot.dialogues.title.words import is_collective, meant, named_in, note_on, parts_of, spelled_out
from bot.dialogues.turns import (
    Deed,
    Deeds,
    begin,
    carried_out,
    ended,
    hand_over,
    set_aside,
    stale,
    stop,
    with_note,
)
from bot.messages import Reply
from bot.presses import mark, press
from bot.registration_words import said_in, targets_of
from bot.talk import Answer, Talk, anew
from locales.catalogue import DEFAULT_LANGUAGE
from plans.model.answers import LATER, Registration
from plans.model.people import Person, Unit
from plans.model.reaching import Dialogue
from plans.people import folded
from plans.problems import Problem
from plans.registering import answer_refusal
from plans.rights import Action
from plans.rules import commitments_given, may_take_late, reason_given, title_refusal
from plans.titles import Award, Field

#: Steps at which something exceptional needs the office's reason first.
DECISIVE = frozenset({*ORDER, "decline", "withdraw"})


def start(talk: Talk, wanted: str = "") -> Answer:
    """Begin, or go straight to the confirmation of a title that was named."""
    before = talk.dialogue
    return set_aside(talk, before, _begun(talk, wanted))


def _begun(talk: Talk, wanted: str) -> Answer:
    plan, text = talk.plan, talk.incoming.text
    if plan is None:
        return (no_plan(talk),)
    refused = title_refusal(talk.person, talk.person, plan, talk.now)
    if refused is not None and not may_take_late(talk.person, refused, talk.today):
        return (ended(talk, NAME, refused),)
    named = meant(wanted, text)
    unit, collective = next(iter(headed_departments(talk)), None), is_collective(named, text)
    if collective and unit is None and not units_for(talk):
        row = [press(talk.say("dialogue.for_self"), NAME, "begin")]
        return (talk.reply(talk.say("dialogue.collective_by_head"), row),)
    values = {"plan": plan.id, "subject": talk.person.id}
    values |= {"asked": "yes"} if registers_for_others(talk) else {}
    values |= {"wanted": named.id} if named is not None else {}
    form = Form(talk, begin(talk, "title.subject", values))
    if collective and unit is None:
        return (show(talk, form.at("units").dialogue),)
    if named is None and not collective and form.value("asked"):
        return with_note(note_on(talk, text), (show(talk, form.dialogue),))
    subject = unit if collective and unit is not None else talk.person
    return with_note("" if named else note_on(talk, text), (_opened(form, subject),))


def press_title(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button of this dialogue, or one that opens it: for oneself, or at what stands for somebody ("open:amend:…")."""
    if words == ("begin",):
        return anew(start(talk))
    if words == ("none",):
        return anew(_directly(talk, "decline", mark(talk.person.id)))
    if len(words) == 3 and words[0] == "open" and words[1] in {"confirm", "withdraw", "decline"}:
        return anew(_directly(talk, words[1], words[2]))
    return carried_out(talk, NAME, DEEDS, words)


def _directly(talk: Talk, step: str, whom: str) -> Answer:
    """Straight to a step for one subject: what "Sửa", "Rút" and "Năm nay không đăng ký" elsewhere lead to."""
    plan, before = talk.plan, talk.dialogue
    if plan is None:
        return (no_plan(talk),)
    subjects: tuple[Person | Unit, ...] = (talk.person, *units_for(talk), *people_for(talk))
    subject = next((each for each in subjects if mark(each.id) == whom), None)
    if subject is None:
        return (stale(talk, NAME),)
    form = Form(talk, begin(talk, "title.current", {"plan": plan.id, **_of(talk, plan.id, subject)}))
    refused = _refused(form)
    if refused is not None:
        return (ended(talk, NAME, refused),)
    form = form.at("current", **kept(form.last))
    nothing = form.standing is None if step == "withdraw" else step == "confirm" and form.registered is None
    answer = _towards(form, "choose" if nothing else step)
    return set_aside(talk, before, (answer,))


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """What is asked for at the open step, written out; None when the text is something else."""
    form = Form(talk, dialogue)
    match form.step:
        case "choose":
            named = spelled_out(talk, form.awards(Field.TITLE), [text])
            return (_pick(talk, dialogue, *named),) if named else None
        case "commend":
            added = spelled_out(talk, form.awards(Field.COMMENDATION), parts_of(text))
            chosen = written((*form.commendations, *added))
            return (show(talk, form.at("commend", commendations=chosen).dialogue),) if added else None
        case "subject" | "units" | "people":
            return _typed_name(form, text)
        case "commit" if not text.endswith("?"):
            return (_undertake(form, (*form.commitments, _known_target(form, text))),)
        case "idea":
            return _typed_idea(form, text)
        case "reason" if not text.endswith("?"):
            return (_because(form, text),)
    return None


# ---------------------------------------------------------------- for whom


def _of(talk: Talk, plan: str, subject: Person | Unit) -> dict[str, str]:
    """The values of a form about a subject."""
    last = talk.tx.get(Registration, f"{plan}/{subject.id}")
    collective = "yes" if isinstance(subject, Unit) else ""
    return {"subject": subject.id, "collective": collective, "basis": basis_of(last), "reason": ""}


def _refused(form: Form) -> Problem | None:
    """Why nothing can be answered for the subject, unless the office only has to give its reason."""
    refused = answer_refusal(form.talk.tx, form.talk.now, form.talk.person, form.subject, form.plan)
    if refused is not None and may_take_late(form.talk.person, refused, form.talk.today):
        return None
    return refused


def _opened(form: Form, subject: Person | Unit) -> Reply:
    """The first step once it is known for whom: refuse early, show what stands, or ask; what was named is kept."""
    talk = form.talk
    form = form.at("choose", **_of(talk, form.value("plan"), subject))
    refused = _refused(form)
    if refused is not None:
        return ended(talk, NAME, refused)
    named = next((each for each in _every(form) if each.id == form.value("wanted")), None)
    if named is not None:
        return _named(form, named)
    step = "current" if form.standing is not None else "choose"
    return _towards(form.at(step, **kept(form.last)), step)


def _every(form: Form) -> Iterable[Award]:
    return (*form.awards(Field.TITLE), *form.awards(Field.COMMENDATION))


def _self(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    return _opened(Form(talk, dialogue), talk.person)


def _unit(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    unit = next((unit for unit in units_for(talk) if mark(unit.id) == word), None)
    return _opened(Form(talk, dialogue), unit) if unit is not None else stale(talk, NAME)


def _other(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    person = next((person for person in people_for(talk) if mark(person.id) == word), None)
    return _opened(Form(talk, dialogue), person) if person is not None else stale(talk, NAME)


def _page(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    number = word if word.isdecimal() and len(word) < 4 else "0"
    return show(talk, Form(talk, dialogue).at("people", page=number).dialogue)


def _typed_name(form: Form, text: str) -> Answer | None:
    """A unit or person by name; a name that several have lets choose."""
    units = named_units(form.talk, text) if form.step != "people" else ()
    if len(units) == 1:
        return (_opened(form, units[0]),)
    people = named_people(form.talk, text) if form.step != "units" else ()
    if len(people) == 1:
        return (_opened(form, people[0]),)
    if people:
        return (show(form.talk, form.at("people", found=listed_ids(people), page="0").dialogue),)
    return None


# ---------------------------------------------------------------- what


def _towards(form: Form, step: str) -> Reply:
    """The page of a step; before what only the office may do, the question why."""
    if step in DECISIVE and not form.reason and (form.late is not None or (step != "choose" and form.forbidden)):
        return show(form.talk, form.at("reason", after=step).dialogue)
    return show(form.talk, form.at(step).dialogue)


def _onward(form: Form) -> Reply:
    """The step after this one; back to the summary where only one line was to be corrected."""
    if form.value("edit"):
        needed = form.asks_for_innovation and not form.innovation and form.step != "idea"
        return _towards(form.at(form.step, edit="yes" if needed else ""), "idea" if needed else "confirm")
    step = ORDER[ORDER.index(form.step) + 1]
    if step == "idea" and not form.asks_for_innovation:
        step = "confirm"
    return _towards(form, step)


def _named(form: Form, named: Award) -> Reply:
    """A title named in a sentence goes straight to the confirmation; what else stands is kept."""
    talk = form.talk
    said = named_in(talk, form.awards(Field.COMMENDATION), talk.incoming.text)
    form = form.at("choose", **kept(form.last), wanted="")
    commendations = written((*form.commendations, *said))
    if named.field is Field.TITLE:
        form = form.at("choose", title=named.id, commendations=commendations)
    else:
        form = form.at("choose", commendations=written((*commendations.split(), named.id)))
        if form.registered is None:
            return _towards(form.at("choose", edit="yes"), "choose")
    if form.forbidden is not None and not form.may_except:
        return _towards(form.at("choose", title=NONE), "choose")
    return _towards(_with_innovation(form), "confirm")


def _with_innovation(form: Form) -> Form:
    """With the only innovation there is, or one to come, where the title asks for one and none is chosen."""
    if form.innovation or not form.asks_for_innovation:
        return form
    return form.at(form.step, idea=form.ideas[0].id if len(form.ideas) == 1 else LATER)


def _noted(note: str, form: Form) -> Reply:
    """The open step again, below what was wrong with the answer to it."""
    shown = show(form.talk, form.dialogue)
    return replace(shown, text=f"{note}\n\n{shown.text}")


def _pick(talk: Talk, dialogue: Dialogue, title: str) -> Reply:
    form = Form(talk, dialogue)
    if title not in {each.id for each in form.awards(Field.TITLE)}:
        return stale(talk, NAME)
    form = form.at("choose", title=title)
    if form.forbidden is not None and not form.may_except:
        return _noted(talk.say("registering.only_office"), Form(talk, dialogue).at("choose"))
    if not form.asks_for_innovation:
        form = form.at("choose", idea="")
    return _onward(form)


def _commendation_only(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    form = Form(talk, dialogue).at("choose", title=NONE)
    if form.value("edit") and not form.commendations:
        return show(talk, form.at("commend").dialogue)
    return _onward(form)


def _commend(talk: Talk, dialogue: Dialogue, commendation: str) -> Reply:
    form = Form(talk, dialogue)
    if commendation not in {each.id for each in form.awards(Field.COMMENDATION)}:
        return stale(talk, NAME)
    return show(talk, form.at("commend", commendations=written((*form.commendations, commendation))).dialogue)


def _take_back(talk: Talk, dialogue: Dialogue, commendation: str) -> Reply:
    """A deed of its own, not a toggle: pressed twice by mistake, a button still does what its label said."""
    form = Form(talk, dialogue)
    return show(talk, form.at("commend", commendations=written(set(form.commendations) - {commendation})).dialogue)


def _without_commendation(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    form = Form(talk, dialogue)
    return stale(talk, NAME) if form.title is None else _onward(form.at("commend", commendations=""))


def _go_on(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    form = Form(talk, dialogue)
    return _onward(form) if form.chosen else stale(talk, NAME)


def _further(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    form = Form(talk, dialogue)
    return show(talk, form.at(form.step, further=form.step).dialogue)


# ---------------------------------------------------------------- targets, innovation, reason


def _undertake(form: Form, commitments: Iterable[str]) -> Reply:
    """The targets as they would be kept, or what is wrong with them."""
    given = commitments_given(commitments)
    if isinstance(given, Problem):
        return _noted(form.talk.trouble(given), form)
    return show(form.talk, form.at("commit", commitments=listed(given)).dialogue)


def _known_target(form: Form, text: str) -> str:
    """A target that was typed: the one to choose where it is written so, in any case and without marks."""
    for group in targets_of(form.is_collective, DEFAULT_LANGUAGE):
        for target in group:
            if folded(text) in {folded(target), folded(said_in(form.talk.texts, target))}:
                return target
    return text


def _target(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """One target of a group of alternatives; another one of the group gives way."""
    form = Form(talk, dialogue)
    group, target = _target_at(form, word)
    if not target:
        return stale(talk, NAME)
    return _undertake(form, (*(each for each in form.commitments if each not in group), target))


def _untarget(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    form = Form(talk, dialogue)
    _, target = _target_at(form, word)
    return _undertake(form, [each for each in form.commitments if each != target])


def _target_at(form: Form, word: str) -> tuple[tuple[str, ...], str]:
    groups = targets_of(form.is_collective, DEFAULT_LANGUAGE)
    for place, group in enumerate(groups):
        for number, target in enumerate(group):
            if word == f"{place}.{number}":
                return group, target
    return (), ""


def _drop(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    form = Form(talk, dialogue)
    return _undertake(form, [each for place, each in enumerate(form.commitments) if str(place) != word])


def _typed_idea(form: Form, text: str) -> Answer | None:
    """An innovation by its number or name, or that it comes later."""
    if speaks_of(text, "registering.cues_later"):
        return (_later(form.talk, form.dialogue, ""),)
    said = folded(text)
    found = [idea for idea in form.ideas if said in {folded(idea.number), folded(idea.name)}]
    return (_idea(form.talk, form.dialogue, str(found[0].ordinal)),) if len(found) == 1 else None


def _idea(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    form = Form(talk, dialogue)
    found = next((idea for idea in form.ideas if str(idea.ordinal) == word), None)
    return _onward(form.at("idea", idea=found.id)) if found is not None else stale(talk, NAME)


def _later(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    return _onward(Form(talk, dialogue).at("idea", idea=LATER))


def _new_idea(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Register an innovation first, and come back here."""
    form = Form(talk, dialogue)
    if not form.is_own:
        return stale(talk, NAME)
    return innovation.show(talk, hand_over(talk, dialogue, "idea.name", {"plan": form.value("plan")}))


def _because(form: Form, text: str) -> Reply:
    """The office's reason, and on to what it is for."""
    reason = reason_given(text)
    if isinstance(reason, Problem):
        return _noted(form.talk.trouble(reason), form)
    return _towards(form.at("reason", reason=reason), form.value("after") or "choose")


# ---------------------------------------------------------------- there and back


def _to(step: str) -> Deed:
    def act(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
        return _towards(Form(talk, dialogue), step)

    return act


def _to_people(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    return show(talk, Form(talk, dialogue).at("people", page="0", found="").dialogue)


def _amend(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Correct what is registered, from its summary; who had declined chooses."""
    form = Form(talk, dialogue)
    form = form.at("current", **kept(form.last))
    return _towards(form, "choose" if form.registered is None else "confirm")


def _edit(step: str) -> Deed:
    def act(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
        return show(talk, Form(talk, dialogue).at(step, edit="yes", further="").dialogue)

    return act


def _back(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """The step before; from a line that was to be corrected, the summary."""
    form = Form(talk, dialogue)
    if form.step in {"units", "people"}:
        return show(talk, form.at("subject").dialogue)
    if form.value("edit") and form.chosen:
        return _towards(form.at(form.step, edit=""), "confirm")
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


def _close(talk: Talk, _dialogue: Dialogue, _word: str) -> Reply:
    return stop(talk, NAME)


DEEDS: Deeds = {
    "self": (("subject",), _self),
    "unit": (("subject", "units"), _unit, Action.REGISTER_UNIT),
    "other_units": (("subject",), _to("units"), Action.REGISTER_UNIT),
    "others": (("subject",), _to_people, Action.REGISTER_FOR),
    "other": (("people",), _other, Action.REGISTER_FOR),
    "page": (("people",), _page, Action.REGISTER_FOR),
    "amend": (("current",), _amend),
    "withdraw": (("current",), _to("withdraw")),
    "not_this_year": (("choose", "current"), _to("decline")),
    "pick": (("choose",), _pick),
    "further": (("choose", "commend"), _further),
    "commendation_only": (("choose",), _commendation_only),
    "com": (("commend",), _commend),
    "com_back": (("commend",), _take_back),
    "no_commendation": (("commend",), _without_commendation),
    "go_on": (("commend", "commit"), _go_on),
    "skip": (("commit",), _go_on),
    "target": (("commit",), _target),
    "untarget": (("commit",), _untarget),
    "drop": (("commit",), _drop),
    "idea": (("idea",), _idea),
    "later": (("idea",), _later),
    "new_idea_now": (("idea",), _new_idea),
    "edit_title": (("confirm",), _edit("choose")),
    "edit_commendations": (("confirm",), _edit("commend")),
    "edit_commitments": (("confirm",), _edit("commit")),
    "edit_innovation": (("confirm",), _edit("idea")),
    "record": (("confirm",), record),
    "decline": (("decline",), record_declining),
    "withdraw_yes": (("withdraw",), record_withdrawal),
    "back": (tuple(step for step in SHOWN if step != "subject"), _back),
    "stop": (tuple(SHOWN), _close),
}
