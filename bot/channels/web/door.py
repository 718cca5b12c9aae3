"""The way to a page: which action it takes to be let in is said where its route is declared, and enforced there.

Whoever is not signed in meets the same refusal at every door, before anything of the request is looked at.
"""

from collections.abc import Awaitable, Callable, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.web.site import Site
from plans.model.people import Unit
from plans.rights import Action, door_refusal

Endpoint = Callable[[Request], Awaitable[Response]]


class Door(Route):
    """A route that opens to whoever may do `action` somewhere; the particulars are checked again behind it."""

    def __init__(self, site: Site, action: Action, path: str, endpoint: Endpoint, *, methods: Sequence[str]) -> None:
        async def let_in(request: Request) -> Response:
            person = site.sessions.reader(request)
            refused = door_refusal(action, person, site.today, site.store.all(Unit))
            if refused is not None:
                raise HTTPException(403, refused.code)
            return await endpoint(request)

        super().__init__(path, let_in, methods=methods)
        self.action = action
