"""Documents that people send: fetched, read apart from the chat, answered where they were sent; none of them is kept.

The update that brings a document leaves an `Upload` in the store; it goes when the answer is worked out. One that a
restart finds there belongs to nobody's memory any more, so its sender is asked to send the document again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

from bot.channels.channel import Channel, DeliveryError, Moved, NotSent, Uncertain
from bot.clock import Clock
from bot.documents.answering import SentDocuments
from bot.messages import Progress, Reply, Upload
from plans.documents.attached import attached_kind
from plans.documents.attached_kinds import PAPERS
from plans.documents.read_document import ReadDocument
from plans.model.answers import StoredFile
from plans.problems import Problem, StoreUnwritable
from plans.store.port import Store

LOG = logging.getLogger(__name__)
#: Seconds until the first look at how far a reading has come, and the most between two: each is an edit that is kept.
GLANCE, LONGEST_GLANCE = 2.0, 15.0
#: An answer is tried so often; the review itself is in the store, where the list of plans shows it.
TRIES, FIRST_PAUSE = 6, 1.0
#: Seconds between two tries to write down what was read, while the disk is full.
UNWRITABLE_PAUSE = 5.0
#: Seconds that are spent on looking whether an attached paper is marked secret; a long scan takes longer, and is taken.
LOOKED_THROUGH = 60.0

#: Gets a document's content from wherever the channel keeps it; a `Problem` says why it can't be had.
Fetch: TypeAlias = Callable[[], Awaitable[bytes | Problem]]
#: Reads a document apart from this process.
Read: TypeAlias = Callable[[bytes, str, Callable[[Progress], None] | None], Awaitable[ReadDocument]]


@dataclass(frozen=True, slots=True)
class Sent:
    """An update that brought a document, and the message that says that it is being read."""

    channel: str
    address: str
    number: int
    message: str


@dataclass(slots=True)
class Sight:
    """What is known of a reading: how far it has come, and the SHA-256 of the document."""

    progress: Progress | None = None
    digest: str = ""


class Uploads:
    """Carries out what the conversation has accepted to read."""

    def __init__(
        self, store: Store, channels: Mapping[str, Channel], documents: SentDocuments, read: Read, clock: Clock
    ) -> None:
        self._store = store
        self._channels = channels
        self._documents = documents
        self._read = read
        self._clock = clock
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def begin(self, sent: Sent, fetch: Fetch) -> None:
        """Read a document, if the conversation accepted it and nobody reads it yet; returns at once."""
        upload = self._store.get(Upload, f"{sent.channel}:{sent.address}:{sent.number}")
        if upload is None or upload.id in self._tasks:
            return
        task = asyncio.create_task(self._carry_out(upload, sent.message, fetch))
        self._tasks[upload.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(upload.id, None))

    async def run(self, stop: asyncio.Event) -> None:
        """Tell those whose reading a restart has cut off; at `stop`, end what is under way (it is told next time)."""
        cut_off = [upload for upload in self._store.all(Upload) if upload.id not in self._tasks]
        telling = asyncio.create_task(self._tell_cut_off(cut_off))
        await stop.wait()
        tasks = [telling, *self._tasks.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # ------------------------------------------------------------------ one document

    async def _carry_out(self, upload: Upload, message: str, fetch: Fetch) -> None:
        sight = Sight()
        try:
            if upload.into:
                await self._attach(upload, message, fetch)
                return
            outcome = await self._outcome(upload, message, fetch, sight)
            try:
                replies = await self._written(upload, outcome, sight.digest)
            except Exception:
                # A bug in what is said of this document: its sender should not wait for ever.
                LOG.exception("what was read from the document of update %d could not be said", upload.number)
                replies = await self._written(upload, Problem("planreview.reading_failed"), "")
            for reply in replies:
                await self._shown(upload, message if reply.replaces else "", reply)
        except Exception:
            LOG.exception("the document of update %d could not be answered", upload.number)

    async def _outcome(self, upload: Upload, message: str, fetch: Fetch, sight: Sight) -> ReadDocument:
        """What the document says, with the message following the reading; a bug is a problem told, too."""
        finished = asyncio.Event()
        following = asyncio.create_task(self._follow(upload, message, sight, finished))

        def look(progress: Progress) -> None:
            sight.progress = progress

        try:
            content = await fetch()
            if isinstance(content, Problem):
                return content
            sight.digest = sha256(content).hexdigest()
            return await self._read(content, upload.name, look)
        except asyncio.CancelledError:
            following.cancel()
            raise
        except Exception:
            LOG.exception("the document of update %d could not be read", upload.number)
            return Problem("planreview.reading_failed")
        finally:
            finished.set()
            await following  # an edit under way must not arrive after the answer

    async def _attach(self, upload: Upload, message: str, fetch: Fetch) -> None:
        """Keep a file for an innovation: the content is durable before anything names it."""
        try:
            outcome = await self._stored(upload, fetch)
        except Exception:
            LOG.exception("the file of update %d could not be kept", upload.number)
            outcome = Problem("innovation.file_not_kept")
        while True:
            try:
                with self._store.transaction() as tx:
                    tx.delete(Upload, upload.id)
                    replies = self._documents.attached(tx, upload, outcome, self._clock())
                break
            except StoreUnwritable:
                LOG.exception("a file that was attached can't be written down yet; trying again")
            await asyncio.sleep(UNWRITABLE_PAUSE)
        for reply in replies:
            await self._shown(upload, message, reply)

    async def _stored(self, upload: Upload, fetch: Fetch) -> StoredFile | Problem:
        content = await fetch()
        if isinstance(content, Problem):
            return content
        kind = await asyncio.to_thread(attached_kind, content, upload.name)
        if isinstance(kind, Problem):
            return kind
        if kind in PAPERS and (refused := await self._looked_through(content, upload.name)) is not None:
            return refused
        try:
            digest = await asyncio.to_thread(self._documents.files.put, content)
        except StoreUnwritable:
            LOG.exception("an attached file can't be written")
            return Problem("innovation.file_not_kept")
        name = kind.named(upload.name)
        return StoredFile(digest, name, kind.media_type, len(content), self._clock(), upload.person)

    async def _looked_through(self, content: bytes, name: str) -> Problem | None:
        """Why a paper is not taken: it is marked secret, or closed. What else keeps it from being read is no matter."""
        try:
            read = await asyncio.wait_for(self._read(content, name, None), LOOKED_THROUGH)
        except TimeoutError:
            return None
        closed = isinstance(read, Problem) and read.code in {"reading.secret", "document.encrypted"}
        return read if closed and isinstance(read, Problem) else None

    async def _follow(self, upload: Upload, message: str, sight: Sight, finished: asyncio.Event) -> None:
        shown: Reply | None = None
        pause = GLANCE
        while not finished.is_set():
            try:
                await asyncio.wait_for(finished.wait(), pause)
            except TimeoutError:
                pause = min(LONGEST_GLANCE, pause * 1.3)
                if sight.progress is None:
                    continue
                reply = self._documents.on(self._store, upload, sight.progress)
                if reply is None or reply == shown or not message:
                    continue
                shown = reply
                try:
                    await self._channels[upload.channel].edit(upload.address, message, reply)
                except DeliveryError as failure:
                    LOG.info("how far a reading has come was not shown: %s", failure)
                except Exception:
                    LOG.exception("how far a reading has come could not be shown")

    async def _written(self, upload: Upload, outcome: ReadDocument, digest: str) -> tuple[Reply, ...]:
        """The answer, once what it says is durable."""
        while True:
            try:
                with self._store.transaction() as tx:
                    tx.delete(Upload, upload.id)
                    return self._documents.read(tx, upload, outcome, digest, self._clock())
            except StoreUnwritable:
                LOG.exception("what was read can't be written yet; trying again")
            await asyncio.sleep(UNWRITABLE_PAUSE)

    async def _shown(self, upload: Upload, message: str, reply: Reply) -> bool:
        """Deliver with some patience; answers whether it may have arrived."""
        channel = self._channels.get(upload.channel)
        if channel is None:  # Telegram has been switched off since
            return True
        address, pause = upload.address, FIRST_PAUSE
        for _ in range(TRIES):
            try:
                await (channel.edit(address, message, reply) if message else channel.send(address, reply))
            except Uncertain:
                return True
            except Moved as moved:
                address, message = moved.address, ""
            except NotSent as refused:
                if refused.permanent:
                    break
                await asyncio.sleep(max(pause, refused.retry_after))
                pause *= 2
            else:
                return True
        LOG.warning("what was read from the document of update %d could not be told", upload.number)
        return False

    # ------------------------------------------------------------------ after a restart

    async def _tell_cut_off(self, uploads: list[Upload]) -> None:
        for upload in uploads:
            try:
                with self._store.transaction() as tx:
                    reply = self._documents.cut_off(tx, upload)
                if reply is None or await self._shown(upload, "", reply):
                    with self._store.transaction() as tx:
                        tx.delete(Upload, upload.id)
            except Exception:
                LOG.exception("who sent a document before the restart could not be told; the next start tries again")
