"""Says in one short sentence what was understood, so that a misreading is seen at once."""

from collections.abc import Iterable
from datetime import date

from bot.understanding import spans
from bot.understanding.reading import Name, Reading, Vocabulary
from locales.catalogue import Texts


def understood(reading: Reading, vocabulary: Vocabulary, texts: Texts, today: date) -> str:
    """What was understood: "Tháng 02/2024 (01/02–29/02)", "Thời hạn: Báo cáo sơ kết …"."""
    slots = reading.slots
    if "invalid_date" in slots:
        return texts("understanding.no_such_date", text=slots["invalid_date"])
    if reading.intent == "due_in_period":
        return _period(slots, texts, today)
    if reading.intent in {"deadline_of", "days_left", "mark_done"}:
        topic = _named(vocabulary.topics, slots.get("topic")) or texts("understanding.some_task")
        return texts(f"understanding.{reading.intent}", topic=topic)
    if reading.intent == "by_unit":
        unit = _named(vocabulary.units, slots.get("unit"))
        if slots.get("start"):
            return texts("understanding.by_unit_in", unit=unit, period=_period(slots, texts, today))
        return texts("understanding.by_unit", unit=unit)
    if reading.intent == "who_not_registered":
        return texts(f"understanding.no_{slots['kind']}_registered")
    if reading.intent == "register_title" and slots.get("title"):
        return texts("understanding.register_this_title", title=_named(vocabulary.titles, slots["title"]))
    return texts(f"understanding.{reading.intent}")


def _period(slots: dict[str, str], texts: Texts, today: date) -> str:
    """The period by the name it has: a day, week, month, quarter or year; else its first and last day."""
    if not slots.get("start"):
        return texts("understanding.soon")
    start, end = date.fromisoformat(slots["start"]), date.fromisoformat(slots["end"])
    if start == end:
        key = "today" if start == today else "day"
        return texts(f"understanding.{key}", weekday=texts.weekday(start), day=texts.day(start))
    days = {"start": f"{start:%d/%m}", "end": f"{end:%d/%m}"}
    month, quarter = spans.month(start.year, start.month), spans.quarter(start.year, (start.month + 2) // 3)
    if (start, end) == (month.start, month.end):
        return texts("understanding.month", month=f"{start:%m}", year=start.year, **days)
    if (start, end) == (quarter.start, quarter.end):
        return texts("understanding.quarter", roman=texts.quarter(start), year=start.year, **days)
    if (start, end) == (date(start.year, 1, 1), date(start.year, 12, 31)):
        return texts("understanding.year", year=start.year)
    first = texts.day(start) if start.year != end.year else days["start"]
    key = "week" if start.weekday() == 0 and (end - start).days == 6 else "days"
    return texts(f"understanding.{key}", start=first, end=texts.day(end))


def _named(names: Iterable[Name], ids: str | list[str] | None) -> str:
    """The first name of each of these ids."""
    wanted = [ids] if isinstance(ids, str) else ids or []
    known = {name.id: name.names[0] for name in names}
    return "; ".join(known.get(id, id) for id in wanted)
