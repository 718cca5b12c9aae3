"""A long random life of the TinyDB store beside plain dictionaries: changes, failures, crashes, reopening, recovery."""

import errno
import os
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.model.publishing import CalendarLink
from plans.problems import StoreUnwritable
from plans.store.disk import Disk
from plans.store.durable_file import FILE_NAME
from plans.store.tinydb_store import TinyStore, read_snapshot
from tests.contracts.store_contract import LAN, Interrupted, audit

IDS = st.sampled_from(["a", "b", "1", "10", "ễ"])
STREAMS = st.sampled_from(["audit", "chat/lan", "chat/Lan"])
CHANGE = st.one_of(
    st.tuples(st.just("person"), IDS, st.text(max_size=5).filter(lambda text: text.isprintable())),
    st.tuples(st.just("link"), IDS, st.integers(0, 3)),
    st.tuples(st.just("delete"), st.sampled_from([Person, CalendarLink]), IDS),
    st.tuples(st.just("append"), STREAMS, st.integers(1, 40)),
)


class UnsteadyDisk(Disk):
    """Waits for nothing (this is no test of the power supply) and fails at a call when told to."""

    def __init__(self) -> None:
        self.fails_in = 0

    def _step(self) -> None:
        self.fails_in -= 1
        if self.fails_in == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def write(self, descriptor: int, content: bytes) -> None:
        self._step()
        super().write(descriptor, content)

    def flush(self, descriptor: int) -> None:
        self._step()

    def link(self, source: Path, target: Path) -> None:
        self._step()
        super().link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        super().replace(source, target)

    def flush_folder(self, folder: Path) -> None:
        self._step()


class StoreMachine(RuleBasedStateMachine):
    """`tables` and `streams` are what the store should hold; `steps` counts those of all lives."""

    steps = 0

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="store-machine-"))
        self.disk = UnsteadyDisk()
        self.store = TinyStore.open(self.folder, disk=self.disk)
        self.tables: dict[type[Any], dict[str, Any]] = {Person: {}, CalendarLink: {}}
        self.streams: dict[str, list[AuditEntry]] = {}

    def _apply(self, tx: Any, changes: list[tuple[Any, ...]]) -> tuple[dict[Any, Any], dict[str, list[AuditEntry]]]:
        """Carry changes out in a transaction; what the dictionaries hold then."""
        tables = {kind: dict(table) for kind, table in self.tables.items()}
        streams = {stream: list(entries) for stream, entries in self.streams.items()}
        for what, first, second in changes:
            if what == "append":
                for _ in range(second):
                    entry = audit(len(streams.setdefault(first, [])))
                    tx.append(first, entry)
                    streams[first].append(entry)
            elif what == "delete":
                id = f"{second}/own" if first is CalendarLink else second
                tx.delete(first, id)
                tables[first].pop(id, None)
            else:
                record = replace(LAN, id=first, name=second) if what == "person" else CalendarLink(first, "own", second)
                tx.put(record)
                tables[type(record)][record.id] = record
        for kind, table in tables.items():  # within one transaction, deleting and putting again keeps the place
            tables[kind] = {id: table[id] for id in self.tables[kind] if id in table} | table
        return tables, streams

    @rule(changes=st.lists(CHANGE, max_size=6))
    def change(self, changes: list[tuple[Any, ...]]) -> None:
        with self.store.transaction() as tx:
            tables, streams = self._apply(tx, changes)
            assert {kind: {record.id: record for record in tx.all(kind)} for kind in tables} == tables
        self.tables, self.streams = tables, streams

    @rule(changes=st.lists(CHANGE, max_size=3))
    def change_one_s_mind(self, changes: list[tuple[Any, ...]]) -> None:
        with suppress(Interrupted), self.store.transaction() as tx:
            self._apply(tx, changes)
            raise Interrupted

    @rule(changes=st.lists(CHANGE, min_size=1, max_size=3), step=st.integers(1, 12))
    def run_out_of_disk(self, changes: list[tuple[Any, ...]], step: int) -> None:
        self.disk.fails_in = step
        try:
            with self.store.transaction() as tx:
                tables, streams = self._apply(tx, changes)
        except StoreUnwritable:
            pass
        else:
            self.tables, self.streams = tables, streams
        self.disk.fails_in = 0

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = TinyStore.open(self.folder, disk=self.disk)

    @precondition(lambda self: (self.folder / f"{FILE_NAME}.1").exists())
    @rule(leftover=st.binary(max_size=20))
    def reopen_after_a_crash_in_the_middle_of_a_write(self, leftover: bytes) -> None:
        self.store.close()
        (self.folder / f"{FILE_NAME}.draft").write_bytes(leftover)
        (self.folder / f"{FILE_NAME}.1.draft").write_bytes(leftover)
        for path in (self.folder / "history").glob("*.jsonl"):
            with path.open("ab") as file:
                file.write(leftover)
        self.store = TinyStore.open(self.folder, disk=self.disk)

    @invariant()
    def holds_what_the_dictionaries_hold(self) -> None:
        StoreMachine.steps += 1
        for facts in (self.store, read_snapshot(self.folder)):
            for kind, table in self.tables.items():
                assert facts.all(kind) == tuple(table.values())
            for stream, entries in self.streams.items():
                assert [entry for _, entry in facts.entries(stream, AuditEntry)] == entries
                assert facts.entries(stream, AuditEntry, after=30, last=5) == list(enumerate(entries, 1))[30:][-5:]

    def teardown(self) -> None:
        self.store.close()
        rmtree(self.folder)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_the_store_and_dictionaries_live_the_same_life() -> None:
    soak = bool(os.environ.get("DONDOC_SOAK"))
    run_state_machine_as_test(
        StoreMachine,
        settings=settings(
            max_examples=500 if soak else 30,
            stateful_step_count=50 if soak else 25,
            derandomize=soak,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"{StoreMachine.steps} steps of changes, failures, crashes and reopenings")
