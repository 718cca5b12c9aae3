"""What a command reads of the round it asked for."""

from pathlib import Path

from bot.calendars.report import FILE_NAME, Line, Report, Reporter, read_report
from plans.problems import Problem


def test_the_one_who_asked_reads_how_far_it_is_and_the_end(tmp_path: Path) -> None:
    ticks = iter((0.0, 0.01, 0.2, 0.21))
    folder = tmp_path / "caldav"
    reporter = Reporter(folder, lambda: next(ticks))
    read = []
    for report in (
        Report("ve-1", "lan/lich", 1, 9),
        Report("ve-1", "lan/lich", 2, 9),
        Report("ve-1", "lan/lich", 3, 9),
        Report("ve-1", ended=True, lines=(Line("nam.ph/lich", "Họp", "create"),), problem=Problem("caldav.busy")),
    ):
        reporter.tell(report)
        read.append(read_report(folder, "ve-1"))
    assert [report and report.done for report in read] == [1, 1, 3, 0]
    assert read[-1] == report
    assert read_report(folder, "ve-2") is None


def test_a_full_disk_or_a_broken_file_leaves_it_untold(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("{")
    assert read_report(tmp_path, "ve-1") is None
    (tmp_path / "file").write_text("")
    Reporter(tmp_path / "file").tell(Report("ve-1"))
