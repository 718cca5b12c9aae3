"""Errands about the office's days and ladders, carried out by the running service."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from bot.errands.carrying_out import carry_out
from bot.errands.exchange import carry_out_errands, take_errands
from bot.errands.kinds import Errand
from bot.errands.office import RemoveDays, ResetLadders, SetDays, SetLadders
from calendar_sync.stamps import stamp_events
from plans.model.office_settings import LadderSetting
from plans.model.plan import TaskKind
from plans.model.publishing import PublishedEvent
from plans.office.days import DaysChange, OfficeDay, office_days
from plans.office.ladders import LaddersChange
from plans.problems import Problem
from plans.store.memory import MemoryStore
from plans.working_days import is_working_day
from tests.builders import NOW, a_department

DAY = OfficeDay(date(2024, 6, 14), False, "Hoán đổi")
LADDER = LadderSetting(TaskKind.REPORT, ("7d", "3", "0"), (1,), True)
ERRANDS: tuple[Errand, ...] = (
    SetDays((DAY,)),
    RemoveDays((DAY.day,)),
    SetLadders((LADDER,), (TaskKind.REPORT,)),
    ResetLadders((TaskKind.REPORT,)),
)


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    a_department(made)
    return made


def test_each_comes_back_with_what_it_made(store: MemoryStore) -> None:
    assert [carry_out(errand, store, NOW) for errand in ERRANDS] == [
        DaysChange(set=(DAY,)),
        DaysChange(removed=(DAY,)),
        LaddersChange(set=(LADDER,), confirming=(TaskKind.REPORT,)),
        LaddersChange(reset=(TaskKind.REPORT,)),
    ]
    assert carry_out(ERRANDS[1], store, NOW) == (Problem("days.not_set", {"days": "14/06/2024"}),)


@pytest.mark.parametrize("errand", ERRANDS)
def test_it_reads_the_same_on_the_other_side(errand: Errand) -> None:
    assert msgspec.json.decode(msgspec.json.encode(errand), type=Errand) == errand


def test_the_service_sets_a_day_from_its_folder_and_moves_the_events_that_name_another_day(
    store: MemoryStore, tmp_path: Path
) -> None:
    with store.transaction() as tx:
        stamp_events(tx, NOW)
    take_errands(tmp_path)
    (tmp_path / "errands" / "a.errand").write_bytes(msgspec.json.encode(ERRANDS[0]))
    carry_out_errands(tmp_path, store, NOW)
    assert office_days(store) == (DAY,)
    assert not is_working_day(DAY.day)
    assert [stamp.sequence for stamp in store.all(PublishedEvent)].count(1) == 1
