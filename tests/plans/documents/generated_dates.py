"""Deadlines as plans word them, made with what they mean. Shares nothing with the reader: the calendar is its own."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ROMAN = ("I", "II", "III", "IV")
IMPOSSIBLE = ((31, 4), (31, 6), (30, 2), (31, 9), (31, 11))


@dataclass(frozen=True)
class Span:
    """The plan's year, or its school year from August to July."""

    first: int
    school: bool = False

    def year_of(self, month: int) -> int:
        """The year that a month named without one falls in."""
        return self.first + (self.school and month < 8)

    def days(self) -> SearchStrategy[date]:
        """A day of the plan."""
        start = date(self.first, 8, 1) if self.school else date(self.first, 1, 1)
        return st.integers(0, 364).map(lambda number: start + timedelta(number))

    def months(self) -> SearchStrategy[tuple[int, int]]:
        """A year and a month of the plan."""
        return self.days().map(lambda day: (day.year, day.month))


@dataclass(frozen=True)
class Expression:
    """A deadline's words and what they mean in the gold notation (None: not set, or no such day)."""

    text: str
    kind: str
    date: str | None
    hour: time | None = None


def spelled(day: date, *, year: bool = True) -> SearchStrategy[str]:
    """A day in one of the spellings of offices, without a leading "ngày"."""
    return written(day.day, day.month, day.year if year else None)


@st.composite
def written(draw: DrawFn, day: int, month: int, year: int | None) -> str:
    """The spellings of day, month and year, whether the calendar has them or not."""
    padded = draw(st.sampled_from(((True, False), (True, True), (False, False))))
    first = f"{day:02}" if padded[0] else str(day)
    second = f"{month:02}" if padded[1] or month < 3 else str(month)
    if year is None:
        return draw(st.sampled_from((f"{first}/{second}", f"{first} tháng {second}")))
    forms = (
        f"{first}/{second}/{year}",
        f"{first}.{second}.{year}",
        f"{first}-{second}-{year}",
        f"{first} tháng {second} năm {year}",
    )
    return draw(st.sampled_from(forms))


@st.composite
def hours(draw: DrawFn) -> tuple[str, time]:
    """An hour of work in words."""
    hour, minute = draw(st.integers(7, 17)), draw(st.sampled_from((0, 30)))
    forms = [f"{hour}h{minute:02}", f"{hour} giờ {minute:02}", f"{hour} giờ {minute:02} phút", f"{hour}:{minute:02}"]
    forms += [f"{hour}h", f"{hour} giờ"] if minute == 0 else []
    return draw(st.sampled_from(forms)), time(hour, minute)


BEFORE = ("trước", "chậm nhất", "chậm nhất là", "xong trước", "muộn nhất", "chậm nhất vào")
UNTIL = ("đến hết", "hạn cuối", "hạn cuối là", "hoàn thành trước")


@st.composite
def by_day(draw: DrawFn, span: Span, words: tuple[str, ...] = BEFORE) -> Expression:
    """As in "trước ngày …", "chậm nhất …", "đến hết …", at times with an hour, a weekday or no year."""
    day = draw(span.days())
    with_year = draw(st.integers(0, 3)) > 0
    word = draw(st.sampled_from(words))
    figures = draw(spelled(day, year=with_year))
    hour: tuple[str, time] | None = None
    if word in {"trước", "chậm nhất", "chậm nhất là", "hạn cuối là"} and draw(st.integers(0, 3)) == 0:
        hour = draw(hours())
    worded = "tháng" in figures and not with_year  # "trước 5 tháng 6" could be a length of time
    called = bool(hour) or worded or word in {"đến hết", "chậm nhất vào"} or draw(st.booleans())
    text = f"{word} {hour[0] + ' ' if hour else ''}{'ngày ' if called else ''}{figures}"
    if with_year and draw(st.integers(0, 5)) == 0:
        text += f" ({WEEKDAYS[day.weekday()]})"
    return Expression(text, "by", day.isoformat(), hour[1] if hour else None)


