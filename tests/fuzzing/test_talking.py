"""No sentence breaks the conversation: a few hundred in the suite; with DONDOC_SOAK=1 DONDOC_FUZZ_SENTENCES of them."""

import os
from random import Random

import pytest

from bot.questions.commands import COMMANDS
from plans.store.memory import Changes
from tests.fuzzing.talking import PEOPLE, Tally, actions_of, answered, department, hear, honest_sentences, press

SEED = 20240220
SENTENCES = int(os.environ.get("DONDOC_FUZZ_SENTENCES", "200000"))
#: Calls that an answer may take. An honest question takes ten thousand; the most are taken by a thousand letters of
#: alphabets that nobody here writes, each of which is looked up by itself.
MOST_STEPS = 600_000
#: The words of each language, and of both beside each other, are worked out when they are first met.
EACH_LANGUAGE = ("tháng này có gì", "what is due this month", "deadline nộp report next month là khi nào")


def told(sentences: int, *, counted: int = 0) -> Tally:
    """What came of so many sentences, of the first of which the steps are counted."""
    random, tally = Random(SEED), Tally()  # noqa: S311 - no secrets
    for person in PEOPLE:  # what is worked out when it is first needed is no step of an answer
        for text in (*honest_sentences()[:8], *EACH_LANGUAGE):
            answered(Changes(department()), person, text, 1)
    for number in range(sentences):
        hear(tally, random, honest_sentences(), count_steps=number < counted)
    return tally


def test_hostile_sentences_get_a_courteous_answer_and_change_nothing_in_a_bounded_number_of_steps() -> None:
    tally = told(200, counted=50)
    assert tally.steps[0] < MOST_STEPS, tally.steps


def test_buttons_that_were_never_there_are_answered_as_courteously() -> None:
    random, tally = Random(SEED), Tally()  # noqa: S311 - no secrets
    actions = actions_of(PEOPLE[:2], tuple(f"/{command}" for command in COMMANDS))
    for _ in range(200):
        press(tally, random, actions)


@pytest.mark.soak
@pytest.mark.soak_only  # the suite tries some above
@pytest.mark.timeout(7200)
def test_very_many_buttons_that_were_never_there_are_answered_as_courteously() -> None:
    random, tally = Random(SEED), Tally()  # noqa: S311 - no secrets
    actions = actions_of(PEOPLE, (*(f"/{command}" for command in COMMANDS), *honest_sentences()))
    for _ in range(SENTENCES):
        press(tally, random, actions)
    print(f"\nseed {SEED}: {tally.tried} made-up buttons out of {len(actions)}")


@pytest.mark.soak
@pytest.mark.soak_only  # the suite tries some above
@pytest.mark.timeout(7200)
def test_very_many_hostile_sentences_get_a_courteous_answer_and_change_nothing() -> None:
    tally = told(SENTENCES)
    seconds, slowest = tally.slowest
    print(f"\nseed {SEED}: {tally.tried} sentences, {tally.tapped} as good as a tap; slowest {1000 * seconds:.1f} ms:")
    print(f"  {slowest[:200]!r}")
    for heading, count in tally.headings.most_common(30):
        print(f"{count:7}  {heading}")
    assert seconds < 1.0
