"""iCalendar bytes (RFC 5545, RFC 7986): the same events and stamps give the same bytes.

There is no METHOD: a feed is not a scheduling message (RFC 5546 would ask each event for an ORGANIZER).
"""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import lru_cache

from icalendar import Calendar as Component
from icalendar import Event as EventComponent
from icalendar import vText

from calendar_sync.events import Event
from plans.model.publishing import PublishedEvent

PRODUCT = "-//Don Doc//Don Doc calendar//VI"
ZONE = "Asia/Ho_Chi_Minh"
#: How often clients are asked to come back. Google does as it likes (8 to 24 h).
REFRESH = timedelta(hours=6)
END = b"END:VCALENDAR\r\n"
#: Marks that reorder text beyond their own word (unclosed, they turn over whatever follows), and the byte order mark.
UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


class Text(vText):
    """TEXT as RFC 5545 3.3.11 escapes it; icalendar's own also makes a line break of a backslash before N."""

    def to_ical(self) -> bytes:
        """The escaped bytes."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def render(events: Iterable[Event], stamps: Mapping[str, PublishedEvent], name: str, description: str) -> bytes:
    """A calendar called `name` with these events. Every event needs its stamp (`stamp_events` makes them)."""
    head = _calendar(name, description).removesuffix(END)
    return b"".join([head, *(_event(event, _stamp(event, stamps)) for event in events), END])


def _stamp(event: Event, stamps: Mapping[str, PublishedEvent]) -> PublishedEvent:
    if event.uid not in stamps:
        raise LookupError(f"{event.uid} has no stamp: stamp_events was not called in the transaction that changed it")
    return stamps[event.uid]


def _calendar(name: str, description: str) -> bytes:
    calendar = Component()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for key, text in (("name", name), ("x-wr-calname", name), ("description", description)):
        calendar.add(key, _text(text), encode=False)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    lines: bytes = calendar.to_ical()
    return lines


@lru_cache(maxsize=4096)
def _event(event: Event, stamp: PublishedEvent) -> bytes:
    """One event's lines. Kept, because many calendars share an event and most changes touch one event."""
    component = EventComponent()
    component.add("uid", event.uid)
    component.add("sequence", stamp.sequence)
    component.add("dtstamp", stamp.last_modified)
    component.add("created", stamp.created)
    component.add("last-modified", stamp.last_modified)
    component.add("dtstart", event.start)
    component.add("dtend", event.end)
    component.add("summary", _text(event.summary), encode=False)
    component.add("description", _text(event.description), encode=False)
    component.add("categories", [clean(category) for category in event.categories])
    component.add("status", str(event.status))
    component.add("transp", "TRANSPARENT")
    component.add("class", "PUBLIC")
    component.add("url", event.url)
    lines: bytes = component.to_ical()
    return lines


def _text(text: str) -> Text:
    return Text(clean(text))


def clean(text: str) -> str:
    """Text without what RFC 5545 forbids in it (control characters), what UTF-8 cannot carry, and unseen marks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(
        sign
        for sign in lines
        if sign == "\n" or (unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in UNSEEN)
    )
