"""What CaldavServer makes of servers that leave out, quote, cut and rename as they like; and what each deed costs."""

from collections.abc import AsyncIterator

import pytest

from calendar_sync.caldav.client import CaldavServer
from calendar_sync.caldav.server import Account, CalendarServerError, Conflict, Failed, Listing, Missing, Resource
from tests.calendar_sync.caldav.scripted_server import Asked, Says, ScriptedServer, multistatus, response, scripted
from tests.contracts.calendar_server_contract import an_item, many_items

TOKEN = "<d:sync-token>urn:1</d:sync-token>"
COLLECTION = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
TAG = '<s:getctag xmlns:s="http://calendarserver.org/ns/">t7</s:getctag>'
GONE = "<d:response><d:href>{}</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
CUT = "<d:response><d:href>/l/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response>"


def etag(value: str) -> str:
    """An etag as a property."""
    return f"<d:getetag>{value}</d:getetag>"


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    async with scripted() as made:
        yield made


@pytest.fixture
async def caldav(server: ScriptedServer) -> AsyncIterator[CaldavServer]:
    made = await CaldavServer.connect(Account(server.url, "van.phong", "x", discover=False))
    yield made
    await made.close()


@pytest.mark.parametrize(
    ("href", "name"),
    [
        ("/l/a1@dondoc.ics", "a1@dondoc.ics"),
        ("/l/a1%40dondoc.ics", "a1@dondoc.ics"),
        ("http://127.0.0.1:80/l/a1%40dondoc.ics", "a1@dondoc.ics"),
        ("https://lich.so.vn/front/l/a1@dondoc.ics", "a1@dondoc.ics"),
        ("a1@dondoc.ics", "a1@dondoc.ics"),
        ("./a1@dondoc.ics", "a1@dondoc.ics"),
        ("\n   /l/h%e1%bb%8dp%201.ics\n", "họp 1.ics"),
        ("/l/họp 1.ics", "họp 1.ics"),
        ("a:b?c#d.ics", "a:b?c#d.ics"),
        ("/l/a%2Fb.ics", "a/b.ics"),
    ],
)
async def test_items_are_known_however_their_address_is_written(
    server: ScriptedServer, caldav: CaldavServer, href: str, name: str
) -> None:
    server.script(Says(207, multistatus(response("/l", COLLECTION + TOKEN), response(href, etag('"1"')))))
    assert (await caldav.changes("l", "")).etags == {name: '"1"'}


@pytest.mark.parametrize("href", ["/l/", "http://127.0.0.1/l", "/l/sub/", "/l/..", "/l/%2e%2e", "/l/."])
async def test_what_is_no_item_is_left_out(server: ScriptedServer, caldav: CaldavServer, href: str) -> None:
    server.script(Says(207, multistatus(response("/l/", COLLECTION + TOKEN), response(href, etag('"1"')))))
    assert not (await caldav.changes("l", "")).etags


async def test_a_property_that_was_not_found_is_not_there(server: ScriptedServer, caldav: CaldavServer) -> None:
    body = multistatus(
        response("/l/", TOKEN, "404 Not Found").replace("</d:response>", "")
        + f"<d:propstat><d:prop>{TAG}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>",
        response("/l/a.ics", etag('"1"'), "404 Not Found"),
        response("/l/b.ics", etag('"2"')),
    )
    server.script(Says(207, body))
    assert await caldav.changes("l", "") == Listing("tag:t7", {"b.ics": '"2"'})


async def test_a_server_that_knows_only_tags_is_asked_once_a_time_from_then_on(
    server: ScriptedServer, caldav: CaldavServer
) -> None:
    server.script(Says(207, multistatus(response("/l/", COLLECTION + TAG))))
    server.answer = lambda asked: Says(207, multistatus(response("/l/", TAG if b"getctag" in asked.body else "")))
    assert [await caldav.state("l") for _ in range(3)] == ["tag:t7"] * 3
    assert len(server.asked) == 4


async def test_to_know_that_nothing_changed_costs_one_request_of_one_property(
    server: ScriptedServer, caldav: CaldavServer
) -> None:
    server.script(Says(207, multistatus(response("/l/", COLLECTION + TOKEN))))
    assert [await caldav.state("l") for _ in range(3)] == ["token:urn:1"] * 3
    assert len(server.asked) == 3
    assert {asked.headers["depth"] for asked in server.asked} == {"0"}
    assert not any(b"getctag" in asked.body for asked in server.asked)


async def test_a_server_that_knows_nothing_has_a_state_without_words(
    server: ScriptedServer, caldav: CaldavServer
) -> None:
    server.script(Says(207, multistatus(response("/l/", COLLECTION), response("/l/a.ics", etag('"1"')))))
    assert await caldav.state("l") == ""
    assert await caldav.changes("l", "") == Listing("", {"a.ics": '"1"'})


