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
    registered_for,
    show,
    standing_of,
    subject_of,
    title_of,
    written,
)
from bot.dialogues.title_words import is_collective, meant, named_in, note_on, parts_of, spelled_out
from bot.dialogues.turns import (
    Deed,
    Deeds,
    begin,
    carried_out,
    ended,
    go,
    recorded,
    set_aside,
    stale,
    step_of,
    stop,
    with_note,
)
from bot.messages import Reply
from bot.presses import press
from bot.talk import Answer, Talk, anew
from bot.wording import choice_words
from plans.model.answers import Answer as Standing
from plans.model.answers import Registration
from plans.model.people import Unit
from plans.model.plan import Opens
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.registering import decline_title, register_title, withdraw_title
from plans.rules import title_refusal
from plans.titles import Award, Field

NAME = "title"


def start(talk: Talk, wanted: str = "") -> Answer:
    """Begin, or go straight to the confirmation of a title that was named."""
    before = talk.dialogue
    return set_aside(talk, before, _begun(talk, wanted))


def _begun(talk: Talk, wanted: str) -> Answer:
    plan = talk.plan
    if plan is None:
        return (no_plan(talk),)
    unit, named, text = headed_unit(talk), meant(wanted, talk.incoming.text), talk.incoming.text
    collective = is_collective(named, text)
    subject = unit if collective and unit else talk.person
    refused = title_refusal(talk.person, subject, plan, talk.now)
    if refused is not None:
        return (ended(talk, NAME, refused),)
    if collective and unit is None:
        row = [press(talk.say("dialogue.for_self"), NAME, "begin")]
        return (talk.reply(talk.say("dialogue.collective_by_head"), row),)
    values = {"plan": plan.id, "subject": subject.id} | ({"unit": unit.id} if unit else {})
    dialogue = begin(talk, "title.choose", values)
    if named is not None:
        return (_named(talk, dialogue, named),)
    asked = unit is not None and not collective
    reply = show(talk, go(talk, dialogue, "title.subject")) if asked else _opened(talk, dialogue)
    return with_note(note_on(talk, text), (reply,))


