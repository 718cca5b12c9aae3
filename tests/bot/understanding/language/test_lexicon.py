import pytest

from bot.understanding.language.languages import understood_languages
from bot.understanding.language.lexicon import lexicon, words_of


@pytest.mark.parametrize("language", understood_languages())
def test_every_language_has_words_for_cues_and_times(language: str) -> None:
    assert len(words_of(language)) > 300


def test_syllables_of_the_language_are_told_from_keystrokes() -> None:
    syllables = lexicon(("vi",)).syllables
    assert all(syllables.has(letters) for letters in ("thang", "nghieng", "quy", "an", "giao", "truong"))
    assert not any(syllables.has(letters) for letters in ("thangs", "vieecj", "thnag", "qz"))
