"""What a plan aims at for an award ("15% đạt danh hiệu Chiến sĩ thi đua cơ sở"), and over whom it is counted.

A scope is read as it is written: who is named is counted, who is named beside "không tính", "trừ" or the like is not.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from plans.catalogue.titles import Award, awards, names_of
from plans.model.people import Employment, Person, Unit, UnitKind
from plans.model.plan import Plan, Target
from plans.plain_text import folded
from plans.store.port import Facts

#: Words for those who are counted or left out, without diacritics.
_EMPLOYED = {
    Employment.CIVIL_SERVANT: ("cong chuc", "can bo", "ccvc", "cbccvc", "ccvcnld", "cbccvcnld"),
    Employment.PUBLIC_EMPLOYEE: ("vien chuc", "ccvc", "cbccvc", "ccvcnld", "cbccvcnld"),
    Employment.CONTRACT: ("nguoi lao dong", "hop dong", "ccvcnld", "cbccvcnld"),
}
_LEADERS = ("lanh dao", "ban giam doc", "giam doc")
#: What leaves out who is named before it in its clause, or else behind it.
_WITHOUT = re.compile(r" (?:khong (?:tinh|ke|bao gom|gom|xet)|tru|ngoai tru|loai tru) ")
_CLAUSES = re.compile(r"[();,.–]|\s-\s")

Counted = Callable[[Person], bool]


@lru_cache(maxsize=1024)
def award_named(text: str) -> Award | None:
    """The award with the longest name that stands there: "tập thể lao động tiên tiến", not "lao động tiên tiến"."""
    said = _spaced(text)
    named = [
        (len(name), award) for award in awards() for name in map(_spaced, names_of(award, ("vi",))) if name in said
    ]
    return max(named, key=lambda found: found[0], default=(0, None))[1]


def target_for(plan: Plan, award: str) -> Target | None:
    """What the plan says of an award, the first time that it does."""
    for target in plan.targets:
        named = award_named(target.subject)
        if named is not None and named.id == award:
            return target
    return None


def counted(facts: Facts, target: Target) -> Counted:
    """Whether a person is among those that a target is counted over."""
    named, left_out = _parts(target.scope)
    kinds = {kind for kind, said in _EMPLOYED.items() if _speaks(named, said)}
    units = _units(facts, left_out)
    without = {kind for kind, said in _EMPLOYED.items() if _speaks(left_out, said)}

    def is_counted(person: Person) -> bool:
        return (
            (not kinds or person.employment in kinds)
            and person.unit not in units | {""}
            and (person.employment not in without)
        )

    return is_counted


def _units(facts: Facts, left_out: str) -> set[str]:
    """The units whose people are left out: the leadership, or any that is named."""
    units = facts.all(Unit)
    found = {unit.id for unit in units if any(_spaced(name) in left_out for name in (unit.name, *unit.aliases))}
    if _speaks(left_out, _LEADERS):
        found |= {unit.id for unit in units if unit.kind is UnitKind.LEADERSHIP}
    return found


def _parts(scope: str) -> tuple[str, str]:
    """Who is named in a scope, and who is named to be left out."""
    named: list[str] = []
    left_out: list[str] = []
    leaving = False  # "trừ" at a clause's beginning governs those behind it, to the bracket's end
    for clause in re.split(r"([()])", scope):
        if clause in ("(", ")"):
            leaving = False
            continue
        for part in map(_spaced, _CLAUSES.split(clause)):
            cue = _WITHOUT.search(part)
            if cue is None:
                (left_out if leaving else named).append(part)
            elif _names_somebody(before := f"{part[: cue.start()]} "):
                left_out.append(before)
            else:
                leaving = True
                left_out.append(f" {part[cue.end() :]}")
    return " ".join(named), " ".join(left_out)


def _names_somebody(said: str) -> bool:
    return _speaks(said, _LEADERS) or any(_speaks(said, words) for words in _EMPLOYED.values())


def _speaks(said: str, words: Iterable[str]) -> bool:
    return any(f" {word} " in said for word in words)


def _spaced(text: str) -> str:
    """A text as it is compared: folded, signs as spaces, a space at either end."""
    plain = "".join(sign if sign.isalnum() else " " for sign in folded(text))
    return f" {' '.join(plain.split())} "
