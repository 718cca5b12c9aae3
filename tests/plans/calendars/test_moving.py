"""What comes of an event that somebody dragged to another day: a question to the office, and its answer."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from plans.calendars.moving import (
    KEPT,
    MOVED,
    SERVER,
    accept_move,
    drop_overtaken,
    followed,
    propose_move,
    refuse_move,
    standing,
    withdraw_move,
)
from plans.documents.deadlines.wording import read_deadline
from plans.model.plan import Deadline, DeadlineKind, Plan, Task, TaskKind
from plans.model.publishing import CalendarMove
from plans.model.reminding import Announcement, Notice
from plans.planning.amending import set_deadline
from plans.planning.draft import DraftDeadline
from plans.store.memory import MemoryStore
from tests.builders import HEAD, LEADER, NOW, OFFICE_HEAD, OFFICER, a_deadline, a_task, audit, do, refused

OFFICE = {OFFICER.id, OFFICE_HEAD.id}
LATER = NOW + timedelta(minutes=1)
WHERE = f"{LEADER.id}/dieu-hanh"


def dragged(day: date = date(2024, 10, 31), hour: time | None = None, collection: str = WHERE) -> CalendarMove:
    """The council's meeting, dragged by the leader."""
    whose = LEADER.id if collection == WHERE else ""
    was, words = date(2024, 10, 30), "30/10/2024"
    return CalendarMove(collection, "x@dondoc", "thu-2024", "hop_hd_sang_kien", whose, was, day, hour, words, NOW)


def meeting(store: MemoryStore) -> Task:
    plan = store.get(Plan, "thu-2024")
    assert plan is not None
    task = plan.task("hop_hd_sang_kien")
    assert task is not None
    return task


def asked(store: MemoryStore) -> set[str]:
    return {notice.person for notice in store.all(Notice) if notice.kind == MOVED}


def test_the_office_is_asked_and_nothing_else_happens(store: MemoryStore) -> None:
    before = meeting(store)
    made = do(store, propose_move, dragged())
    assert standing(store) == (made,) == (dragged(),)
    assert asked(store) == OFFICE
    assert meeting(store) == before
    entry = audit(store)[-1]
    assert (entry.who, entry.verb, entry.subject) == (LEADER.id, "propose_move", "thu-2024/hop_hd_sang_kien")


def test_a_move_in_a_calendar_of_many_names_nobody(store: MemoryStore) -> None:
    do(store, propose_move, dragged(collection="dondoc-tat-ca"))
    assert audit(store)[-1].who == SERVER


def test_a_move_that_is_seen_again_is_not_asked_about_again(store: MemoryStore) -> None:
    do(store, propose_move, dragged())
    entries = len(audit(store))
    for notice in store.all(Notice):
        with store.transaction() as tx:
            tx.delete(Notice, notice.id)
    assert do(store, propose_move, replace(dragged(), at=LATER), now=LATER) == dragged()
    assert (len(audit(store)), asked(store)) == (entries, set())


def test_an_event_that_is_dragged_on_is_asked_about_anew(store: MemoryStore) -> None:
    do(store, propose_move, dragged())
    do(store, propose_move, dragged(date(2024, 11, 1)), now=LATER)
    assert [move.day for move in standing(store)] == [date(2024, 11, 1)]
    assert asked(store) == OFFICE


def test_an_event_that_is_put_back_asks_nobody_any_more(store: MemoryStore) -> None:
    do(store, propose_move, dragged())
    do(store, withdraw_move, dragged().id)
    assert (standing(store), asked(store)) == ((), set())
    assert audit(store)[-1].verb == "withdraw_move"
    entries = len(audit(store))
    do(store, withdraw_move, dragged().id)
    assert len(audit(store)) == entries


@pytest.mark.parametrize(
    "move",
    [
        replace(dragged(), task="nothing"),
        replace(dragged(), plan="nothing"),
        replace(dragged(), wording="31/12/2024"),
        replace(dragged(), day=date(1970, 1, 1)),
        replace(dragged(), day=date(9999, 1, 1)),
    ],
)
def test_nothing_is_asked_where_the_plan_says_something_else_or_no_plan_could_follow(
    store: MemoryStore, move: CalendarMove
) -> None:
    do(store, propose_move, dragged())
    assert do(store, propose_move, move) is None
    assert (standing(store), asked(store)) == ((), set())


