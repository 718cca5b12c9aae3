"""The demo: an invented department with the bundled plan, and a clock that can be moved."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.clock import MovableClock
from bot.unasked.reminding import Reminding
from calendar_sync.stamps import stamp_events
from locales.catalogue import HANOI
from plans.catalogue.entering import enter_results
from plans.documents.library import demo_department, demo_plan, demo_results
from plans.model.people import Department
from plans.model.reminding import DemoClock
from plans.planning.adopting import adopt_plan
from plans.staff.roster_loading import load_roster
from plans.store.port import Facts, Store

#: When the demo's plan was adopted, and what its clock shows first: a morning nine days before the first deadline.
ADOPTED = datetime(2024, 2, 20, 7, 0, tzinfo=HANOI).astimezone(UTC)
START = datetime(2024, 2, 20, 8, 0, tzinfo=HANOI).astimezone(UTC)
#: The clock is written down this often while it ticks, and a little further ahead: a kill never lets it run backwards.
KEPT_EVERY = timedelta(seconds=50)
AHEAD = timedelta(minutes=1)


def fill_demo(store: Store) -> None:
    """Put the demo department, its plan and its results of earlier years into an empty store.

    A store that has a department is left as it is.
    """
    if store.all(Department):
        return
    department, units, people = demo_department()
    with store.transaction() as tx:
        load_roster(tx, ADOPTED, None, department, units, people)
        adopt_plan(tx, ADOPTED, None, demo_plan())
        enter_results(tx, ADOPTED, None, demo_results())
        stamp_events(tx, ADOPTED)


def demo_clock(facts: Facts) -> MovableClock:
    """A clock that goes on from what it last showed, so that a restart neither loses nor repeats anything."""
    kept = facts.get(DemoClock, "clock")
    return MovableClock(kept.instant if kept else START)


class TimeMachine:
    """Moves the demo's clock, and lets happen what falls due on the way."""

    def __init__(self, clock: MovableClock, store: Store, reminding: Reminding) -> None:
        self._clock = clock
        self._store = store
        self._reminding = reminding
        self._moving = asyncio.Lock()
        self._ended = False

    def now(self) -> datetime:
        """What the demo's clock shows."""
        return self._clock()

    async def play_to(self, instant: datetime) -> None:
        """Go to `instant` through every minute that matters in between; going back only sets the clock."""
        async with self._moving:
            while not self._ended and (moment := self._reminding.next_moment(self._clock())) <= instant:
                await self._arrive(moment)
            if not self._ended:
                await self._arrive(instant)

    def end(self) -> None:
        """The program is about to end: a jump under way stops where it has come to."""
        self._ended = True

    async def skip_to(self, instant: datetime) -> None:
        """Go to `instant` as if the machine had been switched off in between."""
        async with self._moving:
            await self._arrive(instant)

    async def _arrive(self, instant: datetime) -> None:
        self._clock.set(instant)
        self.keep()
        self._reminding.plan(instant)
        await self._reminding.deliver(instant)
        # Whoever else watches the clock may have begun to send this morning's messages: the next waits for them.
        await self._reminding.come_to_rest()

    def keep(self, ahead: timedelta = AHEAD) -> None:
        """Write down what the clock shows, or will soon, for the next start."""
        with self._store.transaction() as tx:
            tx.put(DemoClock(self._clock() + ahead))
