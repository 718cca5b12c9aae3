"""The feed over HTTP: who gets what, and that nothing is sent twice or hinted at."""

import gzip
from collections.abc import AsyncIterator, Callable
from datetime import date, datetime, timedelta
from email.utils import formatdate

import brotli
import pytest
from httpx import ASGITransport, AsyncClient
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calendar_sync.calendars import calendar_of
from calendar_sync.feeds import ALL, OWN, PUBLIC, feeds_of, unit_feed
from calendar_sync.stamps import stamp_events
from calendar_sync.subscribing.endpoint import calendar_routes
from calendar_sync.subscribing.links import Links
from locales.catalogue import Texts
from plans.calendars.addresses import link_of
from plans.model.people import Department, Person, Preference
from plans.model.plan import TaskProgress
from plans.model.publishing import CalendarLink
from plans.store.memory import MemoryStore
from tests.builders import LEADER, NOW, OFFICER, STAFF, TODAY, a_person

LINKS = Links("http://testserver", b"k" * 32)
WALL = 1_700_000_000


class Wall:
    """The machine's time, standing still until moved."""

    def __init__(self) -> None:
        self.seconds = WALL + 1.5

    def __call__(self) -> float:
        return self.seconds


class Day:
    """The department's day."""

    def __init__(self) -> None:
        self.day = TODAY

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def wall() -> Wall:
    """The machine's time."""
    return Wall()


@pytest.fixture
def day() -> Day:
    """The department's day."""
    return Day()


def a_client(application: ASGIApp) -> AsyncClient:
    """A client that sends no header of its own accord."""
    client = AsyncClient(transport=ASGITransport(application), base_url=LINKS.base_url)
    client.headers.clear()
    return client


@pytest.fixture
async def client(store: MemoryStore, wall: Wall, day: Day) -> AsyncIterator[AsyncClient]:
    """A client of the department's feed."""
    async with a_client(Starlette(routes=calendar_routes(store, LINKS, day, wall))) as made:
        yield made


def address(store: MemoryStore, person: Person) -> str:
    """The path of a person's calendar."""
    feed = feeds_of(store, person, TODAY)[0]
    generation = link_of(store, person.id, feed.id).generation
    return LINKS.calendar_url(person.id, feed, generation).removeprefix(LINKS.base_url)


def mark_done(store: MemoryStore, now: datetime = NOW) -> None:
    """The half-year report is done."""
    with store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", now, "van"))
        stamp_events(tx, now + timedelta(hours=1))


async def test_a_person_gets_their_calendar_without_any_header(client: AsyncClient, store: MemoryStore) -> None:
    answer = await client.get(address(store, STAFF))
    assert answer.status_code == 200
    assert answer.content == calendar_of(store, OWN, STAFF, Texts("vi"), LINKS.chat_url(), TODAY)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'inline; filename="don-doc.ics"'
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"] == "private, max-age=60"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["last-modified"] == formatdate(WALL, usegmt=True)
    assert "content-encoding" not in answer.headers
    assert "set-cookie" not in answer.headers


async def test_it_is_served_whatever_media_types_are_asked_for(client: AsyncClient, store: MemoryStore) -> None:
    for accepted in ("text/html", "application/json;q=0.1", "nonsense", ""):
        assert (await client.get(address(store, STAFF), headers={"accept": accepted})).status_code == 200


async def test_everybody_gets_their_own(client: AsyncClient, store: MemoryStore) -> None:
    sizes = [
        len(Calendar.from_ical((await client.get(address(store, who))).content).events)
        for who in (OFFICER, LEADER, STAFF)
    ]
    assert sizes == [6, 6, 2]


