"""What a sentence means that goes on from the last question: the same of another period or unit, or a task of the list.

What it does not change stays; a whole new question is never mixed with the old one, and means what it says by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import Any

from bot.understanding.context import LAST, context
from bot.understanding.language.phrases import Match
from bot.understanding.language.words import Word, split
from bot.understanding.reading import Reading, Vocabulary
from bot.understanding.understand import understand
from bot.words.deadlines import neighbours
from plans.model.asking import LastAsked
from plans.periods import Grain, whole

#: Longer sentences say for themselves what they mean; without a word that goes on from the last one, much shorter ones.
LONGEST, BARE = 16, 5
#: Questions whose answer has a period or a unit that can be changed.
LISTS = frozenset({"due_in_period", "by_unit", "overdue"})
#: Short questions that are not about the one task that was shown.
OF_THEIR_OWN = frozenset({"overdue", "progress", "who_not_registered", "my_registrations", "help"})


class Deed(StrEnum):
    """What is wanted of a task that was shown."""

    SHOW = auto()
    LEFT = auto()
    DONE = auto()
    CALENDAR = auto()


@dataclass(frozen=True, slots=True)
class Following:
    """A question that follows on, or a place in the list that was shown (1, 2 …; 0: there is no such place).

    `number` is how the place was written where it was a number: a task of the plan may have the same one.
    """

    reading: Reading | None = None
    place: int = 0
    deed: Deed = Deed.SHOW
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence and which of its words say how it goes on."""

    words: tuple[Word, ...]
    cues: tuple[Match[str], ...]
    asks: bool

    def has(self, *names: str) -> bool:
        return any(cue.value in names for cue in self.cues)

    def without(self, *names: str, between: range = range(0)) -> str:
        """The words that none of these phrases covers, and that are not between these places."""
        gone = {at for cue in self.cues if cue.value in names for at in range(cue.start, cue.end)} | {*between}
        return " ".join(each.text for at, each in enumerate(self.words) if at not in gone)

    @property
    def goes_on(self) -> bool:
        """Whether it begins as one that goes on from another, or ends so."""
        if any(cue.value == "opens_not" and cue.start == 0 for cue in self.cues):
            return False
        begins = any(cue.value in {"opens", "only"} and cue.start == 0 for cue in self.cues)
        return begins or any(cue.value in {"closes", "only"} and cue.end == len(self.words) for cue in self.cues)

    @property
    def is_bare(self) -> bool:
        """Whether it is hardly more than a name or a period, and nothing is asked."""
        return len(self.words) <= BARE and not self.has("opens_not", "whole")


def following(
    text: str, reading: Reading, last: LastAsked, today: date, vocabulary: Vocabulary, own: Sequence[str] = ()
) -> Following | None:
    """What it means after the `last` question; None when it has a meaning of its own. `own` are the asker's units."""
    every = split(text)
    cues = context().cues.all(every)
    words = _without_courtesy(every, cues)
    if not words or len(words) > LONGEST:
        return None
    asks = text.rstrip().endswith("?") or _doubts_behind(len(every), cues)
    said = _Said(words, tuple(context().cues.all(words)), asks)
    place = _place(said)
    if place is not None and _is_about_the_list(said, place, today, vocabulary):
        return _at(said, place, last)
    if place is None and (only := _looked_at(last)) and _is_about_it(said, reading):
        return Following(None, only, _deed(said, None))
    if not (said.goes_on or said.is_bare or said.has("more")):
        return None
    changed = _changed(said, last, today, vocabulary, own)
    return None if changed is None else Following(changed)


def _doubts_behind(end: int, cues: Sequence[Match[str]]) -> bool:
    """Whether a word of doubt is among the little ones at the end: "xong rồi à em"."""
    polite = {cue.start: cue.end for cue in cues if cue.value == "courtesy"}
    doubtful = {cue.end for cue in cues if cue.value == "doubt"}
    while end not in doubtful and (start := next((at for at, last in polite.items() if last == end), None)) is not None:
        end = start
    return end in doubtful


def _without_courtesy(words: Sequence[Word], cues: Sequence[Match[str]]) -> tuple[Word, ...]:
    """The words without the little ones of politeness at both ends: "dạ còn tháng sau ạ"."""
    polite = {at for cue in cues if cue.value == "courtesy" for at in range(cue.start, cue.end)}
    kept = [at for at in range(len(words)) if at not in polite]
    return tuple(words[kept[0] : kept[-1] + 1]) if kept else ()


