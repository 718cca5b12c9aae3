"""The shapes in which plans tell their tasks, made with what a reader must find. Shares nothing with the reader."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.papers import Table
from tests.plans.documents.generated_dates import (
    ROMAN,
    WEEKDAYS,
    Expression,
    Span,
    by_day,
    days_through,
    hours,
    prose_expressions,
    slot_expressions,
    whole_month,
)

UNITS = (
    "Văn phòng",
    "Phòng Tổ chức cán bộ",
    "Phòng Kế hoạch - Tài chính",
    "Thanh tra Sở",
    "các phòng, đơn vị thuộc Sở",
    "Công đoàn cơ sở",
    "Hội đồng sáng kiến",
    "Hội đồng Thi đua - Khen thưởng",
    "Đoàn Thanh niên",
    "Trung tâm Khuyến nông",
)
TITLES = (
    "Xây dựng, ban hành kế hoạch công tác thi đua, khen thưởng",
    "Báo cáo sơ kết phong trào thi đua 6 tháng đầu năm",
    "Tổ chức đăng ký danh hiệu thi đua của tập thể, cá nhân",
    "Họp Hội đồng sáng kiến, chấm điểm các giải pháp",
    "Hoàn thiện hồ sơ trình khen thưởng cấp trên",
    "Phát động phong trào thi đua chào mừng kỷ niệm 80 năm Quốc khánh (02/9/1945 - 02/9/2025)",
    "Rà soát Quy chế ban hành theo Quyết định số 12/QĐ-SNV ngày 03/4/2021",
    "Kiểm tra phong trào thi đua xây dựng nông thôn mới giai đoạn 2021 - 2025",
    "Tham gia Hội nghị tổng kết của Cụm thi đua",
    "Tuyên truyền gương người tốt, việc tốt",
    "Cử công chức tham gia lớp bồi dưỡng nghiệp vụ thi đua, khen thưởng",
    "Tổng kết phong trào thi đua, công bố quyết định khen thưởng",
    "Tổng hợp số liệu phục vụ Hội nghị điển hình tiên tiến lần thứ IV (2020 - 2025)",
    "Thẩm định thành tích của tập thể, cá nhân theo Nghị định số 98/2023/NĐ-CP ngày 31/12/2023",
    "Bình xét thi đua của các phòng, đơn vị",
    "Thăm, tặng quà gia đình chính sách nhân ngày 27/7",
    "Ký kết giao ước thi đua giữa các thành viên trong Khối",
    "Công khai danh sách tập thể, cá nhân được đề nghị khen thưởng trên trang thông tin điện tử",
)
THINGS = (
    "bản đăng ký thi đua",
    "báo cáo sơ kết",
    "hồ sơ đề nghị khen thưởng",
    "báo cáo tổng kết",
    "danh sách sáng kiến",
)
LABELS = (
    ("Thời gian hoàn thành", "Trách nhiệm thực hiện"),
    ("Thời gian thực hiện", "Đơn vị thực hiện"),
    ("Thời hạn hoàn thành", "Đơn vị chủ trì"),
    ("Thời gian", "Thực hiện"),
)
HEADERS = (
    ("TT", "Nội dung", "Đơn vị thực hiện", "Thời gian"),
    ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"),
    ("Số TT", "Nhiệm vụ", "Thời hạn", "Bộ phận thực hiện"),
)


@dataclass(frozen=True)
class Expected:
    """A task to be found: where it stands (item and table row, from 0) and what it says."""

    expression: Expression
    units: frozenset[str]
    item: int
    row: int = 0
    replaces: Expression | None = None


@dataclass
class Paper:
    """A plan as it is made."""

    span: Span
    content: list[str | Table] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def title(self, draw: DrawFn) -> str:
        """A title that no task has yet: two tasks alike in everything would be one."""
        title = draw(st.sampled_from([title for title in TITLES if title not in self.titles]))
        self.titles.append(title)
        return title

    def say(self, *paragraphs: str) -> None:
        """Add paragraphs."""
        self.content += paragraphs

    def expect(self, found: Expression, units: tuple[str, ...] = (), *, replaces: Expression | None = None) -> None:
        """Expect a task in the paragraph added last."""
        self.expected.append(Expected(found, frozenset(units), len(self.content) - 1, replaces=replaces))


def labelled(draw: DrawFn, paper: Paper, number: int) -> None:
    """As in "Thời gian hoàn thành / Trách nhiệm thực hiện" below numbered tasks."""
    time_label, unit_label = draw(st.sampled_from(LABELS))
    bullet = draw(st.sampled_from(("- ", "+ ", "* ", "")))
    time_first = draw(st.booleans())
    for task in range(1, draw(st.integers(1, 3)) + 1):
        paper.say(f"{number}.{task}. {paper.title(draw)}.")
        written, units = draw(_bodies())
        found = draw(slot_expressions(paper.span))
        if not time_first:
            paper.say(f"{bullet}{unit_label}: {written}.")
        paper.say(f"{bullet}{time_label}: {found.text}.")
        paper.expect(found, units)
        if time_first:
            paper.say(f"{bullet}{unit_label}: {written}.")


@st.composite
def _bodies(draw: DrawFn) -> tuple[str, tuple[str, ...]]:
    units = tuple(draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True)))
    first, rest = units[0], units[1:]
    if not rest:
        return first, units
    joined = "; ".join(rest)
    return draw(st.sampled_from((f"{first}; {joined}", f"{first} chủ trì, phối hợp với {joined}"))), units


def timed_table(draw: DrawFn, paper: Paper, number: int) -> None:
    """A table with a time column, in parts, at times cut by a page break."""
    header = draw(st.sampled_from(HEADERS))
    rows: list[tuple[str, ...]] = [header]
    for task in range(1, draw(st.integers(1, 4)) + 1):
        if draw(st.integers(0, 4)) == 0:
            part = ROMAN[min(task - 1, 3)]
            rows.append((part, "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", *[""] * (len(header) - 2)))
        found, units = draw(slot_expressions(paper.span)), draw(_unit_columns(len(header)))
        title = paper.title(draw)
        cut = draw(st.integers(0, 4)) == 0
        words = title.split()
        kept = " ".join(words[:-2]) if cut else title
        rows.append(_timed_row(header, str(task), kept, units, found.text))
        named = tuple(unit for unit in units if unit)
        paper.expected.append(Expected(found, frozenset(named), len(paper.content), len(rows) - 1))
        if cut and draw(st.booleans()):
            paper.content += [Table(tuple(rows)), str(draw(st.integers(2, 9)))]
            rows = [header]
        if cut:
            rows.append(_timed_row(header, "", " ".join(words[-2:]), ("",) * len(units), ""))
    paper.content.append(Table(tuple(rows)))


@st.composite
def _unit_columns(draw: DrawFn, width: int) -> tuple[str, ...]:
    lead, other = draw(st.lists(st.sampled_from(UNITS), min_size=2, max_size=2, unique=True))
    return (lead, draw(st.sampled_from((other, "")))) if width == 5 else (lead,)


def _timed_row(header: tuple[str, ...], number: str, title: str, units: tuple[str, ...], when: str) -> tuple[str, ...]:
    ends = (when, *units) if header[2] == "Thời hạn" else (*units, when)
    return number, title, *ends


def headed_table(draw: DrawFn, paper: Paper, number: int) -> None:
    """A table without a time column under full-width quarter or month rows."""
    year = paper.span.first + paper.span.school
    rows: list[tuple[str, ...]] = [("TT", "Nội dung", "Đơn vị thực hiện và phối hợp")]
    quarterly = draw(st.booleans())
    periods = sorted(draw(st.sets(st.integers(1, 4 if quarterly else 7), min_size=1, max_size=3)))
    task = 0
    for period in periods:
        if quarterly:
            heading = f"QUÝ {ROMAN[period - 1]}" + (f"/{year}" if paper.span.school or draw(st.booleans()) else "")
            found = Expression("", "quarter", f"{year}-Q{period}")
        else:
            heading = draw(st.sampled_from(("THÁNG", "Tháng"))) + f" {period}/{year}"
            found = Expression("", "month", f"{year}-{period:02}")
        rows.append((heading, "", ""))
        for _ in range(draw(st.integers(1, 3))):
            task += 1
            written, units = draw(_bodies())
            rows.append((str(task), paper.title(draw), written))
            paper.expected.append(Expected(found, frozenset(units), len(paper.content), len(rows) - 1))
    paper.content.append(Table(tuple(rows)))


def headed_list(draw: DrawFn, paper: Paper, number: int) -> None:
    """Tasks as items of a list under headings of quarters or months."""
    year = paper.span.first + paper.span.school
    quarterly = draw(st.booleans())
    periods = sorted(draw(st.sets(st.integers(1, 4 if quarterly else 7), min_size=1, max_size=2)))
    for place, period in enumerate(periods, 1):
        if quarterly:
            paper.say(f"{number}.{place}. {draw(st.sampled_from(('Quý', 'Nhiệm vụ quý')))} {ROMAN[period - 1]}/{year}")
            found = Expression("", "quarter", f"{year}-Q{period}")
        else:
            paper.say(f"{number}.{place}. Tháng {period}/{year}")
            found = Expression("", "month", f"{year}-{period:02}")
        for _ in range(draw(st.integers(1, 3))):
            paper.say(f"- {paper.title(draw)}.")
            paper.expect(found)


def bracketed(draw: DrawFn, paper: Paper, number: int) -> None:
    """Numbered tasks with their deadline in brackets behind them."""
    for task in range(1, draw(st.integers(1, 3)) + 1):
        found = draw(st.one_of(by_day(paper.span), whole_month(paper.span, slot=False), days_through(paper.span)))
        paper.say(f"{number}.{task}. {paper.title(draw)} ({found.text}).")
        paper.expect(found)


def prose(draw: DrawFn, paper: Paper, number: int) -> None:
    """Sentences that tell a body to do something, with one or two deadlines."""
    told = draw(st.sampled_from(("Đề nghị ", "Giao ", "Yêu cầu ", "")))
    unit = draw(st.sampled_from(UNITS))
    start = f"{number}. {told}{unit if told else unit[:1].upper() + unit[1:]}"
    to = draw(st.sampled_from(("Hội đồng Thi đua - Khen thưởng Sở (qua Bộ phận một cửa)", "Ban Tổ chức", "Sở Nội vụ")))
    one, other = draw(st.lists(st.sampled_from(THINGS), min_size=2, max_size=2, unique=True))
    shape = draw(st.sampled_from(("one", "and", "semicolon", "brackets")))
    if shape == "one":
        found = draw(prose_expressions(paper.span))
        deed = "tổ chức họp bình xét danh hiệu thi đua" if found.kind != "by" else f"gửi {one} về {to}"
        paper.say(f"{start} {deed} {found.text}.")
        paper.expect(found, (unit,))
        return
    pair = draw(st.lists(by_day(paper.span), min_size=2, max_size=2, unique_by=lambda found: found.date))
    first, second = sorted(pair, key=lambda found: found.date or "")
    if shape == "brackets":
        first, second = _plain_by(first, "trước ngày "), _plain_by(second, "")
        text = f"báo cáo kết quả về {to} {first.text} (đối với báo cáo 6 tháng) và {second.text} (đối với báo cáo năm)"
    elif shape == "and":
        text = f"gửi {one} về {to} {first.text} và {other} {second.text}"
    else:
        text = f"gửi {one} về {to} {first.text}; gửi {other} {second.text}"
    paper.say(f"{start} {text}.")
    paper.expect(first, (unit,))
    paper.expect(second, (unit,))


def _plain_by(found: Expression, words: str) -> Expression:
    assert found.date is not None
    return Expression(f"{words}{date.fromisoformat(found.date):%d/%m/%Y}", "by", found.date)


def schedule(draw: DrawFn, paper: Paper, number: int) -> None:
    """A day-by-day programme: hours under the headings of days."""
    day = draw(paper.span.days())
    for offset in range(draw(st.integers(1, 2))):
        then = day + timedelta(offset)
        weekday = WEEKDAYS[then.weekday()]
        paper.say(
            f"{number}.{offset + 1}. {weekday[:1].upper() + weekday[1:]}, ngày {then.day:02}/{then.month}/{then.year}"
            if then.month > 2
            else f"{number}.{offset + 1}. Ngày {then.day:02}/{then.month:02}/{then.year} ({weekday})"
        )
        for deed in draw(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=3, unique=True)):
            words, hour = draw(hours())
            paper.say(f"- {words}: {deed}.")
            paper.expect(Expression("", "on", then.isoformat(), hour))


DEEDS = (
    "Đón tiếp đại biểu",
    "Khai mạc Hội nghị sơ kết phong trào thi đua",
    "Tham luận của các đơn vị trong Cụm",
    "Thảo luận Quy chế hoạt động của Cụm ban hành ngày 14/3/2021",
    "Bế mạc Hội nghị",
)


def phases(draw: DrawFn, paper: Paper, number: int) -> None:
    """Phases of a movement, one after the other."""
    year, school = paper.span.first, paper.span.school
    turn = draw(st.integers(4, 9))
    middle = date(year, turn, draw(st.integers(10, 28))) if not school else date(year, 12, draw(st.integers(10, 28)))
    start, end = (date(year, 9, 5), date(year + 1, 5, 31)) if school else (date(year, 1, 1), date(year, 12, 31))
    name = draw(st.sampled_from(("Đợt", "Giai đoạn")))
    after = middle + timedelta(1)
    opening = "từ đầu năm" if not school and draw(st.booleans()) else f"từ ngày {short_day(start)}"
    closing = f"đến hết năm {year}" if not school and draw(st.booleans()) else f"đến ngày {short_day(end)}"
    first = Expression(f"{opening} đến ngày {short_day(middle)}", "range", f"{start}/{middle}")
    second = Expression(f"từ ngày {short_day(after)} {closing}", "range", f"{after}/{end}")
    paper.say(f"- {name} 1: {capital(first.text)}, phấn đấu hoàn thành các chỉ tiêu đầu kỳ;")
    paper.expect(Expression(capital(first.text), first.kind, first.date))
    paper.say(f"- {name} 2: {capital(second.text)}, thi đua về đích sớm, vượt mức các chỉ tiêu.")
    paper.expect(Expression(capital(second.text), second.kind, second.date))


def short_day(day: date) -> str:
    """The most usual spelling."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
