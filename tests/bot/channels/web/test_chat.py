"""Lines of talk: kept with the facts they changed, counted as unread, edited in place."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.channel import NotSent
from bot.channels.web.chat import REMEMBERED, ChatLine, Post, WebChat, messages
from bot.channels.web.streams import Streams
from bot.messages import Attachment, Choice, ReadMark, Reply
from plans.model.reaching import Dialogue
from plans.problems import StoreUnwritable
from plans.staff.leaving import chat_stream
from plans.store.tinydb_store import TinyStore
from tests.bot.channels.web.house import House, ScriptedConversation
from tests.builders import NOW, STAFF, a_department
from tests.contracts.channel_contract import PIXEL, ChannelContract, ChannelWorld, Shown


class TestWebChat(ChannelContract):
    """The web channel keeps the promises of every channel."""

    @pytest.fixture
    def world(self) -> ChannelWorld:
        house = House()
        chat = house.web.chat

        async def shown() -> list[Shown]:
            found = []
            for message in chat.history("lan", chat.last("lan") + 1, 50):
                reply = message.line.reply
                assert reply is not None
                rows = tuple(tuple(choice.label for choice in row) for row in reply.choices)
                text = "\n".join(filter(None, (reply.heading, reply.text)))
                name, content = (reply.attachment.name, reply.attachment.content) if reply.attachment else ("", None)
                found.append(Shown(str(message.number), text, rows, name, content))
            return found

        return ChannelWorld(chat, "lan", "nobody", shown)


def test_lines_fold_into_messages_that_keep_their_first_time() -> None:
    later = NOW + timedelta(hours=1)
    lines = [
        (1, ChatLine(NOW, text="nút", key="a")),
        (2, ChatLine(NOW, reply=Reply("Chọn"))),
        (3, ChatLine(later, action="done", key="b")),
        (4, ChatLine(later, reply=Reply("Xong"), edits=2)),
        (5, ChatLine(later, reply=Reply("lạc"), edits=99)),
    ]
    first, second = messages(lines)
    assert (first.number, first.edited) == (1, False)
    assert second.line.reply == Reply("Xong")
    assert (second.number, second.latest, second.edited, second.line.at) == (2, 4, True, NOW)


def test_what_was_said_the_answers_and_the_facts_become_durable_together() -> None:
    house = House()
    house.store.full = True
    with pytest.raises(StoreUnwritable):
        house.web.chat.converse(STAFF, Post("key-00000001", text="chào"))
    assert house.store.get(Dialogue, "lan") is None
    assert house.store.entries(chat_stream("lan"), ChatLine) == []
    house.store.full = False
    assert house.web.chat.converse(STAFF, Post("key-00000001", text="chào")) == 1
    assert house.store.get(Dialogue, "lan") is not None
    assert [line.text or line.reply for _, line in house.store.entries(chat_stream("lan"), ChatLine)] == [
        "chào",
        Reply("Nghe: chào"),
    ]


def test_a_bug_in_the_conversation_keeps_nothing() -> None:
    house = House()
    with pytest.raises(RuntimeError):
        house.web.chat.converse(STAFF, Post("key-00000001", text="hỏng"))
    assert house.store.entries(chat_stream("lan"), ChatLine) == []
    assert house.web.chat.last("lan") == 0


def test_a_repeated_post_is_carried_out_once_even_after_a_restart() -> None:
    house = House()
    post = Post("key-00000001", text="chào")
    assert house.web.chat.converse(STAFF, post) == house.web.chat.converse(STAFF, post)
    house.start()
    assert house.web.chat.converse(STAFF, post) == 1
    assert len(house.conversation.asked) == 1


def test_updates_of_a_person_are_numbered_upwards() -> None:
    house = House()
    for text in ("một", "im", "hai"):
        house.web.chat.converse(STAFF, Post(f"key-{text}-0000", text=text))
    assert [incoming.number for incoming in house.conversation.asked] == [1, 3, 4]
    assert {(incoming.channel, incoming.address, incoming.person) for incoming in house.conversation.asked} == {
        ("web", "lan", "lan")
    }


def test_a_press_names_its_message_and_the_answer_takes_its_place() -> None:
    house = House()
    chat = house.web.chat
    chat.converse(STAFF, Post("key-00000001", text="nút"))
    chat.converse(STAFF, Post("key-00000002", action="done", message=2))
    assert house.conversation.asked[-1].message == "2"
    own, edited, further = chat.history("lan", 99, 10)
    assert (own.line.text, edited.number, edited.line.reply) == ("nút", 2, Reply("Đã xong", replaces=True))
    assert further.line.reply == Reply("Còn một việc nữa")


@pytest.mark.parametrize("message", [0, 1, 77])
def test_a_press_on_what_is_no_message_of_ours_is_answered_by_a_new_one(message: int) -> None:
    house = House()
    house.web.chat.converse(STAFF, Post("key-00000001", text="nút"))
    house.web.chat.converse(STAFF, Post("key-00000002", action="done", message=message))
    assert house.conversation.asked[-1].message == ""
    assert [found.edited for found in house.web.chat.history("lan", 99, 10)] == [False] * 4


async def test_a_full_disk_is_told_as_not_sent_and_may_be_tried_again() -> None:
    house = House()
    house.store.full = True
    with pytest.raises(NotSent) as refused:
        await house.web.chat.send("lan", Reply("chào"))
    assert not refused.value.permanent
    assert refused.value.retry_after > 0


async def test_messages_are_unread_until_a_page_has_shown_them() -> None:
    house = House()
    chat = house.web.chat
    first = int(await chat.send("lan", Reply("một")))
    await chat.send("lan", Reply("hai"))
    await chat.edit("lan", str(first), Reply("một rưỡi"))
    assert (chat.unread("lan"), chat.unread("hung")) == (2, 0)
    chat.mark_read("lan", first)
    assert chat.unread("lan") == 1
    chat.mark_read("lan", 10**9)
    assert chat.unread("lan") == 0
    chat.mark_read("lan", first)
    assert house.start().chat.unread("lan") == 0


async def test_history_goes_back_page_by_page() -> None:
    chat = House().web.chat
    for number in range(1, 31):
        await chat.send("lan", Reply(str(number)))
    latest = chat.history("lan", chat.last("lan") + 1, 10)
    earlier = chat.history("lan", latest[0].number, 10)
    assert [found.number for found in (*earlier, *latest)] == list(range(11, 31))
    assert chat.history("lan", 1, 10) == []


async def test_talk_is_found_again_in_a_reopened_file(tmp_path: Path) -> None:
    picture = Reply("Ảnh", "Mã QR", ((Choice("Xong", "done"),),), Attachment("qr.png", "image/png", PIXEL))
    for round in (1, 2):
        store = TinyStore.open(tmp_path, kinds=(ReadMark,))
        chat = WebChat(store, ScriptedConversation().respond, lambda: NOW, Streams())
        if round == 1:
            a_department(store)
            await chat.send("lan", picture)
            chat.converse(STAFF, Post("key-00000001", text="chào"))
            chat.mark_read("lan", 1)
        assert [found.line.reply for found in chat.history("lan", 99, 9)] == [picture, None, Reply("Nghe: chào")]
        assert chat.converse(STAFF, Post("key-00000001", text="chào")) == 2
        assert chat.unread("lan") == 1
        store.close()


def test_only_the_latest_keys_are_remembered() -> None:
    house = House()
    for number in range(REMEMBERED + 2):
        house.web.chat.converse(STAFF, Post(f"key-{number:08}", text="im"))
    asked = len(house.conversation.asked)
    assert house.web.chat.converse(STAFF, Post("key-00000000", text="im")) == asked + 1
    assert house.web.chat.converse(STAFF, Post(f"key-{asked - 1:08}", text="im")) == asked


DEEDS = st.lists(
    st.tuples(st.sampled_from(("send", "edit", "say", "again", "press", "restart", "full disk")), st.integers(1, 12)),
    max_size=40,
)


@settings(max_examples=2000 if os.environ.get("DONDOC_SOAK") == "1" else 60, deadline=None)
@given(DEEDS)
def test_whatever_happens_the_talk_is_what_was_acknowledged(deeds: list[tuple[str, int]]) -> None:
    house, expected, lines, keys = House(), dict[int, str](), 0, dict[str, int]()
    for turn, (deed, target) in enumerate(deeds):
        house.store.full = deed == "full disk"
        chat, word, key = house.web.chat, f"lần {turn}", f"key-{turn:08}"
        if deed == "restart":
            house.start()
        elif deed == "full disk":
            with pytest.raises(StoreUnwritable):
                chat.converse(STAFF, Post(key, text=word))
        elif deed == "send":
            lines += 1
            assert asyncio.run(chat.send("lan", Reply(word))) == str(lines)
            expected[lines] = word
        elif deed == "edit":
            lines += 1
            ours = expected.get(target, "").startswith(("lần", "Nghe", "Đã xong", "Còn"))
            number = target if ours else lines
            assert asyncio.run(chat.edit("lan", str(target), Reply(word))) == str(number)
            expected[number] = word
        elif deed == "again" and keys:
            repeated = list(keys)[target % len(keys)]
            assert chat.converse(STAFF, Post(repeated, text="lặp")) == keys[repeated]
        elif deed == "say":
            keys[key] = chat.converse(STAFF, Post(key, text=f"Tôi: {turn}"))
            expected |= {lines + 1: f"Tôi: {turn}", lines + 2: f"Nghe: Tôi: {turn}"}
            lines += 2
        elif deed == "press":
            ours = expected.get(target, "Tôi")[:3] != "Tôi"
            chat.converse(STAFF, Post(key, action="done", message=target))
            expected[target if ours else lines + 2] = "Đã xong"
            expected[lines + 3] = "Còn một việc nữa"
            lines += 3
    shown = {
        found.number: found.line.text or (found.line.reply or Reply("")).text
        for found in house.web.chat.history("lan", 999, 999)
    }
    assert shown == expected
    assert list(shown) == sorted(shown)
    assert house.web.chat.last("lan") == lines
    assert house.web.chat.unread("lan") == sum(1 for text in expected.values() if text[:3] != "Tôi")
