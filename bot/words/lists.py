"""An answer as it stands in a list, and what has changed in a list since something was said of it."""

from datetime import date

from bot.talk import Voice, one_line
from bot.words.registrations import choice_words
from locales.catalogue import Texts
from plans.model.answers import Answer, Registration, RegistrationVersion, UnitList
from plans.model.people import Person, Unit
from plans.registrations.endorsing import Change, changes_since
from plans.store.port import Facts

UNIT_LIMIT = 100
#: So many changes are named one by one.
CHANGES = 8
CHANGE_LIMIT = 120


def answer_words(texts: Texts, answer: Registration | RegistrationVersion | None) -> str:
    """An answer in a list: what was registered for, that it was declined, or that there is none."""
    if answer is None or answer.answer is Answer.WITHDRAWN:
        return texts("lists.no_answer")
    if answer.answer is Answer.DECLINED:
        return texts("lists.declined")
    return choice_words(texts, answer.title, answer.commendations)


def change_lines(voice: Voice, facts: Facts, said: UnitList, unit: Unit, today: date) -> list[str]:
    """What has changed since that was said of the unit's list."""
    found = changes_since(facts, said, unit, today)
    lines = [_change(voice, facts, unit, change) for change in found[:CHANGES]]
    more = len(found) - CHANGES
    return lines + ([voice.texts.count("lists.changes_more", more)] if more > 0 else [])


def _change(voice: Voice, facts: Facts, unit: Unit, change: Change) -> str:
    person = facts.get(Person, change.subject)
    who = voice.say("lists.collective") if change.collective else one_line(person.name if person else change.subject)
    if change.gone:
        return voice.say("lists.change_gone", who=who, unit=one_line(unit.name, UNIT_LIMIT))
    was, now = (one_line(answer_words(voice.texts, answer), CHANGE_LIMIT) for answer in (change.was, change.now))
    return voice.say("lists.change", who=who, was=was, now=now)
