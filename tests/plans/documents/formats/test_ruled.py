"""Tables from ruling lines: grids, merged cells, sloppy borders; drawings that are no tables."""

from hypothesis import given
from hypothesis import strategies as st

from plans.documents.formats.page import Rule, Word
from plans.documents.formats.ruled import fill, grids


def level(at: float, start: float, end: float) -> Rule:
    return Rule(False, at, start, end)


def upright(at: float, start: float, end: float) -> Rule:
    return Rule(True, at, start, end)


def test_a_full_grid_has_its_columns_and_rows() -> None:
    rules = [*(level(y, 0, 300) for y in (0, 20, 40)), *(upright(x, 0, 40) for x in (0, 100, 300))]
    (grid,) = grids(rules)
    assert (grid.xs, grid.ys, len(grid.areas())) == ([0, 100, 300], [0, 20, 40], 4)


def test_borders_drawn_twice_or_a_little_off_are_one() -> None:
    rules = [
        *(level(y, 0, 300) for y in (0, 1, 20, 21.5, 40)),
        *(upright(x, 0, 40) for x in (0, 100, 102, 300)),
    ]
    (grid,) = grids(rules)
    assert (len(grid.xs), len(grid.ys)) == (3, 3)


def test_a_table_may_lack_its_outer_sides() -> None:
    rules = [*(level(y, 0, 300) for y in (0, 20, 40)), upright(100, 0, 40)]
    (grid,) = grids(rules)
    assert len(grid.xs) == 3


def test_a_frame_an_underline_and_lines_apart_are_no_tables() -> None:
    frame = [level(0, 0, 300), level(40, 0, 300), upright(0, 0, 40), upright(300, 0, 40)]
    assert grids(frame) == []
    assert grids([level(100, 50, 200)]) == []
    assert grids([level(0, 0, 50), level(20, 0, 50), upright(100, 200, 300)]) == []


def test_two_tables_on_a_page_stay_apart() -> None:
    def table(top: float) -> list[Rule]:
        return [
            *(level(top + y, 0, 300) for y in (0, 20)),
            *(upright(x, top, top + 20) for x in (0, 100, 300)),
        ]

    assert [grid.ys[0] for grid in grids([*table(200), *table(0)])] == [0, 200]


def test_words_go_to_the_cell_they_stand_in() -> None:
    rules = [*(level(y, 0, 300) for y in (0, 20, 40)), *(upright(x, 0, 40) for x in (0, 100, 300))]
    (grid,) = grids(rules)
    outside = fill(grid, [Word("TT", 5, 20, 15, 12), Word("một", 105, 130, 35, 12), Word("ngoài", 5, 40, 90, 12)])
    assert [word.text for word in outside] == ["ngoài"]
    assert [word.text for word in grid.at[0, 0].words] == ["TT"]
    assert [word.text for word in grid.at[1, 1].words] == ["một"]


@given(
    st.lists(
        st.builds(Rule, st.booleans(), st.floats(-50, 900), st.floats(-50, 900), st.floats(-50, 900)),
        max_size=40,
    )
)
def test_any_lines_give_areas_that_cover_the_grid_once(rules: list[Rule]) -> None:
    for grid in grids([rule._replace(start=min(rule[2:]), end=max(rule[2:])) for rule in rules]):
        cells = [
            (row, column)
            for area in grid.areas()
            for row in range(area.top, area.bottom)
            for column in range(area.left, area.right)
        ]
        assert sorted(cells) == sorted(grid.at)
        assert len(cells) == len(set(cells)) == (len(grid.xs) - 1) * (len(grid.ys) - 1)
