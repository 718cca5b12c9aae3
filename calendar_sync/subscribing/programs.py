"""Which calendar programs can work at an address, and what stops the others. Pure.

A program fetches a calendar from where it runs: Google and Outlook on the web from their makers' machines, which see no
address of an inner network; a phone from wherever it is; a program of this computer from here. Texts go by the names of
these values: ``lich.program_<program>``, ``lich.steps_<way>_<program>``, ``lich.lag_<program>``,
``lich.obstacle_<obstacle>``.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from urllib.parse import urlsplit

#: Names that no public name server answers (RFC 6761, 6762, 8375), and those that inner networks give themselves.
INNER_NAMES = frozenset({"local", "lan", "internal", "intranet", "corp", "home", "private", "localdomain", "arpa"})


class Place(StrEnum):
    """From where an address can be reached."""

    MACHINE = auto()
    INSIDE = auto()
    PUBLIC = auto()


class Program(StrEnum):
    """A calendar program, in the order in which they are offered."""

    IPHONE = auto()
    ANDROID = auto()
    GOOGLE = auto()
    OUTLOOK = auto()
    OUTLOOK_WEB = auto()
    THUNDERBIRD = auto()


class Way(StrEnum):
    """How a program gets a calendar: by the address of a feed, or with an account on the calendar server (CalDAV)."""

    FEED = auto()
    ACCOUNT = auto()


class Obstacle(StrEnum):
    """Why a program cannot work at an address."""

    NOT_PUBLIC = auto()
    OTHER_MACHINE = auto()
    NOT_SECURE = auto()


@dataclass(frozen=True, slots=True)
class Site:
    """An installation's address, as far as it matters to programs; `secure` is HTTPS."""

    place: Place
    secure: bool


class _From(StrEnum):
    """Where a program runs that fetches."""

    MAKER = auto()
    PHONE = auto()
    COMPUTER = auto()


_RUNS: Mapping[Program, _From] = {
    Program.IPHONE: _From.PHONE,
    Program.ANDROID: _From.PHONE,
    Program.GOOGLE: _From.MAKER,
    Program.OUTLOOK: _From.COMPUTER,
    Program.OUTLOOK_WEB: _From.MAKER,
    Program.THUNDERBIRD: _From.COMPUTER,
}
#: What takes a calendar in either way. Google and Outlook on the web know no CalDAV accounts of other servers.
TAKES: Mapping[Way, tuple[Program, ...]] = {
    Way.FEED: tuple(Program),
    Way.ACCOUNT: (Program.IPHONE, Program.ANDROID, Program.OUTLOOK, Program.THUNDERBIRD),
}


def site_of(base_url: str) -> Site:
    """What an address is; one that says nothing is this machine's own."""
    parts = urlsplit(base_url)
    return Site(_place(parts.hostname or ""), parts.scheme == "https")


def _place(host: str) -> Place:
    host = host.rstrip(".").partition("%")[0]
    try:
        return _place_of_number(ipaddress.ip_address(host))
    except ValueError:
        labels = host.split(".")
    if labels[-1] in {"", "localhost"}:
        return Place.MACHINE
    inner = len(labels) == 1 or labels[-1] in INNER_NAMES or labels[-1].isdigit()
    return Place.INSIDE if inner else Place.PUBLIC


def _place_of_number(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Place:
    if isinstance(number, ipaddress.IPv6Address) and number.ipv4_mapped is not None:
        return _place_of_number(number.ipv4_mapped)
    if number.is_loopback or number.is_unspecified:
        return Place.MACHINE
    return Place.PUBLIC if number.is_global else Place.INSIDE


def obstacle(program: Program, way: Way, site: Site) -> Obstacle | None:
    """What keeps a program from working there; None when it can."""
    runs = _RUNS[program]
    if runs is _From.MAKER and site.place is not Place.PUBLIC:
        return Obstacle.NOT_PUBLIC
    if runs is _From.PHONE and site.place is Place.MACHINE:
        return Obstacle.OTHER_MACHINE
    if runs is _From.PHONE and way is Way.ACCOUNT and not site.secure:
        return Obstacle.NOT_SECURE
    return None


def warns(program: Program, site: Site) -> bool:
    """Whether a program tells whoever subscribes there that the line is not encrypted."""
    return _RUNS[program] is _From.PHONE and not site.secure


def able(way: Way, site: Site) -> tuple[Program, ...]:
    """The programs that can work there."""
    return tuple(program for program in TAKES[way] if obstacle(program, way, site) is None)


def hindered(way: Way, site: Site) -> Mapping[Obstacle, tuple[Program, ...]]:
    """The others, by what stops them."""
    found: dict[Obstacle, tuple[Program, ...]] = {}
    for program in TAKES[way]:
        why = obstacle(program, way, site)
        if why is not None:
            found[why] = (*found.get(why, ()), program)
    return found
