"""The postman of the invitations: takes letters from the outbox one after the other and has the mail server send them.

The code of a letter is made in the moment of sending; its hash is durable before the server hears of it. A crash in
between leaves a letter that is sent once more with another code.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.clock import Clock
from bot.inviting.cards import card_of, department_name, sheet_of
from bot.inviting.codes import Doors
from bot.mail.letter import Letter
from bot.mail.server import Posted
from bot.messages import Attachment
from locales.catalogue import Texts
from plans.model.people import Person
from plans.model.reaching import InvitationLetter
from plans.problems import StoreUnwritable
from plans.staff.access import INVITATION_LASTS
from plans.staff.invitation_letters import claim_letter, due_letters, settle_letter
from plans.staff.people import language_of
from plans.store.port import Facts, Store

LOG = logging.getLogger(__name__)
#: Seconds between two looks into the outbox, and what a letter under way gets when we must end.
GLANCE = 5.0
FAREWELL = 3.0
Post = Callable[[Letter, datetime], Awaitable[Posted]]


class Letters:
    """Sends what is due. `doors` says where the links of this moment lead."""

    def __init__(self, store: Store, post: Post, doors: Callable[[], Doors]) -> None:
        self._store = store
        self._post = post
        self._doors = doors
        self._unwritten: tuple[InvitationLetter, Posted] | None = None

    async def deliver(self, now: datetime) -> None:
        """Try every letter that is due, one after the other."""
        if not self._settled(now):
            return
        for letter in due_letters(self._store, now):
            doors = self._doors()
            codes = doors.codes()
            with self._store.transaction() as tx:
                claimed = claim_letter(tx, now, letter.id, codes)
            if claimed is None:
                continue
            waiting, person = claimed
            written = invitation_letter(self._store, person, doors, codes, now)
            self._unwritten = waiting, await self._post(written, now)
            if not self._settled(now):
                return

    def _settled(self, now: datetime) -> bool:
        """Write down what has become of the last letter; a letter that went out must not pass for one under way."""
        if self._unwritten is None:
            return True
        letter, posted = self._unwritten
        problem = posted.problem
        if problem is not None:
            LOG.warning("the letter to %s: %s (%s)", letter.person, problem.code, problem.values.get("detail", ""))
        try:
            with self._store.transaction() as tx:
                settle_letter(tx, now, letter, posted.outcome, problem)
        except StoreUnwritable:
            LOG.exception("what became of the letter to %s could not be written yet", letter.person)
            return False
        self._unwritten = None
        return True

    async def run(self, stop: asyncio.Event, clock: Clock) -> None:
        """Deliver until `stop`; a letter under way gets a moment to end."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                await self._turn(stopping, clock())
                await asyncio.wait({stopping}, timeout=GLANCE)
        finally:
            stopping.cancel()

    async def _turn(self, stopping: asyncio.Task[bool], now: datetime) -> None:
        delivering = asyncio.create_task(self.deliver(now))
        await asyncio.wait({delivering, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not delivering.done():
            await asyncio.wait({delivering}, timeout=FAREWELL)
            delivering.cancel()
        (failure,) = await asyncio.gather(delivering, return_exceptions=True)
        if isinstance(failure, Exception):
            LOG.error("a round of letters met a bug or a full disk; the next one tries again", exc_info=failure)


def invitation_letter(facts: Facts, person: Person, doors: Doors, codes: tuple[str, ...], now: datetime) -> Letter:
    """The letter: Vietnamese, with the same in English below for whoever reads English; the card beside it."""
    card = card_of(facts, person, doors, codes, now + INVITATION_LASTS)
    department = department_name(facts)
    language = language_of(facts, person)

    def said(texts: Texts) -> str:
        key = "mail.invitation_both" if card.telegram else "mail.invitation"
        links = {"web": card.web, "telegram": card.telegram}
        return texts(key, name=person.name, department=department, until=texts.moment(card.until), **links)

    texts = Texts(language)
    body = [said(Texts("vi"))] + ([said(texts)] if texts.language != "vi" else [])
    return Letter(
        name=person.name,
        address=person.email,
        subject=Texts("vi")("mail.invitation_subject", department=department),
        text="\n\n–––\n\n".join(body) + "\n",
        language=", ".join(dict.fromkeys(("vi", texts.language))),
        attachments=(Attachment("phieu-moi.pdf", "application/pdf", sheet_of(facts, [card], texts)),),
    )
