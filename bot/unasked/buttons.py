"""The buttons under a reminder: what can be done about one item, and about several by their numbers.

A button of our own names the message it belongs to (its kind and day), the thing (its task, what is owed there and
whose) and the day that must not have moved: "digest:later:d240228:3f0c…:t:240229".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.messages import Choice
from bot.presses import mark, press
from bot.talk import Voice
from bot.unasked.items import ANSWERS, TOLD, Line
from bot.words.duties import assign_press, hand_back_press
from plans.duties.assigning import assignee
from plans.duties.giving import given_units
from plans.duties.seeing_to import doers
from plans.model.people import Unit
from plans.model.plan import DeadlineKind, TaskKind
from plans.model.reminding import Delivery, DeliveryKind, DigestItem, Owed
from plans.rights import Action, may
from plans.store.port import Facts

VERB = "digest"
#: A kind of message, and what is owed, in a button.
BOXES: Mapping[DeliveryKind, str] = {
    DeliveryKind.DIGEST: "d",
    DeliveryKind.PING: "p",
    DeliveryKind.RETURN: "r",
    DeliveryKind.BRIEFING: "b",
}
LETTERS: Mapping[Owed, str] = {
    Owed.TASK: "t",
    Owed.TITLE: "d",
    Owed.INNOVATION: "i",
    Owed.UNIT_TITLE: "u",
    Owed.PART: "p",
    Owed.ATTEND: "a",
    Owed.SET_DAY: "s",
    Owed.ESCALATED: "e",
    Owed.UNANSWERED: "n",
}
#: What can be done, in rows; of more than `SIDE_BY_SIDE` the labels could not be read on a phone.
ROWS = (
    ("done", "later"),
    ("met", "notmet"),
    ("title", "innovation", "unit_title", "setday", "names"),
    ("text", "event", "view"),
    ("assign", "notmine"),
)
SIDE_BY_SIDE = 2
#: Numbered buttons stand in rows of this many (those with long labels alone), at most `AT_ONCE` at a time.
IN_A_ROW, AT_ONCE = 4, 24
LONG = frozenset({"met", "notmet", "title", "innovation", "unit_title", "setday", "names", "notmine"})
#: Days in buttons.
DAY = "%y%m%d"


@dataclass(frozen=True, slots=True)
class Box:
    """Which message a button belongs to: its kind and day."""

    kind: DeliveryKind
    day: date

    def __str__(self) -> str:
        return f"{BOXES[self.kind]}{self.day:{DAY}}"


def box_of(delivery: Delivery) -> Box:
    """The box of a message; one that follows another on the next channel has that one's."""
    return Box(delivery.begun, delivery.day)


def words_for(item: DigestItem, line: Line) -> tuple[str, str, str]:
    """What names a thing in a button: its task, what is owed there (and whose), the day that must not have moved."""
    whose = f".{mark(item.unit)}" if item.unit else ""
    return line.entry.key, f"{LETTERS[item.owed]}{whose}", f"{line.deadline.end:{DAY}}"


