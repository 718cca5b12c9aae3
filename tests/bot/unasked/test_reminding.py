"""The outbox: every state and every crash. Nothing is lost; what is repeated says so and is repeated once."""

import asyncio
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.channel import DeliveryError, Moved, NotSent, Uncertain
from bot.clock import MovableClock
from bot.unasked.outbox import TRIES
from bot.unasked.outgoing import DOUBT, FIRST_PAUSE
from bot.unasked.reminding import SETTLED, Reminding
from plans.hours import may_write
from plans.model.history import ReminderEntry
from plans.model.people import Person, Preference
from plans.model.plan import ChangeKind, Plan, PlanChange, TaskProgress
from plans.model.reaching import Contact
from plans.model.reminding import Announcement, Bulletin, Delivery, DeliveryState, Owed, PlannedThrough, Snooze
from plans.problems import StoreUnwritable
from plans.registrations.registering import decline_title
from plans.store.memory import MemoryStore
from plans.store.port import Store
from plans.working_days import HANOI
from tests.builders import LEADER, OFFICER, PEOPLE, STAFF, a_deadline, a_department, a_plan, a_task, the_tasks
from tests.fakes import FakeChannel, Sent

#: Seven days before the day to aim at for "trước 29/02/2024": everybody owes an answer about titles.
DAY = date(2024, 2, 21)


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


def test_the_days_digests_are_planned_once(world: World) -> None:
    planned = world.reminding.plan(MORNING)
    assert planned is not None
    assert {digest.person.id for digest in planned.digests} == {person.id for person in PEOPLE}
    assert {delivery.state for delivery in world.store.all(Delivery)} == {DeliveryState.DUE}
    assert world.store.all(PlannedThrough) == (PlannedThrough(MORNING),)
    assert world.reminding.plan(at(8)) is None


@pytest.mark.parametrize("now", [at(7, 44), at(18, 1), at(9, day=date(2024, 2, 25))])
def test_nothing_is_planned_or_sent_outside_the_hours(world: World, now: datetime) -> None:
    assert not may_write(now)
    assert world.reminding.plan(now) is None


async def test_what_is_due_waits_for_the_morning_when_the_day_is_over(world: World) -> None:
    world.reminding.plan(MORNING)
    await world.reminding.deliver(at(18, 1))
    assert world.telegram.attempts == world.web.attempts == 0
    assert world.reminding.next_moment(at(18, 1)) == at(7, 45, date(2024, 2, 22))


# ---------------------------------------------------------------- one attempt


async def test_everybody_gets_one_digest_over_their_best_channel(world: World) -> None:
    await world.round(MORNING)
    assert sorted(sent.address for sent in world.telegram.sent) == ["tg-lan", "tg-minh"]
    assert sorted(sent.address for sent in world.web.sent) == ["hoa", "hung", "van"]
    delivery = world.delivery()
    assert (delivery.state, delivery.channel, delivery.contact) == (DeliveryState.SENT, "telegram", "tg-lan")
    assert delivery.message in {sent.reference for sent in world.telegram.sent}
    assert world.history() == [(DeliveryState.SENT, "")]
    await world.round(at(8))
    assert world.telegram.attempts == 2


async def test_a_claim_is_durable_before_anything_is_sent(world: World) -> None:
    states: list[DeliveryState] = []
    world.telegram.before = lambda address: states.append(world.delivery().state)
    world.only(STAFF)
    await world.round(MORNING)
    assert states == [DeliveryState.CLAIMED]


async def test_whoever_answers_before_the_message_goes_out_gets_none(world: World) -> None:
    world.reminding.plan(MORNING)
    decline = world.store.all(Plan)[0]
    with world.store.transaction() as tx:
        decline_title(tx, MORNING, STAFF, STAFF, decline)
    await world.reminding.deliver(MORNING)
    assert "tg-lan" not in {sent.address for sent in world.telegram.sent}
    assert world.history() == [(DeliveryState.SKIPPED, "nothing owed")]


