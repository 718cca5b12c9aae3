"""Notifications in a real browser: explained, asked for by a tap, shown by the worker; and what is unread on the icon.

No browser here reaches its maker's service, so the page is given an address at a service of our own.
"""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from playwright.async_api import Page, async_playwright, expect

from bot.app import Service, compose
from bot.config.settings import Push, Settings
from bot.messages import Reply
from bot.push.vapid import Vapid
from plans.model.reaching import PushSubscription
from plans.staff.access import open_web_session
from plans.store.memory import MemoryStore
from tests.bot.push.push_service import PushService, push_service
from tests.builders import NOW, STAFF, a_department
from tests.prerequisites import browser

PATIENCE = 30_000
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
pytestmark = pytest.mark.skipif(
    browser() is None and os.environ.get("CI") != "true", reason="no Chromium here: nothing was asked of a browser"
)
#: What the browser's maker would answer; everything else is the browser's own.
SUBSCRIBED = """
    let made = null;
    PushManager.prototype.getSubscription = async () => made;
    PushManager.prototype.subscribe = async (options) => {
      const said = %s;
      made = { options, toJSON: () => said, unsubscribe: async () => { made = null; return true; } };
      return made;
    };
    window.asked = 0;
    const ask = Notification.requestPermission.bind(Notification);
    Notification.requestPermission = () => { window.asked += 1; return ask(); };
    window.badge = 0;
    navigator.setAppBadge = async (number) => { window.badge = number; };
    navigator.clearAppBadge = async () => { window.badge = 0; };
"""


@asynccontextmanager
async def serving(store: MemoryStore, push: PushService) -> AsyncIterator[tuple[Service, str]]:
    """The whole system on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    url, stop = f"http://127.0.0.1:{port}", asyncio.Event()
    settings = Settings(push=Push(services=(push.url,)))
    vapid = Vapid(generate_private_key(SECP256R1()))
    service = compose(store, settings, b"k" * 32, url, lambda: NOW, vapid=vapid)
    assert service.pushing is not None
    server = uvicorn.Server(uvicorn.Config(service.web.app, port=port, log_level="error", lifespan="off"))
    running = [asyncio.ensure_future(server.serve()), asyncio.ensure_future(service.pushing.run(stop))]
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    try:
        yield service, url
    finally:
        service.web.streams.close()
        server.should_exit = True
        stop.set()
        await asyncio.wait_for(asyncio.gather(*running), 30)


@asynccontextmanager
async def opened(url: str, subscription: dict[str, object], cookie: str) -> AsyncIterator[Page]:
    """The page of whoever has that cookie, in a browser that may show notifications."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=browser(), args=QUIET)
        context = await running.new_context(locale="vi-VN", permissions=["notifications"], base_url=url)
        context.set_default_timeout(PATIENCE)
        await context.add_cookies([{"name": "dondoc", "value": cookie, "url": url}])
        await context.add_init_script(SUBSCRIBED % json.dumps(subscription))
        page = await context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        await page.goto("/")
        try:
            yield page
        finally:
            await running.close()
        assert complaints == []


