"""What is due between two instants, and to whom: a pure decision over the facts.

Everybody's digest is made at their hour of a working day, a leader's report on the first one of a week; in them stands
what has reached a rung since the last one, each thing once, by its latest rung and with its true days. So downtime ends
in one digest, and a clock that goes back plans nothing. Pings go out at 14:00, what was put off by hours by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from plans.hours import may_remind
from plans.model.groups import GroupLink
from plans.model.people import Person, Unit
from plans.model.plan import TaskKind
from plans.model.reminding import DeliveryKind, DigestItem, Owed, Snooze, Warns
from plans.reminding.calling import PING_HOUR, USUAL_RHYTHM, Calls, Window, is_leader, left_behind, returns_alone
from plans.reminding.courses import TO_HEAD, TO_OFFICE, Courses
from plans.reminding.ladders import Rung
from plans.reminding.pinging import Occasion, Pings
from plans.reminding.receiving import Receivers, Share, told_when_absent
from plans.reminding.things import Agenda, Thing
from plans.rights import lead_units
from plans.store.port import Facts
from plans.weeks import A_WEEK, first_of_week, monday_of, sunday_of
from plans.working_days import HANOI, day_in_hanoi

#: What an item's rung begins with that comes back without one.
BACK = "s"


@dataclass(frozen=True, slots=True)
class Message:
    """What one person is told at once, by the day to aim at."""

    person: Person
    at: datetime
    kind: DeliveryKind
    items: tuple[DigestItem, ...]

    @property
    def day(self) -> date:
        """The day whose days its items count."""
        return day_in_hanoi(self.at)


@dataclass(frozen=True, slots=True)
class GroupMessage:
    """A unit's digest for its group: nothing of any person."""

    group: GroupLink
    at: datetime
    items: tuple[DigestItem, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """Everything that is to be said, and the instant up to which it has then been planned (see `PlannedThrough`)."""

    through: datetime
    digests: tuple[Message, ...] = ()
    pings: tuple[Message, ...] = ()
    briefings: tuple[Message, ...] = ()
    returns: tuple[Message, ...] = ()
    groups: tuple[GroupMessage, ...] = ()
    behind: dict[str, datetime] = field(default_factory=dict)

    @property
    def messages(self) -> tuple[Message, ...]:
        """What people are told."""
        return (*self.digests, *self.briefings, *self.pings, *self.returns)


def due(facts: Facts, after: datetime, now: datetime, courses: Courses | None = None) -> Due:
    """What is due after one instant, up to and including another; nothing while nobody may be reminded.

    `courses` are those of an earlier call, where no ladder, deadline or day off has changed since.
    """
    if now <= after or not may_remind(now):
        return Due(after, behind=left_behind(facts, after))
    return _Planning(facts, after, now, courses or Courses(facts)).due()


@dataclass(frozen=True, slots=True)
class _Turn:
    """Somebody whose turn it is: `place` is that of their window."""

    person: Person
    window: Window
    place: int


class _Planning:
    """One planning; everything is read once."""

    def __init__(self, facts: Facts, after: datetime, now: datetime, courses: Courses) -> None:
        self._facts, self._after, self._now = facts, after, now
        self._today = day_in_hanoi(now)
        self._receivers = Receivers(facts, self._today)
        self._courses = courses
        self._pings = Pings(facts, self._today, self._receivers)
        self._calls = Calls(facts, after, now)
        self._windows: list[Window] = []
        self._turns = self._whose_turn()
        self._put_off = self._snoozes()
        self._digests: dict[str, list[DigestItem]] = {}
        self._pinged: dict[str, list[DigestItem]] = {}
        self._returned: dict[str, list[DigestItem]] = {}

    def due(self) -> Due:
        """What is due, everybody's messages in the order of their ids."""
        things = [thing for thing in Agenda(self._facts, self._today).things() if thing.since <= self._now]
        for thing in things:
            if thing.owed is Owed.ESCALATED:
                self._escalate(thing)
            else:
                self._tell(thing)
        self._tell_what_comes_back(things)
        return Due(
            self._now,
            self._messages(DeliveryKind.DIGEST, self._digests, leaders=False),
            self._messages(DeliveryKind.PING, self._pinged),
            self._briefings(things),
            self._messages(DeliveryKind.RETURN, self._returned),
            self._groups(things),
            self._calls.behind,
        )

    def _whose_turn(self) -> Mapping[str, _Turn]:
        places: dict[Window, int] = {}
        found = {}
        for person in self._receivers.everybody:
            window = self._calls.window(self._calls.rhythm(person))
            if window is not None:
                found[person.id] = _Turn(person, window, places.setdefault(window, len(places)))
        self._windows = list(places)
        return found

    # ------------------------------------------------------------ digests and pings

    def _tell(self, thing: Thing) -> None:
        """A thing's items, in everybody's digest or ping that it is due in."""
        course = self._courses.of(thing)
        rungs = [course.latest(window.low(thing.since), self._today) for window in self._windows]
        is_pinged = self._pings.may_be(thing)
        if not is_pinged and not any(rungs) and thing.key not in self._put_off:
            return
        put_off = self._put_off.get(thing.key, {})
        plain = [None if rung is None else thing.item(self._today, rung.name) for rung in rungs]
        for share in self._receivers.of(thing):
            turn = self._turns.get(share.person.id)
            if is_pinged or share.of or share.is_absent or share.person.id in put_off:
                self._tell_one(thing, share, rungs[turn.place] if turn is not None else None)
            elif turn is not None and (item := plain[turn.place]) is not None:
                self._digests.setdefault(share.person.id, []).append(item)

    def _tell_one(self, thing: Thing, share: Share, rung: Rung | None) -> None:
        """A thing's item for one person with whom something is special: a ping, a leave, something put off."""
        occasion = self._pings.occasion(thing, share) if self._pings.may_be(thing) else None
        snooze = self._put_off.get(thing.key, {}).get(share.person.id)
        is_silent = snooze is not None and snooze.until > self._now
        if occasion is not None and (occasion.warns is not Warns.NOBODY or not is_silent):
            self._ping(thing, share, occasion)
        turn = self._turns.get(share.person.id)
        if turn is None:
            return
        in_digest = occasion if self._pings.has_it_in_the_digest(share.person) else None
        warns = in_digest.warns if in_digest is not None else Warns.NOBODY
        name = rung.name if rung is not None else in_digest.rung if in_digest is not None else ""
        if is_silent and warns is Warns.NOBODY:
            return
        if share.is_absent and not told_when_absent(name):
            return
        is_back = not name and snooze is not None and self._comes_back(snooze, turn)
        if is_back and snooze is not None:
            name = _back(snooze)
        if name:
            item = thing.item(self._today, name, of=share.of, warns=warns, snoozed=is_back)
            self._digests.setdefault(share.person.id, []).append(item)

    def _ping(self, thing: Thing, share: Share, occasion: Occasion) -> None:
        is_time = self._after < datetime.combine(self._today, PING_HOUR, HANOI) <= self._now
        if is_time and self._pings.is_pinged(share.person):
            item = thing.item(self._today, occasion.rung, of=share.of, warns=occasion.warns)
            self._pinged.setdefault(share.person.id, []).append(item)

    def _escalate(self, thing: Thing) -> None:
        """An overdue task, told to others than those who see to it, once each by the latest rung of any reason."""
        put_off = self._put_off.get(thing.key, {})
        told: dict[str, tuple[Person, Rung | None]] = {}
        for late, people in (
            (TO_HEAD, self._receivers.heads_told),
            (TO_OFFICE, self._receivers.officers_told),
            (TO_OFFICE, self._receivers.leaders_told),
        ):
            course = self._courses.escalated(thing, late)
            rungs = [course.latest(window.low(thing.since), self._today) for window in self._windows]
            for person in people(thing.entry, thing.unit) if put_off or any(rungs) else ():
                turn = self._turns.get(person.id)
                rung = rungs[turn.place] if turn is not None else None
                _, known = told.get(person.id, (person, None))
                told[person.id] = (person, known if rung is None or (known and known.day > rung.day) else rung)
        for person, rung in told.values():
            self._tell_one(thing, Share(person), rung)

    # ------------------------------------------------------------ what was put off

    def _snoozes(self) -> dict[tuple[str, str, Owed, str], dict[str, Snooze]]:
        """What is put off, or comes back now, by thing and person."""
        found: dict[tuple[str, str, Owed, str], dict[str, Snooze]] = {}
        for each in self._facts.all(Snooze):
            found.setdefault((each.plan, each.task, each.owed, each.unit), {})[each.person] = each
        return found

    def _comes_back(self, snooze: Snooze, turn: _Turn) -> bool:
        """Whether what was put off comes back in this digest: from its day on, or from its hour unless then told."""
        rhythm = self._calls.rhythm(turn.person)
        last = self._after if returns_alone(snooze.until, rhythm) else turn.window.called
        return last < snooze.until <= self._now

    def _tell_what_comes_back(self, things: Iterable[Thing]) -> None:
        """What was put off by hours, for everybody whose digest it does not stand in; not what is just being pinged."""
        for thing in things:
            for snooze in self._put_off.get(thing.key, {}).values():
                person = self._facts.get(Person, snooze.person)
                if person is None or person.id in self._turns or not self._after < snooze.until <= self._now:
                    continue
                if not person.is_here(self._today) or not returns_alone(snooze.until, self._calls.rhythm(person)):
                    continue
                share = self._receivers.share(thing, person)
                pinged = any(item.thing == thing.key for item in self._pinged.get(person.id, ()))
                if share is not None and not share.is_absent and not pinged:
                    item = thing.item(self._today, _back(snooze), of=share.of, snoozed=True)
                    self._returned.setdefault(person.id, []).append(item)

    # ------------------------------------------------------------ messages

    def _messages(
        self, kind: DeliveryKind, told: Mapping[str, list[DigestItem]], *, leaders: bool = True
    ) -> tuple[Message, ...]:
        return tuple(
            Message(person, self._now, kind, tuple(told[person.id]))
            for person in self._receivers.everybody
            if person.id in told and (leaders or not is_leader(person))
        )

    def _briefings(self, things: Iterable[Thing]) -> tuple[Message, ...]:
        """The leaders' reports of the week: also without anything of their own, while there is anything to report."""
        leaders = [person for person in self._receivers.everybody if person.id in self._turns and is_leader(person)]
        is_anything = bool(leaders) and self._is_anything_to_report(things)
        return tuple(
            Message(leader, self._now, DeliveryKind.BRIEFING, tuple(self._digests.get(leader.id, ())))
            for leader in leaders
            if leader.id in self._digests or (is_anything and not self._receivers.is_away(leader))
        )

    def _is_anything_to_report(self, things: Iterable[Thing]) -> bool:
        """Whether anything is late, due this week, or being registered; in a month's first week, whether any is open.

        Week after week of the same words teaches leaders not to read them.
        """
        last = first_of_week(monday_of(self._today) - A_WEEK)
        is_first_of_month = last is None or last.month != self._today.month
        return any(self._is_news(thing, is_first_of_month) for thing in things)

    def _is_news(self, thing: Thing, is_first_of_month: bool) -> bool:
        kind, late = thing.entry.task.kind, self._today > thing.end
        if thing.owed in (Owed.TITLE, Owed.INNOVATION):
            rungs = self._courses.of(thing).rungs
            return bool(rungs) and rungs[0].day <= self._today <= thing.end + A_WEEK
        if thing.owed is not Owed.TASK:
            return False
        return is_first_of_month or (thing.end <= sunday_of(self._today) and not (late and kind is TaskKind.MEETING))

    def _groups(self, things: Iterable[Thing]) -> tuple[GroupMessage, ...]:
        """The digests of units for their groups: the tasks that a unit leads, the parts that it owes."""
        links = sorted(self._facts.all(GroupLink), key=lambda link: link.id)
        window = self._calls.window(USUAL_RHYTHM) if links else None
        if window is None:
            return ()
        units = self._facts.all(Unit)
        told: dict[str, list[DigestItem]] = {}
        for thing in things:
            if thing.owed not in (Owed.TASK, Owed.PART):
                continue
            rung = self._courses.of(thing).latest(window.low(thing.since), self._today)
            if rung is None:
                continue
            ids = [thing.unit] if thing.owed is Owed.PART else [unit.id for unit in lead_units(thing.entry.task, units)]
            for id in ids:
                told.setdefault(id, []).append(thing.item(self._today, rung.name))
        return tuple(GroupMessage(link, self._now, tuple(told[link.unit])) for link in links if link.unit in told)


def _back(snooze: Snooze) -> str:
    """What the rung of something is called that comes back without one."""
    return f"{BACK}{snooze.until.astimezone(HANOI):%Y-%m-%dT%H:%M}"
