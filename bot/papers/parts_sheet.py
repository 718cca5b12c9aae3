"""The checklist of a task's parts as a workbook: unit by unit what is in, since when, recorded by whom."""

from datetime import datetime

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from bot.papers.workbook import height_of, print_across, put_text, sheet_name, workbook_of
from bot.words.deadlines import deadline_words
from bot.words.names import person_name
from bot.words.parts import as_deadline
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.duties.collecting import Row, checklist
from plans.duties.parts import internal_date
from plans.plain_text import printable
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

_WIDTHS = (6, 46, 14, 22, 28, 46)
_HEADS, _TITLE = 2, 1


def parts_file(facts: Facts, entry: Entry, now: datetime) -> bytes:
    """The file, in Vietnamese as all papers of the office; the same for the same `now`."""
    texts = Texts("vi")
    rows = checklist(facts, entry, day_in_hanoi(now))
    about = printable(texts("part.sheet_title", title=entry.task.title))
    found = internal_date(facts, entry.plan.id, entry.task.id)
    dated = "" if found is None else deadline_words(texts, as_deadline(found))
    sent = sum(row.part is not None for row in rows)
    counted = texts("part.sheet_counted", deadline=dated or "–", sent=sent, all=len(rows))

    def write(book: Workbook) -> None:
        sheet = book.create_sheet(sheet_name(texts("part.sheet")))
        headings = texts("part.sheet_heads").split(";")
        table = [headings, *(_cells(facts, texts, number, row) for number, row in enumerate(rows, 1))]
        for place, width in enumerate(_WIDTHS, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        put_text(sheet, _TITLE, 1, f"{about}. {counted}", "Lời dẫn")
        for at, cells in enumerate(table, _HEADS):
            for place, text in enumerate(cells, 1):
                put_text(sheet, at, place, text, "Đầu bảng" if at == _HEADS else "Ô chữ")
            sheet.row_dimensions[at].height = height_of(cells, _WIDTHS)
        last = get_column_letter(len(_WIDTHS))
        sheet.merge_cells(f"A{_TITLE}:{last}{_TITLE}")
        sheet.row_dimensions[_TITLE].height = height_of([f"{about}. {counted}"], [sum(_WIDTHS)])
        print_across(sheet, f"A1:{last}{len(rows) + _HEADS}", f"{_HEADS}:{_HEADS}", texts("paper.page"))
        sheet.freeze_panes = f"A{_HEADS + 1}"

    return workbook_of((), now, write)


def _cells(facts: Facts, texts: Texts, number: int, row: Row) -> list[str]:
    name = printable(row.unit.name)
    if row.part is None:
        asked = texts.joined([person_name(facts, id) for id in row.asked])
        return [
            str(number),
            name,
            texts("part.sheet_open"),
            "",
            "",
            texts("part.sheet_asked", names=asked) if asked else "",
        ]
    evidence = row.part.evidence
    shown = "; ".join(printable(text) for text in (evidence.note, evidence.link) if text)
    moment, who = texts.moment(row.part.done_at), person_name(facts, row.part.done_by)
    return [str(number), name, texts("part.sheet_sent"), moment, who, shown]
