"""The head of papers of many offices: title, agency, number, day, year and what sort of paper it is."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.deadlines.years import PlanYears
from plans.documents.extraction.head import Head, read_head
from plans.documents.outline import Block, Cell
from plans.planning.draft import DocumentForm


def of_text(text: str) -> Head:
    return read_head(Block(number, line) for number, line in enumerate(text.split("\n"), 1))


@dataclass(frozen=True)
class Case:
    """A head as it is written, and what it says."""

    text: str
    title: str | None
    agency: str | None
    number: str | None
    issued: str | None
    year: int | None
    form: DocumentForm = DocumentForm.PLAN
    school: bool = False
    problems: tuple[str, ...] = ()


CASES = {
    "a school's plan for a school year": Case(
        "PHÒNG GD&ĐT HUYỆN AN BÌNH\nTRƯỜNG THCS NGUYỄN DU\n\nSố: 45/KH-THCSND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nAn Bình, ngày 15 tháng 9 năm 2024\n\nKẾ HOẠCH\nThi đua, khen thưởng năm học "
        "2024 - 2025\n\n"
        "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;\nTrường THCS Nguyễn Du xây dựng kế hoạch như sau:",
        "Kế hoạch Thi đua, khen thưởng năm học 2024 - 2025",
        "Trường THCS Nguyễn Du",
        "45/KH-THCSND",
        "2024-09-15",
        2024,
        school=True,
    ),
    "capitals taken back": Case(
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ NAM\nSố: 07/KH-LĐLĐ\nHà Nam, ngày 05 tháng 02 năm 2025\n"
        "KẾ HOẠCH\nTỔ CHỨC PHONG TRÀO THI ĐUA VÀ CÔNG TÁC KHEN THƯỞNG NĂM 2025",
        "Kế hoạch tổ chức phong trào thi đua và công tác khen thưởng năm 2025",
        "Liên đoàn Lao động tỉnh Hà Nam",
        "07/KH-LĐLĐ",
        "2025-02-05",
        2025,
    ),
    "two columns in a text file": Case(
        "SỞ Y TẾ TỈNH BẮC SƠN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "BỆNH VIỆN PHỤC HỒI CHỨC NĂNG        Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12 /KH-PHCN                 Bắc Sơn, ngày 9 tháng 1 năm 2026\n\n"
        "              KẾ HOẠCH\n     Công tác thi đua, khen thưởng năm 2026\n",
        "Kế hoạch Công tác thi đua, khen thưởng năm 2026",
        "Bệnh viện Phục Hồi Chức Năng",
        "12/KH-PHCN",
        "2026-01-09",
        2026,
    ),
    "a letter": Case(
        "UBND TỈNH LAI SƠN\nSỞ NỘI VỤ\nSố: 345/SNV-TĐKT\nV/v đăng ký danh hiệu thi đua\nvà hình thức khen thưởng "
        "năm 2025\n\n"
        "Lai Sơn, ngày 20 tháng 01 năm 2025\n\nKính gửi: Các sở, ban, ngành tỉnh.\n\nThực hiện Luật …, Sở Nội vụ đề "
        "nghị …",
        "V/v đăng ký danh hiệu thi đua và hình thức khen thưởng năm 2025",
        "Sở Nội vụ",
        "345/SNV-TĐKT",
        "2025-01-20",
        2025,
        DocumentForm.LETTER,
    ),
    "a notice": Case(
        "ĐẢNG ỦY XÃ TÂN LẬP\nSố 15-TB/ĐU\nTân Lập, ngày 10/10/2025\nTHÔNG BÁO\n"
        "Lịch bình xét thi đua cuối năm 2025\n-----\nCăn cứ …",
        "Thông báo Lịch bình xét thi đua cuối năm 2025",
        "Đảng ủy xã Tân Lập",
        "15-TB/ĐU",
        "2025-10-10",
        2025,
        DocumentForm.OTHER,
    ),
    "a guideline": Case(
        "BỘ CÔNG THƯƠNG\nVỤ TỔ CHỨC CÁN BỘ\nSố: 9/HD-TCCB\nHà Nội, ngày 3 tháng 11 năm 2024\nHƯỚNG DẪN\n"
        "Tổng kết công tác thi đua, khen thưởng năm 2024",
        "Hướng dẫn Tổng kết công tác thi đua, khen thưởng năm 2024",
        "Vụ Tổ Chức Cán Bộ",
        "9/HD-TCCB",
        "2024-11-03",
        2024,
        DocumentForm.OTHER,
    ),
    "a decision that enacts a plan": Case(
        "ỦY BAN NHÂN DÂN\nTỈNH NAM SƠN\nSố: 88/QĐ-UBND\nNam Sơn, ngày 12 tháng 02 năm 2025\nQUYẾT ĐỊNH\n"
        "Về việc ban hành Kế hoạch công tác thi đua, khen thưởng năm 2025\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ …\n"
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch …\n\nKẾ HOẠCH\nCông tác thi đua, khen thưởng năm 2025\n"
        "(Ban hành kèm theo Quyết định số 88/QĐ-UBND ngày 12/02/2025)\nI. MỤC ĐÍCH",
        "Kế hoạch Công tác thi đua, khen thưởng năm 2025",
        "Ủy ban nhân dân tỉnh Nam Sơn",
        "88/QĐ-UBND",
        "2025-02-12",
        2025,
    ),
    "a report": Case(
        "SỞ TƯ PHÁP\nSố: 77/BC-STP\nngày 5 tháng 12 năm 2024\nBÁO CÁO\nTổng kết công tác thi đua, khen thưởng năm "
        "2024;\n"
        "phương hướng, nhiệm vụ năm 2025",
        "Báo cáo Tổng kết công tác thi đua, khen thưởng năm 2024",
        "Sở Tư pháp",
        "77/BC-STP",
        "2024-12-05",
        2024,
        DocumentForm.REPORT,
    ),
    "blank number and day": Case(
        "TRƯỜNG TIỂU HỌC LÊ LỢI\nSố: ……/KH-THLL\nHòa Bình, ngày …… tháng 9 năm 2025\nKẾ HOẠCH\nThi đua năm học "
        "2025-2026",
        "Kế hoạch Thi đua năm học 2025-2026",
        "Trường Tiểu học Lê Lợi",
        None,
        "2025-09",
        2025,
        school=True,
        problems=("reading.blank_number", "reading.blank_day"),
    ),
    "no such day of issue": Case(
        "SỞ XÂY DỰNG\nSố: 3/KH-SXD\nThái Bình, ngày 31 tháng 4 năm 2025\nKẾ HOẠCH\nThi đua năm 2025",
        "Kế hoạch Thi đua năm 2025",
        "Sở Xây dựng",
        "3/KH-SXD",
        "2025-04",
        2025,
        problems=("reading.no_such_day",),
    ),
    "a weekly schedule without a year but in its dates": Case(
        "LỊCH CÔNG TÁC TUẦN 12\n(Từ ngày 18/3/2024 đến ngày 22/3/2024)\nThứ Hai: họp giao ban",
        "Lịch công tác tuần 12 (Từ ngày 18/3/2024 đến ngày 22/3/2024)",
        None,
        None,
        None,
        2024,
    ),
    "the year of the plan, not of what is summed up": Case(
        "KẾ HOẠCH\nTổ chức Hội nghị tổng kết công tác thi đua năm 2024 và triển khai nhiệm vụ năm 2025",
        "Kế hoạch Tổ chức Hội nghị tổng kết công tác thi đua năm 2024 và triển khai nhiệm vụ năm 2025",
        None,
        None,
        None,
        2025,
    ),
    "only the text says who": Case(
        "KẾ HOẠCH\nPhát động thi đua năm 2025\n\nThực hiện Chỉ thị số 01/CT-UBND ngày 08/01/2025; nhằm nâng cao "
        "chất lượng, "
        "Bệnh viện Mắt tỉnh phát động phong trào thi đua năm 2025 như sau:",
        "Kế hoạch Phát động thi đua năm 2025",
        "Bệnh viện Mắt tỉnh",
        None,
        None,
        2025,
    ),
    "a regulation": Case(
        "CÔNG TY CỔ PHẦN MAY SÔNG ĐÀ\nQUY CHẾ\nThi đua, khen thưởng\n(Ban hành kèm theo Quyết định số 5/QĐ-SĐ ngày "
        "10/01/2025)\nĐiều 1.",
        "Quy chế Thi đua, khen thưởng",
        "Công ty Cổ Phần May Sông Đà",
        None,
        "2025-01-10",
        2025,
        DocumentForm.OTHER,
    ),
    "a programme on one line": Case(
        "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026 CỦA CÔNG ĐOÀN CƠ SỞ\nCăn cứ …",
        "Chương trình công tác năm 2026 của công đoàn cơ sở",
        "Công đoàn cơ sở",
        None,
        None,
        2026,
    ),
    "an empty paper": Case("\n\n", None, None, None, None, None, DocumentForm.OTHER),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_head_is_read(case: Case) -> None:
    head = of_text(case.text)
    assert head.title == case.title
    assert (head.agency or "").casefold() == (case.agency or "").casefold()
    assert (head.number, head.issued, head.form) == (case.number, case.issued, case.form)
    assert head.years == (None if case.year is None else PlanYears(case.year, case.school))
    assert tuple(problem.code for problem in head.problems) == case.problems


def test_a_letterhead_in_a_table_is_read_like_one_of_lines() -> None:
    row = (
        Cell("UBND TỈNH X\nSỞ TÀI CHÍNH\nSố: 5/KH-STC"),
        Cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nX, ngày 7 tháng 1 năm 2025"),
    )
    blocks = [
        Block(1, "\t".join(cell.text for cell in row), row, table=1, row=1),
        Block(2, "KẾ HOẠCH"),
        Block(3, "Thi đua năm 2025"),
    ]
    head = read_head(blocks)
    assert (head.agency, head.number, head.issued) == ("Sở Tài chính", "5/KH-STC", "2025-01-07")


def test_a_date_that_is_cited_is_no_day_of_issue() -> None:
    head = of_text("KẾ HOẠCH\nThi đua\nCăn cứ Luật Thi đua, khen thưởng, ngày 15 tháng 6 năm 2022")
    assert head.issued is None


@given(st.lists(st.text(max_size=80), max_size=30))
def test_any_lines_are_read(lines: list[str]) -> None:
    head = of_text("\n".join(lines))
    assert head.title is None or head.title.strip()


@pytest.mark.parametrize(
    "piece", ["KẾ HOẠCH ", "Số: ", "ngày tháng năm ", ", ngày ", " " * 60 + "x", "SỞ ", "năm học ", "."]
)
def test_no_head_takes_long(piece: str) -> None:
    of_text("\n".join([piece * 2000] * 50))


def test_a_year_that_only_the_days_tell_is_a_doubt() -> None:
    head = of_text("KẾ HOẠCH\nThi đua, khen thưởng\n1. Nộp hồ sơ trước ngày 15/6/2025.\n2. Họp ngày 20/7/2025.")
    assert head.years == PlanYears(2025)
    assert ("reading.year_guessed", {"year": "2025"}) in [(each.code, dict(each.values)) for each in head.problems]
    said = of_text("KẾ HOẠCH\nThi đua, khen thưởng năm 2025\n1. Nộp hồ sơ trước ngày 15/6/2025.")
    assert "reading.year_guessed" not in {each.code for each in said.problems}


def test_a_title_ends_where_the_first_numbered_line_begins() -> None:
    lines = ["KẾ HOẠCH", "phát động đợt thi đua đặc biệt", "1- Thời gian: từ ngày 05/3/2026."]
    head = read_head([Block(number, line) for number, line in enumerate(lines, 1)])
    assert head.title == "Kế hoạch phát động đợt thi đua đặc biệt"


def test_the_year_of_a_cited_law_is_not_the_papers() -> None:
    text = "Thực hiện Nghị định số 27/2015/NĐ-CP ngày 10 tháng 3 năm 2015, các trường gửi hồ sơ trước ngày 27-9."
    assert of_text(text).years is None


def test_lines_that_a_text_file_parts_by_empty_ones_are_no_title() -> None:
    blocks = [Block(1, "V/v gia hạn thời gian thi"), Block(3, "Do nhiều nơi chưa kịp tổ chức, Ban Tổ chức quyết định:")]
    assert read_head(blocks).title == "V/v gia hạn thời gian thi"


def test_a_form_whose_mark_was_misread_is_still_a_form() -> None:
    lines = ["KÉ HOẠCH", "Phát động phong trào thi đua năm 2023", "Thực hiện các kết luận năm học 2022-2023."]
    head = read_head([Block(number, line) for number, line in enumerate(lines, 1)])
    assert head.title == "Kế hoạch Phát động phong trào thi đua năm 2023"
    assert head.years is not None
    assert (head.years.first, head.years.school) == (2023, False)
