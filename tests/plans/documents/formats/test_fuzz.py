"""Whatever a file holds, reading it gives an outline or a problem that can be said; nothing else comes out of it."""

import os
from importlib import import_module
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locales.catalogue import Texts
from plans.documents.formats import web_page
from plans.documents.formats.registry import read_outline, recognised
from plans.documents.outline import Outline
from plans.problems import Problem
from tests.papers import as_docx, as_html, as_markdown, as_text, as_xlsx, docx_of, gold_content, paragraph

SOAK = bool(os.environ.get("DONDOC_SOAK"))
MANY = settings(
    deadline=None,
    max_examples=20_000 if SOAK else 40,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
#: How many inputs each test has tried, told under ``make soak``.
TRIED: dict[str, int] = {}

CONTENT = gold_content("so-ngoai-vu-lang-son-2024")[:24]
LIST = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
LIST += '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
SMALL = docx_of(
    paragraph("Trước 15/6", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') * 3
    + "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr>"
    + f"{paragraph('Quý I')}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc><w:tc/></w:tr></w:tbl>",
    numbering=LIST,
    styles='<w:style w:styleId="a"><w:basedOn w:val="a"/><w:name w:val="toc 1"/></w:style>',
)
SAMPLES = {
    "docx": as_docx(CONTENT),
    "small docx": SMALL,
    "xlsx": as_xlsx(CONTENT),
    "html": as_html(CONTENT),
    "md": as_markdown(CONTENT),
    "txt": as_text(CONTENT),
}
PARTS = {
    "small docx": ("word/document.xml", "word/numbering.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"),
    "xlsx": ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"),
}
SIGNS = (b"PK\x03\x04", b"%PDF-1.7", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"\xff\xd8\xff", b"")


def check(data: bytes, name: str, test: str) -> None:
    """Read it as it would be, without the net that is under the readers of this folder."""
    TRIED[test] = TRIED.get(test, 0) + 1
    format = recognised(data, name)
    if isinstance(format, Problem):
        found: Outline | Problem = format
    elif format.module in {"docx", "sheet", "web_page", "text"}:
        found = import_module(f"plans.documents.formats.{format.module}").read(data, name)
    else:
        found = read_outline(data, name)
    consider(found)


def consider(found: Outline | Problem) -> None:
    """What holds of everything that is read."""
    if isinstance(found, Problem):
        for language in ("vi", "en"):
            assert "{" not in Texts(language)(found.code, **found.values)
        return
    assert found.blocks
    numbers = [block.number for block in found.blocks]
    assert numbers == sorted(set(numbers))
    for block in found.blocks:
        assert block.text.strip()
        assert "\0" not in block.text
        assert bool(block.cells) == bool(block.table) == bool(block.row)
        assert not block.cells or block.text == "\t".join(cell.text for cell in block.cells)
        assert block.cells or "\n" not in block.text


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file with a few parts overwritten, cut out, doubled or cut off."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.integers(0, 40))
        deed = draw(st.sampled_from(("overwrite", "cut out", "double", "cut off", "swap")))
        if deed == "overwrite":
            data[start : start + length] = draw(st.binary(max_size=length))
        elif deed == "cut out":
            del data[start : start + length]
        elif deed == "double":
            data[start:start] = data[start : start + 10 * length]
        elif deed == "cut off":
            del data[start:]
        else:
            other = draw(st.integers(0, max(len(data) - 1, 0)))
            data[start : start + length] = data[other : other + length]
    return bytes(data)


@MANY
@given(
    st.sampled_from(SIGNS), st.binary(max_size=400), st.sampled_from(("kh.docx", "kh.html", "kh.txt", "kh.pdf", "kh"))
)
def test_random_bytes(sign: bytes, rest: bytes, name: str) -> None:
    check(sign + rest, name, "random bytes")


@pytest.mark.parametrize("sample", SAMPLES)
def test_damaged_files(sample: str) -> None:
    @MANY
    @given(damaged(SAMPLES[sample]))
    def tried(data: bytes) -> None:
        check(data, "kh", f"damaged {sample}")

    tried()


@pytest.mark.parametrize(("sample", "part"), [(sample, part) for sample, parts in PARTS.items() for part in parts])
def test_packages_with_a_damaged_part(sample: str, part: str) -> None:
    with ZipFile(BytesIO(SAMPLES[sample])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    @MANY
    @given(damaged(parts[part]))
    def tried(data: bytes) -> None:
        check(packed({**parts, part: data}), "kh", f"{sample} with damaged {part}")

    tried()


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip file of these parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


TAGS = "p r t tbl tr tc tcPr trPr pPr rPr gridSpan vMerge hMerge gridBefore ins del moveFrom sdt sdtContent hyperlink"
TAGS += (
    " br tab fldChar instrText vanish numPr numId ilvl pStyle rStyle drawing pict txbxContent lastRenderedPageBreak sym"
)
VALUES = st.sampled_from(("", "0", "1", "2", "restart", "-1", "99999999999", "x", "begin", "end", "separate", "a", "²"))


def elements() -> st.SearchStrategy[str]:
    """Word's elements in every order that makes no sense."""

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        made = st.tuples(st.sampled_from(TAGS.split()), VALUES, VALUES, st.lists(inner, max_size=4).map("".join))
        return made.map(
            lambda one: f'<w:{one[0]} w:val="{one[1]}" w:fldCharType="{one[2]}" w:char="{one[2]}">{one[3]}</w:{one[0]}>'
        )

    alternatives = "<mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent>"
    leaves = st.sampled_from(("<w:t>Trước 15/6</w:t>", "<w:p/>", "", alternatives, paragraph("Quý I")))
    return st.recursive(leaves, around, max_leaves=25)


@MANY
@given(elements(), elements(), elements())
def test_word_files_that_make_no_sense(body: str, numbering: str, styles: str) -> None:
    check(docx_of(body, numbering=LIST + numbering, styles=styles), "kh.docx", "senseless Word files")


PAGE_TAGS = "p div table tr td th ul ol li br b span pre tbody thead caption script style h1 del"


@MANY
@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{tag}>" for tag in PAGE_TAGS.split()]),
            st.sampled_from([f"</{tag}>" for tag in PAGE_TAGS.split()]),
            st.sampled_from(
                ("<td rowspan=0 colspan=3>", "<td rowspan=9999 colspan=99999>", "<ol start=-1 type=i>", "<!--", "&#0;")
            ),
            st.text(max_size=6),
        ),
        max_size=40,
    )
)
def test_pages_that_make_no_sense(parts: list[str]) -> None:
    consider(web_page.read("".join(parts).encode("utf-8", "replace"), "kh.html"))
    TRIED["senseless pages"] = TRIED.get("senseless pages", 0) + 1


