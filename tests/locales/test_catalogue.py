"""The catalogues are complete, and say the same things in every language."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from locales.catalogue import ROOT, Texts, languages

#: Click's own sentences are keyed by their English text.
KEYED_BY_ENGLISH = "click"


def catalogue(path: Path) -> Catalog:
    """One parsed catalogue."""
    with path.open("rb") as text:
        return read_po(text, abort_invalid=True)


def domains(language: str) -> dict[str, Catalog]:
    """The catalogues of a language by name."""
    return {path.stem: catalogue(path) for path in sorted((ROOT / language / "LC_MESSAGES").glob("*.po"))}


ALL = {language: domains(language) for language in languages()}


def texts(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    """Key → its text, or its plural forms."""
    found = {}
    for message in catalogue:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return found


#: What `Voice.say` has at hand for every text.
FORMS_OF_ADDRESS = {"you", "You", "called"}


def placeholders(text: str) -> set[str]:
    """The names between braces that every language has to say; a form of address is a matter of each language."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None} - FORMS_OF_ADDRESS


def test_both_languages_are_there_and_vietnamese_comes_first() -> None:
    assert languages()[:2] == ("vi", "en")


@pytest.mark.parametrize("domain", sorted(ALL["vi"]))
def test_every_language_has_every_key_with_the_same_placeholders(domain: str) -> None:
    reference = texts(ALL["vi"][domain])
    assert reference
    for language in languages():
        other = texts(ALL[language][domain])
        assert other.keys() == reference.keys(), f"{language}/{domain}"
        for key, forms in other.items():
            assert all(forms), f"{language}: {key} is empty"
            if domain == KEYED_BY_ENGLISH:
                assert (
                    re.findall(r"%\(\w+\)s|\{\w+\}", forms[0]) == re.findall(r"%\(\w+\)s|\{\w+\}", key)
                    or language != "en"
                )
                continue
            assert key.partition(".")[0] == domain, f"{key} stands in the wrong catalogue"
            expected = {name for form in reference[key] for name in placeholders(form)} - {"n"}
            for form in forms:
                assert placeholders(form) - {"n"} == expected, f"{language}: {key}"


def test_no_language_has_a_catalogue_that_another_lacks() -> None:
    assert all(found.keys() == ALL["vi"].keys() for found in ALL.values())


@pytest.mark.parametrize("language", languages())
def test_no_text_blames_or_smiles(language: str) -> None:
    said = [form.casefold() for found in ALL[language].values() for forms in texts(found).values() for form in forms]
    for word in ("còn nợ", "chậm trễ", "vi phạm"):
        assert not [text for text in said if word in text]
    assert not [text for text in said if re.search("[\U0001f300-\U0001faff\u2600-\u27bf]", text)]


@pytest.mark.parametrize("language", languages())
def test_every_text_quotes_with_the_same_marks(language: str) -> None:
    said = [form for found in ALL[language].values() for forms in texts(found).values() for form in forms]
    assert not [text for text in said if re.search("[«»„‘]", text) or text.count("“") != text.count("”")]


def test_an_unknown_key_is_a_bug_and_an_unknown_language_falls_back_to_vietnamese() -> None:
    with pytest.raises(KeyError):
        Texts("vi")("calendar.nothing_like_this")
    assert Texts("xx").language == "vi"


def test_days_and_moments_are_written_as_officials_write_them() -> None:
    say = Texts("vi")
    assert say.day(date(2024, 2, 29)) == "29/02/2024"
    assert say.weekday(date(2024, 2, 29)) == "thứ Năm"
    assert [say.quarter(date(2024, month, 1)) for month in (1, 3, 4, 9, 12)] == ["I", "I", "II", "III", "IV"]
    assert say.moment(datetime(2024, 2, 20, 1, 5, tzinfo=UTC)) == "08:05 20/02/2024"


def test_names_with_a_comma_of_their_own_are_told_apart() -> None:
    assert Texts("vi").joined(["Công đoàn", "Chi đoàn"]) == "Công đoàn, Chi đoàn"
    assert (
        Texts("vi").joined(["Hội đồng thi đua, khen thưởng", "Văn phòng"]) == "Hội đồng thi đua, khen thưởng; Văn phòng"
    )
