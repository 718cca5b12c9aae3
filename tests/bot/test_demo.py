"""The demo's department, and the time machine over a real outbox and a fake channel."""

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.demo import START, TimeMachine, demo_clock, fill_demo
from bot.unasked.outbox import Turn
from bot.unasked.reminding import Reminding
from locales.catalogue import HANOI
from plans.model.people import Employment, Person, Role, Unit, UnitKind
from plans.model.plan import Plan
from plans.model.reminding import Delivery, DeliveryKind, DemoClock
from plans.store.memory import MemoryStore
from tests.fakes import FakeChannel


class Demo:
    """A demo whose clock stands still but for the time machine."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        fill_demo(self.store)
        self.channel = FakeChannel("web")
        self.clock = MovableClock(START, lambda: 0.0)
        self.turns: dict[str, Turn] = {}
        self.reminding = Reminding(self.store, {"web": self.channel}, self.turns)
        self.machine = TimeMachine(self.clock, self.store, self.reminding)

    def days(self, person: str) -> list[date]:
        """The days under which a person got a digest."""
        return [_day(sent.reply.heading) for sent in self.channel.sent if sent.address == person]


def _day(heading: str) -> date:
    return datetime.strptime(heading.split()[-1], "%d/%m/%Y").replace(tzinfo=HANOI).date()


def at(day: int, month: int, hour: int = 8) -> datetime:
    """An instant of 2024 in Viet Nam."""
    return datetime(2024, month, day, hour, tzinfo=HANOI)


@pytest.fixture
def demo() -> Demo:
    """A new demo."""
    return Demo()


def test_the_invented_department_has_the_makeup_of_the_half_year_report() -> None:
    store = MemoryStore()
    fill_demo(store)
    today = START.astimezone(HANOI).date()
    here = [person for person in store.all(Person) if person.is_here(today)]
    counts = [sum(person.employment is kind for person in here) for kind in Employment]
    assert (len(here), counts) == (50, [34, 14, 2])
    kinds = [unit.kind for unit in store.all(Unit)]
    assert (kinds.count(UnitKind.DEPARTMENT), kinds.count(UnitKind.LEADERSHIP)) == (7, 1)
    assert {role for person in here for role in person.roles} == set(Role)
    assert len(store.all(Plan)[0].tasks) == 13


def test_filling_twice_changes_nothing() -> None:
    store = MemoryStore()
    fill_demo(store)
    version = store.version(Person, Plan)
    fill_demo(store)
    assert store.version(Person, Plan) == version


async def test_a_jump_plays_every_digest_under_its_own_date(demo: Demo) -> None:
    await demo.machine.play_to(at(1, 3))
    # Three working days ahead, one, the day to aim at; the last afternoon; the first working day overdue.
    assert demo.days("hai.lm") == [*(date(2024, 2, day) for day in (23, 27, 28, 29)), date(2024, 3, 1)]
    assert demo.machine.now() == at(1, 3)


async def test_downtime_gives_one_catch_up_digest(demo: Demo) -> None:
    await demo.machine.skip_to(at(28, 2))
    assert demo.days("hai.lm") == [date(2024, 2, 28)]


async def test_waking_on_a_day_off_waits_for_the_next_working_morning(demo: Demo) -> None:
    await demo.machine.skip_to(at(25, 2))
    assert not demo.channel.sent
    await demo.machine.play_to(at(26, 2))
    assert demo.days("hai.lm") == [date(2024, 2, 26)]


async def test_going_back_repeats_nothing(demo: Demo) -> None:
    await demo.machine.play_to(at(29, 2))
    told = len(demo.channel.sent)
    await demo.machine.play_to(at(20, 2))
    await demo.machine.play_to(at(29, 2))
    assert len(demo.channel.sent) == told


async def test_the_clock_goes_on_after_a_restart_from_what_it_last_showed(demo: Demo) -> None:
    await demo.machine.play_to(at(5, 6))
    # A kill at any moment must not let it run backwards.
    assert timedelta() < demo_clock(demo.store)() - at(5, 6) < timedelta(minutes=2)
    demo.machine.keep(ahead=timedelta())
    assert demo.store.all(DemoClock) == (DemoClock(at(5, 6).astimezone(UTC)),)
    assert demo_clock(demo.store)() - at(5, 6) < timedelta(seconds=5)
    kept = Counter(delivery.person for delivery in demo.store.all(Delivery))
    assert max(kept.values()) <= len(DeliveryKind), "of each kind only the last is kept"


async def test_a_jump_lets_a_round_of_reminders_that_is_under_way_end_first(demo: Demo) -> None:
    held = asyncio.Event()

    async def hold(_: str) -> None:
        await held.wait()

    demo.turns["web"] = hold
    demo.clock.set(at(23, 2))
    demo.reminding.plan(at(23, 2))
    round_under_way = asyncio.create_task(demo.reminding.deliver(at(23, 2)))
    jump = asyncio.create_task(demo.machine.play_to(at(28, 2)))
    for _ in range(20):
        await asyncio.sleep(0)
    assert demo.machine.now() < at(24, 2), "the next morning waits for this one"
    held.set()
    await asyncio.gather(round_under_way, jump)
    assert demo.days("hai.lm") == [date(2024, 2, day) for day in (23, 27, 28)]


async def test_a_jump_ends_where_it_is_when_the_service_stops(demo: Demo) -> None:
    demo.channel.before = lambda _: demo.machine.end()
    await demo.machine.play_to(at(31, 12))
    assert set(demo.days("hai.lm")) <= {date(2024, 2, 23)}
    assert demo.machine.now() < at(24, 2)
