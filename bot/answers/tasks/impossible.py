"""A date that does not exist: said to be so and never shifted, with the nearest that do exist behind buttons."""

import re
from datetime import date, timedelta

from bot.answers.tasks.views import View
from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Talk, one_line
from bot.understanding.reading import Vocabulary
from bot.understanding.understand import understand
from bot.words.deadlines import dated, period_words
from locales.catalogue import Texts, languages
from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR, last_of_month
from plans.periods import Grain, whole
from plans.plain_text import bare, capitalized

A_DAY = timedelta(days=1)


def invalid_date(talk: Talk, written: str) -> Reply:
    """Says that there is no such date, and offers the nearest."""
    near = nearest(written, talk.today) or (whole(Grain.MONTH, talk.today),)
    text = talk.say("answer.invalid_date", date=one_line(written))
    return talk.reply(text, [_press(talk, *period) for period in near])


def nearest(written: str, today: date) -> tuple[tuple[date, date], ...]:
    """The last real day, month or quarter before what was written and the first after it; () where that is unclear."""
    numbers = [int(each) for each in re.findall(r"\d+", written)][:4]
    years = [number for number in numbers if EARLIEST_YEAR < number < LATEST_YEAR]
    year = years[0] if years else today.year
    small = [number for number in numbers if number not in years]
    if len(small) >= 2:
        day, month = (small[1], small[0]) if numbers[0] in years else (small[0], small[1])
        return _around(last_of_month(date(year, month, 1)), day) if 1 <= month <= 12 else ()
    return (_of_a_month(written, small[0], today) or _of_a_year(written, year)) if small else ()


def _of_a_month(written: str, day: int, today: date) -> tuple[tuple[date, date], ...]:
    """The days around one that a month named by its word does not have: "30 tháng hai", "31 April"."""
    said = understand(re.sub(r"\d+", " ", written, count=1), today, Vocabulary()).slots
    if not said.get("start"):
        return ()
    start, end = date.fromisoformat(said["start"]), date.fromisoformat(said["end"])
    return _around(end, day) if (start, end) == whole(Grain.MONTH, start) else ()


def _around(last: date, day: int) -> tuple[tuple[date, date], ...]:
    """The last day of a month and the first of the next."""
    return ((last, last), (last + A_DAY, last + A_DAY)) if day > last.day else ()


def _of_a_year(written: str, year: int) -> tuple[tuple[date, date], ...]:
    """The last month or quarter of a year and the first of the next, for "tháng 13", "quý 5"."""
    said = bare(written).split()
    for grain in (Grain.QUARTER, Grain.MONTH):
        if any(bare(Texts(language)(f"answer.noun_{grain}")) in said for language in languages()):
            return whole(grain, date(year, 12, 31)), whole(grain, date(year + 1, 1, 1))
    return ()


def _press(talk: Talk, start: date, end: date) -> Choice:
    label = dated(talk.texts, start) if start == end else period_words(talk.texts, start, end)
    return press(capitalized(label), "due", *View(start, end).words())
