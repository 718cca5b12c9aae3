"""What a failed call to Telegram means for the message: surely not sent, perhaps sent, or its address has moved."""

from datetime import timedelta

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.channel import DeliveryError, Moved, NotSent, Uncertain

#: Failures before a request left this machine.
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
#: What Telegram says of an address that will never take a message again.
_DEAD = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "group chat was deactivated",
    "peer_id_invalid",
    "bot was kicked",
    "chat_write_forbidden",
    "have no rights to send",
    "not enough rights",
    "message thread not found",
    "topic_closed",
    "topic_deleted",
)
_UNEDITABLE = (
    "message can't be edited",
    "message to edit not found",
    "message_id_invalid",
    "no text in the message to edit",
    "no media in the message to edit",
    "message identifier is not specified",
)


def delivery_error(error: TelegramError) -> DeliveryError:
    """What the caller of a channel is told. Never contains the token."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        return NotSent("too many requests", retry_after=seconds)
    if isinstance(error, ChatMigrated):
        return Moved(str(error.new_chat_id))
    if isinstance(error, Forbidden):
        return NotSent(error.message, permanent=True)
    if isinstance(error, InvalidToken):
        return NotSent("the token was refused")  # the library's own message quotes it
    if isinstance(error, BadRequest):
        return NotSent(error.message, permanent=_says(error, _DEAD))
    if isinstance(error, NetworkError):
        return _network_error(error)
    # A success whose body could not be read: the message stands there, only its answer is garbled.
    return Uncertain(error.message)


def _network_error(error: NetworkError) -> DeliveryError:
    cause = error.__cause__
    if isinstance(cause, _NEVER_LEFT):
        return NotSent(type(cause).__name__)
    if cause is None or isinstance(cause, TelegramError):
        # The server answered with 5xx. A gateway that ran out of patience does not know what became of the request.
        timed_out = "gateway time" in error.message.lower()
        return Uncertain(error.message) if timed_out else NotSent(error.message)
    return Uncertain(type(cause).__name__)


def is_unchanged(error: TelegramError) -> bool:
    """Whether an edit failed only because the message already looks like that."""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def is_uneditable(error: TelegramError) -> bool:
    """Whether a message can't be edited any more, so that a new one must be sent."""
    return isinstance(error, BadRequest) and _says(error, _UNEDITABLE)


def _says(error: TelegramError, sentences: tuple[str, ...]) -> bool:
    said = error.message.lower()
    return any(sentence in said for sentence in sentences)
