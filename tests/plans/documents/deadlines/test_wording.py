"""The plan's own words give the deadline its kind and days, or a problem that says what to write."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.deadlines.wording import read_deadline
from plans.model.plan import Deadline, DeadlineKind
from plans.problems import Problem

BY, ON, MONTH, QUARTER = DeadlineKind.BY, DeadlineKind.ON, DeadlineKind.MONTH, DeadlineKind.QUARTER
YEAR, RANGE, UNSET = DeadlineKind.YEAR, DeadlineKind.RANGE, DeadlineKind.UNSET
LEAP_DAY = date(2024, 2, 29)


def read(wording: str, section: str = "2. Nhiệm vụ quý II") -> Deadline | Problem:
    """A deadline of a task in the second quarter of 2024."""
    return read_deadline(wording, section, 2024)


@pytest.mark.parametrize(
    "wording",
    [
        "trước 29/02/2024",
        "Trước 29/2/2024.",
        "TRƯỚC NGÀY 29/02/2024",
        "trước ngày 29 tháng 02 năm 2024",
        "trước ngày 29 tháng 2, năm 2024",
        "truoc 29.02.2024",
        "trước 29-2-2024",
        "hoàn thành trước ngày 29/02/2024",
        "trước 29/02/2024 (thứ Năm)",
        "Tru\u031bo\u031b\u0301c 29/02/2024",
    ],
)
def test_before_a_day_is_due_by_that_day_and_read_strictly(wording: str) -> None:
    assert read(wording) == Deadline(BY, LEAP_DAY, LEAP_DAY, wording, before=True)


@pytest.mark.parametrize(
    "wording",
    [
        "chậm nhất 29/02/2024",
        "chậm nhất là ngày 29/02/2024",
        "đến hết ngày 29/02/2024",
        "đến hết 29/02/2024",
        "hạn cuối 29/02/2024",
        "hạn cuối cùng là ngày 29/02/2024",
        "đến hết tháng 02/2024",
        "xong trước hết tháng 2/2024",
        "chậm nhất cuối tháng 2/2024",
    ],
)
def test_at_the_latest_and_until_the_end_are_due_by_that_day(wording: str) -> None:
    assert read(wording) == Deadline(BY, LEAP_DAY, LEAP_DAY, wording)


@pytest.mark.parametrize(
    ("wording", "kind", "hour"),
    [
        ("trước 16h00 ngày 29/02/2024", BY, time(16)),
        ("trước 16 giờ 30 phút, ngày 29/02/2024", BY, time(16, 30)),
        ("chậm nhất 17h ngày 29/02/2024", BY, time(17)),
        ("14h00 ngày 29/02/2024", ON, time(14)),
        ("07:30, thứ Năm, ngày 29/02/2024", ON, time(7, 30)),
    ],
)
def test_the_hour_goes_with_the_day_and_is_kept_by_whoever_is_done_that_day(
    wording: str, kind: DeadlineKind, hour: time
) -> None:
    assert read(wording) == Deadline(kind, LEAP_DAY, LEAP_DAY, wording, hour=hour)


@pytest.mark.parametrize("wording", ["29/02/2024", "ngày 29/02/2024", "vào ngày 29 tháng 02 năm 2024"])
def test_a_bare_day_is_on_that_day(wording: str) -> None:
    assert read(wording) == Deadline(ON, LEAP_DAY, LEAP_DAY, wording)


@pytest.mark.parametrize(
    ("wording", "kind", "start", "end"),
    [
        ("trong tháng 12/2024", MONTH, date(2024, 12, 1), date(2024, 12, 31)),
        ("Tháng 2 năm 2024", MONTH, date(2024, 2, 1), LEAP_DAY),
        ("trong quý II/2024", QUARTER, date(2024, 4, 1), date(2024, 6, 30)),
        ("quí 4 năm 2024", QUARTER, date(2024, 10, 1), date(2024, 12, 31)),
        ("trong quý IV/2024", QUARTER, date(2024, 10, 1), date(2024, 12, 31)),
        ("trong năm 2024", YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        ("trong năm 2024-2025 (kết thúc năm)", RANGE, date(2024, 1, 1), date(2025, 12, 31)),
        ("từ năm 2024 đến năm 2025", RANGE, date(2024, 1, 1), date(2025, 12, 31)),
        ("từ ngày 01/6/2024 đến hết ngày 15/7/2024", RANGE, date(2024, 6, 1), date(2024, 7, 15)),
        ("01-15/7/2024", RANGE, date(2024, 7, 1), date(2024, 7, 15)),
        ("01/6/2024 - 30/6/2024", RANGE, date(2024, 6, 1), date(2024, 6, 30)),
        ("ngày 20 và 21/11/2024", RANGE, date(2024, 11, 20), date(2024, 11, 21)),
        ("tháng 9-10/2024", RANGE, date(2024, 9, 1), date(2024, 10, 31)),
        ("từ 01/6 đến 15/7/2024", RANGE, date(2024, 6, 1), date(2024, 7, 15)),
        ("từ tháng 6 đến tháng 7/2024", RANGE, date(2024, 6, 1), date(2024, 7, 31)),
        ("từ tháng 11/2024 đến tháng 02/2025", RANGE, date(2024, 11, 1), date(2025, 2, 28)),
        ("theo kế hoạch của Cụm, Khối", UNSET, date(2024, 4, 1), date(2024, 6, 30)),
        ("chưa ấn định", UNSET, date(2024, 4, 1), date(2024, 6, 30)),
    ],
)
def test_periods_keep_their_first_and_last_day(wording: str, kind: DeadlineKind, start: date, end: date) -> None:
    assert read(wording) == Deadline(kind, start, end, wording)


def test_a_day_not_yet_set_under_no_quarter_has_the_whole_year() -> None:
    found = read("theo kế hoạch Khối", "III. Nội dung")
    assert found == Deadline(UNSET, date(2024, 1, 1), date(2024, 12, 31), "theo kế hoạch Khối")


@pytest.mark.parametrize(
    ("wording", "day"),
    [
        ("trước 31/4/2024", "31/4/2024"),
        ("29/02/2025", "29/2/2025"),
        ("trong tháng 13/2024", "1/13/2024"),
        ("trước 01/01/1024", "1/1/1024"),
        ("từ 10/6/2024 đến 01/6/2024", "10/06/2024 - 01/06/2024"),
    ],
)
def test_a_day_that_does_not_exist_is_never_shifted(wording: str, day: str) -> None:
    assert read(wording) == Problem("file.deadline_impossible", {"day": day})


@pytest.mark.parametrize("wording", ["trước 15/6", "15/6", "trong tháng 12", "quý II", "trước ngày 15 tháng 6"])
def test_a_deadline_without_a_year_is_asked_for_its_year(wording: str) -> None:
    found = read(wording)
    assert isinstance(found, Problem)
    assert found.code == "file.deadline_without_year"


@pytest.mark.parametrize(
    "wording", ["sớm", "hằng tháng, trước ngày 20", "trước 15/6/24", "15/6/2024 hoặc 16/6/2024", "²/6/2024"]
)
def test_words_that_say_no_deadline_are_not_guessed_at(wording: str) -> None:
    found = read(wording)
    assert isinstance(found, Problem)
    assert found.code == "file.deadline_unreadable"


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sampled_from(["/", "-", "."]), st.booleans())
def test_every_day_is_read_as_it_is_written(day: date, between: str, padded: bool) -> None:
    form = "{0:02d}{3}{1:02d}{3}{2}" if padded else "{0}{3}{1}{3}{2}"
    wording = "trước " + form.format(day.day, day.month, day.year, between)
    assert read(wording) == Deadline(BY, day, day, wording, before=True)


@given(st.text(max_size=60))
def test_any_text_gives_a_deadline_or_a_problem(wording: str) -> None:
    assert isinstance(read(wording), Deadline | Problem)
