"""One innovation, all of it, with what can be done about it; handing in, calling back, its form."""

from collections.abc import Callable

from bot.dialogues.innovation.desk import heading, idea_of, under
from bot.dialogues.turns import begin, ended, go, labelled, left, stale
from bot.messages import Attachment, Choice, Reply
from bot.presses import mark, press
from bot.talk import Talk, fitted
from bot.words.innovations import NAME, alike_lines, card_lines, is_co_author, missing_lines, open_button
from plans.innovation.describing import call_back, submit
from plans.innovation.rules import MOVES, change_refusal, missing
from plans.innovation.shares import fingerprint
from plans.model.answers import Answer, Innovation, InnovationState
from plans.model.plan import Plan
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.rights import Action, may

#: What can be said of an innovation, in the order it is asked for.
DETAILS = (
    "field",
    "kind",
    "novelty",
    "effect",
    "content",
    "conditions",
    "first_applied",
    "authors",
    "files",
    "award",
)


def opened(talk: Talk, idea: Innovation) -> Reply:
    """The card of an innovation, as a dialogue of its own."""
    return show_card(talk, begin(talk, "idea.card", {"plan": idea.plan, "id": idea.id}))


def show_card(talk: Talk, dialogue: Dialogue) -> Reply:
    """The open innovation."""
    idea = idea_of(talk, dialogue)
    if idea is None:
        return ended(talk, NAME, Problem("innovation.unknown"))
    lines = [*card_lines(talk, idea), *missing_lines(talk, idea)]
    if idea.state is InnovationState.REGISTERED:
        similar = alike_lines(talk, idea.name, idea.id)
        lines += ["", *similar] if similar else []
    rows = [*_own_rows(talk, dialogue, idea), *_authors_rows(talk, idea), *_office_rows(talk, dialogue, idea)]
    last = [labelled(talk.say("innovation.do_form"), dialogue, "form")]
    last += [labelled(talk.say("innovation.do_files"), dialogue, "see_files")] if idea.files else []
    last.append(labelled(talk.say("innovation.do_close"), dialogue, "close"))
    return talk.reply(fitted(talk.texts, lines), *rows, last, heading=heading(talk, dialogue))


def _own_rows(talk: Talk, dialogue: Dialogue, idea: Innovation) -> list[list[Choice]]:
    """What its registrant, and who may answer for them, can do."""
    refused = change_refusal(talk.tx, idea, talk.person, talk.today)
    if refused is not None:
        handed_in = refused.code == "innovation.handed_in" and idea.state is InnovationState.SUBMITTED
        return [[labelled(talk.say("innovation.do_call_back"), dialogue, "call_back")]] if handed_in else []
    lacks = bool(missing(talk.tx, idea, talk.today))
    rows = [] if lacks else [[labelled(talk.say("innovation.do_submit"), dialogue, "submit")]]
    if first_open(idea):
        key = "innovation.do_walk" if lacks else "innovation.do_walk_on"
        rows.append([labelled(talk.say(key), dialogue, "walk")])
    choices = [labelled(talk.say(f"innovation.say_{detail}"), dialogue, "say", detail) for detail in DETAILS]
    choices.append(labelled(talk.say("innovation.do_rename"), dialogue, "say", "rename"))
    rows += [choices[at : at + 3] for at in range(0, len(choices), 3)]
    return rows


def _authors_rows(talk: Talk, idea: Innovation) -> list[list[Choice]]:
    """What a co-author can say, also to correct what they said."""
    if not is_co_author(talk, idea) or idea.state is not InnovationState.REGISTERED:
        return []
    return [answer_row(talk.say, idea)] if idea.answer is Answer.REGISTERED else []


def answer_row(say: Callable[[str], str], idea: Innovation) -> list[Choice]:
    """A co-author's yes and no to the shares as they stand now."""
    shares = mark(fingerprint(idea.authors))
    return [
        press(say("innovation.do_confirm"), NAME, "yes", mark(idea.id), shares),
        press(say("innovation.do_reject"), NAME, "no", mark(idea.id), shares),
    ]


def _office_rows(talk: Talk, dialogue: Dialogue, idea: Innovation) -> list[list[Choice]]:
    """Where the office can lead it."""
    if idea.answer is not Answer.REGISTERED or not may(Action.DECIDE_INNOVATION, talk.person, talk.today):
        return []
    return [[labelled(talk.say(f"innovation.to_{state}"), dialogue, "lead", state)] for state in MOVES[idea.state]]


def first_open(idea: Innovation, after: str = "") -> str:
    """The first thing not said of it yet, after another; "" when there is none."""
    begun = DETAILS.index(after) + 1 if after in DETAILS else 0
    return next((detail for detail in DETAILS[begun:] if not getattr(idea, detail)), "")


# ---------------------------------------------------------------- deeds


def hand_in(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Hand it in, or say what is missing."""
    return _done(talk, dialogue, submit(talk.tx, talk.now, talk.person, dialogue.values.get("id", "")), "submitted")


def take_back(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Call it back to change it."""
    return _done(
        talk, dialogue, call_back(talk.tx, talk.now, talk.person, dialogue.values.get("id", "")), "called_back"
    )


def _done(talk: Talk, dialogue: Dialogue, outcome: Innovation | Problem, key: str) -> Reply:
    if isinstance(outcome, Problem):
        return under(talk, outcome, show_card(talk, go(talk, dialogue, "idea.card")))
    return show_card(talk, go(talk, dialogue, "idea.card")).below(talk.say(f"innovation.{key}"))


def send_form(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Its form as a file, in a message of its own."""
    # Imported here: what writes Word files takes a tenth of a second, which every start would pay for.
    from bot.papers.innovation_form import DOCX, file_name, form_of

    idea = idea_of(talk, dialogue)
    plan = talk.tx.get(Plan, idea.plan) if idea is not None else None
    if idea is None or plan is None:
        return stale(talk, NAME)
    content = form_of(talk.tx, idea, talk.now)
    text = talk.say("innovation.form_ready", number=idea.number)
    return Reply(text, attachment=Attachment(file_name(idea), DOCX, content), choices=(way_back(talk, idea),))


def way_back(talk: Talk, idea: Innovation) -> tuple[Choice, ...]:
    """To the card of an innovation, from a message of its own."""
    return (open_button(talk, idea),)


def close(talk: Talk, _dialogue: Dialogue, _word: str) -> Reply:
    """Leave the card; everything said is recorded already."""
    return left(talk, talk.say("innovation.closed"), [press(talk.say("chat.try_mine"), "ask", "mine")])
