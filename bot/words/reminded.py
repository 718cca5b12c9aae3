"""Messages that went out, or would, in words: what kind, to whom, about which tasks, by which channel, how it ended."""

from collections.abc import Iterable, Sequence

from bot.talk import one_line
from bot.words.deadlines import short
from locales.catalogue import Texts
from plans.model.people import Person, Unit
from plans.model.plan import Plan, Task
from plans.model.reminding import DeliveryKind, DigestItem
from plans.office.reminded import GROUP_KIND, NEWS_KIND, Told
from plans.store.port import Facts

#: Why a message ended as it did, as the histories write it → how it is said; nothing more is said of other reasons.
REASONS = {
    "nothing owed": "remind.because_done",
    "left": "remind.because_left",
    "superseded": "remind.because_superseded",
    "crash": "remind.because_crash",
    "unreachable": "remind.because_unreachable",
}
CHANNELS = frozenset({"telegram", "web", "email"})
#: Tasks named in a line, and the longest of their titles.
NAMED, TITLE_LIMIT = 4, 70


def told_line(facts: Facts, texts: Texts, told: Told) -> str:
    """When, to whom, what kind, over which channel, how it ended, about which tasks."""
    values = {
        "moment": texts.moment(told.at),
        "who": receiver(facts, told.person, told.unit),
        "kind": kind_words(texts, told),
        "end": _end(texts, told),
        "channel": texts(f"remind.over_{told.channel}") if told.channel in CHANNELS else "",
    }
    line = texts("remind.line_channel" if values["channel"] else "remind.line", **values)
    tasks = _tasks(facts, texts, told)
    return f"{line}: {tasks}" if tasks else line


def receiver(facts: Facts, person: str, unit: str = "") -> str:
    """Who gets it: a person, or the group of a unit."""
    if unit and not person:
        found = facts.get(Unit, unit)
        return one_line(found.name if found else unit)
    named = facts.get(Person, person)
    return one_line(named.name if named else person)


def kind_words(texts: Texts, told: Told) -> str:
    """What kind of message it was."""
    kind = told.kind
    known = told.is_notice is False and kind in {*DeliveryKind, NEWS_KIND, GROUP_KIND}
    return texts(f"remind.kind_{kind}") if known else texts("remind.kind_notice")


def item_line(facts: Facts, texts: Texts, item: DigestItem) -> str:
    """One item: what is asked for, which task, and how far it is to the day to finish on."""
    asked = texts(f"remind.owed_{item.owed}")
    line = f"{asked}: {task_name(facts, item.plan, item.task)} [{_when(texts, item)}]"
    notes = []
    if item.unit:
        notes.append(receiver(facts, "", item.unit))
    if item.of:
        notes.append(texts("remind.stands_in", name=receiver(facts, item.of)))
    if item.warns:
        notes.append(texts(f"remind.warns_{item.warns}"))
    return f"{line} ({'; '.join(notes)})" if notes else line


def task_name(facts: Facts, plan_id: str, task_id: str, limit: int = 0) -> str:
    """A task by its number and title."""
    task = find_task(facts, plan_id, task_id)
    if task is None:
        return task_id
    return f"{task.number}. {one_line(task.title, limit) if limit else task.title}"


def find_task(facts: Facts, plan_id: str, task_id: str) -> Task | None:
    """A task by its ids."""
    plan = facts.get(Plan, plan_id)
    return plan.task(task_id) if plan else None


def _tasks(facts: Facts, texts: Texts, told: Told) -> str:
    things: Iterable[tuple[str, str]] = [
        *((item.plan, item.task) for item in told.items),
        *((change.plan, change.task) for change in told.changes),
    ]
    names = [task_name(facts, plan, task, TITLE_LIMIT) for plan, task in dict.fromkeys(things) if task]
    return _first(texts, names)


def _first(texts: Texts, names: Sequence[str]) -> str:
    more = [texts.count("remind.more_tasks", len(names) - NAMED)] if len(names) > NAMED else []
    return "; ".join([*names[:NAMED], *more])


def _end(texts: Texts, told: Told) -> str:
    end = texts(f"remind.state_{told.state}")
    if told.again:
        end = texts("remind.twice", end=end)
    return f"{end} ({texts(REASONS[told.reason])})" if told.reason in REASONS else end


def _when(texts: Texts, item: DigestItem) -> str:
    if item.days < 0:
        return texts.count("remind.days_over", -item.days)
    day = short(item.aim)
    return texts.count("remind.days_left", item.days, day=day) if item.days else texts("remind.days_none", day=day)
