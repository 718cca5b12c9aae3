"""What holds for innovations: who may see and change them, what one still lacks, how shares are given, which are alike.

Limits and thresholds are data: ``innovations.toml``.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec
from rapidfuzz import process
from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from plans.answers import co_authors, innovations_of
from plans.model.answers import Answer, Author, Innovation, InnovationState
from plans.model.entered import EarlierInnovation
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.plain_text import folded
from plans.problems import Problem
from plans.rights import Action, may
from plans.store.port import Facts

WHOLE = 100
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


def named_files(facts: Facts) -> set[str]:
    """The SHA-256 of every file that an innovation names, withdrawn ones included."""
    return {file.digest for each in facts.all(Innovation) for file in each.files}


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


# ---------------------------------------------------------------- shares


def shares_refusal(shares: Sequence[int]) -> Problem | None:
    """What is wrong with the shares of the authors; None when they are whole and make a hundred."""
    if any(not 0 < share <= WHOLE for share in shares):
        return Problem("innovation.share_of_nothing")
    total = sum(shares)
    if total != WHOLE:
        code = "innovation.shares_too_few" if total < WHOLE else "innovation.shares_too_many"
        return Problem(code, {"total": str(total), "difference": str(abs(WHOLE - total))})
    return None


_SHARE = re.compile(r"(?P<name>[^0-9;%]*?)[\s:=,;–-]*(?P<share>[0-9]{1,6})\s*(?:%|phần trăm|percent)?", re.IGNORECASE)
_BETWEEN = re.compile(r"^(?:\s|,|;|và\b|and\b)+", re.IGNORECASE)


def typed_shares(text: str, names: Sequence[str]) -> tuple[int, ...] | Problem:
    """Shares as people type them: "60 40", "60%, 40%", or by name in any order, "Hùng 40, Lan 60"."""
    found = [(_BETWEEN.sub("", match["name"]).strip(" :,-"), int(match["share"])) for match in _SHARE.finditer(text)]
    if len(found) != len(names) or re.search(r"[0-9]\s*[./][0-9]|-[0-9]", text):
        return Problem("innovation.shares_not_understood", {"n": str(len(names))})
    if any(name for name, _ in found):
        placed: dict[int, int] = {}
        for name, share in found:
            meant = [at for at, full in enumerate(names) if name and f" {folded(name)} " in f" {folded(full)} "]
            if len(meant) != 1 or meant[0] in placed:
                return Problem("innovation.shares_not_understood", {"n": str(len(names))})
            placed[meant[0]] = share
        shares = tuple(placed[at] for at in range(len(names)))
    else:
        shares = tuple(share for _, share in found)
    return shares_refusal(shares) or shares


def even_shares(n: int) -> tuple[int, ...]:
    """A hundred in whole parts as equal as can be, the larger ones first."""
    return tuple(WHOLE // n + (at < WHOLE % n) for at in range(n))


# ---------------------------------------------------------------- alike


@dataclass(frozen=True, slots=True)
class Likeness:
    """An innovation of anybody, of this year or an earlier one, and how alike its name is in percent.

    `person` and `unit` are "" where nobody in the roster is behind it; `number` is "" for one of an earlier time.
    """

    percent: int
    name: str
    year: int
    person: str
    unit: str
    number: str


def alike(facts: Facts, name: str, but: str = "") -> tuple[Likeness, ...]:
    """The innovations with similar names, the most similar first; `but` is the id of the one that is asked about."""
    known = _known(facts, but)
    texts = [_bare_name(text) for text, *_ in known]
    wanted, least = _bare_name(name), limits().alike_from
    measured = [(_likeness(wanted, texts[at]), at) for _, _, at in _candidates(wanted, texts)]
    near = sorted((found for found in measured if found[0] >= least), key=lambda found: -found[0])
    near = near[: limits().alike_shown]
    people = {person.id: person.unit for person in facts.all(Person)} if near else {}
    return tuple(
        Likeness(int(likeness), text, year, person, people.get(person, ""), number)
        for (text, year, person, number), likeness in ((known[at], likeness) for likeness, at in near)
    )


def _known(facts: Facts, but: str) -> list[tuple[str, int, str, str]]:
    years = {plan.id: plan.year for plan in facts.all(Plan)}
    known = [
        (each.name, years.get(each.plan, each.at.year), each.person, each.number)
        for each in facts.all(Innovation)
        if each.answer is Answer.REGISTERED and each.id != but
    ]
    return known + [(each.name, each.year, each.person, "") for each in facts.all(EarlierInnovation)]


def _candidates(wanted: str, texts: Sequence[str]) -> list[tuple[str, float, int]]:
    return process.extract(wanted, texts, scorer=token_set_ratio, score_cutoff=limits().alike_from, limit=None)


def _likeness(one: str, other: str) -> float:
    """The same words in any order; where one name is only a small part of the other, the rest counts, too."""
    shared = token_set_ratio(one, other)
    short, long = sorted((len(one.split()), len(other.split())))
    return shared if 2 * short > long else (shared + token_sort_ratio(one, other)) / 2


@lru_cache(maxsize=16384)
def _bare_name(name: str) -> str:
    plain = folded("".join(sign if sign.isalnum() else " " for sign in name))
    bare = " ".join(_usual_words().sub(" ", plain).split())
    return bare or plain


@lru_cache(maxsize=1)
def _usual_words() -> re.Pattern[str]:
    words = sorted((folded(word) for word in limits().usual_words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


# ---------------------------------------------------------------- authors


def fingerprint(authors: Iterable[Author]) -> str:
    """Who has which share: what a co-author confirms, so that an earlier "yes" holds for nothing else."""
    return "|".join(f"{author.person or author.name}={author.percent}" for author in authors)
