"""A year as a line on one picture (PNG, 1080 pixels wide): twelve months, every task at its place, today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.papers.picture_parts import drawn, frame
from bot.talk import one_line
from bot.words.deadlines import short
from bot.words.pictures import NAME_LIMIT, counted_states
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.charting import state_of
from plans.deadlines import PERIODS
from plans.model.people import Department
from plans.model.plan import DeadlineKind
from plans.plain_text import capitalized

LAYOUT = Path(__file__).with_suffix(".typ")
#: Pixels from the first day of the year to the last; of half a mark; between two things of one lane; beside a mark.
ROOM, HALF, GAP, EDGE = 1048, 15, 14, 8
#: The longest labels in characters: the first that need no more lanes than there are; the last is a number alone.
LABELS = (60, 42, 30, 20, 6)
#: Pixels that a character takes on the average; what is wider is cut.
CHARACTER = 13
#: Lanes in a picture that is not too high for a phone.
LANES = 27


@dataclass(frozen=True, slots=True)
class Placed:
    """A task on the line, in pixels: its mark or band from `start` to `end`, its label from `left`, `width` wide."""

    entry: Entry
    start: float
    end: float
    left: float
    width: float
    label: str

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where it takes its lane."""
        return min(self.start, self.left), max(self.end, self.left + self.width)


def year_picture(
    texts: Texts, today: date, year: int, tasks: Iterable[Entry], whose: str, department: Department | None
) -> bytes:
    """The picture of a year's tasks as PNG; `whose` they are stands in the heading ("": everybody's)."""
    return drawn(LAYOUT, _content(texts, today, year, tuple(tasks), whose, department))


def _content(
    texts: Texts, today: date, year: int, tasks: tuple[Entry, ...], whose: str, department: Department | None
) -> dict[str, Any]:
    first = date(year, 1, 1)
    lanes, left = _shown(tasks, year)
    return {
        **frame(texts, today, counted_states(tasks, today), department),
        "title": texts("picture.year_title", year=year),
        "under": one_line(whose, NAME_LIMIT) or texts("picture.whole_plan"),
        "months": [_month(texts, first.replace(month=number)) for number in range(1, 13)],
        "today": _place(today, year) if today.year == year else -1,
        "today_word": f"{texts('web.today')} {short(today)}",
        "lanes": [[_item(one, today) for one in lane] for lane in lanes],
        "empty": "" if tasks else texts("picture.year_empty"),
        "note": texts.count("picture.and_more", left) if left else "",
    }


def _shown(tasks: tuple[Entry, ...], year: int) -> tuple[list[list[Placed]], int]:
    """The lanes with the longest labels that let most tasks be shown, and how many are left out."""
    best: tuple[list[list[Placed]], int] = ([], len(tasks) + 1)
    for limit in LABELS:
        lanes = in_lanes(placed(entry, year, limit) for entry in tasks)
        left = sum(map(len, lanes[LANES:]))
        if left < best[1]:
            best = lanes[:LANES], left
        if not left:
            break
    return best


def _month(texts: Texts, first: date) -> dict[str, Any]:
    return {"name": capitalized(texts(f"picture.month_{first.month}")), "at": _place(first, first.year)}


def _item(one: Placed, today: date) -> dict[str, Any]:
    band = one.end - one.start > 2 * HALF + 1
    return {
        "state": state_of(one.entry, today),
        "start": round(one.start, 1),
        "end": round(one.end, 1),
        "band": band,
        "left": round(one.left, 1),
        "width": round(one.width, 1),
        "right": one.left + one.width <= one.start,
        "inside": band and one.start <= one.left and one.left + one.width <= one.end,
        "words": one.label,
    }


def _place(day: date, year: int) -> float:
    """Where a day begins, in pixels; days of other years at the ends."""
    first, length = date(year, 1, 1), (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return round(ROOM * min(max((day - first).days, 0), length) / length, 1)


def placed(entry: Entry, year: int, limit: int) -> Placed:
    """Where a task stands in its year, and its label of at most so many characters on the side that has room.

    A period is a band; its label begins in it where it fits there or behind it.
    """
    task, deadline = entry.task, entry.task.deadline
    number = one_line(task.number, 12)
    if deadline.kind in PERIODS or deadline.kind is DeadlineKind.UNSET:
        start = min(_place(deadline.start, year), ROOM - 3 * HALF)
        end = max(_place(deadline.end + timedelta(days=1), year), start + 3 * HALF)
        words, beside = f"{number} {task.title}", (start + 2 * HALF + 2 * EDGE, start - EDGE)
    else:
        middle = min(max(_place(deadline.end, year) + ROOM / 732, HALF), ROOM - HALF)
        start, end = middle - HALF, middle + HALF
        words, beside = f"{short(deadline.end)} · {number} {task.title}", (end + EDGE, start - EDGE)
    if limit == LABELS[-1]:
        words = number
    right, left = beside
    wanted = min(len(words), limit) * CHARACTER
    on_right = right + wanted <= ROOM or ROOM - right >= left
    room = min(wanted, ROOM - right if on_right else left)
    label = one_line(words, max(1, min(limit, int(room / CHARACTER))))
    return Placed(entry, start, end, right if on_right else left - room, room, label)


def in_lanes(found: Iterable[Placed]) -> list[list[Placed]]:
    """Everything in lanes in which nothing touches anything else, as few as the order of days allows."""
    lanes: list[list[Placed]] = []
    for one in sorted(found, key=lambda one: (one.end, one.start)):
        left, right = one.extent
        lane = next(
            (
                lane
                for lane in lanes
                if all(right + GAP <= other.extent[0] or other.extent[1] + GAP <= left for other in lane)
            ),
            None,
        )
        if lane is None:
            lane = []
            lanes.append(lane)
        lane.append(one)
    return lanes
