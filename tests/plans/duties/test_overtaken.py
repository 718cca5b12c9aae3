"""A deadline that moves before the units' internal date."""

from dataclasses import replace
from datetime import date

import pytest

from plans.actions import mark_done
from plans.duties.overtaken import OVERTAKEN, overtaken
from plans.model.plan import DeadlineKind
from plans.model.reminding import Notice
from plans.planning.adopting import adopt_plan
from plans.planning.amending import set_deadline
from plans.planning.draft import DraftDeadline
from plans.store.memory import MemoryStore
from tests.builders import OFFICER, a_deadline, do
from tests.plans.duties.sharing import a_sharing_store, report


def move(store: MemoryStore, day: str) -> None:
    """The report's deadline is now that day."""
    do(store, set_deadline, OFFICER, "thu-2024", "bc_so_ket", DraftDeadline(DeadlineKind.BY, day, day))


def told(store: MemoryStore) -> list[str]:
    """Ids of those who are told that the internal date has been overtaken."""
    return [notice.person for notice in store.all(Notice) if notice.kind == OVERTAKEN]


@pytest.mark.parametrize(("day", "who"), [("2024-06-07", ["van", "hoa"]), ("2024-06-10", []), ("2024-07-01", [])])
def test_the_office_is_told_when_units_would_hand_in_too_late(day: str, who: list[str]) -> None:
    store = a_sharing_store()
    move(store, day)
    assert told(store) == who
    found = overtaken(store, report(store).plan, report(store).task)
    assert (found is not None) == bool(who)


def test_a_later_issue_of_the_plan_is_looked_at_in_the_same_way() -> None:
    store = a_sharing_store()
    plan, task = report(store).plan, report(store).task
    sooner = replace(task, deadline=a_deadline(date(2024, 6, 7)))
    issue = replace(plan, tasks=tuple(sooner if each.id == task.id else each for each in plan.tasks))
    do(store, adopt_plan, None, issue)
    assert told(store) == ["van", "hoa"]


def test_without_an_internal_date_or_a_day_nothing_is_overtaken() -> None:
    store = a_sharing_store(dated=False)
    move(store, "2024-06-07")
    assert told(store) == []
    store = a_sharing_store()
    do(store, set_deadline, OFFICER, "thu-2024", "bc_so_ket", DraftDeadline(DeadlineKind.UNSET, None, "khi có văn bản"))
    assert told(store) == []


def test_of_a_task_that_is_done_nobody_is_told() -> None:
    store = a_sharing_store()
    do(store, mark_done, OFFICER, report(store))
    move(store, "2024-06-07")
    assert told(store) == []
