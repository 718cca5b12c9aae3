"""``dondoc ask``: the conversation's answers on the command line; nothing is ever changed."""

import sys
from collections.abc import Iterator
from datetime import date, datetime

import click
import msgspec

from bot.commands.workspace import Day, Workspace, person_named, works_on
from bot.conversation import Conversation
from bot.messages import Incoming, Reply
from bot.talk import Installation
from bot.understanding.understand import understand
from bot.understanding.understood import understood
from bot.understanding.vocabulary import vocabulary_of
from calendar_sync.subscribing.links import Links
from locales.catalogue import Texts
from plans.model.people import Person, Role
from plans.problems import Problem, UserError
from plans.staff.people import language_of
from plans.store.memory import Changes
from plans.store.port import Facts
from plans.working_days import day_in_hanoi


@click.command("ask", help="cli.ask")
@click.argument("question", required=False)
@click.option("--today", type=Day(), help="cli.option_today")
@click.option("--as", "asker", metavar="PERSON", help="cli.option_as")
@click.option("--json", "as_json", is_flag=True, help="cli.option_json")
@works_on
def ask(workspace: Workspace, question: str | None, today: date | None, asker: str | None, as_json: bool) -> None:
    """Answer one question, or one for each line of standard input with one line each."""
    if question is None and sys.stdin.isatty():
        raise UserError(Problem("cli.no_input"))
    facts = workspace.facts()
    asking = Asking(facts, _asker(facts, asker), workspace.now(today))
    for line in _lines() if question is None else (question,):
        if as_json:
            click.echo(asking.as_json(line))
        else:
            answer = asking.answer(line)
            click.echo(answer if question is not None else " / ".join(filter(None, answer.splitlines())))


def _lines() -> Iterator[str]:
    """Standard input line by line; only a line feed ends a line."""
    for line in sys.stdin.buffer:
        yield line.decode(errors="replace").rstrip("\r\n")


def _asker(facts: Facts, text: str | None) -> Person:
    if text is not None:
        return person_named(facts, text)
    officers = [person for person in facts.all(Person) if Role.OFFICE in person.roles and person.left is None]
    if not officers:
        raise UserError(Problem("cli.no_roster" if not facts.all(Person) else "cli.no_office"))
    return officers[0]


class Asking:
    """One person's questions at one instant, each independent of the others."""

    def __init__(self, facts: Facts, person: Person, now: datetime) -> None:
        self._facts = facts
        self._person = person
        self._now = now
        self._vocabulary = vocabulary_of(facts)
        self._conversation = Conversation(Installation(Links("", b"")))
        self._texts = Texts(language_of(facts, person))

    def answer(self, question: str) -> str:
        """What the chat would answer, with the buttons it would offer in brackets."""
        replies = self._replies(question)
        return "\n\n".join("\n".join(filter(None, (_words(reply), *_buttons(reply)))) for reply in replies)

    def as_json(self, question: str) -> str:
        """Intent and slots in the words of the annotation guidelines, what was understood, and the answer."""
        today = day_in_hanoi(self._now)
        reading = understand(question, today, self._vocabulary)
        replies = self._replies(question)
        said = {
            "intent": reading.intent,
            "slots": reading.slots,
            "understood": understood(reading, self._vocabulary, self._texts, today),
            "answer": "\n\n".join(map(_words, replies)),
            "choices": [choice.label for reply in replies for row in reply.choices for choice in row],
        }
        return msgspec.json.encode(said).decode()

    def _replies(self, question: str) -> tuple[Reply, ...]:
        """The conversation's replies; what it would write down is thrown away."""
        incoming = Incoming("console", "console", 1, self._person.id, question)
        return self._conversation.respond(Changes(self._facts), incoming, self._now)


def _words(reply: Reply) -> str:
    return "\n".join(filter(None, (reply.heading, reply.text)))


def _buttons(reply: Reply) -> list[str]:
    return [" ".join(f"[{choice.label}]" for choice in row) for row in reply.choices]
