"""What was understood: an intent and its slots, in the words of the annotation guidelines.

Intents: due_in_period{start,end} · overdue · deadline_of{topic} · days_left{topic} · by_unit{unit[,start,end]} ·
who_not_registered{kind} · register_title{title?} · register_innovation · my_registrations · mark_done{topic} ·
subscribe_calendar · progress · help · out_of_scope. A date that does not exist gives the slot `invalid_date`.
"""

from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of an utterance. Dates in `slots` are ISO strings; an ambiguous `topic` is a list."""

    intent: str
    slots: dict[str, Any] = field(default_factory=dict)
