"""Records and history entries as plain JSON values, and back, strictly."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from plans.model.answers import Innovation, Numbering, Registration, UnitList
from plans.model.asking import Alias, LastAsked, Unread
from plans.model.duties import Assignment, DoneReport, InternalDate, PartsUrging, TaskUrging, UnitPart
from plans.model.entered import Citation, EarlierInnovation, Hold, Honour, YearRating
from plans.model.groups import GroupDelivery, GroupLink
from plans.model.office_settings import Confirming, DaysOverlay, LadderSetting
from plans.model.people import Department, Person, Preference, Unit
from plans.model.person_lists import PendingList
from plans.model.plan import Plan, TaskProgress
from plans.model.publishing import (
    CalendarAccount,
    CalendarLink,
    CalendarMove,
    CalendarServerState,
    PublicCalendar,
    PublishedEvent,
)
from plans.model.reaching import (
    Contact,
    Dialogue,
    Invitation,
    InvitationLetter,
    LinksEnded,
    PushSubscription,
    UsedLink,
    WebSession,
)
from plans.model.reminding import (
    Announcement,
    Bulletin,
    Delivery,
    DemoClock,
    Notice,
    OfficeTold,
    Pinged,
    PlannedThrough,
    ReminderSettings,
    Snooze,
    Undelivered,
    Urging,
)
from plans.planning.draft import Review
from plans.problems import StoreDamaged
from plans.store.port import Record

T = TypeVar("T")

#: The stored record types of the model and of drafts; whoever opens a store adds those of the outer layers.
KINDS: tuple[type[Record], ...] = (
    Review,
    Alias,
    Announcement,
    Assignment,
    Bulletin,
    CalendarAccount,
    CalendarLink,
    CalendarMove,
    CalendarServerState,
    Confirming,
    Contact,
    DaysOverlay,
    Delivery,
    Citation,
    DemoClock,
    Department,
    Dialogue,
    DoneReport,
    EarlierInnovation,
    GroupDelivery,
    GroupLink,
    Hold,
    Honour,
    Innovation,
    Invitation,
    InternalDate,
    InvitationLetter,
    LadderSetting,
    LastAsked,
    LinksEnded,
    Notice,
    OfficeTold,
    Numbering,
    PartsUrging,
    Person,
    Pinged,
    Plan,
    PlannedThrough,
    Preference,
    PublicCalendar,
    PushSubscription,
    PublishedEvent,
    PendingList,
    Registration,
    ReminderSettings,
    Snooze,
    TaskProgress,
    TaskUrging,
    Undelivered,
    Unit,
    UnitList,
    UnitPart,
    Unread,
    Urging,
    UsedLink,
    WebSession,
    YearRating,
)


def to_plain(value: Any) -> Any:
    """A record or entry as JSON values; bytes become base64, instants and days ISO 8601."""
    return msgspec.to_builtins(value)


def from_plain(plain: Any, kind: type[T]) -> T:
    """The record or entry again; `msgspec.ValidationError` when it does not fit its type."""
    return msgspec.convert(plain, kind)


def by_name(kinds: Iterable[type[Record]]) -> dict[str, type[Record]]:
    """Table name → record type."""
    names: dict[str, type[Record]] = {}
    for kind in (*KINDS, *kinds):
        if names.setdefault(kind.__name__, kind) is not kind:
            raise ValueError(f"two record types are named {kind.__name__}")
    return names


def decode_tables(
    path: Path, tables: Mapping[str, Mapping[str, Any]], names: Mapping[str, type[Record]]
) -> dict[type[Record], dict[str, Record]]:
    """Every table of a known type as records; `StoreDamaged` when one of them does not fit."""
    found: dict[type[Record], dict[str, Record]] = {}
    for name, kind in names.items():
        table = {}
        for id, plain in tables.get(name, {}).items():
            try:
                table[id] = from_plain(plain, kind)
            except msgspec.ValidationError as error:
                raise StoreDamaged(path, "store.reason_record", None) from error
        found[kind] = table
    return found
