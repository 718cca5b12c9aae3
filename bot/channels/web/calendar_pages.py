"""The calendars on the web: the month beside the chat, the page of a person's calendars, and the public one."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.door import Door
from bot.channels.web.guard import posted, text_of
from bot.channels.web.month import Item, items_in, month_named, month_of, year_of
from bot.channels.web.site import Site
from bot.talk import Voice
from bot.words.calendars import feed_about, feed_name, programs_named
from calendar_sync.calendars import calendar_of, task_file
from calendar_sync.feeds import ALL, PUBLIC, Feed, entries_in, feeds_of, is_public
from calendar_sync.subscribing.links import PAGE_PATH, PUBLIC_PAGE_PATH, webcal
from calendar_sync.subscribing.programs import Place, Program, Way, able, hindered, site_of, warns
from calendar_sync.subscribing.qr import qr_svg
from locales.catalogue import Texts
from plans.calendars.addresses import ask_alarms, link_of
from plans.charting import month_tasks
from plans.model.people import Department, Person
from plans.plain_text import capitalized
from plans.problems import Problem
from plans.rights import Action

VIEWS = ("month", "list")
#: No calendar's name is longer.
FEED_LIMIT = 200
#: What the pages' script says by itself.
SCRIPT_TEXTS = ("copied", "copy_failed")
Say = Callable[..., str]


class CalendarPages:
    """The routes under ``/lich``, and what the first page shows of a calendar."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """For the application. The public page is open: it is there only while the office shows the calendar."""
        site, subscribe = self._site, Action.SUBSCRIBE_CALENDAR
        return [
            Door(site, Action.ASK, "/month", self.piece, methods=["GET"]),
            Door(site, subscribe, PAGE_PATH, self.page, methods=["GET"]),
            Door(site, subscribe, f"{PAGE_PATH}.svg", self.qr, methods=["GET"]),
            Door(site, subscribe, f"{PAGE_PATH}.ics", self.file, methods=["GET"]),
            Door(site, subscribe, f"{PAGE_PATH}.png", self.picture, methods=["GET"]),
            Door(site, subscribe, f"{PAGE_PATH}/bao-gio", self.alarms, methods=["POST"]),
            Route(PUBLIC_PAGE_PATH, self.public_page, methods=["GET"]),
            Route(f"{PUBLIC_PAGE_PATH}.svg", self.public_qr, methods=["GET"]),
        ]

    def beside_chat(self, request: Request, person: Person, texts: Texts) -> dict[str, Any]:
        """The month and the subscription of the calendar that a person is likeliest to want."""
        feed = self._feeds(person)[0]
        items = self._items(feed, person, texts)
        shown = self._shown(request, items, "month")
        return {
            **shown,
            **self._subscription(feed, person, texts),
            "feed": feed,
            "leaf": "/?",
            "task_file": _files(feed),
            "picture_url": _picture_url(feed, shown["first"]),
        }

    async def piece(self, request: Request) -> Response:
        """One month as a piece of the first page."""
        person = self._site.sessions.reader(request)
        texts = self._site.texts(request, person)
        piece = self._site.templates.get_template("month.html")
        return HTMLResponse(piece.render(t=texts, **self.beside_chat(request, person, texts)))

    async def page(self, request: Request) -> Response:
        """A calendar of the reader's choice: to look at, to print, and to subscribe to."""
        person = self._site.sessions.reader(request)
        texts = self._site.texts(request, person)
        feed = self._chosen(request, person)
        values = self._calendar(request, PAGE_PATH, feed, person, texts)
        voice, facts = Voice(texts, person), self._site.store
        own: dict[str, Any] = {
            "name": feed_name(voice, facts, feed),
            "what": feed_about(voice, facts, feed),
            "feeds": [(each.id, feed_name(voice, facts, each)) for each in self._feeds(person)],
            "task_file": _files(feed),
            "picture_url": _picture_url(feed, values["first"]),
            "accounts": self._site.installation.has_accounts,
        }
        return self._site.page(request, "calendars.html", person=person, public=False, **values, **own)

    async def public_page(self, request: Request) -> Response:
        """The department's calendar for everybody, while the office shows it; the same whoever looks."""
        self._require_public()
        texts = self._site.texts(request, None)
        values = self._calendar(request, PUBLIC_PAGE_PATH, PUBLIC, None, texts)
        departments = self._site.store.all(Department)
        own: dict[str, Any] = {
            "name": departments[0].name if departments else texts("lich.name_public"),
            "what": texts("lich.what_public"),
            "feeds": [],
            "task_file": "",
            "picture_url": "",
            "accounts": False,
        }
        return self._site.page(request, "calendars.html", public=True, **values, **own)

    async def qr(self, request: Request) -> Response:
        """The address of the chosen calendar as a QR code."""
        person = self._site.sessions.reader(request)
        return _picture(webcal(self._address(self._chosen(request, person), person)))

    async def public_qr(self, _request: Request) -> Response:
        """The address of the public calendar as a QR code."""
        self._require_public()
        return _picture(webcal(self._site.links.public_url()))

    async def file(self, request: Request) -> Response:
        """The chosen calendar as a file, for a program that cannot subscribe; or one task of it, by its key."""
        person = self._site.sessions.reader(request)
        site = self._site
        feed, texts, way_back = self._chosen(request, person), site.texts(request, person), site.links.chat_url()
        key = request.query_params.get("viec", "")
        if not key:
            alarms = link_of(site.store, person.id, feed.id).alarms
            body = calendar_of(site.store, feed, person, texts, way_back, site.today, alarms=alarms)
            return _download(body, "don-doc.ics")
        entry = next((entry for entry in entries_in(site.store, feed, person, site.today) if entry.key == key), None)
        if entry is None:
            raise HTTPException(404)
        return _download(task_file(site.store, entry, texts, way_back), f"{entry.task.id}.ics")

    async def picture(self, request: Request) -> Response:
        """A month of the chosen calendar as one picture, to be sent on or hung up."""
        person, site = self._site.sessions.reader(request), self._site
        feed, texts, facts = self._chosen(request, person), site.texts(request, person), site.store
        first = month_named(request.query_params.get("month", "")) or site.today.replace(day=1)
        shown = (entry for entry in entries_in(facts, feed, person, site.today) if not entry.task.withdrawn)
        whose = "" if feed == ALL else feed_name(Voice(texts, person), facts, feed)
        # Imported here: the typesetter is large, and most pages need no picture.
        from bot.papers.month_picture import month_picture

        department = facts.get(Department, "department")
        content = month_picture(facts, texts, site.today, month_tasks(shown, first), whose, department)
        return _download(content, f"lich-thang-{first:%Y-%m}.png", "image/png")

    async def alarms(self, request: Request) -> Response:
        """Ask for alarms in a calendar of the poster's, or for none; the public one is the same for everybody."""
        site = self._site
        values = await posted(request, site.public_url)
        person = site.sessions.poster(request)
        feed = self._named(text_of(values, "feed", FEED_LIMIT), person)
        if feed == PUBLIC:
            raise HTTPException(404)
        with site.store.transaction() as tx:
            outcome = ask_alarms(tx, site.clock(), person, feed.id, values.get("on") is True)
        if isinstance(outcome, Problem):
            raise HTTPException(400, "web.error_any")
        return JSONResponse({"on": outcome.alarms})

    def _calendar(self, request: Request, path: str, feed: Feed, person: Person | None, texts: Texts) -> dict[str, Any]:
        """What both pages show."""
        items = self._items(feed, person, texts)
        view = request.query_params.get("view", "")
        view = view if view in VIEWS else VIEWS[0]
        shown = self._shown(request, items, view)
        own = {"feed": feed.id} if person is not None else {}
        month = f"{shown['first']:%Y-%m}"
        return {
            **shown,
            **self._subscription(feed, person, texts),
            "view": view,
            "views": {other: f"{path}?{urlencode({**own, 'view': other, 'month': month})}" for other in VIEWS},
            "leaf": f"{path}?{urlencode({**own, 'view': view})}&",
            "feed": feed,
            "say": _speaker(texts, person),
            "today": self._site.today,
            "words": {name: texts(f"web.js_{name}") for name in SCRIPT_TEXTS},
        }

    def _shown(self, request: Request, items: tuple[Item, ...], view: str) -> dict[str, Any]:
        today = self._site.today
        first = month_named(request.query_params.get("month", "")) or today.replace(day=1)
        month = month_of(items, first, today) if view == "month" else None
        year = year_of(items, first.year) if month is None else None
        return {"month": month, "year": year, "first": first}

    def _subscription(self, feed: Feed, person: Person | None, texts: Texts) -> Mapping[str, Any]:
        """The address in its forms, and which programs can work there."""
        address = self._address(feed, person)
        where = site_of(self._site.links.base_url)
        link = link_of(self._site.store, person.id, feed.id) if person is not None and feed != PUBLIC else None
        asked = urlencode({"feed": feed.id})

        return {
            "calendar_url": address,
            "webcal_url": webcal(address),
            "qr_url": f"{PUBLIC_PAGE_PATH}.svg" if person is None else f"{PAGE_PATH}.svg?{asked}",
            "file_url": address if person is None else f"{PAGE_PATH}.ics?{asked}",
            "alarms": link is not None and link.alarms,
            "for_phones": where.place is not Place.MACHINE,
            "programs": able(Way.FEED, where),
            "warning": [program for program in Program if warns(program, where)],
            "hindered": {why: programs_named(texts, stopped) for why, stopped in hindered(Way.FEED, where).items()},
            "account_programs": programs_named(texts, able(Way.ACCOUNT, where)),
        }

    def _items(self, feed: Feed, person: Person | None, texts: Texts) -> tuple[Item, ...]:
        return items_in(self._site.store, feed, person, texts, self._site.today)

    def _feeds(self, person: Person) -> tuple[Feed, ...]:
        return feeds_of(self._site.store, person, self._site.today)

    def _chosen(self, request: Request, person: Person) -> Feed:
        """The calendar asked for, or else the likeliest."""
        asked = request.query_params.get("feed")
        return self._feeds(person)[0] if asked is None else self._named(asked, person)

    def _named(self, id: str, person: Person) -> Feed:
        """A calendar by its name; one that is not the person's to see is not there."""
        found = next((feed for feed in self._feeds(person) if feed.id == id), None)
        if found is None:
            raise HTTPException(404)
        return found

    def _address(self, feed: Feed, person: Person | None) -> str:
        links = self._site.links
        if person is None or feed == PUBLIC:
            return links.public_url()
        return links.calendar_url(person.id, feed, link_of(self._site.store, person.id, feed.id).generation)

    def _require_public(self) -> None:
        if not is_public(self._site.store):
            raise HTTPException(404)


def _speaker(texts: Texts, person: Person | None) -> Say:
    """Texts that speak to somebody, also to a stranger."""
    if person is not None:
        return Voice(texts, person).say
    you = texts("chat.you")
    return partial(texts, you=you, You=capitalized(you))


def _files(feed: Feed) -> str:
    """Where a task of a calendar is as a file, but for the task's key."""
    return f"{PAGE_PATH}.ics?{urlencode({'feed': feed.id})}&viec="


def _picture(address: str) -> Response:
    return Response(qr_svg(address), media_type="image/svg+xml")


def _picture_url(feed: Feed, first: date) -> str:
    """Where a month of a calendar is as a picture."""
    return f"{PAGE_PATH}.png?{urlencode({'feed': feed.id, 'month': f'{first:%Y-%m}'})}"


def _download(body: bytes, name: str, media_type: str = "text/calendar") -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, headers=headers, media_type=media_type)