@pytest.mark.parametrize(("coding", "opened"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
async def test_each_coding_has_its_own_body_and_strong_tag(
    client: AsyncClient, store: MemoryStore, coding: str, opened: Callable[[bytes], bytes]
) -> None:
    path = address(store, STAFF)
    plain = await client.get(path)
    async with client.stream("GET", path, headers={"accept-encoding": coding}) as packed:
        raw = b"".join([part async for part in packed.aiter_raw()])
    assert packed.headers["content-encoding"] == coding
    assert packed.headers["vary"] == "Accept-Encoding"
    assert opened(raw) == plain.content
    assert int(packed.headers["content-length"]) == len(raw) < len(plain.content)
    assert packed.headers["etag"] != plain.headers["etag"]
    assert not plain.headers["etag"].startswith("W/")


async def test_equal_facts_give_equal_bytes_and_tags_in_another_process(
    store: MemoryStore, wall: Wall, day: Day
) -> None:
    answers = []
    for _ in range(2):
        client = a_client(Starlette(routes=calendar_routes(store, LINKS, day, wall)))
        async with client.stream("GET", address(store, STAFF), headers={"accept-encoding": "gzip"}) as answer:
            answers.append((b"".join([part async for part in answer.aiter_raw()]), answer.headers["etag"]))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}', '"a,b" , W/{} ,"c"', "*", " * "])
async def test_a_known_tag_is_answered_304(client: AsyncClient, store: MemoryStore, coding: str, form: str) -> None:
    path = address(store, STAFF)
    full = await client.get(path, headers={"accept-encoding": coding})
    condition = form.format(full.headers["etag"])
    answer = await client.get(path, headers={"accept-encoding": coding, "if-none-match": condition})
    assert (answer.status_code, answer.content) == (304, b"")
    for name in ("etag", "vary", "cache-control", "last-modified"):
        assert answer.headers[name] == full.headers[name]
    assert "content-type" not in answer.headers


@pytest.mark.parametrize("condition", ['"x"', "x", '"', "W/", '"x", W/"y"', '""'])
async def test_an_unknown_tag_gets_the_calendar(client: AsyncClient, store: MemoryStore, condition: str) -> None:
    assert (await client.get(address(store, STAFF), headers={"if-none-match": condition})).status_code == 200


async def test_a_tag_of_the_other_coding_is_not_this_ones(client: AsyncClient, store: MemoryStore) -> None:
    path = address(store, STAFF)
    tag = (await client.get(path)).headers["etag"]
    for coding in ("gzip", "br"):
        assert (await client.get(path, headers={"if-none-match": tag, "accept-encoding": coding})).status_code == 200


async def test_several_condition_lines_count_as_one_list(client: AsyncClient, store: MemoryStore) -> None:
    path = address(store, STAFF)
    tag = (await client.get(path)).headers["etag"]
    answer = await client.request("GET", path, headers=[("if-none-match", '"x"'), ("if-none-match", tag)])
    assert answer.status_code == 304


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 304), (3600, 304)])
async def test_a_date_condition_is_kept_to_the_second(
    client: AsyncClient, store: MemoryStore, seconds: int, status: int
) -> None:
    since = formatdate(WALL + seconds, usegmt=True)
    assert (await client.get(address(store, STAFF), headers={"if-modified-since": since})).status_code == status


@pytest.mark.parametrize("since", ["yesterday", "", "Mon, 99 Foo 2024", "1 Jan 0000 00:00:00 GMT", "\u00ff"])
async def test_an_unreadable_date_condition_is_ignored(client: AsyncClient, store: MemoryStore, since: str) -> None:
    headers = {b"if-modified-since": since.encode("latin-1")}
    assert (await client.get(address(store, STAFF), headers=headers)).status_code == 200


async def test_a_tag_condition_decides_alone(client: AsyncClient, store: MemoryStore) -> None:
    headers = {"if-none-match": '"old"', "if-modified-since": formatdate(WALL + 9, usegmt=True)}
    assert (await client.get(address(store, STAFF), headers=headers)).status_code == 200


async def test_head_answers_as_get_without_the_body(client: AsyncClient, store: MemoryStore) -> None:
    path = address(store, STAFF)
    full, head = await client.get(path), await client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == full.headers
    assert (await client.head(path, headers={"if-none-match": full.headers["etag"]})).status_code == 304


async def test_a_range_is_not_looked_at(client: AsyncClient, store: MemoryStore) -> None:
    path = address(store, STAFF)
    whole, part = await client.get(path), await client.get(path, headers={"range": "bytes=0-9"})
    assert (part.status_code, part.content) == (200, whole.content)
    assert part.headers == whole.headers


async def test_other_methods_change_nothing_and_tell_nothing(client: AsyncClient, store: MemoryStore) -> None:
    right, wrong = address(store, STAFF), f"/calendar/{'x' * 43}.ics"
    for method in ("POST", "PUT", "DELETE", "PROPFIND"):
        answers = [await client.request(method, path) for path in (right, wrong)]
        assert [answer.status_code for answer in answers] == [405, 405]
        assert answers[0].content == answers[1].content


