"""``kill -9`` hits the real service while it reminds, and its Bot API server misbehaves in every way it can.

The server drops answers, delays, says 429, 500 and 502, and moves chats to other ids. Nothing may be lost: whoever owed
something was told, or the office knows why not. What came twice says so, and only came twice where an answer was lost
or a kill hit it under way. The store is readable after every kill. Ten kills in the suite, 1,000 by ``make soak``.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.workspace import KINDS
from bot.unasked.outgoing import is_open
from plans.model.groups import GroupDelivery, GroupLink
from plans.model.history import ReminderEntry
from plans.model.people import Department
from plans.model.reaching import Contact
from plans.model.reminding import Delivery, DeliveryState, PlannedThrough, Undelivered
from plans.store.tinydb_store import Snapshot, TinyStore, read_snapshot
from plans.working_days import HANOI
from tests.bot_api_server import BLOCKED_CHAT, BotApiServer
from tests.builders import OFFICER, STAFF, a_department
from tests.end_to_end.processes import SENT_AGAIN
from tests.forked_lives import Lives

SOAK = bool(os.environ.get("DONDOC_SOAK"))
KILLS = int(os.environ.get("DONDOC_KILLS", "1000")) if SOAK else 10
SEED = 20240223
#: How many kills one morning has, and how many people.
A_MORNING, PEOPLE = 5, 30
FIRST_CHAT, GROUP = 1000, -5000
#: The share of messages that meet trouble, and the longest a message takes.
TROUBLE, DELAY = 0.25, 0.04
START = datetime(2024, 2, 23, 7, 44, 59, 900_000, tzinfo=HANOI)
PATIENCE = 60.0

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(7200 if SOAK else 120),
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX"),
]


@dataclass
class Counts:
    """What came of all mornings."""

    kills: int = 0
    reminders: int = 0
    told: int = 0
    reported: int = 0
    twice: int = 0
    under_way: int = 0
    trouble: Counter[str] = field(default_factory=Counter)


@pytest.fixture(scope="module")
def bot_api() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


def found(data: Path) -> dict[int, str]:
    """A department on Telegram on a morning on which everybody owes an answer; who has which chat.

    One of them has blocked the bot and has no other channel. A group is linked.
    """
    chats = {FIRST_CHAT + number: f"p{number}" for number in range(PEOPLE)} | {BLOCKED_CHAT: "blocked"}
    linked = datetime(2024, 2, 20, tzinfo=UTC)
    with closing(TinyStore.open(data, kinds=KINDS)) as store:
        a_department(store)
        with store.transaction() as tx:
            tx.put(Department("Sở Thử nghiệm"))
            tx.put(PlannedThrough(START - timedelta(minutes=1)))
            for chat, id in chats.items():
                tx.put(replace(STAFF, id=id, name=f"Phạm Thị {id}"))
                tx.put(Contact("telegram", str(chat), id, linked))
            tx.put(GroupLink(str(GROUP), "", "van_phong", "Nhóm Văn phòng", OFFICER.id, linked))
    return chats


def test_no_reminder_is_lost_and_what_came_twice_says_so(tmp_path: Path, bot_api: BotApiServer) -> None:
    chance = random.Random(SEED)  # noqa: S311 - moments to kill at, no secret
    counts = Counts()
    with Lives(bot_api, tmp_path / "lives.log") as lives:
        while counts.kills < KILLS:
            data = tmp_path / f"data-{counts.kills}"
            chats = found(data)
            bot_api.ask("reset")
            bot_api.ask("chaos", seed=chance.randrange(10**9), share=TROUBLE, delay=DELAY)
            now, in_doubt = with_kills(data, bot_api, lives, chance, min(A_MORNING, KILLS - counts.kills), counts)
            bot_api.ask("chaos")
            facts = left_alone(data, lives, now)
            look_at(facts, bot_api, chats, in_doubt, counts)
            if counts.kills % 100 < A_MORNING:
                print(said(counts))
    assert counts.told > 0
    print(said(counts))


def said(counts: Counts) -> str:
    """The figures in one line."""
    return (
        f"{counts.kills} kills (seed {SEED}), {counts.under_way} with messages under way: "
        f"{counts.reminders} reminders, {counts.told} arrived, {counts.reported} reported to the office, lost 0; "
        f"{counts.twice} came twice, "
        f"each after a lost answer or a kill and marked; trouble: {dict(sorted(counts.trouble.items()))}"
    )


def with_kills(
    data: Path, server: BotApiServer, lives: Lives, chance: random.Random, kills: int, counts: Counts
) -> tuple[datetime, set[str]]:
    """Lives that end with messages under way, one after the other; until when, and whose messages those were."""
    now, in_doubt = START, set[str]()
    for _ in range(kills):
        sent = server.ask("count", method="sendMessage")
        life = lives.begin(data, now)
        end = time.monotonic() + 3
        while server.ask("count", method="sendMessage") == sent and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(chance.uniform(0.0, 0.15))
        lives.end(life)
        counts.kills += 1
        facts = read_snapshot(data, kinds=KINDS)
        claimed = {each.person for each in facts.all(Delivery) if each.state is DeliveryState.CLAIMED}
        claimed |= {"group" for each in facts.all(GroupDelivery) if each.state is DeliveryState.CLAIMED}
        counts.under_way += bool(claimed)
        in_doubt |= claimed
        now += timedelta(minutes=2)
    return now, in_doubt


def left_alone(data: Path, lives: Lives, now: datetime) -> Snapshot:
    """Lives that are left alone, each some minutes after the last, until every message has met its fate."""
    for _ in range(30):
        facts = read_snapshot(data, kinds=KINDS)
        waiting = open_in(facts)
        if facts.all(Delivery) and not waiting:
            return facts
        life = lives.begin(data, now)
        end = time.monotonic() + PATIENCE
        while not is_idle(read_snapshot(data, kinds=KINDS), now):
            assert time.monotonic() < end
            time.sleep(0.02)
        lives.end(life)
        now += timedelta(minutes=10)
    raise AssertionError(f"still waiting: {waiting}")


def is_idle(facts: Snapshot, now: datetime) -> bool:
    """Whether everything has been planned, and nothing is to be sent for a while."""
    later = now + timedelta(seconds=20)
    return bool(facts.all(Delivery)) and all(
        each.retry_at is not None and each.retry_at > later for each in open_in(facts)
    )


def open_in(facts: Snapshot) -> list[Delivery | GroupDelivery]:
    """What still has to go out."""
    everything: tuple[Delivery | GroupDelivery, ...] = (*facts.all(Delivery), *facts.all(GroupDelivery))
    return [each for each in everything if is_open(each)]


def look_at(facts: Snapshot, server: BotApiServer, chats: dict[int, str], in_doubt: set[str], counts: Counts) -> None:
    """Whether everybody was told or reported, once, or twice with a reason and a mark."""
    whose = {**chats, GROUP: "group"}
    moved = {new: int(old) for old, new in server.ask("moved").items()}
    told: dict[str, list[str]] = {id: [] for id in whose.values()}
    lost_answers = set[str]()
    for message in server.ask("shown"):
        id = whose[moved.get(message["chat"], message["chat"])]
        told[id].append(message["text"].partition("\n")[0])
        if message.get("lost"):
            lost_answers.add(id)
            counts.trouble["answers lost"] += 1
    counts.trouble["chats moved"] += len(moved)
    ends = Counter(entry.person for _, entry in facts.entries("reminders", ReminderEntry))
    reported = {each.person for each in facts.all(Undelivered)}
    for id, first_lines in told.items():
        assert id == "group" or ends[id] == 1, f"{id} has {ends[id]} ends"
        assert first_lines or id in reported or in_group_history(facts, id), f"{id} was lost"
        marked = [line for line in first_lines if line.endswith(SENT_AGAIN)]
        assert len(marked) <= 1
        assert len(first_lines) - len(marked) <= 1, f"{id} was told twice without a mark: {first_lines}"
        if len(first_lines) > 1:
            assert id in lost_answers or id in in_doubt, f"{id} was told twice without a reason"
            counts.twice += 1
        counts.told += bool(first_lines)
    counts.reminders += len(told)
    counts.reported += len(reported & set(told))


def in_group_history(facts: Snapshot, id: str) -> bool:
    """Whether it is a group of whose message nobody knows, and that is written down."""
    entries = [entry for _, entry in facts.entries("groups", GroupDelivery)]
    return id == "group" and any(entry.state is DeliveryState.UNCERTAIN for entry in entries)
