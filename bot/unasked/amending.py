"""Reminders that are out are edited when something in them is settled, by anybody and anywhere: once, and quietly.

What a message already says of its items is kept with it, so a restart edits nothing twice and misses nothing. A look
costs next to nothing while no fact of the sort has changed; then only the messages concerned are worked out anew. An
edit that fails for good (the message is gone, too old, on paper) does no harm and is not tried again.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.channels.channel import Channel, DeliveryError, NotSent
from bot.clock import Clock
from bot.unasked.digest import digest_reply
from plans.model.answers import Innovation, Registration
from plans.model.duties import Assignment, DoneReport, InternalDate, UnitPart
from plans.model.people import Person, Unit
from plans.model.plan import Plan, TaskProgress
from plans.model.reminding import Delivery, DeliveryKind, DeliveryState, Owed
from plans.problems import StoreUnwritable
from plans.reminding.ending import Endings
from plans.staff.people import person_here
from plans.store.port import Record, Store
from plans.working_days import day_in_hanoi

LOG = logging.getLogger(__name__)
#: Changes of these concern the reminders of one task; of those, anybody's.
OF_A_TASK: tuple[type[Record], ...] = (TaskProgress, DoneReport, Assignment, UnitPart, InternalDate)
OF_ALL: tuple[type[Record], ...] = (Plan, Person, Unit)
ANSWERS: tuple[type[Record], ...] = (Registration, Innovation)
#: What is asked of several people, or of whoever answers for a unit.
OF_A_UNIT = frozenset({Owed.UNIT_TITLE, Owed.UNANSWERED})
#: Seconds between two looks; edits side by side, written down together; tries of one that can't be made just now.
GLANCE, AT_ONCE, TRIES = 1.0, 20, 3
#: Messages looked at in one go.
BREATH = 200


@dataclass(frozen=True, slots=True)
class _Changed:
    """What has changed since the last look: tasks (by plan and task), and whose answers; or anything."""

    tasks: frozenset[tuple[str, str]]
    answers: frozenset[str]
    everything: bool = False

    def concerns(self, delivery: Delivery) -> bool:
        """Whether an item of a message may have been settled by it."""
        if self.everything or delivery.person in self.answers:
            return True
        if self.tasks and any((item.plan, item.task) in self.tasks for item in delivery.items):
            return True
        return bool(self.answers) and any(item.owed in OF_A_UNIT for item in delivery.items)


class Amending:
    """Edits what `channels` (by the name contacts carry) have delivered."""

    def __init__(self, store: Store, channels: Mapping[str, Channel]) -> None:
        self._store = store
        self._channels = channels
        self._version = -1
        self._all = -1
        self._seen: dict[type[Record], dict[str, Record]] = {}
        self._failed: Counter[str] = Counter()

    async def look(self, now: datetime) -> int:
        """Edit the messages in which something has been settled since the last look; how many were edited."""
        wanted = await self._outdated(now)
        edited = 0
        for begin in range(0, len(wanted), AT_ONCE):
            part = wanted[begin : begin + AT_ONCE]
            outcomes = await asyncio.gather(*(self._amended(delivery, now) for delivery, _ in part))
            self._keep([each for each, outcome in zip(part, outcomes, strict=True) if outcome is not None])
            edited += sum(outcome is True for outcome in outcomes)
        return edited

    async def run(self, stop: asyncio.Event, clock: Clock) -> None:
        """Look again and again until `stop`."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                looking = asyncio.create_task(self.look(clock()))
                await asyncio.wait({looking, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not looking.done():
                    looking.cancel()
                (failure,) = await asyncio.gather(looking, return_exceptions=True)
                if isinstance(failure, Exception):
                    LOG.error("a round of edits met a bug; the next goes on", exc_info=failure)
                await asyncio.wait({stopping}, timeout=GLANCE)
        finally:
            stopping.cancel()

    async def _outdated(self, now: datetime) -> list[tuple[Delivery, tuple[str, ...]]]:
        """The messages that say something else of their items than is so, with what is so."""
        changed = self._changed()
        if changed is None and not self._failed:
            return []
        endings = Endings(self._store, day_in_hanoi(now))
        found = []
        for number, delivery in enumerate(self._store.all(Delivery)):
            if number % BREATH == BREATH - 1:
                await asyncio.sleep(0)  # thousands take longer than anybody's answer should wait
            concerned = delivery.id in self._failed or (changed is not None and changed.concerns(delivery))
            if not concerned or not _is_out(delivery):
                continue
            ended = endings.codes(delivery)
            if ended != delivery.ended:
                found.append((delivery, ended))
            else:
                del self._failed[delivery.id]
        return found

    def _changed(self) -> _Changed | None:
        """What has changed since the last look; None when nothing has."""
        version = self._store.version(*OF_A_TASK, *OF_ALL, *ANSWERS)
        if version == self._version:
            return None
        begun = self._version >= 0
        self._version = version
        every = self._store.version(*OF_ALL)
        all_changed, self._all = every != self._all, every
        tasks = {_task_of(record) for record in self._differing(OF_A_TASK)}
        answers = {id for record in self._differing(ANSWERS) for id in _people_of(record)}
        return _Changed(frozenset(tasks), frozenset(answers), not begun or all_changed)

    def _differing(self, kinds: Iterable[type[Record]]) -> list[Record]:
        """The records of these kinds that are new, other or gone, as they were and as they are."""
        found = []
        for kind in kinds:
            before, now = self._seen.get(kind, {}), {record.id: record for record in self._store.all(kind)}
            self._seen[kind] = now
            found += [record for id, record in now.items() if before.get(id) is not record]
            found += [record for id, record in before.items() if now.get(id) is not record]
        return found

    async def _amended(self, delivery: Delivery, now: datetime) -> bool | None:
        """Edit one message; whether it was edited, None where that is to be tried again."""
        person = person_here(self._store, delivery.person, day_in_hanoi(now))
        channel = self._channels.get(delivery.channel)
        if person is None or channel is None:
            return False
        try:
            await channel.amend(delivery.contact, delivery.message, digest_reply(self._store, delivery, now))
        except NotSent as refused:
            if refused.permanent or self._failed[delivery.id] >= TRIES:
                return False
            self._failed[delivery.id] += 1
            return None
        except DeliveryError as error:
            LOG.info("an edit of a reminder may not have arrived: %s", error)
            return False
        except Exception:
            # A bug in one person's text must not keep everybody else's as it was.
            LOG.exception("the edit of a reminder to %s met a bug", delivery.person)
            return False
        return True

    def _keep(self, settled: Sequence[tuple[Delivery, tuple[str, ...]]]) -> None:
        """Write down what messages say now, all at once, but for those whose place others have taken meanwhile."""
        for delivery, _ in settled:
            del self._failed[delivery.id]
        try:
            with self._store.transaction() as tx:
                for delivery, ended in settled:
                    current = tx.get(Delivery, delivery.id)
                    if current is not None and (current.day, current.message) == (delivery.day, delivery.message):
                        tx.put(replace(current, ended=ended))
        except StoreUnwritable:
            LOG.exception("what reminders say now could not be written down; they are edited once more")


def _is_out(delivery: Delivery) -> bool:
    """Whether a message stands somewhere where it can be edited; a report says how things were on its day."""
    sent = delivery.state in {DeliveryState.SENT, DeliveryState.PLACED}
    return sent and bool(delivery.message) and delivery.begun is not DeliveryKind.BRIEFING


def _task_of(record: Record) -> tuple[str, str]:
    """The task that a record is about, by plan and task: the first two parts of its id."""
    plan, task, *_ = (*record.id.split("/"), "")
    return plan, task


def _people_of(record: Record) -> list[str]:
    """Whose answer it is: the subject's, or all the authors'."""
    if isinstance(record, Registration):
        return [record.subject]
    if isinstance(record, Innovation):
        return [record.person, *(author.person for author in record.authors)]
    return []
