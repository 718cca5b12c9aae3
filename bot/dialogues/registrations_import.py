"""A list of registrations sent to the chat: who is meant is asked by buttons, a reason is typed, then it is confirmed.

The list waits as the sender's `PendingList`; buttons carry the beginning of its digest, so that a button of an earlier
file does nothing to a later one.
"""

from dataclasses import replace
from datetime import timedelta

from bot.answers.missing import LETTERS
from bot.dialogues.turns import begin, name_of
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, fitted, one_line
from bot.words.imports import counted, done_words, problem_lines, remark_lines, step_lines
from plans.documents.registration_list import NOBODY, Doubt
from plans.model.people import Person, Unit
from plans.model.person_lists import ListKind, PendingList
from plans.model.plan import Opens, Plan
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.registrations.importing import (
    Change,
    ImportPreview,
    import_registrations,
    preview_registrations,
    standing_in_the_way,
)
from plans.registrations.rules import reason_given
from plans.rights import Action, refusal

NAME = "import"
#: A list that waits longer is sent again.
WAITS = timedelta(days=1)
MARK = 8
REASON = "reason"
NAME_LIMIT, POST_LIMIT = 60, 60


def opened(talk: Talk, pending: PendingList) -> Reply:
    """What a list that was just sent would do, or the first thing to settle."""
    refused = refusal(Action.IMPORT_LISTS, talk.person, talk.today)
    plan = talk.plan
    if refused is not None or plan is None:
        talk.tx.delete(PendingList, pending.id)
        return talk.reply(talk.trouble(refused or Problem("register.no_plan")))
    return _settling(talk, plan, pending)


