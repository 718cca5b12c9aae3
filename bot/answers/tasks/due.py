"""What is due in a period, past due, or on a unit's desk: lists of tasks in pages of one message."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.answers.greeting import stale
from bot.answers.last_asked import remember
from bot.answers.pictures import month_button, year_button
from bot.answers.tasks.details import no_plan
from bot.answers.tasks.parts import unit_lines
from bot.answers.tasks.views import WINDOW, View, page_of, schedule_of, view_of
from bot.messages import Choice, Reply
from bot.paging import ROOM, within
from bot.presses import press
from bot.talk import Answer, Talk, one_line
from bot.words.deadlines import neighbours
from bot.words.periods import named_period
from bot.words.task_lists import (
    Line,
    besides_words,
    figures_words,
    has_several_plans,
    lines_of,
    number_words,
    page_text,
    pages_of,
    short_period_words,
    task_words,
)
from plans.agenda import Entry, entries, of_unit
from plans.deadlines import calendar_day
from plans.model.people import Unit, UnitKind
from plans.model.plan import Plan
from plans.periods import Grain, whole
from plans.plain_text import capitalized
from plans.progress import figures
from plans.rights import lead_units
from plans.schedule import LONG, Schedule, is_unset

#: Buttons for details stand in rows of this many; a page has at most `TASKS` tasks, each with its button.
IN_A_ROW = 3
TASKS = 9
#: A unit's name on a button.
UNIT_LIMIT = 40


def due_in_period(talk: Talk, start: date | None, end: date | None) -> Reply:
    """Everything due in the period, done or not; what runs on through it; what has no date yet in it."""
    first = start or talk.today
    return show(talk, View(first, end or first + WINDOW))


def press_due(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A list, or another page of it, by what its button carries."""
    view = view_of(talk, words)
    return (stale(talk) if view is None else show(talk, view, page_of(words)),)


def show(talk: Talk, view: View, page: str = "0") -> Reply:
    """A page of a list: what was understood, how many are done and not, and the tasks by week or month."""
    if not entries(talk.tx):
        return no_plan(talk)
    schedule = schedule_of(talk, view)
    shown = schedule.shown
    coming = () if schedule.due else tuple(entry for entry in _next_deadline(talk, view) if entry not in shown)
    remember(talk, view.intent, view.slots, shown or coming)
    if _is_beyond(talk, view) and not shown:
        return talk.reply(_only_years(talk), *_year_rows(talk), heading=_heading(talk, view), report=True)
    lines = lines_of(talk, schedule, view.unit)
    if view.unit is not None and not view.late:
        lines += [Line(text) for text in unit_lines(talk, view.unit)]
    pages = pages_of(lines, ROOM, TASKS)
    at = within(page, len(pages))
    head = _head(talk, view, schedule, coming)
    if len(pages) > 1:
        head += [*besides_words(talk.texts, schedule), talk.say("answer.page", page=at + 1, pages=len(pages))]
    opened = [line.entry for line in pages[at] if line.entry is not None]
    return talk.reply(
        "\n\n".join(part for part in ("\n".join(head), page_text(talk.texts, pages, at)) if part),
        *_details(talk, [*coming, *opened], view.words(at), several=has_several_plans(shown)),
        _turning(talk, view, at, len(pages)),
        _periods(talk, view),
        *_further(talk, view, schedule),
        heading=_heading(talk, view),
        report=True,
    )


def _heading(talk: Talk, view: View) -> str:
    """What was understood."""
    unit = one_line(view.unit.name, 100) if view.unit else ""
    period = _period_words(talk, view.start, view.end) if view.start and view.end else ""
    kind = "overdue" if view.late else "unit" if unit else "due"
    if view.late and unit:
        kind = "overdue_unit"
    key = f"answer.{kind}_heading" if kind == "due" or not period else f"answer.{kind}_period_heading"
    return talk.say(key, unit=unit, period=period, day=talk.texts.day(talk.today))


def _period_words(talk: Talk, start: date, end: date) -> str:
    if start == talk.today and end - start == WINDOW:
        return talk.say("answer.period_window", days=WINDOW.days, end=talk.texts.day(end))
    return named_period(talk.texts, start, end)


def _head(talk: Talk, view: View, schedule: Schedule, coming: Sequence[Entry]) -> list[str]:
    """How many there are and how they stand; where nothing is due, that, and what comes next."""
    lines = [_only_years(talk)] if _is_beyond(talk, view) else []
    if schedule.due:
        found = figures(schedule.due, talk.today)
        late = talk.texts.count("answer.overdue_count", found.late)
        return [*lines, late if view.late else figures_words(talk.texts, found), *_shares(talk, view, schedule.due)]
    if view.unit and view.start is None and not view.late and schedule.shown:
        return [*lines, *_shares(talk, view, schedule.shown)]
    lines.append(_none(talk, view, schedule))
    return lines + [f"{talk.say('answer.next')}\n{task_words(talk.texts, entry, talk.today)}" for entry in coming]


def _none(talk: Talk, view: View, schedule: Schedule) -> str:
    if view.late:
        return talk.say("answer.overdue_none")
    if view.unit is None or schedule.shown or schedule.apart:
        return talk.say("answer.due_none")
    return talk.say("answer.unit_none_then" if view.start else "answer.unit_none", unit=one_line(view.unit.name, 100))


