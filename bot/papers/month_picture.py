"""A month as a calendar on one picture (PNG, 1080 pixels wide): every deadline in its square, no person's name."""

from calendar import MONDAY, Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.papers.picture_parts import WIDTH, drawn, frame, height
from bot.talk import one_line
from bot.words.deadlines import deadline_words, period_words, short
from bot.words.pictures import NAME_LIMIT, counted_states, special_days, standing_words
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.charting import MonthTasks, state_of
from plans.deadlines import last_of_month
from plans.model.people import Department
from plans.plain_text import capitalized
from plans.store.port import Facts
from plans.working_days import is_working_day

LAYOUT = Path(__file__).with_suffix(".typ")
#: Pixels for the seven columns, and the least that each of them needs for a weekday's name.
ROOM, LEAST = 1048, 128
#: No column gets more than this: a month is to look like one.
MOST = 280
#: Bands of tasks of several days that lie above each other in a week.
LANES = 3
#: The longest title of a band, and of a task below the squares.
BAND_LIMIT, ROW_LIMIT = 60, 110
#: What Telegram hardly shrinks (to 1,280 pixels), and what it shows as a picture at all.
AIMED_HEIGHT, MOST_HEIGHT = 1400, 2 * WIDTH


@dataclass(frozen=True, slots=True)
class Fullness:
    """How much a picture says: the length of titles in a square, the tasks of a square, the lines below; how large.

    It is taken unless the picture gets higher than `height`.
    """

    title: int
    tasks: int
    rows: int
    size: int
    height: int = AIMED_HEIGHT


#: The fullest that is not too high is taken, else the last; months of so many tasks need not try the first ones.
FULLNESS = (
    Fullness(110, 4, 12, 30),
    Fullness(80, 4, 12, 27),
    Fullness(60, 4, 12, 25),
    Fullness(44, 3, 9, 24),
    Fullness(30, 2, 7, 24),
    Fullness(22, 1, 6, 24, MOST_HEIGHT),
    Fullness(12, 1, 3, 24, MOST_HEIGHT),
)
FULL = (5, 8, 12, 18, 24)


def month_picture(
    facts: Facts, texts: Texts, today: date, tasks: MonthTasks, whose: str, department: Department | None
) -> bytes:
    """The picture of a month's tasks as PNG; `whose` they are stands in the heading ("": everybody's)."""
    picture = b""
    for fullness in FULLNESS[sum(len(tasks.dated) >= many for many in FULL) :]:
        picture = drawn(LAYOUT, _Month(facts, texts, today, tasks, fullness).content(whose, department))
        if height(picture) <= fullness.height:
            break
    return picture


