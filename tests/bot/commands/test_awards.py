"""``dondoc titles``, ``results`` and ``discipline``."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import command_line
from locales.catalogue import Texts
from plans.model.entered import Citation, Hold, Honour
from plans.problems import UserError
from plans.store.tinydb_store import TinyStore, read_snapshot
from tests.builders import a_department


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = TinyStore.open(tmp_path)
    a_department(store)
    store.close()
    return tmp_path


def run(folder: Path, *words: object, texts: Texts | None = None) -> Result:
    arguments = [*map(str, words), "--data", str(folder)]
    return CliRunner().invoke(command_line(texts or Texts("vi")), arguments, prog_name="dondoc")


def wrong(result: Result) -> list[str]:
    assert isinstance(result.exception, UserError), result.output
    return [problem.code for problem in result.exception.problems]


def test_the_entries_in_force_are_listed_with_their_ids(folder: Path) -> None:
    said = run(folder, "titles", "list").output
    assert "cstdcs\tDanh hiệu thi đua\tChiến sĩ thi đua cơ sở" in said
    assert "huy_hieu" not in said
    assert "huy_hieu" in run(folder, "titles", "list", "--date", "2018-05-01").output


def test_an_entry_says_everything_and_by_which_ids_it_is_corrected(folder: Path) -> None:
    said = run(folder, "titles", "show", "cstdcs").output
    assert "Điều 23 Luật Thi đua, khen thưởng số 06/2022/QH15" in said
    assert "  cstdcs_quota: không quá 15% số người đạt Lao động tiên tiến" in said
    assert "Nguồn: Điều 23 Luật Thi đua, khen thưởng số 06/2022/QH15, đối chiếu ngày 21/11/2026: https://" in said


def test_a_citation_is_corrected_without_code(folder: Path) -> None:
    words = ("titles", "cite", "cstdcs_quota", "khoản 2 Điều 5 Quy chế của tỉnh", "--checked", "2024-02-01")
    assert "khoản 2 Điều 5 Quy chế của tỉnh" in run(folder, *words).output
    (kept,) = read_snapshot(folder).all(Citation)
    assert (kept.id, kept.checked, kept.by) == ("cstdcs_quota", date(2024, 2, 1), "console")
    assert "(khoản 2 Điều 5 Quy chế của tỉnh)" in run(folder, "titles", "show", "cstdcs").output


def test_an_unknown_entry_is_named(folder: Path) -> None:
    assert wrong(run(folder, "titles", "show", "vua")) == ["standing.unknown_entry"]
    assert wrong(run(folder, "titles", "cite", "vua", "Điều 1")) == ["standing.unknown_entry"]


def test_results_are_shown_and_entered_when_that_is_wished(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "kq.csv"
    file.write_text("Năm,Họ và tên,Danh hiệu\n2023,Phạm Thị Lan,CSTĐCS\n2023,Ai Đó,LĐTT\n", encoding="utf-8")
    first = run(folder, "results", "load", file)
    assert wrong(first) == ["results.wants_yes"]
    assert "Mới: 1" in first.output
    assert "Không có “Ai Đó”" in first.output
    assert "mới 1" in run(folder, "results", "load", file, "--yes").output
    assert [(each.subject, each.award) for each in read_snapshot(folder).all(Honour)] == [("lan", "cstdcs")]


def test_a_file_that_cannot_be_read_says_why(folder: Path, tmp_path: Path) -> None:
    assert wrong(run(folder, "results", "load", tmp_path / "none.csv", "--yes")) == ["cli.unreadable"]
    (tmp_path / "x.csv").write_text("Chào,bạn\n1,2\n", encoding="utf-8")
    assert wrong(run(folder, "results", "load", tmp_path / "x.csv", "--yes")) == ["results.no_table"]


def test_the_template_can_be_loaded_once_it_is_filled(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mau.csv"
    run(folder, "results", "template", "-o", file)
    text = file.read_text(encoding="utf-8").replace("Nguyễn Văn A", "Phạm Thị Lan")
    file.write_text(text, encoding="utf-8")
    assert run(folder, "results", "load", file, "--yes").exit_code == 0
    assert {each.subject for each in read_snapshot(folder).all(Honour)} == {"lan", "van_phong"}


def test_disciplines_are_entered_listed_and_lifted(folder: Path) -> None:
    words = ("discipline", "enter", "lan", "--since", "15/01/2024", "--until", "14/01/2025", "--decision", "QĐ số 12")
    assert "Phạm Thị Lan, từ 15/01/2024 đến 14/01/2025; QĐ số 12" in run(folder, *words).output
    assert "– Phạm Thị Lan: từ 15/01/2024" in run(folder, "discipline", "list").output
    run(folder, "discipline", "lift", "lan")
    assert read_snapshot(folder).all(Hold) == ()
    assert wrong(run(folder, "discipline", "lift", "lan")) == ["standing.no_hold"]


def test_it_is_all_there_in_english(folder: Path) -> None:
    english = Texts("en")
    assert "Legal basis:" in run(folder, "titles", "show", "ldtt", texts=english).output
    assert "No discipline" in run(folder, "discipline", "list", texts=english).output
