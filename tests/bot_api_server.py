"""A Bot API server for tests: `lo-bot-api-emulator` in a process of its own, as Telegram really is in some points.

Beyond the emulator it gives `getMe` a user name, takes `my_chat_member` updates and what is said of previews, keeps
what was sent, answers edits as Telegram does ("message is not modified", "message to edit not found"), and misbehaves
when told to::

    with BotApiServer() as server:
        server.push({"message": {...}})
        server.inject("sendMessage", status=429, parameters={"retry_after": 1})

Run as a program it serves until its parent closes its standard input.
"""

import asyncio
import json
import random
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

import lo_bot_api_emulator.updates as emulator_updates  # type: ignore[import-untyped]  # it ships no types
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

TOKEN = "7:synthetic-token"
BOT_ID = 7
USERNAME = "dondoc_test_bot"
ME = {"id": BOT_ID, "is_bot": True, "first_name": "Đôn Đốc", "username": USERNAME}
#: Chats that refuse every message, as a blocked bot meets it.
BLOCKED_CHAT = 666
SENDING = ("sendMessage", "sendPhoto", "sendDocument")
#: What Telegram takes and the emulator refuses.
UNKNOWN_TO_EMULATOR = frozenset({"link_preview_options", "message_thread_id"})


class Refusal(Exception):
    """What the server answers instead of doing what it was asked."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.body = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters


class Chaos:
    """Trouble by chance, always the same for the same seed: what becomes of the next message, and how long it takes."""

    KINDS = (
        {"drop": "before"},
        {"drop": "after"},
        {"status": 429, "description": "Too Many Requests: retry after 1", "parameters": {"retry_after": 1}},
        {"status": 500, "description": "Internal Server Error"},
        {"status": 502, "description": "Bad Gateway"},
        {"move": True},
    )

    def __init__(self, seed: int = 0, share: float = 0.0, delay: float = 0.0) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._share = share
        self._delay = delay

    def pause(self) -> float:
        """Seconds that the next message takes."""
        return self._chance.uniform(0, self._delay)

    def trouble(self) -> dict[str, Any]:
        """What it meets; nothing, mostly."""
        return dict(self._chance.choice(self.KINDS)) if self._chance.random() < self._share else {}


class Emulator(LoBotApiEmulator):  # type: ignore[misc]  # the library is not typed
    """The emulator with a memory, a `/control` door and scripted trouble.

    Trouble is consumed in order, one entry a call of its method (and chat, where it names one): `status` with
    `description` and `parameters`, or `drop`: "before" closes the connection undone, "after" once it is done.
    """

    def __init__(self) -> None:
        super().__init__(allow_insecure_loopback_webhooks=True, max_updates=100_000, max_assets=10_000)
        self.calls: list[dict[str, Any]] = []
        self.shown: dict[tuple[int, int], dict[str, Any]] = {}
        self.trouble: list[dict[str, Any]] = []
        self.delay = 0.0
        self.chaos = Chaos()
        self.moved: dict[int, int] = {}
        self.answered: dict[int, asyncio.Event] = {}
        self._poll = self._update_queues.poll
        self._update_queues.poll = self.poll

    def app(self) -> web.Application:
        """The emulator's routes and ours."""
        app: web.Application = super().app()
        app.router.add_post("/control/{deed}", self.control_deed)
        return app

    async def control_deed(self, request: web.Request) -> web.Response:
        """What tests ask for: one of the `do_…` below, its answer as JSON."""
        deed: Callable[..., Awaitable[Any]] = getattr(self, f"do_{request.match_info['deed']}")
        return web.json_response(await deed(**await request.json()))

    async def do_push(self, updates: list[Any], *, raw: bool = False) -> list[int]:
        """Queue updates; with `raw` also such as the emulator would refuse."""
        if raw:
            return [await self.push_raw(update) for update in updates]
        return [await self.enqueue_update(update, token=TOKEN) for update in updates]

    async def do_inject(self, **trouble: Any) -> None:
        """Script one piece of trouble."""
        self.trouble.append(trouble)

    async def do_asset(self, reference: str, content: str) -> None:
        """Keep a file (its bytes in hexadecimal) that a bot can fetch by that id."""
        self.assets[reference] = {"data": bytes.fromhex(content), "size": len(content) // 2}

    async def do_delay(self, seconds: float) -> None:
        """Let every call take that long."""
        self.delay = seconds

    async def do_chaos(self, seed: int = 0, share: float = 0.0, delay: float = 0.0) -> None:
        """From now on let that share of the messages meet trouble of every sort, and all take up to that long."""
        self.chaos = Chaos(seed, share, delay)

    async def do_moved(self) -> dict[str, int]:
        """Which chats have moved, and where to."""
        return {str(old): new for old, new in self.moved.items()}

    async def do_round_trip(self, update: dict[str, Any], chat: int) -> float:
        """Seconds from an update until the next message in that chat has been answered."""
        self.answered[chat] = asyncio.Event()
        started = time.perf_counter()
        await self.enqueue_update(update, token=TOKEN)
        await asyncio.wait_for(self.answered[chat].wait(), 30)
        return time.perf_counter() - started

    async def do_calls(self) -> list[dict[str, Any]]:
        """Every call so far."""
        return self.calls

    async def do_count(self, method: str) -> int:
        """How many calls of a method there were."""
        return sum(call["method"] == method for call in self.calls)

    async def do_shown(self) -> list[dict[str, Any]]:
        """Every message as it stands now."""
        return list(self.shown.values())

    async def do_pending(self) -> int:
        """How many updates wait for their confirmation."""
        pending: int = self._update_queues.info(TOKEN)["pending_update_count"]
        return pending

    async def do_number_from(self, first: int) -> None:
        """Number the updates from there on, as Telegram does after a week without any."""
        self._update_queues._state(TOKEN).next_id = first

    async def do_reset(self) -> None:
        """Forget everything that was sent, queued or scripted."""
        await self._update_queues.set_webhook(TOKEN, {"url": "", "drop_pending_updates": True})
        for memory in (self.calls, self.shown, self.trouble, self.assets, self.moved):
            memory.clear()
        self.delay = 0.0
        self.chaos = Chaos()

    async def poll(self, token: str, fields: dict[str, Any], **more: Any) -> Any:
        """Telegram answers from the first update it has when it is asked for numbers far beyond the last."""
        if int(fields.get("offset", 0)) > self._update_queues._state(token).next_id + 10:
            fields = {name: value for name, value in fields.items() if name != "offset"}
        return await self._poll(token, fields, **more)

    async def push_raw(self, update: Any) -> int:
        """Queue an update that the emulator would refuse as malformed."""
        state = self._update_queues._state(TOKEN)
        async with state.condition:
            number: int = state.next_id
            state.next_id += 1
            state.updates.append({"update_id": number, **update})
            state.condition.notify_all()
        await self.deliver_updates(token=TOKEN)
        return number

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call: trouble first, then the emulator, then what Telegram would have made of it."""
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        if method in ("getUpdates", "getMe"):
            return await self._plain(request, method)
        try:
            fields, uploads = await self.read_request(request)
        except ConnectionResetError:  # the caller was killed
            return web.Response()
        self.calls.append({"method": method, "fields": dict(fields), "files": sorted(uploads), "at": time.time()})
        if self.delay:
            await asyncio.sleep(self.delay)
        trouble = self._next_trouble(method, fields)
        if method in SENDING:
            await asyncio.sleep(self.chaos.pause())
            trouble = trouble or self.chaos.trouble()
        try:
            self._refuse_moved(method, fields, move=bool(trouble.get("move")))
            if trouble.get("drop") == "before":
                return self._dropped(request)
            _refuse_as_told(trouble)
            result = self._done(method, fields, uploads)
            if method in ("setWebhook", "deleteWebhook"):
                url = {} if method == "setWebhook" else {"url": ""}
                result = await self._update_queues.set_webhook(TOKEN, {**fields, **url})
        except Refusal as refusal:
            return web.json_response(refusal.body, status=refusal.status)
        if trouble.get("drop") == "after":
            if method in SENDING:
                self.shown[int(fields["chat_id"]), int(result["message_id"])]["lost"] = True
            return self._dropped(request)
        return web.json_response({"ok": True, "result": result})

    def _refuse_moved(self, method: str, fields: dict[str, Any], *, move: bool) -> None:
        """A chat that has become another one takes nothing more; with `move` it becomes another one now."""
        chat = int(fields.get("chat_id", 0))
        if move and method in SENDING and chat not in self.moved.values():
            self.moved[chat] = -(1_000_000 + abs(chat))
        if chat in self.moved:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": self.moved[chat]},
            )

    async def _plain(self, request: web.Request, method: str) -> web.StreamResponse:
        trouble = self._next_trouble(method, {})
        try:
            _refuse_as_told(trouble)
        except Refusal as refusal:
            return web.json_response(refusal.body, status=refusal.status)
        if trouble.get("drop"):
            return self._dropped(request)
        if method == "getMe":
            return web.json_response({"ok": True, "result": ME})
        answer: web.StreamResponse = await super().handle(request)
        return answer

    def _next_trouble(self, method: str, fields: dict[str, Any]) -> dict[str, Any]:
        for trouble in self.trouble:
            if trouble["method"] == method and str(trouble.get("chat", fields.get("chat_id"))) == str(
                fields.get("chat_id")
            ):
                self.trouble.remove(trouble)
                return trouble
        return {}

    @staticmethod
    def _dropped(request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _done(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        if method in SENDING and int(fields["chat_id"]) == BLOCKED_CHAT:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if method == "sendChatAction" and int(fields["chat_id"]) == BLOCKED_CHAT:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        place = (int(fields.get("chat_id", 0)), int(fields.get("message_id", 0)))
        if method == "editMessageText":
            self._check_edit(place, fields)
        if method == "editMessageMedia":
            return self._edit_media(place, fields, uploads)
        try:
            known = {name: value for name, value in fields.items() if name not in UNKNOWN_TO_EMULATOR}
            result = self.validate(method, known, uploads)
        except Exception as refused:
            status = getattr(refused, "status", 400)
            raise Refusal(status, getattr(refused, "description", str(refused))) from refused
        if method in SENDING or method == "editMessageText":
            self._show(result, fields, uploads)
            if (answered := self.answered.get(int(fields["chat_id"]))) is not None:
                answered.set()
        return result

    def _check_edit(self, place: tuple[int, int], fields: dict[str, Any]) -> None:
        now = self.shown.get(place)
        if now is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        if now["file"]:
            raise Refusal(400, "Bad Request: there is no text in the message to edit")
        markup = json.loads(fields.get("reply_markup", "null")) or {}
        if now["text"] == fields["text"] and now["rows"] == _rows(markup):
            raise Refusal(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message",
            )

    def _edit_media(self, place: tuple[int, int], fields: dict[str, Any], uploads: dict[str, Any]) -> dict[str, Any]:
        """A picture in the place of another, or of a text: the emulator knows of no such edits."""
        if place not in self.shown:
            raise Refusal(400, "Bad Request: message to edit not found")
        media = json.loads(fields["media"])
        told = {"caption": media.get("caption", ""), "caption_entities": json.dumps(media.get("caption_entities", []))}
        size = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
        chat = {"id": place[0], "type": "private"}
        result = {"message_id": place[1], "date": int(time.time()), "chat": chat, "photo": [size]}
        self._show(result, {**fields, **told}, uploads)
        if (answered := self.answered.get(place[0])) is not None:
            answered.set()
        return result

    def _show(self, result: dict[str, Any], fields: dict[str, Any], uploads: dict[str, Any]) -> None:
        place = (int(fields["chat_id"]), int(result["message_id"]))
        markup = json.loads(fields.get("reply_markup", "null")) or {}
        upload: dict[str, Any] = next(iter(uploads.values()), {})
        self.shown[place] = {
            "chat": place[0],
            "message": place[1],
            "text": fields.get("text", fields.get("caption", "")),
            "entities": json.loads(fields.get("entities", fields.get("caption_entities", "[]"))),
            "rows": _rows(markup),
            "actions": [
                button.get("callback_data", button.get("url"))
                for row in markup.get("inline_keyboard", ())
                for button in row
            ],
            "file": upload.get("filename", ""),
            "content": upload.get("data", b"").hex(),
        }


def _refuse_as_told(trouble: dict[str, Any]) -> None:
    if "status" in trouble:
        raise Refusal(trouble["status"], trouble.get("description", "trouble"), trouble.get("parameters"))


def _rows(markup: dict[str, Any]) -> list[list[str]]:
    return [[button["text"] for button in row] for row in markup.get("inline_keyboard", ())]


class BotApiServer:
    """Starts the server as a process of its own and speaks to its `/control` door (from any thread)."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bot_api_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "BotApiServer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def ask(self, deed: str, **asked: Any) -> Any:
        """One request at the `/control` door."""
        request = urllib.request.Request(  # noqa: S310 - the address is ours
            f"{self.url}/control/{deed}", json.dumps(asked).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - the address is ours
            return json.load(answer)

    def push(self, *updates: dict[str, Any]) -> list[int]:
        """Queue updates; answers their numbers."""
        raw = not all({"message", "callback_query", "inline_query"} & update.keys() for update in updates)
        numbers: list[int] = self.ask("push", updates=updates, raw=raw)
        return numbers

    def push_soon(self, *updates: dict[str, Any]) -> None:
        """Queue updates without waiting until a webhook has taken them."""
        threading.Thread(target=self.push, args=updates).start()

    def inject(self, method: str, **trouble: Any) -> None:
        """Have the next call of a method fail as described at `Emulator`."""
        self.ask("inject", method=method, **trouble)

    def keep_file(self, reference: str, content: bytes) -> None:
        """Let a bot fetch a file by that id."""
        self.ask("asset", reference=reference, content=content.hex())

    def calls(self, method: str = "") -> list[dict[str, Any]]:
        """The calls so far (not those of `getUpdates` and `getMe`)."""
        return [call for call in self.ask("calls") if method in ("", call["method"])]

    def shown(self, chat: int) -> list[dict[str, Any]]:
        """The messages of a chat as they stand now."""
        return [message for message in self.ask("shown") if message["chat"] == chat]

    def wait_for_texts(self, chat: int, count: int, seconds: float = 60.0) -> list[str]:
        """The texts of a chat once there are at least `count`."""
        end = time.monotonic() + seconds
        while True:
            texts = [message["text"] for message in self.shown(chat)]
            if len(texts) >= count:
                return texts
            assert time.monotonic() < end, f"chat {chat} shows only {texts}"
            time.sleep(0.02)


async def _serve() -> None:
    emulator_updates.KINDS.add("my_chat_member")
    runner = web.AppRunner(Emulator().app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=512)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()

    def wait_for_parent() -> None:
        sys.stdin.read()
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=wait_for_parent, daemon=True).start()
    await ended.wait()


if __name__ == "__main__":
    asyncio.run(_serve())
