"""Units that a new roster calls something else."""

from dataclasses import replace

import pytest

from plans.duties.collecting import close_part
from plans.duties.parts import units_owing
from plans.duties.renaming import renamed
from plans.groups.linking import link_group
from plans.model.duties import Assignment, UnitPart
from plans.model.groups import GroupDelivery, GroupLink
from plans.model.people import Department, Person, Unit
from plans.model.reminding import Owed, Snooze
from plans.staff.roster_loading import load_roster
from plans.store.memory import MemoryStore
from tests.builders import INDUSTRY, NOW, OFFICE, OFFICER, a_unit, do
from tests.plans.duties.sharing import ENERGY, TRADE, TRADE_HEAD, a_sharing_store, report

NEW_NAME = a_unit("thuong_mai", "Phòng Thương mại", head="mai")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ((INDUSTRY, TRADE), {}),
        ((INDUSTRY, NEW_NAME), {TRADE.id: "thuong_mai"}),
        ((INDUSTRY, replace(NEW_NAME, head="nam", aliases=(TRADE.name.upper(),))), {TRADE.id: "thuong_mai"}),
        ((INDUSTRY, replace(NEW_NAME, head="nam")), {}),
        ((INDUSTRY, replace(NEW_NAME, head=None)), {}),
        ((NEW_NAME, a_unit("moi", "Phòng Mới", head="mai")), {}),
        ((NEW_NAME, a_unit("cn", "Phòng Công nghiệp", head="hung")), {TRADE.id: "thuong_mai", INDUSTRY.id: "cn"}),
        ((a_unit("gop", "Phòng Công Thương", aliases=(TRADE.name, INDUSTRY.name)),), {}),
    ],
)
def test_a_unit_is_known_again_by_a_name_or_its_head_where_no_other_is_meant(
    after: tuple[Unit, ...], expected: dict[str, str]
) -> None:
    assert renamed((INDUSTRY, TRADE), after) == expected


def load(store: MemoryStore) -> None:
    """A new roster, in which one unit is called something else."""
    units = tuple(NEW_NAME if unit == TRADE else unit for unit in store.all(Unit))
    people = [replace(each, unit=NEW_NAME.id) if each.unit == TRADE.id else each for each in store.all(Person)]
    do(store, load_roster, OFFICER, Department("Sở Thử nghiệm", demo=True), units, people)


def test_what_a_renamed_unit_has_handed_in_is_not_asked_for_again() -> None:
    store = a_sharing_store()
    do(store, close_part, TRADE_HEAD, report(store), TRADE)
    with store.transaction() as tx:
        tx.put(Assignment("thu-2024", "bc_so_ket", TRADE.id, "nam", "mai", NOW))
    load(store)
    assert [part.id for part in store.all(UnitPart)] == ["thu-2024/bc_so_ket/thuong_mai"]
    assert [each.id for each in store.all(Assignment)] == ["thu-2024/bc_so_ket/thuong_mai"]
    assert NEW_NAME not in units_owing(store, report(store))
    assert ENERGY in units_owing(store, report(store))
    assert store.get(Unit, OFFICE.id) == OFFICE


def test_the_group_of_a_renamed_unit_goes_on_being_told() -> None:
    store = a_sharing_store()
    do(store, link_group, TRADE_HEAD, TRADE, "-1001", "", "Phòng Thương mại")
    load(store)
    assert [(link.address, link.unit) for link in store.all(GroupLink)] == [("-1001", "thuong_mai")]
    assert [(waiting.group, waiting.unit) for waiting in store.all(GroupDelivery)] == [("-1001/", "thuong_mai")]


def test_what_was_put_off_of_a_renamed_units_part_stays_so() -> None:
    store = a_sharing_store()
    with store.transaction() as tx:
        tx.put(Snooze("mai", "thu-2024", "bc_so_ket", Owed.PART, NOW, TRADE.id))
    load(store)
    assert [each.id for each in store.all(Snooze)] == ["mai/thu-2024/bc_so_ket/part@thuong_mai"]
