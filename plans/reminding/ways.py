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


class AddressBook:
    """Who has which addresses, read once for many questions about one state of the facts."""

    def __init__(self, facts: Facts) -> None:
        self.is_demo = any(department.demo for department in facts.all(Department))
        self._linked: dict[str, list[Contact]] = {}
        self._sessions: dict[str, list[WebSession]] = {}
        self._resting: set[str] = set()
        for contact in sorted(facts.all(Contact), key=lambda contact: contact.linked_at, reverse=True):
            if contact.active:
                self._linked.setdefault(contact.person, []).append(contact)
            else:
                self._resting.add(contact.person)
        for session in facts.all(WebSession):
            self._sessions.setdefault(session.person, []).append(session)

    def linked(self, person: str, channel: str) -> tuple[Way, ...]:
        """The addresses in use of a person (by id) on a channel, the one linked last first."""
        found = (contact for contact in self._linked.get(person, ()) if contact.channel == channel)
        return tuple(Way(channel, contact.address) for contact in found)

    def sessions(self, person: str, now: datetime) -> list[WebSession]:
        """The browsers that are let in for a person."""
        return [each for each in self._sessions.get(person, ()) if now < each.expires]

    def is_let_in(self, person: str, now: datetime) -> bool:
        """Whether a page can show something to a person."""
        return self.is_demo or bool(self.sessions(person, now))

    def has_resting(self, person: str) -> bool:
        """Whether an address of a person's is dead."""
        return person in self._resting


def ways(facts: Facts, book: AddressBook, person: Person, served: Container[str], now: datetime) -> tuple[Way, ...]:
    """Where a message to a person can go over the `served` channels, the first choice first.

    Channels that a person has left out are used only where nothing else is left.
    """
    usual = _usual(book, person, now)
    for order in (settings_of(facts, person.id).channels or usual, usual):
        if found := tuple(way for name in order if name in served for way in _on(facts, book, person, name, now)):
            return found
    return ()


def usual_order(facts: Facts, person: Person, now: datetime) -> tuple[str, ...]:
    """The order for whoever has chosen none; who is at a page only since a letter led there goes on with letters."""
    return _usual(AddressBook(facts), person, now)


def _usual(book: AddressBook, person: Person, now: datetime) -> tuple[str, ...]:
    sessions = book.sessions(person.id, now)
    if sessions and all(session.by_letter for session in sessions):
        return tuple(sorted(CHANNELS, key=lambda channel: (channel == WEB, CHANNELS.index(channel))))
    return CHANNELS


def _on(facts: Facts, book: AddressBook, person: Person, channel: str, now: datetime) -> tuple[Way, ...]:
    """The addresses of a person on one channel."""
    if channel == WEB:
        return (Way(WEB, person.id),) if book.is_let_in(person.id, now) else ()
    if channel == EMAIL:
        return (Way(EMAIL, person.email),) if _takes_letters(facts, person, now) else ()
    return book.linked(person.id, channel)


def without_way(facts: Facts, served: Container[str], now: datetime) -> tuple[Person, ...]:
    """Who is here and can be reached nowhere."""
    today, book = day_in_hanoi(now), AddressBook(facts)
    here = (person for person in facts.all(Person) if person.is_here(today))
    return tuple(person for person in here if not ways(facts, book, person, served, now))


def _takes_letters(facts: Facts, person: Person, now: datetime) -> bool:
    if not is_address(person.email):
        return False
    dead = facts.get(Contact, f"{EMAIL}:{person.email}")
    return dead is None or dead.active or now - dead.linked_at >= REST
