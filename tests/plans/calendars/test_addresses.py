"""Addresses of calendars: renewed, asked for alarms, shown to everybody, and ended with what gave a right to them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from plans.calendars.addresses import (
    EARLIER_KEPT,
    RENEWALS_A_DAY,
    ask_alarms,
    beginning_of,
    link_of,
    renew_calendar,
    show_publicly,
)
from plans.model.people import Department, Person, Role, Unit
from plans.model.publishing import CalendarLink, PublicCalendar
from plans.staff.roster_loading import load_roster
from plans.store.memory import MemoryStore
from tests.builders import (
    COUNCIL,
    EVERY,
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE,
    OFFICE_HEAD,
    OFFICER,
    PEOPLE,
    STAFF,
    TODAY,
    UNITS,
    a_person,
    audit,
    do,
    refused,
)

DEPARTMENT = Department("Sở Thử nghiệm", demo=True)
DAY = timedelta(days=1)
HOME = f"unit:{STAFF.unit}"


def load(
    store: MemoryStore,
    *changed: Person,
    without: tuple[Person, ...] = (),
    units: tuple[Unit, ...] = UNITS,
    now: datetime = NOW,
) -> None:
    """The small department's roster with these entries instead of their own."""
    people = {person.id: person for person in (*PEOPLE, *changed)}
    kept = [person for id, person in people.items() if id not in {gone.id for gone in without}]
    do(store, load_roster, None, DEPARTMENT, units, kept, now=now)


def ended(store: MemoryStore, person: Person) -> dict[str, tuple[int, int]]:
    """A person's addresses that are not the first: generation, and how many of the earlier ones are known."""
    return {
        link.feed: (link.generation, len(link.revoked))
        for link in store.all(CalendarLink)
        if link.person == person.id and link.generation
    }


def test_the_generation_is_nought_until_an_address_is_renewed() -> None:
    store = MemoryStore()
    assert link_of(store, "lan", "own").generation == 0
    with store.transaction() as tx:
        tx.put(CalendarLink("lan", "own", 4))
    assert link_of(store, "lan", "own").generation == 4


def test_a_renewed_address_has_the_next_generation_and_remembers_when_each_ended(store: MemoryStore) -> None:
    links = [do(store, renew_calendar, STAFF, "own", now=NOW + n * DAY) for n in range(3)]
    assert [link.generation for link in links] == [1, 2, 3]
    assert links[-1].revoked == (NOW, NOW + DAY, NOW + 2 * DAY)
    assert [(each.verb, each.who, each.subject, each.detail) for each in audit(store)] == [
        ("renew_calendar", "lan", "lan", "own")
    ] * 3


def test_each_calendar_is_renewed_by_itself(store: MemoryStore) -> None:
    do(store, renew_calendar, STAFF, HOME)
    assert ended(store, STAFF) == {HOME: (1, 1)}


@pytest.mark.parametrize("feed", ["all", "public", "unit:van_phong", "unit:cac_phong_don_vi", "unit:", "", "own/own"])
def test_only_ones_own_calendars_have_addresses(store: MemoryStore, feed: str) -> None:
    assert refused(do(store, renew_calendar, STAFF, feed)) == "calendar.not_yours"
    assert refused(do(store, ask_alarms, STAFF, feed, True)) == "calendar.not_yours"
    assert not store.all(CalendarLink)


def test_office_and_leaders_have_everything_and_every_unit(store: MemoryStore) -> None:
    for person in (OFFICER, LEADER):
        for feed in ("all", "own", HOME, "unit:van_phong", "unit:hoi_dong_tdkt"):
            assert do(store, renew_calendar, person, feed).generation == 1


def test_who_has_left_renews_nothing(store: MemoryStore) -> None:
    gone = replace(STAFF, left=TODAY)
    assert refused(do(store, renew_calendar, gone, "own")) == "right.not_here"
    assert refused(do(store, ask_alarms, gone, "own", True)) == "right.not_here"


def test_renewals_of_one_day_are_bounded_and_go_on_tomorrow(store: MemoryStore) -> None:
    for _ in range(RENEWALS_A_DAY):
        do(store, renew_calendar, STAFF, "own")
    assert refused(do(store, renew_calendar, STAFF, "own")) == "calendar.renewed_often"
    assert do(store, renew_calendar, STAFF, HOME).generation == 1
    assert do(store, renew_calendar, STAFF, "own", now=NOW + DAY).generation == RENEWALS_A_DAY + 1


def test_only_the_latest_of_the_earlier_addresses_are_known(store: MemoryStore) -> None:
    for n in range(EARLIER_KEPT + 5):
        link = do(store, renew_calendar, STAFF, "own", now=NOW + n * DAY)
    assert link.generation == EARLIER_KEPT + 5
    assert link.revoked[0] == NOW + 5 * DAY
    assert len(link.revoked) == EARLIER_KEPT


