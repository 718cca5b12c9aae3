"""A department in the middle of its year: some tasks done, one late, one waiting; some have registered, some not."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.demo import fill_demo
from plans.model.answers import Answer, Innovation, InnovationState, Registration
from plans.model.duties import DoneReport
from plans.model.people import Person, Preference, Unit
from plans.model.plan import Plan, Source, Target, TaskProgress
from plans.store.memory import MemoryStore

NOW = datetime(2024, 11, 5, 2, tzinfo=UTC)
READERS = {"staff": "nam.ph", "head": "truong.cx", "office": "lan", "leader": "khang.lh"}
#: Number → the day of 2024 on which it was done.
DONE = {"1.1": (2, 27), "1.2": (3, 5), "2.2": (6, 20)}
WAITS = "2.1"
EVERY_TITLE = ("ldtt", "ldtt", "cstdcs")


def a_target(subject: str, percent: float, scope: str = "công chức, viên chức") -> Target:
    """A share that the plan aims at."""
    quote = f"Phấn đấu {percent:g}% {scope} đạt danh hiệu {subject}"
    return Target(subject, percent, None, scope, Source("ke-hoach.txt", 7, quote))


def a_year(language: str = "vi") -> MemoryStore:
    """The demo's department with the year so far, its people reading one language."""
    store = MemoryStore()
    fill_demo(store)
    (found,) = store.all(Plan)
    plan = replace(found, targets=(a_target("Lao động tiên tiến", 90), a_target("Chiến sĩ thi đua cơ sở", 15)))
    ids = {task.number: task.id for task in plan.tasks}
    with store.transaction() as tx:
        tx.put(plan)
        for reader in READERS.values():
            tx.put(Preference(reader, language))
        for number, (month, day) in DONE.items():
            tx.put(TaskProgress(plan.id, ids[number], datetime(2024, month, day, 3, tzinfo=UTC), "lan"))
        tx.put(DoneReport(plan.id, ids[WAITS], datetime(2024, 6, 13, 3, tzinfo=UTC), "lan"))
        for place, person in enumerate(store.all(Person)):
            for answer in answers(plan, person, place):
                tx.put(answer)
        for place, unit in enumerate(store.all(Unit)):
            if place in (1, 3):
                tx.put(
                    Registration(plan.id, unit.id, True, f"TT-{place}", Answer.REGISTERED, "tt_ldxs", (), NOW, "lan")
                )
    return store


def answers(plan: Plan, person: Person, place: int) -> tuple[Registration | Innovation, ...]:
    """What a person answers: every fifth declines a title, every fifth owes it; every fourth has an innovation."""
    title = EVERY_TITLE[place % 3]
    given = {3: Answer.DECLINED, 4: None}.get(place % 5, Answer.REGISTERED)
    found: list[Registration | Innovation] = []
    if given is not None:
        named = title if given is Answer.REGISTERED else None
        found.append(Registration(plan.id, person.id, False, f"ĐK-{place}", given, named, (), NOW, person.id))
    if place % 4 == 0:
        state = tuple(InnovationState)[place // 4 % 3]
        number, name = f"SK-{place}", f"Giải pháp {place}"
        found.append(Innovation(plan.id, person.id, 1, number, Answer.REGISTERED, name, NOW, person.id, state=state))
    return tuple(found)
