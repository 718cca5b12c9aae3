"""Registering for a title: for whom, which title, which commendation, confirm; amend, withdraw, decline.

Steps: subject → (current) → choose → commend → confirm; decline and withdraw ask for their own confirmation.
"""

from bot.answers.registrations import headed_unit
from bot.answers.task import no_plan
from bot.dialogues.title_steps import (
    NONE,
    SHOWN,
    awards_for,
    commendations_of,
    plan_of,
    show,
    standing_of,
    subject_of,
    title_of,
    ways_to_write,
)
from bot.dialogues.turns import Deed, Deeds, begin, carried_out, ended, go, stale, step_of, stop
from bot.messages import Reply
from bot.presses import press
from bot.talk import Answer, Talk, anew
from bot.wording import choice_words
from plans.actions import decline_title, register_title, withdraw_title
from plans.model import Answer as Standing
from plans.model import Dialogue, Opens, Plan, Registration, Unit
from plans.people import folded
from plans.problems import Problem
from plans.rules import last_day, title_refusal
from plans.titles import Award, Field, Subject, award

NAME = "title"


def start(talk: Talk, wanted: str = "") -> Answer:
    """Begin, or go straight to the confirmation of a title that was named."""
    plan = talk.plan
    if plan is None:
        return (no_plan(talk),)
    unit = headed_unit(talk)
    named = award(wanted) if wanted else None
    if named is None:
        closed = title_refusal(talk.person, talk.person, plan, talk.now)
        if unit is not None and closed is None:
            return (show(talk, begin(talk, "title.subject", {"plan": plan.id, "unit": unit.id})),)
        return (_opened(talk, begin(talk, "title.choose", {"plan": plan.id, "subject": talk.person.id})),)
    collective = Subject.INDIVIDUAL not in named.subjects
    if collective and unit is None:
        return (talk.reply(talk.trouble(Problem("register.not_for_individual"))),)
    subject = unit.id if collective and unit else talk.person.id
    dialogue = begin(talk, "title.choose", {"plan": plan.id, "subject": subject} | ({"unit": unit.id} if unit else {}))
    return (_named(talk, dialogue, named),)


