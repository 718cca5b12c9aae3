"""How lists of tasks are said: what they come to, their weeks and months, and a task in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.messages import length
from bot.talk import Talk, one_line
from bot.words.deadlines import bodies_words, deadline_words, left_sentence, left_words, period_words, unset_words
from bot.words.progress import PRESSING, parts_words
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.deadlines import last_of_month
from plans.model.people import Unit
from plans.plain_text import capitalized
from plans.progress import Figures
from plans.rights import lead_units
from plans.schedule import Group, Schedule, is_unset
from plans.weeks import monday_of

#: The longest title in a list; the whole title is one tap away.
TITLE_LIMIT = 120
NUMBER_LIMIT = 12
#: So many signs say that a heading goes on from the page before.
GOES_ON = 20


@dataclass(frozen=True, slots=True)
class Line:
    """What is never divided between two pages, under its heading; of a task, the `entry` that can be opened."""

    text: str
    heading: str = ""
    entry: Entry | None = None


def pages_of(lines: Sequence[Line], room: int, tasks: int) -> list[list[Line]]:
    """Lines by page: no more signs than `room`, with their headings, and no more tasks than that, evenly shared.

    At least one page.
    """
    pages = _filled(lines, room, tasks)
    even = -(-sum(line.entry is not None for line in lines) // len(pages))
    return _filled(lines, room, even) if len(pages) > 1 else pages


def _filled(lines: Iterable[Line], room: int, tasks: int) -> list[list[Line]]:
    pages: list[list[Line]] = [[]]
    left, heading = room, ""
    for line in lines:
        taken = length(line.text) + 1 + (length(line.heading) + 3 if line.heading != heading else 0)
        full = line.entry is not None and sum(each.entry is not None for each in pages[-1]) == tasks
        if pages[-1] and (full or taken > left):
            pages.append([])
            left, taken = room, length(line.text) + length(line.heading) + GOES_ON
        pages[-1].append(line)
        left, heading = left - taken, line.heading
    return pages


def page_text(texts: Texts, pages: list[list[Line]], at: int) -> str:
    """A page with its headings; one that goes on from the page before says so."""
    before = pages[at - 1][-1].heading if at else ""
    said: list[str] = []
    heading = ""
    for line in pages[at]:
        if line.heading and line.heading != heading:
            goes_on = not said and line.heading == before
            said += [""] if said else []
            said.append(texts("answer.goes_on", heading=line.heading) if goes_on else f"{line.heading}:")
        heading = line.heading
        said.append(line.text)
    return "\n".join(said)


def lines_of(talk: Talk, schedule: Schedule, unit: Unit | None = None) -> list[Line]:
    """Every task of a list under its heading; of a `unit`, whom it works with where it doesn't lead."""
    parts = [(group_words(talk.texts, group, talk.today), group.entries, not group.whole) for group in schedule.groups]
    for key in ("held", "running", "unset", "mentioned"):
        entries: tuple[Entry, ...] = getattr(schedule, key)
        parts.append((talk.texts.count(f"answer.group_{key}", len(entries)), entries, key != "unset"))
    several, units = has_several_plans(schedule.shown), talk.tx.all(Unit)
    found = []
    for heading, entries, day in parts:
        for entry in entries:
            helps = unit is not None and entry not in schedule.mentioned and unit not in lead_units(entry.task, units)
            said = Said(several=several, helps=helps, day=day)
            found.append(Line(task_words(talk.texts, entry, talk.today, said), heading, entry))
    return found


def figures_words(texts: Texts, found: Figures) -> str:
    """How many tasks, done and not done: "8 việc: đã hoàn thành 1, chưa hoàn thành 7 (đã qua hạn 2)."."""
    waiting = texts("answer.figures_waiting", count=found.waits) if found.waits else ""
    pressing = parts_words(texts, found, PRESSING)
    values = {"done": found.done, "waiting": waiting, "undone": found.left}
    return texts.count("answer.figures", found.total, **values, pressing=f" ({pressing})" if pressing else "")


