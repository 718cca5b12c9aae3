"""Pictures where people would rather look: a month as a calendar, the units' progress, a year as a line.

Beside each stands everything that it shows in words, for whoever cannot see it. Whoever may ask sees every task of the
plan; no picture names a person.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from bot.answers.greeting import stale
from bot.answers.last_asked import remember
from bot.answers.lists.deeds import picture as registrations_picture
from bot.answers.tasks.details import no_plan
from bot.answers.tasks.views import View
from bot.messages import Attachment, Choice, Reply, length
from bot.paging import turning, within
from bot.presses import mark, press
from bot.talk import Answer, Talk, one_line
from bot.understanding.cues import speaks_of, without_cues
from bot.understanding.language.languages import understood_languages
from bot.understanding.language.lexicon import lexicon
from bot.understanding.language.words import split
from bot.understanding.reading import Reading
from bot.understanding.time.finding import period
from bot.words.deadlines import neighbours, period_words
from bot.words.pictures import CAPTION_ROOM, month_words, units_words, year_words
from bot.words.task_lists import short_period_words
from calendar_sync.feeds import ALL, feeds_of, unit_feed
from calendar_sync.subscribing.links import PAGE_PATH
from plans.agenda import Entry, entries, of_unit
from plans.charting import month_tasks, year_tasks
from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR, last_of_month
from plans.model.people import Department, Unit, UnitKind
from plans.periods import Grain, whole
from plans.plain_text import bare
from plans.rights import Action
from plans.schedule import LONG

#: The first word of these buttons.
PICTURE = "picture"
#: A unit's name on a button; units offered on a page.
UNIT_LIMIT, OFFERED = 40, 10
PNG = "image/png"
#: The channel whose readers have the page of calendars beside it.
WEB = "web"


def month_button(talk: Talk, month: date, unit: Unit | None = None) -> Choice:
    """A button that shows the month in which a day lies as a picture, of one unit alone if given."""
    period = period_words(talk.texts, month.replace(day=1), last_of_month(month))
    return _to_month(talk.say("picture.do_month", period=period), month, unit)


def units_button(talk: Talk) -> Choice:
    """A button that shows the progress of the units as a picture."""
    return press(talk.say("picture.do_units"), PICTURE, "units")


def year_button(talk: Talk, year: int) -> Choice:
    """A button that shows a year as a picture."""
    return press(talk.say("picture.do_year", year=year), PICTURE, "year", year)


def press_picture(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A picture by its kind and what it is of ("month:2024-02:<unit>", "units", "year:2024"), or units to choose."""
    kind, of, unit_mark, page = (*words, "", "", "", "")[:4]
    if not entries(talk.tx):
        return (no_plan(talk),)
    if kind == "units":
        return (_units(talk),)
    first = _first_day(of, year=kind == "year")
    unit = next((unit for unit in talk.tx.all(Unit) if mark(unit.id) == unit_mark), None)
    if first is None or len(words) > 4:
        return (stale(talk),)
    if kind == "year":
        return (_year(talk, first.year),)
    if kind == "of":
        return (_choice_of_units(talk, first, page),)
    if kind != "month" or (unit_mark and unit is None):
        return (stale(talk),)
    return (_month(talk, first, unit),)


def asked_picture(talk: Talk, reading: Reading, text: str) -> Answer:
    """The picture that a sentence asks for; nothing where it asks for none, or for one of something else."""
    text = without_cues(text, "picture.cues_other")
    if reading.guard is not None or not speaks_of(text, "picture.cues"):
        return ()
    if not entries(talk.tx):
        return (no_plan(talk),)
    span = _span(talk, reading, text)
    if reading.intent == "progress" or speaks_of(text, "picture.cues_progress"):
        registered = speaks_of(text, "picture.cues_registered") and talk.closed(Action.SEE_REGISTRATIONS) is None
        if registered and talk.plan is not None and talk.sees_all:
            return (registrations_picture(talk, talk.plan),)
        return (_units(talk),)
    alone = not bare(without_cues(text, "picture.cues"))
    if span is None and not alone and not speaks_of(text, "picture.cues_plan"):
        return ()
    start, end = span or (talk.today, talk.today)
    if end - start >= LONG or (span is None and speaks_of(text, "picture.cues_year")):
        return (_year(talk, start.year),)
    return (_month(talk, start.replace(day=1), _unit_meant(talk, reading)),)