def press_title(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button of this dialogue."""
    if words == ("begin",):
        return anew(start(talk))
    if words == ("none",):
        return anew((_declining(talk),))
    return carried_out(talk, NAME, DEEDS, words)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """A title or commendation written out where one is asked for; None when the text is something else."""
    step = step_of(dialogue)
    field = {"choose": Field.TITLE, "commend": Field.COMMENDATION}.get(step)
    if field is None:
        return None
    named = next(
        (each for each in awards_for(talk, dialogue, field) if folded(text) in ways_to_write(talk, each)), None
    )
    if named is None:
        return None
    act = _pick if field is Field.TITLE else _commend
    return (act(talk, dialogue, named.id),)


# ---------------------------------------------------------------- the deeds


def _who(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    subject = dialogue.values.get("unit", "") if word == "unit" else talk.person.id
    return _opened(talk, go(talk, dialogue, "title.choose", subject=subject))


def _opened(talk: Talk, dialogue: Dialogue) -> Reply:
    """The first step once it is known for whom: refuse early, show what stands, or ask."""
    refused = title_refusal(talk.person, subject_of(talk, dialogue), plan_of(talk, dialogue), talk.now)
    if refused is not None:
        return ended(talk, refused)
    standing = standing_of(talk, dialogue)
    if standing is not None and standing.answer is not Standing.WITHDRAWN:
        return show(talk, go(talk, dialogue, "title.current"))
    return show(talk, go(talk, dialogue, "title.choose"))


def _declining(talk: Talk) -> Reply:
    """Straight to the question whether to register for nothing this year."""
    plan = talk.plan
    refused = title_refusal(talk.person, talk.person, plan, talk.now)
    if plan is None or refused is not None:
        return no_plan(talk) if refused is None else ended(talk, refused)
    return show(talk, begin(talk, "title.decline", {"plan": plan.id, "subject": talk.person.id}))


def _named(talk: Talk, dialogue: Dialogue, named: Award) -> Reply:
    """A title named in a sentence goes straight to the confirmation; what else stands is kept."""
    refused = title_refusal(talk.person, subject_of(talk, dialogue), plan_of(talk, dialogue), talk.now)
    if refused is not None:
        return ended(talk, refused)
    standing = standing_of(talk, dialogue)
    kept = standing if standing and standing.answer is Standing.REGISTERED else None
    if named.field is Field.TITLE:
        commendation = next(iter(kept.commendations), NONE) if kept else NONE
        return show(talk, go(talk, dialogue, "title.confirm", title=named.id, commendation=commendation))
    if kept is not None:
        return show(talk, go(talk, dialogue, "title.confirm", title=kept.title or NONE, commendation=named.id))
    return show(talk, go(talk, dialogue, "title.choose", commendation=named.id))


def _commendation_only(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    step = "title.confirm" if dialogue.values.get("commendation", NONE) != NONE else "title.commend"
    return show(talk, go(talk, dialogue, step, title=NONE))


def _pick(talk: Talk, dialogue: Dialogue, title: str) -> Reply:
    if title not in {each.id for each in awards_for(talk, dialogue, Field.TITLE)}:
        return stale(talk, NAME)
    step = "title.confirm" if "commendation" in dialogue.values else "title.commend"
    return show(talk, go(talk, dialogue, step, title=title))


def _commend(talk: Talk, dialogue: Dialogue, commendation: str) -> Reply:
    if commendation not in {NONE, *(each.id for each in awards_for(talk, dialogue, Field.COMMENDATION))}:
        return stale(talk, NAME)
    return show(talk, go(talk, dialogue, "title.confirm", commendation=commendation))


def _to(step: str) -> Deed:
    def act(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
        return show(talk, go(talk, dialogue, f"title.{step}"))

    return act


def _back(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    standing = standing_of(talk, dialogue)
    stands = standing is not None and standing.answer is not Standing.WITHDRAWN
    before = {"confirm": "commend", "commend": "choose", "withdraw": "current"}
    step = before.get(step_of(dialogue)) or ("current" if stands else "choose")
    if step_of(dialogue) == "choose" and not stands:
        step = "subject"
    return show(talk, go(talk, dialogue, f"title.{step}"))


def _close(talk: Talk, _dialogue: Dialogue, _word: str) -> Reply:
    return stop(talk, NAME)


def _record(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    subject, plan = subject_of(talk, dialogue), plan_of(talk, dialogue)
    amended = standing_of(talk, dialogue)
    done = register_title(talk.tx, talk.now, talk.person, subject, plan, title_of(dialogue), commendations_of(dialogue))
    key = "dialogue.title_amended" if amended and amended.number else "dialogue.title_receipt"
    return _finished(talk, done, key, plan)


def _decline(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    plan = plan_of(talk, dialogue)
    done = decline_title(talk.tx, talk.now, talk.person, subject_of(talk, dialogue), plan)
    return _finished(talk, done, "dialogue.title_declined", plan)


def _withdraw(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    plan = plan_of(talk, dialogue)
    done = withdraw_title(talk.tx, talk.now, talk.person, subject_of(talk, dialogue), plan)
    return _finished(talk, done, "dialogue.title_withdrawn", plan)


def _finished(talk: Talk, done: Registration | Problem, key: str, plan: Plan | None) -> Reply:
    if isinstance(done, Problem):
        return ended(talk, done)
    talk.leave()
    who = talk.tx.get(Unit, done.subject) if done.collective else None
    day = last_day(plan, Opens.TITLE) if plan else None
    withdrawn = done.answer is Standing.WITHDRAWN
    lines = [
        talk.say(
            key,
            who=talk.say("answer.collective", unit=who.name) if who else talk.say("answer.individual"),
            number=done.number,
            moment=talk.texts.moment(done.at),
            what=choice_words(talk.texts, done.title, done.commendations),
        ),
        talk.say("dialogue.open_until" if withdrawn else "dialogue.changeable", day=talk.texts.day(day)) if day else "",
    ]
    text = "\n".join(line for line in lines if line)
    row = [press(talk.say("dialogue.register_now"), NAME, "begin")] if withdrawn else []
    return talk.reply(text, [*row, press(talk.say("chat.try_mine"), "ask", "mine")])


DEEDS: Deeds = {
    "who": (("subject",), _who),
    "amend": (("current",), _to("choose")),
    "withdraw": (("current",), _to("withdraw")),
    "pick": (("choose",), _pick),
    "commendation_only": (("choose",), _commendation_only),
    "not_this_year": (("choose",), _to("decline")),
    "com": (("commend",), _commend),
    "record": (("confirm",), _record),
    "decline": (("decline",), _decline),
    "withdraw_yes": (("withdraw",), _withdraw),
    "back": (("choose", "commend", "confirm", "decline", "withdraw"), _back),
    "stop": (tuple(SHOWN), _close),
}
