"""The buttons of a digest: "Xong" and "Nhắc lại", first as numbered lists, then one tap an item.

A press names the day of its digest, the task, what is owed there and the date it stood on; it is refused politely when
that is done, answered or moved. The message is edited to show what is left.
"""

from datetime import date

from bot.answers.greeting import stale
from bot.answers.task import done_by
from bot.dialogues.innovation import deeds as innovation
from bot.dialogues.title import deeds as title
from bot.messages import Reply
from bot.presses import press
from bot.talk import Answer, Talk, anew, one_line
from bot.unasked.digest import LETTERS, Line, Page, lines_of
from bot.words.deadlines import dated, deadline_words
from bot.words.duties import marked_words
from calendar_sync.stamps import stamp_events
from plans.actions import mark_done, snooze
from plans.agenda import Entry, entry_by_key
from plans.model.reminding import Delivery, Owed
from plans.problems import Problem
from plans.reminding.ladders import LADDER
from plans.reminding.owing import owed
from plans.working_days import day_in_hanoi

DEEDS = frozenset({"done", "later", "back", "all"})


def press_digest(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A list ("done:<day>"), an item of it ("done:<day>:<task>:<what>:<date>"), all items, or back."""
    deed, day = _deed_and_day(words)
    if day is None or deed not in DEEDS or len(words) not in {2, 5}:
        return (stale(talk),)
    board = Board(talk, day)
    if len(words) == 2:
        return (board.snooze_all() if deed == "all" else board.shown(deed),)
    key, letter, end = words[2:]
    kind = next((kind for kind, known in LETTERS.items() if known == letter), None)
    entry = entry_by_key(talk.tx, key)
    if kind is None or entry is None:
        return (board.shown(deed, talk.say("digest.gone")),)
    if entry.task.deadline.end.isoformat() != end:
        moved = deadline_words(talk.texts, entry.task.deadline)
        return (board.shown(deed, talk.say("digest.moved", task=_title(entry), deadline=moved)),)
    line = board.find(entry, kind)
    if line is None:
        return (board.shown(deed, _settled(talk, entry, kind)),)
    return (board.snooze(line),) if deed == "later" else board.done(line)


class Board:
    """A digest's message being worked on by its reader."""

    def __init__(self, talk: Talk, day: date) -> None:
        self.talk = talk
        self.page = Page(talk.tx, talk.person, day, talk.today)

    def left(self) -> tuple[Line, ...]:
        """What is still owed of the digest; of an older one than the last, everything that is owed now."""
        talk = self.talk
        now_owed = owed(talk.tx, talk.person, talk.today)
        delivery = talk.tx.get(Delivery, talk.person.id)
        if delivery is None or delivery.day != self.page.day:
            near = [item for item in now_owed if (item.aim - self.page.day).days <= LADDER[0]]
            return lines_of(talk.tx, near, near)
        told = {(item.plan, item.task, item.owed) for item in delivery.items}
        still = [item for item in now_owed if (item.plan, item.task, item.owed) in told]
        return lines_of(talk.tx, delivery.items, still)

    def find(self, entry: Entry, kind: Owed) -> Line | None:
        """The line of a thing, if it is still owed, whether or not this digest told of it."""
        every = owed(self.talk.tx, self.talk.person, self.talk.today)
        wanted = (entry.plan.id, entry.task.id, kind)
        told = (line for line in (*self.left(), *lines_of(self.talk.tx, every, every)))
        return next((line for line in told if (line.item.plan, line.item.task, line.item.owed) == wanted), None)

    def shown(self, deed: str, note: str = "") -> Reply:
        """The digest as it stands now, with a list of taps when one is open, and a note on what has just happened."""
        talk, left = self.talk, self.left()
        text = self.page.text(left)
        rows = self.page.deeds(left)
        if deed in {"done", "later"} and rows:
            rows = self.page.taps(left, deed)
            text += f"\n\n{talk.say(f'digest.{deed}_which')}"
            last = [press(talk.say("digest.all"), "digest", "all", self.page.day)] if deed == "later" else []
            rows.append([*last, press(talk.say("answer.back"), "digest", "back", self.page.day)])
        delivery = talk.tx.get(Delivery, talk.person.id)
        if not note and (delivery is None or delivery.day != self.page.day) and left:
            note = talk.say("digest.older")
        if note:
            text = f"{note}\n\n{text}"
        return talk.reply(text, *rows, heading=self.page.heading)

    def done(self, line: Line) -> Answer:
        """A task is marked done; an answer of one's own opens its dialogue in a new message."""
        talk = self.talk
        if line.item.owed is Owed.TITLE:
            return anew(title.start(talk))
        if line.item.owed is Owed.INNOVATION:
            return anew(innovation.start(talk))
        outcome = mark_done(talk.tx, talk.now, talk.person, line.entry)
        if isinstance(outcome, Problem):
            return (self.shown("done", talk.trouble(outcome)),)
        stamp_events(talk.tx, talk.now)
        return (self.shown("done", marked_words(talk.voice, outcome, self.page.named(line))),)

    def snooze(self, line: Line) -> Reply:
        """The item comes back on the next working day."""
        talk = self.talk
        outcome = snooze(talk.tx, talk.now, talk.person, line.item)
        if isinstance(outcome, Problem):
            return self.shown("later", talk.trouble(outcome))
        day = dated(talk.texts, day_in_hanoi(outcome.until))
        return self.shown("later", talk.say("digest.will_return", what=self.page.named(line), day=day))

    def snooze_all(self) -> Reply:
        """Everything that is left comes back on the next working day."""
        talk = self.talk
        outcomes = [snooze(talk.tx, talk.now, talk.person, line.item) for line in self.left()]
        kept = [outcome for outcome in outcomes if not isinstance(outcome, Problem)]
        if not kept:
            return self.shown("back")
        day = dated(talk.texts, day_in_hanoi(kept[0].until))
        return self.shown("back", talk.texts.count("digest.all_return", len(kept), day=day))


def _deed_and_day(words: tuple[str, ...]) -> tuple[str, date | None]:
    try:
        deed, day = words[:2]
        return deed, date.fromisoformat(day)
    except ValueError:
        return "", None


def _title(entry: Entry) -> str:
    return one_line(entry.task.title, 300)


def _settled(talk: Talk, entry: Entry, kind: Owed) -> str:
    """Why a thing is not owed any more."""
    if kind is not Owed.TASK:
        return talk.say("digest.answered")
    if entry.progress is None:
        return talk.say("digest.not_yours", task=_title(entry))
    name = done_by(talk, entry, entry.progress)
    return talk.say("digest.already", task=_title(entry), name=name, moment=talk.texts.moment(entry.progress.done_at))