# ---------------------------------------------------------------- a task of the list


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a sentence a place of the list is named, and which; with its `number` if it stands there alone."""

    start: int
    end: int
    value: str
    number: str = ""


def _at(said: _Said, place: _Place, last: LastAsked) -> Following | None:
    count = len(last.tasks)
    at = count if place.value == LAST else int(place.value)
    return Following(None, at if at <= count else 0, _deed(said, place), place.number) if count else None


def _is_about_the_list(said: _Said, place: _Place, today: date, vocabulary: Vocabulary) -> bool:
    """Whether nothing else is named: "nhiệm vụ đầu tiên của quý III" is a question of its own."""
    rest = said.without("asks", "how_long", "done", "calendar", between=range(place.start, place.end))
    return not any(understand(rest, today, vocabulary).slots.get(name) for name in ("start", "unit", "topic"))


def _looked_at(last: LastAsked) -> int:
    """The place of the task that was looked at last, or of the only one that was shown; 0 where there is none."""
    return int(last.slots.get("place", 0)) or (1 if len(last.tasks) == 1 else 0)


def _is_about_it(said: _Said, reading: Reading) -> bool:
    """Whether something is said of a task that nobody names: "nó còn mấy ngày", "xong rồi"."""
    if reading.slots.get("topic") or not said.has("done", "calendar", "asks", "how_long"):
        return False
    rest = said.without("done", "calendar", "asks", "how_long", "doubt", "opens", "closes", "filler")
    alone = not rest and reading.intent not in OF_THEIR_OWN and reading.guard is None
    return said.has("it") or alone


def _deed(said: _Said, place: _Place | None) -> Deed:
    if said.has("calendar"):
        return Deed.CALENDAR
    doubts = [cue for cue in said.cues if cue.value == "doubt"]
    if (
        said.has("done")
        and not said.asks
        and all(place is not None and place.start <= cue.start < place.end for cue in doubts)
    ):
        return Deed.DONE
    return Deed.LEFT if said.has("how_long") else Deed.SHOW


def _place(said: _Said) -> _Place | None:
    """A place in the list: "việc thứ hai", "the last one", or a number alone: the 3 of "việc 3"."""
    if said.has("plural"):
        return None
    stops = {cue.start for cue in said.cues if cue.value == "not_before"}
    before = {cue.end for cue in said.cues if cue.value == "not_after"}
    things = [cue for cue in said.cues if cue.value == "thing"]
    named = [*things, *(cue for cue in said.cues if cue.value in {"row", "alone"})]
    for match in sorted(context().places.all(said.words), key=lambda match: match.start - match.end):
        ends = {cue.end for cue in named if cue.end == match.start or cue.start == match.end or cue.end == match.end}
        if ends and match.start not in before and match.start - 1 not in before and not {match.end, *ends} & stops:
            return _Place(match.start, match.end, match.value)
    for thing in things:
        at = thing.end
        if at < len(said.words) and _is_small(said.words[at]) and at + 1 not in stops:
            number = str(int(said.words[at].text))
            return _Place(at, at + 1, number, number)
    return None


def _is_small(each: Word) -> bool:
    return each.text.isascii() and each.text.isdigit() and len(each.text) <= 2


# ---------------------------------------------------------------- the same of something else


def _changed(said: _Said, last: LastAsked, today: date, vocabulary: Vocabulary, own: Sequence[str]) -> Reading | None:
    """The last question with what the sentence changes; None when it changes nothing of it."""
    if last.intent == "who_not_registered":
        kind = next((name for name in ("innovation", "title") if said.has(name)), "")
        return Reading(last.intent, {"kind": kind}) if kind else None
    rest = said.without("opens", "closes", "only", "own", "everyone")
    new = understand(rest, today, vocabulary)
    if "invalid_date" in new.slots:
        return new
    if last.intent in {"deadline_of", "days_left"} and new.slots.get("topic"):
        return Reading("deadline_of", {"topic": new.slots["topic"]})
    if last.intent == "progress":
        return _progress(said, last, new, own)
    if last.intent not in LISTS or new.guard is not None:
        return None
    period = _beside(said, last, _period(new))
    unit = _unit(said, new, own)
    if not (period or unit or said.has("everyone")) or new.intent not in {*LISTS, "out_of_scope"}:
        return None
    return _joined(last, period, unit, today, everyone=said.has("everyone"))


def _unit(said: _Said, new: Reading, own: Sequence[str]) -> Any:
    """The unit, or units, that the sentence names."""
    if said.has("own") or new.own_unit:
        return own[0] if len(own) == 1 else list(own)
    return new.slots.get("unit") if new.intent == "by_unit" else None


def _progress(said: _Said, last: LastAsked, new: Reading, own: Sequence[str]) -> Reading | None:
    """The progress of another unit, or the next page of the units."""
    if said.has("more") and (page := last.slots.get("page")):
        return Reading(last.intent, {"page": str(int(page) + 1)})
    unit = None if new.guard is not None or _period(new) else _unit(said, new, own)
    return Reading(last.intent, {"unit": unit}) if unit else None


def _joined(last: LastAsked, period: dict[str, str], unit: Any, today: date, *, everyone: bool) -> Reading:
    late = last.intent == "overdue" and not period
    unit = None if everyone else unit or last.slots.get("unit")
    period = period or _of(last.slots)
    if late:
        return Reading("overdue", {**({"unit": unit} if unit else {}), **period})
    if unit:
        return Reading("by_unit", {"unit": unit, **period})
    start, end = whole(Grain.YEAR, today)
    return Reading("due_in_period", period or {"start": start.isoformat(), "end": end.isoformat()})


def _period(new: Reading) -> dict[str, str]:
    return _of(new.slots) if new.intent in {"due_in_period", "by_unit"} else {}


def _of(slots: Mapping[str, Any]) -> dict[str, str]:
    return {name: slots[name] for name in ("start", "end") if slots.get(name)}


def _beside(said: _Said, last: LastAsked, new: dict[str, str]) -> dict[str, str]:
    """The period that was named; the one right before or after what was shown, where that is meant."""
    shown = _of(last.slots)
    if len(shown) < 2 or not said.has("later", "earlier") or (new and not _are_alike(shown, new)):
        return new
    start, end = _days(shown)
    before, after = neighbours(start, end)
    first, final = before if said.has("earlier") else after
    return {"start": first.isoformat(), "end": final.isoformat()}


def _are_alike(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two periods are weeks, months, quarters or years, give or take what months differ in."""
    first, second = ((end - start).days for start, end in map(_days, (one, other)))
    return abs(first - second) <= max(first, second) // 9


def _days(period: Mapping[str, str]) -> tuple[date, date]:
    return date.fromisoformat(period["start"]), date.fromisoformat(period["end"])
