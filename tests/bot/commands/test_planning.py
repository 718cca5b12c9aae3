"""``dondoc plan``: a good file goes in, a wrong one is explained whole and leaves nothing behind."""

from pathlib import Path

from plans.documents.library import bundled_plan
from plans.model.plan import Plan
from plans.model.publishing import PublishedEvent
from plans.problems import UserError
from plans.store.tinydb_store import read_snapshot
from tests.bot.commands.conftest import Command

NAME = "gia-lai-cong-thuong-2024"


def test_a_bundled_plan_is_adopted_by_its_name_and_stands_in_the_calendar(dondoc: Command, tmp_path: Path) -> None:
    assert dondoc("plan", "adopt", NAME).exit_code == 0
    facts = read_snapshot(tmp_path / "data")
    assert [plan.id for plan in facts.all(Plan)] == [NAME]
    assert len(facts.all(PublishedEvent)) == 13
    assert f"{NAME}  đang thực hiện" in dondoc("plan", "list").output


def test_a_checked_file_stores_nothing(dondoc: Command, tmp_path: Path) -> None:
    (tmp_path / "kehoach.txt").write_bytes(bundled_plan(NAME))
    result = dondoc("plan", "check", "kehoach.txt")
    assert result.exit_code == 0
    assert "13 nhiệm vụ" in result.output
    assert not (tmp_path / "data").exists()


def test_a_wrong_file_names_all_problems_with_their_lines_and_is_not_adopted(dondoc: Command, tmp_path: Path) -> None:
    text = (
        bundled_plan(NAME).decode().replace("trước 29/02/2024", "trước 31/4/2024").replace("Loại việc", "Loai viec la")
    )
    (tmp_path / "sai.txt").write_text(text, encoding="utf-8")
    for command in ("check", "adopt"):
        error = dondoc("plan", command, "sai.txt").exception
        assert isinstance(error, UserError)
        assert len(error.problems) > 10
        assert all(problem.line for problem in error.problems)
    assert not read_snapshot(tmp_path / "data").all(Plan)


def test_the_plan_goes_out_and_in_as_a_spreadsheet(dondoc: Command) -> None:
    assert dondoc("plan", "show", "--demo", "--xlsx", "ke-hoach.xlsx").exit_code == 0
    assert "13 nhiệm vụ" in dondoc("plan", "check", "ke-hoach.xlsx", "--demo").output


def test_every_task_is_shown_with_its_source(dondoc: Command) -> None:
    output = dondoc("plan", "show", NAME).output
    assert output.count("Căn cứ: dòng") == 13 + 2
    assert "trước 15/6/2024" in output


def test_a_file_that_is_not_there_is_answered_with_the_bundled_names(dondoc: Command) -> None:
    error = dondoc("plan", "check", "khong-co.txt").exception
    assert isinstance(error, UserError)
    assert NAME in error.problems[0].values["names"]


def test_a_later_issue_says_what_it_drops_and_moves(dondoc: Command, tmp_path: Path) -> None:
    dondoc("plan", "adopt", NAME)
    parts = bundled_plan(NAME).decode().split("\n\n")
    shorter = "\n\n".join(part for part in parts if "Mã: hn_so_ket" not in part).replace("trước 15/6/", "trước 30/6/")
    (tmp_path / "moi.txt").write_text(shorter, encoding="utf-8")
    output = dondoc("plan", "adopt", "moi.txt").output
    assert "12 nhiệm vụ" in output
    assert "– Bỏ: Tham gia Hội nghị sơ kết" in output
    assert "từ “trước 15/06/2024 (thứ Bảy)” sang “trước 30/06/2024 (Chủ nhật)”" in output
    assert "Giữ nguyên: 11 việc." in output
    assert "(12 nhiệm vụ)" in dondoc("plan", "list").output
    assert "(đã bỏ)" in dondoc("plan", "show").output


def test_the_same_plan_under_another_id_is_refused_unless_forced(dondoc: Command, tmp_path: Path) -> None:
    dondoc("plan", "adopt", NAME)
    (tmp_path / "moi.txt").write_text(bundled_plan(NAME).decode().replace(f"Mã: {NAME}", "Mã: moi-2024"), "utf-8")
    error = dondoc("plan", "adopt", "moi.txt").exception
    assert isinstance(error, UserError)
    assert error.problems[0].code == "action.plan_same_year"
    assert len(read_snapshot(tmp_path / "data").all(Plan)) == 1
    assert dondoc("plan", "adopt", "--force", "moi.txt").exit_code == 0
    assert len(read_snapshot(tmp_path / "data").all(Plan)) == 2
