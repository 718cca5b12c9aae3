"""Lengths, and how people are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import TEXT_LIMIT, Reply, length
from bot.talk import Voice, fitted, given_name, one_line, within_limits
from locales.catalogue import Texts
from tests.builders import OFFICE_HEAD, STAFF, a_person

VI = Texts("vi")


@given(st.text(), st.text(max_size=100))
def test_a_message_never_exceeds_a_channels_limit(text: str, heading: str) -> None:
    reply = within_limits(Reply(text * 40, heading))
    assert length(reply.text) + length(heading) + 1 <= TEXT_LIMIT


@given(st.lists(st.text(max_size=200), max_size=80))
def test_lines_that_do_not_fit_are_counted(lines: list[str]) -> None:
    text = fitted(VI, lines, room=500)
    if sum(length(line) + 1 for line in lines) <= 500:
        assert text == "\n".join(lines)
    else:
        assert length(text) <= 500 + 40


def test_a_name_is_one_line_of_bounded_length() -> None:
    assert one_line("Lan\r\n\tHương") == "Lan Hương"
    assert len(one_line("ơ" * 500)) == 60
    assert given_name(a_person("x", "  ")) == "x"


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("Họp", 10, "Họp"),
        ("Báo cáo sơ kết, 6 tháng", 16, "Báo cáo sơ kết…"),
        ("W" * 20, 10, "W" * 9 + "…"),
        ("một\nhai", 20, "một hai"),
    ],
)
def test_a_title_is_cut_behind_a_word(text: str, limit: int, shown: str) -> None:
    assert one_line(text, limit) == shown


def test_people_are_spoken_to_by_their_form_of_address() -> None:
    assert (Voice(VI, OFFICE_HEAD).you, Voice(VI, STAFF).you) == ("chị Hoa", "anh/chị")
    assert Voice(Texts("en"), OFFICE_HEAD).you == "you"
