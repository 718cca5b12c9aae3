"""Ladders: the days before and after a deadline on which it is spoken of."""

from datetime import timedelta
from enum import StrEnum

from plans.deadlines import aim
from plans.model.plan import Deadline
from plans.model.reminding import DigestItem
from plans.working_days import is_working_day, on_or_before

#: Calendar days before the day to aim at.
LADDER = (14, 7, 3, 1, 0)
#: Days overdue; from the second week on, the first working day of every week.
OVERDUE = (1, 3, 7)
WEEK = 7


class Shift(StrEnum):
    """Why the day to aim at is not the day the plan names: "trước D" read strictly, or D being a day off."""

    NONE = "none"
    BEFORE = "before"
    DAY_OFF = "day_off"


def shift(deadline: Deadline) -> Shift:
    """Why reminders aim at another day than the plan names, so that a text can say so."""
    if aim(deadline) in (None, deadline.end):
        return Shift.NONE
    return Shift.BEFORE if is_working_day(deadline.end) else Shift.DAY_OFF


def sent_early(item: DigestItem) -> bool:
    """Whether an item is spoken of today only because its rung falls on a day off."""
    if item.days in LADDER or item.days < 0 or item.snoozed:
        return False
    today = item.aim - timedelta(days=item.days)
    return any(on_or_before(item.aim - timedelta(days=days)) == today for days in LADDER)
