"""Invitations as people get them: codes made, links built, cards printed, letters written.

A code is known only to whoever is handed the link; the store keeps its hash.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.inviting.codes import Doors
from bot.papers.invitation_sheet import Card, invitation_sheet
from bot.talk import one_line
from locales.catalogue import Texts
from plans.model.people import Department, Person, Unit
from plans.problems import Problem
from plans.staff.access import invite
from plans.staff.people import language_of
from plans.store.port import Facts, Transaction


def card_of(facts: Facts, person: Person, doors: Doors, codes: Sequence[str], until: datetime) -> Card:
    """What is handed to a person."""
    unit = facts.get(Unit, person.unit)
    name = unit.name if unit else ""
    return Card(person.name, name, language_of(facts, person), until, doors.web(codes), doors.bot(codes))


def invited(
    tx: Transaction, now: datetime, people: Sequence[Person], doors: Doors, by: Person | None, detail: str
) -> tuple[Card, ...] | Problem:
    """New invitations for these people, as cards; the first refusal ends it."""
    cards = []
    for person in people:
        codes = doors.codes()
        made = invite(tx, now, person, *codes, by=by, detail=detail)
        if isinstance(made, Problem):
            return made
        cards.append(card_of(tx, person, doors, codes, made.expires))
    return tuple(cards)


def sheet_of(facts: Facts, cards: Sequence[Card], texts: Texts) -> bytes:
    """These cards as one printable PDF."""
    return invitation_sheet(texts, department_name(facts), texts("invite.sheet_title"), cards)


def department_name(facts: Facts) -> str:
    """The office this installation serves; "Đôn Đốc" until it has a name."""
    department = facts.get(Department, "department")
    return one_line(department.name, 120) if department and department.name.strip() else "Đôn Đốc"
