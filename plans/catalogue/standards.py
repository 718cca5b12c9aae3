"""What the catalogue can ask of whoever is to get an award: one record a kind of rule, read from its data files.

A new kind of rule is a record here, its name in `Rule` and its check in `plans.catalogue.checking`.
"""

from enum import StrEnum
from typing import TypeAlias

import msgspec

from plans.model.entered import Rating


class Reach(StrEnum):
    """How far an innovation must have effect: where its author works, in the ministry or province, in the country."""

    WORKPLACE = "workplace"
    PROVINCE = "province"
    NATION = "nation"


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag=str.lower):
    """The ways in which rules are alike."""


class Reaches(_Rule, frozen=True):
    """Whoever gets it reaches the standards of one of these `awards` in the same year."""

    awards: tuple[str, ...]


class Row(_Rule, frozen=True):
    """One of these `awards` in so many `years` in a row, the plan's own year included.

    Where `or_rating` is given, so many years of that rating with as many innovations do as well.
    """

    awards: tuple[str, ...]
    years: int
    or_rating: Rating | None = None


class Times(_Rule, frozen=True):
    """One of these `awards` so many `times` before: in the last `within` years, the plan's included (0: ever)."""

    awards: tuple[str, ...]
    times: int = 1
    within: int = 0


class Ratings(_Rule, frozen=True):
    """So many `years` in a row, the plan's own included, rated at least so, with so many innovations in that time."""

    rating: Rating
    years: int
    innovations: int = 0


class Idea(_Rule, frozen=True):
    """An innovation with effect that far; where `or_rating` is given, a year rated so does as well."""

    reach: Reach = Reach.WORKPLACE
    or_rating: Rating | None = None


class Service(_Rule, frozen=True):
    """So many `months` of service at the end of the plan's year."""

    months: int


class Unpunished(_Rule, frozen=True):
    """Nobody who is under discipline: the person, or anybody of the unit."""


class Share(_Rule, frozen=True):
    """So many `percent` of a unit's people with one of these `awards` or a higher one of its kind; `over`: more."""

    percent: float
    awards: tuple[str, ...]
    over: bool = False


class Member(_Rule, frozen=True):
    """Somebody of the unit with one of these `awards`."""

    awards: tuple[str, ...]


class Quota(_Rule, frozen=True):
    """At most so many `percent` of those with one of the awards `of` or a higher one of its kind."""

    percent: float
    of: tuple[str, ...]


class Once(_Rule, frozen=True):
    """Not beside another form of commendation for the same achievement."""


Rule: TypeAlias = Reaches | Row | Times | Ratings | Idea | Service | Unpunished | Share | Member | Quota | Once


def awards_in(rule: Rule) -> tuple[str, ...]:
    """The awards that a rule names."""
    if isinstance(rule, Quota):
        return rule.of
    return rule.awards if isinstance(rule, Reaches | Row | Times | Share | Member) else ()
