"""Calendar passwords at the door: right ones pass, guesses are counted, and nobody is shut out by others."""

from base64 import b64encode
from dataclasses import dataclass, field, replace

import pytest

from bot.channels.web import dav_logins
from bot.channels.web.dav_logins import ACCOUNT, CLIENT, EACH, KNOWN_WRONG, SECONDS, Logins
from calendar_sync.radicale.passwords import hash_of
from plans.calendars.accounts import make_password
from plans.store.memory import MemoryStore
from tests.builders import HEAD, NOW, STAFF, TODAY, a_department, do

HASHES = {password: hash_of(password) for password in ("right", "newer")}


def header(user: str, password: str) -> str:
    """As a calendar program says it."""
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


@dataclass
class Door:
    """Logins of two people with a clock that stands still."""

    seconds: float = 0.0
    store: MemoryStore = field(default_factory=MemoryStore)

    def __post_init__(self) -> None:
        a_department(self.store)
        for person in (STAFF, HEAD):
            do(self.store, make_password, person, person, HASHES["right"])
        self.logins = Logins(self.store, lambda: NOW, lambda: self.seconds)

    def try_(self, user: str, password: str, client: str = "10.0.0.1") -> int | str:
        """The status, or who came in."""
        found = self.logins.check(header(user, password), client)
        return found if isinstance(found, int) else found.person.id


@pytest.fixture
def door() -> Door:
    return Door()


def test_the_server_behind_is_told_the_name_as_the_roster_has_it(door: Door) -> None:
    found = door.logins.check(header(" LAN", "right\n"), "x")
    assert not isinstance(found, int)
    assert found.header == header("lan", "right")


@pytest.mark.parametrize(
    "said", ["", "Basic", "Basic \xe9", "Digest x", "Basic " + "a" * 5000, "basic " + b64encode(b"\xff:x").decode()]
)
def test_what_is_no_login_is_none(door: Door, said: str) -> None:
    assert door.logins.check(said, "x") == 401


def test_guesses_at_one_account_end_soon_and_are_forgotten(door: Door) -> None:
    assert [door.try_("lan", f"guess {n}") for n in range(EACH + 2)] == [401] * EACH + [429] * 2
    assert door.try_("lan", "right") == 429, "not even then: else guessing would go on"
    assert door.try_("lan", "right", "10.0.0.2") == "lan"
    assert door.try_("lan", "right") == "lan", "known by now"
    assert door.try_("hung", "right") == "hung"
    door.seconds += SECONDS
    assert door.try_("lan", "guess again") == 401


def test_whoever_runs_the_service_reads_of_guesses_and_of_no_password(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(EACH + 5):
        door.try_("lan\n", f"guess {number}")
    assert caplog.messages == ["too many wrong calendar passwords from 10.0.0.1, the last for 'lan'"]


def test_guesses_at_one_account_from_everywhere_end_too_and_a_new_password_is_not_shut_out(door: Door) -> None:
    found = [door.try_("lan", f"guess {n}", f"10.0.{n}.1") for n in range(ACCOUNT + 1)]
    assert found == [401] * ACCOUNT + [429]
    assert door.try_("lan", "right", "10.1.0.1") == 429
    do(door.store, make_password, STAFF, STAFF, HASHES["newer"])
    assert door.try_("lan", "newer", "10.1.0.1") == "lan"


def test_one_client_does_not_guess_at_everybody(door: Door) -> None:
    found = [door.try_(f"name{n}", "x") for n in range(CLIENT + 1)]
    assert found == [401] * CLIENT + [429]
    assert door.try_("hung", "right", "10.0.0.2") == "hung"


def test_one_wrong_password_again_and_again_is_one_guess(door: Door) -> None:
    assert {door.try_("lan", "of last year") for _ in range(10 * EACH)} == {401}
    assert door.try_("lan", "right") == "lan"


def test_what_was_wrong_may_be_right_later(door: Door) -> None:
    assert door.try_("lan", "newer") == 401
    do(door.store, make_password, STAFF, STAFF, HASHES["newer"])
    assert door.try_("lan", "newer") == "lan"
    assert door.try_("lan", "right") == 401


def test_who_has_left_is_out_though_known(door: Door) -> None:
    assert door.try_("lan", "right") == "lan"
    with door.store.transaction() as tx:
        tx.put(replace(STAFF, left=TODAY))
    assert door.try_("lan", "right") == 401


def test_memory_is_bounded(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dav_logins, "verify", lambda _text, _hash: False)
    for number in range(KNOWN_WRONG + 50):
        door.seconds += SECONDS
        assert door.try_("lan", f"guess {number}") == 401
    assert len(door.logins._wrong) == KNOWN_WRONG
