"""What the store keeps of one person, as a file for them: readable JSON with keys in their language.

Every type of record stands in one of the tables below. What would open a door (hashes of codes and cookies) is left
out, addresses are shortened, and of attachments only the names are told.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.messages import ReadMark, Upload
from bot.words.journal import deed, doer
from locales.catalogue import Texts
from plans.journal import Wanted, everything
from plans.model.answers import Innovation, Registration, UnitList
from plans.model.asking import Alias, LastAsked
from plans.model.duties import Assignment, DoneReport, InternalDate, PartsUrging, TaskUrging, UnitPart
from plans.model.entered import EarlierInnovation, Hold, Honour, YearRating
from plans.model.groups import GroupLink
from plans.model.history import AuditEntry
from plans.model.people import Department, Person, Preference, Unit
from plans.model.person_lists import PendingList
from plans.model.plan import TaskProgress
from plans.model.publishing import CalendarAccount, CalendarLink, CalendarMove, PublicCalendar
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
    Notice,
    Pinged,
    ReminderSettings,
    Snooze,
    Undelivered,
    Urging,
)
from plans.staff.leaving import chat_stream
from plans.store.codec import to_plain
from plans.store.port import Facts, Record

MEDIA_TYPE = "application/json"
Concerns = Callable[[Any, str], bool]


def _is(record: Person, id: str) -> bool:
    return record.id == id


def _heads(record: Unit, id: str) -> bool:
    return record.head == id


def _did(record: TaskProgress, id: str) -> bool:
    return id in (record.done_by, record.confirmed_by)


def _persons(record: Any, id: str) -> bool:
    return bool(record.person == id)


def _handed_in(record: UnitPart, id: str) -> bool:
    return record.done_by == id


def _subjects(record: Any, id: str) -> bool:
    return bool(record.subject == id)


def _by(record: Any, id: str) -> bool:
    return bool(record.by == id)


def _assigned(record: Assignment, id: str) -> bool:
    return id in (record.person, record.by)


def _answered(record: Registration, id: str) -> bool:
    return record.subject == id or (record.collective and id in (record.by, *(was.by for was in record.history)))


def _invented(record: Innovation, id: str) -> bool:
    return id in (record.person, record.by, *(author.person for author in record.authors))


def _urged(record: Urging | PartsUrging | TaskUrging, id: str) -> bool:
    return record.by == id or id in record.told


def _reminded(record: ReminderSettings, id: str) -> bool:
    return id in (record.person, record.stand_in)


#: Section → the types of records in it, and which of them concern a person.
SECTIONS: Mapping[str, tuple[tuple[type[Record], Concerns], ...]] = {
    "roster": ((Person, _is), (Unit, _heads)),
    "contacts": ((Contact, _persons), (CalendarLink, _persons), (CalendarAccount, _persons)),
    "sessions": (
        *((WebSession, _persons), (PushSubscription, _persons), (UsedLink, _persons), (LinksEnded, _persons)),
        *((Invitation, _persons), (InvitationLetter, _persons)),
    ),
    "preferences": ((Preference, _persons), (ReadMark, _persons), (ReminderSettings, _reminded)),
    "dialogue": ((Dialogue, _persons), (LastAsked, _persons), (Upload, _persons), (PendingList, _persons)),
    "registrations": ((Registration, _answered), (UnitList, _by)),
    "innovations": ((Innovation, _invented),),
    "results": ((Honour, _subjects), (YearRating, _subjects), (EarlierInnovation, _persons), (Hold, _persons)),
    "tasks": (
        *((TaskProgress, _did), (DoneReport, _by), (Assignment, _assigned), (Snooze, _persons)),
        *((CalendarMove, _persons), (PublicCalendar, _by), (InternalDate, _by), (UnitPart, _handed_in)),
    ),
    "reminders": (
        (Pinged, _persons),
        *((Delivery, _persons), (Undelivered, _persons), (Notice, _persons)),
        *((Announcement, _persons), (Bulletin, _persons)),
    ),
    "urgings": ((Urging, _urged), (PartsUrging, _urged), (TaskUrging, _urged)),
    "groups": ((GroupLink, _by),),
    "names": ((Alias, _by),),
}
#: Streams whose entries name the person they were for.
SENT = ("reminders", "notices", "announcements")
#: Left out: hashes, what only programs read, and what others are told beside it.
LEFT_OUT = frozenset(
    {
        "digest",
        "file",
        "hash",
        "offered",
        "grids",
        "covers",
        "told",
        "message",
        "contact",
        "session",
        "endpoint",
        "key",
        "secret",
    }
)
#: Types whose id is the hash of a secret.
HASHED: tuple[type[Record], ...] = (WebSession, Invitation, PushSubscription, UsedLink)


def file_name(person: Person, day: date) -> str:
    """A name that says whose it is and of when."""
    return f"du-lieu-ca-nhan-{person.id}-{day:%Y%m%d}.json"


def data_file(facts: Facts, person: Person, texts: Texts, now: datetime, *, lines: int | None = None) -> bytes:
    """Everything kept of a person, as the bytes of a JSON file; of their talk at most the last `lines`, if given."""
    department = facts.get(Department, "department")
    whole: dict[str, Any] = {
        texts("data.about"): texts("data.explained").split("\n"),
        texts("data.department"): department.name if department else "",
        texts("data.made"): texts.moment(now),
    }
    for section, kinds in SECTIONS.items():
        whole[texts(f"data.section_{section}")] = [
            _shown(record, texts)
            for kind, concerns in kinds
            for record in facts.all(kind)
            if concerns(record, person.id)
        ]
    whole[texts("data.section_sent")] = list(_sent(facts, person, texts))
    whole[texts("data.section_talk")] = list(_talk(facts, person, texts, lines))
    whole[texts("data.section_audit")] = [
        {
            texts("data.field_at"): texts.moment(entry.at),
            texts("data.field_by"): doer(facts, texts, entry),
            texts("data.field_deed"): deed(facts, texts, entry),
        }
        for entry in (_without_others(facts, person, entry) for entry in everything(facts, Wanted(person.id)))
    ]
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def shortened(address: str) -> str:
    """An address that its owner recognises and nobody else can use."""
    return f"…{address[-4:]}" if len(address) > 6 else address


def _shown(record: Record, texts: Texts) -> dict[str, Any]:
    """A record under a name for its type, without what is empty or left out."""
    shown: dict[str, Any] = {texts("data.kind"): texts(f"data.kind_{type(record).__name__.lower()}")}
    for field in fields(record):  # type: ignore[arg-type]  # records are dataclasses
        name, value = field.name, getattr(record, field.name)
        if name in LEFT_OUT or (name == "id" and isinstance(record, HASHED)):
            continue
        if name == "address" and isinstance(record, Contact):
            value = shortened(value)
        if value not in (None, "", (), {}, frozenset()):
            # A person's `address` is how they are spoken to, a contact's where they are reached.
            called = "salutation" if name == "address" and isinstance(record, Person) else name
            shown[field_name(texts, called)] = readable(value, texts)
    return shown


def field_name(texts: Texts, name: str) -> str:
    """What a field is called in the file."""
    return texts(f"data.field_{name}") if texts.has(f"data.field_{name}") else name


def readable(value: Any, texts: Texts) -> Any:
    """A value of a record as a person reads it."""
    match value:
        case bool():
            return texts("data.yes" if value else "data.no")
        case datetime():
            return texts.moment(value)
        case date():
            return texts.day(value)
        case StrEnum():
            return texts(f"data.value_{value}") if texts.has(f"data.value_{value}") else str(value)
        case str():
            return texts(f"title.{value}") if value.isidentifier() and texts.has(f"title.{value}") else value
        case Mapping():
            return {str(name): readable(inner, texts) for name, inner in value.items() if name != "run"}
        case tuple() | list() | frozenset():
            return [readable(inner, texts) for inner in value]
        case None | int() | float():
            return value
    parts = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in LEFT_OUT}
    return {field_name(texts, name): readable(inner, texts) for name, inner in parts.items() if inner not in (None, "")}


def _without_others(facts: Facts, person: Person, entry: AuditEntry) -> AuditEntry:
    """What somebody did to another person is in their file without who that was, and why."""
    named = (facts.get(Person, part) for part in entry.subject.split("/"))
    others = any(other is not None and other.id != person.id for other in named)
    return replace(entry, subject="", detail="") if others else entry


def _sent(facts: Facts, person: Person, texts: Texts) -> Iterator[dict[str, Any]]:
    for stream in SENT:
        for _, entry in facts.entries(stream, dict):
            plain: dict[str, Any] = to_plain(entry)
            if plain.get("person") != person.id:
                continue
            told = {
                "at": texts.moment(datetime.fromisoformat(plain["at"])),
                "kind": plain.get("kind", ""),
                "state": texts(f"data.value_{plain['state']}"),
                "channel": plain.get("channel", ""),
            }
            yield {field_name(texts, name): value for name, value in told.items() if value}


def _talk(facts: Facts, person: Person, texts: Texts, last: int | None) -> Iterator[dict[str, Any]]:
    for _, line in facts.entries(chat_stream(person.id), dict, last=last):
        plain: dict[str, Any] = to_plain(line)
        reply = plain.get("reply") or {}
        said = {
            "at": texts.moment(datetime.fromisoformat(plain["at"])),
            "text": plain.get("text", ""),
            "action": plain.get("action", ""),
            "document": plain.get("document", ""),
            "reply": "\n".join(part for part in (reply.get("heading"), reply.get("text")) if part),
            "attachment": (reply.get("attachment") or {}).get("name", ""),
        }
        yield {field_name(texts, name): value for name, value in said.items() if value}
