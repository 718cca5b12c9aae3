"""What the office is told of people whom reminders do not reach: who, what, why, and what to do about it."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Voice, fitted, one_line
from plans.model.people import Person, Role, Unit
from plans.model.plan import Plan
from plans.model.reminding import Notice, Undelivered
from plans.reminding.unreached import reported_on
from plans.staff.people import person_here
from plans.store.port import Facts

#: So many tasks of one person are named, and a title is never longer than this.
TASKS, TITLE_LIMIT = 3, 80


def is_undelivered(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the reader still is of the office, and anybody of those meant still is here."""
    return _is_office(facts, notice, today) and any(
        person_here(facts, each.person, today) for each in reported_on(facts, date.fromisoformat(notice.about))
    )


def undelivered(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """The reminders that reached nobody, by person."""
    day = date.fromisoformat(notice.about)
    by_person: dict[str, list[Undelivered]] = {}
    for each in reported_on(facts, day):
        by_person.setdefault(each.person, []).append(each)
    people = [person for id in by_person if (person := facts.get(Person, id)) is not None]
    people.sort(key=lambda person: (person.unit, person.name))
    lines = [voice.texts.count("outbox.undelivered", len(people), you=voice.you)]
    lines += [_about(facts, voice, person, by_person[person.id]) for person in people]
    lines += ["", voice.say("outbox.what_to_do")]
    return Reply(fitted(voice.texts, lines), voice.say("outbox.undelivered_heading"), _deeds(voice))


def is_lacking(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the reader still is of the office."""
    return _is_office(facts, notice, today)


def without_channel(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Who has no channel over which a reminder could reach them."""
    people = [person for id in notice.values["people"].split() if (person := facts.get(Person, id)) is not None]
    lines = [voice.texts.count("outbox.without_channel", int(notice.values["count"]), you=voice.you)]
    lines += [f"– {_named(facts, person)}" for person in people]
    if int(notice.values["count"]) > len(people):
        lines.append("– …")
    lines += ["", voice.say("outbox.without_channel_do")]
    return Reply(fitted(voice.texts, lines), voice.say("outbox.without_channel_heading"), _deeds(voice))


def _is_office(facts: Facts, notice: Notice, today: date) -> bool:
    person = person_here(facts, notice.person, today)
    return person is not None and Role.OFFICE in person.roles


def _about(facts: Facts, voice: Voice, person: Person, missed: Sequence[Undelivered]) -> str:
    whys = dict.fromkeys(voice.say(f"outbox.why_{each.reason.replace(' ', '_')}") for each in missed)
    return voice.say(
        "outbox.undelivered_line",
        who=_named(facts, person),
        what="; ".join(_tasks(facts, missed) + _reports(voice, missed)) or "…",
        why="; ".join(whys),
    )


def _tasks(facts: Facts, missed: Iterable[Undelivered]) -> list[str]:
    named = dict.fromkeys((item.plan, item.task) for each in missed for item in each.items)
    titles = []
    for plan_id, task_id in named:
        plan = facts.get(Plan, plan_id)
        task = plan.task(task_id) if plan is not None else None
        if task is not None:
            titles.append(one_line(task.title, TITLE_LIMIT))
    return titles if len(titles) <= TASKS else [*titles[:TASKS], "…"]


def _reports(voice: Voice, missed: Iterable[Undelivered]) -> list[str]:
    """A leader's report, which may name nothing of its reader's own."""
    return [voice.say("outbox.weekly_report")] if any(not each.items for each in missed) else []


def _named(facts: Facts, person: Person) -> str:
    unit = facts.get(Unit, person.unit)
    return f"{one_line(person.name)} ({one_line(unit.name)})" if unit is not None else one_line(person.name)


def _deeds(voice: Voice) -> tuple[tuple[Choice, ...], ...]:
    return (
        (press(voice.say("outbox.print_slips"), "print", "slips"),),
        (press(voice.say("outbox.invite"), "ask", "invite"), press(voice.say("outbox.roster"), "ask", "roster")),
    )
