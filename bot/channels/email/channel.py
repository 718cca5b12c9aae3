"""The e-mail channel: an address is the e-mail address that the roster has for a person.

Delivered means that the mail server accepted the letter. Only a mailbox that isn't there makes an address dead; a
policy, a full mailbox or a wrong login is nothing that its owner could mend.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.channels.channel import NotSent, Uncertain
from bot.channels.email.composing import Composer
from bot.clock import Clock
from bot.mail.letter import Letter
from bot.mail.server import Posted
from bot.messages import Reply
from plans.model.people import Person
from plans.staff.invitation_letters import Outcome, is_address
from plans.staff.people import person_here
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

LOG = logging.getLogger(__name__)
Post = Callable[[Letter, datetime], Awaitable[Posted]]
#: So many lines to the mail server at once: many servers allow no more from one machine.
AT_ONCE = 4


class EmailChannel:
    """Implements `bot.channels.channel.Channel`. `facts` are read when a letter is written, `post` sends it."""

    name = "email"

    def __init__(self, facts: Facts, composer: Composer, post: Post, clock: Clock) -> None:
        self._facts = facts
        self._composer = composer
        self._post = post
        self._clock = clock
        self._lines = asyncio.Semaphore(AT_ONCE)

    async def send(self, address: str, reply: Reply) -> str:
        """Have a letter accepted; its reference is the Message-ID."""
        return await self._send(address, reply)

    async def edit(self, address: str, message: str, reply: Reply) -> str:
        """A letter that has arrived stays as it is: another takes its place in the same thread."""
        return await self._send(address, reply, message if message.startswith("<") and message.endswith(">") else "")

    async def amend(self, address: str, message: str, reply: Reply) -> None:
        """A letter that has arrived stays as it is."""

    async def typing(self, address: str) -> None:
        """Nobody sees it."""

    async def _send(self, address: str, reply: Reply, follows: str = "") -> str:
        async with self._lines:
            now = self._clock()
            person = self._reader(address, reply, now)
            if person is None:
                raise NotSent("nobody here has that address", permanent=True)
            letter = self._written(person, reply, now, follows)
            posted = await self._post(letter, now)
        return _reference(letter, posted)

    def _written(self, person: Person, reply: Reply, now: datetime, follows: str) -> Letter:
        """The letter; one that a bug kept from being written has surely not been sent."""
        try:
            return self._composer.letter(self._facts, person, reply, now, follows)
        except Exception as error:
            LOG.exception("the letter to %s could not be written", person.id)
            raise NotSent(type(error).__name__) from error

    def _reader(self, address: str, reply: Reply, now: datetime) -> Person | None:
        """Whom a message is for: as it says, else the one person who has that address."""
        if not is_address(address):
            return None
        today = day_in_hanoi(now)
        if reply.occasion is not None:
            found = person_here(self._facts, reply.occasion.person, today)
            return found if found is not None and found.email == address else None
        owners = [each for each in self._facts.all(Person) if each.email == address and each.is_here(today)]
        return owners[0] if len(owners) == 1 else None


def _reference(letter: Letter, posted: Posted) -> str:
    """What to call a letter that was sent; the errors of the port for one that was not, or perhaps not."""
    problem = posted.problem
    reason = f"{problem.code}: {problem.values.get('detail', '')}".rstrip(": ") if problem else ""
    match posted.outcome:
        case Outcome.SENT:
            return letter.id
        case Outcome.UNCERTAIN:
            raise Uncertain(reason)
        case Outcome.REFUSED:
            raise NotSent(reason, permanent=posted.gone)
        case Outcome.LATER:
            raise NotSent(reason)
