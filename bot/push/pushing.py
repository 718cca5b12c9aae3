"""The knock at the door: a push message says that there is something new, and nothing of what it is.

It never counts as delivery and may be lost: what it announces stands in the talk, and its delivery is followed there.
So nothing of it is kept; what a restart interrupts is not sent.
"""

import asyncio
import json
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import httpx

from bot.clock import Clock, system_clock
from bot.push.encrypting import encrypted
from bot.push.services import is_known
from bot.push.vapid import Vapid
from locales.catalogue import DEFAULT_LANGUAGE, Texts
from plans.hours import EVENING, WORK_ENDS
from plans.model.people import Person
from plans.model.reaching import PushSubscription
from plans.problems import StoreUnwritable
from plans.staff.people import language_of
from plans.staff.push_subscriptions import browsers_of, drop_subscriptions
from plans.store.port import Store
from plans.working_days import HANOI

LOG = logging.getLogger(__name__)
AT_ONCE = 16
#: Seconds in which several messages are one knock.
SETTLE = 1.0
#: Seconds before each try; a service that says so is left alone for longer, but not for ever.
PAUSES = (0.0, 5.0, 60.0)
LONGEST_PAUSE = 600.0
#: Seconds that a service keeps a message for a browser that is off, at least.
SHORTEST = 60
#: Of several messages that wait for one browser only the last is shown.
TOPIC = "dondoc"
#: Who knocks.
NAME = "Đôn Đốc"
GONE = frozenset({404, 410})
FAREWELL = 2.0


class Pushing:
    """Tells the browsers of people that there is something new. `services` are push services beside the known ones."""

    def __init__(
        self,
        store: Store,
        vapid: Vapid,
        clock: Clock,
        *,
        services: Sequence[str] = (),
        proxy: str = "",
        pauses: Sequence[float] = PAUSES,
        settle: float = SETTLE,
    ) -> None:
        self._store = store
        self._vapid = vapid
        self._clock = clock
        self._services = tuple(services)
        self._proxy = proxy
        self._pauses = pauses
        self._settle = settle
        self._waiting: dict[str, None] = {}
        self._woken = asyncio.Event()
        self._slots = asyncio.Semaphore(AT_ONCE)

    @property
    def public_key(self) -> str:
        """What a page shows its browser, so that it takes messages of ours alone."""
        return self._vapid.public_key

    def takes(self, endpoint: str) -> bool:
        """Whether that address is at a push service that we call."""
        return is_known(endpoint, self._services)

    def tell(self, person: str) -> None:
        """Knock at that person's browsers soon; returns at once."""
        self._waiting[person] = None
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send what `tell` asks for, until `stop`."""
        stopping = asyncio.create_task(stop.wait())
        sending: set[asyncio.Task[None]] = set()
        async with self._client() as client:
            while not stop.is_set():
                for subscription in self._due():
                    task = asyncio.create_task(self._sent(client, subscription, stop))
                    sending.add(task)
                    task.add_done_callback(sending.discard)
                self._woken.clear()
                woken = asyncio.create_task(self._woken.wait())
                await asyncio.wait({woken, stopping}, return_when=asyncio.FIRST_COMPLETED)
                woken.cancel()
                await _stopped(stop, self._settle)  # a morning's messages come one by one
            if sending:
                _, late = await asyncio.wait(sending, timeout=FAREWELL)
                for task in late:
                    task.cancel()
                await asyncio.gather(*late, return_exceptions=True)

    def _client(self) -> httpx.AsyncClient:
        # httpx logs every address at INFO, and these are as good as secrets.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
        return httpx.AsyncClient(proxy=self._proxy or None, timeout=15.0, limits=limits)

    def _due(self) -> tuple[PushSubscription, ...]:
        """The browsers of everybody who is to be told, who are forgotten on the way."""
        people, self._waiting = self._waiting, {}
        return browsers_of(self._store, people, self._clock()) if people else ()

    async def _sent(self, client: httpx.AsyncClient, to: PushSubscription, stop: asyncio.Event) -> None:
        """One message, tried a few times."""
        wait = 0.0
        for pause in self._pauses:
            if await _stopped(stop, max(pause, wait)):
                return
            try:
                async with self._slots:
                    answer = await self._posted(client, to)
            except httpx.HTTPError as error:
                LOG.info("a push service was not reached: %s", type(error).__name__)
                continue
            except ValueError:  # a subscription that nothing can be encrypted for
                self._drop(to)
                return
            if answer.status_code in GONE:
                self._drop(to)
                return
            if answer.status_code != 429 and answer.status_code < 500:
                if not answer.is_success:
                    LOG.warning("a push service refused a message: %d", answer.status_code)
                return
            asked = answer.headers.get("retry-after", "")
            wait = min(LONGEST_PAUSE, float(asked)) if asked.isascii() and asked.isdigit() else 0.0

    async def _posted(self, client: httpx.AsyncClient, to: PushSubscription) -> httpx.Response:
        body = encrypted(self._payload(to.person), to.key, to.secret)
        headers = {
            "authorization": self._vapid.authorization(to.endpoint, system_clock()),
            "content-encoding": "aes128gcm",
            "content-type": "application/octet-stream",
            "ttl": str(seconds_kept(self._clock())),
            "topic": TOPIC,
            "urgency": "normal",
        }
        return await client.post(to.endpoint, content=body, headers=headers)

    def _payload(self, person: str) -> bytes:
        """The same words for everybody who reads that language."""
        found = self._store.get(Person, person)
        texts = Texts(language_of(self._store, found)) if found else Texts(DEFAULT_LANGUAGE)
        said = {"title": NAME, "text": texts("push.news"), "lang": texts.language}
        return json.dumps(said, ensure_ascii=False).encode()

    def _drop(self, gone: PushSubscription) -> None:
        """Forget a browser that its service knows no more."""
        try:
            with self._store.transaction() as tx:
                if tx.get(PushSubscription, gone.id) == gone:
                    drop_subscriptions(tx, [gone.id])
        except StoreUnwritable:
            LOG.warning("a browser that is gone is kept until the store can be written")


async def _stopped(stop: asyncio.Event, seconds: float) -> bool:
    """Wait so long; whether we were told to stop meanwhile."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()


def seconds_kept(now: datetime) -> int:
    """How long a service may keep a message: nobody's telephone knocks at night for what was said by day."""
    local = now.astimezone(HANOI)
    ends = WORK_ENDS if local.time() < WORK_ENDS else EVENING
    left = datetime.combine(local.date(), ends, HANOI) - local
    return max(SHORTEST, int(left.total_seconds()))
