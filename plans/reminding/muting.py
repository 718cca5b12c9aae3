"""Letters that a person does not want: news of plans, the week's report, digests of what is not near yet.

What is near or overdue cannot be muted, also where it stands in a week's report, nor a single ping or a notice about
something of one's own.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from plans.model.people import Person
from plans.model.reminding import DeliveryKind, DigestItem, Owed, ReminderSettings, Warns
from plans.problems import Problem
from plans.reminding.settings import put_settings, settings_of
from plans.store.port import Facts, Transaction
from plans.working_days import before

#: What kind of message the news of changed plans is; the others are `DeliveryKind`s, and notices.
NEWS = "news"


class Mutable(StrEnum):
    """The kinds of letters that a person may do without, as `ReminderSettings.muted` names them."""

    NEWS = "news"
    REPORT = "report"
    EARLY = "early"


def mutable(kind: str, items: Iterable[DigestItem], day: date) -> Mutable | None:
    """Which of them a message of that kind about these items is on `day`; None: it must go out."""
    if kind == NEWS:
        return Mutable.NEWS
    asked = [item for item in items if item.owed is not Owed.ESCALATED or kind != DeliveryKind.BRIEFING]
    near = [item for item in asked if not _is_early(item, day)]
    if kind == DeliveryKind.BRIEFING and not near:
        return Mutable.REPORT
    return Mutable.EARLY if kind == DeliveryKind.DIGEST and asked and not near else None


def is_muted(facts: Facts, person: str, kind: str, items: Iterable[DigestItem], day: date) -> bool:
    """Whether a person (by id) does not want that message by e-mail."""
    found = mutable(kind, items, day)
    return found is not None and found in settings_of(facts, person).muted


def mute(tx: Transaction, now: datetime, by: Person, kind: Mutable) -> ReminderSettings | Problem:
    """Get no more letters of that kind."""
    own = settings_of(tx, by.id)
    muted = own.muted if kind in own.muted else (*own.muted, kind)
    return put_settings(tx, now, by, replace(own, muted=muted), "mute_letters", kind)


def unmute(tx: Transaction, now: datetime, by: Person, kind: Mutable) -> ReminderSettings | Problem:
    """Get letters of that kind again."""
    own = settings_of(tx, by.id)
    muted = tuple(each for each in own.muted if each != kind)
    return put_settings(tx, now, by, replace(own, muted=muted), "unmute_letters", kind)


def _is_early(item: DigestItem, day: date) -> bool:
    """Whether the last two working days for it are still to come, and nobody is about to be told."""
    return day < before(item.aim) and item.warns is Warns.NOBODY
