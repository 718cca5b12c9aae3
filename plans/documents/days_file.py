"""The file of an office's own days off and working days, which it edits: one `[[day]]` for each."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR
from plans.documents.office_toml import Section, Settings, unknown_keys
from plans.documents.text_file import shortened
from plans.office.days import LONGEST_NOTE, OfficeDay
from plans.plain_text import printable
from plans.problems import Problem

#: The heading of a day, and what may stand below it.
HEADING = "day"
KEYS = ("date", "work", "reason", "source", "checked")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")

TEMPLATE = """\
# Ngày nghỉ và ngày làm bù của cơ quan: mỗi ngày một mục [[day]].
# Nghỉ lễ, Tết theo luật và ngày hoán đổi đã công bố thì Đôn Đốc đã biết; chỉ ghi những ngày khác đi.
#
#   date     ngày: 2027-01-08 (hoặc "08/01/2027")
#   work     true: làm việc (làm bù); false: nghỉ
#   reason   vì sao (không bắt buộc)
#   source   căn cứ (không bắt buộc)
#   checked  ngày đối chiếu với căn cứ (không bắt buộc)
#
# Bỏ dấu # ở đầu dòng rồi sửa cho đúng:

# [[day]]
# date = 2027-01-08
# work = false
# reason = "Nghỉ hoán đổi với thứ Bảy 16/01/2027"
# source = "Thông báo số … của Bộ Nội vụ"
# checked = 2026-12-01

# [[day]]
# date = 2027-01-16
# work = true
# reason = "Làm bù thứ Sáu 08/01/2027"
"""


def read_days(settings: Settings) -> tuple[tuple[OfficeDay, ...], list[Problem]]:
    """The days of the file, and everything that is wrong with it; the days count only when nothing is."""
    entries = settings.table.get(HEADING)
    sections = settings.of(HEADING)
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        return (), [Problem("days.no_entry", line=settings.line(HEADING))]
    if len(sections) != len(entries):  # written in one line, where no lines can be told apart
        sections = [Section(HEADING, settings.line(HEADING)) for _ in entries]
    problems: list[Problem] = []
    found: dict[date, tuple[OfficeDay, int]] = {}
    for entry, section in zip(entries, sections, strict=True):
        wrong = unknown_keys(section, entry, KEYS)
        day = _day(entry, section, wrong)
        problems += wrong
        if day is None or wrong:
            continue
        if day.day in found:
            values = {"day": f"{day.day:%d/%m/%Y}", "line": str(found[day.day][1])}
            problems.append(Problem("days.twice_at", values, section.at("date")))
        else:
            found[day.day] = day, section.at("date")
    return tuple(day for day, _ in sorted(found.values(), key=lambda pair: pair[0].day)), problems


def _day(entry: Mapping[str, Any], section: Section, wrong: list[Problem]) -> OfficeDay | None:
    """The day of an entry; what is wrong with it goes to `wrong`."""
    day = _date(entry, section, "date", wrong)
    if "date" not in entry:
        wrong.append(Problem("days.no_date", line=section.line))
    elif day is not None and not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        wrong.append(Problem("days.far", {"day": f"{day:%d/%m/%Y}"}, section.at("date")))
    work = entry.get("work")
    if not isinstance(work, bool):
        wrong.append(Problem("days.no_work", line=section.at("work")))
    checked = _date(entry, section, "checked", wrong)
    texts = [_text(entry, section, key, wrong) for key in ("reason", "source")]
    note = "; ".join(text for text in texts if text) + (f" ({checked:%d/%m/%Y})" if checked and any(texts) else "")
    if len(note) > LONGEST_NOTE:
        wrong.append(Problem("days.long_note", {"limit": str(LONGEST_NOTE)}, section.line))
    return None if day is None or not isinstance(work, bool) else OfficeDay(day, work, note)


def _text(entry: Mapping[str, Any], section: Section, key: str, wrong: list[Problem]) -> str:
    value = entry.get(key, "")
    if isinstance(value, str):
        return printable(value)
    wrong.append(Problem("days.no_text", {"field": key}, section.at(key)))
    return ""


def _date(entry: Mapping[str, Any], section: Section, key: str, wrong: list[Problem]) -> date | None:
    if key not in entry:
        return None
    value = entry[key]
    text = value.strip() if isinstance(value, str) else str(value)
    day = read_date(text)
    if day is None:
        wrong.append(Problem("days.no_such_day", {"text": shortened(text, 40)}, section.at(key)))
    return day


def read_date(text: str) -> date | None:
    """A day as the file has it, 2027-01-08 or 08/01/2027; None when there is no such day."""
    iso, written = _ISO.fullmatch(text), _WRITTEN.fullmatch(text)
    if iso is None and written is None:
        return None
    year, month, day = iso.groups() if iso else written.groups()[::-1] if written else ("0", "0", "0")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def write_days(days: Iterable[OfficeDay]) -> str:
    """Days as a file that `read_days` reads back."""
    blocks = []
    for each in days:
        lines = ["[[day]]", f"date = {each.day}", f"work = {'true' if each.work else 'false'}"]
        if each.note:
            escaped = each.note.replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'reason = "{escaped}"')
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"
