"""Removal of personal data, also of what the outer layers keep: by rule, or when it is asked for."""

from datetime import datetime, timedelta

from bot.messages import Answered, ReadMark, Upload
from plans.model.people import Person
from plans.problems import Problem
from plans.staff.leaving import Forgotten, due, forget
from plans.store.port import Record, Store, Transaction
from plans.working_days import day_in_hanoi

#: Types of the outer layers that go.
PERSONAL: tuple[type[Record], ...] = (Answered, ReadMark, Upload)


def forget_person(tx: Transaction, now: datetime, person: Person, *, by_rule: bool = False) -> Forgotten | Problem:
    """Remove everything of a person who has left that need not be kept."""
    return forget(tx, now, person, more=PERSONAL, by_rule=by_rule)


def forget_by_rule(store: Store, now: datetime, keep: timedelta) -> tuple[str, ...]:
    """Remove what is kept of those who left at least `keep` ago; whose data went."""
    found = due(store, day_in_hanoi(now), keep)
    for person in found:
        with store.transaction() as tx:
            forget_person(tx, now, person, by_rule=True)
    return tuple(person.id for person in found)
