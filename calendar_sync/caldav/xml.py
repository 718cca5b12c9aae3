"""The questions to a calendar server as XML, and what its answers say (RFC 4918, 4791, 5689, 6578).

Trees come from the line, already parsed and bounded. Whatever an answer lacks is absent here: servers leave out, quote
and order as they like.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape

DAV, CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
SERVER, APPLE = "{http://calendarserver.org/ns/}", "{http://apple.com/ns/ical/}"
NAMES = (
    'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" '
    'xmlns:S="http://calendarserver.org/ns/" xmlns:A="http://apple.com/ns/ical/"'
)
#: What a state begins with.
TOKEN, TAG = "token:", "tag:"
#: Scheme and host of an address; what follows is a path as it stands: some servers quote nothing, not even a colon.
ORIGIN = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//[^/]*", re.IGNORECASE)
COMPONENT = "comp:"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'

HOME = f"{HEAD}<propfind {NAMES}><prop><resourcetype/><current-user-principal/><C:calendar-home-set/></prop></propfind>"


@dataclass(frozen=True, slots=True)
class Answered:
    """One response of a multistatus: its address, its own status, and its properties that were found."""

    href: str
    status: int
    found: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A property's text, "" when it was not found."""
        element = self.found.get(name)
        return "" if element is None else (element.text or "").strip()

    def raw(self, name: str) -> str:
        """A property's text as it stands."""
        element = self.found.get(name)
        return "" if element is None else (element.text or "")

    def within(self, name: str) -> frozenset[str]:
        """The tags below a property."""
        element = self.found.get(name)
        return frozenset() if element is None else frozenset(_tags(element))

    def address(self, name: str) -> str:
        """The address that a property names, "" when there is none."""
        element = self.found.get(name)
        return "" if element is None else (element.findtext(f"{DAV}href") or "").strip()

    @property
    def is_collection(self) -> bool:
        """Whether it says so itself, or by the shape of its address."""
        return f"{DAV}collection" in self.within(f"{DAV}resourcetype") or self.href.endswith("/")


def state(*, tags: bool) -> str:
    """What stands for a collection's content: its token, or its tag. Never both: each costs a look at all items."""
    return f"{HEAD}<propfind {NAMES}><prop><resourcetype/>{_STAMP[tags]}</prop></propfind>"


def listing(*, tags: bool) -> str:
    """All items with their etags, and what stands for the collection's content."""
    return f"{HEAD}<propfind {NAMES}><prop><resourcetype/><getetag/>{_STAMP[tags]}</prop></propfind>"


def looks() -> str:
    """What a collection holds, its own etag, and how it is shown."""
    shown = "<displayname/><A:calendar-color/><C:supported-calendar-component-set/>"
    return f"{HEAD}<propfind {NAMES}><prop><resourcetype/><getetag/>{shown}</prop></propfind>"


def shown_as(answer: Answered) -> str:
    """The looks of a collection as they were answered, to be set again."""
    return f"{HEAD}<propertyupdate {NAMES}><set><prop>{_looks_of(answer)}</prop></set></propertyupdate>"


def _looks_of(answer: Answered) -> str:
    name, color = answer.text(f"{DAV}displayname"), answer.text(f"{APPLE}calendar-color")
    held = answer.within(f"{CALDAV}supported-calendar-component-set")
    return _looks(name, color, sorted(tag.removeprefix(COMPONENT) for tag in held if tag.startswith(COMPONENT)))


def _looks(name: str, color: str, components: Iterable[str]) -> str:
    """Name, kind and colour as properties; no `color` leaves it out."""
    holds = "".join(f'<C:comp name="{component}"/>' for component in components)
    shade = f"<A:calendar-color>{escape(color)}</A:calendar-color>" if color else ""
    kind = f"<C:supported-calendar-component-set>{holds}</C:supported-calendar-component-set>" if holds else ""
    return f"<displayname>{escape(name)}</displayname>{kind}{shade}"


_STAMP = {False: "<sync-token/>", True: "<S:getctag/>"}


def sync(token: str) -> str:
    """What changed since that token, and the etags."""
    return (
        f"{HEAD}<sync-collection {NAMES}><sync-token>{escape(token)}</sync-token><sync-level>1</sync-level>"
        "<prop><getetag/></prop></sync-collection>"
    )


def multiget(hrefs: Iterable[str]) -> str:
    """These items with etag and content; `hrefs` are paths as they go into a request."""
    named = "".join(f"<href>{escape(href)}</href>" for href in hrefs)
    return f"{HEAD}<C:calendar-multiget {NAMES}><prop><getetag/><C:calendar-data/></prop>{named}</C:calendar-multiget>"


def make_calendar(name: str, color: str, component: str, *, extended: bool = False) -> str:
    """A new calendar; `extended` in the words of MKCOL, for servers without MKCALENDAR; no `color` leaves it out."""
    kind = "<resourcetype><collection/><C:calendar/></resourcetype>" if extended else ""
    verb = "mkcol" if extended else "C:mkcalendar"
    return f"{HEAD}<{verb} {NAMES}><set><prop>{kind}{_looks(name, color, [component])}</prop></set></{verb}>"


def responses(tree: Any) -> Iterator[Answered]:
    """The responses of a multistatus; of properties, only those that were found (propstat 2xx)."""
    for response in tree.iterchildren(f"{DAV}response"):
        found: dict[str, Any] = {}
        for part in response.iterchildren(f"{DAV}propstat"):
            if _status(part, 200) // 100 == 2:
                found.update(
                    (each.tag, each) for prop in part.iterchildren(f"{DAV}prop") for each in prop.iterchildren()
                )
        status = _status(response, 200)
        yield from (Answered((href.text or "").strip(), status, found) for href in response.iterchildren(f"{DAV}href"))


def token_of(tree: Any) -> str:
    """The token that a sync-collection answer ends with."""
    return (tree.findtext(f"{DAV}sync-token") or "").strip()


def state_of(answer: Answered) -> str:
    """What stands for a collection's content; tags and tokens are told apart, since only tokens can be asked from."""
    token, tag = answer.text(f"{DAV}sync-token"), answer.text(f"{SERVER}getctag")
    return f"{TOKEN}{token}" if token else f"{TAG}{tag}" if tag else ""


def path_of(href: str) -> str:
    """The path of an address, absolute or relative, unquoted, without the last slash."""
    return unquote(ORIGIN.sub("", href)).rstrip("/")


def name_of(href: str) -> str:
    """The last segment of an address, unquoted; "" for one that no item can have."""
    name = unquote(ORIGIN.sub("", href).rpartition("/")[2])
    return "" if name in (".", "..") or "\0" in name else name


def quoted(name: str) -> str:
    """One segment of a path."""
    return quote(name, safe="@")


def _status(element: Any, otherwise: int) -> int:
    words = (element.findtext(f"{DAV}status") or "").split()
    return int(words[1]) if len(words) > 1 and words[1].isdecimal() else otherwise


def _tags(element: Any) -> Iterator[str]:
    """Tags of everything below, and a component by its name, after COMPONENT."""
    for each in element.iterdescendants():
        if not isinstance(each.tag, str):
            continue
        yield each.tag
        if each.tag == f"{CALDAV}comp":
            yield f"{COMPONENT}{each.get('name', '').upper()}"
