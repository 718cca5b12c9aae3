"""Whose council a meeting is, and what prepares it: found in the real plans, and nowhere else."""

from dataclasses import replace
from datetime import date, time

import pytest

from plans.documents.library import LIBRARY, bundled_plan, bundled_plans, demo_department
from plans.documents.plan_file import read_plan
from plans.model.people import UnitKind
from plans.model.plan import DeadlineKind, Opens, Plan, Task, TaskKind
from plans.planning.meetings import Councils, preparing
from tests.builders import UNITS, a_deadline, a_plan, a_task, a_unit

COUNCILS = Councils(demo_department()[1])
#: Every meeting of a council that the bundled plans' titles name, and every deadline that prepares a meeting.
MEETINGS = {
    ("gia-lai-cong-thuong-2024", "hop_hd_sang_kien"): "hoi_dong_sang_kien",
    ("gia-lai-cong-thuong-2024", "hop_hd_thi_dua"): "hoi_dong_tdkt",
    ("lang-son-ngoai-vu-2024", "hop_hd_thi_dua"): "hoi_dong_tdkt",
}
PREPARED = {
    ("gia-lai-cong-thuong-2024", "hop_hd_sang_kien"): ["dk_sang_kien"],
    ("lang-son-ngoai-vu-2024", "hn_so_ket"): ["bc_so_ket"],
    ("lang-son-ngoai-vu-2024", "hop_hd_sang_kien"): ["dk_thi_dua"],
}


def the_plans() -> dict[str, Plan]:
    """The bundled plans, matched to the demo department."""
    read = {name: read_plan(bundled_plan(name), f"{name}.txt", demo_department()[1]).plan for name in bundled_plans()}
    return {name: plan for name, plan in read.items() if plan is not None}


def a_meeting(title: str, kind: TaskKind = TaskKind.MEETING) -> Task:
    """A meeting led by the office, on 30/10/2024."""
    return a_task("hop", title=title, kind=kind, deadline=a_deadline(date(2024, 10, 30), kind=DeadlineKind.ON))


def test_the_meetings_of_councils_in_the_real_plans_are_found_and_none_is_invented() -> None:
    plans = the_plans()
    assert len(plans) == len(list(LIBRARY.glob("*.txt"))) == 4
    found = {
        (name, task.id): council.id
        for name, plan in plans.items()
        for task in plan.tasks
        for council in COUNCILS.meeting_in(task)
    }
    assert found == MEETINGS


def test_what_prepares_a_meeting_in_the_real_plans_is_found_and_nothing_is_invented() -> None:
    found = {
        (name, task.id): [other.id for other in preparing(plan, task)]
        for name, plan in the_plans().items()
        for task in plan.tasks
        if preparing(plan, task)
    }
    assert found == PREPARED


def test_the_offices_that_compete_with_ours_are_no_subject() -> None:
    plan = the_plans()["gia-lai-cong-thuong-2024"]
    meeting = next(task for task in plan.tasks if task.id == "hn_so_ket")
    meeting = replace(meeting, deadline=a_deadline(date(2024, 7, 18), kind=DeadlineKind.ON))
    assert [task.id for task in preparing(plan, meeting)] == ["bc_so_ket"]


@pytest.mark.parametrize(
    ("title", "council"),
    [
        ("Họp Hội đồng sáng kiến Sở", "hoi_dong_sang_kien"),
        ("Tổ chức họp Hội đồng sáng kiến của Sở để xét công nhận sáng kiến", "hoi_dong_sang_kien"),
        ("Tổng kết năm, họp Hội đồng thi đua Sở Công Thương bình xét", "hoi_dong_tdkt"),
        ("Phiên họp Hội đồng Thi đua - Khen thưởng cơ quan", "hoi_dong_tdkt"),
        ("HỌP HĐ TĐKT", "hoi_dong_tdkt"),
        ("Họp HĐSK cấp cơ sở", "hoi_dong_sang_kien"),
        ("Ho\u0323p Hội đồng sáng kiến", "hoi_dong_sang_kien"),
        ("Họp  Hội\u00a0 đồng sáng kiến", "hoi_dong_sang_kien"),
        ("Phiên họp thứ nhất của Hội đồng Thi đua - Khen thưởng", "hoi_dong_tdkt"),
        ("Họp định kỳ của Hội đồng sáng kiến Sở", "hoi_dong_sang_kien"),
        ("Hội đồng sáng kiến Sở tổ chức họp xét, công nhận sáng kiến", "hoi_dong_sang_kien"),
        ("Hội đồng thi đua, khen thưởng Sở họp bình xét", "hoi_dong_tdkt"),
    ],
)
def test_a_council_is_known_by_its_name_or_another_of_its_names(title: str, council: str) -> None:
    assert [found.id for found in COUNCILS.meeting_in(a_meeting(title))] == [council]


@pytest.mark.parametrize(
    "title",
    [
        "Họp Hội đồng sáng kiến và Hội đồng Thi đua - Khen thưởng Sở",
        "Họp Hội đồng sáng kiến, Hội đồng thi đua, khen thưởng Sở xét danh hiệu",
        "Họp HĐSK, HĐTĐKT",
    ],
)
def test_councils_that_meet_together_are_all_found(title: str) -> None:
    found = COUNCILS.meeting_in(a_meeting(title))
    assert [council.id for council in found] == ["hoi_dong_sang_kien", "hoi_dong_tdkt"]


