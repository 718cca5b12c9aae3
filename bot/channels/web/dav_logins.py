"""Logging in with a calendar password: checked here, counted when wrong, remembered while right."""

import hmac
import logging
import secrets
from base64 import b64decode, b64encode
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bot.clock import Clock
from bot.inviting.limiter import Limiter
from calendar_sync.radicale.passwords import hash_of, verify
from plans.calendars.accounts import account_of
from plans.model.people import Person
from plans.model.publishing import CalendarAccount
from plans.store.port import Facts

LOG = logging.getLogger(__name__)
#: Wrong passwords within so many seconds: of one client for one account, of one client, for one account, of all.
SECONDS = 600
EACH, CLIENT, ACCOUNT, OVERALL = 10, 60, 100, 2000
#: Wrong passwords that are remembered: a device with an old one asks again and again, and guesses nothing.
KNOWN_WRONG = 2000
LONGEST_HEADER = 1024


@cache
def _hash_of_nobody() -> str:
    """What passwords of unknown accounts are looked at with: as slow as a real one, and nobody's."""
    return hash_of(secrets.token_hex())


@dataclass(frozen=True, slots=True)
class Login:
    """Who logged in; `header` says so to the server behind."""

    person: Person
    account: CalendarAccount
    header: str


class Logins:
    """Basic authentication (RFC 7617) of calendar accounts. `monotonic` gives seconds."""

    def __init__(self, facts: Facts, clock: Clock, monotonic: Callable[[], float]) -> None:
        self._facts = facts
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._nobody = _hash_of_nobody()
        self._right: dict[str, tuple[str, bytes]] = {}
        self._wrong: OrderedDict[tuple[str, bytes], None] = OrderedDict()
        self._pairs, self._clients, self._accounts = (
            Limiter(monotonic, each, OVERALL, SECONDS) for each in (EACH, CLIENT, ACCOUNT)
        )

    def check(self, header: str, client: str) -> Login | int:
        """Who this is, or the status that turns them away.

        A password that was right keeps working whoever else guesses: it is known without being looked at closely. One
        that is known to be wrong is not counted again.
        """
        said = _said(header)
        if said is None:
            return 401
        user, password = said
        found = account_of(self._facts, user, self._clock())
        hash = found[1].hash if found else self._nobody
        proof = hmac.digest(self._key, f"{user}\0{password}".encode(), "sha256")
        if found and self._right.get(user) == (hash, proof):
            return _login(found, password)
        if (hash, proof) in self._wrong:
            return 401
        pair, account = f"{client} {user}", f"{user} {hash}"
        if self._pairs.is_full(pair) or self._clients.is_full(client) or self._accounts.is_full(account):
            return 429
        if verify(password, hash) and found:
            self._right[user] = (hash, proof)
            return _login(found, password)
        self._pairs.count(pair)
        self._clients.count(client)
        self._accounts.count(account)
        if self._pairs.is_full(pair) or self._clients.is_full(client):
            LOG.warning("too many wrong calendar passwords from %s, the last for %.40r", client, user)
        self._wrong[hash, proof] = None
        if len(self._wrong) > KNOWN_WRONG:
            self._wrong.popitem(last=False)
        return 401


def _said(header: str) -> tuple[str, str] | None:
    """User and password of a header; phones begin a name with a capital, and copying brings spaces along."""
    scheme, _, coded = header.partition(" ")
    if scheme.lower() != "basic" or len(header) > LONGEST_HEADER:
        return None
    try:
        user, colon, password = b64decode(coded.strip(), validate=True).decode().partition(":")
    except ValueError:
        return None
    return (user.strip().lower(), password.strip()) if colon else None


def _login(found: tuple[Person, CalendarAccount], password: str) -> Login:
    person, account = found
    coded = b64encode(f"{person.id}:{password}".encode()).decode()
    return Login(person, account, f"Basic {coded}")
