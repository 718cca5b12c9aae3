"""What a paper speaks of and does not hold, and deadlines older than the paper."""

import pytest

from plans.documents.deadlines.years import PlanYears
from plans.documents.extraction.head import Head
from plans.documents.extraction.missing import earlier_than_plan, last_day, missing_parts
from plans.model.plan import DeadlineKind, Source
from plans.planning.draft import DocumentForm, DraftDeadline, DraftTask
from tests.plans.documents.extraction.papers import passages_of


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("(Có phụ lục chi tiết kèm theo).", "phụ lục"),
        ("Thời gian theo Phụ lục II kèm theo Kế hoạch này.", "Phụ lục II"),
        ("Các đơn vị đăng ký theo mẫu số 2 đính kèm.", "mẫu số 2"),
        ("Báo cáo theo biểu mẫu gửi kèm.", "biểu mẫu"),
        ("(Chi tiết biểu mẫu đăng ký tại Phụ lục I, II gửi kèm)", "Phụ lục I, II"),
        ("Danh sách kèm theo.", "Danh sách"),
        ("Nhiệm vụ cụ thể tại Phụ lục 1.", "Phụ lục 1"),
    ],
)
def test_an_annex_that_is_not_there_is_missed(text: str, what: str) -> None:
    (problem,) = missing_parts(passages_of(text))
    assert (problem.code, problem.values["what"], problem.line, problem.quote) == (
        "reading.appendix_missing",
        what,
        1,
        text,
    )


@pytest.mark.parametrize(
    "text",
    [
        "(Có phụ lục chi tiết kèm theo).\n\nPHỤ LỤC\nTT\tNội dung",
        "Thời gian theo Phụ lục II kèm theo Kế hoạch này.\nPHỤ LỤC II\nNHIỆM VỤ",
        "Đăng ký theo mẫu số 2 đính kèm.\nMẫu số 2\nBẢN ĐĂNG KÝ",
        "Theo Mẫu số 01 kèm theo Nghị định số 98/2023/NĐ-CP.",
        "Bộ tiêu chí (ban hành kèm theo Quyết định số 6858/QĐ-BYT ngày 18/11/2016).",
        "Kèm theo Kế hoạch số 12/KH-UBND.",
        "Nơi nhận: như trên; lưu: VT.",
        "Phong trào gương mẫu, kèm cặp học sinh yếu.",
        "Hồ sơ theo Phụ lục I Thông tư số 15/2025/TT-BNV.",
    ],
)
def test_what_is_there_or_belongs_to_another_paper_is_not_missed(text: str) -> None:
    assert missing_parts(passages_of(text)) == ()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-29"),
        ("2024-Q3", "2024-09-30"),
        ("2024", "2024-12-31"),
        ("2024-01-01/2025-12-31", "2025-12-31"),
        ("2026-06/2026-07", "2026-07-31"),
        ("2021-11/..", None),
        ("--12-15", None),
        ("---20", None),
        (None, None),
        ("2024-13", None),
    ],
)
def test_the_last_day_of_a_deadline(written: str | None, day: str | None) -> None:
    assert last_day(written) == day


def a_draft(day: str) -> DraftTask:
    deadline = DraftDeadline(DeadlineKind.BY, day, f"trước {day}")
    return DraftTask("Nộp báo cáo", deadline, (), (), "", Source("kh.txt", 9, "Nộp báo cáo"))


@pytest.mark.parametrize(
    ("issued", "day", "early"),
    [
        ("2024-03-05", "2024-03-04", True),
        ("2024-03-05", "2024-03-05", False),
        ("2024-03", "2024-03-01", False),
        ("2024-03", "2024-02-29", True),
        (None, "2023-12-31", True),
        (None, "2024-01-01", False),
    ],
)
def test_a_deadline_before_the_paper_is_doubtful(issued: str | None, day: str, early: bool) -> None:
    head = Head(None, None, None, issued, PlanYears(2024), DocumentForm.PLAN)
    problems = earlier_than_plan((a_draft(day),), head)
    assert [problem.code for problem in problems] == ["reading.before_plan"] * early
    assert all(problem.line == 9 for problem in problems)
