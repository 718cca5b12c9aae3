"""The pages behind the links of letters: what would happen and for whom, and a button; stopping a kind of letter.

Programs that preview or scan mail open every link, so only a post does anything. What is pressed goes through the
conversation as if pressed in the chat, and the browser is let in as with a personal link. A letter may have been passed
on: the page asks for the person by name, a deed is done once, and links end (`bot.mail.links`).
"""

import secrets
import time
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.web.chat import Post
from bot.channels.web.entry import TRIES_EACH, TRIES_OVERALL, TRIES_SECONDS
from bot.channels.web.guard import BODY_LIMIT, BODY_SECONDS, body_of, posted
from bot.channels.web.site import Site
from bot.inviting.limiter import Limiter
from bot.mail.links import PRESS_PATH, STOP_PATH, LetterLink, LetterLinks, Purpose
from bot.presses import words_of
from bot.talk import one_line
from plans.agenda import entry_by_key
from plans.audit import STREAM
from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.problems import Problem
from plans.reminding.muting import Mutable, mute, unmute
from plans.reminding.settings import settings_of
from plans.staff.letter_links import come_in, used

#: What a mail program posts by itself (RFC 8058), as a form of one of these types.
ONE_CLICK = b"One-Click"
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
#: The longest title of a task on the page.
TITLE_LIMIT = 300


class Dead(Exception):
    """A link that opens nothing: why, and what to do instead."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.status = 404 if problem.code == "letter.dead_unknown" else 410


class LetterPages:
    """The routes ``/thu/…`` and ``/thoi-thu/…``."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._links = LetterLinks(site.links.base_url, site.links.key)
        self._limiter = Limiter(time.monotonic, TRIES_EACH, TRIES_OVERALL, TRIES_SECONDS)

    def routes(self) -> list[Route]:
        """For the application."""
        return [
            Route(f"{PRESS_PATH}/{{token}}", self.show, methods=["GET"]),
            Route(f"{PRESS_PATH}/{{token}}", self.press, methods=["POST"]),
            Route(f"{STOP_PATH}/{{token}}", self.show_stopping, methods=["GET"]),
            Route(f"{STOP_PATH}/{{token}}", self.stop, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Whom the link is for, and what its button would do."""
        try:
            link, person = self._opened(request, Purpose.PRESS)
        except Dead as dead:
            return self._dead(request, dead)
        return self._site.page(
            request,
            "letter_press.html",
            texts=self._site.texts(request, person),
            name=person.name,
            label=one_line(link.label),
            about=self._task(link),
            used=used(self._site.store, _token(request)) is not None,
            sent=link.issued,
        )

    async def press(self, request: Request) -> Response:
        """Do what the button does, once, and let the browser into the chat."""
        site = self._site
        values = await posted(request, site.public_url)
        try:
            link, person = self._opened(request, Purpose.PRESS)
        except Dead as dead:
            return self._refused(request, dead)
        shared, token = values.get("shared") is True, _token(request)
        spent = bool(link.does) and used(site.store, token) is None and self._done(person, link.does)
        response = JSONResponse({"next": "/"})
        with site.store.transaction() as tx:
            come_in(tx, site.clock(), person, token, link.expires, spent=spent, closed=shared)
            if shared or site.sessions.person(request) != person:
                site.sessions.let_in(tx, request, response, person, shared, by_letter=True)
        return response

    async def show_stopping(self, request: Request) -> Response:
        """Which letters are meant, and whether they are being sent."""
        try:
            link, person = self._opened(request, Purpose.STOP)
        except Dead as dead:
            return self._dead(request, dead)
        muted = link.does in settings_of(self._site.store, person.id).muted
        texts = self._site.texts(request, person)
        return self._site.page(
            request, "letter_stop.html", texts=texts, kind=link.does, address=person.email, muted=muted
        )

    async def stop(self, request: Request) -> Response:
        """No more letters of that kind; or ("again", from the page) as before."""
        one_click = _media_type(request) in FORMS
        if one_click:
            # A mail program's own post: it has no page of ours, no cookie, and follows no redirect.
            again = False
            if ONE_CLICK not in await body_of(request, BODY_LIMIT, BODY_SECONDS):
                raise HTTPException(400, "web.error_malformed")
        else:
            again = (await posted(request, self._site.public_url)).get("again") is True
        try:
            link, person = self._opened(request, Purpose.STOP)
        except Dead as dead:
            return self._refused(request, dead)
        with self._site.store.transaction() as tx:
            (unmute if again else mute)(tx, self._site.clock(), person, Mutable(link.does))
        return PlainTextResponse("ok\n") if one_click else JSONResponse({"next": request.url.path})

    def _opened(self, request: Request, purpose: Purpose) -> tuple[LetterLink, Person]:
        """A link and whoever may use it now; one that nobody made counts against the client."""
        site = self._site
        link = self._links.read(purpose, _token(request))
        if link is None:
            client = site.client(request)
            if self._limiter.is_full(client):
                raise HTTPException(429, "web.error_too_many")
            self._limiter.count(client)
            raise Dead(Problem("letter.dead_unknown"))
        holder = link.holder(site.store, site.clock())
        if isinstance(holder, Problem):
            raise Dead(holder)
        before = used(site.store, _token(request))
        if before is not None and before.closed:
            raise Dead(Problem("letter.dead_closed"))
        return link, holder

    def _done(self, person: Person, action: str) -> bool:
        """Press a button as that person; whether something was changed by it: every change leaves an entry."""
        site = self._site
        before = _last_change(site)
        site.chat.converse(person, Post(secrets.token_hex(16), action=action))
        site.streams.wake_all()
        return _last_change(site) != before

    def _task(self, link: LetterLink) -> str:
        """The task that a button is about, if it names one."""
        found = (entry_by_key(self._site.store, word) for word in words_of(link.does)[1])
        return next((one_line(entry.task.title, TITLE_LIMIT) for entry in found if entry is not None), "")

    def _refused(self, request: Request, dead: Dead) -> JSONResponse:
        """Why a post does nothing, for the page's script."""
        sentence = self._site.texts(request, None)(dead.problem.code, **dead.problem.values)
        return JSONResponse({"error": sentence}, dead.status)

    def _dead(self, request: Request, dead: Dead) -> HTMLResponse:
        return self._site.page(request, "letter_dead.html", status=dead.status, problem=dead.problem)


def _token(request: Request) -> str:
    token: Any = request.path_params["token"]
    return str(token)


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _last_change(site: Site) -> int:
    return next((number for number, _ in site.store.entries(STREAM, AuditEntry, last=1)), 0)
