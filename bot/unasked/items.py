"""The items of a reminder, numbered, and each one's words: what it is, by when, and what has become of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.talk import Voice, one_line
from bot.words.deadlines import (
    bodies_words,
    dated,
    deadline_words,
    overdue_words,
    period_words,
    says_only_unset,
    short,
)
from bot.words.names import person_name, unit_name
from plans.agenda import Entry
from plans.duties.assigning import assignee
from plans.model.people import Person, Role, Unit
from plans.model.plan import Deadline, DeadlineKind, Plan, TaskKind
from plans.model.reminding import DigestItem, Owed, Warns
from plans.plain_text import capitalized
from plans.reminding.ending import End, Ending, Endings
from plans.reminding.ladders import Shift, sent_early, shift
from plans.reminding.owing import snoozed_until
from plans.rights import lead_units
from plans.store.port import Facts
from plans.weeks import sunday_of
from plans.working_days import HANOI, after

#: The parts of a reminder, in this order.
GROUPS = ("today", "week", "later", "overdue", "held", "unset", "escalated", "unanswered", "ended")
#: Answers: they can't be given any more once their day is over.
ANSWERS = frozenset({Owed.TITLE, Owed.INNOVATION, Owed.UNIT_TITLE})
#: What asks nothing of its reader, and so can't be put off.
TOLD = frozenset({Owed.ESCALATED, Owed.UNANSWERED})
#: The longest title, and the longest name of a unit.
TITLE_LIMIT, UNIT_LIMIT = 300, 100
#: So many names stand in a line.
NAMES = 30
#: More units than this are called by the plan's own words for them.
MANY = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered thing of a reminder with its task, by when it is due, and what has become of it (None: it stands).

    `item` is as of the day it is shown.
    """

    number: int
    item: DigestItem
    entry: Entry
    deadline: Deadline
    end: End | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything can still be done about it."""
        return self.end is None and not (self.item.owed in ANSWERS and self.item.days < 0)

    @property
    def is_held(self) -> bool:
        """Whether it is a meeting whose day is over: it is asked about, not chased."""
        return self.item.owed is Owed.TASK and self.entry.task.kind is TaskKind.MEETING and self.item.days < 0


def lines_of(facts: Facts, person: Person, items: Iterable[DigestItem], today: date) -> tuple[Line, ...]:
    """A reminder's items under numbers that stay; what no plan knows any more is left out."""
    endings = Endings(facts, today)
    told = tuple(items)
    # Whoever holds a meeting is there: that is not said twice.
    own = {(item.plan, item.task) for item in told if item.owed is Owed.TASK}
    told = tuple(item for item in told if item.owed is not Owed.ATTEND or (item.plan, item.task) not in own)
    order = sorted(told, key=lambda item: _place(item, endings.entry(item)))
    places = {item.thing: place for place, item in enumerate(order, start=1)}
    found = []
    for item in order:
        entry = endings.entry(item) or _withdrawn(facts, item)
        if entry is not None:
            end = endings.of(person.id, item)
            now = endings.as_of_today(item) if end is None else item
            found.append(Line(places[item.thing], now, entry, endings.deadline(item, entry), end))
    return tuple(found)


def _place(item: DigestItem, entry: Entry | None) -> tuple[int, int]:
    """Today first, then what is coming, what is overdue, past meetings, and what only tells or asks for a day."""
    last = {Owed.SET_DAY: 3, Owed.ESCALATED: 4, Owed.UNANSWERED: 5}
    meets = entry is not None and entry.task.kind is TaskKind.MEETING and item.owed is Owed.TASK
    return last.get(item.owed, 0 if item.days >= 0 else 2 if meets else 1), abs(item.days)


def _withdrawn(facts: Facts, item: DigestItem) -> Entry | None:
    plan = facts.get(Plan, item.plan)
    task = plan.task(item.task) if plan is not None else None
    return Entry(plan, task, None) if plan is not None and task is not None else None


