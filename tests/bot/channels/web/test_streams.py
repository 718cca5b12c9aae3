"""Open pages: woken in time, limited in number, let go when the server stops."""

import asyncio

from bot.channels.web.streams import STREAMS_OVERALL, STREAMS_PER_PERSON, Stream, Streams


async def test_what_is_told_while_a_page_is_busy_is_kept_once_a_name() -> None:
    streams = Streams()
    page = streams.open("lan")
    assert page is not None
    streams.tell("lan", "clock", "1")
    streams.tell("lan", "clock", "2")
    streams.tell("hung", "typing")
    streams.tell_all("month")
    await asyncio.wait_for(page.wait(9), 1)
    assert page.take() == {"clock": "2", "month": "{}"}
    assert page.take() == {}


async def test_a_page_waits_no_longer_than_told_to() -> None:
    await asyncio.wait_for(Stream("lan").wait(0.01), 1)


async def test_only_pages_that_show_a_badge_hear_of_it() -> None:
    streams = Streams()
    own, other, list_of_all = streams.open("lan"), streams.open("hung"), streams.open("", every_badge=True)
    assert own is not None
    assert other is not None
    assert list_of_all is not None
    streams.badge_changed("lan")
    assert [page.take() for page in (own, other, list_of_all)] == [{"badges": "{}"}, {}, {"badges": "{}"}]


async def test_pages_are_limited_per_person_and_overall() -> None:
    streams = Streams()
    pages = [streams.open("lan") for _ in range(STREAMS_PER_PERSON + 2)]
    assert [page.ended for page in pages if page] == ["elsewhere"] * 2 + [""] * STREAMS_PER_PERSON
    for number in range(STREAMS_OVERALL):
        streams.open(f"person-{number}")
    assert streams.open("hung") is None
    first = pages[0]
    assert first is not None
    streams.leave(first)
    assert streams.open("hung") is not None


async def test_closing_lets_go_of_everybody_and_opens_nothing_more() -> None:
    streams = Streams()
    page = streams.open("lan")
    assert page is not None
    streams.close()
    await asyncio.wait_for(page.wait(9), 1)
    assert page.ended == "closing"
    assert streams.open("lan") is None
