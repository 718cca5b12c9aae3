"""What a letter reminds of as calendar files: one a thing, for Outlook makes a new calendar of a file with more."""

import logging
from collections.abc import Iterator

from bot.messages import Attachment, Occasion
from calendar_sync.calendars import part_file, task_file
from locales.catalogue import Texts
from plans.agenda import Entry, entries
from plans.model.plan import DeadlineKind
from plans.model.reminding import DigestItem, Owed
from plans.store.port import Facts

LOG = logging.getLogger(__name__)
#: So many things have their file with them.
FILES = 10
#: What stands in its reader's calendar on the task's own day; a unit's part has a day of its own.
ON_ITS_DAY = frozenset({Owed.TASK, Owed.TITLE, Owed.INNOVATION, Owed.UNIT_TITLE, Owed.ATTEND})
MEDIA_TYPE = "text/calendar"


def calendar_files(facts: Facts, occasion: Occasion | None, texts: Texts, chat_url: str) -> tuple[Attachment, ...]:
    """The files of what is still to come and has a day, in the order of the letter."""
    ahead = [item for item in (occasion.items if occasion else ()) if item.days >= 0]
    if not ahead:
        return ()
    known = {(entry.plan.id, entry.task.id): entry for entry in entries(facts)}
    found: dict[str, Attachment] = {}
    for item in ahead:
        entry = known.get((item.plan, item.task))
        if entry is not None and len(found) < FILES:
            found |= {file.name: file for file in _files(facts, entry, item, texts, chat_url)}
    return tuple(found.values())


def _files(facts: Facts, entry: Entry, item: DigestItem, texts: Texts, chat_url: str) -> tuple[Attachment, ...]:
    """The file of one thing; a letter whose file can't be made goes out without it."""
    try:
        return tuple(_file(facts, entry, item.owed, item.unit, texts, chat_url))
    except Exception:
        LOG.exception("the calendar file of %s met a bug; the letter goes out without it", entry.task.id)
        return ()


def _file(facts: Facts, entry: Entry, owed: Owed, unit: str, texts: Texts, chat_url: str) -> Iterator[Attachment]:
    if owed is Owed.PART:
        content = part_file(facts, entry, unit, texts, chat_url)
        if content is not None:
            yield Attachment(f"{entry.task.id}-{unit}.ics", MEDIA_TYPE, content)
    elif owed in ON_ITS_DAY and entry.task.deadline.kind is not DeadlineKind.UNSET:
        yield Attachment(f"{entry.task.id}.ics", MEDIA_TYPE, task_file(facts, entry, texts, chat_url))
