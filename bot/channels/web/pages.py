"""What a signed-in person sees: the page itself, the month, and how to subscribe."""

from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.door import Door
from bot.channels.web.guard import posted, text_of
from bot.channels.web.month import Month, month_named, month_of
from bot.channels.web.site import Site
from calendar_sync.calendars import calendar_of
from calendar_sync.feeds import Feed, feeds_of
from calendar_sync.links import link_of, webcal
from calendar_sync.qr import qr_svg
from locales.catalogue import Texts, languages
from plans.model.people import Person, Unit
from plans.problems import Problem
from plans.rights import Action, may
from plans.staff.access import choose_language

#: What the page's script says by itself; it holds no words of its own.
SCRIPT_TEXTS = (
    "copied",
    "copy_failed",
    "download",
    "earlier",
    "edited",
    "elsewhere",
    "lost",
    "one_document",
    "retry",
    "sending",
    "sending_document",
    "typing",
    "unreadable",
    "you",
)

#: What the demo adds to the page of whoever is there.
DemoValues = Callable[[Texts, Person | None], dict[str, Any]]


class Pages:
    """The routes of the page. `demo_values` is None outside the demo."""

    def __init__(self, site: Site, demo_values: DemoValues | None) -> None:
        self._site = site
        self._demo_values = demo_values

    def routes(self) -> list[Route]:
        """For the application."""
        site = self._site
        return [
            Route("/", self.home, methods=["GET"]),
            Door(site, Action.ASK, "/month", self.month, methods=["GET"]),
            Door(site, Action.SUBSCRIBE_CALENDAR, "/lich.svg", self.qr, methods=["GET"]),
            Door(site, Action.SUBSCRIBE_CALENDAR, "/lich.ics", self.file, methods=["GET"]),
            Door(site, Action.CHOOSE_LANGUAGE, "/ngon-ngu", self.language, methods=["POST"]),
        ]

    async def home(self, request: Request) -> Response:
        """Chat, month and subscription; for a stranger, how to get in (in the demo: whom to be)."""
        site = self._site
        person = site.sessions.person(request)
        if person is None and self._demo_values is None:
            return site.page(request, "outside.html")
        texts = site.texts(request, person)
        values: dict[str, Any] = self._demo_values(texts, person) if self._demo_values else {}
        if person is not None:
            values |= self._own(request, person, texts)
        words = {name: texts(f"web.js_{name}") for name in SCRIPT_TEXTS}
        words["too_large"] = texts("web.error_document_too_large")
        return site.page(request, "home.html", person=person, words=words, **values)

    async def month(self, request: Request) -> Response:
        """One month as a piece of the page."""
        person = self._site.sessions.reader(request)
        texts = self._site.texts(request, person)
        return HTMLResponse(
            self._site.templates.get_template("month.html").render(t=texts, month=self._month(request, person, texts))
        )

    async def qr(self, request: Request) -> Response:
        """The address of the reader's calendar as a QR code."""
        person = self._site.sessions.reader(request)
        picture = qr_svg(self._address(person))
        if "xmlns=" not in picture:
            picture = picture.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        return Response(picture, media_type="image/svg+xml")

    async def file(self, request: Request) -> Response:
        """The reader's calendar as a file, for a program that cannot subscribe."""
        person = self._site.sessions.reader(request)
        site = self._site
        body = calendar_of(site.store, self._feed(person), person, site.texts(request, person), site.links.chat_url())
        headers = {"content-disposition": 'attachment; filename="don-doc.ics"'}
        return Response(body, headers=headers, media_type="text/calendar")

    async def language(self, request: Request) -> Response:
        """Remember which language the person reads."""
        values = await posted(request, self._site.public_url)
        person = self._site.sessions.poster(request)
        chosen = text_of(values, "language", 8)
        if chosen not in languages():
            raise HTTPException(400, "web.error_malformed")
        with self._site.store.transaction() as tx:
            outcome = choose_language(tx, self._site.clock(), person, chosen)
        if isinstance(outcome, Problem):
            raise HTTPException(400, "web.error_any")
        return JSONResponse({"next": "/"})

    def _own(self, request: Request, person: Person, texts: Texts) -> dict[str, Any]:
        site = self._site
        unit = site.store.get(Unit, person.unit)
        address = self._address(person)
        return {
            "unit": unit.name if unit else "",
            "shared": site.sessions.is_shared(request),
            "may_invite": may(Action.INVITE, person, site.today),
            "may_upload": may(Action.REVIEW_PLAN, person, site.today),
            "other_language": next(name for name in languages() if name != texts.language),
            "month": self._month(request, person, texts),
            "calendar_url": address,
            "webcal_url": webcal(address),
        }

    def _feed(self, person: Person) -> Feed:
        return feeds_of(self._site.store, person, self._site.today)[0]

    def _address(self, person: Person) -> str:
        feed = self._feed(person)
        link = link_of(self._site.store, person.id, feed)
        return self._site.links.calendar_url(person.id, feed, link.generation)

    def _month(self, request: Request, person: Person, texts: Texts) -> Month:
        site = self._site
        asked = month_named(request.query_params.get("month", ""))
        first = asked or site.today.replace(day=1)
        return month_of(site.store, self._feed(person), person, texts, site.links.chat_url(), first, site.today)
