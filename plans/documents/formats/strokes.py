"""The ruling lines of a PDF page, as the boxes of what is drawn: strokes, thin boxes, edges of larger ones."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pypdfium2 import raw  # type: ignore[import-untyped]  # it comes without types

#: A border is at most this thick, in points.
THICK = 3.0
#: Drawings with more parts than this are pictures, not tables.
MAX_OBJECTS = 40_000
MAX_SEGMENTS = 4_000
#: Forms within forms: LibreOffice and Word nest none, stamping programs two.
MAX_DEPTH = 4

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def boxes(page: Any) -> Iterator[Box]:
    """(left, bottom, right, top) of everything on the page that may be a ruling line."""
    left = [MAX_OBJECTS]
    for index in range(min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        yield from _drawn(raw.FPDFPage_GetObject(page, index), _UPRIGHT, MAX_DEPTH, left)


def _drawn(thing: Any, placed: Matrix, depth: int, left: list[int]) -> Iterator[Box]:
    left[0] -= 1
    kind = raw.FPDFPageObj_GetType(thing)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth:
        inner = _after(_matrix(thing), placed)
        for index in range(raw.FPDFFormObj_CountObjects(thing)):
            if left[0] <= 0:
                return
            yield from _drawn(raw.FPDFFormObj_GetObject(thing, index), inner, depth - 1, left)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        bounds = tuple(ctypes.c_float() for _ in range(4))
        if not raw.FPDFPageObj_GetBounds(thing, *bounds):
            return
        low, bottom, high, top = (bound.value for bound in bounds)
        box = _spanned([_moved(low, bottom, placed), _moved(high, top, placed)])
        if _thin(box):
            yield box
        elif raw.FPDFPath_CountSegments(thing) <= MAX_SEGMENTS:
            yield from _parts(thing, _after(_matrix(thing), placed))


def _parts(path: Any, placed: Matrix) -> Iterator[Box]:
    """The thin parts of a path of several, and the straight edges of the others when they are stroked."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield from _edges(points, bool(stroke.value))
            points = []
        points.append(_moved(x.value, y.value, placed))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    yield from _edges(points, bool(stroke.value))


def _edges(points: list[tuple[float, float]], stroked: bool) -> Iterator[Box]:
    if len(points) < 2:
        return
    whole = _spanned(points)
    if _thin(whole):
        yield whole
    elif stroked:
        for one, other in pairwise(points):
            edge = _spanned([one, other])
            if _thin(edge):
                yield edge


def _thin(box: Box) -> bool:
    return box[2] - box[0] <= THICK or box[3] - box[1] <= THICK


def _spanned(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(thing: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, matrix):
        return _UPRIGHT
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _after(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(x: float, y: float, placed: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = placed
    return a * x + c * y + e, b * x + d * y + f
