"""A leader's weekly report: their own matters, what is due, what is late, how far registering is, and one picture."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.answers.lists.words import counts_of
from bot.messages import Attachment, Choice, Reply, length
from bot.presses import press
from bot.talk import Voice, fitted, one_line
from bot.unasked.buttons import Buttons, box_of
from bot.unasked.items import Line, Words, lines_of
from bot.words.deadlines import deadline_words, overdue_words, period_words
from bot.words.pictures import CAPTION_ROOM, month_words, registered_words, year_words
from locales.catalogue import Texts
from plans.agenda import Entry, due_between, entries, plan_in_force
from plans.charting import month_tasks, year_tasks
from plans.deadlines import last_of_month
from plans.model.people import Department, Person, Unit
from plans.model.plan import Opens, Plan, TaskKind
from plans.model.reminding import Delivery, Owed
from plans.progress import Stage, by_stage
from plans.registrations.rules import closing_task, window_refusal
from plans.registrations.tallies import tallies
from plans.rights import Action, lead_units
from plans.staff.people import language_of
from plans.store.port import Facts
from plans.weeks import sunday_of
from plans.working_days import day_in_hanoi

LOG = logging.getLogger(__name__)
#: So many tasks are named in each part; titles are cut to this.
NAMED, TITLE_LIMIT = 12, 160
#: What asks something else of its reader than to be done by a day.
ASKED = frozenset({"held", "unset", "unanswered"})


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
        due, late = self._due(), self._late()
        charged = [each for each in late if self._in_charge(each)]
        others = [each for each in late if each not in charged]
        nothing = self._nothing(due, late)
        parts = [
            *self._own(),
            self._part("briefing_due", due),
            self._part("briefing_late", charged),
            self._part("briefing_late_elsewhere" if charged else "briefing_late_all", others),
            [" ".join(nothing)] if nothing else [],
            self._registered(plan) if plan is not None else [],
        ]
        lines: list[str] = []
        for part in parts:
            lines += [*([""] if lines and part else []), *part]
        return fitted(self.voice.texts, lines)

    def _nothing(self, due: Sequence[Entry], late: Sequence[Entry]) -> list[str]:
        """What there is none of; beside matters of the leader's own that are due, none else."""
        own = any(line.item.owed is not Owed.UNANSWERED for line in self._lines())
        said = [] if due else ["digest.briefing_nothing_else" if own else "digest.briefing_nothing_due"]
        said += [] if late else ["digest.briefing_nothing_late"]
        return [self.voice.say(key) for key in said]

    def rows(self) -> list[list[Choice]]:
        """What can be done about the leader's own matters, and where to read on."""
        say, box = self.voice.say, box_of(self.delivery)
        rows = Buttons(self.facts, self.voice, box, self.today).rows(self._lines())
        late = [press(say("answer.see_overdue"), "ask", "overdue")] if self._late() else []
        read_on = [press(say("chat.try_progress"), "ask", "progress"), press(say("chat.try_missing"), "ask", "missing")]
        return [*rows, *([late] if late else []), read_on]

    def _due(self) -> list[Entry]:
        """What is due in the rest of the week and is not the leader's own."""
        own = {(line.item.plan, line.item.task) for line in self._lines() if line.item.owed in {Owed.TASK, Owed.ATTEND}}
        found = due_between(entries(self.facts), self.today, sunday_of(self.today))
        return [each for each in found if not (each.done or each.waits or (each.plan.id, each.task.id) in own)]

    def _late(self) -> tuple[Entry, ...]:
        return by_stage(entries(self.facts), (Stage.LATE,), self.today)

    def _lines(self) -> tuple[Line, ...]:
        """The leader's own matters that stand."""
        every = lines_of(self.facts, self.person, self.delivery.items, self.today)
        return tuple(line for line in every if line.item.owed is not Owed.ESCALATED and line.end is None)

    def _own(self) -> list[list[str]]:
        """The leader's own matters; what is asked for in another way under its own heading."""
        parts: dict[str, list[str]] = {}
        for line in self._lines():
            group = self._words.group(line)
            key = f"digest.group_{group}" if group in ASKED else "digest.briefing_own"
            parts.setdefault(self.voice.say(key), []).append(self._words.line(line))
        return [[heading, *lines] for heading, lines in parts.items()]

    def _part(self, key: str, found: Sequence[Entry]) -> list[str]:
        if not found:
            return []
        lines = [self.voice.say(f"digest.{key}", n=len(found)), *(self._task(each) for each in found[:NAMED])]
        if len(found) > NAMED:
            lines.append(self.voice.texts.count("digest.more", len(found) - NAMED))
        return lines

    def _task(self, entry: Entry) -> str:
        """A task with its deadline, how late it is, and whose it is; where it has been escalated, that."""
        texts, deadline = self.voice.texts, entry.task.deadline
        parts = [deadline_words(texts, deadline)]
        if deadline.end < self.today:
            parts.append(overdue_words(texts, TaskKind.OTHER, (self.today - deadline.end).days))
        parts.append(self._words.whose(entry))
        told = {(item.plan, item.task) for item in self.delivery.items if item.owed is Owed.ESCALATED}
        escalated = (entry.plan.id, entry.task.id) in told
        title = one_line(entry.task.title, TITLE_LIMIT)
        said = self.voice.say(
            "digest.briefing_task", task=title, item=entry.task.number, said="; ".join(filter(None, parts))
        )
        return f"{said} {self.voice.say('digest.briefing_escalated')}" if escalated else said

    def _in_charge(self, entry: Entry) -> bool:
        return any(unit.leader_in_charge == self.person.id for unit in lead_units(entry.task, self.facts.all(Unit)))

    def _registered(self, plan: Plan) -> list[str]:
        lines = [self.voice.say("digest.briefing_registered", year=plan.year)]
        for kind in Opens:
            if any(task.opens is kind and not task.withdrawn for task in plan.tasks):
                counts = counts_of(tallies(self.facts, plan, kind, self.today))
                closing = closing_task(plan, kind)
                until = deadline_words(self.voice.texts, closing.deadline) if closing is not None else ""
                said = self.voice.say(f"answer.progress_{kind}", **counts)
                lines.append(self.voice.say("digest.briefing_answers", said=said, deadline=until))
        return lines if len(lines) > 1 else []


