import pytest

from plans.documents.extraction.secrecy import is_secret
from plans.documents.formats.docx import read
from plans.documents.outline import Block, Cell, Outline
from plans.problems import Problem
from tests.papers import docx_of, paragraph, run

TICK = "Hoàn thành trước 15/6/2024."


def outline(body: str, *, styles: str = "", **others: str) -> Outline:
    """A body as it is read."""
    parts = [(f"{name}.xml", xml) for name, xml in others.items()]
    found = read(docx_of(body, styles=styles, others=parts), "kh.docx")
    assert isinstance(found, Outline)
    return found


def lines(body: str, *, styles: str = "", **others: str) -> list[str]:
    """The blocks' texts."""
    return [block.text for block in outline(body, styles=styles, **others).blocks]


def rows(body: str) -> list[tuple[Cell, ...]]:
    """The cells of every table row."""
    return [block.cells for block in outline(body).blocks if block.cells]


def table(*rows: str) -> str:
    """A table of rows that are XML already."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell that is no XML is a text."""
    inner = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def cell(*content: str, properties: str = "") -> str:
    """A cell of paragraphs."""
    inner = "".join(one if one.startswith("<w:") else paragraph(one) for one in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def says(*texts: str) -> tuple[Cell, ...]:
    """Cells with these texts."""
    return tuple(Cell(text) for text in texts)


def test_paragraphs_and_tables_come_in_the_order_of_the_paper() -> None:
    body = paragraph("Trước") + table(row("TT", "Nội dung"), row("1", "Báo cáo")) + paragraph("") + paragraph("Sau")
    assert outline(body).blocks == (
        Block(1, "Trước"),
        Block(2, "TT\tNội dung", says("TT", "Nội dung"), table=1, row=1),
        Block(3, "1\tBáo cáo", says("1", "Báo cáo"), table=1, row=2),
        Block(4, "Sau"),
    )


def test_runs_are_one_text_composed_and_with_ordinary_spaces() -> None:
    assert lines(paragraph("Trước ngày\u00a0", "15/6", "/2024", " – Qu\u0079\u0301 I", "\u00ad\u200b")) == [
        "Trước ngày 15/6/2024 – Quý I"
    ]


def test_line_breaks_part_blocks_and_tabs_stay() -> None:
    breaks = "<w:r><w:br/><w:t>Hai</w:t><w:tab/><w:t>ba</w:t><w:cr/><w:t>05</w:t></w:r>"
    assert lines(paragraph("Một", breaks)) == ["Một", "Hai\tba", "05"]


def test_a_hyphen_that_may_not_break_is_a_hyphen() -> None:
    assert lines(paragraph("34", "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>", "CT/TW")) == ["34-CT/TW"]


def test_merged_columns_hold_the_text_once() -> None:
    heading = row(cell("QUÝ I", properties='<w:gridSpan w:val="3"/>'))
    assert rows(table(heading, row("1", "Báo cáo", "Văn phòng"))) == [
        says("QUÝ I", "", ""),
        says("1", "Báo cáo", "Văn phòng"),
    ]


def test_merged_rows_repeat_the_text_as_continued() -> None:
    first = row(cell("Quý I", properties='<w:vMerge w:val="restart"/>'), "Báo cáo")
    second = row(cell("", properties="<w:vMerge/>"), "Đăng ký")
    third = row("Quý II", "Sơ kết")
    assert rows(table(first, second, third)) == [
        says("Quý I", "Báo cáo"),
        (Cell("Quý I", continued=True), Cell("Đăng ký")),
        says("Quý II", "Sơ kết"),
    ]


def test_a_cell_merged_over_rows_and_columns_is_both() -> None:
    wide = '<w:gridSpan w:val="2"/><w:vMerge{}/>'
    first = row(cell("Quý I", properties=wide.format(' w:val="restart"')), "Báo cáo")
    second = row(cell("", properties=wide.format("")), "Đăng ký")
    assert rows(table(first, second))[1] == (Cell("Quý I", continued=True), Cell(""), Cell("Đăng ký"))


def test_a_row_may_begin_and_end_inside_the_table() -> None:
    inner = row("Đợt 1", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    assert rows(table(row("1", "2", "3"), inner))[1] == says("", "Đợt 1", "")


def test_old_side_by_side_merging_leaves_the_others_empty() -> None:
    merged = row(cell("QUÝ I", properties='<w:hMerge w:val="restart"/>'), cell("QUÝ I", properties="<w:hMerge/>"))
    assert rows(table(row("1", "2"), merged))[1] == says("QUÝ I", "")


def test_the_paragraphs_of_a_cell_are_its_lines() -> None:
    assert rows(table(row("1", cell("- Hội đồng;", "", "- Văn\tphòng."))))[0] == says("1", "- Hội đồng;\n- Văn phòng.")


def test_a_table_in_a_cell_is_its_rows_as_lines() -> None:
    inner = table(row("Văn phòng", "15/6"), row("Thanh tra", "20/6"))
    assert rows(table(row("1", cell("Gồm:", inner))))[0] == says("1", "Gồm:\nVăn phòng 15/6\nThanh tra 20/6")


def test_a_table_with_a_single_column_is_a_frame() -> None:
    inner = table(row("1", "Báo cáo"))
    found = outline(table(row(cell("KẾ HOẠCH", "năm 2024")), row(cell(inner)))).blocks
    assert [(block.text, len(block.cells), block.table) for block in found] == [
        ("KẾ HOẠCH", 0, 0),
        ("năm 2024", 0, 0),
        ("1\tBáo cáo", 2, 1),
    ]


def test_what_is_tracked_as_inserted_stays_and_what_is_deleted_goes() -> None:
    body = paragraph(
        "Trước ",
        f"<w:del>{run('15/6').replace('w:t>', 'w:delText>').replace('w:t ', 'w:delText ')}</w:del>",
        f"<w:ins>{run('20/6')}</w:ins>",
        f"<w:moveFrom>{run(' cũ')}</w:moveFrom>",
        f"<w:moveTo>{run(' mới')}</w:moveTo>",
    )
    assert lines(body) == ["Trước 20/6 mới"]


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    body = paragraph("Báo cáo ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("sơ kết") + paragraph("Hết")
    assert lines(body) == ["Báo cáo sơ kết", "Hết"]


def test_a_row_tracked_as_deleted_goes() -> None:
    assert rows(table(row("1", "a"), row("2", "b", properties="<w:del/>"), row("3", "c", properties="<w:ins/>"))) == [
        says("1", "a"),
        says("3", "c"),
    ]


def test_a_hidden_row_goes() -> None:
    assert rows(table(row("1", "a"), row("2", "b", properties="<w:hidden/>"))) == [says("1", "a")]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    inside = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(paragraph("Ngoài", box) + paragraph("Sau")) == ["Ngoài", "Trong khung", "Sau"]


def test_an_old_text_box_is_read_too() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Khung')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert lines(paragraph(box)) == ["Khung"]


def test_content_controls_links_and_smart_tags_are_passed_through() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Ô nhập')}</w:sdtContent></w:sdt>"
        + paragraph(f"<w:hyperlink>{run('liên')}</w:hyperlink>", f"<w:smartTag>{run(' kết')}</w:smartTag>")
        + table(f"<w:sdt><w:sdtContent>{row('1', 'Báo cáo')}</w:sdtContent></w:sdt>")
    )
    assert lines(body) == ["Ô nhập", "liên kết", "1\tBáo cáo"]


def test_of_a_field_the_result_is_shown_also_when_one_stands_in_the_other() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = f"{mark('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{mark('separate')}{run('7')}{mark('end')}"
    field = (
        f"{mark('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{inner}{mark('separate')}{run('15/6')}{mark('end')}"
    )
    assert lines(paragraph("Trước ", field, "/2024") + paragraph(f"<w:fldSimple>{run('5')}</w:fldSimple>")) == [
        "Trước 15/6/2024",
        "5",
    ]


def test_a_field_that_never_ends_hides_no_further_paragraph() -> None:
    assert lines(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "mất") + paragraph("còn")) == ["còn"]


def test_hidden_text_is_left_out() -> None:
    hidden = '<w:style w:styleId="An"><w:name w:val="an"/><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph(
        "Hiện",
        run(" ẩn", "<w:vanish/>"),
        run(" ẩn nữa", '<w:rStyle w:val="An"/>'),
        run(" không ẩn", '<w:vanish w:val="0"/>'),
    )
    assert lines(body + paragraph("cả đoạn", properties='<w:pStyle w:val="An"/>'), styles=hidden) == ["Hiện không ẩn"]


