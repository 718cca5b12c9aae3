"""The years in a plan's texts move with it; what belongs to the past stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.year_words import in_another_year


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Báo cáo tổng kết năm 2024, kế hoạch năm 2025", "Báo cáo tổng kết năm 2027, kế hoạch năm 2028"),
        ("Kế hoạch thi đua năm học 2024-2025", "Kế hoạch thi đua năm học 2027-2028"),
        ("chào mừng kỷ niệm 70 năm Ngày truyền thống", "chào mừng kỷ niệm 73 năm Ngày truyền thống"),
        ("Kỷ niệm lần thứ 70 năm", "Kỷ niệm lần thứ 73 năm"),
        ("(11/6/1948 - 11/6/2024)", "(11/6/1948 - 11/6/2027)"),
        ("trước 15/6/2024", "trước 15/6/2027"),
        ("Tháng 3/2024", "Tháng 3/2027"),
        ("Chỉ thị số 01/CT-UBND ngày 16/01/2024 của UBND tỉnh", "Chỉ thị số 01/CT-UBND ngày 16/01/2024 của UBND tỉnh"),
        ("Nghị định 98/2023/NĐ-CP", "Nghị định 98/2023/NĐ-CP"),
        ("Luật Thi đua, khen thưởng năm 2022", "Luật Thi đua, khen thưởng năm 2022"),
        ("kế hoạch 5 năm 2021-2025", "kế hoạch 5 năm 2021-2025"),
        ("phong trào giai đoạn 2021 - 2025", "phong trào giai đoạn 2021 - 2025"),
        ("Đại hội lần thứ XIII, Cụm thi đua số VIII", "Đại hội lần thứ XIII, Cụm thi đua số VIII"),
        ("thành lập năm 1976", "thành lập năm 1976"),
        ("tổng kết 10 năm thực hiện Chỉ thị 30", "tổng kết 10 năm thực hiện Chỉ thị 30"),
        (
            "kỷ niệm 70 năm Chiến thắng; 80 năm Ngày thành lập QĐND và 35 năm Ngày hội",
            "kỷ niệm 73 năm Chiến thắng; 83 năm Ngày thành lập QĐND và 38 năm Ngày hội",
        ),
        ("20 năm thành lập Đảng bộ phường", "23 năm thành lập Đảng bộ phường"),
        ("KỶ NIỆM 65 NĂM NGÀY TRUYỀN THỐNG", "KỶ NIỆM 68 NĂM NGÀY TRUYỀN THỐNG"),
        ("xem xét quyết định công nhận sáng kiến năm 2024", "xem xét quyết định công nhận sáng kiến năm 2027"),
        (
            "Ban hành các Quyết định khen thưởng thành tích năm 2024",
            "Ban hành các Quyết định khen thưởng thành tích năm 2027",
        ),
        (
            "Kế hoạch số 241/KH-UBND ngày 28/12/2023 về công tác thi đua năm 2024",
            "Kế hoạch số 241/KH-UBND ngày 28/12/2023 về công tác thi đua năm 2027",
        ),
        ("Kế hoạch công tác thi đua năm 2024", "Kế hoạch công tác thi đua năm 2027"),
        ("đường dây nóng 02024123", "đường dây nóng 02024123"),
    ],
)
def test_a_text_of_2024_reads_so_in_2027(text: str, later: str) -> None:
    assert in_another_year(text, 2024, 3) == later


TEXTS = st.lists(
    st.sampled_from(
        [
            "năm 2024",
            "năm học 2024-2025",
            "kỷ niệm 70 năm",
            "giai đoạn 2021-2025",
            "số 5/KH ngày 01/02/2024,",
            "và",
            "2023",
        ]
    ),
    max_size=6,
).map(" ".join)


@given(TEXTS, st.integers(-5, 20))
def test_a_text_comes_back_with_its_plan(text: str, years: int) -> None:
    assert in_another_year(in_another_year(text, 2024, years), 2024 + years, -years) == text
