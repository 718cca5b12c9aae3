from datetime import date

import pytest

from bot.understanding.reading import Reading
from bot.understanding.understand import understand
from bot.understanding.understood import understood
from locales.catalogue import Texts
from tests.bot.understanding.scoring import samples
from tests.bot.understanding.vocabulary import dev_vocabulary

TODAY = date(2024, 2, 20)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tháng này có gì", "Tháng 2/2024 (01–29/02)"),
        ("quý II có việc gì", "Quý II/2024 (01/04–30/06)"),
        ("hôm nay có gì", "Ngày 20/02/2024 (thứ Ba)"),
        ("tuần sau có gì", "Tuần từ 26/02/2024 đến 03/03/2024"),
        ("năm nay có việc gì", "Năm 2024 (01/01–31/12)"),
        ("30/2 có việc gì", "“30/2” không có trong lịch"),
        ("có gì sắp đến hạn", "Việc sắp đến hạn"),
        ("tháng này công đoàn có việc gì", "Việc của Công đoàn: tháng 2/2024 (01–29/02)"),
        ("đăng ký giấy khen của giám đốc sở", "Đăng ký: Giấy khen của Giám đốc Sở"),
    ],
)
def test_one_sentence_says_what_was_understood(text: str, said: str) -> None:
    reading = understand(text, TODAY, dev_vocabulary())
    assert understood(reading, dev_vocabulary(), Texts("vi")) == said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reading_can_be_said(language: str) -> None:
    texts = Texts(language)
    for question in samples():
        for reading in question.accepted:
            assert understood(reading, dev_vocabulary(), texts)
    assert understood(Reading("mark_done"), dev_vocabulary(), texts)
