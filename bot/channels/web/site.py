"""What every page has at hand: facts, clock, talk, words and templates."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.channels.web.chat import WebChat
from bot.channels.web.sessions import Sessions
from bot.channels.web.streams import Streams
from bot.clock import Clock
from bot.documents.uploads import Fetch, Sent
from bot.push.pushing import Pushing
from bot.talk import Installation
from calendar_sync.subscribing.links import Links
from locales.catalogue import DEFAULT_LANGUAGE, Texts
from plans.model.people import Department, Person
from plans.plain_text import capitalized
from plans.staff.people import language_of
from plans.store.port import Store
from plans.working_days import day_in_hanoi

HERE = Path(__file__).parent
STATIC = HERE / "static"


def templates() -> Environment:
    """The page templates; everything put into them is escaped."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["capitalized"] = capitalized
    return environment


@dataclass(frozen=True, slots=True)
class Site:
    """Handed to every room of the web channel. `client` says who sends a request, where wrong tries are counted.

    `push` knocks at browsers whose pages are closed; None where nothing is pushed.
    """

    store: Store
    clock: Clock
    chat: WebChat
    streams: Streams
    sessions: Sessions
    links: Links
    templates: Environment
    public_url: str
    demo: bool
    begin: Callable[[Sent, Fetch], None]
    installation: Installation
    client: Callable[[Request], str]
    push: Pushing | None = None

    @property
    def today(self) -> date:
        """The day in Viet Nam."""
        return day_in_hanoi(self.clock())

    def texts(self, request: Request, person: Person | None) -> Texts:
        """In the person's language; a stranger's browser says which of ours it prefers."""
        if person is not None:
            return Texts(language_of(self.store, person))
        accepted = request.headers.get("accept-language", "").split(",")[0].strip()[:2].lower()
        return Texts(accepted or DEFAULT_LANGUAGE)

    def page(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        person: Person | None = None,
        texts: Texts | None = None,
        **values: object,
    ) -> HTMLResponse:
        """A whole page. Who is not signed in learns nothing of the department, but for the demo's invented name.

        `texts` are for whoever is not signed in and yet known.
        """
        texts = texts or self.texts(request, person)
        departments = self.store.all(Department) if person is not None or self.demo else ()
        body = self.templates.get_template(template).render(
            t=texts,
            person=person,
            demo=self.demo,
            department=departments[0].name if departments else "",
            token=self.sessions.token(request),
            **values,
        )
        return HTMLResponse(body, status)
