"""What whoever sends more than can be read at once is asked, once, on every channel."""

from bot.talk import Voice
from locales.catalogue import Texts
from plans.model.people import Person


def asked_to_wait(texts: Texts, person: Person | None, seconds: int) -> str:
    """To wait so many seconds, and then to send again what was not read."""
    you = texts("chat.you") if person is None else Voice(texts, person).you
    return texts.count("pace.wait", seconds, you=you)
