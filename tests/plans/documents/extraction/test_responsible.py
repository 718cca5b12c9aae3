"""Who leads and who cooperates, as a careful clerk reads a cell or a line."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plans.documents.extraction.noise import cleaned
from plans.documents.extraction.responsible import LONGEST, read_responsible
from tests.plans.documents.extraction.phrase_tables import misread, rows

#: What bodies are named with, put together at random.
PIECES = st.sampled_from(
    [
        "Văn phòng",
        "các phòng",
        "đơn vị",
        ", ",
        "; ",
        " và ",
        "\n- ",
        " chủ trì",
        ", phối hợp với ",
        ": ",
        "(",
        ")",
        "Công đoàn",
        "Phòng Nội vụ",
        "thuộc Sở",
        "gửi về ",
        ".",
        "trước ngày 15/3",
        "tổ chức",
        "Tổ",
        "Hội đồng",
        "“",
        "”",
        "/",
        "giao ",
        "Trưởng ",
        "x",
        "  ",
        "\t",
    ]
)


def test_the_bodies_of_every_cell_are_read_as_written() -> None:
    assert not misread(rows("responsible.tsv"), read_responsible)


@example("<_<")
@example("0“giao;”")
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_read_and_every_body_stands_in_it(text: str) -> None:
    lead, cooperating = read_responsible(text)
    source = " ".join(cleaned(text).split())
    for body in (*lead, *cooperating):
        assert any(letter.isalnum() for letter in body)
        assert all(word in source for word in body.split())
    assert not set(lead) & set(cooperating)


@pytest.mark.parametrize(
    "piece",
    [
        "các phòng, ",
        "Văn phòng và ",
        "phối hợp ",
        "(",
        "a" * 50,
        "chủ trì ",
        "; ",
        "- ",
        "Văn phòng\n",
        "đơn vị ",
        "tổ chức ",
        " " * 40,
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    begun = time.perf_counter()
    read_responsible(piece * (200_000 // len(piece)))
    assert time.perf_counter() - begun < 2.0, f"{LONGEST} characters are read at most"
