"""When it is not sure what was meant: two or three buttons, each with what it would answer."""

from collections.abc import Sequence

from bot.answers.greeting import stale
from bot.answers.puzzled import send_press
from bot.messages import Choice, Reply
from bot.questions.intents import INTENTS, closed_to
from bot.talk import Answer, Talk, anew
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.reading import Reading, Vocabulary
from bot.words.meant import meant_press, reading_of

#: So many readings are offered.
AT_MOST = 3


def several_meanings(talk: Talk, readings: Sequence[Reading]) -> Reply:
    """A sentence that was understood, but in more than one way."""
    return talk.reply(talk.say("asking.several"), *_rows(talk, readings))


def did_you_mean(talk: Talk, readings: Sequence[Reading], text: str) -> Reply | None:
    """A sentence that was not understood: what is likeliest, and the way to the office; None when nothing is likely."""
    rows = _rows(talk, readings)
    if not rows:
        return None
    sending = send_press(talk, text)
    said = talk.say("asking.did_you_mean")
    return talk.reply(f"{said}\n{talk.say('asking.send_about')}" if sending else said, *rows, sending)


def press_meant(talk: Talk, words: tuple[str, ...]) -> Answer:
    """The answer to the reading that was chosen; whoever may not ask so is told as if they had."""
    reading = reading_of(words, vocabulary_of(talk.tx))
    known = INTENTS.get(reading.intent) if reading is not None else None
    if reading is None or known is None:
        return (stale(talk),)
    return anew(closed_to(talk, known) or known.answer(talk, reading.slots))


def _rows(talk: Talk, readings: Sequence[Reading]) -> list[list[Choice]]:
    vocabulary: Vocabulary = vocabulary_of(talk.tx)
    open_ones = [each for each in readings if each.intent in INTENTS and not closed_to(talk, INTENTS[each.intent])]
    presses = [meant_press(talk, each, vocabulary) for each in open_ones]
    return [[each] for each in {each.action: each for each in presses}.values()][:AT_MOST]
