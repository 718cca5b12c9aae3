"""One task as a file for any calendar, for whoever doesn't want to subscribe: by its button, its number or its name."""

import re

from bot.answers.greeting import stale
from bot.answers.tasks.details import named, several
from bot.messages import Attachment, Reply
from bot.talk import Answer, Talk, one_line
from bot.understanding.cues import without_cues
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.understand import understand
from calendar_sync.calendars import task_file
from plans.agenda import Entry, entries, entry_by_key
from plans.model.plan import DeadlineKind

#: The longest title in a sentence.
TITLE_LIMIT = 200
NUMBER = re.compile(r"\b\d+(?:\.\d+)+\b")


def press_event(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The task of a button."""
    entry = entry_by_key(talk.tx, words[0]) if words else None
    return (_file(talk, entry) if entry else stale(talk),)


def asked_for(talk: Talk, text: str) -> Answer:
    """The task that somebody wants put into their calendar; nothing where no task is named."""
    found = _named(talk, text)
    if not found:
        return ()
    return (_file(talk, found[0]) if len(found) == 1 else several(talk, found, "event"),)


def _file(talk: Talk, entry: Entry) -> Reply:
    if entry.task.deadline.kind is DeadlineKind.UNSET:
        return talk.reply(talk.say("lich.event_none"))
    content = task_file(talk.tx, entry, talk.texts, talk.links.chat_url())
    file = Attachment(f"{entry.task.id}.ics", "text/calendar", content)
    title = one_line(entry.task.title, TITLE_LIMIT)
    return Reply(talk.say("lich.event_file", number=entry.task.number, title=title), attachment=file)


def _named(talk: Talk, text: str) -> tuple[Entry, ...]:
    """By number in the plan in force, else by a name, read as if its deadline had been asked for."""
    numbers = set(NUMBER.findall(text))
    known = tuple(entry for entry in entries(talk.tx) if talk.plan and entry.plan.id == talk.plan.id)
    if found := tuple(entry for entry in known if entry.task.number in numbers):
        return found
    asked = talk.say("lich.as_deadline", what=without_cues(text, "lich.cues_event"))
    reading = understand(asked, talk.today, vocabulary_of(talk.tx))
    topic = reading.slots.get("topic")
    return named(talk, topic).entries if topic else ()
