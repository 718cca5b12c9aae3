"""How a period is named where it stands alone: in an answer's heading, and where it says what was understood."""

from datetime import date

from bot.words.deadlines import period_words
from bot.words.task_lists import days_words
from locales.catalogue import Texts
from plans.deadlines import last_of_month


def named_period(texts: Texts, start: date, end: date) -> str:
    """A period by its name, with its days where the name does not tell them: "tháng 2/2024 (01–29/02)"."""
    name = period_words(texts, start, end)
    whole = start.day == 1 and end == last_of_month(end)
    if not whole or texts.day(end) in name:
        return name
    return texts("answer.period_with_days", period=name, days=days_words(start, end))
