"""Who should have been told what, when: reckoned day by day from lists of dates, slowly and plainly.

Nothing of ours is imported here, and no library of holidays: what docs/reminders.md says is said once more, by other
hands. An expected message is (instant, person, kind of message, things); a thing is (task, what is owed, unit).
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

HERE = Path(__file__).parent
DAY = timedelta(days=1)
MORNING, AFTERNOON = time(7, 45), time(14, 0)
#: Which council's meeting a task of the demo's plan is.
SITTING = {"hop_hd_sang_kien": "hoi_dong_sang_kien", "hop_hd_thi_dua": "hoi_dong_tdkt"}

Thing = tuple[str, str, str]
Message = tuple[datetime, str, str, frozenset[Thing]]


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a list."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def several(text: str) -> tuple[str, ...]:
    """Names parted by commas; "-" for none."""
    return () if text == "-" else tuple(text.split(","))


DAYS = {date.fromisoformat(day): said == "worked" for day, said in rows("days.tsv")}


def worked(day: date) -> bool:
    """Whether offices worked on that day."""
    return DAYS.get(day, day.weekday() < 5)


def back_to_work(day: date) -> date:
    """That day, or the working day before."""
    while not worked(day):
        day -= DAY
    return day


def on_to_work(day: date) -> date:
    """That day, or the working day after."""
    while not worked(day):
        day += DAY
    return day


def counted(day: date, days: int) -> date:
    """So many working days before that working day (or after it, for a negative number)."""
    step = -DAY if days > 0 else DAY
    for _ in range(abs(days)):
        day += step
        while not worked(day):
            day += step
    return day


def month_before(day: date) -> date:
    """The same day of the month before, or that month's last."""
    last = day.replace(day=1) - DAY
    return last.replace(day=min(day.day, monthrange(last.year, last.month)[1]))


@dataclass
class Task:
    """A task as the list has it."""

    id: str
    kind: str
    shape: str
    start: date
    end: date
    before: bool
    leads: tuple[str, ...]
    helps: tuple[str, ...]
    opens: str

    @property
    def aim(self) -> date:
        """The day to aim at."""
        return aim_of(self.end, self.before)


def aim_of(end: date, before: bool) -> date:
    """The last working day before a day, or on or before it."""
    return back_to_work(end - DAY) if before else back_to_work(end)


@dataclass
class Unit:
    """A unit as the list has it."""

    id: str
    kind: str
    head: str
    leader: str


@dataclass
class Person:
    """A person as the list has it, and what they have chosen."""

    id: str
    unit: str
    further: tuple[str, ...]
    roles: tuple[str, ...]
    left: date | None
    hour: time = MORNING
    digest_only: bool = False
    away: tuple[date, date] | None = None
    stand_in: str = ""

    def here(self, day: date) -> bool:
        """Whether they still belong to the department."""
        return self.left is None or day < self.left

    def is_away(self, day: date) -> bool:
        """Whether they are on leave."""
        return self.away is not None and self.away[0] <= day <= self.away[1]


@dataclass
class Office:
    """What is true at an instant of the year."""

    tasks: dict[str, Task]
    units: dict[str, Unit]
    people: dict[str, Person]
    done: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    assigned: dict[tuple[str, str], str] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    ideas: set[str] = field(default_factory=set)
    unit_titles: set[str] = field(default_factory=set)
    internal: dict[str, tuple[date, bool]] = field(default_factory=dict)
    parts: set[tuple[str, str]] = field(default_factory=set)


def listed() -> Office:
    """The department and its plan as the lists have them."""
    tasks = {}
    for id, kind, shape, start, end, before, leads, helps, opens in rows("tasks.tsv"):
        span = date.fromisoformat(start), date.fromisoformat(end)
        tasks[id] = Task(id, kind, shape, *span, before == "before", several(leads), several(helps), opens)
    units = {id: Unit(id, kind, head.strip("-"), leader.strip("-")) for id, kind, head, leader in rows("units.tsv")}
    people = {
        id: Person(id, unit, several(further), several(roles), None if left == "-" else date.fromisoformat(left))
        for id, unit, further, roles, left in rows("people.tsv")
    }
    return Office(tasks, units, people)


# ---------------------------------------------------------------- the days on which a thing is spoken of


def ahead(task: Task, *, sitting: bool = False) -> set[date]:
    """The days down to the day to aim at."""
    aim = task.aim
    if sitting or task.kind == "meeting":
        return {back_to_work(aim - 7 * DAY), counted(aim, 1), aim}
    if task.shape in ("month", "quarter", "year", "range"):
        middle = task.start + (task.end - task.start) // 2
        return {on_to_work(task.start), back_to_work(middle), *(counted(aim, days) for days in range(5))}
    return {back_to_work(month_before(aim)), *(counted(aim, days) for days in (14, 7, 3, 1, 0))}


