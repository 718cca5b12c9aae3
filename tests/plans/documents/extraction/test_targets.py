"""What a plan wants to reach: how much of what, counted over whom, and what is no target."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plans.documents.extraction.targets import read_targets
from plans.planning.draft import DocumentForm
from tests.plans.documents.extraction.papers import passages_of

Row = tuple[str, list[tuple[str, float | int, str]]]

#: A sentence and its targets: subject, percent (a float) or count (an int), scope.
ROWS: list[Row] = [
    (
        "90% công chức, viên chức đạt danh hiệu lao động tiên tiến.",
        [("lao động tiên tiến", 90.0, "công chức, viên chức")],
    ),
    (
        "100% hoàn thành nhiệm vụ, trong đó có 90% công chức, viên chức đạt danh hiệu lao động tiên tiến; 15% đạt "
        "danh hiệu "
        "Chiến sĩ thi đua cơ sở (trong đó lãnh đạo Sở không tính vào tỷ lệ %).",
        [
            ("hoàn thành nhiệm vụ", 100.0, ""),
            ("lao động tiên tiến", 90.0, "công chức, viên chức"),
            ("Chiến sĩ thi đua cơ sở", 15.0, "công chức, viên chức (trong đó lãnh đạo Sở không tính vào tỷ lệ %)"),
        ],
    ),
    ("- 30% đơn vị đạt danh hiệu “Tập thể Lao động xuất sắc”.", [("Tập thể Lao động xuất sắc", 30.0, "đơn vị")]),
    ("Tỷ lệ học sinh lên lớp đạt 99,5%.", [("Tỷ lệ học sinh lên lớp", 99.5, "")]),
    ("- Tỷ lệ hài lòng của người bệnh đạt trên 90%.", [("Tỷ lệ hài lòng của người bệnh", 90.0, "")]),
    ("Phấn đấu 100% các khoa, phòng đăng ký thi đua.", [("đăng ký thi đua", 100.0, "các khoa, phòng")]),
    ("Có ít nhất 02 sáng kiến được công nhận cấp cơ sở.", [("sáng kiến được công nhận cấp cơ sở", 2, "")]),
    ("Phấn đấu có 05 tập thể đạt danh hiệu Tập thể Lao động xuất sắc.", [("Tập thể Lao động xuất sắc", 5, "tập thể")]),
    ("Phấn đấu 3 Bằng khen của Chủ tịch UBND tỉnh.", [("Bằng khen của Chủ tịch UBND tỉnh", 3, "")]),
    (
        "Phấn đấu có 01 Cờ thi đua của Chính phủ, 02 Bằng khen của Thủ tướng Chính phủ.",
        [("Cờ thi đua của Chính phủ", 1, ""), ("Bằng khen của Thủ tướng Chính phủ", 2, "")],
    ),
    (
        "+ Tổng kim ngạch xuất khẩu đạt 470 triệu USD, tăng 4,44%.",
        [("Tổng kim ngạch xuất khẩu đạt 470 triệu USD, tăng", 4.44, "")],
    ),
    ("Công suất sử dụng giường bệnh đạt 105%.", [("Công suất sử dụng giường bệnh", 105.0, "")]),
    (
        "Trên 95% giáo viên được xếp loại hoàn thành tốt nhiệm vụ trở lên.",
        [("hoàn thành tốt nhiệm vụ trở lên", 95.0, "giáo viên")],
    ),
    ("80% trở lên đoàn viên tham gia phong trào.", [("tham gia phong trào", 80.0, "đoàn viên")]),
    (
        "Không quá 15% số Lao động tiên tiến được đề nghị công nhận Chiến sĩ thi đua cơ sở.",
        [("Chiến sĩ thi đua cơ sở", 15.0, "số Lao động tiên tiến")],
    ),
    (
        "Chiến sĩ thi đua cơ sở: không quá 15% tổng số lao động tiên tiến.",
        [("Chiến sĩ thi đua cơ sở", 15.0, "tổng số lao động tiên tiến")],
    ),
    ("Mỗi tổ chuyên môn có ít nhất 01 sáng kiến cấp trường.", [("sáng kiến cấp trường", 1, "")]),
    ("100% thôn, bản ký cam kết thi đua.", [("ký cam kết thi đua", 100.0, "thôn, bản")]),
    ("Giảm tỷ lệ hộ nghèo còn dưới 3%.", [("Giảm tỷ lệ hộ nghèo", 3.0, "")]),
]
NO_TARGETS = [
    "So với cùng kỳ năm trước, xuất khẩu tăng 12%.",
    "Năm 2023 đã có 98% cán bộ hoàn thành nhiệm vụ.",
    "Hội đồng bỏ phiếu kín, đạt tỷ lệ phiếu từ 90% trở lên.",
    "Khối thi đua số 5 và Cụm thi đua số VIII tổ chức họp.",
    "Kinh phí trích 10% quỹ khen thưởng.",
    "Trước ngày 15/6/2024, 16h00.",
    "Nghị định số 98/2023/NĐ-CP của Chính phủ.",
    "Kỷ niệm 70 năm Ngày truyền thống.",
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_targets_are_read_with_their_scope(text: str, expected: list[tuple[str, float | int, str]]) -> None:
    found = [
        (target.subject, target.percent if target.count is None else target.count, target.scope)
        for target in read_targets(passages_of(text))
    ]
    assert found == expected


@pytest.mark.parametrize("text", NO_TARGETS)
def test_what_has_been_or_is_only_a_number_is_no_target(text: str) -> None:
    assert read_targets(passages_of(text)) == ()


def test_what_a_report_counts_are_results() -> None:
    read = passages_of("90% công chức, viên chức đạt danh hiệu lao động tiên tiến.")
    assert read_targets(read, DocumentForm.REPORT) == ()


def test_a_target_says_where_it_stands() -> None:
    (target,) = read_targets(passages_of("II. CHỈ TIÊU\n\n- 90% viên chức đạt danh hiệu Lao động tiên tiến."))
    assert target.source.line == 3
    assert target.source.quote == "- 90% viên chức đạt danh hiệu Lao động tiên tiến."


@example("“0%)")
@given(st.text(alphabet="90%,. ();đạt danh hiệu công chức\n“”", max_size=200))
def test_any_text_gives_targets_with_exactly_one_number(text: str) -> None:
    for target in read_targets(passages_of(text)):
        assert (target.percent is None) != (target.count is None)
        assert target.subject
