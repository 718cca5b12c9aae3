"""What may be a stamp of secrecy in a workbook beside its rows: titles of sheets, headers, footers and text boxes."""

import re
from collections.abc import Iterable, Iterator

from plans.documents.formats.archive import Archive
from plans.documents.formats.blocks import MAY_BE_STAMP, clean
from plans.documents.formats.office_xml import Element, parsed

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
#: The left, middle and right part of a header begin so; other codes are fonts, colours, page numbers and days.
_PART = re.compile(r"&[LCR]")
_CODE = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-F]{6}|\d{2}[+-]\d{3})|\d{1,3}|[A-Z])', re.IGNORECASE)
_DRAWINGS = re.compile(r"xl/drawings/[^/]+\.xml")
_MOST = 50


def stamps(title: str, sheet: Element) -> list[str]:
    """What the title, the headers and the footers of a sheet say of it."""
    return _likely((title, *_headers(sheet)))


def stamps_in_boxes(archive: Archive) -> list[str]:
    """What text boxes say of it."""
    return _likely(_boxes(archive))


def _likely(said: Iterable[str]) -> list[str]:
    return [text for text in map(clean, said) if MAY_BE_STAMP.fullmatch(text)]


def _headers(sheet: Element) -> Iterator[str]:
    for header in sheet.iterfind(f"{_S}headerFooter/*"):
        for part in _PART.split(header.text or ""):
            yield from _CODE.sub("", part.replace("&&", " ")).splitlines()


def _boxes(archive: Archive) -> Iterator[str]:
    for name in sorted(filter(_DRAWINGS.fullmatch, archive.names))[:_MOST]:
        for paragraph in parsed(archive.part(name) or b"").iter(f"{_A}p"):
            yield "".join(run.text or "" for run in paragraph.iter(f"{_A}t"))
