"""Publishing as part of the running service, on a server in memory and a clock that the test moves."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.calendars.reach import Reach, standing
from bot.calendars.report import Line, Report
from bot.calendars.schedule import EVERYTHING, LONGEST, PAUSES, SETTLED
from bot.calendars.service import CalendarService
from calendar_sync.caldav.server import Account, Busy, CalendarServer, Failed, Refused, Unreachable
from calendar_sync.publishing.publisher import Publisher
from calendar_sync.stamps import stamp_events
from plans.actions import mark_done
from plans.calendars.server_state import BROKEN, MENDED, go_on, state_of
from plans.model.plan import Plan
from plans.model.publishing import CalendarAccount, CalendarServerState, ServerState
from plans.model.reminding import Notice
from plans.problems import Problem, StoreUnwritable
from plans.store.memory import MemoryStore
from tests.builders import NOW, OFFICE_HEAD, OFFICER, STAFF, a_department, do, entry_of
from tests.calendar_sync.caldav.memory_server import MemoryServer

ACCOUNT = Account("http://127.0.0.1/", "_dondoc", "mot", discover=False)
EVERY = 900.0
OWN, OFFICES = "lan/lich", "van/dieu-hanh"


@dataclass
class Running:
    """A service with everything around it; `at` is what its clock of seconds shows."""

    store: MemoryStore = field(default_factory=MemoryStore)
    server: MemoryServer = field(default_factory=MemoryServer)
    at: float = 0.0
    told: list[Report] = field(default_factory=list)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        a_department(self.store)
        with self.store.transaction() as tx:
            stamp_events(tx, NOW)
            for person in (STAFF, OFFICER):
                tx.put(CalendarAccount(person.id, "x", NOW))
        publisher = Publisher(self.store, MemoryStore(), "http://127.0.0.1/", "own", embedded=True)
        self.service = CalendarService(
            self.store, publisher, Reach(standing(ACCOUNT), self.connect), EVERY, self.tell, lambda: self.at
        )

    def tell(self, report: Report) -> None:
        self.told.append(report)
        if report.ended:
            self.ended.set()

    async def connect(self, _account: Account) -> CalendarServer:
        return self.server

    @property
    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.at)

    async def goes_on(self, seconds: float = 0.0) -> Report | None:
        """Time passes; what comes of the round that is due then, if one is."""
        self.at += seconds
        due = self.service.due(self.now)
        return await self.service.round(due, self.now) if due else None

    async def works(self, seconds: float = 0.0) -> Report:
        """A round is due then and goes through."""
        report = await self.goes_on(seconds)
        assert report is not None
        assert report.problem is None
        return report

    def state(self) -> CalendarServerState:
        found = state_of(self.store)
        assert found is not None
        return found

    def done(self, task: str = "bc_so_ket") -> None:
        """Facts that calendars tell change."""
        do(self.store, mark_done, OFFICE_HEAD, entry_of(self.store, task), now=self.now)
        with self.store.transaction() as tx:
            stamp_events(tx, self.now)

    def notices(self, kind: str) -> set[str]:
        return {notice.person for notice in self.store.all(Notice) if notice.kind == kind}

    def texts(self, path: str) -> str:
        items = self.server.collections[path].items.values()
        return b"".join(item.body for item in items).decode().replace("\r\n ", "")


@pytest.fixture
def running() -> Running:
    return Running()


async def test_the_first_round_publishes_and_nothing_new_is_one_request_a_collection(running: Running) -> None:
    report = await running.works()
    assert {line.collection for line in report.lines} == {OWN, OFFICES}
    assert running.state().state is ServerState.WELL
    assert await running.goes_on(EVERY - 1) is None
    running.server.requests.clear()
    assert (await running.works(1)).lines == ()
    assert [asked.deed for asked in running.server.requests] == ["state", "state"]


async def test_a_change_is_published_once_it_has_settled(running: Running) -> None:
    await running.works()
    running.done()
    assert await running.goes_on(1) is None
    report = await running.works(SETTLED)
    assert {line.what for line in report.lines} == {"replace"}
    assert "Đã xong" in running.texts(OFFICES)
    assert await running.goes_on(LONGEST) is None


async def test_a_new_day_is_a_change_and_so_is_an_account(running: Running) -> None:
    await running.works()
    with running.store.transaction() as tx:
        tx.put(CalendarAccount(OFFICE_HEAD.id, "x", NOW))
    assert await running.goes_on() is None
    await running.works(SETTLED)
    assert f"{OFFICE_HEAD.id}/dieu-hanh" in running.server.collections
    assert running.service.due(running.now + timedelta(days=1)) is None
    running.at += SETTLED
    assert running.service.due(running.now + timedelta(days=1)) == EVERYTHING


async def test_what_somebody_wrote_is_looked_at_at_once_and_nothing_else_is(running: Running) -> None:
    await running.works()
    running.server.requests.clear()
    running.service.poke(OWN)
    assert (await running.works()).lines == ()
    assert {asked.path for asked in running.server.requests} == {OWN}


async def test_whoever_asks_reads_how_far_it_is_and_what_was_done(running: Running) -> None:
    running.service.ask("ve-1")
    await running.works()
    assert {report.ticket for report in running.told} == {"ve-1"}
    assert [report.ended for report in running.told] == [False] * (len(running.told) - 1) + [True]
    assert running.told[-1].lines
    assert all(isinstance(line, Line) and line.title for line in running.told[-1].lines)


async def test_a_server_that_is_away_is_tried_again_with_growing_pauses_and_told_of_once(running: Running) -> None:
    running.server.fail("", Unreachable("caldav.unreachable"), times=99)
    for pause in (0.0, *PAUSES):
        if pause:
            assert await running.goes_on(pause - 1) is None
        report = await running.goes_on(1)
        assert report is not None
        assert report.problem is not None
    assert running.server.closed
    assert running.state().state is ServerState.UNREACHED
    assert running.notices(BROKEN) == {OFFICER.id, OFFICE_HEAD.id}
    with running.store.transaction() as tx:
        for notice in tx.all(Notice):
            tx.delete(Notice, notice.id)
    running.server.heal()
    await running.works(PAUSES[-1])
    assert running.notices(MENDED) == {OFFICER.id, OFFICE_HEAD.id}
    assert running.state().state is ServerState.WELL


async def test_a_refusal_is_told_at_once_and_a_busy_server_is_heard_before_anybody_who_asks(running: Running) -> None:
    running.server.fail("", Refused(401))
    await running.goes_on()
    assert running.notices(BROKEN)
    assert running.state().state is ServerState.REFUSED
    running.server.fail("", Busy(300.0))
    running.service.ask()
    await running.goes_on()
    running.service.ask()
    assert await running.goes_on(299) is None
    await running.works(1)


async def test_a_single_thing_left_undone_holds_nothing_else_up(running: Running) -> None:
    running.server.fail("state", Failed(500), path=OWN)
    report = await running.goes_on()
    assert report is not None
    assert OFFICES in running.server.collections


async def test_too_much_to_be_removed_waits_for_the_office_and_goes_on_when_it_says_so(running: Running) -> None:
    await running.works()
    plan = running.store.all(Plan)[0]
    with running.store.transaction() as tx:
        tx.put(replace(plan, tasks=plan.tasks[:1]))
    report = await running.goes_on()
    report = report or await running.works(SETTLED)
    assert OFFICES in report.asked
    assert running.state().state is ServerState.ASKING
    assert int((running.state().values or {})["removed"]) >= 3
    kept = len(running.server.collections[OFFICES].items)
    do(running.store, go_on, OFFICER)
    assert await running.goes_on() is None
    report = await running.works(SETTLED)
    assert report.asked == ()
    assert len(running.server.collections[OFFICES].items) < kept
    assert (running.state().state, running.state().allowed) == (ServerState.WELL, ())


async def test_a_bug_in_a_round_is_logged_and_the_next_one_tries_again(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop = asyncio.Event()

    async def broken(*_: object, **__: object) -> None:
        stop.set()
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(Publisher, "round", broken)
        running.service.ask("ve-1")
        await running.service.run(stop, lambda: running.now)
    assert "met a bug" in caplog.text
    assert running.told[-1] == Report("ve-1", ended=True, problem=Problem("sync.bug"))
    await running.works(PAUSES[0])


async def test_a_full_disk_is_logged_and_tried_again(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object, **__: object) -> None:
        raise StoreUnwritable("no space left")

    with monkeypatch.context() as patched:
        patched.setattr(Publisher, "round", full)
        report = await running.goes_on()
    assert report is not None
    assert report.problem == Problem("store.unwritable", {"reason": "no space left"})
    await running.works(PAUSES[0])


async def test_it_ends_within_seconds_also_in_the_midst_of_a_round(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.calendars.service.FAREWELL", 0.05)
    stop, never = asyncio.Event(), asyncio.Event()
    running.server.fail("", None, until=never)
    serving = asyncio.create_task(running.service.run(stop, lambda: running.now))
    await asyncio.sleep(0.05)
    assert running.server.requests
    stop.set()
    await asyncio.wait_for(serving, 2)
    assert running.server.closed


async def test_no_round_goes_on_when_another_part_of_the_service_fails(running: Running) -> None:
    again = asyncio.Event()
    running.server.fail("", None, until=again)
    serving = asyncio.create_task(running.service.run(asyncio.Event(), lambda: running.now))
    await asyncio.sleep(0.05)
    assert running.server.requests
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving
    again.set()
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert running.server.closed


async def test_a_server_that_ends_with_the_service_is_no_trouble(running: Running) -> None:
    stop, ends = asyncio.Event(), asyncio.Event()
    running.server.fail("", Unreachable(), until=ends)
    serving = asyncio.create_task(running.service.run(stop, lambda: running.now))
    await asyncio.sleep(0.05)
    stop.set()
    await asyncio.sleep(0.01)
    ends.set()
    await asyncio.wait_for(serving, 2)
    assert state_of(running.store) is None


async def test_rounds_come_by_themselves(running: Running) -> None:
    stop = asyncio.Event()
    serving = asyncio.create_task(running.service.run(stop, lambda: running.now))
    running.service.ask("ve-1")
    await asyncio.wait_for(running.ended.wait(), 20)
    stop.set()
    await asyncio.wait_for(serving, 2)
    assert OFFICES in running.server.collections
