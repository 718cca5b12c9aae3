"""A leader's weekly report: their own matters, what is due, what is late, how far registering is, and one picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.answers.lists.words import counts_of
from bot.messages import Attachment, Choice, Reply
from bot.presses import press
from bot.talk import Voice, fitted, one_line
from bot.unasked.buttons import Buttons, box_of
from bot.unasked.items import Line, Words, lines_of
from bot.words.deadlines import deadline_words, overdue_words
from locales.catalogue import Texts
from plans.agenda import Entry, due_between, entries, overdue, plan_in_force
from plans.model.people import Department, Person, Unit
from plans.model.plan import Opens, Plan, TaskKind
from plans.model.reminding import Delivery, Owed
from plans.registrations.tallies import tallies
from plans.rights import Action, lead_units
from plans.staff.people import language_of
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

#: So many tasks are named in each part; titles are cut to this.
NAMED, TITLE_LIMIT = 12, 160


def briefing_reply(facts: Facts, person: Person, delivery: Delivery, now: datetime) -> Reply:
    """The report of the week in which it goes out."""
    briefing = Briefing(facts, person, delivery, day_in_hanoi(now))
    plan = plan_in_force(facts, briefing.today)
    heading = briefing.voice.say("digest.heading_briefing", day=briefing.voice.texts.day(delivery.day))
    if delivery.again:
        heading = f"{heading} {briefing.voice.say('digest.again')}"
    picture = _picture(facts, plan, now, briefing.voice.texts) if plan is not None else None
    rows = tuple(tuple(row) for row in briefing.rows())
    return Reply(briefing.text(plan), heading, rows, attachment=picture)


@dataclass(frozen=True, slots=True)
class Briefing:
    """What stands in a leader's report."""

    facts: Facts
    person: Person
    delivery: Delivery
    today: date

    @property
    def voice(self) -> Voice:
        """How its reader is spoken to."""
        return Voice(Texts(language_of(self.facts, self.person)), self.person)

    @property
    def _words(self) -> Words:
        return Words(self.facts, self.voice, self.today)

    def text(self, plan: Plan | None) -> str:
        """All parts, each said even when there is nothing in it: a leader wants to know that nothing is late."""
        sunday = self.today + timedelta(days=7 - self.today.isoweekday())
        every = entries(self.facts)
        due = [each for each in due_between(every, self.today, sunday) if not each.done and not each.waits]
        late = [each for each in overdue(every, self.today) if each.task.kind is not TaskKind.MEETING]
        charged = [each for each in late if self._in_charge(each)]
        others = [each for each in late if each not in charged]
        parts = [
            self._own(),
            self._part("briefing_due", due, "briefing_nothing_due"),
            self._part("briefing_late", charged),
            self._part("briefing_late_elsewhere" if charged else "briefing_late_all", others),
            [] if late else [self.voice.say("digest.briefing_nothing_late")],
            self._registered(plan) if plan is not None else [],
        ]
        lines: list[str] = []
        for part in parts:
            lines += [*([""] if lines and part else []), *part]
        return fitted(self.voice.texts, lines)

    def rows(self) -> list[list[Choice]]:
        """What can be done about the leader's own matters, and where to read on."""
        say, box = self.voice.say, box_of(self.delivery)
        own = [line for line in self._lines() if line.item.owed is not Owed.ESCALATED]
        rows = Buttons(self.facts, self.voice, box, self.today).rows(own)
        return [
            *rows,
            [press(say("answer.see_overdue"), "ask", "overdue"), press(say("chat.try_progress"), "ask", "progress")],
            [press(say("chat.try_missing"), "ask", "missing")],
        ]

    def _lines(self) -> tuple[Line, ...]:
        return lines_of(self.facts, self.person, self.delivery.items, self.today)

    def _own(self) -> list[str]:
        own = [
            self._words.line(line)
            for line in self._lines()
            if line.item.owed is not Owed.ESCALATED and line.end is None
        ]
        return [self.voice.say("digest.briefing_own"), *own] if own else []

    def _part(self, key: str, found: Sequence[Entry], nothing: str = "") -> list[str]:
        if not found:
            return [self.voice.say(f"digest.{nothing}")] if nothing else []
        lines = [self.voice.say(f"digest.{key}", n=len(found)), *(self._task(each) for each in found[:NAMED])]
        if len(found) > NAMED:
            lines.append(self.voice.texts.count("digest.more", len(found) - NAMED))
        return lines

    def _task(self, entry: Entry) -> str:
        """A task with its deadline, how late it is, and whose it is; marked where it is told for the first time."""
        texts, deadline = self.voice.texts, entry.task.deadline
        parts = [deadline_words(texts, deadline)]
        if deadline.end < self.today:
            parts.append(overdue_words(texts, TaskKind.OTHER, (self.today - deadline.end).days))
        parts.append(self._words.whose(entry))
        told = {(item.plan, item.task) for item in self.delivery.items if item.owed is Owed.ESCALATED}
        is_new = (entry.plan.id, entry.task.id) in told
        title = one_line(entry.task.title, TITLE_LIMIT)
        said = self.voice.say(
            "digest.briefing_task", task=title, item=entry.task.number, said="; ".join(filter(None, parts))
        )
        return f"{said} {self.voice.say('digest.briefing_first')}" if is_new else said

    def _in_charge(self, entry: Entry) -> bool:
        return any(unit.leader_in_charge == self.person.id for unit in lead_units(entry.task, self.facts.all(Unit)))

    def _registered(self, plan: Plan) -> list[str]:
        lines = [self.voice.say("digest.briefing_registered", year=plan.year)]
        for kind in Opens:
            if any(task.opens is kind and not task.withdrawn for task in plan.tasks):
                counts = counts_of(tallies(self.facts, plan, kind, self.today))
                lines.append(f"– {self.voice.say(f'answer.progress_{kind}', **counts)}")
        return lines if len(lines) > 1 else []


def _picture(facts: Facts, plan: Plan, now: datetime, texts: Texts) -> Attachment | None:
    """How far registering is, where anybody registers at all."""
    if not any(task.opens is Opens.TITLE and not task.withdrawn for task in plan.tasks):
        return None
    # Imported here: the library that draws takes a tenth of a second, which every start of the program would pay for.
    from bot.papers.progress_picture import progress_picture

    content = progress_picture(facts, plan, now, texts, facts.get(Department, "department"))
    return Attachment(f"tien-do-{plan.year}.png", "image/png", content, takes=Action.SEE_REGISTRATIONS)
