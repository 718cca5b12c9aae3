"""Where a reminder goes on: over the channels in order, on the web only when a page has shown it, and to the office."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.channels.channel import NotSent, Uncertain
from bot.messages import Answered
from bot.unasked.outgoing import give_way
from plans.model.people import Department
from plans.model.plan import Plan, TaskProgress
from plans.model.reaching import Contact, WebSession
from plans.model.reminding import Delivery, DeliveryKind, DeliveryState, ReminderSettings, Undelivered
from plans.registrations.registering import decline_title
from plans.reminding.muting import Mutable
from tests.bot.unasked.worlds import DAY, LATE, World, at
from tests.builders import LEADER, STAFF

NEXT = date(2024, 2, 28)
DONE = date(2024, 3, 4)


def pressed(world: World, now: datetime, address: str = "telegram:tg-lan") -> None:
    channel, _, place = address.partition(":")
    with world.store.transaction() as tx:
        tx.put(Answered(channel, place, 1, (), now))


# ---------------------------------------------------------------- the order of channels


@pytest.mark.parametrize(
    ("ways", "first"),
    [(("telegram", "web", "email"), "telegram"), (("web", "email"), "web"), (("email",), "email"), (("web",), "web")],
)
async def test_the_first_way_that_a_person_has_is_taken(ways: tuple[str, ...], first: str) -> None:
    world = World(*ways)
    world.plan(at(8))
    await world.outbox.deliver(at(8))
    assert world.arrived() == [first]


async def test_a_person_chooses_the_order() -> None:
    world = World("telegram", "web", "email")
    with world.store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id, channels=("email", "telegram")))
    world.plan(at(8))
    await world.outbox.deliver(at(8))
    assert world.arrived() == ["email"]


async def test_when_an_address_is_dead_the_next_way_is_taken_at_once_and_then_the_last() -> None:
    world = World("telegram", "email")
    world.channels["telegram"].script([NotSent("blocked", permanent=True)])
    world.channels["email"].script([NotSent("no such mailbox", permanent=True)])
    world.plan(at(8))
    await world.outbox.deliver(at(8))
    assert world.arrived() == ["web"]  # where it lies for when its person comes in some day
    assert world.log() == [("digest", "web", "undelivered", "unreachable")]
    world.plan(at(9))
    await world.outbox.deliver(at(9))
    assert world.channels["telegram"].attempts == world.channels["email"].attempts == 1


async def test_a_dead_mailbox_is_tried_again_when_the_roster_has_another_or_a_month_has_passed() -> None:
    world = World("email")
    world.channels["email"].script([NotSent("no such mailbox", permanent=True)])
    world.plan(at(8))
    await world.outbox.deliver(at(8))
    with world.store.transaction() as tx:
        tx.put(replace(STAFF, email="lan.pham@example.vn"))
    world.plan(at(9))
    await world.outbox.deliver(at(9))
    assert [sent.address for sent in world.channels["email"].sent] == ["lan.pham@example.vn"]
    dead = world.store.get(Contact, "email:lan@example.vn")
    assert dead is not None
    assert not dead.active


async def test_a_digest_that_its_reader_wants_by_no_letter_ends_there_and_is_not_reported() -> None:
    world = World("email")
    with world.store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id, muted=(Mutable.EARLY,)))
    world.plan(at(8))
    await world.outbox.deliver(at(8))
    assert (world.arrived(), world.log()) == ([], [("digest", "", "skipped", "muted")])
    world.plan(at(8, day=LATE))
    await world.outbox.deliver(at(8, day=LATE))
    assert world.arrived() == ["email"]


async def test_a_reminder_for_somebody_without_a_channel_is_reported_at_once_and_lies_on_the_web() -> None:
    world = World()
    world.plan(at(8))
    await world.outbox.deliver(at(8))
    assert world.arrived() == ["web"]
    assert world.log() == [("digest", "web", "undelivered", "no channel")]
    (missed,) = world.store.all(Undelivered)
    assert (missed.person, missed.reason, missed.reported) == (STAFF.id, "no channel", None)


# ---------------------------------------------------------------- delivered is displayed


async def test_a_reminder_on_the_web_is_placed_until_a_page_has_shown_it() -> None:
    world = World("web")
    world.plan(at(8))
    await world.outbox.deliver(at(8))
    assert (world.delivery().state, world.log()) == (DeliveryState.PLACED, [])
    world.look(at(9))
    await world.outbox.deliver(at(9))
    assert (world.delivery().state, world.log()) == (DeliveryState.SENT, [("digest", "web", "sent", "")])


async def test_in_the_demo_everybody_sits_before_a_page() -> None:
    world = World()
    with world.store.transaction() as tx:
        tx.put(Department("Sở Thử nghiệm", demo=True))
    world.plan(at(8))
    await world.outbox.deliver(at(8))
    assert world.log() == [("digest", "web", "sent", "")]


async def test_what_no_page_shows_within_a_working_day_goes_on_by_mail() -> None:
    world = World("web", "email")
    world.plan(at(8))
    await world.play(at(8), at(8, day=DAY + timedelta(days=1)))
    assert world.arrived() == ["web", "email"]
    assert sorted(world.log()) == [("digest", "web", "skipped", "went on"), ("follow", "email", "sent", "")]


async def test_an_early_reminder_waits_on_the_web_for_the_next_digest_and_is_reported_then() -> None:
    world = World("web")
    world.plan(at(8))
    await world.play(at(8), at(8, day=LATE))
    assert world.delivery().state is DeliveryState.PLACED
    assert world.outbox.next_moment(at(9)) is None


async def test_the_last_reminders_are_reported_when_no_page_has_shown_them_for_a_working_day() -> None:
    world = World("web")
    world.plan(at(8, day=LATE))
    await world.play(at(8, day=LATE), at(7, 59, day=NEXT))
    assert world.log() == []
    await world.play(at(7, 59, day=NEXT), at(8, day=NEXT))
    assert world.log() == [("digest", "web", "undelivered", "not displayed")]


# ---------------------------------------------------------------- going on


async def test_the_last_reminders_go_on_from_channel_to_channel_while_nobody_reacts() -> None:
    world = World("telegram", "web", "email")
    world.plan(at(8, day=LATE))
    await world.play(at(8, day=LATE), at(8, day=DONE))
    assert world.arrived() == ["telegram", "web", "email"]
    fates = [entry[:3] for entry in world.log()]
    assert fates == [("digest", "telegram", "sent"), ("follow", "web", "skipped"), ("follow", "email", "sent")]
    assert world.store.all(Undelivered) == ()


async def test_the_follower_goes_out_a_working_day_later_and_not_before() -> None:
    world = World("telegram", "email")
    friday = date(2024, 3, 1)
    world.plan(at(15, day=friday))
    await world.play(at(15, day=friday), at(14, 59, day=date(2024, 3, 4)))
    assert world.arrived() == ["telegram"]
    await world.play(at(14, 59, day=date(2024, 3, 4)), at(15, day=date(2024, 3, 4)))
    assert world.arrived() == ["telegram", "email"]


@pytest.mark.parametrize("reaction", ["press", "press on the web", "look"])
async def test_a_reaction_ends_it(reaction: str) -> None:
    world = World("telegram", "email")
    world.plan(at(8, day=LATE))
    await world.outbox.deliver(at(8, day=LATE))
    if reaction == "look":
        world.look(at(9, day=LATE))
    else:
        pressed(world, at(9, day=LATE), f"web:{STAFF.id}" if "web" in reaction else "telegram:tg-lan")
    await world.play(at(10, day=LATE), at(8, day=DONE))
    assert world.arrived() == ["telegram"]
    assert world.log()[-1] == ("follow", "", "skipped", "reaction")


async def test_what_is_done_meanwhile_goes_nowhere() -> None:
    world = World("telegram", "email")
    world.plan(at(8, day=LATE))
    await world.outbox.deliver(at(8, day=LATE))
    plan = world.store.all(Plan)[0]
    with world.store.transaction() as tx:
        decline_title(tx, at(9, day=LATE), STAFF, STAFF, plan)
        for task in plan.tasks:
            tx.put(TaskProgress(plan.id, task.id, at(9, day=LATE), "van"))
        idea = next(task for task in plan.tasks if task.id == "dk_sang_kien")
        tx.put(replace(plan, tasks=tuple(replace(task, opens=None) if task == idea else task for task in plan.tasks)))
    await world.play(at(10, day=LATE), at(8, day=DONE))
    assert world.arrived() == ["telegram"]


async def test_early_reminders_and_a_leaders_report_do_not_go_on() -> None:
    world = World("telegram", "email")
    world.plan(at(8))
    await world.outbox.deliver(at(8))
    assert world.followers() == []
    world.plan(at(8, day=LATE), DeliveryKind.BRIEFING)
    await world.outbox.deliver(at(8, day=LATE))
    assert world.followers() == []


async def test_a_leaders_report_that_no_page_shows_goes_on_by_mail_whole_even_without_matters_of_their_own() -> None:
    world = World()
    with world.store.transaction() as tx:
        tx.put(WebSession("leaders", LEADER.id, at(7), at(7) + timedelta(days=30)))
        tx.put(replace(LEADER, email="minh@example.vn"))
        tx.put(Delivery(LEADER.id, DAY, (), DeliveryState.DUE, at(8), kind=DeliveryKind.BRIEFING))
    await world.play(at(8), at(18, day=DAY + timedelta(days=3)))
    (placed,), (letter,) = world.channels["web"].sent, world.channels["email"].sent
    assert letter.reply.heading.startswith("Báo cáo")
    assert letter.reply.text == placed.reply.text.replace("20/02", "21/02")
    assert letter.reply.occasion is not None
    assert letter.reply.occasion.kind == DeliveryKind.BRIEFING
    assert world.store.all(Undelivered) == ()


async def test_what_goes_on_by_mail_is_muted_like_what_it_follows() -> None:
    world = World("web", "email")
    with world.store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id, muted=(Mutable.EARLY,)))
    world.plan(at(8))
    await world.play(at(8), at(18, day=DAY + timedelta(days=3)))
    assert world.arrived() == ["web"]
    assert world.store.all(Undelivered) == ()


async def test_a_second_channel_that_does_not_answer_reports_nothing_that_the_first_has_taken() -> None:
    world = World("telegram", "email")
    world.channels["email"].script([Uncertain("lost"), Uncertain("lost")])
    world.plan(at(8, day=LATE))
    await world.play(at(8, day=LATE), at(18, day=DONE))
    assert world.arrived() == ["telegram", "email", "email"]
    assert world.store.all(Undelivered) == ()


async def test_a_channel_that_stays_out_of_reach_is_reported_although_every_day_has_a_digest_of_its_own() -> None:
    world = World("telegram")
    world.channels["telegram"].script([NotSent("ConnectError")] * 100)
    days = [DAY + timedelta(days=n) for n in range(3)]
    for day in days:
        before = world.store.get(Delivery, STAFF.id)
        world.plan(at(8, day=day))
        if before is not None:
            with world.store.transaction() as tx:
                give_way(tx, before, at(8, day=day))
        await world.play(at(8, day=day), at(18, day=day))
    assert [(each.day, each.reason) for each in world.store.all(Undelivered)] == [
        (day, "out of reach") for day in days[:2]
    ]


async def test_a_single_ping_goes_on_with_all_that_it_says() -> None:
    world = World("telegram", "email")
    ping = world.plan(at(14), DeliveryKind.PING)
    await world.outbox.deliver(at(14))
    (follower,) = world.followers()
    assert {item.task for item in follower.items} == {item.task for item in ping.items}


async def test_a_follower_that_waits_does_not_hold_back_the_next_digest() -> None:
    world = World("telegram", "email")
    world.plan(at(8, day=LATE))
    await world.outbox.deliver(at(8, day=LATE))
    world.plan(at(8, day=NEXT))
    await world.play(at(8, day=NEXT), at(9, day=NEXT))
    assert world.arrived() == ["telegram", "telegram", "email"]


async def test_a_channel_out_of_reach_for_a_whole_working_day_is_reported() -> None:
    world = World("email")
    world.channels["email"].script([NotSent("ConnectError")] * 1000)
    world.plan(at(8))
    await world.play(at(8), at(12, day=DAY + timedelta(days=1)))
    (missed,) = world.store.all(Undelivered)
    assert (missed.reason, missed.channel) == ("out of reach", "email")


async def test_what_telegram_asks_to_wait_for_counts_as_no_failure() -> None:
    world = World("telegram", "web")
    world.channels["telegram"].script([NotSent("too many requests", retry_after=60)] * 20)
    world.plan(at(8))
    await world.play(at(8), at(9))
    assert world.arrived() == ["telegram"]


async def test_retries_keep_the_quiet_hours() -> None:
    world = World("telegram")
    world.channels["telegram"].script([NotSent("ConnectError")] * 3)
    world.plan(at(17, 59))
    hours = []
    world.channels["telegram"].before = lambda _address: hours.append(True)
    await world.play(at(17, 59), at(23))
    assert len(hours) == 2
    assert world.delivery().state is DeliveryState.FAILED
    moment = world.outbox.next_moment(at(23))
    assert moment is not None
    assert moment >= at(7, day=DAY + timedelta(days=1))


async def test_what_failed_by_a_clock_that_was_ahead_goes_out_once_that_is_set_right() -> None:
    world = World("telegram")
    world.channels["telegram"].script([NotSent("ConnectError")])
    world.plan(at(8))
    await world.outbox.deliver(at(8, day=DAY + timedelta(days=2)))
    assert world.delivery().state is DeliveryState.FAILED
    await world.outbox.deliver(at(8))
    assert (world.arrived(), world.delivery().day) == (["telegram"], DAY)


async def test_what_is_left_of_yesterday_waits_for_its_readers_hour() -> None:
    world = World("telegram")
    with world.store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id, hour=time(10, 30)))
    world.channels["telegram"].script([NotSent("ConnectError")])
    world.plan(at(17, 59, day=LATE))
    await world.outbox.deliver(at(17, 59, day=LATE))
    await world.play(at(19, day=LATE), at(10, 29, day=NEXT))
    assert world.arrived() == []
    await world.play(at(10, 29, day=NEXT), at(10, 30, day=NEXT))
    assert world.arrived() == ["telegram"]


def test_one_digest_has_one_record_and_every_follower_its_own() -> None:
    digest = Delivery(STAFF.id, DAY, (), DeliveryState.DUE, at(8))
    follower = replace(digest, kind=DeliveryKind.FOLLOW, origin="digest-2024-02-20-telegram")
    assert (digest.id, follower.id) == ("lan", "lan/follow/digest-2024-02-20-telegram")
