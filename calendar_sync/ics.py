"""iCalendar bytes (RFC 5545, RFC 7986) and back: the same events and stamps give the same bytes.

There is no METHOD: a feed is not a scheduling message (RFC 5546 would ask each event for an ORGANIZER).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from icalendar import Alarm, vBroken, vText
from icalendar import Calendar as Component
from icalendar import Event as EventComponent
from icalendar import Todo as TodoComponent

from calendar_sync.events import Event, Status, Todo
from plans.model.publishing import PublishedEvent
from plans.working_days import HANOI

PRODUCT = "-//Don Doc//Don Doc calendar//VI"
ZONE = "Asia/Ho_Chi_Minh"
#: How often clients are asked to come back. Google does as it likes (8 to 24 h).
REFRESH = timedelta(hours=6)
END = b"END:VCALENDAR\r\n"
#: Viet Nam has had one offset since 1975: one block says it all, and the bytes don't move with the zone database.
TIMEZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\nBEGIN:STANDARD\r\nDTSTART:20000101T000000\r\n"
    b"TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nTZNAME:+07\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
#: When alarms go off. Of whole days, counted from midnight: 08:00 three days and one day before.
DAY_ALARMS = ("-P2DT16H", "-PT16H")
HOUR_ALARMS = ("-P1D", "-PT1H")
EVENT, TODO = "VEVENT", "VTODO"
#: What the reader raises for what is no calendar, or one with impossible values.
UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
#: Control characters but for line feeds, halves of letters that UTF-8 cannot carry, the byte order mark, and the marks
#: that reorder text beyond their own word (unclosed, they turn over whatever follows).
FORBIDDEN = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")


class Text(vText):
    """TEXT as RFC 5545 3.3.11 escapes it; icalendar's own also makes a line break of a backslash before N."""

    def to_ical(self) -> bytes:
        """The escaped bytes."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def render(
    events: Iterable[Event],
    stamps: Mapping[str, PublishedEvent],
    name: str,
    description: str,
    *,
    refresh: timedelta = REFRESH,
    source: str = "",
    alarms: bool = False,
) -> bytes:
    """A calendar called `name` with these events. Every event needs its stamp (`stamp_events` makes them).

    `source` is where the calendar is published; only for an address that is no secret.
    """
    shown = tuple(events)
    head = _head(name, description, refresh, source).removesuffix(END)
    zone = TIMEZONE if any(event.timed for event in shown) else b""
    return b"".join([head, zone, *(_event(event, _stamp(event, stamps), alarms) for event in shown), END])


def render_item(event: Event, stamp: PublishedEvent, alarms: bool) -> bytes:
    """One event as an item of a calendar on a server."""
    zone = TIMEZONE if event.timed else b""
    return b"".join([_item_head(), zone, _event(event, stamp, alarms), END])


def render_todo(todo: Todo, stamp: PublishedEvent) -> bytes:
    """One to-do as an item of a calendar on a server."""
    return b"".join([_item_head(), _todo(todo, stamp), END])


def join_items(bodies: Iterable[bytes], name: str, color: str) -> bytes:
    """A whole collection of the items that `render_item` or `render_todo` made; `color` is "#rrggbb"."""
    head = _item_head().removesuffix(END)
    items = [body.removeprefix(head).removesuffix(END) for body in bodies]
    zone = TIMEZONE if any(item.startswith(TIMEZONE) for item in items) else b""
    named = Component()
    for key in ("name", "x-wr-calname"):
        named.add(key, _text(name), encode=False)
    named.add("x-apple-calendar-color", color)
    lines = named.to_ical().removeprefix(b"BEGIN:VCALENDAR\r\n").removesuffix(END)
    return b"".join([head, lines, zone, *(item.removeprefix(TIMEZONE) for item in items), END])


def _stamp(event: Event, stamps: Mapping[str, PublishedEvent]) -> PublishedEvent:
    if event.uid not in stamps:
        raise LookupError(f"{event.uid} has no stamp: stamp_events was not called in the transaction that changed it")
    return stamps[event.uid]


@lru_cache(maxsize=1)
def _item_head() -> bytes:
    lines: bytes = _calendar().to_ical()
    return lines.removesuffix(END)


def _calendar() -> Component:
    calendar = Component()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


@lru_cache(maxsize=256)
def _head(name: str, description: str, refresh: timedelta, source: str) -> bytes:
    calendar = _calendar()
    for key, text in (("name", name), ("x-wr-calname", name), ("description", description)):
        calendar.add(key, _text(text), encode=False)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{refresh // timedelta(hours=1)}H")
    if source:
        calendar.add("source", source, parameters={"VALUE": "URI"})
    lines: bytes = calendar.to_ical()
    return lines


@lru_cache(maxsize=8192)
def _event(event: Event, stamp: PublishedEvent, alarms: bool) -> bytes:
    """One event's lines. Kept, because many calendars share an event and most changes touch one event."""
    component = EventComponent()
    _add_common(component, event, stamp)
    component.add("dtstart", event.start)
    component.add("dtend", event.end)
    component.add("status", str(event.status))
    component.add("transp", "OPAQUE" if event.busy else "TRANSPARENT")
    if event.color:
        component.add("color", event.color)
    for uid in event.related:
        component.add("related-to", uid, parameters={"RELTYPE": "DEPENDS-ON"})
    if alarms and event.status is Status.CONFIRMED and not event.done:
        for trigger in HOUR_ALARMS if event.timed else DAY_ALARMS:
            component.add_component(_alarm(event, trigger))
    lines: bytes = component.to_ical()
    return lines


