"""A message as the page gets it: plain words and labels in the reader's language, nothing left to format."""

import json
from typing import Any
from urllib.parse import urlsplit

from bot.channels.web.chat import ChatLine, Message
from bot.messages import Attachment, Choice, Reply
from locales.catalogue import HANOI, Texts
from plans.plain_text import capitalized
from plans.working_days import day_in_hanoi

#: Where a button of ours may lead.
SCHEMES = frozenset({"http", "https", "webcal", "mailto", "tg"})
#: Pictures that a page shows; every other attachment is offered as a file.
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})


def message_view(message: Message, texts: Texts) -> dict[str, Any]:
    """A message as it stands now."""
    line = message.line
    shown: dict[str, Any] = {
        "number": message.number,
        "mine": line.reply is None,
        "key": line.key,
        "text": texts("web.sent_document", name=line.document) if line.document else line.text,
        "edited": message.edited,
        **_when(line, texts),
    }
    if line.reply is not None:
        shown |= _reply_view(message.latest, line.reply)
    return shown


def line_view(number: int, line: ChatLine, texts: Texts) -> dict[str, Any]:
    """One line just added: a message, the new state of an older one (`edits`), or a press (`action`)."""
    if line.action:
        return {"line": number, "action": line.action, "key": line.key}
    shown = message_view(Message(line.edits or number, line, number), texts)
    return shown | {"line": number, "edits": line.edits}


def as_json(values: object) -> str:
    """JSON for the wire, Vietnamese as it is."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def is_picture(attachment: Attachment) -> bool:
    """Whether a page shows it in place."""
    return attachment.media_type.partition(";")[0].strip().lower() in PICTURES


def _when(line: ChatLine, texts: Texts) -> dict[str, str]:
    day = day_in_hanoi(line.at)
    return {
        "day": day.isoformat(),
        "dayLabel": texts("web.day", weekday=capitalized(texts.weekday(day)), day=texts.day(day)),
        "time": f"{line.at.astimezone(HANOI):%H:%M}",
        "moment": line.at.isoformat(),
    }


def _reply_view(number: int, reply: Reply) -> dict[str, Any]:
    shown: dict[str, Any] = {"heading": reply.heading, "text": reply.text}
    rows = [[_choice_view(choice) for choice in row if not choice.asks_phone] for row in reply.choices]
    if any(rows):
        shown["choices"] = rows
    if reply.attachment is not None:
        shown["file"] = {
            "name": reply.attachment.name,
            "url": f"/chat/files/{number}",
            "picture": is_picture(reply.attachment),
            "size": len(reply.attachment.content),
            "alt": reply.attachment.alt or reply.heading or reply.attachment.name,
        }
    return shown


def _choice_view(choice: Choice) -> dict[str, str]:
    if choice.url:
        safe = urlsplit(choice.url).scheme in SCHEMES or (choice.url.startswith("/") and choice.url[1:2] != "/")
        return {"label": choice.label, "url": choice.url if safe else "/"}
    return {"label": choice.label, "action": choice.action}
