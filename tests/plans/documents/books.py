"""Workbooks as clerks make them, for tests."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def a_book(
    *sheets: Sequence[Sequence[Any]], titles: Sequence[str] = (), then: Callable[[Any], None] | None = None
) -> bytes:
    """A workbook with these rows on its sheets; `then` may do more to the first."""
    book = Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        sheet.title = titles[number] if number < len(titles) else f"Sheet{number + 1}"
        for row in rows:
            sheet.append(list(row))
    if then is not None:
        then(book.worksheets[0])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
