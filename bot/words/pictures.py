"""What pictures of the plan and the words beside them call things."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.messages import length
from bot.talk import fitted, one_line
from bot.words.deadlines import deadline_words, left_words, period_words, short
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.charting import MonthTasks, State, counted, state_of
from plans.deadlines import PERIODS, last_of_month
from plans.model.people import Unit
from plans.model.plan import DeadlineKind
from plans.office.days import office_days
from plans.plain_text import capitalized
from plans.progress import Figures, by_lead, figures
from plans.registrations.tallies import Tally
from plans.store.port import Facts
from plans.working_days import holiday_names, is_weekend, is_working_day

#: What Telegram lets stand under a picture is 1,024 long; titles are shortened until everything fits.
CAPTION_ROOM = 1000
TITLES = (160, 100, 60, 40)
#: The longest name of a unit.
NAME_LIMIT = 120
#: The longest reason for a day off.
REASON_LIMIT = 48


def state_word(texts: Texts, state: State, n: int = 1) -> str:
    """What a task is called that stands so, or `n` of them."""
    return texts.count(f"picture.state_{state}", n)


def standing_words(texts: Texts, entry: Entry, today: date) -> str:
    """How a task stands, with the days left or past where that says more."""
    return left_words(texts, entry, today) or state_word(texts, state_of(entry, today))


def counted_states(found: Iterable[Entry], today: date) -> list[tuple[State, int]]:
    """How many tasks stand how, the most pressing first."""
    states = [state_of(entry, today) for entry in found]
    return [(state, states.count(state)) for state in State if state in states]


def counted_words(texts: Texts, counts: Iterable[tuple[State, int]]) -> str:
    """How many stand how: "2 chưa hoàn thành, 1 đã hoàn thành"."""
    found = dict(counts)
    return texts.joined([f"{n} {state_word(texts, state, n)}" for state in State if (n := found.get(state))])


def unit_name(texts: Texts, unit: Unit | None) -> str:
    """A unit as it heads a line; None: those that are none of the department's."""
    return capitalized(one_line(unit.name, NAME_LIMIT)) if unit is not None else texts("picture.no_unit")


def task_line(texts: Texts, entry: Entry, today: date, limit: int, *, whole: bool) -> str:
    """A task beside a picture: a title up to a `limit`, the date in the plan's words or (not `whole`) the day alone."""
    task, deadline = entry.task, entry.task.deadline
    said = standing_words(texts, entry, today)
    if deadline.kind is DeadlineKind.UNSET:
        when = deadline_words(texts, deadline) if whole else ""
        said = "" if whole and state_of(entry, today) is State.UNSET else said
    elif whole:
        when = deadline_words(texts, deadline)
    else:
        when = period_words(texts, deadline.start, deadline.end) if deadline.kind in PERIODS else short(deadline.end)
    about = ", ".join(part for part in (when, said) if part)
    return texts("picture.line", number=one_line(task.number, 12), title=one_line(task.title, limit), about=about)


def special_days(facts: Facts, texts: Texts, first: date) -> dict[date, str]:
    """The days of a month that are not what their weekday is, or have a name: days off, and Saturdays worked."""
    own = {each.day: each.note for each in office_days(facts)}
    names = holiday_names(first.year, texts.language)
    found = {}
    for day in (first + timedelta(days=ahead) for ahead in range(last_of_month(first).day)):
        weekend, name = is_weekend(day), names.get(day, "")
        if is_working_day(day):
            if weekend:
                found[day] = own.get(day) or texts("picture.worked")
        elif name or own.get(day) or not weekend:
            found[day] = own.get(day) or name or texts("picture.off")
    return {day: one_line(reason, REASON_LIMIT) for day, reason in found.items()}


def special_lines(texts: Texts, days: dict[date, str]) -> list[str]:
    """The same in words, days that follow each other together."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] == timedelta(days=1) and is_working_day(day) == is_working_day(runs[-1][-1]):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [
        texts(
            "picture.worked_days" if is_working_day(run[0]) else "picture.days_off",
            days=short(run[0]) if len(run) == 1 else f"{short(run[0])}–{short(run[-1])}",
            reason=_reason([days[day] for day in run]),
        )
        for run in runs
    ]


def _reason(names: list[str]) -> str:
    """The names of some days, those left out that only add to another ("second day of …")."""
    plain = {name: name.casefold() for name in names}
    kept = [name for name in plain if not any(plain[name].find(other) > 0 for other in plain.values())]
    return ", ".join(dict.fromkeys(kept or names))


# ---------------------------------------------------------------- whole pictures in words


def month_words(facts: Facts, texts: Texts, tasks: MonthTasks, today: date, room: int = CAPTION_ROOM) -> str:
    """A month's picture in words."""
    special = special_lines(texts, special_days(facts, texts, tasks.first))
    if not tasks.every:
        return "\n".join([texts("picture.month_empty"), *special])
    return _tasks_words(texts, tasks.every, today, special, room)


def year_words(texts: Texts, tasks: Sequence[Entry], today: date, room: int = CAPTION_ROOM) -> str:
    """A year's picture in words."""
    return _tasks_words(texts, tasks, today, [], room) if tasks else texts("picture.year_empty")


def units_words(
    texts: Texts, tasks: Sequence[Entry], units: Iterable[Unit], today: date, room: int = CAPTION_ROOM
) -> str:
    """The picture of the units' progress in words."""
    if not tasks:
        return texts("picture.units_empty")
    lines = [
        texts("picture.unit_line", unit=unit_name(texts, each.unit), said=_counts(texts, each.tasks))
        for each in by_lead(tasks, units, today)
    ]
    return fitted(texts, [_in_all(texts, len(tasks), _counts(texts, figures(tasks, today))), *lines], room - 40)


def registered_words(facts: Facts, texts: Texts, found: Iterable[Tally], room: int = CAPTION_ROOM) -> str:
    """The picture of registering in words: how many of each unit's people have registered."""
    lines = [
        texts(
            "picture.registered_line",
            unit=unit_name(texts, facts.get(Unit, tally.unit)),
            registered=len(tally.registered),
            people=tally.people,
        )
        for tally in found
    ]
    return fitted(texts, lines, room - 40)


def _tasks_words(texts: Texts, found: Sequence[Entry], today: date, further: Sequence[str], room: int) -> str:
    """Counts and every task, as much of each as there is room for all; what still does not fit is counted."""
    head = _in_all(texts, len(found), counted_words(texts, counted_states(found, today)))

    def lines(limit: int, *, whole: bool) -> list[str]:
        return [head, *(task_line(texts, entry, today, limit, whole=whole) for entry in found), *further]

    for whole in (True, False):
        for limit in TITLES:
            text = "\n".join(lines(limit, whole=whole))
            if length(text) <= room:
                return text
    return fitted(texts, lines(TITLES[-1], whole=False), room - 40)


def _counts(texts: Texts, found: Figures) -> str:
    return counted_words(texts, counted(found).items())


def _in_all(texts: Texts, n: int, counts: str) -> str:
    return texts("picture.total", tasks=texts.count("picture.tasks", n), said=counts)