def test_the_plan_follows_when_the_office_accepts(store: MemoryStore) -> None:
    do(store, propose_move, dragged())
    made = do(store, accept_move, OFFICER, dragged().id, now=LATER)
    assert made == meeting(store)
    assert (made.deadline.end, made.deadline.kind) == (date(2024, 10, 31), DeadlineKind.ON)
    assert made.deadline.wording == "ngày 31/10/2024"
    assert (standing(store), asked(store)) == ((), set())
    assert [entry.verb for entry in audit(store)[-2:]] == ["set_deadline", "accept_move"]
    assert OFFICER.id not in {each.person for each in store.all(Announcement)}
    assert LEADER.id in {each.person for each in store.all(Announcement)}


def test_the_day_stays_when_the_office_refuses(store: MemoryStore) -> None:
    before = meeting(store)
    do(store, propose_move, dragged())
    assert do(store, refuse_move, OFFICER, dragged().id) == dragged()
    assert (meeting(store), standing(store), asked(store)) == (before, (), set())
    assert audit(store)[-1].verb == "refuse_move"


@pytest.mark.parametrize(
    ("whose", "told"), [(LEADER.id, {LEADER.id}), (OFFICER.id, set()), ("", set())], ids=["leader", "own", "shared"]
)
def test_who_moved_it_is_told_that_the_day_stays_unless_they_say_so_themselves(
    store: MemoryStore, whose: str, told: set[str]
) -> None:
    do(store, propose_move, replace(dragged(), person=whose))
    do(store, refuse_move, OFFICER, dragged().id)
    assert {notice.person for notice in store.all(Notice) if notice.kind == KEPT} == told


@pytest.mark.parametrize("verb", [accept_move, refuse_move])
def test_only_the_office_answers_and_only_once(store: MemoryStore, verb: object) -> None:
    do(store, propose_move, dragged())
    for person in (LEADER, HEAD):
        assert refused(do(store, verb, person, dragged().id)) == "right.change_plan"  # type: ignore[arg-type]  # a verb
    assert standing(store)
    do(store, accept_move, OFFICER, dragged().id)
    assert refused(do(store, verb, OFFICE_HEAD, dragged().id)) == "calendar.move_gone"  # type: ignore[arg-type]  # so


def test_of_two_who_dragged_the_same_meeting_the_one_accepted_ends_the_other(store: MemoryStore) -> None:
    do(store, propose_move, dragged())
    do(store, propose_move, dragged(date(2024, 11, 2), collection="dondoc-tat-ca"))
    do(store, accept_move, OFFICER, dragged().id)
    assert (store.all(CalendarMove), asked(store)) == ((), set())


def test_a_plan_that_says_another_day_meanwhile_has_answered(store: MemoryStore) -> None:
    do(store, propose_move, dragged())
    day = DraftDeadline(DeadlineKind.ON, "2024-11-05", "5/11/2024")
    do(store, set_deadline, OFFICER, "thu-2024", "hop_hd_sang_kien", day)
    assert standing(store) == ()
    assert refused(do(store, accept_move, OFFICER, dragged().id)) == "calendar.move_gone"
    do(store, drop_overtaken)
    assert (store.all(CalendarMove), asked(store)) == ((), set())


TEN = time(10, 0)


@pytest.mark.parametrize(
    ("was", "kind", "hour", "words"),
    [
        (a_deadline(before=True), TaskKind.REPORT, None, "trước ngày 31/10/2024"),
        (a_deadline(), TaskKind.REPORT, None, "chậm nhất ngày 31/10/2024"),
        (replace(a_deadline(), hour=TEN), TaskKind.REPORT, None, "trước 10h00 ngày 31/10/2024"),
        (a_deadline(kind=DeadlineKind.ON), TaskKind.MEETING, TEN, "10h00 ngày 31/10/2024"),
        (replace(a_deadline(kind=DeadlineKind.ON), hour=TEN), TaskKind.MEETING, None, "ngày 31/10/2024"),
        (a_deadline(kind=DeadlineKind.MONTH, start=date(2024, 6, 1)), TaskKind.REVIEW, None, "ngày 31/10/2024"),
        (a_deadline(kind=DeadlineKind.UNSET, start=date(2024, 4, 1)), TaskKind.MOVEMENT, None, "ngày 31/10/2024"),
    ],
)
def test_the_new_deadline_is_worded_as_the_old_one_was(
    was: Deadline, kind: TaskKind, hour: time | None, words: str
) -> None:
    made = followed(a_task(deadline=was, kind=kind), dragged(hour=hour))
    assert made.wording == words
    read = read_deadline(words, "", 2024)
    assert isinstance(read, Deadline)
    assert (read.kind, read.end, read.before, read.hour) == (made.kind, date(2024, 10, 31), made.before, made.hour)
