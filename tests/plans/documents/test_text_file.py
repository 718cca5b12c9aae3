"""Files come in every encoding that offices use, and some are no text at all."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.text_file import (
    MAX_BYTES,
    MAX_PROBLEMS,
    decoded,
    hides,
    limited,
    listed,
    shortened,
    slug,
    tidy,
    words,
)
from plans.problems import Problem

TEXT = "Thời hạn: trước 29/02/2024\nChủ trì: Văn phòng"


def code(data: bytes) -> str:
    """The problem of a file that cannot be read."""
    found = decoded(data)
    assert isinstance(found, Problem)
    return found.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_text_is_read_in_every_usual_encoding_line_end_and_form(encoding: str, end: str, form: str) -> None:
    written = normalize("NFD", TEXT) if form == "NFD" else TEXT
    assert decoded(written.replace("\n", end).encode(encoding)) == TEXT


def test_big_endian_utf_16_is_read_too() -> None:
    assert decoded(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_a_file_in_the_old_vietnamese_code_page_is_named_as_such_with_its_line() -> None:
    written = "# note\nC\u01a1 quan: S\u01a1\u0309 C\u00f4ng Th\u01b0\u01a1ng".encode("cp1258")
    found = decoded(written)
    assert isinstance(found, Problem)
    assert (found.code, found.line) == ("file.old_encoding", 2)
    assert found.quote == "Cơ quan: Sở Công Thương"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t", b"\0\0\0", b"\xff\xfe \0"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    assert code(data) == "file.empty"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", b"\xd0\xcf\x11\xe0" * 9, b"\xff\xfe\0", b"a\0b"])
def test_a_binary_file_is_said_to_be_no_text(data: bytes) -> None:
    assert code(data) == "file.not_text"


def test_a_file_over_the_limit_is_not_even_decoded() -> None:
    assert code(b"a" * (MAX_BYTES + 1)) == "file.too_big"


@given(st.binary(max_size=400))
def test_whatever_comes_is_a_text_or_a_problem(data: bytes) -> None:
    assert isinstance(decoded(data), str | Problem)


def test_what_word_puts_into_a_text_does_not_count() -> None:
    assert tidy("\u00a0Văn\u200b\u00a0phòng\t Sở\ufeff ") == "Văn phòng Sở"


@pytest.mark.parametrize("letter", ["\r", "\n", "\x07", "\u202e", "\u2028", "\x85", "\ufffe", "\x1b"])
def test_control_characters_and_marks_that_turn_the_writing_are_seen(letter: str) -> None:
    assert hides(f"Báo cáo{letter}sơ kết")
    assert letter not in shortened(f"Báo cáo{letter}sơ kết")


def test_names_are_compared_without_case_diacritics_and_signs() -> None:
    assert words("Hội đồng Thi đua - Khen thưởng") == words("HOI DONG THI ĐUA, khen thuong")


def test_a_list_is_split_at_semicolons_and_names_each_thing_once() -> None:
    assert listed(" VP;Văn phòng ;; VP ") == ("VP", "Văn phòng")


def test_a_slug_is_short_ascii_made_of_whole_words() -> None:
    assert slug("Báo cáo sơ kết 6 tháng đầu năm 2024", 20) == "bao_cao_so_ket_6"
    assert slug("Đ" * 50, 8) == "dddddddd"
    assert slug("…", 8) == ""


def test_a_quote_is_cut_and_problems_beyond_a_hundred_are_counted() -> None:
    assert shortened("x" * 500, 10) == "xxxxxxxxx…"
    found = limited([Problem("file.no_key", line=n) for n in range(250, 0, -1)])
    assert len(found) == MAX_PROBLEMS + 1
    assert (found[0].line, found[-1].values["n"]) == (1, "150")
