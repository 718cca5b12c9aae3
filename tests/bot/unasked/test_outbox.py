"""The outbox: every state and every crash. Nothing is lost; what is repeated says so and is repeated once."""

import asyncio
import itertools
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.channel import Moved, NotSent, Uncertain
from bot.unasked.outbox import Outbox
from bot.unasked.outgoing import DOUBT, FIRST_PAUSE
from bot.unasked.routing import TRIES
from plans.model.people import Person
from plans.model.reaching import Contact
from plans.model.reminding import Delivery, DeliveryKind, DeliveryState, Notice, Snooze, Undelivered
from plans.noticing import notify
from plans.registrations.registering import ANSWERED_FOR
from tests.bot.unasked.worlds import DAY, Unwritable, World, at
from tests.builders import LEADER, OFFICER, STAFF

MORNING = at(8)


@pytest.fixture
def world() -> World:
    """Lan has Telegram, a page and e-mail."""
    return World("telegram", "web", "email")


# ---------------------------------------------------------------- one attempt


async def test_a_reminder_goes_out_once_over_its_persons_first_channel(world: World) -> None:
    world.plan(MORNING)
    await world.outbox.deliver(MORNING)
    await world.outbox.deliver(at(9))
    delivery = world.delivery()
    assert (delivery.state, delivery.channel, delivery.contact) == (DeliveryState.SENT, "telegram", "tg-lan")
    assert [sent.reference for sent in world.channels["telegram"].sent] == [delivery.message]
    assert world.log() == [("digest", "telegram", "sent", "")]


async def test_a_claim_is_durable_before_anything_is_sent(world: World) -> None:
    states: list[DeliveryState] = []
    world.channels["telegram"].before = lambda _address: states.append(world.delivery().state)
    world.plan(MORNING)
    await world.outbox.deliver(MORNING)
    assert states == [DeliveryState.CLAIMED]


async def test_a_reminder_waits_for_its_turn_before_it_is_claimed(world: World) -> None:
    states: list[tuple[str, DeliveryState]] = []

    async def turn(address: str) -> None:
        states.append((address, world.delivery().state))

    outbox = Outbox(world.store, world.channels, {"telegram": turn})
    world.plan(MORNING)
    await outbox.deliver(MORNING)
    assert states == [("tg-lan", DeliveryState.DUE)]
    assert world.arrived() == ["telegram"]


async def test_whoever_has_put_everything_off_gets_none(world: World) -> None:
    for item in world.plan(MORNING).items:
        with world.store.transaction() as tx:
            tx.put(Snooze(STAFF.id, item.plan, item.task, item.owed, at(8, day=DAY + timedelta(days=6)), item.unit))
    await world.outbox.deliver(MORNING)
    assert world.log() == [("digest", "", "skipped", "nothing owed")]
    assert world.arrived() == []


async def test_whoever_has_left_gets_none(world: World) -> None:
    world.plan(MORNING)
    with world.store.transaction() as tx:
        tx.put(replace(STAFF, left=DAY))
    await world.outbox.deliver(MORNING)
    assert world.log() == [("digest", "", "skipped", "left")]


# ---------------------------------------------------------------- failures


async def test_a_failure_is_tried_again_after_a_growing_pause(world: World) -> None:
    world.channels["telegram"].script([NotSent("ConnectError"), NotSent("ConnectError")])
    world.plan(MORNING)
    await world.outbox.deliver(MORNING)
    assert world.delivery().state is DeliveryState.FAILED
    assert world.outbox.next_moment(MORNING) == MORNING + FIRST_PAUSE
    await world.outbox.deliver(MORNING + FIRST_PAUSE / 2)
    assert world.channels["telegram"].attempts == 1
    second = MORNING + FIRST_PAUSE
    await world.outbox.deliver(second)
    assert world.delivery().retry_at == second + 2 * FIRST_PAUSE
    await world.outbox.deliver(second + 2 * FIRST_PAUSE)
    assert (world.delivery().state, world.delivery().again) == (DeliveryState.SENT, False)


async def test_a_flood_limit_is_waited_for(world: World) -> None:
    world.channels["telegram"].script([NotSent("too many requests", retry_after=240)])
    world.plan(MORNING)
    await world.outbox.deliver(MORNING)
    assert world.delivery().retry_at == MORNING + timedelta(seconds=240)


