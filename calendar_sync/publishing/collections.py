"""Which collections there are on a calendar server, and the items in each. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256

from calendar_sync.calendars import calendar_name, tasks_name
from calendar_sync.events import Event, Events, Todo, todo_of
from calendar_sync.feeds import ALL, OWN, Feed, unit_feed
from calendar_sync.ics import EVENT, TODO, Seen, render_item, render_todo
from calendar_sync.publishing.ledger import position_of
from calendar_sync.stamps import stamps_of
from calendar_sync.uids import uid_of
from locales.catalogue import DEFAULT_LANGUAGE, Texts
from plans.agenda import Entry, entries_ever, plan_in_force
from plans.calendars.feed_ids import has_everything
from plans.duties.seeing_to import all_doers, may_see_to
from plans.model.answers import Innovation, Registration
from plans.model.duties import Assignment, DoneReport, InternalDate, UnitPart
from plans.model.people import Department, Person, Preference, Unit, UnitKind
from plans.model.plan import DeadlineKind, Plan, TaskProgress
from plans.model.publishing import CalendarAccount, CalendarMove, PublishedEvent
from plans.model.reminding import ReminderSettings
from plans.rights import Action, may_somewhere
from plans.staff.people import language_of, person_here
from plans.store.port import Facts, Record
from plans.working_days import day_in_hanoi

#: The facts that decide who has which collection, and what lies in it.
WATCHED: tuple[type[Record], ...] = (
    *(Plan, TaskProgress, DoneReport, Assignment, ReminderSettings, PublishedEvent, CalendarMove, CalendarAccount),
    *(Department, Unit, Person, Preference, Registration, Innovation, InternalDate, UnitPart),
)
#: The collections of a person on our own server, by the last part of their path.
OWN_EVENTS, ALL_EVENTS, TASKS = "lich", "dieu-hanh", "viec"
#: The collections on somebody else's server: everything, and each department's.
SHARED, OF_UNIT = "dondoc-tat-ca", "dondoc-"
EVENTS_COLOR, TASKS_COLOR = "#B3261E", "#1E6AB3"
#: How long a task that is done stays in a list of tasks.
DONE_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Collection:
    """A calendar or a list of tasks on a server; `path` is relative to the account's home.

    `component` is VEVENT or VTODO. With `moves`, an event dragged in it is a question to the office. `person` is whose
    it is, "" where several people share it; `feed` what it shows (of a list of tasks: nothing).
    """

    path: str
    name: str
    color: str
    component: str
    moves: bool = False
    person: str = ""
    feed: Feed = OWN
    language: str = DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class Item:
    """What is to lie in a collection under `uid`; equal fingerprints stand for equal items."""

    uid: str
    content: Event | Todo
    stamp: PublishedEvent

    @property
    def fingerprint(self) -> str:
        """What it says. A stamp alone is no reason to write it anew."""
        return _fingerprint(self.content)

    @property
    def title(self) -> str:
        """What a person knows it by."""
        return self.content.summary

    @property
    def position(self) -> str:
        """Where it stands in a calendar; "" for a task of a list."""
        return position_of(self.content.start) if isinstance(self.content, Event) else ""

    @property
    def done(self) -> bool:
        """Whether it is ticked off, for a task of a list."""
        return isinstance(self.content, Todo) and self.content.done

    @property
    def meant(self) -> Seen:
        """What somebody who reads it should see."""
        content = self.content
        seen = Seen(
            component=TODO,
            uid=self.uid,
            sequence=self.stamp.sequence,
            summary=content.summary,
            description=content.description,
            last_modified=self.stamp.last_modified,
        )
        if isinstance(content, Todo):
            return replace(seen, end=content.due, completed=content.done)
        return replace(seen, component=EVENT, start=content.start, end=content.end, status=str(content.status))

    @property
    def body(self) -> bytes:
        """What is written; copies on a server carry alarms."""
        if isinstance(self.content, Todo):
            return render_todo(self.content, self.stamp)
        return render_item(self.content, self.stamp, alarms=True)


@lru_cache(maxsize=8192)
def _fingerprint(content: Event | Todo) -> str:
    return sha256(repr(content).encode()).hexdigest()[:32]


def collections_for(facts: Facts, today: date, embedded: bool) -> tuple[Collection, ...]:
    """The collections there should be: on our own server those of everybody with an account, elsewhere shared ones."""
    return tuple(_personal(facts, today) if embedded else _shared(facts))


def possible_paths(facts: Facts, embedded: bool) -> frozenset[str]:
    """Every path under which something of ours may have been published for anybody whom the roster knows."""
    if not embedded:
        return frozenset([SHARED, *(f"{OF_UNIT}{unit.id}" for unit in facts.all(Unit))])
    names = (OWN_EVENTS, ALL_EVENTS, TASKS)
    return frozenset(f"{person.id}/{name}" for person in facts.all(Person) for name in names)


def has_owner(facts: Facts, path: str, embedded: bool) -> bool:
    """Whether anybody is known for whom a collection was made, whatever they may have now."""
    if embedded:
        return facts.get(Person, path.partition("/")[0]) is not None
    return path == SHARED or facts.get(Unit, path.removeprefix(OF_UNIT)) is not None


def events_of(person: Person) -> str:
    """The last part of the path of a person's calendar: office and leaders have everything, and may move it."""
    return ALL_EVENTS if has_everything(person) else OWN_EVENTS


