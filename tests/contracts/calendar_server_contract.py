"""What every calendar server must do.

Its own tests subclass `CalendarServerContract` and give their fixture `server`; collections are made under `folder`.
"""

from secrets import token_hex

import pytest

from calendar_sync.caldav.server import CalendarServer, Conflict, Missing, Rejected

FIRST, SECOND, THIRD = "a1@dondoc.ics", "b2@dondoc.ics", "c3@dondoc.ics"


def an_item(href: str, summary: str = "Nộp danh sách đăng ký") -> bytes:
    """One event as we publish it; the item's name says its UID."""
    return a_calendar(*_event(href, summary))


def a_calendar(*lines: str) -> bytes:
    """A calendar around these lines."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dondoc//test//VI")
    return "\r\n".join((*head, *lines, "END:VCALENDAR", "")).encode()


def many_items(count: int) -> bytes:
    """A whole calendar of events."""
    return a_calendar(*(line for n in range(count) for line in _event(f"{n}@dondoc.ics", f"Việc {n}")))


def _event(href: str, summary: str) -> tuple[str, ...]:
    day = ("DTSTAMP:20240102T030405Z", "DTSTART;VALUE=DATE:20240229", "DTEND;VALUE=DATE:20240301")
    return ("BEGIN:VEVENT", f"UID:{href.removesuffix('.ics')}", *day, f"SUMMARY:{summary}", "END:VEVENT")


class CalendarServerContract:
    """The promises of `calendar_sync.caldav.server.CalendarServer`."""

    #: Below which folder collections are made ("" for the home itself, else with a slash at its end).
    folder = ""
    #: Whether whole collections are taken at once.
    fills = False
    #: Whether it says what has changed since a state; otherwise all that there is.
    tells_changes = True

    @pytest.fixture
    def server(self) -> CalendarServer:
        """The server under test; each subclass gives its own."""
        raise NotImplementedError

    @pytest.fixture
    async def path(self, server: CalendarServer) -> str:
        """A new collection."""
        path = f"{self.folder}lich-{token_hex(4)}"
        await server.create(path, "Lịch công tác", "#1c6f5d", "VEVENT")
        return path

    async def test_a_collection_that_is_not_there_has_no_state(self, server: CalendarServer) -> None:
        assert await server.state(f"{self.folder}khong-co") is None

    async def test_what_is_done_in_a_collection_that_is_not_there_is_missing(self, server: CalendarServer) -> None:
        gone = f"{self.folder}khong-co"
        with pytest.raises(Missing):
            await server.changes(gone, "")
        with pytest.raises(Missing):
            await server.put(gone, FIRST, an_item(FIRST), None)
        with pytest.raises(Missing):
            await server.delete(gone, FIRST, '"x"')
        await server.remove(gone)

    async def test_a_new_collection_is_empty(self, server: CalendarServer, path: str) -> None:
        listing = await server.changes(path, "")
        assert listing.whole
        assert not listing.etags
        assert listing.state == await server.state(path) != ""

    async def test_making_a_collection_again_leaves_it_as_it_is(self, server: CalendarServer, path: str) -> None:
        etag = await server.put(path, FIRST, an_item(FIRST), None)
        await server.create(path, "Tên khác", "#ff0000", "VEVENT")
        assert (await server.changes(path, "")).etags == {FIRST: etag}

    async def test_a_collection_for_tasks_can_be_made(self, server: CalendarServer) -> None:
        path = f"{self.folder}viec-{token_hex(4)}"
        await server.create(path, "Việc", "#1c6f5d", "VTODO")
        body = a_calendar(
            *("BEGIN:VTODO", "UID:a1@dondoc", "DTSTAMP:20240102T030405Z", "SUMMARY:Việc", "STATUS:NEEDS-ACTION"),
            *("DUE;VALUE=DATE:20240229", "END:VTODO"),
        )
        await server.put(path, FIRST, body, None)
        assert b"STATUS:NEEDS-ACTION" in (await server.fetch(path, [FIRST]))[FIRST].body

    async def test_what_was_put_is_read_again(self, server: CalendarServer, path: str) -> None:
        etag = await server.put(path, FIRST, an_item(FIRST), None)
        found = await server.fetch(path, [FIRST, "khong-co.ics"])
        assert found.keys() == {FIRST}
        assert found[FIRST].etag == etag
        assert "SUMMARY:Nộp danh sách đăng ký".encode() in found[FIRST].body

    async def test_names_with_signs_of_their_own_come_back_as_they_went(
        self, server: CalendarServer, path: str
    ) -> None:
        names = {"họp & bàn 100% +1.ics", "(x)~@dondoc.ics"}
        for n, name in enumerate(sorted(names)):
            await server.put(path, name, an_item(f"{n}@dondoc.ics"), None)
        assert (await server.changes(path, "")).etags.keys() == names
        assert (await server.fetch(path, sorted(names))).keys() == names

    async def test_nothing_is_put_over_what_is_there_already(self, server: CalendarServer, path: str) -> None:
        etag = await server.put(path, FIRST, an_item(FIRST), None)
        with pytest.raises(Conflict):
            await server.put(path, FIRST, an_item(FIRST, "Khác"), None)
        assert (await server.changes(path, "")).etags == {FIRST: etag}

    async def test_a_version_is_replaced_once(self, server: CalendarServer, path: str) -> None:
        old = await server.put(path, FIRST, an_item(FIRST), None)
        new = await server.put(path, FIRST, an_item(FIRST, "Mới"), old)
        assert new != old
        with pytest.raises(Conflict):
            await server.put(path, FIRST, an_item(FIRST, "Muộn"), old)
        assert "Muộn".encode() not in (await server.fetch(path, [FIRST]))[FIRST].body

    async def test_a_version_that_is_gone_is_not_replaced(self, server: CalendarServer, path: str) -> None:
        etag = await server.put(path, FIRST, an_item(FIRST), None)
        await server.delete(path, FIRST, etag)
        with pytest.raises((Conflict, Missing)):
            await server.put(path, FIRST, an_item(FIRST), etag)
        assert not (await server.changes(path, "")).etags

    async def test_only_the_version_that_was_seen_is_removed(self, server: CalendarServer, path: str) -> None:
        old = await server.put(path, FIRST, an_item(FIRST), None)
        new = await server.put(path, FIRST, an_item(FIRST, "Mới"), old)
        with pytest.raises(Conflict):
            await server.delete(path, FIRST, old)
        await server.delete(path, FIRST, new)
        with pytest.raises(Missing):
            await server.delete(path, FIRST, new)

    async def test_a_state_lasts_until_something_changes(self, server: CalendarServer, path: str) -> None:
        empty = await server.state(path)
        assert await server.state(path) == empty
        etag = await server.put(path, FIRST, an_item(FIRST), None)
        with_one = await server.state(path)
        assert with_one != empty
        await server.put(path, FIRST, an_item(FIRST, "Mới"), etag)
        assert await server.state(path) not in (empty, with_one)

    async def test_changes_are_what_came_and_went_since(self, server: CalendarServer, path: str) -> None:
        first = await server.put(path, FIRST, an_item(FIRST), None)
        second = await server.put(path, SECOND, an_item(SECOND), None)
        since = (await server.changes(path, "")).state
        quiet = await server.changes(path, since)
        there = {} if self.tells_changes else {FIRST: first, SECOND: second}
        assert (quiet.state, quiet.etags, quiet.removed) == (since, there, frozenset())
        assert quiet.whole is not self.tells_changes
        newer = await server.put(path, FIRST, an_item(FIRST, "Mới"), first)
        third = await server.put(path, THIRD, an_item(THIRD), None)
        await server.delete(path, SECOND, second)
        seen = await server.changes(path, since)
        assert seen.state == await server.state(path) != since
        assert seen.whole is not self.tells_changes
        assert seen.etags == {FIRST: newer, THIRD: third}
        assert seen.removed == ({SECOND} if self.tells_changes else frozenset())

    async def test_a_state_that_is_not_known_gives_everything(self, server: CalendarServer, path: str) -> None:
        etag = await server.put(path, FIRST, an_item(FIRST), None)
        known = (await server.changes(path, "")).state
        for unknown in ("token:urn:x", known[:-8] + "00000000", "tag:1", "?"):
            listing = await server.changes(path, unknown)
            assert listing.whole
            assert listing.etags == {FIRST: etag}
            assert listing.state == known

    async def test_an_empty_collection_is_filled_at_once_or_not_at_all(self, server: CalendarServer, path: str) -> None:
        assert await server.fill(path, many_items(30)) is self.fills
        listing = await server.changes(path, "")
        assert listing.etags.keys() == ({f"{n}@dondoc.ics" for n in range(30)} if self.fills else set())
        assert listing.state == await server.state(path)
        if self.fills:
            found = await server.fetch(path, ["7@dondoc.ics"])
            assert "SUMMARY:Việc 7".encode() in found["7@dondoc.ics"].body

    async def test_a_collection_with_something_in_it_is_never_filled(self, server: CalendarServer, path: str) -> None:
        etag = await server.put(path, "cua-ai-do.ics", an_item("cua-ai-do.ics"), None)
        assert not await server.fill(path, many_items(3))
        assert (await server.changes(path, "")).etags == {"cua-ai-do.ics": etag}

    async def test_a_removed_collection_is_gone(self, server: CalendarServer, path: str) -> None:
        await server.put(path, FIRST, an_item(FIRST), None)
        await server.remove(path)
        assert await server.state(path) is None

    async def test_what_no_calendar_is_is_not_taken_as_an_item(self, server: CalendarServer, path: str) -> None:
        with pytest.raises(Rejected):
            await server.put(path, FIRST, b"no calendar", None)
        assert not (await server.changes(path, "")).etags
