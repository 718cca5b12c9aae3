"""From tasks to calendar events, and which events a person sees. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from calendar_sync.feeds import OWN, PUBLIC, Feed, Shown
from calendar_sync.parts import Part
from calendar_sync.uids import todo_uid_of, uid_of
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.deadlines import PERIODS, aim, calendar_day, last_of_month
from plans.model.people import Person
from plans.model.plan import Body, Deadline, DeadlineKind, Rule, Task, TaskKind
from plans.plain_text import capitalized
from plans.planning.meetings import preparing
from plans.registrations.rules import rules_for
from plans.store.port import Facts
from plans.working_days import HANOI

#: Names of CSS3 (RFC 7986, 5.9) that stay apart for people who see red and green, or blue and yellow, alike.
COLORS = {
    TaskKind.REGISTRATION: "red",
    TaskKind.REPORT: "lightskyblue",
    TaskKind.MEETING: "blue",
    TaskKind.INNOVATION: "gold",
    TaskKind.REVIEW: "rebeccapurple",
    TaskKind.DOSSIER: "maroon",
    TaskKind.MOVEMENT: "salmon",
    TaskKind.OTHER: "darkslategray",
}
#: How long a meeting is shown whose end no plan names.
MEETING_LASTS = timedelta(hours=2)


class Status(StrEnum):
    """Whether an event stands (RFC 5545, 3.8.1.11); a day not yet set is tentative."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Event:
    """An event of whole days, or a meeting from hour to hour (both aware, in Viet Nam's time).

    `uid` names it for life; `end` is exclusive. `related` are the UIDs of the deadlines that prepare it. `busy` says
    that whoever reads this calendar is to be there.
    """

    uid: str
    summary: str
    description: str
    start: date
    end: date
    categories: tuple[str, ...]
    status: Status
    url: str
    color: str = ""
    related: tuple[str, ...] = ()
    done: bool = False
    busy: bool = False

    @property
    def timed(self) -> bool:
        """Whether it begins at an hour."""
        return isinstance(self.start, datetime)

    @property
    def day(self) -> date:
        """The day it stands on."""
        return self.start.date() if isinstance(self.start, datetime) else self.start


@dataclass(frozen=True, slots=True)
class Todo:
    """A task in a list of tasks (VTODO), to be ticked off by whoever may mark it done."""

    uid: str
    summary: str
    description: str
    due: date
    done: bool
    done_at: datetime | None
    url: str
    categories: tuple[str, ...]


class Events:
    """The events of all calendars of one day, each worded once for any number of calendars."""

    def __init__(self, facts: Facts, chat_url: str, today: date) -> None:
        self._shown = Shown(facts, today)
        self._chat_url = chat_url
        self._made: dict[tuple[str, str, bool], Event] = {}
        self._parts: dict[tuple[str, str], Event] = {}

    def of(self, feed: Feed, person: Person | None, texts: Texts) -> tuple[Event, ...]:
        """What a calendar shows: in a person's own, their councils' meetings with an hour take up their time."""
        made = [(entry, self._event(entry, texts, feed == PUBLIC)) for entry in self._shown.entries(feed, person)]
        parts = tuple(self._part(part, texts) for part in self._shown.parts(feed, person))
        if feed != OWN or person is None:
            return (*(event for _, event in made), *parts)
        busy = (
            replace(event, busy=True) if event.timed and self._shown.sits_in(person, entry) else event
            for entry, event in made
        )
        return (*busy, *parts)

    def _part(self, part: Part, texts: Texts) -> Event:
        name = (part.uid, texts.language)
        if name not in self._parts:
            self._parts[name] = part_event_of(part, texts, self._chat_url)
        return self._parts[name]

    def _event(self, entry: Entry, texts: Texts, public: bool) -> Event:
        name = (entry.key, texts.language, public)
        if name not in self._made:
            self._made[name] = event_of(entry, texts, self._chat_url, public=public)
        return self._made[name]


def events_in(
    facts: Facts, feed: Feed, person: Person | None, texts: Texts, chat_url: str, today: date
) -> tuple[Event, ...]:
    """What one calendar shows on a day."""
    return Events(facts, chat_url, today).of(feed, person, texts)


def event_of(entry: Entry, texts: Texts, chat_url: str, *, public: bool = False) -> Event:
    """The event of one task, in the words of one language; `public`: what the plan says, and no word to the staff."""
    start, end = _time_of(entry.task)
    return Event(
        uid=uid_of(entry),
        summary=_summary(entry, texts),
        description=_description(entry, texts, chat_url, public=public),
        start=start,
        end=end,
        categories=_categories(entry, texts),
        status=_status(entry),
        url=chat_url,
        color=COLORS[entry.task.kind],
        related=related_to(entry),
        # Of a register only the lead's part is done: those who have not answered still want to be warned.
        done=entry.done and not entry.task.withdrawn and entry.task.opens is None,
    )


def part_event_of(part: Part, texts: Texts, chat_url: str) -> Event:
    """The event of a unit's part of a task on its internal date, or of all parts together."""
    return Event(
        uid=part.uid,
        summary=_part_summary(part, texts),
        description=_part_description(part, texts, chat_url),
        start=part.day,
        end=part.day + timedelta(days=1),
        categories=_categories(part.entry, texts),
        status=Status.CONFIRMED if part.stands else Status.CANCELLED,
        url=chat_url,
        color=COLORS[part.entry.task.kind],
        done=part.stands and part.settled,
    )


