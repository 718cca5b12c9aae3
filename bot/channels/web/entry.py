"""The way in and out: a personal link shows a name and a button; only the button's post uses the code up.

A code that is wrong, used or expired meets one and the same page, and after many of them only a short refusal. A good
one is taken however many wrong ones came before it: codes are too long to be guessed, and an office behind one address
(or a proxy on another machine) is one client, whom a stranger's tries must not keep out.
"""

import time

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.guard import posted
from bot.channels.web.site import Site
from bot.inviting.limiter import Limiter
from plans.model.people import Person
from plans.model.reaching import Invitation
from plans.problems import Problem
from plans.staff.access import accept_invitation
from plans.staff.people import digest_of, person_here

#: Wrong codes: so many per client, and of all together, within ten minutes.
TRIES_EACH, TRIES_OVERALL, TRIES_SECONDS = 10, 200, 600.0


class Entry:
    """The routes ``/vao/…`` and ``/thoat``."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._limiter = Limiter(time.monotonic, TRIES_EACH, TRIES_OVERALL, TRIES_SECONDS)

    def routes(self) -> list[Route]:
        """For the application."""
        return [
            Route("/vao/{code}", self.show, methods=["GET"]),
            Route("/vao/{code}", self.enter, methods=["POST"]),
            Route("/thoat", self.leave, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Whom the link is for. Programs that preview links come here too, so nothing changes."""
        person = self._invited(request)
        if person is None:
            return self._site.page(request, "dead_link.html", status=404)
        return self._site.page(request, "entry.html", name=person.name)

    async def enter(self, request: Request) -> Response:
        """Exchange the one-time code for a cookie."""
        values = await posted(request, self._site.public_url)
        invited = self._invited(request)
        if invited is None:
            raise HTTPException(404, "web.error_dead_link")
        response = JSONResponse({"next": "/"})
        with self._site.store.transaction() as tx:
            person = accept_invitation(
                tx, self._site.clock(), request.path_params["code"], self._site.chat.name, invited.id
            )
            if isinstance(person, Problem):
                raise HTTPException(404, "web.error_dead_link")
            self._site.sessions.let_in(tx, request, response, person, values.get("shared") is True)
        return response

    async def leave(self, request: Request) -> Response:
        """Sign out; the person's pages notice at once."""
        await posted(request, self._site.public_url)
        person = self._site.sessions.person(request)
        response = JSONResponse({"next": "/"})
        self._site.sessions.let_out(request, response)
        if person is not None:
            self._site.streams.wake(person.id)
        return response

    def _invited(self, request: Request) -> Person | None:
        """Whom an unused, unexpired code was made for; a miss counts against the client."""
        site = self._site
        invitation = site.store.get(Invitation, digest_of(request.path_params["code"]))
        if invitation is not None and invitation.is_open(site.clock()):
            return person_here(site.store, invitation.person, site.today)
        client = site.client(request)
        if self._limiter.is_full(client):
            raise HTTPException(429, "web.error_too_many")
        self._limiter.count(client)
        return None
