"""One update being answered: who speaks, in which language, and the open transaction that all knowledge comes from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum, auto
from typing import Generic, TypeVar

from bot.messages import TEXT_LIMIT, Choice, Incoming, Reply, beginning, length
from calendar_sync.subscribing.links import Links
from locales.catalogue import Texts
from plans.agenda import plan_in_force
from plans.duties.seeing_to import sees_to_any
from plans.model.people import Person, Role, Unit
from plans.model.plan import Plan
from plans.model.reaching import Dialogue
from plans.plain_text import capitalized, printable
from plans.problems import Problem
from plans.rights import ALLOWED, Action, Standing, door_refusal, may
from plans.store.files import Files, MemoryFiles
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi

#: After this long, an unfinished dialogue is over.
DIALOGUE_LASTS = timedelta(hours=24)
#: A name in a text is never longer than this: a roster is written by people.
NAME_LIMIT = 60


def one_line(text: str, limit: int = NAME_LIMIT) -> str:
    """Text of people as one line of bounded length, without unseen marks, for use inside a sentence.

    What does not fit is cut after a whole word, unless that leaves less than half.
    """
    joined = printable(text)
    if len(joined) <= limit:
        return joined
    cut = joined[: limit - 1]
    whole = cut if joined[limit - 1] == " " else cut.rpartition(" ")[0]
    return (whole if 2 * len(whole) >= limit else cut).rstrip(" ,;:-–(") + "…"


def given_name(person: Person) -> str:
    """The name Vietnamese people are called by: the last word."""
    words = person.name.split()
    return one_line(words[-1]) if words else person.id


@dataclass(frozen=True, slots=True)
class Voice:
    """How one person is spoken to."""

    texts: Texts
    person: Person

    @property
    def you(self) -> str:
        """The person inside a sentence: "anh Minh", "anh/chị"; in English "you"."""
        return self.called if self.person.address and self.texts.language == "vi" else self.texts("chat.you")

    @property
    def called(self) -> str:
        """The person greeted by name: "anh Minh", "anh/chị Lan"; in English "Lan"."""
        if self.texts.language != "vi":
            return given_name(self.person)
        return f"{one_line(self.person.address, 20) or self.texts('chat.you')} {given_name(self.person)}"

    def say(self, key: str, **values: object) -> str:
        """A text with the person's form of address at hand as {you}, {You} (at a sentence's start) and {called}."""
        you = self.you
        return self.texts(key, **{"you": you, "You": capitalized(you), "called": self.called, **values})


class CalendarHost(StrEnum):
    """Whose calendar server (CalDAV) there is: nobody's, ours with accounts made in the chat, that of others."""

    NONE = auto()
    OWN = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Installation:
    """What this installation has, as far as it matters to what is said and done in a talk.

    `files` keeps what people attach. `mails` says that e-mail can be sent, `lists_on_telegram` that the office lets
    lists of persons go in and out over Telegram; `telegram` gives the bot's username, "" while it is off or unknown.
    With `pushes` a browser can be told of news while its page is closed.
    """

    links: Links
    files: Files = field(default_factory=MemoryFiles)
    mails: bool = False
    lists_on_telegram: bool = False
    telegram: Callable[[], str] = str
    calendar_host: CalendarHost = CalendarHost.NONE
    pushes: bool = False

    @property
    def has_accounts(self) -> bool:
        """Whether a person can have an account on a calendar server of ours."""
        return self.calendar_host is CalendarHost.OWN


@dataclass(frozen=True, slots=True)
class Talk:
    """What every answer needs."""

    tx: Transaction
    now: datetime
    person: Person
    texts: Texts
    incoming: Incoming
    installation: Installation

    @property
    def links(self) -> Links:
        """The addresses of this installation."""
        return self.installation.links

    @property
    def today(self) -> date:
        """The day in Viet Nam."""
        return day_in_hanoi(self.now)

    @property
    def plan(self) -> Plan | None:
        """The plan in force."""
        return plan_in_force(self.tx, self.today)

    @property
    def pressed(self) -> bool:
        """Whether a button was pressed; its message is edited then."""
        return bool(self.incoming.action)

    @property
    def is_leader(self) -> bool:
        """Leaders get reports."""
        return Role.LEADER in self.person.roles

    @property
    def sees_all(self) -> bool:
        """Whether this person sees everybody's registrations."""
        return may(Action.SEE_REGISTRATIONS, self.person, self.today)

    def closed(self, action: Action) -> Problem | None:
        """Why this person may do nothing of the kind anywhere; None when the way is open."""
        assigned = Standing.ASSIGNEE in ALLOWED[action] and sees_to_any(self.tx, self.person, self.today)
        return door_refusal(action, self.person, self.today, self.tx.all(Unit), assigned=assigned)

    @property
    def dialogue(self) -> Dialogue | None:
        """The unfinished dialogue, if there is one that has not been left lying."""
        found = self.tx.get(Dialogue, self.person.id)
        if found is None or not found.step or found.at is None or self.now - found.at > DIALOGUE_LASTS:
            return None
        return found

    @property
    def voice(self) -> Voice:
        """How this person is spoken to."""
        return Voice(self.texts, self.person)

    def say(self, key: str, **values: object) -> str:
        """A text spoken to this person."""
        return self.voice.say(key, **values)

    def trouble(self, problem: Problem) -> str:
        """What a problem says."""
        return self.texts(problem.code, **problem.values)

    def reply(
        self, text: str, *rows: Sequence[Choice], heading: str = "", new: bool = False, report: bool = False
    ) -> Reply:
        """A message that edits the pressed one unless `new`; a `report` is headed as leaders expect."""
        if report and self.is_leader and heading:
            heading = self.texts("chat.report", heading=heading[:1].lower() + heading[1:])
        choices = tuple(tuple(row) for row in rows if row)
        return Reply(text, heading, choices, replaces=self.pressed and not new)

    def leave(self) -> None:
        """End the dialogue."""
        self.tx.delete(Dialogue, self.person.id)


Answer = tuple[Reply, ...]
#: What a pressed button does with its words.
Press = Callable[[Talk, tuple[str, ...]], Answer]
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Entrance(Generic[A]):
    """A way into the conversation (a command, a question, a button): what it takes to be let in, and who answers.

    The particulars (whose unit, whose registration) are checked again by whoever carries it out.
    """

    action: Action
    answer: A


def anew(answer: Answer) -> Answer:
    """The same as new messages: the one whose button was pressed (a receipt, a digest) stays as it is."""
    return tuple(replace(reply, replaces=False) for reply in answer)


def fitted(texts: Texts, lines: Iterable[str], room: int = TEXT_LIMIT - 400) -> str:
    """Lines as one text; those that do not fit any more are counted instead."""
    lines = list(lines)
    taken: list[str] = []
    for line in lines:
        room -= length(line) + 1
        if room < 0:
            break
        taken.append(line)
    left = sum(1 for line in lines[len(taken) :] if line)
    return "\n".join([*taken, texts.count("chat.more", left)] if left else taken)


def within_limits(reply: Reply) -> Reply:
    """The last guard before a channel: no text longer than a message may be, no empty one."""
    room = TEXT_LIMIT - length(reply.heading) - 2
    text = reply.text
    if length(text) > room:
        text = beginning(text, room - 1) + "…"
    return replace(reply, text=text)
