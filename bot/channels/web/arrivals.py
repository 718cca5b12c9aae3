"""The office's page of who has come in: people by unit, their invitations and devices, and what can be done about them.

A sheet is made when it is asked for and kept nowhere; a link is shown once, in the answer to the post that made it.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.answers.arrivals import letter_words, standing_words
from bot.channels.web.door import Door
from bot.channels.web.guard import posted, text_of
from bot.channels.web.site import Site
from bot.inviting.cards import department_name, invited
from bot.inviting.codes import Doors
from bot.papers.invitation_sheet import Card, invitation_sheet
from calendar_sync.subscribing.qr import qr_svg
from locales.catalogue import Texts
from plans.model.people import Person
from plans.plain_text import folded
from plans.problems import Problem
from plans.rights import Action
from plans.staff.access import end_all_devices, revoke_invitations
from plans.staff.arrivals import Arrival, Stage, arrivals, by_unit, not_in
from plans.staff.invitation_letters import is_address, request_letter
from plans.staff.people import person_here

T = TypeVar("T")
#: More people than this are asked for a sheet unit by unit: a page holds four cards.
MOST_CARDS = 400
#: What the page's script says by itself.
SCRIPT_TEXTS = (
    *("confirm_end", "confirm_letters", "confirm_revoke", "confirm_sheet"),
    *("copied", "link_until", "made", "working"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the page."""

    arrival: Arrival
    lines: tuple[str, ...]
    letter: str
    search: str
    can_mail: bool

    @property
    def has_devices(self) -> bool:
        """Whether there is anything to end: links in letters, too."""
        return bool(self.arrival.sessions or self.arrival.contacts) or self.can_mail


