"""Other names of tasks, units and titles as people read them, and finding a thing by what somebody typed."""

from bot.talk import Talk, one_line
from bot.understanding.language.languages import understood_languages
from bot.understanding.language.lexicon import lexicon
from bot.understanding.language.words import split
from bot.understanding.names.naming import naming, replaced, translated
from bot.understanding.names.vocabulary import vocabulary_of
from bot.words.names import award_name
from locales.catalogue import Texts
from plans.asking.names import official_name
from plans.catalogue.titles import awards
from plans.model.asking import Alias, Called
from plans.model.plan import Plan
from plans.store.port import Facts

#: The longest name of a thing in a sentence.
THING_LIMIT = 120


def thing_name(facts: Facts, texts: Texts, kind: Called, target: str) -> str:
    """What the plan, the roster or the catalogue calls it; its id once it is gone."""
    if kind is Called.TITLE:
        return award_name(texts, target)
    return one_line(official_name(facts, kind, target) or target, THING_LIMIT)


def name_line(facts: Facts, texts: Texts, alias: Alias) -> str:
    """A name that was given, and what it means."""
    thing = thing_name(facts, texts, alias.kind, alias.target)
    return texts(f"asking.names_line_{alias.kind}", name=alias.text, thing=thing)


def things(talk: Talk, kind: Called) -> tuple[str, ...]:
    """The ids of everything that can be given a name, in the order in which it is offered."""
    vocabulary = vocabulary_of(talk.tx)
    if kind is Called.UNIT:
        return tuple(unit.id for unit in vocabulary.units)
    if kind is Called.TITLE:
        return tuple(each.id for each in sorted(awards(), key=lambda each: (not each.usual, each.rank)))
    plan = talk.plan
    ours = [] if plan is None else [*_tasks_of(plan), *(topic.id for topic in plan.topics)]
    return tuple(dict.fromkeys([*ours, *(topic.id for topic in vocabulary.topics)]))


def thing_label(talk: Talk, kind: Called, target: str) -> str:
    """What a thing is called on a button: a task with its number."""
    task = talk.plan.task(target) if kind is Called.TASK and talk.plan is not None else None
    name = thing_name(talk.tx, talk.texts, kind, target)
    return one_line(f"{task.number} {name}" if task is not None else name)


def found_things(facts: Facts, kind: Called, text: str) -> tuple[str, ...]:
    """The ids of what a typed name, number or id means."""
    vocabulary = vocabulary_of(facts)
    known = {Called.TASK: vocabulary.topics, Called.UNIT: vocabulary.units, Called.TITLE: vocabulary.titles}[kind]
    if any(name.id == text for name in known):
        return (text,)
    languages = understood_languages()
    names, lexis = naming(vocabulary, languages), lexicon(languages)
    if kind is Called.TASK and (numbered := names.numbers.get(text.strip())):
        return numbered
    of_kind = {Called.TASK: names.topics, Called.UNIT: names.units, Called.TITLE: names.titles}[kind]
    found = of_kind.find(translated(replaced(split(text), lexis.expansions), lexis))
    return found.ids if found is not None else ()


def _tasks_of(plan: Plan) -> list[str]:
    return [task.id for task in plan.tasks if not task.withdrawn]
