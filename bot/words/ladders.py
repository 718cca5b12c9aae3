"""Ladders of reminders in words: as they are shown, and as people type them in either language."""

import re
from collections.abc import Sequence
from itertools import groupby

from locales.catalogue import Texts
from plans.model.office_settings import LadderSetting
from plans.model.plan import TaskKind
from plans.office.ladders import ASKED_ONCE, CALENDAR, MONTH, MOST_RUNGS, wrong_with
from plans.plain_text import folded
from plans.problems import Problem

#: What stands between the rungs before the deadline and those after it.
_OVERDUE = re.compile(r"\b(?:qua han|da qua han|overdue|after)\b")
_BETWEEN = re.compile(r"[,;:.]|(?<=\d) +(?=-?\d)|\b(?:va|and|roi|then|sau do|afterwards)\b")
#: Words that say nothing more about a rung.
_FILLER = re.compile(r"\b(?:nhac|truoc han|truoc|han|remind|before|ahead|the deadline|deadline)\b")
_MONTH = re.compile(r"(?:1|mot|a|one) ?(?:thang|month)|1m")
_WEEKS = re.compile(r"(\d{1,4}|mot|a|one) ?(?:tuan|weeks?)")
_WORKING = re.compile(r"(-?\d{1,6})(?: ?(?:ngay lam viec|working days?))?")
_CALENDAR = re.compile(r"(\d{1,4}) ?(?:ngay(?: (?:theo )?lich)?|(?:calendar )?days?|d)")
_THE_DAY = re.compile(
    r"(?:dung |trong |vao )?(?:ngay han|ngay cuoi(?: cung)?|han|ngay|hom do|ngay do|the day|on the day|the day itself)"
)
_WEEKLY = re.compile(r"(?:hang|moi|tung|every|each) ?(?:tuan|week)|weekly")
_NEVER_ENDING = re.compile(r"(?:hang|moi|every|each) ?(?:ngay|day|gio|hour)|daily|mai(?: mai)?|for ?ever|lien tuc")
_NOTHING = re.compile(r"(?:khong(?: (?:nhac|co|qua han))?|none|no|never)")
#: A text of more parts than this names no ladder.
_MOST_PARTS = 60


def ladder_words(texts: Texts, kind: TaskKind, before: Sequence[str], overdue: Sequence[int], weekly: bool) -> str:
    """A ladder as one sentence without its full stop."""
    rungs = "; ".join(_rungs(texts, sort, list(group)) for sort, group in groupby(before, key=_sort))
    if kind is TaskKind.MEETING:
        after = texts("ladder.meeting_after")
    elif not overdue and not weekly:
        after = texts("ladder.never_after")
    else:
        after = _counted(texts, "ladder.after_weekly" if weekly else "ladder.after", overdue)
    return texts("ladder.whole", before=rungs, after=after)


def ladder_typed(texts: Texts, before: Sequence[str], overdue: Sequence[int], weekly: bool) -> str:
    """A ladder as `typed_ladder` reads it: "1 tháng, 14, 7, 3, 1, 0; quá hạn 1, 3, hằng tuần"."""
    rungs = ", ".join(_typed_rung(texts, rung) for rung in before)
    after = ", ".join([*map(str, overdue), *([texts("ladder.typed_weekly")] if weekly else [])])
    return texts("ladder.typed", before=rungs, after=after) if after else rungs


def _sort(rung: str) -> str:
    return "0" if rung == "0" else rung[-1] if rung[-1] in (MONTH, CALENDAR) else ""


def _rungs(texts: Texts, sort: str, rungs: list[str]) -> str:
    if sort == CALENDAR:
        return "; ".join(_typed_rung(texts, rung) for rung in rungs)
    if sort:
        return texts("ladder.the_day" if sort == "0" else "ladder.month")
    return _counted(texts, "ladder.working", rungs)


def _counted(texts: Texts, key: str, days: Sequence[object]) -> str:
    """Numbers of working days, in the singular where it is the one day."""
    return texts.count(key, 1 if list(map(str, days)) == ["1"] else 2, days=", ".join(map(str, days)))


def _typed_rung(texts: Texts, rung: str) -> str:
    if rung.endswith(MONTH):
        return texts("ladder.month")
    if rung.endswith(CALENDAR):
        return texts.count("ladder.calendar", int(rung.removesuffix(CALENDAR)))
    return rung


def typed_ladder(
    text: str, kind: TaskKind, overdue: tuple[int, ...], weekly: bool
) -> LadderSetting | tuple[Problem, ...]:
    """The ladder that is typed, or everything that is wrong with it.

    Where nothing is said of what comes after the deadline, `overdue` and `weekly` stay as they are.
    """
    parts = _OVERDUE.split(folded(text), maxsplit=1)
    problems: list[Problem] = []
    if any(len(_BETWEEN.findall(part)) > _MOST_PARTS for part in parts):
        return (Problem("ladder.too_many", {"limit": str(MOST_RUNGS)}),)
    before = [rung for part in _parts(parts[0]) if (rung := _rung(part, problems))]
    if len(parts) > 1:
        overdue, weekly = _after(parts[1], kind, problems)
    if problems:
        return tuple(_as_typed(problem, text) for problem in problems)
    ladder = LadderSetting(kind, tuple(before), overdue, weekly)
    return wrong_with(ladder) or ladder


def _parts(text: str) -> list[str]:
    said = (" ".join(_FILLER.sub(" ", part).split()) for part in _BETWEEN.split(text))
    return [part for part in said if part]


def _rung(part: str, problems: list[Problem]) -> str:
    """The rung that a part names; what is none goes to `problems`."""
    if _MONTH.fullmatch(part):
        return f"1{MONTH}"
    if _THE_DAY.fullmatch(part):
        return "0"
    if working := _WORKING.fullmatch(part):
        return str(int(working[1]))
    if calendar := _CALENDAR.fullmatch(part):
        return f"{int(calendar[1])}{CALENDAR}"
    if weeks := _WEEKS.fullmatch(part):
        return f"{7 * (int(weeks[1]) if weeks[1].isdigit() else 1)}{CALENDAR}"
    problems.append(_strange(part))
    return ""


def _after(text: str, kind: TaskKind, problems: list[Problem]) -> tuple[tuple[int, ...], bool]:
    """The overdue days that are typed, and whether it goes on every week."""
    days: list[int] = []
    weekly = False
    for part in _parts(text):
        number = _WORKING.fullmatch(part) or re.fullmatch(r"(\d{1,4}) ?(?:ngay|days?)", part)
        if number:
            days.append(int(number[1]))
        elif _WEEKLY.fullmatch(part):
            weekly = True
        elif kind is TaskKind.MEETING and part in {"mot lan", "hoi mot lan", "once"}:
            days += ASKED_ONCE
        elif not _NOTHING.fullmatch(part):
            problems.append(_strange(part))
    return tuple(days), weekly


def _strange(part: str) -> Problem:
    if _NEVER_ENDING.fullmatch(part):
        return Problem("ladder.never_ends")
    return Problem("ladder.strange", {"rung": part})


def _as_typed(problem: Problem, text: str) -> Problem:
    """A problem that quotes the words as they were typed, with their diacritics."""
    words, strange = text.split(), str(problem.values.get("rung", "")).split()
    said = [folded(word).strip(",;:.") for word in words]
    for at in range(len(words) - len(strange) + 1 if strange else 0):
        if said[at : at + len(strange)] == strange:
            return Problem(problem.code, {"rung": " ".join(words[at : at + len(strange)]).strip(",;:.")[:30]})
    return Problem(problem.code, {"rung": problem.values["rung"][:30]}) if strange else problem
