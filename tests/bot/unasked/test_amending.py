"""Reminders that are out, and what is settled meanwhile: each message is edited once, whoever did it, wherever."""

import asyncio
from datetime import date, datetime, timedelta

import pytest

from bot.channels.channel import DeliveryError, NotSent, Uncertain
from bot.unasked import amending
from bot.unasked.amending import TRIES, Amending
from plans.duties.giving import assign
from plans.model.duties import Assignment
from plans.model.plan import Plan, TaskProgress
from plans.model.reminding import Delivery, DeliveryKind, DeliveryState, Owed
from plans.problems import StoreUnwritable
from plans.registrations.registering import decline_title
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat
from tests.builders import HEAD, INDUSTRY, OFFICER, STAFF, do, entry_of
from tests.fakes import FakeChannel
from tests.reminded import PLAN, a_busy_store, a_delivery, an_item, at

JUNE = date(2024, 6, 13)
NOW = at(JUNE) + timedelta(hours=1)


class World:
    """One of the unit's people has its task in her digest, with her own answer; it was escalated to the head."""

    def __init__(self) -> None:
        self.store = a_busy_store()
        self.channel = FakeChannel("web")
        self.amending = Amending(self.store, {"web": self.channel})
        task = an_item(self.store, "so_lieu", Owed.TASK, JUNE)
        own = an_item(self.store, "dk_sang_kien", Owed.INNOVATION, JUNE)
        with self.store.transaction() as tx:
            tx.put(Assignment(PLAN, "so_lieu", HEAD.unit, STAFF.id, HEAD.id, NOW))
            tx.put(a_delivery(HEAD.id, JUNE, an_item(self.store, "so_lieu", Owed.ESCALATED, JUNE)))
            tx.put(a_delivery(STAFF.id, JUNE, task, own))

    def done(self, at: datetime = NOW) -> None:
        with self.store.transaction() as tx:
            tx.put(TaskProgress(PLAN, "so_lieu", at, OFFICER.id))

    async def look(self, now: datetime = NOW) -> list[str]:
        """Whose messages a look edits."""
        before = len(self.channel.sent)
        await self.amending.look(now)
        return sorted(sent.address for sent in self.channel.sent[before:])


@pytest.fixture
def world() -> World:
    return World()


async def test_nothing_is_edited_while_nothing_changes(world: World) -> None:
    assert await world.look() == []
    assert await world.look() == []


async def test_everybody_who_was_told_of_a_task_reads_once_that_it_is_done(world: World) -> None:
    await world.look()
    world.done()
    assert await world.look() == [HEAD.id, STAFF.id]
    assert await world.look() == []
    (head,) = [sent for sent in world.channel.sent if sent.address == HEAD.id]
    assert head.edits == "7"
    assert "Đỗ Thị Vân ghi nhận hoàn thành" in head.reply.text
    assert head.reply.text.startswith("Không còn việc nào phải nhắc.")
    assert head.reply.choices == ()


async def test_a_restart_edits_nothing_twice_and_misses_nothing(world: World) -> None:
    world.done()
    assert await world.look() == [HEAD.id, STAFF.id]
    world.amending = Amending(world.store, {"web": world.channel})
    assert await world.look() == []
    with world.store.transaction() as tx:
        tx.delete(TaskProgress, f"{PLAN}/so_lieu")
    world.amending = Amending(world.store, {"web": world.channel})
    assert await world.look() == [HEAD.id, STAFF.id], "it was taken back while nobody looked"


async def test_an_answer_concerns_its_own_person_only(world: World) -> None:
    await world.look()
    plan = world.store.get(Plan, PLAN)
    item = an_item(world.store, "ke_hoach", Owed.TITLE, date(2024, 2, 20))
    with world.store.transaction() as tx:
        tx.put(a_delivery(STAFF.id, date(2024, 2, 20), item))
        tx.put(a_delivery(HEAD.id, date(2024, 2, 20), item))
    do(world.store, decline_title, STAFF, STAFF, plan, now=at(date(2024, 2, 20)))
    assert await world.look(at(date(2024, 2, 20))) == [STAFF.id]