def _alarm(event: Event, trigger: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _text(event.summary), encode=False)
    alarm.add("trigger", trigger, encode=False)
    return alarm


def _todo(todo: Todo, stamp: PublishedEvent) -> bytes:
    component = TodoComponent()
    _add_common(component, todo, stamp)
    component.add("due", todo.due)
    component.add("status", "COMPLETED" if todo.done else "NEEDS-ACTION")
    if todo.done and todo.done_at is not None:
        component.add("completed", todo.done_at.replace(microsecond=0))
        component.add("percent-complete", 100)
    lines: bytes = component.to_ical()
    return lines


def _add_common(component: EventComponent | TodoComponent, item: Event | Todo, stamp: PublishedEvent) -> None:
    component.add("uid", item.uid)
    component.add("sequence", stamp.sequence)
    component.add("dtstamp", stamp.last_modified)
    component.add("created", stamp.created)
    component.add("last-modified", stamp.last_modified)
    component.add("summary", _text(item.summary), encode=False)
    component.add("description", _text(item.description), encode=False)
    component.add("categories", [clean(category) for category in item.categories])
    component.add("class", "PUBLIC")
    component.add("url", item.url)


@dataclass(frozen=True, slots=True)
class Seen:
    """What an item on a server says of what we set; `start` and `end` as `Event` has them, `end` a to-do's due day."""

    component: str
    uid: str
    sequence: int = 0
    start: date | None = None
    end: date | None = None
    summary: str = ""
    description: str = ""
    status: str = ""
    completed: bool = False
    recurring: bool = False
    last_modified: datetime | None = None

    def same_as(self, other: "Seen") -> bool:
        """Whether both say the same: servers and clients rewrite bytes, stamps, white space, and add what is theirs."""
        return self._meaning() == other._meaning()

    def _meaning(self) -> tuple[object, ...]:
        texts = tuple(map(_plain, (self.summary, self.description)))
        if self.component == TODO:
            # Clients note by themselves when work on it begins; one that is called off, they no longer show.
            off = self.status == "CANCELLED"
            return self.component, self.uid, self.end, texts, self.completed, off, self.recurring
        return self.component, self.uid, self.start, self.end, texts, self.status or "CONFIRMED", self.recurring


def _plain(text: str) -> str:
    """A text without what gets lost on the way: white space, and backslashes, which programs escape as they like."""
    words = unicodedata.normalize("NFD", text).replace("\\n", " ").replace("\\N", " ").replace("\\", "")
    return " ".join(clean(words).split())


def read_items(body: bytes) -> tuple[Seen, ...]:
    """The events and to-dos of a calendar, as anybody may have written it; () for what cannot be read."""
    try:
        calendars = Component.from_ical(body, multiple=True)
        return tuple(_seen(each) for calendar in calendars for each in calendar.walk() if each.name in (EVENT, TODO))
    except UNREADABLE:
        return ()


def _seen(component: Any) -> Seen:
    status = str(_first(component, "status") or "").strip().upper()
    is_todo = component.name == TODO
    finished = "completed" in component or _number(component, "percent-complete") == 100
    modified = _moment(component, "last-modified")
    start = _moment(component, "dtstart")
    return Seen(
        component=component.name,
        uid=str(_first(component, "uid") or ""),
        sequence=_number(component, "sequence"),
        start=start,
        end=_end(component, start, "due" if is_todo else "dtend"),
        summary=str(_first(component, "summary") or ""),
        description=str(_first(component, "description") or ""),
        status=status,
        completed=is_todo and (status == "COMPLETED" if status else finished),
        recurring=any(name in component for name in ("rrule", "rdate", "exdate", "recurrence-id")),
        last_modified=modified if isinstance(modified, datetime) else None,
    )


def _first(component: Any, name: str) -> Any:
    """A property's value, None for one that means nothing; the first of one that must not stand twice."""
    value = component.get(name)
    first = value[0] if isinstance(value, list) and value else value
    return None if isinstance(first, vBroken) else first


def _number(component: Any, name: str) -> int:
    try:
        return int(_first(component, name) or 0)
    except (ValueError, TypeError):
        return 0


def _moment(component: Any, name: str) -> date | None:
    """A day, or an instant in Viet Nam's time; one that names no zone was meant there."""
    found = getattr(_first(component, name), "dt", None)
    if isinstance(found, datetime):
        return found.astimezone(HANOI) if found.tzinfo else found.replace(tzinfo=HANOI)
    return found if isinstance(found, date) else None


def _end(component: Any, start: date | None, name: str) -> date | None:
    """When it ends: as said, by its duration, or by the rule for events that say neither (RFC 5545, 3.6.1)."""
    said = _moment(component, name)
    lasting = getattr(_first(component, "duration"), "dt", None)
    if said is not None or start is None:
        return said
    if isinstance(lasting, timedelta):
        return start + lasting
    if component.name == TODO or isinstance(start, datetime):
        return None if component.name == TODO else start
    return start + timedelta(days=1)


def _text(text: str) -> Text:
    return Text(clean(text))


def clean(text: str) -> str:
    """Text without what RFC 5545 forbids in it (control characters), what UTF-8 cannot carry, and unseen marks."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
