"""What was understood: an intent and its slots, in the words of the annotation guidelines.

Intents: due_in_period{start,end} · overdue · deadline_of{topic} · days_left{topic} · by_unit{unit[,start,end]} ·
who_not_registered{kind} · register_title{title?} · register_innovation · my_registrations · mark_done{topic} ·
subscribe_calendar · progress · help · out_of_scope. A date that does not exist gives the slot `invalid_date`.
"""

from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Any


@dataclass(frozen=True, slots=True)
class Name:
    """Something that can be named in a question: its id and every way people write it."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What this department can be asked about: its plan's topics, its units, the titles of the catalogue."""

    topics: tuple[Name, ...] = ()
    units: tuple[Name, ...] = ()
    titles: tuple[Name, ...] = ()


class Guard(StrEnum):
    """Why a sentence is out of scope although it was understood; each gets a courteous answer of its own."""

    INJECTION = auto()
    INSULT = auto()
    WEATHER = auto()
    CHITCHAT = auto()
    GREETING = auto()
    THANKS = auto()
    NEAR_DOMAIN = auto()
    REFUSAL = auto()
    LACKING_ACTION = auto()
    ADVICE = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of an utterance. Dates in `slots` are ISO strings; an ambiguous `topic` is a list.

    `others` are further readings that people may have meant, the likeliest first, at most three: of a sentence that was
    understood they say that it is truly ambiguous, of one that was not (out of scope without a `guard`) what to offer
    as "Ý anh/chị là …?". `own_unit` says that the asker's own unit was meant ("phòng tôi"). They tell what is beside
    the reading: two readings are equal when intent and slots are.
    """

    intent: str
    slots: dict[str, Any] = field(default_factory=dict)
    guard: Guard | None = field(default=None, compare=False)
    others: tuple["Reading", ...] = field(default=(), compare=False)
    own_unit: bool = field(default=False, compare=False)
