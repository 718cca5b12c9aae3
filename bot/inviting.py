"""Invitations as people get them: codes made, links built, cards printed, letters written.

A code is known only to whoever is handed the link; the store keeps its hash.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.papers.invitation_sheet import Card, invitation_sheet
from bot.talk import one_line
from locales.catalogue import Texts
from plans.access import invite
from plans.model.people import Department, Person, Unit
from plans.people import language_of
from plans.problems import Problem
from plans.store.port import Facts, Transaction

#: No letter that passes for another on paper (i l o 0 1); 4 × 5 of them are 99 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 5


def new_code() -> str:
    """A one-time code that can be typed from paper and stand in both links."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


@dataclass(frozen=True, slots=True)
class Doors:
    """Where links lead: the address of the site, and the bot's username ("" while Telegram is off)."""

    base_url: str
    telegram: str = ""

    def codes(self) -> tuple[str, ...]:
        """New codes for one person, one a door: whoever came in by the web can still come in on Telegram."""
        return tuple(new_code() for _ in range(2 if self.telegram else 1))

    def web(self, codes: Sequence[str]) -> str:
        """The personal link of the web page."""
        return f"{self.base_url}/vao/{codes[0]}"

    def bot(self, codes: Sequence[str]) -> str:
        """The deep link into Telegram; "" where there is none."""
        return f"https://t.me/{self.telegram}?start={codes[1]}" if len(codes) > 1 else ""


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
