"""What people are told of their registration unasked: that somebody answered on their behalf."""

from datetime import date

from bot.messages import Reply
from bot.presses import press
from bot.talk import Voice
from bot.words.registrations import beside_words, deed_words
from plans.model.answers import Registration
from plans.model.plan import Opens, Plan
from plans.model.reminding import Notice
from plans.registrations.rules import last_day
from plans.store.port import Facts


def is_anothers(facts: Facts, notice: Notice, _today: date) -> bool:
    """Whether the answer is still what somebody else gave."""
    found = facts.get(Registration, notice.about)
    return found is not None and found.on_behalf


def answered_for(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """What was answered, by whom and when, and until when the reader can change it."""
    found = facts.get(Registration, notice.about)
    if found is None:
        raise LookupError(notice.about)
    lines = [f"{deed_words(voice, facts, found)}.", *beside_words(voice.texts, facts, found)]
    plan = facts.get(Plan, found.plan)
    day = last_day(plan, Opens.TITLE) if plan else None
    if day is not None:
        lines.append(voice.say("registering.notice_until", day=voice.texts.day(day)))
    row = (press(voice.say("chat.try_mine"), "ask", "mine"),)
    return Reply("\n".join(lines), voice.say("registering.notice"), (row,))
