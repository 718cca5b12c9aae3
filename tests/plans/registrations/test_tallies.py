"""Who has answered and how many for what: one count for all who show it."""

from dataclasses import replace
from datetime import date

from plans.model.people import Employment
from plans.model.plan import Opens, Plan, Source, Target
from plans.registrations.answer_lists import Listed, list_of
from plans.registrations.registering import decline_title, register_title, withdraw_title
from plans.registrations.tallies import AwardTally, award_tallies, silent_units, tallies, tally_of
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    OFFICE,
    OFFICE_HEAD,
    STAFF,
    TODAY,
    a_person,
    do,
)


def plan(store: MemoryStore) -> Plan:
    return store.all(Plan)[0]


def aims(
    store: MemoryStore, subject: str, *, percent: float | None = None, count: int | None = None, scope: str = ""
) -> None:
    with store.transaction() as tx:
        target = Target(subject, percent, count, scope, Source("ke-hoach.txt", 3, subject))
        tx.put(replace(plan(store), targets=(target,)))


def awarded(store: MemoryStore) -> dict[str, AwardTally]:
    return {each.award: each for each in award_tallies(store, plan(store), TODAY)}


def test_people_stand_by_unit_and_name_under_what_they_answered(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for id, name in (("an", "Trần Thị Ân"), ("anh", "Lê Văn An"), ("dung", "Đỗ Dũng")):
            tx.put(a_person(id, name))
    do(store, register_title, STAFF, STAFF, plan(store), "ldtt")
    do(store, decline_title, HEAD, HEAD, plan(store))
    found = tally_of(store, plan(store), Opens.TITLE, INDUSTRY, TODAY)
    assert [person.id for person in found.registered] == [STAFF.id]
    assert [person.id for person in found.declined] == [HEAD.id]
    assert [person.id for person in found.missing] == ["anh", "an", "dung"]
    assert found.people == 5
    assert [tally.unit for tally in tallies(store, plan(store), Opens.TITLE, TODAY)] == [
        OFFICE.id,
        INDUSTRY.id,
        "lanh_dao",
    ]


def test_who_has_left_or_came_too_late_is_not_counted(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(replace(STAFF, left=TODAY))
        tx.put(replace(HEAD, started=date(2024, 3, 1)))
    assert tally_of(store, plan(store), Opens.TITLE, INDUSTRY, TODAY).people == 0


def test_who_came_too_late_and_answered_after_all_is_counted_as_in_the_lists(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(replace(STAFF, started=date(2024, 3, 1)))
    do(store, register_title, STAFF, STAFF, plan(store), "ldtt")
    found = tally_of(store, plan(store), Opens.TITLE, INDUSTRY, TODAY)
    listed = list_of(store, plan(store), Listed.INDIVIDUALS, TODAY, INDUSTRY)
    assert [person.id for person in found.registered] == [row.member.id for row in listed.rows] == [STAFF.id]


def test_departments_without_an_answer_are_silent(store: MemoryStore) -> None:
    do(store, register_title, HEAD, INDUSTRY, plan(store), "tt_ldtt")
    do(store, decline_title, OFFICE_HEAD, OFFICE, plan(store))
    assert silent_units(store, plan(store)) == ()
    do(store, withdraw_title, HEAD, INDUSTRY, plan(store))
    assert [unit.id for unit in silent_units(store, plan(store))] == [INDUSTRY.id]


# ---------------------------------------------------------------- awards and targets


def test_who_registers_for_more_is_counted_for_what_it_presupposes(store: MemoryStore) -> None:
    do(store, register_title, STAFF, STAFF, plan(store), "ldtt")
    do(store, register_title, HEAD, HEAD, plan(store), "cstdcs")
    aims(store, "danh hiệu Lao động tiên tiến", percent=90, scope="công chức, viên chức")
    found = awarded(store)
    assert (found["ldtt"].registered, found["ldtt"].reaching, found["ldtt"].aimed) == (1, 2, 5)
    assert (found["cstdcs"].registered, found["cstdcs"].aimed) == (1, None)


def test_a_target_is_counted_over_those_it_names(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(a_person("hd", employment=Employment.CONTRACT))
        tx.put(a_person("vc", employment=Employment.PUBLIC_EMPLOYEE))
    for scope, people in (
        ("công chức, viên chức", 6),
        ("công chức", 5),
        ("công chức, viên chức và người lao động", 7),
        ("", 7),
        ("công chức, viên chức (trong đó lãnh đạo Sở không tính vào tỷ lệ %)", 5),
    ):
        aims(store, "danh hiệu lao động tiên tiến", percent=100, scope=scope)
        assert awarded(store)["ldtt"].aimed == people, scope


def test_part_of_a_person_is_a_person(store: MemoryStore) -> None:
    aims(store, "danh hiệu lao động tiên tiến", percent=90)
    assert awarded(store)["ldtt"].aimed == 5
    aims(store, "danh hiệu lao động tiên tiến", percent=80)
    assert awarded(store)["ldtt"].aimed == 4


def test_of_an_award_that_only_a_share_may_get_part_of_a_person_is_nobody(store: MemoryStore) -> None:
    aims(store, "danh hiệu Chiến sĩ thi đua cơ sở", percent=50)
    assert awarded(store)["cstdcs"].aimed == 2


def test_toward_a_target_only_those_are_counted_whom_it_names(store: MemoryStore) -> None:
    for person in (LEADER, STAFF):
        do(store, register_title, person, person, plan(store), "ldtt")
    aims(store, "danh hiệu lao động tiên tiến", percent=100, scope="công chức (lãnh đạo Sở không tính vào tỷ lệ)")
    found = awarded(store)["ldtt"]
    assert (found.reaching, found.toward, found.aimed) == (2, 1, 4)


def test_a_target_of_collectives_is_no_target_of_people(store: MemoryStore) -> None:
    aims(store, "danh hiệu “Tập thể Lao động tiên tiến”", percent=100, scope="đơn vị cấp phòng")
    (found,) = awarded(store).values()
    assert (found.award, found.collective, found.registered, found.aimed) == ("tt_ldtt", True, 0, 2)


def test_what_the_agency_itself_aims_at_is_not_asked_of_its_units(store: MemoryStore) -> None:
    aims(store, "danh hiệu Tập thể lao động xuất sắc", count=1, scope="Sở Thử nghiệm")
    assert awarded(store) == {}


def test_targets_of_the_work_itself_are_no_awards(store: MemoryStore) -> None:
    aims(store, "hoàn thành nhiệm vụ được giao", percent=100, scope="công chức")
    assert awarded(store) == {}


def test_the_answers_of_who_has_left_are_not_counted(store: MemoryStore) -> None:
    do(store, register_title, STAFF, STAFF, plan(store), "ldtt")
    with store.transaction() as tx:
        tx.put(replace(STAFF, left=TODAY))
    assert awarded(store) == {}