@MANY
@given(st.text(alphabet=st.sampled_from("a1\t|\n -:\\[]#Đ\u0301\ufeff\x0b\u2028"), max_size=80))
def test_texts_that_make_no_sense(written: str) -> None:
    check(written.encode(), "kh.txt", "senseless texts")


CELLS = st.tuples(
    st.sampled_from(("A1", "B1", "A2", "XFD1", "A1048576", "C3", "", "1A", "AAAA1")),
    st.sampled_from(("s", "n", "str", "inlineStr", "b", "e", "d", "x")),
    st.sampled_from(("0", "1", "45458", "-5", "1e308", "nan", "inf", "0.5", "x", "", "99999999999999999999")),
    st.sampled_from(("0", "1", "2", "999", "")),
)


@MANY
@given(
    st.lists(st.lists(CELLS, max_size=4), max_size=4),
    st.lists(st.sampled_from(("A1:B2", "A1:A9", "A1:XFD1048576", "B2:A1", "x")), max_size=3),
)
def test_workbooks_that_make_no_sense(rows: list[list[tuple[str, str, str, str]]], merged: list[str]) -> None:
    cells = (
        "".join(f'<c r="{place}" t="{kind}" s="{style}"><v>{value}</v></c>' for place, kind, value, style in row)
        for row in rows
    )
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    data = f"<sheetData>{''.join(f'<row>{row}</row>' for row in cells)}</sheetData>"
    merges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    with ZipFile(BytesIO(SAMPLES["xlsx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        f"<worksheet {names}>{data}<mergeCells>{merges}</mergeCells></worksheet>".encode()
    )
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 9, 20, 17))
    parts["xl/styles.xml"] = f"<styleSheet {names}><cellXfs>{formats}</cellXfs></styleSheet>".encode()
    check(packed(parts), "kh.xlsx", "senseless workbooks")


@pytest.mark.soak
def test_how_many_inputs_were_tried() -> None:
    for test, count in TRIED.items():
        print(f"{test}: {count:,} inputs")