class ArrivalPages:
    """The routes under ``/canbo``."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """For the application."""
        site = self._site
        return [
            Door(site, Action.INVITE, "/canbo", self.page, methods=["GET"]),
            Door(site, Action.INVITE, "/canbo/danh-sach", self.people, methods=["GET"]),
            Door(site, Action.INVITE, "/canbo/phieu", self.sheet, methods=["POST"]),
            Door(site, Action.INVITE, "/canbo/lien-ket", self.link, methods=["POST"]),
            Door(site, Action.INVITE, "/canbo/thu", self.letters, methods=["POST"]),
            Door(site, Action.INVITE, "/canbo/thu-hoi", self.revoke, methods=["POST"]),
            Door(site, Action.INVITE, "/canbo/ket-thuc", self.end, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Everybody by unit."""
        person = self._site.sessions.reader(request)
        texts = self._site.texts(request, person)
        words = {name: texts(f"invite.js_{name}") for name in SCRIPT_TEXTS}
        return self._site.page(request, "arrivals.html", person=person, words=words, **self._shown(texts))

    async def people(self, request: Request) -> Response:
        """The same people as a piece of the page."""
        person = self._site.sessions.reader(request)
        texts = self._site.texts(request, person)
        body = self._site.templates.get_template("arrivals_list.html").render(t=texts, **self._shown(texts))
        return HTMLResponse(body)

    async def sheet(self, request: Request) -> Response:
        """A sheet of new invitations as PDF: of a unit or everybody, `missing` only who has not come in yet."""
        values, by = await self._posted(request)
        unit = _unit_of(values)
        site, texts = self._site, self._site.texts(request, by)
        found = [each for each in arrivals(site.store, site.clock()) if not unit or each.person.unit == unit]
        if values.get("missing") is True:
            found = [each for each in found if each.stage is not Stage.IN]
        people = [each.person for _, group in by_unit(site.store, found) for each in group]
        if not people:
            raise HTTPException(400, "web.error_nobody_to_invite")
        if len(people) > MOST_CARDS:
            raise HTTPException(400, "web.error_too_many_cards")
        cards = self._invited(people, by, "sheet")
        heading = department_name(site.store), texts("invite.sheet_title")
        # Drawing takes a second for fifty people: the others' answers do not wait for it.
        drawn = await asyncio.to_thread(invitation_sheet, texts, *heading, cards)
        name = quote(f"phieu-moi-{unit or 'tat-ca'}.pdf", safe="")
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(drawn, headers=headers, media_type="application/pdf")

    async def link(self, request: Request) -> Response:
        """New links for one person, shown this once."""
        values, by = await self._posted(request)
        texts = self._site.texts(request, by)
        (card,) = self._invited([self._named(values)], by, "link")
        ways = [("web", card.web), *([("telegram", card.telegram)] if card.telegram else [])]
        return JSONResponse(
            {
                "name": card.name,
                "until": texts.moment(card.until),
                "ways": [{"name": texts(f"invite.way_{way}"), "url": url, "code": qr_svg(url)} for way, url in ways],
            }
        )

    async def letters(self, request: Request) -> Response:
        """Put letters into the outbox: to one person, or (`missing`) to everybody of a unit who has not come in yet."""
        values, by = await self._posted(request)
        if not self._site.installation.mails:
            raise HTTPException(400, "web.error_no_mail")
        texts, now = self._site.texts(request, by), self._site.clock()
        people = [self._named(values)] if "person" in values else self._missing(_unit_of(values))
        with self._site.store.transaction() as tx:
            outcomes = [request_letter(tx, now, person, by) for person in people]
        problems = [each for each in outcomes if isinstance(each, Problem)]
        said = [texts.count("invite.letters_requested", len(outcomes) - len(problems))]
        said += [texts(problem.code, **problem.values) for problem in problems[:20]]
        return JSONResponse({"said": " ".join(said)})

    async def revoke(self, request: Request) -> Response:
        """Take back the unused invitations of one person, of a unit, or all."""
        values, by = await self._posted(request)
        texts, store = self._site.texts(request, by), self._site.store
        if "person" in values:
            whose = {self._named(values).id}
        else:
            unit = _unit_of(values)
            whose = {person.id for person in store.all(Person) if not unit or person.unit == unit}
        with store.transaction() as tx:
            outcome = revoke_invitations(tx, self._site.clock(), whose, by)
        return JSONResponse({"said": texts.count("invite.revoked", len(_done(outcome)))})

    async def end(self, request: Request) -> Response:
        """End all sessions and let go of all addresses of a person."""
        values, by = await self._posted(request)
        person = self._named(values)
        texts = self._site.texts(request, by)
        with self._site.store.transaction() as tx:
            outcome = end_all_devices(tx, self._site.clock(), by, person)
        self._site.streams.wake(person.id)
        return JSONResponse({"said": texts.count("invite.ended", _done(outcome), name=person.name)})

    # ------------------------------------------------------------------ what they share

    async def _posted(self, request: Request) -> tuple[Mapping[str, Any], Person]:
        values = await posted(request, self._site.public_url)
        return values, self._site.sessions.poster(request)

    def _named(self, values: Mapping[str, Any]) -> Person:
        found = person_here(self._site.store, text_of(values, "person", 200), self._site.today)
        if found is None:
            raise HTTPException(400, "web.error_nobody")
        return found

    def _missing(self, unit: str) -> list[Person]:
        missing = not_in(arrivals(self._site.store, self._site.clock()))
        return [person for person in missing if (not unit or person.unit == unit) and is_address(person.email)]

    def _invited(self, people: list[Person], by: Person, detail: str) -> tuple[Card, ...]:
        site = self._site
        doors = Doors(site.public_url, site.installation.telegram())
        with site.store.transaction() as tx:
            cards = invited(tx, site.clock(), people, doors, by, detail)
        return _done(cards)

    def _shown(self, texts: Texts) -> dict[str, Any]:
        site = self._site
        found = arrivals(site.store, site.clock())
        counts = {stage: sum(1 for each in found if each.stage is stage) for stage in Stage}
        mails = site.installation.mails
        return {
            "groups": [
                (unit, [_line(texts, arrival, mails) for arrival in group])
                for unit, group in by_unit(site.store, found)
            ],
            "counts": [(standing, texts(f"invite.standing_{standing}"), n) for standing, n in counts.items()],
            "mails": mails,
            "telegram": site.installation.telegram(),
            "missing": len(not_in(found)),
            "only_here": site.public_url if Doors(site.public_url).is_local else "",
        }


def _unit_of(values: Mapping[str, Any]) -> str:
    """The unit that a post is about, "" for everybody; what names neither is about nobody."""
    unit = text_of(values, "unit", 200)
    if not unit and values.get("everybody") is not True:
        raise HTTPException(400, "web.error_malformed")
    return unit


def _line(texts: Texts, arrival: Arrival, mails: bool) -> Line:
    person = arrival.person
    return Line(
        arrival,
        standing_words(texts, arrival),
        letter_words(texts, arrival.letter),
        folded(f"{person.name} {person.position}"),
        mails and is_address(person.email),
    )


def _done(outcome: T | Problem) -> T:
    """What came of a deed; a refusal becomes the page's."""
    if isinstance(outcome, Problem):
        raise HTTPException(403, outcome.code)
    return outcome
