"""What a signed-in person sees first: chat and calendar, and the choice of the language."""

from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.door import Door
from bot.channels.web.guard import posted, text_of
from bot.channels.web.push_pages import push_values
from bot.channels.web.site import Site
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
#: The calendar beside the chat.
CalendarValues = Callable[[Request, Person, Texts], dict[str, Any]]


class Pages:
    """The routes of the page. `calendar` is what stands beside the chat; `demo_values` is None outside the demo."""

    def __init__(self, site: Site, calendar: CalendarValues, demo_values: DemoValues | None) -> None:
        self._site = site
        self._calendar = calendar
        self._demo_values = demo_values

    def routes(self) -> list[Route]:
        """For the application."""
        site = self._site
        return [
            Route("/", self.home, methods=["GET"]),
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
        return {
            "unit": unit.name if unit else "",
            "draft": _draft(request.query_params.get("hoi", ""), texts),
            "shared": site.sessions.is_shared(request),
            "may_invite": may(Action.INVITE, person, site.today),
            "may_upload": may(Action.REVIEW_PLAN, person, site.today),
            "other_language": next(name for name in languages() if name != texts.language),
            **self._calendar(request, person, texts),
            **push_values(site, request, texts),
        }


def _draft(asked: str, texts: Texts) -> str:
    """What a link to the chat has written for the person already, who only has to send it."""
    return {"lich": "/lich", "mat-khau": texts("lich.password")}.get(asked, "")
