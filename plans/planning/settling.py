"""From a deadline as read, typed or carried over to the deadlines of a plan: one, or one for each month."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from plans.documents.deadlines.settled import settled
from plans.model.plan import Deadline, DeadlineKind
from plans.planning.draft import DraftDeadline
from plans.problems import Problem


# Every page of a review asks for all of its tasks: of 450 that is half a second each time, and the chat waits.
@lru_cache(maxsize=2048)
def deadlines_of(read: DraftDeadline, section: str, year: int) -> tuple[Deadline, ...] | Problem:
    """What a plan for that year makes of it; why it can make nothing of it.

    One not yet set has the period of its heading, or the days it brings along from another plan.
    """
    if read.kind is DeadlineKind.UNSET and read.date and "/" in read.date:
        start, end = (date.fromisoformat(day) for day in read.date.split("/"))
        return (Deadline(DeadlineKind.UNSET, start, end, read.wording, rule=read.rule),)
    found = settled(read, year, section)
    if isinstance(found, Problem):
        return found
    return tuple(replace(deadline, rule=read.rule or deadline.rule) for deadline in found)
