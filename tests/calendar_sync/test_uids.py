"""The lasting names of events and to-dos."""

import pytest

from calendar_sync.uids import is_part, key_of, part_uid_of, todo_uid_of, uid_of
from plans.agenda import entries_ever
from plans.store.memory import MemoryStore
from tests.builders import a_department


def test_both_names_of_a_task_lead_back_to_it_and_no_two_are_alike() -> None:
    store = MemoryStore()
    a_department(store)
    entries = entries_ever(store)
    uids = [name(entry) for entry in entries for name in (uid_of, todo_uid_of)]
    assert [key_of(uid) for uid in uids] == [entry.key for entry in entries for _ in range(2)]
    assert len(set(uids)) == len(uids) > 0


def test_a_units_part_has_a_name_of_its_own_that_leads_to_its_task() -> None:
    store = MemoryStore()
    a_department(store)
    entry, other = entries_ever(store)[:2]
    uids = [part_uid_of(each, unit) for each in (entry, other) for unit in ("", "van_phong", "Phòng có dấu")]
    assert len(set(uids)) == len(uids)
    assert [key_of(uid) for uid in uids] == [entry.key] * 3 + [other.key] * 3
    assert all(is_part(uid) for uid in uids)
    assert not any(is_part(uid) for uid in (uid_of(entry), todo_uid_of(entry), "abc-phan@dondoc", ""))


@pytest.mark.parametrize(
    "foreign",
    [
        *("", "0123456789", "0123456789@dondoc.vn", "x0123456789@dondoc", "012345678@dondoc", "0123456789-viec"),
        *("0123456789@DONDOC", "0123456789@dondoc\n", "٠123456789@dondoc", "lien-ket-0123456789@dondoc"),
        *("0123456789-phan-@dondoc", "0123456789-phan-0a1b2c3@dondoc", "0123456789-phan-0A1B2C3D@dondoc"),
    ],
)
def test_no_foreign_name_leads_to_a_task(foreign: str) -> None:
    assert key_of(foreign) is None
