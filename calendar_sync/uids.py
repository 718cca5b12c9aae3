"""The lasting names of what calendars hold: a task's event, the same task in a list of tasks, a unit's part of it."""

import re
from hashlib import blake2s

from plans.agenda import Entry

_UID = re.compile(r"([0-9a-f]{10})(?:-viec|(?P<part>-phan(?:-[0-9a-f]{8})?))?@dondoc")


def uid_of(entry: Entry) -> str:
    """The lasting name of a task's event."""
    return f"{entry.key}@dondoc"


def todo_uid_of(entry: Entry) -> str:
    """The lasting name of a task in a list of tasks (VTODO): another one, since both may lie in one calendar."""
    return f"{entry.key}-viec@dondoc"


def part_uid_of(entry: Entry, unit: str) -> str:
    """The lasting name of the event of a unit's part of a task; of all parts together where `unit` is ""."""
    whose = f"-{blake2s(unit.encode(errors='replace'), digest_size=4).hexdigest()}" if unit else ""
    return f"{entry.key}-phan{whose}@dondoc"


def is_part(uid: str) -> bool:
    """Whether a name of ours is that of a part, whose day is the office's own and not the plan's."""
    found = _UID.fullmatch(uid)
    return found is not None and found["part"] is not None


def key_of(uid: str) -> str | None:
    """The key of the task that an event or to-do of ours is about; None for a name that is not ours."""
    found = _UID.fullmatch(uid)
    return found[1] if found else None
