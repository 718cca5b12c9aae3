"""The pages in a real browser, over the whole system as `bot.app` joins it. Skipped, with a reason, where none is."""

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, Route, async_playwright, expect

from bot.app import Service, compose
from bot.clock import Clock, MovableClock
from bot.config.settings import Settings
from bot.demo import START, fill_demo
from bot.messages import Reply
from plans.model.people import Person, Role
from plans.staff.access import invite
from plans.store.memory import MemoryStore

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

#: Milliseconds that anything may take on a machine that runs everything at once.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        CHROMIUM is None and os.environ.get("CI") != "true",
        reason="no Chromium here: the pages were not walked through",
    ),
]


@dataclass
class Town:
    """The demo department on a port of its own, with a browser in front of it."""

    browser: Browser
    store: MemoryStore = field(default_factory=MemoryStore)
    port: int = 0
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        fill_demo(self.store)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def open(self, clock: Clock) -> AsyncIterator[Service]:
        """The server, up."""
        service = compose(self.store, Settings(), b"k" * 32, self.url, clock)
        server = uvicorn.Server(uvicorn.Config(service.web.app, port=self.port, log_level="error", lifespan="off"))
        serving = asyncio.ensure_future(server.serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        try:
            yield service
        finally:
            service.web.streams.close()
            server.should_exit = True
            await asyncio.wait_for(serving, 30)

    @asynccontextmanager
    async def page(self, width: int = 1440, height: int = 900) -> AsyncIterator[Page]:
        """A fresh browser's page; what it complains of is remembered."""
        context: BrowserContext = await self.browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN"
        )
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if "Security" in said.text else None)
        page.on("request", lambda asked: None if asked.url.startswith(self.url) else self.complaints.append(asked.url))
        try:
            yield page
        finally:
            await context.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One for all; what is kept between pages is kept for the pages of one `Town.page` only."""
    async with async_playwright() as playwright:
        found = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        await found.close()


@pytest_asyncio.fixture(loop_scope="module")
async def town(browser: Browser) -> AsyncIterator[Town]:
    found = Town(browser)
    yield found
    assert found.complaints == []


async def sit_down(page: Page, name: str) -> None:
    """Choose somebody from the demo's list."""
    await page.locator("#people > summary").click()
    await page.fill("#find", name)
    await page.locator("#groups li:visible button", has_text=name).first.click()
    await expect(page.locator(".who bdi")).to_have_text(name)


async def say(page: Page, text: str) -> None:
    """Write a message and wait for an answer to it."""
    answers = page.locator(".message:not(.mine)")
    before = await answers.count()
    await page.fill("#text", text)
    await page.press("#text", "Enter")
    await expect(answers).to_have_count(before + 1)


async def test_a_walk_through_the_demo(town: Town) -> None:
    clock = MovableClock(START)
    staff = next(person for person in town.store.all(Person) if person.unit.startswith("ql"))
    async with town.open(clock), town.page() as page:
        await page.goto(town.url)
        # The first look: somebody's chat, their month, and the time machine side by side.
        await expect(page.locator(".who bdi")).to_be_visible()
        boxes = [await page.locator(part).bounding_box() for part in ("#chat", "#calendar", "#machine")]
        assert all(left and right and left["x"] + left["width"] <= right["x"] for left, right in pairwise(boxes))
        await expect(page.locator(".ribbon")).to_contain_text("Dữ liệu minh họa")

        await sit_down(page, staff.name)
        await page.click("#begin")
        await expect(page.locator(".message:not(.mine)")).to_have_count(1)
        await say(page, "tháng này có gì đến hạn?")
        await expect(page.locator(".message:not(.mine)").last).to_contain_text("29/02/2024")
        await expect(page.locator("#typing")).to_be_hidden()

        await page.fill("#jump-day", "2024-02-28")
        await page.click("#jump .primary")
        await expect(page.locator("#clock-day")).to_have_text("Thứ Tư, 28/02/2024")
        await expect(page.locator(".month .today .number")).to_have_text("28")
        digests = page.locator(".message:not(.mine)", has_text="29/02/2024")
        await expect(digests.nth(1)).to_be_visible()
        days = [words.rpartition(", ")[2] for words in await page.locator(".date").all_inner_texts()]
        assert days[0] == "20/02/2024"
        assert len(days) > 1

        # Others have unread messages; sitting down as one of them shows theirs, and the badge goes.
        waiting = page.locator("#unread button").first
        name = await waiting.locator("bdi").inner_text()
        await waiting.click()
        await expect(page.locator(".who bdi")).to_have_text(name)
        await expect(page.locator(".message").first).to_be_visible()
        await expect(page.locator("#unread bdi", has_text=name)).to_have_count(0)


async def test_what_arrives_for_somebody_ends_the_word_that_nobody_has_new_messages(town: Town) -> None:
    other = next(person for person in town.store.all(Person) if person.unit.startswith("ql"))

    async def late(route: Route) -> None:
        await asyncio.sleep(0.5)  # the stream must not begin before whoever listens to it is there
        await route.continue_()

    async with town.open(MovableClock(START)) as service, town.page() as page:
        await page.route("**/static/demo.js", late)
        await page.goto(town.url)
        await expect(page.locator("#arrived")).to_have_text("Chưa có tin nào chưa đọc.")
        await service.web.chat.send(other.id, Reply("Thay đổi trên lịch"))
        await expect(page.locator("#unread bdi")).to_have_text(other.name)
        await expect(page.locator("#arrived")).to_be_empty()


