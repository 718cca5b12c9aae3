"""What holds for innovations: how one is named, who may see and change it, what it still lacks.

Limits and thresholds are data: ``innovations.toml``.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from plans.answers import co_authors, innovations_of
from plans.innovation.shares import shares_refusal
from plans.model.answers import Answer, Innovation, InnovationState
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.plain_text import folded, printable
from plans.problems import Problem
from plans.rights import Action, may
from plans.store.port import Facts

NAME_SHORTEST, NAME_LONGEST = 3, 300
#: More than anybody has in a year; a bound on what a stuck or hostile client can write.
INNOVATIONS_AT_MOST = 30
#: The longest text of one answer, and of one that is a line.
TEXT_LONGEST, LINE_LONGEST = 3000, 200
#: From a state, the states that the office leads to: before the council, decided, or one step back.
MOVES: Mapping[InnovationState, tuple[InnovationState, ...]] = {
    InnovationState.REGISTERED: (),
    InnovationState.SUBMITTED: (InnovationState.AT_COUNCIL, InnovationState.REGISTERED),
    InnovationState.AT_COUNCIL: (
        InnovationState.RECOGNISED,
        InnovationState.NOT_RECOGNISED,
        InnovationState.SUBMITTED,
    ),
    InnovationState.RECOGNISED: (InnovationState.AT_COUNCIL,),
    InnovationState.NOT_RECOGNISED: (InnovationState.AT_COUNCIL,),
}
#: States that the office leads to only with a note that says why.
EXPLAINED = frozenset({InnovationState.REGISTERED, InnovationState.NOT_RECOGNISED})
#: What must have been said before it is submitted, in the order it is asked for.
NEEDED = ("field", "kind", "novelty", "effect", "first_applied", "authors")
#: Kinds of notices: asked to confirm a share; told what became of it; told that somebody registered one for them.
AUTHORSHIP, NEWS, REGISTERED_FOR = "authorship", "innovation", "innovation_for"


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``innovations.toml``."""

    alike_from: int
    alike_shown: int
    files_at_most: int
    megabytes_at_most: int
    authors_at_most: int
    usual_words: tuple[str, ...]


@lru_cache(maxsize=1)
def limits() -> Limits:
    """What holds for every innovation."""
    text = Path(__file__).with_name("innovations.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Limits)


def innovation_name(text: str) -> str | Problem:
    """The name of an innovation as it is stored, or what is wrong with it."""
    name = printable(text)
    if len(name) < NAME_SHORTEST or not any(letter.isalnum() for letter in name):
        return Problem("register.name_too_short", {"shortest": str(NAME_SHORTEST)})
    if len(name) > NAME_LONGEST:
        return Problem("register.name_too_long", {"longest": str(NAME_LONGEST), "length": str(len(name))})
    return name


# ---------------------------------------------------------------- who may see and change one


def home_of(facts: Facts, person: str) -> tuple[Unit, ...]:
    """The home unit of a person, as `rights` want it."""
    found = facts.get(Person, person)
    unit = facts.get(Unit, found.unit) if found is not None else None
    return () if unit is None else (unit,)


def may_see(facts: Facts, innovation: Innovation, person: Person, today: date) -> bool:
    """Whether a person sees all of it: its authors, the head of the registrant's unit, the office, leaders."""
    if not person.is_here(today):
        return False
    units = home_of(facts, innovation.person)
    return innovation.is_by(person.id) or may(Action.SEE_REGISTRATIONS, person, today, units)


def change_refusal(facts: Facts, innovation: Innovation, by: Person, today: date) -> Problem | None:
    """Why a person may not change it now; what has been handed in is called back first."""
    refused = stranger_refusal(facts, innovation, by, today)
    if refused is not None:
        return refused
    if innovation.answer is not Answer.REGISTERED:
        return Problem("innovation.withdrawn")
    if innovation.state is not InnovationState.REGISTERED:
        return Problem("innovation.handed_in")
    return None


def stranger_refusal(facts: Facts, innovation: Innovation, by: Person, today: date) -> Problem | None:
    """Why it is not a person's to change at any time: whose it is, who registered it for them, and the office may."""
    if not by.is_here(today):
        return Problem("right.not_here")
    helper = by.id == innovation.by and may(Action.REGISTER_FOR, by, today, home_of(facts, innovation.person))
    if by.id == innovation.person or helper or may(Action.REGISTER_FOR, by, today):
        return None
    return Problem("innovation.not_yours")


def standing(facts: Facts, plan: Plan | None, person: Person) -> tuple[Innovation, ...]:
    """What a person answered and has not withdrawn, and what they have confirmed to be a co-author of."""
    if plan is None:
        return ()
    own = tuple(each for each in innovations_of(facts, plan, person) if each.answer is not Answer.WITHDRAWN)
    return own + tuple(each for each in facts.all(Innovation) if each.plan == plan.id and person.id in co_authors(each))


def innovations_named(facts: Facts, text: str) -> tuple[Innovation, ...]:
    """What is meant by a number (SK-2024-001), an id or a name."""
    wanted = folded(text)
    found = [each for each in facts.all(Innovation) if each.answer is not Answer.DECLINED]
    exact = tuple(each for each in found if wanted in (folded(each.number), folded(each.id)))
    return exact or tuple(each for each in found if wanted == folded(each.name))


def holding(facts: Facts, digest: str) -> tuple[Innovation, ...]:
    """The innovations that a stored file belongs to."""
    return tuple(each for each in facts.all(Innovation) if any(file.digest == digest for file in each.files))


# ---------------------------------------------------------------- what one still lacks


def missing(facts: Facts, innovation: Innovation, today: date) -> tuple[Problem, ...]:
    """Everything that keeps it from being submitted, in the order it is asked for."""
    found = [Problem(f"innovation.missing_{name}") for name in NEEDED if not getattr(innovation, name)]
    if not innovation.files and not innovation.content:
        found.append(Problem("innovation.missing_report"))
    return (*found, *author_doubts(facts, innovation, today))


def author_doubts(facts: Facts, innovation: Innovation, today: date) -> tuple[Problem, ...]:
    """What is not settled with its authors: shares, who has not answered, who said no, who has left."""
    if not innovation.authors:
        return ()
    found = []
    refused = shares_refusal([author.percent for author in innovation.authors])
    if refused is not None:
        found.append(refused)
    for author in innovation.authors:
        values = {"name": author.name}
        if author.person and not _is_here(facts, author.person, today):
            found.append(Problem("innovation.author_left", values))
        elif author.person and author.confirmed is None:
            found.append(Problem("innovation.author_unanswered", values))
        elif author.person and author.confirmed is False:
            found.append(Problem("innovation.author_rejected", values))
    return tuple(found)


def _is_here(facts: Facts, person: str, today: date) -> bool:
    found = facts.get(Person, person)
    return found is not None and found.is_here(today)
