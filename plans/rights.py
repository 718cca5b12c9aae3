"""Who may do what: one table from actions to the standings that allow them.

A standing comes from a person's roles, for `HEAD` from being the head (`Unit.head`) of a unit the action is about, and
for `ASSIGNEE` from a task that has been given to them (see `plans.duties.seeing_to`).
Whoever is not in the roster, or has left, may do nothing.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum, auto

from plans.model.people import Person, Role, Unit, UnitKind
from plans.model.plan import Task
from plans.problems import Problem


class Action(StrEnum):
    """What can be asked of the system. What a person sees of others is an action too."""

    ASK = auto()
    REGISTER_OWN = auto()
    REGISTER_UNIT = auto()
    MARK_DONE = auto()
    REOPEN = auto()
    SET_INTERNAL_DATE = auto()
    SEE_PARTS = auto()
    CLOSE_PART = auto()
    CONFIRM_DONE = auto()
    ASSIGN = auto()
    GIVE_BACK = auto()
    SNOOZE = auto()
    SET_REMINDERS = auto()
    CHOOSE_LANGUAGE = auto()
    SUBSCRIBE_CALENDAR = auto()
    SEE_REGISTRATIONS = auto()
    ADOPT_PLAN = auto()
    REVIEW_PLAN = auto()
    CHANGE_PLAN = auto()
    LOAD_ROSTER = auto()
    INVITE = auto()
    SEE_ROSTER = auto()
    REGISTER_FOR = auto()
    TAKE_LATE = auto()
    ENDORSE_LIST = auto()
    DECIDE_LIST = auto()
    EXPORT_LISTS = auto()
    IMPORT_LISTS = auto()
    URGE = auto()
    URGE_TASK = auto()
    ENTER_RESULTS = auto()
    CITE = auto()
    DECIDE_INNOVATION = auto()
    SEE_AUDIT = auto()
    TAKE_OWN_DATA = auto()
    MANAGE_CALENDAR = auto()
    MANAGE_REMINDERS = auto()
    LINK_GROUP = auto()
    MANAGE_NAMES = auto()


class Standing(StrEnum):
    """What a person is with regard to an action."""

    MEMBER = auto()
    OFFICE = auto()
    LEADER = auto()
    HEAD = auto()
    ASSIGNEE = auto()


_EVERYBODY = frozenset({Standing.MEMBER})
_OFFICE = frozenset({Standing.OFFICE})
_OFFICE_OR_HEAD = frozenset({Standing.OFFICE, Standing.HEAD})
_WHO_SEES_TO_IT = frozenset({Standing.OFFICE, Standing.HEAD, Standing.ASSIGNEE})

ALLOWED: dict[Action, frozenset[Standing]] = {
    Action.ASK: _EVERYBODY,
    Action.REGISTER_OWN: _EVERYBODY,
    Action.REGISTER_UNIT: _OFFICE_OR_HEAD,
    Action.MARK_DONE: _WHO_SEES_TO_IT,
    Action.REOPEN: _WHO_SEES_TO_IT,
    Action.SET_INTERNAL_DATE: _OFFICE,
    Action.SEE_PARTS: _WHO_SEES_TO_IT | {Standing.LEADER},
    Action.CLOSE_PART: _WHO_SEES_TO_IT,
    Action.CONFIRM_DONE: _OFFICE,
    Action.ASSIGN: _OFFICE_OR_HEAD,
    Action.GIVE_BACK: frozenset({Standing.HEAD, Standing.ASSIGNEE}),
    Action.SNOOZE: _EVERYBODY,
    Action.SET_REMINDERS: _EVERYBODY,
    Action.CHOOSE_LANGUAGE: _EVERYBODY,
    Action.SUBSCRIBE_CALENDAR: _EVERYBODY,
    Action.SEE_REGISTRATIONS: frozenset({Standing.OFFICE, Standing.LEADER, Standing.HEAD}),
    Action.ADOPT_PLAN: _OFFICE,
    Action.REVIEW_PLAN: _OFFICE,
    Action.CHANGE_PLAN: _OFFICE,
    Action.LOAD_ROSTER: _OFFICE,
    Action.INVITE: _OFFICE,
    Action.SEE_ROSTER: _OFFICE,
    Action.REGISTER_FOR: _OFFICE_OR_HEAD,
    Action.TAKE_LATE: _OFFICE,
    Action.ENDORSE_LIST: frozenset({Standing.HEAD}),
    Action.DECIDE_LIST: _OFFICE,
    Action.EXPORT_LISTS: frozenset({Standing.OFFICE, Standing.LEADER, Standing.HEAD}),
    Action.IMPORT_LISTS: _OFFICE,
    Action.URGE: _OFFICE_OR_HEAD,
    Action.URGE_TASK: frozenset({Standing.OFFICE, Standing.LEADER, Standing.HEAD}),
    Action.ENTER_RESULTS: _OFFICE,
    Action.CITE: _OFFICE,
    Action.DECIDE_INNOVATION: _OFFICE,
    Action.SEE_AUDIT: _OFFICE,
    Action.TAKE_OWN_DATA: _EVERYBODY,
    Action.MANAGE_CALENDAR: _OFFICE,
    Action.MANAGE_REMINDERS: _OFFICE,
    Action.LINK_GROUP: _OFFICE_OR_HEAD,
    Action.MANAGE_NAMES: _OFFICE,
}


def standings(person: Person, units: Iterable[Unit] = (), *, assigned: bool = False) -> frozenset[Standing]:
    """What a person is with regard to something that is about these units; `assigned`: a task that they see to."""
    found = {Standing.MEMBER}
    if assigned:
        found.add(Standing.ASSIGNEE)
    if Role.OFFICE in person.roles:
        found.add(Standing.OFFICE)
    if Role.LEADER in person.roles:
        found.add(Standing.LEADER)
    if any(unit.head == person.id for unit in units):
        found.add(Standing.HEAD)
    return frozenset(found)


def may(
    action: Action, person: Person | None, today: date, units: Iterable[Unit] = (), *, assigned: bool = False
) -> bool:
    """Whether a person (None: somebody unknown) may do this today to what concerns these units.

    Without `units` the action is about the whole department, and being a head of something allows nothing.
    """
    if person is None or not person.is_here(today):
        return False
    return bool(ALLOWED[action] & standings(person, units, assigned=assigned))


def may_somewhere(
    action: Action, person: Person, today: date, units: Iterable[Unit], *, assigned: bool = False
) -> bool:
    """Whether there is anything in the department that a person may do this to: what opens a command or a button.

    `assigned`: there is a task that the person sees to.
    """
    return may(action, person, today, (unit for unit in units if unit.head == person.id), assigned=assigned)


def open_to_all(action: Action) -> bool:
    """Whether everybody of the department may do this."""
    return Standing.MEMBER in ALLOWED[action]


def door_refusal(
    action: Action, person: Person, today: date, units: Iterable[Unit], *, assigned: bool = False
) -> Problem | None:
    """Why a person may do this nowhere in the department, or None when there is something they may do it to."""
    if not person.is_here(today):
        return Problem("right.not_here")
    return None if may_somewhere(action, person, today, units, assigned=assigned) else Problem(f"right.{action}")


def refusal(
    action: Action, person: Person, today: date, units: Iterable[Unit] = (), *, assigned: bool = False
) -> Problem | None:
    """Why a person may not do this, or None when they may."""
    if not person.is_here(today):
        return Problem("right.not_here")
    if not may(action, person, today, units, assigned=assigned):
        return Problem(f"right.{action}")
    return None


def office_refusal(action: Action, by: Person | None, today: date) -> Problem | None:
    """As `refusal`, for what the command line (None) may do as well as the office."""
    return None if by is None else refusal(action, by, today)


def lead_units(task: Task, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The department's units that lead a task; "all departments" stands for each of them."""
    known = tuple(units)
    leads = {body.unit for body in task.lead}
    every = any(unit.id in leads and unit.kind is UnitKind.EVERY for unit in known)
    return tuple(unit for unit in known if unit.id in leads or (every and unit.kind is UnitKind.DEPARTMENT))
