"""Browsers that ask to be told of news while no page is open: asking, being told, saying no."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from bot.channels.web.push_pages import STATES
from bot.channels.web.site import STATIC
from bot.messages import Reply
from bot.push.pushing import Pushing
from bot.push.vapid import Vapid
from locales.catalogue import Texts, languages
from plans.model.reaching import PushSubscription
from plans.store.memory import MemoryStore
from tests.bot.channels.web.house import Browser, FullDisk, House
from tests.bot.push.push_service import PushService, push_service
from tests.builders import NOW, audit

VAPID = Vapid(generate_private_key(SECP256R1()))


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as service:
        yield service


@pytest.fixture
def house(service: PushService) -> House:
    store = FullDisk()
    pushing = Pushing(store, VAPID, lambda: NOW, services=(service.url,), pauses=(0.0,), settle=0.0)
    return House(store, push=pushing)


def asked(service: PushService) -> dict[str, str]:
    """What a page's script posts of its browser's new subscription."""
    made = service.subscribe()
    return {"endpoint": made["endpoint"], "key": made["keys"]["p256dh"], "secret": made["keys"]["auth"]}


def subscriptions(store: MemoryStore) -> list[str]:
    return [each.endpoint for each in store.all(PushSubscription)]


@asynccontextmanager
async def pushing(house: House) -> AsyncIterator[None]:
    assert house.push is not None
    stop = asyncio.Event()
    task = asyncio.create_task(house.push.run(stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def turned_on(browser: Browser, service: PushService) -> None:
    answer = await browser.send_json("/bao-tin", asked(service))
    assert answer.status_code == 200, answer.text


async def test_a_message_placed_while_no_page_is_open_knocks_at_the_browser(house: House, service: PushService) -> None:
    async with house.signed_in() as browser, pushing(house):
        await turned_on(browser, service)
        await house.web.chat.send("lan", Reply("Việc của chị Lan: báo cáo sơ kết"))
        await service.wait_for(1)
        assert house.web.chat.unread("lan") == 1, "a knock is no page that shows it"
    (arrived,) = service.arrived
    assert json.loads(arrived.text) == {"title": "Đôn Đốc", "text": "Đôn Đốc có tin mới cho anh/chị", "lang": "vi"}


async def test_nobody_knocks_where_a_page_is_open(house: House, service: PushService) -> None:
    async with house.signed_in() as browser, house.signed_in("hung") as other, pushing(house):
        await turned_on(browser, service)
        await turned_on(other, service)
        async with house.listening(browser) as ear:
            assert await ear.next("badges")
            await house.web.chat.send("lan", Reply("Trang đang mở"))
            await house.web.chat.send("hung", Reply("Trang đang đóng"))
            await service.wait_for(1)
        assert service.asked == 1
        await house.web.chat.send("lan", Reply("Trang vừa đóng"))
        await service.wait_for(2)


async def test_answers_to_what_somebody_just_asked_knock_nowhere(house: House, service: PushService) -> None:
    async with house.signed_in() as browser, pushing(house):
        await turned_on(browser, service)
        await browser.say("chào")
        await house.web.chat.send("lan", Reply("Một tin"))
        await service.wait_for(1)
    assert service.asked == 1


async def test_saying_no_ends_it(house: House, service: PushService) -> None:
    async with house.signed_in() as browser:
        await turned_on(browser, service)
        assert (await browser.send_json("/bao-tin/tat", {})).status_code == 200
        assert subscriptions(house.store) == []
        assert (await browser.send_json("/bao-tin/tat", {})).status_code == 200, "and twice is no matter"


async def test_signing_out_ends_it(house: House, service: PushService) -> None:
    async with house.signed_in() as browser:
        await turned_on(browser, service)
        await browser.send_json("/thoat", {})
    assert subscriptions(house.store) == []


async def test_a_shared_computer_is_refused_and_offered_nothing(house: House, service: PushService) -> None:
    async with house.signed_in(shared=True) as browser:
        answer = await browser.send_json("/bao-tin", asked(service))
        page = await browser.open()
    assert (answer.status_code, answer.json()["error"]) == (400, Texts("vi")("push.shared"))
    assert 'data-shared="yes"' in page.text
    assert subscriptions(house.store) == []


async def test_an_address_that_is_no_push_service_is_named_and_refused(house: House, service: PushService) -> None:
    async with house.signed_in() as browser:
        for endpoint in ("https://push.noibo.vn/abc", "http://169.254.169.254/latest", "http://[::1/"):
            answer = await browser.send_json("/bao-tin", asked(service) | {"endpoint": endpoint})
            assert answer.status_code == 400
        assert (
            "push.noibo.vn"
            in (await browser.send_json("/bao-tin", asked(service) | {"endpoint": "https://push.noibo.vn/abc"})).json()[
                "error"
            ]
        )
    assert subscriptions(house.store) == []
    assert service.asked == 0


@pytest.mark.parametrize(
    "wrong",
    [{"key": "abc"}, {"secret": ""}, {"endpoint": ""}, {"endpoint": "x" * 2000}, {"key": 5}, {"secret": "A" * 500}],
)
async def test_keys_that_are_none_are_refused(house: House, service: PushService, wrong: dict[str, Any]) -> None:
    async with house.signed_in() as browser:
        answer = await browser.send_json("/bao-tin", asked(service) | wrong)
    assert answer.status_code == 400
    assert subscriptions(house.store) == []


async def test_another_site_cannot_turn_it_on(house: House, service: PushService) -> None:
    async with house.signed_in() as browser:
        answer = await browser.send_json("/bao-tin", asked(service), origin="https://evil.example")
    assert answer.status_code == 403
    assert subscriptions(house.store) == []


async def test_where_the_office_has_turned_it_off_nothing_is_offered(service: PushService) -> None:
    house = House()
    async with house.signed_in() as browser:
        page = await browser.open()
        answer = await browser.send_json("/bao-tin", asked(service))
    assert "push.js" not in page.text
    assert 'id="push"' not in page.text
    assert (answer.status_code, answer.json()["error"]) == (400, Texts("vi")("push.off"))


async def test_the_page_explains_it_and_knows_our_key(house: House) -> None:
    async with house.signed_in() as browser:
        page = (await browser.open()).text
    texts = Texts("vi")
    assert f'data-key="{VAPID.public_key}"' in page
    assert texts("push.way") in page
    assert texts("push.counts") in page
    assert page.index("push.js") < page.index("chat.js"), "what opens the stream comes last"


async def test_the_worker_and_the_manifest_are_everybodys(house: House) -> None:
    async with house.browser() as stranger:
        worker, manifest = await stranger.get("/worker.js"), await stranger.get("/manifest.webmanifest")
        assert worker.headers["content-type"].startswith("text/javascript")
        assert worker.headers["cache-control"] == "no-cache"
        assert "fetch" not in worker.text, "it keeps nothing of the pages"
        said = manifest.json()
        assert (said["start_url"], said["display"]) == ("/", "standalone")
        for icon in said["icons"]:
            assert (await stranger.get(icon["src"])).headers["content-type"] == icon["type"]


async def test_a_full_disk_says_so(house: House, service: PushService) -> None:
    async with house.signed_in() as browser:
        house.store.full = True
        answer = await browser.send_json("/bao-tin", asked(service))
    assert answer.status_code == 503
    assert subscriptions(house.store) == []


async def test_the_journal_has_it_without_the_address(house: House, service: PushService) -> None:
    async with house.signed_in() as browser:
        await turned_on(browser, service)
    entry = audit(house.store)[-1]
    assert (entry.who, entry.verb, entry.subject, entry.detail) == ("lan", "subscribe_browser", "lan", "")


@pytest.mark.parametrize("language", languages())
def test_every_state_of_the_panel_has_its_sentence(language: str) -> None:
    script = (STATIC / "push.js").read_text(encoding="utf-8")
    for state in STATES:
        assert f'"{state}"' in script
        assert Texts(language).has(f"push.state_{state}")
