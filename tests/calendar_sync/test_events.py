"""Which events there are, what they say, and who sees them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from calendar_sync.events import Event, Status, event_of, events_in, todo_of
from calendar_sync.feeds import ALL, feeds_of
from calendar_sync.uids import key_of, uid_of
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.model.people import Person
from plans.model.plan import Body, DeadlineKind, Opens, Plan, Rule, Source, Task, TaskKind, TaskProgress, task_key
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, TODAY, a_deadline, a_plan, a_task

CHAT = "https://dondoc.example/"
VI, EN = Texts("vi"), Texts("en")


def entry_of(task: Task, *, done: bool = False, plan: Plan | None = None) -> Entry:
    """A task as it stands in its plan."""
    plan = plan or a_plan(tasks=(task,))
    return Entry(plan, task, TaskProgress(plan.id, task.id, NOW, "van") if done else None)


def seen_by(store: MemoryStore, person: Person) -> set[str]:
    """Summaries in a person's calendar."""
    return {event.summary for event in events_in(store, feeds_of(store, person, TODAY)[0], person, VI, CHAT, TODAY)}


def ranged(start: date, end: date, kind: DeadlineKind = DeadlineKind.RANGE) -> Event:
    """The event of a task with a period."""
    return event_of(entry_of(a_task(title="Việc", deadline=a_deadline(end, start=start, kind=kind))), VI, CHAT)


def test_a_deadline_before_a_day_stands_on_that_day_in_the_plans_own_words() -> None:
    task = a_task(deadline=a_deadline(date(2024, 2, 29), before=True))
    event = event_of(entry_of(task), VI, CHAT)
    assert (event.start, event.end) == (date(2024, 2, 29), date(2024, 3, 1))
    assert event.summary == task.title
    assert event.description.startswith("Thời hạn theo kế hoạch: Trước 29/02/2024\n")
    assert "Nên xong trong ngày 28/02/2024 (thứ Tư); Đôn Đốc nhận đến hết ngày 29/02/2024." in event.description


def test_a_meeting_on_a_day_off_is_not_moved_and_not_hurried() -> None:
    deadline = a_deadline(date(2024, 6, 15), kind=DeadlineKind.ON)
    event = event_of(entry_of(a_task(deadline=deadline, kind=TaskKind.MEETING)), VI, CHAT)
    assert event.start == date(2024, 6, 15)
    assert "Nên xong" not in event.description


def a_meeting(hour: time | None = time(8, 30), kind: DeadlineKind = DeadlineKind.ON) -> Task:
    """A meeting on 30/10/2024."""
    deadline = replace(a_deadline(date(2024, 10, 30), kind=kind), hour=hour)
    return a_task("hop", title="Họp Hội đồng sáng kiến Sở", kind=TaskKind.MEETING, deadline=deadline)


def test_a_meeting_with_an_hour_lasts_two_hours_and_says_that_nobody_knows() -> None:
    event = event_of(entry_of(a_meeting()), VI, CHAT)
    assert event.timed
    assert (event.start, event.end) == (
        datetime(2024, 10, 30, 8, 30, tzinfo=HANOI),
        datetime(2024, 10, 30, 10, 30, tzinfo=HANOI),
    )
    assert event.day == date(2024, 10, 30)
    assert "Bắt đầu lúc 08:30. Kế hoạch không ghi giờ kết thúc; lịch tạm tính hai giờ." in event.description
    assert "names no end" in event_of(entry_of(a_meeting()), EN, CHAT).description


def test_a_late_meeting_ends_on_the_next_day() -> None:
    event = event_of(entry_of(a_meeting(time(23))), VI, CHAT)
    assert event.end == datetime(2024, 10, 31, 1, tzinfo=HANOI)
    assert event.day == date(2024, 10, 30)


@pytest.mark.parametrize(
    "task",
    [
        a_meeting(kind=DeadlineKind.BY),
        replace(a_meeting(), kind=TaskKind.REPORT),
    ],
)
def test_an_hour_by_which_papers_must_be_in_leaves_a_whole_day_that_names_it(task: Task) -> None:
    event = event_of(entry_of(task), VI, CHAT)
    assert not event.timed
    assert (event.start, event.end) == (date(2024, 10, 30), date(2024, 10, 31))
    assert "Giờ theo kế hoạch: 08:30." in event.description


def test_without_an_hour_none_is_spoken_of() -> None:
    event = event_of(entry_of(a_meeting(None)), VI, CHAT)
    assert not event.timed
    assert "Giờ" not in event.description


def test_a_meeting_names_the_deadline_that_prepares_it() -> None:
    registration = a_task("dk", title="Đăng ký sáng kiến", deadline=a_deadline(date(2024, 10, 10)))
    plan = a_plan(tasks=(registration, a_meeting()))
    event = event_of(entry_of(a_meeting(), plan=plan), VI, CHAT)
    assert event.related == (uid_of(entry_of(registration, plan=plan)),)
    assert event_of(entry_of(registration, plan=plan), VI, CHAT).related == ()


