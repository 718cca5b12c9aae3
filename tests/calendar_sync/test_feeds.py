"""Which tasks stand in whose calendar on which day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_sync.calendars import Calendars, calendar_of
from calendar_sync.events import events_in
from calendar_sync.feeds import ALL, CANCELLED_FOR, OWN, PUBLIC, Feed, Shown, entries_in, unit_feed
from calendar_sync.stamps import stamp_events, stamps_of
from locales.catalogue import Texts
from plans.agenda import takes_part
from plans.documents.library import demo_department, demo_plan
from plans.innovation.registering import decline_innovation, register_innovation
from plans.model.people import Person, Role, Unit, UnitKind
from plans.model.plan import DeadlineKind, Opens, Plan, Task, TaskKind, TaskProgress
from plans.model.publishing import PublicCalendar
from plans.registrations.registering import decline_title, withdraw_title
from plans.registrations.rules import window_refusal
from plans.registrations.urging import owed_units, owes
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    STAFF,
    TODAY,
    a_deadline,
    a_department,
    a_person,
    a_plan,
    a_task,
    a_unit,
    do,
)

CHAT = "https://dondoc.example/"
VI = Texts("vi")
#: The last days of the two registers in `a_plan()`.
TITLES, IDEAS = date(2024, 2, 29), date(2024, 10, 10)


def own(store: MemoryStore, person: Person, today: date = TODAY) -> list[str]:
    """The ids of the tasks in a person's own calendar."""
    return shown(store, OWN, person, today)


def shown(store: MemoryStore, feed: Feed, person: Person | None = None, today: date = TODAY) -> list[str]:
    """The ids of the tasks in a calendar."""
    return [entry.task.id for entry in entries_in(store, feed, person, today)]


def the_plan(store: MemoryStore) -> Plan:
    """The department's plan as it stands."""
    plan = store.get(Plan, "thu-2024")
    assert plan is not None
    return plan


def change(store: MemoryStore, *tasks: Task, days: int = 0) -> None:
    """Put these tasks into the plan, new or changed, so many days later, and stamp."""
    known = {task.id: task for task in (*the_plan(store).tasks, *tasks)}
    with store.transaction() as tx:
        tx.put(replace(the_plan(store), tasks=tuple(known.values())))
        stamp_events(tx, NOW + timedelta(days=days))


def test_an_own_calendar_holds_what_is_asked_of_the_person_until_they_have_answered(store: MemoryStore) -> None:
    assert own(store, STAFF) == ["ke_hoach", "dk_sang_kien"]
    do(store, decline_title, STAFF, STAFF, the_plan(store))
    assert own(store, STAFF) == ["dk_sang_kien"]
    do(store, register_innovation, STAFF, the_plan(store), "Quy trình cấp phép nhanh hơn cho mọi hồ sơ")
    assert own(store, STAFF) == []
    do(store, withdraw_title, STAFF, STAFF, the_plan(store))
    assert own(store, STAFF) == ["ke_hoach"]


def test_an_answer_that_there_is_no_innovation_is_an_answer(store: MemoryStore) -> None:
    do(store, decline_innovation, STAFF, the_plan(store))
    assert own(store, STAFF) == ["ke_hoach"]


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (TITLES, ["ke_hoach", "dk_sang_kien"]),
        (TITLES + timedelta(days=1), ["dk_sang_kien"]),
        (IDEAS, ["dk_sang_kien"]),
        (IDEAS + timedelta(days=1), []),
    ],
)
def test_a_register_leaves_an_own_calendar_when_it_closes(store: MemoryStore, day: date, left: list[str]) -> None:
    assert own(store, STAFF, day) == left


def test_a_head_has_the_register_until_the_unit_has_answered_too(store: MemoryStore) -> None:
    do(store, decline_title, HEAD, HEAD, the_plan(store))
    assert "ke_hoach" in own(store, HEAD)
    do(store, decline_title, HEAD, INDUSTRY, the_plan(store))
    assert "ke_hoach" not in own(store, HEAD)


