"""Publishing beside the other parts of the running service: a round after each change, and again and again.

A round says what it came to in the store, so that the office hears of trouble once, and of its end. Whatever happens
in a round, the next one tries again.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

import msgspec

from bot.calendars.reach import Reach
from bot.calendars.report import Line, Report
from bot.calendars.schedule import Due, Schedule
from bot.clock import Clock
from calendar_sync.caldav.server import Busy, CalendarServerError, Conflict, Refused, Rejected
from calendar_sync.publishing.collections import WATCHED
from calendar_sync.publishing.outcome import Outcome, Progress
from calendar_sync.publishing.publisher import Publisher
from plans.calendars.server_state import note_question, note_trouble, note_well, state_of
from plans.model.publishing import ServerState
from plans.problems import Problem, StoreUnwritable
from plans.store.port import Store, Transaction
from plans.working_days import day_in_hanoi

LOG = logging.getLogger(__name__)
#: Seconds between two looks at what has changed, and what a round gets when we must end.
GLANCE = 0.25
FAREWELL = 3.0
#: Seconds between two rounds when nothing happens: at a server of others somebody may write without our seeing it.
EVERY_OWN, EVERY_OTHER = 900.0, 300.0
#: What changed last, the day, and what the office has allowed: another mark is another round.
Mark: TypeAlias = tuple[int, date, tuple[str, ...]]


class CalendarService:
    """Keeps one calendar server in step with the facts in `store`, `every` so many seconds at least.

    `tell` is told how far a round is that somebody asked for.
    """

    def __init__(
        self,
        store: Store,
        publisher: Publisher,
        reach: Reach,
        every: float,
        tell: Callable[[Report], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._publisher = publisher
        self._reach = reach
        self._tell = tell
        self._monotonic = monotonic
        self._schedule = Schedule(every)
        self._tickets: list[str] = []
        self._mark: Mark | None = None
        self._ending = False

    def poke(self, path: str) -> None:
        """Somebody has written to that collection: look at it at once."""
        self._schedule.written(path)

    def ask(self, ticket: str = "") -> None:
        """Do a round at once, and report it under that ticket, if there is one."""
        self._tickets += [ticket] if ticket else []
        self._schedule.ask()

    async def run(self, stop: asyncio.Event, clock: Clock) -> None:
        """Publish until `stop`; then end within seconds."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                due = self.due(clock())
                if due is not None:
                    await self._turn(stopping, due, clock())
                await asyncio.wait({stopping}, timeout=GLANCE)
        finally:
            stopping.cancel()
            await self._reach.let_go()

    def due(self, now: datetime) -> Due | None:
        """The round to begin now, after a look at what has changed."""
        mark = self._marked(now)
        if mark != self._mark:
            self._mark = mark
            self._schedule.changed(self._monotonic())
        return self._schedule.due(self._monotonic())

    async def round(self, due: Due, now: datetime) -> Report:
        """One round: publish, write down how it stands, tell whoever asked for it."""
        tickets: list[str] = []
        if due.only is None:
            tickets, self._tickets = self._tickets, []
        self._schedule.begin(due, self._monotonic())
        report = Report(ended=True, problem=Problem("sync.bug"))
        try:
            outcome = await self._published(due, now, tickets)
            if not self._ending:  # our own server ends with us, which is no trouble
                with self._store.transaction() as tx:
                    _note(tx, now, outcome, whole=due.only is None)
            report = reported(outcome)
            await self._plan_next(outcome.problem)
        except StoreUnwritable as error:
            LOG.exception("what was published could not be written down; the next round looks again")
            report = Report(ended=True, problem=Problem("store.unwritable", {"reason": str(error)}))
            self._schedule.failed(self._monotonic())
        except Exception:
            self._schedule.failed(self._monotonic())
            raise
        finally:
            for ticket in tickets:
                self._tell(msgspec.structs.replace(report, ticket=ticket))
        return report

    async def _published(self, due: Due, now: datetime, tickets: list[str]) -> Outcome:
        """What the publisher has come to, or that the server cannot be reached at all."""
        try:
            server = await self._reach.server()
            return await self._publisher.round(server, now, self._progress(tickets), only=due.only)
        except CalendarServerError as error:
            return Outcome(problem=error, agreed=False)

    async def _plan_next(self, problem: CalendarServerError | None) -> None:
        """Trouble with single items is tried again after a pause that holds nothing else up."""
        at = self._monotonic()
        if problem is None:
            self._schedule.succeeded()
        elif isinstance(problem, Conflict | Rejected):
            self._schedule.unfinished(at)
        else:
            await self._reach.let_go()
            self._schedule.failed(at, problem.retry_after if isinstance(problem, Busy) else 0.0)

    async def _turn(self, stopping: asyncio.Task[bool], due: Due, now: datetime) -> None:
        rounding = asyncio.create_task(self.round(due, now))
        try:
            await asyncio.wait({rounding, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not rounding.done():
                self._ending = True
                await asyncio.wait({rounding}, timeout=FAREWELL)
        finally:
            rounding.cancel()
            (failure,) = await asyncio.gather(rounding, return_exceptions=True)
        if isinstance(failure, Exception):
            LOG.error("a round of publishing met a bug; the next one tries again", exc_info=failure)

    def _marked(self, now: datetime) -> Mark:
        state = state_of(self._store)
        return self._store.version(*WATCHED), day_in_hanoi(now), state.allowed if state else ()

    def _progress(self, tickets: list[str]) -> Progress:
        def tell(done: int, total: int, collection: str) -> None:
            for ticket in tickets:
                self._tell(Report(ticket, collection, done, total))

        return tell


def _note(tx: Transaction, now: datetime, outcome: Outcome, *, whole: bool) -> None:
    """Write down how it stands; a look at some of the collections answers nothing that was asked about others."""
    if isinstance(outcome.problem, Refused):
        note_trouble(tx, now, ServerState.REFUSED, outcome.problem.problem)
    elif outcome.problem is not None:
        note_trouble(tx, now, ServerState.UNREACHED, outcome.problem.problem)
    elif outcome.questions:
        asked = {question.collection for question in outcome.questions}
        known = state_of(tx)
        asked |= set(known.collections) if known and not whole else set()
        note_question(tx, now, asked, _numbers(outcome))
    elif whole:
        note_well(tx, now)


def _numbers(outcome: Outcome) -> dict[str, str]:
    """How much would be removed and put back, of how much."""
    found = {name: sum(getattr(question, name) for question in outcome.questions) for name in ("removed", "lost", "of")}
    return {name: str(number) for name, number in found.items()}


def reported(outcome: Outcome) -> Report:
    """An outcome as whoever asked for the round reads it."""
    return Report(
        ended=True,
        lines=tuple(Line(row.collection, row.title, row.what) for row in outcome.rows),
        problem=outcome.problem.problem if outcome.problem else None,
        asked=tuple(sorted(question.collection for question in outcome.questions)),
    )
