"""The bytes of a calendar: RFC 5545 and 7986, whatever the titles hold."""

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from calendar_sync.events import Event, Status, event_of
from calendar_sync.ics import TIMEZONE, clean, render
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.model.publishing import PublishedEvent
from plans.working_days import HANOI
from tests.builders import a_plan, a_task

#: Many more in a soak run.
EXAMPLES = 20_000 if os.environ.get("DONDOC_SOAK") else 100
CREATED = datetime(2024, 2, 1, 1, 2, 3, tzinfo=UTC)
MODIFIED = datetime(2024, 2, 20, 1, 0, tzinfo=UTC)


def an_event(summary: str = "Báo cáo sơ kết", description: str = "Chủ trì: Văn phòng", uid: str = "a1@dondoc") -> Event:
    """An event of 29/02/2024."""
    return Event(
        uid=uid,
        summary=summary,
        description=description,
        start=date(2024, 2, 29),
        end=date(2024, 3, 1),
        categories=("Thi đua, khen thưởng", "Báo cáo"),
        status=Status.CONFIRMED,
        url="https://dondoc.example/",
    )


def stamps(*events: Event) -> dict[str, PublishedEvent]:
    """A stamp for each event."""
    return {event.uid: PublishedEvent(event.uid, "f", 3, CREATED, MODIFIED) for event in events}


def rendered(*events: Event) -> bytes:
    """A calendar of these events."""
    return render(events, stamps(*events), "Đôn Đốc – Sở A", "Lịch tự cập nhật; nhắc qua trò chuyện.")


