"""Lists as papers, printed by LibreOffice and compared with Nghị định 30/2020/NĐ-CP, Phụ lục I, as on the checklist."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from bot.papers.letter import Letter
from bot.papers.list_letter import letter_of
from bot.papers.list_paper import list_paper
from plans.registrations.answer_lists import AnswerList, Listed, list_of
from tests.builders import NOW, TODAY
from tests.papers_department import NASTY, a_registered_department, people_with
from tests.plans.documents.formats.printed import OFFICE, all_converted, needs

#: 300 letters; with it the other names that harm, and enough people for several pages.
NAMES = (*NASTY, *(f"Nguyễn Thị Số {number:03d}" for number in range(1, 110)))
MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """A line of print: its text, its fonts and sizes, and where it stands on its page (in millimetres)."""

    text: str
    fonts: frozenset[str]
    sizes: frozenset[float]
    left: float
    right: float
    top: float
    page: int

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all("Bold" in font for font in self.fonts)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all("Italic" in font for font in self.fonts)

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2


@cache
def paper(kind: Listed = Listed.INDIVIDUALS, names: tuple[str, ...] = NAMES) -> bytes:
    """A list as a paper."""
    store, plan = a_registered_department(*people_with(names))
    return letter_of([list_paper(store, list_of(store, plan, kind, TODAY))], NOW)


def an_empty_paper() -> bytes:
    """A list that nobody stands in."""
    store, plan = a_registered_department()
    return letter_of([list_paper(store, AnswerList(plan, Listed.INNOVATIONS, None, ()))], NOW)


def three_papers() -> bytes:
    """All lists in one file."""
    store, plan = a_registered_department()
    return letter_of([list_paper(store, list_of(store, plan, kind, TODAY)) for kind in Listed], NOW)


def a_persons_own() -> bytes:
    """A paper that a person writes."""
    letter = Letter("Đơn", NOW)
    letter.nation()
    letter.title("Đơn yêu cầu")
    letter.paragraph(letter.day_words("Gia Lai", TODAY), italic=True, middle=True)
    return letter.content()


@cache
def prints() -> dict[bytes, bytes]:
    """Every paper of these tests as PDF, by one start of LibreOffice."""
    papers = [paper(), an_empty_paper(), three_papers(), a_persons_own()]
    return dict(zip(papers, all_converted(papers, ".docx", "pdf"), strict=True))


@cache
def printed(content: bytes) -> tuple[tuple[float, float, tuple[Line, ...]], ...]:
    """Width, height and lines of every page."""
    with pdfplumber.open(BytesIO(prints()[content])) as pdf:
        return tuple((page.width, page.height, tuple(lines(page, at))) for at, page in enumerate(pdf.pages, 1))


def lines(page: pdfplumber.page.Page, number: int) -> Iterator[Line]:
    """The lines of a page, where a gap parts two columns."""
    for found in page.extract_text_lines(return_chars=True, x_tolerance=2):
        parts: list[list[dict[str, Any]]] = [[]]
        for letter in found["chars"]:
            if parts[-1] and letter["x0"] - parts[-1][-1]["x1"] > 5 * MILLIMETRE:
                parts.append([])
            parts[-1].append(letter)
        for part in parts:
            inked = [letter for letter in part if str(letter["text"]).strip()]
            yield Line(
                text_of(part),
                frozenset(str(letter["fontname"]).partition("+")[2] for letter in inked),
                frozenset(round(letter["size"] * 2) / 2 for letter in inked),
                part[0]["x0"] / MILLIMETRE,
                part[-1]["x1"] / MILLIMETRE,
                found["top"] / MILLIMETRE,
                number,
            )


def text_of(letters: list[dict[str, Any]]) -> str:
    """Letters as a text, with a space where there is a gap."""
    text = ""
    for before, letter in zip([letters[0], *letters], letters, strict=False):
        text += " " if letter["x0"] - before["x1"] > letter["size"] * 0.12 else ""
        text += str(letter["text"])
    return " ".join(text.split())


def line(content: bytes, text: str) -> Line:
    """The one line with that text."""
    found = [each for _, _, page in printed(content) for each in page if each.text == text]
    assert found, text
    return found[-1]


@pytest.fixture(autouse=True)
def _office() -> None:
    needs(*OFFICE)


def test_the_sheet_is_a4_across_with_the_margins_of_the_decree() -> None:
    for width, height, page in printed(paper()):
        assert (round(width / MILLIMETRE), round(height / MILLIMETRE)) == (297, 210)
        body = [each for each in page if not each.text.isdigit() or each.top > 20]
        assert min(each.left for each in body) >= 30 - 0.5
        assert max(each.right for each in body) <= 297 - 15 + 0.5
        assert min(each.top for each in body) >= 20 - 0.5
        assert max(each.top for each in body) <= 210 - 20
    section = docx.Document(BytesIO(paper())).sections[0]
    set_here = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    allowed = ((20, 25), (20, 25), (30, 35), (15, 20))
    for margin, (least, most) in zip(set_here, allowed, strict=True):
        assert margin is not None
        assert least <= margin.mm <= most


@pytest.mark.parametrize(
    ("text", "smallest", "largest", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 13, True, False),
        ("Độc lập - Tự do - Hạnh phúc", 13, 14, True, False),
        ("SỞ THỬ NGHIỆM", 12, 13, False, False),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG SỞ", 12, 13, True, False),
        ("Số: ……/……", 13, 13, False, False),
        ("……………, ngày …… tháng …… năm 2024", 13, 14, False, True),
        ("DANH SÁCH", 13, 14, True, False),
        ("Cá nhân đăng ký danh hiệu thi đua, hình thức khen thưởng năm 2024", 13, 14, True, False),
        ("Nơi nhận:", 12, 12, True, True),
        ("- Lưu: VT.", 11, 11, False, False),
        ("TM. HỘI ĐỒNG", 13, 14, True, False),
        ("CHỦ TỊCH", 13, 14, True, False),
        ("Nguyễn Văn Minh", 13, 14, True, False),
    ],
)
def test_every_part_has_the_size_and_style_of_the_decree(
    text: str, smallest: float, largest: float, bold: bool, italic: bool
) -> None:
    found = line(paper(), text)
    assert all(smallest <= size <= largest for size in found.sizes), found.sizes
    assert (found.bold, found.italic) == (bold, italic)


def test_every_letter_is_in_times_new_roman_or_its_double() -> None:
    fonts = {font for _, _, page in printed(paper()) for each in page for font in each.fonts}
    assert {font.partition("-")[0] for font in fonts} <= {"LiberationSerif", "TimesNewRoman", "TimesNewRomanPS"}
    named = docx.Document(BytesIO(paper())).styles["Normal"].element.rPr.rFonts
    assert {named.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}


def test_the_parts_stand_where_the_decree_has_them() -> None:
    nation, motto = line(paper(), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), line(paper(), "Độc lập - Tự do - Hạnh phúc")
    agency, place = line(paper(), "SỞ THỬ NGHIỆM"), line(paper(), "……………, ngày …… tháng …… năm 2024")
    code, kind = line(paper(), "Số: ……/……"), line(paper(), "DANH SÁCH")
    recipients, signer = line(paper(), "Nơi nhận:"), line(paper(), "TM. HỘI ĐỒNG")
    assert nation.page == 1
    assert nation.top == pytest.approx(agency.top, abs=1)
    assert agency.right < nation.left
    assert motto.middle == pytest.approx(nation.middle, abs=1)
    assert place.middle == pytest.approx(nation.middle, abs=1)
    assert code.top == pytest.approx(place.top, abs=1)
    assert kind.middle == pytest.approx((30 + 297 - 16) / 2, abs=1)
    assert recipients.left == pytest.approx(30, abs=3)
    assert signer.left > 297 / 2
    assert signer.page == recipients.page
    assert line(paper(), "CHỦ TỊCH").middle == pytest.approx(line(paper(), "Nguyễn Văn Minh").middle, abs=1)


def test_the_line_below_the_motto_is_as_long_as_it_and_that_below_the_agency_a_third_to_a_half() -> None:
    with pdfplumber.open(BytesIO(prints()[paper()])) as pdf:
        page = pdf.pages[0]
        drawn = [each for each in (*page.lines, *page.rects) if each["top"] < 60 * MILLIMETRE and each["height"] < 2]
        lengths = sorted((each["x0"], (each["x1"] - each["x0"]) / MILLIMETRE) for each in drawn)
    motto, agency = line(paper(), "Độc lập - Tự do - Hạnh phúc"), line(paper(), "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG SỞ")
    below_agency, below_motto = lengths[0][1], lengths[-1][1]
    assert below_motto == pytest.approx(motto.right - motto.left, rel=0.05)
    assert 1 / 3 <= below_agency / (agency.right - agency.left) <= 1 / 2


def test_pages_are_counted_in_the_middle_of_the_upper_margin_from_the_second_on() -> None:
    pages = printed(paper())
    assert len(pages) > 5
    for number, (_, _, page) in enumerate(pages, 1):
        upper = [each for each in page if each.top < 18]
        assert [each.text for each in upper] == ([] if number == 1 else [str(number)])
        assert all(13 <= size <= 14 for each in upper for size in each.sizes)
        assert all(each.middle == pytest.approx((30 + 297 - 16) / 2, abs=1) for each in upper)


def test_the_heading_stands_on_every_page_of_the_table_and_no_row_is_split() -> None:
    pages = printed(paper())
    headed = [any("Họ và tên" in each.text for each in page) for _, _, page in pages]
    assert all(headed[: len(pages) - 1])
    document = docx.Document(BytesIO(paper()))
    rows = max(document.tables, key=lambda table: len(table._tbl.tr_lst))._tbl.tr_lst
    assert len(rows) > 110
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_every_name_stands_in_it() -> None:
    said = "".join(each.text for _, _, page in printed(paper()) for each in page)
    together = "".join(said.split())
    for name in NAMES[9:]:
        assert "".join(name.split()) in together, name
    cells = {cell.text for table in docx.Document(BytesIO(paper())).tables for cell in table.columns[1].cells}
    assert {'=HYPERLINK("http://vi.du","bấm")', "<b>Lý & Thị</b> Hồng", "Nguyễn Văn A", NASTY[-1]} <= cells


def test_an_empty_list_has_heads_and_ends_on_one_page() -> None:
    content = an_empty_paper()
    assert len(printed(content)) == 1
    assert line(content, "Danh sách có 0 sáng kiến./.").page == 1
    assert line(content, "Nơi nhận:").page == 1


def test_several_lists_each_begin_on_a_page_of_their_own_counted_anew() -> None:
    firsts = [page for _, _, page in printed(three_papers()) if any(each.text == "DANH SÁCH" for each in page)]
    assert len(firsts) == len(Listed)
    assert not any(each.text.isdigit() and each.top < 20 for page in firsts for each in page)


def test_equal_facts_give_equal_bytes_and_no_clock() -> None:
    with ZipFile(BytesIO(paper(names=()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2024, 2, 20, 8, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "2024-02-20T01:00:00Z" in core
    assert "python" not in core
    store, plan = a_registered_department()
    again = letter_of([list_paper(store, list_of(store, plan, Listed.INDIVIDUALS, TODAY))], NOW)
    assert again == paper(names=())


def test_a_paper_of_a_persons_own_has_the_nation_in_the_middle_and_a_day_where_it_is_known() -> None:
    found = printed(a_persons_own())
    assert round(found[0][0] / MILLIMETRE) == 210
    middle = (30 + 210 - 16) / 2
    texts = [each.text for each in found[0][2]]
    assert texts[:4] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ĐƠN YÊU CẦU",
        "Gia Lai, ngày 20 tháng 02 năm 2024",
    ]
    assert all(each.middle == pytest.approx(middle, abs=1) for each in found[0][2])