def test_a_table_of_contents_is_left_out() -> None:
    contents = '<w:style w:styleId="Mc1"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = (
        f"<w:sdt>{gallery}<w:sdtContent>{paragraph('I. MỤC ĐÍCH 1')}</w:sdtContent></w:sdt>"
        + paragraph("II. NỘI DUNG 2", properties='<w:pStyle w:val="Mc1"/>')
        + paragraph("I. MỤC ĐÍCH")
    )
    assert lines(body, styles=contents) == ["I. MỤC ĐÍCH"]


@pytest.mark.parametrize("text", ["TUYỆT MẬT", "Độ mật: Mật", "TÀI LIỆU MẬT"])
def test_a_stamp_in_a_header_or_across_the_page_is_seen(text: str) -> None:
    art = f'<w:p><w:r><w:pict><v:shape><v:textpath string="{text}"/></v:shape></w:pict></w:r></w:p>'
    numbered = paragraph(text, "<w:r><w:tab/><w:t>Trang 1</w:t></w:r>")
    for inside in (art, paragraph(text), numbered):
        assert is_secret(outline(paragraph("KẾ HOẠCH"), header1=f"<w:hdr NAMES>{inside}</w:hdr>").blocks)
    assert is_secret(outline(paragraph("KẾ HOẠCH") + art).blocks)