def late(end: date, number: int) -> date:
    """The so-manieth working day after an end."""
    return counted(end, -number)


def mondays(end: date, until: date) -> set[date]:
    """The first working days of the weeks that begin after the third working day overdue."""
    found, third = set(), late(end, 3)
    monday = third + (7 - third.weekday()) * DAY
    while monday <= until:
        found.add(on_to_work(monday))
        monday += 7 * DAY
    return found


def is_first_of_week(day: date) -> bool:
    """Whether it is the first day of its week that is worked."""
    return worked(day) and on_to_work(day - day.weekday() * DAY) == day


# ---------------------------------------------------------------- who is told


def heads_of_departments(office: Office) -> list[Unit]:
    """The departments, each with a head of its own."""
    return [unit for unit in office.units.values() if unit.kind == "department"]


def officers(office: Office, day: date) -> list[str]:
    """Who does the office's work."""
    return [person.id for person in office.people.values() if "office" in person.roles and person.here(day)]


def seen_to(office: Office, task: str, unit: str, head: str, day: date) -> list[str]:
    """Who sees to a unit's task: whom it was given to, or their stand-in; else the head; else the office."""
    given = office.assigned.get((task, unit), "")
    for id in (given, head):
        person = office.people.get(id)
        if person is None or not person.here(day):
            continue
        if not person.is_away(day):
            return [id]
        stand_in = office.people.get(person.stand_in)
        if stand_in is not None and stand_in.here(day) and not stand_in.is_away(day):
            return [stand_in.id]
    return officers(office, day)


def leads(office: Office, task: Task) -> list[Unit]:
    """The units that lead; all departments where the plan says so."""
    found: list[Unit] = []
    for id in task.leads:
        unit = office.units[id]
        found += heads_of_departments(office) if unit.kind == "every" else [unit]
    return found


def owners(office: Office, task: Task, day: date) -> dict[str, list[str]]:
    """Who owes the task itself, by lead unit."""
    found = {}
    for unit in leads(office, task):
        head = "" if unit.kind == "council" else unit.head
        found[unit.id] = seen_to(office, task.id, unit.id, head, day)
    return found


def helpers(office: Office, task: Task) -> list[Unit]:
    """The department's own units that cooperate and still owe their part."""
    named: list[Unit] = []
    for id in task.helps:
        unit = office.units[id]
        named += heads_of_departments(office) if unit.kind == "every" else [unit]
    leading = {unit.id for unit in leads(office, task)}
    return [unit for unit in named if unit.id not in leading and (task.id, unit.id) not in office.parts]


def answerers(office: Office, task: Task, day: date) -> list[str]:
    """Who could give the answer that a task opens and has not; in leave only on the last two days of the ladder."""
    answered = office.titles if task.opens == "title" else office.ideas
    last = {task.aim, counted(task.aim, 1)}
    return [
        person.id
        for person in office.people.values()
        if person.here(day) and person.id not in answered and (not person.is_away(day) or day in last)
    ]


def quarter_starts(task: Task, year: int) -> set[date]:
    """The first working days of the quarters up to the one that a task without a day belongs to."""
    return {on_to_work(date(year, month, 1)) for month in (1, 4, 7, 10) if date(year, month, 1) <= task.end}