def unfolded(body: bytes) -> list[str]:
    """Logical lines, joined as RFC 5545 3.1 says: on bytes, before decoding."""
    return body.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def unescaped(value: str) -> str:
    """TEXT as it was before RFC 5545 3.3.11 escaped it."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value, flags=re.DOTALL)


def value_of(body: bytes, name: str) -> str:
    """The TEXT value of the only line of that name."""
    (line,) = [line for line in unfolded(body) if line.startswith(f"{name}:")]
    return unescaped(line.partition(":")[2])


def assert_well_formed(body: bytes) -> None:
    """What RFC 5545 3.1 asks of every line."""
    lines = body.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode()  # a fold never splits a letter
        assert not any(unicodedata.category(sign) == "Cc" for sign in line.decode())


def test_an_event_has_every_property_a_subscriber_needs() -> None:
    lines = unfolded(rendered(an_event()))
    for line in (
        "DTSTART;VALUE=DATE:20240229",
        "DTEND;VALUE=DATE:20240301",
        "UID:a1@dondoc",
        "SEQUENCE:3",
        "DTSTAMP:20240220T010000Z",
        "CREATED:20240201T010203Z",
        "LAST-MODIFIED:20240220T010000Z",
        "SUMMARY:Báo cáo sơ kết",
        r"CATEGORIES:Thi đua\, khen thưởng,Báo cáo",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "CLASS:PUBLIC",
        "URL:https://dondoc.example/",
    ):
        assert lines.count(line) == 1, line


def test_the_calendar_names_itself_for_old_and_new_clients_and_says_when_to_come_back() -> None:
    lines = unfolded(rendered())
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    for line in (
        "VERSION:2.0",
        "PRODID:-//Don Doc//Don Doc calendar//VI",
        "CALSCALE:GREGORIAN",
        "NAME:Đôn Đốc – Sở A",
        "X-WR-CALNAME:Đôn Đốc – Sở A",
        r"DESCRIPTION:Lịch tự cập nhật\; nhắc qua trò chuyện.",
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ):
        assert lines.count(line) == 1, line
    assert not any(line.startswith("METHOD") for line in lines)


def test_only_an_address_that_is_no_secret_is_named() -> None:
    assert not any(line.startswith("SOURCE") for line in unfolded(rendered(an_event())))
    body = render([an_event()], stamps(an_event()), "n", "d", source="https://dondoc.example/calendar/public.ics")
    assert "SOURCE;VALUE=URI:https://dondoc.example/calendar/public.ics" in unfolded(body)


def test_clients_may_be_asked_to_come_back_at_another_pace() -> None:
    lines = unfolded(render([], {}, "n", "d", refresh=timedelta(hours=12)))
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in lines
    assert "X-PUBLISHED-TTL:PT12H" in lines


def test_kind_and_preparation_are_told_as_colour_and_relation() -> None:
    event = replace(an_event(), color="gold", related=("b2@dondoc", "c3@dondoc"))
    lines = unfolded(rendered(event))
    assert lines.count("COLOR:gold") == 1
    assert [line for line in lines if line.startswith("RELATED-TO")] == [
        "RELATED-TO;RELTYPE=DEPENDS-ON:b2@dondoc",
        "RELATED-TO;RELTYPE=DEPENDS-ON:c3@dondoc",
    ]


def test_a_meeting_with_an_hour_stands_in_its_zone_and_takes_up_the_time_of_who_attends() -> None:
    start = datetime(2024, 2, 29, 14, 0, tzinfo=HANOI)
    meeting = replace(an_event(), start=start, end=start + timedelta(hours=2), busy=True)
    body = rendered(meeting, an_event(uid="b2@dondoc"), replace(meeting, uid="c3@dondoc", busy=False))
    lines = unfolded(body)
    assert body.count(TIMEZONE) == 1
    assert lines.index("END:VTIMEZONE") < lines.index("BEGIN:VEVENT")
    assert lines.count("DTSTART;TZID=Asia/Ho_Chi_Minh:20240229T140000") == 2
    assert lines.count("DTEND;TZID=Asia/Ho_Chi_Minh:20240229T160000") == 2
    assert lines.count("TRANSP:OPAQUE") == 1
    assert b"VTIMEZONE" not in rendered(an_event())


def test_the_zone_is_the_one_that_the_zone_database_has() -> None:
    zone = Timezone.from_tzid("Asia/Ho_Chi_Minh", first_date=date(2000, 1, 1), last_date=date(2100, 1, 1))
    theirs = zone.to_tz()
    ours = Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + TIMEZONE + b"END:VCALENDAR\r\n").timezones[0].to_tz()
    for year in range(2000, 2101):
        moment = datetime(year, 7, 1, 12)  # noqa: DTZ001 - local
        assert theirs.utcoffset(moment) == ours.utcoffset(moment) == HANOI.utcoffset(moment) == timedelta(hours=7)
    assert len(zone.standard) == 1
    assert not zone.daylight


def test_events_keep_their_order_and_number() -> None:
    events = [an_event(uid=f"{number}@dondoc") for number in range(30)]
    lines = unfolded(rendered(*events))
    assert [line for line in lines if line.startswith("UID:")] == [f"UID:{event.uid}" for event in events]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 30


def test_equal_input_gives_equal_bytes() -> None:
    assert rendered(an_event()) == rendered(an_event())


def test_an_event_without_a_stamp_is_a_bug_that_names_itself() -> None:
    with pytest.raises(LookupError, match="a1@dondoc has no stamp"):
        render([an_event()], {}, "n", "d")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nEND:VCALENDAR\r\nb", "a\nEND:VCALENDAR\nb"),
        ("a\rb\nc", "a\nb\nc"),
        ("chuông\x07 và \x00 và \x1b[31m và \x85 và \x7f", "chuông và  và [31m và  và "),
        ("cột\tcột", "cột cột"),
        ("nửa \ud83d", "nửa "),
        ("\u202egnol\u202c \u2066x\u2069", "gnol x"),
        ("شكرا 👩‍💻 ế", "شكرا 👩‍💻 ế"),
    ],
)
def test_what_no_calendar_may_hold_is_left_out(written: str, kept: str) -> None:
    assert clean(written) == kept
    assert_well_formed(rendered(an_event(written, written)))


@pytest.mark.parametrize("text", [r"C:\Nam\nam", r"a\,b\;c", "a;b,c:d", '"x"', r"\\N", "x\\"])
def test_separators_and_backslashes_come_back_as_written(text: str) -> None:
    assert value_of(rendered(an_event(text)), "SUMMARY") == text


def test_a_title_of_four_thousand_letters_is_folded_and_whole() -> None:
    title = "Nghiệm thu " * 364
    body = rendered(an_event(title))
    assert_well_formed(body)
    assert value_of(body, "SUMMARY") == title


SIGNS = '\r\n\t\\;,:"\x00\x07\x1f\x7f\x85\u2028\u202e\u2067\u200f\ufeff ếỗự\U0001f600\u200d שלום'
HOSTILE = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.text(SIGNS, max_size=40),
        st.sampled_from(["\r\nBEGIN:VEVENT\r\n", "\\n", "\\N", "\r\n ", "ế" * 200]),
    ),
    max_size=6,
).map("".join)


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(summary=HOSTILE, description=HOSTILE)
def test_no_text_breaks_the_feed(summary: str, description: str) -> None:
    body = rendered(an_event(summary, description))
    assert_well_formed(body)
    assert value_of(body, "SUMMARY") == clean(summary)
    (event,) = Calendar.from_ical(body).events
    assert not event.errors
    assert body.count(b"\r\nBEGIN:VEVENT\r\n") == 1


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(title=HOSTILE.filter(str.strip))
def test_no_title_of_a_plan_breaks_the_feed(title: str) -> None:
    task = a_task(title=title)
    event = event_of(Entry(a_plan(tasks=(task,)), task, None), Texts("vi"), "https://dondoc.example/")
    body = rendered(event)
    assert_well_formed(body)
    assert "\n" not in value_of(body, "SUMMARY")


def test_icalendar_reads_what_was_meant() -> None:
    (event,) = Calendar.from_ical(rendered(an_event(description="một\nhai"))).events
    assert not event.errors
    assert (event.start, event.end, event.duration) == (date(2024, 2, 29), date(2024, 3, 1), timedelta(days=1))
    assert (event["summary"], event["description"]) == ("Báo cáo sơ kết", "một\nhai")
    assert (event["sequence"], event.DTSTAMP, event.LAST_MODIFIED) == (3, MODIFIED, MODIFIED)


def test_ical_js_reads_what_was_meant(read_with_ical_js: Callable[[bytes], dict[str, Any]]) -> None:
    hostile = 'Tiêu đề\r\nEND:VEVENT\r\n; , \\ : " 😀 \u200fשלום ' + "ế" * 4000
    events = [an_event(description="một\nhai; ba, bốn"), an_event(hostile, hostile, "b2@dondoc")]
    found = read_with_ical_js(rendered(*events))
    assert found["name"] == found["shown"] == "Đôn Đốc – Sở A"
    assert (found["refresh"], found["refreshType"], found["ttl"]) == ("PT6H", "duration", "PT6H")
    first, second = found["events"]
    assert (first["start"], first["end"], first["allDay"], first["days"]) == ("2024-02-29", "2024-03-01", True, 1)
    assert (first["uid"], first["sequence"], first["status"], first["transp"]) == (
        "a1@dondoc",
        3,
        "CONFIRMED",
        "TRANSPARENT",
    )
    assert first["description"] == "một\nhai; ba, bốn"
    assert first["categories"] == ["Thi đua, khen thưởng", "Báo cáo"]
    assert first["stamp"] == first["modified"] == "2024-02-20T01:00:00Z"
    assert second["summary"] == second["description"] == clean(hostile)
