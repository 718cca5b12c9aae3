"""The TinyDB store: the store contract, and that what it acknowledged is on the disk."""

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from bot.messages import Answered, Attachment, Reply
from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.model.publishing import CalendarLink
from plans.problems import StoreDamaged, StoreUnwritable
from plans.store.durable_file import FILE_NAME, opened
from plans.store.port import Record
from plans.store.tinydb_store import TinyStore, read_snapshot
from tests.contracts.store_contract import ANSWERED, LAN, MINH, REGISTERED, StoreContract, audit


@dataclass(frozen=True, slots=True)
class Further:
    """A record type that this test's store knows beyond the model's."""

    id: str
    note: str


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TinyStore]:
    store = TinyStore.open(tmp_path / "data", kinds=[Answered])
    yield store
    store.close()


class TestTinyStore(StoreContract):
    """The contract, with the newest entries waiting in the main file."""

    @pytest.fixture
    def store(self, store: TinyStore) -> TinyStore:
        return store


def put(store: TinyStore, *records: Record) -> None:
    with store.transaction() as tx:
        for record in records:
            tx.put(record)


def reopened(store: TinyStore) -> TinyStore:
    store.close()
    return TinyStore.open(store.folder, kinds=[Answered])


def test_everything_is_there_after_reopening(store: TinyStore) -> None:
    for number in range(1, 151):
        with store.transaction() as tx:
            tx.put(replace(LAN, id=str(number)))
            tx.put(ANSWERED)
            tx.put(REGISTERED)
            tx.append("audit", audit(number))
            tx.append("chat/lan", ANSWERED)
    again = reopened(store)
    assert [person.id for person in again.all(Person)] == [str(number) for number in range(1, 151)]
    assert again.get(Answered, ANSWERED.id) == ANSWERED
    assert again.entries("audit", AuditEntry) == [(number, audit(number)) for number in range(1, 151)]
    assert again.entries("chat/lan", Answered, after=149) == [(150, ANSWERED)]
    again.close()


def test_an_empty_transaction_writes_nothing(store: TinyStore) -> None:
    with store.transaction() as tx:
        tx.put(LAN)
    before = (store.folder / FILE_NAME).stat().st_ino
    with store.transaction() as tx:
        tx.put(replace(LAN))
        tx.put(MINH)
        tx.delete(Person, "minh")
    assert (store.folder / FILE_NAME).stat().st_ino == before


def test_one_transaction_is_one_write(store: TinyStore) -> None:
    path = store.folder / FILE_NAME
    before = opened(path, path.read_bytes()).generation
    with store.transaction() as tx:
        tx.put(LAN)
        tx.put(CalendarLink("lan", "own", 1))
        tx.append("audit", audit(1))
        tx.append("chat/lan", audit(2))
    assert opened(path, path.read_bytes()).generation == before + 1


