"""Outgoing e-mail, by SMTP: one letter to one person, and what the server said to it.

The standard library's client works in a thread of its own, one connection a letter; certificates are verified against
the machine's authorities (`SSL_CERT_FILE` adds those of an office of its own).
"""

import asyncio
import contextlib
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import TypeVar

from bot.config.settings import MAIL_PORTS, Mail
from bot.mail.letter import Letter, message
from plans.plain_text import printable
from plans.problems import Problem
from plans.staff.invitation_letters import Outcome

#: Seconds that the server may take for one answer; and how many times that for its last word, while filters read the
#: letter (RFC 5321 would give it minutes).
PATIENCE, LAST_WORD = 20.0, 3
#: How many times that a letter may take as a whole: a server that says a little now and then must not hold up the rest.
WHOLE = 15
#: What is said of a mailbox that isn't there or is closed (RFC 3463), and not of ours, of a full one, or of a policy.
GONE = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.1"})
#: Statuses that tell nothing.
VAGUE = frozenset({"5.0.0", "5.1.0"})
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
#: The codes that say it without a telling status, unless the words are about something else.
GONE_CODES = frozenset({550, 551, 553})
OTHER_MATTERS = re.compile("relay|auth|polic|spam|block|denied|listed|reputation|sender", re.IGNORECASE)
#: Smtplib can't say a user name or password with Vietnamese letters: that is the Unicode error.
_TROUBLES = (OSError, smtplib.SMTPException, UnicodeError)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of a letter; `problem` says why it did not go out, `gone` that there is no such mailbox (any more)."""

    outcome: Outcome
    problem: Problem | None = None
    gone: bool = False


class _Refused(Exception):
    """The server said no: `code` as in SMTP, `about` the part of the letter it is about."""

    def __init__(self, about: str, code: int, answer: bytes) -> None:
        super().__init__(about)
        self.permanent = 500 <= code < 600
        self.gone = about in ("recipient_refused", "letter_refused") and _is_gone(code, answer.decode(errors="replace"))
        self.problem = Problem(f"mail.{about}", {"detail": _said(code, answer)})


class _Errand:
    """A letter on its way in a thread of its own, which nobody waits for after it has been called off."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._given = self._off = False
        self.line: smtplib.SMTP | None = None

    def give_away(self) -> None:
        """The letter's last line is about to go out; `TimeoutError` if it must not any more."""
        with self._lock:
            if self._off:
                raise TimeoutError("called off")
            self._given = True

    @property
    def outcome(self) -> Outcome:
        """What a broken line means: once the letter has been given away whole, it is open whether it arrived."""
        return Outcome.UNCERTAIN if self._given else Outcome.LATER

    def call_off(self) -> Outcome:
        """Wait no longer; what that means for the letter."""
        with self._lock:
            self._off = True
        if self.line is not None and self.line.sock is not None:
            with contextlib.suppress(OSError):  # it has been hung up meanwhile
                self.line.sock.shutdown(socket.SHUT_RDWR)
        return self.outcome


