"""Rendering calendars beside bare icalendar, and the calendars of a department of 5,000.

``python -m tests.benchmarks.bench_rendering``: seconds of CPU time, which stay true on a busy machine; ratios are
medians of pairs measured in turns.
"""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from icalendar import Calendar
from icalendar import Event as EventComponent

from calendar_sync import ics
from calendar_sync.calendars import Calendars, calendar_of
from calendar_sync.events import Event, events_in
from calendar_sync.feeds import ALL, OWN
from calendar_sync.stamps import stamp_events, stamps_of
from locales.build_hook import compile_catalogues
from locales.catalogue import Texts
from plans.documents.library import demo_department, demo_plan
from plans.model.people import Person
from plans.model.publishing import PublishedEvent
from plans.store.memory import MemoryStore
from tests.benchmarks.bench_feed import a_store
from tests.builders import LEADER, NOW, TODAY

CHAT = "https://dondoc.example/"
TEXTS = Texts("vi")
ROUNDS = 9
PEOPLE = 5000


def bare_icalendar(events: tuple[Event, ...], stamps: Mapping[str, PublishedEvent], name: str) -> bytes:
    """The same facts, said with icalendar alone."""
    calendar = Calendar()
    for key, text in (("prodid", ics.PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("name", name)):
        calendar.add(key, text)
    for event in events:
        stamp = stamps[event.uid]
        component = EventComponent()
        for key, value in (
            ("uid", event.uid),
            ("sequence", stamp.sequence),
            ("dtstamp", stamp.last_modified),
            ("created", stamp.created),
            ("last-modified", stamp.last_modified),
            ("dtstart", event.start),
            ("dtend", event.end),
            ("summary", event.summary),
            ("description", event.description),
            ("categories", list(event.categories)),
            ("status", str(event.status)),
            ("transp", "TRANSPARENT"),
            ("class", "PUBLIC"),
            ("color", event.color),
            ("url", event.url),
        ):
            component.add(key, value)
        calendar.add_component(component)
    body: bytes = calendar.to_ical()
    return body


def seconds(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """CPU time of one run."""
    before()
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def forget() -> None:
    """As after a start: nothing is rendered yet."""
    ics._event.cache_clear()
    ics._head.cache_clear()


def measure_rendering(tasks: int) -> None:
    """Everything anew, and again after one event changed, beside icalendar alone."""
    store = a_store(tasks)
    stamps = stamps_of(store)
    events = events_in(store, ALL, LEADER, TEXTS, CHAT, TODAY)
    changes = iter(range(1000))

    def ours() -> bytes:
        return ics.render(events, stamps, "Đôn Đốc", "")

    def one_changed() -> bytes:
        first = replace(events[0], summary=f"Đã xong {next(changes)}")
        return ics.render((first, *events[1:]), stamps, "Đôn Đốc", "")

    rounds = [
        (seconds(lambda: bare_icalendar(events, stamps, "Đôn Đốc")), seconds(ours, forget), seconds(one_changed))
        for _ in range(ROUNDS)
    ]
    bare, cold, changed = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(ours / bare for bare, ours, _ in rounds)
    print(f"rendering {tasks} events: icalendar alone {bare * 1000:.1f} ms")
    print(f"  ours, first time {cold * 1000:8.1f} ms  {ratio:5.2f} x the time")
    print(f"  ours, one changed {changed * 1000:7.1f} ms  {changed / bare:5.2f} x the time")


def measure_people() -> None:
    """Everybody's own calendar after a change: with what they share made once, and each for itself."""
    store = MemoryStore()
    department, units, people = demo_department()
    with store.transaction() as tx:
        tx.put(department)
        tx.put(replace(demo_plan(), adopted_at=NOW))
        for unit in units:
            tx.put(unit)
        for n in range(PEOPLE):
            tx.put(replace(people[n % len(people)], id=f"p{n}"))
        stamp_events(tx, NOW)
    everybody = store.all(Person)

    def together() -> None:
        calendars = Calendars(store, CHAT, TODAY)
        for person in everybody:
            calendars.body(OWN, person, TEXTS)

    def each_by_itself() -> None:
        for person in everybody[:100]:
            calendar_of(store, OWN, person, TEXTS, CHAT, TODAY)

    one = statistics.median(seconds(each_by_itself) for _ in range(ROUNDS)) / 100
    cold = statistics.median(seconds(together, forget) for _ in range(ROUNDS))
    print(f"own calendars of {PEOPLE} people: {cold * 1000:.0f} ms, {cold / PEOPLE * 1e6:.0f} us each")
    print(f"  one by itself {one * 1e6:.0f} us, {one * PEOPLE / cold:.1f} x the time")


def main() -> None:
    """Measure everything and print it."""
    compile_catalogues()
    for tasks in (13, 100, 1000):
        measure_rendering(tasks)
    measure_people()


if __name__ == "__main__":
    main()