def test_the_state_before_the_last_change_is_kept_beside(store: TinyStore) -> None:
    with store.transaction() as tx:
        tx.put(LAN)
    before = (store.folder / FILE_NAME).read_bytes()
    with store.transaction() as tx:
        tx.put(MINH)
    assert (store.folder / f"{FILE_NAME}.1").read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_only_the_owner_may_read_any_of_it(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        store = TinyStore.open(tmp_path / "data")
        for number in range(70):
            with store.transaction() as tx:
                tx.append("audit", audit(number))
        store.keep_daily_copy(date(2024, 2, 20))
        paths = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
        modes = {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in paths}
        store.close()
    finally:
        os.umask(old)
    assert len(paths) >= 7
    assert modes == {0}


def test_a_type_that_is_not_registered_is_refused_at_once(store: TinyStore) -> None:
    with pytest.raises(TypeError, match="Further"):
        store.get(Further, "1")
    with pytest.raises(TypeError, match="Further"):
        put(store, LAN, Further("1", "a"))
    assert store.all(Person) == ()


def test_tables_of_unknown_types_are_kept_untouched(tmp_path: Path) -> None:
    with closing(TinyStore.open(tmp_path, kinds=[Further])) as newer, newer.transaction() as tx:
        tx.put(Further("1", "của phiên bản khác"))
    with closing(TinyStore.open(tmp_path)) as older, older.transaction() as tx:
        tx.put(LAN)
    assert read_snapshot(tmp_path, [Further]).get(Further, "1") == Further("1", "của phiên bản khác")


def test_two_types_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Person"):
        TinyStore.open(tmp_path, kinds=[type("Person", (Further,), {})])


def test_text_that_is_no_unicode_is_refused_and_harms_nothing(store: TinyStore) -> None:
    with pytest.raises(UnicodeEncodeError):
        put(store, MINH, replace(LAN, name="\ud800"))
    assert store.all(Person) == ()
    with store.transaction() as tx:
        tx.put(LAN)
    assert reopened(store).all(Person) == (LAN,)


def test_a_closed_store_refuses_to_change(store: TinyStore) -> None:
    store.close()
    store.close()
    with pytest.raises(RuntimeError), store.transaction():
        pass


def test_a_snapshot_is_read_while_the_store_is_open_and_does_not_move(store: TinyStore) -> None:
    with store.transaction() as tx:
        tx.put(LAN)
        tx.append("audit", audit(1))
    snapshot = read_snapshot(store.folder, [Answered])
    for number in range(2, 100):
        with store.transaction() as tx:
            tx.put(MINH)
            tx.append("audit", audit(number))
    assert snapshot.all(Person) == (LAN,)
    assert snapshot.entries("audit", AuditEntry) == [(1, audit(1))]
    assert len(read_snapshot(store.folder).entries("audit", AuditEntry)) == 99


def test_a_snapshot_of_nothing_is_empty_and_creates_nothing(tmp_path: Path) -> None:
    snapshot = read_snapshot(tmp_path / "nowhere")
    assert snapshot.all(Person) == ()
    assert snapshot.entries("audit", AuditEntry) == []
    assert not (tmp_path / "nowhere").exists()


def test_large_entries_do_not_wait_in_the_main_file(store: TinyStore) -> None:
    picture = replace(ANSWERED, replies=(Reply("", attachment=Attachment("a.png", "image/png", bytes(50_000))),))
    for number in range(10):
        with store.transaction() as tx:
            tx.append("audit", audit(number))
            tx.append("chat/lan", picture)
    assert (store.folder / FILE_NAME).stat().st_size < 100_000
    assert store.entries("chat/lan", Answered, last=2) == [(9, picture), (10, picture)]


def test_a_torn_line_after_what_counts_is_ignored_and_overwritten(store: TinyStore) -> None:
    for number in range(1, 71):
        with store.transaction() as tx:
            tx.append("audit", audit(number))
    with (store.folder / "history" / "audit.jsonl").open("ab") as file:
        file.write(b'{"at":"2024-02-20T05:00:')
    again = reopened(store)
    for number in range(71, 151):
        with again.transaction() as tx:
            tx.append("audit", audit(number))
    final = reopened(again)
    assert final.entries("audit", AuditEntry) == [(number, audit(number)) for number in range(1, 151)]
    final.close()


def test_nothing_of_a_dropped_stream_is_left_on_the_disk(store: TinyStore) -> None:
    for number in range(100):
        with store.transaction() as tx:
            tx.append("chat/lan", replace(audit(number), detail="điều riêng của Lan"))
    file = store.folder / "history" / "chat.lan.jsonl"
    assert file.exists()
    with store.transaction() as tx:
        tx.drop("chat/lan")
    assert not file.exists()
    with store.transaction() as tx:
        tx.append("audit", audit(1))  # the copy of the state before goes with the next change
    left = b"".join(path.read_bytes() for path in store.folder.rglob("*") if path.is_file())
    assert "điều riêng của Lan".encode() not in left


def test_what_a_crash_leaves_of_a_dropped_stream_goes_with_the_next_start(store: TinyStore) -> None:
    for number in range(100):
        with store.transaction() as tx:
            tx.append("chat/lan", audit(number))
            tx.append("audit", audit(number))
    file = store.folder / "history" / "chat.lan.jsonl"
    content = file.read_bytes()
    with store.transaction() as tx:
        tx.drop("chat/lan")
    file.write_bytes(content)
    again = reopened(store)
    assert not file.exists()
    assert len(again.entries("audit", AuditEntry)) == 100
    assert again.entries("chat/lan", AuditEntry) == []
    again.close()


def test_history_that_goes_bad_under_an_open_store_is_not_passed_over(store: TinyStore) -> None:
    for number in range(1, 71):
        with store.transaction() as tx:
            tx.append("audit", audit(number))
    (store.folder / "history" / "audit.jsonl").write_bytes(b"\xff" * 20_000)
    with pytest.raises(StoreDamaged):
        store.entries("audit", AuditEntry)


def test_a_daily_copy_is_kept_once_a_day_for_seven_days(store: TinyStore) -> None:
    for day in range(1, 11):
        store.keep_daily_copy(date(2024, 2, day))
        store.keep_daily_copy(date(2024, 2, day))
    copies = sorted(path.name for path in (store.folder / "backups").iterdir())
    assert copies == [f"dondoc-2024-02-{day:02}.json" for day in range(4, 11)]


def test_a_folder_that_cannot_be_made_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnwritable):
        TinyStore.open(tmp_path / "file")
    with pytest.raises(StoreUnwritable):
        TinyStore.open(tmp_path / "file" / "data")
