"""Giving, handing back, marking, confirming and reopening in any order by anybody: what always holds."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from plans.actions import add_evidence, mark_done, reopen
from plans.agenda import entries
from plans.duties.assigning import stands
from plans.duties.confirming import confirm, give_back
from plans.duties.giving import assign, drop_lapsed, hand_back, take_back
from plans.duties.seeing_to import may_see_to
from plans.model.duties import Assignment, DoneReport, Evidence
from plans.model.office_settings import Confirming
from plans.model.people import Role, Unit
from plans.model.plan import TaskKind, TaskProgress
from plans.model.reminding import ReminderSettings
from plans.problems import Problem
from plans.rights import Action
from plans.store.codec import KINDS
from plans.store.memory import MemoryStore
from plans.working_days import day_in_hanoi
from tests.builders import NOW, PEOPLE, UNITS, a_department, a_person, a_plan, a_task, do

EVERYBODY = (*PEOPLE, a_person("nam"), a_person("khoa", further_units=("van_phong", "hoi_dong_tdkt")))
TASKS = (
    a_task("a", lead=("ql_cong_nghiep",)),
    a_task("b", lead=("ql_cong_nghiep", "van_phong"), kind=TaskKind.OTHER),
    a_task("c", lead=("cac_phong_don_vi",)),
    a_task("d", lead=("hoi_dong_tdkt",), withdrawn=True),
)
STEPS = 250


def a_step(random: Random, store: MemoryStore, now: Any) -> object:
    """Somebody does something to a task."""
    by, person, unit = random.choice(EVERYBODY), random.choice(EVERYBODY), random.choice(UNITS)
    entry = random.choice(entries(store))
    match random.randrange(9):
        case 0 | 1:
            return do(store, assign, by, entry, unit, person, now=now)
        case 2:
            return do(store, take_back, by, entry, unit, now=now)
        case 3:
            return do(store, hand_back, by, entry, unit, "của người khác", now=now)
        case 4:
            return do(store, mark_done, by, entry, Evidence(note="xong"), now=now)
        case 5:
            return do(store, confirm, by, entry, now=now)
        case 6:
            return do(store, give_back, by, entry, "thiếu phụ lục", now=now)
        case 7:
            return do(store, reopen, by, entry, now=now)
        case _:
            return do(store, add_evidence, by, entry, Evidence(link="https://so.example"), now=now)


@pytest.mark.parametrize("seed", range(4))
def test_in_any_order_refusals_change_nothing_and_no_two_states_stand_at_once(seed: int) -> None:
    store, random = MemoryStore(), Random(seed)  # noqa: S311 - who does what next, no secret
    a_department(store, plan=a_plan(tasks=TASKS))
    with store.transaction() as tx:
        tx.put(Confirming((TaskKind.REPORT,)))
        for person in EVERYBODY:
            tx.put(person)
    for step in range(STEPS):
        now = NOW + timedelta(hours=step)
        today = day_in_hanoi(now)
        if step % 40 == 39:
            away = random.choice(EVERYBODY).id
            with store.transaction() as tx:
                tx.put(ReminderSettings(away, away_from=today, away_until=today, stand_in=random.choice(EVERYBODY).id))
        before = store.version(*KINDS)
        outcome = a_step(random, store, now)
        if isinstance(outcome, Problem):
            assert store.version(*KINDS) == before, outcome
        if isinstance(outcome, TaskProgress | DoneReport):
            by = outcome.done_by if isinstance(outcome, TaskProgress) else outcome.by
            assert by in {person.id for person in EVERYBODY}
        done, waiting = ({record.id for record in store.all(kind)} for kind in (TaskProgress, DoneReport))
        assert not done & waiting
        assert all(report.task in {"a", "c"} for report in store.all(DoneReport)), "other kinds wait for nobody"
        assert all(stands(store, each, today) for each in store.all(Assignment))
        assert do(store, drop_lapsed, now=now) == ()
        for entry in entries(store):
            allowed = {
                person.id
                for person in EVERYBODY
                if may_see_to(store, Action.MARK_DONE, person, "thu-2024", entry.task, today)
            }
            heads = {unit.head for unit in store.all(Unit)}
            given = {each.person for each in store.all(Assignment)}
            instead = {each.stand_in for each in store.all(ReminderSettings) if each.is_away(today)}
            office = {person.id for person in EVERYBODY if Role.OFFICE in person.roles}
            assert office <= allowed <= office | heads | given | instead
