"""What it costs to search among 50, 500 and 5,000 tasks and as many names of innovations, in the chat and inline.

``python -m tests.benchmarks.bench_search``. The baseline is rapidfuzz's `token_set_ratio` over all names folded
beforehand. The first search also makes the index, which is kept until a task or a name changes.
"""

import random
from collections.abc import Callable
from statistics import median
from time import perf_counter

from rapidfuzz import process
from rapidfuzz.fuzz import token_set_ratio

from bot.answers.search.dropping import droppable
from bot.answers.search.finding import find
from plans.model.entered import EarlierInnovation
from plans.plain_text import folded
from plans.store.memory import MemoryStore
from tests.benchmarks.bench_alike import names
from tests.builders import LEADER, TODAY, a_department, a_plan, a_task

DOINGS = ("Báo cáo", "Tổ chức hội nghị", "Kiểm tra", "Hướng dẫn", "Tổng hợp", "Thẩm định hồ sơ", "Tập huấn")
MATTERS = ("sơ kết thi đua", "tổng kết phong trào", "an toàn điện", "khuyến công", "chuyển đổi số", "sáng kiến")
ASKED = ("chuyển đổi số", "bc so ket", "thẩm định hồ sơ khuyến công đợt 17", "training", "khuyen kong", "lương hưu")


def a_store(count: int) -> tuple[MemoryStore, list[str]]:
    """So many tasks in one plan and so many names of earlier innovations; with the names of all."""
    chance = random.Random(count)  # noqa: S311 - figures, no secrets
    titles = [f"{chance.choice(DOINGS)} {chance.choice(MATTERS)} đợt {n}" for n in range(count)]
    store = MemoryStore()
    a_department(store)
    with store.transaction() as tx:
        tx.put(a_plan(tasks=tuple(a_task(f"t{n}", number=str(n), title=title) for n, title in enumerate(titles))))
        for n, name in enumerate(names(count)):
            tx.put(EarlierInnovation(2010 + n % 14, "", name))
    return store, [*titles, *names(count)]


def timed(search: Callable[[str], object]) -> tuple[float, float]:
    """Milliseconds of the first search, and of the slowest question as a median of several."""
    start = perf_counter()
    search(ASKED[0])
    first = (perf_counter() - start) * 1000
    slowest = 0.0
    for text in ASKED:
        took = []
        for _ in range(5):
            start = perf_counter()
            search(text)
            took.append((perf_counter() - start) * 1000)
        slowest = max(slowest, median(took))
    return first, slowest


def measure(count: int) -> None:
    """Print what it costs among so many."""
    store, given = a_store(count)
    plain = [folded(name) for name in given]
    first, chat = timed(lambda text: find(store, text, LEADER, TODAY))
    _, inline = timed(lambda text: droppable(store, text, TODAY))
    _, bare = timed(lambda text: process.extract(folded(text), plain, scorer=token_set_ratio, limit=None))
    print(
        f"{count:5d} tasks, {count:5d} names: first {first:7.1f} ms, chat {chat:6.1f} ms, inline {inline:6.1f} ms,"
        f" bare rapidfuzz {bare:5.1f} ms ({chat / bare:.1f}x)"
    )


if __name__ == "__main__":
    for each in (50, 500, 5000):
        measure(each)
