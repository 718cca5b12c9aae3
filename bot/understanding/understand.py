"""What a question means: readable words first, then names, period and cues, then the intent and its slots."""

from datetime import date
from typing import Any

from bot.understanding.intents import OUT_OF_SCOPE, rule_for
from bot.understanding.languages import languages_of
from bot.understanding.lexicon import lexicon
from bot.understanding.mending import mended
from bot.understanding.naming import naming, replaced
from bot.understanding.question import Question
from bot.understanding.reading import Reading, Vocabulary
from bot.understanding.words import split

#: Questions of more words than this are cut.
WORD_LIMIT = 120


def understand(text: str, today: date, vocabulary: Vocabulary) -> Reading:
    """The reading of any text; whatever is not understood is out of scope."""
    words = split(text)[:WORD_LIMIT]
    if not any(sign.isalnum() for each in words for sign in each.letters):
        return Reading(OUT_OF_SCOPE)
    languages = languages_of(words)
    names, lexis = naming(vocabulary, languages), lexicon(languages)
    words = replaced(mended(words, names.known, names.spellings, lexis.syllables), lexis.expansions)
    question = Question(words, lexis, names, today)
    rule = rule_for(question.evidence())
    return Reading(rule.intent, slots_of(rule.intent, question), rule.guard)


def slots_of(intent: str, question: Question) -> dict[str, Any]:
    """The slots of a question that is read with that intent."""
    if intent in {"deadline_of", "days_left", "mark_done"}:
        ids = question.topic.ids if question.topic else ()
        return {"topic": ids[0] if len(ids) == 1 else list(ids)} if ids else {}
    if intent == "due_in_period":
        return _period_slots(question) or {"start": None, "end": None}
    if intent == "by_unit":
        ids = question.unit.ids if question.unit else (question.other_unit,)
        return {"unit": ids[0] if len(ids) == 1 else list(ids), **_period_slots(question)}
    if intent == "who_not_registered":
        return {"kind": "innovation" if question.has("innovation") else "title"}
    if intent == "register_title" and question.title and len(question.title.ids) == 1:
        return {"title": question.title.ids[0]}
    return {}


def _period_slots(question: Question) -> dict[str, Any]:
    if question.period is None:
        return {}
    if question.period.span is None:
        said = question.words[question.period.start : question.period.end]
        return {"invalid_date": " ".join(each.text for each in said)}
    return {"start": question.period.span.start.isoformat(), "end": question.period.span.end.isoformat()}