def _shares(talk: Talk, view: View, found: Sequence[Entry]) -> list[str]:
    """How many of these the asked unit, or the reader's own, leads and cooperates in."""
    unit = view.unit or own_unit(talk)
    if unit is None or unit.kind is UnitKind.EVERY:
        return []
    units = talk.tx.all(Unit)
    theirs = of_unit(found, unit, units)
    lead = sum(unit in lead_units(entry.task, units) for entry in theirs)
    counts = (("answer.share_lead", lead), ("answer.share_other", len(theirs) - lead))
    said = talk.texts.joined([talk.say(key, count=count) for key, count in counts if count])
    if not said:
        return []
    if view.unit is None:
        return [talk.say("answer.own_shares", unit=one_line(unit.name, 100), shares=said)]
    return [f"{capitalized(said)}."]


def own_unit(talk: Talk) -> Unit | None:
    """The department of the reader whose tasks may be told apart in a list; leaders look at all of them."""
    unit = talk.tx.get(Unit, talk.person.unit)
    return unit if unit is not None and unit.kind is UnitKind.DEPARTMENT and not talk.is_leader else None


def _next_deadline(talk: Talk, view: View) -> tuple[Entry, ...]:
    """The next open deadline after the list, for an answer that would otherwise end in nothing."""
    everything = entries(talk.tx)
    found = of_unit(everything, view.unit, talk.tx.all(Unit)) if view.unit else everything
    after = max(view.end or talk.today, talk.today) - timedelta(days=1 if view.late else 0)
    coming = [e for e in found if not (e.done or e.waits or is_unset(e)) and e.task.deadline.end > after]
    return (min(coming, key=_day),) if coming else ()


def _day(entry: Entry) -> date:
    return calendar_day(entry.task.deadline)


def _years(talk: Talk) -> list[int]:
    """The years of which there are plans."""
    return sorted({plan.year for plan in talk.tx.all(Plan) if plan.adopted_at is not None})


def _is_beyond(talk: Talk, view: View) -> bool:
    """Whether it was asked for a time of which there is no plan."""
    if view.start is None or view.end is None:
        return False
    years = _years(talk)
    return bool(years) and (view.end.year < years[0] or view.start.year > years[-1])


def _only_years(talk: Talk) -> str:
    """Says of which years there are plans."""
    return talk.say("answer.only_years", years=talk.texts.joined([str(year) for year in _years(talk)]))


def _year_rows(talk: Talk) -> list[list[Choice]]:
    latest = _years(talk)[-IN_A_ROW:]
    return [[press(talk.say("answer.whole_year", year=year), "due", *_year(year).words())] for year in latest]


def _year(year: int) -> View:
    return View(date(year, 1, 1), date(year, 12, 31))


def _details(talk: Talk, shown: Sequence[Entry], back: Iterable[str], *, several: bool) -> list[list[Choice]]:
    buttons = [
        press(talk.say("answer.item_button", number=number_words(entry, several=several)), "task", entry.key, *back)
        for entry in shown
    ]
    return [buttons[place : place + IN_A_ROW] for place in range(0, len(buttons), IN_A_ROW)]


def _turning(talk: Talk, view: View, page: int, pages: int) -> list[Choice]:
    """The pages before and after."""
    row = [press(talk.say("lists.page_before"), "due", *view.words(page - 1))] if page > 0 else []
    return row + ([press(talk.say("lists.page_after"), "due", *view.words(page + 1))] if page < pages - 1 else [])


def _periods(talk: Talk, view: View) -> list[Choice]:
    """The periods before and after, as far as there are plans for them."""
    if view.start is None or view.end is None or not view.is_ordinary:
        return []
    earlier, later = neighbours(view.start, view.end)
    years = _years(talk)
    row = []
    if earlier[1].year >= years[0]:
        row.append(_period_press(talk, view, *earlier, "answer.earlier"))
    if later[0].year <= max(years[-1], *(entry.task.deadline.end.year for entry in entries(talk.tx))):
        row.append(_period_press(talk, view, *later, "answer.later"))
    return row


def _period_press(talk: Talk, view: View, start: date, end: date, key: str) -> Choice:
    period = short_period_words(talk.texts, start, end)
    return press(talk.say(key, period=period), "due", *View(start, end, view.unit, view.late).words())


def _further(talk: Talk, view: View, schedule: Schedule) -> list[list[Choice]]:
    """The same as a picture; the reader's own unit alone, or every unit again."""
    rows = []
    if view.start and schedule.apart:
        label = talk.say("answer.unset_button", count=len(schedule.apart))
        rows.append([press(label, "due", *View(*whole(Grain.QUARTER, view.start), view.unit).words())])
    if not view.late and view.is_ordinary:
        rows.append([_picture(talk, view, schedule)])
    if view.unit is not None:
        everybody = (
            view.of(None) if view.late or view.start else _year(talk.plan.year if talk.plan else talk.today.year)
        )
        rows.append([press(talk.say("answer.all_units"), "due", *everybody.words())])
    elif view.unit is None and (own := own_unit(talk)) is not None:
        theirs = of_unit(schedule.shown, own, talk.tx.all(Unit))
        if theirs and len(theirs) < len(schedule.shown):
            label = talk.say("answer.own_button", unit=one_line(own.name, UNIT_LIMIT))
            rows.append([press(label, "due", *view.of(own).words())])
    return rows


def _picture(talk: Talk, view: View, schedule: Schedule) -> Choice:
    """The year of a long list, else the month that a list is about: today's where that is part of it, or its first."""
    start, end = view.start or talk.today, view.end or talk.today
    if end - start >= 2 * LONG:
        return year_button(talk, talk.today.year if start <= talk.today <= end else start.year)
    if start <= talk.today <= end:
        return month_button(talk, talk.today, view.unit)
    ends = (entry.task.deadline.end for entry in schedule.due)
    return month_button(talk, min((day for day in ends if start <= day <= end), default=start), view.unit)
