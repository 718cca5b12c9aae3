import os
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.documents.extraction.draft import extract
from plans.documents.extraction.titles import LONGEST
from plans.documents.outline import Block, Cell, Outline
from plans.planning.draft import DocumentForm, Draft
from plans.problems import Problem
from tests.plans.documents.extraction.reading import HEAD, draft_of, outline_of, told

LETTER = """SỞ NỘI VỤ
Số: 512/SNV-TĐKT
V/v gia hạn thời gian nộp hồ sơ
Hà Giang, ngày 10 tháng 9 năm 2025
Kính gửi: Các sở, ban, ngành

"""


def test_a_letter_gives_only_what_it_moves() -> None:
    text = """Tại Kế hoạch số 12/KH-SNV ngày 05/01/2025, Sở Nội vụ yêu cầu các đơn vị gửi hồ sơ trước ngày 15/9/2025.
Nay Sở Nội vụ điều chỉnh thời hạn gửi hồ sơ đến hết ngày 30/9/2025.

TT\tNội dung\tThời gian theo Kế hoạch số 12/KH-SNV\tThời gian điều chỉnh
1\tBáo cáo tổng kết\t15/11/2025\t30/11/2025

Các nội dung khác giữ nguyên theo Kế hoạch số 12/KH-SNV."""
    draft = draft_of(text, LETTER)
    assert draft.form is DocumentForm.LETTER
    moved = [(task.deadline.date, task.replaces.date if task.replaces else None) for task in draft.tasks]
    assert moved == [("2025-09-30", "2025-09-15"), ("2025-11-30", "2025-11-15")]


def test_aims_recipients_and_the_signature_give_no_task() -> None:
    text = """I. MỤC ĐÍCH, YÊU CẦU
1. Yêu cầu: các phòng hoàn thành nhiệm vụ trước ngày 30/6/2025.
II. NHIỆM VỤ
1. Nộp báo cáo trước ngày 15/7/2025.
Nơi nhận:
- Sở Nội vụ (gửi trước ngày 20/7/2025);
GIÁM ĐỐC"""
    assert told(text) == ["by 2025-07-15: Nộp báo cáo"]


def test_an_appendix_behind_the_signature_is_read() -> None:
    text = """1. Thực hiện theo phụ lục.
Nơi nhận:
- Lưu: VT.
GIÁM ĐỐC
PHỤ LỤC
DANH MỤC NHIỆM VỤ
TT\tNội dung\tĐơn vị\tThời gian
1\tHọp Hội đồng xét khen thưởng\tVăn phòng\t15/12/2025"""
    assert told(text) == ["on 2025-12-15: Họp Hội đồng xét khen thưởng [Văn phòng]"]


def test_what_a_summary_repeats_is_one_task() -> None:
    text = """1. Các khoa nộp bản đăng ký thi đua trước ngày 15/2/2025.

TT\tNội dung\tThời gian
1\tCác khoa nộp bản đăng ký thi đua\tTrước 15/02/2025"""
    assert len(told(text)) == 1


def test_a_report_gives_no_task_target_or_rule_and_says_so() -> None:
    text = """1. Sở đã gửi hồ sơ trước ngày 15/6/2025.
2. 90% công chức, viên chức đạt danh hiệu lao động tiên tiến.
3. Tập thể không đăng ký thì không xét khen thưởng."""
    draft = draft_of(text, "BÁO CÁO\nSơ kết công tác thi đua năm 2025\n\n")
    assert draft.form is DocumentForm.REPORT
    assert (draft.tasks, draft.targets, draft.rules) == ((), (), ())
    plan = draft_of(text)
    assert plan.targets
    assert plan.rules
    assert "reading.is_report" in {problem.code for problem in draft.problems}


def test_a_plan_without_a_deadline_says_so() -> None:
    assert "reading.no_deadline" in {problem.code for problem in draft_of("1. Đẩy mạnh phong trào thi đua.").problems}


def test_a_secret_paper_is_not_read() -> None:
    assert extract(outline_of("TUYỆT MẬT\n" + HEAD)) == Problem("reading.secret")


def test_another_language_is_refused() -> None:
    text = "This is the plan of the department for the year. All units shall report to the office before the deadline."
    assert extract(outline_of(text * 5)) == Problem("reading.not_vietnamese")


def test_a_day_that_does_not_exist_is_a_problem_of_its_task() -> None:
    (task,) = draft_of("1. Họp Hội đồng\n- Thời gian: trước ngày 31/4/2025\n- Chủ trì: Văn phòng").tasks
    assert task.deadline.date is None
    assert task.problems
    assert all(problem.line == task.source.line for problem in task.problems)


