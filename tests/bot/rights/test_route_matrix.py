"""Every page, file and post of the running application, tried by every role, by strangers and over ended sessions."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.routing import BaseRoute, Mount, Route

from bot.app import Service, compose
from bot.channels.web.chat import ChatLine
from bot.channels.web.door import Door
from bot.channels.web.guesses import MISSES_EACH
from bot.clock import MovableClock
from bot.config.settings import Settings, Telegram
from bot.messages import Attachment, Reply
from calendar_sync.feeds import OWN
from calendar_sync.subscribing.links import Links
from locales.catalogue import Texts
from plans.calendars.addresses import link_of
from plans.model.publishing import CalendarLink
from plans.rights import Action
from plans.staff.access import close_web_session
from plans.staff.leaving import chat_stream
from plans.staff.people import digest_of
from plans.store.memory import MemoryStore
from tests.bot.rights import table
from tests.bot.rights.cast import CAST, COOKIES, GONE, a_cast_store, named, open_sessions
from tests.bot.rights.table import Row, rows
from tests.builders import INDUSTRY, NOW, STAFF

BASE = "http://dondoc.test"
KEY = b"k" * 32
SIGNED_OUT = 401
CLOSED = frozenset({401, 403})
SETTINGS = Settings(
    public_url=BASE,
    telegram=Telegram(token="1:telegram", mode="webhook", webhook_secret="secret"),
)
#: Pages that go on for ever: the door is what is tried there.
STREAMS = frozenset({"GET /chat/events"})


def service(store: MemoryStore, *, demo: bool = False) -> Service:
    """The application as it runs, with a webhook."""
    clock = MovableClock(NOW)
    return compose(store, SETTINGS, KEY, BASE, clock if demo else lambda: NOW, folder=Path("nowhere"))


def flat(routes: Iterable[BaseRoute], prefix: str = "") -> Iterator[tuple[str, BaseRoute]]:
    """Every route below these, as "GET /path"."""
    for route in routes:
        if isinstance(route, Mount) and route.routes:
            yield from flat(route.routes, prefix + route.path)
        elif isinstance(route, Mount):
            yield f"GET {prefix}{route.path}", route
        elif isinstance(route, Route):
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield f"{method} {prefix}{route.path}", route
        else:
            yield f"? {route!r}", route


REAL = dict(flat(service(MemoryStore()).web.app.routes))
DEMO = dict(flat(service(MemoryStore(), demo=True).web.app.routes))


def row_of(name: str) -> Row:
    """The row of a route; one without a row belongs to nobody, so that the matrix fails and says so."""
    missing = f"!add «{name} | who» to ROUTES in tests/bot/rights/table.py, and a Door (or why it is open)"
    return rows(table.ROUTES).get(name) or Row(name, missing, "")


class House:
    """The application over the cast's department."""

    def __init__(self) -> None:
        self.store = a_cast_store()
        self.app = service(self.store).web.app

    async def ask(self, name: str, cookie: str = "", filling: str = "-") -> httpx.Response:
        """One request as a page of ours sends it, and the answer."""
        method, _, path = name.partition(" ")
        for gap, value in {"{number:int}": "1", "{code}": filling, "{secret}": filling}.items():
            path = path.replace(gap, value)
        path = path.replace("{", "").replace("}", "").replace(":path", "")
        headers = {
            "x-dondoc-token": digest_of(f"page of {cookie}")[:32] if cookie else "-",
            "accept": "application/json",
        }
        if cookie:
            headers["cookie"] = f"dondoc={cookie}"
        if path.endswith("upload"):
            headers |= {"content-type": "application/octet-stream"}
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            if method == "POST" and "content-type" not in headers:
                return await client.post(path, json={}, headers=headers)
            return await client.request(method, path, headers=headers)


@pytest.fixture
def house() -> House:
    return House()


@pytest.mark.parametrize("name", sorted(REAL))
async def test_every_route_is_open_to_those_of_the_table_and_to_nobody_else(house: House, name: str) -> None:
    row = row_of(name)
    assert not row.who.startswith("!"), row.who
    if row.who in ("open", "secret"):
        assert not isinstance(REAL[name], Door)
        return
    route = REAL[name]
    assert isinstance(route, Door), f"{name}: declare it as a Door, which says what it takes and enforces it"
    for role in CAST:
        if name in STREAMS:
            assert row.who == "all"
            continue
        open_sessions(house.store)
        found = await house.ask(name, COOKIES[role])
        assert (found.status_code in CLOSED) is (role not in named(row.who)), f"{name} by {role}: {found.text}"
        assert found.status_code < 500


