"""How people are reached and let in, and where the talk with them stands."""

from dataclasses import dataclass, field
from datetime import datetime

from plans.model.reminding import DeliveryState


@dataclass(frozen=True, slots=True)
class Contact:
    """A person's address on a channel. `active` turns false, with a `reason`, when the channel says never again."""

    channel: str
    address: str
    person: str
    linked_at: datetime
    active: bool = True
    reason: str = ""

    @property
    def id(self) -> str:
        """Channel and address."""
        return f"{self.channel}:{self.address}"


@dataclass(frozen=True, slots=True)
class Invitation:
    """Mã mời: `id` is the SHA-256 of the code, so the store holds nothing usable. One use, until `expires`.

    `by` is who made it: a person's id, or the command line. One that is taken back expires at once.
    """

    id: str
    person: str
    created: datetime
    expires: datetime
    used_at: datetime | None = None
    by: str = ""

    def is_open(self, now: datetime) -> bool:
        """Whether its code still lets somebody in."""
        return self.used_at is None and now < self.expires


@dataclass(frozen=True, slots=True)
class InvitationLetter:
    """Thư mời: an invitation on its way by e-mail, with the states of a `Delivery`; one live record a person.

    It holds no code: that is made in the moment of sending, its hash stored first. `by` is who had it sent, `at` when
    it came to its present state, `reason` and `values` say (as a `Problem` does) why it did not go out.
    """

    person: str
    state: DeliveryState
    at: datetime
    by: str
    attempts: int = 0
    retry_at: datetime | None = None
    again: bool = False
    reason: str = ""
    values: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The person."""
        return self.person


@dataclass(frozen=True, slots=True)
class WebSession:
    """A browser let in: `id` is the SHA-256 of the cookie. `shared` marks "máy dùng chung" (ends after 15 minutes).

    `by_letter`: somebody came from a letter to do one thing, and does not wait before the page for the next.
    """

    id: str
    person: str
    created: datetime
    expires: datetime
    shared: bool = False
    by_letter: bool = False


@dataclass(frozen=True, slots=True)
class UsedLink:
    """A link in a letter that has been used: `id` is its SHA-256. Kept until it would have ended by itself.

    What its button does is not done again; `closed` says that it doesn't even open the chat any more, since it was used
    on a shared computer, where it stands among the pages visited.
    """

    id: str
    person: str
    expires: datetime
    closed: bool = False


@dataclass(frozen=True, slots=True)
class LinksEnded:
    """No link in a letter to the person that was written before `at` opens anything: a phone or a mailbox is lost."""

    person: str
    at: datetime

    @property
    def id(self) -> str:
        """The person."""
        return self.person


@dataclass(frozen=True, slots=True)
class PushSubscription:
    """A browser that is told of news while no page is open: `id` is the SHA-256 of `endpoint`, its maker's address.

    `key` (its public P-256 point) and `secret`, both base64url without padding, are what only it can decrypt with. It
    lasts as long as `session`, the browser's `WebSession`.
    """

    id: str
    person: str
    session: str
    endpoint: str
    key: str
    secret: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where a person's conversation stands; survives a restart and a change of channel.

    `offered` are the actions of the last choices, in order, so that "2" means the second on a channel without buttons;
    `place` is the channel and address that showed them: what is typed elsewhere answers what is seen there.
    """

    person: str
    step: str
    values: dict[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    at: datetime | None = None
    place: str = ""

    @property
    def id(self) -> str:
        """The person."""
        return self.person