async def test_a_dead_address_rests_and_the_next_channel_is_tried_at_once(world: World) -> None:
    world.channels["telegram"].script([NotSent("bot was blocked by the user", permanent=True)])
    world.plan(MORNING)
    await world.outbox.deliver(MORNING)
    contact = world.store.get(Contact, "telegram:tg-lan")
    assert contact is not None
    assert not contact.active
    assert (world.arrived(), world.delivery().channel) == (["web"], "web")


async def test_a_moved_address_is_followed_at_once(world: World) -> None:
    world.channels["telegram"].script([Moved("tg-new")])
    world.plan(MORNING)
    await world.outbox.deliver(MORNING)
    assert [sent.address for sent in world.channels["telegram"].sent] == ["tg-new"]
    assert world.store.get(Contact, "telegram:tg-lan") is None
    assert world.delivery().contact == "tg-new"


async def test_an_address_that_moves_in_circles_is_given_up(world: World) -> None:
    world.channels["telegram"].script([Moved("a"), Moved("tg-lan"), Moved("a"), Moved("tg-lan")])
    world.plan(MORNING)
    await world.outbox.deliver(MORNING)
    assert world.channels["telegram"].attempts == 2
    assert world.arrived() == ["web"]


async def test_a_channel_out_of_reach_for_hours_gives_way_to_the_next(world: World) -> None:
    world.channels["telegram"].script([NotSent("ConnectError")] * 100)
    world.plan(MORNING)
    await world.play(MORNING, at(12))
    assert world.channels["telegram"].attempts == TRIES
    assert world.arrived() == ["web"]


async def test_nobody_to_reach_is_written_down_and_reported() -> None:
    world = World("telegram")
    world.channels["web"].script([NotSent("nobody of that name", permanent=True)])
    world.channels["telegram"].script([NotSent("chat not found", permanent=True)])
    world.plan(MORNING)
    await world.outbox.deliver(MORNING)
    assert world.log() == [("digest", "web", "undelivered", "unreachable")]
    assert [missed.person for missed in world.store.all(Undelivered)] == [STAFF.id]


async def test_a_lost_answer_is_sent_again_once_and_marked_and_then_reported(world: World) -> None:
    world.channels["telegram"].script([Uncertain("ReadTimeout"), Uncertain("ReadTimeout")])
    world.plan(MORNING)
    await world.outbox.deliver(MORNING)
    assert world.outbox.next_moment(MORNING) == MORNING + DOUBT
    await world.outbox.deliver(MORNING + DOUBT)
    await world.outbox.deliver(MORNING + 10 * DOUBT)
    first, second = (sent.reply.heading for sent in world.channels["telegram"].sent)
    assert second == f"{first} (gửi lại)"
    assert world.log() == [("digest", "telegram", "uncertain", "ReadTimeout")]
    assert [missed.reason for missed in world.store.all(Undelivered)] == ["uncertain"]


