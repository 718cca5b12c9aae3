"""Reminders as letters over a real line to a mail server."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.channel import DeliveryError, NotSent, Uncertain
from bot.channels.email.channel import EmailChannel
from bot.channels.email.composing import Composer
from bot.config.settings import Mail
from bot.mail.letter import Letter
from bot.mail.links import LetterLinks
from bot.mail.server import MailServer
from bot.messages import Occasion, Reply
from plans.model.reminding import DeliveryKind
from plans.store.memory import MemoryStore
from tests.bot.channels.email.letters import read
from tests.bot.mail_server import SENDER, Answers, mail_server
from tests.builders import HEAD, NOW, STAFF, TODAY, a_department
from tests.contracts.channel_contract import ChannelContract, ChannelWorld, Shown

LAN, GONE = "lan@so.example.vn", "di-roi@so.example.vn"
LINKS = LetterLinks("https://dondoc.example.vn", b"k" * 32)
HEARD = Occasion(STAFF.id, DeliveryKind.DIGEST, "một thư", TODAY)


@pytest.fixture
def store() -> MemoryStore:
    found = MemoryStore()
    a_department(found)
    with found.transaction() as tx:
        tx.put(replace(STAFF, email=LAN))
        tx.put(replace(HEAD, email=GONE))
    return found


def channel(store: MemoryStore, settings: Mail) -> EmailChannel:
    """The channel over that server."""
    return EmailChannel(store, Composer(LINKS, settings.sender), MailServer(settings).post, lambda: NOW)


class TestEmailChannel(ChannelContract):
    """The e-mail channel keeps the promises of every channel, as a program shows it that puts threads together."""

    @pytest.fixture
    async def world(self, store: MemoryStore) -> AsyncIterator[ChannelWorld]:
        answers = Answers(gone=GONE)

        async def shown() -> list[Shown]:
            letters = [read(letter) for letter in answers.letters]
            followed = {letter.follows for letter in letters}
            return [
                Shown(
                    letter.reference,
                    letter.text,
                    tuple(tuple(label for label, _ in row) for row in letter.rows),
                    *next(iter(letter.files), ("", None)),
                )
                for letter in letters
                if letter.reference not in followed
            ]

        with mail_server(answers) as settings:
            yield ChannelWorld(channel(store, settings), LAN, GONE, shown, amends=False)


@pytest.mark.parametrize(
    ("answers", "expected", "permanent"),
    [
        ({"rcpt": "550 5.1.1 no such user"}, NotSent, True),
        ({"rcpt": "550 5.7.1 policy"}, NotSent, False),
        ({"rcpt": "450 4.2.0 later"}, NotSent, False),
        ({"mail": "553 5.7.1 not your address"}, NotSent, False),
        ({"data": "554 5.7.1 spam"}, NotSent, False),
        ({"data": ""}, Uncertain, False),
    ],
)
async def test_a_refusal_is_the_addresss_own_only_when_there_is_no_such_mailbox(
    store: MemoryStore, answers: dict[str, Any], expected: type[DeliveryError], permanent: bool
) -> None:
    with mail_server(Answers(**answers)) as settings, pytest.raises(expected) as caught:
        await channel(store, settings).send(LAN, Reply("Còn một việc", occasion=HEARD))
    assert getattr(caught.value, "permanent", False) is permanent
    assert next(iter(answers.values())) in str(caught.value)


async def test_a_server_that_is_not_there_is_tried_later(store: MemoryStore) -> None:
    with mail_server(Answers()) as settings:
        pass
    with pytest.raises(NotSent) as caught:
        await channel(store, settings).send(LAN, Reply("Còn một việc", occasion=HEARD))
    assert not caught.value.permanent


async def test_nobody_but_whom_a_letter_is_for_gets_it(store: MemoryStore) -> None:
    nowhere = channel(store, Mail(host="127.0.0.1", port=1, sender=SENDER))
    wrong = [
        (LAN, Occasion(HEAD.id, DeliveryKind.DIGEST, "thư của người khác", TODAY)),
        (LAN, Occasion("khong-co", DeliveryKind.DIGEST, "thư của không ai", TODAY)),
        ("khong-co@so.example.vn", None),
        (f"{LAN}, {GONE}", None),
        ("lan@so.example.vn\r\nBcc: all@so.example.vn", None),
    ]
    for address, occasion in wrong:
        with pytest.raises(NotSent) as caught:
            await nowhere.send(address, Reply("Còn một việc", occasion=occasion))
        assert caught.value.permanent
    with store.transaction() as tx:
        tx.put(replace(STAFF, email=LAN, left=TODAY))
    with pytest.raises(NotSent):
        await nowhere.send(LAN, Reply("Còn một việc", occasion=HEARD))


async def test_a_letter_that_cannot_be_written_is_surely_not_sent(store: MemoryStore) -> None:
    class Broken(Composer):
        def letter(self, *_given: Any) -> Letter:
            raise KeyError("a bug")

    nowhere = MailServer(Mail(host="127.0.0.1", port=1, sender=SENDER))
    with pytest.raises(NotSent) as caught:
        await EmailChannel(store, Broken(LINKS, SENDER), nowhere.post, lambda: NOW).send(
            LAN, Reply("Còn một việc", occasion=HEARD)
        )
    assert (caught.value.permanent, caught.value.reason) == (False, "KeyError")


async def test_of_two_who_share_an_address_each_gets_letters_of_their_own(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(replace(HEAD, email=LAN))
    answers = Answers()
    with mail_server(answers) as settings:
        both = channel(store, settings)
        for person in (STAFF.id, HEAD.id):
            await both.send(LAN, Reply("Còn một việc", occasion=replace(HEARD, person=person)))
        with pytest.raises(NotSent):
            await both.send(LAN, Reply("Cho ai?"))
    assert [letter["to"].addresses[0].display_name for letter in answers.letters] == [STAFF.name, HEAD.name]
