"""The notice about days off that asks the office for the next year's swaps of working days."""

from datetime import date

from bot.messages import Reply
from bot.presses import press
from bot.talk import Voice
from plans.model.people import Person
from plans.model.reminding import Notice
from plans.office.days import swaps_known
from plans.rights import Action, may
from plans.store.port import Facts


def is_unknown(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether nobody has said since which days of that year are off or worked in place of others."""
    person = facts.get(Person, notice.person)
    return may(Action.MANAGE_REMINDERS, person, today) and not swaps_known(facts, int(notice.about))


def asked(_facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Which year, why it matters, and where to enter the days."""
    row = (press(voice.say("days.all", year=notice.about), "days", "year", notice.about),)
    text = voice.say("days.notice", year=notice.about)
    return Reply(text, voice.say("days.notice_heading", year=notice.about), (row,))
