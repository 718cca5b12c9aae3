"""The strings that buttons carry: a verb and a few plain words, "due:2024-02-01:2024-02-29".

They are not secret and not signed: whoever presses is asked anew what they may do, and about the state of things.
"""

from hashlib import blake2s

from bot.messages import ACTION_LIMIT, Choice

SEPARATOR = ":"


def action(verb: str, *words: object) -> str:
    """The string of a button."""
    text = SEPARATOR.join((verb, *map(str, words)))
    if len(text.encode()) > ACTION_LIMIT:
        raise ValueError(f"a button cannot carry {text!r}")
    return text


def press(label: str, verb: str, *words: object) -> Choice:
    """A button that does something."""
    return Choice(label, action(verb, *words))


def words_of(action: str) -> tuple[str, tuple[str, ...]]:
    """The verb and the words of a pressed button; whatever a stranger may have made up is only words, too."""
    verb, *words = action.split(SEPARATOR)
    return verb, tuple(words)


def mark(id: str) -> str:
    """A short name in a button, of a unit, a plan or whatever its page showed: eight hexadecimal characters."""
    return blake2s(id.encode(errors="replace"), digest_size=4).hexdigest()
