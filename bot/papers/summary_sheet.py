"""The sheet of counts in the workbook of the lists: by unit, and for each award beside what the plan aims at."""

from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from bot.papers.workbook import height_of, print_across, put_text, sheet_name
from bot.words.names import award_name
from locales.catalogue import Texts
from plans.model.people import Unit
from plans.model.plan import Opens, Plan, Target
from plans.plain_text import printable
from plans.registrations.tallies import award_tallies, tallies
from plans.store.port import Facts

_WIDTHS = (46, 15, 15, 15, 15, 15, 46)


@dataclass(frozen=True, slots=True)
class Summary:
    """The rows of both tables."""

    units: tuple[tuple[str, ...], ...]
    awards: tuple[tuple[str, ...], ...]


def summary_of(facts: Facts, plan: Plan, today: date) -> Summary:
    """The counts of the whole department."""
    texts = Texts("vi")
    names = {unit.id: printable(unit.name) for unit in facts.all(Unit)}
    found = tallies(facts, plan, Opens.TITLE, today)
    counts = [(len(each.registered), len(each.declined), len(each.missing)) for each in found]
    units = [
        (names.get(tally.unit, tally.unit), str(sum(row)), *map(str, row))
        for tally, row in zip(found, counts, strict=True)
    ]
    sums = [sum(column) for column in zip(*counts, strict=True)] or [0, 0, 0]
    units.append((texts("paper.summary_total"), str(sum(sums)), *map(str, sums)))
    awards = [
        (
            award_name(texts, each.award),
            texts("paper.collectives_sheet" if each.collective else "paper.individuals_sheet"),
            str(each.registered),
            str(each.reaching),
            "" if each.target is None else str(each.toward),
            "" if each.aimed is None else str(each.aimed),
            _words(each.target),
        )
        for each in award_tallies(facts, plan, today)
    ]
    return Summary(tuple(units), tuple(awards))


def write_summary(book: Workbook, summary: Summary) -> None:
    """Each table on a sheet of its own, so that its heading stands on each of its pages."""
    texts = Texts("vi")
    for table, rows in (("units", summary.units), ("awards", summary.awards)):
        sheet = book.create_sheet(sheet_name(texts(f"paper.summary_{table}_sheet")))
        headings = texts(f"paper.summary_{table}").split(";")
        for place, width in enumerate(_WIDTHS[: len(headings)], 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        for at, row in enumerate((headings, *rows), 1):
            for place, text in enumerate(row, 1):
                figure = 1 < place < len(_WIDTHS)
                style = "Đầu bảng" if at == 1 else "Ô giữa" if figure else "Ô chữ"
                put_text(sheet, at, place, text, style)
            sheet.row_dimensions[at].height = height_of(row, _WIDTHS[: len(row)])
        last = get_column_letter(len(headings))
        print_across(sheet, f"A1:{last}{len(rows) + 1}", "1:1", texts("paper.page"))
        sheet.freeze_panes = "A2"


def _words(target: Target | None) -> str:
    """What the plan says, in its own words."""
    return "" if target is None else printable(target.source.quote or target.subject)
