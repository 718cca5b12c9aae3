"""Outgoing e-mail, by SMTP: one letter to one person, and what the server said to it.

The standard library's client works in a thread of its own, one connection a letter; certificates are verified against
the machine's authorities (`SSL_CERT_FILE` adds those of an office of its own).
"""

import asyncio
import contextlib
import smtplib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr
from typing import TypeVar

from bot.config import MAIL_PORTS, Mail
from bot.messages import Attachment
from plans.plain_text import printable
from plans.problems import Problem
from plans.staff.invitation_letters import Outcome

#: Seconds that the server may take for one answer.
PATIENCE = 20.0
#: Nothing in a letter needs more than the seven bits that every relay passes on.
POLICY = SMTP.clone(cte_type="7bit")
#: Smtplib can't say a user name or password with Vietnamese letters: that is the Unicode error.
_TROUBLES = (OSError, smtplib.SMTPException, UnicodeError)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail in plain text to one person."""

    name: str
    address: str
    subject: str
    text: str = field(repr=False)  # its links open doors: they belong in no log
    language: str = "vi"
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of a letter; `problem` says why it did not go out."""

    outcome: Outcome
    problem: Problem | None = None


class _Refused(Exception):
    """The server said no: `code` as in SMTP, `about` the part of the letter it is about."""

    def __init__(self, about: str, code: int, answer: bytes) -> None:
        super().__init__(about)
        self.permanent = 500 <= code < 600
        self.problem = Problem(f"mail.{about}", {"detail": _said(code, answer)})


class MailServer:
    """Sends letters; stateless between two of them."""

    def __init__(self, settings: Mail, context: ssl.SSLContext | None = None, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._context = context or ssl.create_default_context()
        self._patience = patience

    async def post(self, letter: Letter, now: datetime) -> Posted:
        """Send a letter and wait for the server's word."""
        return await _apart(lambda: self._post(letter, now))

    def check(self) -> Problem | None:
        """Connect and log in without sending anything; what is wrong, if anything is."""
        try:
            with self._line():
                return None
        except _Refused as refused:
            return refused.problem
        except _TROUBLES as error:
            return self._trouble(error)

    def _post(self, letter: Letter, now: datetime) -> Posted:
        content = message(self._settings.sender, letter, now).as_bytes()
        given = False
        try:
            with self._line() as line:
                _accepted("sender_refused", line.mail(parseaddr(self._settings.sender)[1]))
                _accepted("recipient_refused", line.rcpt(letter.address))
                given = True
                _accepted("letter_refused", line.data(content))
        except smtplib.SMTPDataError as error:  # the server did not even want to begin
            return _after(_Refused("letter_refused", error.smtp_code, _bytes(error.smtp_error)))
        except _Refused as refused:
            return _after(refused)
        except _TROUBLES as error:
            # Once the letter itself is under way, a broken line leaves it open whether it arrived.
            return Posted(Outcome.UNCERTAIN if given else Outcome.LATER, self._trouble(error))
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
    def _port(self) -> int:
        return self._settings.port or MAIL_PORTS[self._settings.security]


def message(sender: str, letter: Letter, now: datetime) -> EmailMessage:
    """The letter as it goes over the line; names of people are encoded, never pasted into a header."""
    name, address = parseaddr(sender)
    made = EmailMessage(POLICY)
    made["From"] = Address(display_name=name, addr_spec=address)
    made["To"] = Address(display_name=printable(letter.name), addr_spec=letter.address)
    made["Subject"] = printable(letter.subject)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = make_msgid(domain=address.rpartition("@")[2])
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = letter.language
    made.set_content(letter.text)
    for attachment in letter.attachments:
        maintype, _, subtype = attachment.media_type.partition("/")
        made.add_attachment(attachment.content, maintype=maintype, subtype=subtype, filename=attachment.name)
    return made


def _accepted(about: str, answer: tuple[int, bytes]) -> None:
    code, said = answer
    if not 200 <= code < 300:
        raise _Refused(about, code, said)


def _after(refused: _Refused) -> Posted:
    """A refusal for good is the address's own only when it is about the address or the letter."""
    own = refused.problem.code != "mail.sender_refused"
    return Posted(Outcome.REFUSED if refused.permanent and own else Outcome.LATER, refused.problem)


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
