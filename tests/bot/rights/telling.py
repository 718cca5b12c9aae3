"""What an answer tells of others: the names that a role is not to be told."""

from bot.talk import Answer
from tests.bot.rights.cast import CAST, GONE

EVERYBODY = (*CAST.values(), GONE)
#: Those who are told of others at most what a head is told of their own unit.
TOLD_LITTLE = ("staff", "council", "head", "other head")


def told(replies: Answer) -> str:
    """Everything that can be read: texts, labels, files."""
    labels = [choice.label for reply in replies for row in reply.choices for choice in row]
    files = [reply.attachment.content.decode(errors="ignore") for reply in replies if reply.attachment]
    texts = [f"{reply.heading}\n{reply.text}" for reply in replies]
    return "\n".join([*texts, *labels, *files])


def hidden(role: str) -> list[str]:
    """The names that somebody of a role is not to be told."""
    asker = CAST[role]
    own = "head" in role
    return [
        person.name
        for person in EVERYBODY
        if person.id != asker.id and not (own and person.unit == asker.unit and person.left is None)
    ]


def leaked(role: str, text: str) -> list[str]:
    """Those of them that stand in a text."""
    return [name for name in hidden(role) if name in text]
