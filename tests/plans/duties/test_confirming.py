"""A task said to be done that waits for the office: asked for by kind, confirmed, given back, taken back."""

from datetime import timedelta

import pytest

from plans.actions import add_evidence, mark_done, reopen
from plans.agenda import Entry
from plans.duties import confirming
from plans.duties.confirming import ask_again, confirm, give_back, report_of
from plans.duties.giving import assign
from plans.model.duties import DoneReport, Evidence
from plans.model.office_settings import Confirming
from plans.model.people import Person
from plans.model.plan import TaskKind, TaskProgress
from plans.model.reminding import Notice, ReminderSettings
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    STAFF,
    TODAY,
    a_department,
    a_person,
    a_plan,
    a_task,
    audit,
    do,
    entry_of,
    refused,
)

LATER = NOW + timedelta(days=2)
SHOWN = Evidence(note="Đã gửi", link="https://so.example/bc")


@pytest.fixture
def store() -> MemoryStore:
    """A report that the staff of the industry see to and the office wants to confirm, and a task of another kind."""
    store = MemoryStore()
    tasks = (
        a_task("bao_cao", lead=("ql_cong_nghiep",)),
        a_task("viec_khac", lead=("ql_cong_nghiep",), kind=TaskKind.OTHER),
    )
    a_department(store, plan=a_plan(tasks=tasks))
    with store.transaction() as tx:
        tx.put(Confirming((TaskKind.REPORT,)))
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    with store.transaction() as tx:
        for notice in tx.all(Notice):
            tx.delete(Notice, notice.id)
    return store


def of(store: MemoryStore, task: str = "bao_cao") -> Entry:
    return entry_of(store, task)


def told(store: MemoryStore, kind: str) -> set[str]:
    return {notice.person for notice in store.all(Notice) if notice.kind == kind}


@pytest.mark.parametrize("by", [STAFF, HEAD], ids=lambda person: person.id)
def test_done_waits_for_the_office_where_that_is_asked_for(store: MemoryStore, by: Person) -> None:
    report = do(store, mark_done, by, of(store), SHOWN)
    assert report == DoneReport("thu-2024", "bao_cao", NOW, by.id, SHOWN)
    assert (of(store).done, of(store).waits) == (False, True)
    assert told(store, confirming.REPORTED) == {OFFICER.id, OFFICE_HEAD.id}
    assert refused(do(store, mark_done, HEAD, of(store))) == "duty.waits_since"


def test_a_task_that_waits_is_not_overdue(store: MemoryStore) -> None:
    late = of(store).task.deadline.end + timedelta(days=9)
    assert of(store).is_overdue(late)
    do(store, mark_done, STAFF, of(store))
    assert not of(store).is_overdue(late)


@pytest.mark.parametrize(("by", "task"), [(OFFICER, "bao_cao"), (HEAD, "viec_khac")])
def test_nothing_waits_from_the_office_and_for_other_kinds(store: MemoryStore, by: Person, task: str) -> None:
    assert do(store, mark_done, by, of(store, task)) == TaskProgress("thu-2024", task, NOW, by.id)


def test_confirmed_it_is_done_since_it_was_reported_by_who_reported_it(store: MemoryStore) -> None:
    do(store, mark_done, STAFF, of(store), SHOWN)
    done = do(store, confirm, OFFICER, of(store), now=LATER)
    assert done == TaskProgress("thu-2024", "bao_cao", NOW, STAFF.id, SHOWN, OFFICER.id)
    assert report_of(store, of(store)) is None
    assert told(store, confirming.CONFIRMED) == {STAFF.id}
    assert told(store, confirming.REPORTED) == set()
    assert refused(do(store, confirm, OFFICE_HEAD, of(store))) == "duty.nothing_waits"


def test_the_office_is_asked_again_of_what_has_waited_since_an_earlier_day(store: MemoryStore) -> None:
    do(store, mark_done, STAFF, of(store))
    with store.transaction() as tx:
        for notice in tx.all(Notice):
            tx.delete(Notice, notice.id)
    do(store, ask_again)
    assert told(store, confirming.REPORTED) == set(), "it was asked today"
    do(store, ask_again, now=LATER)
    assert told(store, confirming.REPORTED) == {OFFICER.id, OFFICE_HEAD.id}
    do(store, confirm, OFFICER, of(store))
    do(store, ask_again, now=LATER)
    assert told(store, confirming.REPORTED) == set()


def test_the_offices_own_done_confirms_what_waits(store: MemoryStore) -> None:
    do(store, mark_done, STAFF, of(store), SHOWN)
    done = do(store, mark_done, OFFICER, of(store), Evidence(note="Đã nhận bản giấy"), now=LATER)
    assert (done.done_by, done.confirmed_by, done.evidence.note) == (STAFF.id, OFFICER.id, "Đã nhận bản giấy")
    assert done.evidence.link == SHOWN.link


