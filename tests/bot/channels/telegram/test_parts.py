"""Replies become messages that Telegram accepts, whatever people have put into their names."""

from hypothesis import given
from hypothesis import strategies as st
from telegram import ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.channels.telegram.parts import MOST_PARTS, parts, split
from bot.messages import COVERED, TEXT_LIMIT, Choice, Reply, length

ANY_TEXT = st.text(st.characters(), max_size=300)


def test_a_heading_is_bold_and_counted_in_utf_16_length() -> None:
    (part,) = parts(Reply("thân bài", heading="📌 Việc đến hạn"))
    assert part.text == "📌 Việc đến hạn\nthân bài"
    assert part.bold == length("📌 Việc đến hạn") == len("📌 Việc đến hạn") + 1


def test_a_text_without_heading_has_no_entities() -> None:
    (part,) = parts(Reply("<b>thường</b>"))
    assert part.entities is None


def test_an_empty_reply_is_no_message() -> None:
    assert parts(Reply(" \n\u0000")) == ()


def test_buttons_stand_under_the_last_message_only() -> None:
    shown = parts(Reply("dòng\n" * 2000, choices=((Choice("Xong", action="done"),),)))
    assert len(shown) > 1
    assert [part.keyboard is not None for part in shown] == [False] * (len(shown) - 1) + [True]


def test_links_telegram_allows_no_button_for_are_written_out() -> None:
    here = Choice("Trang này", url="http://127.0.0.1:8765/x")
    calendar = Choice("Mở lịch", url="webcal://lich.example.vn/a.ics")
    site = Choice("Trang", url="https://dondoc.example.vn/")
    (part,) = parts(Reply("Lịch", choices=((calendar, here), (site,))))
    assert part.text == "Lịch\nMở lịch: webcal://lich.example.vn/a.ics\nTrang này: http://127.0.0.1:8765/x"
    assert part.keyboard is not None
    assert [[button.text for button in row] for row in part.keyboard.inline_keyboard] == [["Trang"]]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400), st.integers(2, 60))
def test_no_piece_is_longer_than_the_limit_and_no_character_is_halved(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert len(pieces) <= MOST_PARTS
    for piece in pieces:
        assert 0 < length(piece) <= limit
        piece.encode()


@given(st.text("abc đ\n📌", max_size=300))
def test_splitting_loses_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(split(text, 150)).split()) == "".join(text.split())


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_becomes_sendable_messages(text: str, heading: str) -> None:
    for part in parts(Reply(text, heading=heading)):
        part.text.encode()
        assert 0 < length(part.text) <= TEXT_LIMIT
        assert part.bold <= length(part.text)


def test_the_longest_message_stays_one() -> None:
    assert split("Đ" * TEXT_LIMIT) == ("Đ" * TEXT_LIMIT,)
    assert len(split("📌" * TEXT_LIMIT)) == 2


def test_a_button_that_asks_for_a_number_takes_the_keyboards_place_until_it_is_taken_away() -> None:
    (asking,) = parts(Reply("Xin chào", choices=((Choice("Gửi số", asks_phone=True),),)))
    assert asking.keyboard is None
    assert isinstance(asking.asking, ReplyKeyboardMarkup)
    ((button,),) = asking.asking.keyboard
    assert (button.text, button.request_contact) == ("Gửi số", True)
    (done,) = parts(Reply("Đã nối", no_more_phone=True))
    assert isinstance(done.asking, ReplyKeyboardRemove)


def test_what_is_shown_once_is_shown() -> None:
    (part,) = parts(Reply(f"Mật khẩu: {COVERED}", once="abcd-efgh-jkmn-pqrs"))
    assert part.text == "Mật khẩu: abcd-efgh-jkmn-pqrs"
