"""How people go on from their last question, as data of each language."""

import tomllib

import pytest

from bot.understanding.context import LAST, context
from bot.understanding.language.languages import understood_languages
from bot.understanding.language.words import split
from locales.catalogue import ROOT


def test_every_language_we_understand_has_all_the_lists() -> None:
    files = {}
    for language in understood_languages():
        with (ROOT / language / "understanding" / "context.toml").open("rb") as text:
            files[language] = tomllib.load(text)
    names = [
        {name: sorted(value) if isinstance(value, dict) else "" for name, value in file.items()}
        for file in files.values()
    ]
    assert all(each == names[0] for each in names)
    for file in files.values():
        assert {*file["places"]} == {LAST, *map(str, range(1, 11))}


@pytest.mark.parametrize(
    ("text", "cue"), [("còn tháng sau", "opens"), ("con thang sau", "opens"), ("what about next month", "opens")]
)
def test_a_phrase_is_found_with_and_without_accents(text: str, cue: str) -> None:
    assert cue in {match.value for match in context().cues.all(split(text)) if match.start == 0}


def test_accents_tell_words_apart_where_there_are_any() -> None:
    assert not [match for match in context().cues.all(split("con tháng này")) if match.value == "opens"]
