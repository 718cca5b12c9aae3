"""Decides the intent from what a question holds: cues, named things, a period. The first rule that fits wins.

The rules are data that all languages share: ``locales/understanding/intents.toml`` says how they are written.
"""

import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

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
    with (ROOT / "understanding" / "intents.toml").open("rb") as text:
        return tuple(map(_rule, tomllib.load(text)["rules"]))


def rule_for(evidence: Set[str]) -> Rule:
    """The first rule that fits this evidence."""
    return next((rule for rule in rules() if rule.fits(evidence)), NOTHING)


def _rule(written: Mapping[str, Any]) -> Rule:
    words = written["when"].split()
    guard = written.get("guard")
    return Rule(
        OUT_OF_SCOPE if guard else written["intent"],
        Guard(guard) if guard else None,
        tuple(frozenset(word.split("|")) for word in words if not word.startswith("-")),
        frozenset(word[1:] for word in words if word.startswith("-")),
        tuple(written.get("or", ())),
    )
