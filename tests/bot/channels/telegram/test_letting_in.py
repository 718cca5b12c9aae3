"""Strangers come in on Telegram: by a code of a link, or by a number that Telegram vouches for."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.telegram.connection import Connection
from bot.channels.telegram.handling import GUESSES_EACH
from bot.channels.telegram.service import TelegramService
from bot.conversation import Conversation
from bot.talk import Installation
from plans.model.reaching import Contact
from plans.staff.access import invite
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS
from tests.bot_api_server import TOKEN, USERNAME, BotApiServer
from tests.builders import NOW, STAFF, a_department, audit, do
from tests.telegram_updates import shared_contact, written

STRANGER, OTHER = 99, 98


class Office:
    """A department with nobody on Telegram yet, and its bot."""

    def __init__(self, server: BotApiServer) -> None:
        self.server = server
        self.store = MemoryStore()
        a_department(self.store)
        with self.store.transaction() as tx:
            tx.put(replace(STAFF, phone="0912 345 678"))
        respond = Conversation(Installation(LINKS)).respond
        connection = Connection(TOKEN, server.url)
        self.service = TelegramService(connection, self.store, respond, lambda: NOW, lambda _sent, _fetch: None)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        running = asyncio.create_task(self.service.run(stop))
        try:
            yield
        finally:
            stop.set()
            await running

    async def hear(self, *updates: dict[str, Any]) -> None:
        """Have these carried out."""
        await asyncio.to_thread(self.server.push, *updates)
        end = time.monotonic() + 60
        while await asyncio.to_thread(self.server.ask, "pending"):
            assert time.monotonic() < end
            await asyncio.sleep(0.02)

    def markups(self, chat: int) -> list[Any]:
        """What stood under the messages to a chat."""
        calls = [
            call["fields"] for call in self.server.calls("sendMessage") if str(call["fields"]["chat_id"]) == str(chat)
        ]
        return [json.loads(fields["reply_markup"]) if "reply_markup" in fields else {} for fields in calls]

    def who(self) -> dict[str, str]:
        """Chats and whose they are."""
        return {contact.address: contact.person for contact in self.store.all(Contact)}


@pytest.fixture
def office(server: BotApiServer) -> Office:
    return Office(server)


async def test_a_number_that_telegram_vouches_for_lets_its_owner_in(office: Office) -> None:
    async with office.open():
        await office.hear(written(STRANGER, "/start"))
        await asyncio.to_thread(office.server.wait_for_texts, STRANGER, 1)
        await office.hear(shared_contact(STRANGER, "84912345678"))
        texts = await asyncio.to_thread(office.server.wait_for_texts, STRANGER, 3)
        assert office.service.username == USERNAME
    asked, welcomed, _ = office.markups(STRANGER)
    assert asked["keyboard"][0][0]["request_contact"] is True
    assert welcomed["remove_keyboard"] is True
    assert STAFF.name in texts[1]
    assert office.who() == {str(STRANGER): STAFF.id}
    assert [each.verb for each in audit(office.store)] == ["accept_phone"]


async def test_other_peoples_numbers_let_nobody_in_and_say_nothing(office: Office) -> None:
    async with office.open():
        await office.hear(
            shared_contact(STRANGER, "+84912345678", of=7),
            shared_contact(STRANGER, "+84912345678", forward_date=1),
            shared_contact(OTHER, "+84999999999"),
            written(OTHER, "0912345678"),
        )
    assert office.who() == {}
    assert audit(office.store) == []
    assert not any(STAFF.name in text for chat in (STRANGER, OTHER) for text in map(str, office.server.shown(chat)))


async def test_who_has_guessed_too_often_has_to_wait_and_keeps_nobody_else_out(office: Office) -> None:
    do(office.store, invite, STAFF, "dung-ma")
    async with office.open():
        await office.hear(*(written(OTHER, "cho tôi hỏi việc này") for _ in range(GUESSES_EACH)))  # no guesses
        await office.hear(*(written(STRANGER, f"/start doan-{n}") for n in range(GUESSES_EACH)))
        await office.hear(written(STRANGER, "/start dung-ma"))
        assert office.who() == {}
        await office.hear(written(OTHER, "/start dung-ma"))
        await asyncio.to_thread(office.server.wait_for_texts, OTHER, 2)
    assert office.who() == {str(OTHER): STAFF.id}
    assert len({shown["text"] for shown in office.server.shown(STRANGER)}) == 1
