"""The demo's own pages: be anyone of the invented department, and move its clock. Mounted by ``dondoc demo`` only."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.chat_routes import Events, badges, event
from bot.channels.web.guard import posted, text_of
from bot.channels.web.site import Site
from bot.channels.web.streams import Stream
from bot.channels.web.view import as_json
from locales.catalogue import HANOI, Texts
from plans.model.people import Person, Role, Unit
from plans.plain_text import capitalized, folded
from plans.staff.people import person_here

#: The demo's clock may be set to these years: the plan's own, and a little around it.
YEARS = range(2023, 2027)
#: A jump to a day arrives when its digest has gone out and the office has opened.
ARRIVAL = time(8, 0)
#: Seconds between two looks at the clock: while it is moved, and while it only ticks.
WATCH_MOVING, WATCH_TICKING = 0.2, 15.0


@dataclass(frozen=True, slots=True)
class Demo:
    """The time machine's three levers; `play_to` lives through what lies between, `skip_to` sleeps through it."""

    now: Callable[[], datetime]
    play_to: Callable[[datetime], Awaitable[None]]
    skip_to: Callable[[datetime], Awaitable[None]]


class DemoPages:
    """The routes under ``/demo``, and what they add to the page."""

    def __init__(self, site: Site, demo: Demo) -> None:
        self._site = site
        self._demo = demo
        self._moving: asyncio.Task[None] | None = None
        self._target: datetime | None = None

    def routes(self) -> list[Route]:
        """For the application."""
        return [
            Route("/demo/as", self.be, methods=["POST"]),
            Route("/demo/time", self.move, methods=["POST"]),
            Route("/demo/events", self.events, methods=["GET"]),
        ]

    def values(self, texts: Texts, person: Person | None) -> dict[str, Any]:
        """The list of people by unit, and what the clock shows."""
        site = self._site
        here = [found for found in site.store.all(Person) if found.is_here(site.today)]
        groups = []
        for unit in site.store.all(Unit):
            members = [self._card(found, unit, texts) for found in here if found.unit == unit.id]
            if members:
                groups.append({"name": unit.name, "people": members})
        weekdays = [texts.weekday(date(2024, 1, day)) for day in range(1, 8)]
        return {
            "groups": groups,
            "chosen": person.id if person else "",
            "first": next((found.id for found in here if Role.OFFICE in found.roles), ""),
            "clock": self._clock_view(),
            "weekdays": [capitalized(name) for name in weekdays],
            "demo_words": {name: texts(f"web.js_{name}") for name in ("arrived", "moving", "nobody_new")},
        }

    async def be(self, request: Request) -> Response:
        """Sit down as somebody else."""
        values = await posted(request, self._site.public_url)
        site = self._site
        person = person_here(site.store, text_of(values, "person", 64), site.today)
        if person is None:
            raise HTTPException(404, "web.error_nobody")
        response = JSONResponse({"next": "/"})
        with site.store.transaction() as tx:
            site.sessions.let_in(tx, request, response, person, shared=False)
        return response

    async def move(self, request: Request) -> Response:
        """Set out for another instant; the open pages hear how far it has come."""
        values = await posted(request, self._site.public_url)
        if self._moving is not None and not self._moving.done():
            raise HTTPException(409, "web.error_moving")
        target = self._asked(values)
        asleep = values.get("asleep") is True
        if asleep and target <= self._demo.now():
            raise HTTPException(400, "web.error_past")
        self._site.sessions.carry(target - self._demo.now())
        await self._move(target, asleep)
        return JSONResponse(self._clock_view())

    async def events(self, _request: Request) -> Response:
        """What a page hears on which nobody has sat down yet."""
        stream = self._site.streams.open("", every_badge=True)
        if stream is None:
            raise HTTPException(503, "web.error_full")
        return Events(self._told(stream), self._site.streams, stream)

    async def _told(self, stream: Stream) -> AsyncIterator[str]:
        stream.tell("badges")
        yield "retry: 1000\n\n"
        while not stream.ended:
            for name, data in stream.take().items():
                yield event(name, badges(self._site, "") if name == "badges" else data)
            await stream.wait(WATCH_TICKING)
            yield ":\n\n"
        yield event(stream.ended, "{}")

    async def _move(self, target: datetime, asleep: bool) -> None:
        self._target = target
        lever = self._demo.skip_to if asleep else self._demo.play_to
        moving = asyncio.ensure_future(lever(target))
        self._moving = moving
        try:
            while not moving.done():
                self._site.streams.tell_all("clock", as_json(self._clock_view()))
                await asyncio.wait({moving}, timeout=WATCH_MOVING)
            moving.result()
        finally:
            moving.cancel()
            self._moving = self._target = None
            self._site.streams.tell_all("clock", as_json(self._clock_view()))
            self._site.streams.tell_all("month")

    def _clock_view(self) -> dict[str, object]:
        target = self._target
        return {"now": self._demo.now().isoformat(), "target": target.isoformat() if target else ""}

    def _asked(self, values: dict[str, Any]) -> datetime:
        """The instant asked for: some days on, or the morning of a day."""
        now = self._demo.now()
        days = values.get("days", 0)
        if type(days) is int and 0 < days <= 366:
            target = now + timedelta(days=days)
        else:
            try:
                target = datetime.combine(date.fromisoformat(text_of(values, "day", 10)), ARRIVAL, HANOI)
            except ValueError:
                raise HTTPException(400, "web.error_no_day") from None
        if target.year not in YEARS:
            raise HTTPException(400, "web.error_far_day")
        return target.astimezone(now.tzinfo)

    def _card(self, person: Person, unit: Unit, texts: Texts) -> dict[str, str]:
        roles = [texts(f"web.role_{role}") for role in Role if role in person.roles]
        shown = roles[:-1] if len(roles) > 1 and Role.STAFF in person.roles else roles
        position = person.position or texts.joined(shown)
        return {
            "id": person.id,
            "name": person.name,
            "position": position,
            "roles": texts.joined(shown),
            "search": folded(f"{person.name} {unit.name} {position} {texts.joined(roles)}"),
        }
