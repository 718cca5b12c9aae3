"""What a question means: readable words first, then names, period and cues, then the intent and its slots."""

from datetime import date

from bot.understanding.guessing import guesses
from bot.understanding.intents import OUT_OF_SCOPE, Rule, rule_for
from bot.understanding.language.languages import languages_of
from bot.understanding.language.lexicon import lexicon
from bot.understanding.language.words import TEXT_LIMIT
from bot.understanding.names.readable import readable, written
from bot.understanding.question import Question
from bot.understanding.reading import Guard, Reading, Vocabulary
from bot.understanding.slots import slots_of


def understand(text: str, today: date, vocabulary: Vocabulary) -> Reading:
    """The reading of any text; whatever is not understood is out of scope.

    A question that is none of ours may stand before one that is: "không biết còn kịp không, cho em đăng ký …".
    """
    reading = _whole(text, today, vocabulary)
    if reading.intent != OUT_OF_SCOPE or reading.guard not in {None, Guard.REFUSAL}:
        return reading
    before, stop, after = text[:TEXT_LIMIT].rpartition(",")
    if not stop or not _ends_in_question(before):
        return reading
    meant = _whole(after, today, vocabulary)
    # A wish that names nothing may be about what stands before it: "… sáng kiến ở đây phải không, cho em đăng ký".
    vague = meant.intent == "register_title" and not meant.slots
    return reading if vague or meant.intent == OUT_OF_SCOPE else meant


def _ends_in_question(text: str) -> bool:
    """Whether this part of a sentence ends as a question does: "… không"."""
    words = written(text)
    cues = lexicon(languages_of(words)).cues.all(words)
    return any(cue.value == "asks_behind" and cue.end == len(words) for cue in cues)


def _whole(text: str, today: date, vocabulary: Vocabulary) -> Reading:
    """The reading of a text as one sentence."""
    words = written(text)
    if not any(sign.isalnum() for each in words for sign in each.letters):
        return Reading(OUT_OF_SCOPE)
    found = readable(words, vocabulary)
    question = Question(found.words, found.lexis, found.names, today)
    rule = rule_for(question.evidence())
    return Reading(
        rule.intent,
        slots_of(rule.intent, question),
        rule.guard,
        _others(rule, question),
        own_unit=question.unit is None and question.has("own_unit"),
    )


def _others(rule: Rule, question: Question) -> tuple[Reading, ...]:
    """What else may have been meant: what the rule says, or if nothing was understood, what is likeliest."""
    if rule.intent == OUT_OF_SCOPE:
        return guesses(question) if rule.guard is None else ()
    return tuple(Reading(intent, slots_of(intent, question)) for intent in rule.others)