def press_title(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A button of this dialogue."""
    if words == ("begin",):
        return anew(start(talk))
    if words == ("none",):
        before = talk.dialogue
        return anew(set_aside(talk, before, (_declining(talk),)))
    return carried_out(talk, NAME, DEEDS, words)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """A title or commendations written out where they are asked for; None when the text is something else."""
    if step_of(dialogue) == "choose":
        named = spelled_out(talk, awards_for(talk, dialogue, Field.TITLE), [text])
        return (_pick(talk, dialogue, *named),) if named else None
    if step_of(dialogue) == "commend":
        added = spelled_out(talk, awards_for(talk, dialogue, Field.COMMENDATION), parts_of(text))
        chosen = written((*commendations_of(dialogue), *added))
        return (show(talk, go(talk, dialogue, "title.commend", commendations=chosen)),) if added else None
    return None


# ---------------------------------------------------------------- the deeds


def _who(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    subject = dialogue.values.get("unit", "") if word == "unit" else talk.person.id
    return _opened(talk, go(talk, dialogue, "title.choose", subject=subject))


def _opened(talk: Talk, dialogue: Dialogue) -> Reply:
    """The first step once it is known for whom: refuse early, show what stands, or ask."""
    refused = title_refusal(talk.person, subject_of(talk, dialogue), plan_of(talk, dialogue), talk.now)
    if refused is not None:
        return ended(talk, NAME, refused)
    standing = standing_of(talk, dialogue)
    if standing is not None and standing.answer is not Standing.WITHDRAWN:
        return show(talk, go(talk, dialogue, "title.current"))
    return show(talk, go(talk, dialogue, "title.choose"))


def _declining(talk: Talk) -> Reply:
    """Straight to the question whether to register for nothing this year."""
    plan = talk.plan
    refused = title_refusal(talk.person, talk.person, plan, talk.now)
    if plan is None or refused is not None:
        return no_plan(talk) if refused is None else ended(talk, NAME, refused)
    return show(talk, begin(talk, "title.decline", {"plan": plan.id, "subject": talk.person.id}))


def _named(talk: Talk, dialogue: Dialogue, named: Award) -> Reply:
    """A title named in a sentence goes straight to the confirmation; what else stands is kept."""
    kept = registered_for(standing_of(talk, dialogue))
    said = named_in(talk, awards_for(talk, dialogue, Field.COMMENDATION), talk.incoming.text)
    commendations = written((*(kept.commendations if kept else ()), *said))
    if named.field is Field.TITLE:
        return show(talk, go(talk, dialogue, "title.confirm", title=named.id, commendations=commendations))
    commendations = written((*commendations.split(), named.id))
    if kept is not None:
        return show(talk, go(talk, dialogue, "title.confirm", title=kept.title or NONE, commendations=commendations))
    return show(talk, go(talk, dialogue, "title.choose", commendations=commendations, named="yes"))


def _commendation_only(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    step = "title.confirm" if "named" in dialogue.values and commendations_of(dialogue) else "title.commend"
    return show(talk, go(talk, dialogue, step, title=NONE))


def _pick(talk: Talk, dialogue: Dialogue, title: str) -> Reply:
    if title not in {each.id for each in awards_for(talk, dialogue, Field.TITLE)}:
        return stale(talk, NAME)
    step = "title.confirm" if "named" in dialogue.values else "title.commend"
    return show(talk, go(talk, dialogue, step, title=title))


def _commend(talk: Talk, dialogue: Dialogue, commendation: str) -> Reply:
    if commendation not in {each.id for each in awards_for(talk, dialogue, Field.COMMENDATION)}:
        return stale(talk, NAME)
    chosen = written((*commendations_of(dialogue), commendation))
    return show(talk, go(talk, dialogue, "title.commend", commendations=chosen))


def _take_back(talk: Talk, dialogue: Dialogue, commendation: str) -> Reply:
    """A deed of its own, not a toggle: pressed twice by mistake, a button still does what its label said."""
    chosen = written(set(commendations_of(dialogue)) - {commendation})
    return show(talk, go(talk, dialogue, "title.commend", commendations=chosen))


def _without_commendation(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    if title_of(dialogue) is None:
        return stale(talk, NAME)
    return show(talk, go(talk, dialogue, "title.confirm", commendations=""))


def _go_on(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    chosen = title_of(dialogue) or commendations_of(dialogue)
    return show(talk, go(talk, dialogue, "title.confirm")) if chosen else stale(talk, NAME)


def _amend(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Choose anew, beginning with what is registered."""
    kept = registered_for(standing_of(talk, dialogue))
    chosen = {"title": kept.title or NONE, "commendations": written(kept.commendations)} if kept else {}
    return show(talk, go(talk, dialogue, "title.choose", **chosen))


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
    earlier = registered_for(standing_of(talk, dialogue))
    done = register_title(talk.tx, talk.now, talk.person, subject, plan, title_of(dialogue), commendations_of(dialogue))
    key = "title_receipt" if earlier is None else "title_unchanged" if done == earlier else "title_amended"
    return _finished(talk, done, key)


def _decline(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    plan = plan_of(talk, dialogue)
    done = decline_title(talk.tx, talk.now, talk.person, subject_of(talk, dialogue), plan)
    return _finished(talk, done, "title_declined")


def _withdraw(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    plan = plan_of(talk, dialogue)
    done = withdraw_title(talk.tx, talk.now, talk.person, subject_of(talk, dialogue), plan)
    return _finished(talk, done, "title_withdrawn")


def _finished(talk: Talk, done: Registration | Problem, key: str) -> Reply:
    if isinstance(done, Problem):
        return ended(talk, NAME, done)
    who = talk.tx.get(Unit, done.subject) if done.collective else None
    text = talk.say(
        f"dialogue.{key}",
        who=talk.say("answer.collective", unit=who.name) if who else talk.say("answer.individual"),
        number=done.number,
        moment=talk.texts.moment(done.at),
        what=choice_words(talk.texts, done.title, done.commendations),
    )
    withdrawn = done.answer is Standing.WITHDRAWN
    again = [press(talk.say("dialogue.register_now"), NAME, "begin")] if withdrawn else []
    return recorded(talk, Opens.TITLE, done, text, *again)


DEEDS: Deeds = {
    "who": (("subject",), _who),
    "amend": (("current",), _amend),
    "withdraw": (("current",), _to("withdraw")),
    "pick": (("choose",), _pick),
    "commendation_only": (("choose",), _commendation_only),
    "not_this_year": (("choose",), _to("decline")),
    "com": (("commend",), _commend),
    "com_back": (("commend",), _take_back),
    "no_commendation": (("commend",), _without_commendation),
    "go_on": (("commend",), _go_on),
    "record": (("confirm",), _record),
    "decline": (("decline",), _decline),
    "withdraw_yes": (("withdraw",), _withdraw),
    "back": (("choose", "commend", "confirm", "decline", "withdraw"), _back),
    "stop": (tuple(SHOWN), _close),
}
