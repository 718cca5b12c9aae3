"""Other names that the office gives to tasks, units and titles, so that people's own words for them are understood.

The manner of `plans.actions`. Whether a name could be mistaken for another thing or for a common word is a matter of
language, and asked before by whoever knows the words (`bot.understanding.aliases`).
"""

from datetime import datetime

from plans.agenda import entries
from plans.audit import CONSOLE, audit
from plans.catalogue.titles import award
from plans.model.asking import Alias, Called
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.plain_text import bare, printable
from plans.problems import Problem
from plans.rights import Action, office_refusal
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: The longest name, and the most names that an office gives.
LONGEST, MOST = 60, 500
#: What changes of names are filed under in the journal.
NAMES = "names"


def names_given(facts: Facts) -> tuple[Alias, ...]:
    """Every name that was added, by what it is given to and then by the alphabet."""
    return tuple(sorted(facts.all(Alias), key=lambda each: (each.kind, each.target, each.id)))


def official_name(facts: Facts, kind: Called, target: str) -> str:
    """What the plan, the roster or the catalogue calls it; "" when there is no such thing any more."""
    if kind is Called.UNIT:
        unit = facts.get(Unit, target)
        return unit.name if unit is not None else ""
    if kind is Called.TITLE:
        return target if award(target) is not None else ""
    tasks = (entry.task.title for entry in reversed(entries(facts)) if entry.task.id == target)
    topics = (topic.names[0] for plan in facts.all(Plan) for topic in plan.topics if topic.id == target)
    return next(tasks, "") or next(topics, "")


def add_name(
    tx: Transaction, now: datetime, by: Person | None, kind: Called, target: str, text: str
) -> Alias | Problem:
    """Let something also be called this."""
    name = printable(text)
    refused = office_refusal(Action.MANAGE_NAMES, by, day_in_hanoi(now)) or _wrong(tx, kind, target, name)
    if refused is not None:
        return refused
    alias = Alias(kind, target, name, CONSOLE if by is None else by.id, now)
    tx.put(alias)
    audit(tx, now, by, "add_name", NAMES, f"{name} → {official_name(tx, kind, target)}")
    return alias


def remove_name(tx: Transaction, now: datetime, by: Person | None, alias: Alias) -> Alias | Problem:
    """Take a name back that was added."""
    refused = office_refusal(Action.MANAGE_NAMES, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    if tx.get(Alias, alias.id) is None:
        return Problem("asking.name_gone", {"name": alias.text})
    tx.delete(Alias, alias.id)
    named = official_name(tx, alias.kind, alias.target) or alias.target
    audit(tx, now, by, "remove_name", NAMES, f"{alias.text} → {named}")
    return alias


def _wrong(facts: Facts, kind: Called, target: str, name: str) -> Problem | None:
    if len(name) > LONGEST:
        return Problem("asking.name_too_long", {"limit": str(LONGEST)})
    if not official_name(facts, kind, target):
        return Problem("asking.nothing_of_that_id", {"id": target})
    given = facts.all(Alias)
    before = next((each for each in given if bare(each.text) == bare(name)), None)
    if before is not None:
        owner = official_name(facts, before.kind, before.target) or before.target
        return Problem("asking.name_given", {"name": name, "owner": owner})
    return Problem("asking.too_many_names", {"limit": str(MOST)}) if len(given) >= MOST else None
