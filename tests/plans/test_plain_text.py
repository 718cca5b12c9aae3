"""Texts made fit to be kept, and folded to be compared."""

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from plans.plain_text import folded, printable


@given(st.text())
def test_a_printable_text_is_stable_one_line_and_fit_for_storing(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert "\n" not in shown
    shown.encode()


def test_names_are_folded_as_people_compare_them() -> None:
    assert folded("  ĐỖ  Thị Vân ") == "do thi van"
    assert folded(normalize("NFD", "Nguyễn Văn Đức")) == "nguyen van duc"
