"""Hours as people type them."""

from datetime import time

import pytest

from bot.dialogues.typed_hour import read_hour
from plans.problems import Problem


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("7h30", time(7, 30)),
        ("7H30", time(7, 30)),
        ("7g30", time(7, 30)),
        ("7 giờ 30", time(7, 30)),
        ("7 gio 30 phut", time(7, 30)),
        ("lúc 7 giờ rưỡi", time(7, 30)),
        ("7:30", time(7, 30)),
        ("07.30", time(7, 30)),
        ("0730", time(7, 30)),
        ("8", time(8)),
        ("8h", time(8)),
        ("8 giờ sáng", time(8)),
        ("2 giờ chiều", time(14)),
        ("14h", time(14)),
        ("2:15 pm", time(14, 15)),
        ("12 giờ trưa", time(12)),
        ("8 am", time(8)),
        ("23:59", time(23, 59)),
        ("lúc 8 giờ sáng ạ", time(8)),
        ("cho tôi 9h nhé", time(9)),
        ("xin nhắc vào lúc 7h30", time(7, 30)),
        ("1 giờ trưa", time(13)),
        ("11 giờ trưa", time(11)),
    ],
)
def test_an_hour_is_read_however_it_is_typed(text: str, hour: time) -> None:
    assert read_hour(text) == hour


@pytest.mark.parametrize("text", ["25:00", "24h", "7h60", "99", "2500"])
def test_an_hour_that_no_day_has_is_called_so(text: str) -> None:
    assert read_hour(text) == Problem("nhac.hour_impossible", {"text": text})


@pytest.mark.parametrize("text", ["", "sáng sớm", "7h30 8h", "730", "-7", "7/8", "bảy giờ", "７：３０ nhé", "1" * 500])
def test_other_words_are_no_hour(text: str) -> None:
    read = read_hour(text)
    assert isinstance(read, Problem)
    assert read.code == "nhac.hour_not_understood"
