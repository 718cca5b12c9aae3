"""Who is speaking, in which language, and who is meant by a name."""

from dataclasses import replace
from datetime import date, timedelta
from unicodedata import normalize

import pytest

from plans.model.people import Person, Preference
from plans.model.reaching import Contact, WebSession
from plans.staff.people import digest_of, find_people, language_of, person_at, person_here, person_of_session
from plans.store.memory import MemoryStore
from tests.builders import HEAD, LEADER, NOW, STAFF, TODAY, a_person


def keep(store: MemoryStore, *records: Contact | Person | Preference | WebSession) -> None:
    with store.transaction() as tx:
        for record in records:
            tx.put(record)


def test_an_address_leads_to_its_person(store: MemoryStore) -> None:
    keep(store, Contact("telegram", "7", STAFF.id, NOW))
    assert person_at(store, "telegram", "7", TODAY) == STAFF


def test_the_same_address_on_another_channel_is_another_address(store: MemoryStore) -> None:
    keep(store, Contact("telegram", "7", STAFF.id, NOW))
    assert person_at(store, "web", "7", TODAY) is None


def test_a_resting_address_leads_to_nobody(store: MemoryStore) -> None:
    keep(store, Contact("telegram", "7", STAFF.id, NOW, active=False, reason="blocked"))
    assert person_at(store, "telegram", "7", TODAY) is None


def test_whoever_leaves_is_nobody_from_that_day_on(store: MemoryStore) -> None:
    keep(store, Contact("telegram", "7", STAFF.id, NOW), replace(STAFF, left=TODAY))
    assert person_at(store, "telegram", "7", TODAY - timedelta(days=1)) is not None
    assert person_at(store, "telegram", "7", TODAY) is None
    assert person_here(store, STAFF.id, TODAY) is None


def test_a_contact_of_nobody_leads_to_nobody(store: MemoryStore) -> None:
    keep(store, Contact("telegram", "7", "ai-do", NOW))
    assert person_at(store, "telegram", "7", TODAY) is None


def test_a_session_holds_until_it_expires(store: MemoryStore) -> None:
    keep(store, WebSession(digest_of("cookie"), STAFF.id, NOW, NOW + timedelta(minutes=15), shared=True))
    assert person_of_session(store, "cookie", NOW + timedelta(minutes=15, seconds=-1)) == STAFF
    assert person_of_session(store, "cookie", NOW + timedelta(minutes=15)) is None
    assert person_of_session(store, "other", NOW) is None


def test_a_session_ends_for_whoever_has_left(store: MemoryStore) -> None:
    session = WebSession(digest_of("cookie"), STAFF.id, NOW, NOW + timedelta(days=1))
    keep(store, session, replace(STAFF, left=TODAY))
    assert person_of_session(store, "cookie", NOW) is None


def test_a_cookie_that_is_no_text_is_only_unknown(store: MemoryStore) -> None:
    assert person_of_session(store, "\ud800", NOW) is None


def test_a_chosen_language_goes_before_the_rosters(store: MemoryStore) -> None:
    assert language_of(store, STAFF) == "vi"
    keep(store, Preference(STAFF.id, "en"))
    assert language_of(store, STAFF) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "hung",
        "Lê Quốc Hùng",
        "LE QUOC HUNG",
        "lê quốc hùng",
        "Hùng",
        "quoc hung",
        normalize("NFD", "Lê Quốc Hùng"),
        " hùng ",
    ],
)
def test_a_person_is_found_by_id_name_or_part(store: MemoryStore, text: str) -> None:
    assert find_people(store, text) == (HEAD,)


@pytest.mark.parametrize("text", ["", "  ", "không ai cả", "hun"])
def test_nobody_is_found_for_nothing_or_half_a_word(store: MemoryStore, text: str) -> None:
    assert find_people(store, text) == ()


def test_an_ambiguous_name_finds_everybody_it_may_mean(store: MemoryStore) -> None:
    assert {person.id for person in find_people(store, "thị")} == {"van", "hoa", "lan"}


def test_an_exact_name_goes_before_one_without_marks(store: MemoryStore) -> None:
    keep(store, a_person("minh-2", "Nguyễn Vân Minh"))
    assert find_people(store, "Nguyễn Văn Minh") == (LEADER,)
    assert len(find_people(store, "nguyen van minh")) == 2


def test_people_who_left_are_still_found_for_the_record(store: MemoryStore) -> None:
    gone = replace(STAFF, left=date(2024, 1, 1))
    keep(store, gone)
    assert find_people(store, "Phạm Thị Lan") == (gone,)
