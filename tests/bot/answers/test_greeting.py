"""Hello, help and the command menu."""

import re

import pytest

from bot.answers.greeting import COMMANDS as LISTED
from bot.answers.greeting import menu, menu_of
from bot.questions.commands import COMMANDS
from plans.model.people import Person
from plans.rights import may_somewhere
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, LEADER, OFFICE_HEAD, PEOPLE, STAFF, TODAY, UNITS


def commands_of(person: Person, language: str = "vi") -> dict[str, str]:
    """What a person finds in the menu."""
    return dict(menu_of(COMMANDS, language, person, TODAY, UNITS))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_every_command_of_the_menu_is_known_and_fits_telegram(person: Person, language: str) -> None:
    for command, description in commands_of(person, language).items():
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command)
        assert 1 <= len(description) <= 256
        assert command in COMMANDS


def test_the_menu_shows_what_is_open_to_a_person() -> None:
    for command in ("kehoach", "themviec"):
        assert command in commands_of(OFFICE_HEAD)
        assert command not in commands_of(LEADER)
        assert command not in commands_of(STAFF)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_the_menu_offers_nothing_that_is_refused_at_the_door_and_nothing_less(person: Person) -> None:
    shown = commands_of(person)
    for _, command, _ in LISTED:
        assert (command in shown) is may_somewhere(COMMANDS[command].action, person, TODAY, UNITS)


def test_whoever_is_unknown_yet_finds_what_everybody_may_do() -> None:
    assert dict(menu(COMMANDS, "vi")) == commands_of(STAFF)


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
