"""The pages on which something is decided: what stands, the summary before it is recorded, decline, withdraw."""

from collections.abc import Callable, Mapping

from bot.dialogues.title.form import Form
from bot.dialogues.turns import button
from bot.messages import Choice, Reply
from bot.talk import Voice, one_line
from bot.words.awards import cited_words, quota_words
from bot.words.names import award_name, subject_name
from bot.words.registrations import choice_words, commitment_words, deed_words, idea_words, state_lines
from plans.catalogue.quotas import quotas
from plans.deadlines import aim
from plans.model.answers import LATER, Innovation
from plans.model.plan import UNREGISTERED, Opens
from plans.registrations.rules import last_day, rules_about
from plans.reminding.calling import rhythm_of
from plans.working_days import day_in_hanoi


def _current(form: Form) -> Reply:
    talk, standing = form.talk, form.standing
    lines = state_lines(talk, standing) if standing else []
    row = [button(talk, form.dialogue, "amend"), button(talk, form.dialogue, "withdraw")]
    declining = [button(talk, form.dialogue, "not_this_year")] if form.registered is not None else []
    last = [button(talk, form.dialogue, "stop")]
    if form.goes_back:
        last.insert(0, button(talk, form.dialogue, "back"))
    text = "\n".join([*lines, talk.say("dialogue.title_current")])
    return talk.reply(text, row, declining, last, heading=form.heading)


def confirm(form: Form, changed: bool = False) -> Reply:
    """Everything that was chosen, with the warnings; `changed`: somebody has answered for the subject meanwhile."""
    talk = form.talk
    lines = [_meanwhile(form)] if changed else []
    lines.append(talk.say("dialogue.title_confirm", who=form.who))
    if not (form.is_own or form.is_collective):
        lines.append(talk.say("registering.line_on_behalf", name=subject_name(talk.person)))
    nothing = talk.say("dialogue.none")
    title = award_name(talk.texts, form.title) if form.title else nothing
    names = talk.texts.joined([award_name(talk.texts, each) for each in form.commendations])
    lines.append(talk.say("dialogue.line_title", title=title))
    lines.append(talk.say("dialogue.line_commendation", commendation=names or nothing))
    undertaken = commitment_words(talk.texts, form.commitments) or talk.say("registering.not_given")
    lines.append(talk.say("registering.line_commitments", commitments=undertaken))
    if form.innovation or form.asks_for_innovation:
        lines.append(talk.say("registering.line_innovation", innovation=_innovation(form)))
    lines += [*_exceptions(form), *_warnings(form), *_instead(form)]
    return talk.reply("\n".join(lines), *_deeds(form), heading=form.heading)


def _innovation(form: Form) -> str:
    """The innovation chosen."""
    idea = form.talk.tx.get(Innovation, form.innovation) if form.innovation not in {"", LATER} else None
    if idea is not None:
        return idea_words(form.talk.texts, idea)
    return form.talk.say("registering.idea_later" if form.innovation else "registering.not_given")


def _exceptions(form: Form) -> list[str]:
    """What will be marked: that it comes after the last day, that the catalogue forbids it."""
    talk = form.talk
    lines = [talk.say("registering.late_registered", reason=form.reason)] if form.late is not None else []
    if form.forbidden is not None:
        lines.append(talk.say("registering.despite", reason=form.excuse))
    return lines


def _warnings(form: Form) -> list[str]:
    """What speaks against it, with its citation, and quotas that would be exceeded."""
    talk = form.talk
    lines = []
    for award in form.chosen:
        for found in form.findings(award, form.innovation):
            values = {"title": award_name(talk.texts, award), "finding": cited_words(talk.texts, found)}
            lines.append(talk.say("registering.warning", **values))
    counted = quotas(talk.tx, form.plan, only=form.chosen) if form.plan else ()
    lines += [
        talk.say("registering.exceeded", count=quota_words(talk.texts, quota)) for quota in counted if quota.excess
    ]
    return [talk.say("registering.warnings"), *lines] if lines else []


