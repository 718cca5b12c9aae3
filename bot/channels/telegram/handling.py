"""One update from its arrival to its answer: facts first, durable; then what is said about them."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, TelegramError

from bot.answers.coming_back import welcome_back
from bot.answers.greeting import menu_of
from bot.channels.channel import Moved, NotSent, Uncertain
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.connection import WORKERS
from bot.channels.telegram.group_notes import GroupNotes, said
from bot.channels.telegram.groups import follow_group, welcomed
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.queues import Job
from bot.channels.telegram.updates import OF_GROUPS, Act, Update
from bot.clock import Clock
from bot.documents.uploads import Fetch, Sent
from bot.inviting.limiter import Limiter
from bot.messages import UPLOAD_LIMIT, Incoming, Reply
from bot.questions.commands import COMMANDS
from bot.words.waiting import asked_to_wait
from locales.catalogue import DEFAULT_LANGUAGE, HANOI, Texts
from plans.model.people import Person, Unit
from plans.model.reaching import Contact
from plans.problems import Problem, StoreUnwritable
from plans.staff.access import BLOCKED, UNREACHABLE, move_contact, rest_contact, wake_contact
from plans.staff.people import language_of, person_at
from plans.store.port import Facts, Store, Transaction

LOG = logging.getLogger(__name__)
Respond: TypeAlias = Callable[[Transaction, Incoming, datetime], tuple[Reply, ...]]
#: Begins to read a document whose arrival has been answered.
Begin: TypeAlias = Callable[[Sent, Fetch], None]

CHANNEL = TelegramChannel.name
#: Seconds after which somebody waiting is shown that an answer is coming, and how long Telegram shows it.
TYPING_AFTER = 0.5
TYPING_LASTS = 4.5
#: Seconds an answer is tried for, and the longest pause between two tries.
PATIENCE = 300.0
LONGEST_PAUSE = 30.0
#: Wrong codes and numbers: so many a chat, and of all together, within ten minutes.
GUESSES_EACH, GUESSES_OVERALL, GUESSES_SECONDS = 5, 200, 600.0
#: Seconds between two answers to a chat whose owner nobody knows.
BETWEEN_STRANGERS = 3.0
#: Seconds that Telegram may take for a document.
FETCH_SECONDS = 60.0


class Handling:
    """Carries out updates. Never raises: what goes wrong is told to the person and written to the log."""

    def __init__(
        self,
        bot: Bot,
        channel: TelegramChannel,
        pace: Pace,
        store: Store,
        respond: Respond,
        clock: Clock,
        begin: Begin,
    ) -> None:
        self._bot = bot
        self._pace = pace
        self._begin = begin
        self._channel = channel
        self._store = store
        self._respond = respond
        self._clock = clock
        self._slots = asyncio.Semaphore(WORKERS)
        #: The menus set in this life, by chat. Those of earlier lives are unknown: each chat is set once more.
        self._menus: dict[str, list[tuple[str, str]]] = {}
        self._strangers: dict[str, float] = {}
        self._guesses = Limiter(time.monotonic, GUESSES_EACH, GUESSES_OVERALL, GUESSES_SECONDS)
        self._group_notes = GroupNotes(channel)
        self.username = ""

    async def handle(self, job: Job) -> None:
        """Carry out one update and answer it."""
        update = job.update
        pressed = asyncio.create_task(self._answer_press("" if update.group else update.query))
        typing = None
        try:
            replies = await self._carried_out(update)
            job.keep()
            await job.turn()
            if update.act in OF_GROUPS:
                return
            typing = asyncio.create_task(self._typing(update.address))
            if not self._has_just_answered_stranger(update):
                reached, message = await self._answer(update, replies)
                if update.file:
                    self._begin(Sent(CHANNEL, update.address, update.number, message), self._fetch(update.file))
                await self._tell_group(update, reached=reached)
            await self._show_menu(update.address, *self._who(self._store, update))
            await pressed
        except Exception:
            LOG.exception("update %d could not be handled", update.number)
        finally:
            if typing is not None:
                typing.cancel()
            pressed.cancel()

    def _who(self, facts: Facts, update: Update) -> tuple[Person | None, str]:
        """Whose chat it is, and the language to speak there."""
        person = person_at(facts, CHANNEL, update.address, self._clock().astimezone(HANOI).date())
        return person, language_of(facts, person) if person else update.language or DEFAULT_LANGUAGE

    def _has_just_answered_stranger(self, update: Update) -> bool:
        """Whether the chat is still nobody's and had its answer a moment ago; if not, that it has one now is noted.

        What strangers send is carried out nevertheless: it may be the invitation that makes them known.
        """
        now = time.monotonic()
        self._strangers = {chat: at for chat, at in self._strangers.items() if at > now - BETWEEN_STRANGERS}
        if update.act in (Act.BLOCKED, Act.UNBLOCKED) or self._who(self._store, update)[0] is not None:
            return False
        return self._strangers.setdefault(update.address, now) != now

    # ------------------------------------------------------------------ facts

    async def _carried_out(self, update: Update) -> tuple[Reply, ...]:
        """The replies to an update whose effects are durable.

        While the store can't be written, the update is kept and tried again: the person is told once.
        """
        pause = 1.0
        while True:
            try:
                return self._in_one_transaction(update)
            except StoreUnwritable:
                LOG.exception("update %d could not be written; trying again in %.0f s", update.number, pause)
            except Exception:
                # A bug. Retrying would meet it again, and stopping would silence everybody else.
                LOG.exception("update %d failed", update.number)
                return (Reply(self._texts(update)("telegram.failed")),)
            if pause == 1.0 and update.act not in OF_GROUPS:
                await self._answer(update, (Reply(self._texts(update)("telegram.unwritable")),))
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    def _in_one_transaction(self, update: Update) -> tuple[Reply, ...]:
        now = self._clock()
        with self._store.transaction() as tx:
            if update.act in OF_GROUPS:
                follow_group(tx, now, update)
                return ()
            if update.act is Act.BLOCKED:
                rest_contact(tx, now, CHANNEL, update.address, BLOCKED)
                return ()
            # Words in a group do not say that the private chat can be reached again.
            back = () if update.group else self._woken(tx, update, now)
            if update.act is Act.UNBLOCKED:
                return back
            if update.act is Act.TOO_MANY:
                return (self._too_many(tx, update),)
            person, _ = self._who(tx, update)
            if update.act is Act.JOINED:
                return welcomed(tx, person, self._texts(update, tx), update, now)
            if update.group and person is None:  # a stranger, or nobody knows who
                return ()
            if update.act is Act.SENT_SOMETHING or (update.act is Act.SHARED_PHONE and person is not None):
                return (*back, Reply(self._texts(update, tx)("telegram.only_text")))
            incoming = Incoming(
                channel=CHANNEL,
                address=update.address,
                number=update.number,
                person=person.id if person else "",
                text=update.text,
                action=update.action,
                message=update.message,
                language=update.language,
                document=update.document,
                size=update.size,
                phone=update.phone,
                group=update.group,
                topic=update.topic,
                group_name=update.group_name,
            )
            return self._unguessed(tx, incoming, now) if person is None else (*back, *self._respond(tx, incoming, now))

    def _woken(self, tx: Transaction, update: Update, now: datetime) -> tuple[Reply, ...]:
        """Use a chat again that was blocked, now that its owner shows there; the words of welcome if it was."""
        resting = tx.get(Contact, f"{CHANNEL}:{update.address}")
        if resting == wake_contact(tx, now, CHANNEL, update.address):
            return ()
        person, _ = self._who(tx, update)
        return (welcome_back(tx, person, now),) if person is not None else ()

    def _unguessed(self, tx: Transaction, incoming: Incoming, now: datetime) -> tuple[Reply, ...]:
        """The answer to a stranger, who may have tried a code or a number.

        After too many wrong ones nothing of the kind is looked at any more, right or wrong, and the answer is the same.
        While strangers together try too much, each has one try: nobody can keep out whoever has a good code.
        """
        chat = incoming.address
        word, _, code = incoming.text.strip().partition(" ")
        tries = bool(incoming.phone or (word.startswith("/start") and code.strip()))
        if tries and self._guesses.is_full(chat) and self._guesses.tries(chat):
            return self._respond(tx, replace(incoming, text="/start", phone=""), now)
        replies = self._respond(tx, incoming, now)
        if tries and person_at(tx, CHANNEL, chat, now.astimezone(HANOI).date()) is None:
            self._guesses.count(chat)
        return replies

    def _too_many(self, facts: Facts, update: Update) -> Reply:
        """What somebody is told of whom too much is under way, or who sends faster than is read."""
        texts = self._texts(update, facts)
        if not update.wait:
            return Reply(texts("telegram.too_many"))
        return Reply(asked_to_wait(texts, self._who(facts, update)[0], update.wait))

    def _texts(self, update: Update, facts: Facts | None = None) -> Texts:
        return Texts(self._who(facts or self._store, update)[1])

    # ------------------------------------------------------------------ answers

    async def _answer(self, update: Update, replies: tuple[Reply, ...]) -> tuple[bool, str]:
        """Send the replies in order; answers whether the person can be reached, and the last message's reference."""
        address, message = update.address, ""
        for reply in replies:
            try:
                address, message = await self._deliver(address, update.message if reply.replaces else "", reply)
            except NotSent as refused:
                if refused.permanent:
                    self._rest(address)
                    return False, ""
                LOG.warning("an answer to update %d was not sent: %s", update.number, refused)
        return bool(replies), message

    async def _deliver(self, address: str, message: str, reply: Reply) -> tuple[str, str]:
        """Send or edit with patience; the address it arrived at, and its reference there.

        `NotSent` when there is no hope or time left.

        An answer that may have arrived is sent once more: seeing it twice is better than never.
        """
        waited, pause, doubted = 0.0, 1.0, False
        while True:
            wait = pause
            try:
                async with self._slots:
                    self._pace.count()
                    if message:
                        arrived = await self._channel.edit(address, message, reply)
                    else:
                        arrived = await self._channel.send(address, reply)
            except Moved as moved:
                if moved.address == address:
                    raise NotSent("moved in circles") from moved
                self._follow(address, moved.address)
                address, message, wait = moved.address, "", 0.0
            except Uncertain:
                if doubted:
                    return address, ""
                doubted = True
            except NotSent as refused:
                self._pace.pause(refused.retry_after)
                wait = max(pause, refused.retry_after)
                if refused.permanent or waited + wait > PATIENCE:
                    raise
            else:
                return address, arrived
            await asyncio.sleep(wait)
            waited += wait
            pause = min(LONGEST_PAUSE, pause * 2)

    def _fetch(self, file: str) -> Fetch:
        """Gets a document from Telegram when its turn has come."""

        async def fetch() -> bytes | Problem:
            try:
                found = await self._bot.get_file(file)
                if (found.file_size or 0) > UPLOAD_LIMIT:
                    return Problem("planreview.too_big_here")
                return bytes(await found.download_as_bytearray(read_timeout=FETCH_SECONDS))
            except TelegramError as error:
                if isinstance(error, BadRequest) and "too big" in error.message.lower():
                    return Problem("planreview.too_big_here")
                LOG.warning("a document was not given by Telegram: %s", type(error).__name__)
                return Problem("planreview.not_fetched")

        return fetch

    def _follow(self, old: str, new: str) -> None:
        try:
            with self._store.transaction() as tx:
                move_contact(tx, self._clock(), CHANNEL, old, new)
        except StoreUnwritable:
            LOG.exception("a moved address keeps its old contact until the store can be written")

    def _rest(self, address: str) -> None:
        try:
            with self._store.transaction() as tx:
                rest_contact(tx, self._clock(), CHANNEL, address, UNREACHABLE)
        except StoreUnwritable:
            LOG.exception("a dead address stays in use until the store can be written")

    async def _tell_group(self, update: Update, *, reached: bool) -> None:
        """Say where the answer to something in a group went; whoever pressed a button there is told alone."""
        texts = self._texts(update)
        if update.group and update.query:
            await self._answer_press(update.query, said(update, texts, reached=reached))
        elif update.group and update.act is not Act.JOINED:
            await self._group_notes.tell(update, texts, reached=reached, username=self.username)

    async def _answer_press(self, query: str, note: str = "") -> None:
        """Take the waiting sign off a pressed button; a press too old to be answered does not matter."""
        if not query:
            return
        try:
            await self._bot.answer_callback_query(query, note or None)
        except TelegramError as error:
            LOG.info("a press was not answered: %s", type(error).__name__)

    async def _typing(self, address: str) -> None:
        """Show that an answer is coming, once it takes noticeably long."""
        await asyncio.sleep(TYPING_AFTER)
        while True:
            await self._channel.typing(address)
            await asyncio.sleep(TYPING_LASTS)

    async def _show_menu(self, address: str, person: Person | None, language: str) -> None:
        """Set the chat's command menu when it is another than last time: a new person, language or role."""
        if person is None:
            return
        today = self._clock().astimezone(HANOI).date()
        wanted = menu_of(COMMANDS, language, person, today, self._store.all(Unit))
        if self._menus.get(address) == wanted:
            return
        try:
            await self._bot.set_my_commands(
                [BotCommand(*entry) for entry in wanted], scope=BotCommandScopeChat(address)
            )
        except TelegramError as error:
            LOG.warning("a command menu was not set: %s", type(error).__name__)
        else:
            self._menus[address] = wanted
