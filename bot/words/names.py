"""What people, units and awards are called in a sentence; the id of one that is not known any more."""

from bot.talk import one_line
from locales.catalogue import Texts
from plans.model.people import Person, Unit
from plans.store.port import Facts


def person_name(facts: Facts, id: str) -> str:
    """A person's name, or the id when the roster lacks them."""
    found = facts.get(Person, id)
    return one_line(found.name) if found else one_line(id)


def unit_name(facts: Facts, unit: str) -> str:
    """A unit's name, or its id when the roster lacks it."""
    found = facts.get(Unit, unit)
    return found.name if found else unit


def subject_name(subject: Person | Unit) -> str:
    """The name of a person or unit in a sentence."""
    return one_line(subject.name)


def award_name(texts: Texts, award: str) -> str:
    """A title's or commendation's name; its id where the catalogue no longer has it."""
    return texts(f"title.{award}") if texts.has(f"title.{award}") else award
