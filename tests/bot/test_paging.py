"""Long answers in pages: nothing is lost, nothing is divided, no page is empty."""

from hypothesis import given
from hypothesis import strategies as st

from bot.messages import length
from bot.paging import pages_of, within


@given(st.lists(st.text(max_size=30)), st.integers(1, 60))
def test_every_line_stands_on_one_page_in_its_order(lines: list[str], room: int) -> None:
    pages = pages_of(lines, room)
    assert [line for page in pages for line in page] == lines
    assert all(page for page in pages) or not lines
    assert all(sum(length(line) + 1 for line in page) <= room for page in pages if len(page) > 1)


def test_an_old_or_made_up_page_is_the_nearest_there_is() -> None:
    assert [within(page, 3) for page in ("0", "2", "3", "99999999", "", "x", "-1", "²")] == [0, 2, 2, 2, 0, 0, 0, 0]