async def test_a_tap_turns_it_on_the_worker_shows_what_is_sent_and_another_tap_ends_it() -> None:
    expect.set_options(timeout=PATIENCE)
    store = MemoryStore()
    a_department(store)
    with store.transaction() as tx:
        open_web_session(tx, NOW, STAFF, "banh-quy", shared=False)
    with push_service() as push:
        async with (
            serving(store, push) as (service, url),
            opened(url, push.subscribe(), "banh-quy") as page,
        ):
            # Nothing is asked before the tap; a link opens what explains it.
            await expect(page.locator("#push")).to_be_hidden()
            await page.evaluate("location.hash = '#bao-tin'")
            await expect(page.locator("#push")).to_be_visible()
            await expect(page.locator("#push")).to_contain_text("Google, Mozilla, Apple hoặc Microsoft")
            await expect(page.locator("#push-state")).to_have_text("Đang tắt trên máy này.")
            assert await page.evaluate("window.asked") == 0
            await page.click("#push-on")
            await expect(page.locator("#push-state")).to_have_text("Đang bật trên máy này.")
            assert await page.evaluate("window.asked") == 1
            (kept,) = store.all(PushSubscription)
            assert kept.person == STAFF.id
            await page.click("#push-close")
            await page.wait_for_function("location.hash === ''")  # or the next visit would begin with it

            # The next visit keeps it up without asking anybody anything.
            await page.reload()
            await page.click("#push-open")
            await expect(page.locator("#push-state")).to_have_text("Đang bật trên máy này.")
            assert await page.evaluate("window.asked") == 0
            assert store.all(PushSubscription) == (kept,)
            await page.click("#push-close")

            # While the page is hidden, what is unread stands in its title, on its icon and on that of the program.
            await service.web.chat.send(STAFF.id, Reply("Nhìn thấy"))
            await expect(page.locator(".message")).to_have_count(1)
            await hide(page, True)
            await service.web.chat.send(STAFF.id, Reply("Chưa thấy"))
            await expect(page).to_have_title("(1) Phạm Thị Lan · Đôn Đốc")
            assert await page.get_attribute("link[rel=icon]", "href") == "/static/icon-unread.svg"
            assert await page.evaluate("window.badge") == 1
            await hide(page, False)
            await expect(page).to_have_title("Phạm Thị Lan · Đôn Đốc")
            assert await page.get_attribute("link[rel=icon]", "href") == "/static/icon.svg"
            await page.wait_for_function("window.badge === 0")
            assert push.asked == 0, "nobody knocks where a page is open"

            # What the service gets while no page is open is what the worker shows.
            await page.goto("/lich")  # which has no talk to show
            while service.web.streams.is_open(STAFF.id):  # noqa: ASYNC110 - the server sees it a moment later
                await asyncio.sleep(0.01)
            await service.web.chat.send(STAFF.id, Reply("Việc riêng của chị Lan"))
            await push.wait_for(1)
            shown = await shown_by_worker(page, url, push.arrived[0].text)
            assert shown == ["Đôn Đốc: Đôn Đốc có tin mới cho anh/chị"]

            await page.goto("/")
            await page.click("#push-open")
            await page.click("#push-off")
            await expect(page.locator("#push-state")).to_have_text("Đang tắt trên máy này.")
            assert store.all(PushSubscription) == ()


async def hide(page: Page, hidden: bool) -> None:
    """Let the page believe that nobody looks at it, or that somebody does again."""
    state = "hidden" if hidden else "visible"
    await page.evaluate(
        f"""() => {{
            Object.defineProperty(document, "visibilityState", {{ value: "{state}", configurable: true }});
            document.dispatchEvent(new Event("visibilitychange"));
        }}"""
    )


async def shown_by_worker(page: Page, url: str, data: str) -> list[str]:
    """The notifications that stand there after the browser has given the worker a message."""
    devtools = await page.context.new_cdp_session(page)
    found: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def registered(event: dict[str, list[dict[str, str]]]) -> None:
        for each in event["registrations"]:
            if not found.done():
                found.set_result(each["registrationId"])

    devtools.on("ServiceWorker.workerRegistrationUpdated", registered)
    await devtools.send("ServiceWorker.enable")
    number = await asyncio.wait_for(found, 20)
    await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    standing: list[str] = []
    for attempt in range(500):
        if attempt % 100 == 0:  # a browser that is just starting the worker drops it; shown twice it still stands once
            message = {"origin": url, "registrationId": number, "data": data}
            await devtools.send("ServiceWorker.deliverPushMessage", message)
        standing = await page.evaluate(
            """async () => {
                const registration = await navigator.serviceWorker.getRegistration("/");
                const shown = await registration.getNotifications();
                return shown.map((each) => `${each.title}: ${each.body}`);
            }"""
        )
        if standing:
            break
        await asyncio.sleep(0.02)
    return standing
