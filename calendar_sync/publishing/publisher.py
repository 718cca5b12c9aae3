"""Bringing a calendar server and the plan into agreement: look, decide (the pure modules beside this one), carry out.

Every step may be the last: what was done is noted item by item after its success, and the next round takes on whatever
it finds. A round that finds nothing to do costs one request for each collection.
"""

from collections.abc import Awaitable, Callable, Collection, Set
from contextlib import suppress
from datetime import date, datetime

from calendar_sync.caldav.server import CalendarServer, CalendarServerError, Conflict, Failed, Missing
from calendar_sync.publishing.agreeing import LOOKS, Agreeing
from calendar_sync.publishing.collections import WATCHED, Wanted, has_owner, possible_paths
from calendar_sync.publishing.collections import Collection as Calendar
from calendar_sync.publishing.difference import Question, too_much
from calendar_sync.publishing.ledger import Ledger
from calendar_sync.publishing.outcome import GivenUp, Outcome, Progress, Row, Tally, What
from calendar_sync.publishing.sighting import uid_in
from plans.calendars.moving import drop_overtaken, standing
from plans.calendars.server_state import state_of
from plans.model.publishing import CalendarMove
from plans.store.port import Store
from plans.working_days import day_in_hanoi

#: When facts and day are the same, so is everything that is wanted.
Mark = tuple[int, date]


def _untold(_done: int, _total: int, _path: str) -> None:
    pass