def _span(talk: Talk, reading: Reading, text: str) -> tuple[date, date] | None:
    """The period that a sentence names, whatever else it was understood as."""
    start, end = reading.slots.get("start"), reading.slots.get("end")
    if start and end:
        return date.fromisoformat(start), date.fromisoformat(end)
    found = period(split(text), lexicon(understood_languages()), talk.today)
    return (found.span.start, found.span.end) if found is not None and found.span is not None else None


def _unit_meant(talk: Talk, reading: Reading) -> Unit | None:
    """The unit that a question names, if it is one."""
    named = talk.person.unit if reading.own_unit else reading.slots.get("unit")
    return talk.tx.get(Unit, named) if isinstance(named, str) else None


def _first_day(of: str, *, year: bool) -> date | None:
    """The first day of the year "2024" or the month "2024-02" of a button; None for what no button says."""
    try:
        first = date.fromisoformat(f"{of}-01-01" if year else f"{of}-01")
    except ValueError:
        return None
    return first if EARLIEST_YEAR <= first.year <= LATEST_YEAR else None


# ---------------------------------------------------------------- the pictures


def _month(talk: Talk, first: date, unit: Unit | None) -> Reply:
    tasks = month_tasks(_tasks_of(talk, unit), first)
    last = last_of_month(first)
    view = View(first, last, unit)
    remember(talk, view.intent, view.slots, tasks.every)
    # Imported here: the typesetter is large, and most talk needs no picture.
    from bot.papers.month_picture import month_picture

    content = month_picture(talk.tx, talk.texts, talk.today, tasks, unit.name if unit else "", _department(talk))
    heading = talk.say("picture.month_heading", period=period_words(talk.texts, first, last))
    heading = f"{heading} – {one_line(unit.name, 100)}" if unit else heading
    rows = [
        _month_turning(talk, first, unit),
        [press(talk.say("picture.do_list"), "due", *view.words()), year_button(talk, first.year)],
        _unit_row(talk, first, unit),
        _page_row(talk, first, unit),
    ]
    text = month_words(talk.tx, talk.texts, tasks, talk.today, CAPTION_ROOM - length(heading))
    return _with_picture(talk, content, f"lich-thang-{first:%Y-%m}.png", heading, text, rows)


def _year(talk: Talk, year: int) -> Reply:
    tasks = year_tasks(entries(talk.tx), year)
    view = View(date(year, 1, 1), date(year, 12, 31))
    remember(talk, view.intent, view.slots, tasks)
    from bot.papers.year_picture import year_picture

    content = year_picture(talk.texts, talk.today, year, tasks, "", _department(talk))
    heading = talk.say("picture.year_heading", year=year)
    text = year_words(talk.texts, tasks, talk.today, CAPTION_ROOM - length(heading))
    month = talk.today if talk.today.year == year else date(year, 1, 1)
    others = [
        press(
            talk.say(key, period=short_period_words(talk.texts, *whole(Grain.YEAR, date(other, 1, 1)))),
            PICTURE,
            "year",
            other,
        )
        for key, other in (("answer.earlier", year - 1), ("answer.later", year + 1))
        if year_tasks(entries(talk.tx), other)
    ]
    listed = [press(talk.say("picture.do_list"), "due", *view.words()), month_button(talk, month)]
    return _with_picture(talk, content, f"nam-{year}.png", heading, text, [others, listed, [units_button(talk)]])