@dataclass
class Reckoning:
    """A year, told day by day. `until` bounds what is overdue for ever."""

    office: Office
    until: date
    pings: dict[tuple[str, date], int] = field(default_factory=lambda: defaultdict(int))

    def is_leader(self, person: str) -> bool:
        """Leaders get one report a week and nothing else."""
        return "leader" in self.office.people[person].roles

    def after_the_end(self, task: Task) -> set[date]:
        """The days on which a task is spoken of once it is overdue."""
        if task.shape == "unset" or task.kind == "movement":
            return set()
        if task.kind == "meeting":
            return {late(task.end, 1)}
        return {late(task.end, 1), late(task.end, 3)} | mondays(task.end, self.until)

    def digest(self, person: str, day: date) -> frozenset[Thing]:
        """What stands in a person's digest of a day."""
        found: set[Thing] = set()
        for task in self.office.tasks.values():
            found |= self.tasks_of(person, task, day) | self.escalated_to(person, task, day)
            found |= self.answers_of(person, task, day) | self.parts_of(person, task, day)
        return frozenset(found)

    def tasks_of(self, person: str, task: Task, day: date) -> set[Thing]:
        """The task itself, to be there, to set its day."""
        office, found = self.office, set[Thing]()
        if task.id in office.done or task.id in office.waiting:
            return found
        if task.shape == "unset":
            if day in quarter_starts(task, task.end.year) and person in officers(office, day):
                found.add((task.id, "set_day", ""))
            return found
        spoken = day in (ahead(task) if day <= task.end else self.after_the_end(task))
        spoken = spoken or day in self.warnings_in_the_morning(person, task)
        if spoken and any(person in ids for ids in owners(office, task, day).values()):
            found.add((task.id, "task", ""))
        council = SITTING.get(task.id)
        if council and day in ahead(task, sitting=True):
            member = office.people[person]
            if council in (member.unit, *member.further) and not member.is_away(day):
                found.add((task.id, "attend", ""))
        return found

    def warnings_in_the_morning(self, person: str, task: Task) -> set[date]:
        """The mornings that say what an afternoon would have said to somebody who gets no more pings."""
        if task.kind in ("meeting", "movement"):
            return set()
        last, second = back_to_work(task.end), late(task.end, 2)
        if self.office.people[person].digest_only:
            return {last, second}
        return {second} if self.pings[person, week_of(second)] >= 2 else set()

    def escalated_to(self, person: str, task: Task, day: date) -> set[Thing]:
        """A task of others that has been escalated to this person."""
        office = self.office
        quiet = task.id in office.done or task.id in office.waiting
        if quiet or task.shape == "unset" or task.kind in ("meeting", "movement") or day <= task.end:
            return set()
        weekly = mondays(task.end, self.until)
        found = set()
        for unit, ids in owners(office, task, day).items():
            if person in ids:
                continue
            heads = person == office.units[unit].head and day in {late(task.end, 1)} | weekly
            if heads or (person in officers(office, day) and day in {late(task.end, 3)} | weekly):
                found.add((task.id, "escalated", unit))
        return found

    def answers_of(self, person: str, task: Task, day: date) -> set[Thing]:
        """The answers that a task opens: the person's own, their unit's, and who of the unit has not answered."""
        office, found = self.office, set[Thing]()
        if task.opens == "-":
            return found
        days = ahead(task) if day <= task.end else {late(task.end, 1)}
        only = day == back_to_work(task.end) and office.people[person].digest_only
        if (day in days or only) and person in answerers(office, task, day):
            found.add((task.id, task.opens, ""))
        for unit in heads_of_departments(office):
            if unit.head != person:
                continue
            if task.opens == "title" and unit.id not in office.unit_titles and (day in days or only):
                found.add((task.id, "unit_title", unit.id))
            missing = answerers_of_unit(office, task, unit.id, day)
            if missing and is_first_of_week(day) and min(ahead(task)) <= day <= task.end:
                found.add((task.id, "unanswered", unit.id))
        return found

    def parts_of(self, person: str, task: Task, day: date) -> set[Thing]:
        """A cooperating unit's part, by its internal day."""
        office, found = self.office, set[Thing]()
        if task.id not in office.internal or task.id in office.done or task.id in office.waiting:
            return found
        end, before = office.internal[task.id]
        aim = aim_of(end, before)
        days = {counted(aim, number) for number in (7, 3, 1, 0)}
        if day > end:
            days = {late(end, 1), late(end, 3)} | mondays(end, self.until)
        only = day == back_to_work(end) and office.people[person].digest_only
        for unit in helpers(office, task):
            if (day in days or only) and person in seen_to(office, task.id, unit.id, unit.head, day):
                found.add((task.id, "part", unit.id))
        return found

    def ping(self, person: str, day: date) -> frozenset[Thing]:
        """What a person is told in the afternoon."""
        office, found = self.office, set[Thing]()
        if office.people[person].digest_only:
            return frozenset()
        for task in office.tasks.values():
            found |= self.last_calls(person, task, day)
        return frozenset(found)

    def last_calls(self, person: str, task: Task, day: date) -> set[Thing]:
        """What of a task ends this day, or is escalated to the office on the next."""
        office, found = self.office, set[Thing]()
        if task.shape == "unset":
            return found
        last = day == back_to_work(task.end)
        open_task = task.id not in office.done and task.id not in office.waiting
        chased = open_task and task.kind not in ("meeting", "movement")
        chased = chased and (last or day == late(task.end, 2))
        if chased and any(person in ids for ids in owners(office, task, day).values()):
            found.add((task.id, "task", ""))
        if last and task.opens != "-" and person in answerers(office, task, day):
            found.add((task.id, task.opens, ""))
        if last and task.opens == "title":
            for unit in heads_of_departments(office):
                if unit.head == person and unit.id not in office.unit_titles:
                    found.add((task.id, "unit_title", unit.id))
        if task.id in office.internal and task.id not in office.done:
            end = office.internal[task.id][0]
            for unit in helpers(office, task):
                if day == back_to_work(end) and person in seen_to(office, task.id, unit.id, unit.head, day):
                    found.add((task.id, "part", unit.id))
        return found

    def told_at(self, day: date, hour: time) -> Iterator[tuple[str, str, frozenset[Thing]]]:
        """Whoever is told something at an hour of a working day."""
        for person in self.office.people.values():
            if not person.here(day):
                continue
            if self.is_leader(person.id):
                if person.hour == hour and is_first_of_week(day) and self.is_report_due(person.id, day):
                    yield person.id, "briefing", frozenset()
                continue
            if person.hour == hour and (things := self.digest(person.id, day)):
                yield person.id, "digest", things
            if hour == AFTERNOON and self.pings[person.id, week_of(day)] < 2 and (things := self.ping(person.id, day)):
                self.pings[person.id, week_of(day)] += 1
                yield person.id, "ping", things

    def is_report_due(self, person: str, day: date) -> bool:
        """Whether a leader has anything to read: of their own since the last report, or of the department."""
        if self.office.people[person].is_away(day):
            return False
        since = day - DAY
        while not is_first_of_week(since):
            since -= DAY
        days = [since + number * DAY for number in range(1, (day - since).days + 1)]
        if any(self.digest(person, each) for each in days if worked(each)):
            return True
        return any(self.is_news(task, day) for task in self.office.tasks.values())

    def is_news(self, task: Task, day: date) -> bool:
        """Whether a task is late, due this week or being registered; in a month's first week, whether it is open."""
        if task.shape == "unset":
            return False
        if task.opens != "-" and min(ahead(task)) <= day <= task.end + 7 * DAY:
            return True
        if task.id in self.office.done | self.office.waiting or (task.kind == "movement" and day > task.end):
            return False
        if on_to_work(week_of(day) - 7 * DAY).month != day.month:
            return True
        is_past_meeting = task.kind == "meeting" and day > task.end
        return task.end <= week_of(day) + 6 * DAY and not is_past_meeting


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - day.weekday() * DAY