async def test_reading_changes_nothing(client: AsyncClient, store: MemoryStore) -> None:
    kinds = (Person, CalendarLink, TaskProgress, Department, Preference)
    before = store.version(*kinds)
    for _ in range(3):
        await client.get(address(store, STAFF))
    assert store.version(*kinds) == before


async def test_wrong_and_malformed_secrets_get_the_answer_to_an_unknown_path(
    client: AsyncClient, store: MemoryStore
) -> None:
    unknown = await client.get("/nowhere")
    right = address(store, STAFF)
    secret = right.removeprefix("/calendar/").removesuffix(".ics")
    for path in (
        f"/calendar/{'A' * 43}.ics",
        f"/calendar/{secret[:-1]}.ics",
        f"/calendar/{secret}x.ics",
        f"/calendar/{secret.lower()}.ics",
        f"/calendar/{secret}%00.ics",
        "/calendar/%F0%9F%98%80%FF.ics",
        "/calendar/..%2f..%2fetc.ics",
        f"/calendar/{'z' * 60_000}.ics",
        "/calendar/.ics",
        "/calendar/",
        right.removesuffix(".ics"),
        LINKS.calendar_url(STAFF.id, ALL, 0).removeprefix(LINKS.base_url),  # not theirs
        LINKS.calendar_url(STAFF.id, unit_feed(OFFICER.unit), 0).removeprefix(LINKS.base_url),
        LINKS.calendar_url(STAFF.id, OWN, 1).removeprefix(LINKS.base_url),  # not yet
        LINKS.calendar_url(OFFICER.id, PUBLIC, 0).removeprefix(LINKS.base_url),
        "/calendar/public.ics",
    ):
        answer = await client.get(path)
        assert (answer.status_code, answer.content) == (404, unknown.content), path
        assert answer.headers == unknown.headers
    assert (await client.get(right)).status_code == 200


async def test_a_new_person_has_a_calendar_at_once(client: AsyncClient, store: MemoryStore) -> None:
    newcomer = a_person("moi")
    assert (await client.get(address(store, newcomer))).status_code == 404
    with store.transaction() as tx:
        tx.put(newcomer)
    assert (await client.get(address(store, newcomer))).status_code == 200


async def test_a_change_shows_at_once_under_a_new_tag_and_a_later_date(client: AsyncClient, store: MemoryStore) -> None:
    path = address(store, LEADER)
    before = await client.get(path)
    mark_done(store)
    after = await client.get(path, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert "Đã xong: " in after.text
    assert after.headers["etag"] != before.headers["etag"]
    since = {"if-modified-since": before.headers["last-modified"]}
    assert (await client.get(path, headers=since)).status_code == 200, "two changes within one second look the same"


async def test_a_change_that_a_person_does_not_see_moves_nothing_for_them(
    client: AsyncClient, store: MemoryStore, wall: Wall
) -> None:
    path = address(store, STAFF)
    before = await client.get(path)
    wall.seconds += 3600
    mark_done(store)
    after = await client.get(path)
    assert after.content == before.content
    assert after.headers == before.headers


async def test_a_chosen_language_is_that_of_the_calendar(client: AsyncClient, store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(Preference(LEADER.id, "en"))
    assert "Date not set: " in (await client.get(address(store, LEADER))).text


async def test_a_renamed_department_renames_the_calendar(client: AsyncClient, store: MemoryStore) -> None:
    await client.get(address(store, STAFF))
    with store.transaction() as tx:
        tx.put(Department("Sở Khác"))
    assert "X-WR-CALNAME:Đôn Đốc – Việc của tôi – Sở Khác\r\n" in (await client.get(address(store, STAFF))).text


async def test_headers_without_end_are_refused_quietly(client: AsyncClient, store: MemoryStore) -> None:
    for name in ("if-none-match", "accept-encoding"):
        answer = await client.get(address(store, STAFF), headers={name: '"x",' * 10_000})
        assert answer.status_code == 431
        assert b"Traceback" not in answer.content


async def test_headers_added_by_middleware_do_not_pile_up(store: MemoryStore, day: Day) -> None:
    feed = Starlette(routes=calendar_routes(store, LINKS, day))

    async def adding(scope: Scope, receive: Receive, send: Send) -> None:
        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-added", b"1"))
            await send(message)

        await feed(scope, receive, add)

    client = a_client(adding)
    for _ in range(3):
        assert (await client.get(address(store, STAFF))).headers.get_list("x-added") == ["1"]