@pytest.mark.parametrize("name", sorted(name for name in REAL if row_of(name).who not in ("open", "secret")))
async def test_strangers_get_one_and_the_same_refusal(house: House, name: str) -> None:
    with house.store.transaction() as tx:
        close_web_session(tx, NOW, COOKIES["staff"])
    told = set()
    for cookie in ("", "made-up", COOKIES["left"], COOKIES["staff"]):  # nobody, a forger, one who left, one signed out
        before = len(house.store.entries("audit", object))
        found = await house.ask(name, cookie)
        told.add((found.status_code, found.text))
        assert len(house.store.entries("audit", object)) == before
    assert told == {(SIGNED_OUT, (await house.ask("GET /month")).text)}


@pytest.mark.parametrize("name", sorted(name for name in REAL if row_of(name).who == "open"))
async def test_an_open_page_tells_a_stranger_nothing_of_the_department(house: House, name: str) -> None:
    found = await house.ask(name)
    for person in CAST.values():
        assert person.name not in found.text
    assert "Sở Thử nghiệm" not in found.text


async def test_a_calendar_opens_to_its_address_alone(house: House) -> None:
    links = Links(BASE, KEY)
    of = {
        person.id: links.calendar_secret(person.id, OWN, link_of(house.store, person.id, OWN.id).generation)
        for person in (STAFF, GONE)
    }
    route = "GET /calendar/{secret}.ics"
    assert (await house.ask(route, filling=of[STAFF.id])).status_code == 200
    wrong, left = await house.ask(route, filling="A" * 43), await house.ask(route, filling=of[GONE.id])
    assert wrong.status_code == 404
    assert left.text.count("BEGIN:VEVENT") == 1  # that the address has ended, and nothing else
    for word in (*(person.name for person in CAST.values()), "Sở Thử nghiệm", "kế hoạch"):
        assert word not in left.text


async def test_whoever_guesses_addresses_waits_and_nobody_else_does(house: House) -> None:
    links, route = Links(BASE, KEY), "GET /calendar/{secret}.ics"
    found = [await house.ask(route, filling=f"guess{n}") for n in range(MISSES_EACH + 2)]
    assert [each.status_code for each in found] == [*[404] * MISSES_EACH, 429, 429]
    assert found[-1].headers["retry-after"] == "600"
    assert (await house.ask(route, filling=links.calendar_secret(STAFF.id, OWN, 0))).status_code == 200


async def test_an_address_that_ended_long_ago_says_where_to_get_another(house: House) -> None:
    with house.store.transaction() as tx:
        tx.put(CalendarLink(STAFF.id, OWN.id, 1, (NOW - timedelta(days=31),)))
    found = await house.ask("GET /calendar/{secret}.ics", filling=Links(BASE, KEY).calendar_secret(STAFF.id, OWN, 0))
    assert (found.status_code, found.json()["error"]) == (410, Texts("vi")("web.error_calendar_gone"))


async def test_the_webhook_opens_to_telegrams_secret_alone(house: House) -> None:
    assert (await house.ask("POST /telegram", COOKIES["office"])).status_code == 404


async def test_a_wrong_code_opens_nothing(house: House) -> None:
    for method in ("GET", "POST"):
        assert (await house.ask(f"{method} /vao/{{code}}", COOKIES["office"])).status_code == 404


async def test_a_file_of_somebody_elses_talk_is_not_there(house: House) -> None:
    file = Reply("Tệp đây", attachment=Attachment("ke-hoach.txt", "text/plain", b"noi dung"))
    with house.store.transaction() as tx:
        tx.append(chat_stream(STAFF.id), ChatLine(NOW, reply=file))
    name = "GET /chat/files/{number:int}"
    assert (await house.ask(name, COOKIES["staff"])).content == b"noi dung"
    for role in CAST.keys() - {"staff"}:
        assert (await house.ask(name, COOKIES[role])).status_code == 404


async def test_a_file_with_names_stays_closed_to_whoever_has_lost_the_right(house: House) -> None:
    role, file = "head", Attachment("danh-sach.xlsx", "x", b"ten nguoi", takes=Action.EXPORT_LISTS)
    with house.store.transaction() as tx:
        tx.append(chat_stream(CAST[role].id), ChatLine(NOW, reply=Reply("Tệp đây", attachment=file)))
    name = "GET /chat/files/{number:int}"
    assert (await house.ask(name, COOKIES[role])).content == b"ten nguoi"
    with house.store.transaction() as tx:
        tx.put(replace(INDUSTRY, head=None))
    assert (await house.ask(name, COOKIES[role])).status_code == 404


def test_the_table_lists_no_route_that_is_gone() -> None:
    assert set(rows(table.ROUTES)) == set(DEMO) | set(REAL)


def test_the_demos_pages_are_in_the_demo_only() -> None:
    assert DEMO.keys() - REAL.keys() == {name for name, row in rows(table.ROUTES).items() if row.who == "demo"}
