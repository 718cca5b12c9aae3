"""The ways in from outside: one-time codes, and the links that carry them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

#: No letter that passes for another on paper (i l o 0 1); 4 × 5 of them are 99 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 5


def new_code() -> str:
    """A one-time code that can be typed from paper and stand in both links."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


@dataclass(frozen=True, slots=True)
class Doors:
    """Where links lead: the address of the site, and the bot's username ("" while Telegram is off)."""

    base_url: str
    telegram: str = ""

    @property
    def is_local(self) -> bool:
        """Whether the links work on this machine only."""
        host = urlsplit(self.base_url).hostname or ""
        return host in ("localhost", "::1") or host.startswith("127.")

    def codes(self) -> tuple[str, ...]:
        """New codes for one person, one a door: whoever came in by the web can still come in on Telegram."""
        return tuple(new_code() for _ in range(2 if self.telegram else 1))

    def web(self, codes: Sequence[str]) -> str:
        """The personal link of the web page."""
        return f"{self.base_url}/vao/{codes[0]}"

    def bot(self, codes: Sequence[str]) -> str:
        """The deep link into Telegram; "" where there is none."""
        return f"https://t.me/{self.telegram}?start={codes[1]}" if len(codes) > 1 else ""
