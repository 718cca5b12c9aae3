"""Xác nhận: the office's tap on a report that a task is done."""

from bot.answers.greeting import stale
from bot.answers.tasks.details import details
from bot.dialogues.done import receipt
from bot.talk import Answer, Talk
from bot.words.duties import seen_mark
from plans.agenda import entry_by_key
from plans.duties.confirming import confirm, report_of
from plans.problems import Problem
from plans.rights import Action, refusal


def press_confirm(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Confirm the report that was shown ("<task>:<report>"); when it has been settled since, say how things stand."""
    key, seen, *_ = (*words, "", "")
    entry = entry_by_key(talk.tx, key)
    if entry is None:
        return (stale(talk),)
    refused, report = refusal(Action.CONFIRM_DONE, talk.person, talk.today), report_of(talk.tx, entry)
    if refused is not None:
        return (talk.reply(talk.trouble(refused)),)
    if report is None or seen_mark(report) != seen:
        shown = details(talk, entry)
        text = f"{talk.say('duty.settled_meanwhile')}\n\n{shown.text}"
        return (talk.reply(text, *shown.choices, heading=shown.heading),)
    done = confirm(talk.tx, talk.now, talk.person, entry)
    return (talk.reply(talk.trouble(done)) if isinstance(done, Problem) else receipt(talk, entry, done),)
