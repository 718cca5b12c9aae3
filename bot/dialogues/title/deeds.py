"""What the buttons and typed answers of the form do.

Steps: subject → (units | people) → (current) → choose → commend → commit → (idea) → confirm; `reason` comes before
whatever only the office may do; decline and withdraw ask for their own confirmation.
"""

from bot.answers.own import headed_departments
from bot.answers.tasks.details import no_plan
from bot.dialogues.title.choosing import (
    because,
    commend,
    commendation_only,
    drop,
    further,
    go_on,
    known_target,
    later,
    link,
    new_idea,
    pick,
    take_back,
    target,
    typed_idea,
    undertake,
    untarget,
    without_commendation,
)
from bot.dialogues.title.ending import record, record_declining, record_withdrawal
from bot.dialogues.title.form import NAME, ORDER, Form, kept, written
from bot.dialogues.title.moving import amend, back, close, edit, to, towards
from bot.dialogues.title.others import others_in, unit_of_others
from bot.dialogues.title.pages import SHOWN, show
from bot.dialogues.title.people import (
    listed_ids,
    people_for,
    registers_for_others,
    unit_in,
    units_for,
)
from bot.dialogues.title.subjects import (
    for_other,
    for_self,
    for_unit,
    opened,
    refused_to,
    to_people,
    turn_page,
    typed_name,
    values_for,
)
from bot.dialogues.title.words import is_collective, meant, named_in, note_on, parts_of, spelled_out
from bot.dialogues.turns import (
    Deeds,
    begin,
    carried_out,
    ended,
    set_aside,
    stale,
    with_note,
)
from bot.messages import Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, anew, one_line
from bot.understanding.cues import speaks_of, yes_or_no
from plans.catalogue.titles import Field
from plans.model.people import Person, Unit
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.registrations.rules import may_take_late, title_refusal
from plans.rights import Action

#: What is said at the question for targets and is none: to register no more, to change something, thanks.
NO_TARGET = ("chat.cues_decline", "chat.cues_change", "chat.cues_thanks", "dialogue.cues_not_now")


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
    if not wanted and speaks_of(text, "dialogue.cues_not_now"):
        return (talk.reply(talk.say("dialogue.not_now"), [press(talk.say("dialogue.register_now"), NAME, "begin")]),)
    named = meant(wanted, text)
    others, collective = others_in(talk, text), is_collective(named, text)
    headed = headed_departments(talk)
    unit = unit_in(talk, text) or (headed[0] if len(headed) == 1 else None)
    if collective and (unit_of_others(talk, text) or (unit is None and not units_for(talk))):
        row = [press(talk.say("dialogue.for_self"), NAME, "begin")]
        return (talk.reply(talk.say("dialogue.collective_by_head"), row),)
    if others.not_allowed and not collective:
        row = [press(talk.say("dialogue.register_now"), NAME, "begin")]
        return (talk.reply(talk.trouble(Problem("right.register_for")), row),)
    values = {"plan": plan.id, "subject": talk.person.id}
    values |= {"asked": "yes"} if registers_for_others(talk) else {}
    values |= {"wanted": named.id} if named is not None else {}
    form = Form(talk, begin(talk, "title.subject", values))
    if collective and unit is None:
        return (show(talk, form.at("units").dialogue),)
    if not collective and len(others.people) > 1:
        return (show(talk, form.at("people", found=listed_ids(others.people), page="0").dialogue),)
    if not collective and form.value("asked") and speaks_of(text, "dialogue.cues_all"):
        return with_note(talk.say("dialogue.note_all"), (show(talk, form.dialogue),))
    if named is None and not collective and not others.people and form.value("asked"):
        return with_note(note_on(talk, text), (show(talk, form.dialogue),))
    person = others.people[0] if others.people else talk.person
    subject = unit if collective and unit is not None else person
    return with_note("" if named else note_on(talk, text), (opened(form, subject),))


