"""An office with a calendar server in memory, the people who work on both, and what they may do there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from icalendar import Calendar, Component

from calendar_sync.ics import Seen, read_items
from calendar_sync.publishing.collections import Collection, Wanted
from calendar_sync.publishing.ledger import Ledger
from calendar_sync.publishing.outcome import Outcome
from calendar_sync.publishing.publisher import Publisher
from calendar_sync.publishing.sighting import uid_in
from calendar_sync.stamps import stamp_events
from calendar_sync.uids import key_of
from plans.agenda import Entry, entries_ever
from plans.model.people import Person
from plans.model.plan import Plan, Task
from plans.model.publishing import CalendarAccount, CalendarMove
from plans.store.memory import MemoryStore
from plans.store.port import Transaction
from plans.working_days import HANOI, day_in_hanoi
from tests.builders import HEAD, LEADER, NOW, STAFF, a_department, a_plan
from tests.calendar_sync.caldav.memory_server import MemoryServer

CHAT = "https://lich.so.gov.vn/"
PLACE = "https://dav.so.gov.vn/"
PLAN = "thu-2024"
ALL_OF_LEADER = f"{LEADER.id}/dieu-hanh"
OWN_OF_STAFF = f"{STAFF.id}/lich"
TASKS_OF_HEAD = f"{HEAD.id}/viec"


class Office:
    """The small department; `embedded`: with a leader, a head and one of the staff who have accounts."""

    def __init__(self, *, embedded: bool = True, server: MemoryServer | None = None, plan: Plan | None = None) -> None:
        self.facts = MemoryStore()
        self.ledger = MemoryStore()
        self.server = server or MemoryServer()
        self.embedded = embedded
        self.now = NOW
        a_department(self.facts, plan=plan or a_plan())
        with self.change() as tx:
            for person in (LEADER, HEAD, STAFF) if embedded else ():
                tx.put(CalendarAccount(person.id, "hash", NOW, tasks=person is HEAD))
        self.publisher = self.started()

    def started(self) -> Publisher:
        """The publisher as it is after a start of the service: it knows what the stores know."""
        self.publisher = Publisher(self.facts, self.ledger, CHAT, PLACE, embedded=self.embedded)
        return self.publisher

    def lose_ledger(self) -> None:
        """The records of what was published are gone."""
        self.ledger = MemoryStore()
        self.started()

    async def round(self, *only: str) -> Outcome:
        """One round."""
        return await self.publisher.round(self.server, self.now, only=only or None)

    async def rounds(self) -> Outcome:
        """Rounds until nothing is left to do."""
        for _ in range(6):
            outcome = await self.round()
            if outcome.agreed and not outcome.rows:
                return outcome
        raise AssertionError(outcome)

    # The plan.

    def change(self) -> "Change":
        """A transaction at the end of which the stamps are brought up to date."""
        return Change(self)

    def later(self, seconds: int = 1) -> datetime:
        """Time passes."""
        self.now += timedelta(seconds=seconds)
        return self.now

    def plan(self) -> Plan:
        """The plan as it is."""
        found = self.facts.get(Plan, PLAN)
        assert found is not None
        return found

    def task(self, id: str) -> Task:
        """One of its tasks."""
        found = self.plan().task(id)
        assert found is not None
        return found

    def set_task(self, id: str, change: Callable[[Task], Task]) -> None:
        """Change a task, as an amendment does."""
        plan = self.plan()
        with self.change() as tx:
            tx.put(replace(plan, tasks=tuple(change(task) if task.id == id else task for task in plan.tasks)))

    def entry(self, id: str) -> Entry:
        """The entry of a task."""
        return next(entry for entry in entries_ever(self.facts) if entry.task.id == id)

    def uid(self, id: str, *, todo: bool = False) -> str:
        """The UID of a task's event."""
        return f"{self.entry(id).key}{'-viec' if todo else ''}@dondoc"

    def person(self, id: str) -> Person:
        """Somebody."""
        found = self.facts.get(Person, id)
        assert found is not None
        return found

    def moves(self) -> tuple[CalendarMove, ...]:
        """What waits for the office."""
        return self.facts.all(CalendarMove)

    # The server, seen by a client.

    def body(self, path: str, id: str, *, todo: bool = False) -> bytes:
        """An item's bytes."""
        return self.server.read(path)[f"{self.uid(id, todo=todo)}.ics"]

    def seen(self, path: str, id: str, *, todo: bool = False) -> Seen:
        """What an item says."""
        (seen,) = read_items(self.body(path, id, todo=todo))
        return seen

    def edit(self, path: str, id: str, change: Callable[[Component], None], *, todo: bool = False) -> None:
        """Somebody edits an item of ours in a client."""
        href = f"{self.uid(id, todo=todo)}.ics"
        self.server.write(path, href, edited(self.server.read(path)[href], change))

    def wanted(self) -> Wanted:
        """What there should be."""
        return Wanted(self.facts, day_in_hanoi(self.now), CHAT, self.embedded)

    def disagreements(self) -> list[str]:
        """Where the server says something else than it should; foreign items are nobody's business."""
        found = []
        wanted = self.wanted()
        for collection in wanted.collections:
            found += self._disagreements(wanted, collection)
        known = set(Ledger(self.ledger, PLACE).paths())
        found += [f"{path} is not known" for path in {each.path for each in wanted.collections} - known]
        stray = [path for path in self.server.collections if path not in {each.path for each in wanted.collections}]
        found += [
            f"{href} is left in {path}" for path in stray for href in self.server.read(path) if uid_in(href) is not None
        ]
        return found

    def _disagreements(self, wanted: Wanted, collection: Collection) -> list[str]:
        path = collection.path
        if path not in self.server.collections:
            return [f"{path} is not there"]
        items = wanted.items(collection)
        lying = [seen for body in self.server.read(path).values() for seen in understood(body) if key_of(seen.uid)]
        found = [f"{path}: {seen.uid} lies there" for seen in lying if seen.uid not in items]
        for uid, item in items.items():
            there = [seen for seen in lying if seen.uid == uid]
            if len(there) != 1 or not there[0].same_as(item.meant):
                found.append(f"{path}: {item.title} is {there}")
        return found


