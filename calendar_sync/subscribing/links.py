"""The addresses people subscribe to, and the key that makes them impossible to guess."""

import hmac
import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from pathlib import Path

from calendar_sync.feeds import Feed
from plans.problems import Problem, UserError

KEY_FILE = "secret.key"
PUBLIC_PATH = "/calendar/public.ics"
#: The pages on which a person's calendars, and the one for everybody, can be looked at; and the calendar server.
PAGE_PATH, PUBLIC_PAGE_PATH, SERVER_PATH = "/lich", "/lich/cong-khai", "/caldav"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses under `base_url` (no slash at its end). A calendar's address is an HMAC, so no list of them is kept."""

    base_url: str
    key: bytes = field(repr=False)

    def calendar_secret(self, person_id: str, feed: Feed, generation: int) -> str:
        """The secret part of an address: 256 bits, URL-safe. Another `generation` gives another secret."""
        message = f"calendar\0{feed.id}\0{generation}\0{person_id}".encode()
        return urlsafe_b64encode(hmac.digest(self.key, message, "sha256")).rstrip(b"=").decode()

    def calendar_url(self, person_id: str, feed: Feed, generation: int) -> str:
        """Where a person finds a calendar."""
        return f"{self.base_url}/calendar/{self.calendar_secret(person_id, feed, generation)}.ics"

    def public_url(self) -> str:
        """Where everybody finds the department's calendar, while the office shows it."""
        return f"{self.base_url}{PUBLIC_PATH}"

    def chat_url(self) -> str:
        """The way back from a calendar to the chat."""
        return f"{self.base_url}/"


def webcal(url: str) -> str:
    """An address in the form that makes a device offer to subscribe."""
    return f"webcal://{url.partition('://')[2]}"


def load_key(folder: Path) -> bytes:
    """The installation's key, made on first use and readable by its owner only.

    To be called by the process that holds the store. The file belongs in every backup: another key revokes all
    addresses. Raises `UserError` when the file holds no key.
    """
    path = folder / KEY_FILE
    if not path.exists():
        _write_key(path)
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise UserError(Problem("calendar.key_damaged", {"path": str(path)}))
    return key


def _write_key(path: Path) -> None:
    """A whole key or none: a crash leaves at most the draft."""
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(os.urandom(KEY_BYTES).hex().encode())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
