"""The answer to a sentence that goes on from what was asked last: "còn tháng sau?", "việc đầu tiên xong rồi"."""

from collections.abc import Sequence

from bot.answers.calendar.task import press_event
from bot.answers.greeting import stale
from bot.answers.last_asked import last_asked, remember_task
from bot.answers.tasks.details import details, several
from bot.answers.tasks.impossible import invalid_date
from bot.dialogues.done import press_done
from bot.questions.intents import INTENTS, closed_to
from bot.talk import Answer, Talk
from bot.understanding.following import Deed, Following, following
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.reading import Reading
from plans.agenda import Entry, entry_by_key
from plans.model.people import Unit, UnitKind


def follow_on(talk: Talk, reading: Reading, text: str) -> Answer:
    """The answer; () when the sentence has a meaning of its own, or nothing was asked for ten minutes."""
    last = last_asked(talk)
    if last is None:
        return ()
    found = following(text, reading, last, talk.today, vocabulary_of(talk.tx), own_units(talk))
    if found is None:
        return ()
    if found.reading is not None:
        return _question(talk, found.reading)
    return _task(talk, found, last.tasks)


def own_units(talk: Talk) -> list[str]:
    """What "phòng tôi" means: the asker's department; of whoever has none, every unit they belong to."""
    units = [unit for unit in (talk.tx.get(Unit, id) for id in talk.person.units) if unit is not None]
    if units and units[0].id == talk.person.unit and units[0].kind is UnitKind.DEPARTMENT:
        return [units[0].id]
    return [unit.id for unit in units]


def _question(talk: Talk, reading: Reading) -> Answer:
    if "invalid_date" in reading.slots:
        return (invalid_date(talk, str(reading.slots["invalid_date"])),)
    known = INTENTS[reading.intent]
    return closed_to(talk, known) or known.answer(talk, reading.slots)


def _task(talk: Talk, found: Following, shown: Sequence[str]) -> Answer:
    """What is wanted of a task of the list; what changes something only asks for the tap."""
    if not 1 <= found.place <= len(shown):
        return (talk.reply(talk.texts.count("asking.no_such_place", len(shown))),)
    meant = entry_by_key(talk.tx, shown[found.place - 1])
    if meant is None:
        return (stale(talk),)
    remember_task(talk, meant)
    if found.deed is Deed.DONE:
        refused = closed_to(talk, INTENTS["mark_done"])
    elif found.deed is Deed.CALENDAR:
        refused = closed_to(talk, INTENTS["subscribe_calendar"])
    else:
        refused = ()
    return refused or _deed(talk, found, meant, _of_that_number(talk, found, meant, shown))


def _of_that_number(talk: Talk, found: Following, meant: Entry, shown: Sequence[str]) -> list[Entry]:
    """The tasks of the list whose number in the plan is the number that was said: "việc 3" may mean them, too."""
    if not found.number:
        return []
    listed = (entry_by_key(talk.tx, key) for key in shown)
    return [each for each in listed if each is not None and each.task.number == found.number and each != meant]


def _deed(talk: Talk, found: Following, meant: Entry, others: Sequence[Entry]) -> Answer:
    if others:
        verb = {Deed.DONE: "done", Deed.CALENDAR: "event"}.get(found.deed, "task")
        return (several(talk, [meant, *others], verb),)
    if found.deed is Deed.DONE:
        return press_done(talk, (meant.key,))
    if found.deed is Deed.CALENDAR:
        return press_event(talk, (meant.key,))
    return (details(talk, meant, left_first=found.deed is Deed.LEFT),)
