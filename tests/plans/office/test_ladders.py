"""The office's ladders and what it confirms: set, back to the usual, in the journal, by the office only."""

from dataclasses import replace

import pytest

from plans.model.history import AuditEntry
from plans.model.office_settings import LadderSetting
from plans.model.people import Person
from plans.model.plan import TaskKind
from plans.office.ladders import LaddersChange, confirming, reset_ladders, set_ladders, wrong_with
from plans.problems import Problem
from plans.reminding.ladders import Ladder, ladder_of, usual
from plans.store.memory import MemoryStore
from tests.builders import NOW, a_department

SHORT = LadderSetting(TaskKind.REPORT, ("3", "1", "0"), (1,), False)


def a_store() -> MemoryStore:
    store = MemoryStore()
    a_department(store)
    return store


def test_a_ladder_that_is_set_counts_until_it_is_reset() -> None:
    store = a_store()
    with store.transaction() as tx:
        assert set_ladders(tx, NOW, tx.get(Person, "van"), [SHORT]) == LaddersChange(set=(SHORT,))
        assert ladder_of(tx, TaskKind.REPORT) == Ladder(("3", "1", "0"), (1,), False)
        assert set_ladders(tx, NOW, None, [SHORT]) == Problem("ladder.nothing_new")
        assert reset_ladders(tx, NOW, None, TaskKind) == LaddersChange(reset=(TaskKind.REPORT,))
        assert reset_ladders(tx, NOW, None, TaskKind) == Problem("ladder.nothing_new")
    assert ladder_of(store, TaskKind.REPORT) == usual(TaskKind.REPORT)
    verbs = [entry.verb for _, entry in store.entries("audit", AuditEntry)]
    assert verbs == ["set_ladders", "reset_ladders"]


def test_a_ladder_like_the_usual_one_is_none_of_the_office_s_own() -> None:
    store = a_store()
    ladder = usual(TaskKind.REPORT)
    with store.transaction() as tx:
        set_ladders(tx, NOW, None, [SHORT])
        like = LadderSetting(TaskKind.REPORT, ladder.before, ladder.overdue, ladder.weekly)
        assert set_ladders(tx, NOW, None, [like]) == LaddersChange(reset=(TaskKind.REPORT,))
    assert store.all(LadderSetting) == ()


def test_which_kinds_are_confirmed_is_set_by_itself_or_with_ladders() -> None:
    store = a_store()
    with store.transaction() as tx:
        done = set_ladders(tx, NOW, None, [], [TaskKind.DOSSIER, TaskKind.REPORT])
        assert done == LaddersChange(confirming=(TaskKind.REPORT, TaskKind.DOSSIER))
        assert set_ladders(tx, NOW, None, [SHORT]) == LaddersChange(set=(SHORT,))
        assert set_ladders(tx, NOW, None, [], [TaskKind.REPORT, TaskKind.DOSSIER]) == Problem("ladder.nothing_new")
    assert confirming(store) == (TaskKind.REPORT, TaskKind.DOSSIER)


@pytest.mark.parametrize("person", ["lan", "hung", "minh"])
def test_only_the_office_sets_ladders(person: str) -> None:
    store = a_store()
    with store.transaction() as tx:
        by = tx.get(Person, person)
        assert set_ladders(tx, NOW, by, [SHORT], [TaskKind.REPORT]) == Problem("right.manage_reminders")
        assert reset_ladders(tx, NOW, by, TaskKind) == Problem("right.manage_reminders")
    assert store.all(LadderSetting) == ()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"before": ()}, "ladder.no_rung"),
        ({"before": tuple(map(str, range(13, 0, -1)))}, "ladder.too_many"),
        ({"before": ("14", "-3")}, "ladder.strange"),
        ({"before": ("0d",)}, "ladder.strange"),
        ({"before": ("07",)}, "ladder.strange"),
        ({"before": ("2m",)}, "ladder.strange"),
        ({"before": ("",)}, "ladder.strange"),
        ({"before": ("٣",)}, "ladder.strange"),
        ({"before": ("3", "7")}, "ladder.unsorted"),
        ({"before": ("5", "7d")}, "ladder.unsorted"),
        ({"before": ("121",)}, "ladder.too_far"),
        ({"overdue": ()}, "ladder.silent"),
        ({"overdue": (3, 1)}, "ladder.overdue_unsorted"),
        ({"overdue": (0,)}, "ladder.strange"),
        ({"overdue": (61,)}, "ladder.overdue_far"),
        ({"overdue": tuple(range(1, 14))}, "ladder.too_many"),
        ({"kind": TaskKind.MEETING}, "ladder.meeting_once"),
        ({"kind": TaskKind.MOVEMENT}, "ladder.never_overdue"),
    ],
)
def test_a_ladder_without_order_or_end_is_refused(changed: dict[str, object], code: str) -> None:
    ladder = replace(LadderSetting(TaskKind.REPORT, ("7", "0"), (1, 3), True), **changed)  # type: ignore[arg-type]  # by name
    assert [problem.code for problem in wrong_with(ladder)] == [code]
    store = a_store()
    with store.transaction() as tx:
        refused = set_ladders(tx, NOW, None, [ladder])
    assert isinstance(refused, Problem)
    assert refused.code == code


@pytest.mark.parametrize("kind", TaskKind)
def test_the_usual_ladders_are_ladders_that_an_office_could_set(kind: TaskKind) -> None:
    ladder = usual(kind)
    assert wrong_with(LadderSetting(kind, ladder.before, ladder.overdue, ladder.weekly)) == ()
