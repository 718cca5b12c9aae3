"""Planning into the outbox, the loop that keeps it going, and news of changed plans."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.channels.channel import NotSent, Uncertain
from bot.clock import MovableClock
from bot.unasked.outgoing import DOUBT, FIRST_PAUSE
from bot.unasked.reminding import SETTLED, Reminding
from plans.hours import may_write
from plans.model.history import ReminderEntry
from plans.model.people import Department, Person, Preference
from plans.model.plan import ChangeKind, Plan, PlanChange, TaskProgress
from plans.model.reaching import Contact
from plans.model.reminding import (
    Announcement,
    Bulletin,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Owed,
    Pinged,
    PlannedThrough,
    ReminderSettings,
)
from plans.registrations.registering import decline_title
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import LEADER, OFFICER, PEOPLE, STAFF, a_deadline, a_department, a_plan, a_task, the_tasks
from tests.fakes import FakeChannel, Sent

#: Three working days before the day to aim at for "trước 29/02/2024": everybody owes an answer about titles.
DAY = date(2024, 2, 23)
MONDAY = date(2024, 2, 26)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI).astimezone(UTC)


MORNING = at(7, 45)


def a_contact(person: Person, address: str = "") -> Contact:
    return Contact("telegram", address or f"tg-{person.id}", person.id, MORNING)


class World:
    """A department of five, of whom Lan and Minh have Telegram; both channels are scripted."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        a_department(self.store)
        with self.store.transaction() as tx:
            tx.put(a_contact(STAFF))
            tx.put(a_contact(LEADER))
        self.telegram = FakeChannel("telegram", arrives=lambda error: isinstance(error, Uncertain))
        self.web = FakeChannel("web")
        self.reminding = Reminding(self.store, {"telegram": self.telegram, "web": self.web})

    def only(self, *people: Person) -> None:
        """Let everybody else answer, so that only these owe something."""
        plan = self.store.all(Plan)[0]
        with self.store.transaction() as tx:
            for person in PEOPLE:
                if person not in people:
                    decline_title(tx, MORNING - timedelta(days=1), person, person, plan)
            tx.put(TaskProgress(plan.id, "ke_hoach", MORNING, OFFICER.id))

    def delivery(self, person: Person = STAFF) -> Delivery:
        found = self.store.get(Delivery, person.id)
        assert found is not None
        return found

    def history(self, person: Person = STAFF) -> list[tuple[DeliveryState, str]]:
        entries = self.store.entries("reminders", ReminderEntry)
        return [(entry.state, entry.reason) for _, entry in entries if entry.person == person.id]

    async def round(self, now: datetime) -> None:
        self.reminding.plan(now)
        await self.reminding.deliver(now)


@pytest.fixture
def world() -> World:
    return World()


# ---------------------------------------------------------------- planning


async def test_what_is_due_is_planned_once_and_goes_out_over_everybodys_first_channel(world: World) -> None:
    planned = world.reminding.plan(MORNING)
    assert planned is not None
    assert {message.person.id for message in planned.digests} == {"van", "hoa", "hung", "lan"}
    assert {delivery.state for delivery in world.store.all(Delivery)} == {DeliveryState.DUE}
    assert world.reminding.plan(at(8)) is None
    await world.reminding.deliver(at(8))
    assert [sent.address for sent in world.telegram.sent] == ["tg-lan"]
    assert sorted(sent.address for sent in world.web.sent) == ["hoa", "hung", "van"]


@pytest.mark.parametrize("now", [at(6, 59), at(18, 1), at(9, day=date(2024, 2, 25))])
def test_nothing_is_planned_outside_the_hours(world: World, now: datetime) -> None:
    assert not may_write(now)
    world.reminding.plan(now)
    assert world.store.all(Delivery) == ()


async def test_what_is_due_waits_for_the_morning_when_the_day_is_over(world: World) -> None:
    world.only(STAFF)
    world.reminding.plan(MORNING)
    await world.reminding.deliver(at(18, 1))
    assert world.telegram.attempts == world.web.attempts == 0
    assert at(7, day=MONDAY) <= world.reminding.next_moment(at(18, 1)) <= at(7, 45, MONDAY)


async def test_whoever_answers_before_the_message_goes_out_gets_none(world: World) -> None:
    world.only(STAFF)
    world.reminding.plan(MORNING)
    plan = world.store.all(Plan)[0]
    with world.store.transaction() as tx:
        decline_title(tx, MORNING, STAFF, STAFF, plan)
    await world.reminding.deliver(MORNING)
    assert world.telegram.sent == []
    assert world.history() == [(DeliveryState.SKIPPED, "nothing owed")]


async def test_a_digest_that_never_went_out_joins_the_next_one(world: World) -> None:
    world.only(STAFF)
    world.reminding.plan(MORNING)
    later = at(7, 45, date(2024, 2, 27))  # the last working day before the day to aim at: a rung of its own
    world.reminding.plan(later)
    assert world.history() == [(DeliveryState.SKIPPED, "superseded")]
    assert [(item.task, item.days, item.rung) for item in world.delivery().items] == [("ke_hoach", 1, "1")]
    await world.reminding.deliver(later)
    assert [sent.address for sent in world.telegram.sent].count("tg-lan") == 1


