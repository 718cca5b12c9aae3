"""A digest to thousands over a Bot API server, and what answers in the chat cost meanwhile.

``python -m tests.benchmarks.bench_delivery [PEOPLE]``: 600 people unless said otherwise; 5,000 take three minutes. The
service is a process of its own whose clock stands shortly before the hour of everybody's digest. First one chat asks
one question after the other while nothing is sent (idle), then the same while the digest goes out. Telegram takes about
30 messages a second, answers included, so the baseline is the time in which all of them could be sent at 30 a second.
"""

import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.commands.workspace import KINDS
from plans.model.people import Department
from plans.model.plan import TaskProgress
from plans.model.reaching import Contact
from plans.model.reminding import Delivery, OfficeTold, PlannedThrough
from plans.store.tinydb_store import TinyStore, read_snapshot
from plans.working_days import HANOI
from tests.benchmarks.bench_chat import QUESTION, percentile
from tests.bot_api_server import BotApiServer
from tests.builders import LEADER, STAFF, a_deadline, a_department, a_plan, a_task, the_tasks
from tests.service_process import ServiceProcess
from tests.telegram_updates import written

LIMIT = 30.0
TASKS = 60
#: A morning on which everybody owes an answer, and how long before it the service starts: the idle time.
MORNING, IDLE = datetime(2024, 2, 23, 7, 45, tzinfo=HANOI), 20.0
ASKER, FIRST_CHAT = 9, 1000
#: Seconds between two questions: one person who asks much, or an office of thousands that asks now and then.
BETWEEN = 0.2


def department(folder: Path, people: int) -> Path:
    """So many people on Telegram, and tasks over the whole year; the one who asks is a leader and owes nothing."""
    linked = datetime(2024, 2, 20, tzinfo=UTC)
    others = [a_task(f"t{n}", deadline=a_deadline(date(2024, 4, 1) + timedelta(days=4 * n))) for n in range(TASKS - 1)]
    plan = a_plan(tasks=(the_tasks()[0], *others))
    with closing(TinyStore.open(folder, kinds=KINDS)) as store:
        a_department(store, plan=plan)
        with store.transaction() as tx:
            tx.put(Department("Sở Thử nghiệm"))
            tx.put(PlannedThrough(MORNING - timedelta(seconds=IDLE)))
            tx.put(OfficeTold(without_channel=MORNING.date()))
            tx.put(TaskProgress(plan.id, "ke_hoach", linked, "van"))
            tx.put(Contact("telegram", str(ASKER), LEADER.id, linked))
            for number in range(people):
                tx.put(replace(STAFF, id=f"p{number}", name=f"Phạm Thị Lan {number}"))
                tx.put(Contact("telegram", str(FIRST_CHAT + number), f"p{number}", linked))
    return folder


def ask(server: BotApiServer) -> float:
    """Milliseconds from a question to its answer."""
    time.sleep(BETWEEN)
    return float(server.ask("round_trip", update=written(ASKER, QUESTION), chat=ASKER)) * 1000


def described(name: str, found: list[float]) -> float:
    """Print the figures of the answers; their p99."""
    p99 = percentile(found, 0.99)
    print(f"answers {name:7} p50 {percentile(found, 0.5):6.1f} ms   p99 {p99:6.1f} ms   ({len(found)} questions)")
    return p99


def main(people: int) -> None:
    """Idle, then the digest."""
    with BotApiServer() as server, tempfile.TemporaryDirectory() as temporary:
        folder = department(Path(temporary) / "data", people)
        with ServiceProcess(folder, server, at=MORNING - timedelta(seconds=IDLE)) as service:
            begun = time.monotonic()
            service.wait_until_started()
            for _ in range(10):
                ask(server)
            idle: list[float] = []
            while time.monotonic() - begun < IDLE - 3 or not idle:
                idle.append(ask(server))
            answers = server.ask("count", method="sendMessage")
            while server.ask("count", method="sendMessage") == answers:
                time.sleep(0.005)
            busy: list[float] = []
            while server.ask("count", method="sendMessage") < people + answers + len(busy):
                busy.append(ask(server))
        sent = [call["at"] for call in server.calls("sendMessage") if int(call["fields"]["chat_id"]) >= FIRST_CHAT]
        told = [each for each in read_snapshot(folder, kinds=KINDS).all(Delivery) if each.message]
    taken, wanted = max(sent) - min(sent), (people + len(busy)) / LIMIT
    print(f"{people} people: {len(sent)} messages and {len(busy)} answers in {taken:.1f} s, {len(told)} written down")
    print(f"{LIMIT * wanted / taken:.1f} a second, {taken / wanted:.3f}× of the time that {LIMIT:.0f} a second need")
    quiet, loud = described("idle", idle), described("meanwhile", busy)
    print(f"p99 meanwhile {loud / quiet:.2f}× of idle")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 600)
