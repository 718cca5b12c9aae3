"""``dondoc calendar export`` and ``dondoc remind --dry-run`` over the demo department."""

from pathlib import Path

import pytest
from icalendar import Calendar

from plans.problems import UserError
from tests.bot.commands.conftest import Command


def test_two_exports_of_the_demo_are_the_same_bytes_and_hold_every_task(dondoc: Command, tmp_path: Path) -> None:
    for name in ("a.ics", "b.ics"):
        assert dondoc("calendar", "export", "--demo", "-o", name).exit_code == 0
    content = (tmp_path / "a.ics").read_bytes()
    assert content == (tmp_path / "b.ics").read_bytes()
    assert len(Calendar.from_ical(content).events) == 13
    assert dondoc("calendar", "export", "--demo").stdout_bytes == content


@pytest.mark.parametrize(
    ("whose", "named"),
    [
        ("public", "Lịch công khai"),
        ("QLCN", "Phòng Quản lý công nghiệp"),
        ("unit:ql_cong_nghiep", "Phòng Quản lý công nghiệp"),
        ("nam.ph", "Việc của tôi"),
    ],
)
def test_any_of_the_calendars_can_be_exported(dondoc: Command, whose: str, named: str) -> None:
    calendar = Calendar.from_ical(dondoc("calendar", "export", "--demo", "--feed", whose).stdout_bytes)
    assert named in str(calendar["X-WR-CALNAME"])
    assert calendar.events


def test_whoever_is_meant_by_a_calendar_must_be_known(dondoc: Command) -> None:
    error = dondoc("calendar", "export", "--demo", "--feed", "khong_co").exception
    assert isinstance(error, UserError)
    assert error.problems[0].code == "cli.no_calendar"


def test_a_dry_run_names_who_is_told_what_and_when(dondoc: Command) -> None:
    output = dondoc("remind", "--demo", "--dry-run", "--from", "2024-02-28", "--to", "28/02/2024").output
    assert output.count("28/02/2024  ") == 50
    assert "Đăng ký thi đua: 1.1" in output
    assert "[nên xong trong ngày 28/02/2024]" in output
    assert output.endswith("50 lượt nhắc.\n")


def test_nothing_is_said_during_tet(dondoc: Command) -> None:
    output = dondoc("remind", "--demo", "--dry-run", "--from", "2024-02-08", "--to", "2024-02-14").output
    assert output == "0 lượt nhắc.\n"


def test_without_dry_run_or_with_a_turned_period_it_says_what_to_write(dondoc: Command) -> None:
    for arguments, code in (
        (("--from", "2024-02-01", "--to", "2024-02-02"), "cli.remind_only_dry"),
        (("--dry-run", "--from", "2024-02-02", "--to", "2024-02-01"), "cli.wrong_period"),
    ):
        error = dondoc("remind", "--demo", *arguments).exception
        assert isinstance(error, UserError)
        assert error.problems[0].code == code


@pytest.mark.parametrize(
    "arguments",
    [("calendar", "export", "--demo", "-o", "khong-co/a.ics"), ("plan", "show", "--demo", "--xlsx", "khong-co/a.xlsx")],
)
def test_a_file_that_cannot_be_written_is_named(dondoc: Command, arguments: tuple[str, ...]) -> None:
    error = dondoc(*arguments).exception
    assert isinstance(error, UserError)
    assert error.problems[0].code == "cli.unwritable"
    assert error.problems[0].values["path"] == str(Path(arguments[-1]))


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31/4/2024"])
def test_a_day_at_the_end_of_the_calendar_is_refused_like_one_that_does_not_exist(dondoc: Command, day: str) -> None:
    result = dondoc("remind", "--demo", "--dry-run", "--from", day, "--to", day)
    assert result.exit_code == 2
    assert day in result.output
