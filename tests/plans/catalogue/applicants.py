"""Who applies for awards: Lan, in a department with whatever else is known."""

from datetime import date

from plans.model.answers import Answer, Registration
from plans.model.plan import Plan
from plans.store.memory import MemoryStore
from plans.store.port import Record
from tests.builders import NOW, a_department, a_person, a_plan

OLD = a_plan("cu-2018", year=2018, issued=date(2018, 1, 15))
LAN = a_person("lan", "Phạm Thị Lan", started=date(2015, 3, 1))


def a_store(*records: Record, plan: Plan | None = None) -> MemoryStore:
    store = MemoryStore()
    a_department(store, plan=plan)
    with store.transaction() as tx:
        for record in (LAN, *records):
            tx.put(record)
    return store


def registered(person: str, title: str, *, plan: str = "thu-2024") -> Registration:
    return Registration(plan, person, False, f"ĐK-{person}", Answer.REGISTERED, title, (), NOW, person)