async def test_a_listing_in_parts_is_put_together(server: ScriptedServer, caldav: CaldavServer) -> None:
    def part(token: str, *responses: str) -> Says:
        return Says(207, multistatus(*responses, f"<d:sync-token>{token}</d:sync-token>"))

    server.script(
        part("urn:2", response("/l/a.ics", etag('"1"')), response("/l/b.ics", etag('"1"')), CUT),
        part("urn:3", GONE.format("/l/a.ics"), GONE.format("/l/c.ics"), GONE.format("/l/sub/"), CUT),
        part("urn:4", response("/l/c.ics", etag('"3"'))),
    )
    listing = await caldav.changes("l", "token:urn:1")
    assert listing == Listing("token:urn:4", {"b.ics": '"1"', "c.ics": '"3"'}, frozenset({"a.ics"}), whole=False)
    assert [b"urn:%d" % n in asked.body for n, asked in enumerate(server.asked, 1)] == [True] * 3


async def test_a_listing_that_is_cut_for_ever_is_asked_for_as_a_whole(
    server: ScriptedServer, caldav: CaldavServer
) -> None:
    whole = multistatus(response("/l/", COLLECTION + TOKEN), response("/l/a.ics", etag('"1"')))
    server.script(Says(207, multistatus(CUT, TOKEN)), Says(207, whole))
    assert await caldav.changes("l", "token:urn:1") == Listing("token:urn:1", {"a.ics": '"1"'})


@pytest.mark.parametrize("status", [400, 403, 405, 409, 410, 412, 415, 501, 507])
async def test_a_token_that_is_not_taken_gives_the_whole(
    server: ScriptedServer, caldav: CaldavServer, status: int
) -> None:
    server.script(
        Says(status, '<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>'),
        Says(207, multistatus(response("/l/", COLLECTION + TOKEN), response("/l/a.ics", etag('"1"')))),
    )
    assert await caldav.changes("l", "token:urn:0") == Listing("token:urn:1", {"a.ics": '"1"'})


async def test_of_many_items_those_that_fail_are_absent(server: ScriptedServer, caldav: CaldavServer) -> None:
    data = "<c:calendar-data>BEGIN:VCALENDAR&#13;\nX-Y:&lt;&amp;ă\n</c:calendar-data>"
    server.script(
        Says(
            207,
            multistatus(
                response("/l/a%40x.ics", etag('"1"') + data),
                GONE.format("/l/b.ics"),
                response("/l/c.ics", etag('"3"')),
                response("/l/d.ics", data, "403 Forbidden"),
                response("/l/unasked.ics", etag('"5"') + data),
            ),
        )
    )
    found = await caldav.fetch("l", ["a@x.ics", "b.ics", "c.ics", "d.ics"])
    assert found == {"a@x.ics": Resource('"1"', "BEGIN:VCALENDAR\r\nX-Y:<&ă\n".encode())}
    assert len(server.asked) == 1
    assert await caldav.fetch("l", []) == {}
    assert len(server.asked) == 1


async def test_a_server_that_does_not_say_the_etag_leaves_it_empty(
    server: ScriptedServer, caldav: CaldavServer
) -> None:
    server.script(Says(201), Says(204, headers={"ETag": 'W/"2"'}))
    assert await caldav.put("l", "a.ics", an_item("a.ics"), None) == ""
    assert await caldav.put("l", "a.ics", an_item("a.ics"), '"1"') == '"2"'
    first, second = server.asked
    assert (first.headers["if-none-match"], second.headers["if-match"]) == ("*", '"1"')
    assert first.body == an_item("a.ics")
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"


async def test_a_server_of_weak_etags_gets_them_back_weak(server: ScriptedServer, caldav: CaldavServer) -> None:
    server.script(
        Says(207, multistatus(response("/l/", COLLECTION + TOKEN), response("/l/a.ics", etag('W/"1"')))), Says(204)
    )
    seen = (await caldav.changes("l", "")).etags["a.ics"]
    await caldav.put("l", "a.ics", an_item("a.ics"), seen)
    assert server.asked[-1].headers["if-match"] == 'W/"1"'


async def test_an_item_that_is_gone_is_told_from_one_that_changed(server: ScriptedServer, caldav: CaldavServer) -> None:
    data = "<c:calendar-data>BEGIN:VCALENDAR</c:calendar-data>"
    server.script(Says(412), Says(207, multistatus(response("/l/a.ics", etag('"2"') + data))))
    with pytest.raises(Conflict):
        await caldav.delete("l", "a.ics", '"1"')
    server.script(Says(412), Says(207, multistatus(GONE.format("/l/a.ics"))))
    with pytest.raises(Missing):
        await caldav.delete("l", "a.ics", '"1"')