async def test_whoever_has_put_everything_off_gets_none(world: World) -> None:
    world.reminding.plan(MORNING)
    item = world.delivery().items[0]
    with world.store.transaction() as tx:
        tx.put(Snooze("lan", item.plan, item.task, Owed.TITLE, at(7, 45, date(2024, 2, 26))))
    await world.reminding.deliver(MORNING)
    assert world.delivery().state is DeliveryState.SKIPPED


async def test_whoever_has_left_gets_none(world: World) -> None:
    world.reminding.plan(MORNING)
    with world.store.transaction() as tx:
        tx.put(replace(STAFF, left=DAY))
    await world.reminding.deliver(MORNING)
    assert world.history() == [(DeliveryState.SKIPPED, "left")]


# ---------------------------------------------------------------- failures


async def test_a_failure_is_tried_again_after_a_growing_pause(world: World) -> None:
    world.only(STAFF)
    world.telegram.script([NotSent("ConnectError"), NotSent("ConnectError")])
    await world.round(MORNING)
    assert world.delivery().state is DeliveryState.FAILED
    assert world.reminding.next_moment(MORNING) == MORNING + FIRST_PAUSE
    await world.reminding.deliver(MORNING + FIRST_PAUSE / 2)
    assert world.telegram.attempts == 1
    second = MORNING + FIRST_PAUSE
    await world.reminding.deliver(second)
    assert world.delivery().retry_at == second + 2 * FIRST_PAUSE
    await world.reminding.deliver(second + 2 * FIRST_PAUSE)
    assert world.delivery().state is DeliveryState.SENT
    assert [sent.reply.heading for sent in world.telegram.sent] == [world.telegram.sent[0].reply.heading]
    assert not world.delivery().again


async def test_a_flood_limit_is_waited_for(world: World) -> None:
    world.only(STAFF)
    world.telegram.script([NotSent("too many requests", retry_after=240)])
    await world.round(MORNING)
    assert world.delivery().retry_at == MORNING + timedelta(seconds=240)


async def test_a_dead_address_rests_and_the_web_is_tried_at_once(world: World) -> None:
    world.only(STAFF)
    world.telegram.script([NotSent("bot was blocked by the user", permanent=True)])
    await world.round(MORNING)
    assert [sent.address for sent in world.web.sent] == ["lan"]
    contact = world.store.get(Contact, "telegram:tg-lan")
    assert contact is not None
    assert not contact.active
    assert (world.delivery().state, world.delivery().channel) == (DeliveryState.SENT, "web")


async def test_a_moved_address_is_followed_at_once(world: World) -> None:
    world.only(STAFF)
    world.telegram.script([Moved("tg-new")])
    await world.round(MORNING)
    assert [sent.address for sent in world.telegram.sent] == ["tg-new"]
    assert world.store.get(Contact, "telegram:tg-lan") is None
    assert world.delivery().contact == "tg-new"


async def test_an_address_that_moves_in_circles_is_given_up(world: World) -> None:
    world.only(STAFF)
    world.telegram.script([Moved("a"), Moved("tg-lan"), Moved("a"), Moved("tg-lan")])
    await world.round(MORNING)
    assert world.telegram.attempts == 2
    assert [sent.address for sent in world.web.sent] == ["lan"]


async def test_a_channel_out_of_reach_for_hours_gives_way_to_the_web(world: World) -> None:
    world.only(STAFF)
    world.telegram.script([NotSent("ConnectError")] * 100)
    await world.round(MORNING)
    now = MORNING
    while world.delivery().state is not DeliveryState.SENT:
        now = world.reminding.next_moment(now)
        await world.reminding.deliver(now)
    assert world.telegram.attempts == TRIES
    assert now.astimezone(HANOI).date() == DAY
    assert [sent.address for sent in world.web.sent] == ["lan"]


async def test_nobody_to_reach_is_written_down(world: World) -> None:
    world.only(STAFF)
    world.web.script([NotSent("nobody of that name", permanent=True)])
    world.telegram.script([NotSent("chat not found", permanent=True)])
    await world.round(MORNING)
    assert world.history() == [(DeliveryState.SKIPPED, "unreachable")]


