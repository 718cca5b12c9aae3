"""What calendar programs may ask for, without any server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.dav_rules import (
    DEEPEST,
    MOST_ELEMENTS,
    READING,
    WRITING,
    Place,
    is_harmless_xml,
    place_of,
    refusal,
)
from tests.builders import STAFF

#: Paths as somebody who means harm puts them together.
PIECES = st.sampled_from(
    [b"/", b"lan", b"lich", b"..", b".", b"%2e", b"%2F", b"%5c", b"\\", b"%00", b"%", b"a.ics", b"\xc3\xa0", b"%C3%A0"]
)


@given(st.lists(PIECES | st.binary(max_size=4)).map(b"".join))
def test_a_path_names_a_place_under_its_root_or_nothing(raw: bytes) -> None:
    place = place_of(raw)
    if place is None:
        return
    names = place.path.strip("/").split("/")
    assert not {".", ".."} & set(names)
    assert len(names) <= 3
    assert "\\" not in place.path
    assert place_of(place.path.encode()) == place


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"", Place()),
        (b"/", Place()),
        (b"/lan", Place("lan")),
        (b"/lan/lich/", Place("lan", "lich")),
        (b"/lan/lich/a%40dondoc.ics", Place("lan", "lich", "a@dondoc.ics")),
        (b"/lan/lich/L%E1%BB%8Bch%20h%E1%BB%8Dp%25.ics", Place("lan", "lich", "Lịch họp%.ics")),
    ],
)
def test_places_are_named_as_programs_name_them(raw: bytes, place: Place) -> None:
    assert place_of(raw) == place


@given(st.sampled_from([*READING, *WRITING, "MKCALENDAR", "PROPPATCH", "COPY", "MOVE", "POST", "LOCK", "X"]), st.data())
def test_only_items_of_ones_own_are_written_and_only_where_that_is_open(method: str, data: st.DataObject) -> None:
    place = Place(
        data.draw(st.sampled_from(["", "lan", "hung", "_dondoc"])),
        data.draw(st.sampled_from(["", "lich", "viec", "neu"])),
        data.draw(st.sampled_from(["", "a.ics"])),
    )
    status = refusal(method, place, STAFF, {"lich": False, "viec": True})
    if status is None and method not in READING:
        assert method in WRITING
        assert (place.user, place.collection) == (STAFF.id, "viec")
        assert place.item
    if status is None:
        assert place.user in ("", STAFF.id)
        assert place.collection in ("", "lich", "viec")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n",
        b'<?xml version="1.0" encoding="utf-8" ?>\n<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>',
        "<a>Lịch họp &amp; đăng ký</a>".encode(),
        b"<a>" * DEEPEST + b"</a>" * DEEPEST,
    ],
)
def test_xml_as_programs_send_it_passes(body: bytes) -> None:
    assert is_harmless_xml(body)


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<a>&undefined;</a>",
        b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1),
        b"<a>" + b"<b/>" * MOST_ELEMENTS + b"</a>",
        '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"),
        b"\xff\xfe<\x00a\x00/\x00>\x00",
        b'<?xml version="1.0" encoding="utf-7"?>+ADw-a/+AD4-',
        b"<a/><b/>",
        b"<a",
        b"BEGIN:VCALENDAR",
    ],
)
def test_other_xml_does_not(body: bytes) -> None:
    assert not is_harmless_xml(body)
