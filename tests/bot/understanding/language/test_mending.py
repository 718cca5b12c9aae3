import pytest

from bot.understanding.language.lexicon import Syllables, lexicon
from bot.understanding.language.mending import mended
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
