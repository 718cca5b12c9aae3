import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.language.words import TEXT_LIMIT, split, typed_with_telex, typed_with_vni, word


def test_accents_stand_beside_the_folded_word() -> None:
    plain, june, barred = split("sau sáu đến")
    assert (plain.letters, june.letters, barred.letters) == ("sau", "sau", "den")
    assert plain.accents == ""
    assert june.accents
    assert barred.accents


def test_bare_words_of_a_text_without_accents_may_have_any() -> None:
    assert {each.accents for each in split("thang sau co gi")} == {None}


def test_the_place_of_a_tone_mark_does_not_matter() -> None:
    assert split("hoà")[0].accents == split("hòa")[0].accents


@given(st.text(max_size=80))
def test_decomposed_letters_give_the_same_words(text: str) -> None:
    assert split(unicodedata.normalize("NFD", text)) == split(unicodedata.normalize("NFC", text))


def test_dates_stay_whole_and_control_characters_go() -> None:
    assert [each.text for each in split("Tr\u200bước 15/6/2024, Q3!")] == ["trước", "15/6/2024", "q3"]


def test_a_long_text_is_cut() -> None:
    assert len(split("a " * 5000)) <= TEXT_LIMIT


@pytest.mark.parametrize(
    ("typed", "meant"), [("thangs", "tháng"), ("vieecj", "việc"), ("ddeens", "đến"), ("gif", "gì")]
)
def test_telex_keystrokes_give_their_word(typed: str, meant: str) -> None:
    made, wanted = word(typed_with_telex(typed)), word(meant)
    assert (made.letters, made.accents) == (wanted.letters, wanted.accents)


@pytest.mark.parametrize(
    ("typed", "meant"), [("tha1ng", "tháng"), ("vie6c5", "việc"), ("d9e6n1", "đến"), ("gi2", "gì")]
)
def test_vni_keystrokes_give_their_word(typed: str, meant: str) -> None:
    made, wanted = word(typed_with_vni(typed)), word(meant)
    assert (made.letters, made.accents) == (wanted.letters, wanted.accents)


def test_letters_that_only_look_like_ours_are_read_as_ours_beside_ours() -> None:
    assert [each.text for each in split("тháng nàу сó gì")] == ["tháng", "này", "có", "gì"]
    assert [each.text for each in split("что в этом месяце")] == ["что", "в", "этом", "месяце"]