def _picture(facts: Facts, plan: Plan, now: datetime, texts: Texts) -> Attachment | None:
    """The picture that says most in that week; a report whose picture can't be drawn goes out without it."""
    try:
        if window_refusal(plan, Opens.TITLE, now) is None:
            return _registering(facts, plan, now, texts)
        return _month_or_year(facts, day_in_hanoi(now), texts)
    except Exception:
        LOG.exception("the picture of a report could not be drawn; the report goes out without it")
        return None


def _registering(facts: Facts, plan: Plan, now: datetime, texts: Texts) -> Attachment:
    """How far registering is, while it is open."""
    # Imported here: the library that draws takes a tenth of a second, which every start of the program would pay for.
    from bot.papers.progress_picture import progress_picture

    content = progress_picture(facts, plan, now, texts, facts.get(Department, "department"))
    heading = texts("lists.drawn_title", year=plan.year)
    found = tallies(facts, plan, Opens.TITLE, day_in_hanoi(now))
    alt = f"{heading}\n{registered_words(facts, texts, found, CAPTION_ROOM - length(heading))}"
    name = f"tien-do-{plan.year}.png"
    return Attachment(name, "image/png", content, takes=Action.SEE_REGISTRATIONS, alt=alt)


def _month_or_year(facts: Facts, today: date, texts: Texts) -> Attachment | None:
    """The month's calendar; of a month without tasks the year."""
    from bot.papers.month_picture import month_picture
    from bot.papers.year_picture import year_picture

    found, department = entries(facts), facts.get(Department, "department")
    month, year = month_tasks(found, today.replace(day=1)), year_tasks(found, today.year)
    if month.every:
        content, name = month_picture(facts, texts, today, month, "", department), f"lich-thang-{today:%Y-%m}.png"
        heading = texts("picture.month_heading", period=period_words(texts, month.first, last_of_month(today)))
        alt = month_words(facts, texts, month, today, CAPTION_ROOM - length(heading))
    elif year:
        content, name = year_picture(texts, today, today.year, year, "", department), f"nam-{today.year}.png"
        heading = texts("picture.year_heading", year=today.year)
        alt = year_words(texts, year, today, CAPTION_ROOM - length(heading))
    else:
        return None
    return Attachment(name, "image/png", content, takes=Action.ASK, alt=f"{heading}\n{alt}")
