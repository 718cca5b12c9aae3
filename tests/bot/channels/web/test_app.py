"""The whole application: no GET changes anything, unknown paths meet one answer, and stopping is quick."""

import asyncio
import socket
from collections.abc import Iterable, Iterator
from dataclasses import replace

import httpx
import pytest
import uvicorn
from starlette.routing import BaseRoute, Mount, Route

from bot.mail.links import LetterLinks
from bot.messages import ReadMark, Reply
from plans.model.people import Preference
from plans.model.reaching import Contact, Dialogue, Invitation, UsedLink, WebSession
from plans.model.reminding import ReminderSettings
from tests.bot.channels.web.house import House
from tests.builders import STAFF

KINDS = (Contact, Dialogue, Invitation, Preference, ReadMark, ReminderSettings, UsedLink, WebSession)


def get_routes(routes: Iterable[BaseRoute]) -> Iterator[str]:
    """The paths of every GET route, mounted applications included."""
    for route in routes:
        if isinstance(route, Route) and "GET" in (route.methods or ()):
            yield route.path
        elif isinstance(route, Mount):
            yield from get_routes(getattr(route.app, "routes", None) or ())


@pytest.mark.parametrize("demo", [False, True])
async def test_no_get_changes_anything(demo: bool) -> None:
    house = House(demo=demo)
    async with house.signed_in() as browser, house.browser() as stranger:
        await browser.say("tệp")
        link = house.invitation("hung", "chua-dung")
        links, lan = LetterLinks("", b"k" * 32), replace(STAFF, email="lan@so.example.vn")
        with house.store.transaction() as tx:
            tx.put(lan)
        letters = {
            "/thu/{token}": links.press(lan, house.now, "lang:en", "English"),
            "/thoi-thu/{token}": links.stop(lan, house.now, "news"),
        }
        paths = set(get_routes(house.web.app.routes))
        assert {"/", "/month", "/vao/{code}", "/chat/events", "/calendar/{secret}.ics", "/healthz"} <= paths
        filled = {
            letters.get(path, path)
            .replace("{code}", link.removeprefix("/vao/"))
            .replace("{secret}", "x")
            .replace("{number:int}", "2")
            for path in paths
        }
        assert not any("{" in path for path in filled)
        before = [house.store.all(kind) for kind in KINDS], house.store.entries("audit", object)
        for visitor in (browser, stranger):
            for path in sorted(filled):
                if path.endswith("/events"):
                    async with house.listening(visitor, path) as ear:
                        await asyncio.sleep(0.02)
                        assert ear.status in (200, 401)
                    continue
                for ask in (visitor.get, visitor.head):
                    assert (await ask(path)).status_code < 500
        assert ([house.store.all(kind) for kind in KINDS], house.store.entries("audit", object)) == before
        assert house.web.chat.last("lan") == 2


async def test_unknown_paths_and_wrong_calendar_secrets_meet_one_answer() -> None:
    house = House()
    async with house.browser() as stranger:
        answers = [await stranger.get(path) for path in ("/khong-co", "/calendar/sai.ics", "/demo/as", "/.env")]
        assert {(answer.status_code, answer.text) for answer in answers} == {
            (404, '{"error":"Không có trang này. Xin về trang đầu."}')
        }
        assert len({answer.headers["content-security-policy"] for answer in answers}) == 1
        page = await stranger.open("/khong-co")
        assert "<h1>" in page.text


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%5capp.py", "/static/"])
async def test_only_static_files_are_served_as_files(path: str) -> None:
    async with House().browser() as stranger:
        assert (await stranger.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/chat/messages", "GET, HEAD, POST"),
        ("PUT", "/vao/ma-moi", "GET, HEAD, POST"),
        ("GET", "/thoat", "POST"),
    ],
)
async def test_a_wrong_method_is_told_the_right_ones(method: str, path: str, allowed: str) -> None:
    async with House().browser() as stranger:
        answer = await stranger.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


async def test_the_server_is_healthy() -> None:
    async with House().browser() as stranger:
        assert (await stranger.get("/healthz")).text == "ok\n"


async def test_open_pages_do_not_hold_up_a_stopping_server() -> None:
    house = House()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(house.web.app, log_level="error", lifespan="off"))
        serving = asyncio.ensure_future(server.serve([listener]))
        async with house.signed_in() as browser, httpx.AsyncClient(cookies=browser.cookies) as client:
            client.cookies = httpx.Cookies(dict(browser.cookies))
            async with client.stream("GET", f"http://127.0.0.1:{port}/chat/events") as stream:
                heard = stream.aiter_lines()
                assert await anext(heard) == "retry: 1000"
                await house.web.chat.send("lan", Reply("chào"))
                while "Nghe" not in (line := await anext(heard)) and "chào" not in line:
                    pass
                house.web.streams.close()
                server.should_exit = True
                async for _ in heard:
                    pass
            await asyncio.wait_for(serving, 30)  # an open page would hold it up for ever
