"""The Telegram service against a Bot API server, polling and by webhook: order, idempotence, trouble, groups."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from bot.channels.telegram.connection import Connection
from bot.channels.telegram.service import TelegramService, introduce
from bot.channels.telegram.webhook import SECRET_HEADER, Webhook
from bot.clock import MovableClock
from bot.documents.uploads import Fetch, Sent
from bot.messages import Choice, Incoming, Reply
from plans.model.people import Person, Role
from plans.model.reaching import Contact, Dialogue
from plans.problems import StoreUnwritable, UserError
from plans.staff.access import choose_language
from plans.staff.people import person_here
from plans.store.memory import MemoryStore
from plans.store.port import Transaction
from tests.bot_api_server import BLOCKED_CHAT, TOKEN, USERNAME, BotApiServer
from tests.builders import NOW, STAFF, TODAY, a_department
from tests.telegram_updates import asked_inline, membership, pressed, written

LAN = 31
SECRET = "a-webhook-secret"


class Store(MemoryStore):
    """A store that can be made to refuse."""

    full = False

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        with super().transaction() as tx:
            yield tx
            if self.full:
                raise StoreUnwritable("no space left")


class Echo:
    """A conversation that says back what it was told; "đếm" counts in the store, "nút" offers a button."""

    def __init__(self) -> None:
        self.heard: list[Incoming] = []

    def respond(self, tx: Transaction, incoming: Incoming, now: datetime) -> tuple[Reply, ...]:
        self.heard.append(incoming)
        person = person_here(tx, incoming.person, TODAY)
        if person is None:
            return (Reply("Chưa biết anh/chị là ai."),)
        if incoming.action:
            return (Reply(f"đã bấm {incoming.action}", replaces=True),)
        return self._said(tx, incoming, person, now)

    def _said(self, tx: Transaction, incoming: Incoming, person: Person, now: datetime) -> tuple[Reply, ...]:
        if incoming.text == "nút":
            return (Reply("chọn", choices=((Choice("Xong", action="done"),),)),)
        if incoming.text == "đếm":
            before = tx.get(Dialogue, person.id)
            count = int(before.values["count"]) + 1 if before else 1
            tx.put(Dialogue(person.id, "count", {"count": str(count)}))
            return (Reply(str(count)),)
        if incoming.text == "english":
            choose_language(tx, now, person, "en")
        if incoming.text == "lỗi":
            raise ZeroDivisionError
        return (Reply(incoming.text),)


class World:
    """A department where Lan has Telegram; `echo` hears what the service was told."""

    def __init__(self, server: BotApiServer) -> None:
        self.server = server
        self.store = Store()
        a_department(self.store)
        with self.store.transaction() as tx:
            tx.put(Contact("telegram", str(LAN), STAFF.id, NOW))
        self.echo = Echo()
        self.stop = asyncio.Event()
        self.documents: list[tuple[Sent, Fetch]] = []
        self.seconds = 0.0

    def begin(self, sent: Sent, fetch: Fetch) -> None:
        self.documents.append((sent, fetch))

    def service(self, webhook: Webhook | None = None) -> TelegramService:
        return TelegramService(
            Connection(TOKEN, self.server.url),
            self.store,
            self.echo.respond,
            MovableClock(NOW),
            self.begin,
            webhook=webhook,
            monotonic=lambda: self.seconds,
        )

    @asynccontextmanager
    async def running(self, service: TelegramService | None = None) -> AsyncIterator[None]:
        task = asyncio.create_task((service or self.service()).run(self.stop))
        try:
            yield
        finally:
            self.stop.set()
            await task

    async def push(self, *updates: dict[str, Any]) -> list[int]:
        return await asyncio.to_thread(self.server.push, *updates)

    async def texts(self, chat: int, count: int) -> list[str]:
        return await asyncio.to_thread(self.server.wait_for_texts, chat, count)

    async def until(self, holds: Callable[[], bool], seconds: float = 60.0) -> None:
        end = time.monotonic() + seconds
        while not await asyncio.to_thread(holds):
            assert time.monotonic() < end
            await asyncio.sleep(0.02)


@pytest.fixture
def world(server: BotApiServer) -> World:
    return World(server)


# ---------------------------------------------------------------- polling


async def test_a_person_is_recognised_and_answered(world: World) -> None:
    async with world.running():
        await world.push(written(LAN, "xin chào", language="en"))
        assert await world.texts(LAN, 1) == ["xin chào"]
    (incoming,) = world.echo.heard
    assert (incoming.person, incoming.channel, incoming.address) == ("lan", "telegram", str(LAN))
    assert (incoming.language, incoming.number > 0) == ("en", True)


async def test_a_stranger_is_nobody(world: World) -> None:
    async with world.running():
        await world.push(written(99, "tháng này có gì đến hạn"))
        await world.texts(99, 1)
    assert world.echo.heard[0].person == ""


async def test_messages_of_one_chat_are_answered_in_order(world: World) -> None:
    said = [f"câu {number}" for number in range(20)]
    async with world.running():
        await world.push(*(written(LAN, text) for text in said))
        assert await world.texts(LAN, 20) == said


async def test_a_flooding_chat_is_told_what_was_not_read_and_keeps_no_other_waiting(world: World) -> None:
    world.server.inject("sendMessage", chat=LAN, status=429, description="x", parameters={"retry_after": 2})
    async with world.running():
        await world.push(*(written(LAN, f"câu {number}") for number in range(300)))
        await world.push(written(99, "nhanh"))
        await world.texts(99, 1)
        assert world.server.shown(LAN) == []
        *answers, excuse = await world.texts(LAN, 21)
        await world.until(lambda: world.server.ask("pending") == 0)
        await world.push(written(LAN, "quá sớm"))
        await world.until(lambda: world.server.ask("pending") == 0)
        world.seconds += 10
        await world.push(written(LAN, "sau đó"))
        assert (await world.texts(LAN, 22))[21:] == ["sau đó"]
    assert answers == [f"câu {number}" for number in range(20)]
    assert "đợi 10 giây rồi gửi lại" in excuse


async def test_a_stranger_is_answered_once_in_a_while_and_let_in_at_any_time(world: World) -> None:
    async with world.running():
        await world.push(*(written(99, "ai đấy?") for _ in range(10)))
        await world.until(lambda: len(world.echo.heard) == 10)
        with world.store.transaction() as tx:
            tx.put(Contact("telegram", "99", "hung", NOW))
        await world.push(written(99, "xin chào"))
        assert await world.texts(99, 2) == ["Chưa biết anh/chị là ai.", "xin chào"]


async def test_a_press_edits_its_message_and_is_acknowledged(world: World) -> None:
    async with world.running():
        await world.push(written(LAN, "nút"))
        await world.texts(LAN, 1)
        (message,) = world.server.shown(LAN)
        await world.push(pressed(LAN, message["message"], "done"))
        await world.until(lambda: [shown["text"] for shown in world.server.shown(LAN)] == ["đã bấm done"])
        await world.until(lambda: len(world.server.calls("answerCallbackQuery")) == 1)
    assert world.echo.heard[1].message == str(message["message"])


async def test_an_update_is_confirmed_once_it_is_answered(world: World) -> None:
    async with world.running():
        await world.push(written(LAN, "một"), written(LAN, "hai"))
        await world.texts(LAN, 2)
        await world.until(lambda: world.server.ask("pending") == 0)


async def test_nothing_comes_twice_after_a_quiet_end(world: World) -> None:
    async with world.running():
        await world.push(written(LAN, "đếm"))
        await world.texts(LAN, 1)
    world.stop = asyncio.Event()
    async with world.running():
        await world.push(written(LAN, "đếm"))
        assert await world.texts(LAN, 2) == ["1", "2"]


async def test_the_last_answer_before_the_end_is_confirmed(world: World) -> None:
    world.server.ask("delay", seconds=0.3)
    async with world.running():
        await world.until(lambda: len(world.server.calls("setMyCommands")) == 2)
        await asyncio.sleep(0.5)
        await world.push(written(LAN, "đếm"))
        await world.until(lambda: bool(world.echo.heard))
    assert world.server.ask("pending") == 0
    assert len(world.server.shown(LAN)) == 1


async def test_updates_numbered_anew_after_a_quiet_week_are_heard_and_confirmed(world: World) -> None:
    world.server.ask("number_from", first=1_000_000)
    async with world.running():
        await world.push(written(LAN, "trước Tết"))
        await world.texts(LAN, 1)
        await world.until(lambda: world.server.ask("pending") == 0)
        world.server.ask("number_from", first=500)
        await world.push(written(LAN, "sau Tết"))
        await world.push(written(LAN, "cảm ơn"))
        assert await world.texts(LAN, 3) == ["trước Tết", "sau Tết", "cảm ơn"]
        await world.until(lambda: world.server.ask("pending") == 0)


async def test_malformed_updates_stop_nobody(world: World) -> None:
    async with world.running():
        await world.push(
            {"message": []}, {"callback_query": {"id": 5}}, {"my_chat_member": "x"}, written(LAN, "sau đó")
        )
        assert await world.texts(LAN, 1) == ["sau đó"]
        await world.until(lambda: world.server.ask("pending") == 0)


async def test_what_is_not_text_gets_one_sentence(world: World) -> None:
    sticker = written(LAN, "")
    del sticker["message"]["text"]
    sticker["message"]["sticker"] = {}
    async with world.running():
        await world.push(sticker)
        (text,) = await world.texts(LAN, 1)
    assert "chưa đọc được tin loại này" in text
    assert world.echo.heard == []


async def test_another_poller_only_makes_us_wait(world: World) -> None:
    world.server.inject("getUpdates", status=409, description="Conflict: terminated by other getUpdates request")
    async with world.running():
        await world.push(written(LAN, "vẫn sống"))
        assert await world.texts(LAN, 1) == ["vẫn sống"]


async def test_trouble_at_the_start_is_waited_out(world: World) -> None:
    world.server.inject("getMe", status=502, description="Bad Gateway")
    async with world.running():
        await world.push(written(LAN, "vẫn sống"))
        assert await world.texts(LAN, 1) == ["vẫn sống"]


async def test_a_refused_token_is_said_in_a_sentence_without_it(server: BotApiServer) -> None:
    store = MemoryStore()
    connection = Connection("7:wrong", server.url)
    service = TelegramService(connection, store, Echo().respond, MovableClock(NOW), lambda sent, fetch: None)
    with pytest.raises(UserError) as refused:
        await service.run(asyncio.Event())
    assert refused.value.problems[0].code == "telegram.token_refused"
    assert "wrong" not in str(refused.value)
    assert "wrong" not in repr(connection)


async def test_the_bots_name_can_be_asked(server: BotApiServer) -> None:
    assert await introduce(Connection(TOKEN, server.url)) == USERNAME


async def test_it_ends_within_seconds_during_a_long_poll(world: World) -> None:
    task = asyncio.create_task(world.service().run(world.stop))
    await asyncio.sleep(0.5)
    started = time.monotonic()
    world.stop.set()
    await task
    assert time.monotonic() - started < 20  # the poll itself would take 25


# ---------------------------------------------------------------- failures on the way


async def test_a_flood_limit_in_one_chat_keeps_no_other_waiting(world: World) -> None:
    world.server.inject("sendMessage", chat=LAN, status=429, description="x", parameters={"retry_after": 2})
    async with world.running():
        await world.push(written(LAN, "chậm"), written(99, "nhanh"))
        await world.texts(99, 1)
        assert world.server.shown(LAN) == []
        await world.push(written(98, "cũng nhanh"))
        await world.texts(98, 1)
        assert world.server.shown(LAN) == []
        assert await world.texts(LAN, 1) == ["chậm"]


async def test_a_bad_gateway_is_tried_again(world: World) -> None:
    world.server.inject("sendMessage", status=502, description="Bad Gateway")
    async with world.running():
        await world.push(written(LAN, "xin chào"))
        assert await world.texts(LAN, 1) == ["xin chào"]


async def test_a_lost_answer_is_given_at_most_twice(world: World) -> None:
    world.server.inject("sendMessage", drop="after")
    world.server.inject("sendMessage", drop="after")
    async with world.running():
        await world.push(written(LAN, "một"), written(LAN, "hai"))
        assert await world.texts(LAN, 3) == ["một", "một", "hai"]


async def test_a_blocked_contact_rests_and_wakes_with_the_next_word(world: World) -> None:
    async with world.running():
        await world.push(membership(LAN, "kicked"))
        await world.until(lambda: not active(world))
        await world.push(written(LAN, "tôi đã mở lại"))
        welcome, echo = await world.texts(LAN, 2)
    assert welcome.startswith("Chào anh/chị Lan đã trở lại")
    assert echo == "tôi đã mở lại"
    assert active(world)
    assert world.echo.heard[0].person == "lan"


async def test_unblocking_wakes_a_contact_and_whoever_is_back_is_welcomed_once(world: World) -> None:
    async with world.running():
        await world.push(membership(LAN, "kicked"), membership(LAN, "member"), written(LAN, "x"))
        welcome, echo = await world.texts(LAN, 2)
    assert "Từ nay nhắc việc lại đến đây" in welcome
    assert echo == "x"
    assert active(world)


async def test_a_chat_that_refuses_every_message_rests(world: World) -> None:
    with world.store.transaction() as tx:
        tx.put(Contact("telegram", str(BLOCKED_CHAT), "hung", NOW))
    async with world.running():
        await world.push(written(BLOCKED_CHAT, "x"))
        await world.until(lambda: not active(world, BLOCKED_CHAT))


def active(world: World, chat: int = LAN) -> bool:
    contact = world.store.get(Contact, f"telegram:{chat}")
    assert contact is not None
    return contact.active


async def test_a_migrated_chat_is_followed(world: World) -> None:
    world.server.inject("sendMessage", chat=LAN, status=400, description="x", parameters={"migrate_to_chat_id": 3131})
    async with world.running():
        await world.push(written(LAN, "xin chào"))
        assert await world.texts(3131, 1) == ["xin chào"]
    assert world.store.get(Contact, "telegram:3131") is not None


async def test_a_migrated_chat_is_answered_although_its_move_cannot_be_written(world: World) -> None:
    world.server.ask("delay", seconds=0.3)
    world.server.inject("sendMessage", chat=LAN, status=400, description="x", parameters={"migrate_to_chat_id": 3131})
    async with world.running():
        await world.push(written(LAN, "xin chào"))
        await world.until(lambda: bool(world.echo.heard))
        world.store.full = True
        assert await world.texts(3131, 1) == ["xin chào"]
        world.store.full = False
    assert world.store.get(Contact, f"telegram:{LAN}") is not None


async def test_an_update_is_not_lost_while_the_store_is_full(world: World) -> None:
    world.store.full = True
    async with world.running():
        await world.push(written(LAN, "đếm"))
        (sorry,) = await world.texts(LAN, 1)
        assert "Chưa ghi được" in sorry
        assert world.server.ask("pending") == 1
        world.store.full = False
        assert await world.texts(LAN, 2) == [sorry, "1"]
        await world.until(lambda: world.server.ask("pending") == 0)


async def test_a_bug_is_told_logged_and_passed(world: World, caplog: pytest.LogCaptureFixture) -> None:
    async with world.running():
        await world.push(written(LAN, "lỗi"), written(LAN, "sau đó"))
        sorry, after = await world.texts(LAN, 2)
    assert ("gặp lỗi" in sorry, after) == (True, "sau đó")
    assert "ZeroDivisionError" in caplog.text
    assert TOKEN not in caplog.text


async def test_slow_answers_show_that_somebody_is_typing(world: World) -> None:
    world.server.inject("sendMessage", status=429, description="x", parameters={"retry_after": 1})
    async with world.running():
        await world.push(written(LAN, "x"))
        await world.texts(LAN, 1)
    assert world.server.calls("sendChatAction")


# ---------------------------------------------------------------- groups and menus


async def test_a_group_is_told_only_where_the_answer_went(world: World) -> None:
    async with world.running():
        await world.push(in_group(LAN, f"/denhan@{USERNAME}"))
        assert await world.texts(LAN, 1) == ["/denhan"]
        assert await world.texts(-100, 1) == ["Đã gửi riêng anh/chị."]


async def test_a_flood_in_a_group_is_told_there_once_where_the_answers_went(world: World) -> None:
    async with world.running():
        await world.push(*(in_group(LAN, f"/denhan@{USERNAME}") for _ in range(60)))
        assert len(await world.texts(LAN, 21)) == 21
        await world.until(lambda: world.server.ask("pending") == 0)
        assert await world.texts(-100, 1) == ["Đã gửi riêng anh/chị."]


async def test_a_stranger_in_a_group_is_asked_to_a_private_chat(world: World) -> None:
    async with world.running():
        await world.push(in_group(99, f"@{USERNAME} tháng này có gì"))
        (text,) = await world.texts(-100, 1)
    assert "cuộc trò chuyện riêng" in text
    assert world.server.shown(-100)[0]["actions"] == [f"https://t.me/{USERNAME}"]
    assert world.echo.heard == []


async def test_a_group_that_speaks_to_others_is_left_alone(world: World) -> None:
    async with world.running():
        await world.push(in_group(LAN, "chào cả nhà"), written(LAN, "x"))
        await world.texts(LAN, 1)
    assert world.server.shown(-100) == []
    assert len(world.echo.heard) == 1


async def test_words_in_a_group_do_not_wake_a_contact_that_blocked_us(world: World) -> None:
    async with world.running():
        await world.push(membership(LAN, "kicked"))
        await world.until(lambda: not active(world))
        await world.push(in_group(LAN, f"/denhan@{USERNAME}"))
        (text,) = await world.texts(-100, 1)
    assert "cuộc trò chuyện riêng" in text
    assert not active(world)
    assert world.echo.heard == []


def in_group(who: int, text: str) -> dict[str, Any]:
    return written(who, text, chat={"id": -100, "type": "supergroup", "title": "Sở"})


async def test_the_menu_changes_with_the_language_and_not_with_each_message(world: World) -> None:
    async with world.running():
        for said, menus_then in (("một", 1), ("hai", 1), ("english", 2), ("ba", 2), ("bốn", 2)):
            await world.push(written(LAN, said))
            await world.until(lambda: world.server.ask("pending") == 0)
            assert len(menus(world)) == menus_then
    vietnamese, english = menus(world)
    assert '"denhan"' in vietnamese["commands"]
    assert '"due"' in english["commands"]
    assert {call["fields"].get("language_code", "") for call in world.server.calls("setMyCommands")} >= {"", "en"}


async def test_the_menu_changes_with_the_role(world: World) -> None:
    async with world.running():
        await world.push(written(LAN, "một"))
        await world.until(lambda: len(menus(world)) == 1)
        with world.store.transaction() as tx:
            tx.put(replace(STAFF, roles=STAFF.roles | {Role.OFFICE}))
        await world.push(written(LAN, "hai"))
        await world.until(lambda: len(menus(world)) == 2)
    assert ["kehoach" in menu["commands"] for menu in menus(world)] == [False, True]


async def test_a_menu_that_could_not_be_set_is_set_with_the_next_message(world: World) -> None:
    async with world.running():
        await world.until(lambda: len(world.server.calls("setMyCommands")) == 2)
        world.server.inject("setMyCommands", status=502, description="Bad Gateway")
        await world.push(written(LAN, "một"), written(LAN, "hai"), written(LAN, "ba"))
        await world.texts(LAN, 3)
        await world.until(lambda: world.server.ask("pending") == 0)
    assert len(menus(world)) == 2


def menus(world: World) -> list[dict[str, Any]]:
    calls = [call["fields"] for call in world.server.calls("setMyCommands")]
    return [fields for fields in calls if f'"{LAN}"' in fields.get("scope", "") or str(LAN) in fields.get("scope", "")]


# ---------------------------------------------------------------- webhook


@pytest.fixture
async def hooked(world: World) -> AsyncIterator[tuple[World, str]]:
    """A running service that Telegram reaches by webhook."""
    server = uvicorn.Server(uvicorn.Config(app=Starlette(), port=0, log_config=None, lifespan="off"))
    server.config.load()
    sockets = [server.config.bind_socket()]
    url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/telegram"
    service = world.service(Webhook(url, SECRET))
    server.config.loaded_app = Starlette(routes=service.routes())
    with contextlib.suppress(NotImplementedError):
        serving = asyncio.create_task(server.serve(sockets))
    async with world.running(service):
        await world.until(lambda: bool(world.server.calls("setWebhook")))
        yield world, url
    server.should_exit = True
    await serving


async def test_a_webhook_brings_updates_in_order(hooked: tuple[World, str]) -> None:
    world, _ = hooked
    await world.push(asked_inline(LAN, "sơ kết"), *(written(LAN, f"câu {number}") for number in range(5)))
    assert await world.texts(LAN, 5) == [f"câu {number}" for number in range(5)]
    assert world.server.ask("pending") == 0
    assert len(world.server.calls("answerInlineQuery")) == 1
    assert all(call["fields"]["secret_token"] == SECRET for call in world.server.calls("setWebhook"))


async def test_a_webhook_without_its_secret_finds_nothing(hooked: tuple[World, str]) -> None:
    world, url = hooked
    update = {"update_id": 1, **written(LAN, "giả mạo")}
    async with httpx.AsyncClient() as client:
        for secret in (b"", b"wrong", "sai-bí-mật".encode()):
            headers = {SECRET_HEADER.encode(): secret}
            assert (await client.post(url, json=update, headers=headers)).status_code == 404
        assert (await client.get(url)).status_code == 405
    assert world.echo.heard == []


async def test_a_webhook_takes_rubbish_quietly(hooked: tuple[World, str]) -> None:
    world, url = hooked
    async with httpx.AsyncClient(headers={SECRET_HEADER: SECRET}) as client:
        for body in (b"", b"{", b"[]", b'{"update_id": 1}', b"\xff", b"[" * 100_000, b"x" * 2_000_000):
            assert (await client.post(url, content=body)).status_code == 200
    assert world.echo.heard == []


async def test_the_same_update_brought_twice_is_carried_out_once(hooked: tuple[World, str]) -> None:
    world, url = hooked
    update = {"update_id": 77, **written(LAN, "đếm")}
    async with httpx.AsyncClient(headers={SECRET_HEADER: SECRET}) as client:
        answers = await asyncio.gather(*(client.post(url, json=update) for _ in range(3)))
        answers.append(await client.post(url, json=update))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert await world.texts(LAN, 1) == ["1"]