def press_import(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A candidate for a name, the confirmation, or the end of it."""
    digest, deed, word, who, *_ = (*words, "", "", "", "")
    refused = refusal(Action.IMPORT_LISTS, talk.person, talk.today)
    if refused is not None:
        return (talk.reply(talk.trouble(refused)),)
    pending, plan = _waiting(talk, digest), talk.plan
    if pending is None or plan is None:
        return (talk.reply(talk.say("listimport.gone")),)
    if deed == "drop":
        _over(talk, pending)
        return (talk.reply(talk.say("listimport.dropped")),)
    if deed == "who":
        return (_pointed(talk, plan, pending, word, who),)
    if deed == "take":
        return (_taken(talk, plan, pending, everything=word == "all", seen=who),)
    return (_settling(talk, plan, pending),)


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """The question for the reason once more."""
    pending = _waiting(talk, dialogue.values.get("digest", ""))
    if pending is None:
        talk.leave()
        return talk.reply(talk.say("listimport.gone"))
    return _ask_reason(talk, pending)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The reason for what is late or forbidden."""
    pending, plan = _waiting(talk, dialogue.values.get("digest", "")), talk.plan
    if pending is None or plan is None:
        talk.leave()
        return (talk.reply(talk.say("listimport.gone")),)
    reason = reason_given(text)
    if isinstance(reason, Problem):
        asked = _ask_reason(talk, pending)
        return (replace(asked, text=f"{talk.trouble(reason)}\n{asked.text}"),)
    talk.leave()
    return (_settling(talk, plan, _answered(talk, pending, REASON, reason)),)


# ---------------------------------------------------------------- what is asked


def _settling(talk: Talk, plan: Plan, pending: PendingList) -> Reply:
    """The next thing to settle: what must be mended, who is meant, the reason, and at last whether to do it."""
    answers = dict(pending.answers)
    preview = preview_registrations(talk.tx, talk.now, talk.person, plan, pending.grids, answers)
    heading = talk.say("listimport.heading", name=one_line(pending.name, 120))
    if preview.problems:
        talk.tx.delete(PendingList, pending.id)
        lines = [talk.say("listimport.mend"), *problem_lines(talk.texts, preview.problems)]
        return talk.reply(fitted(talk.texts, lines), heading=heading)
    if preview.read.doubts:
        return _who(talk, pending, preview.read.doubts[0], heading)
    everybody = frozenset(step.entry.subject.id for step in preview.of(Change.CONFLICT))
    if standing_in_the_way(preview, answers.get(REASON, ""), everybody):
        begin(talk, f"{NAME}.{REASON}", {"digest": pending.digest[:MARK]})
        return _ask_reason(talk, pending)
    return _confirm(talk, pending, preview, heading)


def _who(talk: Talk, pending: PendingList, doubt: Doubt, heading: str) -> Reply:
    units = {unit.id: unit.name for unit in talk.tx.all(Unit)}

    def label(person: Person) -> str:
        post = ", ".join(filter(None, (person.position, units.get(person.unit, person.unit))))
        values = {"name": one_line(person.name, NAME_LIMIT), "post": one_line(post, POST_LIMIT)}
        return talk.say("listimport.candidate", **values)

    rows = [[_button(pending, label(person), "who", mark(doubt.key), mark(person.id))] for person in doubt.candidates]
    rows.append([_button(pending, talk.say("listimport.skip_row"), "who", mark(doubt.key), NOBODY)])
    said = talk.say("listimport.who", line=doubt.line, name=one_line(doubt.said, NAME_LIMIT))
    return talk.reply(said, *rows, [_drop(talk, pending)], heading=heading)


def _ask_reason(talk: Talk, pending: PendingList) -> Reply:
    heading = talk.say("listimport.heading", name=one_line(pending.name, 120))
    return talk.reply(talk.say("listimport.ask_reason"), [_drop(talk, pending)], heading=heading)


def _confirm(talk: Talk, pending: PendingList, preview: ImportPreview, heading: str) -> Reply:
    new, changed, conflicts = (preview.of(each) for each in (Change.NEW, Change.CHANGED, Change.CONFLICT))
    sure = len(new) + len(changed)
    lines = [counted(talk.texts, preview), *step_lines(talk.texts, preview), *remark_lines(talk.texts, preview)]
    reason = dict(pending.answers).get(REASON, "")
    lines += [talk.say("listimport.reason_is", reason=reason)] if reason else []
    if not sure and not conflicts:
        _over(talk, pending)
        return talk.reply(fitted(talk.texts, [*lines, talk.say("listimport.nothing_changes")]), heading=heading)
    rows = []
    seen = _fingerprint(preview)
    if sure:
        key = "listimport.confirm_most" if conflicts else "listimport.confirm"
        rows.append([_button(pending, talk.say(key, n=sure), "take", "most", seen)])
    if conflicts:
        rows.append([_button(pending, talk.say("listimport.confirm_all", n=len(conflicts)), "take", "all", seen)])
    return talk.reply(fitted(talk.texts, lines), *rows, [_drop(talk, pending)], heading=heading)


# ---------------------------------------------------------------- what is done


def _pointed(talk: Talk, plan: Plan, pending: PendingList, word: str, who: str) -> Reply:
    answers = dict(pending.answers)
    preview = preview_registrations(talk.tx, talk.now, talk.person, plan, pending.grids, answers)
    doubt = next((each for each in preview.read.doubts if mark(each.key) == word), None)
    if doubt is not None:
        chosen = next((person.id for person in doubt.candidates if mark(person.id) == who), None)
        if who == NOBODY or chosen is not None:
            pending = _answered(talk, pending, doubt.key, chosen or NOBODY)
    return _settling(talk, plan, pending)


def _taken(talk: Talk, plan: Plan, pending: PendingList, *, everything: bool, seen: str) -> Reply:
    """Done, unless what it would do has changed since it was shown: then it is shown again."""
    answers = dict(pending.answers)
    preview = preview_registrations(talk.tx, talk.now, talk.person, plan, pending.grids, answers)
    if _fingerprint(preview) != seen:
        return _settling(talk, plan, pending)
    own = frozenset(step.entry.subject.id for step in preview.of(Change.CONFLICT)) if everything else frozenset()
    done = import_registrations(
        talk.tx, talk.now, talk.person, plan, pending.grids, answers, overwrite=own, reason=answers.get(REASON, "")
    )
    if isinstance(done, tuple):
        return talk.reply(fitted(talk.texts, problem_lines(talk.texts, done)))
    _over(talk, pending)
    see = press(talk.say("listimport.see"), "lists", "all", LETTERS[Opens.TITLE], 0)
    return talk.reply(done_words(talk.texts, done), [see])


def _fingerprint(preview: ImportPreview) -> str:
    """What a preview says, for the button that confirms it."""
    said = [
        f"{step.entry.subject.id} {step.change} {step.title} {step.commendations} {step.commitments}"
        for step in preview.steps
    ]
    return mark("\n".join([*said, *sorted(preview.forbidden), str(preview.late is None)]))


def _waiting(talk: Talk, digest: str) -> PendingList | None:
    """The list that waits, if it is the one that a button or dialogue means."""
    found = talk.tx.get(PendingList, talk.person.id)
    if found is None or found.kind is not ListKind.REGISTRATIONS or found.digest[:MARK] != digest:
        return None
    return found if talk.now - found.at <= WAITS else None


def _answered(talk: Talk, pending: PendingList, question: str, answer: str) -> PendingList:
    kept = replace(pending, answers=(*(each for each in pending.answers if each[0] != question), (question, answer)))
    talk.tx.put(kept)
    return kept


def _over(talk: Talk, pending: PendingList) -> None:
    talk.tx.delete(PendingList, pending.id)
    if talk.dialogue is not None and name_of(talk.dialogue) == NAME:
        talk.leave()


def _button(pending: PendingList, label: str, *words: str) -> Choice:
    return press(label, NAME, pending.digest[:MARK], *words)


def _drop(talk: Talk, pending: PendingList) -> Choice:
    return _button(pending, talk.say("listimport.drop"), "drop")
