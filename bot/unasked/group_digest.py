"""What a group is told: its unit's tasks and parts by when they are due. No names, nothing that is one person's.

Whoever wants to do something about a line opens the private talk; nothing can be pressed in the group itself.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.messages import Choice, Reply
from bot.talk import fitted, one_line, within_limits
from bot.words.deadlines import aim_words, dated, deadline_words, left_words, overdue_words
from locales.catalogue import DEFAULT_LANGUAGE, Texts
from plans.agenda import Entry, entry_of
from plans.duties.parts import internal_date
from plans.model.groups import GroupDelivery, GroupLink
from plans.model.people import Person, Unit
from plans.model.reminding import DigestItem, Owed
from plans.reminding.things import Agenda
from plans.staff.people import language_of
from plans.store.port import Facts
from plans.weeks import sunday_of

#: What concerns a unit as a whole; answers of people are between them and the bot.
OF_UNITS = frozenset({Owed.TASK, Owed.PART})
TITLE_LIMIT = 300
SECTIONS = ("today", "week", "later", "overdue")


def still_said(facts: Facts, items: tuple[DigestItem, ...], today: date) -> tuple[DigestItem, ...]:
    """Those of a digest's items that are still open and whose day has not moved, with the days of today."""
    agenda = Agenda(facts, today)
    found = ((item, agenda.thing(item)) for item in items if item.owed in OF_UNITS)
    return tuple(replace(item, days=thing.days(today)) for item, thing in found if thing is not None)


def group_reply(facts: Facts, link: GroupLink, delivery: GroupDelivery, today: date, username: str) -> Reply:
    """The message of a group's digest, or its greeting, on its way out; `username` is the bot's, "" where unknown."""
    texts = texts_of(facts, link)
    unit = facts.get(Unit, link.unit)
    name = one_line(unit.name) if unit else link.unit
    again = f" {texts('digest.again')}" if delivery.again else ""
    open_private = Choice(texts("group.open_private"), url=f"https://t.me/{username}")
    choices = ((open_private,),) if username else ()
    if not delivery.items:
        return Reply(texts("group.greeting", unit=name), texts("group.greeting_heading") + again, choices)
    lines = list(_lines(facts, texts, delivery.items, today))
    heading = texts("group.heading", unit=name, day=texts.day(today)) + again
    return within_limits(Reply(fitted(texts, [*lines, "", texts("group.end")]), heading, choices))


def texts_of(facts: Facts, link: GroupLink) -> Texts:
    """A group is spoken to in the language of whoever linked it."""
    by = facts.get(Person, link.by)
    return Texts(language_of(facts, by) if by is not None else DEFAULT_LANGUAGE)


def _lines(facts: Facts, texts: Texts, items: tuple[DigestItem, ...], today: date) -> Iterator[str]:
    order = sorted(items, key=lambda item: (item.days < 0, abs(item.days), item.thing))
    number = 0
    for section in SECTIONS:
        members = [item for item in order if _section(item, today) == section]
        if members:
            yield from ([""] if number else [])
            yield texts(f"digest.group_{section}")
        for item in members:
            entry = entry_of(facts, item.plan, item.task)
            if entry is not None:
                number += 1
                yield texts("group.line", number=number, said=_said(facts, texts, entry, item, today))


def _section(item: DigestItem, today: date) -> str:
    if item.days <= 0:
        return "overdue" if item.days < 0 else "today"
    return "week" if item.aim <= sunday_of(today) else "later"


def _said(facts: Facts, texts: Texts, entry: Entry, item: DigestItem, today: date) -> str:
    task = entry.task
    title = one_line(task.title, TITLE_LIMIT)
    if item.owed is Owed.TASK:
        parts = [
            deadline_words(texts, task.deadline),
            left_words(texts, entry, today),
            aim_words(texts, task.deadline, today),
        ]
        said = "; ".join(part for part in parts if part)
        return texts("group.task", item=one_line(task.number, 12), task=title, when=said)
    internal = internal_date(facts, item.plan, item.task)
    day = internal.day if internal is not None else item.aim
    key = "group.part_before" if internal is not None and internal.before else "group.part"
    if item.days < 0:
        left = overdue_words(texts, task.kind, -item.days)
    else:
        left = texts.count("digest.days_left", item.days) if item.days else texts("answer.today")
    return texts(key, task=title, day=dated(texts, day), left=left)
