"""A made paper as a workbook."""

import datetime
from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from tests.gold.made.markup import Item, Landscape, T, grid, plain


def as_xlsx(
    items: Iterable[Item],
    *,
    further: dict[str, Sequence[Sequence[object]]] | None = None,
) -> bytes:
    """The paper as a workbook: paragraphs in rows merged over the width, days as real dates; `further` sheets."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Kế hoạch"
    kept = [item for item in items if not isinstance(item, Landscape)]
    width = max(len(item.widths) for item in kept if isinstance(item, T))
    thin = Side(style="thin")
    at = 1
    for item in kept:
        if not isinstance(item, T):
            text = item if isinstance(item, str) else plain(item)
            sheet.cell(at, 1, text).font = Font(bold=True)
            sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=width)
            at += 1
            continue
        for cells in grid(item):
            for column, cell in cells:
                if cell.covered:
                    continue
                made = sheet.cell(at, column + 1, cell.value)
                made.alignment = Alignment(wrap_text=True)
                made.border = Border(left=thin, right=thin, top=thin, bottom=thin)
                if isinstance(cell.value, datetime.date):
                    made.number_format = "dd/mm/yyyy"
                if cell.span > 1 or cell.down > 1:
                    sheet.merge_cells(
                        start_row=at, start_column=column + 1, end_row=at + cell.down - 1, end_column=column + cell.span
                    )
            at += 1
    for name, rows in (further or {}).items():
        other = book.create_sheet(name)
        for row in rows:
            other.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()
