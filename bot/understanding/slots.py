"""The slots that an intent takes from a question."""

from typing import Any

from bot.understanding.question import Question


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
