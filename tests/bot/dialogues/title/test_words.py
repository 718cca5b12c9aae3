"""What people say when they ask for a title."""

import pytest

from bot.dialogues.title.words import is_collective, meant, parts_of
from plans.catalogue.titles import award


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("giấy khen, bằng khen bộ", ["giấy khen", "bằng khen bộ"]),
        ("giấy khen và bằng khen bộ", ["giấy khen", "bằng khen bộ"]),
        ("giay khen va bang khen bo;", ["giay khen", "bang khen bo"]),
        ("director's certificate and BK tỉnh", ["director's certificate", "BK tỉnh"]),
        (", ;", []),
    ],
)
def test_several_names_of_one_message_are_told_apart(text: str, parts: list[str]) -> None:
    assert [part.strip() for part in parts_of(text)] == parts


def test_a_commendation_is_the_units_only_when_that_is_said() -> None:
    certificate = award("giay_khen")
    assert not is_collective(certificate, "đăng ký giấy khen")
    assert is_collective(certificate, "đăng ký giấy khen cho tập thể")


def test_a_personal_title_is_never_the_units() -> None:
    assert not is_collective(award("ldtt"), "tôi đăng ký lao động tiên tiến, còn tập thể thì sau")


def test_a_usual_title_is_not_taken_for_one_near_in_sound() -> None:
    assert meant("ldtt", "đăng ký lao động tiên tiến") == award("ldtt")
    assert meant("ldtt", "đăng ký anh hùng lao động") is None
