"""What calendar programs may ask of our server: which places, which methods, which bodies. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes
from xml.parsers.expat import ExpatError, ParserCreate, errors

from plans.model.people import Person

READING = frozenset({"GET", "HEAD", "PROPFIND", "REPORT"})
WRITING = frozenset({"PUT", "DELETE"})
#: Methods that come with a body, and those whose body is XML.
WITH_BODY, WITH_XML = frozenset({"PUT", "PROPFIND", "REPORT"}), frozenset({"PROPFIND", "REPORT"})
#: A calendar program nests a dozen elements; a report that names every item of a large calendar has some thousands.
DEEPEST, MOST_ELEMENTS = 40, 20_000
LONGEST_NAME = 255
#: Written otherwise, each of these would mean another path to some reader on the way.
TRICKS = (b"%2f", b"%5c", b"%00", b"\\", b"//")


@dataclass(frozen=True, slots=True)
class Place:
    """What a path names: the root, somebody's home, a collection in it, an item in that; "" from there on."""

    user: str = ""
    collection: str = ""
    item: str = ""

    @property
    def path(self) -> str:
        """As the server behind has it."""
        names = [quote(name, safe="@") for name in (self.user, self.collection, self.item) if name]
        return "/".join(["", *names]) + ("" if self.item else "/")


def place_of(raw: bytes) -> Place | None:
    """The place that a path below the front names, as it stands in the request; None for one that plays tricks."""
    if any(trick in raw.lower() for trick in TRICKS):
        return None
    try:
        path = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        return None
    names = path.removeprefix("/").removesuffix("/").split("/")
    if names == [""]:
        return Place()
    if len(names) > 3 or not all(_is_name(name) for name in names):
        return None
    return Place(*names)


def _is_name(name: str) -> bool:
    return name not in ("", ".", "..") and name.isprintable() and len(name.encode()) <= LONGEST_NAME


def refusal(method: str, place: Place, person: Person, collections: Mapping[str, bool]) -> int | None:
    """The status that turns a request down; None for one that may go on; `collections` are those open to the person.

    What is somebody else's is refused alike whether it is there or not.
    """
    if method not in READING | WRITING or place.user not in ("", person.id):
        return 403
    if method in WRITING:
        return None if place.user and place.item and collections.get(place.collection) else 403
    return 404 if place.collection and place.collection not in collections else None


def is_harmless_xml(body: bytes) -> bool:
    """Whether a body is XML in UTF-8 as calendar programs send it: no types and entities of its own, not too deep.

    An empty one is fine.
    """
    if not body.strip():
        return True
    depth = count = 0
    parser = ParserCreate("utf-8")

    def refuse(*_: object) -> None:
        raise ExpatError(errors.XML_ERROR_SYNTAX)

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            refuse()

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        body.decode()  # a mark at the beginning would have the parser read it otherwise, whatever it was told
        parser.Parse(body, True)
    except (ExpatError, UnicodeDecodeError):
        return False
    return True
