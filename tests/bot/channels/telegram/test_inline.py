"""Inline mode: who is offered what behind the bot's name, page by page, at what pace, over polling and the webhook."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.channels.telegram.connection import Client, Connection
from bot.channels.telegram.inline import PAGE, TYPING, Inline
from bot.channels.telegram.queues import Job
from bot.channels.telegram.service import TelegramService
from bot.channels.telegram.updates import ALLOWED_UPDATES, Act, Me, read_update
from bot.conversation import Conversation
from bot.messages import TEXT_LIMIT, length
from bot.talk import Installation
from plans.model.people import Person
from plans.model.reaching import Contact
from plans.staff.access import choose_language
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS, a_store
from tests.bot_api_server import BOT_ID, TOKEN, USERNAME, BotApiServer
from tests.builders import LEADER, NOW, STAFF, a_plan, a_task
from tests.telegram_updates import asked_inline, written

MINH, LAN, STRANGER = 21, 31, 99
ME = Me(BOT_ID, USERNAME)


def a_connected_store() -> MemoryStore:
    store = a_store()
    with store.transaction() as tx:
        tx.put(Contact("telegram", str(MINH), LEADER.id, NOW))
        tx.put(Contact("telegram", str(LAN), STAFF.id, NOW))
    return store


class Line:
    """A bot that keeps what it answers, and fails when told to."""

    def __init__(self) -> None:
        self.answers: list[dict[str, Any]] = []
        self.failure: Exception | None = None

    async def answer_inline_query(self, query: str, results: list[Any], **more: Any) -> None:
        if self.failure is not None:
            raise self.failure
        self.answers.append({"query": query, "results": results, **more})


class Asker:
    """Somebody typing behind the bot's name; `seconds` is the time."""

    def __init__(self, store: MemoryStore, now: datetime = NOW) -> None:
        self.line = Line()
        self.seconds = 0.0
        self.number = 0
        self.inline = Inline(self.line, store, lambda: now, lambda: self.seconds)  # type: ignore[arg-type]  # a fake

    async def ask(self, text: str, who: int = MINH, *, overtaken: bool = False, **more: Any) -> list[Any]:
        """The results of one question."""
        self.number += 1
        update = read_update({"update_id": self.number, **asked_inline(who, text, **more)}, ME)
        assert update is not None
        before = len(self.line.answers)
        await self.inline.handle(Job(update, overtaken=overtaken))
        return [each for answer in self.line.answers[before:] for each in answer["results"]]


@pytest.fixture
def store() -> MemoryStore:
    return a_connected_store()


def test_what_is_typed_behind_our_name_is_read() -> None:
    update = read_update({"update_id": 5, **asked_inline(MINH, "sơ kết", offset="20", query="q")}, ME)
    assert update is not None
    assert (update.act, update.address, update.text, update.query) == (Act.ASKED_INLINE, "21", "sơ kết", "q")
    assert (update.offset, update.language, update.group) == ("20", "vi", "")
    assert update.lane != update.address
    assert "inline_query" in ALLOWED_UPDATES


@pytest.mark.parametrize("query", [{}, {"id": "q"}, {"id": "q", "from": {"id": 1}, "query": 7}, None, "x"])
def test_nonsense_is_left(query: object) -> None:
    assert read_update({"update_id": 5, "inline_query": query}, ME) is None


async def test_a_leader_is_offered_a_task_by_its_lasting_id(store: MemoryStore) -> None:
    asker = Asker(store)
    (result,) = await asker.ask("sơ kết")
    (again,) = await asker.ask("so ket")
    assert result.id == again.id
    assert result.title.startswith("Mục 2.1. Báo cáo sơ kết")
    assert result.description == "trước 15/06/2024 (thứ Bảy) · van_phong"
    assert result.input_message_content.message_text.endswith("Theo Kế hoạch thi đua, khen thưởng năm 2024.")
    assert result.reply_markup is None


async def test_nothing_is_kept_for_others(store: MemoryStore) -> None:
    asker = Asker(store)
    await asker.ask("sơ kết")
    (answer,) = asker.line.answers
    assert (answer["is_personal"], answer["cache_time"], answer["next_offset"]) == (True, 0, "")


async def test_outsiders_and_people_who_left_are_offered_nothing(store: MemoryStore) -> None:
    asker = Asker(store)
    assert await asker.ask("sơ kết", STRANGER) == []
    assert await asker.ask("", STRANGER) == []
    with store.transaction() as tx:
        tx.put(replace(STAFF, left=date(2024, 1, 31)))
    assert await asker.ask("sơ kết", LAN) == []
    assert [answer["results"] for answer in asker.line.answers] == [[], [], []]


