"""The innovations' dialogue: registering one by its name alone, saying all of it, withdrawing it, having none.

Steps: (late) → (whom) → (current) → name → confirm; decline and withdraw ask for their own confirmation. Once it is
registered, `card` shows all of it, and every question about it is a step of its own.
"""

from collections.abc import Callable, Mapping

from bot.answers.tasks.details import no_plan
from bot.dialogues.innovation import attachments, authors, council, details, registering
from bot.dialogues.innovation.card import close, hand_in, opened, send_form, show_card, take_back
from bot.dialogues.innovation.desk import asked_of, marked
from bot.dialogues.innovation.registering import closed_but_late, offered_late, show_current, show_name
from bot.dialogues.title.others import others_in
from bot.dialogues.turns import Deeds, begin, carried_out, ended, go, name_of, set_aside, stop
from bot.messages import Reply
from bot.presses import press
from bot.talk import Answer, Talk, anew
from bot.words.innovations import NAME
from plans.innovation.describing import TEXTS
from plans.innovation.registering import answer_refusal
from plans.innovation.rules import TEXT_LONGEST, standing
from plans.model.people import Person
from plans.model.plan import Plan
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.rights import Action

#: Questions that are answered in more than a line.
LONG = frozenset(f"{NAME}.{detail}" for detail, longest in TEXTS.items() if longest == TEXT_LONGEST)


def start(talk: Talk, step: str = "name") -> Answer:
    """Begin: what stands already, or the question for a name (or, at `decline`, whether there is none)."""
    plan = talk.plan
    if plan is None:
        return (no_plan(talk),)
    before = talk.dialogue
    others = others_in(talk, talk.incoming.text)
    if others.not_allowed:
        row = [press(talk.say("dialogue.idea_button"), NAME, "begin")]
        return (talk.reply(talk.say("innovation.not_for_others"), row),)
    if others.people:
        return set_aside(talk, before, (_for_others(talk, plan, others.people),))
    refused = answer_refusal(talk.tx, talk.now, talk.person, talk.person, plan)
    if _has_something(talk, plan) or (refused is not None and council.sees_lists(talk)):
        dialogue = begin(talk, "idea.current", {"plan": plan.id})
        return set_aside(talk, before, (show_current(talk, dialogue),))
    if refused is not None:
        if closed_but_late(talk, refused):
            return set_aside(
                talk, before, (offered_late(talk, begin(talk, "idea.closed", {"plan": plan.id}), refused),)
            )
        return (ended(talk, NAME, refused),)
    return set_aside(talk, before, (show(talk, begin(talk, f"idea.{step}", {"plan": plan.id})),))


def _for_others(talk: Talk, plan: Plan, people: tuple[Person, ...]) -> Reply:
    """Straight to the name, for somebody a sentence names; to the choice among several."""
    dialogue = begin(talk, "idea.whom", {"plan": plan.id})
    if len(people) == 1:
        return registering.chosen(talk, dialogue, people[0])
    found = people[0].name.split()[-1]
    return registering.show_whom(talk, go(talk, dialogue, "idea.whom", wanted=found))


def _has_something(talk: Talk, plan: Plan) -> bool:
    return bool(standing(talk.tx, plan, talk.person) or asked_of(talk, plan, talk.person))


def press_innovation(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button of this dialogue, or one that leads into it from elsewhere."""
    match words:
        case ("begin",):
            return anew(start(talk))
        case ("none",):
            return anew(start(talk, "decline"))
        case ("open", word):
            idea = marked(talk, word)
            return anew((opened(talk, idea) if idea else ended(talk, NAME, Problem("innovation.unknown")),))
        case ("list",):
            return (council.counted(talk),)
        case ("state", state, page):
            return (council.listed(talk, state, page),)
        case ("yes" | "no", *_):
            return council.answered(talk, words)
    return carried_out(talk, NAME, DEEDS, words)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """What was typed where something is asked for; None at the other steps."""
    for take in (registering.typed, details.typed, authors.typed, council.typed):
        answer = take(talk, dialogue, text)
        if answer is not None:
            return answer
    return None


def takes_long_text(dialogue: Dialogue | None) -> bool:
    """Whether the open question may be answered with a long text."""
    return dialogue is not None and dialogue.step in LONG


def keeps_what_was_said(dialogue: Dialogue | None) -> bool:
    """Whether what was said in the dialogue is recorded already: everything of an innovation that has a number."""
    return dialogue is not None and name_of(dialogue) == NAME and bool(dialogue.values.get("id"))


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """The open step."""
    return SHOWN.get(dialogue.step.partition(".")[2], show_name)(talk, dialogue)


def _card(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    return show_card(talk, go(talk, dialogue, "idea.card", walk="", people="", wanted="", to=""))


def _close(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    return close(talk, dialogue, word) if keeps_what_was_said(dialogue) else stop(talk, NAME)


SHOWN: Mapping[str, Callable[[Talk, Dialogue], Reply]] = {
    **registering.SHOWN,
    **details.SHOWN,
    "card": show_card,
    "author": authors.show_author,
    "shares": authors.show_shares,
    "note": council.show_note,
}
_ASKING = (*details.SHOWN,)
_OF_AUTHORS = ("authors", "shares")
_MORE: Deeds = {
    "card": ((*_ASKING, "author", "shares", "note"), _card),
    "walk": (("card",), details.walk),
    "say": (("card",), details.say_one),
    "later": (_ASKING, details.later),
    "clear": (tuple(TEXTS), details.clear),
    "kind": (("kind",), details.choose_kind),
    "award": (("award",), details.choose_award),
    "submit": (("card",), hand_in),
    "call_back": (("card",), take_back),
    "form": (("card",), send_form),
    "close": (("card",), close),
    "see_files": (("card",), attachments.see),
    "fetch": (("files",), attachments.fetch),
    "detach": (("files",), attachments.take_off),
    "alone": (("authors",), authors.alone),
    "add_author": (_OF_AUTHORS, authors.add),
    "author": (("author",), authors.choose),
    "outsider": (("author",), authors.outsider),
    "drop_author": (("authors",), authors.drop),
    "outside": (("authors",), authors.outside),
    "vouch": (("authors",), authors.vouch_for, Action.REGISTER_FOR),
    "shares": (("authors",), authors.reshare),
    "even": (("shares",), authors.even),
    "ask_again": (("authors",), authors.ask_again),
    "authors_again": (("author", "shares"), authors.again),
    "lead": (("card",), council.lead, Action.DECIDE_INNOVATION),
    "no_note": (("note",), council.without_note, Action.DECIDE_INNOVATION),
}


def _back(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    asking = dialogue.step.partition(".")[2] in details.SHOWN
    return (details.back if asking else registering.back)(talk, dialogue, word)


DEEDS: Deeds = {
    **registering.DEEDS,
    **_MORE,
    "back": ((*_ASKING, *registering.GOES_BACK), _back),
    "stop": (tuple(SHOWN), _close),
}
