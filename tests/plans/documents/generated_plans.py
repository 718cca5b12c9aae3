"""Plans of every shape, made together with what a reader must find in them. Shares nothing with the reader.

A plan is a list of paragraphs and tables (`tests.papers`), so it can be a text, a Word file, a web page or a workbook.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.papers import Content, Table
from tests.plans.documents.generated_dates import ROMAN, Expression, Span
from tests.plans.documents.generated_shapes import (
    THINGS,
    UNITS,
    Expected,
    Paper,
    bracketed,
    capital,
    headed_list,
    headed_table,
    labelled,
    phases,
    prose,
    schedule,
    short_day,
    timed_table,
)

BYSTANDERS = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
    "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ;",
    "Thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị và Kế hoạch số 5/KH-UBND ngày 9.1.2023;",
    "- Lập thành tích chào mừng kỷ niệm 75 năm Ngày truyền thống thi đua yêu nước (11/6/1948 - 11/6/2023).",
    "- Thực hiện thắng lợi Kế hoạch phát triển kinh tế - xã hội 5 năm 2021-2025.",
    "- Thi đua là động lực để hoàn thành nhiệm vụ; khen thưởng phải chính xác, công khai, kịp thời.",
    "- Số liệu báo cáo tính từ ngày 01/12/2022 đến ngày 30/11/2023.",
    "- Kế hoạch này thay thế Kế hoạch số 11/KH-SNV ngày 20/01/2022.",
)


@dataclass(frozen=True)
class Plan:
    """A made plan."""

    content: Content
    expected: tuple[Expected, ...]

    @property
    def text(self) -> str:
        """The plan as a text file: a line for each paragraph and row, a blank one after each item."""
        return "\n".join(line for item in self.content for line in (*_lines(item), ""))

    def line(self, of: Expected) -> int:
        """The line of a task in `text`."""
        return 1 + sum(len(_lines(item)) + 1 for item in self.content[: of.item]) + of.row


def _lines(item: str | Table) -> list[str]:
    return [item] if isinstance(item, str) else ["\t".join(row) for row in item.rows]


SHAPES: tuple[tuple[str, Callable[[DrawFn, Paper, int], None]], ...] = (
    ("NHIỆM VỤ CỤ THỂ", labelled),
    ("NỘI DUNG, TIẾN ĐỘ", timed_table),
    ("NỘI DUNG THEO THỜI GIAN", headed_table),
    ("NHIỆM VỤ TRỌNG TÂM TỪNG KỲ", headed_list),
    ("NHIỆM VỤ KHÁC", bracketed),
    ("TỔ CHỨC THỰC HIỆN", prose),
    ("CHƯƠNG TRÌNH HỘI NGHỊ", schedule),
    ("CÁC ĐỢT THI ĐUA", phases),
)


@st.composite
def plans(draw: DrawFn) -> Plan:
    """A plan with letterhead, citations, aims, one to three sections with tasks, recipients and a signature."""
    span = Span(draw(st.integers(2018, 2030)), draw(st.integers(0, 4)) == 0)
    paper = Paper(span)
    of_year = f"năm học {span.first}-{span.first + 1}" if span.school else f"năm {span.first}"
    issued = f"Lam Sơn, ngày {'05 tháng 8' if span.school else '03 tháng 01'} năm {span.first}"
    _letterhead(paper, "Số: 15/KH-SNV", issued)
    paper.say("KẾ HOẠCH", f"Công tác thi đua, khen thưởng {of_year}")
    paper.say(*draw(st.lists(st.sampled_from(BYSTANDERS[:3]), max_size=3, unique=True)))
    paper.say(f"Sở Nội vụ xây dựng Kế hoạch công tác thi đua, khen thưởng {of_year} như sau:", "I. MỤC ĐÍCH, YÊU CẦU")
    paper.say(*draw(st.lists(st.sampled_from(BYSTANDERS[3:]), min_size=1, max_size=3, unique=True)))
    chosen = draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=3, unique_by=lambda shape: shape[0]))
    for number, (heading, shape) in enumerate(chosen, 2):
        paper.say(f"{_roman(number)}. {heading}")
        shape(draw, paper, number)
    _ending(paper)
    return Plan(tuple(paper.content), tuple(paper.expected))


@st.composite
def letters(draw: DrawFn) -> Plan:
    """A letter that moves deadlines: the old day stands in `replaces` and is no task."""
    span = Span(draw(st.integers(2018, 2030)))
    paper = Paper(span)
    _letterhead(paper, "Số: 215/SNV-VP", f"Lam Sơn, ngày 03 tháng 01 năm {span.first}")
    paper.say(
        "V/v điều chỉnh thời hạn tại Kế hoạch công tác thi đua, khen thưởng", "Kính gửi: Các phòng, đơn vị thuộc Sở"
    )
    paper.say(f"Ngày 02/01/{span.first}, Sở Nội vụ đã ban hành Kế hoạch số 15/KH-SNV. Nay Sở điều chỉnh như sau:")
    for number, thing in enumerate(draw(st.lists(st.sampled_from(THINGS), min_size=1, max_size=3, unique=True)), 1):
        old, new = draw(st.lists(_letter_day(span), min_size=2, max_size=2, unique_by=lambda found: found.date))
        unit = draw(st.sampled_from(UNITS))
        paper.say(
            draw(
                st.sampled_from(
                    (
                        f"{number}. Lùi thời hạn để {unit} gửi {thing} từ {old.text} sang {new.text}.",
                        f"{number}. {capital(unit)} gửi {thing} {new.text} (thay cho {old.text}).",
                        f"{number}. Gia hạn để {unit} gửi {thing} {new.text} thay vì {old.text}.",
                    )
                )
            )
        )
        paper.expect(new, (unit,), replaces=old)
    _ending(paper)
    return Plan(tuple(paper.content), tuple(paper.expected))


def _letter_day(span: Span) -> st.SearchStrategy[Expression]:
    return span.days().map(lambda day: Expression(f"trước ngày {short_day(day)}", "by", day.isoformat()))


def _letterhead(paper: Paper, number: str, issued: str) -> None:
    paper.say("UBND TỈNH LAM SƠN", "SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    paper.say(number, issued)


def _ending(paper: Paper) -> None:
    paper.say("Trên đây là nội dung triển khai, các đơn vị nghiêm túc thực hiện./.", "Nơi nhận:")
    paper.say("- Ban Giám đốc Sở;", "- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT.", "GIÁM ĐỐC", "Lê Thị Hoài")


def _roman(number: int) -> str:
    return (*ROMAN, "V", "VI")[number - 1]