def test_notes_headers_and_footers_are_left_out_but_for_a_stamp() -> None:
    header = f"<w:hdr NAMES>{paragraph('MẬT')}{paragraph('Trang 2')}</w:hdr>"
    body = paragraph("Căn cứ", '<w:r><w:footnoteReference w:id="2"/></w:r>', " Luật")
    assert lines(body, header1=header) == ["MẬT", "Căn cứ Luật"]


def test_pages_are_known_where_word_has_left_them() -> None:
    turned = "<w:r><w:lastRenderedPageBreak/><w:t>Sau</w:t></w:r>"
    body = (
        paragraph("Trước")
        + paragraph(turned)
        + table(row("1", cell(paragraph("a") + paragraph(turned)), cell(paragraph(turned)))).replace(
            "<w:tcPr></w:tcPr>", ""
        )
        + paragraph("Cuối")
    )
    assert [(block.text, block.page) for block in outline(body).blocks] == [
        ("Trước", 1),
        ("Sau", 2),
        ("1\ta\nSau\tSau", 2),
        ("Cuối", 3),
    ]
    assert {block.page for block in outline(paragraph("Không rõ")).blocks} == {0}


def test_symbols_and_formulas_are_text() -> None:
    formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>70%</m:t></m:r></m:oMath>'
    assert lines(paragraph("Đạt ", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', formula)) == ["Đạt ≥70%"]


def test_the_strict_form_of_word_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = paragraph(TICK)
    found = read(docx_of(body, names={usual: strict}), "kh.docx")
    assert isinstance(found, Outline)
    assert [block.text for block in found.blocks] == [TICK]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "document.no_text"),
        (paragraph("x" * 1000) * 6000, "document.too_long"),
        ("<w:tbl><w:tr><w:tc>" * 1000 + "</w:tc></w:tr></w:tbl>" * 1000, "document.corrupt"),
        ("<w:p>", "document.corrupt"),
    ],
)
def test_a_body_that_is_no_plan_is_a_problem(body: str, code: str) -> None:
    assert read(docx_of(body), "kh.docx") == Problem(code)


def test_a_cell_repeated_without_end_is_cut_short() -> None:
    merged = cell("x" * 100_000, properties='<w:vMerge w:val="restart"/>')
    body = table(row(merged, "1"), *[row(cell("", properties="<w:vMerge/>"), "2")] * 10_000)
    assert read(docx_of(body), "kh.docx") == Problem("document.too_long")


def font(name: str) -> str:
    """What sets a run in a font."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_the_letters_of_old_vietnamese_fonts_are_read_as_they_look() -> None:
    body = (
        paragraph(run("KÕ ho¹ch thi \u00aeua, khen th\u00adëng", font(".VnTime")))
        + paragraph(run("Së Néi vô", font(".VnTimeH")), run(" – Quý I", font("Times New Roman")))
        + paragraph("Tr\u00adíc", properties='<w:pStyle w:val="Cu"/>')
        + paragraph("Cña Së")
    )
    styles = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font('Times New Roman')}</w:rPr></w:rPrDefault></w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr>{font(".VnTime")}</w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Cu"><w:basedOn w:val="Normal"/></w:style>'
    )
    assert lines(body, styles=styles) == ["Kế hoạch thi đua, khen thưởng", "SỞ NỘI VỤ – Quý I", "Trước", "Của Sở"]