def test_an_empty_paper_is_read_to_nothing() -> None:
    draft = extract(Outline("empty.txt", ()))
    assert isinstance(draft, Draft)
    assert draft.tasks == ()


PIECES = (
    "trước ngày 15/6/2025",
    "Thời gian:",
    "Chủ trì: Văn phòng",
    "\t",
    " | ",
    "| a | b |",
    "Tháng 3:",
    "8h00: Họp",
    "Ngày 12/3:",
    "(tháng 5)",
    "(",
    ")",
    "- ",
    "1. ",
    "1.1. ",
    "I. ",
    "Đợt 1: ",
    "thay cho",
    "từ ngày 1/3 đến",
    "<ul>",
    "**",
    "#",
    ";",
    ": ",
    "Nội dung:",
    "Nơi nhận:",
    "TT\tNội dung\tThời gian",
    "Thứ Hai",
    "29/02/2025",
    "hằng tháng",
    "quý II",
    "\n",
    "\n\n",
    "́",
    "Các phòng gửi báo cáo",
    "không đăng ký",
    "KẾ HOẠCH",
    "năm 2025",
    "²",
    "x",
    "Kính gửi: ",
    "điều chỉnh",
    "Phụ lục I",
)


@given(st.lists(st.sampled_from(PIECES), max_size=60), st.booleans())
@settings(max_examples=2000 if os.environ.get("DONDOC_SOAK") else 100, deadline=None)
def test_whatever_a_paper_is_made_of_it_is_read(pieces: list[str], in_cells: bool) -> None:
    lines = "".join(pieces).split("\n")
    blocks = tuple(
        Block(at, line, tuple(map(Cell, line.split(" "))) if in_cells and at % 2 else (), table=at % 3)
        for at, line in enumerate(lines, 1)
    )
    read = extract(Outline("plan.txt", blocks))
    assert isinstance(read, Draft | Problem)
    if isinstance(read, Draft):
        assert all(1 <= task.source.line <= len(lines) for task in read.tasks)
        assert all(task.title and len(task.title) <= LONGEST for task in read.tasks)


def test_a_hundred_pages_are_read_in_linear_time() -> None:
    def seconds(pages: int) -> float:
        page = """1. Các khoa, phòng tổ chức bình xét và gửi hồ sơ đề nghị khen thưởng về Hội đồng trước ngày 15/6/2025.
- Thời gian hoàn thành: Trước 28/02/2025.
- Trách nhiệm thực hiện: Văn phòng chủ trì, phối hợp các phòng.
Đẩy mạnh các phong trào thi đua, cổ vũ tinh thần quyết tâm khắc phục khó khăn của toàn thể viên chức trong năm.
"""
        lines = (HEAD + "II. NHIỆM VỤ\n" + page * 8 * pages).split("\n")
        outline = Outline("long.txt", tuple(Block(number, line) for number, line in enumerate(lines, 1)))
        start = time.perf_counter()
        extract(outline)
        return time.perf_counter() - start

    seconds(1)
    short, long = seconds(10), seconds(100)
    assert long < 20 * short + 0.5


def test_a_notice_that_moves_a_deadline_need_not_be_a_letter() -> None:
    text = """Gia hạn cuộc thi viết về nghề

Thể lệ đăng ngày 01/3/2025. Trong đó thời gian nhận bài dự thi từ 01/3/2025 đến 30/5/2025.

Nay Ban Tổ chức gia hạn thời gian nhận bài dự thi đến hết ngày 30/6/2025."""
    draft = draft_of(text, "")
    assert [task.deadline.date for task in draft.tasks] == ["2025-06-30"]
    assert draft.tasks[0].replaces


def test_a_last_day_that_a_schedule_names_is_no_day_of_an_event() -> None:
    assert told("- Ngày 11/7/2025: Hạn cuối các đơn vị gửi hồ sơ về Hội đồng.")[0].startswith("by 2025-07-11: ")


def test_a_section_for_the_next_school_year_means_its_autumn() -> None:
    head = "SỞ GIÁO DỤC\nHƯỚNG DẪN\nTổng kết năm học 2023-2024 và đăng ký thi đua năm học 2024-2025\n\n"
    text = """I. TỔNG KẾT
1. Các trường gửi hồ sơ trước ngày 07/6.
II. ĐĂNG KÝ THI ĐUA NĂM HỌC 2024-2025
1. Các trường gửi bản đăng ký trước ngày 05/10."""
    assert [task.deadline.date for task in draft_of(text, head).tasks] == ["2024-06-07", "2024-10-05"]
