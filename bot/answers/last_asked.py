"""What a person was shown last, kept so that their next words can follow on from it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.talk import Talk
from plans.agenda import Entry
from plans.model.asking import LastAsked

#: More tasks than this nobody counts: "việc thứ hai", "cái cuối cùng".
COUNTED = 200
#: Which task of them was looked at last, among the slots: 1, 2 …
PLACE = "place"
#: For so long what people say follows on from it.
LASTS = timedelta(minutes=10)


def remember(talk: Talk, intent: str, slots: Mapping[str, str], entries: Iterable[Entry]) -> None:
    """Keep what was asked, and the tasks in the order in which they are shown."""
    tasks = tuple(entry.key for entry in entries)[:COUNTED]
    talk.tx.put(LastAsked(talk.person.id, intent, talk.now, dict(slots), tasks))


def remember_task(talk: Talk, entry: Entry) -> None:
    """Keep which task was looked at: of the list that was shown last, which stays, or by itself."""
    last = last_asked(talk)
    if last is None or entry.key not in last.tasks:
        remember(talk, "deadline_of", {"topic": entry.task.id}, (entry,))
        return
    place = str(last.tasks.index(entry.key) + 1)
    talk.tx.put(replace(last, at=talk.now, slots={**last.slots, PLACE: place}))


def last_asked(talk: Talk) -> LastAsked | None:
    """What this person asked last, wherever it was; None once that is too long ago."""
    last = talk.tx.get(LastAsked, talk.person.id)
    return last if last is not None and talk.now - last.at <= LASTS else None