@dataclass(frozen=True, slots=True)
class Buttons:
    """The buttons of one message for its reader `today`."""

    facts: Facts
    voice: Voice
    box: Box
    today: date

    def rows(self, lines: Iterable[Line]) -> list[list[Choice]]:
        """What can be done about a message: at once where it is about one thing, else by numbers."""
        shown = [line for line in lines if line.is_open]
        rows = []
        for names in ROWS:
            row = [button for deed in names if (button := self._button(deed, shown)) is not None]
            width = 1 if "assign" in names else SIDE_BY_SIDE
            rows += [row[at : at + width] for at in range(0, len(row), width)]
        return rows

    def numbered(self, lines: Iterable[Line], deed: str, page: int = 0) -> list[list[Choice]]:
        """A button for every item to which that can be done, a page of them."""
        every = [button for line in lines if line.is_open and (button := self.of(deed, line, numbered=True))]
        shown = every[page * AT_ONCE : (page + 1) * AT_ONCE]
        width = 1 if deed in LONG else IN_A_ROW
        rows = [shown[at : at + width] for at in range(0, len(shown), width)]
        turning = [(page - 1, "lists.page_before")] if page else []
        turning += [(page + 1, "lists.page_after")] if len(every) > (page + 1) * AT_ONCE else []
        return [*rows, [press(self.voice.say(key), VERB, deed, self.box, at) for at, key in turning]]

    def of(self, deed: str, line: Line, *, numbered: bool = False) -> Choice | None:
        """The button that does this to one item; None where it can't be done."""
        made = self._choice(deed, line)
        if made is None or not numbered:
            return made
        return replace(made, label=self.voice.say(f"digest.{deed}_one", number=line.number, label=made.label))

    def _button(self, deed: str, shown: list[Line]) -> Choice | None:
        able = [line for line in shown if self._choice(deed, line) is not None]
        if len(able) == 1:
            return self.of(deed, able[0], numbered=len(shown) > 1)
        if not able:
            return None
        sent = all(line.item.owed is Owed.PART for line in able)
        label = "digest.sent" if deed == "done" and sent else f"digest.{deed}"
        return press(self.voice.say(label), VERB, deed, self.box)

    def _choice(self, deed: str, line: Line) -> Choice | None:
        """What can be done to an item, as the only one of its message."""
        item, entry, say = line.item, line.entry, self.voice.say
        owed, own = item.owed, (self.box, *words_for(item, line))
        match deed:
            case "done" if owed is Owed.PART or (owed is Owed.TASK and not line.is_held):
                meets = owed is Owed.TASK and entry.task.kind is TaskKind.MEETING
                label = "digest.sent" if owed is Owed.PART else "digest.met" if meets else "digest.done"
                return press(say(label), VERB, deed, *own)
            case "met" | "notmet" if line.is_held:
                return press(say(f"digest.{deed}"), VERB, deed, *own)
            case "later" if owed not in TOLD and not line.is_held and (owed is not Owed.SET_DAY):
                return press(say("digest.later"), VERB, deed, *own)
            case "title" | "innovation" if owed.value == deed:
                key = "dialogue.register_now" if deed == "title" else "dialogue.register_innovation_now"
                return press(say(key), "title" if deed == "title" else "idea", "begin")
            case "unit_title" if owed is Owed.UNIT_TITLE:
                return press(say("digest.unit_title_now"), "title", "open", "confirm", mark(item.unit))
            case "setday" if owed is Owed.SET_DAY and may(Action.CHANGE_PLAN, self.voice.person, self.today):
                return press(say("planreview.set_day"), "setday", "ask", entry.key)
            case "names" if owed is Owed.UNANSWERED:
                return press(say("digest.names"), "missing", "i" if entry.task.opens == "innovation" else "t", 0)
            case "text":
                return press(say("digest.text"), "quote", entry.key) if owed is not Owed.UNANSWERED else None
            case "event" if owed not in TOLD | {Owed.PART} and line.deadline.kind is not DeadlineKind.UNSET:
                return press(say("answer.add_to_calendar"), "event", entry.key) if item.days >= 0 else None
            case "view" if owed is Owed.ESCALATED:
                return press(say("dialogue.view_task"), "task", entry.key)
            case "assign" | "notmine" if owed in {Owed.TASK, Owed.PART} and not line.is_held:
                return self._handing_on(deed, line)
            case _:
                return None

    def _handing_on(self, deed: str, line: Line) -> Choice | None:
        """Giao cho ai? while nobody in particular sees to it; Không phải việc của tôi."""
        person, item, key = self.voice.person, line.item, line.entry.key
        for unit in self._units(line):
            given = assignee(self.facts, item.plan, item.task, unit.id, self.today)
            if deed == "assign" and given is None and unit.head == person.id:
                return assign_press(self.voice, key, unit.id)
            heads = given is None and unit.head == person.id
            sees = person.id in doers(self.facts, item.plan, line.entry.task, unit, self.today)
            if deed == "notmine" and (sees or heads):
                return hand_back_press(self.voice, key, unit.id)
        return None

    def _units(self, line: Line) -> tuple[Unit, ...]:
        """The units whose task or part it may be."""
        units = given_units(self.facts, line.item.plan, line.entry.task)
        return tuple(unit for unit in units if not line.item.unit or unit.id == line.item.unit)


def closes(lines: Iterable[Line]) -> bool:
    """Whether an answer of the reader's own is still asked for, so that the plan's rule on it belongs below."""
    return any(line.item.owed in ANSWERS and line.item.owed is not Owed.INNOVATION and line.is_open for line in lines)
