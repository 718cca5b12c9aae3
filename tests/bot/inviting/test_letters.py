"""The postman of the invitations."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.inviting.codes import Doors
from bot.inviting.letters import Letters, invitation_letter
from bot.mail.letter import Letter
from bot.mail.server import Posted
from plans.model.reaching import Invitation, InvitationLetter
from plans.model.reminding import DeliveryState
from plans.problems import Problem, StoreUnwritable
from plans.staff.access import accept_invitation, choose_language
from plans.staff.invitation_letters import Outcome, request_letter
from plans.staff.people import digest_of
from plans.store.memory import MemoryStore
from tests.builders import HEAD, NOW, STAFF, a_department, do

LAN = replace(STAFF, email="lan@so.example.vn")
HUNG = replace(HEAD, email="hung@so.example.vn")
DOORS = Doors("https://dondoc.example.vn", "dondoc_bot")


class Store(MemoryStore):
    """A store whose disk can be full."""

    full = False

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        with super().transaction() as tx:
            yield tx
            if self.full:
                raise StoreUnwritable("no space left")


class Post:
    """Takes letters, and answers with what it is told; looks whether the code was known before."""

    def __init__(self, store: Store, *outcomes: Outcome) -> None:
        self._store = store
        self._outcomes = list(outcomes)
        self.letters: list[Letter] = []
        self.fills_the_disk = False
        self.both = asyncio.Event()

    async def __call__(self, letter: Letter, _now: datetime) -> Posted:
        self.letters.append(letter)
        if len(self.letters) > 1:
            self.both.set()
        code = codes_in(letter)[0]
        assert self._store.get(Invitation, digest_of(code)) is not None
        self._store.full = self.fills_the_disk
        outcome = self._outcomes.pop(0) if self._outcomes else Outcome.SENT
        return Posted(outcome, None if outcome is Outcome.SENT else Problem("mail.letter_refused", {"detail": "no"}))


def codes_in(letter: Letter) -> list[str]:
    found: list[str] = re.findall(r"(?:vao/|start=)([a-z0-9-]+)", letter.text)
    return found


@pytest.fixture
def store() -> Store:
    made = Store()
    a_department(made)
    with made.transaction() as tx:
        tx.put(LAN)
        tx.put(HUNG)
    do(made, request_letter, LAN)
    do(made, request_letter, HUNG)
    return made


def states(store: Store) -> list[DeliveryState]:
    return [each.state for each in store.all(InvitationLetter)]


async def test_letters_are_sent_once_and_their_links_open(store: Store) -> None:
    post = Post(store)
    letters = Letters(store, post, lambda: DOORS)
    await letters.deliver(NOW)
    await letters.deliver(NOW)
    assert [letter.address for letter in post.letters] == [LAN.email, HUNG.email]
    assert states(store) == [DeliveryState.SENT, DeliveryState.SENT]
    web, telegram = codes_in(post.letters[0])
    assert do(store, accept_invitation, web, "web", LAN.id) == LAN
    assert do(store, accept_invitation, telegram, "telegram", "7") == LAN
    assert post.letters[0].attachments[0].content.startswith(b"%PDF")


async def test_one_refused_letter_does_not_hold_up_the_next(store: Store) -> None:
    await Letters(store, Post(store, Outcome.REFUSED), lambda: DOORS).deliver(NOW)
    assert states(store) == [DeliveryState.SKIPPED, DeliveryState.SENT]


async def test_a_letter_that_went_out_while_the_disk_was_full_is_not_sent_again(store: Store) -> None:
    post = Post(store)
    post.fills_the_disk = True
    letters = Letters(store, post, lambda: DOORS)
    await letters.deliver(NOW)
    await letters.deliver(NOW)
    assert len(post.letters) == 1
    store.full = post.fills_the_disk = False
    await letters.deliver(NOW)
    assert [letter.address for letter in post.letters] == [LAN.email, HUNG.email]
    assert states(store) == [DeliveryState.SENT, DeliveryState.SENT]


async def test_the_postman_ends_when_told_to(store: Store) -> None:
    stop = asyncio.Event()
    post = Post(store)
    running = asyncio.create_task(Letters(store, post, lambda: DOORS).run(stop, lambda: NOW))
    await asyncio.wait_for(post.both.wait(), 5)
    stop.set()
    await asyncio.wait_for(running, 2)
    assert states(store) == [DeliveryState.SENT, DeliveryState.SENT]


def test_a_letter_is_vietnamese_and_has_english_below_for_whoever_reads_it(store: Store) -> None:
    codes = DOORS.codes()
    plain = invitation_letter(store, LAN, DOORS, codes, NOW)
    assert LAN.name in plain.text.splitlines()[0]
    assert "Dear" not in plain.text
    do(store, choose_language, LAN, "en")
    both = invitation_letter(store, LAN, DOORS, codes, NOW)
    assert both.text.index("Kính gửi") < both.text.index("Dear")
    assert both.text.count(codes[0]) == 2


def test_without_telegram_a_letter_has_one_link(store: Store) -> None:
    doors = Doors("http://localhost:8765")
    letter = invitation_letter(store, LAN, doors, doors.codes(), NOW)
    assert len(codes_in(letter)) == 1
    assert "Telegram" not in letter.text


def test_a_letter_in_a_log_tells_no_code(store: Store) -> None:
    codes = DOORS.codes()
    shown = repr(invitation_letter(store, LAN, DOORS, codes, NOW))
    assert LAN.email in shown
    assert not [code for code in codes if code in shown]
