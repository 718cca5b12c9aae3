"""The web channel: lines of talk kept in the store and pushed to the person's open pages.

A person's talk is the stream ``chat/<person>``; a line's number there is its reference, so nothing needs to be
remembered elsewhere: a page that was away asks for everything after the last number it saw.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels.channel import NotSent
from bot.channels.web.once import ShownOnce
from bot.channels.web.streams import Streams
from bot.clock import Clock
from bot.messages import Incoming, ReadMark, Reply
from plans.model.people import Person
from plans.problems import StoreUnwritable
from plans.staff.leaving import chat_stream
from plans.staff.people import person_here
from plans.store.port import Store, Transaction
from plans.working_days import day_in_hanoi

#: How far back a repeated post is recognised, in lines of the person's own talk.
REMEMBERED = 200
#: Who has looked at a page within this time is looking at it still: not every glance is worth a write.
LOOKING = timedelta(minutes=10)

Respond = Callable[[Transaction, Incoming, datetime], tuple[Reply, ...]]
Knock = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ChatLine:
    """One line of a person's talk: what they wrote (`text`) or pressed (`action`), or what they were told (`reply`).

    `document` is the name of a file they sent; nothing else of it is kept. `key` is the page's own name for a post, so
    that a repeated one is recognised. `edits` is the number of the line whose place `reply` takes (0: it is a message
    of its own).
    """

    at: datetime
    text: str = ""
    action: str = ""
    key: str = ""
    reply: Reply | None = None
    edits: int = 0
    document: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """What a page sends: a text, the `action` of a button on the message numbered `message`, or a `document`."""

    key: str
    text: str = ""
    action: str = ""
    message: int = 0
    document: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands now: the line that began it with the reply of `latest`, the line that edited it last."""

    number: int
    line: ChatLine
    latest: int

    @property
    def edited(self) -> bool:
        """Whether it once said something else."""
        return self.latest != self.number


def messages(lines: Iterable[tuple[int, ChatLine]]) -> list[Message]:
    """The messages that lines leave behind: edits applied, presses left out."""
    found: dict[int, Message] = {}
    for number, line in lines:
        if line.edits:
            if line.edits in found:
                begun = found[line.edits].line
                found[line.edits] = Message(line.edits, replace(begun, reply=line.reply), number)
        elif not line.action:
            found[number] = Message(number, line, number)
    return list(found.values())


def _edited(shown: int, reply: Reply) -> int:
    """The message whose place a reply takes; 0: it is one of its own."""
    return shown if reply.replaces else 0


def _nobody_hears(_person: str) -> None:
    return


