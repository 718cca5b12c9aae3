"""Files of persons (.csv, .xlsx, .xls, .ods) as plain rows of texts; what the columns mean is found by `tables`.

`read_grids(data, name)` gives every sheet that is shown as a `Grid`, or one `Problem` that says what to do. Merged
cells all hold their text, formulas hold the value last computed, dates are 29/02/2024, numbers have no ".0", texts are
NFC; texts in the fonts of before Unicode (TCVN3, VNI) are made into today's letters.
"""

from plans.documents.csv_grids import csv_grids
from plans.documents.formats import office
from plans.documents.formats.registry import recognised
from plans.documents.workbook_grids import workbook_grids
from plans.model.person_lists import Grid
from plans.problems import Problem


def read_grids(data: bytes, name: str) -> tuple[Grid, ...] | Problem:
    """The sheets of a file that say anything, in their order; or what to do before it can be read.

    Only the problem of a formula without a value has a row (and its sheet): it stands in the way of the whole.
    """
    found = recognised(data, name)
    if isinstance(found, Problem):
        return Problem("file.no_list") if found.code == "document.format_unknown" else found
    if found.name == "text":
        return csv_grids(data)
    if found.name == "office" and office.kind(data) in office.TABLES:
        converted = office.as_new(data)
        return converted if isinstance(converted, Problem) else workbook_grids(converted)
    if found.name == "xlsx":
        return workbook_grids(data)
    return Problem("file.no_list")


def is_table_file(data: bytes, name: str) -> bool:
    """Whether a file is of a sort that `read_grids` takes."""
    found = recognised(data, name)
    if isinstance(found, Problem):
        return False
    return found.name in {"text", "xlsx"} or (found.name == "office" and office.kind(data) in office.TABLES)
