"""Who stands in which list, in which order, and who is left out of it by name."""

from dataclasses import replace
from datetime import timedelta

from plans.model.answers import ListState, Registration
from plans.model.people import Person, Unit
from plans.registrations.answer_lists import AnswerList, Listed, Member, list_of, people_in_order
from plans.registrations.endorsing import endorse_list
from plans.registrations.registering import withdraw_title
from tests.builders import HEAD, INDUSTRY, STAFF, TODAY, a_person, do
from tests.papers_department import a_registered_department


def names(members: tuple[Member, ...]) -> list[str]:
    """Whom it names."""
    return [member.name for member in members]


def row_names(found: AnswerList) -> list[str]:
    """Who stands in it, in order."""
    return [row.member.name for row in found.rows]


def test_individuals_stand_by_unit_and_given_name_with_who_answered_for_them() -> None:
    store, plan = a_registered_department(a_person("an", "Trần Văn Ẩn"), a_person("ba", "Lê Thị Ba"))
    found = list_of(store, plan, Listed.INDIVIDUALS, TODAY)
    assert row_names(found) == ["Trần Văn Ẩn", "Lê Thị Ba", "Lê Quốc Hùng", "Phạm Thị Lan"]
    assert [row.on_behalf for row in found.rows] == ["", "", "Đỗ Thị Vân", ""]
    assert names(found.declined) == ["Trần Thị Hoa"]
    assert names(found.missing) == ["Đỗ Thị Vân", "Nguyễn Văn Minh"]


def test_totals_count_each_award_once_a_registration() -> None:
    store, plan = a_registered_department()
    found = list_of(store, plan, Listed.INDIVIDUALS, TODAY)
    assert found.totals == {"ldtt": 1, "cstdcs": 1, "giay_khen": 2, "bang_khen_tinh": 1}


def test_a_list_of_one_unit_has_only_its_people() -> None:
    store, plan = a_registered_department()
    office = store.get(Unit, "van_phong")
    found = list_of(store, plan, Listed.INDIVIDUALS, TODAY, office)
    assert (row_names(found), names(found.declined), names(found.missing)) == ([], ["Trần Thị Hoa"], ["Đỗ Thị Vân"])


def test_only_departments_are_collectives() -> None:
    store, plan = a_registered_department()
    found = list_of(store, plan, Listed.COLLECTIVES, TODAY)
    assert row_names(found) == [INDUSTRY.name]
    assert names(found.missing) == ["Văn phòng"]


def test_innovations_stand_under_their_author_and_co_authors_owe_no_answer() -> None:
    store, plan = a_registered_department()
    found = list_of(store, plan, Listed.INNOVATIONS, TODAY)
    assert row_names(found) == ["Phạm Thị Lan"]
    assert "Phạm Thị Lan" not in names(found.missing)


def test_who_registered_and_left_is_named_apart() -> None:
    store, plan = a_registered_department()
    with store.transaction() as tx:
        tx.put(replace(STAFF, left=TODAY))
    found = list_of(store, plan, Listed.INDIVIDUALS, TODAY)
    assert names(found.left) == ["Phạm Thị Lan"]
    assert "Phạm Thị Lan" not in row_names(found)
    assert "Phạm Thị Lan" in row_names(list_of(store, plan, Listed.INDIVIDUALS, TODAY - timedelta(days=1)))


def test_a_withdrawn_answer_is_missing_again() -> None:
    store, plan = a_registered_department()
    do(store, withdraw_title, STAFF, STAFF, plan)
    assert "Phạm Thị Lan" in names(list_of(store, plan, Listed.INDIVIDUALS, TODAY).missing)


def test_whoever_came_too_late_to_answer_is_not_missing() -> None:
    store, plan = a_registered_department()
    late = a_person("moi", "Võ Văn Mới", started=TODAY.replace(year=2025))
    with store.transaction() as tx:
        tx.put(late)
    assert late.name not in names(list_of(store, plan, Listed.INDIVIDUALS, TODAY.replace(year=2025)).missing)


def test_a_list_says_whose_head_stands_behind_theirs_until_an_answer_changes() -> None:
    store, plan = a_registered_department()
    do(store, endorse_list, HEAD, plan, INDUSTRY)
    states = {unit.id: state for unit, state in list_of(store, plan, Listed.INDIVIDUALS, TODAY).states}
    assert states == {"van_phong": None, "ql_cong_nghiep": ListState.ENDORSED}
    do(store, withdraw_title, STAFF, STAFF, plan)
    assert not any(state for _, state in list_of(store, plan, Listed.INDIVIDUALS, TODAY).states)


def test_people_of_a_unit_the_roster_lacks_come_last() -> None:
    store, _ = a_registered_department(a_person("lac", "Đinh Lạc", unit="khong_con"))
    assert people_in_order(store)[-1].id == "lac"
    assert store.get(Registration, "thu-2024/lac") is not None
    assert {person.id for person in people_in_order(store)} == {person.id for person in store.all(Person)}
