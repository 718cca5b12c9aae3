"""What goes in and out of the conversation, the same on every channel. Texts are plain: no channel's markup."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from plans.model.reminding import DigestItem
from plans.rights import Action

#: Telegram's limit, kept on every channel.
TEXT_LIMIT = 4096
#: Telegram's limit for callback data, in bytes.
ACTION_LIMIT = 64
#: The largest document that is taken, in bytes: what Telegram lets a bot download.
UPLOAD_LIMIT = 20 * 1024 * 1024
#: What stands in a text in place of something that is shown once and kept nowhere.
COVERED = "••••-••••-••••-••••"


def length(text: str) -> int:
    """Length as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def beginning(text: str, limit: int) -> str:
    """At most the first `limit` UTF-16 units of a text, never half a character."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * limit].decode("utf-16-le", "ignore")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file or picture; `media_type` "image/…" is shown as a picture.

    What people attached has no `content` here: the channel gets it when it sends it, by its SHA-256 (`stored`). A file
    that stays in a talk is opened again only by who may still do what it `takes`. `alt` says in words what a picture
    shows beyond the text that goes with it, for whoever cannot see it.
    """

    name: str
    media_type: str
    content: bytes
    stored: str = ""
    takes: Action | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: either `action` (comes back as `Incoming.action`, at most 64 bytes) or `url` (opens a page).

    With `asks_phone` it offers to send one's own number, on a channel that vouches for it; others leave it out.
    """

    label: str
    action: str = ""
    url: str = ""
    asks_phone: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a message goes out unasked, for a channel that tells more of it than a chat does: a letter.

    `person` is whom it is for: several people may have one address. `kind` is a `DeliveryKind`, "news" or "notice";
    `items` are what it reminds of on `day`. `id` names the message for ever, however often it is tried; `again` says
    that it goes out once more after a lost answer.
    """

    person: str
    kind: str
    id: str
    day: date
    items: tuple[DigestItem, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One message. `heading` is its emphasised first line; `choices` are rows of buttons.

    `replaces` asks to edit the message whose button was pressed instead of sending another; `no_more_phone` takes away
    a button that asked for a number. `once` is what its text has `COVERED` for: shown to whoever gets it now, stored
    with no answer and in no talk. `occasion` is for messages that go out unasked; it is stored nowhere, either.
    """

    text: str
    heading: str = ""
    choices: tuple[tuple[Choice, ...], ...] = ()
    attachment: Attachment | None = None
    replaces: bool = False
    no_more_phone: bool = False
    once: str = field(default="", repr=False)
    occasion: Occasion | None = None

    def below(self, note: str) -> "Reply":
        """The same again, with something said before it."""
        return replace(self, text=f"{note}\n\n{self.text}")

    @property
    def stored(self) -> "Reply":
        """As it may be kept."""
        return replace(self, once="", occasion=None) if self.once or self.occasion else self

    @property
    def shown(self) -> "Reply":
        """As it is read."""
        return replace(self, text=self.text.replace(COVERED, self.once), once="") if self.once else self


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a person did on a channel: wrote `text` (commands start with "/"), or pressed a button (`action`).

    `person` is the id of whom the address belongs to, "" for an unknown address. `message` names the message whose
    button was pressed. `number` grows with every update of one address: a repeated or older one is not carried out
    again (but a channel may number anew after days of silence). `language` is what the channel says the person reads
    ("" where it doesn't say). `document` names a file they sent, of `size` bytes (0: unknown); its content is fetched
    only when the conversation wants it. `phone` is a number that the channel vouches is the sender's own. What
    was written in a `group` (its address, and of which `topic`) is answered to the person alone.
    """

    channel: str
    address: str
    number: int
    person: str = ""
    text: str = ""
    action: str = ""
    message: str = ""
    language: str = ""
    document: str = ""
    size: int = 0
    phone: str = ""
    group: str = ""
    topic: str = ""
    group_name: str = ""

    @property
    def place(self) -> str:
        """Channel and address."""
        return f"{self.channel}:{self.address}"


@dataclass(frozen=True, slots=True)
class Answered:
    """The last update of an address and what was answered to it, stored with the facts it changed.

    A redelivered update (its answer may have been lost in a crash) gets the same replies and is not carried out again;
    neither is a button (`action`) that is tapped twice, once its step is over.
    """

    channel: str
    address: str
    number: int
    replies: tuple[Reply, ...] = field(default=())
    at: datetime | None = None
    action: str = ""

    @property
    def id(self) -> str:
        """Channel and address."""
        return f"{self.channel}:{self.address}"


@dataclass(frozen=True, slots=True)
class ReadMark:
    """The last line that a page showed its person: what comes after it counts as unread.

    `at` is when they last looked at a page, give or take some minutes.
    """

    person: str
    number: int
    at: datetime | None = None

    @property
    def id(self) -> str:
        """The person."""
        return self.person


@dataclass(frozen=True, slots=True)
class Upload:
    """A document on its way to be read, from the update that brought it until its reading has been answered.

    Its content is kept nowhere: what a restart finds here can only be asked for once more. With `into` it is not read
    but attached to the innovation of that id.
    """

    channel: str
    address: str
    number: int
    person: str
    name: str
    at: datetime
    into: str = ""

    @property
    def id(self) -> str:
        """Channel, address and number of the update."""
        return f"{self.channel}:{self.address}:{self.number}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of a document has come: `page` of `pages` (0: not known)."""

    page: int
    pages: int
