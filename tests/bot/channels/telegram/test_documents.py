"""A document on Telegram: fetched from the Bot API by size and right, read beside the chat, answered in one message."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.channels.telegram.connection import Connection
from bot.channels.telegram.service import TelegramService
from bot.clock import MovableClock
from bot.conversation import Conversation
from bot.documents.answering import SentDocuments
from bot.documents.uploads import Uploads
from bot.messages import UPLOAD_LIMIT, Progress, Upload
from bot.talk import Installation
from plans.model.reaching import Contact
from plans.planning.draft import Draft, Review
from plans.problems import Problem
from tests.bot.chatting import LINKS, a_store
from tests.bot.dialogues.drafts import a_draft
from tests.bot_api_server import TOKEN, BotApiServer
from tests.builders import NOW, OFFICER, STAFF
from tests.telegram_updates import pressed, sent_document, sent_photo, written

VAN, LAN = 41, 31


class Bureau:
    """The small department on Telegram, with a reader that answers `draft`."""

    def __init__(self, server: BotApiServer) -> None:
        self.server = server
        self.store = a_store()
        with self.store.transaction() as tx:
            tx.put(Contact("telegram", str(VAN), OFFICER.id, NOW))
            tx.put(Contact("telegram", str(LAN), STAFF.id, NOW))
        self.given: list[tuple[bytes, str]] = []
        self.gate = asyncio.Event()
        clock = MovableClock(NOW)
        conversation = Conversation(Installation(LINKS))
        channels: dict[str, Any] = {}
        self.uploads = Uploads(self.store, channels, SentDocuments(Installation(LINKS)), self.read, clock)
        self.service = TelegramService(
            Connection(TOKEN, server.url), self.store, conversation.respond, clock, self.uploads.begin
        )
        channels["telegram"] = self.service.reminders
        self.stop = asyncio.Event()

    async def read(self, data: bytes, name: str, _look: Callable[[Progress], None] | None = None) -> Draft | Problem:
        self.given.append((data, name))
        await self.gate.wait()
        return a_draft()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(part.run(self.stop)) for part in (self.service, self.uploads)]
        try:
            yield
        finally:
            self.stop.set()
            await asyncio.gather(*tasks)

    async def push(self, *updates: dict[str, Any]) -> None:
        await asyncio.to_thread(self.server.push, *updates)

    async def shown(self, chat: int, holds: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
        async with asyncio.timeout(30):
            while not holds(found := await asyncio.to_thread(self.server.shown, chat)):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.02)
        return found


@pytest.fixture
def bureau(server: BotApiServer) -> Bureau:
    return Bureau(server)


async def test_a_document_is_fetched_and_its_review_edits_the_message(bureau: Bureau) -> None:
    bureau.server.keep_file("file-1", b"the document")
    async with bureau.running():
        await bureau.push(sent_document(VAN, "file-1", "kế hoạch.docx", 12))
        await bureau.shown(VAN, lambda found: bool(found) and "Đang đọc" in found[0]["text"])
        await bureau.push(written(VAN, "/help"))
        await bureau.shown(VAN, lambda found: len(found) == 2)
        bureau.gate.set()
        found = await bureau.shown(VAN, lambda found: len(found) == 3)
        assert "tin bên dưới" in found[0]["text"]
        assert "3 nhiệm vụ, 1 chưa ấn định ngày" in found[2]["text"]
        assert bureau.given == [(b"the document", "kế hoạch.docx")]
        await bureau.push(pressed(VAN, found[2]["message"], found[2]["actions"][0]))
        await bureau.shown(VAN, lambda found: "Việc 3/3" in found[2]["text"])
    assert bureau.store.all(Upload) == ()
    assert len(bureau.store.all(Review)) == 1


async def test_a_photograph_is_read_in_its_largest_size(bureau: Bureau) -> None:
    bureau.server.keep_file("photo-1", b"the large one")
    bureau.gate.set()
    async with bureau.running():
        await bureau.push(sent_photo(VAN, "photo-1"))
        await bureau.shown(VAN, lambda found: bool(found) and "3 nhiệm vụ" in found[0]["text"])
    assert bureau.given == [(b"the large one", "anh-chup.jpg")]


async def test_staff_get_one_sentence_and_nothing_is_fetched(bureau: Bureau) -> None:
    async with bureau.running():
        await bureau.push(sent_document(LAN, "file-1", "kế hoạch.docx", 12))
        (only,) = await bureau.shown(LAN, lambda found: len(found) == 1)
    assert "Chỉ Văn phòng" in only["text"]
    assert bureau.server.calls("getFile") == []


async def test_what_is_too_large_for_a_bot_gets_the_address_of_the_web_page(bureau: Bureau) -> None:
    async with bureau.running():
        await bureau.push(sent_document(VAN, "file-1", "quét.pdf", UPLOAD_LIMIT + 1))
        (only,) = await bureau.shown(VAN, lambda found: len(found) == 1)
    assert LINKS.chat_url() in only["text"]
    assert bureau.server.calls("getFile") == []


async def test_a_file_that_telegram_does_not_give_is_said(bureau: Bureau) -> None:
    async with bureau.running():
        await bureau.push(sent_document(VAN, "unknown", "kế hoạch.docx", 12))
        await bureau.shown(VAN, lambda found: bool(found) and "Telegram chưa giao" in found[0]["text"])
    assert bureau.store.all(Upload) == ()


async def test_a_stranger_gets_what_strangers_get(bureau: Bureau) -> None:
    async with bureau.running():
        await bureau.push(sent_document(99, "file-1", "kế hoạch.docx", 12))
        (only,) = await bureau.shown(99, lambda found: len(found) == 1)
    assert "mời" in only["text"]
    assert bureau.given == []
