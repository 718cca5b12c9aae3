import pytest

from plans.documents.formats.web_page import read
from plans.documents.outline import Cell, Outline
from plans.problems import Problem


def lines(body: str) -> list[str]:
    """The texts of a page's blocks."""
    return [block.text for block in outline(body).blocks]


def outline(body: str) -> Outline:
    """A page as it is read."""
    found = read(f"<html><body>{body}</body></html>".encode(), "kh.html")
    assert isinstance(found, Outline), found
    return found


def rows(body: str) -> list[tuple[Cell, ...]]:
    """The cells of its rows."""
    return [block.cells for block in outline(body).blocks if block.cells]


def says(*texts: str) -> tuple[Cell, ...]:
    """Cells with these texts."""
    return tuple(Cell(text) for text in texts)


def test_blocks_and_breaks_part_lines_and_spaces_are_single() -> None:
    body = "đầu<p>Trước\n  ngày <b>15/6</b>/2024<br>hết</p><div>Sau&nbsp;đó &amp; <i>nữa</i></div>cuối"
    assert lines(body) == ["đầu", "Trước ngày 15/6/2024", "hết", "Sau đó & nữa", "cuối"]


def test_list_items_have_their_signs() -> None:
    body = (
        "<ul><li>một<li><p>hai</p><ol type=a><li>trong<li>nữa</ol></ul>"
        "<ol start=3 type=I><li>ba<li value=7>bảy<li>tám</ol><ul><li> </ul>"
    )
    assert lines(body) == ["- một", "- hai", "a. trong", "b. nữa", "III. ba", "VII. bảy", "VIII. tám"]


def test_what_a_browser_does_not_show_is_left_out() -> None:
    body = (
        "<script>x()</script><style>p{}</style><!-- ghi chú --><p hidden>ẩn</p><p style='display: none'>ẩn</p>"
        "<p><del>15/6</del> 20/6<span style='mso-hide:all'>!</span></p><template>x</template><textarea>y</textarea>"
    )
    assert lines(body) == ["20/6"]


def test_merged_cells_are_as_in_other_formats() -> None:
    body = (
        "<table><thead><tr><th>TT<th>Nội dung<th>Thời gian</thead>"
        "<tr><td colspan=3>QUÝ I<tr><td>1<td>Báo cáo<td rowspan=2>trước<br>15/6<tr><td>2<td>Họp"
        "<tr><td>3<td>Hết<td>x</table>"
    )
    assert rows(body) == [
        says("TT", "Nội dung", "Thời gian"),
        says("QUÝ I", "", ""),
        says("1", "Báo cáo", "trước\n15/6"),
        (Cell("2"), Cell("Họp"), Cell("trước\n15/6", continued=True)),
        says("3", "Hết", "x"),
    ]


def test_a_cell_reaching_to_the_end_of_the_table_goes_on() -> None:
    body = "<table><tr><td rowspan=0>Quý I<td>a<tr><td>b<tr><td>c</table>"
    assert [row[0].continued for row in rows(body)] == [False, True, True]


def test_lists_in_cells_are_lines() -> None:
    assert rows("<table><tr><td>1<td><ul><li>Hội đồng;<li>Văn phòng.</ul></table>") == [
        says("1", "- Hội đồng;\n- Văn phòng.")
    ]


def test_a_table_with_a_single_column_is_a_frame() -> None:
    body = "<table><tr><td><p>KẾ HOẠCH</p><table><tr><td>1<td>Báo cáo</table></td></tr></table>"
    assert [(block.text, block.table) for block in outline(body).blocks] == [("KẾ HOẠCH", 0), ("1\tBáo cáo", 1)]


def test_a_table_in_a_cell_is_its_rows_as_lines() -> None:
    inner = "<table><tr><td>Văn phòng<td>15/6<tr><td>Thanh tra<td>20/6</table>"
    assert rows(f"<table><tr><td>1<td>Gồm:{inner}</table>") == [says("1", "Gồm:\nVăn phòng 15/6\nThanh tra 20/6")]


def test_kept_line_ends_part_lines() -> None:
    assert lines("<pre>một\nhai   ba</pre>") == ["một", "hai ba"]


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("utf-8", ""),
        ("utf-8-sig", '<meta charset="iso-8859-1">'),
        ("utf-16", ""),
        ("utf-8", '<meta http-equiv=Content-Type content="text/html; charset=utf-8">'),
        ("utf-8", '<meta charset="punycode">'),
    ],
)
def test_the_encoding_is_known_by_mark_or_by_what_the_page_says(encoding: str, meta: str) -> None:
    found = read(f"<html><head>{meta}</head><p>Trước 15/6 của Sở".encode(encoding), "kh.html")
    assert isinstance(found, Outline)
    assert [block.text for block in found.blocks] == ["Trước 15/6 của Sở"]


@pytest.mark.parametrize("meta", ["", '<meta charset="windows-1258">'])
def test_the_old_vietnamese_code_page_is_read(meta: str) -> None:
    text = "Trươ\u0301c ngày 15/6 cu\u0309a Sơ\u0309"
    found = read(f"<html><head>{meta}</head><p>{text}".encode("cp1258"), "kh.html")
    assert isinstance(found, Outline)
    assert found.blocks[0].text == "Trước ngày 15/6 của Sở"


def test_entities_of_the_page_itself_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = read(f"{bomb}<p>x &b; &f;".encode(), "kh.html")
    assert isinstance(found, Outline)
    assert not any("aaaa" in block.text or "root" in block.text for block in found.blocks)


def test_nesting_without_end_ends() -> None:
    assert isinstance(read(b"<div>" * 100_000 + b"x", "kh.html"), Outline | Problem)
    assert isinstance(read(b"<table><tr><td>" * 100_000 + b"x", "kh.html"), Outline | Problem)


def test_a_table_that_grows_to_the_right_and_down_is_cut() -> None:
    row = "<tr>" + "<td rowspan=9999 colspan=9>x" * 5
    assert {len(cells) for cells in rows(f"<table>{row * 40}</table>")} == {45, 64}


def test_a_page_without_text_says_so() -> None:
    assert read(b"<html><img src=x></html>", "kh.html") == Problem("document.no_text")


def test_a_table_that_lays_out_a_portal_page_is_no_table_of_its_own() -> None:
    paper = "<p>KẾ HOẠCH<p>Công tác năm 2026<p>1. Đăng ký<p>2. Xét<table><tr><td>TT<td>Nội dung<tr><td>1<td>Họp</table>"
    page = f"<table><tr><td colspan=2>Trang chủ<tr><td>{paper}<td>Lịch tiếp dân</table>"
    assert [(block.text, block.table, block.row) for block in outline(page).blocks] == [
        ("Trang chủ", 0, 0),
        ("KẾ HOẠCH", 0, 0),
        ("Công tác năm 2026", 0, 0),
        ("1. Đăng ký", 0, 0),
        ("2. Xét", 0, 0),
        ("TT\tNội dung", 1, 1),
        ("1\tHọp", 1, 2),
        ("Lịch tiếp dân", 0, 0),
    ]


def test_a_long_text_beside_a_menu_is_paragraphs() -> None:
    said = [f"{number}. Nhiệm vụ thứ {number} của các phòng, đơn vị" for number in range(1, 16)]
    page = f"<table><tr><td>Trang chủ<td>{''.join(f'<p>{line}</p>' for line in said)}</table>"
    assert lines(page) == ["Trang chủ", *said]
