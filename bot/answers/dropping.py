"""What a person can drop into any chat: tasks of the plans as these word them, with nothing of anybody's state.

A question is understood as in the chat (a period, a unit, what is overdue); all else is searched for.
"""

from collections.abc import Sequence
from datetime import date

from bot.answers.finding import find_entries
from bot.talk import one_line
from bot.understanding.reading import Reading
from bot.understanding.understand import understand
from bot.understanding.vocabulary import vocabulary_of
from bot.words.deadlines import bodies_words, deadline_words
from locales.catalogue import Texts
from plans.agenda import Entry, due_between, entries, of_unit, overdue, unset_between
from plans.deadlines import calendar_day
from plans.model.people import Person, Unit
from plans.model.plan import Body, DeadlineKind
from plans.plain_text import bare
from plans.store.port import Facts

TITLE_LIMIT, PLAN_LIMIT = 400, 200


def droppable(facts: Facts, text: str, today: date) -> list[Entry]:
    """The tasks that a text asks for, none withdrawn and none that names a person; what comes next for no text."""
    names = _people(facts)
    return [entry for entry in _asked(facts, text.strip(), today) if not _names_somebody(entry.task.title, names)]


def dropped_words(facts: Facts, texts: Texts, entry: Entry) -> str:
    """A task as it stands in the plan: number, title, deadline, who leads it, which plan."""
    task = entry.task
    lines = [
        texts("answer.item", number=one_line(task.number, 12), title=one_line(task.title, TITLE_LIMIT)),
        texts("inline.deadline", deadline=deadline_words(texts, task.deadline)),
    ]
    if lead := lead_words(facts, texts, entry):
        lines.append(texts("inline.lead", lead=lead))
    return "\n".join([*lines, texts("inline.plan", plan=one_line(entry.plan.title, PLAN_LIMIT))])


def lead_words(facts: Facts, texts: Texts, entry: Entry) -> str:
    """Who leads a task, in the plan's words; a person whom it names is left out."""
    names = _people(facts)
    units: tuple[Body, ...] = tuple(body for body in entry.task.lead if not _names_somebody(body.wording, names))
    return one_line(bodies_words(texts, units), TITLE_LIMIT)


def _asked(facts: Facts, text: str, today: date) -> Sequence[Entry]:
    everything = entries(facts)
    if not text:
        return _coming(everything, today)
    reading = understand(text, today, vocabulary_of(facts))
    if (understood := _understood(facts, everything, reading, today)) is not None:
        return understood
    if found := find_entries(facts, text):
        return found
    topic = reading.slots.get("topic", ())
    ids = {topic} if isinstance(topic, str) else set(topic)
    return [entry for entry in everything if entry.task.id in ids]


def _understood(facts: Facts, everything: Sequence[Entry], reading: Reading, today: date) -> Sequence[Entry] | None:
    """The tasks of a period, of a unit, or overdue; None for a question of another kind."""
    found = everything
    if reading.intent == "overdue":
        return overdue(everything, today)
    if reading.intent == "by_unit":
        unit = facts.get(Unit, str(reading.slots.get("unit", "")))
        if unit is None:
            return None
        found = of_unit(everything, unit, facts.all(Unit))
    elif reading.intent != "due_in_period" or not reading.slots.get("start"):
        return None
    start, end = (reading.slots.get(name) for name in ("start", "end"))
    if not (isinstance(start, str) and isinstance(end, str)):
        return found
    period = date.fromisoformat(start), date.fromisoformat(end)
    return (*due_between(found, *period), *unset_between(found, *period))


def _coming(everything: Sequence[Entry], today: date) -> list[Entry]:
    """What is open, the next first; then what has no day yet."""
    still = [entry for entry in everything if not entry.done and entry.task.deadline.end >= today]
    return sorted(
        still, key=lambda each: (each.task.deadline.kind is DeadlineKind.UNSET, calendar_day(each.task.deadline))
    )


def _people(facts: Facts) -> frozenset[str]:
    return frozenset(f" {bare(person.name)} " for person in facts.all(Person) if " " in person.name.strip())


def _names_somebody(text: str, names: frozenset[str]) -> bool:
    said = f" {bare(text)} "
    return any(name in said for name in names)
