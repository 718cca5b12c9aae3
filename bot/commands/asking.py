"""``dondoc ask``: the conversation's answers on the command line; nothing is ever changed."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import click
import msgspec

from bot.commands.workspace import Day, Workspace, moment, person_named, works_on
from bot.conversation import Conversation
from bot.messages import Incoming, Reply
from bot.talk import Installation
from bot.understanding.intents import OUT_OF_SCOPE
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.understand import understand
from bot.understanding.understood import understood
from calendar_sync.subscribing.links import Links
from locales.catalogue import Texts
from plans.model.asking import LastAsked
from plans.model.people import Person, Role
from plans.problems import Problem, UserError
from plans.staff.people import language_of
from plans.store.memory import Changes
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

#: Bytes of a line that are read; a question has at most 1,000 letters.
LINE_LIMIT = 64 * 1024
#: Lines without a day that exists are named one by one up to here; behind it they are only counted.
NAMED_LINES = 20


@click.command("ask", help="cli.ask")
@click.argument("question", required=False)
@click.option("--today", type=Day(), help="cli.option_today")
@click.option("--dated", is_flag=True, help="cli.option_dated")
@click.option("--as", "asker", metavar="PERSON", help="cli.option_as")
@click.option("--json", "as_json", is_flag=True, help="cli.option_json")
@click.option("--answer", "answered", is_flag=True, help="cli.option_answer")
@works_on
def ask(
    workspace: Workspace,
    question: str | None,
    today: date | None,
    dated: bool,
    asker: str | None,
    as_json: bool,
    answered: bool,
) -> None:
    """Answer one question, or one for each line of standard input with one line each, at once."""
    if question is None and sys.stdin.isatty():
        raise UserError(Problem("cli.no_input"))
    facts = workspace.facts()
    asking = Asking(facts, _asker(facts, asker, workspace))
    now = workspace.now(today)
    lines = _lines() if question is None else (question.encode(errors="surrogateescape").decode(errors="replace"),)
    wrong = 0
    for number, line in enumerate(lines, 1):
        each = _dated(line, now) if dated else Asked(line, now)
        wrong += bool(each.no_day)
        if each.no_day and wrong <= NAMED_LINES:
            click.echo(workspace.texts("cli.line_without_day", number=number, value=each.no_day), err=True)
        if as_json:
            click.echo(asking.as_json(each, answered=answered))
        else:
            answer = asking.answer(each)
            click.echo(answer if question is not None else " / ".join(filter(None, answer.splitlines())))
    if wrong:
        raise UserError(Problem("cli.lines_without_day", {"count": str(wrong)}))


def _lines() -> Iterator[str]:
    """Standard input line by line, each as soon as it is there; only a line feed ends a line."""
    read = sys.stdin.buffer.readline
    while line := read(LINE_LIMIT):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = read(LINE_LIMIT)
        yield line.decode(errors="replace").rstrip("\r\n").removeprefix("\ufeff")


def _asker(facts: Facts, text: str | None, workspace: Workspace) -> Person:
    people = facts.all(Person)
    if not people:
        raise UserError(Problem("cli.nothing_to_ask", {"folder": str(workspace.folder)}))
    if text is not None:
        return person_named(facts, text)
    officers = [person for person in people if Role.OFFICE in person.roles and person.left is None]
    if not officers:
        raise UserError(Problem("cli.no_office"))
    return officers[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and when it is asked; `no_day` is what stood before it in place of a day that exists."""

    text: str
    now: datetime
    no_day: str = ""


def _dated(line: str, now: datetime) -> Asked:
    """What a line "day, tab, question" asks; without a day it is asked `now`."""
    before, tab, after = line.partition("\t")
    if not tab or not before.strip():
        return Asked(after or before, now)
    day = Day.read(before.strip())
    return Asked(after, now, before.strip()) if day is None else Asked(after, moment(day))


class Asking:
    """One person's questions, each independent of the others."""

    def __init__(self, facts: Facts, person: Person) -> None:
        self._facts = facts
        self._person = person
        self._vocabulary = vocabulary_of(facts)
        self._conversation = Conversation(Installation(Links("", b"")))
        self._texts = Texts(language_of(facts, person))

    def answer(self, asked: Asked) -> str:
        """What the chat would answer, with the buttons it would offer in brackets."""
        if asked.no_day:
            return self._no_day(asked)
        replies = self._replies(asked)
        return "\n\n".join("\n".join(filter(None, (_words(reply), *_buttons(reply)))) for reply in replies)

    def as_json(self, asked: Asked, *, answered: bool) -> str:
        """Intent and slots in the words of the annotation guidelines, what was understood; on request the answer."""
        said: dict[str, object] = {"intent": OUT_OF_SCOPE, "slots": {}, "understood": ""}
        replies: tuple[Reply, ...] = ()
        if asked.no_day:
            said["understood"] = self._no_day(asked)
        else:
            today = day_in_hanoi(asked.now)
            reading = understand(asked.text, today, self._vocabulary)
            meant = understood(reading, self._vocabulary, self._texts)
            said = {"intent": reading.intent, "slots": reading.slots, "understood": meant}
            replies = self._replies(asked) if answered else ()
        if answered:
            said["answer"] = "\n\n".join(map(_words, replies))
            said["choices"] = [choice.label for reply in replies for row in reply.choices for choice in row]
        return msgspec.json.encode(said).decode()

    def _no_day(self, asked: Asked) -> str:
        return self._texts("cli.no_such_day", value=asked.no_day)

    def _replies(self, asked: Asked) -> tuple[Reply, ...]:
        """The conversation's replies. What it would write down is thrown away: no question follows on from another."""
        incoming = Incoming("console", "console", 1, self._person.id, asked.text)
        changes = Changes(self._facts)
        changes.delete(LastAsked, self._person.id)  # nor from what the person asked in the chat just now
        return self._conversation.respond(changes, incoming, asked.now)


def _words(reply: Reply) -> str:
    return "\n".join(filter(None, (reply.heading, reply.text)))


def _buttons(reply: Reply) -> list[str]:
    return [" ".join(f"[{choice.label}]" for choice in row) for row in reply.choices]
