"""What was published where, as it is written down."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from calendar_sync.publishing.ledger import LEDGER_KINDS, Ledger, PublishedItem, position_of
from plans.store.memory import MemoryStore
from plans.store.tinydb_store import TinyStore
from plans.working_days import HANOI


def test_it_is_read_back_after_a_start(tmp_path: Path) -> None:
    store = TinyStore.open(tmp_path, kinds=LEDGER_KINDS)
    ledger = Ledger(store, "https://dav/")
    item = PublishedItem(
        ledger.key("a/lich"), "x@dondoc", "x@dondoc.ics", '"1"', "f", 3, "2024-10-30", asked="2024-10-31"
    )
    ledger.note("a/lich", [item, replace(item, uid="y@dondoc")])
    ledger.note("a/lich", gone=["y@dondoc", "z@dondoc"])
    ledger.settle("a/lich", "state")
    store.close()
    store = TinyStore.open(tmp_path, kinds=LEDGER_KINDS)
    again = Ledger(store, "https://dav/")
    assert (again.paths(), again.state("a/lich"), again.items("a/lich")) == (("a/lich",), "state", {"x@dondoc": item})
    other = Ledger(store, "embedded")
    assert (other.paths(), other.state("a/lich"), other.items("a/lich")) == ((), "", {})
    again.drop("a/lich")
    assert (again.paths(), again.items("a/lich"), store.all(PublishedItem)) == ((), {}, ())
    store.close()


def test_what_is_noted_ends_the_state_in_which_it_agreed_and_what_is_known_already_does_not() -> None:
    ledger = Ledger(MemoryStore(), "p")
    item = PublishedItem(ledger.key("c"), "x@dondoc", "x@dondoc.ics")
    ledger.note("c", [item])
    ledger.settle("c", "state")
    ledger.note("c", [item], gone=["y@dondoc"])
    assert ledger.state("c") == "state"
    ledger.note("c", [replace(item, etag='"2"')])
    assert ledger.state("c") == ""


def test_a_position_is_a_day_or_a_local_minute() -> None:
    assert position_of(date(2024, 10, 30)) == "2024-10-30"
    assert position_of(datetime(2024, 10, 30, 8, 30, 12, tzinfo=HANOI)) == "2024-10-30T08:30"
    assert position_of(None) == ""
