"""Lists as a paper (.docx), each beginning on a page of its own with its own head and pages counted from one."""

from collections.abc import Sequence
from datetime import datetime

from bot.papers.letter import NUMBER_SIZE, Letter
from bot.papers.list_paper import LIST_SIZE, ListPaper, by_unit


def letter_of(papers: Sequence[ListPaper], now: datetime) -> bytes:
    """The file. `now` gives the year of the open date and stands in the file's properties."""
    letter = Letter("; ".join(paper.about for paper in papers), now, landscape=True)
    for place, paper in enumerate(papers):
        if place:
            letter.next_paper()
        _write(letter, paper)
    return letter.content()


def _write(letter: Letter, paper: ListPaper) -> None:
    letter.head(paper.agency, paper.superior)
    letter.title(paper.kind, paper.about, paper.note)
    if paper.rows:
        letter.table(paper.columns, paper.rows, size=LIST_SIZE, total=paper.total)
    if paper.remark:
        letter.paragraph(paper.remark, size=NUMBER_SIZE, italic=True)
    for part in paper.parts:
        letter.paragraph(f"{by_unit(part.members)}.", lead=f"{part.heading}:", size=NUMBER_SIZE, ragged=True)
    letter.paragraph(paper.closing, size=NUMBER_SIZE, keep=True)
    letter.end(paper.recipients, paper.signature)
