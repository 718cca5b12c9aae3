"""What the steps of registering for a title show, and what has been chosen so far."""

from collections.abc import Callable, Iterable, Mapping

from bot.answers.registrations import title_state
from bot.dialogues.turns import button, labelled, step_of
from bot.messages import Choice, Reply
from bot.talk import Talk, one_line
from bot.wording import award_name, choice_words
from plans.deadlines import aim
from plans.model.answers import Answer, Registration
from plans.model.people import Person, Unit
from plans.model.plan import Opens, Plan
from plans.model.reaching import Dialogue
from plans.reminders import next_digest
from plans.rules import UNREGISTERED, in_force_on, last_day, rules_about
from plans.titles import Award, Field, Subject, awards, offered
from plans.working_days import day_in_hanoi

#: The word for "no title" in values.
NONE = "-"


def subject_of(talk: Talk, dialogue: Dialogue) -> Person | Unit:
    unit = talk.tx.get(Unit, dialogue.values.get("subject", ""))
    return unit if unit is not None else talk.person


def plan_of(talk: Talk, dialogue: Dialogue) -> Plan | None:
    return talk.tx.get(Plan, dialogue.values.get("plan", ""))


def standing_of(talk: Talk, dialogue: Dialogue) -> Registration | None:
    return talk.tx.get(Registration, f"{dialogue.values.get('plan')}/{subject_of(talk, dialogue).id}")


def title_of(dialogue: Dialogue) -> str | None:
    return dialogue.values.get("title", NONE).replace(NONE, "") or None


def commendations_of(dialogue: Dialogue) -> tuple[str, ...]:
    return tuple(dialogue.values.get("commendations", "").split())


def written(commendations: Iterable[str]) -> str:
    """Commendations as a dialogue keeps them: in the catalogue's order, each once."""
    chosen = set(commendations)
    return " ".join(each.id for each in awards() if each.id in chosen)


def registered_for(standing: Registration | None) -> Registration | None:
    """What is registered now: an answer that nothing is asked for, or one taken back, is not."""
    return standing if standing is not None and standing.answer is Answer.REGISTERED else None


def is_registered(dialogue: Dialogue, standing: Registration) -> bool:
    """Whether the choice is what is registered already."""
    return (standing.title, set(standing.commendations)) == (title_of(dialogue), set(commendations_of(dialogue)))


def awards_for(talk: Talk, dialogue: Dialogue, field: Field) -> tuple[Award, ...]:
    plan = plan_of(talk, dialogue)
    kind = Subject.COLLECTIVE if isinstance(subject_of(talk, dialogue), Unit) else Subject.INDIVIDUAL
    return offered(field, kind, in_force_on(plan)) if plan else ()


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    return SHOWN.get(step_of(dialogue), _show_choose)(talk, dialogue)


def _heading(talk: Talk, dialogue: Dialogue) -> str:
    plan = plan_of(talk, dialogue)
    return talk.say("dialogue.title_heading", year=plan.year if plan else talk.today.year)


def _show_subject(talk: Talk, dialogue: Dialogue) -> Reply:
    unit = talk.tx.get(Unit, dialogue.values.get("unit", ""))
    rows = [[labelled(talk.say("dialogue.for_self"), dialogue, "who", "self")]]
    if unit is not None:
        rows.append([labelled(talk.say("dialogue.for_unit", unit=one_line(unit.name)), dialogue, "who", "unit")])
    rows.append([button(talk, dialogue, "stop")])
    return talk.reply(talk.say("dialogue.title_subject"), *rows, heading=_heading(talk, dialogue))


def _show_current(talk: Talk, dialogue: Dialogue) -> Reply:
    plan, subject = plan_of(talk, dialogue), subject_of(talk, dialogue)
    state = title_state(talk, plan, subject) if plan else ""
    row = [button(talk, dialogue, "amend"), button(talk, dialogue, "withdraw")]
    return talk.reply(
        f"{state}\n{talk.say('dialogue.title_current')}",
        row,
        [button(talk, dialogue, "stop")],
        heading=_heading(talk, dialogue),
    )


def _chosen_names(talk: Talk, dialogue: Dialogue) -> str:
    return talk.texts.joined([award_name(talk.texts, each) for each in commendations_of(dialogue)])


def _pickable(talk: Talk, dialogue: Dialogue, deed: str, each: Award, chosen: bool) -> Choice:
    """An award's button, which says when it is chosen."""
    name = award_name(talk.texts, each.id)
    return labelled(talk.say("dialogue.chosen", name=name) if chosen else name, dialogue, deed, each.id)


