"""What a new roster would change, and what is doubtful in it, in words: for the chat and the command line alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.talk import one_line
from locales.catalogue import Texts
from plans.documents.roster_file import ReadRoster
from plans.model.people import Department, Employment, Person, Role, Unit
from plans.staff.identity import Doubt
from plans.staff.people import phone_number
from plans.staff.roster_change import Changed, RosterPreview
from plans.staff.vietnamese_order import name_key

#: So many headings that are not read are named.
_HEADINGS = 12
#: So many people of one number are named, and so many numbers.
_NAMES = 5
VALUE_LIMIT, _LONG = 60, 120


def doubt_words(texts: Texts, doubt: Doubt) -> str:
    """The question whether two entries are one person."""
    values = {name: one_line(value) for name, value in doubt.question.values.items()}
    return texts(doubt.question.code, **values)


def preview_words(
    texts: Texts,
    read: ReadRoster,
    seen: RosterPreview,
    before: Sequence[Unit],
    department: Department | None,
    most: int = 10_000,
) -> list[str]:
    """Who comes, changes and leaves, at most so many lines of each, and what was passed over in the file."""
    units = {unit.id: unit.name for unit in (*before, *read.units)}
    counts = {"added": len(seen.added) + len(seen.back), "changed": len(seen.changed), "left": len(seen.left)}
    lines = [texts("roster.counts", **counts, same=seen.same)]
    if department is not None and read.department is not None and department.name != read.department.name:
        names = {"old": one_line(department.name, _LONG), "new": one_line(read.department.name, _LONG)}
        lines.append(texts("roster.renamed", **names))
    lines += _named(texts, "roster.added", [f"+ {_whom(one, units)}" for one in _in_order(seen.added)], most)
    lines += _named(texts, "roster.back", [f"+ {_whom(one, units)}" for one in _in_order(seen.back)], most)
    changed = sorted(seen.changed, key=lambda one: name_key(one.after.name))
    lines += _named(texts, "roster.changed", [f"~ {change_words(texts, one, units)}" for one in changed], most)
    lines += _named(texts, "roster.left", [f"- {_whom(one, units)}" for one in _in_order(seen.left)], most)
    if seen.new_units and before:
        lines.append(texts("roster.new_units", units=_joined(unit.name for unit in seen.new_units)))
    if seen.gone_units:
        lines.append(texts("roster.gone_units", units=_joined(unit.name for unit in seen.gone_units)))
    if read.inferred:
        roles = Counter(role for person in (*seen.added,) for role in person.roles)
        lines.append(texts("roster.inferred", heads=roles[Role.HEAD], leaders=roles[Role.LEADER]))
    if read.unread:
        lines.append(texts("roster.unread", columns=_joined(read.unread[:_HEADINGS])))
    if read.hidden:
        lines.append(texts.count("roster.hidden", read.hidden))
    return [*lines, *_shared_numbers(texts, read.people)]


def _shared_numbers(texts: Texts, people: Iterable[Person]) -> list[str]:
    """Telephone numbers of several people: nobody is let in by sharing such a number."""
    having: dict[str, list[str]] = {}
    for person in people:
        if person.left is None and (number := phone_number(person.phone)):
            having.setdefault(number, []).append(person.name)
    shared = [names for names in having.values() if len(names) > 1]
    return [texts("roster.same_phone", names=_joined(names[:_NAMES])) for names in shared[:_NAMES]]


def change_words(texts: Texts, change: Changed, units: Mapping[str, str]) -> str:
    """One person: every field that is different, before and after."""
    parts = []
    for name in change.fields:
        old, new = (_shown(texts, name, person, units) for person in (change.before, change.after))
        parts.append(texts("roster.change", field=texts(f"roster.field_{name}"), old=old or "–", new=new or "–"))
    return f"{one_line(change.after.name)}: {'; '.join(parts)}"


def employment_counts(texts: Texts, people: Iterable[Person]) -> str:
    """34 công chức, 14 viên chức, 2 hợp đồng."""
    counted = Counter(person.employment for person in people)
    parts = [texts.count(f"roster.n_{kind}", counted[kind]) for kind in Employment if counted[kind]]
    return ", ".join(parts)


def _named(texts: Texts, heading: str, lines: Sequence[str], most: int) -> list[str]:
    if not lines:
        return []
    rest = len(lines) - most
    more = [texts.count("roster.and_more", rest)] if rest > 0 else []
    return ["", texts(heading), *lines[:most], *more]


def _in_order(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: name_key(person.name))


def _whom(person: Person, units: Mapping[str, str]) -> str:
    said = (one_line(person.name), one_line(person.position), one_line(units.get(person.unit, "")))
    return ", ".join(part for part in said if part)


def _joined(names: Iterable[str]) -> str:
    return "; ".join(one_line(name) for name in names)


def _shown(texts: Texts, field: str, person: Person, units: Mapping[str, str]) -> str:
    value = getattr(person, field)
    if field in {"unit", "further_units"}:
        return _joined(units.get(unit, unit) for unit in ((value,) if isinstance(value, str) else value))
    if field == "employment":
        return texts(f"roster.employment_{value}")
    if field == "roles":
        return ", ".join(texts(f"roster.role_{role}") for role in Role if role in value)
    if isinstance(value, date):
        return texts.day(value)
    return one_line(str(value or ""), VALUE_LIMIT)
