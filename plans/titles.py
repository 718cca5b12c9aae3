"""Danh hiệu thi đua and hình thức khen thưởng: the dated catalogue of `titles.toml`, with its legal basis.

A title and a commendation are different things, so each award says its `field`. Names shown to people stand in the
message catalogues under ``title.<id>``; `aliases` are further ways people write them.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import msgspec

CATALOGUE = Path(__file__).with_name("titles.toml")


class Field(StrEnum):
    """Danh hiệu thi đua or hình thức khen thưởng: two separate answers of a registration."""

    TITLE = "title"
    COMMENDATION = "commendation"


class Subject(StrEnum):
    """Whom it can be given to: cá nhân, tập thể."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"


@dataclass(frozen=True, slots=True)
class Basis:
    """Căn cứ: a law, decree or circular with the days it is in force (`until` included; None: still in force)."""

    name: str
    start: date
    until: date | None

    def is_in_force(self, day: date) -> bool:
        """Whether it applied on that day."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Award:
    """One title or commendation. `rank` orders awards of one field and subject from low to high.

    `checked` is the day the basis was last looked at and `note` how far (no clause has been compared yet).
    """

    id: str
    field: Field
    subjects: frozenset[Subject]
    rank: int
    basis: tuple[Basis, ...]
    aliases: Mapping[str, tuple[str, ...]]
    checked: date
    note: str

    def is_in_force(self, day: date) -> bool:
        """Whether any of its bases applied on that day."""
        return any(basis.is_in_force(day) for basis in self.basis)


class _Basis(msgspec.Struct, forbid_unknown_fields=True):
    """A table ``[bases.<key>]``."""

    name: str
    start: date = msgspec.field(name="from")
    until: date | None = None


class _Award(msgspec.Struct, forbid_unknown_fields=True):
    """A table ``[awards.<id>]``."""

    field: Field
    subjects: frozenset[Subject] = msgspec.field(name="for")
    rank: int
    basis: tuple[str, ...]
    aliases: dict[str, tuple[str, ...]]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The whole of ``titles.toml``."""

    checked: date
    note: str
    bases: dict[str, _Basis]
    awards: dict[str, _Award]


def read_awards(text: str) -> tuple[Award, ...]:
    """The awards of a catalogue's text, in its order; a wrong catalogue raises (`ValueError` or `KeyError`)."""
    file = msgspec.convert(tomllib.loads(text), _File)
    bases = {key: Basis(basis.name, basis.start, basis.until) for key, basis in file.bases.items()}
    return tuple(
        Award(
            id=id,
            field=award.field,
            subjects=award.subjects,
            rank=award.rank,
            basis=tuple(bases[key] for key in award.basis),
            aliases=award.aliases,
            checked=file.checked,
            note=file.note,
        )
        for id, award in file.awards.items()
    )


@lru_cache(maxsize=1)
def awards() -> tuple[Award, ...]:
    """Every title and commendation we know, in the catalogue's order."""
    return read_awards(CATALOGUE.read_text(encoding="utf-8"))


def award(id: str) -> Award | None:
    """The award of that id."""
    return next((award for award in awards() if award.id == id), None)


def offered(field: Field, subject: Subject, day: date) -> tuple[Award, ...]:
    """What may be registered for by that kind of subject under a plan of that day, low to high."""
    found = (each for each in awards() if each.field is field and subject in each.subjects and each.is_in_force(day))
    return tuple(sorted(found, key=lambda each: each.rank))


def names_of(award: Award, languages: Iterable[str]) -> tuple[str, ...]:
    """Its aliases in those languages, each once."""
    return tuple(dict.fromkeys(name for language in languages for name in award.aliases.get(language, ())))
