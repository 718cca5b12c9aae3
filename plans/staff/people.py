"""Who is speaking, in which language, and who is meant by a name.

Whoever is not in the roster, or has left, is nobody here.
"""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from unicodedata import normalize

from plans.model.people import Person, Preference, Role
from plans.model.reaching import Contact, WebSession
from plans.plain_text import folded
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

#: Digits of a Vietnamese number without its country, and of any number with it (E.164).
LONGEST_LOCAL = 10
SHORTEST_NUMBER, LONGEST_NUMBER = 10, 15


def digest_of(secret: str) -> str:
    """What the store keeps instead of an invitation's code or a session's cookie: their SHA-256."""
    return sha256(secret.encode(errors="backslashreplace")).hexdigest()


def person_at(facts: Facts, channel: str, address: str, today: date) -> Person | None:
    """Whose address this is, if the contact is in use and the person still here."""
    contact = facts.get(Contact, f"{channel}:{address}")
    if contact is None or not contact.active:
        return None
    return person_here(facts, contact.person, today)


def person_here(facts: Facts, id: str, today: date) -> Person | None:
    """The person of that id, if still here."""
    person = facts.get(Person, id)
    return person if person is not None and person.is_here(today) else None


def officers(facts: Facts, today: date) -> tuple[Person, ...]:
    """Everybody of the office."""
    return tuple(person for person in facts.all(Person) if Role.OFFICE in person.roles and person.is_here(today))


def people_by_unit(facts: Facts, today: date) -> Mapping[str, tuple[Person, ...]]:
    """Who is here, by the unit in which they are at home."""
    found: dict[str, list[Person]] = {}
    for person in facts.all(Person):
        if person.is_here(today):
            found.setdefault(person.unit, []).append(person)
    return {unit: tuple(people) for unit, people in found.items()}


def person_of_session(facts: Facts, cookie: str, now: datetime) -> Person | None:
    """Whose browser this is, while its session lasts and the person is here."""
    session = facts.get(WebSession, digest_of(cookie))
    if session is None or now >= session.expires:
        return None
    return person_here(facts, session.person, day_in_hanoi(now))


def phone_number(text: str) -> str:
    """A number as one can compare it: digits with the country in front, 84 where none is given; "" for no number.

    "0912 345 678", "+84 912.345.678" and "0084912345678" are the same.
    """
    digits = "".join(sign for sign in normalize("NFKC", text) if sign.isascii() and sign.isdigit())
    if text.strip().startswith("+"):
        known = digits
    elif digits.startswith("00"):
        known = digits[2:]
    elif digits.startswith("84") and len(digits) > LONGEST_LOCAL:
        known = digits
    else:
        known = f"84{digits.removeprefix('0')}"
    # "+84 (0)912 …" has the leading zero as well.
    known = f"84{known[2:].removeprefix('0')}" if known.startswith("84") else known
    return known if SHORTEST_NUMBER <= len(known) <= LONGEST_NUMBER else ""


def contacts_of(facts: Facts, person: Person) -> tuple[Contact, ...]:
    """A person's addresses that are in use, the one linked last first."""
    found = [contact for contact in facts.all(Contact) if contact.person == person.id and contact.active]
    return tuple(sorted(found, key=lambda contact: contact.linked_at, reverse=True))


def language_of(facts: Facts, person: Person) -> str:
    """The language a person chose, else the roster's."""
    preference = facts.get(Preference, person.id)
    return person.language if preference is None else preference.language


def find_people(facts: Facts, text: str) -> tuple[Person, ...]:
    """Who is meant: by id, else by the exact name, else by the name without diacritics, else by a part of it.

    The first of these that anybody answers to decides; several people mean that the name is ambiguous.
    """
    people = facts.all(Person)
    exact = normalize("NFC", " ".join(text.split()))
    loose = folded(text)
    if not loose:
        return ()
    by_id = facts.get(Person, text.strip())
    if by_id is not None:
        return (by_id,)
    spelled = tuple(person for person in people if normalize("NFC", person.name) == exact)
    without_marks = tuple(person for person in people if folded(person.name) == loose)
    part = tuple(person for person in people if f" {loose} " in f" {folded(person.name)} ")
    return spelled or without_marks or part
