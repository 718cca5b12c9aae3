"""A period is put into words of both languages and read back, whatever the day and however it is written."""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.understanding.time import spans
from bot.understanding.time.spans import Span
from tests.bot.understanding.time.periods import meaning, without_accents

TODAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
YEARS = st.integers(2000, 2090)
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
MONTHS += ["November", "December"]
WEEKDAYS_VI = ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"]
WEEKDAYS_EN = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ROMAN = ["I", "II", "III", "IV"]
PARTS = {"start": ("đầu", "early"), "middle": ("giữa", "mid"), "end": ("cuối", "late")}

#: A period on a day, with ways to say it in Vietnamese and in English.
Said = tuple[date, Span, list[str], list[str]]


def day_vi(day: date) -> list[str]:
    number, month, year = day.day, day.month, day.year
    return [
        f"{number}/{month}/{year}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        f"ngày {number} tháng {month} năm {year}",
        f"ngày {number} tháng {month}/{year}",
    ]


def day_en(day: date) -> list[str]:
    month = MONTHS[day.month - 1]
    return [f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"the {day.day}th of {month} {day.year}"]


@st.composite
def days(draw: st.DrawFn) -> Said:
    today, day = draw(TODAYS), draw(TODAYS)
    return today, Span(day, day, "day"), day_vi(day), day_en(day)


@st.composite
def months(draw: st.DrawFn) -> Said:
    today, month, year = draw(TODAYS), draw(st.integers(1, 12)), draw(YEARS)
    vi = [f"tháng {month}/{year}", f"tháng {month} năm {year}", f"t{month}/{year}", f"cả tháng {month:02}/{year}"]
    return today, spans.month(year, month), vi, [f"{MONTHS[month - 1]} {year}", f"all of {MONTHS[month - 1]} {year}"]


@st.composite
def quarters(draw: st.DrawFn) -> Said:
    today, number, year = draw(TODAYS), draw(st.integers(1, 4)), draw(YEARS)
    vi = [
        f"quý {number}/{year}",
        f"quý {ROMAN[number - 1]} năm {year}",
        f"q{number}/{year}",
        f"trong quý {number}-{year}",
    ]
    en = [f"Q{number} {year}", f"quarter {number} of {year}", f"Q{number}/{year}"]
    return today, spans.quarter(year, number), vi, en


@st.composite
def thirds(draw: st.DrawFn) -> Said:
    today, month, year, which = draw(TODAYS), draw(st.integers(1, 12)), draw(YEARS), draw(st.sampled_from([*PARTS]))
    vi, en = PARTS[which]
    said = [f"{vi} tháng {month}/{year}", f"{vi} tháng {month} năm {year}"]
    return today, spans.part(spans.month(year, month), which), said, [f"{en} {MONTHS[month - 1]} {year}"]


@st.composite
def ranges(draw: st.DrawFn) -> Said:
    today, first, length = draw(TODAYS), draw(TODAYS), draw(st.integers(0, 400))
    last = first + timedelta(days=length)
    vi = [
        pattern.format(*pair)
        for pattern in ("từ {} đến {}", "{} - {}", "{} đến hết {}", "từ {} tới {}")
        for pair in zip(day_vi(first), day_vi(last), strict=True)
    ]
    en = [
        pattern.format(*pair)
        for pattern in ("from {} to {}", "between {} and {}", "{} until {}")
        for pair in zip(day_en(first), day_en(last), strict=True)
    ]
    return today, Span(first, last, "range"), vi, en


@st.composite
def ahead(draw: st.DrawFn) -> Said:
    today, days_ahead = draw(TODAYS), draw(st.integers(1, 99))
    span = Span(today, today + timedelta(days=days_ahead), "range")
    vi = [f"{days_ahead} ngày tới", f"trong {days_ahead} ngày nữa", f"trong vòng {days_ahead} ngày"]
    return today, span, vi, [f"the next {days_ahead} days", f"within {days_ahead} days", f"in {days_ahead} days"]


@st.composite
def limits(draw: st.DrawFn) -> Said:
    today, days_ahead = draw(TODAYS), draw(st.integers(0, 300))
    day = today + timedelta(days=days_ahead)
    vi = [f"{word} {said}" for word in ("trước", "từ nay đến", "đến hết", "chậm nhất") for said in day_vi(day)]
    en = [f"{word} {said}" for word in ("by", "before", "until", "from now until") for said in day_en(day)]
    return today, Span(today, day, "range"), vi, en


@st.composite
def weekdays(draw: st.DrawFn) -> Said:
    today, number, shift = draw(TODAYS), draw(st.integers(0, 6)), draw(st.sampled_from([-1, 0, 1]))
    day = spans.week(today, shift).start + timedelta(days=number)
    vi = f"{WEEKDAYS_VI[number]} tuần {['này', 'sau', 'trước'][shift]}"
    return today, Span(day, day, "day"), [vi], [f"{WEEKDAYS_EN[number]} {['this', 'next', 'last'][shift]} week"]


SAID = st.one_of(days(), months(), quarters(), thirds(), ranges(), ahead(), limits(), weekdays())


@given(SAID, st.sampled_from([str, str.upper, without_accents]))
@example((date(2024, 2, 29), Span(date(2024, 2, 29), date(2024, 2, 29), "day"), ["29/2"], ["29 February"]), str)
@settings(max_examples=150, deadline=None)
def test_a_period_put_into_words_is_read_as_that_period(said: Said, written: Callable[[str], str]) -> None:
    today, span, vi, en = said
    wanted = (span.start.isoformat(), span.end.isoformat())
    for language, ways in (("vi", vi), ("en", en)):
        for text in ways:
            assert meaning(written(text), today, language) == wanted, f"{text} on {today}"


@given(TODAYS, st.integers(0, 99), st.integers(0, 99))
@settings(max_examples=100, deadline=None)
def test_figures_of_a_day_are_that_day_of_this_year_or_none(today: date, number: int, month: int) -> None:
    found = meaning(f"ngày {number}/{month}", today, "vi")
    try:
        day = date(today.year, month, number)
    except ValueError:
        assert found == ()
    else:
        assert found == (day.isoformat(), day.isoformat())