def at_others(talk: Talk, text: str, step: str) -> Reply | None:
    """Where a sentence declines or withdraws for others: the way there, or that it is not the speaker's to do."""
    others = others_in(talk, text)
    if others.not_allowed:
        return talk.reply(talk.trouble(Problem("right.register_for")))
    rows = [[press(one_line(person.name, 60), NAME, "open", step, mark(person.id))] for person in others.people[:8]]
    return talk.reply(talk.say(f"dialogue.{step}_of_others"), *rows) if rows else None


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
    form = Form(talk, begin(talk, "title.current", {"plan": plan.id, **values_for(talk, plan.id, subject)}))
    refused = refused_to(form)
    if refused is not None:
        return (ended(talk, NAME, refused),)
    form = form.at("current", **kept(form.last))
    nothing = form.standing is None if step == "withdraw" else step == "confirm" and form.registered is None
    answer = towards(form, "choose" if nothing else step)
    return set_aside(talk, before, (answer,))


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """What is asked for at the open step, written out; None when the text is something else."""
    form = Form(talk, dialogue)
    if form.step in ORDER and speaks_of(text, "dialogue.cues_switch"):
        switched = named_in(talk, form.awards(Field.TITLE), text)
        if len(switched) == 1:
            return (pick(talk, form.at(form.step, edit="yes" if form.step == "confirm" else "").dialogue, *switched),)
    match form.step:
        case "choose":
            named = spelled_out(talk, form.awards(Field.TITLE), [text])
            return (pick(talk, dialogue, *named),) if named else None
        case "commend" | "commit" if (meaning := yes_or_no(text)) is not None:
            return (_agreed(form, meaning),)
        case "commend" if speaks_of(text, "registering.cues_without"):
            return (without_commendation(talk, dialogue, ""),)
        case "commend":
            added = spelled_out(talk, form.awards(Field.COMMENDATION), parts_of(text))
            chosen = written((*form.commendations, *added))
            return (show(talk, form.at("commend", commendations=chosen).dialogue),) if added else None
        case "subject" | "units" | "people":
            return typed_name(form, text)
        case "commit" if not (text.endswith("?") or any(speaks_of(text, cues) for cues in NO_TARGET)):
            return (undertake(form, (*form.commitments, known_target(form, text))),)
        case "idea":
            return typed_idea(form, text)
        case "reason" if yes_or_no(text) is None and not text.endswith("?"):
            return (because(form, text),)
    return None


def _agreed(form: Form, meaning: bool) -> Reply:
    """A yes or no where things are chosen: on with what is chosen, or without any commendation."""
    if form.step == "commend" and not meaning:
        return without_commendation(form.talk, form.dialogue, "")
    return go_on(form.talk, form.dialogue, "")


DEEDS: Deeds = {
    "self": (("subject",), for_self),
    "unit": (("subject", "units"), for_unit, Action.REGISTER_UNIT),
    "other_units": (("subject",), to("units"), Action.REGISTER_UNIT),
    "others": (("subject",), to_people, Action.REGISTER_FOR),
    "other": (("people",), for_other, Action.REGISTER_FOR),
    "page": (("people",), turn_page, Action.REGISTER_FOR),
    "amend": (("current",), amend),
    "withdraw": (("current",), to("withdraw")),
    "not_this_year": (("choose", "current"), to("decline")),
    "pick": (("choose",), pick),
    "further": (("choose", "commend"), further),
    "commendation_only": (("choose",), commendation_only),
    "com": (("commend",), commend),
    "com_back": (("commend",), take_back),
    "no_commendation": (("commend",), without_commendation),
    "go_on": (("commend", "commit"), go_on),
    "skip": (("commit",), go_on),
    "target": (("commit",), target),
    "untarget": (("commit",), untarget),
    "drop": (("commit",), drop),
    "idea": (("idea",), link),
    "later": (("idea",), later),
    "new_idea_now": (("idea",), new_idea),
    "edit_title": (("confirm",), edit("choose")),
    "edit_commendations": (("confirm",), edit("commend")),
    "edit_commitments": (("confirm",), edit("commit")),
    "edit_innovation": (("confirm",), edit("idea")),
    "record": (("confirm",), record),
    "decline": (("decline",), record_declining),
    "withdraw_yes": (("withdraw",), record_withdrawal),
    "back": (tuple(step for step in SHOWN if step != "subject"), back),
    "stop": (tuple(SHOWN), close),
}
