"""The words for somebody who lets us write to them again: they had blocked the chat."""

from datetime import datetime

from bot.messages import Reply
from bot.presses import press
from bot.talk import Voice
from locales.catalogue import Texts
from plans.model.people import Person, Role
from plans.reminding.owing import owed
from plans.staff.people import language_of
from plans.store.port import Facts
from plans.working_days import day_in_hanoi


def welcome_back(facts: Facts, person: Person, now: datetime) -> Reply:
    """That reminders come here again, and how much there is to do."""
    voice = Voice(Texts(language_of(facts, person)), person)
    heading = voice.say("outbox.back_heading")
    if Role.LEADER in person.roles:
        return Reply(voice.say("outbox.back_leader"), heading)
    lines = [voice.say("outbox.back")]
    if count := len(owed(facts, person, day_in_hanoi(now))):
        lines.append(voice.texts.count("outbox.back_owed", count, you=voice.you))
    return Reply("\n".join(lines), heading, ((press(voice.say("outbox.back_see"), "ask", "mine"),),))
