"""The lists of a plan as one file, as a person or a command asks for it."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from bot.papers.list_letter import letter_of
from bot.papers.list_paper import list_paper
from bot.papers.summary_sheet import summary_of, write_summary
from bot.papers.workbook import workbook_of
from plans.registrations.answer_lists import AnswerList
from plans.store.port import Facts
from plans.working_days import day_in_hanoi


def file_of(form: str, facts: Facts, lists: Iterable[AnswerList], now: datetime) -> bytes:
    """The file of these lists; a workbook ("xlsx") of the whole department's also has the counts."""
    found = tuple(lists)
    papers = [list_paper(facts, each) for each in found]
    if form == "docx":
        return letter_of(papers, now)
    whole = next((each.plan for each in found if each.unit is None), None)
    if whole is None:
        return workbook_of(papers, now)
    summary = summary_of(facts, whole, day_in_hanoi(now))
    return workbook_of(papers, now, partial(write_summary, summary=summary))
