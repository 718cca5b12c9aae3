"""The buttons of reminders: one tap an item, by numbers where there are several; the message shows what is left.

A press names the message, the task, what is owed there and whose, and the date it stood on; it is refused politely when
that is done, answered or moved. What is typed right after a reminder ("2", "xong 2") means its items, not buttons.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.answers.greeting import stale
from bot.dialogues.set_day import press_day
from bot.messages import Choice, Reply
from bot.presses import action, press
from bot.talk import Answer, Talk
from bot.unasked.buttons import BOXES, DAY, ROWS, VERB, Box, words_for
from bot.unasked.digest import Page
from bot.unasked.items import Line, lines_of
from bot.words.deadlines import dated, deadline_words
from bot.words.duties import evidence_press, marked_words
from bot.words.parts import back_press
from calendar_sync.stamps import stamp_events
from plans.actions import mark_done, snooze
from plans.duties.collecting import close_part
from plans.duties.not_met import say_not_met
from plans.model.duties import DoneReport, UnitPart
from plans.model.people import Unit
from plans.model.reminding import Delivery, DeliveryKind, DeliveryState, Owed, Snooze
from plans.plain_text import bare
from plans.problems import Problem
from plans.reminding.ending import Endings
from plans.reminding.owing import owed
from plans.reminding.snoozing import Until, choices
from plans.rights import Action, may
from plans.working_days import HANOI, day_in_hanoi

#: What a list of numbers can be asked for.
LISTS = frozenset(deed for row in ROWS for deed in row)
DEEDS = LISTS | {"all", "back", "item", "page"}
#: Until when, in a button.
UNTIL = {Until.TWO_HOURS: "h", Until.AFTERNOON: "a", Until.TOMORROW: "t", Until.NEXT_WEEK: "w"}
#: The longest title where a sentence only says which item it is about.
NAME_LIMIT = 120
#: The number behind a label, bare: "xong" alone means "Xong 1" where that is the only one.
_NUMBER = re.compile(r"(?: viec)? \d+$")
#: Of an older message everything that is near is shown: so many days ahead.
NEAR = 31


def press_digest(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A list ("done:<box>", with a page), an item of it ("done:<box>:<task>:<what>:<date>"), all items, or back."""
    deed, box, *rest = (*words, "", "")
    meant = _box(box)
    rest = [word for word in rest if word]
    if meant is None or deed not in DEEDS:
        return (stale(talk),)
    board = Board(talk, meant)
    if deed in {"back", "page"} and len(rest) <= 1:
        return (board.shown(number=_number(rest)),)
    if deed == "all" and len(rest) <= 1:
        return (board.put_off(None, rest[0]) if rest else board.asked_when(None),)
    if deed in LISTS and len(rest) <= 1:
        return (board.numbered(deed, _number(rest)),)
    if len(rest) not in {3, 4}:
        return (stale(talk),)
    line = board.find(*rest[:2])
    if line is None:
        return (board.shown(note=talk.say("digest.gone")),)
    if why := board.settled(line, rest[2]):
        return (board.shown(note=why),)
    return board.done(deed, line, rest[3:])


def heard(talk: Talk, text: str) -> str:
    """The action that is meant by what was typed right after a reminder: an item's number, or a button's label."""
    told = latest(talk)
    if told is None:
        return ""
    board = Board(talk, Box(told.kind, told.day))
    said = bare(text)
    for line in board.lines:
        if said == str(line.number) and line.end is None:
            return action(VERB, "item", board.box, *words_for(line.item, line))
    numbered = (button for deed in LISTS for row in board.page.buttons.numbered(board.lines, deed) for button in row)
    rows = [button for row in board.page.buttons.rows(board.lines) for button in row]
    labels = {bare(button.label): button.action for button in (*numbered, *rows)}
    alone = [button.action for button in rows if _NUMBER.sub("", bare(button.label)) == said]
    return labels.get(said, alone[0] if len(alone) == 1 else "")


def latest(talk: Talk) -> Delivery | None:
    """The reminder that has come last."""
    kinds = (delivery_of(talk, Box(kind, talk.today)) for kind in BOXES)
    out = [each for each in kinds if each is not None and each.state in {DeliveryState.SENT, DeliveryState.PLACED}]
    return max(out, key=lambda each: each.at, default=None)


def leaves_reminder(talk: Talk, verb: str) -> bool:
    """Whether the pressed button begins something else under a reminder that is out.

    That comes beside it: the reminder is edited whenever something of it is settled.
    """
    pressed = talk.person.id, talk.incoming.message, talk.incoming.channel
    told = talk.tx.all(Delivery) if verb != VERB and talk.incoming.message else ()
    return any((each.person, each.message, each.channel) == pressed for each in told)


