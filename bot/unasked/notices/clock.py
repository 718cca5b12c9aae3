"""The notice that a clock was ahead and reminders are silent until it is reached."""

from datetime import date, datetime, time

from bot.messages import Reply
from bot.presses import press
from bot.talk import Voice
from locales.catalogue import HANOI
from plans.model.people import Person
from plans.model.reminding import Notice
from plans.reminding.resuming import planned_ahead
from plans.rights import Action, may
from plans.store.port import Facts


def is_ahead(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether reminders are still silent, and the reader may have them go on."""
    person = facts.get(Person, notice.person)
    now = datetime.combine(today, time(12), HANOI)
    return may(Action.MANAGE_REMINDERS, person, today) and planned_ahead(facts, now) is not None


def told(_facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Until when, why, and what to do."""
    text = voice.say("remind.clock_ahead", day=voice.texts.day(date.fromisoformat(notice.about)))
    return Reply(text, voice.say("remind.clock_heading"), ((press(voice.say("remind.resume"), "resume", "now"),),))
