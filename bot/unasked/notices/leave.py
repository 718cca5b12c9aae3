"""What people are told of a leave during which they see to somebody's tasks."""

from datetime import date

from bot.messages import Reply
from bot.presses import press
from bot.talk import Voice
from bot.words.names import person_name
from plans.model.reminding import Notice
from plans.reminding.settings import leave_ahead, settings_of
from plans.store.port import Facts


def stands_in(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the reader still is to stand in."""
    kept = settings_of(facts, notice.about)
    return kept.stand_in == notice.person and leave_ahead(kept, today)


def stands_down(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the reader still has nothing more to do with the leave."""
    return not stands_in(facts, notice, today)


def asked_to_stand_in(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Who is on leave, from when to when, and what that means."""
    kept = settings_of(facts, notice.about)
    if kept.away_from is None or kept.away_until is None:
        raise LookupError(notice.about)
    name = person_name(facts, notice.about)
    days = {"start": voice.texts.day(kept.away_from), "end": voice.texts.day(kept.away_until)}
    row = (press(voice.say("nhac.see"), "nhac", "page"),)
    return Reply(voice.say("nhac.notice_stand_in", name=name, **days), voice.say("nhac.notice_heading"), (row,))


def no_longer(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """That it is over earlier than said, or somebody else's."""
    name = person_name(facts, notice.about)
    return Reply(voice.say("nhac.notice_stand_down", name=name), voice.say("nhac.notice_heading"))