def _units(talk: Talk) -> Reply:
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    tasks = [entry for entry in entries(talk.tx) if entry.plan.id == plan.id]
    units = talk.tx.all(Unit)
    from bot.papers.units_picture import units_picture

    content = units_picture(talk.texts, talk.today, plan, tasks, units, _department(talk))
    heading = talk.say("picture.units_title", year=plan.year)
    text = units_words(talk.texts, tasks, units, talk.today, CAPTION_ROOM - length(heading))
    rows = [
        [press(talk.say("picture.do_list"), "ask", "progress")],
        [month_button(talk, talk.today), year_button(talk, plan.year)],
    ]
    return _with_picture(talk, content, f"tien-do-don-vi-{plan.year}.png", heading, text, rows)


def _with_picture(
    talk: Talk, content: bytes, name: str, heading: str, text: str, rows: Sequence[Sequence[Choice]]
) -> Reply:
    file = Attachment(name, PNG, content, takes=Action.ASK)
    return replace(talk.reply(text, *rows, heading=heading), attachment=file)


def _tasks_of(talk: Talk, unit: Unit | None) -> tuple[Entry, ...]:
    everything = entries(talk.tx)
    return everything if unit is None else of_unit(everything, unit, talk.tx.all(Unit))


def _department(talk: Talk) -> Department | None:
    return talk.tx.get(Department, "department")


# ---------------------------------------------------------------- buttons


def _to_month(label: str, month: date, unit: Unit | None) -> Choice:
    return press(label, PICTURE, "month", f"{month:%Y-%m}", *([mark(unit.id)] if unit is not None else []))


def _month_turning(talk: Talk, first: date, unit: Unit | None) -> list[Choice]:
    """The months before and after, as far as time is known."""
    earlier, later = neighbours(first, last_of_month(first))
    return [
        _to_month(talk.say(key, period=short_period_words(talk.texts, start, end)), start, unit)
        for key, (start, end) in (("answer.earlier", earlier), ("answer.later", later))
        if EARLIEST_YEAR <= start.year <= LATEST_YEAR
    ]


def _unit_row(talk: Talk, first: date, unit: Unit | None) -> list[Choice]:
    """All units again, or one's own; and a choice of any."""
    own = talk.tx.get(Unit, talk.person.unit)
    row = []
    if unit is not None:
        row.append(_to_month(talk.say("picture.all_units"), first, None))
    elif own is not None and own.kind is not UnitKind.LEADERSHIP:
        row.append(_to_month(talk.say("picture.own_unit", unit=one_line(own.name, UNIT_LIMIT)), first, own))
    return [*row, press(talk.say("picture.choose_unit"), PICTURE, "of", f"{first:%Y-%m}")]


def _page_row(talk: Talk, first: date, unit: Unit | None) -> list[Choice]:
    """On the web, the page of calendars with that month."""
    if talk.incoming.channel != WEB:
        return []
    feed = unit_feed(unit.id) if unit is not None else ALL
    asked = {"feed": feed.id} if feed in feeds_of(talk.tx, talk.person, talk.today) else {}
    page = f"{PAGE_PATH}?{urlencode({**asked, 'month': f'{first:%Y-%m}'})}"
    return [Choice(talk.say("lich.open_page"), url=f"{talk.links.base_url}{page}")]


def _choice_of_units(talk: Talk, first: date, page: str) -> Reply:
    """The units whose month can be looked at."""
    units = [unit for unit in talk.tx.all(Unit) if unit.kind is not UnitKind.EVERY]
    pages = max(1, -(-len(units) // OFFERED))
    at = within(page, pages)
    rows = [
        [_to_month(one_line(unit.name, UNIT_LIMIT), first, unit)] for unit in units[at * OFFERED : (at + 1) * OFFERED]
    ]
    turn = turning(talk, at, pages, PICTURE, "of", f"{first:%Y-%m}", "")
    period = period_words(talk.texts, first, last_of_month(first))
    return talk.reply(
        talk.say("picture.which_unit", period=period),
        *rows,
        turn,
        [_to_month(talk.say("picture.all_units"), first, None)],
    )
