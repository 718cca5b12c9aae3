"""Rounds of publishing on real servers of two families, with a second client beside them."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import date, time

import pytest

from calendar_sync.caldav.client import CaldavServer
from calendar_sync.caldav.server import Account
from calendar_sync.ics import read_items
from calendar_sync.publishing.collections import SHARED
from calendar_sync.publishing.outcome import Outcome, What
from calendar_sync.publishing.publisher import Publisher
from plans.calendars.moving import accept_move
from plans.model.plan import DeadlineKind, Plan, TaskKind
from plans.store.memory import MemoryStore
from tests.builders import OFFICER, a_deadline, a_plan, a_task, the_tasks
from tests.calendar_sync.publishing.office import CHAT, FOREIGN, PLACE, Office, edited, onto, renamed

MEETING = "hop_hd_sang_kien"


class Counting(CaldavServer):
    """Counts the requests that go over the line."""

    asked = 0

    def watch(self) -> None:
        ask = self._line.ask

        async def counted(*arguments: object, **named: object) -> object:
            self.asked += 1
            return await ask(*arguments, **named)  # type: ignore[arg-type]  # handed on as they came

        self._line.ask = counted  # type: ignore[method-assign,assignment]  # only watched


class Served:
    """An office whose calendars lie on a real server, and a second client."""

    def __init__(self, server: Counting, client: CaldavServer, plan: Plan) -> None:
        self.office = Office(embedded=False, plan=plan)
        self.server, self.client = server, client
        self.server.watch()

    def start(self) -> None:
        self.office.publisher = Publisher(self.office.facts, self.office.ledger, CHAT, PLACE, embedded=False)

    async def round(self) -> Outcome:
        self.server.asked = 0
        return await self.office.publisher.round(self.server, self.office.now)

    async def lying(self, path: str = SHARED) -> Mapping[str, bytes]:
        etags = (await self.client.changes(path, "")).etags
        return {href: each.body for href, each in (await self.client.fetch(path, list(etags))).items()}

    async def edit(self, id: str, change: object, path: str = SHARED) -> None:
        href = f"{self.office.uid(id)}.ics"
        (there,) = (await self.client.fetch(path, [href])).values()
        await self.client.put(path, href, edited(there.body, change), there.etag)  # type: ignore[arg-type]  # a change

    async def agrees(self) -> bool:
        wanted = self.office.wanted()
        for collection in wanted.collections:
            items = wanted.items(collection)
            seen = [each for body in (await self.lying(collection.path)).values() for each in read_items(body)]
            ours = {each.uid: each for each in seen if each.uid.endswith("@dondoc")}
            if ours.keys() != items.keys() or not all(ours[uid].same_as(items[uid].meant) for uid in items):
                return False
        return True


@pytest.fixture(params=["radicale", "xandikos"])
async def served(request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    account: Account = request.getfixturevalue(f"{request.param}_account")
    hour = replace(a_deadline(date(2024, 5, 6), kind=DeadlineKind.ON), hour=time(8, 30))
    timed = a_task("hop_giao_ban", title="Họp giao ban; quý II", deadline=hour, kind=TaskKind.MEETING)
    server, client = await Counting.connect(account), await CaldavServer.connect(account)
    assert isinstance(server, Counting)
    yield Served(server, client, a_plan(tasks=(*the_tasks(), timed)))
    for path in (SHARED, "dondoc-van_phong", "dondoc-ql_cong_nghiep"):
        await client.remove(path)
    await server.close()
    await client.close()


async def test_what_is_published_is_there_and_a_quiet_round_costs_one_request_each(served: Served) -> None:
    outcome = await served.round()
    assert (outcome.agreed, outcome.problem) == (True, None)
    assert await served.agrees()
    await served.round()
    assert (await served.round()).rows == ()
    assert served.server.asked == 3


async def test_one_changed_event_costs_three_requests_where_it_lies(served: Served) -> None:
    await served.round()
    await served.round()
    served.office.set_task("huong_ung", lambda task: replace(task, title="Việc khác"))
    outcome = await served.round()
    assert [row.what for row in outcome.rows] == [What.REPLACE]
    assert served.server.asked == 3 + 2
    assert await served.agrees()


async def test_a_second_client_drags_a_meeting_and_the_office_accepts(served: Served) -> None:
    await served.round()
    await served.client.put(SHARED, "rieng.ics", FOREIGN, None)
    await served.edit(MEETING, onto(date(2024, 10, 31)))
    await served.edit("hop_giao_ban", onto(date(2024, 5, 7), time(14, 0)))
    await served.edit("bc_so_ket", renamed)
    outcome = await served.round()
    assert outcome.agreed
    found = {move.task: (move.day, move.hour) for move in served.office.moves()}
    assert found == {MEETING: (date(2024, 10, 31), None), "hop_giao_ban": (date(2024, 5, 7), time(14, 0))}
    for move in served.office.moves():
        with served.office.change() as tx:
            accept_move(tx, served.office.now, OFFICER, move.id)
    assert (await served.round()).agreed
    assert await served.agrees()
    assert served.office.task("hop_giao_ban").deadline.wording == "14h00 ngày 07/05/2024"
    (own,) = [each for body in (await served.lying()).values() for each in read_items(body) if each.uid == "rieng-1"]
    assert own.summary == "Giỗ bà"


async def test_without_the_ledger_what_is_there_is_taken_on(served: Served) -> None:
    await served.round()
    served.office.ledger = MemoryStore()
    served.start()
    outcome = await served.round()
    assert (outcome.rows, outcome.agreed) == ((), True)


async def test_what_was_deleted_is_put_back_and_a_removed_collection_made_anew(served: Served) -> None:
    await served.round()
    href = f"{served.office.uid(MEETING)}.ics"
    await served.client.delete(SHARED, href, (await served.client.changes(SHARED, "")).etags[href])
    await served.client.remove("dondoc-van_phong")
    assert (await served.round()).agreed
    assert await served.agrees()
