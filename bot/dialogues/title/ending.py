"""Recording what was chosen, declining, withdrawing; and the receipt.

What is recorded is what the speaker saw: when somebody else has answered for the subject since the form was begun, that
is shown first, by whom and when, and the question is put again.
"""

from collections.abc import Callable

from bot.dialogues.title.form import NAME, Form, basis_of
from bot.dialogues.title.subjects import refused_to
from bot.dialogues.title.summary import confirm, decline, withdraw
from bot.dialogues.turns import ended, recorded
from bot.messages import Reply
from bot.presses import press
from bot.talk import Talk, Voice
from bot.words.names import unit_name
from bot.words.registrations import beside_words, choice_words, whose
from plans.answers import rests_on
from plans.model.answers import Answer, Registration
from plans.model.people import Person, Unit
from plans.model.plan import Opens, Plan
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.registrations.registering import decline_title, register_title, withdraw_title
from plans.registrations.rules import last_day


def record(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Register what was chosen."""
    form = Form(talk, dialogue)
    if (changed := _hindered(form, confirm)) is not None:
        return changed
    earlier = form.registered
    done = register_title(
        talk.tx,
        talk.now,
        talk.person,
        form.subject,
        form.plan,
        form.title,
        form.commendations,
        commitments=form.commitments,
        innovation=form.innovation,
        reason=form.reason,
    )
    key = "title_receipt" if earlier is None else "title_unchanged" if done == earlier else "title_amended"
    return _finished(talk, done, key)


def record_declining(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Register for nothing this year."""
    form = Form(talk, dialogue)
    if (changed := _hindered(form, decline)) is not None:
        return changed
    done = decline_title(talk.tx, talk.now, talk.person, form.subject, form.plan, reason=form.reason)
    return _finished(talk, done, "title_declined")


def record_withdrawal(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """Take back what stands."""
    form = Form(talk, dialogue)
    if (changed := _hindered(form, withdraw)) is not None:
        return changed
    done = withdraw_title(talk.tx, talk.now, talk.person, form.subject, form.plan, reason=form.reason)
    return _finished(talk, done, "title_withdrawn")


def _hindered(form: Form, page: Callable[[Form, bool], Reply]) -> Reply | None:
    """What is said instead: somebody has answered meanwhile, or nobody is left to answer for; None when all holds."""
    if form.is_lost:
        return ended(form.talk, NAME, Problem("register.subject_gone"))
    basis = basis_of(form.last)
    if form.value("basis") == basis:
        return None
    refused = refused_to(form)
    return ended(form.talk, NAME, refused) if refused else page(form.at(form.step, basis=basis), True)


def _finished(talk: Talk, done: Registration | Problem, key: str) -> Reply:
    if isinstance(done, Problem):
        return ended(talk, NAME, done)
    text = talk.say(
        f"dialogue.{key}",
        who=whose(Voice(talk.texts, talk.person), talk.tx, done),
        number=done.number,
        moment=talk.texts.moment(done.at),
        what=choice_words(talk.texts, done.title, done.commendations),
    )
    lines = [text, *beside_words(talk.texts, talk.tx, done)]
    if done.answer is Answer.REGISTERED:
        lines += _next(talk, done)
    withdrawn = done.answer is Answer.WITHDRAWN
    again = [press(talk.say("dialogue.register_now"), NAME, "begin")] if withdrawn else []
    return recorded(talk, Opens.TITLE, done, "\n".join(lines), *again)


def _next(talk: Talk, done: Registration) -> list[str]:
    """What comes next: the unit's list, and the innovation where one is still to come."""
    person = None if done.collective else talk.tx.get(Person, done.subject)
    home = person.unit if person is not None else done.subject
    key = "registering.next" if talk.tx.get(Unit, home) else "registering.next_office"
    lines = [talk.say(key, unit=unit_name(talk.tx, home))]
    plan = talk.tx.get(Plan, done.plan)
    day = last_day(plan, Opens.INNOVATION) if plan else None
    if done.innovation and rests_on(talk.tx, done) is None:
        due = talk.texts.day(day) if day else ""
        lines.append(talk.say("registering.next_innovation" if due else "registering.next_innovation_open", day=due))
    return lines