def _show_choose(talk: Talk, dialogue: Dialogue) -> Reply:
    subject = subject_of(talk, dialogue)
    collective = isinstance(subject, Unit)
    question = "dialogue.title_choose_unit" if collective else "dialogue.title_choose"
    values = {"unit": one_line(subject.name)} if collective else {}
    titles = awards_for(talk, dialogue, Field.TITLE)
    rows = [[_pickable(talk, dialogue, "pick", each, each.id == title_of(dialogue))] for each in titles]
    rows.append([button(talk, dialogue, "commendation_only")])
    rows.append([button(talk, dialogue, "not_this_year")])
    last = [button(talk, dialogue, "stop")]
    standing = standing_of(talk, dialogue)
    if "unit" in dialogue.values or (standing and standing.answer is not Answer.WITHDRAWN):
        last.insert(0, button(talk, dialogue, "back"))
    chosen = _chosen_names(talk, dialogue)
    lines = [talk.say("dialogue.title_with_commendations", commendations=chosen)] if chosen else []
    lines.append(talk.say(question, **values))
    return talk.reply("\n".join(lines), *rows, last, heading=_heading(talk, dialogue))


def _show_commend(talk: Talk, dialogue: Dialogue) -> Reply:
    """None, one or several: each button chooses or takes back, and the same message shows what is chosen."""
    title, chosen = title_of(dialogue), commendations_of(dialogue)
    key = "dialogue.title_commend" if title else "dialogue.title_commend_only"
    values = {"title": award_name(talk.texts, title)} if title else {}
    offers = awards_for(talk, dialogue, Field.COMMENDATION)
    rows = [
        [_pickable(talk, dialogue, "com_back" if each.id in chosen else "com", each, each.id in chosen)]
        for each in offers
    ]
    if title:
        rows.append([button(talk, dialogue, "no_commendation")])
    if chosen:
        rows.append([button(talk, dialogue, "go_on")])
    lines = [talk.say(key, **values)]
    if chosen:
        lines.append(talk.say("dialogue.title_commendations_chosen", commendations=_chosen_names(talk, dialogue)))
    last = [button(talk, dialogue, "back"), button(talk, dialogue, "stop")]
    return talk.reply("\n".join(lines), *rows, last, heading=_heading(talk, dialogue))


def _show_confirm(talk: Talk, dialogue: Dialogue) -> Reply:
    subject, standing = subject_of(talk, dialogue), registered_for(standing_of(talk, dialogue))
    who = subject.name if isinstance(subject, Unit) else talk.person.name
    lines = [talk.say("dialogue.title_confirm", who=one_line(who))]
    title = title_of(dialogue)
    lines.append(
        talk.say("dialogue.line_title", title=award_name(talk.texts, title) if title else talk.say("dialogue.none"))
    )
    names = _chosen_names(talk, dialogue)
    lines.append(talk.say("dialogue.line_commendation", commendation=names or talk.say("dialogue.none")))
    if standing is not None:
        now = choice_words(talk.texts, standing.title, standing.commendations)
        key = "dialogue.title_same" if is_registered(dialogue, standing) else "dialogue.title_instead"
        moment = talk.texts.moment(standing.at)
        lines.append(talk.say(key, what=now, number=standing.number, moment=moment))
    last = [button(talk, dialogue, "back"), button(talk, dialogue, "stop")]
    return talk.reply("\n".join(lines), [button(talk, dialogue, "record")], last, heading=_heading(talk, dialogue))


def _show_decline(talk: Talk, dialogue: Dialogue) -> Reply:
    plan = plan_of(talk, dialogue)
    rules = rules_about(plan, UNREGISTERED)[:1] if plan else ()
    lines = [talk.say("dialogue.title_decline")]
    lines += [talk.say("dialogue.rule", quote=one_line(rule.source.quote, 500)) for rule in rules]
    row = [button(talk, dialogue, "decline"), button(talk, dialogue, "back")]
    return talk.reply("\n".join(lines), row, heading=_heading(talk, dialogue))


def _show_withdraw(talk: Talk, dialogue: Dialogue) -> Reply:
    standing = standing_of(talk, dialogue)
    what = choice_words(talk.texts, standing.title, standing.commendations) if standing else ""
    text = talk.say("dialogue.title_withdraw", what=what or talk.say("dialogue.not_this_year"))
    text += f"\n{_after_withdrawal(talk, dialogue)}"
    row = [button(talk, dialogue, "withdraw_yes"), button(talk, dialogue, "back")]
    return talk.reply(text, row, heading=_heading(talk, dialogue))


def _after_withdrawal(talk: Talk, dialogue: Dialogue) -> str:
    """What follows a withdrawal: reminders while any is left before the register closes. Units are not reminded."""
    plan = plan_of(talk, dialogue)
    day = last_day(plan, Opens.TITLE) if plan else None
    if plan is None or day is None or isinstance(subject_of(talk, dialogue), Unit):
        return talk.say("dialogue.withdrawn_unanswered")
    coming = day_in_hanoi(next_digest(talk.now))
    aims = (aim(task.deadline) for task in plan.tasks if task.opens is Opens.TITLE and not task.withdrawn)
    if any(aimed is not None and coming <= aimed for aimed in aims):
        return talk.say("dialogue.withdrawn_reminded")
    return talk.say("dialogue.withdrawn_last_days", day=talk.texts.day(day))


SHOWN: Mapping[str, Callable[[Talk, Dialogue], Reply]] = {
    "subject": _show_subject,
    "current": _show_current,
    "choose": _show_choose,
    "commend": _show_commend,
    "confirm": _show_confirm,
    "decline": _show_decline,
    "withdraw": _show_withdraw,
}