async def test_a_lost_answer_is_sent_again_once_and_marked(world: World) -> None:
    world.only(STAFF)
    world.telegram.script([Uncertain("ReadTimeout"), Uncertain("ReadTimeout")])
    await world.round(MORNING)
    assert world.delivery().state is DeliveryState.UNCERTAIN
    assert world.reminding.next_moment(MORNING) == MORNING + DOUBT
    await world.reminding.deliver(MORNING + DOUBT)
    await world.reminding.deliver(MORNING + 10 * DOUBT)
    first, second = (sent.reply.heading for sent in world.telegram.sent)
    assert second == f"{first} (gửi lại)"
    assert (world.delivery().state, world.delivery().again) == (DeliveryState.UNCERTAIN, True)
    assert world.history() == [(DeliveryState.UNCERTAIN, "ReadTimeout")]


async def test_a_bug_in_a_channel_counts_as_a_lost_answer_and_stops_nobody(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(address: str) -> None:
        if address == "tg-lan":
            raise ZeroDivisionError

    world.telegram.before = crash
    await world.round(MORNING)
    assert world.delivery().state is DeliveryState.UNCERTAIN
    assert world.delivery(LEADER).state is DeliveryState.SENT
    assert "ZeroDivisionError" in caplog.text


# ---------------------------------------------------------------- the next day


async def test_a_digest_that_never_went_out_joins_the_next_one(world: World) -> None:
    world.only(STAFF)
    world.reminding.plan(MORNING)
    later = at(7, 45, date(2024, 2, 23))  # three working days before the 28th: a rung of its own
    world.reminding.plan(later)
    assert world.history() == [(DeliveryState.SKIPPED, "superseded")]
    assert [(item.task, item.days) for item in world.delivery().items] == [("ke_hoach", 5)]
    await world.reminding.deliver(later)
    assert len(world.telegram.sent) == 1


async def test_an_unsent_reminder_is_told_with_the_next_days_other_things() -> None:
    opening = the_tasks()[0]
    other = a_task("bao_cao", deadline=a_deadline(date(2024, 2, 29)), lead=("ql_cong_nghiep",))
    store = MemoryStore()
    a_department(store, plan=a_plan(tasks=(opening, other)))
    web = FakeChannel("web")
    reminding = Reminding(store, {"web": web})
    reminding.plan(MORNING)
    planned = reminding.plan(at(7, 45, date(2024, 2, 22)))
    assert planned is not None
    assert [(digest.person.id, len(digest.items)) for digest in planned.digests] == [("hung", 1)]
    joined = store.get(Delivery, "hung")
    assert joined is not None
    assert [(item.task, item.owed, item.days) for item in joined.items] == [
        ("ke_hoach", Owed.TITLE, 6),
        ("bao_cao", Owed.TASK, 7),
    ]


async def test_a_digest_that_failed_all_day_goes_out_the_next_morning_with_that_days_count(world: World) -> None:
    world.only(STAFF)
    world.reminding.plan(MORNING)
    tomorrow = at(7, 45, date(2024, 2, 22))
    await world.round(tomorrow)
    assert (world.delivery().state, world.delivery().day) == (DeliveryState.SENT, date(2024, 2, 22))
    assert [item.days for item in world.delivery().items] == [6]


# ---------------------------------------------------------------- a store that can't be written


class Unwritable(MemoryStore):
    """A store whose transactions fail while `full` is set."""

    full = False

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        with super().transaction() as tx:
            yield tx
            if self.full:
                raise StoreUnwritable("no space left")


async def test_a_message_is_not_sent_unless_its_claim_can_be_written(world: World) -> None:
    store = Unwritable()
    a_department(store)
    web = FakeChannel("web")
    reminding = Reminding(store, {"web": web})
    reminding.plan(MORNING)
    store.full = True
    await reminding.deliver(MORNING)
    assert web.attempts == 0
    store.full = False
    await reminding.deliver(MORNING)
    assert web.attempts == len(PEOPLE)


async def test_a_sent_message_that_could_not_be_written_down_is_not_sent_again() -> None:
    store = Unwritable()
    a_department(store)

    def fill(address: str) -> None:
        store.full = True

    web = FakeChannel("web", before=fill)
    reminding = Reminding(store, {"web": web})
    reminding.plan(MORNING)
    await reminding.deliver(MORNING)
    sent = Counter(message.address for message in web.sent)
    store.full = False
    web.before = lambda address: None
    await reminding.deliver(MORNING + timedelta(minutes=1))
    assert {delivery.state for delivery in store.all(Delivery)} == {DeliveryState.SENT}
    assert all(Counter(message.address for message in web.sent)[address] == 1 for address in sent)
    assert not any(delivery.again for delivery in store.all(Delivery))


# ---------------------------------------------------------------- crashes


class Crash(BaseException):
    """The process ends here, wherever it was."""


class Countdown:
    """Lets the process crash at the n-th step from now."""

    def __init__(self) -> None:
        self.left: int | None = None

    def step(self) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise Crash


class Fragile(MemoryStore):
    """A store whose every transaction is a step before it is durable, and one after."""

    def __init__(self, countdown: Countdown) -> None:
        super().__init__()
        self._countdown = countdown

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        with super().transaction() as tx:
            yield tx
            self._countdown.step()
        self._countdown.step()


class FragileChannel(FakeChannel):
    """A channel whose every message is a step before it arrives, and one after."""

    countdown = Countdown()

    async def send(self, address: str, reply: Any) -> str:
        self.countdown.step()
        await asyncio.sleep(0)
        reference = await super().send(address, reply)
        self.countdown.step()
        return reference


async def life(reminding: Reminding, now: datetime, minutes: int) -> None:
    """A process that looks after its outbox for some minutes."""
    end = now + timedelta(minutes=minutes)
    while now <= end:
        reminding.plan(now)
        await reminding.deliver(now)
        now = reminding.next_moment(now)


TROUBLE = st.sampled_from(["", "", "", "fail", "lost", "lost before"])
ROUNDS = 400 if os.environ.get("DONDOC_SOAK") else 60


@settings(max_examples=ROUNDS, deadline=None)
@given(
    crashes=st.lists(st.integers(0, 40), min_size=1, max_size=4),
    trouble=st.lists(TROUBLE, max_size=12),
    days=st.lists(st.sampled_from([21, 21, 22, 23, 26, 27, 28]), min_size=5, max_size=5),
)
async def test_crashes_at_any_step_lose_nothing_and_repeat_only_in_doubt(
    crashes: list[int], trouble: list[str], days: list[int]
) -> None:
    countdown = Countdown()
    store = Fragile(countdown)
    a_department(store)
    errors: list[DeliveryError | None] = [
        {"": None, "fail": NotSent("x"), "lost": Uncertain("arrived"), "lost before": Uncertain("gone")}[word]
        for word in trouble
    ]
    web = FragileChannel("web", errors, arrives=lambda error: str(error) == "arrived")
    web.countdown = countdown
    now = MORNING
    days = sorted(days)
    for crash, day in zip([*crashes, None], days, strict=False):
        now = max(now + timedelta(minutes=1), at(7, 45, date(2024, 2, day)))
        countdown.left = crash
        try:
            await life(Reminding(store, {"web": web}), now, 90)
        except Crash:
            await settled()
    countdown.left = None
    last = max(now + timedelta(minutes=1), at(7, 45, date(2024, 2, 28)))
    await life(Reminding(store, {"web": web}), last, 600)
    await life(Reminding(store, {"web": web}), at(17, 59, date(2024, 2, 28)), 1)

    doubts = sum(word.startswith("lost") for word in trouble) + len(crashes) * len(PEOPLE)
    for person in PEOPLE:
        mine = [sent for sent in web.sent if sent.address == person.id]
        assert is_told(store, person, mine), f"{person.id} was not told on the last day"
        headings = Counter(sent.reply.heading for sent in mine)
        assert set(headings.values()) <= {1}, "the same message twice without a mark"
        assert sum("(gửi lại)" in heading for heading in headings) <= doubts


async def settled() -> None:
    """Let everything that was under way meet the crash, too: the countdown is over for all."""
    for _ in range(50):
        await asyncio.sleep(0)


def is_told(store: Store, person: Person, mine: list[Sent]) -> bool:
    """Whether the last day's digest arrived, or its fate is that nobody knows: marked, and lost again."""
    last = store.get(Delivery, person.id)
    assert last is not None
    assert last.day == date(2024, 2, 28)
    return any("28/02/2024" in sent.reply.heading for sent in mine) or (
        last.state is DeliveryState.UNCERTAIN and last.again
    )


async def test_a_claim_found_at_the_start_is_a_message_under_way_in_a_crash(world: World) -> None:
    world.only(STAFF)
    world.reminding.plan(MORNING)
    with world.store.transaction() as tx:
        tx.put(replace(world.delivery(), state=DeliveryState.CLAIMED, attempts=1))
    started = Reminding(world.store, {"telegram": world.telegram, "web": world.web})
    await started.deliver(at(8))
    (sent,) = world.telegram.sent
    assert sent.reply.heading.endswith("(gửi lại)")
    assert world.history() == [(DeliveryState.SENT, "")]


async def test_a_second_crash_with_the_same_message_under_way_ends_it(world: World) -> None:
    world.only(STAFF)
    world.reminding.plan(MORNING)
    with world.store.transaction() as tx:
        tx.put(replace(world.delivery(), state=DeliveryState.CLAIMED, attempts=2, again=True))
    started = Reminding(world.store, {"telegram": world.telegram, "web": world.web})
    await started.deliver(at(8))
    assert world.telegram.attempts == 0
    assert world.history() == [(DeliveryState.UNCERTAIN, "crash")]


# ---------------------------------------------------------------- the loop


async def test_the_loop_delivers_what_falls_due_and_ends_when_told(world: World) -> None:
    stop = asyncio.Event()
    world.web.before = lambda address: stop.set() if world.web.attempts == 3 else None
    async with asyncio.timeout(10):
        await world.reminding.run(stop, MovableClock(MORNING - timedelta(seconds=0.5)))
    assert len(world.web.sent) == 3


async def test_the_loop_ends_soon_while_a_channel_hangs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.unasked.reminding.FAREWELL", 0.2)

    class Hanging(FakeChannel):
        async def send(self, address: str, reply: Any) -> str:
            stop.set()
            await asyncio.sleep(3600)
            return ""

    stop = asyncio.Event()
    world.only(STAFF)
    reminding = Reminding(world.store, {"web": Hanging("web")})
    async with asyncio.timeout(8):
        await reminding.run(stop, lambda: MORNING)
    assert world.delivery().state is DeliveryState.CLAIMED


# ---------------------------------------------------------------- news of changed plans


def left_to_tell(world: World, *people: Person, at: datetime = MORNING) -> None:
    """What an amendment leaves behind for these people."""
    changes = (
        PlanChange("thu-2024", "bc_so_ket", ChangeKind.MOVED, "Báo cáo sơ kết", "Trước 15/6/2024", "Trước 05/7/2024"),
        PlanChange("thu-2024", "cu", ChangeKind.WITHDRAWN, "Việc cũ", "Trong tháng 9", ""),
    )
    with world.store.transaction() as tx:
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
    left_to_tell(world, STAFF)
    await world.reminding.deliver(at(21))
    assert world.store.all(Announcement)
    assert world.reminding.next_moment(at(21)) == at(7, 45, DAY + timedelta(days=1))
    await world.reminding.deliver(at(8, day=DAY + timedelta(days=1)))
    assert len(news(world.telegram)) == 1


async def test_news_wait_until_nothing_more_has_changed_for_a_while() -> None:
    world = World()
    left_to_tell(world, STAFF, at=at(9))
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