def _part_summary(part: Part, texts: Texts) -> str:
    title, unit = _title(part.entry), " ".join(part.unit.name.split()) if part.unit is not None else ""
    if part.stands and part.sent:
        return texts("part.event_sent" if unit else "part.event_of_all_sent", unit=unit, title=title)
    named = texts("part.event" if unit else "part.event_of_all", unit=unit, title=title)
    if not part.stands:
        return texts("calendar.cancelled", title=named)
    return texts("part.event_needless", title=named) if part.entry.done else named


def _part_description(part: Part, texts: Texts, chat_url: str) -> str:
    day, wording = texts.day(part.day), part.entry.task.deadline.wording
    lines = [texts("part.event_before" if part.internal.before else "part.event_by", day=day)]
    if part.aim != part.day:
        lines.append(texts("calendar.aim", weekday=texts.weekday(part.aim), day=texts.day(part.aim), end=day))
    lines.append(texts("calendar.deadline", wording=capitalized(wording)))
    if part.entry.task.lead:
        lines.append(texts("calendar.lead", units=_bodies(part.entry.task.lead)))
    lines += ["", part.entry.plan.title]
    if chat_url:
        lines += ["", texts("calendar.way_back", url=chat_url)]
    return "\n".join(lines)


def todo_of(entry: Entry, texts: Texts, chat_url: str) -> Todo:
    """The same task for a list of tasks; whether it is done is a tick there, not a word."""
    return Todo(
        uid=todo_uid_of(entry),
        summary=_dated(_title(entry), entry.task.deadline, texts),
        description=_description(entry, texts, chat_url),
        due=calendar_day(entry.task.deadline),
        done=entry.done,
        done_at=entry.progress.done_at if entry.progress else None,
        url=chat_url,
        categories=_categories(entry, texts),
    )


def related_to(entry: Entry) -> tuple[str, ...]:
    """The UIDs of the deadlines that prepare a meeting."""
    return tuple(uid_of(replace(entry, task=task)) for task in preparing(entry.plan, entry.task))


def _is_timed(task: Task) -> bool:
    """Whether a task stands at an hour: a meeting on a named day, not the hour by which papers must be in."""
    return task.kind is TaskKind.MEETING and task.deadline.kind is DeadlineKind.ON and task.deadline.hour is not None


def _time_of(task: Task) -> tuple[date, date]:
    """From when to when (exclusive) a task stands in the calendar."""
    day, hour = calendar_day(task.deadline), task.deadline.hour
    if hour is None or not _is_timed(task):
        return day, day + timedelta(days=1)
    start = datetime.combine(day, hour, HANOI)
    return start, start + MEETING_LASTS


def _categories(entry: Entry, texts: Texts) -> tuple[str, ...]:
    return texts("calendar.category"), texts(f"calendar.kind_{entry.task.kind}")


def _title(entry: Entry) -> str:
    return " ".join(entry.task.title.split())


def _status(entry: Entry) -> Status:
    if entry.task.withdrawn:
        return Status.CANCELLED
    unset = entry.task.deadline.kind is DeadlineKind.UNSET and not entry.done
    return Status.TENTATIVE if unset else Status.CONFIRMED


def _summary(entry: Entry, texts: Texts) -> str:
    """The title on one line, led by what an all-day event cannot show: a period, no day yet, done, cancelled."""
    title = _title(entry)
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


def _description(entry: Entry, texts: Texts, chat_url: str, *, public: bool = False) -> str:
    task = entry.task
    wording = task.deadline.wording
    lines = [texts("calendar.deadline", wording=capitalized(wording))]
    lines += _hour(task, texts)
    lines += _placing(task.deadline, texts, to_staff=not public)
    if task.lead:
        lines.append(texts("calendar.lead", units=_bodies(task.lead)))
    if task.cooperating:
        lines.append(texts("calendar.cooperating", units=_bodies(task.cooperating)))
    if task.opens:
        lines += ["", *([] if public else [texts(f"calendar.opens_{task.opens}")])]
        lines += [_ruled(rule, texts) for rule in rules_for(entry.plan, task.opens)]
    source = task.source
    plan = texts("calendar.plan", plan=entry.plan.title, number=task.number) if task.number else entry.plan.title
    lines += ["", plan]
    lines.append(texts("calendar.source", document=source.document, line=source.line, quote=source.quote))
    if chat_url and not public:
        lines += ["", texts("calendar.way_back", url=chat_url)]
    return "\n".join(lines)


def _hour(task: Task, texts: Texts) -> list[str]:
    """The hour that the plan names; of a meeting, that nobody has said when it ends."""
    hour = task.deadline.hour
    if hour is None:
        return []
    return [texts("calendar.begins_at" if _is_timed(task) else "calendar.hour", hour=f"{hour:%H:%M}")]


def _placing(deadline: Deadline, texts: Texts, *, to_staff: bool) -> list[str]:
    """Why the event stands on its day, where that is not plain from the deadline's wording."""
    if deadline.kind is DeadlineKind.UNSET:
        return [texts("calendar.placed_unset")]
    if deadline.kind in PERIODS:
        return [texts("calendar.placed_period")]
    target = aim(deadline)
    if to_staff and deadline.kind is DeadlineKind.BY and target and target != deadline.end:
        day, end = texts.day(target), texts.day(deadline.end)
        return [texts("calendar.aim", weekday=texts.weekday(target), day=day, end=end)]
    return []


def _bodies(bodies: Iterable[Body]) -> str:
    """The bodies as the plan writes them; their names hold commas, so semicolons part them."""
    return "; ".join(body.wording for body in bodies)


def _ruled(rule: Rule, texts: Texts) -> str:
    return texts("calendar.rule", line=rule.source.line, quote=rule.source.quote)
