"""Days off and working days in words: a year's list, and the days that a person types."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from locales.catalogue import Texts
from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR
from plans.documents.text_file import shortened
from plans.office.days import LONGEST_NOTE, OfficeDay, office_days, swaps_known
from plans.plain_text import printable
from plans.problems import Problem
from plans.store.port import Facts
from plans.working_days import bundled, checked_years, holiday_names, is_weekend, is_working_day

#: No public holiday lasts longer: a longer stretch is a slip of the month.
LONGEST_STRETCH = 31
#: So many days are typed at once; more come in a file. So many are named in a sentence.
MOST_TYPED, NAMED = 60, 5
_DAY = r"(?:(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?|(\d{4})-(\d{1,2})-(\d{1,2}))"
_TO = r"\s*(?:-|–|—|đến(?: hết)?|tới|to|until|through)\s*(?:ngày\s+)?"
_PART = re.compile(rf"(?:ngày\s+)?{_DAY}(?:{_TO}{_DAY})?", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,\n]|\s+(?:và|and)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """The days that were typed, or everything that is wrong with them."""

    days: tuple[OfficeDay, ...]
    problems: tuple[Problem, ...] = ()


def year_lines(facts: Facts, texts: Texts, year: int) -> list[str]:
    """A year's days off in the week, its working Saturdays, and whether its swaps are known."""
    own = {each.day: each for each in office_days(facts)}
    names = holiday_names(year, texts.language)
    first = date(year, 1, 1)
    days = [first + timedelta(days=ahead) for ahead in range((date(year, 12, 31) - first).days + 1)]
    off: list[str] = []
    worked: list[str] = []
    for day in days:
        if is_working_day(day) != is_weekend(day) and day not in own:
            continue
        (worked if is_working_day(day) else off).append(_line(texts, day, own.get(day), names.get(day, "")))
    lines = [texts("days.off_heading"), *(off or [texts("days.none_off")])]
    lines += ["", texts("days.worked_heading"), *(worked or [texts("days.none_worked")])]
    if not swaps_known(facts, year):
        lines += ["", texts("days.swaps_unknown", year=year)]
    return lines


def _line(texts: Texts, day: date, own: OfficeDay | None, name: str) -> str:
    return texts("days.line", weekday=texts.weekday(day), day=texts.day(day), reason=_reason(texts, day, own, name))


def _reason(texts: Texts, day: date, own: OfficeDay | None, name: str) -> str:
    known = bundled().get(day)
    if own is not None:
        return texts("days.by_office", note=own.note) if own.note else texts("days.by_office_only")
    if known is not None:
        values = {"reason": known.reason, "source": known.source, "day": texts.day(known.checked)}
        return texts("days.by_paper", **values)
    return name or texts("days.by_swap")


def basis_words(facts: Facts, texts: Texts, day: date) -> str:
    """Why a day is a day off or a working day, with what says so and whether that was checked: a whole sentence."""
    own = next((each for each in office_days(facts) if each.day == day), None)
    values = {"weekday": texts.weekday(day), "day": texts.day(day)}
    worked = is_working_day(day)
    if own is None and worked != is_weekend(day):
        return texts("days.basis_workday" if worked else "days.basis_weekend", **values)
    name = holiday_names(day.year, texts.language).get(day, "")
    said = texts("days.basis_worked" if worked else "days.basis_off", **values, reason=_reason(texts, day, own, name))
    if own is not None or day in bundled():
        return said
    key = "days.basis_checked" if day.year in checked_years() else "days.basis_unchecked"
    return f"{said} {texts(key, year=day.year)}"


def day_words(texts: Texts, each: OfficeDay) -> str:
    """A day that the office sets: which one, off or worked, why."""
    key = "days.set_worked" if each.work else "days.set_off"
    said = texts(key, weekday=texts.weekday(each.day), day=texts.day(each.day))
    return f"{said} – {each.note}" if each.note else said


def typed_days(text: str, work: bool, year: int) -> Typed:
    """Days as people type them: "8/1", "8/1/2027; 16/1/2027", "14/2 - 18/2: nghỉ Tết"; without a year in `year`."""
    listed, _, note = text.partition(":")
    note = printable(note)
    found: dict[date, OfficeDay] = {}
    problems: list[Problem] = []
    if len(note) > LONGEST_NOTE:
        problems.append(Problem("days.long_note", {"limit": str(LONGEST_NOTE)}))
    for part in filter(None, (part.strip(" .") for part in _BETWEEN.split(listed))):
        stretch = _stretch(part, year)
        if isinstance(stretch, Problem):
            problems.append(stretch)
            continue
        for day in stretch:
            if day in found:
                problems.append(Problem("days.typed_twice", {"day": f"{day:%d/%m/%Y}"}))
            found[day] = OfficeDay(day, work, note)
    if len(found) > MOST_TYPED:
        problems.append(Problem("days.too_many_typed", {"limit": str(MOST_TYPED)}))
    if not found and not problems:
        problems.append(Problem("days.nothing_typed"))
    return Typed(tuple(found[day] for day in sorted(found)), tuple(problems))


def _stretch(part: str, year: int) -> list[date] | Problem:
    match = _PART.fullmatch(part)
    if match is None:
        return Problem("days.not_understood", {"text": shortened(part, 40)})
    groups = match.groups()
    start = _date(groups[:6], year)
    end = _date(groups[6:], start.year if start else year) if any(groups[6:]) else start
    if start is None or end is None:
        return Problem("days.not_there", {"text": shortened(part, 40)})
    if start.year < EARLIEST_YEAR or end.year > LATEST_YEAR:
        return Problem("days.far", {"day": shortened(part, 40)})
    length = (end - start).days + 1
    if not 0 < length <= LONGEST_STRETCH:
        return Problem("days.strange_stretch", {"text": shortened(part, 40), "limit": str(LONGEST_STRETCH)})
    return [start + timedelta(days=ahead) for ahead in range(length)]


def _date(groups: tuple[str | None, ...], year: int) -> date | None:
    day, month, named, iso_year, iso_month, iso_day = groups
    try:
        if iso_year and iso_month and iso_day:
            return date(int(iso_year), int(iso_month), int(iso_day))
        return date(int(named or year), int(month or 0), int(day or 0))
    except ValueError:
        return None


def doubts_about(texts: Texts, days: Iterable[OfficeDay], today: date) -> list[str]:
    """What a person may not have meant: days that are so anyway, or over."""
    days = tuple(days)
    off = [each.day for each in days if not each.work and not is_working_day(each.day)]
    worked = [each.day for each in days if each.work and is_working_day(each.day)]
    over = [each.day for each in days if each.day < today]
    found = {"days.off_anyway": off, "days.worked_anyway": worked, "days.over": over}
    return [texts(key, days=_named(texts, named)) for key, named in found.items() if named]


def _named(texts: Texts, days: list[date]) -> str:
    return ", ".join(texts.day(day) for day in days[:NAMED]) + ("…" if len(days) > NAMED else "")