async def test_everybody_reads_it_in_their_own_language(store: MemoryStore) -> None:
    with store.transaction() as tx:
        person = tx.get(Person, LEADER.id)
        assert person is not None
        choose_language(tx, NOW, person, "en")
    asker = Asker(store)
    (english,) = await asker.ask("sơ kết")
    (vietnamese,) = await asker.ask("sơ kết", LAN, language="en")
    assert "Deadline: before" in english.input_message_content.message_text
    assert "Thời hạn: trước" in vietnamese.input_message_content.message_text


async def test_pages_follow_one_another_and_end(store: MemoryStore) -> None:
    tasks = tuple(a_task(f"t{n}", number=str(n), title=f"Kiểm tra đợt {n}") for n in range(45))
    with store.transaction() as tx:
        tx.put(a_plan(tasks=tasks))
    asker, offset, ids = Asker(store), "", []
    for _ in range(3):
        ids += [each.id for each in await asker.ask("kiểm tra", offset=offset)]
        offset = asker.line.answers[-1]["next_offset"]
    assert [len(answer["results"]) for answer in asker.line.answers] == [PAGE, PAGE, 5]
    assert len(set(ids)) == 45
    assert offset == ""
    assert await asker.ask("kiểm tra", offset="1000") == []
    assert len(await asker.ask("kiểm tra", offset="nonsense")) == PAGE


async def test_only_the_last_letters_typed_are_answered(store: MemoryStore) -> None:
    asker = Asker(store)
    await asker.ask("s", overtaken=True)
    assert asker.line.answers == []


async def test_a_flood_is_answered_at_a_fair_pace(store: MemoryStore) -> None:
    asker = Asker(store)
    for _ in range(200):
        await asker.ask("x", STRANGER)
    assert len(asker.line.answers) == TYPING.most
    await asker.ask("x", MINH)
    assert len(asker.line.answers) == TYPING.most + 1


async def test_silence_that_telegram_asks_for_is_kept(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # as `Client` sets it
    asker = Asker(store)
    asker.line.failure = RetryAfter(5)
    await asker.ask("sơ kết")
    asker.line.failure = None
    assert await asker.ask("sơ kết") == []
    asker.seconds = 6.0
    assert len(await asker.ask("sơ kết")) == 1


@settings(max_examples=1000 if os.environ.get("DONDOC_SOAK") else 6, deadline=None)
@given(st.text(max_size=300), st.text(max_size=6), st.text(min_size=1, max_size=400))
def test_whatever_is_typed_is_offered_within_the_limits(text: str, offset: str, title: str) -> None:
    store = a_connected_store()
    with store.transaction() as tx:
        tx.put(a_plan(tasks=tuple(a_task(f"t{n}", number=str(n), title=f"{title} {text}") for n in range(22))))
    results = asyncio.run(Asker(store).ask(text, offset=offset))
    assert len(results) <= PAGE
    assert len({each.id for each in results}) == len(results)
    assert all(1 <= length(each.title) <= 256 for each in results)
    assert all(1 <= length(each.input_message_content.message_text) <= TEXT_LIMIT for each in results)


# ---------------------------------------------------------------- against a Bot API server


@asynccontextmanager
async def running(server: BotApiServer, store: MemoryStore) -> AsyncIterator[None]:
    stop = asyncio.Event()
    respond = Conversation(Installation(LINKS, telegram=lambda: USERNAME)).respond
    service = TelegramService(Connection(TOKEN, server.url), store, respond, lambda: NOW, lambda *_: None)
    task = asyncio.create_task(service.run(stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def test_telegram_takes_what_is_offered_beside_a_chat(server: BotApiServer, store: MemoryStore) -> None:
    async with running(server, store):
        await asyncio.to_thread(
            server.push, asked_inline(MINH, "sơ kết"), written(MINH, "/denhan"), asked_inline(STRANGER, "sơ kết")
        )
        await asyncio.to_thread(server.wait_for_texts, MINH, 1)
        for _ in range(300):
            calls = await asyncio.to_thread(server.calls, "answerInlineQuery")
            if len(calls) == 2 and not await asyncio.to_thread(server.ask, "pending"):
                break
            await asyncio.sleep(0.01)
    offered = {call["fields"]["inline_query_id"]: json.loads(call["fields"].get("results", "[]")) for call in calls}
    assert [len(results) for _, results in sorted(offered.items())] == [1, 0]
    assert {(call["fields"]["cache_time"], call["fields"]["is_personal"]) for call in calls} == {("0", "true")}
    assert server.shown(STRANGER) == []


async def test_a_question_that_telegram_has_given_up_does_no_harm(server: BotApiServer, store: MemoryStore) -> None:
    server.inject("answerInlineQuery", status=400, description="Bad Request: query is too old")
    client = Client(Connection(TOKEN, server.url))
    update = read_update({"update_id": 1, **asked_inline(MINH, "sơ kết")}, ME)
    assert update is not None
    try:
        inline = Inline(client.bot, store, lambda: NOW)
        await inline.handle(Job(update))
        await inline.handle(Job(replace(update, number=2)))
    finally:
        await client.close()
    assert len(server.calls("answerInlineQuery")) == 2
