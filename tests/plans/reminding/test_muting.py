"""Which letters a person may do without, and saying so."""

from dataclasses import replace
from datetime import date

import pytest

from plans.model.reminding import DeliveryKind, DigestItem, Owed, ReminderSettings, Warns
from plans.reminding.muting import NEWS, Mutable, is_muted, mutable, mute, unmute
from plans.store.memory import MemoryStore
from tests.builders import STAFF, TODAY, a_department, audit, do, refused

#: Aimed at Friday 23/02/2024; the days before it are worked.
ITEM = DigestItem("thu-2024", "bc_so_ket", Owed.TASK, date(2024, 2, 23), 3)
WEDNESDAY, THURSDAY = date(2024, 2, 21), date(2024, 2, 22)


@pytest.fixture
def store() -> MemoryStore:
    found = MemoryStore()
    a_department(found)
    return found


@pytest.mark.parametrize(
    ("kind", "items", "day", "found"),
    [
        (NEWS, (), TODAY, Mutable.NEWS),
        ("notice", (), TODAY, None),
        (DeliveryKind.BRIEFING, (), THURSDAY, Mutable.REPORT),
        (DeliveryKind.BRIEFING, (ITEM,), WEDNESDAY, Mutable.REPORT),
        (DeliveryKind.BRIEFING, (ITEM,), THURSDAY, None),
        (DeliveryKind.BRIEFING, (replace(ITEM, owed=Owed.ESCALATED, days=-3, aim=TODAY),), THURSDAY, Mutable.REPORT),
        (DeliveryKind.DIGEST, (replace(ITEM, owed=Owed.ESCALATED, days=-3, aim=TODAY),), THURSDAY, None),
        (DeliveryKind.DIGEST, (ITEM,), WEDNESDAY, Mutable.EARLY),
        (DeliveryKind.DIGEST, (ITEM,), THURSDAY, None),
        (DeliveryKind.DIGEST, (ITEM, replace(ITEM, aim=TODAY)), WEDNESDAY, None),
        (DeliveryKind.DIGEST, (replace(ITEM, warns=Warns.HEAD),), WEDNESDAY, None),
        (DeliveryKind.DIGEST, (), WEDNESDAY, None),
        (DeliveryKind.PING, (ITEM,), WEDNESDAY, None),
        (DeliveryKind.RETURN, (ITEM,), WEDNESDAY, None),
    ],
)
def test_only_what_is_not_near_can_be_muted(
    kind: str, items: tuple[DigestItem, ...], day: date, found: Mutable | None
) -> None:
    assert mutable(kind, items, day) is found


def test_what_is_muted_stays_away_until_it_is_wanted_again(store: MemoryStore) -> None:
    early = (DeliveryKind.DIGEST, (ITEM,), WEDNESDAY)
    assert not is_muted(store, STAFF.id, *early)
    for _ in range(2):
        do(store, mute, STAFF, Mutable.EARLY)
    assert is_muted(store, STAFF.id, *early)
    assert not is_muted(store, STAFF.id, DeliveryKind.DIGEST, (ITEM,), THURSDAY)
    assert not is_muted(store, STAFF.id, NEWS, (), WEDNESDAY)
    do(store, unmute, STAFF, Mutable.EARLY)
    assert not is_muted(store, STAFF.id, *early)
    assert [(entry.verb, entry.detail) for entry in audit(store)] == [
        ("mute_letters", "early"),
        ("unmute_letters", "early"),
    ]


def test_whoever_has_left_mutes_nothing(store: MemoryStore) -> None:
    gone = replace(STAFF, left=TODAY)
    assert refused(do(store, mute, gone, Mutable.NEWS)) == "right.not_here"
    assert store.all(ReminderSettings) == ()