def test_who_came_after_the_last_day_is_asked_nothing(store: MemoryStore) -> None:
    late = a_person("moi", started=TITLES + timedelta(days=1))
    undated = a_deadline(TITLES, start=date(2024, 1, 1), kind=DeadlineKind.QUARTER)
    change(store, replace(the_plan(store).tasks[0], deadline=undated))
    assert own(store, late) == ["dk_sang_kien"]
    assert own(store, STAFF) == ["ke_hoach", "dk_sang_kien"]


def test_the_unit_that_leads_a_register_keeps_it_in_its_calendar(store: MemoryStore) -> None:
    do(store, decline_title, OFFICE_HEAD, OFFICE_HEAD, the_plan(store))
    assert "ke_hoach" in own(store, OFFICE_HEAD, IDEAS)
    assert "ke_hoach" in shown(store, unit_feed("van_phong"))


def test_who_has_left_has_an_empty_calendar(store: MemoryStore) -> None:
    assert own(store, replace(STAFF, left=TODAY)) == []
    assert own(store, replace(STAFF, left=TODAY + timedelta(days=1))) != []


def test_a_council_is_in_its_members_calendars_whoever_leads_its_meeting(store: MemoryStore) -> None:
    council = a_unit("hoi_dong_sang_kien", "Hội đồng sáng kiến Sở", kind=UnitKind.COUNCIL)
    with store.transaction() as tx:
        tx.put(council)
    member = replace(STAFF, further_units=(council.id,))
    assert "hop_hd_sang_kien" in own(store, member)
    assert "hop_hd_sang_kien" not in own(store, STAFF)
    assert "hop_hd_sang_kien" not in shown(store, unit_feed("ql_cong_nghiep"))


def test_a_timed_meeting_takes_up_its_members_time_in_their_own_calendar_only(store: MemoryStore) -> None:
    council = a_unit("hoi_dong_sang_kien", "Hội đồng sáng kiến Sở", kind=UnitKind.COUNCIL)
    meeting = next(task for task in the_plan(store).tasks if task.id == "hop_hd_sang_kien")
    with store.transaction() as tx:
        tx.put(council)
    change(store, replace(meeting, deadline=replace(meeting.deadline, hour=time(8))))
    member = replace(OFFICER, further_units=(council.id,))

    def busy(feed: Feed, person: Person) -> set[str]:
        return {event.summary for event in events_in(store, feed, person, VI, CHAT, TODAY) if event.busy}

    assert busy(OWN, member) == {meeting.title}
    assert busy(OWN, OFFICER) == busy(ALL, member) == busy(unit_feed("van_phong"), member) == set()
    assert b"TRANSP:OPAQUE" in calendar_of(store, OWN, member, VI, CHAT, TODAY)
    assert b"TRANSP:OPAQUE" not in calendar_of(store, ALL, member, VI, CHAT, TODAY)


def test_a_day_not_set_is_for_those_who_can_set_it(store: MemoryStore) -> None:
    assert "huong_ung" in shown(store, ALL)
    assert "huong_ung" in own(store, OFFICER)
    for person in (LEADER, HEAD, STAFF):
        assert "huong_ung" not in own(store, person)
    for feed in (PUBLIC, unit_feed("van_phong")):
        assert "huong_ung" not in shown(store, feed)


def test_a_cancelled_task_is_shown_for_sixty_days_and_then_dropped(store: MemoryStore) -> None:
    report = next(task for task in the_plan(store).tasks if task.id == "bc_so_ket")
    change(store, replace(report, withdrawn=True), days=3)
    last = TODAY + timedelta(days=3) + CANCELLED_FOR
    for feed, person in ((ALL, None), (OWN, OFFICE_HEAD), (unit_feed("van_phong"), None), (PUBLIC, None)):
        assert "bc_so_ket" in shown(store, feed, person, last)
        assert "bc_so_ket" not in shown(store, feed, person, last + timedelta(days=1))
    assert b"STATUS:CANCELLED" in calendar_of(store, ALL, None, VI, CHAT, last)