async def test_an_unsent_reminder_is_told_with_the_next_days_other_things() -> None:
    opening = the_tasks()[0]
    other = a_task("bao_cao", deadline=a_deadline(date(2024, 2, 29)), lead=("ql_cong_nghiep",))
    store = MemoryStore()
    a_department(store, plan=a_plan(tasks=(opening, other)))
    reminding = Reminding(store, {"web": FakeChannel("web")})
    reminding.plan(MORNING)
    planned = reminding.plan(at(7, 45, MONDAY))
    assert planned is not None
    joined = store.get(Delivery, "hung")
    assert joined is not None
    told = {(item.task, item.owed) for item in joined.items}
    assert {("ke_hoach", Owed.TITLE), ("bao_cao", Owed.TASK)} <= told


async def test_a_digest_that_failed_all_day_goes_out_the_next_morning_with_that_days_count(world: World) -> None:
    world.only(STAFF)
    world.reminding.plan(MORNING)
    await world.round(at(7, 45, MONDAY))
    assert (world.delivery().state, world.delivery().day) == (DeliveryState.SENT, MONDAY)
    assert [item.days for item in world.delivery().items] == [2]


async def test_a_single_ping_is_counted_and_takes_no_digests_place(world: World) -> None:
    world.only(STAFF)
    last = date(2024, 2, 29)
    world.reminding.plan(at(7, 45, date(2024, 2, 28)))
    digest = world.delivery()
    world.reminding.plan(at(14, 0, last))
    ping = world.store.get(Delivery, f"{STAFF.id}/{DeliveryKind.PING}")
    assert ping is not None
    assert [item.rung for item in ping.items] == ["day"]
    assert world.delivery() == digest
    assert world.store.get(Pinged, STAFF.id) == Pinged(STAFF.id, MONDAY, 1, last)
    assert world.reminding.plan(at(14, 1, last)) is None


def test_whose_hour_has_not_come_on_the_day_after_downtime_is_planned_when_it_has(world: World) -> None:
    with world.store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id, hour=time(16)))
        tx.put(PlannedThrough(at(18, day=date(2024, 2, 22))))
    first, second = world.reminding.plan(at(9, day=MONDAY)), world.reminding.plan(at(16, day=MONDAY))
    assert first is not None
    assert second is not None
    assert STAFF not in [message.person for message in first.digests]
    assert [message.person for message in second.digests] == [STAFF]
    assert world.store.all(PlannedThrough) == (PlannedThrough(at(16, day=MONDAY)),)


