"""Marking a task done, and reopening it: the task is shown, one tap confirms. The tap carries all it needs."""

from collections.abc import Sequence

from bot.answers.greeting import stale
from bot.answers.tasks.details import absent, details, named, several
from bot.answers.tasks.parts import part_rows
from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, one_line
from bot.words.deadlines import deadline_words
from bot.words.duties import PROOF, evidence_lines, evidence_press, marked_words
from bot.words.names import person_name
from calendar_sync.stamps import stamp_events
from plans.actions import mark_done, reopen
from plans.agenda import Entry, entry_by_key
from plans.duties.seeing_to import duty_refusal
from plans.model.duties import DoneReport
from plans.model.plan import TaskProgress
from plans.problems import Problem
from plans.rights import Action

TITLE_LIMIT = 300


def ask(talk: Talk, topic: str | Sequence[str]) -> Reply:
    """Which task, and whether it is really done."""
    meant = named(talk, topic, left_over=True)
    if not meant.entries:
        return absent(talk, meant)
    left = [entry for entry in meant.entries if not entry.done and not entry.waits]
    allowed = [entry for entry in left if _refusal(talk, entry, Action.MARK_DONE) is None]
    if len(allowed) > 1:
        return several(talk, allowed, "done")
    parts = [entry for entry in left if part_rows(talk, entry)] if not allowed else []
    if parts:  # "đã gửi 2.1": of a unit that cooperates
        return details(talk, parts[0]) if len(parts) == 1 else several(talk, parts, "task")
    return _sure(talk, allowed[0] if allowed else meant.entries[0])


def press_done(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Ask ("done:<key>") or carry out ("done:<key>:yes")."""
    entry = entry_by_key(talk.tx, words[0]) if words else None
    if entry is None:
        return (stale(talk),)
    if words[1:] != ("yes",):
        return (_sure(talk, entry),)
    done = mark_done(talk.tx, talk.now, talk.person, entry)
    if isinstance(done, Problem):
        return (talk.reply(talk.trouble(done), [_view(talk, entry)]),)
    return (receipt(talk, entry, done),)


def receipt(talk: Talk, entry: Entry, done: TaskProgress | DoneReport) -> Reply:
    """What has been recorded, with what can still be said of it."""
    stamp_events(talk.tx, talk.now)
    title = one_line(entry.task.title, TITLE_LIMIT)
    if isinstance(done, DoneReport):
        lines = [marked_words(talk.voice, done, title)]
    else:
        key = "duty.confirmed" if done.confirmed_by else "dialogue.done_receipt"
        name, moment = person_name(talk.tx, done.done_by), talk.texts.moment(done.done_at)
        lines = [talk.say(key, task=title, name=name, moment=moment)]
    lines += evidence_lines(talk.voice, done.evidence)
    if entry.task.opens is not None:
        lines.append(talk.say(f"dialogue.done_still_owed_{entry.task.opens}"))
    back = "duty.do_withdraw" if isinstance(done, DoneReport) else "dialogue.reopen"
    row = [press(talk.say(back), "reopen", entry.key), _view(talk, entry)]
    return talk.reply("\n".join(lines), [evidence_press(talk.voice, entry.key, done.evidence)], row)


def press_reopen(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Ask ("reopen:<key>") or carry out ("reopen:<key>:yes")."""
    entry = entry_by_key(talk.tx, words[0]) if words else None
    if entry is None:
        return (stale(talk),)
    if words[1:] != ("yes",):
        refused = _refusal(talk, entry, Action.REOPEN)
        if refused is not None:
            return (talk.reply(talk.trouble(refused), [_view(talk, entry)]),)
        row = [press(talk.say("dialogue.reopen_yes"), "reopen", entry.key, "yes"), _view(talk, entry)]
        return (talk.reply(talk.say("dialogue.reopen_sure", task=one_line(entry.task.title, TITLE_LIMIT)), row),)
    reopened = reopen(talk.tx, talk.now, talk.person, entry)
    if isinstance(reopened, Problem):
        return (talk.reply(talk.trouble(reopened), [_view(talk, entry)]),)
    stamp_events(talk.tx, talk.now)
    receipt = talk.say("dialogue.reopen_receipt", name=one_line(talk.person.name), moment=talk.texts.moment(talk.now))
    shown = details(talk, reopened)
    return (shown.below(receipt),)


def _refusal(talk: Talk, entry: Entry, action: Action) -> Problem | None:
    return duty_refusal(talk.tx, action, talk.person, entry.plan.id, entry.task, talk.today)


def _sure(talk: Talk, entry: Entry) -> Reply:
    """The question before the tap; what is done already or not theirs is said at once."""
    if entry.done or entry.waits:
        return details(talk, entry)
    refused = _refusal(talk, entry, Action.MARK_DONE)
    if refused is not None:
        return talk.reply(talk.trouble(refused), [_view(talk, entry)])
    text = talk.say(
        "dialogue.done_sure",
        number=entry.task.number,
        task=one_line(entry.task.title, TITLE_LIMIT),
        deadline=deadline_words(talk.texts, entry.task.deadline),
    )
    row = [
        press(talk.say("dialogue.done_yes"), "done", entry.key, "yes"),
        press(talk.say("duty.do_done_with"), PROOF, "begin", entry.key),
    ]
    return talk.reply(text, row, [_view(talk, entry, "dialogue.not_yet")])


def _view(talk: Talk, entry: Entry, key: str = "dialogue.view_task") -> Choice:
    return press(talk.say(key), "task", entry.key)
