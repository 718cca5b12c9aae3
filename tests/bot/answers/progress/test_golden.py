"""Whole answers about progress as four people read them, in both languages.

``python -m tests.bot.answers.progress.test_golden`` writes the texts anew; whoever does reads them before keeping them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.answers.progress.year import NOW, READERS, a_year
from tests.bot.chatting import Chat

GOLDEN = Path(__file__).parent / "golden"
#: Who writes what, or (in brackets) presses what.
TALKS = {
    "vi": (
        (
            "leader",
            "/tiendo",
            "[Theo đơn vị",
            "[1. ",
            "[Theo đơn vị",
            "[Trang sau",
            "[Tiến độ chung",
            "[Theo danh hiệu",
        ),
        ("leader", "/tiendo tỷ lệ đăng ký lao động tiên tiến", "/tiendo bao nhiêu việc xong đúng hạn"),
        ("office", "/tiendo bao nhiêu người đăng ký rồi", "/tiendo có mấy sáng kiến rồi", "/tiendo vp có mấy cstđcs"),
        ("office", "/tiendo bao nhiêu việc đang chờ xác nhận", "/tiendo bao nhiêu việc chưa ấn định ngày"),
        ("head", "/tiendo", "[Theo danh hiệu", "/tiendo số người đăng ký", "/tiendo phòng tôi", "/tiendo excel"),
        ("staff", "/tiendo", "[Theo danh hiệu", "/tiendo bao nhiêu người đăng ký cstđcs", "/tiendo excel"),
        ("staff", "/tiendo có mấy sáng kiến rồi", "/tiendo nhiệm vụ", "/tiendo văn phòng"),
    ),
    "en": (
        ("leader", "/progress", "[By unit", "[1. ", "[Overall progress", "[By title", "[Download"),
        ("leader", "/progress which unit has the most open tasks", "/progress the office"),
        ("leader", "/progress how many have registered for CSTĐCS", "/progress how many tasks were done on time"),
        ("office", "/progress how many have registered", "/progress how many innovations"),
        ("head", "/progress", "[By title"),
        ("staff", "/progress", "/progress registrations"),
    ),
}


def read(language: str) -> Iterator[str]:
    """Every answer with its buttons and files."""
    store = a_year(language)
    chats = {reader: Chat(store, person, now=NOW) for reader, person in READERS.items()}
    for reader, *steps in TALKS[language]:
        chat = chats[reader]
        for step in steps:
            yield from chat.told(reader, step)


@pytest.mark.parametrize("language", sorted(TALKS))
def test_the_answers_are_as_they_were_read_and_kept(language: str) -> None:
    assert "\n".join(read(language)) == (GOLDEN / f"{language}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in TALKS:
        (GOLDEN / f"{each}.txt").write_text("\n".join(read(each)), encoding="utf-8")
