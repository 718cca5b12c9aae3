"""What the office is told of a meeting that did not take place on its day."""

from datetime import date

from bot.messages import Reply
from bot.presses import press
from bot.talk import Voice, one_line
from bot.words.deadlines import deadline_words
from bot.words.names import person_name
from plans.agenda import Entry, entry_of
from plans.model.reminding import Notice
from plans.store.port import Facts

TITLE_LIMIT = 300


def _entry(facts: Facts, notice: Notice) -> Entry | None:
    return entry_of(facts, notice.values["plan"], notice.values["task"])


def is_open(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether it still has neither met nor another day."""
    entry = _entry(facts, notice)
    return entry is not None and not entry.done and not entry.waits and entry.task.deadline.end < today


def not_met(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Who says so, of which meeting, with both ways out."""
    entry = _entry(facts, notice)
    if entry is None:
        raise LookupError(notice.about)
    values = {
        "name": person_name(facts, notice.values["who"]),
        "task": one_line(entry.task.title, TITLE_LIMIT),
        "deadline": deadline_words(voice.texts, entry.task.deadline),
    }
    row = (
        press(voice.say("planreview.set_day"), "setday", "ask", entry.key),
        press(voice.say("digest.met"), "done", entry.key),
    )
    return Reply(voice.say("digest.notice_not_met", **values), voice.say("digest.notice_not_met_heading"), (row,))
