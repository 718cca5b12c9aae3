import pytest

from tests.plans.documents.extraction.reading import HEAD, draft_of, told

PAGE = "Kế hoạch xét khen thưởng năm 2025\n{stamp}\n\nPhòng Nội vụ thông báo như sau:\n- Các khoa họp xét.\n"


@pytest.mark.parametrize(
    "stamp",
    [
        "14/03/2025",
        "Thứ Sáu, 14/03/2025, 09:12",
        "Cập nhật ngày: 14/03/2025",
        "09:12 - 14/03/2025",
        "14/03/2025  |  Lượt xem: 120",
        "Ngày đăng: 14/03/2025",
    ],
)
def test_the_day_a_page_was_published_heads_no_schedule(stamp: str) -> None:
    assert not draft_of(PAGE.format(stamp=stamp), "").tasks


def test_a_lone_day_above_hours_heads_a_schedule() -> None:
    text = "14/3/2025\n8h00: Họp Hội đồng sáng kiến\n14h00: Chấm báo cáo\n"
    assert [line.split(":")[0] for line in told(text)] == ["on 2025-03-14 08", "on 2025-03-14 14"]


def test_days_that_follow_each_other_are_a_schedule() -> None:
    text = "Thứ Hai, 17/3/2025\nHọp tổ thư ký\nThứ Ba, 18/3/2025\nChấm sáng kiến\n"
    assert told(text) == ["on 2025-03-17: Họp tổ thư ký", "on 2025-03-18: Chấm sáng kiến"]


def test_what_else_a_page_shows_is_no_task() -> None:
    text = "b) Trước ngày 20/3/2025:\nCác phòng nộp hồ sơ về Văn phòng.\n\nCác tin khác\nThông báo\nTin đọc nhiều\n"
    assert told(text, HEAD) == ["by 2025-03-20: Các phòng nộp hồ sơ về Văn phòng [Các phòng]"]


def test_a_headline_repeats_what_the_text_says() -> None:
    opening = "Phòng Giáo dục vừa có văn bản hướng dẫn các trường trực thuộc đăng ký sáng kiến, trong đó nêu rõ các"
    text = f"Nhận đăng ký đến hết ngày 30/11/2025\n\n{opening} đối tượng. Thời gian đăng ký đến hết ngày 30/11/2025.\n"
    assert len(draft_of(text, "").tasks) == 1


def test_line_ends_written_out_are_no_text() -> None:
    assert told(r"\r\n - Họp Hội đồng sáng kiến: 20/5/2025" + "\n\n" + r"\r\n", HEAD) == [
        "on 2025-05-20: Họp Hội đồng sáng kiến"
    ]


def test_a_slogan_behind_the_hours_of_a_day_is_no_task() -> None:
    slogan = "Nâng cao tinh thần trách nhiệm; xây dựng bệnh viện xanh, sạch, đẹp. " * 2
    text = f"Ngày 14/5/2025:\n8 giờ 00: Giao ban toàn viện\n\n14 giờ 00: Họp hội đồng thuốc\n\n{slogan}\n"
    assert len(draft_of(text).tasks) == 2


def test_a_heading_that_the_title_also_says_does_not_end_the_head() -> None:
    text = """KẾ HOẠCH NGHIÊN CỨU VÀ SINH HOẠT KHOA HỌC BỆNH VIỆN NĂM 2025

1. Tiến độ
- Xét đề cương: trước ngày 14/02/2025

SINH HOẠT KHOA HỌC

- Báo cáo chuyên đề: tháng 5/2025"""
    assert [line.split(":")[0] for line in told(text, "")] == ["by 2025-02-14", "month 2025-05"]


def test_parts_of_a_page_named_above_the_paper_do_not_end_it() -> None:
    text = "Liên kết website\n\nCác khoa gửi báo cáo về Văn phòng trước ngày 20/5/2025.\n"
    assert [line.split(":")[0] for line in told(text, "")] == ["by 2025-05-20"]


def test_the_sentence_before_a_list_is_no_title() -> None:
    text = """Các khoa gửi danh sách đề xuất về Phòng Khoa học trước ngày 25/9/2025.
Kế hoạch thực hiện dự kiến như sau:
- Họp hội đồng xét chọn: 02/10/2025
"""
    assert [line.split(":")[0] for line in told(text, "")] == ["by 2025-09-25", "on 2025-10-02"]