async def test_a_bug_in_a_channel_counts_as_a_lost_answer_and_stops_nobody(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(address: str) -> None:
        if address == "tg-lan":
            raise ZeroDivisionError

    with world.store.transaction() as tx:
        tx.put(Contact("telegram", "tg-van", OFFICER.id, MORNING))
    world.channels["telegram"].before = crash
    world.plan(MORNING)
    world.plan(MORNING, person=OFFICER)
    await world.outbox.deliver(MORNING)
    assert world.delivery().state is DeliveryState.UNCERTAIN
    assert world.delivery(OFFICER.id).state is DeliveryState.SENT
    assert "ZeroDivisionError" in caplog.text


async def test_a_long_row_of_digests_holds_back_neither_pings_nor_other_channels() -> None:
    world = World("telegram")
    people = [replace(STAFF, id=f"p{number}") for number in range(160)]
    with world.store.transaction() as tx:
        for person in people:
            tx.put(person)
            tx.put(Contact("telegram", f"tg-{person.id}", person.id, MORNING))
    for person in people:
        world.plan(MORNING, person=person)
    world.plan(MORNING, DeliveryKind.PING)

    async def turn(_address: str) -> None:
        for _ in range(20):
            await asyncio.sleep(0)

    standing_still = 0.0  # how long a write takes would decide who comes when
    await Outbox(world.store, world.channels, {"telegram": turn}, lambda: standing_still).deliver(MORNING)
    order = [sent.address for sent in world.channels["telegram"].sent]
    assert order.index("tg-lan") < len(order) / 2


async def test_few_letters_are_claimed_before_there_is_a_line_to_the_mail_server() -> None:
    world = World()
    people = [replace(STAFF, id=f"p{number}", email=f"p{number}@example.vn") for number in range(20)]
    with world.store.transaction() as tx:
        for person in people:
            tx.put(person)
    for person in people:
        world.plan(MORNING, person=person)
    claimed = []

    def count(_address: str) -> None:
        claimed.append(sum(each.state is DeliveryState.CLAIMED for each in world.store.all(Delivery)))

    world.channels["email"].before = count
    await world.outbox.deliver(MORNING)
    assert len(world.channels["email"].sent) == len(people)
    assert max(claimed) <= 8


# ---------------------------------------------------------------- a store that can't be written


async def test_a_message_is_not_sent_unless_its_claim_can_be_written() -> None:
    store = Unwritable()
    world = World("telegram", store=store)
    world.plan(MORNING)
    store.full = True
    await world.outbox.deliver(MORNING)
    assert world.channels["telegram"].attempts == 0
    store.full = False
    await world.outbox.deliver(MORNING)
    assert world.arrived() == ["telegram"]


async def test_a_sent_message_that_could_not_be_written_down_is_not_sent_again() -> None:
    store = Unwritable()
    world = World("telegram", store=store)

    def fill(_address: str) -> None:
        store.full = True

    world.channels["telegram"].before = fill
    world.plan(MORNING)
    await world.outbox.deliver(MORNING)
    store.full = False
    world.outbox.catch_up(at(9))
    await world.outbox.deliver(at(9))
    assert Counter(world.arrived()) == {"telegram": 1}
    assert (world.delivery().state, world.delivery().again) == (DeliveryState.SENT, False)


async def test_at_the_end_what_was_just_sent_is_written_down_without_waiting_for_the_store_to_rest() -> None:
    world = World("telegram")
    world.plan(MORNING)
    outbox = Outbox(world.store, world.channels, monotonic=itertools.count(0.0, 10.0).__next__)
    world.channels["telegram"].before = lambda _address: outbox.end()
    async with asyncio.timeout(5):
        await outbox.deliver(MORNING)
    assert world.delivery().state is DeliveryState.SENT


# ---------------------------------------------------------------- crashes


async def test_a_claim_found_at_the_start_is_a_message_under_way_in_a_crash(world: World) -> None:
    planned = world.plan(MORNING)
    with world.store.transaction() as tx:
        tx.put(replace(planned, state=DeliveryState.CLAIMED, attempts=1))
    await world.outbox.deliver(at(9))
    (sent,) = world.channels["telegram"].sent
    assert sent.reply.heading.endswith("(gửi lại)")
    assert world.log() == [("digest", "telegram", "sent", "")]


async def test_a_second_crash_with_the_same_message_under_way_ends_it_and_the_office_learns_it(world: World) -> None:
    planned = world.plan(MORNING)
    with world.store.transaction() as tx:
        tx.put(replace(planned, state=DeliveryState.CLAIMED, attempts=2, again=True, channel="telegram"))
    await world.outbox.deliver(at(9))
    assert world.arrived() == []
    assert world.log() == [("digest", "telegram", "uncertain", "crash")]
    assert [missed.reason for missed in world.store.all(Undelivered)] == ["uncertain"]


# ---------------------------------------------------------------- others than reminders


async def test_a_notice_takes_the_same_ways_and_on_the_web_it_is_told_at_once() -> None:
    world = World("telegram", "web")
    world.channels["telegram"].script([NotSent("blocked", permanent=True)])
    with world.store.transaction() as tx:
        notify(tx, MORNING, STAFF.id, ANSWERED_FOR, "thu-2024/lan/title", {"plan": "thu-2024", "by": LEADER.id})
    before = world.store.all(Notice)
    await world.outbox.deliver(MORNING)
    assert before
    assert world.store.all(Notice) == ()
    assert isinstance(world.store.get(Person, STAFF.id), Person)
