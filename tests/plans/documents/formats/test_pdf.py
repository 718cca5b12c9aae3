"""PDFs with a text layer, drawn by hand: paragraphs, tables, columns, pages; and the files that cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.formats import pdf, scan
from plans.documents.outline import Outline
from plans.problems import Problem
from tests.plans.documents.formats import drawn
from tests.plans.documents.formats.drawn import line, table, text

LONG = "Thi dua yeu nuoc la nhiem vu thuong xuyen cua moi tap the va ca nhan trong toan co quan"


def outline(*pages: list[str], page: str = "") -> Outline:
    """What is read of a file drawn so."""
    read = pdf.read(drawn.pdf(pages, page), "ke-hoach.pdf")
    assert isinstance(read, Outline), read
    return read


def texts(*pages: list[str], page: str = "") -> list[str]:
    return [block.text for block in outline(*pages, page=page).blocks]


def rows(*pages: list[str]) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in block.cells) for block in outline(*pages).blocks if block.cells]


def test_lines_of_a_paragraph_are_joined_and_an_indented_one_begins_the_next() -> None:
    page = [
        *(text(110, 700, LONG), text(80, 684, f"{LONG} don"), text(80, 668, "vi truoc ngay 30/01/2024.")),
        *(text(110, 652, LONG), text(80, 636, "va ca nam.")),
    ]
    assert texts(page) == [f"{LONG} {LONG} don vi truoc ngay 30/01/2024.", f"{LONG} va ca nam."]


def test_a_list_item_begins_a_paragraph_even_behind_a_full_line() -> None:
    page = [
        text(80, 700, f"{LONG};"),
        text(80, 684, f"- {LONG}"),
        text(90, 668, "hanging under its words."),
        text(80, 652, "2. Next."),
    ]
    assert texts(page) == [f"{LONG};", f"- {LONG} hanging under its words.", "2. Next."]


def test_a_number_broken_at_its_hyphen_is_made_whole() -> None:
    page = [
        text(80, 700, f"{LONG} Chi thi 30-"),
        text(80, 684, "CT/TU ngay 31/"),
        text(80, 668, "12/2023 cua Tinh uy. " + LONG),
    ]
    assert "30-CT/TU" in " ".join(texts(page))


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    first = [text(110, 110, LONG), text(80, 94, f"{LONG} phai")]
    second = [text(80, 740, "hoan thanh truoc ngay 15/6/2024.")]
    read = outline(first, second)
    assert [block.text for block in read.blocks] == [f"{LONG} {LONG} phai hoan thanh truoc ngay 15/6/2024."]
    assert read.blocks[0].page == 1


def test_page_numbers_and_repeated_headers_and_footers_are_dropped() -> None:
    pages = [
        [
            *(text(295, 810, str(number)), text(80, 795, "SO NOI VU - KE HOACH")),
            *(text(110, 600, f"Noi dung trang so {number} cua ke hoach nay."), text(80, 30, f"Trang {number}/3")),
        ]
        for number in (1, 2, 3)
    ]
    assert texts(*pages) == [f"Noi dung trang so {number} cua ke hoach nay." for number in (1, 2, 3)]


def test_the_stamp_of_the_signing_software_is_dropped() -> None:
    stamp = text(400, 800, "Thoi gian ky: 12.01.2024 08:30:00 +07:00", 8)
    assert texts([stamp, text(80, 600, LONG)]) == [LONG]


def test_a_ruled_table_gives_its_cells_and_merged_ones_once() -> None:
    page = [
        text(80, 740, f"{LONG}."),
        *(line(80, y, 520, y) for y in (700, 670, 640, 600)),
        *(line(80, 700, 80, 600), line(520, 700, 520, 600)),
        *(line(120, y, 120, y - 30) for y in (700,)),
        *(line(360, y, 360, y - 30) for y in (700,)),
        *(line(120, 640, 120, 600), line(360, 640, 360, 600)),
        *(text(85, 680, "TT"), text(125, 680, "Noi dung"), text(365, 680, "Don vi")),
        text(85, 650, "QUY I"),
        *(
            text(85, 620, "1"),
            text(125, 625, "Xay dung ke hoach nam"),
            text(125, 610, "2024"),
            text(365, 620, "Van phong"),
        ),
    ]
    assert rows(page) == [
        ("TT", "Noi dung", "Don vi"),
        ("QUY I", "", ""),
        ("1", "Xay dung ke hoach nam\n2024", "Van phong"),
    ]


def test_a_cell_over_several_rows_is_repeated_as_continued() -> None:
    page = [
        *(line(80, 700, 520, 700), line(120, 670, 520, 670), line(80, 640, 520, 640)),
        *(line(x, 700, x, 640) for x in (80, 120, 520)),
        *(text(85, 668, "I"), text(125, 680, "Dang ky thi dua"), text(125, 650, "Dang ky sang kien")),
    ]
    cells = [block.cells for block in outline(page).blocks]
    assert [[(cell.text, cell.continued) for cell in row] for row in cells] == [
        [("I", False), ("Dang ky thi dua", False)],
        [("I", True), ("Dang ky sang kien", False)],
    ]


def test_a_table_goes_on_over_a_page_break_without_its_repeated_heading_and_with_the_cut_row_whole() -> None:
    xs = (80, 120, 360, 520)
    heading = ("TT", "Noi dung", "Don vi")

    def part(*filled: tuple[str, str, str]) -> list[str]:
        ys = [700 - 30 * number for number in range(len(filled) + 1)]
        words = [
            text(x + 5, y - 20, cell)
            for y, row in zip(ys, filled, strict=False)
            for x, cell in zip(xs, row, strict=False)
            if cell
        ]
        return [*table(xs, ys), *words]

    first = part(heading, ("1", "Xay dung ke hoach", "Van phong"), ("2", "Bao cao so ket sau thang", "Van phong"))
    second = part(heading, ("", "dau nam 2024", ""), ("3", "Hop Hoi dong", "Giam doc"))
    read = outline(first, second)
    assert [(block.table, block.row, block.page) for block in read.blocks] == [
        (1, 1, 1),
        (1, 2, 1),
        (1, 3, 1),
        (1, 4, 2),
    ]
    assert rows(first, second)[2:] == [
        ("2", "Bao cao so ket sau thang dau nam 2024", "Van phong"),
        ("3", "Hop Hoi dong", "Giam doc"),
    ]


def test_a_cell_merged_over_a_page_break_says_the_same_on_both_pages() -> None:
    xs, heading = (80, 120, 360, 520), ("TT", "Noi dung", "Thoi gian")

    def part(ys: tuple[int, ...], merged: tuple[int, ...], *filled: tuple[str, str, str]) -> list[str]:
        strokes = [line(80, y, 360 if y in merged else 520, y) for y in ys] + [line(x, ys[0], x, ys[-1]) for x in xs]
        words = [
            text(x + 5, y - 20, cell)
            for y, row in zip(ys, filled, strict=False)
            for x, cell in zip(xs[:3], row, strict=True)
            if cell
        ]
        return [*strokes, *words]

    first = part((700, 670, 640, 610), (640,), heading, ("1", "Dang ky", "Thang 4/2026"), ("2", "Bao cao so ket", ""))
    cut = part(
        (700, 670, 640, 610, 580),
        (640, 610),
        heading,
        ("", "sau thang dau nam", ""),
        ("3", "Hop Hoi dong", ""),
        ("4", "Tong ket", ""),
    )
    whole = part((700, 670, 640, 610), (640,), heading, ("3", "Hop Hoi dong", ""), ("4", "Tong ket", ""))
    assert rows(first, cut)[2:] == [
        ("2", "Bao cao so ket sau thang dau nam", "Thang 4/2026"),
        ("3", "Hop Hoi dong", "Thang 4/2026"),
        ("4", "Tong ket", "Thang 4/2026"),
    ]
    assert [row[2] for row in rows(first, whole)[3:]] == ["Thang 4/2026", "Thang 4/2026"]


def test_a_day_that_a_narrow_column_parts_is_made_whole() -> None:
    page = [
        *table((80, 300, 370), (700, 600)),
        text(85, 680, "Bao cao"),
        text(305, 680, "10/11/202"),
        text(305, 664, "6"),
    ]
    assert rows(page) == [("Bao cao", "10/11/2026")]


def test_a_dash_that_ends_a_line_takes_nothing_out_of_the_next_row() -> None:
    page = [
        *table((80, 110, 300, 380), (700, 670, 640)),
        *(text(85, 680, "4"), text(115, 680, "Dang ky danh hieu"), text(305, 680, "-nt-")),
        *(text(85, 650, "5"), text(115, 650, "Hop Hoi dong"), text(305, 650, "15/6/2026")),
    ]
    assert [row[0] for row in rows(page)] == ["4", "5"]


def test_footnotes_are_left_out() -> None:
    body = [text(80, 780 - 20 * number, LONG[:60]) for number in range(12)]
    notes = [line(80, 130, 200, 130), text(80, 115, "1 Ban hanh ngay 15/8/2024.", 9), text(80, 100, "2 So lieu.", 9)]
    assert not any("15/8/2024" in said or "So lieu" in said for said in texts([*body, *notes]))


def test_small_type_without_a_line_above_it_is_no_footnote() -> None:
    body = [text(80, 780 - 20 * number, LONG[:60]) for number in range(12)]
    assert texts([*body, text(80, 115, "1 Ban hanh ngay 15/8/2024.", 9)])[-1] == "1 Ban hanh ngay 15/8/2024."


def test_the_letterhead_is_one_row_of_two_cells() -> None:
    page = [
        *(text(100, 780, "UBND TINH GIA LAI"), text(320, 780, "CONG HOA XA HOI CHU NGHIA VIET NAM")),
        *(text(105, 764, "SO CONG THUONG"), text(350, 764, "Doc lap - Tu do - Hanh phuc")),
        *(text(110, 740, "So: 12/KH-SCT"), text(340, 740, "Gia Lai, ngay 12 thang 01 nam 2024")),
        *(text(250, 700, "KE HOACH"), text(80, 670, LONG)),
    ]
    left, right = outline(page).blocks[0].cells
    assert left.text == "UBND TINH GIA LAI\nSO CONG THUONG\nSo: 12/KH-SCT"
    assert right.text.split("\n")[-1] == "Gia Lai, ngay 12 thang 01 nam 2024"
    assert texts(page)[1:] == ["KE HOACH", LONG]


def test_the_signature_is_one_row_of_two_cells() -> None:
    page = [
        text(80, 400, LONG),
        *(text(80, 370, "Noi nhan:"), text(380, 370, "GIAM DOC")),
        *(text(80, 356, "- So Noi vu;"), text(80, 342, "- Luu: VT."), text(370, 290, "Pham Van Binh")),
    ]
    assert rows(page) in ([], [("Noi nhan:\n- So Noi vu;\n- Luu: VT.", "GIAM DOC\nPham Van Binh")])
    assert "Noi nhan: GIAM DOC" not in texts(page)


def test_a_table_without_lines_is_read_by_its_white_space() -> None:
    page = [text(80, 760, f"{LONG}.")]
    for y, row in zip(
        (720, 690, 660, 630),
        (
            ("TT", "Noi dung", "Don vi", "Thoi gian"),
            ("1", "Dang ky thi dua", "Cac phong", "Truoc 28/02"),
            ("2", "So ket sau thang", "Van phong", "Thang 6"),
            ("3", "Tong ket nam", "Van phong", "Quy IV"),
        ),
        strict=True,
    ):
        page += [text(x, y, cell) for x, cell in zip((80, 120, 330, 450), row, strict=True)]
    page.append(text(120, 676, "va dang ky sang kien"))
    assert rows(page)[1] == ("1", "Dang ky thi dua\nva dang ky sang kien", "Cac phong", "Truoc 28/02")
    assert rows(page)[3] == ("3", "Tong ket nam", "Van phong", "Quy IV")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_upright(turn: int) -> None:
    words = {
        90: ("0 1 -1 0 100 80 Tm", "0 1 -1 0 120 80 Tm"),
        180: ("-1 0 0 -1 500 100 Tm", "-1 0 0 -1 500 120 Tm"),
        270: ("0 -1 1 0 500 700 Tm", "0 -1 1 0 480 700 Tm"),
    }[turn]
    first, second = (
        f"BT /F1 12 Tf {place} ({line}) Tj ET"
        for place, line in zip(words, ("Dong thu nhat cua trang.", "Dong thu hai cua trang."), strict=True)
    )
    both = "Dong thu nhat cua trang. Dong thu hai cua trang."
    assert " ".join(texts([first, second], page=f"/Rotate {turn}")) == both
    assert " ".join(texts([first, second])) == both


def test_too_many_pages_are_refused_before_any_is_read() -> None:
    told: list[int] = []
    read = pdf.read(drawn.pdf([[text(80, 700, LONG)]] * 301), "x.pdf", lambda done, _total: told.append(done))
    assert read == Problem("document.too_many_pages", {"limit": "300"})
    assert not told


def test_progress_counts_the_pages() -> None:
    told: list[tuple[int, int]] = []
    pdf.read(drawn.pdf([[text(80, 700, LONG)]] * 3), "x.pdf", lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_file_with_a_damaged_index_is_repaired_and_a_cut_one_refused() -> None:
    whole = drawn.pdf([[text(80, 700, LONG)]])
    repaired = pdf.read(whole.replace(b"startxref\n", b"startxref\n9"), "x.pdf")
    assert isinstance(repaired, Outline)
    for length in (60, len(whole) // 2, whole.index(b"xref")):
        assert pdf.read(whole[:length], "x.pdf") == Problem("document.corrupt")


def test_a_page_without_text_needs_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "missing", lambda: Problem("document.needs_tesseract"))
    assert pdf.read(drawn.pdf([[line(10, 10, 500, 500)]]), "x.pdf") == Problem("document.needs_tesseract")
    mixed = pdf.read(drawn.pdf([[text(80, 700, LONG)], []]), "x.pdf")
    assert isinstance(mixed, Outline)
    assert mixed.problems == (Problem("document.pages_need_tesseract", {"pages": "2"}),)


def test_more_scanned_pages_than_can_be_recognised_are_refused() -> None:
    assert pdf.read(drawn.pdf([[]] * 61), "x.pdf") == Problem("document.too_many_pages", {"limit": "60"})


WHOLE_PAGE = [
    *table((80, 120, 520), (640, 670, 700)),
    text(85, 680, "TT"),
    text(125, 680, "Noi dung"),
    text(80, 500, LONG),
]


@given(st.data())
def test_a_mutated_file_gives_an_outline_or_a_problem(data: st.DataObject) -> None:
    broken = bytearray(drawn.pdf([WHOLE_PAGE, WHOLE_PAGE]))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "missing", lambda: Problem("document.needs_tesseract"))  # a page without text is not drawn
        read = pdf.read(bytes(broken), "x.pdf")
    assert isinstance(read, Outline | Problem)
    if isinstance(read, Outline):
        assert [block.number for block in read.blocks] == list(range(1, len(read.blocks) + 1))
