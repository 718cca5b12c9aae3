"""The conversation: everything a person can say or press, on whatever channel.

All knowledge comes from the open transaction and all changes go into it, so that facts, dialogue and the answer itself
become durable together, before the channel shows anything.
"""

from collections.abc import Mapping
from datetime import datetime
from unicodedata import normalize

from bot.answers import due, greeting, task
from bot.messages import Answered, Incoming, Reply
from bot.presses import words_of
from bot.talk import Answer, Press, Talk, within_limits
from calendar_sync.links import Links
from locales.catalogue import Texts
from plans.model import Person
from plans.people import language_of, person_here
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi

#: The longest message that is read.
QUESTION_LIMIT = 1000

PRESSES: Mapping[str, Press] = {
    "due": due.press_due,
    "task": task.press_task,
}


class Conversation:
    """Answers people. `links` makes the addresses of their calendars."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def respond(self, tx: Transaction, incoming: Incoming, now: datetime) -> tuple[Reply, ...]:
        """The replies to what a person wrote or pressed.

        The last update again gets the same replies and is not carried out again; an older one gets none.
        """
        before = tx.get(Answered, f"{incoming.channel}:{incoming.address}")
        if before is not None and incoming.number <= before.number:
            return before.replies if incoming.number == before.number else ()
        person = person_here(tx, incoming.person, day_in_hanoi(now))
        if person is None:
            return self._stranger(tx, incoming, now)
        talk = self._talk(tx, person, incoming, now)
        replies = tuple(within_limits(reply) for reply in self._answer(talk))
        tx.put(Answered(incoming.channel, incoming.address, incoming.number, replies))
        return replies

    def _talk(self, tx: Transaction, person: Person, incoming: Incoming, now: datetime) -> Talk:
        return Talk(tx, now, person, Texts(language_of(tx, person)), incoming, self._links)

    def _stranger(self, tx: Transaction, incoming: Incoming, now: datetime) -> Answer:
        """A stranger leaves no trace in the store."""
        return greeting.to_a_stranger(incoming)

    def _answer(self, talk: Talk) -> Answer:
        if talk.pressed:
            return _pressed(talk, talk.incoming.action)
        text = readable(talk.incoming.text)
        if not text:
            return (greeting.empty(talk),)
        if len(text) > QUESTION_LIMIT:
            return (greeting.too_long(talk, QUESTION_LIMIT),)
        if text in {"/start", "/help"}:
            return (greeting.hello(talk) if text == "/start" else greeting.help_reply(talk),)
        if text.startswith("/"):
            return (greeting.unknown_command(talk),)
        return (greeting.out_of_scope(talk),)


def readable(text: str) -> str:
    """What people see of a text: composed letters, no control or direction marks, single spaces."""
    composed = normalize("NFC", text.encode("utf-8", "replace").decode())
    return " ".join("".join(sign for sign in composed if sign.isprintable() or sign.isspace()).split())


def _pressed(talk: Talk, action: str) -> Answer:
    verb, words = words_of(action)
    deed = PRESSES.get(verb)
    return deed(talk, words) if deed else (greeting.stale(talk),)
