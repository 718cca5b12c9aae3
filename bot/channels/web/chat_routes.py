"""The chat over HTTP: posting, reading back, files, and the stream of events that keeps open pages up to date."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from urllib.parse import quote, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.channels.web.chat import ChatLine, Post
from bot.channels.web.door import Door
from bot.channels.web.guard import body_of, number_of, posted, refuse_foreign, text_of
from bot.channels.web.site import Site
from bot.channels.web.streams import Stream, Streams
from bot.channels.web.view import as_json, is_picture, line_view, message_view
from bot.documents.uploads import Sent
from bot.entrances import takes_file
from bot.messages import ACTION_LIMIT, TEXT_LIMIT, UPLOAD_LIMIT, Attachment
from bot.pacing import MESSAGE, PRESS, Pacing
from bot.words.waiting import asked_to_wait
from plans.attached import may_fetch
from plans.model.duties import DoneReport
from plans.model.people import Person, Preference, Unit
from plans.model.plan import Plan, TaskProgress
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.rights import Action, door_refusal, may
from plans.staff.leaving import chat_stream

#: Messages that a page loads at a time.
PAGE = 40
#: Seconds between two looks at whether the session still holds, when nothing happens.
HEARTBEAT = 5.0
KEY = re.compile(r"[A-Za-z0-9-]{8,64}")
#: A document comes as the bare body of its post; its key and its name (percent-encoded UTF-8) stand in headers.
DOCUMENT_TYPE = "application/octet-stream"
KEY_HEADER, NAME_HEADER = "x-dondoc-key", "x-dondoc-name"
#: Seconds that a document may take to arrive: 20 MB over a slow line.
UPLOAD_SECONDS = 300.0
#: The longest name of a document that is shown.
NAME_LIMIT = 120
#: A page of the month is out of date when one of these changed.
SHOWN_IN_MONTH = (Plan, TaskProgress, DoneReport, Unit, Person, Preference)


class ChatRoutes:
    """The routes under ``/chat``."""

    def __init__(self, site: Site, monotonic: Callable[[], float]) -> None:
        self._site = site
        self._monotonic = monotonic
        self._pacing = Pacing()

    def routes(self) -> list[Route]:
        """For the application."""
        site = self._site
        return [
            Door(site, Action.ASK, "/chat/messages", self.messages, methods=["GET"]),
            Door(site, Action.ASK, "/chat/messages", self.post, methods=["POST"]),
            Door(site, Action.ASK, "/chat/upload", self.upload, methods=["POST"]),
            Door(site, Action.ASK, "/chat/read", self.read, methods=["POST"]),
            Door(site, Action.ASK, "/chat/events", self.events, methods=["GET"]),
            Door(site, Action.ASK, "/chat/files/{number:int}", self.file, methods=["GET"]),
        ]

    async def messages(self, request: Request) -> Response:
        """The latest messages, or those before a number; `last` is where the event stream goes on."""
        person = self._site.sessions.reader(request)
        chat = self._site.chat
        last = chat.last(person.id)
        before = _asked_number(request, "before", last + 1)
        found = chat.history(person.id, before, PAGE)
        texts = self._site.texts(request, person)
        return JSONResponse(
            {
                "messages": [message_view(message, texts) for message in found],
                "last": last,
                "more": bool(found) and bool(chat.history(person.id, found[0].number, 1)),
                "unread": chat.unread(person.id),
            }
        )

    async def post(self, request: Request) -> Response:
        """A text or a press; the answers come through the event stream."""
        values = await posted(request, self._site.public_url)
        person = self._site.sessions.poster(request)
        key = text_of(values, "key", 64)
        text = text_of(values, "text", TEXT_LIMIT, too_long="web.error_too_long")
        action = text_of(values, "action", ACTION_LIMIT)
        if not KEY.fullmatch(key) or bool(text) == bool(action):
            raise HTTPException(400, "web.error_malformed")
        if len(action.encode()) > ACTION_LIMIT:
            raise HTTPException(400, "web.error_malformed")
        if refused := self._asked_to_wait(request, person, key, PRESS if action else MESSAGE):
            return refused
        await self._site.chat.typing(person.id)
        await asyncio.sleep(0)  # lets the open pages hear it before the answer is worked out
        number = self._site.chat.converse(person, Post(key, text, action, number_of(values, "message")))
        # What was said may have changed the plan's progress, which every open page shows.
        self._site.streams.wake_all()
        return JSONResponse({"number": number})

    async def upload(self, request: Request) -> Response:
        """A plan or list from the office, or a file that was asked for; its answer comes in the stream."""
        site = self._site
        refuse_foreign(request, site.public_url, DOCUMENT_TYPE)
        person = site.sessions.poster(request)
        awaited = takes_file(site.store.get(Dialogue, person.id)) is not None
        if not awaited and not may(Action.REVIEW_PLAN, person, site.today):
            raise HTTPException(403, "web.error_upload_office")
        key = request.headers.get(KEY_HEADER, "")
        name = text_of({"name": unquote(request.headers.get(NAME_HEADER, ""))[:1000]}, "name", 1000)
        name = shortened(name.replace("\n", " ").replace("\\", "/").rpartition("/")[2])
        if not KEY.fullmatch(key) or not name:
            raise HTTPException(400, "web.error_malformed")
        if refused := self._asked_to_wait(request, person, key, MESSAGE):
            return refused
        content = await body_of(request, UPLOAD_LIMIT, UPLOAD_SECONDS, too_large="web.error_document_too_large")
        if not content:
            raise HTTPException(400, "web.error_document_empty")
        # The session may have ended, or the role been taken, while the document was on its way.
        person = site.sessions.poster(request)

        async def fetch() -> bytes | Problem:
            return content

        number = site.chat.converse(person, Post(key, document=name, size=len(content)))
        # The line after the person's own says that it is being read.
        site.begin(Sent(site.chat.name, person.id, number, str(number + 1)), fetch)
        return JSONResponse({"number": number})

    def _asked_to_wait(self, request: Request, person: Person, key: str, cost: float) -> Response | None:
        """The answer to whoever posts faster than is read; a post that comes once more costs nothing."""
        if self._site.chat.has(person.id, key):
            return None
        leave = self._pacing.leave(person.id, self._monotonic(), cost)
        if not leave.wait:
            return None
        sentence = asked_to_wait(self._site.texts(request, person), person, leave.wait)
        return JSONResponse({"error": sentence}, 429, headers={"retry-after": str(leave.wait)})

    async def read(self, request: Request) -> Response:
        """The page has shown everything up to a number."""
        values = await posted(request, self._site.public_url)
        person = self._site.sessions.poster(request)
        self._site.chat.mark_read(person.id, number_of(values, "number"))
        return JSONResponse({})

    async def file(self, request: Request) -> Response:
        """An attachment of the reader's own talk."""
        person = self._site.sessions.reader(request)
        number = request.path_params["number"]
        found = self._site.store.entries(chat_stream(person.id), ChatLine, after=max(0, number - 1))
        reply = found[0][1].reply if found and found[0][0] == number else None
        if reply is None or reply.attachment is None:
            raise HTTPException(404)
        attachment = reply.attachment
        content = await self._content(person, attachment)
        if content is None:
            raise HTTPException(404)
        kind = "inline" if is_picture(attachment) else "attachment"
        headers = {
            "content-disposition": f"{kind}; filename*=UTF-8''{quote(attachment.name, safe='')}",
            # A picture opened by itself must not run anything, whatever it holds.
            "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        }
        return Response(content, headers=headers, media_type=attachment.media_type)

    async def _content(self, person: Person, attachment: Attachment) -> bytes | None:
        """What an attachment holds, while the reader may still have it."""
        facts, today = self._site.store, self._site.today
        if attachment.takes and door_refusal(attachment.takes, person, today, facts.all(Unit)):
            return None
        if not attachment.stored:
            return attachment.content
        if not may_fetch(facts, person, attachment.stored, today):
            return None
        return await asyncio.to_thread(self._site.installation.files.get, attachment.stored)

    async def events(self, request: Request) -> Response:
        """Everything after a number, and then what happens, until either side ends it."""
        person = self._site.sessions.reader(request)
        stream = self._site.streams.open(person.id, every_badge=self._site.demo)
        if stream is None:
            raise HTTPException(503, "web.error_full")
        after = _asked_number(request, "after", 0)
        resumed = request.headers.get("last-event-id", "")
        if resumed.isascii() and resumed.isdigit():
            after = int(resumed)
        return Events(self._told(request, person, stream, after), self._site.streams, stream)

    async def _told(self, request: Request, person: Person, stream: Stream, after: int) -> AsyncIterator[str]:
        site, texts = self._site, self._site.texts(request, person)
        version = site.store.version(*SHOWN_IN_MONTH)
        stream.tell("badges")
        yield "retry: 1000\n\n"
        if after > site.chat.last(person.id):
            # The page remembers talk that this store never had: it was started afresh.
            yield event("reload", "{}")
            return
        while not stream.ended:
            if site.sessions.person(request) is None:
                yield event("signed-out", "{}")
                return
            for name, data in stream.take().items():
                yield event(name, badges(site, person.id) if name == "badges" else data)
            for number, line in site.chat.lines(person.id, after):
                after = number
                yield event("line", as_json(line_view(number, line, texts)), number)
            if version != (version := site.store.version(*SHOWN_IN_MONTH)):
                yield event("month", "{}")
            await stream.wait(HEARTBEAT)
            yield ":\n\n"
        yield event(stream.ended, "{}")


def shortened(name: str) -> str:
    """A document's name of bounded length that keeps its ending."""
    return name if len(name) <= NAME_LIMIT else f"{name[: NAME_LIMIT - 20]}…{name[-19:]}"


def badges(site: Site, person: str) -> str:
    """Unread messages: one's own, or (in the demo) everybody's who has some."""
    people = [found.id for found in site.store.all(Person)] if site.demo else [person]
    counted = {id: site.chat.unread(id) for id in people}
    return as_json({id: count for id, count in counted.items() if count})


def event(name: str, data: str, number: int | None = None) -> str:
    """One server-sent event; JSON has no line ends, so one data line will do."""
    head = f"id: {number}\n" if number is not None else ""
    return f"{head}event: {name}\ndata: {data}\n\n"


class Events(StreamingResponse):
    """An event stream that no proxy holds back; its page is let go of when the connection ends, however early."""

    def __init__(self, told: AsyncIterator[str], streams: Streams, stream: Stream) -> None:
        super().__init__(told, media_type="text/event-stream", headers={"x-accel-buffering": "no"})
        self._streams = streams
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell, and let go of the page."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._streams.leave(self._stream)


def _asked_number(request: Request, name: str, default: int) -> int:
    asked = request.query_params.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else default
