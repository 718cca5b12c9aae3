"""Xem văn bản: the words of the plan that a task comes from, with the document and the place in it."""

from bot.answers.greeting import stale
from bot.answers.last_asked import remember
from bot.messages import Reply
from bot.presses import press
from bot.talk import Answer, Talk, anew, one_line
from bot.words.drafts import place_words
from plans.agenda import Entry, entry_by_key

#: The longest title, and the longest quotation: nearly a whole message.
TITLE_LIMIT, QUOTE_LIMIT = 300, 3000


def press_quote(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The quotation of a task by its key, as a message of its own."""
    entry = entry_by_key(talk.tx, words[0]) if words else None
    return anew((quoted(talk, entry) if entry is not None else stale(talk),))


def quoted(talk: Talk, entry: Entry) -> Reply:
    """The words of the plan that a task comes from, or that no paper has any."""
    remember(talk, "quote", {}, (entry,))
    task, source = entry.task, entry.task.source
    heading = talk.say("digest.quote_heading", number=task.number, title=one_line(task.title, TITLE_LIMIT))
    row = [press(talk.say("dialogue.view_task"), "task", entry.key)]
    if not source.document:
        return talk.reply(talk.say("digest.quote_none"), row, heading=heading)
    where = {"document": one_line(source.document), "place": place_words(talk.texts, source)}
    text = talk.say("digest.quote", quote=one_line(source.quote, QUOTE_LIMIT), **where)
    return talk.reply(text, row, heading=heading)
