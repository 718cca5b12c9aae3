"""Whose an address is, from the first to the last day, and that a change concerns only the hashes it touches."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from calendar_sync.feeds import ALL, OWN, Feed, feeds_of, unit_feed
from calendar_sync.subscribing.address_book import AddressBook
from calendar_sync.subscribing.links import Links
from plans.calendars.addresses import EARLIER_KEPT, renew_calendar
from plans.model.people import Department, Person, Role, Unit
from plans.model.publishing import CalendarLink
from plans.staff.roster_loading import load_roster
from plans.store.memory import MemoryStore
from tests.builders import HEAD, LEADER, NOW, OFFICER, PEOPLE, STAFF, TODAY, UNITS, a_person, a_unit, do

DAY = timedelta(days=1)


class Counting(Links):
    """Links that count the secrets made of each person."""

    made: ClassVar[Counter[str]] = Counter()

    def calendar_secret(self, person_id: str, feed: Feed, generation: int) -> str:
        self.made[person_id] += 1
        return super().calendar_secret(person_id, feed, generation)


LINKS = Counting("http://testserver", b"k" * 32)


@pytest.fixture
def book(store: MemoryStore) -> AddressBook:
    """The department's addresses, looked up once."""
    book = AddressBook(store, LINKS)
    book.find("")
    LINKS.made.clear()
    return book


def secret(person: Person, feed: Feed = OWN, generation: int = 0) -> str:
    """An address's secret, made without being counted."""
    return Links.calendar_secret(LINKS, person.id, feed, generation)


def test_everybody_has_an_address_of_each_of_their_calendars(store: MemoryStore, book: AddressBook) -> None:
    for person in PEOPLE:
        feeds = feeds_of(store, person, TODAY)
        assert feeds
        for feed in feeds:
            found = book.find(secret(person, feed))
            assert found is not None
            assert (found.person, found.feed) == (person.id, feed)
            assert found.shows(TODAY)
    assert book.find(secret(STAFF, ALL)) is None
    assert book.find(secret(STAFF, OWN, 1)) is None
    assert len(book) == sum(len(feeds_of(store, person, TODAY)) for person in PEOPLE)


def test_a_renewal_makes_one_secret_and_ends_the_old_one(store: MemoryStore, book: AddressBook) -> None:
    do(store, renew_calendar, STAFF, "own")
    new, old = book.find(secret(STAFF, OWN, 1)), book.find(secret(STAFF))
    assert LINKS.made == {"lan": 1}
    assert new is not None
    assert new.shows(TODAY)
    assert old is not None
    assert (old.shows(TODAY), old.ended) == (False, TODAY)
    assert not old.shows(TODAY - 9 * DAY), "also when a clock is set back"
    assert [old.is_forgotten(TODAY + days * DAY) for days in (0, 29, 30)] == [False, False, True]


def test_the_day_an_address_ended_is_that_of_viet_nam(store: MemoryStore, book: AddressBook) -> None:
    do(store, renew_calendar, STAFF, "own", now=NOW.replace(hour=23))
    old = book.find(secret(STAFF))
    assert old is not None
    assert old.ended == TODAY + DAY


def test_the_latest_of_the_earlier_addresses_are_known_by_their_own_days(store: MemoryStore, book: AddressBook) -> None:
    for n in range(EARLIER_KEPT + 2):
        do(store, renew_calendar, STAFF, "own", now=NOW + n * DAY)
    assert [book.find(secret(STAFF, OWN, n)) for n in (0, 1)] == [None, None]
    for n in (2, EARLIER_KEPT + 1):
        found = book.find(secret(STAFF, OWN, n))
        assert found is not None
        assert found.ended == TODAY + n * DAY


def test_who_leaves_on_a_listed_day_has_calendars_until_then(store: MemoryStore, book: AddressBook) -> None:
    with store.transaction() as tx:
        tx.put(replace(STAFF, left=TODAY + 2 * DAY))
    found = book.find(secret(STAFF))
    assert found is not None
    assert [found.shows(TODAY + days * DAY) for days in (0, 1, 2, 40)] == [True, True, False, False]
    assert [found.is_forgotten(TODAY + days * DAY) for days in (2, 31, 32)] == [False, False, True]
    assert not LINKS.made