@dataclass(frozen=True, slots=True)
class Words:
    """What the items of a reminder say to its reader `today`; `returned`: its heading says that they come again."""

    facts: Facts
    voice: Voice
    today: date
    returned: bool = False

    def group(self, line: Line) -> str:
        """Under which heading an item stands."""
        item = line.item
        if line.end is not None:
            return "ended"
        if item.owed in {Owed.SET_DAY, Owed.ESCALATED, Owed.UNANSWERED}:
            return "unset" if item.owed is Owed.SET_DAY else item.owed.value
        if item.days <= 0:
            return "held" if line.is_held else "overdue" if item.days < 0 else "today"
        return "week" if item.aim <= sunday_of(self.today) else "later"

    def what(self, line: Line, limit: int = TITLE_LIMIT) -> str:
        """What an item is about, in a few words."""
        task, item = line.entry.task, line.item
        year = line.entry.plan.year
        key = "digest.where" if year == self.today.year else "digest.where_year"
        where = self.voice.say(key, item=task.number, year=year)
        values = {"where": where, "year": year, "task": one_line(task.title, limit)}
        if item.unit:
            values["unit"] = one_line(unit_name(self.facts, item.unit), UNIT_LIMIT)
        if item.owed is Owed.UNANSWERED:
            return self.voice.say(f"digest.unanswered_{task.opens}", **values)
        others = item.owed is Owed.TASK and item.unit and item.unit not in self.voice.person.units
        return self.voice.say("digest.task_of" if others else f"digest.{item.owed}", **values)

    def line(self, line: Line, limit: int = TITLE_LIMIT) -> str:
        """The whole of it: number, what, by when or what has become of it, and notes."""
        parts = [self._ended(line, line.end)] if line.end is not None else [*self._when(line)]
        text = self.voice.say(
            "digest.line",
            number=line.number,
            what=self.what(line, limit),
            deadline="; ".join(part for part in parts if part),
        )
        return text if line.end is not None else " ".join([text, *self._notes(line)])

    def _when(self, line: Line) -> list[str]:
        """By when it is due and how near that is; for what only tells or asks, that."""
        item, deadline, texts = line.item, line.deadline, self.voice.texts
        named = deadline_words(texts, deadline)
        if item.owed is Owed.UNANSWERED:
            return [self._silent(line)]
        if item.owed is Owed.SET_DAY:
            period = period_words(texts, deadline.start, deadline.end)
            wording = one_line(deadline.wording, TITLE_LIMIT)
            return [period, "" if says_only_unset(wording) else self.voice.say("digest.plan_says", wording=wording)]
        if line.is_held:
            return [named]
        if item.owed is Owed.ESCALATED:
            return [named, self._urgency(line), self.whose(line.entry)]
        # On the day itself the urgency names the date: "kế hoạch ghi trước 29/02: nên xong trong hôm nay, …"; no hour.
        is_named = item.days == 0 and deadline.kind is DeadlineKind.BY and deadline.hour is None
        return ["" if is_named and item.owed is not Owed.PART else named, self._urgency(line)]

    def _notes(self, line: Line) -> list[str]:
        say, item, notes = self.voice.say, line.item, []
        if item.of:
            notes.append(say("digest.stands_in", name=person_name(self.facts, item.of)))
        until = snoozed_until(self.facts, item, self.voice.person, self.today)
        if until is not None:
            notes.append(say("digest.comes_back", day=dated(self.voice.texts, until)))
        elif item.snoozed and not self.returned:
            notes.append(say("digest.snoozed"))
        elif sent_early(item):
            notes.append(say("digest.early"))
        return [*notes, *self._warning(line)]

    def _warning(self, line: Line) -> list[str]:
        """Who is told on the next working day unless it is done; nothing on any other day than that before."""
        end, tomorrow = line.deadline.end, after(self.today)
        near = self.today <= end < tomorrow if line.item.warns is Warns.HEAD else self.today == after(after(end))
        if line.item.warns is Warns.NOBODY or not near:
            return []
        texts = self.voice.texts
        day = texts("digest.tomorrow")
        if tomorrow != self.today + timedelta(days=1):
            day = texts("digest.on_weekday", weekday=texts.weekday(tomorrow), day=short(tomorrow))
        return [self.voice.say(f"digest.warns_{line.item.warns}", day=capitalized(day))]

    def _urgency(self, line: Line) -> str:
        say, texts, deadline, days = self.voice.say, self.voice.texts, line.deadline, line.item.days
        if days < 0 and line.item.owed in ANSWERS:
            # The office itself is nobody to be referred to the office.
            ours = Role.OFFICE in self.voice.person.roles
            return texts.count("digest.closed_here" if ours else "digest.closed", -days, you=self.voice.you)
        if days < 0:
            return overdue_words(texts, TaskKind.OTHER, -days)
        moved = shift(deadline)
        if days > 0:
            if moved is Shift.NONE or line.item.owed is Owed.ATTEND:
                return texts.count("digest.days_left", days)
            key = "digest.days_left_to_send" if line.item.owed is Owed.PART else "digest.days_left_to"
            return texts.count(key, days, day=dated(texts, line.item.aim))
        if line.item.owed is Owed.ATTEND and deadline.kind is DeadlineKind.ON:
            return say("digest.on_the_day")
        if self.today > line.item.aim:
            return say("digest.last_day_before" if deadline.before else "digest.last_days", end=short(deadline.end))
        if line.item.owed is Owed.PART:
            return say("digest.send_today" if moved is Shift.NONE else "digest.best_sent_today")
        if moved is Shift.BEFORE:
            return say("digest.finish_before", end=short(deadline.end))
        if moved is Shift.DAY_OFF:
            key = "digest.finish_before_day_off" if deadline.before else "digest.finish_day_off"
            return say(key, weekday=texts.weekday(deadline.end), end=short(deadline.end))
        return say("digest.on_the_day" if deadline.kind is DeadlineKind.ON else "digest.last_day")

    def whose(self, entry: Entry) -> str:
        """Which units are to do a task and whose it is there, as far as the reader may know names."""
        person, found = self.voice.person, []
        units = lead_units(entry.task, self.facts.all(Unit))
        if len(units) > MANY:
            return bodies_words(self.voice.texts, entry.task.lead)
        for unit in units:
            name = one_line(unit.name, UNIT_LIMIT)
            given = assignee(self.facts, entry.plan.id, entry.task.id, unit.id, self.today)
            if given is not None and (person.roles & {Role.OFFICE, Role.LEADER} or unit.head == person.id):
                name = self.voice.say("digest.given_in", unit=name, name=person_name(self.facts, given.person))
            found.append(name)
        return self.voice.texts.joined(found)

    def _silent(self, line: Line) -> str:
        """Who of a unit has not answered yet, by name as far as there is room."""
        endings = Endings(self.facts, self.today)
        silent, asked = endings.silent(line.item, line.entry), endings.asked(line.item, line.entry)
        names = [one_line(person.name) for person in silent]
        said = self.voice.texts.joined(names[:NAMES])
        if len(names) > NAMES:
            said = self.voice.texts.count("digest.more_names", len(names) - NAMES, names=said)
        return self.voice.say("digest.silent", n=len(silent), all=len(asked), names=said)

    def _ended(self, line: Line, end: End) -> str:
        say, texts = self.voice.say, self.voice.texts
        moment = texts.moment(end.at.astimezone(HANOI)) if end.at is not None else ""
        values: dict[str, object] = {"moment": moment, "deadline": deadline_words(texts, line.deadline)}
        key = f"digest.ended_{end.ending}"
        if end.ending is Ending.GIVEN:
            values["name"] = person_name(self.facts, end.by)
        elif end.ending is Ending.DONE and end.by != self.voice.person.id:
            key, values["name"] = "digest.ended_done_by", self._doer(line, end)
        return say(key, **values)

    def _doer(self, line: Line, end: End) -> str:
        """Who did it: by name to those whose task it is or was escalated to, by unit to others."""
        if line.item.owed not in {Owed.ATTEND, Owed.PART}:
            return person_name(self.facts, end.by)
        by = self.facts.get(Person, end.by)
        return one_line(unit_name(self.facts, by.unit), UNIT_LIMIT) if by is not None else self._office

    @property
    def _office(self) -> str:
        return self.voice.say("answer.the_office")
