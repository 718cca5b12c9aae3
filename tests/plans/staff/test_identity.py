"""Who is who, by their entries alone; through whole lists it is tried with `plans.staff.roster_change`."""

from dataclasses import replace
from hashlib import blake2s

import pytest

from plans.model.people import Person
from plans.staff import identity
from plans.staff.identity import Entry, Known, identified
from tests.builders import TODAY, a_person


def test_in_a_large_unit_only_names_that_are_alike_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs: list[tuple[str, str]] = []

    def seen(one: Entry, other: Entry | Person) -> float:
        pairs.append((one.name, other.name))
        return 0.0

    monkeypatch.setattr(identity, "_near_twins", seen)
    monkeypatch.setattr(identity, "_likeness", seen)
    names = [blake2s(str(number).encode()).hexdigest() for number in range(400)]
    new = [Entry(f"moi{line}", True, name, "unit", line) for line, name in enumerate(names[:200])]
    before = tuple(a_person(f"cu{place}", name, unit="unit") for place, name in enumerate(names[200:]))
    identified([*new, replace(new[0], id="nua", name=f"{names[0]}x")], Known(before, (), TODAY))
    assert pairs == [(names[0], f"{names[0]}x")]
