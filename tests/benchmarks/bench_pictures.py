"""What a picture costs beside that of registering, which the event loop already waits for: a month, the units, a year.

``python -m tests.benchmarks.bench_pictures``. Milliseconds of CPU time, which stay true on a busy machine: the first of
a process, the median of those whose facts changed, and one whose facts did not. The crowd has 47 tasks in one month.
"""

from collections.abc import Callable
from datetime import date
from statistics import median
from time import process_time

from bot.papers import picture_parts, progress_picture
from bot.papers.month_picture import month_picture
from bot.papers.units_picture import units_picture
from bot.papers.year_picture import year_picture
from locales.catalogue import Texts
from plans.agenda import entries
from plans.charting import month_tasks, year_tasks
from plans.model.people import Unit
from plans.model.plan import Plan
from plans.store.memory import MemoryStore
from tests.bot.papers.drawing import a_crowd, the_demo
from tests.builders import NOW

TEXTS = Texts("vi")
ROUNDS = 7


def took(draw: Callable[[], bytes]) -> float:
    """Milliseconds of one picture."""
    start = process_time()
    draw()
    return (process_time() - start) * 1000


def anew(draw: Callable[[], bytes]) -> float:
    """The median of pictures that nobody has asked for yet."""
    found = []
    for _ in range(ROUNDS):
        picture_parts._drawn.cache_clear()
        progress_picture._drawn.cache_clear()
        found.append(took(draw))
    return median(found)


def pictures(store: MemoryStore, today: date) -> dict[str, Callable[[], bytes]]:
    """The pictures of a store."""
    (plan,) = store.all(Plan)
    found, units = entries(store), store.all(Unit)
    month, year = month_tasks(found, today.replace(day=1)), year_tasks(found, today.year)
    return {
        "month": lambda: month_picture(store, TEXTS, today, month, "", None),
        "units": lambda: units_picture(TEXTS, today, plan, found, units, None),
        "year": lambda: year_picture(TEXTS, today, today.year, year, "", None),
    }


def main() -> None:
    """Print the figures."""
    demo, crowd = the_demo(), a_crowd(2026, 2)
    (plan,) = demo.all(Plan)

    def baseline() -> bytes:
        return progress_picture.progress_picture(demo, plan, NOW, TEXTS, None)

    first, base = took(baseline), anew(baseline)
    print(f"registering (baseline): first {first:.0f} ms, anew {base:.1f} ms")
    for name, store, today in (("demo", demo, date(2024, 2, 20)), ("crowd", crowd, date(2026, 2, 12))):
        for kind, draw in pictures(store, today).items():
            cost = anew(draw)
            print(f"{name} {kind}: anew {cost:.1f} ms ({cost / base:.1f} x), again {took(draw):.1f} ms")


if __name__ == "__main__":
    main()
