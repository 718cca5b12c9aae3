from collections.abc import Set
from datetime import date

import pytest

from bot.understanding.language.languages import languages_of
from bot.understanding.language.lexicon import lexicon
from bot.understanding.language.words import split
from bot.understanding.names.naming import naming
from bot.understanding.question import Question
from tests.bot.understanding.vocabulary import dev_vocabulary

TODAY = date(2024, 6, 10)


def evidence(text: str) -> Set[str]:
    words = split(text)
    languages = languages_of(words)
    return Question(words, lexicon(languages), naming(dev_vocabulary(), languages), TODAY).evidence()


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("tôi không đồng ý đăng ký", True),
        ("we have not registered", True),
        ("em đăng ký chưa", False),
        ("năm nay không bận nữa nên tôi đăng ký", False),
    ],
)
def test_a_no_shortly_before_a_deed_negates_it(text: str, negated: bool) -> None:
    assert ("@negated" in evidence(text)) is negated


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("báo cáo sơ kết xong chưa vậy em", True),
        ("did we send the report", True),
        ("báo cáo sơ kết xong rồi em", False),
        ("cho em đăng ký được không", False),
    ],
)
def test_a_question_is_known_by_its_first_word_or_its_last(text: str, asks: bool) -> None:
    assert ("@asks" in evidence(text)) is asks


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("tháng này có gì", set()),
        ("tháng này ca sĩ có gì", {"@rest", "@much_rest"}),
        ("what does the pope do", {"@rest"}),
    ],
)
def test_words_that_nothing_explains_are_counted(text: str, flags: set[str]) -> None:
    assert evidence(text) & {"@rest", "@much_rest"} == flags


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Sở Tài chính tuần này làm gì", True),
        ("tuần này gửi gì cho Sở Tài chính", False),
    ],
)
def test_an_agency_that_something_goes_to_is_not_asked_about(text: str, foreign: bool) -> None:
    assert ("agency" in evidence(text)) is foreign


def test_words_that_only_name_the_task_are_not_foreign() -> None:
    assert "near_domain" in evidence("quy định là gì")
    assert "elsewhere" not in evidence("họp hội đồng sáng kiến khi nào")