@st.composite
def impossible_day(draw: DrawFn, span: Span) -> Expression:
    """A day that no calendar has."""
    day, month = draw(st.sampled_from(IMPOSSIBLE))
    words = draw(st.sampled_from(("trước ngày", "chậm nhất ngày", "trước")))
    return Expression(f"{words} {draw(written(day, month, span.year_of(month)))}", "by", None)


@st.composite
def on_day(draw: DrawFn, span: Span, *, slot: bool) -> Expression:
    """A named day; in a time column it may stand alone."""
    day = draw(span.days())
    words = draw(st.sampled_from(("ngày", "", "dự kiến ngày", "vào ngày") if slot else ("vào ngày", "ngày")))
    with_year = not slot or draw(st.integers(0, 3)) > 0
    figures = draw(spelled(day, year=with_year))
    words = words or ("" if with_year else "ngày")
    return Expression(f"{words} {figures}".strip(), "on", day.isoformat())


@st.composite
def whole_month(draw: DrawFn, span: Span, *, slot: bool) -> Expression:
    """As in "Trong tháng 12/2026"."""
    year, month = draw(span.months())
    number = draw(st.sampled_from((f"{month}", f"{month:02}")))
    tail = draw(st.sampled_from((f"/{year}", f" năm {year}", "")))
    words = draw(st.sampled_from(("trong tháng", "tháng") if slot else ("trong tháng",)))
    return Expression(f"{words} {number}{tail}", "month", f"{year}-{month:02}")


@st.composite
def whole_quarter(draw: DrawFn, span: Span, *, slot: bool) -> Expression:
    """As in "Quý III/2026"; school years name the year."""
    year, month = draw(span.months())
    quarter = (month + 2) // 3
    number = draw(st.sampled_from((ROMAN[quarter - 1], str(quarter))))
    tail = draw(st.sampled_from((f"/{year}", f" năm {year}") if span.school else (f"/{year}", f" năm {year}", "")))
    words = draw(st.sampled_from(("quý", "trong quý") if slot else ("trong quý",)))
    return Expression(f"{words} {number}{tail}", "quarter", f"{year}-Q{quarter}")


@st.composite
def whole_year(draw: DrawFn, span: Span) -> Expression:
    """As in "Trong năm 2026", and over two years "Trong năm 2026-2027"."""
    year = span.first
    if draw(st.booleans()):
        return Expression(draw(st.sampled_from((f"trong năm {year}", f"năm {year}"))), "year", str(year))
    return Expression(f"trong năm {year}-{year + 1}", "range", f"{year}-01-01/{year + 1}-12-31")


@st.composite
def days_through(draw: DrawFn, span: Span) -> Expression:
    """As in "Từ ngày … đến ngày …"; the year may stand once, for both."""
    start = draw(span.days())
    end = start + timedelta(draw(st.integers(1, 90)))
    first = draw(spelled(start, year=start.year != end.year or draw(st.booleans())))
    last = draw(spelled(end))
    forms = (
        f"từ ngày {first} đến ngày {last}",
        f"từ {first} đến {last}",
        f"từ ngày {first} đến hết ngày {last}",
    )
    return Expression(draw(st.sampled_from(forms)), "range", f"{start}/{end}")


@st.composite
def short_range(draw: DrawFn, span: Span) -> Expression:
    """What only a time column holds: "10-14/5/2027", "01/12 - 10/12/2026", "Tháng 6-7/2026"."""
    year, month = draw(span.months())
    if draw(st.booleans()):
        first = draw(st.integers(1, 20))
        last = first + draw(st.integers(1, 8))
        days = f"{year}-{month:02}-{first:02}/{year}-{month:02}-{last:02}"
        end = f"{last}/{month}/{year}" if month > 2 else f"{last}/{month:02}/{year}"
        forms = (f"{first}-{end}", f"{first:02}/{month:02} - {last:02}/{month:02}/{year}")
        return Expression(draw(st.sampled_from(forms)), "range", days)
    if month == 12 or (span.school and month == 7):
        return draw(months_through(span))
    months = f"{year}-{month:02}/{year}-{month + 1:02}"
    forms = (f"tháng {month}-{month + 1}/{year}", f"tháng {month}, {month + 1}/{year}")
    return Expression(draw(st.sampled_from(forms)), "range", months)


