"""Stamps of secrecy that a PDF bears beside its text: as notes laid upon a page, or as pictures and scans of it."""

import ctypes
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # it comes without types
from pypdfium2 import raw

from plans.documents.formats import scan
from plans.documents.formats.stamps import HEAD, bears_stamp, is_stamp

#: Where stamps have been laid upon a page, more are found on the first pages than anywhere.
_PAGES, _NOTES = 20, 200
_LONGEST = 200
#: The width in dots of the page that is looked at, and the least size in points of a picture that may be a stamp.
_WIDTH, _WIDE, _HIGH = 1654, 20.0, 8.0
_LAID_ON = (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WATERMARK)


def is_stamped(data: bytes, document: pypdfium2.PdfDocument) -> bool:
    """Whether a stamp is laid upon one of the first pages, or is seen on a picture at the head of the first."""
    noted = [number for number in range(min(len(document), _PAGES)) if _notes(document, number)]
    if any(is_stamp(note) for number in noted for note in _notes(document, number)):
        return True
    if noted and _drawn(data, noted):
        return True
    if not (0 in noted or _pictured(document)) or scan.missing():
        return False
    page = document[0]
    try:
        picture = page.render(scale=min(_WIDTH / max(page.get_width(), 1), 4.0)).to_pil()
    finally:
        page.close()
    return bears_stamp(picture, scan.program() or "")


def _notes(document: pypdfium2.PdfDocument, number: int) -> list[str]:
    """What is laid upon a page says, "" where only its drawing does."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    try:
        return list(_said(page))
    finally:
        page.close()


def _said(page: pypdfium2.PdfPage) -> Iterator[str]:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _NOTES)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            if raw.FPDFAnnot_GetSubtype(note) in _LAID_ON:
                yield _string(note, b"Contents")
        finally:
            raw.FPDFPage_CloseAnnot(note)


def _string(note: object, key: bytes) -> str:
    buffer = (ctypes.c_ushort * _LONGEST)()
    size = raw.FPDFAnnot_GetStringValue(note, key, buffer, 2 * _LONGEST)
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "replace") if size <= 2 * _LONGEST else ""


def _drawn(data: bytes, noted: list[int]) -> bool:
    """Whether the drawings of what is laid upon these pages say so; a copy is taken in which they are text."""
    copy = pypdfium2.PdfDocument(data)
    try:
        for number in noted:
            page = copy[number]
            before = _lines(page)
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = copy[number]
            after = _lines(page)
            page.close()
            if any(is_stamp(line) for line in after if line not in before):
                return True
    finally:
        copy.close()
    return False


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    text = page.get_textpage()
    try:
        return [str(line).strip() for line in text.get_text_bounded().splitlines()]
    finally:
        text.close()


def _pictured(document: pypdfium2.PdfDocument) -> bool:
    """Whether a picture stands at the head of the first page."""
    try:
        page = document[0]
    except pypdfium2.PdfiumError:
        return False
    try:
        _, bottom, _, top = page.get_bbox()
        least = top - (top - bottom) * HEAD
        if page.get_rotation():
            least = bottom
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
            left, lower, right, upper = thing.get_bounds()
            if upper > least and right - left >= _WIDE and upper - lower >= _HIGH:
                return True
    finally:
        page.close()
    return False
