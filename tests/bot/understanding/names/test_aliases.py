"""Whether a name that the office wants to give would be understood."""

import pytest

from bot.understanding.names.aliases import is_common, name_refusal
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.understand import understand
from plans.model.asking import Alias, Called
from plans.problems import Problem
from tests.bot.chatting import a_store
from tests.builders import INDUSTRY, NOW, OFFICE, TODAY


@pytest.mark.parametrize(
    "text", ["báo cáo", "việc", "tháng này", "6 tháng", "đăng ký", "của tôi", "hạn", "mốc", "what is due"]
)
def test_words_that_everybody_says_about_anything_name_nothing(text: str) -> None:
    assert is_common(text)
    wrong = name_refusal(vocabulary_of(a_store()), Called.TASK, "bc_so_ket", text)
    assert wrong == Problem("asking.name_common", {"name": text})


@pytest.mark.parametrize("text", ["bc vàng", "sổ vàng", "nhà máy", "cđ", "phòng máy", "big one"])
def test_words_of_an_office_of_its_own_do(text: str) -> None:
    assert name_refusal(vocabulary_of(a_store()), Called.TASK, "bc_so_ket", text) is None


@pytest.mark.parametrize("text", ["", "x", "?!", "2", "12/3", "đ"])
def test_a_sign_or_a_number_is_too_short(text: str) -> None:
    wrong = name_refusal(vocabulary_of(a_store()), Called.TASK, "bc_so_ket", text)
    assert wrong == Problem("asking.name_too_short", {"name": text})


@pytest.mark.parametrize("text", ["ＶＰ", "vр"])
def test_letters_that_only_look_like_others_make_no_name_of_another_thing(text: str) -> None:
    wrong = name_refusal(vocabulary_of(a_store()), Called.UNIT, INDUSTRY.id, text)
    assert wrong is not None
    assert wrong.code == "asking.name_clashes"


@pytest.mark.parametrize("text", ["dạ", "đá"])
def test_what_is_a_common_word_without_its_accents_names_nothing(text: str) -> None:
    wrong = name_refusal(vocabulary_of(a_store()), Called.UNIT, INDUSTRY.id, text)
    assert wrong == Problem("asking.name_common", {"name": text})


def test_a_name_that_another_thing_has_already_is_refused_with_whose_it_is() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(Alias(Called.UNIT, OFFICE.id, "nhà bếp", "van", NOW))
    known = vocabulary_of(store)
    clash = {"name": "NHA BEP", "owner": "Văn phòng"}
    assert name_refusal(known, Called.TASK, "bc_so_ket", "NHA BEP") == Problem("asking.name_clashes", clash)
    assert name_refusal(known, Called.UNIT, OFFICE.id, "NHA BEP") == Problem("asking.name_known", clash)
    title = name_refusal(known, Called.UNIT, INDUSTRY.id, "chiến sĩ thi đua cơ sở")
    assert title is not None
    assert title.code == "asking.name_clashes"


def test_a_sentence_with_a_name_that_has_been_given_is_understood_at_once() -> None:
    store = a_store()
    asked = "khi nào chốt sổ vàng"
    assert understand(asked, TODAY, vocabulary_of(store)).slots.get("topic") is None
    with store.transaction() as tx:
        tx.put(Alias(Called.TASK, "bc_so_ket", "sổ vàng", "van", NOW))
        found = understand(asked, TODAY, vocabulary_of(tx))
    assert (found.intent, found.slots) == ("deadline_of", {"topic": "bc_so_ket"})
