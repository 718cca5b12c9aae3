"""A mail server of the tests' own: keeps what it was given, and answers as it is told."""

import socket
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.config.settings import Mail

SENDER = "Đôn Đốc <dondoc@so.example.vn>"


class Answers:
    """What the server says to each step: a whole line, or "" to break the line off; there is no mailbox `gone`."""

    def __init__(self, *, gone: str = "", **answers: str) -> None:
        self._gone = gone
        self._answers = answers
        self.letters: list[EmailMessage] = []

    def say(self, **answers: str) -> None:
        """Answer so from now on."""
        self._answers = answers

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's names
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._answers.get("mail", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        if address == self._gone:
            return "550 5.1.1 no such user"
        return self._answers.get("rcpt", "250 OK")

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        assert content.isascii()
        made = message_from_bytes(content, policy=default)
        assert isinstance(made, EmailMessage)
        self.letters.append(made)
        answer = self._answers.get("data", "250 OK")
        if not answer:
            transport: Any = server.transport
            transport.abort()
        return answer


class AnyPort(Controller):
    """A controller that finds out which port the system gave it."""

    def _trigger_server(self) -> None:
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # theirs


@contextmanager
def mail_server(answers: Answers, **options: Any) -> Iterator[Mail]:
    """A running server, and the settings that reach it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a login without encryption, which is what a test wants
        yield from _running(answers, options)


def _running(answers: Answers, options: dict[str, Any]) -> Iterator[Mail]:
    controller = AnyPort(answers, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield Mail(host="127.0.0.1", port=controller.port, security="none", sender=SENDER)
    finally:
        controller.stop()


def only_with(user: str, password: str) -> dict[str, Any]:
    """Options of a server that lets nobody else send."""

    def check(_server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: Any) -> AuthResult:
        good = isinstance(given, LoginPassword) and (given.login, given.password) == (user.encode(), password.encode())
        return AuthResult(success=good, handled=good)

    return {"authenticator": check, "auth_required": True, "auth_require_tls": False}


@contextmanager
def scripted_line(
    begin: bytes = b"354 go on\r\n", end: bytes = b"250 OK\r\n", *, thinks: bool = False
) -> Iterator[Mail]:
    """A server that says this to DATA and to the end of the letter, or breaks the line off (b""); all else is well.

    One that `thinks` says nothing at the end until it is left.
    """
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        line, _ = listening.accept()
        with line, line.makefile("rb") as heard:
            line.sendall(b"220 hello\r\n")
            while (said := heard.readline()) and said.strip().upper() != b"DATA":
                line.sendall(b"250 OK\r\n")
            if begin:
                line.sendall(begin)
            if begin.startswith(b"354"):
                while heard.readline() not in (b".\r\n", b""):
                    pass
                line.sendall(heard.readline() if thinks else end)

    serving = threading.Thread(target=serve, daemon=True)
    serving.start()
    try:
        yield Mail(host="127.0.0.1", port=listening.getsockname()[1], security="none", sender=SENDER)
    finally:
        serving.join(5)
        listening.close()


@contextmanager
def chattering_line(pause: float) -> Iterator[Mail]:
    """A server that greets without an end, a line every so many seconds, until it is left."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        line, _ = listening.accept()
        with line, suppress(OSError):
            line.sendall(b"220 hello\r\n")
            while not ended.wait(pause):
                line.sendall(b"250-wait\r\n")

    serving = threading.Thread(target=serve, daemon=True)
    serving.start()
    try:
        yield Mail(host="127.0.0.1", port=listening.getsockname()[1], security="none", sender=SENDER)
    finally:
        ended.set()
        serving.join(5)
        listening.close()
