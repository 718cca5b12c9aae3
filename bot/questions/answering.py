"""From what was typed to whoever answers it: a command, what was understood, or the courteous no."""

from dataclasses import replace

from bot.answers import greeting, missing
from bot.answers.calendar import feeds as calendar
from bot.answers.calendar import passwords
from bot.answers.calendar import task as calendar_task
from bot.answers.lists.overview import show_lists
from bot.answers.pictures import asked_picture
from bot.answers.progress.asked import answer_progress
from bot.answers.reminded import show_reminded
from bot.answers.search.results import asked_search
from bot.answers.sources import asked_source
from bot.answers.tasks.impossible import invalid_date
from bot.dialogues.duties.sentences import heard as heard_assignment
from bot.dialogues.title import deeds as title
from bot.dialogues.title.others import others_in
from bot.dialogues.title.words import asked_for
from bot.questions.beyond import beyond
from bot.questions.commands import COMMANDS
from bot.questions.following_on import follow_on, own_units
from bot.questions.intents import INTENTS, closed_to
from bot.questions.meanings import several_meanings
from bot.talk import Answer, Talk
from bot.understanding.cues import speaks_of
from bot.understanding.reading import Reading
from plans.model.plan import Opens
from plans.rights import Action

#: What can be asked of one unit: what is due somewhere is then what that unit does, and so is its name alone.
OF_A_UNIT = frozenset({"by_unit", "due_in_period", "overdue", "out_of_scope"})


def answer_to(talk: Talk, reading: Reading, text: str) -> Answer:
    """The answer to a question that was understood, or the courteous no."""
    if "invalid_date" in reading.slots:
        return (invalid_date(talk, str(reading.slots["invalid_date"])),)
    if assigned := heard_assignment(talk, text):
        return assigned
    if pictured := asked_picture(talk, reading, text):
        return pictured
    if asked := asked_search(talk, reading, text) or asked_source(talk, reading, text):
        return asked
    if followed := follow_on(talk, reading, text):
        return followed
    if speaks_of(text, "remind.cues_log"):
        return closed_to(talk, COMMANDS["danhac"]) or (show_reminded(talk, text),)
    if speaks_of(text, "chat.cues_lists"):
        return _asked_for_lists(talk, text)
    if asked := _asked_of_calendars(talk, reading, text):
        return asked
    known = INTENTS.get(reading.intent)
    if asked := _asked_for_a_title(talk, reading, text) or _asked_of_progress(talk, reading, text):
        return asked
    if known is None:
        return (beyond(talk, reading, text),)
    if reading.others:
        return (several_meanings(talk, (reading, *reading.others)),)
    return closed_to(talk, known) or known.answer(talk, reading.slots)


def _asked_of_progress(talk: Talk, reading: Reading, text: str) -> Answer:
    """The figures as a file, or what is done in time and late, of a text that names neither progress nor a period."""
    if (
        reading.guard is not None
        or reading.intent not in {"out_of_scope", "due_in_period"}
        or any(reading.slots.values())
    ):
        return ()
    asked = "progress.cues_file" if reading.intent == "out_of_scope" else "progress.cues_done"
    return (closed_to(talk, INTENTS["progress"]) or answer_progress(talk, text, {})) if speaks_of(text, asked) else ()


def _asked_for_a_title(talk: Talk, reading: Reading, text: str) -> Answer:
    """The form for a title that is named without a verb, for an award of the State, or on behalf of people by name."""
    if reading.intent not in {"out_of_scope", "due_in_period", "deadline_of"}:
        return ()
    wanted = asked_for(text)
    wished = any(each.intent == "register_title" for each in reading.others)
    if wanted is None and wished and speaks_of(text, "dialogue.cues_beyond"):
        wanted = ""
    if wanted is None and _registers_others(talk, reading, text):
        wanted = ""
    return () if wanted is None else closed_to(talk, INTENTS["register_title"]) or title.start(talk, wanted)


def _registers_others(talk: Talk, reading: Reading, text: str) -> bool:
    """Whether a sentence asks to register people whose names nobody takes for a part of the plan: "đăng ký cho Vy"."""
    if reading.guard is not None or text.endswith("?") or speaks_of(text, "dialogue.cues_question"):
        return False
    if not speaks_of(text, "asking.cues_register") or speaks_of(text, "chat.cues_innovation"):
        return False
    others = others_in(talk, text)
    return bool(others.people) or (others.not_allowed and reading.intent == "out_of_scope")


def of_own_unit(talk: Talk, reading: Reading) -> Reading:
    """A question about "phòng tôi" as one about the asker's unit, or units."""
    units = own_units(talk) if reading.own_unit and reading.guard is None and reading.intent in OF_A_UNIT else []
    if not units:
        return reading
    intent = "overdue" if reading.intent == "overdue" else "by_unit"
    slots = {name: value for name, value in reading.slots.items() if value is not None}
    return replace(reading, intent=intent, slots={**slots, "unit": units[0] if len(units) == 1 else units}, others=())


def command(talk: Talk, text: str) -> Answer:
    """A command, in either language, with what follows it as `rest`; "/lich@SomeBot" is one, too."""
    word, _, rest = text[1:].partition(" ")
    known = COMMANDS.get(word.partition("@")[0].casefold())
    if known is None:
        return (greeting.unknown_command(talk, COMMANDS),)
    return closed_to(talk, known) or known.answer(talk, {"rest": rest.strip()})


def _asked_for_lists(talk: Talk, text: str) -> Answer:
    """The lists for whoever sees any; to the others what they may know of them."""
    kind = Opens.INNOVATION if speaks_of(text, "chat.cues_innovation") else Opens.TITLE
    if talk.closed(Action.SEE_REGISTRATIONS) is not None:
        return (missing.who_not_registered(talk, kind),)
    return (show_lists(talk, kind),)


def _asked_of_calendars(talk: Talk, reading: Reading, text: str) -> Answer:
    """One's calendar password, one task put into a calendar, or one's calendar by name; nothing else."""
    entrance = INTENTS["subscribe_calendar"]
    if speaks_of(text, "lich.cues_password"):
        return closed_to(talk, entrance) or passwords.show(talk)
    if speaks_of(text, "lich.cues_event") and speaks_of(text, "lich.cues_put"):
        asked = closed_to(talk, entrance) or calendar_task.asked_for(talk, text)
        return asked or (calendar.own(talk) if reading.intent == "out_of_scope" else ())
    if reading.intent == "due_in_period" and not any(reading.slots.values()) and speaks_of(text, "lich.cues_mine"):
        return closed_to(talk, entrance) or calendar.own(talk)
    return ()