@st.composite
def months_through(draw: DrawFn, span: Span) -> Expression:
    """As in "Từ tháng 6 đến tháng 8/2026", over a new year with both years, and quarters."""
    year, month = draw(span.months())
    later = month + draw(st.integers(1, 6))
    if later > 12:
        words = f"từ tháng {month}/{year} đến tháng {later - 12}/{year + 1}"
        return Expression(words, "range", f"{year}-{month:02}/{year + 1}-{later - 12:02}")
    if month <= 9 and draw(st.booleans()):
        first = (month + 2) // 3
        words = f"từ quý {ROMAN[first - 1]} đến quý {ROMAN[first]} năm {year}"
        full = f"từ quý {ROMAN[first - 1]}/{year} đến quý {ROMAN[first]}/{year}"
        return Expression(draw(st.sampled_from((full, words))), "range", f"{year}-Q{first}/{year}-Q{first + 1}")
    forms = (
        f"từ tháng {month}/{year} đến tháng {later}/{year}",
        f"từ tháng {month} đến tháng {later}/{year}",
        f"từ tháng {month} đến hết tháng {later} năm {year}",
    )
    return Expression(draw(st.sampled_from(forms)), "range", f"{year}-{month:02}/{year}-{later:02}")


@st.composite
def open_end(draw: DrawFn, span: Span) -> Expression:
    """As in "Từ tháng 9/2026 trở đi"."""
    year, month = draw(span.months())
    tail = draw(st.sampled_from(("trở đi", "và các năm tiếp theo")))
    return Expression(f"từ tháng {month}/{year} {tail}", "range", f"{year}-{month:02}/..")


@st.composite
def yearly(draw: DrawFn, span: Span) -> Expression:
    """As in "Trước ngày 15/12 hằng năm"."""
    day = draw(span.days())
    word = draw(st.sampled_from(("hằng năm", "hàng năm")))
    words = draw(st.sampled_from(("trước ngày", "chậm nhất ngày", "trước")))
    text = f"{words} {draw(spelled(day, year=False))} {word}"
    return Expression(text, "by", f"--{day.month:02}-{day.day:02}")


@st.composite
def monthly(draw: DrawFn) -> Expression:
    """As in "Trước ngày 05 hằng tháng", "ngày 20 hàng tháng"."""
    day = draw(st.integers(1, 28))
    words, kind = draw(st.sampled_from((("trước ngày", "by"), ("vào ngày", "on"), ("chậm nhất ngày", "by"))))
    return Expression(f"{words} {day:02} {draw(st.sampled_from(('hằng tháng', 'hàng tháng')))}", kind, f"---{day:02}")


@st.composite
def not_set(draw: DrawFn) -> Expression:
    """What a time column says when nobody knows yet."""
    forms = (
        "theo kế hoạch của Cụm",
        "theo Kế hoạch của Cụm, Khối",
        "theo hướng dẫn của cấp trên",
        "thường xuyên",
        "khi có văn bản hướng dẫn",
        "theo kế hoạch của Sở Nội vụ",
    )
    return Expression(draw(st.sampled_from(forms)), "unset", None)


def slot_expressions(span: Span) -> SearchStrategy[Expression]:
    """What stands in a time column or after "Thời gian hoàn thành:", with its first letter large."""
    kinds: tuple[SearchStrategy[Expression], ...] = (
        by_day(span, BEFORE + UNTIL),
        on_day(span, slot=True),
        whole_month(span, slot=True),
        whole_quarter(span, slot=True),
        days_through(span),
        short_range(span),
        months_through(span),
        not_set(),
        open_end(span),
        yearly(span),
        monthly(),
        impossible_day(span),
    )
    return st.one_of(*kinds, *(() if span.school else (whole_year(span),))).map(_large)


def _large(found: Expression) -> Expression:
    return replace(found, text=found.text[:1].upper() + found.text[1:])


def prose_expressions(span: Span) -> SearchStrategy[Expression]:
    """What stands in a sentence."""
    return st.one_of(
        by_day(span),
        whole_month(span, slot=False),
        whole_quarter(span, slot=False),
        days_through(span),
        on_day(span, slot=False),
        yearly(span),
        monthly(),
        impossible_day(span),
    )