def test_a_to_do_is_the_task_in_its_own_words_with_a_tick_and_its_last_day() -> None:
    task = a_task()
    todo, done = (todo_of(entry_of(task, done=done), VI, CHAT) for done in (False, True))
    assert (todo.uid, key_of(todo.uid)) == (f"{entry_of(task).key}-viec@dondoc", entry_of(task).key)
    assert (todo.summary, todo.due, todo.done, todo.done_at) == (task.title, date(2024, 6, 15), False, None)
    assert (done.summary, done.done, done.done_at) == (task.title, True, NOW)
    assert todo.description == event_of(entry_of(task), VI, CHAT).description
    month = a_deadline(date(2024, 12, 31), start=date(2024, 12, 1), kind=DeadlineKind.MONTH)
    assert todo_of(entry_of(a_task(title="Họp", deadline=month)), VI, CHAT).summary == "Trong tháng 12: Họp"


@pytest.mark.parametrize(
    ("kind", "start", "end", "summary", "day"),
    [
        (DeadlineKind.MONTH, date(2024, 12, 1), date(2024, 12, 31), "Trong tháng 12: Việc", date(2024, 12, 31)),
        (DeadlineKind.MONTH, date(2024, 6, 1), date(2024, 6, 30), "Trong tháng 6: Việc", date(2024, 6, 28)),
        (DeadlineKind.QUARTER, date(2024, 4, 1), date(2024, 6, 30), "Trong quý II: Việc", date(2024, 6, 28)),
        (DeadlineKind.YEAR, date(2024, 1, 1), date(2024, 12, 31), "Trong năm 2024: Việc", date(2024, 12, 31)),
        (DeadlineKind.RANGE, date(2024, 1, 1), date(2025, 12, 31), "Trong năm 2024–2025: Việc", date(2025, 12, 31)),
        (DeadlineKind.RANGE, date(2024, 1, 1), date(2024, 12, 31), "Trong năm 2024: Việc", date(2024, 12, 31)),
        (
            DeadlineKind.RANGE,
            date(2026, 6, 1),
            date(2026, 7, 31),
            "Từ tháng 06/2026 đến tháng 07/2026: Việc",
            date(2026, 7, 31),
        ),
        (
            DeadlineKind.RANGE,
            date(2024, 5, 6),
            date(2024, 5, 10),
            "Từ 06/05/2024 đến 10/05/2024: Việc",
            date(2024, 5, 10),
        ),
        (DeadlineKind.UNSET, date(2024, 4, 1), date(2024, 6, 30), "Chưa ấn định ngày: Việc", date(2024, 4, 1)),
        (DeadlineKind.UNSET, date(2024, 1, 1), date(2024, 3, 31), "Chưa ấn định ngày: Việc", date(2024, 1, 2)),
    ],
)
def test_a_period_stands_once_and_says_which_it_is(
    kind: DeadlineKind, start: date, end: date, summary: str, day: date
) -> None:
    event = ranged(start, end, kind)
    assert (event.summary, event.start, event.end - event.start) == (summary, day, timedelta(days=1))


def test_every_month_has_its_name_in_both_languages() -> None:
    names = {(texts.language, texts(f"calendar.month_{month}")) for texts in (VI, EN) for month in range(1, 13)}
    assert len(names) == 24


def test_every_kind_of_task_has_a_category() -> None:
    for kind in TaskKind:
        for texts in (VI, EN):
            assert len(event_of(entry_of(a_task(kind=kind)), texts, CHAT).categories) == 2


def test_an_unset_deadline_is_tentative_until_the_work_is_done() -> None:
    task = a_task(deadline=a_deadline(date(2024, 6, 30), start=date(2024, 4, 1), kind=DeadlineKind.UNSET))
    assert event_of(entry_of(task), VI, CHAT).status is Status.TENTATIVE
    assert event_of(entry_of(task, done=True), VI, CHAT).status is Status.CONFIRMED


def test_a_done_task_says_so_and_keeps_its_name_and_day() -> None:
    task = a_task()
    before, after = (event_of(entry_of(task, done=done), VI, CHAT) for done in (False, True))
    assert after.summary == f"Đã xong: {task.title}"
    assert (after.uid, after.start) == (before.uid, before.start)


def test_a_task_that_opens_a_registration_never_reads_as_closed_for_the_person() -> None:
    event = event_of(entry_of(a_task(opens=Opens.TITLE), done=True), VI, CHAT)
    assert not event.done, "alarms go on for those who have not answered"
    assert event.summary.startswith("Đã xong phần của đơn vị chủ trì: ")
    assert "Đơn vị chủ trì xong phần việc của mình không thay cho câu trả lời ấy." in event.description


