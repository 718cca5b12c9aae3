"""What people are told of cooperating units' parts: a day was set, one is asked for, all are in, a day is overtaken."""

from collections.abc import Sequence
from datetime import date

from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Voice, one_line
from bot.words.deadlines import bodies_words, deadline_words
from bot.words.parts import DAY, UNIT_LIMIT, as_deadline, check_press, sent_press, title_of, view_press
from plans.agenda import Entry, entry_of
from plans.duties.collecting import asked_of
from plans.duties.overtaken import overtaken
from plans.duties.parts import internal_date, partners, units_owing
from plans.model.people import Person, Role, Unit
from plans.model.reminding import Delivery, Notice, Owed
from plans.rights import Action, may
from plans.store.port import Facts


def is_dated(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the unit still owes its part, or was told of a day that is no more, and the reader answers for it."""
    entry, unit = _entry(facts, notice), _unit(facts, notice)
    if entry is None or unit is None or notice.person not in asked_of(facts, entry, unit, today):
        return False
    if internal_date(facts, entry.plan.id, entry.task.id) is not None:
        return unit in units_owing(facts, entry)
    return unit in partners(facts, entry.task) and not (entry.done or entry.waits)


def dated(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """By when a unit hands its part in, or that it need not by that day any more."""
    entry, unit = _meant(facts, notice)
    name = one_line(unit.name, UNIT_LIMIT)
    heading = voice.say("part.notice_heading", unit=name)
    found = internal_date(facts, entry.plan.id, entry.task.id)
    if found is None:
        text = voice.say("part.notice_dropped", unit=name, title=title_of(entry))
        return Reply(text, heading, _rows([[view_press(voice, entry.key)]]))
    deadline = deadline_words(voice.texts, as_deadline(found))
    lines = [voice.say("part.notice_dated", unit=name, title=title_of(entry), deadline=deadline)]
    return Reply("\n".join([*lines, *_about(voice, entry)]), heading, _unit_rows(voice, entry, unit))


def is_asked(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the unit still owes its part, and the reader still answers for it."""
    entry, unit = _entry(facts, notice), _unit(facts, notice)
    if entry is None or unit is None or unit not in units_owing(facts, entry):
        return False
    return notice.person in asked_of(facts, entry, unit, today) and not _is_in_digest(facts, notice, today)


def _is_in_digest(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the digest of the same morning asks for it, too: one message is enough."""
    digest = facts.get(Delivery, notice.person)
    if digest is None or digest.day != today or digest.at < notice.at:
        return False
    part = notice.values["plan"], notice.values["task"], Owed.PART, notice.values["unit"]
    return any(item.thing == part for item in digest.items)


def asked(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """A unit's part has not come in yet."""
    entry, unit = _meant(facts, notice)
    found = internal_date(facts, entry.plan.id, entry.task.id)
    if found is None:
        raise LookupError(notice.about)
    name, deadline = one_line(unit.name, UNIT_LIMIT), deadline_words(voice.texts, as_deadline(found))
    lines = [voice.say("part.notice_asked", unit=name, title=title_of(entry), deadline=deadline)]
    heading = voice.say("part.notice_heading", unit=name)
    return Reply("\n".join([*lines, *_about(voice, entry)]), heading, _unit_rows(voice, entry, unit))


def is_all_in(facts: Facts, notice: Notice, _today: date) -> bool:
    """Whether every part still is in, and the task is not done yet."""
    entry = _entry(facts, notice)
    if entry is None or entry.done or entry.waits or internal_date(facts, entry.plan.id, entry.task.id) is None:
        return False
    return bool(partners(facts, entry.task)) and not units_owing(facts, entry)


def all_in(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Every unit has handed its part in: to whoever collects them."""
    entry = _entry(facts, notice)
    if entry is None:
        raise LookupError(notice.about)
    count = len(partners(facts, entry.task))
    deadline = deadline_words(voice.texts, entry.task.deadline)
    text = voice.texts.count("part.notice_all_in", count, title=title_of(entry), deadline=deadline)
    rows = [[check_press(voice, entry.key), view_press(voice, entry.key)]]
    return Reply(text, _heading(voice, voice.say("part.notice_all_in_heading")), _rows(rows))


def is_overtaken(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether the internal date still lies after the plan's own, and the reader may set another."""
    entry = _entry(facts, notice)
    if entry is None or overtaken(facts, entry.plan, entry.task) is None:
        return False
    return may(Action.SET_INTERNAL_DATE, facts.get(Person, notice.person), today)


def was_overtaken(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """The plan's day is now before the units'."""
    entry = _entry(facts, notice)
    found = overtaken(facts, entry.plan, entry.task) if entry is not None else None
    if entry is None or found is None:
        raise LookupError(notice.about)
    values = {
        "title": title_of(entry),
        "deadline": deadline_words(voice.texts, entry.task.deadline),
        "day": voice.texts.day(found.day),
    }
    row = [
        press(voice.say("part.do_move"), DAY, "ask", entry.key),
        press(voice.say("part.do_drop"), DAY, "drop", entry.key),
    ]
    heading = _heading(voice, voice.say("part.notice_overtaken_heading"))
    return Reply(voice.say("part.notice_overtaken", **values), heading, _rows([row, [view_press(voice, entry.key)]]))


def _about(voice: Voice, entry: Entry) -> list[str]:
    """Whom it goes to, and when the whole is due."""
    deadline = deadline_words(voice.texts, entry.task.deadline)
    return [voice.say("part.notice_whole", lead=bodies_words(voice.texts, entry.task.lead), deadline=deadline)]


def _unit_rows(voice: Voice, entry: Entry, unit: Unit) -> tuple[tuple[Choice, ...], ...]:
    return _rows([[sent_press(voice, entry.key, unit), view_press(voice, entry.key)]])


def _rows(rows: Sequence[Sequence[Choice]]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(row) for row in rows)


def _entry(facts: Facts, notice: Notice) -> Entry | None:
    return entry_of(facts, notice.values["plan"], notice.values["task"])


def _unit(facts: Facts, notice: Notice) -> Unit | None:
    return facts.get(Unit, notice.values["unit"])


def _meant(facts: Facts, notice: Notice) -> tuple[Entry, Unit]:
    entry, unit = _entry(facts, notice), _unit(facts, notice)
    if entry is None or unit is None:
        raise LookupError(notice.about)
    return entry, unit


def _heading(voice: Voice, heading: str) -> str:
    """Leaders get reports."""
    if Role.LEADER not in voice.person.roles:
        return heading
    return voice.say("notice.report", heading=heading[:1].lower() + heading[1:])
