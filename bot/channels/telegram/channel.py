"""The Telegram channel: replies become messages, calls that fail become delivery errors.

An address is a chat's id; that of a topic of a forum has the topic's behind a slash.
"""

import asyncio
from dataclasses import replace
from io import BytesIO

from telegram import Bot, InputFile, InputMediaPhoto, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.channels.channel import Uncertain
from bot.channels.telegram.failures import delivery_error, is_unchanged, is_uneditable
from bot.channels.telegram.parts import CAPTION_LIMIT, Part, clean, parts
from bot.messages import Attachment, Reply, beginning, length
from plans.store.files import Files, MemoryFiles

#: Pictures that Telegram shows as such; others go as files.
PICTURES = frozenset({"image/png", "image/jpeg"})
PICTURE_BYTES = 10 * 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
#: For a preview Telegram's machines would open the first address in a message: somebody's calendar, or their way in.
UNOPENED = LinkPreviewOptions(is_disabled=True)


class TelegramChannel:
    """Sends at once; whoever can wait uses `pace.UnhurriedTelegram`."""

    name = "telegram"

    def __init__(self, bot: Bot, files: Files | None = None) -> None:
        self._bot = bot
        self._files = files or MemoryFiles()

    async def send(self, address: str, reply: Reply, *, to: int = 0) -> str:
        """Send the reply, in several messages where one is too small; the reference is that of its buttons.

        In a group it may stand below the message that it answers (`to`), as long as that is there.
        """
        shown = parts(reply)
        attachment = await self._with_content(reply.attachment)
        if attachment is None:
            return await self._send_parts(address, shown, to=to)
        if _goes_under(attachment, shown) or not (shown or attachment.alt):
            return await self._send_file(address, attachment, *shown)
        described = Part(beginning(clean(attachment.alt), CAPTION_LIMIT)) if attachment.alt else None
        reference = await self._send_file(address, attachment, described)
        return await self._send_parts(address, shown, after=reference)

    async def edit(self, address: str, message: str, reply: Reply) -> str:
        """Replace a message's text, picture and buttons; what Telegram can't edit any more is sent anew."""
        shown = parts(reply)
        picture = reply.attachment
        if picture is not None and message.isdigit() and _is_picture(picture) and _goes_under(picture, shown):
            return await self._replace_picture(address, message, reply, picture, shown[0])
        if picture is not None or not shown or not message.isdigit():
            return await self.send(address, reply)
        first, *rest = shown
        try:
            await self._replace(address, message, first)
        except TelegramError as error:
            if is_uneditable(error):
                return await self._send_parts(address, shown)
            if not is_unchanged(error):
                raise delivery_error(error) from error
        return await self._send_parts(address, tuple(rest), after=message)

    async def amend(self, address: str, message: str, reply: Reply) -> None:
        """Replace a message's text and buttons; one that is gone, too old or a picture stays as it is."""
        shown = parts(reply)
        if reply.attachment is not None or not shown or not message.isdigit():
            return
        try:
            await self._replace(address, message, shown[0])
        except TelegramError as error:
            if not is_uneditable(error) and not is_unchanged(error):
                raise delivery_error(error) from error

    async def _replace(self, address: str, message: str, part: Part) -> None:
        await self._bot.edit_message_text(
            part.text,
            chat_id=_chat(address),
            message_id=int(message),
            entities=part.entities,
            link_preview_options=UNOPENED,
            reply_markup=part.keyboard,
        )

    async def _replace_picture(self, address: str, message: str, reply: Reply, picture: Attachment, part: Part) -> str:
        """Put a picture with its text where another stood, or a text: months are leafed through in one place."""
        upload = InputFile(BytesIO(picture.content), filename=picture.name, attach=True)
        media = InputMediaPhoto(upload, caption=part.text, caption_entities=part.entities)
        try:
            await self._bot.edit_message_media(
                media, chat_id=_chat(address), message_id=int(message), reply_markup=part.keyboard
            )
        except TelegramError as error:
            if is_uneditable(error):
                return await self.send(address, reply)
            if not is_unchanged(error):
                raise delivery_error(error) from error
        return message

    async def typing(self, address: str) -> None:
        """Show "đang nhập …" for some seconds; a failure does not matter."""
        try:
            await self._bot.send_chat_action(_chat(address), ChatAction.TYPING)
        except TelegramError:
            return

    async def _with_content(self, attachment: Attachment | None) -> Attachment | None:
        """What people attached with what it holds; None where nothing is to be sent, or it has gone meanwhile."""
        if attachment is None or not attachment.stored:
            return attachment
        content = await asyncio.to_thread(self._files.get, attachment.stored)
        return None if content is None else replace(attachment, content=content)

    async def _send_parts(self, address: str, shown: tuple[Part, ...], *, after: str = "", to: int = 0) -> str:
        reference = after
        below = ReplyParameters(to, allow_sending_without_reply=True) if to else None
        for part in shown:
            try:
                sent = await self._bot.send_message(
                    _chat(address),
                    part.text,
                    message_thread_id=_topic(address),
                    entities=part.entities,
                    link_preview_options=UNOPENED,
                    reply_markup=part.keyboard or part.asking,
                    reply_parameters=below,
                )
            except TelegramError as error:
                failure = delivery_error(error)
                # The first half stands there: "not sent, try again" would show it twice.
                raise (Uncertain(str(failure)) if reference else failure) from error
            reference = str(sent.message_id)
        return reference

    async def _send_file(self, address: str, attachment: Attachment, part: Part | None = None) -> str:
        content, chat, topic = attachment.content, _chat(address), _topic(address)
        upload = InputFile(BytesIO(content), filename=attachment.name)
        caption = part.text if part else None
        entities = part.entities if part else None
        keyboard = part.keyboard if part else None
        send = self._bot.send_photo if _is_picture(attachment) else self._bot.send_document
        try:
            sent = await send(
                chat,
                upload,
                caption=caption,
                message_thread_id=topic,
                caption_entities=entities,
                reply_markup=keyboard,
            )
        except TelegramError as error:
            raise delivery_error(error) from error
        return str(sent.message_id)


def _chat(address: str) -> str:
    return address.partition("/")[0]


def _topic(address: str) -> int | None:
    topic = address.partition("/")[2]
    return int(topic) if topic.isascii() and topic.isdigit() else None


def _goes_under(attachment: Attachment, shown: tuple[Part, ...]) -> bool:
    """Whether a reply's text stands under its file: it fits there, and the picture has no words of its own."""
    return not attachment.alt and len(shown) == 1 and length(shown[0].text) <= CAPTION_LIMIT


def _is_picture(attachment: Attachment) -> bool:
    """Whether Telegram shows it as a picture that can be read."""
    content = attachment.content
    return attachment.media_type in PICTURES and 0 < len(content) <= PICTURE_BYTES and not _is_tall(content)


def _is_tall(content: bytes) -> bool:
    """Whether a PNG is so much higher than wide that nobody could read what Telegram would make of it: 1,280 pixels."""
    if not content.startswith(PNG):
        return False
    width, height = (int.from_bytes(content[place : place + 4], "big") for place in (16, 20))
    return height > 2 * width
