"""A meeting that has not met: the office is told, and nobody else can say so."""

from datetime import date

from plans.duties.not_met import NOT_MET, say_not_met
from plans.model.reminding import Notice
from tests.builders import HEAD, OFFICE_HEAD, OFFICER, STAFF, audit, do, entry_of, refused
from tests.reminded import a_busy_store, at

DAY = at(date(2024, 6, 12))


def test_the_office_is_told_who_says_so() -> None:
    store = a_busy_store()
    do(store, say_not_met, HEAD, entry_of(store, "giao_ban"), now=DAY)
    told = [(notice.person, notice.kind, notice.values["who"]) for notice in store.all(Notice)]
    assert told == [(OFFICER.id, NOT_MET, HEAD.id), (OFFICE_HEAD.id, NOT_MET, HEAD.id)]
    assert [entry.verb for entry in audit(store)] == ["say_not_met"]


def test_whose_meeting_it_is_not_says_nothing() -> None:
    store = a_busy_store()
    assert refused(do(store, say_not_met, STAFF, entry_of(store, "giao_ban"), now=DAY)) == "right.mark_done"
    assert store.all(Notice) == ()


def test_what_is_no_meeting_cannot_have_met() -> None:
    store = a_busy_store()
    assert refused(do(store, say_not_met, HEAD, entry_of(store, "so_lieu"), now=DAY)) == "action.task_withdrawn"