async def test_the_page_heals_by_itself_over_a_restart(town: Town) -> None:
    clock = MovableClock(START)
    async with town.page() as page:
        async with town.open(clock):
            await page.goto(town.url)
            await page.click("#begin")
            await expect(page.locator(".message:not(.mine)")).to_have_count(1)
            person = await page.locator("body").get_attribute("data-person") or ""
        await page.fill("#text", "<img src=x onerror=alert(1)>")
        await page.press("#text", "Enter")
        await expect(page.locator("#lost")).to_be_visible()
        async with town.open(clock) as service:
            await service.web.chat.send(person, Reply("<b>Trong lúc vắng</b>"))
            await expect(page.locator("#lost")).to_be_hidden()
            await expect(page.locator(".message", has_text="<b>Trong lúc vắng</b>")).to_have_count(1)
            await expect(page.locator(".message.mine", has_text="<img src=x onerror=alert(1)>")).to_have_count(1)
            await expect(page.locator(".message:not(.mine)")).to_have_count(3)
            await expect(page.locator("[data-key]")).to_have_count(0)


async def test_a_message_answered_by_a_file_keeps_its_other_buttons(town: Town) -> None:
    office = next(person for person in town.store.all(Person) if Role.OFFICE in person.roles)
    async with town.open(MovableClock(START)), town.page() as page:
        await page.goto(town.url)
        await sit_down(page, office.name)
        await say(page, "/danhsach")
        for form in ("Tệp Excel", "Văn bản Word"):
            await page.get_by_role("button", name=form).click()
        await expect(page.locator("a.file")).to_have_count(2)


async def test_two_tabs_show_the_same_talk(town: Town) -> None:
    async with town.open(MovableClock(START)), town.page() as first:
        await first.goto(town.url)
        await expect(first.locator("#begin")).to_be_visible()
        second = await first.context.new_page()
        await second.goto(town.url)
        await say(first, "/start")
        await expect(second.locator(".message:not(.mine)")).to_have_count(1)
        await expect(second.locator(".message.mine .words")).to_have_text("/start")


async def test_no_width_needs_sideways_scrolling(town: Town) -> None:
    async with town.open(MovableClock(START)), town.page() as page:
        await page.goto(town.url)
        await page.click("#begin")
        await expect(page.locator(".message:not(.mine)")).to_have_count(1)
        for width in (360, 390, 999, 1000, 1600):
            await page.set_viewport_size({"width": width, "height": 800})
            assert await page.evaluate("document.documentElement.scrollWidth") == width
            chat, month = await page.locator("#chat").bounding_box(), await page.locator("#calendar").bounding_box()
            assert chat
            assert month
            assert (month["x"] > chat["x"]) is (width >= 1000)


async def test_in_by_a_link_on_a_shared_machine_and_out_again(town: Town) -> None:
    clock = MovableClock(START)
    person = town.store.all(Person)[0]
    with town.store.transaction() as tx:
        invite(tx, clock(), person, "ma-moi")
    # A clock that cannot be moved makes it a real department: no time machine.
    async with town.open(lambda: START), town.page() as page:
        await page.goto(f"{town.url}/vao/ma-moi")
        await expect(page.locator(".whom")).to_have_text(person.name)
        await page.check("input[name=shared]")
        await page.click("button[type=submit]")
        await expect(page.locator(".who")).to_contain_text("máy dùng chung")
        assert await page.locator("#machine, #people").count() == 0
        cookies = await page.context.cookies()
        assert [(cookie["expires"], cookie["httpOnly"]) for cookie in cookies] == [(-1, True)]
        await expect(page.locator("table.month")).to_have_role("grid")  # before its script runs, a link is a link
        await page.locator(".month-head [rel=next]").click()
        await expect(page.locator("#month-title")).to_have_text("Tháng 3 năm 2024")
        await page.click("[data-language=en]")
        await expect(page.locator("#month-title")).to_have_text("February 2024")
        await page.click("#leave")
        await expect(page.locator("h1")).to_be_visible()
        assert person.name not in await page.content()


async def test_a_page_of_a_demo_that_was_started_afresh_starts_over(town: Town) -> None:
    async with town.page() as page:
        async with town.open(MovableClock(START)):
            await page.goto(town.url)
            await page.click("#begin")
            await expect(page.locator(".message:not(.mine)")).to_have_count(1)
        town.store = MemoryStore()
        fill_demo(town.store)
        async with town.open(MovableClock(START)):
            await expect(page.locator("#people")).to_have_class("picker all")
            await expect(page.locator(".message")).to_have_count(0)


async def test_the_keyboard_stays_where_it_was_when_a_press_is_answered(town: Town) -> None:
    officer = next(person for person in town.store.all(Person) if Role.OFFICE in person.roles)
    async with town.open(MovableClock(START)), town.page() as page:
        await page.goto(town.url)
        await sit_down(page, officer.name)
        await say(page, "/themviec")
        for text in ("Hội nghị", "20/8", "Văn phòng"):
            await say(page, text)
        last = page.locator(".message:not(.mine)").last
        await last.get_by_role("button", name="Báo cáo").focus()
        await page.keyboard.press("Enter")
        await expect(last).to_contain_text("Thêm việc này vào kế hoạch")
        await expect(last).to_be_focused()
        await page.keyboard.press("Tab")
        await expect(last.get_by_role("button", name="Thêm việc này")).to_be_focused()
