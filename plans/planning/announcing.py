"""Keeping in the store who is still to be told of what changed in a plan; the bot tells each person once."""

from datetime import datetime

from plans.model.people import Person, Unit
from plans.model.plan import Plan, PlanChange
from plans.model.reminding import Announcement
from plans.planning.revisions import Revision, changes, concerned, joined
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi


def announce(tx: Transaction, now: datetime, by: Person | None, plan: Plan, revision: Revision) -> tuple[str, ...]:
    """Leave each person concerned, but for the one who did it, what they are to be told; the ids of these people."""
    people, units, today = tx.all(Person), tx.all(Unit), day_in_hanoi(now)
    told: dict[str, list[PlanChange]] = {}
    for change, tasks in changes(plan, revision):
        for person in concerned(tasks, people, units, today):
            told.setdefault(person.id, []).append(change)
    if by is not None:
        told.pop(by.id, None)
    for id, news in told.items():
        _leave(tx, Announcement(id, tuple(news), now))
    return tuple(told)


def _leave(tx: Transaction, news: Announcement) -> None:
    earlier = tx.get(Announcement, news.person)
    made = news if earlier is None else joined(earlier, news)
    if made.changes:
        tx.put(made)
    elif earlier is not None:
        tx.delete(Announcement, news.person)
