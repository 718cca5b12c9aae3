"""Bodies in each coding: which one a client gets, under which tag and date, and that equal ones are packed once."""

import gc
import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_sync.subscribing.renditions import Coding, Shelf, coding_for

BR, GZ, PLAIN = Coding.BROTLI, Coding.GZIP, Coding.IDENTITY
BODY = b"BEGIN:VCALENDAR\r\n" * 100


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (b"", PLAIN),
        (b"gzip", GZ),
        (b"GZIP", GZ),
        (b"x-gzip", GZ),
        (b"br", BR),
        (b"BR;Q=0.3", BR),
        (b"gzip, deflate, br, zstd", BR),
        (b"gzip;q=1.0, br;q=0.9", GZ),
        (b"gzip;q=0.5, br;q=0.5", BR),
        (b"br;q=0, gzip", GZ),
        (b"br;q=0", PLAIN),
        (b"deflate, gzip;q=1.0, *;q=0.5", GZ),
        (b"deflate, zstd", PLAIN),
        (b"*", GZ),
        (b"*;q=0", PLAIN),
        (b"*;q=0, br", BR),
        (b"gzip;q=0", PLAIN),
        (b"gzip;q=0.000", PLAIN),
        (b"gzip; q=0, *", PLAIN),
        (b"gzip;q=0.4, identity;q=0.5", PLAIN),
        (b"br;q=0.4, identity;q=0.5, gzip;q=0.3", PLAIN),
        (b"gzip;q=0.5,identity;q=0.5", GZ),
        (b"identity;q=0, gzip;q=0.1", GZ),
        (b"identity;q=0", PLAIN),
        (b"identity", PLAIN),
        (b"gzip;q=lots", PLAIN),
        (b"gzip;q=nan, br;q=inf", PLAIN),
        (b"gzip;q=-1, br;q=2", PLAIN),
        (b",,;,gzip", GZ),
        (b"\xff\xfe", PLAIN),
    ],
)
def test_codings_are_chosen_by_weight(accepted: bytes, coding: Coding) -> None:
    assert coding_for(accepted) is coding


@given(st.binary(max_size=100))
def test_no_list_of_codings_is_too_odd(accepted: bytes) -> None:
    assert coding_for(accepted) in Coding


def test_each_coding_holds_the_same_bytes_under_its_own_tag() -> None:
    made = Shelf().rendition(BODY, 7, None)
    coded = {coding: made.coded(coding) for coding in Coding}
    assert brotli.decompress(coded[BR].body) == gzip.decompress(coded[GZ].body) == coded[PLAIN].body == BODY
    assert len({each.tag for each in coded.values()}) == 3
    assert {coding: dict(each.headers).get(b"content-encoding") for coding, each in coded.items()} == {
        BR: b"br",
        GZ: b"gzip",
        PLAIN: None,
    }


def test_a_tag_follows_from_the_bytes_alone() -> None:
    tags = [
        [Shelf().rendition(BODY, second, None, public=public).coded(coding).tag for coding in Coding]
        for second in (7, 8)
        for public in (True, False)
    ]
    assert tags[1:] == tags[:-1]


def test_equal_bytes_are_kept_and_packed_once_for_all_their_readers() -> None:
    shelf = Shelf()
    first = shelf.rendition(BODY, 7, None)
    assert shelf.rendition(bytes(bytearray(BODY)), 9, None) is first
    assert first.coded(BR) is first.coded(BR)
    assert shelf.rendition(BODY, 9, None, public=True) is not first


def test_unchanged_bytes_keep_their_date() -> None:
    shelf = Shelf()
    first = shelf.rendition(BODY, 7, None)
    assert shelf.rendition(BODY, 99, first) is first


def test_the_date_a_reader_sees_only_grows() -> None:
    shelf = Shelf()
    common = shelf.rendition(b"a", 5, None)
    mine = shelf.rendition(b"b", 7, None)
    back = shelf.rendition(b"a", 7, mine)
    assert (common.modified, mine.modified, back.modified) == (5, 7, 8)
    assert shelf.rendition(b"c", 3, back).modified == 9, "also when a clock is set back"
    assert shelf.rendition(b"a", 9, None).modified in (5, 8)


def test_what_nobody_reads_any_more_is_let_go_of() -> None:
    shelf = Shelf()
    first = shelf.rendition(BODY, 7, None)
    assert first.modified == 7
    del first
    gc.collect()
    assert shelf.rendition(BODY, 9, None).modified == 9


def test_only_the_public_calendar_may_be_kept_by_others_and_searched_for() -> None:
    public, private = (dict(Shelf().rendition(BODY, 7, None, public=each).common) for each in (True, False))
    assert public == {b"cache-control": b"public, max-age=60"}
    assert private == {b"cache-control": b"private, max-age=60", b"x-robots-tag": b"noindex"}
