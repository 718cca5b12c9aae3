"""Pictures where people would rather look: a month as a calendar, the units' progress, a year as a line."""

from datetime import date

from bot.answers.greeting import stale
from bot.messages import Choice
from bot.presses import mark, press
from bot.talk import Answer, Talk
from bot.words.deadlines import period_words
from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR, last_of_month
from plans.model.people import Unit

#: The first word of these buttons.
PICTURE = "picture"


def month_button(talk: Talk, month: date, unit: Unit | None = None) -> Choice:
    """A button that shows the month in which a day lies as a picture, of one unit alone if given."""
    words = [mark(unit.id)] if unit is not None else []
    return press(talk.say("picture.do_month", month=f"{month:%m/%Y}"), PICTURE, "month", f"{month:%Y-%m}", *words)


def units_button(talk: Talk) -> Choice:
    """A button that shows the progress of the units as a picture."""
    return press(talk.say("picture.do_units"), PICTURE, "units")


def year_button(talk: Talk, year: int) -> Choice:
    """A button that shows a year as a picture."""
    return press(talk.say("picture.do_year", year=year), PICTURE, "year", year)


def press_picture(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A picture by its kind and what it is of."""
    kind, of, *_ = (*words, "", "")
    if kind == "units":
        year = talk.today.year
        return (talk.reply(talk.say("picture.do_units"), [year_button(talk, year)]),)
    try:
        first = date.fromisoformat(f"{of}-01" if kind == "month" else f"{of}-01-01")
    except ValueError:
        return (stale(talk),)
    if not EARLIEST_YEAR <= first.year <= LATEST_YEAR:
        return (stale(talk),)
    last = last_of_month(first) if kind == "month" else first.replace(month=12, day=31)
    as_list = press(talk.say("picture.do_list"), "due", first, last)
    return (talk.reply(period_words(talk.texts, first, last), [as_list]),)
