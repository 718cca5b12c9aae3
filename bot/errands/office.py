"""Errands about what the office sets for everybody: its days, its ladders, what it confirms, what things are called."""

from datetime import date, datetime
from typing import TypeAlias

import msgspec

from bot.errands.naming import AddName, RemoveName, named
from plans.model.asking import Alias
from plans.model.office_settings import LadderSetting
from plans.model.plan import TaskKind
from plans.office.days import DaysChange, OfficeDay, remove_days, set_days
from plans.office.ladders import LaddersChange, reset_ladders, set_ladders
from plans.problems import Problem
from plans.store.port import Transaction


class SetDays(msgspec.Struct, frozen=True, tag=True):
    """Set these days off or worked."""

    days: tuple[OfficeDay, ...]


class RemoveDays(msgspec.Struct, frozen=True, tag=True):
    """Take back what was set for these days."""

    days: tuple[date, ...]


class SetLadders(msgspec.Struct, frozen=True, tag=True):
    """Set these ladders and, unless None, of which kinds the office confirms."""

    ladders: tuple[LadderSetting, ...]
    confirming: tuple[TaskKind, ...] | None = None


class ResetLadders(msgspec.Struct, frozen=True, tag=True):
    """Let the usual ladder count again for these kinds."""

    kinds: tuple[TaskKind, ...]


OfficeErrand: TypeAlias = SetDays | RemoveDays | SetLadders | ResetLadders | AddName | RemoveName
#: What comes of them.
OfficeResult: TypeAlias = DaysChange | LaddersChange | Alias


def carried_out_for_office(errand: OfficeErrand, tx: Transaction, now: datetime) -> OfficeResult | Problem:
    """What the command asks for."""
    match errand:
        case SetDays():
            return set_days(tx, now, None, errand.days)
        case RemoveDays():
            return remove_days(tx, now, None, errand.days)
        case SetLadders():
            return set_ladders(tx, now, None, errand.ladders, errand.confirming)
        case ResetLadders():
            return reset_ladders(tx, now, None, errand.kinds)
        case AddName() | RemoveName():
            return named(errand, tx, now)
