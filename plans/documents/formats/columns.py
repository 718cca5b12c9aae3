"""Text set in columns without ruling lines: the letterhead, the signature, a table made of white space."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.documents.formats.page import Line, Word
from plans.documents.formats.paragraphs import MARK, cell_text, kept_lines

#: White space this wide (in sizes of type) may part two columns; so much of it must stay free down the column.
GAP = 1.5
FREE = 0.7
#: A line that stands alone with such a space is in columns too: "Nơi nhận:" beside "GIÁM ĐỐC".
ALONE = 4.0
#: Lines further apart (in sizes of type) belong to different things; a name stands further below its office.
NEAR = 2.6
SIGNATURE = 9.0


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines `first` to `last` (excluded) of a page, side by side in columns; `gutters` lie between these."""

    first: int
    last: int
    gutters: tuple[tuple[float, float], ...]


def zones(lines: Sequence[Line], width: float) -> list[Zone]:
    """Where the lines stand in columns."""
    found: list[Zone] = []
    index = 0
    gaps = [_gaps(line) for line in lines]
    while index < len(lines):
        zone = _zone(lines, gaps, index, width) if gaps[index] else None
        if zone is None:
            index += 1
            continue
        first = zone.first
        floor = found[-1].last if found else 0
        while first > floor and _joins_above(lines, zone, first - 1, width):
            first -= 1
        found.append(Zone(first, zone.last, zone.gutters))
        index = zone.last
    return found


def _gaps(line: Line) -> tuple[tuple[float, float], ...]:
    """The wide spaces of a line, but for the one behind a list mark."""
    words, wide = line.words, GAP * line.size
    gaps = []
    for position in range(1, len(words)):
        left, right = words[position - 1].right, words[position].left
        if right - left >= wide:
            gaps.append((position, left, right))
    if len(gaps) == 1 and gaps[0][0] == 1 and MARK.match(words[0].text):
        return ()
    return tuple((left, right) for _, left, right in gaps)


def _zone(
    lines: Sequence[Line], gaps: Sequence[tuple[tuple[float, float], ...]], first: int, width: float
) -> Zone | None:
    gutters = gaps[first]
    last = first + 1
    parted = 1
    loose = 0
    for index in range(first + 1, len(lines)):
        line, above = lines[index], lines[index - 1]
        distance = (line.base - above.base) / line.size
        narrowed = _narrowed(gutters, line)
        if not narrowed:
            if len(gutters) > 1 and not loose and distance < NEAR and line.right - line.left < width / 3:
                loose = 1
                continue
            break
        if distance > (SIGNATURE if line.left > gutters[-1][1] - line.size else NEAR):
            break
        if len(narrowed) < len(gutters) and (len(narrowed) < len(gutters) - 1 or not gaps[index]):
            break
        if gaps[index]:
            parted += 1
            loose = 0
            last = index + 1
        elif _fits(line, gutters, width):
            last = index + 1
        else:
            break
        gutters = narrowed
    wide = max(right - left for left, right in gutters) > ALONE * lines[first].size
    return Zone(first, last, gutters) if parted >= 2 or wide else None


def _narrowed(gutters: tuple[tuple[float, float], ...], line: Line) -> tuple[tuple[float, float], ...]:
    """What of the gutters a line leaves free."""
    kept = []
    for left, right in gutters:
        free = [(left, right)]
        for word in line.words:
            if word.right > left and word.left < right:
                free = [
                    piece
                    for start, end in free
                    for piece in ((start, min(end, word.left)), (max(start, word.right), end))
                    if piece[1] > piece[0]
                ]
        widest = max(free, key=lambda piece: piece[1] - piece[0], default=(0.0, 0.0))
        if widest[1] - widest[0] >= FREE * line.size:
            kept.append(widest)
    return tuple(kept)


def _fits(line: Line, gutters: tuple[tuple[float, float], ...], width: float) -> bool:
    """Whether a line with no wide space stands in one column, and is not the heading in the page's middle."""
    if len(gutters) == 1 and abs((line.left + line.right) / 2 - width / 2) < width * 0.06:
        return False
    return all(line.right <= right or line.left >= left for left, right in gutters)


def _joins_above(lines: Sequence[Line], zone: Zone, index: int, width: float) -> bool:
    """A line above the zone that belongs to one of its columns: "TM. ỦY BAN NHÂN DÂN" above "Nơi nhận:"."""
    line, below = lines[index], lines[index + 1]
    near = (below.base - line.base) / line.size < NEAR
    return (
        near
        and len(_narrowed(zone.gutters, line)) == len(zone.gutters)
        and _fits(line, zone.gutters, width)
        and line.left > zone.gutters[0][0]
    )


def rows(lines: Sequence[Line], zone: Zone, left: float, right: float) -> list[tuple[str, ...]]:
    """The zone as rows of cells: a letterhead is one row, a table has one for each entry of its first column."""
    edges = [left, *((start + end) / 2 for start, end in zone.gutters), right + 1]
    ends = [*(start for start, _ in zone.gutters), right]
    table: list[list[list[Line]]] = []
    split = _many_rows(lines, zone)
    for line in lines[zone.first : zone.last]:
        parts = _parts(line, edges)
        across = sum(1 for part in parts if part) == 1 and len(parts) > 2 and not _narrowed(zone.gutters, line)
        if not table or (split and (parts[0] or across)):
            table.append([[] for _ in ends])
        for cell, part in zip(table[-1], [line.words] if across else parts, strict=False):
            if part:
                cell.append(Line(part, line.page))
    if not split:
        return [tuple(map(kept_lines, row)) for row in table]
    return [tuple(cell_text(cell, end) for cell, end in zip(row, ends, strict=True)) for row in table]


def _parts(line: Line, edges: Sequence[float]) -> list[list[Word]]:
    parts: list[list[Word]] = [[] for _ in edges[1:]]
    for word in line.words:
        middle = (word.left + word.right) / 2
        column = sum(1 for edge in edges[1:-1] if edge <= middle)
        parts[column].append(word)
    return parts


def _many_rows(lines: Sequence[Line], zone: Zone) -> bool:
    """Two columns are rows only when the first one counts or dates them."""
    if len(zone.gutters) > 1:
        return True
    edge = (zone.gutters[0][0] + zone.gutters[0][1]) / 2
    firsts = [line.words[0].text for line in lines[zone.first : zone.last] if line.left < edge]
    counted = sum(1 for first in firsts if first[:1].isdigit())
    return len(firsts) > 1 and counted >= 0.6 * len(firsts)
