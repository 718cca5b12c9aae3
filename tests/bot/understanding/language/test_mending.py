import pytest

from bot.understanding.language.lexicon import Syllables, lexicon
from bot.understanding.language.mending import mended, pairs_of
from bot.understanding.language.words import split


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("thangs sau", "thang sau"),
        ("tha1ng", "thang"),
        ("thangnay cogi", "thang nay co gi"),
        ("thnag", "thang"),
        ("15/6 t6 q3", "15/6 t6 q3"),
        ("xin chào", "xin chao"),
        ("qzxwv", "qzxwv"),
    ],
)
def test_unreadable_words_are_made_readable_and_others_left(text: str, letters: str) -> None:
    lexis = lexicon(("vi",))
    words = mended(split(text), lexis.known, lexis.spellings, lexis.syllables)
    assert " ".join(each.letters for each in words) == letters


def test_of_several_words_one_slip_away_every_process_takes_the_same() -> None:
    known = frozenset(f"thon{letter}" for letter in "bcdefghiklm")
    (found,) = mended(split("thonz"), known, known, Syllables())
    assert found.letters == "thonb"


def test_accents_that_no_word_has_are_not_held_against_it() -> None:
    lexis = lexicon(("vi",))
    assert mended(split("nhiêm"), lexis.known, lexis.spellings, lexis.syllables)[0].accents is None


def test_a_text_half_typed_with_accents_holds_its_bare_words_to_nothing() -> None:
    lexis = lexicon(("vi",))
    half, whole = (
        mended(split(text), lexis.known, lexis.spellings, lexis.syllables)
        for text in ("tháng này có viec sau đó", "tháng này có việc sau đó")
    )
    assert [each.accents for each in half if each.letters == "sau"] == [None]
    assert [each.accents for each in whole if each.letters == "sau"] == [""]


def test_a_chain_of_tiny_pieces_is_rather_a_slip() -> None:
    known = {"subscribe", "su", "bc", "ri", "be"}
    assert [each.letters for each in mended(split("subcribe"), known, frozenset(known), Syllables())] == ["subscribe"]


@pytest.mark.parametrize(
    ("text", "letters"),
    [("sáng kến", "sang kien"), ("sag kien", "sang kien"), ("kến", "ken"), ("dang kến", "dang ken")],
)
def test_a_short_word_is_mended_by_the_word_beside_it_and_by_no_other(text: str, letters: str) -> None:
    lexis = lexicon(("vi",))
    pairs = pairs_of({("sang", "kien"), ("dang", "ky")})
    known = {"sang", "kien", "dang", "ky"}
    words = mended(split(text), known, lexis.spellings, lexis.syllables, pairs)
    assert " ".join(each.letters for each in words) == letters


def test_two_letters_and_a_number_are_taken_apart_where_a_name_has_them_side_by_side() -> None:
    lexis = lexicon(("vi",))
    taken, left = (
        mended(split("ct30"), {"ct"}, lexis.spellings, lexis.syllables, pairs_of(pairs))
        for pairs in ({("ct", "30")}, {("ct", "4")})
    )
    assert [each.letters for each in taken] == ["ct", "30"]
    assert [each.letters for each in left] == ["ct30"]
