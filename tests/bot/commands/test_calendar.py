"""``dondoc calendar export`` over the demo department."""

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


@pytest.mark.parametrize(
    "arguments",
    [("calendar", "export", "--demo", "-o", "khong-co/a.ics"), ("plan", "show", "--demo", "--xlsx", "khong-co/a.xlsx")],
)
def test_a_file_that_cannot_be_written_is_named(dondoc: Command, arguments: tuple[str, ...]) -> None:
    error = dondoc(*arguments).exception
    assert isinstance(error, UserError)
    assert error.problems[0].code == "cli.unwritable"
    assert error.problems[0].values["path"] == str(Path(arguments[-1]))