def _instead(form: Form) -> list[str]:
    """What this replaces, or that it changes nothing."""
    standing = form.registered
    if standing is None:
        return []
    what = choice_words(form.talk.texts, standing.title, standing.commendations)
    key = "dialogue.title_instead" if form.is_changed else "dialogue.title_same"
    moment = form.talk.texts.moment(standing.at)
    return [form.talk.say(key, what=what, number=standing.number, moment=moment)]


def _deeds(form: Form) -> list[list[Choice]]:
    talk, dialogue = form.talk, form.dialogue
    edits = [button(talk, dialogue, f"edit_{part}") for part in ("title", "commendations", "commitments")]
    if form.innovation or form.asks_for_innovation:
        edits.append(button(talk, dialogue, "edit_innovation"))
    last = [button(talk, dialogue, "back"), button(talk, dialogue, "stop")]
    return [[button(talk, dialogue, "record")], edits[:2], edits[2:], last]


def decline(form: Form, changed: bool = False) -> Reply:
    """What follows from registering for nothing, and the question whether that is meant."""
    talk = form.talk
    lines = [_meanwhile(form)] if changed else []
    lines.append(talk.say("dialogue.title_decline" if form.is_own else "registering.decline_for", who=form.who))
    rules = rules_about(form.plan, UNREGISTERED)[:1] if form.plan else ()
    lines += [talk.say("dialogue.rule", quote=one_line(rule.source.quote, 500)) for rule in rules]
    if not rules:
        lines.append(talk.say("registering.decline_consequence"))
    if form.registered is not None:
        lines.append(talk.say("registering.decline_instead", number=form.registered.number))
    day = last_day(form.plan, Opens.TITLE) if form.plan else None
    if day is not None and day >= talk.today:
        lines.append(talk.say("registering.decline_until", day=talk.texts.day(day)))
    row = [button(talk, form.dialogue, "decline"), button(talk, form.dialogue, "back")]
    return talk.reply("\n".join(lines), row, heading=form.heading)


def withdraw(form: Form, changed: bool = False) -> Reply:
    """What is taken back and what follows."""
    talk, standing = form.talk, form.standing
    what = choice_words(talk.texts, standing.title, standing.commendations) if standing else ""
    lines = [_meanwhile(form)] if changed else []
    lines += [] if form.is_own else [f"{form.who}."]
    lines += [] if form.is_own else [talk.say("registering.for", who=form.who)]
    lines.append(talk.say("dialogue.title_withdraw", what=what or talk.say("dialogue.not_this_year")))
    lines.append(_after_withdrawal(form))
    row = [button(talk, form.dialogue, "withdraw_yes"), button(talk, form.dialogue, "back")]
    return talk.reply("\n".join(lines), row, heading=form.heading)


def _meanwhile(form: Form) -> str:
    """What somebody has done with the subject's answer since the form was begun."""
    last = form.last
    talk = form.talk
    deed = deed_words(Voice(talk.texts, talk.person), talk.tx, last) if last else ""
    return talk.say("registering.meanwhile", deed=deed)


def _after_withdrawal(form: Form) -> str:
    """What follows a withdrawal: reminders while any is left before the register closes. Units are not reminded."""
    talk, plan = form.talk, form.plan
    day = last_day(plan, Opens.TITLE) if plan else None
    if plan is None or day is None or form.is_collective or day < talk.today:
        return talk.say("dialogue.withdrawn_unanswered")
    coming = day_in_hanoi(rhythm_of(talk.tx, talk.person).next_call(talk.now))
    aims = (aim(task.deadline) for task in plan.tasks if task.opens is Opens.TITLE and not task.withdrawn)
    if any(aimed is not None and coming <= aimed for aimed in aims):
        return talk.say("dialogue.withdrawn_reminded")
    return talk.say("dialogue.withdrawn_last_days", day=talk.texts.day(day))


SUMMARY_PAGES: Mapping[str, Callable[[Form], Reply]] = {
    "current": _current,
    "confirm": confirm,
    "decline": decline,
    "withdraw": withdraw,
}