def test_a_withdrawn_register_is_cancelled_for_those_who_had_it(store: MemoryStore) -> None:
    do(store, decline_title, HEAD, HEAD, the_plan(store))
    do(store, decline_title, HEAD, INDUSTRY, the_plan(store))
    change(store, replace(the_plan(store).tasks[0], withdrawn=True))
    assert "ke_hoach" in own(store, STAFF)
    assert "ke_hoach" not in own(store, HEAD)
    assert "ke_hoach" not in own(store, STAFF, TITLES + timedelta(days=1))


def test_the_public_calendar_tells_the_plan_and_not_what_has_become_of_it(store: MemoryStore) -> None:
    before = events_in(store, PUBLIC, None, VI, CHAT, TODAY)
    with store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, "van"))
    assert events_in(store, PUBLIC, None, VI, CHAT, TODAY) == before
    said = "\n".join(event.description for event in before)
    for word in ("Đôn Đốc", "Mỗi cá nhân", CHAT):
        assert word not in said
    assert "Kế hoạch quy định" in said


def test_what_becomes_of_a_task_leaves_the_public_calendars_bytes(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(PublicCalendar("van", NOW))
        stamp_events(tx, NOW)
    before = calendar_of(store, PUBLIC, None, VI, CHAT, TODAY)
    with store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, "van"))
        stamp_events(tx, NOW + timedelta(days=1))
    assert b"SEQUENCE:1" in calendar_of(store, ALL, None, VI, CHAT, TODAY)
    assert calendar_of(store, PUBLIC, None, VI, CHAT, TODAY) == before
    report = next(task for task in the_plan(store).tasks if task.id == "bc_so_ket")
    change(store, replace(report, title="Báo cáo khác"), days=2)
    after = calendar_of(store, PUBLIC, None, VI, CHAT, TODAY)
    assert after.count(b"SEQUENCE:1\r\n") == 1
    assert b"SEQUENCE:2\r\n" in calendar_of(store, ALL, None, VI, CHAT, TODAY)


def test_a_calendar_that_becomes_public_later_does_not_tell_what_has_become_of_tasks(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, "van"))
        stamp_events(tx, NOW + timedelta(days=1))
    with store.transaction() as tx:
        tx.put(PublicCalendar("van", NOW))
        stamp_events(tx, NOW + timedelta(days=2))
    stamps = stamps_of(store, public=True)
    shown = [stamps[event.uid] for event in events_in(store, PUBLIC, None, VI, CHAT, TODAY)]
    assert {stamp.sequence for stamp in shown} == {0}
    assert len({stamp.last_modified for stamp in shown}) == 1


def test_the_public_calendar_is_in_vietnamese_and_the_same_for_everybody(store: MemoryStore) -> None:
    calendars, source = Calendars(store, CHAT, TODAY), f"{CHAT}calendar/public.ics"
    body = calendars.body(PUBLIC, None, VI, source=source)
    english = calendars.body(PUBLIC, STAFF, Texts("en"), alarms=True, source=source)
    assert body == english
    assert "trò chuyện".encode() not in body.replace(b"\r\n ", b"")
    assert b"SOURCE;VALUE=URI:https://dondoc.example/calendar/public.ics\r\n" in body
    assert b"SOURCE" not in calendars.body(OWN, STAFF, VI, source="https://secret/")


def test_the_demo_department_each_sees_their_own() -> None:
    """Who sees what of the real plan on its first day, by hand."""
    store = MemoryStore()
    _, units, people = demo_department()
    with store.transaction() as tx:
        tx.put(replace(demo_plan(), adopted_at=NOW))
        for unit in units:
            tx.put(unit)
        for person in people:
            tx.put(person)
        stamp_events(tx, NOW)
    by_id = {person.id: person for person in people}
    everybody = ["ke_hoach", "bc_so_ket", "dk_sang_kien"]
    thi_dua = ["danh_gia_phan_loai", "hop_hd_thi_dua"]
    assert own(store, by_id["nam.ph"]) == everybody
    assert own(store, by_id["hau.tc"]) == [*everybody, *thi_dua]
    assert own(store, by_id["minh.tq"]) == ["ke_hoach", "dk_sang_kien", "hop_hd_sang_kien", *thi_dua]
    unset = ["huong_ung", "hn_so_ket", "hoat_dong_khoi", "hn_tong_ket"]
    assert set(unset) <= set(own(store, by_id["lan"]))
    assert not set(unset) & set(own(store, by_id["oanh.vtk"]))
    assert len(own(store, by_id["lan"])) < len(shown(store, ALL)) == 13


