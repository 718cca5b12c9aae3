"""Knocking at browsers through a push service that checks who sends and reads what arrives."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from bot.push.pushing import PAUSES, SHORTEST, Pushing, seconds_kept
from bot.push.vapid import Vapid
from plans.model.people import Person
from plans.model.reaching import PushSubscription
from plans.staff.access import choose_language, close_web_session, open_web_session
from plans.staff.push_subscriptions import subscribe_browser
from plans.store.memory import MemoryStore
from tests.bot.push.push_service import PushService, push_service
from tests.builders import HEAD, NOW, STAFF, a_department, do

VAPID = Vapid(generate_private_key(SECP256R1()), "https://dondoc.so.vn")


@pytest.fixture(scope="module")
def running() -> Iterator[PushService]:
    with push_service() as service:
        yield service


@pytest.fixture
def service(running: PushService) -> PushService:
    for memory in (running.browsers, running.arrived, running.trouble):
        memory.clear()
    running.asked = 0
    return running


class World:
    """A department some of whose browsers asked to be told."""

    def __init__(self, service: PushService) -> None:
        self.service = service
        self.store = MemoryStore()
        a_department(self.store)
        self.pushing = self.a_pushing()

    def a_pushing(self, **more: Any) -> Pushing:
        asked: dict[str, Any] = {"services": (self.service.url,), "pauses": (0.0, 0.0, 0.0), "settle": 0.0} | more
        return Pushing(self.store, VAPID, lambda: NOW, **asked)

    def subscribe(self, person: Person = STAFF, cookie: str = "banh-quy") -> str:
        """A browser of that person; the path of its address."""
        session = do(self.store, open_web_session, person, cookie, False)
        asked = self.service.subscribe()
        keys = asked["keys"]
        do(self.store, subscribe_browser, person, session, asked["endpoint"], keys["p256dh"], keys["auth"])
        return str(asked["endpoint"].removeprefix(self.service.url))

    @asynccontextmanager
    async def running(self, pushing: Pushing | None = None) -> AsyncIterator[None]:
        stop = asyncio.Event()
        task = asyncio.create_task((pushing or self.pushing).run(stop))
        try:
            yield
        finally:
            stop.set()
            await task

    async def told(self, person: Person, asked: int) -> None:
        async with self.running():
            self.pushing.tell(person.id)
            await self.service.wait_for(asked)


@pytest.fixture
def world(service: PushService) -> World:
    return World(service)


async def test_every_browser_of_the_person_is_told_that_there_is_news_and_nothing_else(world: World) -> None:
    one, two = world.subscribe(cookie="mot"), world.subscribe(cookie="hai")
    world.subscribe(HEAD, cookie="ba")
    await world.told(STAFF, 2)
    assert {each.path for each in world.service.arrived} == {one, two}
    for each in world.service.arrived:
        assert json.loads(each.text) == {"title": "Đôn Đốc", "text": "Đôn Đốc có tin mới cho anh/chị", "lang": "vi"}
        assert each.claims["sub"] == "https://dondoc.so.vn"
        assert (each.headers["topic"], each.headers["urgency"]) == ("dondoc", "normal")
        assert each.headers["ttl"] == str(10 * 3600), "from 08:00 to the end of the working day"


async def test_they_are_told_in_the_language_they_read(world: World) -> None:
    world.subscribe()
    do(world.store, choose_language, STAFF, "en")
    await world.told(STAFF, 1)
    assert json.loads(world.service.arrived[0].text) == {
        "title": "Đôn Đốc",
        "text": "Đôn Đốc has news for you",
        "lang": "en",
    }


async def test_several_messages_at_once_are_one_knock(world: World) -> None:
    world.subscribe()
    world.subscribe(HEAD, cookie="hai")
    for person in (STAFF, STAFF, HEAD, STAFF):
        world.pushing.tell(person.id)
    async with world.running():
        await world.service.wait_for(2)
    assert world.service.asked == 2


@pytest.mark.parametrize("status", [404, 410])
async def test_a_browser_that_its_service_knows_no_more_is_forgotten(world: World, status: int) -> None:
    world.subscribe()
    kept = world.subscribe(HEAD, cookie="hai")
    world.service.trouble.append((status, {}))
    await world.told(STAFF, 1)
    assert [each.endpoint for each in world.store.all(PushSubscription)] == [world.service.url + kept]


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_service_in_trouble_is_tried_again(world: World, status: int) -> None:
    world.subscribe()
    world.service.trouble += [(status, {"retry-after": "0"}), (status, {})]
    await world.told(STAFF, 3)
    assert len(world.service.arrived) == 1


async def test_after_a_few_tries_it_is_given_up_and_the_browser_kept(world: World) -> None:
    world.subscribe()
    world.service.trouble += [(500, {})] * 3
    await world.told(STAFF, 3)
    assert world.service.arrived == []
    assert len(world.store.all(PushSubscription)) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 413, 302])
async def test_a_message_that_is_refused_is_not_repeated(world: World, status: int) -> None:
    world.subscribe()
    world.service.trouble.append((status, {"location": f"{world.service.url}/elsewhere"}))
    await world.told(STAFF, 1)
    assert world.service.asked == 1
    assert len(world.store.all(PushSubscription)) == 1


async def test_a_service_out_of_reach_stops_nothing(world: World) -> None:
    session = do(world.store, open_web_session, STAFF, "mot", False)
    keys = world.service.subscribe()["keys"]
    do(world.store, subscribe_browser, STAFF, session, "http://127.0.0.1:1/push", keys["p256dh"], keys["auth"])
    world.subscribe(cookie="hai")
    await world.told(STAFF, 1)
    assert len(world.service.arrived) == 1


async def test_a_browser_that_nothing_can_be_encrypted_for_is_forgotten(world: World) -> None:
    session = do(world.store, open_web_session, STAFF, "mot", False)
    do(world.store, subscribe_browser, STAFF, session, f"{world.service.url}/push/x", "no key", "no secret")
    world.subscribe(cookie="hai")
    await world.told(STAFF, 1)
    assert len(world.store.all(PushSubscription)) == 1


async def test_whoever_signed_out_meanwhile_is_not_told(world: World) -> None:
    world.subscribe()
    world.subscribe(HEAD, cookie="hai")
    world.pushing.tell(STAFF.id)
    world.pushing.tell(HEAD.id)
    do(world.store, close_web_session, "banh-quy")
    async with world.running():
        await world.service.wait_for(1)
    assert world.service.asked == 1


async def test_messages_go_through_the_proxy_that_is_set(world: World) -> None:
    world.subscribe()
    seen: asyncio.Queue[bytes] = asyncio.Queue()

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.put_nowait(await reader.readline())
        writer.write(b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(proxy, "127.0.0.1", 0)
    async with listening:
        pushing = world.a_pushing(proxy=f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}")
        async with world.running(pushing):
            pushing.tell(STAFF.id)
            asked = await asyncio.wait_for(seen.get(), 20)
    assert asked.startswith(b"POST " + world.service.url.encode())
    assert world.service.asked == 0


async def test_stopping_does_not_wait_for_a_service_that_is_left_alone(world: World) -> None:
    world.subscribe()
    world.service.trouble.append((429, {"retry-after": "3600"}))
    pushing = world.a_pushing(pauses=PAUSES)
    async with world.running(pushing):
        pushing.tell(STAFF.id)
        await world.service.wait_for(1)
    assert world.service.asked == 1


@pytest.mark.parametrize(
    ("hour", "seconds"),
    [((1, 0), 10 * 3600), ((10, 59), 60), ((11, 0), 3 * 3600), ((13, 59), 60), ((14, 30), SHORTEST)],
)
def test_a_service_keeps_a_message_no_longer_than_people_may_be_written_to(hour: tuple[int, int], seconds: int) -> None:
    assert seconds_kept(datetime(2024, 2, 20, *hour, tzinfo=UTC)) == seconds


async def test_a_morning_for_many_people_is_looked_up_at_once(world: World) -> None:
    looked = 0
    everything = world.store.all

    def counting(kind: type[Any]) -> Any:
        nonlocal looked
        looked += kind is PushSubscription
        return everything(kind)

    world.subscribe()
    world.store.all = counting  # type: ignore[method-assign]  # counts
    async with world.running():
        for number in range(1000):
            world.pushing.tell(f"nobody-{number}")
        world.pushing.tell(STAFF.id)
        await world.service.wait_for(1)
    assert looked == 1