#: What an item says; reading it takes a millisecond.
understood = lru_cache(maxsize=4096)(read_items)


class Change:
    """See `Office.change`."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._context = office.facts.transaction()

    def __enter__(self) -> Transaction:
        self._tx: Transaction = self._context.__enter__()
        return self._tx

    def __exit__(self, *failure: object) -> None:
        if failure[0] is None:
            stamp_events(self._tx, self._office.later())
        self._context.__exit__(*failure)  # type: ignore[arg-type]  # what the with statement gives


def edited(body: bytes, change: Callable[[Component], None]) -> bytes:
    """An item after a client has changed its event or task."""
    calendar = Calendar.from_ical(body)
    (component,) = (each for each in calendar.subcomponents if each.name in ("VEVENT", "VTODO"))
    change(component)
    made: bytes = calendar.to_ical()
    return made


def put(component: Component, name: str, value: object) -> None:
    """Give a property one value."""
    component.pop(name, None)
    component.add(name, value)


def onto(day: date, hour: time | None = None) -> Callable[[Component], None]:
    """Drag an event to a day, or to an hour of it."""

    def drag(component: Component) -> None:
        start = datetime.combine(day, hour, HANOI) if hour else day
        put(component, "dtstart", start)
        put(component, "dtend", start + (timedelta(hours=2) if hour else timedelta(days=1)))

    return drag


def renamed(component: Component) -> None:
    """Type over an event's title."""
    put(component, "summary", "Họp gì đó")


def ticked(at: datetime) -> Callable[[Component], None]:
    """Tick a task off."""

    def tick(component: Component) -> None:
        put(component, "status", "COMPLETED")
        put(component, "completed", at)
        put(component, "last-modified", at)

    return tick


def unticked(at: datetime) -> Callable[[Component], None]:
    """Take a tick back."""

    def untick(component: Component) -> None:
        put(component, "status", "NEEDS-ACTION")
        component.pop("completed", None)
        put(component, "percent-complete", 0)
        put(component, "last-modified", at)

    return untick


def with_alarm(component: Component) -> None:
    """Let it ring, and leave a mark, as clients do."""
    put(component, "x-moz-lastack", "20240220T010000Z")


FOREIGN = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//client//\r\nBEGIN:VEVENT\r\nUID:rieng-1\r\n"
    "DTSTAMP:20240220T010000Z\r\nDTSTART;VALUE=DATE:20240304\r\nSUMMARY:Giỗ bà\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
).encode()
