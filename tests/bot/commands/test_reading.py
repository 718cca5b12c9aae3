"""``dondoc plan read``: what a document says, as JSON and in words; nothing is stored."""

import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.commands import reading
from bot.documents.reading import read_waiting
from plans.documents.formats.registry import MAX_BYTES
from plans.documents.library import LIBRARY
from plans.problems import UserError
from tests.bot.commands.conftest import Command

READ = cache(read_waiting)
GOLD = Path(__file__).parents[2] / "gold"
PLAN, WARD, REPORT = (
    GOLD / f"{name}.txt"
    for name in ("so-cong-thuong-gia-lai-2024", "ubnd-phuong-quyet-thang-2024", "bao-cao-so-ket-gia-lai-2023")
)
ROSTER = str(LIBRARY / "demo-department.csv")


@pytest.fixture(autouse=True)
def each_document_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading takes a process of its own."""
    monkeypatch.setattr(reading, "read_waiting", READ)


def as_json(dondoc: Command, path: Path, language: str = "vi") -> Any:
    result = dondoc("plan", "read", str(path), "--json", language=language)
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_the_json_has_every_task_with_its_place_and_words(dondoc: Command, tmp_path: Path) -> None:
    read = as_json(dondoc, PLAN)
    assert list(read) == ["title", "agency", "number", "issued", "year", "tasks", "targets", "rules", "problems"]
    first, unset = read["tasks"][0], read["tasks"][3]
    assert first["units"] == ["Văn phòng", "các phòng, đơn vị thuộc Sở"]
    assert first["unit_roles"] == ["lead", "cooperate"]
    assert (first["kind"], first["date"], first["time"], first["replaces"]) == ("by", "2024-02-29", None, None)
    assert (first["line"], first["place"]) == (43, "dòng 43")
    assert "Trước 29/02/2024" in first["quote"]
    assert (unset["kind"], unset["date"]) == ("unset", "")
    assert "Nhiệm vụ quý II" in unset["section"]
    assert not (tmp_path / "data").exists()


def test_a_blank_day_gives_the_month_and_everything_unknown_is_null(dondoc: Command) -> None:
    read = as_json(dondoc, WARD)
    assert (read["issued"], read["number"], read["year"]) == ("2024-02", None, 2024)
    assert {"reading.blank_number", "reading.blank_day", "reading.appendix_missing"} <= {
        problem["code"] for problem in read["problems"]
    }


@pytest.mark.parametrize(("language", "word"), [("vi", "báo cáo"), ("en", "report")])
def test_a_report_has_no_tasks_and_says_what_it_is_in_the_readers_language(
    dondoc: Command, language: str, word: str
) -> None:
    read = as_json(dondoc, REPORT, language)
    assert read["tasks"] == []
    said = next(problem for problem in read["problems"] if problem["code"] == "reading.is_report")
    assert word in said["message"].lower()


def test_targets_have_a_share_or_a_number_and_impossible_days_are_null(dondoc: Command, tmp_path: Path) -> None:
    paper = PLAN.read_text(encoding="utf-8").replace("Trước 15/6/2024", "Trước 31/4/2024")
    paper = paper.replace(
        "**IV. CÁC GIẢI PHÁP", "Phấn đấu 90% công chức đạt danh hiệu Lao động tiên tiến.\n\n**IV. CÁC GIẢI PHÁP"
    )
    changed = tmp_path / "sua.txt"
    changed.write_text(paper, encoding="utf-8")
    read = as_json(dondoc, changed)
    task = next(task for task in read["tasks"] if task["title"].startswith("Báo cáo sơ kết"))
    assert task["date"] is None
    assert task["problems"]
    assert [(target["percent"], "count" in target) for target in read["targets"]] == [(90.0, False)]


def test_in_words_each_task_stands_with_its_place_and_the_counts_come_last(dondoc: Command) -> None:
    output = dondoc("plan", "read", str(PLAN)).output
    assert "trước 29/02/2024 (thứ Năm) · Văn phòng; các phòng, đơn vị thuộc Sở" in output
    assert "dòng 91: “" in output
    assert output.rstrip().splitlines()[-1].startswith("13 nhiệm vụ, 4 chưa ấn định ngày, ")


def test_in_words_as_much_is_doubtful_as_in_the_review_that_would_begin(dondoc: Command, tmp_path: Path) -> None:
    paper = tmp_path / "ke-hoach.txt"
    paper.write_text(PLAN.read_text(encoding="utf-8").replace("Văn phòng", "Van phong So"), encoding="utf-8")
    assert dondoc("roster", "load", ROSTER).exit_code == 0
    read = dondoc("plan", "read", str(paper)).output
    counted = read.rstrip().splitlines()[-1]
    assert f", {read.count('Cần xem lại: ')} điều cần xem lại" in counted
    assert counted in dondoc("plan", "import", str(paper), text="s\n").output.splitlines()


def test_what_has_no_tasks_speaks_of_no_review(dondoc: Command) -> None:
    read = dondoc("plan", "read", str(REPORT)).output
    assert "rà soát" not in read
    assert f", {read.count('Cần xem lại: ')} điều cần xem lại" in read


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.docx", b"", "document.empty"),
        ("x.docx", b"PK\x03\x04rest", "document.corrupt"),
        ("x.dat", b"\x00\x01\x02" * 100, "document.format_unknown"),
        ("x.txt", b"x" * (MAX_BYTES + 1), "document.too_big"),
    ],
)
def test_what_cannot_be_read_says_why(dondoc: Command, tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    error = dondoc("plan", "read", name).exception
    assert isinstance(error, UserError)
    assert [problem.code for problem in error.problems] == [code]


def test_a_file_that_is_not_there_is_named(dondoc: Command) -> None:
    error = dondoc("plan", "read", "khong-co.docx").exception
    assert isinstance(error, UserError)
    assert error.problems[0].values == {"path": "khong-co.docx"}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")
@pytest.mark.parametrize("command", [("plan", "read"), ("plan", "import"), ("plan", "check"), ("roster", "load")])
def test_what_has_no_end_is_not_waited_for(dondoc: Command, tmp_path: Path, command: tuple[str, str]) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("pipe.txt", "/dev/zero", "."):
        assert isinstance(dondoc(*command, name).exception, UserError)


def test_a_file_without_end_is_read_no_further_than_it_may_be_long(dondoc: Command, tmp_path: Path) -> None:
    with (tmp_path / "big.docx").open("wb") as big:
        big.truncate(8 << 30)
    error = dondoc("plan", "read", "big.docx").exception
    assert isinstance(error, UserError)
    assert [problem.code for problem in error.problems] == ["document.too_big"]


def test_a_name_is_shown_in_one_line_without_what_disturbs_the_screen(dondoc: Command) -> None:
    error = dondoc("plan", "read", "kế\nhoạch\x1b[31m\u202e.txt").exception
    assert isinstance(error, UserError)
    assert error.problems[0].values["path"] == "kế hoạch [31m .txt"
