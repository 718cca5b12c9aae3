"""Links in letters: for one person, one mailbox, one purpose, and not for ever."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.mail.links import LONGEST, PRESS_LASTS, STOP_LASTS, LetterLink, LetterLinks, Purpose
from plans.model.people import Person
from plans.problems import Problem
from plans.staff.access import end_letter_links
from plans.store.memory import MemoryStore
from tests.builders import NOW, OFFICER, STAFF, TODAY, a_department, do, said

LAN = replace(STAFF, email="lan@so.example.vn")
LINKS = LetterLinks("https://dondoc.example.vn", b"k" * 32)
URL = LINKS.press(LAN, NOW, "digest:done:2024-02-20", "Xong việc này")


@pytest.fixture
def store() -> MemoryStore:
    found = MemoryStore()
    a_department(found)
    with found.transaction() as tx:
        tx.put(LAN)
    return found


def token(url: str = URL) -> str:
    """The secret part of an address."""
    return url.rpartition("/")[2]


def link(url: str = URL, purpose: Purpose = Purpose.PRESS) -> LetterLink:
    """What an address says."""
    found = LINKS.read(purpose, token(url))
    assert found is not None
    return found


def test_a_link_says_what_it_does_and_for_whom() -> None:
    found = link()
    assert URL.startswith("https://dondoc.example.vn/thu/")
    assert (found.person, found.does, found.label) == ("lan", "digest:done:2024-02-20", "Xong việc này")
    assert (found.issued, found.expires) == (NOW, NOW + PRESS_LASTS)
    stop = link(LINKS.stop(LAN, NOW, "news"), Purpose.STOP)
    assert (stop.does, stop.expires) == ("news", NOW + STOP_LASTS)


def test_a_link_fits_one_line_of_a_letter() -> None:
    longest = LINKS.press(replace(LAN, id="x" * 64), NOW, "a" * 64, "Ộ" * 200)
    assert len(longest) < LONGEST


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "x",
        token()[:-1],
        token()[1:],
        token()[:30] + ("A" if token()[30] != "A" else "B") + token()[31:],
        token().swapcase(),
        token() + "=",
        token(LINKS.stop(LAN, NOW, "news")),
        token(replace(LINKS, key=b"other" * 8).press(LAN, NOW)),
        token() * 9,
        "é" * 100,
        "\ud800" * 30,
    ],
)
def test_nothing_else_is_a_link(wrong: str) -> None:
    assert LINKS.read(Purpose.PRESS, wrong) is None


def test_a_link_to_press_stops_no_letters_and_the_other_way_round() -> None:
    assert LINKS.read(Purpose.STOP, token()) is None
    assert LINKS.read(Purpose.PRESS, token(LINKS.stop(LAN, NOW, "news"))) is None


def refused(store: MemoryStore, *, later: timedelta = timedelta()) -> str:
    """Why nobody may use the link now."""
    holder = link().holder(store, NOW + later)
    assert isinstance(holder, Problem)
    assert said(holder, "vi") != said(holder, "en")
    return holder.code


def test_a_link_opens_to_its_person_until_its_last_moment(store: MemoryStore) -> None:
    assert link().holder(store, NOW) == LAN
    assert link().holder(store, NOW + PRESS_LASTS - timedelta(seconds=1)) == LAN
    assert refused(store, later=PRESS_LASTS) == "letter.dead_old"


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (replace(LAN, left=TODAY), "letter.dead_unknown"),
        (replace(LAN, email="lan.moi@so.example.vn"), "letter.dead_moved"),
        (replace(LAN, email=""), "letter.dead_moved"),
    ],
)
def test_a_link_dies_with_its_mailbox_and_when_its_person_leaves(store: MemoryStore, person: Person, code: str) -> None:
    with store.transaction() as tx:
        tx.put(person)
    assert refused(store) == code


def test_how_an_address_is_spelled_matters_not(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(replace(LAN, email="Lan@So.Example.vn"))
    assert not isinstance(link().holder(store, NOW), Problem)


def test_links_that_were_ended_open_nothing_and_later_ones_do(store: MemoryStore) -> None:
    do(store, end_letter_links, OFFICER, LAN)
    assert refused(store) == "letter.dead_ended"
    later = NOW + timedelta(seconds=1)
    assert link(LINKS.press(LAN, later)).holder(store, later) == LAN


def test_the_key_and_addresses_stand_in_no_log() -> None:
    assert "kkk" not in repr(LINKS)
    assert LAN.email not in repr(link())