@pytest.mark.parametrize(
    "title",
    [
        "Phối hợp Hội đồng sáng kiến Sở tổng hợp hồ sơ",
        "Tổng hợp Hội đồng thi đua",
        "Họp Hội đồng Thi đua - Khen thưởng tỉnh",
        "Họp Hội đồng sáng kiến cấp tỉnh",
        "Dự họp Hội đồng thi đua của Bộ Công Thương",
        "Họp Hội đồng thi đua Cụm",
        "Họp Hội đồng kỷ luật",
        "Họp giao ban tháng 10",
        "Gửi hồ sơ về Hội đồng sáng kiến Sở",
        "Chuẩn bị họp Hội đồng sáng kiến Sở",
        "Hội đồng sáng kiến tỉnh họp",
        "Họp Hội đồng sáng kiến, Hội đồng thi đua tỉnh",
        "Hội đồng kỷ luật họp",
        "Hội đồng sáng kiến Sở chấm điểm, Phòng Quản lý công nghiệp họp",
        "Họp rà soát kết luận của Hội đồng thi đua",
        "Gửi hồ sơ trước khi Hội đồng sáng kiến Sở họp",
        "",
    ],
)
def test_what_is_no_meeting_or_somebody_elses_is_left_alone(title: str) -> None:
    assert COUNCILS.meeting_in(a_meeting(title)) == ()


def test_a_report_on_a_meeting_is_no_meeting() -> None:
    assert COUNCILS.meeting_in(a_meeting("Báo cáo; họp Hội đồng sáng kiến Sở", TaskKind.REPORT)) == ()


def test_only_councils_meet_as_councils() -> None:
    organisation = a_unit("hoi_dong", "Hội đồng sáng kiến", kind=UnitKind.ORGANISATION)
    assert Councils([organisation]).meeting_in(a_meeting("Họp Hội đồng sáng kiến")) == ()
    assert Councils(()).meeting_in(a_meeting("Họp Hội đồng sáng kiến")) == ()
    assert Councils(UNITS).meeting_in(a_meeting("Họp Hội đồng thi đua khen thưởng Sở")) != ()


REGISTRATION = a_task(
    "dk_sang_kien",
    title="Tổng hợp đăng ký sáng kiến kinh nghiệm",
    deadline=a_deadline(date(2024, 10, 10)),
    kind=TaskKind.INNOVATION,
    opens=Opens.INNOVATION,
)
MEETING = a_meeting("Họp Hội đồng sáng kiến Sở")


def prepared_by(*tasks: Task, meeting: Task = MEETING) -> list[str]:
    """The ids of the tasks that prepare the meeting in a plan of these and it."""
    return [task.id for task in preparing(a_plan(tasks=(*tasks, meeting)), meeting)]


def test_a_deadline_prepares_the_meeting_on_its_subject_that_follows_it() -> None:
    assert prepared_by(REGISTRATION) == ["dk_sang_kien"]
    assert prepared_by(replace(REGISTRATION, title="Tổng hợp đăng ký của các phòng")) == ["dk_sang_kien"]
    report = a_task("bc", title="Báo cáo kết quả áp dụng sáng kiến", deadline=a_deadline(date(2024, 9, 1)))
    assert prepared_by(REGISTRATION, report) == ["bc", "dk_sang_kien"]


@pytest.mark.parametrize(
    "task",
    [
        replace(REGISTRATION, deadline=a_deadline(date(2024, 10, 30))),
        replace(REGISTRATION, deadline=a_deadline(date(2024, 10, 10), kind=DeadlineKind.UNSET)),
        replace(REGISTRATION, withdrawn=True),
        replace(REGISTRATION, kind=TaskKind.MOVEMENT),
        replace(REGISTRATION, title="Báo cáo sơ kết công tác thi đua, khen thưởng", opens=None),
    ],
    ids=["not before it", "no day", "withdrawn", "nothing handed in", "another subject"],
)
def test_what_does_not_prepare_it(task: Task) -> None:
    assert prepared_by(task) == []


def test_a_meeting_without_a_day_or_that_is_off_is_prepared_by_nothing() -> None:
    unset = replace(MEETING, deadline=a_deadline(date(2024, 12, 31), kind=DeadlineKind.UNSET))
    for meeting in (unset, replace(MEETING, withdrawn=True), replace(MEETING, kind=TaskKind.OTHER)):
        assert prepared_by(REGISTRATION, meeting=meeting) == []


def test_a_meeting_in_a_month_is_prepared_only_by_what_is_over_before_the_month() -> None:
    december = a_deadline(date(2024, 12, 31), start=date(2024, 12, 1), kind=DeadlineKind.MONTH)
    meeting = replace(MEETING, deadline=december)
    assert prepared_by(REGISTRATION, meeting=meeting) == ["dk_sang_kien"]
    late = replace(REGISTRATION, deadline=a_deadline(date(2024, 12, 5)))
    assert prepared_by(late, meeting=meeting) == []


def test_a_subject_of_the_whole_plan_tells_nothing_apart() -> None:
    others = [a_task(f"viec_{n}", title="Báo cáo sáng kiến", deadline=a_deadline(date(2024, 3, 1))) for n in range(4)]
    assert prepared_by(*others) == []


def test_the_hour_of_a_meeting_changes_nothing_about_what_prepares_it() -> None:
    meeting = replace(MEETING, deadline=replace(MEETING.deadline, hour=time(8)))
    assert prepared_by(REGISTRATION, meeting=meeting) == ["dk_sang_kien"]