def test_somebody_removed_wholly_is_forgotten_at_once(store: MemoryStore, book: AddressBook) -> None:
    do(store, renew_calendar, STAFF, "own")
    with store.transaction() as tx:
        tx.delete(Person, STAFF.id)
    assert [book.find(secret(STAFF, OWN, n)) for n in (0, 1)] == [None, None]
    assert book.find(secret(HEAD)) is not None


def test_what_says_nothing_of_rights_makes_no_secret(store: MemoryStore, book: AddressBook) -> None:
    with store.transaction() as tx:
        tx.put(replace(STAFF, position="Chuyên viên", phone="0905"))
        tx.put(replace(UNITS[0], name="Văn phòng Sở"))
        tx.put(CalendarLink(HEAD.id, "own", 0, (), alarms=True))
    assert book.find(secret(STAFF)) is not None
    assert not LINKS.made


def test_a_new_unit_makes_a_secret_for_each_who_sees_all_units(store: MemoryStore, book: AddressBook) -> None:
    with store.transaction() as tx:
        tx.put(a_unit("phong_moi"))
    assert book.find(secret(LEADER, unit_feed("phong_moi"))) is not None
    assert LINKS.made == {"van": 1, "hoa": 1, "minh": 1}
    with store.transaction() as tx:
        tx.delete(Unit, "phong_moi")
    assert book.find(secret(LEADER, unit_feed("phong_moi"))) is None


@pytest.mark.parametrize("odd", ["", "x" * 60_000, "\0", "\ud800", "A" * 43, "é" * 43])
def test_odd_secrets_are_nobodys(book: AddressBook, odd: str) -> None:
    assert book.find(odd) is None


class Lives(RuleBasedStateMachine):
    """A book that has followed every change knows what one opened at the end knows."""

    @initialize()
    def begin(self) -> None:
        self.store = MemoryStore()
        self.day = 0
        self.shown: set[bytes] = set()
        self.ended: set[bytes] = set()
        self.book = AddressBook(self.store, LINKS)
        self._load(list(PEOPLE), list(UNITS))

    def _load(self, people: list[Person], units: list[Unit]) -> None:
        now = NOW + self.day * DAY
        do(self.store, lambda tx, _: load_roster(tx, now, None, Department("Sở"), units, people, force=True))

    @rule(
        gone=st.sampled_from([None, *PEOPLE]),
        moved=st.sampled_from([None, *PEOPLE]),
        unit=st.sampled_from(UNITS),
        wide=st.booleans(),
        left=st.sampled_from([None, TODAY, TODAY + 3 * DAY]),
        without=st.sampled_from([None, *UNITS]),
    )
    def load(
        self,
        gone: Person | None,
        moved: Person | None,
        unit: Unit,
        wide: bool,
        left: date | None,
        without: Unit | None,
    ) -> None:
        people = {person.id: person for person in (*PEOPLE, a_person("moi")) if person != gone}
        if moved is not None and moved != gone:
            roles = frozenset({Role.OFFICE if wide else Role.STAFF})
            people[moved.id] = replace(moved, unit=unit.id, roles=roles, left=left)
        self._load([*people.values()], [each for each in UNITS if each != without])

    @rule(person=st.sampled_from((STAFF, OFFICER)), feed=st.sampled_from(["own", "all", "unit:van_phong"]))
    def renew(self, person: Person, feed: str) -> None:
        known = self.store.get(Person, person.id)
        if known is not None:
            do(self.store, renew_calendar, known, feed, now=NOW + self.day * DAY)

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        self.day += days

    @invariant()
    def the_book_is_as_good_as_a_new_one_and_what_ended_never_shows_a_calendar_again(self) -> None:
        today = TODAY + self.day * DAY
        fresh = AddressBook(self.store, LINKS)
        assert self.book.find("") is fresh.find("") is None
        assert self.book._addresses == fresh._addresses
        shows = {digest: each.shows(today) for digest, each in self.book._addresses.items()}
        shown = sorted((each.person, each.feed.id) for each in self.book._addresses.values() if shows[each.digest])
        wanted = [(one.id, feed.id) for one in self.store.all(Person) for feed in feeds_of(self.store, one, today)]
        assert shown == sorted(wanted)
        assert not any(shows.get(digest) for digest in self.ended)
        self.shown |= {digest for digest, does in shows.items() if does}
        self.ended |= {digest for digest in self.shown if not shows.get(digest)}


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=40, stateful_step_count=12, deadline=None)
