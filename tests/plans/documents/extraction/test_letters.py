"""Letters that move deadlines: the new day under the name of the work, with the old one that it replaces."""

from plans.planning.draft import DraftTask
from tests.plans.documents.extraction.reading import draft_of

HEAD = """BỘ NÔNG THÔN
CỤC ĐÊ ĐIỀU
Số: 102/CĐĐ-VP
V/v điều chỉnh thời hạn thực hiện Kế hoạch thi đua năm 2026
Hà Nội, ngày 02 tháng 6 năm 2026
Kính gửi: Các phòng, đơn vị thuộc Cục
"""


def moved(text: str) -> list[tuple[str, str | None, str | None]]:
    def dates(task: DraftTask) -> tuple[str, str | None, str | None]:
        return task.title, task.deadline.date, task.replaces.date if task.replaces else None

    return [dates(task) for task in draft_of(text, HEAD).tasks]


def test_what_the_plan_laid_down_in_brackets_is_the_old_day() -> None:
    text = "1. Báo cáo sơ kết: gửi về Văn phòng trước ngày 20/6/2026 (Kế hoạch số 05 quy định trước ngày 10/6/2026)."
    ((_, new, old),) = moved(text)
    assert (new, old) == ("2026-06-20", "2026-06-10")


def test_a_moved_task_is_named_by_what_stands_before_the_colon() -> None:
    assert moved("2. Nộp hồ sơ sáng kiến: lùi từ ngày 30/8/2026 đến hết ngày 15/9/2026.") == [
        ("Nộp hồ sơ sáng kiến", "2026-09-15", "2026-08-30")
    ]


def test_an_old_day_belongs_to_the_new_one_of_its_own_sentence_only() -> None:
    text = """3. Hội nghị sơ kết của Cụm tổ chức vào 14h00 ngày 09/7/2026, thay cho ngày 25/6/2026. Giao Văn phòng Cục
chuẩn bị tham luận, hoàn thành trước ngày 03/7/2026."""
    assert [(new, old) for _, new, old in moved(text)] == [("2026-07-09", "2026-06-25"), ("2026-07-03", None)]


def test_the_half_year_that_is_reported_is_no_deadline() -> None:
    text = """Thời hạn gửi báo cáo sơ kết công tác thi đua 6 tháng đầu năm 2026 điều chỉnh từ trước ngày 10/6/2026 sang
trước ngày 20/6/2026."""
    assert moved(text) == [("Gửi báo cáo sơ kết công tác thi đua 6 tháng đầu năm 2026", "2026-06-20", "2026-06-10")]
