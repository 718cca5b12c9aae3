"""What each step of registering costs on the last evening, with every change on the disk before it is acknowledged.

``python -m tests.benchmarks.bench_registering [PEOPLE ...]`` (50 and 2,000 unless said otherwise): everybody registers
for a title, a commendation and a target, each at their own step while the others are at theirs, over the real
conversation. Beside it the same talk over the memory store, in the same run: the price of durability is the ratio. The
first and the last tenth of the people are told apart, so that a step that grows with what is registered is seen.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bot.commands.workspace import KINDS
from bot.conversation import Conversation
from bot.messages import Incoming, Reply
from bot.talk import Installation
from calendar_sync.subscribing.links import Links
from plans.model.answers import Registration
from plans.store.memory import MemoryStore
from plans.store.port import Store
from plans.store.tinydb_store import TinyStore
from tests.builders import INDUSTRY, NOW, STAFF, a_department

#: A name for each step, and what is typed at it.
STEPS = (
    ("begin", "đăng ký thi đua"),
    ("title", "chiến sĩ thi đua cơ sở"),
    ("commendation", "giấy khen"),
    ("on", "tiếp tục"),
    ("target", "Hoàn thành tốt nhiệm vụ"),
    ("on again", "tiếp tục"),
    ("innovation later", "đăng ký sau"),
    ("confirm", "có"),
)
Timings = dict[str, list[float]]


def fill(store: Store, people: int) -> None:
    """The small department, with so many people in units of fifty."""
    a_department(store)
    with store.transaction() as tx:
        for unit in range(0, people, 50):
            tx.put(replace(INDUSTRY, id=f"unit{unit // 50}", name=f"Đơn vị {unit // 50}", head=None, aliases=()))
        for number in range(people):
            name = f"Nguyễn Thị {number}"
            tx.put(replace(STAFF, id=f"p{number}", name=name, unit=f"unit{number // 50}"))


def evening(people: int) -> list[tuple[int, int]]:
    """Who is at which step, in turn: everybody goes through all steps, mixed with the others who are about them."""
    draw = random.Random(2024)  # noqa: S311 - an order to talk in, no secret
    waiting = list(range(people))
    busy: dict[int, int] = {}
    turns = []
    while waiting or busy:
        while waiting and len(busy) < 50:
            busy[waiting.pop(0)] = 0
        person = draw.choice(list(busy))
        turns.append((person, busy[person]))
        busy[person] += 1
        if busy[person] == len(STEPS):
            del busy[person]
    return turns


def talked(store: Store, people: int) -> Timings:
    """Milliseconds of every step, in the order they came; fails unless everybody is registered."""
    respond = Conversation(Installation(Links("https://dondoc.example", b"k" * 32))).respond
    found: Timings = {name: [] for name, _ in STEPS}
    numbers = [0] * people
    for person, step in evening(people):
        name, text = STEPS[step]
        numbers[person] += 1
        incoming = Incoming("web", f"web-p{person}", numbers[person], f"p{person}", text)
        started = time.perf_counter()
        with store.transaction() as tx:
            replies = respond(tx, incoming, NOW)
        found[name].append((time.perf_counter() - started) * 1000)
        check(replies, step)
    assert len(store.all(Registration)) == people
    return found


def check(replies: tuple[Reply, ...], step: int) -> None:
    """Fail when the talk went another way than it should."""
    if step == len(STEPS) - 1 and "Đã ghi đăng ký số" not in replies[-1].text:
        raise SystemExit(replies[-1].text)


def p(values: list[float], share: float) -> float:
    """The value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def shown(people: int, durable: Timings, memory: Timings) -> None:
    """A line a step: durable beside memory, and the last tenth beside the first."""
    print(f"\n{people} people: p50 and p99 in ms, durable beside memory; last tenth beside the first (p50)")
    for name, _ in STEPS:
        ours, bare = durable[name], memory[name]
        tenth = max(1, len(ours) // 10)
        growth = statistics.median(ours[-tenth:]) / statistics.median(ours[:tenth])
        growth_bare = statistics.median(bare[-tenth:]) / statistics.median(bare[:tenth])
        ours50, ours99, bare50, bare99 = p(ours, 0.5), p(ours, 0.99), p(bare, 0.5), p(bare, 0.99)
        print(
            f"{name:17} durable {ours50:7.2f} {ours99:7.2f}   memory {bare50:7.2f} {bare99:7.2f}"
            f"   ratio {ours50 / bare50:5.2f} {ours99 / bare99:5.2f}   growth {growth:5.2f} {growth_bare:5.2f}"
        )
    every = [value for values in durable.values() for value in values]
    print(f"one after the other: {sum(every) / 1000:.1f} s of work for {len(every)} steps", end="")
    print(f", {sum(every) / len(every):.2f} ms each; {60_000 / (sum(every) / people):.0f} people a minute")


def over(people: int, opened: Callable[[], Store]) -> Timings:
    """The talk over a new store."""
    with closing(opened()) as store:
        fill(store, people)
        return talked(store, people)


def main(counts: list[int]) -> None:
    """Every count, durable and in memory."""
    for people in counts:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "data"
            durable = over(people, lambda folder=folder: TinyStore.open(folder, kinds=KINDS))  # type: ignore[misc]
        shown(people, durable, over(people, MemoryStore))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [50, 2000])
