"""The answer to a sentence that goes on from what was asked last: "còn tháng sau?", "việc đầu tiên xong rồi"."""

from bot.answers.calendar.task import press_event
from bot.answers.impossible import invalid_date
from bot.answers.last_asked import last_asked
from bot.answers.task import details, several
from bot.dialogues.done import press_done
from bot.intents import INTENTS, closed_to
from bot.talk import Answer, Talk
from bot.understanding.following import Deed, Following, following
from bot.understanding.reading import Reading
from bot.understanding.vocabulary import vocabulary_of
from plans.agenda import Entry, entry_by_key
from plans.model.people import Unit


def follow_on(talk: Talk, reading: Reading, text: str) -> Answer:
    """The answer; () when the sentence has a meaning of its own, or nothing was asked for ten minutes."""
    last = last_asked(talk)
    if last is None:
        return ()
    own = [id for id in talk.person.units if talk.tx.get(Unit, id) is not None]
    found = following(text, reading, last, talk.today, vocabulary_of(talk.tx), own)
    if found is None:
        return ()
    if found.reading is not None:
        return _question(talk, found.reading)
    shown = [entry for key in last.tasks if (entry := entry_by_key(talk.tx, key)) is not None]
    return _task(talk, found, shown) if shown else ()


def _question(talk: Talk, reading: Reading) -> Answer:
    if "invalid_date" in reading.slots:
        return (invalid_date(talk, str(reading.slots["invalid_date"])),)
    known = INTENTS[reading.intent]
    return closed_to(talk, known) or known.answer(talk, reading.slots)


def _task(talk: Talk, found: Following, shown: list[Entry]) -> Answer:
    """What is wanted of a task of the list; what changes something only asks for the tap."""
    if not 1 <= found.place <= len(shown):
        return (talk.reply(talk.texts.count("asking.no_such_place", len(shown))),)
    meant = shown[found.place - 1]
    numbered = [entry for entry in shown if found.number and entry.task.number == found.number and entry != meant]
    if found.deed is Deed.DONE:
        intent = INTENTS["mark_done"]
        several_ones = (several(talk, [meant, *numbered], "done"),) if numbered else press_done(talk, (meant.key,))
        return closed_to(talk, intent) or several_ones
    if numbered:
        return (several(talk, [meant, *numbered], "event" if found.deed is Deed.CALENDAR else "task"),)
    if found.deed is Deed.CALENDAR:
        return closed_to(talk, INTENTS["subscribe_calendar"]) or press_event(talk, (meant.key,))
    return (details(talk, meant, left_first=found.deed is Deed.LEFT),)
