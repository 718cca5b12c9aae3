"""The questions about an innovation, one step each: answered, left for later, gone back over."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.dialogues.innovation.attachments import show_files
from bot.dialogues.innovation.authors import show_authors
from bot.dialogues.innovation.card import DETAILS, first_open, show_card
from bot.dialogues.innovation.desk import heading, idea_of, under
from bot.dialogues.turns import Deed, ended, go, labelled, stale, step_of
from bot.messages import Choice, Reply
from bot.presses import words_of
from bot.talk import Answer, Talk
from bot.words.innovations import NAME, detail_words
from bot.words.names import award_name
from plans.answers import registration_of
from plans.catalogue.titles import Field, Subject, in_force_on, offered
from plans.documents.deadlines.typed import typed_deadline
from plans.innovation.describing import TEXTS, describe, set_award, set_first_applied, set_kind
from plans.innovation.registering import rename_innovation
from plans.innovation.rules import change_refusal
from plans.model.answers import Innovation, InnovationKind
from plans.model.people import Person
from plans.model.plan import DeadlineKind, Plan
from plans.model.reaching import Dialogue
from plans.plain_text import folded
from plans.problems import Problem

#: A sentence this short that ends with a question mark is a question, not an answer.
QUESTION_AT_MOST = 80


def ask(talk: Talk, dialogue: Dialogue, detail: str) -> Reply:
    """The step of one question."""
    return SHOWN[detail](talk, go(talk, dialogue, f"idea.{detail}", came=""))


def walk(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Ask for everything that is not said yet, one after another."""
    idea = idea_of(talk, dialogue)
    if idea is None:
        return stale(talk, NAME)
    return _next(talk, go(talk, dialogue, "idea.card", walk="yes"), first_open(idea))


def say_one(talk: Talk, dialogue: Dialogue, detail: str) -> Reply:
    """One question by itself, to answer or to correct it."""
    if detail not in SHOWN:
        return stale(talk, NAME)
    return ask(talk, go(talk, dialogue, "idea.card", walk=""), detail)


