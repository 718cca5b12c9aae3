"""The demo department in mid-October, with something of everything in its calendar, behind one server and browser."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, time

import uvicorn
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.app import compose
from bot.config.settings import Settings
from bot.demo import ADOPTED, fill_demo
from calendar_sync.stamps import stamp_events
from locales.catalogue import HANOI
from plans.model.people import Person, Role
from plans.model.plan import Deadline, DeadlineKind, Plan, Task, TaskProgress
from plans.model.publishing import PublicCalendar
from plans.staff.access import choose_language, open_web_session
from plans.store.memory import MemoryStore
from tests.end_to_end.walking import PATIENCE, QUIET
from tests.prerequisites import browser

NOW = datetime(2024, 10, 15, 9, 0, tzinfo=HANOI)
#: A meeting gets an hour, a task is called off, one is done; the rest is as the plan has it.
HELD_AT, CALLED_OFF, DONE = "4.2", "2.2", "1.1"


def a_calendar_store() -> MemoryStore:
    """The demo, told what the pages have to show."""
    store = MemoryStore()
    fill_demo(store)
    (plan,) = store.all(Plan)
    done = next(task for task in plan.tasks if task.number == DONE)
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=tuple(map(_told, plan.tasks))))
        tx.put(TaskProgress(plan.id, done.id, NOW, "lan.nt"))
        tx.put(PublicCalendar("lan.nt", ADOPTED))
        stamp_events(tx, NOW)
    return store


def _told(task: Task) -> Task:
    if task.number == HELD_AT:
        return replace(task, deadline=replace(task.deadline, hour=time(14)))
    if task.number == CALLED_OFF:
        day = NOW.date().replace(day=21)
        return replace(task, withdrawn=True, deadline=Deadline(DeadlineKind.ON, day, day, "ngày 21/10/2024"))
    return task


@dataclass
class Square:
    """One server, one browser; `complaints` is what any page of it asked of others, or what went wrong in it."""

    browser: Browser
    store: MemoryStore
    url: str
    complaints: list[str] = field(default_factory=list)

    @property
    def officer(self) -> Person:
        """Who sees everything."""
        return next(person for person in self.store.all(Person) if Role.OFFICE in person.roles)

    @property
    def member(self) -> Person:
        """Who sees their own and their unit's."""
        wide = {Role.OFFICE, Role.LEADER}
        people = self.store.all(Person)
        return next(person for person in people if person.unit.startswith("ql") and not person.roles & wide)

    @asynccontextmanager
    async def page(
        self,
        person: Person | None = None,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        script: bool = True,
        language: str = "vi",
    ) -> AsyncIterator[Page]:
        """A fresh browser's page, in which that person has come in."""
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale={"vi": "vi-VN", "en": "en-GB"}[language],
        )
        context.set_default_timeout(PATIENCE)
        try:
            if person is not None:
                await context.add_cookies(
                    [{"name": "dondoc", "value": self._come_in(person, language), "url": self.url}]
                )
            page = await context.new_page()
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
            page.on("request", lambda asked: self._heed(asked.url))
            yield page
        finally:
            await context.close()

    def _heed(self, asked: str) -> None:
        if not asked.startswith(f"{self.url}/"):
            self.complaints.append(asked)

    def _come_in(self, person: Person, language: str) -> str:
        cookie = f"cookie-of-{person.id}"
        with self.store.transaction() as tx:
            open_web_session(tx, NOW, person, cookie, shared=False)
            choose_language(tx, NOW, person, language)
        return cookie


@asynccontextmanager
async def a_square(public_url: str = "") -> AsyncIterator[Square]:
    """Server and browser, up; `public_url` is what the addresses say instead of this machine's own."""
    expect.set_options(timeout=PATIENCE)
    store = a_calendar_store()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    service = compose(store, Settings(), b"k" * 32, public_url or url, lambda: NOW)
    server = uvicorn.Server(uvicorn.Config(service.web.app, port=port, log_level="error", lifespan="off"))
    serving = asyncio.ensure_future(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    try:
        async with async_playwright() as playwright:
            running = await playwright.chromium.launch(executable_path=browser(), args=QUIET)
            yield Square(running, store, url)
            await running.close()
    finally:
        service.web.streams.close()
        server.should_exit = True
        await asyncio.wait_for(serving, 30)
