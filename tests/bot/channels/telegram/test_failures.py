"""Every way a call to Telegram fails is told apart: surely not sent, perhaps sent, gone for ever, moved."""

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.channel import Moved, NotSent, Uncertain
from bot.channels.telegram.failures import delivery_error, is_unchanged, is_uneditable


def caused(error: NetworkError, cause: Exception) -> NetworkError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "cause", [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol]
)
def test_what_never_left_was_not_sent(cause: type[httpx.HTTPError]) -> None:
    failure = delivery_error(caused(NetworkError("trouble"), cause("trouble")))
    assert isinstance(failure, NotSent)
    assert not failure.permanent


@pytest.mark.parametrize(
    "cause", [httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError, httpx.WriteError, httpx.WriteTimeout]
)
def test_a_lost_answer_is_uncertain(cause: type[httpx.HTTPError]) -> None:
    assert isinstance(delivery_error(caused(TimedOut(), cause("trouble"))), Uncertain)


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: bot was blocked by the user"),
        Forbidden("Forbidden: user is deactivated"),
        BadRequest("Bad Request: chat not found"),
        BadRequest("Bad Request: PEER_ID_INVALID"),
    ],
)
def test_a_dead_address_is_permanent(error: TelegramError) -> None:
    failure = delivery_error(error)
    assert isinstance(failure, NotSent)
    assert failure.permanent


def test_a_flood_limit_says_how_long_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    failure = delivery_error(RetryAfter(90))
    assert isinstance(failure, NotSent)
    assert failure.retry_after == 90


def test_a_migrated_chat_has_moved() -> None:
    failure = delivery_error(ChatMigrated(-100123))
    assert isinstance(failure, Moved)
    assert failure.address == "-100123"


def test_a_server_that_answered_502_has_not_sent() -> None:
    assert isinstance(delivery_error(NetworkError("Bad Gateway")), NotSent)


def test_a_gateway_that_timed_out_is_uncertain() -> None:
    assert isinstance(delivery_error(NetworkError("Gateway Timeout (504)")), Uncertain)


def test_a_success_with_a_garbled_body_is_uncertain() -> None:
    assert isinstance(delivery_error(TelegramError("Invalid server response")), Uncertain)


def test_the_token_is_never_told() -> None:
    failure = delivery_error(InvalidToken("The token `7:secret` was rejected by the server."))
    assert "secret" not in str(failure)


def test_edits_that_change_nothing_are_told_from_those_that_cannot_be() -> None:
    unchanged = BadRequest("Message is not modified: specified new message content …")
    gone = BadRequest("Message to edit not found")
    assert is_unchanged(unchanged)
    assert not is_unchanged(gone)
    assert is_uneditable(gone)
    assert not is_uneditable(unchanged)
