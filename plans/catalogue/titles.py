"""Danh hiệu thi đua and hình thức khen thưởng: the dated catalogue in `plans/catalogue/`, with its legal basis.

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

from plans.catalogue.standards import Rule, awards_in
from plans.model.plan import Plan

#: Texts of law, titles, commendations, and what only the State gives; read in this order.
CATALOGUE = tuple(
    Path(__file__).with_name(name) for name in ("texts.toml", "titles.toml", "commendations.toml", "honours.toml")
)


class Field(StrEnum):
    """Danh hiệu thi đua or hình thức khen thưởng: two separate answers of a registration."""

    TITLE = "title"
    COMMENDATION = "commendation"


class Subject(StrEnum):
    """Whom it can be given to: cá nhân, tập thể, hộ gia đình."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"


class Sphere(StrEnum):
    """Where it is given: anywhere, in the armed forces only, to places and households, to foreigners."""

    ANYWHERE = "anywhere"
    FORCES = "forces"
    COMMUNITY = "community"
    FOREIGN = "foreign"


class Decider(StrEnum):
    """Who decides on it."""

    AGENCY = "agency"
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    MINISTER = "minister"
    PRIME_MINISTER = "prime_minister"
    PRESIDENT = "president"
    FORCES = "forces"


class Paper(StrEnum):
    """What a proposal consists of (hồ sơ)."""

    PROPOSAL = "proposal"
    REPORT = "report"
    MINUTES = "minutes"
    BALLOT = "ballot"
    INNOVATION = "innovation"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Basis:
    """Căn cứ: a law, decree or circular with the days it is in force (`until` included; None: still in force).

    `clause` is the article that was read at `source` on the day `checked`; "": only the text as a whole is known.
    """

    name: str
    start: date
    until: date | None
    clause: str = ""
    source: str = ""
    checked: date | None = None

    def is_in_force(self, day: date) -> bool:
        """Whether it applied on that day."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Standard:
    """A rule of the catalogue for these awards (`on`); `alternative`: one of several ways to deserve them.

    `blocks` says that who does not meet it can't register; all others only warn.
    """

    id: str
    on: tuple[str, ...]
    rule: Rule
    basis: tuple[Basis, ...]
    blocks: bool
    alternative: bool

    def is_in_force(self, day: date) -> bool:
        """Whether any of its bases applied on that day."""
        return any(basis.is_in_force(day) for basis in self.basis)


@dataclass(frozen=True, slots=True)
class Award:
    """One title or commendation. `rank` orders awards of one field and subject from low to high.

    `usual` are those that a department's people register for; the others stand behind "further". `checked` is the day
    the basis was last looked at.
    """

    id: str
    field: Field
    subjects: frozenset[Subject]
    rank: int
    basis: tuple[Basis, ...]
    aliases: Mapping[str, tuple[str, ...]]
    checked: date
    usual: bool = False
    sphere: Sphere = Sphere.ANYWHERE
    deciders: tuple[Decider, ...] = ()
    decided: tuple[Basis, ...] = ()
    papers: tuple[Paper, ...] = ()
    proposed: tuple[Basis, ...] = ()

    def is_in_force(self, day: date) -> bool:
        """Whether any of its bases applied on that day."""
        return any(basis.is_in_force(day) for basis in self.basis)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is known of awards; `note` is said where no clause has been compared."""

    awards: tuple[Award, ...]
    standards: tuple[Standard, ...]
    last_days: Mapping[Decider, date]
    note: str

    def deciders(self, award: Award, day: date) -> tuple[Decider, ...]:
        """Who decides on an award, of those that there are on that day."""
        return tuple(each for each in award.deciders if day <= self.last_days.get(each, day))


class _Text(msgspec.Struct, forbid_unknown_fields=True):
    """A table ``[texts.<key>]``: `sources` says where each clause that is named anywhere was read."""

    name: str
    start: date = msgspec.field(name="from")
    until: date | None = None
    read: date | None = None
    sources: dict[str, str] = {}


class _Award(msgspec.Struct, forbid_unknown_fields=True):
    """A table ``[awards.<id>]``."""

    field: Field
    subjects: frozenset[Subject] = msgspec.field(name="for")
    rank: int
    under: dict[str, str]
    aliases: dict[str, tuple[str, ...]] = {}
    usual: bool = False
    sphere: Sphere = Sphere.ANYWHERE
    deciders: tuple[Decider, ...] = msgspec.field(name="decided-by", default=())
    decided: dict[str, str] = msgspec.field(name="decided-under", default_factory=dict)
    papers: tuple[Paper, ...] = ()
    proposed: dict[str, str] = msgspec.field(name="papers-under", default_factory=dict)