class MailServer:
    """Sends letters; stateless between two of them."""

    def __init__(self, settings: Mail, context: ssl.SSLContext | None = None, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._context = context or ssl.create_default_context()
        self._patience = patience

    async def post(self, letter: Letter, now: datetime) -> Posted:
        """Send a letter and wait for the server's word."""
        errand = _Errand()
        try:
            return await asyncio.wait_for(_apart(lambda: self._post(letter, now, errand)), self._patience * WHOLE)
        except TimeoutError as error:
            return Posted(errand.call_off(), self._trouble(error))

    def check(self) -> Problem | None:
        """Connect, log in and name the sender without sending anything; what is wrong, if anything is."""
        try:
            with self._line() as line:
                _accepted("sender_refused", line.mail(self._sender))
                line.rset()
                return None
        except _Refused as refused:
            return refused.problem
        except _TROUBLES as error:
            return self._trouble(error)

    def _post(self, letter: Letter, now: datetime, errand: _Errand) -> Posted:
        content = message(self._settings.sender, letter, now).as_bytes()
        try:
            with self._line() as line:
                errand.line = line
                _accepted("sender_refused", line.mail(self._sender))
                _accepted("recipient_refused", line.rcpt(letter.address))
                _accepted("letter_refused", line.docmd("DATA"), begins=300)
                line.send(_dotted(content))
                if line.sock is not None:
                    line.sock.settimeout(self._patience * LAST_WORD)
                errand.give_away()
                line.send(b".\r\n")
                _accepted("letter_refused", line.getreply())
        except _Refused as refused:
            return _after(refused)
        except _TROUBLES as error:
            return Posted(errand.outcome, self._trouble(error))
        return Posted(Outcome.SENT)

    @contextlib.contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        """A line to the server, secured and logged in, that is hung up politely."""
        settings, timeout = self._settings, self._patience
        line: smtplib.SMTP
        if settings.security == "tls":
            line = smtplib.SMTP_SSL(settings.host, self._port, timeout=timeout, context=self._context)
        else:
            line = smtplib.SMTP(settings.host, self._port, timeout=timeout)
        try:
            if settings.security == "starttls":
                line.starttls(context=self._context)
            line.ehlo_or_helo_if_needed()
            if settings.user:
                line.login(settings.user, settings.password)
            yield line
            with contextlib.suppress(OSError, smtplib.SMTPException):  # the letter has been taken by now
                line.quit()
        finally:
            line.close()

    def _trouble(self, error: Exception) -> Problem:
        place = {"host": self._settings.host, "port": str(self._port), "detail": _reason(error)}
        if isinstance(error, UnicodeError):
            return Problem("mail.login_letters")
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return Problem("mail.login_refused", place)
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return Problem("mail.not_offered", place)
        if isinstance(error, ssl.SSLCertVerificationError):
            return Problem("mail.certificate", place)
        return Problem("mail.unreached", place)

    @property
    def _sender(self) -> str:
        return parseaddr(self._settings.sender)[1]

    @property
    def _port(self) -> int:
        return self._settings.port or MAIL_PORTS[self._settings.security]


def _accepted(about: str, answer: tuple[int, bytes], begins: int = 200) -> None:
    code, said = answer
    if code < 200:  # no word of SMTP at all: the line is broken
        raise smtplib.SMTPServerDisconnected(_said(code, said))
    if not begins <= code < begins + 100:
        raise _Refused(about, code, said)


def _after(refused: _Refused) -> Posted:
    """A refusal for good is the address's own only when it is about the address or the letter."""
    own = refused.problem.code != "mail.sender_refused"
    outcome = Outcome.REFUSED if refused.permanent and own else Outcome.LATER
    return Posted(outcome, refused.problem, gone=refused.gone)


def _is_gone(code: int, said: str) -> bool:
    """Whether a refusal says that there is no such mailbox: a whole office must not fall silent over a policy."""
    status = STATUS.search(said)
    if status is not None and status[0] not in VAGUE:
        return status[0] in GONE
    return code in GONE_CODES and OTHER_MATTERS.search(said) is None


def _dotted(content: bytes) -> bytes:
    """A letter's lines as DATA wants them (RFC 5321, 4.5.2), up to the dot that ends it."""
    body = re.sub(rb"(?m)^\.", b"..", content)
    return body if body.endswith(b"\r\n") else body + b"\r\n"


def _said(code: int, answer: bytes) -> str:
    return printable(f"{code} {answer.decode(errors='replace')}")[:200]


def _bytes(answer: bytes | str) -> bytes:
    return answer if isinstance(answer, bytes) else answer.encode()


def _reason(error: Exception) -> str:
    """What went wrong in the server's or the system's words; never contains the password."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, _bytes(error.smtp_error))
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    return printable(str(error))[:200] or type(error).__name__


async def _apart(deed: Callable[[], T]) -> T:
    """Do it in a thread that keeps nothing alive: a server may still be taking its time when we are told to stop."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(how: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has been closed
            loop.call_soon_threadsafe(lambda: None if done.done() else how())

    def work() -> None:
        try:
            outcome = deed()
        except Exception as error:
            failure = error
            tell(lambda: done.set_exception(failure))
        else:
            tell(lambda: done.set_result(outcome))

    threading.Thread(target=work, name="mail", daemon=True).start()
    return await done
