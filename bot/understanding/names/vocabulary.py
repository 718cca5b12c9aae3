"""What this department can be asked about, taken from its facts."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.understanding.reading import Name, Vocabulary
from locales.catalogue import Texts, languages
from plans.catalogue.titles import awards, names_of
from plans.deadlines import calendar_day
from plans.model.asking import Alias, Called
from plans.model.people import Unit
from plans.model.plan import Plan
from plans.store.port import Facts


def vocabulary_of(facts: Facts) -> Vocabulary:
    """Tasks and topics of the adopted plans, units, and the titles of the catalogue, with every name they have.

    It is asked for anew with every sentence, and must stay cheap.
    """
    given: dict[Called, dict[str, list[str]]] = {kind: {} for kind in Called}
    for alias in facts.all(Alias):
        given[alias.kind].setdefault(alias.target, []).append(alias.text)
    units = (Name(unit.id, (unit.name, *unit.aliases)) for unit in facts.all(Unit))
    return Vocabulary(
        topics=_with(_merged(_tasks_and_topics(facts)), given[Called.TASK]),
        units=_with(tuple(units), given[Called.UNIT]),
        titles=_with(_titles(languages()), given[Called.TITLE]),
    )


def _tasks_and_topics(facts: Facts) -> list[Name]:
    """The tasks by their calendar day and then in the plans' order, then the topics."""
    plans = [plan for plan in facts.all(Plan) if plan.adopted_at is not None]
    tasks = [task for plan in plans for task in plan.tasks if not task.withdrawn]
    tasks.sort(key=lambda task: calendar_day(task.deadline))
    named = [Name(task.id, (task.title, task.number, *task.aliases)) for task in tasks]
    return [*named, *(Name(topic.id, topic.names) for plan in plans for topic in plan.topics)]


@lru_cache(maxsize=1)
def _titles(spoken: tuple[str, ...]) -> tuple[Name, ...]:
    """The titles by every name they have in the languages that are spoken; they change only with the program."""
    return tuple(
        Name(award.id, (*(Texts(each)(f"title.{award.id}") for each in spoken), *names_of(award, spoken)))
        for award in awards()
    )


def _merged(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names with those of one id together: two plans may have the same task."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.id, []).extend(name.names)
    return tuple(Name(id, tuple(each for each in dict.fromkeys(spellings) if each)) for id, spellings in found.items())


def _with(names: tuple[Name, ...], given: Mapping[str, list[str]]) -> tuple[Name, ...]:
    """The names with those that the office has given; one given to something that is gone means nothing."""
    if not given:
        return names
    return tuple(
        Name(name.id, tuple(dict.fromkeys((*name.names, *given[name.id])))) if name.id in given else name
        for name in names
    )
