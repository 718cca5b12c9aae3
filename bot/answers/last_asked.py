"""What a person was shown last, kept so that their next words can follow on from it."""

from collections.abc import Iterable, Mapping

from bot.talk import Talk
from plans.agenda import Entry
from plans.model.asking import LastAsked

#: More tasks than this nobody counts: "việc thứ hai", "cái cuối cùng".
COUNTED = 200


def remember(talk: Talk, intent: str, slots: Mapping[str, str], entries: Iterable[Entry]) -> None:
    """Keep what was asked, and the tasks in the order in which they are shown."""
    tasks = tuple(entry.key for entry in entries)[:COUNTED]
    talk.tx.put(LastAsked(talk.person.id, intent, talk.now, dict(slots), tasks))