def later(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Leave the open question for later."""
    return onward(talk, dialogue)


def clear(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Take the answer to the open question back."""
    detail = step_of(dialogue)
    if detail not in TEXTS:
        return stale(talk, NAME)
    return kept(talk, dialogue, describe(talk.tx, talk.now, talk.person, dialogue.values["id"], detail, ""))


def onward(talk: Talk, dialogue: Dialogue, note: str = "") -> Reply:
    """The next open question on a walk, else the card."""
    idea, step = idea_of(talk, dialogue), dialogue.values.get("came") or step_of(dialogue)
    if idea is None:
        return ended(talk, NAME, Problem("innovation.unknown"))
    shown = _next(talk, dialogue, first_open(idea, step) if dialogue.values.get("walk") and step in DETAILS else "")
    return shown.below(note) if note else shown


def _next(talk: Talk, dialogue: Dialogue, detail: str) -> Reply:
    return ask(talk, dialogue, detail) if detail else show_card(talk, go(talk, dialogue, "idea.card", walk=""))


def back(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """The question before on a walk, else the card."""
    if came := dialogue.values.get("came"):
        return ask(talk, dialogue, came)
    step = step_of(dialogue)
    before = DETAILS[: DETAILS.index(step)] if step in DETAILS and dialogue.values.get("walk") else ()
    return ask(talk, dialogue, before[-1]) if before else show_card(talk, go(talk, dialogue, "idea.card", walk=""))


def kept(talk: Talk, dialogue: Dialogue, outcome: Innovation | Problem) -> Reply:
    """What comes after an answer: the next step, or the same one again under what was wrong."""
    if isinstance(outcome, Problem):
        idea = idea_of(talk, dialogue)
        if idea is None or change_refusal(talk.tx, idea, talk.person, talk.today) is not None:
            return ended(talk, NAME, outcome)
        return under(talk, outcome, SHOWN[step_of(dialogue)](talk, dialogue))
    return onward(talk, dialogue, talk.say("innovation.kept"))


# ---------------------------------------------------------------- answers


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """An answer that was typed; None where none is awaited, or where it is a question."""
    step, id = step_of(dialogue), dialogue.values.get("id", "")
    if step in ("kind", "award"):
        word = _offered(talk, dialogue, text)
        return (CHOSEN[step](talk, dialogue, word),) if word else None
    if step not in (*TEXTS, "first_applied", "rename") or (len(text) <= QUESTION_AT_MOST and text.endswith("?")):
        return None
    if step == "first_applied":
        return (_dated(talk, dialogue, text),)
    if step == "rename":
        return (kept(talk, dialogue, rename_innovation(talk.tx, talk.now, talk.person, id, text)),)
    return (kept(talk, dialogue, describe(talk.tx, talk.now, talk.person, id, step, talk.incoming.text)),)


def _offered(talk: Talk, dialogue: Dialogue, text: str) -> str:
    """The choice of the open question that a typed text names: "quản lý" for "Giải pháp quản lý"."""
    said = folded(text)
    labels = [
        (folded(choice.label), words_of(choice.action)[1][-1])
        for row in SHOWN[step_of(dialogue)](talk, dialogue).choices[:-1]
        for choice in row
    ]
    whole = [word for label, word in labels if label.endswith(f" {said}") and label.count(" ") == said.count(" ") + 2]
    part = [word for label, word in labels if f" {said} " in f" {label} "]
    return next((found[0] for found in (whole, part) if len(found) == 1), "")


def _dated(talk: Talk, dialogue: Dialogue, text: str) -> Reply:
    plan = talk.tx.get(Plan, dialogue.values.get("plan", ""))
    near = {folded(talk.say("innovation.word_today")): 0, folded(talk.say("innovation.word_yesterday")): 1}
    if (ago := near.get(folded(text))) is not None:
        near_day = talk.today - timedelta(days=ago)
        return kept(talk, dialogue, set_first_applied(talk.tx, talk.now, talk.person, dialogue.values["id"], near_day))
    read = typed_deadline(text, talk.today, plan.year if plan else talk.today.year)
    if isinstance(read, Problem):
        unclear = read if read.code == "deadline.no_such_day" else Problem("innovation.no_day", {"text": text[:60]})
        return kept(talk, dialogue, unclear)
    day = _day(read.date or "")
    if day is None or read.kind not in (DeadlineKind.ON, DeadlineKind.BY):
        return kept(talk, dialogue, Problem("innovation.no_day", {"text": text[:60]}))
    return kept(talk, dialogue, set_first_applied(talk.tx, talk.now, talk.person, dialogue.values["id"], day))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def choose_kind(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """One of the four kinds."""
    if word not in set(InnovationKind):
        return stale(talk, NAME)
    return kept(talk, dialogue, set_kind(talk.tx, talk.now, talk.person, dialogue.values["id"], InnovationKind(word)))


def choose_award(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """The title that it is to support; "-" for none."""
    id = word.replace("-", "")
    return kept(talk, dialogue, set_award(talk.tx, talk.now, talk.person, dialogue.values["id"], id))


CHOSEN: Mapping[str, Deed] = {"kind": choose_kind, "award": choose_award}


# ---------------------------------------------------------------- the steps, as they are shown


def _show_text(talk: Talk, dialogue: Dialogue) -> Reply:
    idea, detail = idea_of(talk, dialogue), step_of(dialogue)
    if idea is None:
        return ended(talk, NAME, Problem("innovation.unknown"))
    rows = [[labelled(talk.say("innovation.do_clear"), dialogue, "clear")]] if getattr(idea, detail) else []
    return _asked(talk, dialogue, idea, rows)


def _show_kind(talk: Talk, dialogue: Dialogue) -> Reply:
    idea = idea_of(talk, dialogue)
    rows = [[labelled(talk.say(f"innovation.kind_{kind}"), dialogue, "kind", kind)] for kind in InnovationKind]
    return _asked(talk, dialogue, idea, rows)


def _show_plain(talk: Talk, dialogue: Dialogue) -> Reply:
    return _asked(talk, dialogue, idea_of(talk, dialogue), [])


def _show_award(talk: Talk, dialogue: Dialogue) -> Reply:
    idea = idea_of(talk, dialogue)
    plan = talk.tx.get(Plan, dialogue.values.get("plan", ""))
    titles = offered(Field.TITLE, Subject.INDIVIDUAL, in_force_on(plan)) if plan else ()
    person = talk.tx.get(Person, idea.person) if idea else None
    registered = registration_of(talk.tx, plan, person) if plan and person else None
    rows = []
    for each in titles:
        name = award_name(talk.texts, each.id)
        own = registered is not None and registered.title == each.id
        label = talk.say("innovation.award_registered", name=name) if own else name
        rows.append([labelled(label, dialogue, "award", each.id)])
    rows.sort(key=lambda row: not (registered and registered.title and row[0].action.endswith(f":{registered.title}")))
    rows.append([labelled(talk.say("innovation.no_award"), dialogue, "award", "-")])
    return _asked(talk, dialogue, idea, rows)


def _asked(talk: Talk, dialogue: Dialogue, idea: Innovation | None, rows: list[list[Choice]]) -> Reply:
    """The question of a step, with what was answered before."""
    if idea is None:
        return ended(talk, NAME, Problem("innovation.unknown"))
    step = step_of(dialogue)
    lines = [talk.say(f"innovation.ask_{step}")]
    before = idea.name if step == "rename" else _before(talk, idea, step)
    if before:
        lines.append(talk.say("innovation.answered", text=before))
    last = [labelled(talk.say("innovation.do_back"), dialogue, "back")]
    if dialogue.values.get("walk"):
        last.append(labelled(talk.say("innovation.do_later"), dialogue, "later"))
    last.append(labelled(talk.say("innovation.do_card"), dialogue, "card"))
    return talk.reply("\n".join(lines), *rows, last, heading=heading(talk, dialogue))


def _before(talk: Talk, idea: Innovation, step: str) -> str:
    if step == "award":
        return award_name(talk.texts, idea.award) if idea.award else ""
    return detail_words(talk, idea, step)


SHOWN: Mapping[str, Callable[[Talk, Dialogue], Reply]] = {
    **dict.fromkeys(TEXTS, _show_text),
    "kind": _show_kind,
    "first_applied": _show_plain,
    "rename": _show_plain,
    "award": _show_award,
    "authors": show_authors,
    "files": show_files,
}
