"""The workbook in which an office writes down registrations to import: everybody's name, and titles to choose from."""

from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from bot.papers.package import settled
from bot.papers.workbook import STYLES, height_of, named_style, print_across, put_text, sheet_name
from bot.words.names import award_name
from locales.catalogue import Texts
from plans.catalogue.titles import Field, Subject, in_force_on, offered
from plans.model.people import Unit
from plans.model.plan import Plan
from plans.registrations.answer_lists import people_in_order
from plans.registrations.tallies import departments
from plans.store.port import Facts

_COLUMNS = (
    *(("ordinal", 6), ("code", 18), ("name", 34), ("position", 26), ("unit", 34), ("title", 30)),
    *(("commendations", 34), ("commitments", 40), ("reason", 28)),
)

#: Of the columns that are filled in already, in units of a column's width.
_WIDTHS = tuple(width for _, width in _COLUMNS[1:5])


def registration_sheet(facts: Facts, plan: Plan, today: date, now: datetime) -> bytes:
    """A sheet of people and one of departments, to fill in and import; rows left blank are passed over."""
    texts = Texts("vi")
    units = {unit.id: unit.name for unit in facts.all(Unit)}
    people = [person for person in people_in_order(facts) if person.is_here(today)]
    persons = [(person.id, person.name, person.position, units.get(person.unit, person.unit)) for person in people]
    collectives = [(unit.id, unit.name, "", "") for unit in departments(facts)]
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in ("Ô chữ", "Ô giữa", "Đầu bảng"):
        book.add_named_style(named_style(name, *STYLES[name]))
    for kind, subject, rows in (
        ("individuals", Subject.INDIVIDUAL, persons),
        ("collectives", Subject.COLLECTIVE, collectives),
    ):
        sheet = book.create_sheet(sheet_name(texts(f"paper.{kind}_sheet")))
        for place, (column, width) in enumerate(_COLUMNS, 1):
            named = "collective" if column == "name" and subject is Subject.COLLECTIVE else column
            put_text(sheet, 1, place, texts(f"paper.column_{named}"), "Đầu bảng")
            sheet.column_dimensions["ABCDEFGHI"[place - 1]].width = width
        for at, row in enumerate(rows, 2):
            for place, text in enumerate((str(at - 1), *row, "", "", "", ""), 1):
                put_text(sheet, at, place, text, "Ô giữa" if place == 1 else "Ô chữ")
            sheet.row_dimensions[at].height = height_of(row, _WIDTHS)
        titles = [award for award in offered(Field.TITLE, subject, in_force_on(plan)) if award.usual]
        choice = DataValidation(
            type="list",
            formula1='"' + ",".join(award_name(texts, award.id) for award in titles) + '"',
            allow_blank=True,
            showErrorMessage=False,
        )
        choice.add(f"F2:F{max(2, len(rows) + 1)}")
        sheet.add_data_validation(choice)
        sheet.freeze_panes = "D2"
        print_across(sheet, f"A1:I{len(rows) + 1}", "1:1", texts("paper.page"))
    book.properties.creator = ""
    book.properties.created = now.replace(tzinfo=None)
    out = BytesIO()
    book.save(out)
    return settled(out.getvalue(), now)
