"""Groups against a Bot API server: linked from within, written to, followed, and left when they throw us out."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.connection import Client, Connection
from bot.channels.telegram.service import TelegramService
from bot.conversation import Conversation
from bot.talk import Installation
from bot.unasked.group_outbox import GroupOutbox
from plans.groups.linking import GROUP_GONE, link_group
from plans.model.groups import GroupDelivery, GroupLink
from plans.model.reaching import Contact
from plans.model.reminding import DigestItem, Notice, Owed
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS
from tests.bot_api_server import TOKEN, USERNAME, BotApiServer
from tests.builders import HEAD, INDUSTRY, NOW, STAFF, a_deadline, a_department, a_plan, a_task, do
from tests.telegram_updates import (
    group_membership,
    group_moved,
    in_group,
    in_the_name_of,
    pressed,
    topic_closed,
    written,
)

HUNG, LAN = 41, 31
GROUP, SUPERGROUP = -1001, -1009
#: 08:00 on a Wednesday.
MORNING = datetime(2024, 6, 12, 1, 0, tzinfo=UTC)
ITEM = DigestItem("thu-2024", "bc_so_ket", Owed.TASK, date(2024, 6, 14), 2, rung="1")


class World:
    """The real conversation on Telegram, with a head and one of their staff."""

    def __init__(self, server: BotApiServer) -> None:
        self.server = server
        self.store = MemoryStore()
        task = a_task(lead=(INDUSTRY.id,), deadline=a_deadline(date(2024, 6, 14)))
        a_department(self.store, plan=a_plan(tasks=(task,)))
        with self.store.transaction() as tx:
            tx.put(Contact("telegram", str(HUNG), HEAD.id, NOW))
            tx.put(Contact("telegram", str(LAN), STAFF.id, NOW))
        installation = Installation(LINKS, telegram=lambda: USERNAME)
        self.respond = Conversation(installation).respond

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        connection, stop = Connection(TOKEN, self.server.url), asyncio.Event()
        service = TelegramService(connection, self.store, self.respond, lambda: MORNING, lambda *_: None)
        task = asyncio.create_task(service.run(stop))
        try:
            yield
        finally:
            stop.set()
            await task

    async def push(self, *updates: dict[str, Any]) -> None:
        await asyncio.to_thread(self.server.push, *updates)

    async def texts(self, chat: int, count: int) -> list[str]:
        return await asyncio.to_thread(self.server.wait_for_texts, chat, count)

    async def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not await asyncio.to_thread(holds):
            assert time.monotonic() < end
            await asyncio.sleep(0.02)

    async def deliver(self) -> None:
        client = Client(Connection(TOKEN, self.server.url))
        try:
            channel = TelegramChannel(client.bot)
            await GroupOutbox(self.store, {"telegram": channel}, username=lambda: USERNAME).deliver(MORNING)
        finally:
            await client.close()

    def link(self, topic: str = "") -> GroupLink:
        """Linked and greeted already."""
        link: GroupLink = do(self.store, link_group, HEAD, INDUSTRY, str(GROUP), topic, "Phòng QLCN")
        with self.store.transaction() as tx:
            tx.delete(GroupDelivery, link.id)
        return link

    def place(self, link: GroupLink) -> None:
        with self.store.transaction() as tx:
            GroupOutbox(self.store, {}).place(tx, link, [ITEM], MORNING)

    @property
    def links(self) -> list[str]:
        return [link.id for link in self.store.all(GroupLink)]

    def told(self) -> list[str]:
        return [each.values["reason"] for each in self.store.all(Notice) if each.kind == GROUP_GONE]


@pytest.fixture
def world(server: BotApiServer) -> World:
    return World(server)


async def test_a_head_links_a_topic_from_within_and_the_group_hears_nothing_but_that(world: World) -> None:
    async with world.running():
        await world.push(in_group(HUNG, f"/nhom@{USERNAME}", GROUP, topic=7, title="Phòng QLCN"))
        (asked,) = await world.texts(HUNG, 1)
        assert "Phòng Quản lý công nghiệp" in asked
        assert await world.texts(GROUP, 1) == ["Đã gửi riêng anh/chị."]
        (message,) = world.server.shown(HUNG)
        await world.push(pressed(HUNG, message["message"], message["actions"][0]))
        await world.until(lambda: bool(world.links))
        await world.deliver()
        _, greeting = await world.texts(GROUP, 2)
    assert world.links == [f"{GROUP}/7"]
    assert "Từ nay nhóm này nhận việc đến hạn" in greeting
    sent = [call["fields"] for call in world.server.calls("sendMessage") if call["fields"]["chat_id"] == str(GROUP)]
    assert {fields["message_thread_id"] for fields in sent} == {"7"}


async def test_the_digest_has_no_name_and_one_link_to_the_private_chat(world: World) -> None:
    world.place(world.link())
    await world.deliver()
    (shown,) = world.server.shown(GROUP)
    assert "Báo cáo sơ kết" in shown["text"]
    assert HEAD.name not in shown["text"]
    assert shown["actions"] == [f"https://t.me/{USERNAME}"]
    (call,) = world.server.calls("sendMessage")
    assert "message_thread_id" not in call["fields"]


async def test_a_move_told_by_the_answer_is_followed_and_the_digest_arrives_once(world: World) -> None:
    world.place(world.link())
    world.server.inject(
        "sendMessage",
        status=400,
        description="Bad Request: group chat was upgraded to a supergroup chat",
        parameters={"migrate_to_chat_id": SUPERGROUP},
    )
    await world.deliver()
    assert len(world.server.shown(SUPERGROUP)) == 1
    assert world.server.shown(GROUP) == []
    assert world.links == [f"{SUPERGROUP}/"]


@pytest.mark.parametrize("told_in_new", [False, True])
async def test_a_move_told_by_an_update_is_followed(world: World, told_in_new: bool) -> None:
    world.link()
    async with world.running():
        await world.push(group_moved(GROUP, SUPERGROUP, told_in_new=told_in_new))
        await world.until(lambda: world.links == [f"{SUPERGROUP}/"])
    assert world.server.shown(GROUP) == world.server.shown(SUPERGROUP) == []


async def test_whoever_throws_the_bot_out_ends_all_links_of_the_group(world: World) -> None:
    world.link()
    world.link("7")
    async with world.running():
        await world.push(group_membership(LAN, GROUP, "administrator", "kicked"))
        await world.until(lambda: not world.links)
    assert set(world.told()) == {"removed"}
    assert world.server.shown(GROUP) == []


async def test_a_closed_topic_ends_its_own_link(world: World) -> None:
    world.link("7")
    world.link("8")
    async with world.running():
        await world.push(topic_closed(GROUP, 7))
        await world.until(lambda: world.links == [f"{GROUP}/8"])
    assert world.told() == ["closed"]


async def test_a_deleted_topic_is_found_out_when_it_is_written_to(world: World) -> None:
    world.place(world.link("7"))
    world.server.inject("sendMessage", status=400, description="Bad Request: message thread not found")
    await world.deliver()
    assert world.links == []
    assert world.told() == ["closed"]


async def test_being_out_is_found_out_when_it_is_written_to(world: World) -> None:
    world.place(world.link())
    world.server.inject("sendMessage", status=403, description="Forbidden: bot was kicked from the supergroup chat")
    await world.deliver()
    assert world.links == []
    assert world.told() == ["removed"]


async def test_a_head_who_lets_the_bot_in_is_told_in_private_how_to_go_on(world: World) -> None:
    async with world.running():
        await world.push(group_membership(HUNG, GROUP, "left", "member", title="Phòng QLCN"))
        (told,) = await world.texts(HUNG, 1)
    assert "/nhom" in told
    assert "Phòng QLCN" in told
    assert world.server.shown(GROUP) == []


async def test_anybody_else_who_lets_it_in_hears_nothing(world: World) -> None:
    async with world.running():
        await world.push(
            group_membership(LAN, GROUP, "left", "member"),
            group_membership(99, GROUP, "left", "member"),
            written(LAN, "/help"),
        )
        await world.texts(LAN, 1)
        await world.until(lambda: world.server.ask("pending") == 0)
    assert len(world.server.shown(LAN)) == 1
    assert world.server.shown(99) == world.server.shown(GROUP) == []


async def test_staff_who_ask_for_a_link_are_refused_in_private(world: World) -> None:
    async with world.running():
        await world.push(in_group(LAN, f"/nhom@{USERNAME}", GROUP))
        (refused,) = await world.texts(LAN, 1)
    assert "trưởng đơn vị" in refused
    assert world.links == []


async def test_what_becomes_of_a_group_is_never_answered_there(world: World) -> None:
    async with world.running():
        for update in (
            group_membership(LAN, -555, "member", "left"),
            group_moved(-555, -556),
            topic_closed(-555, 3),
            written(LAN, "/help"),
        ):
            await world.push(update)
        await world.texts(LAN, 1)
        await world.until(lambda: world.server.ask("pending") == 0)
    assert world.server.shown(-555) == world.server.shown(-556) == []


# ---------------------------------------------------------------- questions in a group


async def test_an_answer_goes_to_the_asker_and_the_group_hears_no_name(world: World) -> None:
    async with world.running():
        await world.push(in_group(HUNG, f"@{USERNAME} tháng này có gì", GROUP, topic=7))
        (answer,) = await world.texts(HUNG, 1)
        assert await world.texts(GROUP, 1) == ["Đã gửi riêng anh/chị."]
    assert "Báo cáo sơ kết" in answer
    (call,) = [each["fields"] for each in world.server.calls("sendMessage") if each["fields"]["chat_id"] == str(GROUP)]
    assert (call["message_thread_id"], json.loads(call["reply_parameters"])["message_id"]) == ("7", 1)


async def test_whoever_asks_without_a_name_is_told_how_to_ask(world: World) -> None:
    async with world.running():
        await world.push(
            in_the_name_of(GROUP, f"@{USERNAME} tháng này có gì", GROUP),
            in_the_name_of(-777, f"/denhan@{USERNAME}", SUPERGROUP),
        )
        (in_one,) = await world.texts(GROUP, 1)
        (in_other,) = await world.texts(SUPERGROUP, 1)
    assert "hỏi bằng tên của mình" in in_one
    assert in_other == in_one
    assert world.server.shown(1087968824) == world.server.shown(136817688) == []


async def test_a_button_in_a_group_is_answered_to_whoever_pressed_it_alone(world: World) -> None:
    press = pressed(HUNG, 9, "ask:month")
    press["callback_query"]["message"]["chat"] = {"id": GROUP, "type": "supergroup", "title": "Sở"}
    async with world.running():
        await world.push(press)
        await world.texts(HUNG, 1)
        await world.until(lambda: bool(world.server.calls("answerCallbackQuery")))
    (call,) = world.server.calls("answerCallbackQuery")
    assert call["fields"]["text"] == "Đã gửi riêng anh/chị."
    assert world.server.shown(GROUP) == []
