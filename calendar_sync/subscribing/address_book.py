"""Whose an address is: every secret that shows a calendar or once did, found by its hash.

A change of one person, address or unit makes anew only the hashes that it concerns.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from calendar_sync.feeds import Feed
from calendar_sync.subscribing.links import Links
from plans.calendars.feed_ids import feed_ids, with_calendar
from plans.model.people import Person, Unit
from plans.model.publishing import CalendarLink
from plans.store.port import Store
from plans.working_days import day_in_hanoi

#: How long an ended address says so in the calendar: clients drop the body of an error, so that nobody would see one.
SAID_FOR = timedelta(days=30)
#: A real secret has 43 characters; what is longer is not worth hashing.
LONGEST_SECRET = 128
#: What decides who has which address.
ADDRESSED = (Person, Unit, CalendarLink)


@dataclass(frozen=True, slots=True)
class Address:
    """A calendar of a person under the secret with this hash; `ended` is the first day without it, if there is one.

    One that was renewed or closed is not `current`, even where a clock has been set back.
    """

    digest: bytes
    person: str
    feed: Feed
    generation: int
    current: bool
    ended: date | None

    def shows(self, today: date) -> bool:
        """Whether the calendar is to be had here."""
        return self.current and (self.ended is None or today < self.ended)

    def is_forgotten(self, today: date) -> bool:
        """Whether it ended so long ago that nothing is said any more."""
        return self.ended is not None and today >= self.ended + SAID_FOR


@dataclass(frozen=True, slots=True)
class _Entered:
    """What a person's addresses were made from, and the addresses by calendar and generation."""

    person: Person
    links: tuple[CalendarLink, ...]
    addresses: dict[tuple[str, int], Address]


class AddressBook:
    """All addresses of the people in the store. Kept as hashes: the time that a lookup takes tells nothing."""

    def __init__(self, store: Store, links: Links) -> None:
        self._store = store
        self._links = links
        self._version = -1
        self._units: tuple[str, ...] = ()
        self._people: dict[str, _Entered] = {}
        self._addresses: dict[bytes, Address] = {}

    def find(self, secret: str) -> Address | None:
        """The address with that secret; None for one that never was, or whose person is not known any more."""
        self._catch_up()
        return self._addresses.get(sha256(secret[:LONGEST_SECRET].encode(errors="replace")).digest())

    def __contains__(self, digest: bytes) -> bool:
        return digest in self._addresses

    def __len__(self) -> int:
        return len(self._addresses)

    def _catch_up(self) -> None:
        version = self._store.version(*ADDRESSED)
        if version == self._version:
            return
        people, units = self._store.all(Person), with_calendar(self._store.all(Unit))
        links = _by_person(self._store.all(CalendarLink))
        for person in people:
            known, own = self._people.get(person.id), tuple(links.get(person.id, ()))
            same = known is not None and known.person == person and known.links == own
            if not same or units != self._units:
                self._enter(person, own, units)
        for id in self._people.keys() - {person.id for person in people}:
            self._strike(self._people.pop(id).addresses.values())
        self._units, self._version = units, version

    def _enter(self, person: Person, links: tuple[CalendarLink, ...], units: tuple[str, ...]) -> None:
        known = self._people[person.id].addresses if person.id in self._people else {}
        made: dict[tuple[str, int], Address] = {}
        for feed, generation, current, ended in _claims(person, links, units):
            before = known.get((feed, generation))
            digest = before.digest if before else self._digest(person, feed, generation)
            made[feed, generation] = Address(digest, person.id, Feed(feed), generation, current, ended)
        self._strike(known.values())
        self._addresses.update((address.digest, address) for address in made.values())
        self._people[person.id] = _Entered(person, links, made)

    def _strike(self, addresses: Iterable[Address]) -> None:
        for address in addresses:
            self._addresses.pop(address.digest, None)

    def _digest(self, person: Person, feed: str, generation: int) -> bytes:
        return sha256(self._links.calendar_secret(person.id, Feed(feed), generation).encode()).digest()


def _claims(
    person: Person, links: tuple[CalendarLink, ...], units: tuple[str, ...]
) -> Iterator[tuple[str, int, bool, date | None]]:
    """Every address of a person: calendar, generation, whether it is the latest, and the day on which it ended."""
    generations = {link.feed: link.generation for link in links}
    for feed in feed_ids(person, units):
        yield feed, generations.get(feed, 0), True, person.left
    for link in links:
        oldest = link.generation - len(link.revoked)
        for generation, ended in enumerate(link.revoked, start=oldest):
            yield link.feed, generation, False, day_in_hanoi(ended)


def _by_person(links: Iterable[CalendarLink]) -> dict[str, list[CalendarLink]]:
    found: dict[str, list[CalendarLink]] = {}
    for link in links:
        found.setdefault(link.person, []).append(link)
    return found