def test_a_clock_that_was_far_ahead_plans_nothing_until_it_is_there_again_and_the_log_says_so(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with world.store.transaction() as tx:
        tx.put(Department("Sở Thử nghiệm"))  # the demo's clock may be moved at will
    world.reminding.plan(at(9, day=date(2024, 3, 20)))
    told = world.store.all(Delivery)
    for minute in (0, 1):
        assert world.reminding.plan(at(9, minute, MONDAY)) is None
    assert world.store.all(Delivery) == told
    assert caplog.text.count("ahead of the clock") == 1


# ---------------------------------------------------------------- the loop


async def test_the_loop_delivers_what_falls_due_and_ends_when_told(world: World) -> None:
    stop = asyncio.Event()
    world.web.before = lambda _address: stop.set() if world.web.attempts == 3 else None
    async with asyncio.timeout(10):
        await world.reminding.run(stop, MovableClock(MORNING - timedelta(seconds=0.5)))
    assert len(world.web.sent) == 3


class Hanging(FakeChannel):
    """Never takes the first message; whoever comes later is served."""

    async def send(self, address: str, reply: Any) -> str:
        if not self.typed:
            await self.typing(address)
            await asyncio.sleep(3600)
        return await super().send(address, reply)


async def test_a_channel_that_hangs_holds_back_nobody_else_and_the_loop_ends_soon(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.unasked.reminding.FAREWELL", 0.2)
    stop = asyncio.Event()
    web = Hanging("web", before=lambda _address: stop.set())
    reminding = Reminding(world.store, {"web": web})
    async with asyncio.timeout(8):
        await reminding.run(stop, lambda: MORNING)
    states = [delivery.state for delivery in world.store.all(Delivery)]
    assert DeliveryState.CLAIMED in states
    assert DeliveryState.SENT in states


# ---------------------------------------------------------------- news of changed plans


def left_to_tell(world: World, *people: Person, at: datetime = MORNING, through: datetime = MORNING) -> None:
    """What an amendment leaves behind for these people, when everything has been planned `through` an instant."""
    changes = (
        PlanChange("thu-2024", "bc_so_ket", ChangeKind.MOVED, "Báo cáo sơ kết", "Trước 15/6/2024", "Trước 05/7/2024"),
        PlanChange("thu-2024", "cu", ChangeKind.WITHDRAWN, "Việc cũ", "Trong tháng 9", ""),
    )
    with world.store.transaction() as tx:
        tx.put(PlannedThrough(through))
        for person in people:
            tx.put(Announcement(person.id, changes, at))


def news(channel: FakeChannel) -> list[Sent]:
    return [sent for sent in channel.sent if "thay đổi" in sent.reply.heading or "changed" in sent.reply.heading]


async def test_those_concerned_are_told_once_where_they_are_and_in_their_language() -> None:
    world = World()
    with world.store.transaction() as tx:
        tx.put(Preference(OFFICER.id, "en"))
    left_to_tell(world, STAFF, LEADER, OFFICER)
    for _ in range(3):
        await world.reminding.deliver(at(9))
    assert sorted(sent.address for sent in news(world.telegram)) == ["tg-lan", "tg-minh"]
    lan = next(sent.reply for sent in world.telegram.sent if sent.address == "tg-lan")
    assert "– Dời: Báo cáo sơ kết, từ “trước 15/6/2024” sang “trước 05/7/2024”" in lan.text
    assert "– Bỏ: Việc cũ, trong tháng 9" in lan.text
    assert lan.heading == "Kế hoạch có thay đổi"
    assert lan.choices[0][0].label.startswith("Báo cáo sơ kết")
    minh = next(sent.reply for sent in world.telegram.sent if sent.address == "tg-minh")
    assert minh.heading == "Báo cáo thay đổi của kế hoạch"
    (van,) = news(world.web)
    assert "Moved: Báo cáo sơ kết" in van.reply.text
    assert world.store.all(Announcement) == ()
    assert world.store.all(Bulletin) == ()
    told = [entry for _, entry in world.store.entries("announcements", Bulletin)]
    assert {entry.state for entry in told} == {DeliveryState.SENT}


async def test_news_of_the_evening_wait_for_the_morning() -> None:
    world = World()
    left_to_tell(world, STAFF, through=at(21))
    await world.reminding.deliver(at(21))
    assert world.store.all(Announcement)
    assert world.reminding.next_moment(at(21)) == at(7, 45, MONDAY)
    await world.reminding.deliver(at(8, day=MONDAY))
    assert len(news(world.telegram)) == 1


async def test_news_wait_until_nothing_more_has_changed_for_a_while() -> None:
    world = World()
    left_to_tell(world, STAFF, at=at(9), through=at(9))
    await world.reminding.deliver(at(9))
    assert news(world.telegram) == []
    assert world.reminding.next_moment(at(9)) == at(9) + SETTLED
    await world.reminding.deliver(at(9) + SETTLED)
    assert len(news(world.telegram)) == 1


async def test_news_that_may_have_arrived_are_sent_once_more_and_say_so() -> None:
    world = World()
    left_to_tell(world, STAFF)
    world.telegram.script([Uncertain("lost")])
    await world.reminding.deliver(at(9))
    await world.reminding.deliver(at(9) + DOUBT)
    await world.reminding.deliver(at(10))
    first, second = news(world.telegram)
    assert "gửi lại" not in first.reply.heading
    assert "gửi lại" in second.reply.heading


async def test_news_found_claimed_at_the_start_are_repeated_once_and_say_so() -> None:
    world = World()
    changes = (PlanChange("thu-2024", "bc_so_ket", ChangeKind.ADDED, "Báo cáo sơ kết", "", "Trước 05/7/2024"),)
    with world.store.transaction() as tx:
        tx.put(Bulletin(STAFF.id, changes, DeliveryState.CLAIMED, MORNING, 1))
    await world.reminding.deliver(at(9))
    await world.reminding.deliver(at(9, 30))
    (told,) = news(world.telegram)
    assert "gửi lại" in told.reply.heading


async def test_what_changes_while_news_are_under_way_is_told_after_them() -> None:
    world = World()
    left_to_tell(world, STAFF)
    world.telegram.script([NotSent("out of reach")])
    await world.reminding.deliver(at(9))
    left_to_tell(world, STAFF, at=at(9))
    await world.reminding.deliver(at(9) + FIRST_PAUSE)
    await world.reminding.deliver(at(9, 30))
    assert len(news(world.telegram)) == 2
    assert world.store.all(Announcement) == ()


async def test_who_has_left_is_told_no_news() -> None:
    world = World()
    left_to_tell(world, STAFF)
    with world.store.transaction() as tx:
        tx.put(replace(STAFF, left=DAY))
    await world.reminding.deliver(at(9))
    assert news(world.telegram) == []
    assert world.store.all(Bulletin) == ()


async def test_news_leave_the_digest_of_the_day_alone() -> None:
    world = World()
    world.only(STAFF)
    world.reminding.plan(MORNING)
    await world.reminding.deliver(MORNING)
    before = world.delivery()
    left_to_tell(world, STAFF)
    await world.reminding.deliver(at(9))
    assert world.delivery() == before
    assert len(news(world.telegram)) == 1
