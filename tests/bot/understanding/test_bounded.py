"""No text costs more than a bounded number of steps, however it was made up: counted in calls, not by the clock."""

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.understand import understand
from tests.bot.understanding.vocabulary import dev_vocabulary

TODAY = date(2024, 6, 10)
LONGEST = 4096
#: An ordinary question takes about 2,000 calls; a call costs well under a microsecond.
LIMIT = 60_000
TIME_WORDS = [
    *[
        "tháng",
        "quý",
        "năm",
        "tuần",
        "ngày",
        "6",
        "15",
        "15/6",
        "1-15",
        "t6",
        "q3",
        "trước",
        "sau",
        "đến",
        "từ",
        "cuối",
    ],
    *[
        "đầu",
        "này",
        "tới",
        "nửa",
        "và",
        "trong",
        "thứ hai",
        "hai",
        "tu",
        "toi",
        "nam",
        "nay",
        "-",
        "III",
        "2024",
        "của",
    ],
    *["next", "last", "first", "of", "month", "the", "by", "until", "between", "and", "now", "June", "15th", "week"],
]
DICE = random.Random(7)  # noqa: S311 - texts, not secrets
TEXTS = {
    "time words": " ".join(DICE.choices(TIME_WORDS, k=1200)),
    "nested ranges": "từ ngày 15 tháng 6 đến " * 200,
    "one word": "từ " * 1400,
    "numbers in words": "hai mươi mốt " * 320,
    "dates without spaces": "15/6-" * 820,
    "digits": "1" * LONGEST,
    "digits and dashes": "1-" * 2048,
    "lists of quarters": "quý I II III IV " * 256,
    "cues with gaps": "quên bỏ qua không chúc in ra hướng dẫn " * 105,
    "gaps that never close": "không đừng chưa khỏi " * 200,
    "unknown words": " ".join("".join(DICE.choices("bcdfghklmnpqrstvxyz", k=9)) for _ in range(400)),
    "words without spaces": "baocaosoketthangnaycogi" * 178,
    "names": "báo cáo sơ kết đăng ký sáng kiến thi đua hội đồng " * 82,
    "combining marks": "a" + "\u0301" * (LONGEST - 1),
    "letters that become many": "\ufdfa" * LONGEST,
    "markup": "<b>" * 1365,
    "telex": "thasngs nafy ddeens " * 204,
    "pictures": "🙂" * LONGEST,
}


class Steps:
    """How many calls were made."""

    def __init__(self) -> None:
        self.count = 0

    def take(self, _frame: FrameType, event: str, _argument: object) -> None:
        self.count += event in {"call", "c_call"}


@contextmanager
def counted() -> Iterator[Steps]:
    steps = Steps()
    before = sys.getprofile()
    sys.setprofile(steps.take)
    try:
        yield steps
    finally:
        sys.setprofile(before)


def steps_for(text: str) -> int:
    understand(text, TODAY, dev_vocabulary())  # what is read and kept once does not count
    with counted() as steps:
        understand(text, TODAY, dev_vocabulary())
    return steps.count


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_text_made_to_be_slow_takes_few_steps_and_a_longer_one_no_more(text: str) -> None:
    steps = steps_for(text[:LONGEST])
    assert steps < LIMIT
    assert steps_for(text * 3) <= 1.2 * steps + 100


@given(st.lists(st.sampled_from([*TIME_WORDS, "không", "bỏ qua", "ai", "đăng ký"]), max_size=160).map(" ".join))
@settings(max_examples=25, deadline=None)
def test_words_in_any_order_take_few_steps(text: str) -> None:
    assert steps_for(text) < LIMIT
