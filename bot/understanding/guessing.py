"""What may have been meant by a sentence that no rule fits: the readings that most of what it holds speaks for."""

from collections.abc import Iterator, Set

from bot.understanding.intents import OUT_OF_SCOPE, Rule, rules
from bot.understanding.question import Question
from bot.understanding.reading import Reading
from bot.understanding.slots import slots_of

#: So many readings are offered, and so many tasks by words of their names among them.
AT_MOST, TASKS = 3, 2
#: A rule speaks for its intent when at least this share of what it asks for is there.
HELD = 0.5
#: What an intent cannot be answered without.
NEEDED = {
    "deadline_of": "@topic",
    "days_left": "@topic",
    "mark_done": "@topic",
    "by_unit": "@unit",
}
#: What people ask most, to fill up with.
USUAL = ("due_in_period", "my_registrations", "progress")


def guesses(question: Question) -> tuple[Reading, ...]:
    """The likeliest readings, at most three, filled up with what people ask most; none when nothing speaks for any."""
    found = list(_named(question))
    found += _cued(question, {reading.intent for reading in found})
    if found:
        asked = {reading.intent for reading in found}
        found += [Reading(intent, slots_of(intent, question)) for intent in USUAL if intent not in asked]
    return tuple(found[:AT_MOST])


def _named(question: Question) -> Iterator[Reading]:
    """What a unit, a title, words of a task or a period speak for."""
    evidence = question.evidence()
    if "@unit" in evidence:
        yield Reading("by_unit", slots_of("by_unit", question))
    if "@title" in evidence:
        yield Reading("register_title", slots_of("register_title", question))
    for id in question.near_topics()[:TASKS]:
        yield Reading("deadline_of", {"topic": id})
    if "@period" in evidence and "invalid_date" not in slots_of("due_in_period", question):
        yield Reading("due_in_period", slots_of("due_in_period", question))


def _cued(question: Question, known: Set[str]) -> Iterator[Reading]:
    """What the cues speak for beyond the intents known, the most of a rule first."""
    evidence = question.evidence()
    shares = {rule.intent: 0.0 for rule in rules() if rule.intent not in {OUT_OF_SCOPE, *known}}
    for rule in rules():
        if rule.intent in shares and NEEDED.get(rule.intent, "") in {"", *evidence}:
            shares[rule.intent] = max(shares[rule.intent], _share(rule, evidence))
    for intent in sorted(shares, key=lambda intent: -shares[intent]):
        if shares[intent] >= HELD:
            yield Reading(intent, slots_of(intent, question))


def _share(rule: Rule, evidence: Set[str]) -> float:
    """How much of what the rule asks for is there, as far as cues go."""
    held = [bool(group & evidence) for group in rule.wanted]
    return sum(held) / len(held) if any(group & evidence for group in rule.wanted if _speaks(group)) else 0.0


def _speaks(group: Set[str]) -> bool:
    """Whether these are cues of something, and not only of how it was asked."""
    return not group <= {"me", "what", "want", "who", "see", "past", "task"} and not any(
        each[0] == "@" for each in group
    )
