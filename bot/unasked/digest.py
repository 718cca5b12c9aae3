"""Reminders: how a digest, a single ping, or what was put off is worded as a whole, in pages where it is long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.messages import TEXT_LIMIT, Choice, Reply, length
from bot.presses import press
from bot.talk import Voice, one_line
from bot.unasked.briefing import briefing_reply
from bot.unasked.buttons import VERB, Box, Buttons, box_of, closes
from bot.unasked.items import GROUPS, TITLE_LIMIT, Line, Words, lines_of
from locales.catalogue import Texts
from plans.model.people import Person, Role
from plans.model.plan import UNREGISTERED
from plans.model.reminding import Delivery, DeliveryKind, Owed
from plans.registrations.rules import rules_about
from plans.staff.people import language_of
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

#: Titles are shortened as far as it takes to tell everything in one message; what is still too long is leafed through.
TITLE_LIMITS = (TITLE_LIMIT, 120, 60)
#: Left for a heading, a note on what has just happened, and what stands below.
SPARE = 1100
QUOTE_LIMIT = 500


def digest_reply(facts: Facts, delivery: Delivery, now: datetime) -> Reply:
    """A reminding message as it goes out, or as it is edited later."""
    person = facts.get(Person, delivery.person)
    if person is None:
        raise LookupError(delivery.person)
    today = day_in_hanoi(now)
    if delivery.begun is DeliveryKind.BRIEFING:
        return briefing_reply(facts, person, delivery, now)
    page = Page(facts, person, box_of(delivery), today)
    shown = lines_of(facts, person, delivery.items, today)
    intro = page.voice.say("digest.followed") if delivery.kind is DeliveryKind.FOLLOW else ""
    heading = f"{page.heading} {page.voice.say('digest.again')}" if delivery.again else page.heading
    text, rows = page.drawn(shown, note=intro)
    return Reply(text, heading, tuple(tuple(row) for row in rows))


@dataclass(frozen=True, slots=True)
class Page:
    """A reminding message as it looks to its reader `today`."""

    facts: Facts
    person: Person
    box: Box
    today: date

    @property
    def voice(self) -> Voice:
        """How its reader is spoken to."""
        return Voice(Texts(language_of(self.facts, self.person)), self.person)

    @property
    def words(self) -> Words:
        """How its items are worded."""
        return Words(self.facts, self.voice, self.today, returned=self.box.kind is DeliveryKind.RETURN)

    @property
    def buttons(self) -> Buttons:
        """What can be pressed under it."""
        return Buttons(self.facts, self.voice, self.box, self.today)

    @property
    def heading(self) -> str:
        """Which message it is; a report to leaders. One that is shown on a later day says so."""
        key = "digest.report" if Role.LEADER in self.person.roles else f"digest.heading_{self.box.kind}"
        said = self.voice.say(key, day=self.voice.texts.day(self.box.day))
        if self.box.day == self.today:
            return said
        return self.voice.say("digest.updated", heading=said, day=self.voice.texts.day(self.today))

    def drawn(self, shown: Iterable[Line], number: int = 0, note: str = "") -> tuple[str, list[list[Choice]]]:
        """A page of the items by group, below a note, with the buttons of the message and to its other pages."""
        shown = tuple(shown)
        pages = self._pages(shown)
        number = max(0, min(number, len(pages) - 1))
        lines = [note, ""] if note else []
        if all(line.end is not None for line in shown):
            lines += [self.voice.say("digest.nothing_left"), *([""] if shown else [])]
        lines += pages[number]
        if number == len(pages) - 1 and closes(shown):
            lines += self._rules(shown)
        turning = [(number - 1, "lists.page_before")] if number else []
        turning += [(number + 1, "digest.go_on")] if number < len(pages) - 1 else []
        turns = [press(self.voice.say(key), VERB, "page", self.box, at) for at, key in turning]
        return "\n".join(lines), [*self.buttons.rows(shown), *([turns] if turns else [])]

    def text(self, shown: Iterable[Line]) -> str:
        """The first page of the items."""
        return self.drawn(shown)[0]

    def _pages(self, shown: Sequence[Line]) -> list[list[str]]:
        """The lines of each page under the headings of their groups; at least one page."""
        room = TEXT_LIMIT - SPARE
        pages: list[list[str]] = [[]]
        for limit in TITLE_LIMITS:
            pages = self._filled(shown, limit, room)
            if len(pages) == 1:
                break
        return pages

    def _filled(self, shown: Sequence[Line], limit: int, room: int) -> list[list[str]]:
        pages: list[list[str]] = [[]]
        group, taken, told = "", 0, 0
        for line in sorted(shown, key=lambda line: (GROUPS.index(self.words.group(line)), line.number)):
            said, its = self.words.line(line, limit), self.words.group(line)
            needed = length(said) + (length(self._heading(its)) + 3 if its != group else 1)
            if pages[-1] and taken + needed > room:
                pages[-1] += ["", self.voice.texts.count("digest.more", len(shown) - told)]
                pages.append([])
                group, taken = "", 0
                needed = length(said) + length(self._heading(its)) + 3
            if its != group:
                pages[-1] += [*([""] if pages[-1] else []), self._heading(its)]
            pages[-1].append(said)
            group, taken, told = its, taken + needed, told + 1
        return pages

    def _heading(self, group: str) -> str:
        return self.voice.say(f"digest.group_{group}")

    def _rules(self, shown: Iterable[Line]) -> list[str]:
        plans = {
            line.entry.plan.id: line.entry.plan
            for line in shown
            if line.item.owed in {Owed.TITLE, Owed.UNIT_TITLE} and line.is_open
        }
        quotes = [
            one_line(rule.source.quote, QUOTE_LIMIT)
            for plan in plans.values()
            for rule in rules_about(plan, UNREGISTERED)
        ]
        return ["", *(self.voice.say("dialogue.rule", quote=quote) for quote in quotes[:1])] if quotes else []
