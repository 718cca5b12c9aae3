"""What a person can drop into any chat: tasks of the plans as these word them, with nothing of anybody's state.

A question is understood as in the chat (a period, a unit, what is overdue); all else is searched for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.answers.search.finding import find_entries, other_names
from bot.talk import one_line
from bot.understanding.language.languages import understood_languages
from bot.understanding.language.lexicon import lexicon
from bot.understanding.language.words import split
from bot.understanding.reading import Name, Reading, Vocabulary
from bot.understanding.searching import telling
from bot.understanding.time.finding import period
from bot.understanding.understand import understand
from bot.words.deadlines import bodies_words, deadline_words
from locales.catalogue import Texts
from plans.agenda import Entry, due_between, entries, of_unit, unset_between
from plans.deadlines import calendar_day
from plans.model.people import Person, Unit
from plans.model.plan import Body, DeadlineKind
from plans.plain_text import bare
from plans.progress import Stage, by_stage
from plans.store.port import Facts

TITLE_LIMIT, PLAN_LIMIT = 400, 200


def droppable(facts: Facts, text: str, today: date) -> list[Entry]:
    """The tasks that a text asks for, none withdrawn and none that names a person; what comes next for no text."""
    names = _names_of(facts)
    return [entry for entry in _asked(facts, text.strip(), today) if not names.stand_in(entry.task.title)]


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
    names = _names_of(facts)
    units: tuple[Body, ...] = tuple(body for body in entry.task.lead if not names.stand_in(body.wording))
    return one_line(bodies_words(texts, units), TITLE_LIMIT)


def _asked(facts: Facts, text: str, today: date) -> Sequence[Entry]:
    everything = entries(facts)
    if not text:
        return _coming(everything, today)
    # Without the tasks' names this is quick however many there are; finding them is what the search does better.
    reading = understand(text, today, Vocabulary(units=_units(facts)))
    if reading.intent in {"due_in_period", "overdue"} and (_says_only_when(text, today) or not telling(text)):
        return _in_time(everything, reading, today)
    unit = facts.get(Unit, str(reading.slots.get("unit", ""))) if reading.intent == "by_unit" else None
    if unit is None:
        late = _in_time(everything, reading, today) if reading.intent == "overdue" else ()
        return find_entries(facts, text) or late
    of_it = _in_time(of_unit(everything, unit, facts.all(Unit)), reading, today)
    named = {letters for name in (unit.name, *unit.aliases) for letters in bare(name).split()}
    if of_it and (reading.slots.get("start") or named.issuperset(telling(text))):
        return of_it
    return list({entry.key: entry for entry in (*find_entries(facts, text), *of_it)}.values())


def _says_only_when(text: str, today: date) -> bool:
    """Whether a text names a period, and nothing that could be looked for besides."""
    words = split(text)
    found = period(words, lexicon(understood_languages()), today)
    if found is None:
        return False
    return not telling(" ".join(each.text for each in (*words[: found.start], *words[found.end :])))


def _units(facts: Facts) -> tuple[Name, ...]:
    names = other_names(facts)
    return tuple(Name(unit.id, (unit.name, *unit.aliases, *names.get(unit.id, ()))) for unit in facts.all(Unit))


def _in_time(found: Sequence[Entry], reading: Reading, today: date) -> Sequence[Entry]:
    """Those of the period that was understood, or overdue; all where there was none."""
    if reading.intent == "overdue":
        return by_stage(found, (Stage.LATE,), today)
    start, end = (reading.slots.get(name) for name in ("start", "end"))
    if not (isinstance(start, str) and isinstance(end, str)):
        return found if reading.intent == "by_unit" else _coming(found, today)
    days = date.fromisoformat(start), date.fromisoformat(end)
    return (*due_between(found, *days), *unset_between(found, *days))


def _coming(everything: Sequence[Entry], today: date) -> list[Entry]:
    """What is open, the next first; then what has no day yet."""
    still = [entry for entry in everything if not entry.done and entry.task.deadline.end >= today]
    return sorted(
        still, key=lambda each: (each.task.deadline.kind is DeadlineKind.UNSET, calendar_day(each.task.deadline))
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """The full names of people without accents, the longest of so many words."""

    plain: frozenset[str]
    longest: int

    def stand_in(self, text: str) -> bool:
        """Whether a text names one of them."""
        words = bare(text).split()
        runs = (words[at : at + many] for at in range(len(words)) for many in range(2, self.longest + 1))
        return any(" ".join(run) in self.plain for run in runs)


def _names_of(facts: Facts) -> _Names:
    return _plain_names(tuple(person.name for person in facts.all(Person)))


@lru_cache(maxsize=1)
def _plain_names(names: tuple[str, ...]) -> _Names:
    """Kept, because every letter that is typed asks for them, and thousands of names take a while."""
    plain = frozenset(found for name in names if " " in (found := bare(name)))
    return _Names(plain, max((name.count(" ") + 1 for name in plain), default=0))
