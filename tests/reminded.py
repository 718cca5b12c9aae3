"""Reminders made by hand for tests: the small department on the Tuesday before 29/02/2024, and on later days."""

from dataclasses import replace
from datetime import UTC, date, datetime

from plans.deadlines import aim
from plans.duties.parts import aim_of, internal_date
from plans.model.duties import InternalDate
from plans.model.plan import Body, DeadlineKind, Plan, TaskKind
from plans.model.reminding import Delivery, DeliveryKind, DeliveryState, DigestItem, Owed, Warns
from plans.store.memory import MemoryStore
from tests.builders import NOW, OFFICER, a_deadline, a_department, a_plan, a_task, the_tasks

PLAN = "thu-2024"


def at(day: date) -> datetime:
    """07:45 in Hanoi."""
    return datetime(day.year, day.month, day.day, 0, 45, tzinfo=UTC)


def an_item(
    store: MemoryStore,
    task: str,
    owed: Owed,
    day: date,
    *,
    unit: str = "",
    of: str = "",
    warns: Warns = Warns.NOBODY,
    rung: str = "",
) -> DigestItem:
    """An item as it is planned on that day."""
    plan = store.get(Plan, PLAN)
    found = plan.task(task) if plan is not None else None
    assert found is not None
    internal = internal_date(store, PLAN, task) if owed is Owed.PART else None
    end = internal.day if internal is not None else found.deadline.end
    aimed = (aim_of(internal) if internal is not None else aim(found.deadline)) or found.deadline.start
    days = (end - day).days if day > end else max(0, (aimed - day).days)
    return DigestItem(PLAN, task, owed, aimed, days, rung=rung, unit=unit, of=of, warns=warns)


def a_delivery(
    person: str,
    day: date,
    *items: DigestItem,
    kind: DeliveryKind = DeliveryKind.DIGEST,
    state: DeliveryState = DeliveryState.SENT,
) -> Delivery:
    """A message about these that a person has got, or is about to get, on that day."""
    return Delivery(person, day, items, state, at(day), kind=kind, channel="web", contact=person, message="7")


def a_busy_store() -> MemoryStore:
    """The small department with a report in which the other unit cooperates, work of that unit, and its meeting."""
    store = MemoryStore()
    a_department(store)
    report = replace(the_tasks()[1], cooperating=(Body("ql_cong_nghiep", "ql_cong_nghiep"),))
    own = ("ql_cong_nghiep",)
    day = a_deadline(date(2024, 6, 11))
    figures = a_task("so_lieu", number="2.3", title="Tổng hợp số liệu", deadline=day, lead=own)
    meeting = a_task(
        "giao_ban",
        number="2.4",
        title="Họp giao ban quý II",
        deadline=a_deadline(date(2024, 6, 11), kind=DeadlineKind.ON),
        kind=TaskKind.MEETING,
        lead=own,
    )
    tasks = tuple(report if task.id == report.id else task for task in the_tasks())
    with store.transaction() as tx:
        tx.put(a_plan(tasks=(*tasks, figures, meeting)))
        tx.put(InternalDate(PLAN, report.id, date(2024, 6, 14), OFFICER.id, NOW, before=True))
    return store