def test_a_withdrawn_task_is_cancelled_under_the_same_name() -> None:
    task = a_task()
    gone = replace(task, withdrawn=True)
    event = event_of(entry_of(gone, done=True), VI, CHAT)
    assert (event.status, event.summary) == (Status.CANCELLED, f"Đã hủy: {task.title}")
    assert event.uid == uid_of(entry_of(task)) == f"{task_key('thu-2024', task.id)}@dondoc"


def test_the_description_names_bodies_place_quote_and_the_way_back() -> None:
    task = replace(
        a_task(),
        lead=(Body("Văn phòng", "van_phong"), Body("Công đoàn")),
        cooperating=(Body("các phòng, đơn vị thuộc Sở"),),
        source=Source("ke-hoach.txt", 57, "Trước 15/6/2024."),
    )
    for texts, words in (
        (VI, ("Chủ trì", "Phối hợp", "mục 2.1", "dòng 57")),
        (EN, ("Lead", "Cooperating", "item 2.1")),
    ):
        description = event_of(entry_of(task), texts, CHAT).description
        for word in (*words, "Văn phòng; Công đoàn", "các phòng, đơn vị thuộc Sở", "“Trước 15/6/2024.”", CHAT):
            assert word in description


def test_without_a_chat_to_go_back_to_everything_else_is_said() -> None:
    entry = entry_of(a_task(opens=Opens.TITLE, deadline=a_deadline(date(2024, 2, 29), before=True)))
    said = event_of(entry, VI, CHAT).description
    assert event_of(entry, VI, "").description == said.removesuffix(f"\n\nHỏi hoặc trả lời Đôn Đốc tại: {CHAT}")
    for word in ("Nên xong trong ngày", "Mỗi cá nhân, tập thể tự trả lời", CHAT):
        assert word in said
        assert word not in event_of(entry, VI, CHAT, public=True).description


def test_the_rules_of_the_plan_stand_beside_the_registration_they_govern() -> None:
    rules = (
        Rule("register", Source("ke-hoach.txt", 139, "đăng ký thi đua gửi về Hội đồng")),
        Rule("unregistered", Source("ke-hoach.txt", 141, "không đăng ký thì không xem xét")),
    )
    plan = a_plan(rules=rules)

    def description(opens: Opens | None) -> str:
        return event_of(entry_of(a_task(opens=opens), plan=plan), VI, CHAT).description

    assert "dòng 139" in description(Opens.TITLE)
    assert "dòng 141" in description(Opens.TITLE)
    assert "dòng 139" in description(Opens.INNOVATION)
    assert "dòng 141" not in description(Opens.INNOVATION)
    assert "Kế hoạch quy định" not in description(None)


def test_the_title_is_one_line_whatever_the_paper_held() -> None:
    event = event_of(entry_of(a_task(title="Báo cáo\r\nSUMMARY:x\u2028 sơ\tkết")), VI, CHAT)
    assert event.summary == "Báo cáo SUMMARY:x sơ kết"


def test_the_office_and_leaders_see_everything_unset_deadlines_too(store: MemoryStore) -> None:
    everything = {event.summary for event in events_in(store, ALL, None, VI, CHAT, TODAY)}
    assert len(everything) == 6
    assert seen_by(store, OFFICER) == seen_by(store, LEADER) == everything
    assert any(summary.startswith("Chưa ấn định ngày: ") for summary in everything)


def test_heads_and_staff_see_what_is_asked_of_everybody_and_of_their_units(store: MemoryStore) -> None:
    asked = {
        "Xây dựng, ban hành kế hoạch công tác thi đua, đăng ký thi đua năm 2024",
        "Triển khai và tổng hợp đăng ký sáng kiến kinh nghiệm",
    }
    assert seen_by(store, HEAD) == seen_by(store, STAFF) == asked
    of_the_council = replace(STAFF, further_units=("hoi_dong_tdkt",))
    assert seen_by(store, of_the_council) == asked | {"Trong tháng 12: Họp Hội đồng thi đua Sở"}


def test_what_all_departments_cooperate_in_is_in_every_departments_calendar(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(a_plan("khac", tasks=(a_task(title="Việc chung", cooperating=("cac_phong_don_vi",)),)))
    assert "Việc chung" in seen_by(store, STAFF)


def test_staff_never_see_an_unset_deadline_even_of_their_own_unit(store: MemoryStore) -> None:
    unset = a_deadline(date(2024, 6, 30), start=date(2024, 4, 1), kind=DeadlineKind.UNSET)
    with store.transaction() as tx:
        tx.put(a_plan("khac", tasks=(a_task(title="Sau", deadline=unset, lead=("ql_cong_nghiep",)),)))
    assert not any("Sau" in summary for summary in seen_by(store, STAFF))
    assert any("Sau" in summary for summary in seen_by(store, LEADER))


def test_a_draft_is_in_nobodys_calendar(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(a_plan("du-thao", tasks=(a_task(title="Dự thảo"),), adopted_at=None))
    assert not any("Dự thảo" in event.summary for event in events_in(store, ALL, None, VI, CHAT, TODAY))
