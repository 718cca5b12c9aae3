"""How a person can be reached unasked: their addresses on the channels that there are, in the order they are tried.

Pure. Telegram reaches whoever has linked a chat, the web whoever has a browser let in, e-mail whoever has an address in
the roster. In the demo everybody sits before a page.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta

from plans.model.people import Department, Person
from plans.model.reaching import Contact, WebSession
from plans.reminding.settings import CHANNELS, settings_of
from plans.staff.invitation_letters import is_address
from plans.staff.people import contacts_of
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

WEB, EMAIL = "web", "email"
#: A dead address for letters is tried again after so long: a mailbox may have been set up meanwhile.
REST = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Way:
    """One address of a person."""

    channel: str
    address: str


def ways(facts: Facts, person: Person, served: Container[str], now: datetime) -> tuple[Way, ...]:
    """Where a message to a person can go over the `served` channels, the first choice first.

    Channels that a person has left out are used only where nothing else is left.
    """
    linked: dict[str, list[Way]] = {}
    for contact in contacts_of(facts, person):
        linked.setdefault(contact.channel, []).append(Way(contact.channel, contact.address))
    linked[WEB] = [Way(WEB, person.id)] if _is_at_a_page(facts, person, now) else []
    linked[EMAIL] = [Way(EMAIL, person.email)] if _takes_letters(facts, person, now) else []
    usual = usual_order(facts, person, now)
    for order in (settings_of(facts, person.id).channels or usual, usual):
        if found := tuple(way for channel in order if channel in served for way in linked.get(channel, ())):
            return found
    return ()


def usual_order(facts: Facts, person: Person, now: datetime) -> tuple[str, ...]:
    """The order for whoever has chosen none; who is at a page only since a letter led there goes on with letters."""
    sessions = _sessions(facts, person, now)
    if sessions and all(session.by_letter for session in sessions):
        return tuple(sorted(CHANNELS, key=lambda channel: (channel == WEB, CHANNELS.index(channel))))
    return CHANNELS


def without_way(facts: Facts, served: Container[str], now: datetime) -> tuple[Person, ...]:
    """Who is here and can be reached nowhere."""
    today = day_in_hanoi(now)
    return tuple(
        person for person in facts.all(Person) if person.is_here(today) and not ways(facts, person, served, now)
    )


def is_demo(facts: Facts) -> bool:
    """Whether the people of the department are invented."""
    return any(department.demo for department in facts.all(Department))


def _is_at_a_page(facts: Facts, person: Person, now: datetime) -> bool:
    return bool(_sessions(facts, person, now)) or is_demo(facts)


def _sessions(facts: Facts, person: Person, now: datetime) -> list[WebSession]:
    return [each for each in facts.all(WebSession) if each.person == person.id and now < each.expires]


def _takes_letters(facts: Facts, person: Person, now: datetime) -> bool:
    if not is_address(person.email):
        return False
    dead = facts.get(Contact, f"{EMAIL}:{person.email}")
    return dead is None or dead.active or now - dead.linked_at >= REST
