"""A disk that is full in the middle of a registration: nothing acknowledged is lost, nothing unacknowledged kept."""

import asyncio
import errno
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.connection import Connection
from bot.channels.telegram.service import TelegramService
from bot.clock import MovableClock
from bot.commands.workspace import KINDS
from bot.conversation import Conversation
from bot.talk import Installation
from plans.model.answers import Registration
from plans.model.history import AuditEntry
from plans.model.reaching import Contact, Dialogue
from plans.problems import StoreUnwritable
from plans.store.port import Facts
from plans.store.tinydb_store import TinyStore, read_snapshot
from tests.bot.channels.web.house import House
from tests.bot.chatting import LINKS, Chat
from tests.bot_api_server import TOKEN, BotApiServer
from tests.builders import NOW, STAFF, a_department
from tests.plans.store.test_disk_failures import FailingDisk
from tests.telegram_updates import pressed, written

#: More calls than recording a registration makes.
CALLS = 8
TELEGRAM = 31


@pytest.fixture
def disk() -> FailingDisk:
    return FailingDisk()


@pytest.fixture
def store(tmp_path: Path, disk: FailingDisk) -> Iterator[TinyStore]:
    """The department on that disk."""
    with closing(TinyStore.open(tmp_path / "data", kinds=KINDS, disk=disk)) as opened:
        a_department(opened)
        with opened.transaction() as tx:
            tx.put(Contact("telegram", str(TELEGRAM), STAFF.id, NOW))
        yield opened


def registered(facts: Facts) -> list[str]:
    return [each.number for each in facts.all(Registration)]


def on_disk(store: TinyStore) -> Facts:
    return read_snapshot(store.folder, kinds=KINDS)


def verbs(store: TinyStore) -> list[str]:
    return [entry.verb for _, entry in store.entries("audit", AuditEntry)]


@pytest.mark.parametrize("at", range(1, CALLS))
def test_wherever_the_disk_fails_the_answer_is_whole_or_never_was(store: TinyStore, disk: FailingDisk, at: int) -> None:
    chat = Chat(store, STAFF.id)  # type: ignore[arg-type]  # any store will do
    chat.say("đăng ký lao động tiên tiến")
    tap = chat.button("Ghi đăng ký").action
    before = store.get(Dialogue, STAFF.id)
    disk.arm(at, errno.ENOSPC)
    with pytest.raises(StoreUnwritable):
        chat.send(action=tap)
    disk.arm(0, 0)
    for facts in (store, on_disk(store)):
        assert registered(facts) == []
        assert facts.get(Dialogue, STAFF.id) == before, "the form is still at its summary"
    assert verbs(store) == []
    chat.send(action=tap, number=chat.number)  # the channel brings the same update again
    assert "Đã ghi đăng ký số ĐK-2024-001" in chat.seen
    assert registered(on_disk(store)) == ["ĐK-2024-001"]
    assert verbs(store) == ["title_registered"]


def test_what_was_acknowledged_before_stays_while_the_disk_is_full(store: TinyStore, disk: FailingDisk) -> None:
    chat = Chat(store, STAFF.id)  # type: ignore[arg-type]  # any store will do
    chat.say("đăng ký lao động tiên tiến")
    chat.press("Ghi đăng ký")
    disk.arm(1, errno.ENOSPC, lasting=True)
    for text in ("đăng ký chiến sĩ thi đua cơ sở", "/cuatoi", "1"):
        with pytest.raises(StoreUnwritable):
            chat.say(text)
    assert store.all(Registration)[0].title == "ldtt"
    store.close()
    with closing(TinyStore.open(store.folder, kinds=KINDS)) as again:
        assert [(each.number, each.title) for each in again.all(Registration)] == [("ĐK-2024-001", "ldtt")]
        later = Chat(again, STAFF.id, number=50)  # type: ignore[arg-type]  # any store will do
        assert "ĐK-2024-001" in later.say("/cuatoi")


async def test_the_web_chat_says_that_it_was_not_kept_and_takes_the_same_press_again(
    store: TinyStore, disk: FailingDisk
) -> None:
    house = House(store=store, conversation=Conversation(Installation(LINKS)))  # type: ignore[arg-type]  # the real ones
    async with house.signed_in() as browser:
        await browser.say("đăng ký lao động tiên tiến")
        asked = (await browser.talk())[-1]
        tap = asked["choices"][0][0]["action"]
        disk.arm(1, errno.ENOSPC, lasting=True)
        refused = await browser.press(tap, asked["number"], "key-of-the-tap")
        assert (refused.status_code, refused.json()["error"]) == (503, "Chưa ghi được, xin thử lại.")
        assert (await browser.talk())[-1]["number"] == asked["number"]
        assert registered(on_disk(store)) == []
        disk.arm(0, 0)
        for _ in range(2):
            assert (await browser.press(tap, asked["number"], "key-of-the-tap")).status_code == 200
        assert "Đã ghi đăng ký số ĐK-2024-001" in (await browser.talk())[-1]["text"]
        assert registered(on_disk(store)) == ["ĐK-2024-001"]


@asynccontextmanager
async def telegram(store: TinyStore, server: BotApiServer) -> AsyncIterator[None]:
    """The Telegram channel over that store."""
    stop = asyncio.Event()
    respond = Conversation(Installation(LINKS)).respond
    service = TelegramService(
        Connection(TOKEN, server.url), store, respond, MovableClock(NOW), lambda sent, fetch: None
    )
    task = asyncio.create_task(service.run(stop))
    try:
        yield
    finally:
        stop.set()
        await task


def receipt_in(server: BotApiServer) -> None:
    """Wait until the message whose button was pressed has become the receipt."""
    end = time.monotonic() + 30
    while "Đã ghi đăng ký số ĐK-2024-001" not in server.shown(TELEGRAM)[0]["text"]:
        assert time.monotonic() < end
        time.sleep(0.02)


async def test_telegram_keeps_the_press_and_carries_it_out_once_there_is_room(
    store: TinyStore, disk: FailingDisk
) -> None:
    with BotApiServer() as server:
        async with telegram(store, server):

            async def sent(*updates: dict[str, Any], texts: int) -> list[str]:
                await asyncio.to_thread(server.push, *updates)
                return await asyncio.to_thread(server.wait_for_texts, TELEGRAM, texts)

            await sent(written(TELEGRAM, "đăng ký lao động tiên tiến"), texts=1)
            asked = server.shown(TELEGRAM)[-1]
            disk.arm(1, errno.ENOSPC, lasting=True)
            _, sorry = await sent(pressed(TELEGRAM, asked["message"], asked["actions"][0]), texts=2)
            assert "Chưa ghi được" in sorry
            assert registered(on_disk(store)) == []
            disk.arm(0, 0)
            await asyncio.to_thread(receipt_in, server)
        assert registered(on_disk(store)) == ["ĐK-2024-001"]
