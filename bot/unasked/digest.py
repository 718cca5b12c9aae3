"""The daily digest: how it is worded, and what its buttons do, on the day itself or long after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Voice, fitted, one_line
from bot.words.deadlines import dated, deadline_words, overdue_words, short
from locales.catalogue import Texts
from plans.agenda import Entry, entries
from plans.model.people import Person, Role
from plans.model.plan import UNREGISTERED, DeadlineKind
from plans.model.reminding import Delivery, DigestItem, Owed
from plans.registrations.rules import rules_about
from plans.reminding.ladders import Shift, sent_early, shift
from plans.reminding.owing import snoozed_until
from plans.staff.people import language_of
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

#: Buttons for single items stand in rows of this many, at most `BUTTONS` in all.
IN_A_ROW = 4
BUTTONS = 24
#: A kind of debt in a button.
LETTERS: Mapping[Owed, str] = {Owed.TASK: "t", Owed.TITLE: "d", Owed.INNOVATION: "i"}
GROUPS = ("today", "week", "later", "overdue")


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered thing of a digest with its entry; `item` is as of the day it is shown."""

    number: int
    item: DigestItem
    entry: Entry

    @property
    def is_open(self) -> bool:
        """Whether anything can still be done about it: an answer cannot be given any more once it is overdue."""
        return self.item.owed is Owed.TASK or self.item.days >= 0

    def words(self) -> tuple[str, str, str]:
        """What names it in a button: the task, what is owed there, and the date that must not have moved."""
        return self.entry.key, LETTERS[self.item.owed], self.entry.task.deadline.end.isoformat()


def digest_reply(facts: Facts, delivery: Delivery, now: datetime) -> Reply:
    """The message of a digest on its way out."""
    person = facts.get(Person, delivery.person)
    if person is None:
        raise LookupError(delivery.person)
    shown = lines_of(facts, delivery.items, delivery.items)
    page = Page(facts, person, delivery.day, day_in_hanoi(now))
    heading = page.heading
    if delivery.again:
        heading = f"{heading} {page.voice.say('digest.again')}"
    return Reply(page.text(shown), heading, tuple(tuple(row) for row in page.deeds(shown)))


def lines_of(facts: Facts, numbered: Iterable[DigestItem], shown: Iterable[DigestItem]) -> tuple[Line, ...]:
    """The shown items under the numbers they have among `numbered`; what is no longer in any plan is left out."""
    known = {(entry.plan.id, entry.task.id): entry for entry in entries(facts)}
    order = sorted(numbered, key=lambda item: (item.days < 0, item.days if item.days >= 0 else -item.days))
    places = {item.thing: place for place, item in enumerate(order, start=1)}
    found = [
        Line(places[item.thing], item, known[item.plan, item.task])
        for item in shown
        if (item.plan, item.task) in known and item.thing in places
    ]
    return tuple(sorted(found, key=lambda line: line.number))


