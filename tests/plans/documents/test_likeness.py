"""Titles of one task are alike in spite of rewording; those of two tasks are not, however many words they share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.likeness import ALIKE, likeness, telling

HALF_YEAR = "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2024"
WHOLE_YEAR = "Báo cáo tổng kết công tác thi đua, khen thưởng năm 2024, Phương hướng nhiệm vụ, kế hoạch năm 2025"
IDEAS = "Triển khai và tổng hợp đăng ký sáng kiến kinh nghiệm năm 2024"
ROUND = "Kiểm tra công tác thi đua, khen thưởng đợt {}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (HALF_YEAR, "Nộp báo cáo sơ kết 6 tháng"),
        (HALF_YEAR, "Xây dựng báo cáo sơ kết công tác TĐKT sáu tháng đầu năm 2025"),
        (HALF_YEAR, "Gửi báo cáo sơ kết công tác thi đua 6 tháng đầu năm về Văn phòng Sở"),
        (HALF_YEAR, "bao cao so ket cong tac thi dua khen thuong 6 thang dau nam"),
        (WHOLE_YEAR, "Báo cáo tổng kết năm"),
        (IDEAS, "Đăng ký sáng kiến năm 2025"),
        (IDEAS, "Thời hạn đăng ký sáng kiến"),
        ("Họp Hội đồng sáng kiến Sở", "Tổ chức họp HĐ sáng kiến"),
        ("Tham dự Hội nghị tổng kết công tác thi đua của Cụm, Khối", "Hội nghị tổng kết thi đua của Cụm, Khối thi đua"),
        ("Gửi hồ sơ đề nghị khen thưởng về Hội đồng TĐKT Sở", "Hồ sơ đề nghị khen thưởng cuối năm"),
        (
            "Các phòng tổ chức đánh giá, phân loại công chức, viên chức và bình xét các danh hiệu thi đua",
            "Đánh giá, xếp loại công chức, viên chức; bình xét danh hiệu thi đua tại các phòng, đơn vị",
        ),
        ("Đăng ký danh hiệu, hình thức khen thưởng năm học 2024-2025", "Đăng ký danh hiệu, hình thức khen thưởng"),
    ],
)
def test_the_same_task_in_other_words_is_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (HALF_YEAR, WHOLE_YEAR),
        (HALF_YEAR, "Tham gia Hội nghị sơ kết công tác thi đua 6 tháng đầu năm"),
        ("Họp Hội đồng sáng kiến Sở", "Họp Hội đồng thi đua, khen thưởng Sở"),
        (IDEAS, "Họp Hội đồng sáng kiến Sở"),
        ("Báo cáo quý I", "Báo cáo quý II"),
        ("Đợt thi đua thứ nhất chào mừng ngày 8/3", "Đợt thi đua thứ hai chào mừng ngày 8/3"),
        (ROUND.format("1"), ROUND.format("II")),
        ("Phát động phong trào thi đua năm 2024", "Tổng kết phong trào thi đua năm 2024"),
        ("Xây dựng kế hoạch thi đua", "Báo cáo kết quả thực hiện kế hoạch thi đua"),
        ("Nộp hồ sơ đề nghị Bằng khen", "Nộp hồ sơ đề nghị danh hiệu Chiến sĩ thi đua cơ sở"),
        ("Tập huấn nghiệp vụ thi đua, khen thưởng", "Kiểm tra công tác thi đua, khen thưởng"),
        ("Tổ chức hội thi giáo viên dạy giỏi cấp trường", "Tổ chức hội thi nấu ăn cấp trường"),
        ("", "Báo cáo"),
    ],
)
def test_another_task_in_like_words_is_not(one: str, other: str) -> None:
    assert likeness(one, other) < ALIKE


def test_rounds_are_the_same_however_their_number_is_written() -> None:
    assert likeness(ROUND.format("thứ nhất"), ROUND.format("1")) >= ALIKE


def test_years_and_abbreviations_tell_nothing() -> None:
    assert telling("Công tác TĐKT năm học 2024-2025") == telling("công tác thi đua, khen thưởng")


@given(st.text("abcđ 12", min_size=1, max_size=20), st.text("abcđ 12", min_size=1, max_size=20))
def test_likeness_has_no_direction_and_its_limits(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= 100.001
    assert not telling(one) or likeness(one, one) >= ALIKE
