"""Nhắc ngay: what a button that urges people does, and what is said of it."""

from bot.answers.greeting import stale
from bot.answers.lists.unit import unit_page
from bot.answers.missing import KINDS, OWN_PAGE, units_to_urge, who_not_registered
from bot.answers.tasks.details import back_of, details
from bot.presses import mark
from bot.talk import Answer, Talk, one_line
from bot.words.names import person_name
from plans.agenda import entry_by_key
from plans.duties.urging import task_urged, urge_task
from plans.model.people import Unit
from plans.model.plan import Opens, Plan
from plans.model.reminding import Urging
from plans.problems import Problem
from plans.registrations.urging import urge


def press_urge(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Urge everybody ("t:all") or a unit's people ("t:3fa2b1c0"); the page it was asked on says what came of it."""
    letter, scope, page, place, *_ = (*words, "", "", "", "")
    kind, plan = KINDS.get(letter), talk.plan
    unit = next((unit for unit in talk.tx.all(Unit) if mark(unit.id) == scope), None)
    if kind is None or plan is None or (unit is None and scope != "all"):
        return (stale(talk),)
    note = urged(talk, plan, kind, unit)
    if page == "units":
        return (units_to_urge(talk, kind, place, note),)
    if page == OWN_PAGE and unit is not None:
        return (unit_page(talk, plan, unit, kind, note=note),)
    return (who_not_registered(talk, kind, note=note),)


def press_urge_task(talk: Talk, words: tuple[str, ...]) -> Answer:
    """Nhắc đơn vị: a task by its key; the answer about the task says what came of it."""
    entry = entry_by_key(talk.tx, words[0]) if words else None
    if entry is None:
        return (stale(talk),)
    earlier = task_urged(talk.tx, entry, talk.today)
    done = urge_task(talk.tx, talk.now, talk.person, entry)
    if isinstance(done, Problem):
        note = talk.trouble(done)
    else:
        told = [id for id in done.told if earlier is None or id not in earlier.told]
        names = talk.texts.joined([person_name(talk.tx, id) for id in told])
        key = "urge.task_sent" if done.goes <= talk.now else "urge.task_will_go"
        note = talk.say(key, names=names, goes=talk.texts.moment(done.goes))
    return (details(talk, entry, back_of(talk, words[1:]), note=note),)


def urged(talk: Talk, plan: Plan, kind: Opens, unit: Unit | None) -> str:
    """Urge them, and say who was told, when it goes out, or why nobody was."""
    done = urge(talk.tx, talk.now, talk.person, plan, kind, unit)
    if isinstance(done, Problem):
        return talk.trouble(done)
    return outcome(talk, done)


def outcome(talk: Talk, done: Urging) -> str:
    """How many are told and when."""
    unit = talk.tx.get(Unit, done.unit) if done.unit else None
    whom = talk.say("urge.in_unit", unit=one_line(unit.name, 100)) if unit else ""
    key = "urge.told" if done.goes <= talk.now else "urge.will_be_told"
    return talk.texts.count(key, len(done.told), whom=whom, goes=talk.texts.moment(done.goes))
