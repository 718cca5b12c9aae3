"""Files of an office's days and ladders: strict, and everything wrong is found at once with its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.days_file import TEMPLATE, read_date, write_days
from plans.documents.ladders_file import write_ladders
from plans.documents.office_file import OfficeFile, read_office_file
from plans.model.office_settings import LadderSetting
from plans.model.plan import TaskKind
from plans.office.days import MOST, OfficeDay
from plans.problems import Problem
from plans.working_days import bundled

BUNDLED = Path(__file__).parents[3] / "plans" / "working_days.toml"
NOTES = ["", "Nghỉ hoán đổi", 'Có "ngoặc kép" và \\ gạch chéo', "# không phải ghi chú"]
GOOD = """\
[[day]]
date = 2027-01-08
work = false
reason = "Nghỉ hoán đổi"
source = "Thông báo số 5"
checked = 2026-12-01

[[day]]
date = "16/01/2027"
work = true
"""
LADDER = """\
confirm = ["dossier"]

[ladder.report]
before = ["1m", "7d", 3, 1, 0]
overdue = [1, 3]
weekly = true
"""


def wrong(text: str | bytes) -> list[tuple[str, int]]:
    """The codes and lines of what is wrong with a file."""
    read = read_office_file(text.encode() if isinstance(text, str) else text)
    assert read == OfficeFile(problems=read.problems)
    return [(problem.code, problem.line) for problem in read.problems]


def test_days_are_read_with_their_reasons_in_either_spelling() -> None:
    assert read_office_file(GOOD.encode()) == OfficeFile(
        days=(
            OfficeDay(date(2027, 1, 8), False, "Nghỉ hoán đổi; Thông báo số 5 (01/12/2026)"),
            OfficeDay(date(2027, 1, 16), True),
        )
    )


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16"])
def test_a_file_saved_by_notepad_is_read_like_any_other(coding: str) -> None:
    assert read_office_file(GOOD.replace("\n", "\r\n").encode(coding)) == read_office_file(GOOD.encode())


def test_everything_wrong_with_days_is_said_at_once_with_its_line() -> None:
    text = """\
[[day]]
date = 2027-02-30
work = false
colour = "red"

[[day]]
date = 2027-02-01
work = "no"

[[day]]
work = true

[[day]]
date = 2027-02-02
work = true

[[day]]
date = "02/02/2027"
work = false

[[day]]
date = 1927-02-02
work = true
reason = 3
"""
    assert wrong(text) == [
        ("days.no_such_day", 2),
        ("file.toml_key", 4),
        ("days.no_work", 8),
        ("days.no_date", 10),
        ("days.twice_at", 18),
        ("days.far", 22),
        ("days.no_text", 24),
    ]


def test_ladders_are_read_and_everything_wrong_is_said_at_once_with_its_line() -> None:
    assert read_office_file(LADDER.encode()) == OfficeFile(
        ladders=(LadderSetting(TaskKind.REPORT, ("1m", "7d", "3", "1", "0"), (1, 3), True),),
        confirming=(TaskKind.DOSSIER,),
    )
    text = """\
confirm = ["dosier"]
[ladder.report]
before = [3, 7, -1]
overdue = [1, 3]
weekly = true
[ladder.review]
before = [3]
overdue = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
weekly = true
[ladder.meeting]
before = [3]
overdue = [1, 3]
weekly = true
[ladder.party]
[ladder.dossier]
before = 3
overdue = ["1"]
[ladder.other]
before = [7, 14]
overdue = []
weekly = false
for_ever = true
"""
    assert wrong(text) == [
        ("ladder.no_kind", 1),
        ("ladder.strange", 3),
        ("ladder.too_many", 7),
        ("ladder.meeting_once", 12),
        ("ladder.no_kind", 14),
        ("ladder.no_weekly", 15),
        ("ladder.no_list", 16),
        ("ladder.no_list", 17),
        ("file.toml_key", 22),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file.empty"),
        ("[[day]\n", "file.toml"),
        ("[[day]]\ndate =", "file.toml_whole"),
        ("x = " + "[" * 5000, "file.toml_whole"),
        ("x = 1" + "0" * 5000, "file.toml_whole"),
        ("[other]\nx = 1", "file.toml_key"),
        (TEMPLATE, "file.toml_nothing"),
        ("day = 3", "days.no_entry"),
        ("day = [3]", "days.no_entry"),
        ("day = []", "days.no_entry"),
        ("[ladder]", "file.toml_nothing"),
        ("ladder = 3", "ladder.no_table"),
        ("ladder.report = 3", "ladder.no_table"),
        ("confirm = 3", "ladder.no_list"),
        (GOOD + LADDER.replace("confirm", "[confirm]\nx"), "file.toml_both"),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(text: str, code: str) -> None:
    assert code in [found for found, _ in wrong(text)]


def test_ten_thousand_days_are_refused_before_they_are_read() -> None:
    many = "".join(f"[[day]]\ndate = 2027-01-01\nwork = {'true' if n else 'false'}\n" for n in range(10_000))
    assert [code for code, _ in wrong(many)] == ["days.too_many"]


def test_days_in_one_line_are_read_too() -> None:
    text = 'day = [{date = 2027-01-08, work = false}, {date = "2027-13-09", work = true}]'
    assert [code for code, _ in wrong(text)] == ["days.no_such_day"]
    assert read_office_file(text.replace("-13-", "-01-").encode()) == OfficeFile(
        days=(OfficeDay(date(2027, 1, 8), False), OfficeDay(date(2027, 1, 9), True))
    )


@given(
    st.lists(
        st.builds(OfficeDay, st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.booleans(), st.sampled_from(NOTES)),
        unique_by=lambda each: each.day,
        min_size=1,
        max_size=8,
    )
)
def test_what_is_written_is_read_back(days: list[OfficeDay]) -> None:
    read = read_office_file(write_days(sorted(days, key=lambda each: each.day)).encode())
    assert not read.problems
    assert list(read.days) == sorted(days, key=lambda each: each.day)


def test_ladders_that_are_written_are_read_back() -> None:
    ladders = (
        LadderSetting(TaskKind.REPORT, ("1m", "14", "0"), (1, 3), True),
        LadderSetting(TaskKind.MOVEMENT, ("7d", "1"), (), False),
    )
    written = write_ladders(ladders, (TaskKind.REPORT, TaskKind.OTHER))
    assert read_office_file(written.encode()) == OfficeFile((), ladders, (TaskKind.REPORT, TaskKind.OTHER))


def test_the_bundled_days_stand_in_such_a_file() -> None:
    heading, days, rest = BUNDLED.read_text(encoding="utf-8").partition("\n[[day]]")
    assert "checked_years" in heading, "what is the project's own stands above the days"
    read = read_office_file((days + rest).encode())
    assert {each.day: each.work for each in read.days} == {day: known.work for day, known in bundled().items()}


@pytest.mark.parametrize("text", ["2027-02-30", "30/02/2027", "2027", "", "1/2", "2027-1-1-1", "abc", "00/00/0000"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_date(text) is None


def test_a_list_of_problems_ends_somewhere() -> None:
    text = "[[day]]\ndate = 2027-02-30\nwork = false\n" * MOST
    read = read_office_file(text.encode())
    assert read.problems[-1] == Problem("file.more_problems", {"n": str(MOST - 100)})
