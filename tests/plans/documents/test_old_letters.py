"""Texts of old fonts are told by their words, and only then changed."""

import pytest

from plans.documents.old_letters import modern, modern_texts
from tests.plans.documents.old_fonts import WORDS


@pytest.mark.parametrize("font", [0, 1], ids=["TCVN3", "VNI"])
def test_words_of_an_old_font_come_out_in_unicode(font: int) -> None:
    made = modern_texts(old[font] for old in WORDS.values())
    assert callable(made)
    assert [made(old[font]) for old in WORDS.values()] == list(WORDS)


def test_unicode_stays_as_it_is() -> None:
    assert modern_texts(WORDS) is None
    assert modern_texts(["Hà", "Lê", "Phó phòng", "Rơ Châm H'Linh", "lan@so.example", "0901 234 567"]) is None


def test_other_languages_of_europe_are_no_old_font() -> None:
    assert modern_texts(["Müller", "Böhm", "Groß", "Jürgen", "Köln", "Straße"]) is None


def test_in_a_mixed_file_what_is_unicode_stays() -> None:
    made = modern_texts([*(old[0] for old in WORDS.values()), "Nguyễn Văn Hùng"])
    assert callable(made)
    assert made("Nguyễn Văn Hùng") == "Nguyễn Văn Hùng"


def test_what_no_table_makes_into_words_gives_an_example() -> None:
    assert modern_texts(["N¹x®q", "k¦w·z", "¶¬r§t", "B®¸¹k", "g¨¨¦f"]) == "N¹x®q"


def test_a_known_font_needs_no_guess() -> None:
    assert (modern("Së Néi vô", ".VnTimeH"), modern("Së", "Arial")) == ("SỞ NỘI VỤ", "Së")