class _Standard(msgspec.Struct, forbid_unknown_fields=True):
    """A table ``[rules.<id>]``."""

    on: tuple[str, ...]
    asks: Rule
    under: dict[str, str]
    blocks: bool = False
    alternative: bool = False


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The whole of the catalogue, of all its files."""

    checked: date
    note: str
    last_days: dict[Decider, date] = msgspec.field(name="last-days")
    texts: dict[str, _Text]
    awards: dict[str, _Award]
    rules: dict[str, _Standard]


def read_catalogue(*files: str) -> Catalogue:
    """The awards and rules of a catalogue's files, in their order; a wrong catalogue raises `ValueError`."""
    file = msgspec.convert(_together(map(tomllib.loads, files)), _File)
    _check(file)

    def basis(under: Mapping[str, str]) -> tuple[Basis, ...]:
        return tuple(_basis(file.texts[key], clause) for key, clause in under.items())

    awards = tuple(
        Award(
            id=id,
            field=award.field,
            subjects=award.subjects,
            rank=award.rank,
            basis=basis(award.under),
            aliases=award.aliases,
            checked=file.checked,
            usual=award.usual,
            sphere=award.sphere,
            deciders=award.deciders,
            decided=basis(award.decided),
            papers=award.papers,
            proposed=basis(award.proposed),
        )
        for id, award in file.awards.items()
    )
    standards = tuple(
        Standard(id, rule.on, rule.asks, basis(rule.under), rule.blocks, rule.alternative)
        for id, rule in file.rules.items()
    )
    return Catalogue(awards, standards, file.last_days, file.note)


def _together(files: Iterable[dict[str, object]]) -> dict[str, object]:
    """The tables of all files as those of one; nothing may be said twice."""
    whole: dict[str, object] = {}
    for file in files:
        for key, value in file.items():
            known = whole.setdefault(key, {} if isinstance(value, dict) else value)
            if isinstance(known, dict) and isinstance(value, dict):
                if twice := known.keys() & value.keys():
                    raise ValueError(f"said twice: {', '.join(sorted(twice))}")
                known.update(value)
    return whole


def _basis(text: _Text, clause: str) -> Basis:
    return Basis(text.name, text.start, text.until, clause, text.sources.get(clause, ""), text.read if clause else None)


def _check(file: _File) -> None:
    """That what is named exists, and that every clause was read somewhere."""
    named = {award for rule in file.rules.values() for award in (*rule.on, *awards_in(rule.asks))}
    if unknown := named - file.awards.keys():
        raise ValueError(f"no such award: {', '.join(sorted(unknown))}")
    if twice := file.awards.keys() & file.rules.keys():
        raise ValueError(f"an award and a rule: {', '.join(sorted(twice))}")
    cited = [each for award in file.awards.values() for each in (award.under, award.decided, award.proposed)]
    for under in (*cited, *(rule.under for rule in file.rules.values())):
        for key, clause in under.items():
            if key not in file.texts:
                raise ValueError(f"no such text: {key}")
            if clause and (clause not in file.texts[key].sources or file.texts[key].read is None):
                raise ValueError(f"nowhere read: {clause} {key}")


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that is delivered with the program."""
    return read_catalogue(*(path.read_text(encoding="utf-8") for path in CATALOGUE))


def awards() -> tuple[Award, ...]:
    """Every title and commendation we know, in the catalogue's order."""
    return catalogue().awards


def award(id: str) -> Award | None:
    """The award of that id."""
    return next((award for award in awards() if award.id == id), None)


def standards_of(id: str, day: date) -> tuple[Standard, ...]:
    """The rules for an award in force on that day."""
    return tuple(each for each in catalogue().standards if id in each.on and each.is_in_force(day))


def offered(field: Field, subject: Subject, day: date) -> tuple[Award, ...]:
    """What a department's people and units usually register for under a plan of that day, low to high."""
    return tuple(each for each in in_force(field, subject, day) if each.usual)


def further(field: Field, subject: Subject, day: date) -> tuple[Award, ...]:
    """What else can be given to that kind of subject of a department: nothing for forces, places, foreigners."""
    return tuple(each for each in in_force(field, subject, day) if not each.usual and each.sphere is Sphere.ANYWHERE)


def in_force(field: Field, subject: Subject, day: date) -> tuple[Award, ...]:
    """All that can be given to that kind of subject on that day, wherever it is, low to high."""
    found = (each for each in awards() if each.field is field and subject in each.subjects and each.is_in_force(day))
    return tuple(sorted(found, key=lambda each: each.rank))


def in_force_on(plan: Plan) -> date:
    """The day whose law a plan stands under: its date of issue, or the first day of its year where that is unknown."""
    return plan.issued or date(plan.year, 1, 1)


def names_of(award: Award, languages: Iterable[str]) -> tuple[str, ...]:
    """Its aliases in those languages, each once."""
    return tuple(dict.fromkeys(name for language in languages for name in award.aliases.get(language, ())))


def citation(basis: Iterable[Basis], day: date, note: str) -> str:
    """What something stands on, on a day: the clauses that were read, else the first text alone with the note."""
    known = [each for each in basis if each.is_in_force(day)]
    read = [f"{each.clause} {each.name}" for each in known if each.clause]
    return "; ".join(read) or next((f"{each.name}, {note}" for each in known), "")
