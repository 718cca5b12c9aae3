"""Whole answers about tasks of the demo's plan, as four people read them, in both languages.

``python -m tests.bot.answers.tasks.test_golden`` writes the texts anew; read them through before
keeping them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo import fill_demo
from plans.model.duties import DoneReport
from plans.model.people import Preference
from plans.model.plan import Plan, TaskProgress
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat

GOLDEN = Path(__file__).parent / "golden"
READERS = {"staff": "nam.ph", "head": "truong.cx", "office": "lan", "leader": "khang.lh"}
#: Who, on which day of 2024, and what they write or (in brackets) press one after the other, for each language.
TALKS = {
    "vi": (
        ("head", "02-20", "tháng này có gì đến hạn", "[Mục 1.2", "[‹ Mục 1.1"),
        ("staff", "03-04", "quý II phải làm gì", "tháng sau có gì", "năm 2030 có gì"),
        ("leader", "06-18", "việc nào quá hạn", "[Mục 1.2", "[Nhắc đơn vị"),
        ("office", "10-06", "/tuan sau", "năm nay có những việc gì", "[Trang sau", "/thang 12 văn phòng"),
        ("head", "06-18", "phòng Quản lý công nghiệp có việc gì", "còn mấy ngày nữa họp hội đồng sáng kiến"),
        ("office", "06-18", "kế hoạch thi đua ban hành khi nào", "30/2 có gì", "/quy abc"),
    ),
    "en": (
        ("head", "02-20", "what is due this month", "[Item 1.2"),
        ("leader", "06-18", "what is overdue", "[Item 1.2", "[Remind the unit"),
        ("office", "10-06", "what is due this year", "[Next", "/month December", "/week blah"),
        ("staff", "03-04", "how many days until the innovation council meets", "what is due on 30 February"),
    ),
}
#: What has been done by then: 1.1 in time, 2.1 said to be done by the office and not confirmed yet.
DONE, SAID = datetime(2024, 2, 27, 3, tzinfo=UTC), datetime(2024, 6, 13, 3, tzinfo=UTC)


def a_year(language: str, now: datetime) -> MemoryStore:
    """The demo's department on a day, its people reading one language."""
    store = MemoryStore()
    fill_demo(store)
    (plan,) = store.all(Plan)
    ids = {task.number: task.id for task in plan.tasks}
    with store.transaction() as tx:
        for person in READERS.values():
            tx.put(Preference(person, language))
        if now > DONE:
            tx.put(TaskProgress(plan.id, ids["1.1"], DONE, "lan"))
        if now > SAID:
            tx.put(DoneReport(plan.id, ids["2.1"], SAID, "lan"))
    return store


def read(language: str) -> Iterator[str]:
    """Every answer with its buttons."""
    for reader, day, *steps in TALKS[language]:
        now = datetime.fromisoformat(f"2024-{day}T02:00:00+00:00")
        chat = Chat(a_year(language, now), READERS[reader], now=now)
        for step in steps:
            yield from chat.told(f"{reader}, {now:%d/%m/%Y}", step)


@pytest.mark.parametrize("language", sorted(TALKS))
def test_the_answers_are_as_they_were_read_and_kept(language: str) -> None:
    assert "\n".join(read(language)) == (GOLDEN / f"{language}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in TALKS:
        (GOLDEN / f"{each}.txt").write_text("\n".join(read(each)), encoding="utf-8")
