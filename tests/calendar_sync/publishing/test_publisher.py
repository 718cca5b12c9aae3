"""Rounds of publishing: what they cost, what they write, and what they make of whatever happens meanwhile."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from threading import current_thread, main_thread

import pytest

from calendar_sync.caldav.server import (
    Busy,
    CalendarServerError,
    Conflict,
    Failed,
    Refused,
    Rejected,
    Resource,
    Unreachable,
)
from calendar_sync.ics import Seen, read_items
from calendar_sync.publishing import agreeing
from calendar_sync.publishing.collections import SHARED
from calendar_sync.publishing.ledger import PublishedCollection, PublishedItem
from calendar_sync.publishing.outcome import What
from plans.actions import mark_done, reopen
from plans.calendars.moving import accept_move, refuse_move
from plans.calendars.server_state import go_on, note_question
from plans.duties.confirming import WAITS, confirm
from plans.model.duties import DoneReport
from plans.model.office_settings import Confirming
from plans.model.people import Person, Role
from plans.model.plan import DeadlineKind, Plan, TaskKind, TaskProgress
from plans.model.publishing import CalendarAccount
from plans.model.reminding import Notice
from tests.builders import HEAD, LEADER, OFFICER, STAFF, a_deadline, a_plan, a_task, audit, do
from tests.calendar_sync.caldav.memory_server import MemoryServer
from tests.calendar_sync.publishing.office import (
    ALL_OF_LEADER,
    FOREIGN,
    OWN_OF_STAFF,
    PLAN,
    TASKS_OF_HEAD,
    Office,
    onto,
    put,
    renamed,
    ticked,
    unticked,
    with_alarm,
)

COLLECTIONS = {ALL_OF_LEADER, f"{HEAD.id}/lich", TASKS_OF_HEAD, OWN_OF_STAFF}
MEETING = "hop_hd_sang_kien"


@pytest.fixture
async def office() -> Office:
    """The department with everything published."""
    made = Office()
    await made.rounds()
    made.server.requests.clear()
    return made


def deeds(office: Office, path: str = ALL_OF_LEADER) -> list[str]:
    """What the server was asked about a collection."""
    return [asked.deed for asked in office.server.requests if asked.path == path]


async def until_put(office: Office) -> None:
    """Let a round run as far as its first PUT, which hangs."""
    for _ in range(100):
        await asyncio.sleep(0)
    assert office.server.count("put") == 1


def while_read(office: Office, change: Callable[[], None]) -> None:
    """Let the facts change while the server is asked for items."""
    fetch = office.server.fetch

    async def fetch_meanwhile(path: str, hrefs: Sequence[str]) -> Mapping[str, Resource]:
        change()
        return await fetch(path, hrefs)

    office.server.fetch = fetch_meanwhile  # type: ignore[method-assign]  # somebody is at work in the chat


async def test_the_first_round_fills_each_collection_with_one_request_and_reads_it_once() -> None:
    office = Office()
    outcome = await office.round()
    assert (outcome.agreed, outcome.problem, set(office.server.collections)) == (True, None, COLLECTIONS)
    assert deeds(office) == ["state", "create", "fill", "changes", "fetch"]
    assert outcome.count(What.NEW_COLLECTION) == len(COLLECTIONS)
    assert office.disagreements() == []


async def test_a_server_that_takes_no_whole_collection_gets_item_by_item() -> None:
    office = Office(server=MemoryServer(can_fill=False))
    assert (await office.rounds()).agreed
    assert office.server.count("put") == sum(len(office.server.read(path)) for path in COLLECTIONS)
    assert office.disagreements() == []


async def test_on_another_server_there_is_one_collection_for_all_and_one_for_each_department() -> None:
    office = Office(embedded=False)
    await office.rounds()
    assert set(office.server.collections) == {SHARED, "dondoc-van_phong", "dondoc-ql_cong_nghiep"}
    assert office.disagreements() == []


async def test_where_nothing_changed_a_round_costs_one_request_for_each_collection(office: Office) -> None:
    outcome = await office.round()
    assert outcome.rows == ()
    assert [asked.deed for asked in office.server.requests] == ["state"] * len(COLLECTIONS)
    office.server.requests.clear()
    office.started()
    await office.round()
    assert [asked.deed for asked in office.server.requests] == ["state"] * len(COLLECTIONS)


async def test_one_changed_event_of_hundreds_costs_three_requests() -> None:
    tasks = tuple(a_task(f"viec_{n}", title=f"Việc {n}") for n in range(300))
    office = Office(embedded=False, plan=a_plan(tasks=tasks))
    await office.rounds()
    office.server.requests.clear()
    office.set_task("viec_7", lambda task: replace(task, title="Việc khác"))
    outcome = await office.round(SHARED)
    assert [(row.what, row.title) for row in outcome.rows] == [(What.REPLACE, "Việc khác")]
    assert deeds(office, SHARED) == ["state", "put", "changes"]


async def test_a_server_without_states_and_etags_in_its_answers_is_kept_in_step_too() -> None:
    office = Office(server=MemoryServer(knows_states=False, says_etags=False, can_fill=False))
    await office.rounds()
    office.set_task(MEETING, lambda task: replace(task, title="Việc khác"))
    office.edit(ALL_OF_LEADER, "bc_so_ket", renamed)
    await office.rounds()
    assert office.disagreements() == []


async def test_a_withdrawn_task_is_cancelled_and_only_its_item_is_written(office: Office) -> None:
    office.set_task(MEETING, lambda task: replace(task, withdrawn=True))
    outcome = await office.round(ALL_OF_LEADER)
    assert [row.what for row in outcome.rows] == [What.REPLACE]
    assert office.seen(ALL_OF_LEADER, MEETING).status == "CANCELLED"


# What people do.


async def test_a_meeting_that_a_leader_drags_is_a_question_and_lies_where_it_was_dragged(office: Office) -> None:
    office.edit(ALL_OF_LEADER, MEETING, onto(date(2024, 10, 31)))
    outcome = await office.round()
    assert outcome.count(What.MOVED) == 1
    (move,) = office.moves()
    assert (move.person, move.was, move.day, move.hour) == (LEADER.id, date(2024, 10, 30), date(2024, 10, 31), None)
    await office.rounds()
    assert office.moves() == (move,)
    assert office.seen(ALL_OF_LEADER, MEETING).start == date(2024, 10, 31)


async def test_when_the_office_accepts_every_calendar_has_the_new_day(office: Office) -> None:
    office.edit(ALL_OF_LEADER, MEETING, onto(date(2024, 10, 31), time(8, 30)))
    await office.round()
    with office.change() as tx:
        accept_move(tx, office.now, OFFICER, office.moves()[0].id)
    await office.rounds()
    assert office.task(MEETING).deadline.wording == "08h30 ngày 31/10/2024"
    assert (office.disagreements(), office.moves()) == ([], ())


async def test_when_the_office_refuses_the_event_goes_back_and_nobody_is_asked_again(office: Office) -> None:
    office.edit(ALL_OF_LEADER, MEETING, onto(date(2024, 10, 31)))
    await office.round()
    with office.change() as tx:
        refuse_move(tx, office.now, OFFICER, office.moves()[0].id)
    office.server.renew_etags(ALL_OF_LEADER)
    await office.rounds()
    assert (office.disagreements(), office.moves()) == ([], ())
    assert office.seen(ALL_OF_LEADER, MEETING).start == date(2024, 10, 30)
    office.edit(ALL_OF_LEADER, MEETING, onto(date(2024, 10, 31)))
    await office.round()
    assert len(office.moves()) == 1


async def test_a_meeting_dragged_back_asks_nobody_any_more(office: Office) -> None:
    office.edit(ALL_OF_LEADER, MEETING, onto(date(2024, 10, 31)))
    await office.round()
    office.edit(ALL_OF_LEADER, MEETING, onto(date(2024, 10, 30)))
    await office.rounds()
    assert (office.moves(), office.disagreements()) == ((), [])


async def test_a_meeting_that_was_dragged_and_then_deleted_is_put_back(office: Office) -> None:
    office.edit(ALL_OF_LEADER, MEETING, onto(date(2024, 10, 31)))
    await office.round()
    office.server.erase(ALL_OF_LEADER, f"{office.uid(MEETING)}.ics")
    await office.rounds()
    assert (office.moves(), office.disagreements()) == ((), [])


async def test_a_plan_that_moves_a_meeting_meanwhile_has_answered(office: Office) -> None:
    office.edit(ALL_OF_LEADER, MEETING, onto(date(2024, 10, 31)))
    await office.round()
    moved = a_deadline(date(2024, 11, 4), kind=DeadlineKind.ON)
    office.set_task(MEETING, lambda task: replace(task, deadline=moved))
    await office.rounds()
    assert (office.moves(), office.disagreements()) == ((), [])
    office.edit(ALL_OF_LEADER, MEETING, onto(date(2024, 11, 8)))
    office.set_task(MEETING, lambda task: replace(task, deadline=a_deadline(date(2024, 11, 5), kind=DeadlineKind.ON)))
    await office.rounds()
    assert (office.moves(), office.disagreements()) == ((), [])


async def test_a_plan_that_moves_a_meeting_while_its_event_is_read_has_answered_too(office: Office) -> None:
    moved = a_deadline(date(2024, 11, 4), kind=DeadlineKind.ON)
    office.edit(ALL_OF_LEADER, MEETING, onto(date(2024, 10, 31)))
    while_read(office, lambda: office.set_task(MEETING, lambda task: replace(task, deadline=moved)))
    await office.round(ALL_OF_LEADER)
    assert office.moves() == ()
    await office.rounds()
    assert office.disagreements() == []


async def test_what_is_dragged_where_nobody_may_move_is_put_back() -> None:
    office = Office(embedded=False)
    await office.rounds()
    office.edit("dondoc-van_phong", MEETING, onto(date(2024, 10, 31)))
    await office.rounds()
    assert (office.moves(), office.disagreements()) == ((), [])
    office.edit(SHARED, MEETING, onto(date(2024, 10, 31)))
    await office.rounds()
    assert [move.person for move in office.moves()] == [""]


async def test_a_changed_text_is_put_again_and_a_mark_of_the_client_is_left_alone(office: Office) -> None:
    office.edit(ALL_OF_LEADER, MEETING, renamed)
    office.edit(ALL_OF_LEADER, "bc_so_ket", with_alarm)
    before = office.body(ALL_OF_LEADER, "bc_so_ket")
    outcome = await office.round()
    assert [row.what for row in outcome.rows] == [What.REPLACE]
    assert office.disagreements() == []
    assert office.body(ALL_OF_LEADER, "bc_so_ket") == before
    office.server.requests.clear()
    await office.round(ALL_OF_LEADER)
    assert deeds(office) == ["state"]


async def test_what_is_deleted_by_mistake_is_put_back_and_foreign_events_are_nobodys_business(office: Office) -> None:
    office.server.write(ALL_OF_LEADER, "rieng.ics", FOREIGN)
    office.server.erase(ALL_OF_LEADER, f"{office.uid(MEETING)}.ics")
    outcome = await office.round()
    assert [row.what for row in outcome.rows] == [What.CREATE]
    assert office.disagreements() == []
    assert office.server.read(ALL_OF_LEADER)["rieng.ics"] == FOREIGN


async def test_an_item_of_a_megabyte_is_understood_beside_everything_else(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[bool] = []

    def read_beside(body: bytes) -> tuple[Seen, ...]:
        threads.append(current_thread() is main_thread())
        return read_items(body)

    monkeypatch.setattr(agreeing, "read_items", read_beside)
    office.edit(ALL_OF_LEADER, MEETING, lambda event: put(event, "comment", "x" * agreeing.LARGE))
    await office.rounds()
    office.edit(ALL_OF_LEADER, MEETING, lambda event: put(event, "comment", "x"))
    await office.rounds()
    assert threads == [False, True]
    assert not office.disagreements()


async def test_a_client_may_give_an_item_another_name(office: Office) -> None:
    name = f"{office.uid(MEETING)}.ics"
    office.server.write(ALL_OF_LEADER, "khac.ics", office.server.read(ALL_OF_LEADER)[name])
    office.server.erase(ALL_OF_LEADER, name)
    await office.rounds()
    assert office.disagreements() == []
    assert "khac.ics" in office.server.read(ALL_OF_LEADER)
    office.lose_ledger()
    assert (await office.round()).rows == ()
    office.set_task(MEETING, lambda task: replace(task, title="Việc khác"))
    await office.rounds()
    assert office.disagreements() == []


async def test_an_item_that_gets_another_name_while_we_look_is_not_doubled(office: Office) -> None:
    name = f"{office.uid(MEETING)}.ics"
    fetch = office.server.fetch

    async def fetch_too_late(path: str, hrefs: Sequence[str]) -> Mapping[str, Resource]:
        if name in hrefs and name in office.server.read(path):
            office.server.write(path, "khac.ics", office.server.read(path)[name])
            office.server.erase(path, name)
        return await fetch(path, hrefs)

    office.server.fetch = fetch_too_late  # type: ignore[method-assign]  # somebody is at work there
    office.lose_ledger()
    await office.rounds()
    assert office.disagreements() == []
    assert "khac.ics" in office.server.read(ALL_OF_LEADER)


async def test_something_foreign_under_our_name_stays_and_ours_gets_another(office: Office) -> None:
    office.server.write(ALL_OF_LEADER, f"{office.uid(MEETING)}.ics", FOREIGN)
    await office.rounds()
    assert office.disagreements() == []
    assert office.server.read(ALL_OF_LEADER)[f"{office.uid(MEETING)}.ics"] == FOREIGN
    office.lose_ledger()
    await office.rounds()
    assert office.disagreements() == []


async def test_a_task_ticked_off_in_a_client_is_done_as_if_said_in_the_chat(office: Office) -> None:
    office.set_task("bc_so_ket", lambda task: replace(task, lead=a_task(lead=("ql_cong_nghiep",)).lead))
    await office.rounds()
    office.edit(TASKS_OF_HEAD, "bc_so_ket", ticked(office.later()), todo=True)
    outcome = await office.round(TASKS_OF_HEAD)
    assert outcome.count(What.COMPLETED) == 1
    (progress,) = office.facts.all(TaskProgress)
    assert (progress.task, progress.done_by) == ("bc_so_ket", HEAD.id)
    await office.rounds()
    assert office.disagreements() == []
    office.edit(TASKS_OF_HEAD, "bc_so_ket", unticked(office.later()), todo=True)
    assert (await office.round(TASKS_OF_HEAD)).count(What.REOPENED) == 1
    await office.rounds()
    assert (office.facts.all(TaskProgress), office.disagreements()) == ((), [])
    assert [entry.verb for entry in audit(office.facts)] == ["mark_done", "reopen"]


async def test_a_tick_waits_for_the_office_where_that_is_asked_for_and_goes_from_the_list_meanwhile(
    office: Office,
) -> None:
    office.set_task("bc_so_ket", lambda task: replace(task, lead=a_task(lead=("ql_cong_nghiep",)).lead))
    with office.change() as tx:
        tx.put(Confirming((TaskKind.REPORT,)))
    await office.rounds()
    office.edit(TASKS_OF_HEAD, "bc_so_ket", ticked(office.later()), todo=True)
    await office.rounds()
    (report,) = office.facts.all(DoneReport)
    assert (report.by, office.facts.all(TaskProgress)) == (HEAD.id, ())
    assert WAITS in {notice.kind for notice in office.facts.all(Notice) if notice.person == HEAD.id}
    assert office.disagreements() == []
    with office.change() as tx:
        confirm(tx, office.now, OFFICER, office.entry("bc_so_ket"))
    await office.rounds()
    assert (len(office.facts.all(TaskProgress)), office.disagreements()) == (1, [])


async def test_a_task_ticked_off_while_its_list_is_being_filled_is_done_too() -> None:
    """A phone shows the list as soon as it is there, before the publisher has looked what became of it."""
    office = Office()
    office.set_task("bc_so_ket", lambda task: replace(task, lead=a_task(lead=("ql_cong_nghiep",)).lead))
    fill = office.server.fill

    async def fill_and_tick(path: str, body: bytes) -> bool:
        filled = await fill(path, body)
        if path == TASKS_OF_HEAD:
            office.edit(TASKS_OF_HEAD, "bc_so_ket", ticked(office.later()), todo=True)
        return filled

    office.server.fill = fill_and_tick  # type: ignore[method-assign]  # somebody is quick
    await office.rounds()
    (progress,) = office.facts.all(TaskProgress)
    assert (progress.task, progress.done_by, office.disagreements()) == ("bc_so_ket", HEAD.id, [])


async def test_a_tick_that_the_chat_has_taken_back_since_is_not_taken_in_twice(office: Office) -> None:
    office.set_task("bc_so_ket", lambda task: replace(task, lead=a_task(lead=("ql_cong_nghiep",)).lead))
    await office.rounds()
    office.edit(TASKS_OF_HEAD, "bc_so_ket", ticked(office.later()), todo=True)
    with office.change() as tx:
        mark_done(tx, office.now, HEAD, office.entry("bc_so_ket"))
    with office.change() as tx:
        reopen(tx, office.now, HEAD, office.entry("bc_so_ket"))
    await office.rounds()
    assert (office.facts.all(TaskProgress), office.disagreements()) == ((), [])


async def test_whoever_may_no_longer_mark_it_done_gets_the_open_task_back(office: Office) -> None:
    office.set_task("bc_so_ket", lambda task: replace(task, lead=a_task(lead=("ql_cong_nghiep",)).lead))
    await office.rounds()
    office.edit(TASKS_OF_HEAD, "bc_so_ket", ticked(office.later()), todo=True)
    office.set_task("bc_so_ket", lambda task: replace(task, lead=a_task(lead=("van_phong",)).lead))
    await office.rounds()
    assert (office.facts.all(TaskProgress), office.disagreements()) == ((), [])


# Who has which collection.


async def test_who_leaves_loses_the_collection_and_who_becomes_a_leader_gets_another(office: Office) -> None:
    with office.change() as tx:
        tx.put(replace(office.person(STAFF.id), roles=frozenset({Role.LEADER})))
        tx.put(replace(office.person(LEADER.id), left=date(2024, 1, 1)))
    await office.rounds()
    assert set(office.server.collections) == {f"{STAFF.id}/dieu-hanh", f"{HEAD.id}/lich", TASKS_OF_HEAD}
    assert office.disagreements() == []


async def test_a_collection_in_which_somebody_keeps_events_of_their_own_only_loses_ours(office: Office) -> None:
    office.server.write(ALL_OF_LEADER, "rieng.ics", FOREIGN)
    with office.change() as tx:
        tx.delete(CalendarAccount, LEADER.id)
    assert (await office.round()).count(What.END_COLLECTION) == 1
    assert office.server.read(ALL_OF_LEADER) == {"rieng.ics": FOREIGN}
    with office.change() as tx:
        tx.put(CalendarAccount(LEADER.id, "hash", office.now))
    await office.rounds()
    assert office.disagreements() == []


async def test_a_collection_that_is_removed_on_the_server_is_made_anew(office: Office) -> None:
    await office.server.remove(ALL_OF_LEADER)
    outcome = await office.round()
    assert (outcome.agreed, outcome.questions, office.disagreements()) == (True, (), [])


async def test_a_collection_removed_under_our_hands_is_made_anew_in_the_same_round(office: Office) -> None:
    office.set_task(MEETING, lambda task: replace(task, title="Việc khác"))
    stop = asyncio.Event()
    office.server.fail("put", None, path=ALL_OF_LEADER, until=stop)
    rounding = asyncio.create_task(office.round())
    await until_put(office)
    del office.server.collections[ALL_OF_LEADER]
    stop.set()
    assert (await rounding).agreed
    assert office.disagreements() == []


# What servers do.


async def test_what_a_client_writes_while_we_write_is_not_passed_over(office: Office) -> None:
    office.set_task(MEETING, lambda task: replace(task, title="Việc khác"))
    stop = asyncio.Event()
    office.server.fail("put", None, path=ALL_OF_LEADER, until=stop)
    rounding = asyncio.create_task(office.round())
    await until_put(office)
    office.edit(ALL_OF_LEADER, "bc_so_ket", renamed)
    office.edit(ALL_OF_LEADER, MEETING, renamed)
    stop.set()
    assert (await rounding).agreed
    assert office.disagreements() == []


async def test_a_client_that_writes_as_fast_as_we_do_is_left_for_the_next_round(office: Office) -> None:
    put = office.server.put

    async def put_and_be_overwritten(path: str, href: str, body: bytes, etag: str | None) -> str:
        made = await put(path, href, body, etag)
        office.edit(ALL_OF_LEADER, MEETING, renamed)
        return made

    office.server.put = put_and_be_overwritten  # type: ignore[method-assign]  # somebody else at every PUT
    office.edit(ALL_OF_LEADER, MEETING, renamed)
    outcome = await office.round(ALL_OF_LEADER)
    assert (outcome.agreed, type(outcome.problem), office.server.count("put")) == (False, Conflict, 4)
    office.server.put = put  # type: ignore[method-assign]  # that is over
    await office.rounds()
    assert office.disagreements() == []


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("deed", ["state", "changes", "fetch", "put", "delete", "create", "fill"])
@pytest.mark.parametrize(
    "error", [Unreachable(), Refused(401), Busy(30.0), Failed(500), Failed(0), Conflict(), Rejected(400)]
)
async def test_whatever_fails_once_nothing_is_lost_or_doubled(
    deed: str, error: CalendarServerError, after: bool
) -> None:
    office = Office()

    async def meet_the_fault() -> None:
        office.server.fail(deed, error, path=ALL_OF_LEADER, after=after)
        await office.round()
        office.server.heal()
        await office.rounds()
        assert office.disagreements() == []

    await meet_the_fault()
    office.set_task(MEETING, lambda task: replace(task, title="Việc khác"))
    office.set_task("bc_so_ket", lambda task: replace(task, id="bc_khac"))
    await meet_the_fault()
    office.edit(ALL_OF_LEADER, "ke_hoach", renamed)
    office.server.erase(ALL_OF_LEADER, f"{office.uid('huong_ung')}.ics")
    await meet_the_fault()


@pytest.mark.parametrize("error", [Unreachable(), Refused(401), Busy(30.0)])
async def test_a_server_that_will_not_have_us_now_ends_the_round(error: CalendarServerError) -> None:
    office = Office()
    office.server.fail("state", error)
    outcome = await office.round()
    assert (outcome.agreed, outcome.problem, office.server.count()) == (False, error, 1)


async def test_three_failures_in_a_row_end_the_round_and_fewer_leave_the_others(office: Office) -> None:
    plan = office.plan()
    tasks = tuple(replace(task, title=f"{task.title} (sửa)") for task in plan.tasks)
    with office.change() as tx:
        tx.put(replace(plan, tasks=tasks))
    office.server.fail("put", Failed(500), path=ALL_OF_LEADER, times=2)
    outcome = await office.round(ALL_OF_LEADER)
    assert (outcome.agreed, outcome.count(What.REPLACE)) == (False, len(tasks) - 2)
    office.set_task(MEETING, lambda task: replace(task, title="x"))
    office.server.fail("", Failed(500), times=99)
    office.server.requests.clear()
    outcome = await office.round()
    assert (outcome.agreed, office.server.count()) == (False, 3)
    office.server.heal()
    await office.rounds()
    assert office.disagreements() == []


async def test_an_item_that_the_server_never_takes_leaves_the_others_in_step(office: Office) -> None:
    office.set_task(MEETING, lambda task: replace(task, title="x"))
    office.set_task("bc_so_ket", lambda task: replace(task, title="y"))
    office.server.fail("put", Rejected(400), path=ALL_OF_LEADER)
    outcome = await office.round(ALL_OF_LEADER)
    assert (outcome.agreed, outcome.count(What.REPLACE), type(outcome.problem)) == (False, 1, Rejected)


async def test_new_etags_and_forgotten_states_write_nothing(office: Office) -> None:
    office.server.renew_etags(ALL_OF_LEADER)
    assert (await office.round()).rows == ()
    office.server.forget_states(ALL_OF_LEADER)
    office.server.write(ALL_OF_LEADER, "rieng.ics", FOREIGN)
    assert (await office.round()).rows == ()
    assert office.disagreements() == []


async def test_a_restored_backup_is_brought_up_to_date_and_asks_nobody(office: Office) -> None:
    backup = office.server.copy(ALL_OF_LEADER)
    office.set_task(MEETING, lambda task: replace(task, deadline=a_deadline(date(2024, 11, 4), kind=DeadlineKind.ON)))
    await office.rounds()
    office.server.restore(ALL_OF_LEADER, backup)
    outcome = await office.round()
    assert [row.what for row in outcome.rows] == [What.REPLACE]
    assert (office.disagreements(), office.moves()) == ([], ())


async def test_losing_the_ledger_is_harmless(office: Office) -> None:
    office.lose_ledger()
    assert (await office.round()).rows == ()
    office.set_task(MEETING, lambda task: replace(task, deadline=a_deadline(date(2024, 11, 4), kind=DeadlineKind.ON)))
    office.edit(ALL_OF_LEADER, "dk_sang_kien", onto(date(2024, 10, 2)))
    office.lose_ledger()
    await office.rounds()
    assert [move.day for move in office.moves()] == [date(2024, 10, 2)]
    with office.change() as tx:
        tx.put(replace(office.person(LEADER.id), roles=frozenset({Role.STAFF})))
    office.lose_ledger()
    await office.rounds()
    assert ALL_OF_LEADER not in office.server.collections


async def test_what_a_lost_ledger_knew_is_looked_for_whoever_has_an_account_by_now(office: Office) -> None:
    office.lose_ledger()
    await office.round(OWN_OF_STAFF)
    with office.change() as tx:
        tx.delete(CalendarAccount, LEADER.id)
    await office.rounds()
    assert office.disagreements() == []
    office.server.requests.clear()
    await office.round()
    assert office.server.count() == len(COLLECTIONS) - 1


async def test_a_collection_that_waits_for_an_answer_is_known_to_be_ours(office: Office) -> None:
    with office.change() as tx:
        tx.delete(Plan, office.plan().id)
    office.lose_ledger()
    assert (await office.round()).questions
    with office.change() as tx:
        tx.delete(CalendarAccount, LEADER.id)
    await office.round()
    assert ALL_OF_LEADER not in office.server.collections


async def test_another_place_is_another_ledger(office: Office) -> None:
    assert {each.place for each in office.facts.all(PublishedCollection)} == set()
    assert len(office.ledger.all(PublishedItem)) == sum(len(office.server.read(path)) for path in COLLECTIONS)


# When too much is at stake.


async def test_an_emptied_collection_is_a_question_and_is_filled_when_the_office_says_so(office: Office) -> None:
    office.server.empty(ALL_OF_LEADER)
    outcome = await office.round()
    (question,) = outcome.questions
    assert (question.collection, question.lost, question.of) == (ALL_OF_LEADER, 6, 6)
    assert office.server.read(ALL_OF_LEADER) == {}
    assert (await office.round()).questions == outcome.questions
    with office.change() as tx:
        note_question(tx, office.now, [question.collection], {})
    with office.change() as tx:
        go_on(tx, office.now, OFFICER)
    assert (await office.round()).questions == ()
    assert office.disagreements() == []


async def test_a_plan_that_is_suddenly_gone_removes_nothing_unasked(office: Office) -> None:
    before = office.server.read(ALL_OF_LEADER)
    with office.change() as tx:
        tx.delete(Plan, office.plan().id)
    outcome = await office.round()
    assert {question.collection for question in outcome.questions} >= {ALL_OF_LEADER}
    assert office.server.read(ALL_OF_LEADER) == before


async def test_a_plan_that_is_gone_while_items_are_read_removes_nothing_unasked_either(office: Office) -> None:
    office.edit(ALL_OF_LEADER, MEETING, renamed)
    while_read(office, lambda: do(office.facts, lambda tx, _now: tx.delete(Plan, PLAN)))
    outcome = await office.round(ALL_OF_LEADER)
    assert [question.collection for question in outcome.questions] == [ALL_OF_LEADER]
    assert "delete" not in deeds(office)


async def test_one_task_that_no_plan_knows_any_more_is_removed_unasked(office: Office) -> None:
    plan = office.plan()
    with office.change() as tx:
        tx.put(replace(plan, tasks=plan.tasks[1:]))
    outcome = await office.round(ALL_OF_LEADER)
    assert ([row.what for row in outcome.rows], outcome.questions) == ([What.REMOVE], ())
    assert f"{office.uid(MEETING)}.ics" in office.server.read(ALL_OF_LEADER)


async def test_what_merely_does_not_concern_a_person_any_more_is_removed_unasked(office: Office) -> None:
    with office.change() as tx:
        tx.put(replace(office.person(HEAD.id), unit="khac"))
    outcome = await office.round()
    assert (outcome.questions, outcome.agreed, office.disagreements()) == ((), True, [])


async def test_a_roster_that_is_suddenly_gone_ends_no_collection_unasked(office: Office) -> None:
    with office.change() as tx:
        for person in (LEADER, HEAD, STAFF):
            tx.delete(Person, person.id)
            tx.delete(CalendarAccount, person.id)
    outcome = await office.round()
    assert {question.collection for question in outcome.questions} == COLLECTIONS
    assert set(office.server.collections) == COLLECTIONS


# Looking first.


async def test_a_rehearsal_tells_what_a_round_does_and_writes_nothing() -> None:
    office = Office()
    first = await office.publisher.plan_round(office.server, office.now)
    assert (office.server.collections, office.ledger.all(PublishedItem)) == ({}, ())
    assert set((await office.round()).rows) == set(first.rows)
    office.set_task("bc_so_ket", lambda task: replace(task, title="x"))
    office.edit(ALL_OF_LEADER, MEETING, onto(date(2024, 10, 31)))
    with office.change() as tx:
        tx.delete(CalendarAccount, STAFF.id)
    before = office.server.copy(ALL_OF_LEADER)
    planned = await office.publisher.plan_round(office.server, office.now)
    assert (office.moves(), office.server.copy(ALL_OF_LEADER)) == ((), before)
    assert set((await office.round()).rows) == set(planned.rows)
    assert {row.what for row in planned.rows} == {What.MOVED, What.REPLACE, What.END_COLLECTION}


async def test_progress_is_told_item_by_item() -> None:
    office = Office(server=MemoryServer(can_fill=False))
    told: list[tuple[int, int, str]] = []
    await office.publisher.round(office.server, office.now, lambda *step: told.append(step))
    count = len(office.server.read(ALL_OF_LEADER))
    assert [step[:2] for step in told if step[2] == ALL_OF_LEADER] == [(n + 1, count) for n in range(count)]


async def test_a_new_day_drops_what_was_cancelled_long_ago(office: Office) -> None:
    office.set_task(MEETING, lambda task: replace(task, withdrawn=True))
    await office.rounds()
    office.now += timedelta(days=62)
    outcome = await office.round(ALL_OF_LEADER)
    assert ([row.what for row in outcome.rows], outcome.questions) == ([What.REMOVE], ())
