"""What is due in a period, overdue, or on a unit's desk."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.answers.greeting import stale
from bot.answers.parts import unit_lines
from bot.answers.task import no_plan
from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, fitted, one_line
from bot.words.deadlines import neighbours, period_words, task_line
from plans.agenda import Entry, due_between, entries, of_unit, overdue, unset_between
from plans.deadlines import PERIODS, calendar_day
from plans.model.people import Unit
from plans.model.plan import DeadlineKind

#: What "sắp đến hạn" means when no period is named.
WINDOW = timedelta(days=30)
#: From this length on, an answer also names what runs through the whole period ("trong năm 2024-2025").
LONG = timedelta(days=80)
#: Buttons for details stand in rows of this many, at most `DETAILED` in all.
IN_A_ROW = 4
DETAILED = 12


def due_in_period(talk: Talk, start: date | None, end: date | None) -> Reply:
    """Everything due in the period, done or not; what runs on through it; what has no date yet in it."""
    heading = talk.say("answer.due_heading", period=_named(talk, start, end))
    first = start or talk.today
    last = end or first + WINDOW
    found = entries(talk.tx)
    if not found:
        return no_plan(talk)
    lines = _sections(talk, due_between(found, first, last), _running(found, first, last))
    if not lines:
        lines = [talk.say("answer.due_none"), *_next_deadline(talk, found, last)]
    lines += _unset(talk, unset_between(found, first, last))
    earlier, later = neighbours(first, last)
    shown = [*due_between(found, first, last), *unset_between(found, first, last)]
    return talk.reply(
        fitted(talk.texts, lines),
        *_details(talk, shown, f"{first}:{last}"),
        [_period_press(talk, *earlier, "answer.earlier"), _period_press(talk, *later, "answer.later")],
        heading=heading,
        report=True,
    )


def overdue_now(talk: Talk) -> Reply:
    """What is open past its last day; if nothing is, the next deadline."""
    found = entries(talk.tx)
    if not found:
        return no_plan(talk)
    late = overdue(found, talk.today)
    heading = talk.say("answer.overdue_heading", day=talk.texts.day(talk.today))
    if not late:
        lines = [talk.say("answer.overdue_none"), *_next_deadline(talk, found, talk.today - timedelta(days=1))]
        return talk.reply("\n".join(lines), heading=heading, report=True)
    lines = [talk.texts.count("answer.overdue_count", len(late)), *(task_line(talk.texts, e, talk.today) for e in late)]
    return talk.reply(fitted(talk.texts, lines), *_details(talk, late, ""), heading=heading, report=True)


def by_unit(talk: Talk, unit: Unit, start: date | None, end: date | None) -> Reply:
    """What a unit leads or cooperates in, in the whole plan or in a period."""
    everything = entries(talk.tx)
    if not everything:
        return no_plan(talk)
    found = of_unit(everything, unit, talk.tx.all(Unit))
    if start is None or end is None:
        heading = talk.say("answer.unit_heading", unit=unit.name)
        unset = tuple(entry for entry in found if _is_unset(entry))
        chosen = tuple(entry for entry in found if not _is_unset(entry))
        lines = _sections(talk, chosen, ())
    else:
        heading = talk.say("answer.unit_period_heading", unit=unit.name, period=period_words(talk.texts, start, end))
        chosen, unset = due_between(found, start, end), unset_between(found, start, end)
        lines = _sections(talk, chosen, _running(found, start, end))
    if not lines:
        none = "answer.unit_none_then" if start else "answer.unit_none"
        lines = _unset(talk, unset)[1:] or [talk.say(none, unit=unit.name)]
        lines += _next_deadline(talk, found, end or talk.today) if found else []
    else:
        lines += _unset(talk, unset)
    lines += unit_lines(talk, unit)
    return talk.reply(fitted(talk.texts, lines), *_details(talk, [*chosen, *unset], ""), heading=heading, report=True)


def invalid_date(talk: Talk, written: str) -> Reply:
    """Says that a date does not exist instead of shifting it."""
    return talk.reply(talk.say("answer.invalid_date", date=written))


def press_due(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Another period by its two days."""
    try:
        start, end = (date.fromisoformat(word) for word in words)
    except ValueError:
        return (stale(talk),)
    if not (start <= end and date(1990, 1, 1) <= start and end <= date(2199, 12, 31)):
        return (stale(talk),)
    return (due_in_period(talk, start, end),)


def _named(talk: Talk, start: date | None, end: date | None) -> str:
    if start is None or end is None:
        first, last = start or talk.today, end or (start or talk.today) + WINDOW
        return talk.say("answer.period_window", days=(last - first).days, end=talk.texts.day(last))
    return period_words(talk.texts, start, end)


def _is_unset(entry: Entry) -> bool:
    return entry.task.deadline.kind is DeadlineKind.UNSET


def _running(found: Iterable[Entry], start: date, end: date) -> tuple[Entry, ...]:
    """Open periods that began before the interval's end and end after it."""
    long = end - start >= LONG
    kinds = PERIODS if long else PERIODS - {DeadlineKind.YEAR, DeadlineKind.RANGE}
    return tuple(
        entry
        for entry in found
        if not entry.done
        and entry.task.deadline.kind in kinds
        and entry.task.deadline.start <= end < entry.task.deadline.end
    )


def _sections(talk: Talk, due: Iterable[Entry], running: Iterable[Entry]) -> list[str]:
    """The lines of an answer by state: overdue, open, running on, done."""
    due = tuple(due)
    late = [entry for entry in due if entry.is_overdue(talk.today)]
    done = [entry for entry in due if entry.done]
    open_ones = [entry for entry in due if entry not in late and entry not in done]
    lines: list[str] = []
    for key, group in (("late", late), ("open", open_ones), ("running", tuple(running)), ("finished", done)):
        if group:
            lines += [""] if lines else []
            lines.append(talk.texts.count(f"answer.group_{key}", len(group)))
            lines += [task_line(talk.texts, entry, talk.today) for entry in group]
    return lines


def _unset(talk: Talk, unset: Iterable[Entry]) -> list[str]:
    unset = [entry for entry in unset if not entry.done]
    if not unset:
        return []
    lines = [task_line(talk.texts, entry, talk.today) for entry in unset]
    return ["", talk.texts.count("answer.group_unset", len(unset)), *lines]


def _next_deadline(talk: Talk, found: Iterable[Entry], after: date) -> list[str]:
    """The next open deadline after a day, for an answer that would otherwise end in nothing."""
    coming = [e for e in found if not e.done and not _is_unset(e) and e.task.deadline.end > max(after, talk.today)]
    if not coming:
        return []
    return [talk.say("answer.next"), task_line(talk.texts, min(coming, key=_day), talk.today)]


def _day(entry: Entry) -> date:
    return calendar_day(entry.task.deadline)


def _details(talk: Talk, shown: Iterable[Entry], back: str) -> list[list[Choice]]:
    words = [back] if back else []
    buttons = [
        press(talk.say("answer.item_button", number=one_line(entry.task.number, 12)), "task", entry.key, *words)
        for entry in list(shown)[:DETAILED]
    ]
    return [buttons[place : place + IN_A_ROW] for place in range(0, len(buttons), IN_A_ROW)]


def _period_press(talk: Talk, start: date, end: date, key: str) -> Choice:
    return press(talk.say(key, period=period_words(talk.texts, start, end)), "due", start, end)
