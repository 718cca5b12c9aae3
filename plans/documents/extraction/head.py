"""The head of a paper: what it is called, who issued it, its number, its day, and the year it is for."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.documents.deadlines.years import PlanYears
from plans.documents.extraction.agencies import read_agency
from plans.documents.extraction.head_lines import HeadLine, head_lines
from plans.documents.extraction.paper_titles import read_title
from plans.documents.outline import Block
from plans.planning.draft import DocumentForm
from plans.problems import Problem

_NUMBER = re.compile(
    r"(?i:số(?: hiệu)?|so)\s{0,3}[:.]?[\s.…_]{0,30}(?P<figure>\d{1,5}[a-zA-Z]?)?[\s.…_]{0,30}(?P<bar>[/-])\s{0,3}(?P<"
    r"code>[A-ZĐ][\w&]{0,15}(?:[-/.–]\s?[\w&]{1,15}){0,4})"
)
_ONLY_FIGURE = re.compile(r"Số\s{0,3}:[\s.…_]{0,30}(?P<figure>\d{1,5})?[\s.…_/]{0,30}$")
_ISSUED = re.compile(
    r"(?:^|.{1,60}?,\s{0,3}|"
    r".{0,20}\s)(?i:ngày)\s{0,10}(?P<day>\d{1,2})?[\s.…_]{0,20}(?i:tháng)\s{0,10}(?P<month>\d{1,2})?[\s.…_]{0,20}(?i:"
    r"năm)\s{0,5}"
    r"(?P<year>(?:19|20)\d\d)?[\s.…_]{0,20}$"
)
_NUMERIC = re.compile(
    r"(?:[^,\d]{1,60},\s{0,3})(?i:ngày)\s{0,5}(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|"
    r"20)\d\d)\W{0,3}$"
)
#: A regulation has its day in the line on the decision that it was issued with.
_ENACTED = re.compile(
    r"\W{0,3}(?i:ban hành )?(?i:kèm theo) .{5,120}?(?i:ngày)\s{0,3}(?P<day>\d{1,2})(?:\s(?i:tháng)\s|"
    r"[/.-])(?P<month>\d{1,2})(?:\s(?i:năm)\s|[/.-])(?P<year>(?:19|20)\d\d)"
)
_SIGNED = re.compile(
    r"(?i:ngày (?:ký|ban hành|phát hành))\s?:?\s{0,3}(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>(?:19|"
    r"20)\d\d)"
)
_SCHOOL_YEAR = re.compile(
    r"(?i:năm học|niên khóa|niên khoá|nam hoc)\s{0,3}:?\s{0,3}(?P<first>20\d\d)(?:\s{0,3}[-–—/]\s{0,3}(?:20)?\d\d)?"
)
_YEAR = re.compile(r"(?<!đến )(?<!hết )(?i:năm|nam)\s{0,3}:?\s{0,3}(?P<year>20\d\d)(?!\d)")
_BARE_YEAR = re.compile(r"(?<![\d/.-])20\d\d(?![\d/.])")
_DATED = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](20\d\d)(?!\d)")
_MONTH_OF = re.compile(r"(?i:tháng|quý) (?:\d{1,2}|[IV]{1,3}) ?/ ?(20\d\d)(?!\d)")
#: Before a year: it is that of a whole day, which a paper that is cited may have.
_OF_A_DAY = re.compile(r"(?i:tháng) \d{1,2},? $")
_CITES = re.compile(r"(?i:căn cứ|luật|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|công văn)")
#: In a title: what has been, not what the plan is for.
_PAST = re.compile(r"(?i:tổng kết|kết quả|đánh giá|sơ kết|thành tích)[^,;\d]{0,60}$")
_LONG = 120
#: The head ends long before.
_ZONE = 60


@dataclass(frozen=True, slots=True)
class Head:
    """The head as read; `issued` is an ISO day or, with a blank day, a month; unknown values are None."""

    title: str | None
    agency: str | None
    number: str | None
    issued: str | None
    years: PlanYears | None
    form: DocumentForm
    problems: tuple[Problem, ...] = ()


def read_head(blocks: Iterable[Block]) -> Head:
    """The head of a paper, whose blocks are given in order."""
    lines = head_lines(blocks)
    title = read_title(lines)
    number, number_problems = _number(lines)
    issued, issued_problems = _issued(lines)
    agency = read_agency(lines, title.text, title.line)
    years, year_problems = _years(title.text, lines, issued)
    problems = (*number_problems, *issued_problems, *year_problems)
    return Head(title.text, agency, number, issued, years, title.form, problems)


def _number(lines: list[HeadLine]) -> tuple[str | None, tuple[Problem, ...]]:
    for line in lines[:_ZONE]:
        found = _NUMBER.match(line.text)
        if found is None:
            bare = _ONLY_FIGURE.match(line.text)
            if bare:
                blank = Problem("reading.blank_number", {}, line.number, line.quote)
                return (bare["figure"], ()) if bare["figure"] else (None, (blank,))
            continue
        if found["figure"] is None:
            return None, (Problem("reading.blank_number", {}, line.number, line.quote),)
        return f"{found['figure']}{found['bar']}{''.join(found['code'].split())}".rstrip(".-/"), ()
    return None, ()


def _issued(lines: list[HeadLine]) -> tuple[str | None, tuple[Problem, ...]]:
    for line in lines[:_ZONE] + lines[_ZONE:][-_ZONE:]:
        found = (_ISSUED.match(line.text) or _NUMERIC.match(line.text)) if len(line.text) < _LONG else None
        found = found or _SIGNED.search(line.text) or _ENACTED.match(line.text)
        if found is None or line.text.lower().startswith(
            ("căn cứ", "trước", "từ", "thực hiện", "-", "+", "đến", "thời")
        ):
            continue
        return _day(found["year"], found["month"], found["day"], line)
    return None, ()


def _day(
    year: str | None, month: str | None, day: str | None, line: HeadLine
) -> tuple[str | None, tuple[Problem, ...]]:
    blank = Problem("reading.blank_day", {}, line.number, line.quote)
    if year is None:
        return None, (blank,)
    if month is None or not 1 <= int(month) <= 12:  # no such month
        return None, (blank,)
    if day is None:
        return f"{year}-{int(month):02}", (blank,)
    try:
        return date(int(year), int(month), int(day)).isoformat(), ()
    except ValueError:
        shown = f"{int(day)}/{int(month)}/{year}"
        return f"{year}-{int(month):02}", (Problem("reading.no_such_day", {"day": shown}, line.number, line.quote),)


def _years(
    title: str | None, lines: list[HeadLine], issued: str | None
) -> tuple[PlanYears | None, tuple[Problem, ...]]:
    """The title's year; else that of issue; else what the first lines speak of most; else that of the paper's dates.

    The last two are guesses, and said to be.
    """
    text = title or ""
    school = _SCHOOL_YEAR.search(text)
    if school:
        return PlanYears(int(school["first"]), school=True), ()
    named = [int(found["year"]) for found in _YEAR.finditer(text) if not _PAST.search(text[: found.start()])]
    named = named or [int(found["year"]) for found in _YEAR.finditer(text)]
    named = named or [int(year) for year in (*_DATED.findall(text), *_BARE_YEAR.findall(text))]
    if named:
        return PlanYears(named[0]), ()
    opening = " ".join(line.text for line in lines[:_ZONE])[:8000]
    school = _SCHOOL_YEAR.search(opening)
    if school:
        return PlanYears(int(school["first"]), school=True), ()
    if issued:
        return PlanYears(int(issued[:4])), ()
    spoken = [
        int(found["year"])
        for found in _YEAR.finditer(opening)
        if not (_OF_A_DAY.search(opening, 0, found.start()) and _CITES.search(opening[: found.start()][-_LONG:]))
    ]
    spoken += [int(year) for year in _MONTH_OF.findall(opening)]
    spoken = spoken or [
        int(year) for line in lines if not _CITES.search(line.text) for year in _DATED.findall(line.text)
    ]
    if not spoken:
        return None, ()
    guessed = Counter(sorted(spoken, reverse=True)).most_common(1)[0][0]
    return PlanYears(guessed), (Problem("reading.year_guessed", {"year": str(guessed)}),)