def delivery_of(talk: Talk, box: Box) -> Delivery | None:
    """The last message of a kind, of whatever day."""
    id = talk.person.id if box.kind is DeliveryKind.DIGEST else f"{talk.person.id}/{box.kind}"
    return talk.tx.get(Delivery, id)


@dataclass(frozen=True, slots=True)
class Board:
    """A reminder's message being worked on by its reader."""

    talk: Talk
    box: Box

    @property
    def page(self) -> Page:
        """How it looks."""
        return Page(self.talk.tx, self.talk.person, self.box, self.talk.today)

    @property
    def delivery(self) -> Delivery | None:
        """The message, while it is the last of its kind."""
        found = delivery_of(self.talk, self.box)
        return found if found is not None and found.day == self.box.day else None

    @property
    def lines(self) -> tuple[Line, ...]:
        """What stands in it; of an older one than the last, everything near that is owed now."""
        talk, told = self.talk, self.delivery
        if told is not None:
            return lines_of(talk.tx, talk.person, told.items, talk.today)
        near = [item for item in owed(talk.tx, talk.person, talk.today) if (item.aim - talk.today).days <= NEAR]
        return lines_of(talk.tx, talk.person, near, talk.today)

    def find(self, key: str, what: str) -> Line | None:
        """The line of a thing, also if another reminder told of it."""
        talk = self.talk
        every = lines_of(talk.tx, talk.person, owed(talk.tx, talk.person, talk.today), talk.today)
        found = (line for line in (*self.lines, *every))
        return next((line for line in found if words_for(line.item, line)[:2] == (key, what)), None)

    def settled(self, line: Line, end: str) -> str:
        """Why nothing can be done about it any more; "" when it can."""
        moved = end != f"{line.deadline.end:{DAY}}"
        if line.end is None and not moved:
            return ""
        what = self.page.words.what(line, NAME_LIMIT)
        if moved and line.end is None:
            deadline = deadline_words(self.talk.texts, line.deadline)
            return self.talk.say("digest.moved", task=what, deadline=deadline)
        return self.talk.say("digest.nothing_needed", line=self.page.words.line(line))

    def shown(self, note: str = "", number: int = 0, below: Sequence[Sequence[Choice]] = ()) -> Reply:
        """The message as it stands now, with a note on what has just happened."""
        talk, lines = self.talk, self.lines
        if self.delivery is None and not note and lines:
            note = talk.say("digest.older")
        text, rows = self.page.drawn(lines, number, note)
        self._keep_shown()
        return talk.reply(text, *below, *rows, heading=self.page.heading)

    def numbered(self, deed: str, number: int) -> Reply:
        """The message with a list of numbers for one deed."""
        talk, lines = self.talk, self.lines
        rows = self.page.buttons.numbered(lines, deed, number)
        if not any(rows):
            return self.shown()
        every = [press(talk.say("digest.all"), VERB, "all", self.box)] if deed == "later" else []
        back = press(talk.say("answer.back"), VERB, "back", self.box)
        text = f"{self.page.text(lines)}\n\n{talk.say(f'digest.{deed}_which')}"
        return talk.reply(text, *rows, [*every, back], heading=self.page.heading)

    def done(self, deed: str, line: Line, rest: Sequence[str]) -> Answer:
        """One deed to one item that stands."""
        if deed == "later":
            return (self.put_off(line, rest[0]) if rest else self.asked_when(line),)
        if deed == "item":
            return (self._item(line),)
        if deed == "notmet":
            return self._not_met(line)
        if deed in {"done", "met"}:
            return (self._sent(line) if line.item.owed is Owed.PART else self._marked(line),)
        return (stale(self.talk),)

    def _item(self, line: Line) -> Reply:
        """One item alone, with all that can be done about it."""
        back = press(self.talk.say("answer.back"), VERB, "back", self.box)
        rows = self.page.buttons.rows([line])
        return self.talk.reply(self.page.words.line(line), *rows, [back], heading=self.page.heading)

    def _marked(self, line: Line) -> Reply:
        """A task is marked done; evidence can be added, a wrong tap taken back."""
        talk = self.talk
        outcome = mark_done(talk.tx, talk.now, talk.person, line.entry)
        if isinstance(outcome, Problem):
            return self.shown(talk.trouble(outcome))
        stamp_events(talk.tx, talk.now)
        back = "duty.do_withdraw" if isinstance(outcome, DoneReport) else "dialogue.reopen"
        row = [evidence_press(talk.voice, line.entry.key, outcome.evidence)]
        row.append(press(talk.say(back), "reopen", line.entry.key))
        return self.shown(marked_words(talk.voice, outcome, self.page.words.what(line, NAME_LIMIT)), below=[row])

    def _sent(self, line: Line) -> Reply:
        """A unit has handed in its part."""
        talk = self.talk
        unit = talk.tx.get(Unit, line.item.unit)
        if unit is None:
            return self.shown(talk.say("digest.gone"))
        outcome = close_part(talk.tx, talk.now, talk.person, line.entry, unit)
        if not isinstance(outcome, UnitPart):
            return self.shown(talk.trouble(outcome))
        stamp_events(talk.tx, talk.now)
        moment = talk.texts.moment(outcome.done_at)
        said = talk.say("digest.sent_receipt", what=self.page.words.what(line, NAME_LIMIT), moment=moment)
        return self.shown(said, below=[[back_press(talk.voice, line.entry.key, unit)]])

    def _not_met(self, line: Line) -> Answer:
        """The office sets another day at once; for others the office is told."""
        talk = self.talk
        if may(Action.CHANGE_PLAN, talk.person, talk.today):
            return tuple(replace(reply, replaces=False) for reply in press_day(talk, ("ask", line.entry.key)))
        outcome = say_not_met(talk.tx, talk.now, talk.person, line.entry)
        if isinstance(outcome, Problem):
            return (self.shown(talk.trouble(outcome)),)
        return (self.shown(talk.say("digest.told_not_met", what=self.page.words.what(line, NAME_LIMIT))),)

    # ------------------------------------------------------------------ putting off

    def asked_when(self, line: Line | None) -> Reply:
        """The choices: for one item, or for all that are left."""
        talk, words = self.talk, words_for(line.item, line) if line is not None else ()
        deed = "later" if line is not None else "all"
        rows = [
            [press(self._until_words(until, at), VERB, deed, self.box, *words, UNTIL[until])]
            for until, at in choices(talk.now).items()
        ]
        left = self._can_wait()
        if line is None and not left:
            return self.shown()
        asked = talk.texts.count("digest.later_when_all", len(left))
        if line is not None:
            asked = talk.say("digest.later_when", what=self.page.words.what(line, NAME_LIMIT))
        back = press(talk.say("answer.back"), VERB, "back", self.box)
        return talk.reply(f"{self.page.text(self.lines)}\n\n{asked}", *rows, [back], heading=self.page.heading)

    def put_off(self, line: Line | None, code: str) -> Reply:
        """The item, or everything that is left, comes back then."""
        talk = self.talk
        until = next((until for until, letter in UNTIL.items() if letter == code), None)
        if until is None:
            return self.shown()
        wanted = [line] if line is not None else self._can_wait()
        outcomes = [snooze(talk.tx, talk.now, talk.person, each.item, until) for each in wanted]
        kept = [outcome for outcome in outcomes if isinstance(outcome, Snooze)]
        if not kept:
            problem = next((outcome for outcome in outcomes if isinstance(outcome, Problem)), None)
            return self.shown(talk.trouble(problem) if problem is not None else "")
        back = kept[0].until
        today = day_in_hanoi(back) == talk.today
        values = {"hour": f"{back.astimezone(HANOI):%H:%M}", "day": dated(talk.texts, day_in_hanoi(back))}
        if line is None:
            key = "digest.all_return_at" if today else "digest.all_return"
            return self.shown(talk.texts.count(key, len(kept), **values))
        key = "digest.will_return_at" if today else "digest.will_return"
        return self.shown(talk.say(key, what=self.page.words.what(line, NAME_LIMIT), **values))

    def _can_wait(self) -> list[Line]:
        buttons = self.page.buttons
        return [line for line in self.lines if line.is_open and buttons.of("later", line) is not None]

    def _until_words(self, until: Until, at: datetime) -> str:
        texts, day = self.talk.texts, day_in_hanoi(at)
        values = {"hour": f"{at.astimezone(HANOI):%H:%M}", "weekday": texts.weekday(day), "day": f"{day:%d/%m}"}
        is_tomorrow = until is Until.TOMORROW and (day - self.talk.today).days == 1
        return texts("digest.until_next_day" if is_tomorrow else f"digest.until_{until}", **values)

    def _keep_shown(self) -> None:
        """Remember what the message says now, so that it isn't edited once more for the same."""
        talk, told = self.talk, self.delivery
        pressed = talk.incoming.message, talk.incoming.channel
        if told is None or not talk.pressed or (told.message, told.channel) != pressed:
            return
        ended = Endings(talk.tx, talk.today).codes(told)
        if ended != told.ended:
            talk.tx.put(replace(told, ended=ended))


def _box(word: str) -> Box | None:
    kind = next((kind for kind, letter in BOXES.items() if letter == word[:1]), None)
    try:
        return Box(kind, datetime.strptime(word[1:], DAY).date()) if kind is not None else None  # noqa: DTZ007 -- a day
    except ValueError:
        return None


def _number(rest: Sequence[str]) -> int:
    return int(rest[0][:3]) if rest and rest[0].isascii() and rest[0].isdigit() else 0
