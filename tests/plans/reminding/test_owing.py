"""Who owes what, who is told in their place, and what of an earlier message still stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plans.model.answers import LATER, Answer, Innovation, Registration
from plans.model.duties import Assignment, DoneReport, InternalDate, UnitPart
from plans.model.people import Person
from plans.model.plan import Opens, TaskKind, TaskProgress
from plans.model.reminding import DigestItem, Owed, ReminderSettings, Snooze, Warns
from plans.reminding.owing import joined, owed, snoozed_until, standing, still_owed
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
    a_deadline,
    a_person,
    a_plan,
    a_task,
    a_unit,
    the_tasks,
)
from tests.plans.reminding.scenes import a_store, at, keep

OFFICERS = {OFFICER.id}
AWAY = (date(2024, 2, 19), date(2024, 2, 23))


@pytest.fixture
def store() -> MemoryStore:
    return a_store(*the_tasks())


def kinds(store: MemoryStore, person: Person, today: date = TODAY) -> list[Owed]:
    return [item.owed for item in owed(store, person, today)]


def owing(store: MemoryStore, kind: Owed = Owed.TASK, today: date = TODAY) -> dict[str, str]:
    """Who owes something of that kind, and for whom."""
    return {
        person.id: item.of for person in store.all(Person) for item in owed(store, person, today) if item.owed is kind
    }


def titled(person: Person, answer: Answer) -> Registration:
    return Registration("thu-2024", person.id, False, "", answer, None, (), NOW, person.id)


def invented(person: Person, answer: Answer, ordinal: int = 1) -> Innovation:
    return Innovation("thu-2024", person.id, ordinal, "", answer, "x", NOW, person.id)


def given(person: Person, unit: str = "ql_cong_nghiep") -> Assignment:
    return Assignment("thu-2024", "bc_so_ket", unit, person.id, HEAD.id, NOW)


def away(person: Person, stand_in: str = "") -> ReminderSettings:
    return ReminderSettings(person.id, away_from=AWAY[0], away_until=AWAY[1], stand_in=stand_in)


# ---------------------------------------------------------------- the task itself


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (("van_phong",), {"hoa"}),
        (("ql_cong_nghiep",), {"hung"}),
        (("hoi_dong_tdkt",), {"van", "hoa"}),
        (("cac_phong_don_vi",), {"hoa", "hung"}),
        (("lanh_dao", "ql_cong_nghiep"), {"minh", "hung"}),
        (("khong_co",), {"van", "hoa"}),
        ((), {"van", "hoa"}),
    ],
)
def test_a_task_is_the_heads_of_its_lead_units_and_where_there_is_none_the_offices(
    lead: tuple[str, ...], expected: set[str]
) -> None:
    assert set(owing(a_store(a_task(lead=lead)))) == expected


def test_the_office_steps_in_for_a_head_who_has_left_or_never_was() -> None:
    people = [replace(person, left=TODAY) if person == HEAD else person for person in PEOPLE]
    assert set(owing(a_store(a_task(lead=(INDUSTRY.id,)), people=people))) == {"van", "hoa"}
    units = [replace(unit, head=None) if unit == INDUSTRY else unit for unit in UNITS]
    assert set(owing(a_store(a_task(lead=(INDUSTRY.id,)), units=units))) == {"van", "hoa"}


def test_whoever_a_task_was_given_to_owes_it_in_place_of_the_head() -> None:
    store = keep(a_store(a_task(lead=(INDUSTRY.id,))), given(STAFF))
    assert owing(store) == {"lan": ""}


@pytest.mark.parametrize("changed", [replace(STAFF, left=TODAY), replace(STAFF, unit="van_phong")])
def test_a_task_given_to_somebody_who_has_left_or_moved_is_the_heads_again(changed: Person) -> None:
    store = keep(a_store(a_task(lead=(INDUSTRY.id,))), given(STAFF), changed)
    assert owing(store) == {"hung": ""}


def test_a_person_of_two_units_owes_a_task_of_both_once() -> None:
    both = replace(HEAD, further_units=(OFFICE.id,))
    units = [replace(unit, head=HEAD.id) if unit == OFFICE else unit for unit in UNITS]
    people = [both if person == HEAD else person for person in PEOPLE]
    store = a_store(a_task(lead=(OFFICE.id, INDUSTRY.id)), people=people, units=units)
    assert [item.owed for item in owed(store, both, TODAY)] == [Owed.TASK]


def test_nothing_is_owed_of_a_task_that_is_done_or_waits_for_the_office() -> None:
    for record in (
        TaskProgress("thu-2024", "bc_so_ket", NOW, HEAD.id),
        DoneReport("thu-2024", "bc_so_ket", NOW, HEAD.id),
    ):
        assert owing(keep(a_store(a_task()), record)) == {}


def test_a_movement_that_is_over_is_owed_no_more() -> None:
    store = a_store(a_task(kind=TaskKind.MOVEMENT))
    assert kinds(store, OFFICE_HEAD, date(2024, 6, 15)) == [Owed.TASK]
    assert kinds(store, OFFICE_HEAD, date(2024, 6, 16)) == []


def test_the_last_day_that_is_accepted_is_not_overdue() -> None:
    store = a_store(a_task(deadline=a_deadline(date(2024, 2, 29), before=True)))
    [item] = owed(store, OFFICE_HEAD, date(2024, 2, 29))
    assert (item.aim, item.days) == (date(2024, 2, 28), 0)
    assert owed(store, OFFICE_HEAD, date(2024, 3, 1))[0].days == -1


def test_drafts_and_withdrawn_tasks_ask_nothing() -> None:
    assert owing(a_store(a_task(withdrawn=True))) == {}
    assert owing(keep(a_store(), a_plan(adopted_at=None))) == {}


def test_two_plans_at_once_are_owed_side_by_side(store: MemoryStore) -> None:
    keep(store, a_plan("thu-2023", year=2023, tasks=(a_task(deadline=a_deadline(date(2023, 12, 1))),)))
    found = [item for item in owed(store, OFFICE_HEAD, TODAY) if item.task == "bc_so_ket"]
    assert [(item.plan, item.days) for item in found] == [("thu-2023", -81), ("thu-2024", 115)]


# ---------------------------------------------------------------- answers


def test_everybody_owes_an_answer_and_heads_that_of_their_unit(store: MemoryStore) -> None:
    found = {
        person.id: [item.owed for item in owed(store, person, TODAY) if item.task == "ke_hoach"] for person in PEOPLE
    }
    assert found == {
        "van": [Owed.TITLE],
        "hoa": [Owed.TASK, Owed.TITLE, Owed.UNIT_TITLE],
        "minh": [Owed.TITLE],
        "hung": [Owed.TITLE, Owed.UNIT_TITLE],
        "lan": [Owed.TITLE],
    }


def test_a_units_answer_is_not_its_heads_own(store: MemoryStore) -> None:
    keep(store, Registration("thu-2024", INDUSTRY.id, True, "ĐK-1", Answer.REGISTERED, "tt_ldtt", (), NOW, "hung"))
    assert Owed.UNIT_TITLE not in kinds(store, HEAD)
    assert Owed.TITLE in kinds(store, HEAD)
    assert Owed.UNIT_TITLE in kinds(store, OFFICE_HEAD)


def test_the_offices_part_being_done_silences_nobodys_answer(store: MemoryStore) -> None:
    before = {person.id: kinds(store, person) for person in PEOPLE if person != OFFICE_HEAD}
    keep(store, TaskProgress("thu-2024", "ke_hoach", NOW, OFFICER.id))
    assert {person.id: kinds(store, person) for person in PEOPLE if person != OFFICE_HEAD} == before
    assert [item.owed for item in owed(store, OFFICE_HEAD, TODAY) if item.task == "ke_hoach"] == [
        Owed.TITLE,
        Owed.UNIT_TITLE,
    ]


@pytest.mark.parametrize("answer", [Answer.REGISTERED, Answer.DECLINED])
def test_an_answer_is_owed_no_more_once_it_is_given(store: MemoryStore, answer: Answer) -> None:
    keep(store, titled(STAFF, answer), invented(STAFF, answer))
    assert owed(store, STAFF, TODAY) == ()


def test_an_answer_withdrawn_is_owed_again(store: MemoryStore) -> None:
    keep(store, titled(STAFF, Answer.WITHDRAWN), invented(STAFF, Answer.WITHDRAWN))
    assert kinds(store, STAFF) == [Owed.TITLE, Owed.INNOVATION]


def test_one_of_several_innovations_is_enough(store: MemoryStore) -> None:
    keep(store, invented(STAFF, Answer.WITHDRAWN, 1), invented(STAFF, Answer.REGISTERED, 2))
    assert kinds(store, STAFF) == [Owed.TITLE]


@pytest.mark.parametrize("promised", [LATER, "thu-2024/lan/2"])
def test_an_innovation_promised_with_a_title_is_asked_for_even_from_who_had_none(
    store: MemoryStore, promised: str
) -> None:
    keep(store, replace(titled(STAFF, Answer.REGISTERED), innovation=promised), invented(STAFF, Answer.DECLINED))
    keep(store, invented(STAFF, Answer.WITHDRAWN, 2))
    assert kinds(store, STAFF) == [Owed.INNOVATION]
    keep(store, invented(STAFF, Answer.REGISTERED, 3))
    assert owed(store, STAFF, TODAY) == ()


def test_an_answer_to_another_plan_does_not_count(store: MemoryStore) -> None:
    keep(store, replace(titled(STAFF, Answer.REGISTERED), plan="thu-2023"))
    assert Owed.TITLE in kinds(store, STAFF)


def test_whoever_has_left_or_came_too_late_owes_no_answer(store: MemoryStore) -> None:
    late, just = a_person("muon", started=date(2024, 3, 1)), a_person("kip", started=date(2024, 2, 29))
    keep(store, late, just, replace(STAFF, left=TODAY))
    assert kinds(store, late, date(2024, 3, 1)) == [Owed.INNOVATION]
    assert kinds(store, just, date(2024, 3, 1)) == [Owed.TITLE, Owed.INNOVATION]
    assert "lan" not in owing(store, Owed.TITLE)


# ---------------------------------------------------------------- parts, meetings, days not set


def test_cooperating_units_owe_their_part_by_the_internal_date_until_it_is_handed_in() -> None:
    help_ = a_unit("giup", head="lan")
    store = a_store(a_task(cooperating=(EVERY.id,)), units=(*UNITS, help_))
    assert owing(store, Owed.PART) == {}
    keep(store, InternalDate("thu-2024", "bc_so_ket", date(2024, 6, 10), OFFICER.id, NOW, before=True))
    assert owing(store, Owed.PART) == {"hung": "", "lan": ""}
    (item,) = [item for item in owed(store, HEAD, TODAY) if item.owed is Owed.PART]
    assert (item.aim, item.unit) == (date(2024, 6, 7), INDUSTRY.id)
    keep(store, given(STAFF), UnitPart("thu-2024", "bc_so_ket", "giup", NOW, "lan"))
    assert [item.unit for item in owed(store, STAFF, TODAY) if item.owed is Owed.PART] == [INDUSTRY.id]
    keep(store, TaskProgress("thu-2024", "bc_so_ket", NOW, OFFICER.id))
    assert owing(store, Owed.PART) == {}


def test_a_part_of_a_unit_without_a_head_is_the_offices() -> None:
    units = [replace(unit, head=None) if unit == INDUSTRY else unit for unit in UNITS]
    store = a_store(a_task(cooperating=(INDUSTRY.id,)), units=units)
    keep(store, InternalDate("thu-2024", "bc_so_ket", date(2024, 6, 10), OFFICER.id, NOW))
    assert set(owing(store, Owed.PART)) == {"van", "hoa"}


def test_the_members_of_a_council_are_to_be_at_its_meeting() -> None:
    meeting = a_task("hop", title="Họp Hội đồng Thi đua - Khen thưởng Sở", kind=TaskKind.MEETING)
    member = replace(STAFF, further_units=(COUNCIL.id,))
    store = keep(a_store(meeting), member)
    assert owing(store, Owed.ATTEND) == {"minh": "", "lan": ""}
    assert owing(store, Owed.ATTEND, date(2024, 6, 16)) == {}, "a meeting that is over needs nobody"
    keep(store, ReminderSettings("lan", away_from=TODAY, away_until=TODAY))
    assert owing(store, Owed.ATTEND) == {"minh": ""}
    keep(store, TaskProgress("thu-2024", "hop", NOW, OFFICER.id))
    assert owing(store, Owed.ATTEND) == {}


def test_a_day_not_set_is_for_the_office_to_set(store: MemoryStore) -> None:
    assert owing(store, Owed.SET_DAY) == {"van": "", "hoa": ""}
    keep(store, TaskProgress("thu-2024", "huong_ung", NOW, "van"))
    assert owing(store, Owed.SET_DAY) == {}


# ---------------------------------------------------------------- leave


@pytest.mark.parametrize("kind", [Owed.TASK, Owed.PART])
def test_during_leave_a_stand_in_owes_what_the_absent_did(kind: Owed) -> None:
    store = a_store(a_task(lead=(INDUSTRY.id,) if kind is Owed.TASK else (OFFICE.id,), cooperating=(INDUSTRY.id,)))
    keep(store, InternalDate("thu-2024", "bc_so_ket", date(2024, 6, 10), OFFICER.id, NOW), given(STAFF))
    keep(store, away(STAFF, OFFICER.id))
    assert owing(store, kind).get("van") == "lan"
    assert owing(store, kind, AWAY[1] + timedelta(days=1)).get("lan") == ""


def test_without_a_stand_in_the_head_steps_in_and_for_an_absent_head_the_office() -> None:
    store = keep(a_store(a_task(lead=(INDUSTRY.id,))), given(STAFF), away(STAFF))
    assert owing(store) == {"hung": "lan"}
    keep(store, away(HEAD))
    assert owing(store) == {"hoa": "lan", "van": "lan"}
    keep(store, away(HEAD, LEADER.id))
    assert owing(store) == {"minh": "lan"}


@pytest.mark.parametrize("stand_in", ["nobody", "lan", "van"])
def test_a_stand_in_who_is_not_there_either_does_not_count(stand_in: str) -> None:
    store = keep(a_store(a_task(lead=(INDUSTRY.id,))), given(STAFF), away(STAFF, stand_in), away(OFFICER))
    assert owing(store) == {"hung": "lan"}


def test_when_all_of_the_office_are_away_what_is_theirs_waits_for_them() -> None:
    store = keep(a_store(a_task(lead=())), away(OFFICER))
    assert owing(store) == {"hoa": ""}
    keep(store, away(OFFICE_HEAD))
    assert owing(store) == {"hoa": "", "van": ""}


def test_own_answers_are_owed_also_during_leave(store: MemoryStore) -> None:
    keep(store, away(HEAD, STAFF.id))
    assert {Owed.TITLE, Owed.UNIT_TITLE, Owed.INNOVATION} <= set(kinds(store, HEAD))
    assert Owed.UNIT_TITLE not in kinds(store, STAFF)


# ---------------------------------------------------------------- what still stands


def the_item(store: MemoryStore, person: Person, kind: Owed) -> DigestItem:
    return next(item for item in owed(store, person, TODAY) if item.owed is kind)


def test_an_item_is_still_owed_until_it_is_answered_or_moved(store: MemoryStore) -> None:
    item = the_item(store, STAFF, Owed.TITLE)
    assert still_owed(store, item, STAFF, TODAY)
    assert not still_owed(store, replace(item, owed=Owed.TASK), STAFF, TODAY)
    assert not still_owed(store, replace(item, plan="khac"), STAFF, TODAY)
    assert not still_owed(store, replace(item, task="khac"), STAFF, TODAY)
    moved = a_task("ke_hoach", deadline=a_deadline(date(2024, 3, 29)), opens=Opens.TITLE)
    keep(store, a_plan(tasks=(moved,)))
    assert not still_owed(store, item, STAFF, TODAY)
    keep(store, a_plan(), titled(STAFF, Answer.DECLINED))
    assert not still_owed(store, item, STAFF, TODAY)


def test_a_message_that_never_went_out_keeps_what_still_stands_as_it_was_told(store: MemoryStore) -> None:
    item = the_item(store, STAFF, Owed.TITLE)
    earlier = replace(item, days=item.days + 1, rung="7", snoozed=True, warns=Warns.HEAD)
    assert standing(store, [earlier], STAFF, TODAY) == (replace(earlier, days=item.days),)
    assert standing(store, [replace(earlier, aim=date(2024, 2, 1))], STAFF, TODAY) == ()
    keep(store, Snooze("lan", "thu-2024", "ke_hoach", Owed.TITLE, at(date(2024, 2, 26))))
    assert snoozed_until(store, item, STAFF, TODAY) == date(2024, 2, 26)
    assert standing(store, [earlier], STAFF, TODAY) == ()
    assert snoozed_until(store, item, STAFF, date(2024, 2, 26)) is None


def test_what_is_told_of_others_stands_while_they_have_not_done_it(store: MemoryStore) -> None:
    late = date(2024, 6, 20)
    escalated = DigestItem("thu-2024", "bc_so_ket", Owed.ESCALATED, date(2024, 6, 14), -5, unit=OFFICE.id, rung="+3")
    silent = DigestItem("thu-2024", "ke_hoach", Owed.UNANSWERED, date(2024, 2, 28), 8, unit=INDUSTRY.id)
    assert [item.owed for item in standing(store, [escalated], OFFICER, late)] == [Owed.ESCALATED]
    assert standing(store, [escalated], OFFICE_HEAD, late) == (), "who owes it is told so otherwise"
    assert standing(store, [escalated], STAFF, late) == ()
    assert standing(store, [silent], HEAD, TODAY) == (silent,)
    assert standing(store, [silent], HEAD, date(2024, 3, 1)) == ()
    keep(store, *(titled(person, Answer.DECLINED) for person in (STAFF, HEAD)))
    keep(store, TaskProgress("thu-2024", "bc_so_ket", NOW, "hoa"))
    assert standing(store, [escalated], OFFICER, late) == standing(store, [silent], HEAD, TODAY) == ()


def test_the_absent_are_told_only_of_the_last_two_rungs_of_their_answers(store: MemoryStore) -> None:
    item = the_item(store, STAFF, Owed.TITLE)
    keep(store, away(STAFF))
    told = [replace(item, rung=rung) for rung in ("7", "3", "1", "0", "+1")]
    assert [item.rung for one in told for item in standing(store, [one], STAFF, TODAY)] == ["1", "0"]


def test_items_of_two_digests_are_told_once_each_by_their_day() -> None:
    late, soon = (DigestItem("p", task, Owed.TASK, date(2024, 3, day), 1) for task, day in (("a", 9), ("b", 2)))
    assert joined([late], [soon, replace(late, days=5)]) == (soon, late)


def test_what_is_owed_does_not_depend_on_how_records_are_stored() -> None:
    one = a_store(*the_tasks())
    other = a_store(*the_tasks()[::-1], people=PEOPLE[::-1], units=UNITS[::-1])
    for person in PEOPLE:
        assert owed(one, person, TODAY) == owed(other, person, TODAY)
