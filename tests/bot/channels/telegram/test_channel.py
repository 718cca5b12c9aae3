"""The Telegram channel keeps the channel contract against a Bot API server."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from bot.channels.channel import Moved, NotSent, Uncertain
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.connection import Client, Connection
from bot.messages import Attachment, Choice, Reply
from tests.bot.chatting import Chat
from tests.bot.papers.drawing import a_crowd
from tests.bot_api_server import BLOCKED_CHAT, TOKEN, BotApiServer
from tests.builders import STAFF
from tests.contracts.channel_contract import PIXEL, ChannelContract, ChannelWorld, Shown

CHAT = 31


@pytest.fixture
async def channel(server: BotApiServer) -> AsyncIterator[TelegramChannel]:
    client = Client(Connection(TOKEN, server.url), read_timeout=1.0)
    yield TelegramChannel(client.bot)
    await client.close()


class TestTelegramChannel(ChannelContract):
    @pytest.fixture
    def world(self, server: BotApiServer, channel: TelegramChannel) -> ChannelWorld:
        async def shown() -> list[Shown]:
            messages = await asyncio.to_thread(server.shown, CHAT)
            return [
                Shown(
                    str(message["message"]),
                    message["text"],
                    tuple(map(tuple, message["rows"])),
                    message["file"],
                    bytes.fromhex(message["content"]) if message["file"] else None,
                )
                for message in messages
            ]

        return ChannelWorld(channel, str(CHAT), str(BLOCKED_CHAT), shown)


async def test_the_heading_is_an_entity_and_no_markup_is_used(server: BotApiServer, channel: TelegramChannel) -> None:
    await channel.send(str(CHAT), Reply("<b>*_x_*</b>", heading="📌 Báo cáo"))
    (call,) = server.calls("sendMessage")
    assert "parse_mode" not in call["fields"]
    (message,) = server.shown(CHAT)
    assert message["text"] == "📌 Báo cáo\n<b>*_x_*</b>"
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in message["entities"]] == [("bold", 0, 10)]


async def test_no_machine_opens_the_address_in_a_message_for_a_preview(
    server: BotApiServer, channel: TelegramChannel
) -> None:
    reply = Reply("https://dondoc.example/calendar/bi-mat.ics")
    await channel.edit(str(CHAT), await channel.send(str(CHAT), reply), Reply(f"{reply.text}?"))
    for call in (*server.calls("sendMessage"), *server.calls("editMessageText")):
        assert json.loads(call["fields"]["link_preview_options"]) == {"is_disabled": True}


async def test_a_long_caption_becomes_a_message_of_its_own(server: BotApiServer, channel: TelegramChannel) -> None:
    picture = Attachment("ma-qr.png", "image/png", PIXEL)
    reference = await channel.send(str(CHAT), Reply("a" * 2000, attachment=picture, choices=((Choice("x", "y"),),)))
    first, second = server.shown(CHAT)
    assert first["file"]
    assert (second["text"], second["rows"], str(second["message"])) == ("a" * 2000, [["x"]], reference)


async def test_a_pictures_own_words_stand_under_it_and_the_message_comes_after(
    server: BotApiServer, channel: TelegramChannel
) -> None:
    picture = Attachment("lich.png", "image/png", PIXEL, alt="Lịch tháng 6\n2 nhiệm vụ\x00")
    reference = await channel.send(str(CHAT), Reply("Báo cáo", attachment=picture, choices=((Choice("x", "y"),),)))
    first, second = server.shown(CHAT)
    assert (first["text"], first["rows"]) == ("Lịch tháng 6\n2 nhiệm vụ", [])
    assert (second["text"], second["rows"], str(second["message"])) == ("Báo cáo", [["x"]], reference)


async def test_a_months_picture_is_one_message_with_its_words_and_buttons(
    server: BotApiServer, channel: TelegramChannel
) -> None:
    month = Chat(a_crowd(2024, 2), STAFF.id, "telegram")
    (reply,) = month.send(action="picture:month:2024-02")
    await channel.send(str(CHAT), reply)
    (shown,) = server.shown(CHAT)
    assert shown["file"] == "lich-thang-2024-02.png"
    assert shown["text"].startswith("Lịch tháng 2/2024\n")
    assert len(shown["text"]) <= 1024
    assert shown["rows"][0] == ["‹ Tháng 1/2024", "Tháng 3/2024 ›"]
    assert server.calls("sendPhoto")


async def test_a_picture_takes_the_place_of_another_and_of_a_text(
    server: BotApiServer, channel: TelegramChannel
) -> None:
    def month(number: int) -> Reply:
        attachment = Attachment(f"thang-{number}.png", "image/png", PIXEL)
        return Reply("0 nhiệm vụ", f"Tháng {number}", ((Choice("›", f"picture:{number}"),),), attachment)

    reference = await channel.send(str(CHAT), Reply("Tháng này", choices=((Choice("Hình", "x"),),)))
    assert await channel.edit(str(CHAT), reference, month(2)) == reference
    assert await channel.edit(str(CHAT), reference, month(3)) == reference
    (shown,) = server.shown(CHAT)
    assert (shown["text"], shown["file"], shown["rows"]) == ("Tháng 3\n0 nhiệm vụ", "thang-3.png", [["›"]])
    assert shown["content"] == PIXEL.hex()
    assert shown["entities"][0]["type"] == "bold"


async def test_a_picture_that_can_take_no_place_is_sent_anew(server: BotApiServer, channel: TelegramChannel) -> None:
    picture = Reply("Tháng 2", attachment=Attachment("thang-2.png", "image/png", PIXEL))
    reference = await channel.send(str(CHAT), Reply("Tháng này"))
    server.inject("editMessageMedia", status=400, description="Bad Request: there is no media in the message to edit")
    assert await channel.edit(str(CHAT), reference, picture) != reference
    server.inject("editMessageMedia", status=400, description="Bad Request: message is not modified")
    assert await channel.edit(str(CHAT), reference, picture) == reference
    server.inject("editMessageMedia", drop="after")
    with pytest.raises(Uncertain):
        await channel.edit(str(CHAT), reference, picture)
    assert [shown["file"] for shown in server.shown(CHAT)] == ["thang-2.png", "thang-2.png"]


async def test_a_long_edit_goes_on_in_new_messages(server: BotApiServer, channel: TelegramChannel) -> None:
    reference = await channel.send(str(CHAT), Reply("cũ"))
    await channel.edit(str(CHAT), reference, Reply("a" * 5000))
    assert [len(message["text"]) for message in server.shown(CHAT)] == [4096, 904]


async def test_a_flood_limit_says_when_to_try_again(server: BotApiServer, channel: TelegramChannel) -> None:
    server.inject("sendMessage", status=429, description="Too Many Requests", parameters={"retry_after": 7})
    with pytest.raises(NotSent) as refused:
        await channel.send(str(CHAT), Reply("x"))
    assert refused.value.retry_after == 7
    assert not refused.value.permanent


async def test_a_bad_gateway_is_not_sent(server: BotApiServer, channel: TelegramChannel) -> None:
    server.inject("sendMessage", status=502, description="Bad Gateway")
    with pytest.raises(NotSent):
        await channel.send(str(CHAT), Reply("x"))


async def test_a_dropped_answer_is_uncertain(server: BotApiServer, channel: TelegramChannel) -> None:
    server.inject("sendMessage", drop="after")
    with pytest.raises(Uncertain):
        await channel.send(str(CHAT), Reply("x"))
    assert len(server.shown(CHAT)) == 1


async def test_half_a_message_is_uncertain(server: BotApiServer, channel: TelegramChannel) -> None:
    await channel.send(str(CHAT), Reply("a" * 4096))
    server.inject("sendPhoto", chat=1, status=502)
    server.inject("sendMessage", status=502)
    picture = Attachment("ma-qr.png", "image/png", PIXEL)
    with pytest.raises(Uncertain):
        await channel.send(str(CHAT), Reply("a" * 2000, attachment=picture))


async def test_a_picture_too_tall_to_be_read_when_shrunk_goes_as_a_file(
    server: BotApiServer, channel: TelegramChannel
) -> None:
    server.inject("sendPhoto", status=400, description="no photograph was to be sent")
    size = (1080).to_bytes(4, "big") + (3300).to_bytes(4, "big")
    tall = Attachment("tien-do-2024.png", "image/png", PIXEL[:16] + size + PIXEL[24:])
    await channel.send(str(CHAT), Reply("Tiến độ", attachment=tall))
    assert len(server.shown(CHAT)) == 1


async def test_a_migrated_chat_has_moved(server: BotApiServer, channel: TelegramChannel) -> None:
    server.inject("sendMessage", status=400, description="moved", parameters={"migrate_to_chat_id": -10031})
    with pytest.raises(Moved) as moved:
        await channel.send(str(CHAT), Reply("x"))
    assert moved.value.address == "-10031"


async def test_nobody_at_the_other_end_is_not_sent() -> None:
    client = Client(Connection(TOKEN, "http://127.0.0.1:9"))
    with pytest.raises(NotSent) as refused:
        await TelegramChannel(client.bot).send("1", Reply("x"))
    assert not refused.value.permanent
    await client.close()
