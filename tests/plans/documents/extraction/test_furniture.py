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
