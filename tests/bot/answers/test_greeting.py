"""Hello, help and the command menu."""

import re

import pytest

from bot.answers.greeting import menu
from bot.questions import COMMANDS
from plans.model.people import Role
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, LEADER, OFFICE_HEAD, STAFF


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_command_of_the_menu_is_known_and_fits_telegram(language: str) -> None:
    for role in Role:
        for command, description in menu(frozenset({role}), language):
            assert re.fullmatch(r"[a-z0-9_]{1,32}", command)
            assert 1 <= len(description) <= 256
            assert command in COMMANDS or command in {"ngonngu", "language"}


def test_the_menu_depends_on_the_role() -> None:
    assert "chuadangky" not in dict(menu(STAFF.roles, "vi"))
    assert "chuadangky" in dict(menu(LEADER.roles, "vi"))
    for command in ("kehoach", "themviec"):
        assert command in dict(menu(OFFICE_HEAD.roles, "vi"))
        assert command not in dict(menu(LEADER.roles, "vi"))
        assert command not in dict(menu(STAFF.roles, "vi"))


def test_people_are_addressed_as_the_roster_says() -> None:
    assert "Xin chào chị Hoa." in Chat(a_store(), OFFICE_HEAD.id).say("/start")
    assert "Xin chào anh/chị Lan." in Chat(a_store(), STAFF.id).say("/start")


def test_demo_data_is_marked() -> None:
    assert "hư cấu" in Chat(a_store(), STAFF.id).say("/start")


def test_help_shows_what_the_role_can_ask() -> None:
    assert "ai chưa đăng ký" not in Chat(a_store(), STAFF.id).say("/help")
    assert "ai chưa đăng ký" in Chat(a_store(), HEAD.id).say("/help")
    assert "/kehoach" not in Chat(a_store(), HEAD.id).say("/help")
    assert "/kehoach" in Chat(a_store(), OFFICE_HEAD.id).say("/help")


def test_the_bot_is_called_by_its_name_and_never_em() -> None:
    for person in (STAFF, HEAD, LEADER, OFFICE_HEAD):
        chat = Chat(a_store(), person.id)
        for text in ("/start", "/help", "cảm ơn nhé", "thời tiết hôm nay thế nào"):
            words = re.findall(r"\w+", chat.say(text).casefold())
            assert not {"em", "mình"} & set(words), text
            assert "tôi" not in words or text == "/help", "only in a sentence that people may say"
