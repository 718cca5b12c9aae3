"""A letter, and how it looks on the line: plain text, the same as a page, pictures in it, files beside it."""

from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Any

from bot.messages import Attachment
from plans.plain_text import printable


class Whole(EmailPolicy):
    """Leaves a header that is one address on one line: Python would encode what is longer, and break the address."""

    def fold(self, name: str, value: Any) -> str:
        """The lines of a header."""
        if name.lower() == "list-unsubscribe":
            return f"{name}: {value}{self.linesep}"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The same as bytes."""
        if name.lower() == "list-unsubscribe":
            return self.fold(name, value).encode("ascii")
        folded: bytes = super().fold_binary(name, value)
        return folded


#: Nothing in a letter needs more than the seven bits that every relay passes on.
POLICY = Whole(cte_type="7bit", linesep=SMTP.linesep)
#: What a picture is called inside a letter, by its place.
PICTURE = "picture-{n}"


@dataclass(frozen=True, slots=True)
class Stopping:
    """How letters of its kind are stopped: at `url`; by one post there, where it is one that programs may trust."""

    url: str = field(repr=False)

    @property
    def by_one_click(self) -> bool:
        """Whether mail programs may offer it themselves (RFC 8058 wants HTTPS)."""
        return self.url.startswith("https:")


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail to one person.

    `html` says the same as `text`; `pictures` stand in it (``cid:`` and `PICTURE`). `id` is its Message-ID ("": any new
    one), `follows` that of the letter it belongs to in a thread.
    """

    name: str
    address: str
    subject: str
    text: str = field(repr=False)  # its links open doors: they belong in no log
    language: str = "vi"
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    html: str = field(default="", repr=False)
    pictures: tuple[Attachment, ...] = field(default=(), repr=False)
    stopping: Stopping | None = None
    id: str = ""
    follows: str = ""


def message(sender: str, letter: Letter, now: datetime) -> EmailMessage:
    """The letter as it goes over the line; names of people are encoded, never pasted into a header."""
    name, address = parseaddr(sender)
    made = EmailMessage(POLICY)
    made["From"] = Address(display_name=name, addr_spec=address)
    made["To"] = Address(display_name=printable(letter.name), addr_spec=letter.address)
    made["Subject"] = printable(letter.subject)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = letter.id or make_msgid(domain=address.rpartition("@")[2])
    if letter.follows:
        made["In-Reply-To"] = letter.follows
        made["References"] = letter.follows
    # Nobody's absence is to be answered to us; Exchange knows only its own word for it.
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    if letter.stopping is not None:
        # What somebody can do without is bulk; what they owe is not, and filters weigh that.
        made["Precedence"] = "bulk"
        made["List-Unsubscribe"] = f"<{letter.stopping.url}>"
        if letter.stopping.by_one_click:
            made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(letter.text)
    if letter.html:
        _add_page(made, letter)
    for attachment in letter.attachments:
        _attach(made, attachment)
    made["Content-Language"] = letter.language  # the last, since content that is set takes such headers away
    return made


def _add_page(made: EmailMessage, letter: Letter) -> None:
    """The HTML as the better of two alternatives, with its pictures."""
    made.add_alternative(letter.html, subtype="html")
    *_, page = made.iter_parts()
    for n, picture in enumerate(letter.pictures, start=1):
        maintype, _, subtype = picture.media_type.partition("/")
        cid = f"<{PICTURE.format(n=n)}>"
        page.add_related(picture.content, maintype, subtype, cid=cid, filename=picture.name, disposition="inline")


def _attach(made: EmailMessage, attachment: Attachment) -> None:
    maintype, _, subtype = attachment.media_type.partition("/")
    parameters = {"charset": "utf-8"} if maintype == "text" else {}
    made.add_attachment(
        attachment.content, maintype=maintype, subtype=subtype, filename=attachment.name, params=parameters
    )
