"""A reply as Telegram shows it: messages of at most 4,096 UTF-16 units, a bold heading, inline buttons.

No markup language is used anywhere: the heading is a `MessageEntity`, so `<b>` or `*` in somebody's name is only text.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.messages import TEXT_LIMIT, Choice, Reply, beginning, length

#: Telegram's limit for the text under a picture or file.
CAPTION_LIMIT = 1024
#: A reply that would need more messages than this is cut: nobody reads it, and a chat gets one message a second.
MOST_PARTS = 4

_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Part:
    """One message; `bold` is the length of its heading in UTF-16 units.

    `asking` stands in the place of the phone's own keyboard, or takes away what stood there: only with a new message.
    """

    text: str
    bold: int = 0
    keyboard: InlineKeyboardMarkup | None = None
    asking: ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None

    @property
    def entities(self) -> list[MessageEntity] | None:
        """The heading's emphasis."""
        return [MessageEntity(MessageEntity.BOLD, 0, self.bold)] if self.bold else None


def clean(text: str) -> str:
    """The text without what JSON or Telegram refuse: control characters and lone surrogates."""
    return _UNSENDABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def parts(reply: Reply) -> tuple[Part, ...]:
    """The messages that show a reply's text, the buttons under the last one; none for an empty text."""
    reply = reply.shown
    keyboard, links = _keyboard(reply.choices)
    asking = _asking(reply)
    heading = clean(reply.heading).strip()
    body = "\n".join(part for part in (clean(reply.text).strip(), *links) if part)
    texts = split("\n".join(part for part in (heading, body) if part))
    last = len(texts) - 1
    return tuple(
        Part(
            text,
            min(length(heading), length(text)) if n == 0 else 0,
            keyboard if n == last else None,
            asking if n == last else None,
        )
        for n, text in enumerate(texts)
    )


def split(text: str, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """The text in pieces of at most `limit` UTF-16 units, cut at a line's end, else a word's, else anywhere."""
    pieces: list[str] = []
    while length(text) > limit and len(pieces) < MOST_PARTS - 1:
        piece = beginning(text, limit)
        for mark in ("\n", " "):
            place = piece.rfind(mark)
            if place > len(piece) // 2:
                piece = piece[:place]
                break
        pieces.append(piece.rstrip())
        text = text[len(piece) :].lstrip("\n ")
    if length(text) > limit:
        text = beginning(text, limit - 1) + "…"
    return tuple(piece for piece in (*pieces, text) if piece.strip())


def _keyboard(choices: tuple[tuple[Choice, ...], ...]) -> tuple[InlineKeyboardMarkup | None, list[str]]:
    """The buttons, and lines of text for the links that Telegram allows no button for (webcal:, this machine)."""
    rows, links = [], []
    for row in choices:
        buttons = []
        for choice in row:
            label = clean(choice.label)
            if choice.asks_phone:
                continue
            if choice.action:
                buttons.append(InlineKeyboardButton(label, callback_data=choice.action))
            elif _may_be_button(choice.url):
                buttons.append(InlineKeyboardButton(label, url=choice.url))
            else:
                links.append(f"{label}: {choice.url}")
        if buttons:
            rows.append(buttons)
    return (InlineKeyboardMarkup(rows) if rows else None), links


def _asking(reply: Reply) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """The button under which a phone sends its owner's number; Telegram knows it only beside no other buttons."""
    rows = [
        [KeyboardButton(clean(choice.label), request_contact=True)]
        for row in reply.choices
        for choice in row
        if choice.asks_phone
    ]
    if rows:
        return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if reply.no_more_phone else None


def _may_be_button(url: str) -> bool:
    """Whether Telegram accepts the address behind a button; it refuses a whole message for one bare host name."""
    address = urlsplit(url)
    if address.scheme == "tg":
        return True
    host = address.hostname or ""
    try:
        return address.scheme in ("http", "https") and ipaddress.ip_address(host).is_global
    except ValueError:
        return address.scheme in ("http", "https") and "." in host
