"""Errands about results, disciplines and citations, carried out by the running service."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from bot.errands.carrying_out import carry_out
from bot.errands.exchange import carry_out_errands, take_errands
from bot.errands.kinds import Errand
from bot.errands.standing import Cite, EnterHold, EnterResults, LiftHold
from plans.catalogue.entering import ResultsChange
from plans.model.entered import Citation, Hold, Honour, Results
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.builders import NOW, a_department

ERRANDS: tuple[Errand, ...] = (
    EnterResults(Results((Honour("lan", 2023, "ldtt"),))),
    Cite("ldtt", "Điều 24", date(2024, 2, 1)),
    EnterHold("lan", date(2024, 1, 1), None, "QĐ số 1"),
    LiftHold("lan"),
)


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    a_department(made)
    return made


def test_each_comes_back_with_what_it_made(store: MemoryStore) -> None:
    kinds = [type(carry_out(errand, store, NOW)) for errand in ERRANDS]
    assert kinds == [ResultsChange, Citation, Hold, Hold]


def test_whoever_is_not_in_the_roster_is_named(store: MemoryStore) -> None:
    outcome = carry_out(LiftHold("nobody"), store, NOW)
    assert outcome == (Problem("action.not_in_roster", {"person": "nobody"}),)


@pytest.mark.parametrize("errand", ERRANDS)
def test_it_reads_the_same_on_the_other_side(errand: Errand) -> None:
    assert msgspec.json.decode(msgspec.json.encode(errand), type=Errand) == errand


def test_the_service_carries_it_out_from_its_folder(store: MemoryStore, tmp_path: Path) -> None:
    take_errands(tmp_path)
    (tmp_path / "errands" / "a.errand").write_bytes(msgspec.json.encode(ERRANDS[0]))
    carry_out_errands(tmp_path, store, NOW)
    assert [each.award for each in store.all(Honour)] == ["ldtt"]
