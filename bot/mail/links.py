"""The links in letters: signed, each for one person and one mailbox, ending by themselves.

Nothing is stored when one is made: what it may do stands in it, under an HMAC of the installation's key. A link to do
something is no link to stop letters, and the other way round: mail servers keep and call the latter by themselves.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from plans.model.people import Person
from plans.problems import Problem
from plans.staff.letter_links import have_ended
from plans.staff.people import person_here
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

PRESS_PATH, STOP_PATH = "/thu", "/thoi-thu"
#: How long what a letter offers can be done from it, and how long its letters can be stopped from it.
PRESS_LASTS, STOP_LASTS = timedelta(days=30), timedelta(days=180)
#: So much of a button's label stands in its link.
NAMED = 60
#: The length of a signature in bytes, and of it as text; and the longest text that is looked at as a link.
SIGNED, SIGNATURE, LONGEST = 16, 22, 900


class Purpose(StrEnum):
    """What a link is for; the other kind's signature is a wrong one."""

    PRESS = "press"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class LetterLink:
    """What a link says: whom it is for, at which mailbox, made when, and what it does.

    To press: `does` is the action of a button called `label` ("": it only opens the chat). To stop: the kind of letter.
    """

    purpose: Purpose
    person: str
    mailbox: str
    issued: datetime
    does: str = ""
    label: str = ""

    @property
    def expires(self) -> datetime:
        """When it ends by itself."""
        return self.issued + (PRESS_LASTS if self.purpose is Purpose.PRESS else STOP_LASTS)

    def holder(self, facts: Facts, now: datetime) -> Person | Problem:
        """Whoever may use it now, or what to do instead."""
        person = person_here(facts, self.person, day_in_hanoi(now))
        if person is None:
            return Problem("letter.dead_unknown")
        if have_ended(facts, self.person, self.issued):
            return Problem("letter.dead_ended")
        if _mailbox(person.email) != self.mailbox:
            return Problem("letter.dead_moved")
        if now >= self.expires:
            return Problem("letter.dead_old", {"n": str((self.expires - self.issued).days)})
        return person


@dataclass(frozen=True, slots=True)
class LetterLinks:
    """Makes and reads them; `base_url` without a slash at its end."""

    base_url: str
    key: bytes = field(repr=False)

    def press(self, person: Person, now: datetime, action: str = "", label: str = "") -> str:
        """The address that offers to press a button as this person, or only to open their chat."""
        return f"{self.base_url}{PRESS_PATH}/{self._token(Purpose.PRESS, person, now, action, label[:NAMED])}"

    def stop(self, person: Person, now: datetime, kind: str) -> str:
        """The address at which this person says to want no more letters of a kind."""
        return f"{self.base_url}{STOP_PATH}/{self._token(Purpose.STOP, person, now, kind, '')}"

    def read(self, purpose: Purpose, token: str) -> LetterLink | None:
        """What a link says; None for one that was not made here for that purpose."""
        signature, said = token[:SIGNATURE], token[SIGNATURE:]
        if not token.isascii() or len(token) > LONGEST or not hmac.compare_digest(signature, self._sign(purpose, said)):
            return None
        person, mailbox, issued, does, label = json.loads(urlsafe_b64decode(said + "=" * (-len(said) % 4)))
        return LetterLink(purpose, person, mailbox, datetime.fromtimestamp(issued, UTC), does, label)

    def _token(self, purpose: Purpose, person: Person, now: datetime, does: str, label: str) -> str:
        parts = (person.id, _mailbox(person.email), int(now.timestamp()), does, label)
        said = _text(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode())
        return self._sign(purpose, said) + said

    def _sign(self, purpose: Purpose, said: str) -> str:
        digest = hmac.digest(self.key, f"letter\0{purpose}\0{said}".encode(), "sha256")
        return _text(digest[:SIGNED])


def _mailbox(email: str) -> str:
    """An address without telling it: a changed one ends its links."""
    return sha256(email.strip().casefold().encode()).hexdigest()[:12]


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
