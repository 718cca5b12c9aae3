"""What can be found by its words, and by whom: tasks, units, titles, innovations, the plans' own rules and targets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.understanding.searching import Fields, index_of
from locales.catalogue import Texts, languages
from plans.agenda import Entry, entries, entries_ever, plan_in_force
from plans.catalogue.titles import Award, awards, in_force_on, names_of
from plans.innovation.rules import may_see
from plans.model.answers import Answer, Innovation
from plans.model.asking import Alias
from plans.model.entered import EarlierInnovation
from plans.model.people import Person, Unit
from plans.model.plan import Plan, Rule, Target, Task
from plans.rights import Action, may
from plans.store.port import Facts

#: What a word counts for in a name, in another name, in who answers for it, in the heading, in the plan's own words.
NAME, CALLED, BODIES, SECTION, QUOTED = 1.0, 0.95, 0.6, 0.5, 0.7


@dataclass(frozen=True, slots=True)
class Said:
    """A rule or a target that a plan sets, and its place among them (rules first): it has no id of its own."""

    plan: Plan
    number: int
    said: Rule | Target


Thing: TypeAlias = Entry | Innovation | EarlierInnovation | Award | Unit | Said


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was found, with the words that may have done it, and whether it is only near."""

    thing: Thing
    words: frozenset[str]
    near: bool
    score: float


def find(facts: Facts, text: str, person: Person, today: date) -> list[Found]:
    """What a person may see of what a text asks for, the best first; of two alike the open one before the done one."""
    things = list(_things(facts, today))
    index = index_of(tuple(fields for _, fields in things))
    hits = index.find(text, lambda place: _may_see(facts, things[place][0], person, today))
    found = [Found(things[hit.place][0], hit.words, hit.near, hit.score) for hit in hits]
    return sorted(found, key=lambda each: (-round(each.score, 1), _is_over(each.thing)))


def find_entries(facts: Facts, text: str) -> list[Entry]:
    """The tasks that a text asks for, the best first, none that is only near or withdrawn."""
    names = other_names(facts)
    found = entries(facts)
    hits = index_of(tuple(_of_task(entry, names) for entry in found)).find(text)
    return [found[hit.place] for hit in hits if not hit.near]


def _is_over(thing: Thing) -> int:
    if isinstance(thing, Entry):
        return 2 if thing.task.withdrawn else int(thing.done)
    return 2 if isinstance(thing, Innovation) and thing.answer is Answer.WITHDRAWN else 0


def _may_see(facts: Facts, thing: Thing, person: Person, today: date) -> bool:
    if isinstance(thing, Innovation):
        return may_see(facts, thing, person, today)
    if isinstance(thing, EarlierInnovation):
        known = facts.get(Person, thing.person)
        unit = facts.get(Unit, known.unit) if known is not None else None
        units = (unit,) if unit is not None else ()
        return thing.person == person.id or may(Action.SEE_REGISTRATIONS, person, today, units)
    return True


def _things(facts: Facts, today: date) -> Iterator[tuple[Thing, Fields]]:
    """Everything there is, in a fixed order, with its texts."""
    names = other_names(facts)
    for entry in entries_ever(facts):
        yield entry, _of_task(entry, names)
    for unit in facts.all(Unit):
        yield unit, ((NAME, unit.name), *((CALLED, each) for each in (*unit.aliases, *names.get(unit.id, ()))))
    plan = plan_in_force(facts, today)
    day = in_force_on(plan) if plan is not None else today
    for award in (each for each in awards() if each.is_in_force(day)):
        called = (*names_of(award, languages()), *names.get(award.id, ()))
        yield award, (*((NAME, name) for name in _award_names(award)), *((CALLED, each) for each in called))
    for idea in facts.all(Innovation):
        if idea.answer is not Answer.DECLINED:
            yield idea, ((NAME, idea.name), (NAME, idea.number))
    for earlier in facts.all(EarlierInnovation):
        yield earlier, ((NAME, earlier.name),)
    for plan in facts.all(Plan):
        if plan.adopted_at is not None:
            for said in said_in(plan):
                yield said, ((QUOTED, said.said.source.quote),)


def said_in(plan: Plan) -> Sequence[Said]:
    """The rules and the targets of a plan."""
    everything: tuple[Rule | Target, ...] = (*plan.rules, *plan.targets)
    return [Said(plan, number, said) for number, said in enumerate(everything)]


def other_names(facts: Facts) -> dict[str, tuple[str, ...]]:
    """What the plans' topics and the office call tasks, units and titles besides, by their ids."""
    named: dict[str, tuple[str, ...]] = {}
    for alias in facts.all(Alias):
        named[alias.target] = (*named.get(alias.target, ()), alias.text)
    for plan in facts.all(Plan):
        for topic in plan.topics:
            meant = (*topic.names, *named.get(topic.id, ()))
            for task in topic.tasks if len(topic.tasks) == 1 else ():
                named[task] = (*named.get(task, ()), *meant)
    return named


def _of_task(entry: Entry, names: dict[str, tuple[str, ...]]) -> Fields:
    task: Task = entry.task
    return (
        (NAME, f"{task.number} {task.title}"),
        *((CALLED, each) for each in (*task.aliases, *names.get(task.id, ()))),
        (BODIES, " ".join(body.wording for body in (*task.lead, *task.cooperating))),
        (SECTION, task.section),
        (QUOTED, task.source.quote),
    )


def _award_names(award: Award) -> list[str]:
    return [Texts(language)(f"title.{award.id}") for language in languages()]