class WebChat:
    """Implements `bot.channels.channel.Channel`; an address is a person's id.

    `knock` is called with a person for whom a message was placed while no page of theirs is open.
    """

    name = "web"

    def __init__(
        self, store: Store, respond: Respond, clock: Clock, streams: Streams, knock: Knock = _nobody_hears
    ) -> None:
        self._store = store
        self._respond = respond
        self._clock = clock
        self._streams = streams
        self._knock = knock
        self._last: dict[str, int] = {}
        self._unread: dict[str, int] = {}
        self._posted: dict[str, dict[str, int]] = {}
        self._roster = 0
        self._once = ShownOnce(clock)

    async def send(self, address: str, reply: Reply) -> str:
        """Keep a message and push it to the person's open pages."""
        number = self._deliver(address, reply)
        if not self._streams.is_open(address):
            self._knock(address)
        return str(number)

    async def edit(self, address: str, message: str, reply: Reply) -> str:
        """Replace a message of ours; anything else becomes a new message."""
        edits = self._own_message(address, int(message) if message.isascii() and message.isdigit() else 0)
        number = self._deliver(address, reply, edits)
        return str(edits or number)

    async def amend(self, address: str, message: str, reply: Reply) -> None:
        """Replace a message of ours; nothing happens where there is none."""
        edits = self._own_message(address, int(message) if message.isascii() and message.isdigit() else 0)
        if edits:
            self._deliver(address, reply, edits)

    async def typing(self, address: str) -> None:
        """Show the dots on the person's open pages."""
        self._streams.tell(address, "typing")

    def converse(self, person: Person, post: Post) -> int:
        """Carry out what a person wrote or pressed, once, and keep it with its answers in one transaction.

        Returns the number of the person's own line. `StoreUnwritable` means that nothing at all was kept.
        """
        posted = self._keys(person.id)
        if post.key in posted:
            self._streams.wake(person.id)
            return posted[post.key]
        number = self.last(person.id) + 1
        now = self._clock()
        shown = self._own_message(person.id, post.message)
        incoming = Incoming(
            self.name,
            person.id,
            number,
            person.id,
            post.text,
            post.action,
            str(shown) if shown else "",
            document=post.document,
            size=post.size,
        )
        own = ChatLine(now, text=post.text, action=post.action, key=post.key, document=post.document)
        with self._store.transaction() as tx:
            tx.append(chat_stream(person.id), own)
            replies = self._respond(tx, incoming, now)
            for reply in replies:
                tx.append(chat_stream(person.id), ChatLine(now, reply=reply.stored, edits=_edited(shown, reply)))
        for place, reply in enumerate(replies, start=number + 1):
            self._once.told(person.id, place, _edited(shown, reply) or place, reply)
        self._kept(person.id)
        posted[post.key] = number
        return number

    def has(self, person: str, key: str) -> bool:
        """Whether a person's post of that key is carried out already: the page could not know that it was."""
        return key in self._keys(person)

    def last(self, person: str) -> int:
        """The number of the last line of a person's talk."""
        self._forget_with_the_roster()
        if person not in self._last:
            found = self._store.entries(chat_stream(person), ChatLine, last=1)
            self._last[person] = found[-1][0] if found else 0
        return self._last[person]

    def lines(self, person: str, after: int) -> list[tuple[int, ChatLine]]:
        """The lines above that number; asks the store only when there are some."""
        if after >= self.last(person):
            return []
        found = self._store.entries(chat_stream(person), ChatLine, after=after)
        return [(number, self._filled(person, number, line)) for number, line in found]

    def history(self, person: str, before: int, count: int) -> list[Message]:
        """The `count` messages that precede the line numbered `before`, as they stand now."""
        before = min(before, self.last(person) + 1)
        reach = 2 * count
        while True:
            after = max(0, before - 1 - reach)
            found = [message for message in messages(self.lines(person, after)) if message.number < before]
            if len(found) >= count or after == 0:
                return found[-count:]
            reach *= 2  # presses and edits are lines too

    def unread(self, person: str) -> int:
        """How many messages no page has shown yet."""
        self._forget_with_the_roster()
        if person not in self._unread:
            mark = self._store.get(ReadMark, person)
            seen = mark.number if mark else 0
            self._unread[person] = sum(
                1 for _, line in self.lines(person, seen) if line.reply is not None and not line.edits
            )
        return self._unread[person]

    def mark_read(self, person: str, number: int) -> None:
        """A page has shown everything up to that line; its person is looking at it."""
        mark = self._store.get(ReadMark, person)
        seen, looked = (mark.number, mark.at) if mark is not None else (0, None)
        number, now = max(seen, min(number, self.last(person))), self._clock()
        if number == seen and looked is not None and now - looked < LOOKING:
            return
        with self._store.transaction() as tx:
            tx.put(ReadMark(person, number, now))
        self._unread.pop(person, None)
        self._streams.badge_changed(person)

    def _filled(self, person: str, number: int, line: ChatLine) -> ChatLine:
        """A line with what it shows once."""
        if line.reply is None:
            return line
        filled = self._once.filled(person, number, line.reply)
        return line if filled is line.reply else replace(line, reply=filled)

    def _keys(self, person: str) -> dict[str, int]:
        """The keys of a person's latest posts, oldest first, with the numbers of their lines."""
        self._forget_with_the_roster()
        posted = self._posted.get(person)
        if posted is None:
            recent = self._store.entries(chat_stream(person), ChatLine, last=REMEMBERED)
            posted = self._posted[person] = {line.key: number for number, line in recent if line.key}
        while len(posted) > REMEMBERED:
            del posted[next(iter(posted))]
        return posted

    def _forget_with_the_roster(self) -> None:
        """Begin anew when the roster has changed: the talk of somebody who left and came back may have been removed."""
        version = self._store.version(Person)
        if version != self._roster:
            self._roster = version
            for remembered in (self._last, self._unread, self._posted):
                remembered.clear()

    def _deliver(self, address: str, reply: Reply, edits: int = 0) -> int:
        if person_here(self._store, address, day_in_hanoi(self._clock())) is None:
            raise NotSent("nobody of that name here", permanent=True)
        try:
            with self._store.transaction() as tx:
                tx.append(chat_stream(address), ChatLine(self._clock(), reply=reply.stored, edits=edits))
        except StoreUnwritable as error:
            raise NotSent(str(error), retry_after=60) from error
        number = self._kept(address)
        self._once.told(address, number, edits or number, reply)
        return number

    def _kept(self, person: str) -> int:
        """What was appended is durable: count it and push it."""
        self._last.pop(person, None)
        self._unread.pop(person, None)
        self._streams.wake(person)
        self._streams.badge_changed(person)
        return self.last(person)

    def _own_message(self, person: str, number: int) -> int:
        """That number if it names a message of ours to that person, else 0."""
        found = self._store.entries(chat_stream(person), ChatLine, after=number - 1) if number > 0 else []
        ours = bool(found) and found[0][0] == number and found[0][1].reply is not None and not found[0][1].edits
        return number if ours else 0