def test_alarms_are_asked_for_one_calendar_and_stay_through_a_renewal(store: MemoryStore) -> None:
    assert do(store, ask_alarms, STAFF, HOME, True).alarms
    do(store, ask_alarms, STAFF, HOME, True)
    assert do(store, renew_calendar, STAFF, HOME).alarms
    assert not do(store, ask_alarms, STAFF, "own", False).alarms
    assert not do(store, ask_alarms, STAFF, HOME, False).alarms
    assert [each.verb for each in audit(store)] == ["ask_alarms", "renew_calendar", "drop_alarms"]


@pytest.mark.parametrize("by", [OFFICER, None])
def test_the_office_shows_the_calendar_to_everybody_once(store: MemoryStore, by: Person | None) -> None:
    for now in (NOW, NOW + DAY):
        shown = do(store, show_publicly, by, True, now=now)
    assert shown == PublicCalendar("van" if by else "console", NOW)
    for _ in range(2):
        assert do(store, show_publicly, by, False) is None
    assert store.get(PublicCalendar, "public") is None
    assert [each.verb for each in audit(store)] == ["show_calendar", "hide_calendar"]


@pytest.mark.parametrize("by", [STAFF, HEAD, LEADER], ids=lambda person: person.id)
def test_nobody_else_shows_it(store: MemoryStore, by: Person) -> None:
    assert refused(do(store, show_publicly, by, True)) == "right.manage_calendar"
    assert store.get(PublicCalendar, "public") is None


def test_a_roster_that_changes_no_rights_ends_no_address(store: MemoryStore) -> None:
    load(store, replace(STAFF, position="Phó trưởng phòng", phone="0905123456"))
    load(store, a_person("moi"))
    assert not store.all(CalendarLink)


def test_who_changes_units_loses_the_address_of_the_former_one_alone(store: MemoryStore) -> None:
    load(store, replace(STAFF, unit="van_phong"))
    assert ended(store, STAFF) == {HOME: (1, 1)}
    (entry,) = [each for each in audit(store) if each.verb == "close_calendar"]
    assert (entry.subject, entry.detail) == ("lan", HOME)
    assert {link.person for link in store.all(CalendarLink)} == {"lan"}


def test_who_is_no_longer_of_the_office_loses_everything_but_their_own(store: MemoryStore) -> None:
    load(store, replace(OFFICER, roles=frozenset({Role.STAFF})))
    assert ended(store, OFFICER) == dict.fromkeys(
        ("all", "unit:ql_cong_nghiep", "unit:lanh_dao", "unit:hoi_dong_tdkt"), (1, 1)
    )


def test_a_unit_that_is_gone_ends_with_its_addresses(store: MemoryStore) -> None:
    load(store, units=(OFFICE, INDUSTRY, COUNCIL, EVERY))
    assert {link.id for link in store.all(CalendarLink)} == {
        f"{person.id}/unit:lanh_dao" for person in (OFFICER, OFFICE_HEAD, LEADER)
    }


def test_who_leaves_loses_all_and_a_return_brings_none_back(store: MemoryStore) -> None:
    do(store, renew_calendar, STAFF, "own")  # the same morning
    load(store, without=(STAFF,))
    assert ended(store, STAFF) == {"own": (2, 2), HOME: (1, 1)}
    assert "close_calendar" not in [each.verb for each in audit(store)]
    load(store, without=(STAFF,), now=NOW + DAY)
    load(store, now=NOW + 2 * DAY)
    assert ended(store, STAFF) == {"own": (2, 2), HOME: (1, 1)}, "nothing was shown meanwhile"


def test_who_left_on_a_listed_day_comes_back_to_new_addresses(store: MemoryStore) -> None:
    going = replace(STAFF, left=TODAY + 3 * DAY)
    load(store, going)
    do(store, renew_calendar, going, "own", now=NOW + 2 * DAY)
    assert ended(store, STAFF) == {"own": (1, 1)}
    load(store, replace(going, position="Chuyên viên chính"), now=NOW + 5 * DAY)
    assert ended(store, STAFF) == {"own": (1, 1)}
    load(store, now=NOW + 9 * DAY)
    assert ended(store, STAFF) == {"own": (2, 2), HOME: (1, 1)}
    link = store.get(CalendarLink, "lan/own")
    assert link is not None
    assert link.revoked == (NOW + 2 * DAY, beginning_of(date(2024, 2, 23)))


def test_who_had_left_and_is_given_another_unit_loses_the_former_one_with_that_day(store: MemoryStore) -> None:
    left = replace(STAFF, left=TODAY + DAY)
    load(store, left)
    load(store, replace(left, unit="van_phong"), now=NOW + 4 * DAY)
    link = store.get(CalendarLink, f"lan/{HOME}")
    assert link is not None
    assert link.revoked == (beginning_of(TODAY + DAY),)
