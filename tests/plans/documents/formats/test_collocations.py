"""Marks mistaken in recognition are set right by the word beside, and nothing else is touched."""

import pytest

from plans.documents.formats.collocations import spelled, spelled_blocks
from plans.documents.outline import Block, Cell


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Phòng Tố chức cán bộ", "Phòng Tổ chức cán bộ"),
        ("PHONG TRÀO THỊ ĐUA", "PHONG TRÀO THI ĐUA"),
        ("các đại\nbiếu, bồi dưỡng", "các đại\nbiểu, bồi dưỡng"),
        ("ngày 05 hãng tháng", "ngày 05 hàng tháng"),
        ("Hội đồng 12K1 Sở, QĐÐ-HĐTĐKT", "Hội đồng TĐKT Sở, QĐ-HĐTĐKT"),
    ],
)
def test_marks_that_cannot_be_meant_become_those_that_are(read: str, meant: str) -> None:
    assert spelled(read) == meant


@pytest.mark.parametrize(
    "written",
    [
        "công đoạn sản xuất, công đoàn cơ sở",
        "hạng tháng 3, hằng năm, hàng năm",
        "đồng chí Hoàng Văn Thụ ở Điện Biên",
        "tình hình thực hiện; Thứ trưởng",
        "cần cù, phần đầu, khóa học",
    ],
)
def test_what_can_be_meant_stays(written: str) -> None:
    assert spelled(written) == written


def test_only_recognised_pages_are_spelled_anew() -> None:
    row = Block(2, "1\ttống kết", (Cell("1"), Cell("tống kết")), page=2, table=1, row=1)
    made = list(spelled_blocks([Block(1, "tống kết", page=1), row], frozenset({2})))
    assert [block.text for block in made] == ["tống kết", "1\ttổng kết"]
    assert made[1].cells[1].text == "tổng kết"
