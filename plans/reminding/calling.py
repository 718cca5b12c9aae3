"""When each person is spoken to: at their hour of every working day, leaders on each week's first; pings at 14:00."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from plans.hours import may_remind
from plans.model.people import Person, Role
from plans.model.reminding import PlannedThrough, ReminderSettings, Snooze
from plans.reminding.settings import EARLIEST, LATEST
from plans.store.port import Facts
from plans.weeks import A_WEEK, first_of_week, monday_of
from plans.working_days import HANOI, day_in_hanoi, on_or_after, on_or_before

PING_HOUR = time(14, 0)
#: The one record's id.
PLANNED = "reminders"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """At which hours, and whether on every working day or once a week, somebody is spoken to."""

    settings: ReminderSettings
    weekly: bool = False

    def hour_on(self, day: date) -> time:
        """The hour of that day, whatever a record edited by hand says within those that can be."""
        return min(max(self.settings.hour_on(day), EARLIEST), LATEST)

    def call_on(self, day: date) -> datetime:
        """The instant of that day."""
        return datetime.combine(day, self.hour_on(day), HANOI)

    def next_call(self, now: datetime) -> datetime:
        """The first instant after `now` at which they are spoken to."""
        day = on_or_after(day_in_hanoi(now))
        while self.call_on(day) <= now or (self.weekly and _weekly_before(day) != day):
            day = on_or_after(day + timedelta(days=1))
        return self.call_on(day)

    def last_call(self, now: datetime) -> datetime:
        """The latest instant, not after `now`, at which they were spoken to, or would have been."""
        today = day_in_hanoi(now)
        day = _weekly_before(today) if self.weekly else on_or_before(today)
        if self.call_on(day) > now:
            yesterday = day - timedelta(days=1)
            day = _weekly_before(yesterday) if self.weekly else on_or_before(yesterday)
        return self.call_on(day)


def _weekly_before(day: date) -> date:
    """The last first working day of a week, not after that day."""
    monday = monday_of(day)
    while (first := first_of_week(monday)) is None or first > day:
        monday -= A_WEEK
    return first


_NO_SETTINGS = ReminderSettings("")
#: That of groups, and of whoever has chosen nothing.
USUAL_RHYTHM = Rhythm(_NO_SETTINGS)


def is_leader(person: Person) -> bool:
    """Whether a person gets one report a week in place of digests and pings."""
    return Role.LEADER in person.roles


@dataclass(frozen=True, slots=True)
class Window:
    """What is spoken of when somebody is spoken to: everything since they last were, at `called`."""

    called: datetime

    def low(self, since: datetime) -> date:
        """The day after which rungs count, of what is in force `since` then: none before that day, and that day too."""
        return day_in_hanoi(self.called) if since <= self.called else day_in_hanoi(since) - timedelta(days=1)


def left_behind(facts: Facts, after: datetime) -> dict[str, datetime]:
    """Whose hours had not come when everything was planned up to that instant."""
    planned = facts.get(PlannedThrough, PLANNED)
    return planned.behind if planned is not None and planned.at == after else {}


class Calls:
    """Who is spoken to between two instants.

    Whoever was missed and whose hour has not come today is left behind until it does: then everything since counts.
    """

    def __init__(self, facts: Facts, after: datetime, now: datetime) -> None:
        self._behind = left_behind(facts, after)
        self._settings = {each.person: each for each in facts.all(ReminderSettings)}
        self._after, self._now = after, now
        self._windows: dict[tuple[time, time, date | None, bool], Window | None] = {}
        self.behind: dict[str, datetime] = {}

    def rhythm(self, person: Person) -> Rhythm:
        """That of a person."""
        return Rhythm(self._settings.get(person.id, _NO_SETTINGS), is_leader(person))

    def window(self, rhythm: Rhythm) -> Window | None:
        """What is spoken of to people of one rhythm; None when it is not their turn."""
        settings = rhythm.settings
        key = (settings.hour, settings.hour_was, settings.hour_from, rhythm.weekly)
        if key not in self._windows:
            self._windows[key] = self._window(rhythm)
        return self._windows[key]

    def _window(self, rhythm: Rhythm) -> Window | None:
        today = rhythm.call_on(day_in_hanoi(self._now))
        hour = f"{today:%H:%M}"
        late = self._behind.get(hour, self._after)
        if rhythm.last_call(self._now) <= late:
            return None
        if self._now < today:
            self.behind[hour] = late
            return None
        return Window(rhythm.last_call(late))


def rhythm_of(facts: Facts, person: Person) -> Rhythm:
    """When a person is spoken to."""
    return Rhythm(facts.get(ReminderSettings, person.id) or _NO_SETTINGS, is_leader(person))


def returns_alone(until: datetime, rhythm: Rhythm) -> bool:
    """Whether what is put off until then comes back by itself: at an hour of work that day's digest does not reach."""
    return may_remind(until) and until > rhythm.call_on(day_in_hanoi(until))


def next_instant(facts: Facts, after: datetime) -> datetime:
    """The next instant, strictly after the given one, at which anything can be due."""
    day = on_or_after(day_in_hanoi(after))
    found = min((at for at in _instants(facts, day, after)), default=None)
    if found is None:
        day = on_or_after(day + timedelta(days=1))
        found = min(_instants(facts, day, after))
    return found.astimezone(after.tzinfo)


def _instants(facts: Facts, day: date, after: datetime) -> Iterable[datetime]:
    """The instants of a working day after `after`."""
    chosen = {(each.hour, each.hour_was, each.hour_from): each for each in facts.all(ReminderSettings)}
    hours = {Rhythm(settings).hour_on(day) for settings in chosen.values()}
    hours |= {USUAL_RHYTHM.hour_on(day), PING_HOUR}
    at = {datetime.combine(day, hour, HANOI) for hour in hours}
    at |= {snooze.until for snooze in facts.all(Snooze) if snooze.until > after and day_in_hanoi(snooze.until) == day}
    return (each for each in at if each > after and may_remind(each))