class Publisher:
    """Publishes to one server, which `place` names for ever; `embedded`: our own, with collections for each person.

    One round at a time. `ledger` is a store of its own, opened with LEDGER_KINDS.
    """

    def __init__(self, facts: Store, ledger: Store, chat_url: str, place: str, *, embedded: bool) -> None:
        self._facts = facts
        self._ledger = Ledger(ledger, place)
        self._chat_url = chat_url
        self._embedded = embedded
        self._known: tuple[Mark, Wanted] | None = None
        #: The mark with which each collection last agreed.
        self._agreed: dict[str, Mark] = {}

    async def round(
        self,
        server: CalendarServer,
        now: datetime,
        progress: Progress = _untold,
        only: Collection[str] | None = None,
    ) -> Outcome:
        """Bring all collections, or `only` those of these paths, into agreement.

        What the server does wrong is in the outcome. What the office has allowed (`CalendarServerState.allowed`) is
        done without asking.
        """
        tally = Tally()
        self._forget_overtaken(now)
        agreeing = self._agreeing(server, now, tally, progress)

        async def agree(calendar: Calendar) -> None:
            state, path = await server.state(calendar.path), calendar.path
            if state and state == self._ledger.state(path) and self._agreed.get(path) == self._mark(now):
                return
            if await agreeing.agree(calendar, state, allowed=path in self._allowed()):
                self._agreed[path] = self._mark(now)

        async def end(path: str) -> None:
            if await self._end(server, path):
                tally.rows.append(Row(path, "", "", What.END_COLLECTION))

        await self._carry_out(now, tally, only, agree, end)
        if tally.agreed and only is None and not self._ledger.is_searched():
            self._ledger.note_search()
        return tally.outcome()

    async def plan_round(self, server: CalendarServer, now: datetime) -> Outcome:
        """What a round would do now: the same reading, and nothing is written."""
        tally = Tally()
        agreeing = self._agreeing(server, now, tally, _untold)

        async def rehearse(calendar: Calendar) -> None:
            state = await server.state(calendar.path)
            await agreeing.rehearse(calendar, state, allowed=calendar.path in self._allowed())

        async def end(path: str) -> None:
            if await server.state(path) is not None:
                tally.rows.append(Row(path, "", "", What.END_COLLECTION))

        await self._carry_out(now, tally, None, rehearse, end)
        return tally.outcome()

    async def _carry_out(
        self,
        now: datetime,
        tally: Tally,
        only: Collection[str] | None,
        agree: Callable[[Calendar], Awaitable[None]],
        end: Callable[[str], Awaitable[None]],
    ) -> None:
        """Collection by collection; what the server does wrong in one leaves the others."""
        paths = [calendar.path for calendar in self._wanted(now).collections if only is None or calendar.path in only]
        known = set(self._ledger.paths())
        if not self._ledger.is_searched():
            # The ledger has been lost, or nothing was ever published: all that there may be are looked for, once.
            known |= possible_paths(self._facts, self._embedded)

        async def agree_at(path: str) -> None:
            # Somebody may have left while we waited for the server: then the next round ends the collection.
            calendar = next((each for each in self._wanted(now).collections if each.path == path), None)
            if calendar is not None:
                await agree(calendar)

        try:
            for path in paths:
                await _patiently(agree_at, path, tally)
            if only is None:
                for path in self._unwanted(now, known, tally):
                    await _patiently(end, path, tally)
        except GivenUp:
            pass
        except CalendarServerError as error:
            tally.agreed = False
            tally.problem = error

    def _unwanted(self, now: datetime, known: Set[str], tally: Tally) -> tuple[str, ...]:
        """The collections of ours that nobody is to have any more; not those where somebody is asked first."""
        wanted = {calendar.path for calendar in self._wanted(now).collections}
        unwanted = sorted(known - wanted)
        orphans = {path for path in unwanted if not has_owner(self._facts, path, self._embedded)}
        asked = orphans - set(self._allowed()) if too_much(len(orphans), len(self._ledger.paths())) else set()
        for path in sorted(asked):
            count = len(self._ledger.items(path))
            tally.questions.append(Question(path, count, 0, count))
        return tuple(path for path in unwanted if path not in asked)

    async def _end(self, server: CalendarServer, path: str) -> bool:
        """Remove what is ours from a collection, and the collection unless somebody else keeps something in it."""
        try:
            listing = await server.changes(path, "")
        except Missing:
            self._ledger.drop(path)
            return False
        names = {item.href for item in self._ledger.items(path).values()}
        ours = [href for href in listing.etags if href in names or uid_in(href) is not None]
        if len(ours) == len(listing.etags):
            await server.remove(path)
        else:
            for href in ours:
                with suppress(Missing):
                    await server.delete(path, href, listing.etags[href])
        self._ledger.drop(path)
        self._agreed.pop(path, None)
        return True

    def _agreeing(self, server: CalendarServer, now: datetime, tally: Tally, progress: Progress) -> Agreeing:
        return Agreeing(self._facts, self._ledger, server, lambda: self._wanted(now), now, tally, progress)

    def _mark(self, now: datetime) -> Mark:
        return self._facts.version(*WATCHED), day_in_hanoi(now)

    def _wanted(self, now: datetime) -> Wanted:
        """What there is to be, as the facts are now."""
        mark = self._mark(now)
        if self._known is None or self._known[0] != mark:
            self._known = mark, Wanted(self._facts, mark[1], self._chat_url, self._embedded)
        return self._known[1]

    def _allowed(self) -> tuple[str, ...]:
        state = state_of(self._facts)
        return state.allowed if state else ()

    def _forget_overtaken(self, now: datetime) -> None:
        if len(standing(self._facts)) < len(self._facts.all(CalendarMove)):
            with self._facts.transaction() as tx:
                drop_overtaken(tx, now)


async def _patiently(deed: Callable[[str], Awaitable[None]], path: str, tally: Tally) -> None:
    """Do it for one collection; what was meanwhile removed, or written to, is tried again at once, but not for ever."""
    for _ in range(LOOKS):
        try:
            await deed(path)
        except (Missing, Conflict) as error:
            trouble: CalendarServerError = error
        except Failed as error:
            tally.left_undone(error)
            return
        else:
            tally.went_well()
            return
    tally.left_undone(trouble)