def open_to(
    facts: Facts, person: Person, account: CalendarAccount, today: date, *, assigned: bool
) -> Mapping[str, bool]:
    """A person's collections on our own server, by the last parts of their paths, and whether they may write there.

    `assigned`: there is a task that the person sees to without heading a unit.
    """
    events = events_of(person)
    found = {events: events == ALL_EVENTS}
    if account.tasks and may_somewhere(Action.MARK_DONE, person, today, facts.all(Unit), assigned=assigned):
        found[TASKS] = True
    return found


def _personal(facts: Facts, today: date) -> Iterator[Collection]:
    doers = all_doers(facts, today)
    for account in facts.all(CalendarAccount):
        person = person_here(facts, account.person, today)
        if person is None:
            continue
        for name in open_to(facts, person, account, today, assigned=person.id in doers):
            yield _own(facts, person, name)


def _own(facts: Facts, person: Person, name: str) -> Collection:
    texts, path = Texts(language_of(facts, person)), f"{person.id}/{name}"
    if name == TASKS:
        called = tasks_name(facts, texts)
        return Collection(path, called, TASKS_COLOR, TODO, person=person.id, language=texts.language)
    wide = name == ALL_EVENTS
    feed = ALL if wide else OWN
    return Collection(
        path=path,
        name=calendar_name(facts, texts, feed),
        color=EVENTS_COLOR,
        component=EVENT,
        moves=wide,
        person=person.id,
        feed=feed,
        language=texts.language,
    )


def _shared(facts: Facts) -> Iterator[Collection]:
    texts = Texts(DEFAULT_LANGUAGE)
    yield Collection(SHARED, calendar_name(facts, texts, ALL), EVENTS_COLOR, EVENT, moves=True, feed=ALL)
    for unit in facts.all(Unit):
        if unit.kind is UnitKind.DEPARTMENT:
            feed = unit_feed(unit.id)
            path = f"{OF_UNIT}{unit.id}"
            yield Collection(path, calendar_name(facts, texts, feed), EVENTS_COLOR, EVENT, feed=feed)


class Wanted:
    """What should be on a server on one day, read once from the facts for all of its collections."""

    def __init__(self, facts: Facts, today: date, chat_url: str, embedded: bool) -> None:
        self.collections = collections_for(facts, today, embedded)
        self._facts = facts
        self._events = Events(facts, chat_url, today)
        self._stamps = stamps_of(facts)
        self._entries = entries_ever(facts)
        self._people = {person.id: person for person in facts.all(Person)}
        self._in_force = plan_in_force(facts, today)
        self._today = today
        self._chat_url = chat_url
        self._made: dict[str, Mapping[str, Item]] = {}
        #: The keys of all tasks that any plan knows.
        self.keys = frozenset(entry.key for entry in self._entries)

    def items(self, collection: Collection) -> Mapping[str, Item]:
        """What a collection should hold, by UID."""
        if collection.path not in self._made:
            self._made[collection.path] = self._items(collection)
        return self._made[collection.path]

    def _items(self, collection: Collection) -> Mapping[str, Item]:
        person, texts = self._people.get(collection.person), Texts(collection.language)
        if collection.component == TODO:
            todos = [(entry, todo_of(entry, texts, self._chat_url)) for entry in self._tasks(person)]
            return {todo.uid: Item(todo.uid, todo, self._stamps[uid_of(entry)]) for entry, todo in todos}
        events = self._events.of(collection.feed, person, texts)
        return {event.uid: Item(event.uid, event, self._stamps[event.uid]) for event in events}

    def _tasks(self, person: Person | None) -> Iterator[Entry]:
        """The tasks that a person may mark done, of the plan in force and later ones; done ones for a while."""
        for entry in self._entries:
            if entry.task.withdrawn or entry.task.deadline.kind is DeadlineKind.UNSET:
                continue
            if self._in_force is None or entry.plan.year < self._in_force.year:
                continue
            if entry.progress and self._today - day_in_hanoi(entry.progress.done_at) > DONE_FOR:
                continue
            if may_see_to(self._facts, Action.MARK_DONE, person, entry.plan.id, entry.task, self._today):
                yield entry
