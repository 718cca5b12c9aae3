"""libical as a second reader, through ctypes: the parser of Evolution, KOrganizer and Cyrus, and the strictest checker.

Debian's package is libical3. Every object of the library stays its own: all values are copied out before it is freed.
"""

import ctypes
import re
from dataclasses import dataclass
from functools import cache

#: What the library writes into a component where it could not read something, or a rule of RFC 5545 is broken.
COMPLAINT = "X-LIC-ERROR"
#: Of the library's own enumerations: whatever comes next.
ANY_COMPONENT, ANY_PROPERTY = 1, 0


@dataclass(frozen=True, slots=True)
class Part:
    """A component as libical read it: its properties' values (each name's first), and the components in it."""

    name: str
    values: dict[str, str]
    parts: tuple["Part", ...]

    def of(self, name: str) -> tuple["Part", ...]:
        """The parts of that name."""
        return tuple(part for part in self.parts if part.name == name)


@cache
def library() -> ctypes.CDLL:
    """The library; `OSError` where it is not installed."""
    loaded = ctypes.CDLL("libical.so.3")
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for function, result, arguments in (
        ("icalparser_parse_string", pointer, [text]),
        ("icalrestriction_check", number, [pointer]),
        ("icalcomponent_count_errors", number, [pointer]),
        ("icalcomponent_as_ical_string", text, [pointer]),
        ("icalcomponent_isa", number, [pointer]),
        ("icalcomponent_kind_to_string", text, [number]),
        ("icalcomponent_get_first_component", pointer, [pointer, number]),
        ("icalcomponent_get_next_component", pointer, [pointer, number]),
        ("icalcomponent_get_first_property", pointer, [pointer, number]),
        ("icalcomponent_get_next_property", pointer, [pointer, number]),
        ("icalproperty_get_property_name", text, [pointer]),
        ("icalproperty_get_value_as_string", text, [pointer]),
        ("icalcomponent_free", None, [pointer]),
    ):
        known = getattr(loaded, function)
        known.restype, known.argtypes = result, arguments
    return loaded


def read(body: bytes) -> tuple[Part, tuple[str, ...]]:
    """What libical reads in a calendar, and what it complains of; `ValueError` for what it cannot read at all."""
    ical = library()
    root = ical.icalparser_parse_string(body)
    if not root:
        raise ValueError("libical reads no calendar")
    try:
        allowed = ical.icalrestriction_check(root)
        found = _part(ical, root)
        lines = ical.icalcomponent_as_ical_string(root).decode().replace("\r\n ", "").splitlines()
        complaints = [line for line in lines if line.startswith(COMPLAINT)]
        if not allowed or ical.icalcomponent_count_errors(root):
            complaints.append("icalrestriction_check says no")
        return found, tuple(complaints)
    finally:
        ical.icalcomponent_free(root)


def _part(ical: ctypes.CDLL, component: int) -> Part:
    values: dict[str, str] = {}
    line = ical.icalcomponent_get_first_property(component, ANY_PROPERTY)
    while line:
        name = ical.icalproperty_get_property_name(line).decode()
        values.setdefault(name, _unescaped((ical.icalproperty_get_value_as_string(line) or b"").decode()))
        line = ical.icalcomponent_get_next_property(component, ANY_PROPERTY)
    inside = []
    part = ical.icalcomponent_get_first_component(component, ANY_COMPONENT)
    while part:
        inside.append(part)
        part = ical.icalcomponent_get_next_component(component, ANY_COMPONENT)
    name = ical.icalcomponent_kind_to_string(ical.icalcomponent_isa(component)).decode()
    return Part(name, values, tuple(_part(ical, each) for each in inside))


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