DEEDS = st.lists(
    st.tuples(
        st.sampled_from([STAFF, HEAD, LEADER, OFFICER, OFFICE_HEAD]),
        st.sampled_from(["title", "unit", "innovation", "withdraw"]),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=40)
@given(deeds=DEEDS, day=st.sampled_from([TODAY, TITLES, TITLES + timedelta(days=1), IDEAS, IDEAS + timedelta(days=1)]))
def test_a_register_is_in_an_own_calendar_exactly_while_the_rules_would_take_an_answer(
    deeds: list[tuple[Person, str]], day: date
) -> None:
    store = MemoryStore()
    a_department(store)
    for person, deed in deeds:
        match deed:
            case "title":
                do(store, decline_title, person, person, the_plan(store))
            case "unit":
                for unit in owed_units(store, the_plan(store), person):
                    do(store, decline_title, person, unit, the_plan(store))
            case "innovation":
                do(store, decline_innovation, person, the_plan(store))
            case "withdraw":
                do(store, withdraw_title, person, person, the_plan(store))
    plan, noon = the_plan(store), datetime.combine(day, time(12), HANOI)
    for person in store.all(Person):
        asked = {
            task.id
            for task in plan.tasks
            if task.opens is not None
            and window_refusal(plan, task.opens, noon) is None
            and (
                owes(store, plan, task.opens, person)
                or (task.opens is Opens.TITLE and bool(owed_units(store, plan, person)))
            )
        }
        units = [unit for unit in store.all(Unit) if unit.id in person.units]
        theirs = {task.id for task in plan.tasks if any(takes_part(unit, task, store.all(Unit)) for unit in units)}
        unset = {task.id for task in plan.tasks if task.deadline.kind is DeadlineKind.UNSET}
        wanted = (asked | theirs) - unset | (unset if Role.OFFICE in person.roles else set())
        assert set(own(store, person, day)) == wanted


def test_what_is_read_once_is_the_same_as_what_is_read_for_each(store: MemoryStore) -> None:
    units = [unit_feed(unit.id) for unit in store.all(Unit)]
    for today in (TODAY, IDEAS, IDEAS + timedelta(days=100)):
        once = Shown(store, today)
        for person in store.all(Person):
            for feed in (OWN, ALL, PUBLIC, *units):
                assert once.entries(feed, person) == entries_in(store, feed, person, today)


def test_a_change_of_one_unit_leaves_the_bytes_of_the_others_calendars(store: MemoryStore) -> None:
    task = a_task("rieng", title="Việc riêng", lead=("ql_cong_nghiep",), deadline=a_deadline(date(2024, 5, 6)))
    change(store, task)
    feeds = [(unit_feed(unit), None) for unit in ("van_phong", "lanh_dao", "ql_cong_nghiep")]
    calendars = [*feeds, (OWN, OFFICE_HEAD), (OWN, LEADER), (OWN, STAFF), (ALL, None)]

    def bodies() -> list[bytes]:
        return [calendar_of(store, feed, person, VI, CHAT, TODAY) for feed, person in calendars]

    before = bodies()
    change(store, replace(task, title="Việc riêng, sửa"), days=1)
    moved = [one != other for one, other in zip(before, bodies(), strict=True)]
    assert moved == [False, False, True, False, False, True, True]


def test_a_second_plan_is_in_the_same_calendars(store: MemoryStore) -> None:
    opened = a_task(
        "dk", title="Đăng ký", deadline=a_deadline(date(2025, 2, 1)), kind=TaskKind.REGISTRATION, opens=Opens.TITLE
    )
    with store.transaction() as tx:
        tx.put(a_plan("sau", year=2025, tasks=(opened,)))
        stamp_events(tx, NOW)
    do(store, decline_title, STAFF, STAFF, the_plan(store))
    assert own(store, STAFF) == ["dk_sang_kien", "dk"]