def test_given_back_it_is_open_again_and_who_reported_hears_why(store: MemoryStore) -> None:
    do(store, mark_done, STAFF, of(store))
    assert refused(do(store, give_back, OFFICER, of(store), "ok")) == "lists.note_too_short"
    do(store, give_back, OFFICER, of(store), "Thiếu phụ lục 2", now=LATER)
    assert (of(store).done, of(store).waits) == (False, False)
    (notice,) = [notice for notice in store.all(Notice) if notice.kind == confirming.RETURNED]
    assert (notice.person, notice.values["reason"]) == (STAFF.id, "Thiếu phụ lục 2")
    do(store, mark_done, STAFF, of(store), now=LATER)
    assert told(store, confirming.RETURNED) == set(), "what was not told yet is overtaken"


@pytest.mark.parametrize("by", [STAFF, HEAD, LEADER], ids=lambda person: person.id)
def test_only_the_office_confirms_and_gives_back(store: MemoryStore, by: Person) -> None:
    do(store, mark_done, STAFF, of(store))
    assert refused(do(store, confirm, by, of(store))) == "right.confirm_done"
    assert refused(do(store, give_back, by, of(store), "Thiếu phụ lục")) == "right.confirm_done"
    assert of(store).waits


def test_who_reported_takes_it_back_until_the_office_has_confirmed(store: MemoryStore) -> None:
    do(store, mark_done, STAFF, of(store))
    assert not do(store, reopen, STAFF, of(store)).waits
    do(store, mark_done, STAFF, of(store))
    do(store, confirm, OFFICER, of(store))
    for by in (STAFF, HEAD):
        assert refused(do(store, reopen, by, of(store))) == "duty.confirmed_already"
    do(store, reopen, OFFICER, of(store))
    assert not of(store).done
    verbs = [entry.verb for entry in audit(store)]
    assert verbs == ["assign", "report_done", "withdraw_report", "report_done", "confirm_done", "reopen"]


def test_who_said_done_hears_when_somebody_else_takes_it_back(store: MemoryStore) -> None:
    do(store, mark_done, STAFF, of(store))
    do(store, reopen, HEAD, of(store))
    assert told(store, confirming.REOPENED) == {STAFF.id}
    do(store, mark_done, HEAD, of(store, "viec_khac"))
    do(store, reopen, OFFICER, of(store, "viec_khac"))
    assert told(store, confirming.REOPENED) == {STAFF.id, HEAD.id}
    do(store, mark_done, HEAD, of(store, "viec_khac"))
    do(store, reopen, HEAD, of(store, "viec_khac"))
    assert len([notice for notice in store.all(Notice) if notice.kind == confirming.REOPENED]) == 2


def test_evidence_added_while_it_waits_reaches_the_office(store: MemoryStore) -> None:
    assert refused(do(store, add_evidence, STAFF, of(store), SHOWN)) == "action.not_done"
    do(store, mark_done, STAFF, of(store), Evidence(note="Đã gửi"))
    with store.transaction() as tx:
        for notice in tx.all(Notice):
            tx.delete(Notice, notice.id)
    report = do(store, add_evidence, STAFF, of(store), Evidence(file="a" * 64, file_name="bc.pdf"))
    assert report.evidence == Evidence("Đã gửi", "", "a" * 64, "bc.pdf")
    assert told(store, confirming.REPORTED) == {OFFICER.id, OFFICE_HEAD.id}
    do(store, confirm, OFFICER, of(store))
    done = do(store, add_evidence, HEAD, of(store), Evidence(link="https://x.example"))
    assert (done.evidence.note, done.evidence.link, done.confirmed_by) == ("Đã gửi", "https://x.example", OFFICER.id)


@pytest.mark.parametrize("by", [LEADER, a_person("nam")], ids=lambda person: person.id)
def test_others_neither_report_nor_add_to_it(store: MemoryStore, by: Person) -> None:
    assert refused(do(store, mark_done, by, of(store))) == "right.mark_done"
    do(store, mark_done, STAFF, of(store))
    assert refused(do(store, add_evidence, by, of(store), SHOWN)) == "right.mark_done"
    assert refused(do(store, reopen, by, of(store))) == "right.reopen"


def test_a_stand_in_reports_during_the_leave_and_not_after(store: MemoryStore) -> None:
    nam = a_person("nam")
    with store.transaction() as tx:
        tx.put(nam)
        tx.put(ReminderSettings(STAFF.id, away_from=TODAY, away_until=TODAY, stand_in=nam.id))
    assert refused(do(store, mark_done, nam, of(store), now=LATER)) == "right.mark_done"
    assert do(store, mark_done, nam, of(store)).by == nam.id


def test_what_is_withdrawn_meanwhile_is_not_confirmed(store: MemoryStore) -> None:
    do(store, mark_done, STAFF, of(store))
    entry = of(store)
    with store.transaction() as tx:
        tx.put(a_plan(tasks=(a_task("bao_cao", withdrawn=True),)))
    assert refused(do(store, confirm, OFFICER, entry)) == "action.task_withdrawn"
    assert refused(do(store, give_back, OFFICER, entry, "Thiếu phụ lục")) == "action.task_withdrawn"
