"""Errands of a command to the running service."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from bot.errands import FOLDER, Errand, carry_out_errands, have_done, take_errands
from plans.access import accept_invitation
from plans.model import Person
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.builders import NOW, STAFF, a_department


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
    yield
    ended.set()
    looking.join()


def test_an_invitation_asked_of_the_service_lets_the_person_in(tmp_path: Path) -> None:
    store = a_store()
    with service(tmp_path, store):
        assert have_done(tmp_path, Errand(STAFF.id, "code")) == NOW + timedelta(days=7)
    with store.transaction() as tx:
        assert accept_invitation(tx, NOW, "code", "web", STAFF.id) == STAFF
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_refusal_comes_back_with_its_words(tmp_path: Path) -> None:
    with service(tmp_path, a_store()):
        refused = have_done(tmp_path, Errand("nobody", "code"))
    assert refused == Problem("action.not_in_roster", {"person": "nobody"})


def test_without_a_service_nobody_answers_and_nothing_is_left_behind(tmp_path: Path) -> None:
    assert have_done(tmp_path, Errand(STAFF.id, "code")) is None
    take_errands(tmp_path)
    assert have_done(tmp_path, Errand(STAFF.id, "code"), patience=0.1) is None
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
