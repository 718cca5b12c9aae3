"""Tables drawn with ruling lines: from lines that cross to cells, merged ones among them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from plans.documents.formats.page import Rule, Word

#: Lines nearer than this to one another are one border (a column so narrow holds no letter).
COLUMN = 8.0
ROW = 4.5
#: How far a line may end from the one it should meet.
REACH = 4.0
#: More cells than this is a drawing, not a table.
MAX_CELLS = 20_000


@dataclass(slots=True)
class Area:
    """A cell: the columns and rows of the grid that it covers (ends excluded) and the words inside."""

    left: int
    top: int
    right: int
    bottom: int
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table: where its columns and rows begin and end, and which area each crossing of the two belongs to."""

    xs: list[float]
    ys: list[float]
    at: dict[tuple[int, int], Area]

    def areas(self) -> list[Area]:
        return list({id(area): area for area in self.at.values()}.values())


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that the lines draw, from top to bottom; a frame around one text is none."""
    found = []
    for group in _connected(rules):
        uprights = [rule for rule in group if rule.upright]
        levels = [rule for rule in group if not rule.upright]
        if not uprights or len(levels) < 2:
            continue
        xs = _places([rule.at for rule in uprights] + _open_sides(uprights, levels), COLUMN)
        ys = _places([rule.at for rule in levels], ROW)
        cells = (len(xs) - 1) * (len(ys) - 1)
        if len(xs) < 2 or len(ys) < 2 or not 2 <= cells <= MAX_CELLS:
            continue
        grid = Grid(xs, ys, _areas(xs, ys, uprights, levels))
        if len(grid.areas()) > 1:
            found.append(grid)
    return sorted(found, key=lambda grid: grid.ys[0])


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The lines in groups that cross or touch one another."""
    uprights = sorted((rule for rule in rules if rule.upright), key=lambda rule: rule.at)
    levels = sorted((rule for rule in rules if not rule.upright), key=lambda rule: rule.at)
    parent = list(range(len(uprights) + len(levels)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, upright in enumerate(uprights):
        for j, level in enumerate(levels, len(uprights)):
            if level.at > upright.end + REACH:
                break
            if (
                level.at >= upright.start - REACH
                and level.start - REACH <= upright.at <= level.end + REACH
                and root(i) != root(j)
            ):
                parent[root(i)] = root(j)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate([*uprights, *levels]):
        groups.setdefault(root(index), []).append(rule)
    return list(groups.values())


def _open_sides(uprights: list[Rule], levels: list[Rule]) -> list[float]:
    """The sides of a table that is drawn without its outer borders."""
    left, right = min(rule.start for rule in levels), max(rule.end for rule in levels)
    sides = []
    if left < min(rule.at for rule in uprights) - COLUMN:
        sides.append(left)
    if right > max(rule.at for rule in uprights) + COLUMN:
        sides.append(right)
    return sides


def _places(values: list[float], near: float) -> list[float]:
    """Where borders stand, each once."""
    places: list[list[float]] = []
    for value in sorted(values):
        if places and value - places[-1][0] <= near:
            places[-1].append(value)
        else:
            places.append([value])
    return [sum(place) / len(place) for place in places]


def _areas(xs: list[float], ys: list[float], uprights: list[Rule], levels: list[Rule]) -> dict[tuple[int, int], Area]:
    columns, rows = len(xs) - 1, len(ys) - 1
    beside = _walls(xs, ys, uprights, COLUMN)
    under = _walls(ys, xs, levels, ROW)
    at: dict[tuple[int, int], Area] = {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) in at:
                continue
            right, bottom = column + 1, row + 1
            while right < columns and (right, row) not in beside and (row, right) not in at:
                right += 1
            while bottom < rows and not any((bottom, place) in under for place in range(column, right)):
                if any((bottom, place) in at for place in range(column, right)):
                    break
                bottom += 1
            area = Area(column, row, right, bottom)
            at.update({(y, x): area for y in range(row, bottom) for x in range(column, right)})
    return at


def _walls(places: list[float], across: list[float], rules: list[Rule], near: float) -> set[tuple[int, int]]:
    """Which borders are drawn: (place, between which two of the others)."""
    drawn = set()
    for rule in rules:
        place = min(range(len(places)), key=lambda index: abs(places[index] - rule.at))
        if abs(places[place] - rule.at) > near:
            continue
        for index in range(len(across) - 1):
            middle = (across[index] + across[index + 1]) / 2
            if rule.start <= middle <= rule.end:
                drawn.add((place, index))
    return drawn


def fill(grid: Grid, words: Sequence[Word]) -> list[Word]:
    """Put the words that stand in the table into its cells; what is left stands outside."""
    outside = []
    xs, ys = grid.xs, grid.ys
    for word in words:
        x, y = (word.left + word.right) / 2, word.middle
        if xs[0] - 2 <= x <= xs[-1] + 2 and ys[0] - 2 <= y <= ys[-1] + 2:
            column = max(0, sum(1 for place in xs if place <= x) - 1)
            row = max(0, sum(1 for place in ys if place <= y) - 1)
            grid.at[min(row, len(ys) - 2), min(column, len(xs) - 2)].words.append(word)
        else:
            outside.append(word)
    return outside
