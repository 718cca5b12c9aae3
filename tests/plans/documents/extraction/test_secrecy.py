"""A stamp of secrecy is found, the word in a sentence is not one."""

import pytest

from plans.documents.extraction.secrecy import is_secret
from plans.documents.outline import Block, Cell


def blocks(*lines: str) -> list[Block]:
    return [Block(number, line) for number, line in enumerate(lines, 1)]


@pytest.mark.parametrize(
    "line",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "**MẬT**",
        "[ TỐI MẬT ]",
        "M Ậ T",
        "T Ố I  M Ậ T",
        "Độ mật: Mật",
        "Độ mật: TỐI MẬT",
        "ĐỘ MẬT: MẬT",
        "MẬT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "UBND TỈNH X          MẬT",
        "TOI MAT",
        "TUYET MAT",
        "MẬT.",
        "<b>MẬT</b>",
        "Mức độ mật: Tuyệt mật",
        "Mật",
        "Tuyệt mật",
        "TỐI-MẬT",
        "TỐI MẬT - HỎA TỐC",
        "HOẢ TỐC MẬT",
        "MẬT/Hỏa tốc",
        "TÀI LIỆU TUYỆT MẬT",
        "Số: 12/KH-SNV MẬT",
        "UBND TỈNH X TUYỆT MẬT",
        "TUYÊT MẬT",
        "TUYẾỆT MẬT",
        "MẬẠT",
        "Mật - Trang 1",
        "Trang 2/5 - Tối mật",
        "Tài liệu mật – không sao chụp",
    ],
)
def test_a_stamp_is_found(line: str) -> None:
    assert is_secret(blocks("SỞ NỘI VỤ", line, "KẾ HOẠCH"))


def test_a_stamp_in_a_cell_or_late_in_the_paper_is_found() -> None:
    cells = (Cell("SỞ NỘI VỤ\nMẬT"), Cell("CỘNG HÒA"))
    assert is_secret([Block(1, "SỞ NỘI VỤ\nMẬT\tCỘNG HÒA", cells)])
    assert is_secret(blocks(*["Nội dung"] * 500, "TỐI MẬT"))


@pytest.mark.parametrize(
    "line",
    [
        "Thực hiện tốt công tác bảo mật thông tin.",
        "Luật Bảo vệ bí mật nhà nước",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Văn bản mật quản lý theo quy định.",
        "Tài liệu: mật, tối mật, tuyệt mật",
        "mật",
        "MẬT ONG",
        "HỎA TỐC",
        "TÀI LIỆU BẢO MẬT",
        "Số: 12/KH-SNV v/v bảo mật",
        "Khoa MẮT",
        "MẮT",
        "KHOA MAT",
        "1. Mật độ dân số",
        "Độ mật: Thường",
        "Độ mật: Mật, Tối mật hoặc Tuyệt mật theo quy định của pháp luật về bảo vệ bí mật",
        "",
    ],
)
def test_the_word_in_a_sentence_is_no_stamp(line: str) -> None:
    assert not is_secret(blocks("SỞ NỘI VỤ", line, "KẾ HOẠCH"))


def test_a_word_without_marks_is_no_stamp_in_the_middle_of_a_paper() -> None:
    assert not is_secret(blocks(*["Nội dung"] * 40, "MAT"))
