"""Words that give away what a sentence is about."""

from bot.understanding.cues import names_any, speaks_of, yes_or_no


def test_a_cue_is_found_whatever_its_case_diacritics_and_signs() -> None:
    assert speaks_of("Cám ơn, Đôn Đốc!", "chat.cues_thanks")
    assert speaks_of("cam on", "chat.cues_thanks")


def test_the_cues_of_every_language_count() -> None:
    assert speaks_of("an emulation flag", "dialogue.cues_collective")
    assert speaks_of("cờ thi đua", "dialogue.cues_collective")


def test_a_name_counts_only_as_whole_words() -> None:
    assert names_any("đăng ký GK.", ["GK"])
    assert not names_any("đăng ký GKX", ["GK"])


def test_a_man_called_hung_is_no_hero() -> None:
    assert not speaks_of("anh Hùng đăng ký lao động tiên tiến", "dialogue.cues_beyond")


def test_a_yes_or_no_is_told_in_any_language_and_spelling() -> None:
    assert {yes_or_no(text) for text in ("Có", "dong y!", "yes", "vâng")} == {True}
    assert {yes_or_no(text) for text in ("KHÔNG", "thôi.", "no", "chưa")} == {False}
    assert yes_or_no("không đăng ký") is None