async def test_a_collection_is_filled_only_as_it_was_seen(server: ScriptedServer, caldav: CaldavServer) -> None:
    empty = Says(207, multistatus(response("/l/", COLLECTION + TOKEN + etag('"0"'))))
    server.script(empty, Says(201))
    assert await caldav.fill("l", many_items(3))
    filled = next(asked for asked in server.asked if asked.method == "PUT")
    assert (filled.path, filled.headers["if-match"]) == ("/l/", '"0"')
    for refusal in (403, 405, 409, 412, 413, 501):
        server.script(empty, Says(refusal))
        assert not await caldav.fill("l", many_items(3))
    server.script(empty, Says(500))
    with pytest.raises(Failed):
        await caldav.fill("l", many_items(3))
    server.asked.clear()
    server.script(Says(207, multistatus(response("/l/", COLLECTION + TOKEN))))
    assert not await caldav.fill("l", many_items(3))
    assert len(server.asked) == 1


async def test_a_collection_is_made_without_a_color_or_by_mkcol_where_nothing_else_is_taken(
    server: ScriptedServer, caldav: CaldavServer
) -> None:
    def answer(asked: Asked) -> Says:
        if asked.method == "PROPFIND":
            return Says(404)
        return Says(201) if asked.method == "MKCOL" and b"calendar-color" not in asked.body else Says(403)

    server.answer = answer
    await caldav.create("l", "Lịch <1>", "#112233", "VEVENT")
    assert "Lịch &lt;1&gt;".encode() in server.asked[-1].body
    server.answer = lambda asked: Says(404 if asked.method == "PROPFIND" else 403)
    with pytest.raises(CalendarServerError) as caught:
        await caldav.create("l", "Lịch", "#112233", "VEVENT")
    assert caught.value.problem.code == "caldav.forbidden"


@pytest.mark.parametrize("status", [200, 207])
async def test_a_page_for_people_is_no_calendar_server(
    server: ScriptedServer, caldav: CaldavServer, status: int
) -> None:
    server.script(Says(status, "<html><body>Xin chào</body></html>", {"Content-Type": "text/html"}))
    for deed in (caldav.state("l"), caldav.changes("l", ""), caldav.fetch("l", ["a.ics"])):
        with pytest.raises(Failed) as caught:
            await deed
        assert caught.value.problem.code in ("caldav.not_caldav", "caldav.nonsense")


# Finding the calendar home.


async def found(server: ScriptedServer, url: str = "") -> str:
    """The path of the home that is found from an address."""
    made = await CaldavServer.connect(Account(url or server.url, "van.phong", "x"))
    await made.close()
    return made.home.removeprefix(server.url.rstrip("/"))


def principal(href: str) -> str:
    return f"<d:current-user-principal><d:href>{href}</d:href></d:current-user-principal>"


def home(href: str) -> str:
    return f"<c:calendar-home-set><d:href>{href}</d:href></c:calendar-home-set>"


async def test_the_home_is_found_by_the_principal(server: ScriptedServer) -> None:
    server.script(
        Says(207, multistatus(response("/", principal("/p/van.phong/")))),
        Says(207, multistatus(response("/p/van.phong/", home("/cal/van.phong")))),
    )
    assert await found(server) == "/cal/van.phong/"


async def test_the_home_is_found_by_the_well_known_address(server: ScriptedServer) -> None:
    def answer(asked: Asked) -> Says:
        if asked.path == "/.well-known/caldav":
            return Says(301, headers={"Location": "/dav/"})
        return Says(207, multistatus(response("/dav/", home("cal/")))) if asked.path == "/dav/" else Says(405)

    server.answer = answer
    assert await found(server) == "/dav/cal/"


async def test_where_no_home_is_named_that_is_said(server: ScriptedServer) -> None:
    server.script(Says(207, multistatus(response("/", COLLECTION))))
    with pytest.raises(Failed) as caught:
        await found(server)
    assert caught.value.problem.code == "caldav.no_home"


async def test_what_is_no_dav_at_all_is_said(server: ScriptedServer) -> None:
    server.script(Says(404))
    with pytest.raises(Failed) as caught:
        await found(server)
    assert caught.value.problem.code == "caldav.not_caldav"


async def test_a_home_on_another_host_is_not_gone_to(server: ScriptedServer) -> None:
    server.script(Says(207, multistatus(response("/", home("https://p42.example.com/cal/")))))
    with pytest.raises(Failed) as caught:
        await found(server)
    assert caught.value.problem.code == "caldav.other_host"
    assert caught.value.problem.values["target"] == "https://p42.example.com/cal/"


@pytest.mark.parametrize("href", ["http://[::1/", "http://[x]/", "//[/"])
async def test_a_home_that_is_no_address_is_nonsense(server: ScriptedServer, href: str) -> None:
    server.script(Says(207, multistatus(response("/", home(href)))))
    with pytest.raises(Failed) as caught:
        await found(server)
    assert caught.value.problem.code == "caldav.nonsense"
