"""Errands of a command to the running service."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.errands.carrying_out import carry_out
from bot.errands.exchange import FOLDER, carry_out_errands, have_done, take_errands
from bot.errands.kinds import (
    AdoptPlan,
    AdoptReview,
    Counted,
    DropReview,
    Invite,
    Invited,
    KeepReview,
    LoadRoster,
    SyncCalendar,
)
from plans.model.people import Department, Person
from plans.model.plan import Plan
from plans.model.publishing import PublishedEvent
from plans.planning import review as verbs
from plans.planning.draft import Review
from plans.planning.reviewing import change_review
from plans.problems import Problem
from plans.staff.access import accept_invitation
from plans.staff.roster_loading import RosterChange
from plans.store.memory import MemoryStore
from tests.builders import NOW, OFFICER, PEOPLE, STAFF, UNITS, a_department, a_plan
from tests.plans.reviews import a_review, taken


def a_store() -> MemoryStore:
    store = MemoryStore()
    a_department(store)
    return store


@contextmanager
def service(folder: Path, store: MemoryStore) -> Iterator[None]:
    """Somebody who looks for errands again and again."""
    take_errands(folder)
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            carry_out_errands(folder, store, NOW)
            time.sleep(0.01)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield
    finally:
        ended.set()
        looking.join()


def test_an_invitation_asked_of_the_service_lets_the_person_in(tmp_path: Path) -> None:
    store = a_store()
    with service(tmp_path, store):
        invitation = have_done(tmp_path, Invite({STAFF.id: ("code",)}), Invited)
    assert isinstance(invitation, Invited)
    assert invitation.expires == NOW + timedelta(days=7)
    with store.transaction() as tx:
        assert accept_invitation(tx, NOW, "code", "web", STAFF.id) == STAFF
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_refusal_comes_back_with_its_words(tmp_path: Path) -> None:
    with service(tmp_path, a_store()):
        refused = have_done(tmp_path, Invite({"nobody": ("code",)}), Invited)
    assert refused == (Problem("action.not_in_roster", {"person": "nobody"}),)


def test_a_plan_and_a_roster_are_taken_over_while_the_service_runs_and_stand_in_its_calendars(tmp_path: Path) -> None:
    store = a_store()
    later = replace(a_plan(), id="later", year=2025, agency="Sở khác")
    with service(tmp_path, store):
        adopted = have_done(tmp_path, AdoptPlan(later), Plan)
        change = have_done(tmp_path, LoadRoster(Department("Sở"), UNITS, PEOPLE), RosterChange)
    assert isinstance(adopted, Plan)
    assert store.get(Plan, "later")
    assert change == RosterChange((), (), ())
    assert store.all(PublishedEvent)


def test_a_review_worked_on_away_from_the_service_is_kept_adopted_or_dropped_by_it(tmp_path: Path) -> None:
    store = a_store()
    begun = a_review()
    worked = taken(verbs.confirm(begun, "1"))
    with service(tmp_path, store):
        kept = have_done(tmp_path, KeepReview(begun, None), Review)
        assert isinstance(kept, Review)
        assert store.get(Review, begun.id) == kept
        plan = have_done(tmp_path, AdoptReview(worked, kept), Plan)
        assert isinstance(plan, Plan)
        assert not store.all(Review)
        assert store.all(PublishedEvent)
        have_done(tmp_path, KeepReview(replace(begun, id="other"), None), Review)
        assert isinstance(have_done(tmp_path, DropReview("other"), Review), Review)
    assert not store.all(Review)


def test_everything_that_stands_in_the_way_of_a_plan_comes_back_at_once(tmp_path: Path) -> None:
    store = a_store()
    begun = a_review()
    headless = replace(begun, draft=replace(begun.draft, title="", agency=""))
    with service(tmp_path, store):
        refused = have_done(tmp_path, AdoptReview(headless, None), Plan)
    assert refused == (Problem("review.no_agency"), Problem("review.no_title"))
    assert refused == carry_out(AdoptReview(headless, None), a_store(), NOW)


def test_what_the_chat_has_changed_meanwhile_is_not_lost_to_the_terminal(tmp_path: Path) -> None:
    store = a_store()
    begun = a_review()
    with service(tmp_path, store):
        before = have_done(tmp_path, KeepReview(begun, None), Review)
        assert isinstance(before, Review)
        with store.transaction() as tx:
            in_chat = change_review(tx, NOW, OFFICER, begun.id, lambda review: verbs.skip(review, "1"))
        mine = taken(verbs.retitle(before, "1", "Tên khác"))
        changed = (Problem("review.changed_meanwhile"),)
        assert have_done(tmp_path, KeepReview(mine, before), Review) == changed
        assert have_done(tmp_path, AdoptReview(mine, before), Plan) == changed
    assert store.get(Review, begun.id) == in_chat
    assert len(store.all(Plan)) == 1


def test_the_code_of_an_invitation_is_not_in_its_words() -> None:
    assert "secret" not in repr(Invite({"lan": ("secret",)}))


def test_without_a_service_nobody_answers_and_nothing_is_left_behind(tmp_path: Path) -> None:
    assert have_done(tmp_path, Invite({STAFF.id: ("code",)}), Invited) is None
    take_errands(tmp_path)
    assert have_done(tmp_path, Invite({STAFF.id: ("code",)}), Invited, patience=0.1) is None
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_what_is_no_errand_is_swept_and_an_earlier_lifes_errands_are_forgotten(tmp_path: Path) -> None:
    store = a_store()
    take_errands(tmp_path)
    (tmp_path / FOLDER / "x.errand").write_bytes(b"{")
    carry_out_errands(tmp_path, store, NOW)
    (tmp_path / FOLDER / "y.errand").write_bytes(b'{"person": "lan", "code": "c"}')
    take_errands(tmp_path)
    carry_out_errands(tmp_path, store, NOW)
    assert list((tmp_path / FOLDER).iterdir()) == []
    assert store.all(Person)


def test_a_round_of_publishing_is_begun_where_the_service_does_any(tmp_path: Path) -> None:
    store = a_store()
    asked: list[str] = []
    take_errands(tmp_path)
    with ThreadPoolExecutor() as threads:
        for sync, come in ((asked.append, Counted(1)), (None, (Problem("sync.no_server"),))):
            waiting = threads.submit(have_done, tmp_path, SyncCalendar("ve-1"), Counted)
            while not waiting.done():
                carry_out_errands(tmp_path, store, NOW, sync=sync)
                time.sleep(0.01)
            assert waiting.result() == come
    assert asked == ["ve-1"]
