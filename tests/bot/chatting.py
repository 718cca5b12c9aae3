"""A person chatting with the bot in a test: says things, presses buttons by their labels, sees the replies."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.conversation import Conversation
from bot.documents.answering import SentDocuments
from bot.messages import Choice, Incoming, Reply
from bot.talk import Installation
from calendar_sync.subscribing.links import Links
from plans.store.memory import MemoryStore
from tests.builders import NOW, a_department

LINKS = Links("https://dondoc.example", b"k" * 32)


def a_store() -> MemoryStore:
    """The small department with its plan."""
    store = MemoryStore()
    a_department(store)
    return store


@dataclass
class Chat:
    """One person on one channel. `replies` are the answers to the last update."""

    store: MemoryStore
    person: str
    channel: str = "web"
    now: datetime = NOW
    number: int = 0
    replies: tuple[Reply, ...] = ()
    conversation: Conversation = field(default_factory=lambda: Conversation(Installation(LINKS)))
    documents: SentDocuments = field(default_factory=lambda: SentDocuments(Installation(LINKS)))

    def send(
        self, *, text: str = "", action: str = "", number: int | None = None, group: str = ""
    ) -> tuple[Reply, ...]:
        """One update, numbered after the last one unless said otherwise; in a group where one is named."""
        self.number = self.number + 1 if number is None else number
        place = f"{self.channel}-{self.person}"
        incoming = Incoming(self.channel, place, self.number, self.person, text, action, "7", group=group)
        with self.store.transaction() as tx:
            self.replies = self.conversation.respond(tx, incoming, self.now)
        return self.replies

    def say(self, text: str) -> str:
        """What is answered to a sentence."""
        self.send(text=text)
        return self.seen

    def press(self, label: str) -> str:
        """What is answered to a button of the last replies whose label begins so."""
        self.send(action=self.button(label).action)
        return self.seen

    def told(self, who: str, step: str) -> Iterator[str]:
        """A step ("[…" presses the button that begins so) and its whole answer: texts, buttons, files."""
        pressed = step.startswith("[")
        if pressed:
            self.press(step[1:])
        else:
            self.say(step)
        yield f"══ {who}: {step}{']' if pressed else ''}"
        for reply in self.replies:
            yield from filter(None, (reply.heading, reply.text))
            yield from (" ".join(f"[{choice.label}]" for choice in row) for row in reply.choices)
            yield from [f"({reply.attachment.name})"] if reply.attachment else []
        yield ""

    def button(self, label: str) -> Choice:
        """The button of the last replies whose label begins so."""
        return next(choice for choice in self.choices if choice.label.startswith(label))

    @property
    def choices(self) -> list[Choice]:
        """All buttons of the last replies."""
        return [choice for reply in self.replies for row in reply.choices for choice in row]

    @property
    def labels(self) -> list[str]:
        """What they say."""
        return [choice.label for choice in self.choices]

    @property
    def seen(self) -> str:
        """Headings and texts of the last replies."""
        return "\n".join(f"{reply.heading}\n{reply.text}" for reply in self.replies)
