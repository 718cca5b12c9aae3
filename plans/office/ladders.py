"""The ladders that the office sets in place of the usual ones, and of which kinds of task it confirms "Xong" itself.

A ladder must end in something that is heard: at least one rung before the deadline and, for what can be overdue, one
after it, so that no deadline passes in silence; and it must end at all: overdue days by number, then at most weekly.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from plans.audit import audit
from plans.model.office_settings import Confirming, LadderSetting
from plans.model.people import Person
from plans.model.plan import TaskKind
from plans.problems import Problem
from plans.reminding.ladders import Ladder, usual
from plans.rights import Action, office_refusal
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: What the changes are filed under.
LADDERS = "ladders"
#: The one record's id.
CONFIRMING = "confirming"
#: Rungs before the deadline and after it; the furthest of each in days.
MOST_RUNGS, FURTHEST_BEFORE, FURTHEST_AFTER = 12, 120, 60
#: Past meetings are asked about once, on the first working day; movements are never overdue.
ASKED_ONCE = (1,)
MONTH, CALENDAR = "m", "d"
#: How many calendar days a month and a working day take, to see which rung comes first.
_MONTH_DAYS, _WORKING_DAY = 30.5, 1.4


@dataclass(frozen=True, slots=True)
class LaddersChange:
    """What was set: ladders, kinds that are back at the usual one, kinds to confirm (None: left as they were)."""

    set: tuple[LadderSetting, ...] = ()
    reset: tuple[TaskKind, ...] = ()
    confirming: tuple[TaskKind, ...] | None = None


def confirming(facts: Facts) -> tuple[TaskKind, ...]:
    """The kinds of task whose "Xong" waits for the office."""
    stored = facts.get(Confirming, CONFIRMING)
    return () if stored is None else stored.kinds


def wrong_with(setting: LadderSetting) -> tuple[Problem, ...]:
    """Everything that is wrong with a ladder."""
    return (*_wrong_before(setting.before), *_wrong_after(setting))


def _wrong_before(before: tuple[str, ...]) -> list[Problem]:
    if not before:
        return [Problem("ladder.no_rung")]
    if len(before) > MOST_RUNGS:
        return [Problem("ladder.too_many", {"limit": str(MOST_RUNGS)})]
    strange = [rung for rung in before if _calendar_days(rung) is None]
    if strange:
        return [Problem("ladder.strange", {"rung": rung[:20]}) for rung in strange]
    ahead = [days for rung in before if (days := _calendar_days(rung)) is not None]
    found = []
    if max(ahead) > FURTHEST_BEFORE * _WORKING_DAY:
        found.append(Problem("ladder.too_far", {"limit": str(FURTHEST_BEFORE)}))
    found += [
        Problem("ladder.unsorted", {"rung": rung, "before": last})
        for (last, further), (rung, nearer) in pairwise(zip(before, ahead, strict=True))
        if nearer >= further
    ]
    return found


def _wrong_after(setting: LadderSetting) -> list[Problem]:
    overdue = setting.overdue
    if setting.kind is TaskKind.MEETING:
        return [] if overdue == ASKED_ONCE and not setting.weekly else [Problem("ladder.meeting_once")]
    if setting.kind is TaskKind.MOVEMENT:
        return [Problem("ladder.never_overdue")] if overdue or setting.weekly else []
    if not overdue:
        return [Problem("ladder.silent")]
    if len(overdue) > MOST_RUNGS:
        return [Problem("ladder.too_many", {"limit": str(MOST_RUNGS)})]
    found = [Problem("ladder.strange", {"rung": str(day)[:20]}) for day in overdue if day < 1]
    if max(overdue) > FURTHEST_AFTER:
        found.append(Problem("ladder.overdue_far", {"limit": str(FURTHEST_AFTER)}))
    found += [
        Problem("ladder.overdue_unsorted", {"rung": str(later)[:20], "before": str(earlier)[:20]})
        for earlier, later in pairwise(overdue)
        if later <= earlier
    ]
    return found


def _calendar_days(rung: str) -> float | None:
    """About how many calendar days ahead a rung is; None for what is none."""
    unit = rung[-1:] if rung[-1:] in (MONTH, CALENDAR) else ""
    number = rung.removesuffix(unit)
    if not (number.isascii() and number.isdigit() and len(number) <= 4) or number != str(int(number)):
        return None
    if unit == MONTH:
        return _MONTH_DAYS if number == "1" else None
    if unit and number == "0":
        return None
    return int(number) * (1.0 if unit else _WORKING_DAY)


def set_ladders(
    tx: Transaction,
    now: datetime,
    by: Person | None,
    ladders: Iterable[LadderSetting],
    confirmed: Iterable[TaskKind] | None = None,
) -> LaddersChange | Problem:
    """Set the ladders of these kinds and, unless None, of which kinds the office confirms; the others stay.

    A kind whose ladder is to be the usual one has none of its own from then on.
    """
    refused = office_refusal(Action.MANAGE_REMINDERS, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    wanted = {ladder.kind: ladder for ladder in ladders}
    wrong = next((problem for ladder in wanted.values() for problem in wrong_with(ladder)), None)
    if wrong is not None:
        return wrong
    own = [ladder for ladder in wanted.values() if not _is_usual(ladder)]
    fresh = tuple(ladder for ladder in own if tx.get(LadderSetting, ladder.id) != ladder)
    back = tuple(kind for kind, ladder in wanted.items() if _is_usual(ladder) and tx.get(LadderSetting, kind))
    kinds = None if confirmed is None else _in_order(confirmed)
    if kinds == confirming(tx):
        kinds = None
    if not fresh and not back and kinds is None:
        return Problem("ladder.nothing_new")
    _reset(tx, now, by, back)
    for ladder in fresh:
        tx.put(ladder)
    if fresh:
        audit(tx, now, by, "set_ladders", LADDERS, ", ".join(ladder.kind for ladder in fresh))
    if kinds is not None:
        tx.put(Confirming(kinds))
        audit(tx, now, by, "set_confirming", LADDERS, ", ".join(kinds))
    return LaddersChange(fresh, back, kinds)


def reset_ladders(
    tx: Transaction, now: datetime, by: Person | None, kinds: Iterable[TaskKind]
) -> LaddersChange | Problem:
    """Let the usual ladder count again for these kinds."""
    refused = office_refusal(Action.MANAGE_REMINDERS, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    gone = tuple(kind for kind in _in_order(kinds) if tx.get(LadderSetting, kind) is not None)
    if not gone:
        return Problem("ladder.nothing_new")
    _reset(tx, now, by, gone)
    return LaddersChange(reset=gone)


def _reset(tx: Transaction, now: datetime, by: Person | None, kinds: tuple[TaskKind, ...]) -> None:
    for kind in kinds:
        tx.delete(LadderSetting, kind)
    if kinds:
        audit(tx, now, by, "reset_ladders", LADDERS, ", ".join(kinds))


def _is_usual(setting: LadderSetting) -> bool:
    return usual(setting.kind) == Ladder(setting.before, setting.overdue, setting.weekly)


def _in_order(kinds: Iterable[TaskKind]) -> tuple[TaskKind, ...]:
    wanted = frozenset(kinds)
    return tuple(kind for kind in TaskKind if kind in wanted)