async def test_a_task_given_to_somebody_leaves_the_heads_message(world: World) -> None:
    with world.store.transaction() as tx:
        tx.delete(Assignment, f"{PLAN}/so_lieu/{HEAD.unit}")
        tx.delete(Delivery, STAFF.id)
        tx.put(a_delivery(HEAD.id, JUNE, an_item(world.store, "so_lieu", Owed.TASK, JUNE)))
    assert await world.look() == []
    do(world.store, assign, HEAD, entry_of(world.store, "so_lieu"), INDUSTRY, STAFF, now=NOW)
    assert await world.look() == [HEAD.id]
    assert "đã giao cho Phạm Thị Lan" in world.channel.sent[-1].reply.text


async def test_whoever_presses_in_the_message_itself_has_it_edited_by_the_answer(world: World) -> None:
    await world.look()
    chat = Chat(world.store, STAFF.id, now=NOW)
    chat.send(action=f"digest:done:d240613:{entry_of(world.store, 'so_lieu').key}:t:240611")
    assert chat.replies[0].replaces
    assert await world.look() == [HEAD.id]


async def test_reports_and_messages_that_never_went_out_are_left_alone(world: World) -> None:
    item = an_item(world.store, "so_lieu", Owed.TASK, JUNE)
    with world.store.transaction() as tx:
        tx.put(a_delivery(HEAD.id, JUNE, item, kind=DeliveryKind.BRIEFING))
        tx.put(a_delivery(HEAD.id, JUNE, item, kind=DeliveryKind.PING, state=DeliveryState.DUE))
        tx.put(a_delivery("gone", JUNE, item))
    world.done()
    assert await world.look() == [HEAD.id, STAFF.id]


async def test_what_has_taken_a_messages_place_meanwhile_is_not_taken_for_it(world: World) -> None:
    item = an_item(world.store, "so_lieu", Owed.TASK, JUNE)

    def replaced(_address: str) -> None:
        with world.store.transaction() as tx:
            tx.put(a_delivery(HEAD.id, date(2024, 6, 14), item, state=DeliveryState.DUE))

    world.channel.before = replaced
    world.done()
    await world.look()
    found = world.store.get(Delivery, HEAD.id)
    assert found is not None
    assert found.ended == ()


@pytest.mark.parametrize("error", [NotSent("message can't be edited", permanent=True), Uncertain("lost")])
async def test_an_edit_that_fails_for_good_is_not_tried_again(world: World, error: DeliveryError) -> None:
    world.channel.script([error, error])
    world.done()
    await world.look()
    assert await world.look() == []
    assert world.channel.attempts == 2


async def test_an_edit_that_must_wait_is_tried_again_a_few_times(world: World) -> None:
    world.channel.script([NotSent("too many requests", retry_after=1)] * 2)
    world.done()
    assert await world.look() == []
    assert await world.look() == [HEAD.id, STAFF.id]
    world.channel.script([NotSent("gateway")] * 100)
    with world.store.transaction() as tx:
        tx.delete(TaskProgress, f"{PLAN}/so_lieu")
    attempts = world.channel.attempts
    for _ in range(10):
        await world.look()
    assert world.channel.attempts == attempts + 2 * (TRIES + 1)


async def test_what_cannot_be_written_down_is_edited_once_more_after_a_restart(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.done()

    def full(_self: MemoryStore) -> None:
        raise StoreUnwritable("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(MemoryStore, "transaction", full)
        await world.look()
    world.amending = Amending(world.store, {"web": world.channel})
    assert await world.look() == [HEAD.id, STAFF.id]


async def test_a_bug_in_one_message_leaves_no_other_as_it_was(world: World) -> None:
    def broken_for_head(address: str) -> None:
        if address == HEAD.id:
            raise RuntimeError("a bug")

    world.channel.before = broken_for_head
    world.done()
    assert await world.look() == [STAFF.id]
    assert await world.look() == []


async def test_it_goes_on_until_it_is_stopped_and_survives_a_bug(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amending, "GLANCE", 0.0)
    stop = asyncio.Event()
    times = 0

    def clock() -> datetime:
        nonlocal times
        times += 1
        if times == 3:
            stop.set()
        return NOW

    world.channel.before = _broken
    world.done()
    await world.amending.run(stop, clock)
    assert times == 3
    assert "met a bug" in caplog.text


def _broken(_address: str) -> None:
    raise RuntimeError("a bug")
