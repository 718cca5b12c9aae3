"""What this department can be asked about, taken from its facts."""

from collections.abc import Iterable

from bot.understanding.reading import Name, Vocabulary
from locales.catalogue import Texts, languages
from plans.agenda import entries
from plans.catalogue.titles import awards, names_of
from plans.model.people import Unit
from plans.model.plan import Plan
from plans.store.port import Facts


def vocabulary_of(facts: Facts) -> Vocabulary:
    """Tasks and topics of the adopted plans, units, and the titles of the catalogue, with every name they have."""
    plans = [plan for plan in facts.all(Plan) if plan.adopted_at is not None]
    return Vocabulary(
        topics=_merged(
            (
                *(
                    Name(entry.task.id, (entry.task.title, entry.task.number, *entry.task.aliases))
                    for entry in entries(facts)
                ),
                *(Name(topic.id, topic.names) for plan in plans for topic in plan.topics),
            )
        ),
        units=tuple(Name(unit.id, (unit.name, *unit.aliases)) for unit in facts.all(Unit)),
        titles=tuple(
            Name(
                award.id,
                (*(Texts(language)(f"title.{award.id}") for language in languages()), *names_of(award, languages())),
            )
            for award in awards()
        ),
    )


def _merged(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names with those of one id together: two plans may have the same task."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        found[name.id] = tuple(dict.fromkeys((*found.get(name.id, ()), *(each for each in name.names if each))))
    return tuple(Name(id, spellings) for id, spellings in found.items())
