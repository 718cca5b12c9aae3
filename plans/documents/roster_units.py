"""The units of a roster: listed by the officer, or inferred from the names that people's rows mention."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2s

from plans.documents.text_file import slug, words
from plans.model.people import Unit, UnitKind

MAX_UNIT_ID = 32
MAX_UNITS = 200
#: How people write the kind of a unit; the first form is the one shown.
UNIT_KIND_WORDS: Mapping[UnitKind, tuple[str, ...]] = {
    UnitKind.DEPARTMENT: ("phòng, đơn vị", "phòng", "đơn vị", "đơn vị trực thuộc"),
    UnitKind.LEADERSHIP: ("lãnh đạo",),
    UnitKind.COUNCIL: ("hội đồng",),
    UnitKind.ORGANISATION: ("đoàn thể", "tổ chức"),
    UnitKind.EVERY: ("tất cả các phòng, đơn vị", "tất cả"),
}
_BEGINNINGS: Mapping[str, UnitKind] = {
    "lanh dao": UnitKind.LEADERSHIP,
    "ban giam doc": UnitKind.LEADERSHIP,
    "ban lanh dao": UnitKind.LEADERSHIP,
    "hoi dong": UnitKind.COUNCIL,
    "cong doan": UnitKind.ORGANISATION,
    "chi doan": UnitKind.ORGANISATION,
    "doan": UnitKind.ORGANISATION,
    "hoi cuu": UnitKind.ORGANISATION,
    "hoi phu nu": UnitKind.ORGANISATION,
}
_SORTS = ("Phòng", "Ban", "Chi cục", "Trung tâm", "Chi nhánh", "Tổ", "Bộ phận")
_OWNERS = (" Sở", " cơ quan", " phường", " xã", " tỉnh")
_USUAL: Mapping[str, tuple[str, ...]] = {"van phong": ("VP", "VP Sở", "Văn phòng Sở")}
_EVERY_UNIT = Unit(
    "cac_phong_don_vi",
    "các phòng, đơn vị thuộc Sở",
    UnitKind.EVERY,
    (
        "các phòng",
        "các phòng, đơn vị",
        "đơn vị trực thuộc",
        "các đơn vị trực thuộc",
        "các đơn vị thuộc Sở",
        "các phòng, ban",
        "các phòng, ban, đơn vị",
        "các phòng, đơn vị và các đoàn thể thuộc Sở",
        "các tổ chức, đơn vị thuộc Sở",
    ),
)


def kind_by_name(name: str) -> UnitKind:
    """What sort of unit a name suggests; a department unless it begins like something else."""
    plain = f"{words(name)} "
    return next((kind for start, kind in _BEGINNINGS.items() if plain.startswith(f"{start} ")), UnitKind.DEPARTMENT)


def inferred_units(names: Iterable[str]) -> tuple[Unit, ...]:
    """Units for these names in their order, each with the short forms that it alone has; at most `MAX_UNITS` + 1.

    A name that is the short form of a longer one ("VP" beside "Văn phòng") means the same unit.
    """
    found: dict[str, str] = {}
    everybody = {words(name) for name in (_EVERY_UNIT.name, *_EVERY_UNIT.aliases)}
    for name in names:
        if len(found) <= MAX_UNITS and words(name) and words(name) not in everybody:
            found.setdefault(words(name), name)
    full: dict[str, tuple[str, ...]] = {}
    short: Counter[str] = Counter()
    for plain in sorted(found, key=len, reverse=True):
        if plain not in short:
            full[plain] = _short_forms(found[plain])
            short.update(map(words, full[plain]))
    units: dict[str, Unit] = {}
    for plain, name in found.items():
        if plain in full:
            id = _own_id(name)
            own = (form for form in full[plain] if short[words(form)] == 1 and words(form) not in full)
            units[id] = Unit(id, name, kind_by_name(name), tuple(own))
    return tuple(units.values())


def with_everybody(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units with the one that stands for all departments, added when it is not listed."""
    if any(unit.kind is UnitKind.EVERY for unit in units):
        return units
    taken = {words(name) for unit in units for name in (unit.name, *unit.aliases)}
    return (*units, replace(_EVERY_UNIT, aliases=tuple(a for a in _EVERY_UNIT.aliases if words(a) not in taken)))


def _own_id(name: str) -> str:
    """An id that hangs on this name alone, so that another row or order never gives it to another unit."""
    plain = words(name)
    full = slug(name, len(plain) + 1)
    if full and len(full) <= MAX_UNIT_ID:
        return full
    return f"{slug(name, MAX_UNIT_ID - 7) or 'don_vi'}_{blake2s(plain.encode(), digest_size=3).hexdigest()}"


def _short_forms(name: str) -> tuple[str, ...]:
    """What people say for short: Phòng Quản lý công nghiệp → Quản lý công nghiệp, QLCN, Phòng QLCN."""
    bare = next((name.removesuffix(owner) for owner in _OWNERS if name.endswith(owner)), name)
    sort = next((sort for sort in _SORTS if words(bare).startswith(f"{words(sort)} ")), "")
    rest = bare[len(sort) :].strip()
    letters = "".join(word[0].upper() for word in rest.replace(",", " ").split() if word[0].isalpha())
    forms = [bare, *_USUAL.get(words(bare), ())]
    if len(rest.split()) > 1:
        forms.append(rest)
    if len(letters) > len("CĐ"):  # two letters stand for too many things
        forms += [letters, f"{sort} {letters}" if sort else ""]
    unlike: dict[str, str] = {"": "", words(name): ""}
    for form in forms:
        unlike.setdefault(words(form), form)
    return tuple(filter(None, unlike.values()))
