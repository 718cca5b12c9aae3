"""Other names that the office gives to tasks, units and titles."""

import pytest

from plans.asking.names import MOST, add_name, names_given, official_name, remove_name
from plans.audit import STREAM
from plans.model.asking import Alias, Called
from plans.model.history import AuditEntry
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.builders import INDUSTRY, LEADER, NOW, OFFICER, STAFF, a_department


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    a_department(store)
    return store


def test_a_name_is_added_and_taken_back_and_the_journal_says_by_whom(store: MemoryStore) -> None:
    with store.transaction() as tx:
        alias = add_name(tx, NOW, OFFICER, Called.TASK, "bc_so_ket", " bc  mốc ")
        assert alias == Alias(Called.TASK, "bc_so_ket", "bc mốc", OFFICER.id, NOW)
        assert names_given(tx) == (alias,)
        assert remove_name(tx, NOW, OFFICER, alias) == alias
        assert remove_name(tx, NOW, OFFICER, alias) == Problem("asking.name_gone", {"name": "bc mốc"})
        entries = [entry for _, entry in tx.entries(STREAM, AuditEntry)]
    assert [(entry.who, entry.verb) for entry in entries] == [("van", "add_name"), ("van", "remove_name")]
    assert entries[0].detail == "bc mốc → Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm"


def test_only_the_office_gives_names(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for by in (STAFF, LEADER):
            assert add_name(tx, NOW, by, Called.UNIT, INDUSTRY.id, "nhà máy") == Problem("right.manage_names")
        alias = add_name(tx, NOW, None, Called.UNIT, INDUSTRY.id, "nhà máy")
        assert isinstance(alias, Alias)
        assert alias.by == "console"
        assert remove_name(tx, NOW, STAFF, alias) == Problem("right.manage_names")


def test_a_name_belongs_to_one_thing(store: MemoryStore) -> None:
    with store.transaction() as tx:
        add_name(tx, NOW, OFFICER, Called.UNIT, INDUSTRY.id, "nhà máy")
        for kind, target in ((Called.UNIT, INDUSTRY.id), (Called.TASK, "bc_so_ket")):
            assert add_name(tx, NOW, OFFICER, kind, target, "Nha may!") == Problem(
                "asking.name_given", {"name": "Nha may!", "owner": INDUSTRY.name}
            )


def test_what_does_not_exist_gets_no_name_and_no_name_is_endless(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for kind in Called:
            assert add_name(tx, NOW, OFFICER, kind, "no_such", "mốc") == Problem(
                "asking.nothing_of_that_id", {"id": "no_such"}
            )
        refused = add_name(tx, NOW, OFFICER, Called.TITLE, "ldtt", "x" * 61)
        assert refused == Problem("asking.name_too_long", {"limit": "60"})
        for number in range(MOST):
            tx.put(Alias(Called.TITLE, "ldtt", f"tên {number}", "van", NOW))
        assert add_name(tx, NOW, OFFICER, Called.TITLE, "ldtt", "nữa") == Problem(
            "asking.too_many_names", {"limit": str(MOST)}
        )


def test_everything_has_its_official_name(store: MemoryStore) -> None:
    assert official_name(store, Called.UNIT, INDUSTRY.id) == "Phòng Quản lý công nghiệp"
    assert official_name(store, Called.TASK, "hop_hd_sang_kien") == "Họp Hội đồng sáng kiến Sở"
    assert official_name(store, Called.TITLE, "nothing") == ""
