"""Says in one short sentence what was understood, so that a misreading is seen at once."""

from collections.abc import Iterable
from datetime import date

from bot.understanding.reading import Name, Reading, Vocabulary
from bot.words.periods import named_period
from locales.catalogue import Texts
from plans.plain_text import capitalized


def understood(reading: Reading, vocabulary: Vocabulary, texts: Texts) -> str:
    """What was understood: "Tháng 2/2024 (01–29/02)", "Thời hạn: Báo cáo sơ kết …"."""
    slots = reading.slots
    if "invalid_date" in slots:
        return texts("understanding.no_such_date", text=slots["invalid_date"])
    if reading.intent == "due_in_period":
        period = _period(slots, texts)
        return capitalized(period)
    if reading.intent in {"deadline_of", "days_left", "mark_done"}:
        topic = _named(vocabulary.topics, slots.get("topic")) or texts("understanding.some_task")
        return texts(f"understanding.{reading.intent}", topic=topic)
    if reading.intent == "by_unit":
        unit = _named(vocabulary.units, slots.get("unit"))
        if slots.get("start"):
            return texts("understanding.by_unit_in", unit=unit, period=_period(slots, texts))
        return texts("understanding.by_unit", unit=unit)
    if reading.intent == "who_not_registered":
        return texts(f"understanding.no_{slots['kind']}_registered")
    if reading.intent == "register_title" and slots.get("title"):
        return texts("understanding.register_this_title", title=_named(vocabulary.titles, slots["title"]))
    return texts(f"understanding.{reading.intent}")


def _period(slots: dict[str, str], texts: Texts) -> str:
    """The period as the answer's heading names it."""
    if not slots.get("start"):
        return texts("understanding.soon")
    return named_period(texts, date.fromisoformat(slots["start"]), date.fromisoformat(slots["end"]))


def _named(names: Iterable[Name], ids: str | list[str] | None) -> str:
    """The first name of each of these ids."""
    wanted = [ids] if isinstance(ids, str) else ids or []
    known = {name.id: name.names[0] for name in names}
    return "; ".join(known.get(id, id) for id in wanted)