def answerers_of_unit(office: Office, task: Task, unit: str, day: date) -> list[str]:
    """Who of a unit has not given the answer that a task opens."""
    answered = office.titles if task.opens == "title" else office.ideas
    return [
        person.id
        for person in office.people.values()
        if person.unit == unit and person.here(day) and person.id not in answered
    ]


Event = tuple[datetime, str, tuple[str, ...]]


def events() -> list[Event]:
    """What happened in the year, in order."""
    return sorted((datetime.fromisoformat(at), verb, tuple(words)) for at, verb, *words in rows("events.tsv"))


def happen(office: Office, verb: str, words: tuple[str, ...]) -> None:
    """One thing that happened: to a task, or else to people."""
    match verb, words:
        case "done" | "confirmed", (_, task):
            office.waiting.discard(task)
            office.done.add(task)
        case "reported", (_, task):
            office.waiting.add(task)
        case "assigned", (_, task, unit, person):
            office.assigned[task, unit] = person
        case "internal", (task, day, before):
            office.internal[task] = date.fromisoformat(day), before == "before"
        case "handed_in", (_, task, unit):
            office.parts.add((task, unit))
        case "moved", (task, day, before):
            moved = office.tasks[task]
            moved.start = moved.end = date.fromisoformat(day)
            moved.shape, moved.before = "by", before == "before"
        case _:
            happen_to_people(office, verb, words)


def happen_to_people(office: Office, verb: str, words: tuple[str, ...]) -> None:
    """What somebody answered or chose."""
    match verb, words:
        case "registered" | "declined", (person,):
            office.titles.add(person)
        case "idea" | "no_idea", (person,):
            office.ideas.add(person)
        case "unit_registered", (_, unit):
            office.unit_titles.add(unit)
        case "hour", (person, hour):
            office.people[person].hour = time.fromisoformat(hour)
        case "digest_only", (person,):
            office.people[person].digest_only = True
        case "leave", (person, start, end, stand_in):
            office.people[person].away = date.fromisoformat(start), date.fromisoformat(end)
            office.people[person].stand_in = stand_in.strip("-")
        case _:
            raise ValueError(f"nobody knows what to do with {verb} {words}")


def expected(start: datetime, end: datetime) -> Iterator[Message]:
    """Every message from `start` to `end`, both without a zone, as clocks in Hà Nội show them."""
    office = listed()
    reckoning = Reckoning(office, end.date())
    waiting = events()
    day = start.date()
    while day <= end.date():
        for hour in sorted({AFTERNOON, *(person.hour for person in office.people.values())}):
            now = datetime.combine(day, hour)
            while waiting and waiting[0][0] <= now:
                happen(office, *waiting.pop(0)[1:])
            if worked(day) and start < now <= end:
                for person, kind, things in reckoning.told_at(day, hour):
                    yield now, person, kind, things
        day += DAY
