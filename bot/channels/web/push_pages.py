"""How a browser asks to be told of news while no page is open, and what makes the page one that can be installed.

The worker is served from the root of the site, and all that it shows is the sentence it was sent.
"""

from typing import Any
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.door import Door
from bot.channels.web.guard import posted, text_of
from bot.channels.web.site import STATIC, Site
from bot.push.encrypting import is_usable
from bot.push.services import LONGEST
from locales.catalogue import Texts
from plans.problems import Problem
from plans.rights import Action
from plans.staff.push_subscriptions import subscribe_browser, unsubscribe_browser

#: The longest key of a browser, in base64.
KEY_LIMIT = 200
#: What the page's script says by itself.
STATES = ("on", "off", "shared", "denied", "insecure", "unsupported", "failed")


class PushPages:
    """The routes ``/bao-tin…``, the worker's and the manifest's."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """For the application."""
        site = self._site
        return [
            Route("/worker.js", self.worker, methods=["GET"]),
            Route("/manifest.webmanifest", self.manifest, methods=["GET"]),
            Door(site, Action.ASK, "/bao-tin", self.turn_on, methods=["POST"]),
            Door(site, Action.ASK, "/bao-tin/tat", self.turn_off, methods=["POST"]),
        ]

    async def worker(self, _request: Request) -> Response:
        """What stays in the browser when the page is closed."""
        headers = {"cache-control": "no-cache"}
        return FileResponse(STATIC / "worker.js", media_type="text/javascript", headers=headers)

    async def manifest(self, _request: Request) -> Response:
        """What lets the page be put beside the other programs of a telephone, where a badge can be shown."""
        icons = [
            {"src": "/static/icon.svg", "sizes": "any", "type": "image/svg+xml"},
            *(
                {"src": f"/static/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
                for size in (192, 512)
            ),
        ]
        described = {"name": "Đôn Đốc", "short_name": "Đôn Đốc", "start_url": "/", "display": "standalone"}
        described |= {"id": "/", "background_color": "#ffffff", "theme_color": "#ffffff"}
        return JSONResponse({**described, "icons": icons}, media_type="application/manifest+json")

    async def turn_on(self, request: Request) -> Response:
        """Tell this browser of news from now on; the page has asked its person."""
        site = self._site
        values = await posted(request, site.public_url)
        person = site.sessions.poster(request)
        session = site.sessions.session(request)
        endpoint = text_of(values, "endpoint", LONGEST)
        key, secret = text_of(values, "key", KEY_LIMIT), text_of(values, "secret", KEY_LIMIT)
        if site.push is None:
            raise HTTPException(400, "push.off")
        if session is None or not endpoint or not is_usable(key, secret):
            raise HTTPException(400, "web.error_malformed")
        if not site.push.takes(endpoint):
            foreign = site.texts(request, person)("push.foreign", host=_host(endpoint))
            return JSONResponse({"error": foreign}, 400)
        with site.store.transaction() as tx:
            outcome = subscribe_browser(tx, site.clock(), person, session, endpoint, key, secret)
        if isinstance(outcome, Problem):
            raise HTTPException(400, outcome.code)
        return JSONResponse({})

    async def turn_off(self, request: Request) -> Response:
        """Tell this browser no more."""
        site = self._site
        await posted(request, site.public_url)
        person = site.sessions.poster(request)
        session = site.sessions.session(request)
        if session is not None:
            with site.store.transaction() as tx:
                unsubscribe_browser(tx, site.clock(), person, session.id)
        return JSONResponse({})


def push_values(site: Site, request: Request, texts: Texts) -> dict[str, Any]:
    """What the page's panel about notifications needs; without a key there is none."""
    return {
        "push_key": site.push.public_key if site.push else "",
        "push_words": {state: texts(f"push.state_{state}") for state in STATES},
        "push_shared": site.sessions.is_shared(request),
    }


def _host(endpoint: str) -> str:
    try:
        return urlsplit(endpoint).hostname or "?"
    except ValueError:
        return "?"
