"""From tasks to calendar events, and which events a person sees. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from calendar_sync.feeds import Feed, entries_in
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.deadlines import PERIODS, aim, calendar_day, last_of_month
from plans.model.people import Person
from plans.model.plan import Body, Deadline, DeadlineKind, Rule
from plans.registrations.rules import rules_for
from plans.store.port import Facts


class Status(StrEnum):
    """Whether an event stands (RFC 5545, 3.8.1.11); a day not yet set is tentative."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Event:
    """An all-day event. `uid` names it for life; `end` is exclusive."""

    uid: str
    summary: str
    description: str
    start: date
    end: date
    categories: tuple[str, ...]
    status: Status
    url: str


def uid_of(entry: Entry) -> str:
    """The lasting name of a task's event."""
    return f"{entry.key}@dondoc"


def events_in(facts: Facts, feed: Feed, person: Person | None, texts: Texts, chat_url: str) -> tuple[Event, ...]:
    """What a calendar shows."""
    return tuple(event_of(entry, texts, chat_url) for entry in entries_in(facts, feed, person))


def event_of(entry: Entry, texts: Texts, chat_url: str) -> Event:
    """The event of one task, in the words of one language."""
    day = calendar_day(entry.task.deadline)
    return Event(
        uid=uid_of(entry),
        summary=_summary(entry, texts),
        description=_description(entry, texts, chat_url),
        start=day,
        end=day + timedelta(days=1),
        categories=(texts("calendar.category"), texts(f"calendar.kind_{entry.task.kind}")),
        status=_status(entry),
        url=chat_url,
    )


def _status(entry: Entry) -> Status:
    if entry.task.withdrawn:
        return Status.CANCELLED
    unset = entry.task.deadline.kind is DeadlineKind.UNSET and not entry.done
    return Status.TENTATIVE if unset else Status.CONFIRMED


def _summary(entry: Entry, texts: Texts) -> str:
    """The title on one line, led by what an all-day event cannot show: a period, no day yet, done, cancelled."""
    title = " ".join(entry.task.title.split())
    if entry.task.withdrawn:
        return texts("calendar.cancelled", title=title)
    if entry.done and entry.task.opens:
        return texts("calendar.lead_done", title=title)
    if entry.done:
        return texts("calendar.done", title=title)
    return _dated(title, entry.task.deadline, texts)


def _dated(title: str, deadline: Deadline, texts: Texts) -> str:
    start, end = deadline.start, deadline.end
    match deadline.kind:
        case DeadlineKind.UNSET:
            return texts("calendar.unset", title=title)
        case DeadlineKind.MONTH:
            return texts("calendar.in_month", month=texts(f"calendar.month_{end.month}"), title=title)
        case DeadlineKind.QUARTER:
            return texts("calendar.in_quarter", quarter=texts.quarter(end), title=title)
        case DeadlineKind.YEAR:
            return texts("calendar.in_year", year=end.year, title=title)
        case DeadlineKind.RANGE:
            return _ranged(title, start, end, texts)
        case _:
            return title


def _ranged(title: str, start: date, end: date, texts: Texts) -> str:
    """A range in its own grain: whole years, whole months, or days."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        if start.year == end.year:
            return texts("calendar.in_year", year=end.year, title=title)
        return texts("calendar.in_years", first=start.year, last=end.year, title=title)
    if start.day == 1 and end == last_of_month(end):
        return texts("calendar.in_months", first=f"{start:%m/%Y}", last=f"{end:%m/%Y}", title=title)
    return texts("calendar.in_days", first=texts.day(start), last=texts.day(end), title=title)


def _description(entry: Entry, texts: Texts, chat_url: str) -> str:
    task = entry.task
    wording = task.deadline.wording
    lines = [texts("calendar.deadline", wording=wording[:1].upper() + wording[1:])]
    lines += _placing(task.deadline, texts)
    if task.lead:
        lines.append(texts("calendar.lead", units=_bodies(task.lead)))
    if task.cooperating:
        lines.append(texts("calendar.cooperating", units=_bodies(task.cooperating)))
    if task.opens:
        lines += ["", texts(f"calendar.opens_{task.opens}")]
        lines += [_ruled(rule, texts) for rule in rules_for(entry.plan, task.opens)]
    source = task.source
    plan = texts("calendar.plan", plan=entry.plan.title, number=task.number) if task.number else entry.plan.title
    lines += ["", plan]
    lines.append(texts("calendar.source", document=source.document, line=source.line, quote=source.quote))
    lines += ["", texts("calendar.way_back", url=chat_url)]
    return "\n".join(lines)


def _placing(deadline: Deadline, texts: Texts) -> list[str]:
    """Why the event stands on its day, where that is not plain from the deadline's wording."""
    if deadline.kind is DeadlineKind.UNSET:
        return [texts("calendar.placed_unset")]
    if deadline.kind in PERIODS:
        return [texts("calendar.placed_period")]
    target = aim(deadline)
    if deadline.kind is DeadlineKind.BY and target and target != deadline.end:
        day, end = texts.day(target), texts.day(deadline.end)
        return [texts("calendar.aim", weekday=texts.weekday(target), day=day, end=end)]
    return []


def _bodies(bodies: Iterable[Body]) -> str:
    """The bodies as the plan writes them; their names hold commas, so semicolons part them."""
    return "; ".join(body.wording for body in bodies)


def _ruled(rule: Rule, texts: Texts) -> str:
    return texts("calendar.rule", line=rule.source.line, quote=rule.source.quote)
