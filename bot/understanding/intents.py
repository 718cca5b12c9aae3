"""Decides the intent from what a question holds: cues, named things, a period. The first rule that fits wins.

The rules are data that all languages share: ``locales/understanding/intents.toml`` says how they are written.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.understanding.language.files import read
from bot.understanding.reading import Guard
from locales.catalogue import ROOT

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Rule:
    """An intent (or the guard that keeps a sentence out of scope) and its conditions, each a set of alternatives.

    `others` are intents that a sentence which fits may mean as well.
    """

    intent: str
    guard: Guard | None
    wanted: tuple[frozenset[str], ...]
    absent: frozenset[str]
    others: tuple[str, ...] = ()

    def fits(self, evidence: Set[str]) -> bool:
        """Whether the question holds what this rule asks for."""
        return not self.absent & evidence and all(evidence & alternatives for alternatives in self.wanted)


#: Of a sentence that no rule fits.
NOTHING = Rule(OUT_OF_SCOPE, None, (), frozenset())


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every rule, in order."""
    return rules_in(read(ROOT / "understanding" / "intents.toml"))


def rules_in(file: Mapping[str, Any]) -> tuple[Rule, ...]:
    """The rules of a file; one that makes nothing is an error that says so in the rule's own words."""
    sets = {name: members.split("|") for name, members in file.get("sets", {}).items()}
    return tuple(_rule(written, sets) for written in file["rules"])


def rule_for(evidence: Set[str]) -> Rule:
    """The first rule that fits this evidence."""
    return next((rule for rule in rules() if rule.fits(evidence)), NOTHING)


def _rule(written: Mapping[str, Any], sets: Mapping[str, Sequence[str]]) -> Rule:
    guard = written.get("guard")
    if "when" not in written or not ("intent" in written) ^ (guard in set(Guard)):
        guards = ", ".join(Guard)
        raise ValueError(
            f"intents.toml: {dict(written)}: a rule has `when`, and an `intent` or one of the guards: {guards}"
        )
    conditions = [
        (word[0] == "-", frozenset(_members(word.removeprefix("-"), sets))) for word in written["when"].split()
    ]
    return Rule(
        OUT_OF_SCOPE if guard else written["intent"],
        Guard(guard) if guard else None,
        tuple(alternatives for absent, alternatives in conditions if not absent),
        frozenset(each for absent, alternatives in conditions if absent for each in alternatives),
        tuple(written.get("or", ())),
    )


def _members(condition: str, sets: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What may stand there: the words of a condition, with those of a set instead of its name."""
    for word in condition.split("|"):
        yield from sets.get(word, (word,))
