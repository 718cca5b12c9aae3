"""What every channel must do.

A channel's own tests subclass `ChannelContract`; their fixture `world` says how to look at its messages.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.channels.channel import Channel, NotSent
from bot.messages import TEXT_LIMIT, Attachment, Choice, Reply

#: The smallest PNG: one white pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63f8ffffff7f0009fb03fd0543458a0000000049454e44ae426082"
)
HOSTILE = "<b>Nguyễn</b> &amp; <script>alert(1)</script> *đậm* _nghiêng_ [x](tg://user?id=1) \u202eđảo\u202c `mã`"


@dataclass(frozen=True)
class Shown:
    """A message as its reader sees it now: heading and text as one, rows of button labels, the attached file.

    `content` is None where the channel's test world does not keep the bytes.
    """

    reference: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    file_name: str = ""
    content: bytes | None = None


@dataclass(frozen=True)
class ChannelWorld:
    """A channel with somebody to talk to: a live `address`, a `dead` one (blocked, gone), and a look at the former.

    What has arrived `amends` itself, or (a letter) stays as it is.
    """

    channel: Channel
    address: str
    dead: str
    shown: Callable[[], Awaitable[list[Shown]]]
    amends: bool = True


class ChannelContract:
    """The promises of `bot.channels.channel.Channel`."""

    @pytest.fixture
    def world(self) -> ChannelWorld:
        """The channel under test; each subclass gives its own."""
        raise NotImplementedError

    async def test_a_sent_message_is_shown_under_its_reference(self, world: ChannelWorld) -> None:
        reference = await world.channel.send(world.address, Reply("Đã ghi.", heading="Phiếu đăng ký"))
        (shown,) = await world.shown()
        assert reference
        assert shown.reference == reference
        assert "Phiếu đăng ký" in shown.text
        assert "Đã ghi." in shown.text

    async def test_two_messages_have_two_references_and_keep_their_order(self, world: ChannelWorld) -> None:
        first = await world.channel.send(world.address, Reply("một"))
        second = await world.channel.send(world.address, Reply("hai"))
        assert [shown.reference for shown in await world.shown()] == [first, second]

    async def test_an_edit_replaces_the_message_and_its_buttons(self, world: ChannelWorld) -> None:
        asked = Reply("Chọn đi", choices=((Choice("Xong", action="done"),),))
        reference = await world.channel.send(world.address, asked)
        edited = await world.channel.edit(world.address, reference, Reply("Đã xong"))
        (shown,) = await world.shown()
        assert edited == shown.reference
        assert "Đã xong" in shown.text
        assert "Chọn đi" not in shown.text
        assert shown.rows == ()

    async def test_an_edit_that_changes_nothing_is_no_error(self, world: ChannelWorld) -> None:
        reference = await world.channel.send(world.address, Reply("như cũ"))
        assert await world.channel.edit(world.address, reference, Reply("như cũ"))
        assert [shown.text for shown in await world.shown()] == ["như cũ"]

    async def test_editing_an_unknown_message_sends_a_new_one(self, world: ChannelWorld) -> None:
        reference = await world.channel.edit(world.address, "987654321", Reply("vẫn đến"))
        (shown,) = await world.shown()
        assert shown.reference == reference
        assert "vẫn đến" in shown.text

    async def test_a_message_with_a_picture_can_be_replaced_by_a_text(self, world: ChannelWorld) -> None:
        picture = Attachment("ma-qr.png", "image/png", PIXEL)
        reference = await world.channel.send(world.address, Reply("Mã QR", attachment=picture))
        replaced = await world.channel.edit(world.address, reference, Reply("Đã thu hồi"))
        last = (await world.shown())[-1]
        assert last.reference == replaced
        assert "Đã thu hồi" in last.text

    async def test_an_amended_message_stays_in_its_place(self, world: ChannelWorld) -> None:
        asked = Reply("Chọn đi", choices=((Choice("Xong", action="done"),),))
        reference = await world.channel.send(world.address, asked)
        await world.channel.amend(world.address, reference, Reply("Đã xong"))
        await world.channel.amend(world.address, reference, Reply("Đã xong"))
        (shown,) = await world.shown()
        assert shown.reference == reference
        assert ("Đã xong" in shown.text, "Chọn đi" in shown.text) == (world.amends, not world.amends)

    async def test_nobody_is_written_to_anew_for_what_cannot_be_amended(self, world: ChannelWorld) -> None:
        await world.channel.amend(world.address, "987654321", Reply("chưa có"))
        await world.channel.amend(world.address, "không phải số", Reply("chưa có"))
        assert await world.shown() == []

    async def test_rows_of_choices_arrive_as_rows(self, world: ChannelWorld) -> None:
        first = (Choice("Lao động tiên tiến", action="reg:lao_dong_tien_tien"), Choice("Thôi", action="cancel"))
        second = (Choice("Mở lịch", url="https://lich.example.vn/"),)
        await world.channel.send(world.address, Reply("Danh hiệu nào?", choices=(first, second)))
        (shown,) = await world.shown()
        assert shown.rows == (("Lao động tiên tiến", "Thôi"), ("Mở lịch",))

    @pytest.mark.parametrize(
        "attachment",
        [Attachment("ma-qr.png", "image/png", PIXEL), Attachment("ke-hoach.ics", "text/calendar", b"BEGIN:VCALENDAR")],
        ids=["picture", "file"],
    )
    async def test_an_attachment_arrives_whole(self, world: ChannelWorld, attachment: Attachment) -> None:
        reference = await world.channel.send(world.address, Reply("Đính kèm", attachment=attachment))
        (shown,) = await world.shown()
        assert shown.reference == reference
        assert "Đính kèm" in shown.text
        assert shown.content in (None, attachment.content)
        if not attachment.media_type.startswith("image/"):
            assert shown.file_name == attachment.name

    async def test_the_longest_message_arrives_whole(self, world: ChannelWorld) -> None:
        text = "Đ" * TEXT_LIMIT
        await world.channel.send(world.address, Reply(text))
        (shown,) = await world.shown()
        assert shown.text == text

    async def test_markup_in_texts_and_labels_is_shown_as_written(self, world: ChannelWorld) -> None:
        label = "<i>Xong</i> & *thôi*"
        await world.channel.send(world.address, Reply(HOSTILE, choices=((Choice(label, action="a"),),)))
        (shown,) = await world.shown()
        assert shown.text == HOSTILE
        assert shown.rows == ((label,),)

    async def test_a_dead_address_is_reported_as_permanent(self, world: ChannelWorld) -> None:
        with pytest.raises(NotSent) as refused:
            await world.channel.send(world.dead, Reply("Có ai không?"))
        assert refused.value.permanent

    async def test_typing_never_fails(self, world: ChannelWorld) -> None:
        await world.channel.typing(world.address)
        await world.channel.typing(world.dead)
        assert await world.shown() == []
