"""Who is told to do it, as a careful clerk reads a sentence of running prose."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.extraction.actors import actors
from plans.documents.extraction.noise import cleaned
from tests.plans.documents.extraction.phrase_tables import misread, rows

PIECES = st.sampled_from(
    [
        "Đề nghị ",
        " các phòng",
        "đơn vị",
        ", ",
        " và ",
        " gửi báo cáo",
        " về Văn phòng",
        " chủ trì",
        ", phối hợp với ",
        ": ",
        "(",
        ")",
        "Công đoàn",
        "Phòng Nội vụ",
        "thuộc Sở",
        ".",
        "; ",
        "trước ngày 15/3",
        "Tổ chức ",
        "Căn cứ Kế hoạch",
        "Trước ngày 5/5, ",
        "Giao ",
        "do ",
        "của ",
        "“",
        "”",
    ]
)


def test_who_acts_is_read_and_never_who_receives() -> None:
    assert not misread(rows("actors.tsv"), actors)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_any_sentence_is_read_and_every_body_stands_in_it(text: str) -> None:
    source = " ".join(cleaned(text).split())
    for body in (body for group in actors(text) for body in group):
        assert all(word in source for word in body.split())


@pytest.mark.parametrize(
    "piece",
    [
        "các phòng, ",
        "Căn cứ a, ",
        "Đề nghị ",
        "giao Văn phòng ",
        "do các ",
        "a" * 50,
        "15/3 các ",
        "của các đơn vị ",
        ": ",
        "phối hợp với ",
    ],
)
def test_no_sentence_takes_long(piece: str) -> None:
    begun = time.perf_counter()
    actors("Căn cứ " + piece * (100_000 // len(piece)))
    assert time.perf_counter() - begun < 3.0
