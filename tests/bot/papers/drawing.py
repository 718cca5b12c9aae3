"""What the pictures of the plan are given to draw, caught on its way to the layout; and a month with a lot in it."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.demo import fill_demo
from plans.model.plan import DeadlineKind, Plan, Task, TaskKind, TaskProgress
from plans.store.memory import MemoryStore
from tests.builders import NOW, a_deadline, a_department, a_plan, a_task

GOLD = Path(__file__).parent / "gold"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (1080).to_bytes(4, "big") + (900).to_bytes(4, "big")
TITLES = (
    "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng cuối năm của Sở",
    "Họp Hội đồng sáng kiến",
    "W" * 300,
    "#eval(1+1) $x$ *_` “”",
)
KINDS = (TaskKind.REPORT, TaskKind.MEETING, TaskKind.OTHER, TaskKind.DOSSIER)


class Caught:
    """In place of a picture's `drawn`: keeps what it is to draw."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
        self.contents: list[dict[str, Any]] = []
        monkeypatch.setattr(f"bot.papers.{module}.drawn", self.draw)

    def draw(self, _layout: Path, picture: Mapping[str, Any]) -> bytes:
        self.contents.append(json.loads(json.dumps(picture)))
        return PNG

    @property
    def last(self) -> dict[str, Any]:
        """What was drawn last, without what is the same in all pictures."""
        return {key: value for key, value in self.contents[-1].items() if key not in {"colours", "ink", "quiet", "off"}}


def pinned(name: str) -> dict[str, Any]:
    """What is to be drawn, as it was agreed."""
    found: dict[str, Any] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    return found


def the_demo() -> MemoryStore:
    """The demo department with the plan of 2024."""
    store = MemoryStore()
    fill_demo(store)
    return store


def a_crowd(year: int, month: int, count: int = 40) -> MemoryStore:
    """A plan whose tasks are all in one month, with periods of every length."""
    store = MemoryStore()
    a_department(store)
    tasks = [
        a_task(
            f"t{n}",
            number=f"{n // 5 + 1}.{n % 5 + 1}",
            title=TITLES[n % len(TITLES)],
            kind=KINDS[n % len(KINDS)],
            deadline=a_deadline(date(year, month, 1 + n * 5 % 28), before=n % 2 == 0),
        )
        for n in range(count)
    ]
    with store.transaction() as tx:
        for plan in tx.all(Plan):
            tx.delete(Plan, plan.id)
        plan = a_plan(tasks=(*tasks, *periods(year, month)), year=year)
        tx.put(plan)
        for n in range(0, count, 7):
            tx.put(TaskProgress(plan.id, f"t{n}", NOW, "van_phong"))
    return store


def periods(year: int, month: int) -> tuple[Task, ...]:
    """Tasks that last: some days, over the month's end, the month, two years; and one without a date."""
    first, kind = date(year, month, 1), DeadlineKind.RANGE
    return (
        a_task("d1", number="7.1", title="Đợt một", deadline=a_deadline(first.replace(day=17), start=first, kind=kind)),
        a_task("d2", number="7.2", title="Đợt hai", deadline=a_deadline(first.replace(day=6), start=first, kind=kind)),
        a_task("d3", number="7.3", title="Đợt ba", deadline=a_deadline(first.replace(day=5), start=first, kind=kind)),
        a_task("d4", number="7.4", title="Đợt bốn", deadline=a_deadline(first.replace(day=4), start=first, kind=kind)),
        a_task(
            "thang",
            number="8.1",
            title="Việc trong tháng",
            deadline=a_deadline(first.replace(day=28), start=first, kind=DeadlineKind.MONTH),
        ),
        a_task(
            "hai_nam",
            number="8.2",
            title="Đề án hai năm",
            deadline=a_deadline(date(year + 1, 12, 31), start=date(year, 1, 1), kind=kind),
        ),
        a_task(
            "chua",
            number="8.3",
            title="Hưởng ứng phong trào",
            deadline=a_deadline(date(year, 12, 31), start=first, kind=DeadlineKind.UNSET, wording="theo kế hoạch"),
        ),
    )