def besides_words(texts: Texts, schedule: Schedule) -> list[str]:
    """What else is listed, for the pages on which it cannot be seen yet: "Ngoài ra: chưa ấn định ngày 4."."""
    counts = (("answer.besides_running", len(schedule.running)), ("answer.besides_unset", len(schedule.unset)))
    said = [texts(key, count=count) for key, count in counts if count]
    return [texts("answer.besides", said=texts.joined(said))] if said else []


def group_words(texts: Texts, group: Group, today: date) -> str:
    """What a week or month is called: "Tuần này (19–25/02)", "Tháng 02/2024"; "" where the list is in one piece."""
    if group.start is None or group.end is None:
        return ""
    if group.whole:
        within = texts("answer.within", period=period_words(texts, group.start, group.end))
        return capitalized(within)
    if (group.end - group.start).days > 6:
        month = period_words(texts, group.start, group.end)
        return capitalized(month)
    days = days_words(group.start, group.end)
    return texts("answer.this_week" if group.start == monday_of(today) else "answer.week", days=days)


def days_words(start: date, end: date) -> str:
    """The days of a week as short as can be: 19–25/02, 26/02–03/03, 30/12/2024–05/01/2025."""
    if start.year != end.year:
        return f"{start:%d/%m/%Y}–{end:%d/%m/%Y}"
    return f"{start:%d}–{end:%d/%m}" if start.month == end.month else f"{start:%d/%m}–{end:%d/%m}"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a task in a list.

    The year of its plan where there are `several`, its `day` unless the heading says it; with `left_first` how long
    there is before all. With `helps` the list is of a unit that works with who leads it.
    """

    several: bool = False
    helps: bool = False
    day: bool = True
    left_first: bool = False


IN_A_LIST = Said()


def short_period_words(texts: Texts, start: date, end: date) -> str:
    """A period on a button: Thứ Năm 13/06, Tuần 10–16/06, 14/05–13/06; a month, quarter or year by its name."""
    name = _short_period(texts, start, end)
    return capitalized(name)


def _short_period(texts: Texts, start: date, end: date) -> str:
    if start == end:
        return f"{texts.weekday(start)} {start:%d/%m}"
    if start.weekday() == 0 and (end - start).days == 6:
        return texts("answer.week", days=days_words(start, end))
    if start.day == 1 and end == last_of_month(end):
        return period_words(texts, start, end)
    return days_words(start, end)


def task_words(texts: Texts, entry: Entry, today: date, said: Said = IN_A_LIST) -> str:
    """A task in a list: number and title; below them deadline, state and who leads it."""
    task = entry.task
    return texts(
        "answer.shared_line" if said.helps else "answer.line",
        number=number_words(entry, several=said.several),
        title=one_line(task.title, TITLE_LIMIT),
        deadline=when_words(texts, entry, today, said),
        lead=bodies_words(texts, task.lead),
    )


def when_words(texts: Texts, entry: Entry, today: date, said: Said = IN_A_LIST) -> str:
    """By when it is to be done, and how it stands."""
    if said.left_first:
        return left_sentence(texts, entry, today).rstrip(".")
    deadline = entry.task.deadline
    day = deadline_words(texts, deadline) if said.day else unset_words(texts, deadline) if is_unset(entry) else ""
    state = left_words(texts, entry, today)
    if not state and not (day and is_unset(entry)):
        state = texts("answer.undone")  # what is counted in no days is at least said not to be done
    words = ", ".join(part for part in (day, state) if part)
    return capitalized(words)


def number_words(entry: Entry, *, several: bool = False) -> str:
    """A task's number, with the year of its plan where tasks of `several` plans stand together."""
    number = one_line(entry.task.number, NUMBER_LIMIT)
    return f"{number}/{entry.plan.year}" if several else number


def has_several_plans(found: Iterable[Entry]) -> bool:
    """Whether numbers alone do not tell these tasks apart."""
    return len({entry.plan.id for entry in found}) > 1
