"""The lasting names of what calendars hold: one for a task's event, one for the same task in a list of tasks."""

import re

from plans.agenda import Entry

_UID = re.compile(r"([0-9a-f]{10})(-viec)?@dondoc")


def uid_of(entry: Entry) -> str:
    """The lasting name of a task's event."""
    return f"{entry.key}@dondoc"


def todo_uid_of(entry: Entry) -> str:
    """The lasting name of a task in a list of tasks (VTODO): another one, since both may lie in one calendar."""
    return f"{entry.key}-viec@dondoc"


def key_of(uid: str) -> str | None:
    """The key of the task that an event or to-do of ours stands for; None for a name that is not ours."""
    found = _UID.fullmatch(uid)
    return found[1] if found else None
