from bot.understanding.language.phrases import Phrases
from bot.understanding.language.words import Word, split, word


def phrases(*texts: str, homographs: str = "", accented: str = "") -> Phrases[str]:
    found: Phrases[str] = Phrases(frozenset(homographs.split()), frozenset(accented.split()))
    for text in texts:
        found.add([Word("…", "…", "") if part == "…" else word(part) for part in text.split()], text)
    return found


def seen(found: Phrases[str], text: str) -> list[str]:
    return [match.value for match in found.all(split(text))]


def test_written_accents_must_agree() -> None:
    found = phrases("tháng sáu", "tháng sau", homographs="sau")
    assert seen(found, "trong tháng sáu") == ["tháng sáu"]
    assert seen(found, "trong tháng sau") == ["tháng sau"]
    assert seen(found, "trong thang sau") == ["tháng sáu", "tháng sau"]


def test_a_missing_accent_is_forgiven_unless_it_makes_another_word() -> None:
    assert seen(phrases("đăng ký"), "tôi muốn đăng ky") == ["đăng ký"]
    assert seen(phrases("đăng ký", homographs="ky"), "tôi muốn đăng ky") == []


def test_a_word_that_needs_its_accents_is_not_found_without_them() -> None:
    found = phrases("hoãn", accented="hoãn")
    assert seen(found, "hoãn họp") == ["hoãn"]
    assert seen(found, "hoan thanh") == []


def test_a_gap_takes_a_few_words_and_no_more() -> None:
    found = phrases("không … đăng ký")
    assert seen(found, "tôi không có muốn đăng ký") == ["không … đăng ký"]
    assert seen(found, "không a b c d e đăng ký") == []


def test_a_phrase_that_needs_its_accents_is_not_found_without_any() -> None:
    found: Phrases[str] = Phrases(accented=frozenset({"tối đa"}))
    found.add(split("tối đa"), "tối đa")
    assert seen(found, "được tối đa mấy") == ["tối đa"]
    assert seen(found, "toi da nop") == []
