"""Notices on their way out: said when they are sent, once, in humane hours, and not at all when nothing is left."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.channel import DeliveryError, NotSent, Uncertain
from bot.clock import MovableClock
from bot.messages import Reply
from bot.presses import press
from bot.talk import Voice
from bot.unasked.notices import kinds
from bot.unasked.notices.kinds import Kind
from bot.unasked.outgoing import DOUBT, FIRST_PAUSE
from bot.unasked.reminding import Reminding
from plans.model.people import Preference
from plans.model.reaching import Contact, Dialogue
from plans.model.reminding import DeliveryState, Notice, PlannedThrough
from plans.noticing import notify, recall
from plans.store.memory import MemoryStore
from plans.store.port import Facts
from plans.working_days import HANOI
from tests.bot.chatting import a_store
from tests.bot.unasked.worlds import Countdown, Crash, Fragile, FragileChannel, life, settled
from tests.builders import PEOPLE, STAFF, TODAY, a_department
from tests.fakes import FakeChannel

MORNING = datetime(2024, 2, 20, 9, 0, tzinfo=HANOI)
EVENING = datetime(2024, 2, 20, 19, 30, tzinfo=HANOI)
NIGHT = datetime(2024, 2, 20, 23, 0, tzinfo=HANOI)
#: What a notice of the kind "test" about this says nothing of any more.
SETTLED: set[str] = set()


def _said(_facts: Facts, voice: Voice, notice: Notice) -> Reply:
    return Reply(
        f"{voice.texts.language} {notice.values['word']}",
        "Việc cần biết",
        ((press("Xem", "ask", "mine"), press("Tháng này", "ask", "month")),),
    )


@pytest.fixture(autouse=True, scope="module")
def _kind() -> Iterator[None]:
    stands = Kind(_said, lambda _facts, notice, _today: notice.about not in SETTLED)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kinds, "KINDS", {"test": stands})
        yield


class World:
    """Lan has Telegram; both channels are scripted; nobody is owed a digest."""

    def __init__(self) -> None:
        self.store: MemoryStore = a_store()
        with self.store.transaction() as tx:
            tx.put(Contact("telegram", "tg-lan", STAFF.id, MORNING))
        self.telegram, self.web = FakeChannel("telegram"), FakeChannel("web")
        self.reminding = Reminding(self.store, {"telegram": self.telegram, "web": self.web})

    def planned(self, now: datetime) -> None:
        """Everything has been planned up to then."""
        with self.store.transaction() as tx:
            tx.put(PlannedThrough(now))

    def leave(self, now: datetime = MORNING, *, word: str = "một", about: str = "a", at_once: bool = False) -> Notice:
        with self.store.transaction() as tx:
            return notify(tx, now, STAFF.id, "test", about, {"word": word}, at_once=at_once)

    @property
    def ends(self) -> list[tuple[DeliveryState, str]]:
        return [(entry.state, entry.reason) for _, entry in self.store.entries("notices", Notice)]

    @property
    def texts(self) -> list[str]:
        return [sent.reply.text for sent in self.telegram.sent]


@pytest.fixture
def world() -> World:
    return World()


async def test_a_notice_is_told_once_in_the_language_of_its_reader_and_then_it_is_history(world: World) -> None:
    world.leave()
    with world.store.transaction() as tx:
        tx.put(Preference(STAFF.id, "en"))
    for _ in range(3):
        await world.reminding.deliver(MORNING)
    assert world.texts == ["en một"]
    assert world.store.all(Notice) == ()
    assert world.ends == [(DeliveryState.SENT, "")]


async def test_a_claim_is_durable_before_a_notice_is_sent(world: World) -> None:
    states: list[DeliveryState] = []
    world.telegram.before = lambda address: states.append(world.store.all(Notice)[0].state)
    world.leave()
    await world.reminding.deliver(MORNING)
    assert states == [DeliveryState.CLAIMED]


async def test_notices_about_different_things_are_different_messages(world: World) -> None:
    world.leave(about="a", word="một")
    world.leave(about="b", word="hai")
    await world.reminding.deliver(MORNING)
    assert sorted(world.texts) == ["vi hai", "vi một"]


async def test_only_the_latest_about_a_thing_is_told(world: World) -> None:
    world.leave(word="một")
    world.leave(word="hai")
    await world.reminding.deliver(MORNING)
    assert world.texts == ["vi hai"]


async def test_what_is_left_while_the_earlier_is_under_way_is_told_after_it(world: World) -> None:
    def leave_another(_address: str) -> None:
        if not world.telegram.sent:
            world.leave(word="hai")

    world.telegram.before = leave_another
    world.leave(word="một")
    await world.reminding.deliver(MORNING)
    await world.reminding.deliver(MORNING + timedelta(seconds=1))
    assert world.texts == ["vi một", "vi hai"]
    assert world.ends == [(DeliveryState.SENT, "")] * 2


async def test_what_is_recalled_is_not_told(world: World) -> None:
    world.leave()
    with world.store.transaction() as tx:
        recall(tx, STAFF.id, "test", "a")
    await world.reminding.deliver(MORNING)
    assert world.telegram.attempts == 0


async def test_what_does_not_stand_any_more_is_not_told(world: World) -> None:
    world.leave()
    SETTLED.add("a")
    await world.reminding.deliver(MORNING)
    SETTLED.clear()
    assert world.telegram.attempts == 0
    assert (world.store.all(Notice), world.ends) == ((), [(DeliveryState.SKIPPED, "nothing owed")])


async def test_a_kind_of_an_older_programme_tells_nothing(world: World) -> None:
    with world.store.transaction() as tx:
        notify(tx, MORNING, STAFF.id, "forgotten", "a")
    await world.reminding.deliver(MORNING)
    assert world.ends == [(DeliveryState.SKIPPED, "nothing owed")]


async def test_who_has_left_is_told_nothing(world: World) -> None:
    world.leave()
    with world.store.transaction() as tx:
        tx.put(replace(STAFF, left=TODAY))
    await world.reminding.deliver(MORNING)
    assert world.ends == [(DeliveryState.SKIPPED, "left")]


async def test_most_notices_wait_for_the_next_working_morning(world: World) -> None:
    world.planned(EVENING)
    world.leave(EVENING)
    await world.reminding.deliver(EVENING)
    assert world.telegram.attempts == 0
    morning = datetime(2024, 2, 21, 7, 45, tzinfo=HANOI)
    assert world.reminding.next_moment(EVENING) == morning
    await world.reminding.deliver(morning)
    assert world.texts == ["vi một"]


async def test_what_cannot_wait_goes_out_in_the_evening_but_never_at_night(world: World) -> None:
    world.leave(EVENING, at_once=True)
    assert world.reminding.next_moment(EVENING) == EVENING + timedelta(seconds=1)
    await world.reminding.deliver(EVENING)
    assert world.texts == ["vi một"]
    world.leave(NIGHT, word="hai", at_once=True)
    await world.reminding.deliver(NIGHT)
    assert world.texts == ["vi một"]
    assert world.reminding.next_moment(NIGHT) == datetime(2024, 2, 21, 7, 0, tzinfo=HANOI)


async def test_a_lost_answer_is_repeated_once_and_marked(world: World) -> None:
    world.telegram.arrives = lambda error: isinstance(error, Uncertain)
    world.telegram.script([Uncertain("lost"), Uncertain("lost")])
    world.leave()
    for late in (timedelta(), DOUBT, 10 * DOUBT):
        await world.reminding.deliver(MORNING + late)
    assert [sent.reply.heading for sent in world.telegram.sent] == ["Việc cần biết", "Việc cần biết (gửi lại)"]
    assert (world.store.all(Notice), world.ends) == ((), [(DeliveryState.UNCERTAIN, "lost")])


async def test_a_notice_found_claimed_at_the_start_is_repeated_once_and_marked(world: World) -> None:
    left = world.leave()
    with world.store.transaction() as tx:
        tx.put(replace(left, state=DeliveryState.CLAIMED, attempts=1))
    started = Reminding(world.store, {"telegram": world.telegram, "web": world.web})
    await started.deliver(MORNING)
    await started.deliver(MORNING + DOUBT)
    assert [sent.reply.heading for sent in world.telegram.sent] == ["Việc cần biết (gửi lại)"]


async def test_a_failure_is_tried_again_and_a_dead_address_gives_way_to_the_web(world: World) -> None:
    world.telegram.script([NotSent("ConnectError"), NotSent("blocked", permanent=True)])
    world.leave()
    await world.reminding.deliver(MORNING)
    assert world.store.all(Notice)[0].state is DeliveryState.FAILED
    await world.reminding.deliver(MORNING + FIRST_PAUSE)
    assert [sent.address for sent in world.web.sent] == ["lan"]
    assert world.ends == [(DeliveryState.SENT, "blocked")]


@settings(max_examples=300 if os.environ.get("DONDOC_SOAK") else 40, deadline=None)
@given(
    crashes=st.lists(st.integers(0, 14), min_size=1, max_size=4),
    trouble=st.lists(st.sampled_from(["", "", "fail", "lost", "lost before"]), max_size=8),
)
async def test_crashes_at_any_step_lose_no_notice_and_repeat_one_only_in_doubt(
    crashes: list[int], trouble: list[str]
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
    with store.transaction() as tx:
        tx.put(PlannedThrough(MORNING))
        for person in PEOPLE:
            notify(tx, MORNING, person.id, "test", "a", {"word": "một"})
    now = MORNING
    for crash in [*crashes, None]:
        countdown.left = crash
        try:
            await life(Reminding(store, {"web": web}), now, 45)
        except Crash:
            await settled()
        now += timedelta(minutes=60)
    assert store.all(Notice) == ()
    ends = {entry.person: entry for _, entry in store.entries("notices", Notice)}
    for person in PEOPLE:
        headings = [sent.reply.heading for sent in web.sent if sent.address == person.id]
        assert len(set(headings)) == len(headings) <= 2, "the same message twice without a mark"
        assert headings or (ends[person.id].state is DeliveryState.UNCERTAIN and ends[person.id].again)


async def test_a_number_typed_after_it_means_its_button_unless_a_dialogue_is_open(world: World) -> None:
    world.leave()
    await world.reminding.deliver(MORNING)
    talk = world.store.get(Dialogue, STAFF.id)
    assert talk is not None
    assert talk.offered == ("ask:mine", "ask:month")
    with world.store.transaction() as tx:
        tx.put(Dialogue(STAFF.id, "idea.percent", offered=("idea:x",), at=MORNING))
    world.leave()
    await world.reminding.deliver(MORNING)
    talk = world.store.get(Dialogue, STAFF.id)
    assert talk is not None
    assert (talk.step, talk.offered) == ("idea.percent", ())


async def test_a_notice_left_while_nothing_was_due_goes_out_within_moments(world: World) -> None:
    stop = asyncio.Event()
    world.telegram.before = lambda _address: stop.set()
    async with asyncio.timeout(5):
        running = asyncio.create_task(world.reminding.run(stop, MovableClock(MORNING)))
        for _ in range(20):  # it has looked, and waits
            await asyncio.sleep(0)
        world.leave()
        await running
    assert world.texts == ["vi một"]
