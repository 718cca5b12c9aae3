"""A person in a real browser in front of the demo: sits down as somebody, writes, presses, moves the clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import ConsoleMessage, Locator, Page, async_playwright, expect

from tests.prerequisites import browser

#: Chromium by itself calls home; what is left can only be the pages' doing.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Milliseconds that anything may take on a busy machine.
PATIENCE = 30_000


@dataclass
class Visitor:
    """One browser page; `asked` is every address that it requested, `complaints` what went wrong in it."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def heed(self, said: ConsoleMessage) -> None:
        """Keep an error; but what an old page still asks for while somebody else sits down is rightly refused."""
        if said.type == "error" and "401 (Unauthorized)" not in said.text:
            self.complaints.append(f"{said.text} {said.location['url']}")

    @property
    def answers(self) -> Locator:
        """The messages that the person was sent."""
        return self.page.locator(".message:not(.mine)")

    async def sit_down(self, name: str) -> None:
        """Choose somebody from the demo's list."""
        await self.page.locator("#people > summary").click()
        await self.page.fill("#find", name)
        named = self.page.get_by_text(name, exact=True)
        await self.page.locator("#groups button").filter(has=named).click()
        await expect(self.page.locator(".who bdi")).to_have_text(name)
        # Nothing is sent before the page has its talk: then it shows messages, or that there are none yet.
        await expect(self.page.locator(".message, #empty:visible").first).to_be_visible()

    async def say(self, text: str) -> str:
        """Write a message; the words of the answer."""
        before = await self.answers.count()
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")
        await expect(self.answers).to_have_count(before + 1)
        return await self.answers.last.inner_text()

    async def press(self, label: str, then: str) -> str:
        """Press a button of the newest message; the words of the message that says `then`."""
        await self.answers.last.get_by_role("button", name=label, exact=True).click()
        await expect(self.answers.last).to_contain_text(then)
        return await self.answers.last.inner_text()

    async def jump_to(self, day: str) -> None:
        """Jump to a day, written 2024-02-28, and wait until the clock is there."""
        await self._move(day, "#jump .primary")

    async def sleep_until(self, day: str) -> None:
        """Go to a day as if the machine had been switched off meanwhile."""
        await self._move(day, "#sleep")

    async def _move(self, day: str, lever: str) -> None:
        await expect(self.page.locator("#jump-named")).not_to_be_empty()  # the page's scripts listen
        await self.page.fill("#jump-day", day)
        named = await self.page.locator("#jump-named").inner_text()
        await self.page.click(lever)
        await expect(self.page.locator("#clock-day")).to_have_text(named)
        await expect(self.page.locator("#jump .primary")).to_be_enabled()


@asynccontextmanager
async def visit(url: str, width: int = 1440, height: int = 900) -> AsyncIterator[Visitor]:
    """A fresh browser with the page open."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=browser(), args=QUIET)
        context = await running.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        visitor = Visitor(await context.new_page())
        page = visitor.page
        page.on("request", lambda asked: visitor.asked.append(asked.url))
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        page.on("console", visitor.heed)
        await page.goto(url)
        await expect(page.locator(".who bdi")).to_be_visible()
        try:
            yield visitor
        finally:
            await running.close()


@asynccontextmanager
async def elsewhere(visitor: Visitor, address: str) -> AsyncIterator[Visitor]:
    """A fresh browser beside the visitor's, on an address."""
    running = visitor.page.context.browser
    assert running is not None
    context = await running.new_context(locale="vi-VN")
    other = Visitor(await context.new_page())
    await other.page.goto(address)
    try:
        yield other
    finally:
        await context.close()


async def fetched(page: Page, button: Locator) -> bytes:
    """The file that a press or a link brings."""
    async with page.expect_download() as awaited:
        await button.click()
    kept = await (await awaited.value).path()
    return await asyncio.to_thread(kept.read_bytes)