@dataclass(frozen=True, slots=True)
class Page:
    """A digest of `day` as it looks to its reader `today`."""

    facts: Facts
    person: Person
    day: date
    today: date

    @property
    def voice(self) -> Voice:
        """How its reader is spoken to."""
        return Voice(Texts(language_of(self.facts, self.person)), self.person)

    @property
    def heading(self) -> str:
        """Whose day it is; a report to leaders, a reminder to everybody else."""
        key = "digest.report" if Role.LEADER in self.person.roles else "digest.heading"
        return self.voice.say(key, day=self.voice.texts.day(self.day))

    def text(self, shown: Iterable[Line]) -> str:
        """The items by group."""
        shown = tuple(shown)
        texts = self.voice.texts
        lines: list[str] = []
        for group in GROUPS:
            members = [line for line in shown if self._group(line.item) == group]
            if members:
                lines += [""] if lines else []
                lines += [texts(f"digest.group_{group}"), *(self._line(line) for line in members)]
        if any(line.item.owed is Owed.TITLE and line.item.days >= 0 for line in shown):
            lines += self._rule(shown)
        return fitted(texts, lines) if lines else self.voice.say("digest.nothing_left")

    def deeds(self, shown: Iterable[Line]) -> list[list[Choice]]:
        """What can be done about the digest as a whole."""
        shown = tuple(shown)
        if not any(line.is_open for line in shown):
            return []
        say = self.voice.say
        rows = [
            [
                press(say("digest.done"), "digest", "done", self.day),
                press(say("digest.later"), "digest", "later", self.day),
            ]
        ]
        owed = {line.item.owed for line in shown if line.item.days >= 0}
        if Owed.TITLE in owed:
            rows.append([press(say("dialogue.register_now"), "title", "begin")])
        if Owed.INNOVATION in owed:
            rows.append([press(say("dialogue.register_innovation_now"), "idea", "begin")])
        return rows

    def taps(self, shown: Iterable[Line], deed: str) -> list[list[Choice]]:
        """One button an item."""
        say = self.voice.say
        buttons = [
            press(say(f"digest.{deed}_one", number=line.number), "digest", deed, self.day, *line.words())
            for line in [line for line in shown if line.is_open][:BUTTONS]
        ]
        return [buttons[place : place + IN_A_ROW] for place in range(0, len(buttons), IN_A_ROW)]

    def named(self, line: Line) -> str:
        """What an item is about, in a few words."""
        task = line.entry.task
        key = {Owed.TASK: "digest.task", Owed.TITLE: "digest.title", Owed.INNOVATION: "digest.innovation"}
        title = one_line(task.title, 300)
        return self.voice.say(key[line.item.owed], task=title, item=task.number, year=line.entry.plan.year)

    def _group(self, item: DigestItem) -> str:
        if item.days < 0:
            return "overdue"
        if item.days == 0:
            return "today"
        sunday = self.today + timedelta(days=7 - self.today.isoweekday())
        return "week" if item.aim <= sunday else "later"

    def _line(self, line: Line) -> str:
        say, deadline = self.voice.say, line.entry.task.deadline
        # On the day itself the urgency names the date: "kế hoạch ghi trước 29/02: nên xong trong hôm nay, …"; no hour.
        is_named = line.item.days == 0 and deadline.kind is DeadlineKind.BY and deadline.hour is None
        named = "" if is_named else deadline_words(self.voice.texts, deadline)
        parts = [named, self._urgency(line)]
        notes = []
        until = snoozed_until(self.facts, line.item, self.person, self.today)
        if until is not None:
            notes.append(say("digest.comes_back", day=dated(self.voice.texts, until)))
        elif line.item.snoozed:
            notes.append(say("digest.snoozed"))
        elif sent_early(line.item):
            notes.append(say("digest.early"))
        text = say(
            "digest.line",
            number=line.number,
            what=self.named(line),
            deadline="; ".join(part for part in parts if part),
        )
        return " ".join([text, *notes])

    def _urgency(self, line: Line) -> str:
        say, texts, deadline, days = self.voice.say, self.voice.texts, line.entry.task.deadline, line.item.days
        if days < 0 and line.item.owed is not Owed.TASK:
            return texts.count("digest.closed", -days, you=self.voice.you)
        if days < 0:
            return overdue_words(texts, line.entry.task.kind, -days)
        moved = shift(deadline)
        if days > 0:
            if moved is Shift.NONE:
                return texts.count("digest.days_left", days)
            return texts.count("digest.days_left_to", days, day=dated(texts, line.item.aim))
        if self.today > line.item.aim:
            return say("digest.last_day_before" if deadline.before else "digest.last_days", end=short(deadline.end))
        if moved is Shift.BEFORE:
            return say("digest.finish_before", end=short(deadline.end))
        if moved is Shift.DAY_OFF:
            return say("digest.finish_day_off", weekday=texts.weekday(deadline.end), end=short(deadline.end))
        return say("digest.on_the_day" if deadline.kind is DeadlineKind.ON else "digest.last_day")

    def _rule(self, shown: Iterable[Line]) -> list[str]:
        plans = {line.entry.plan.id: line.entry.plan for line in shown if line.item.owed is Owed.TITLE}
        rules = [rule for plan in plans.values() for rule in rules_about(plan, UNREGISTERED)]
        return ["", *(self.voice.say("dialogue.rule", quote=one_line(rule.source.quote, 500)) for rule in rules)]