@dataclass(frozen=True, slots=True)
class _Month:
    facts: Facts
    texts: Texts
    today: date
    tasks: MonthTasks
    fullness: Fullness

    def content(self, whose: str, department: Department | None) -> dict[str, Any]:
        """What the layout is given to draw."""
        texts, first = self.texts, self.tasks.first
        title = period_words(texts, first, last_of_month(first))
        special = special_days(self.facts, texts, first)
        weeks = Calendar(MONDAY).monthdatescalendar(first.year, first.month)
        left: list[Entry] = []
        lanes = [self._lanes(week) for week in weeks]
        banded = {band["key"] for lane in lanes for row in lane for one in row if (band := one["band"])}
        shown = [self._week(week, special, left) | {"lanes": lane} for week, lane in zip(weeks, lanes, strict=True)]
        left += [entry for entry in self.tasks.across if entry.key not in banded]
        return {
            **frame(texts, self.today, counted_states(self.tasks.every, self.today), department),
            "title": capitalized(title),
            "under": one_line(whose, NAME_LIMIT) or texts("picture.whole_plan"),
            "empty": "" if self.tasks.every else texts("picture.month_empty"),
            "today_word": texts("web.today"),
            "weekdays": [capitalized(texts(f"calendar.weekday_{number}")) for number in range(1, 8)],
            "widths": self._widths(weeks),
            "weeks": shown,
            "size": self.fullness.size,
            "lists": self._lists(left),
        }

    def _week(self, week: Sequence[date], special: dict[date, str], left: list[Entry]) -> dict[str, Any]:
        cells = []
        for day in week:
            here = self.tasks.days.get(day, ()) if day.month == self.tasks.first.month else ()
            cut = here[: self.fullness.tasks]
            left += here[len(cut) :]
            more = f"+{len(here) - len(cut)}" if len(here) > len(cut) else ""
            cells.append({"items": [self._item(entry) for entry in cut], "more": more})
        return {
            "days": [self._day(day, special) for day in week],
            "cells": cells,
        }

    def _day(self, day: date, special: dict[date, str]) -> dict[str, Any]:
        outside = day.month != self.tasks.first.month
        return {
            "number": str(day.day),
            "outside": outside,
            "today": day == self.today and not outside,
            "off": not is_working_day(day),
            "note": "" if outside else special.get(day, ""),
        }

    def _item(self, entry: Entry) -> dict[str, str]:
        task, deadline = entry.task, entry.task.deadline
        words = [one_line(task.number, 12)]
        words += [self.texts("picture.before")] if deadline.before else []
        words += [f"{deadline.hour:%H:%M}"] if deadline.hour is not None else []
        return {
            "state": state_of(entry, self.today),
            "head": " ".join(words),
            "words": one_line(task.title, self.fullness.title),
        }

    def _lanes(self, week: Sequence[date]) -> list[list[dict[str, Any]]]:
        """Bands of the tasks that last some days of this week, as far as there are lanes."""
        lanes: list[list[dict[str, Any]]] = []
        free: list[int] = []
        for entry in self.tasks.across:
            deadline = entry.task.deadline
            days = [place for place, day in enumerate(week) if deadline.start <= day <= deadline.end]
            if not days:
                continue
            lane = next((number for number, place in enumerate(free) if place <= days[0]), len(free))
            if lane == LANES:
                continue
            if lane == len(free):
                free.append(0)
                lanes.append([])
            lanes[lane] += [{"span": 1, "band": None}] * (days[0] - free[lane])
            lanes[lane].append({"span": len(days), "band": self._band(entry, week)})
            free[lane] = days[-1] + 1
        return [[*lane, *[{"span": 1, "band": None}] * (7 - free[number])] for number, lane in enumerate(lanes)]

    def _band(self, entry: Entry, week: Sequence[date]) -> dict[str, Any]:
        task, deadline = entry.task, entry.task.deadline
        return {
            "key": entry.key,
            "state": state_of(entry, self.today),
            "words": f"{one_line(task.number, 12)} {one_line(task.title, BAND_LIMIT)}",
            "begins": deadline.start >= week[0],
            "ends": deadline.end <= week[-1],
        }

    def _widths(self, weeks: Sequence[Sequence[date]]) -> list[int]:
        """Columns with tasks get the room that the others can spare."""
        busy = [any(week[column] in self.tasks.days for week in weeks) for column in range(7)]
        share = min(MOST - LEAST, (ROOM - 7 * LEAST) // max(1, sum(busy)))
        widths = [LEAST + share * wanting for wanting in busy]
        spare, rest = divmod(ROOM - sum(widths), 7)
        return [width + spare + (column < rest) for column, width in enumerate(widths)]

    def _lists(self, left: Sequence[Entry]) -> list[dict[str, Any]]:
        """What stands below the squares, as far as there is room; the first of each sort always."""
        sorts = (("more", left), ("beside", self.tasks.beside), ("unset", self.tasks.unset))
        lists = []
        room = self.fullness.rows - sum(bool(found) for _, found in sorts)
        for key, found in sorts:
            if not found:
                continue
            rows = [self._row(entry, key) for entry in found[: 1 + room]]
            room -= len(rows) - 1
            over = len(found) - len(rows)
            note = self.texts.count("picture.and_more", over) if over else ""
            lists.append({"title": self.texts(f"picture.list_{key}"), "rows": rows, "note": note})
        return lists

    def _row(self, entry: Entry, key: str) -> dict[str, str]:
        task, deadline = entry.task, entry.task.deadline
        when = (
            "" if key == "unset" else deadline_words(self.texts, deadline) if key == "beside" else short(deadline.end)
        )
        return {
            "state": state_of(entry, self.today),
            "head": one_line(task.number, 12),
            "words": one_line(task.title, min(ROW_LIMIT, 5 * self.fullness.title)) + (f" ({when})" if when else ""),
            "said": "" if key == "unset" else standing_words(self.texts, entry, self.today),
        }
