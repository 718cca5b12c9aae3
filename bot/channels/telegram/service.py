"""The Telegram side of the running system: says who we are, receives updates until told to stop."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from starlette.routing import Route
from telegram import BotCommand
from telegram.error import InvalidToken, TelegramError

from bot.answers.greeting import menu
from bot.channels.channel import NotSent
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.connection import WORKERS, Client, Connection
from bot.channels.telegram.failures import delivery_error
from bot.channels.telegram.handling import Begin, Handling, Respond
from bot.channels.telegram.inline import Inline
from bot.channels.telegram.pace import Pace, UnhurriedTelegram
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.queues import ChatQueues, Job
from bot.channels.telegram.updates import ALLOWED_UPDATES, Act, Me, read_update
from bot.channels.telegram.webhook import Webhook, webhook_route
from bot.clock import Clock
from bot.questions.commands import COMMANDS
from locales.catalogue import DEFAULT_LANGUAGE, languages
from plans.problems import Problem, UserError
from plans.store.files import Files
from plans.store.port import Store

LOG = logging.getLogger(__name__)
#: Seconds that answers under way get when we are told to stop.
FAREWELL = 3.0
LONGEST_PAUSE = 60.0


class TelegramService:
    """Receives updates by long polling, or by a webhook when one is given, and has them answered by `respond`.

    `reminders` is the channel for messages that can wait (it keeps Telegram's flood limits). `begin` is given the
    documents that people send; `files` keeps those that they attached.
    """

    def __init__(
        self,
        connection: Connection,
        store: Store,
        respond: Respond,
        clock: Clock,
        begin: Begin,
        *,
        webhook: Webhook | None = None,
        files: Files | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._webhook = webhook
        self._client = Client(connection)
        self._bot = self._client.bot
        channel = TelegramChannel(self._bot, files)
        pace = Pace()
        self.reminders = UnhurriedTelegram(channel, pace)
        self._handling = Handling(self._bot, channel, pace, store, respond, clock, begin)
        self._inline = Inline(self._bot, store, clock, monotonic)
        self._queues = ChatQueues(self._handle, monotonic)
        self._me: Me | None = None

    @property
    def username(self) -> str:
        """The bot's user name; "" until Telegram has said it."""
        return self._handling.username

    def routes(self) -> list[Route]:
        """The webhook's route; none when polling."""
        return [webhook_route(self._webhook, self._take)] if self._webhook else []

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set, then end within seconds. `UserError` when Telegram refuses the token."""
        serving = asyncio.create_task(self._serve())
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                await serving
        finally:
            for task in (serving, stopping):
                task.cancel()
            await asyncio.gather(serving, stopping, return_exceptions=True)
            await self._queues.drain(FAREWELL)
            await self._client.close()

    async def _serve(self) -> None:
        me = await self._introduced()
        await self._patiently(self._prepare)
        self._handling.username = me.username
        self._me = me
        LOG.info("Telegram is on as @%s", me.username or me.id)
        if self._webhook is not None:
            await asyncio.Event().wait()
        polling = Polling(self._client, self._queues, me)
        try:
            await polling.run()
        finally:
            await self._queues.drain(FAREWELL)
            await polling.confirm()

    async def _introduced(self) -> Me:
        me = Me(0)

        async def ask() -> None:
            nonlocal me
            user = await self._bot.get_me()
            me = Me(user.id, user.username or "", frozenset(COMMANDS))
            if not user.supports_inline_queries:
                LOG.info("tasks can't be dropped into other chats: /setinline at @BotFather lets them")

        await self._patiently(ask)
        return me

    async def _prepare(self) -> None:
        """Say how updates reach us, and give everybody the menu that all have."""
        if self._webhook is None:
            await self._bot.delete_webhook()
        else:
            await self._bot.set_webhook(
                self._webhook.url,
                secret_token=self._webhook.secret,
                allowed_updates=ALLOWED_UPDATES,
                max_connections=WORKERS,
            )
        for language in languages():
            commands = [BotCommand(*entry) for entry in menu(COMMANDS, language)]
            await self._bot.set_my_commands(commands, language_code=None if language == DEFAULT_LANGUAGE else language)

    async def _patiently(self, step: Callable[[], Awaitable[None]]) -> None:
        """Until it succeeds: Telegram may be out of reach when the machine starts."""
        pause = 1.0
        while True:
            try:
                return await step()
            except InvalidToken:
                raise UserError(Problem("telegram.token_refused")) from None  # the message quotes the token
            except TelegramError as error:
                failure = delivery_error(error)
                wait = max(pause, failure.retry_after if isinstance(failure, NotSent) else 0.0)
                LOG.warning("Telegram is out of reach (%s); trying again in %.0f s", failure, wait)
            await asyncio.sleep(wait)
            pause = min(LONGEST_PAUSE, pause * 2)

    async def _handle(self, job: Job) -> None:
        """Answer an update in the manner of its kind."""
        inline = job.update.act is Act.ASKED_INLINE
        await (self._inline.handle(job) if inline else self._handling.handle(job))

    def _take(self, raw: object) -> Job | None:
        """Queue a raw update from the webhook."""
        update = read_update(raw, self._me or Me(0))
        return self._queues.put(update) if update is not None else None


async def introduce(connection: Connection) -> str:
    """The bot's user name, asked of Telegram: for `dondoc doctor`. `DeliveryError` says what is wrong."""
    client = Client(connection, read_timeout=5.0)
    try:
        user = await client.bot.get_me()
    except TelegramError as error:
        raise delivery_error(error) from error
    finally:
        await client.close()
    return user.username or user.first_name
