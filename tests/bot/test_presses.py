"""Action strings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presses import action, press, words_of


def test_an_action_is_a_verb_and_its_words() -> None:
    assert press("Tháng sau", "due", "2024-03-01").action == "due:2024-03-01"
    assert words_of("due:2024-03-01:2024-03-31") == ("due", ("2024-03-01", "2024-03-31"))


def test_an_action_longer_than_a_button_carries_is_a_bug() -> None:
    with pytest.raises(ValueError, match="cannot carry"):
        action("due", "đ" * 31)


@given(st.text())
def test_whatever_a_stranger_sends_is_only_words(text: str) -> None:
    verb, words = words_of(text)
    assert ":".join((verb, *words)) == text
