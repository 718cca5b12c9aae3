"""What the office enters: results, citations, disciplines."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plans.catalogue.entering import ResultsChange, cite, enter_results, hold, lift, results_change
from plans.model.entered import Citation, EarlierInnovation, Hold, Honour, Rating, Results, YearRating
from plans.store.memory import MemoryStore
from plans.store.tinydb_store import TinyStore
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, TODAY, a_department, audit, do, refused

ENTERED = [("enter_results", "van"), ("enter_results", "console")]
RESULTS = Results(
    (Honour("lan", 2023, "cstdcs", "12/QĐ"),),
    (YearRating("lan", 2023, Rating.EXCELLENT),),
    (EarlierInnovation(2023, "lan", "Số hóa hồ sơ", scope="cơ sở"),),
)


def test_results_are_counted_before_and_kept_beside_those_known(store: MemoryStore) -> None:
    assert results_change(store, RESULTS) == ResultsChange(3, 0, 0, (2023,))
    assert do(store, enter_results, OFFICER, RESULTS) == ResultsChange(3, 0, 0, (2023,))
    again = replace(RESULTS, honours=(Honour("lan", 2023, "cstdcs", "13/QĐ"),))
    assert do(store, enter_results, None, again) == ResultsChange(0, 1, 2, (2023,))
    assert [each.decision for each in store.all(Honour)] == ["13/QĐ"]
    assert [(entry.verb, entry.who) for entry in audit(store)] == ENTERED


def test_results_that_change_nothing_leave_no_entry(store: MemoryStore) -> None:
    do(store, enter_results, OFFICER, RESULTS)
    do(store, enter_results, OFFICER, RESULTS)
    assert len(audit(store)) == 1


def test_nothing_to_enter_is_said(store: MemoryStore) -> None:
    assert refused(do(store, enter_results, OFFICER, Results())) == "results.nothing"


def test_a_citation_needs_an_entry_words_and_a_day_that_has_come(store: MemoryStore) -> None:
    kept = do(store, cite, OFFICER, "cstdcs_quota", "  khoản 1\nĐiều 9 Quyết định 10 ", TODAY)
    assert isinstance(kept, Citation)
    assert (kept.text, kept.checked) == ("khoản 1 Điều 9 Quyết định 10", TODAY)
    assert refused(do(store, cite, OFFICER, "nothing", "Điều 1", TODAY)) == "standing.unknown_entry"
    assert refused(do(store, cite, OFFICER, "ldtt", "..", TODAY)) == "standing.too_short"
    assert refused(do(store, cite, OFFICER, "ldtt", "x" * 501, TODAY)) == "standing.too_long"
    assert refused(do(store, cite, OFFICER, "ldtt", "Điều 1", date(2024, 2, 21))) == "standing.checked_later"


def test_a_discipline_is_entered_replaced_and_lifted(store: MemoryStore) -> None:
    assert isinstance(do(store, hold, OFFICER, STAFF, date(2024, 1, 1), None, "QĐ số 1"), Hold)
    do(store, hold, OFFICER, STAFF, date(2024, 1, 1), date(2024, 12, 31), "QĐ số 2")
    assert [each.reason for each in store.all(Hold)] == ["QĐ số 2"]
    do(store, lift, None, STAFF)
    assert store.all(Hold) == ()
    assert refused(do(store, lift, OFFICER, STAFF)) == "standing.no_hold"
    assert [entry.verb for entry in audit(store)] == ["hold", "hold", "lift"]


def test_a_discipline_does_not_end_before_it_begins(store: MemoryStore) -> None:
    wrong = do(store, hold, OFFICER, STAFF, date(2024, 1, 2), date(2024, 1, 1), "QĐ số 1")
    assert refused(wrong) == "standing.ends_before"


@pytest.mark.parametrize("by", [STAFF, HEAD, LEADER])
def test_nobody_but_the_office_may(store: MemoryStore, by: Any) -> None:
    assert refused(do(store, enter_results, by, RESULTS)) == "right.enter_results"
    assert refused(do(store, cite, by, "ldtt", "Điều 1", TODAY)) == "right.cite"
    assert refused(do(store, hold, by, STAFF, TODAY, None, "QĐ số 1")) == "right.enter_results"
    assert refused(do(store, lift, by, STAFF)) == "right.enter_results"


def test_all_of_it_survives_a_restart(tmp_path: Path) -> None:
    store = TinyStore.open(tmp_path)
    a_department(store)
    with store.transaction() as tx:
        enter_results(tx, NOW, None, RESULTS)
        cite(tx, NOW, None, "ldtt", "Điều 1", TODAY)
        hold(tx, NOW, None, STAFF, TODAY, None, "QĐ số 1")
    store.close()
    store = TinyStore.open(tmp_path)
    assert (store.all(Honour), store.all(YearRating), store.all(EarlierInnovation)) == (
        RESULTS.honours,
        RESULTS.ratings,
        RESULTS.innovations,
    )
    assert [(each.id, each.text) for each in store.all(Citation)] == [("ldtt", "Điều 1")]
    assert [each.person for each in store.all(Hold)] == ["lan"]
    store.close()
