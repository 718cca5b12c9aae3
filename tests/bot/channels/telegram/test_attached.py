"""An innovation's file on Telegram: fetched from the Bot API, kept, and sent back to whoever asks for it."""

import asyncio
from typing import Any

from bot.channels.telegram.connection import Connection
from bot.channels.telegram.service import TelegramService
from bot.clock import MovableClock
from bot.conversation import Conversation
from bot.documents.answering import SentDocuments
from bot.documents.uploads import Uploads
from bot.messages import Upload
from bot.talk import Installation
from plans.innovation.registering import register_innovation
from plans.model.answers import Innovation
from plans.model.reaching import Contact, Dialogue
from plans.planning.draft import Draft
from plans.store.files import MemoryFiles
from tests.bot.chatting import LINKS, a_store
from tests.bot.dialogues.drafts import a_draft
from tests.bot_api_server import TOKEN, BotApiServer
from tests.builders import NOW, STAFF, a_plan, do
from tests.telegram_updates import pressed, sent_document

LAN = 31


async def read(_data: bytes, _name: str, _look: object = None) -> Draft:
    return a_draft()


async def test_a_file_goes_to_the_open_innovation_and_comes_back(server: BotApiServer) -> None:
    store, files, channels = a_store(), MemoryFiles(), {}  # type: ignore[var-annotated]  # filled below
    idea = do(store, register_innovation, STAFF, a_plan(), "Số hóa hồ sơ")
    assert isinstance(idea, Innovation)
    with store.transaction() as tx:
        tx.put(Contact("telegram", str(LAN), STAFF.id, NOW))
        tx.put(Dialogue(STAFF.id, "idea.files", {"plan": idea.plan, "id": idea.id, "run": "r"}, at=NOW))
    installation = Installation(LINKS, files=files)
    conversation = Conversation(installation)
    clock = MovableClock(NOW)
    uploads = Uploads(store, channels, SentDocuments(installation), read, clock)
    connection = Connection(TOKEN, server.url)
    service = TelegramService(connection, store, conversation.respond, clock, uploads.begin, files=files)
    channels["telegram"] = service.reminders
    server.keep_file("file-1", b"%PDF-1.7 report")
    stop = asyncio.Event()
    tasks = [asyncio.create_task(part.run(stop)) for part in (service, uploads)]

    async def shown(count: int, words: str) -> dict[str, Any]:
        async with asyncio.timeout(30):
            while True:
                found: list[dict[str, Any]] = await asyncio.to_thread(server.shown, LAN)
                if len(found) == count and words in found[-1]["text"]:
                    return found[-1]
                await asyncio.sleep(0.02)

    try:
        await asyncio.to_thread(server.push, sent_document(LAN, "file-1", "Báo cáo.pdf", 15))
        told = await shown(1, "Đã đính kèm Báo cáo.pdf")
        assert store.all(Upload) == ()
        fetching = next(action for action in told["actions"] if ":fetch:" in action)
        await asyncio.to_thread(server.push, pressed(LAN, told["message"], fetching))
        given = await shown(2, "Báo cáo.pdf")
        assert (given["file"], bytes.fromhex(given["content"])) == ("Báo cáo.pdf", b"%PDF-1.7 report")
    finally:
        stop.set()
        await asyncio.gather(*tasks)
