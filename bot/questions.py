"""From what was typed to whoever answers it: a command, what was understood, or the courteous no."""

from bot.answers import (
    catalogue,
    due,
    greeting,
    missing,
)
from bot.answers.calendar import feeds as calendar
from bot.answers.calendar import passwords
from bot.answers.calendar import task as calendar_task
from bot.answers.lists.overview import show_lists
from bot.answers.reminded import show_reminded
from bot.dialogues.duties.sentences import heard as heard_assignment
from bot.dialogues.title import deeds as title
from bot.dialogues.title.words import asked_for
from bot.intents import COMMANDS, INTENTS, closed_to
from bot.messages import Reply
from bot.presses import press
from bot.talk import Answer, Talk
from bot.understanding.cues import speaks_of
from bot.understanding.reading import Reading
from plans.model.plan import Opens
from plans.rights import Action


def answer_to(talk: Talk, reading: Reading, text: str) -> Answer:
    """The answer to a question that was understood, or the courteous no."""
    if "invalid_date" in reading.slots:
        return (due.invalid_date(talk, str(reading.slots["invalid_date"])),)
    if assigned := heard_assignment(talk, text):
        return assigned
    if speaks_of(text, "remind.cues_log"):
        return closed_to(talk, COMMANDS["danhac"]) or (show_reminded(talk, text),)
    if speaks_of(text, "chat.cues_lists"):
        return _asked_for_lists(talk, text)
    if asked := _asked_of_calendars(talk, reading, text):
        return asked
    known = INTENTS.get(reading.intent)
    if reading.intent in {"out_of_scope", "due_in_period", "deadline_of"} and (wanted := asked_for(text)) is not None:
        return closed_to(talk, INTENTS["register_title"]) or title.start(talk, wanted)
    if known is None:
        return (_beyond(talk, text),)
    return closed_to(talk, known) or known.answer(talk, reading.slots)


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


def _beyond(talk: Talk, text: str) -> Reply:
    """What no intent covers: thanks, hello, "I do not register", and everything else."""
    if talk.plan is not None and speaks_of(text, "chat.cues_decline"):
        if others := title.at_others(talk, text, "decline"):
            return others
        idea = speaks_of(text, "chat.cues_innovation")
        row = [
            press(
                talk.say("dialogue.no_idea" if idea else "dialogue.not_this_year"), "idea" if idea else "title", "none"
            ),
            press(talk.say("chat.try_mine"), "ask", "mine"),
        ]
        return talk.reply(talk.say("chat.not_registering"), row)
    if speaks_of(text, "chat.cues_change"):
        if others := title.at_others(talk, text, "withdraw"):
            return others
        return talk.reply(talk.say("chat.change_registration"), [press(talk.say("chat.try_mine"), "ask", "mine")])
    if entry := catalogue.asked(talk, text):
        return entry
    if speaks_of(text, "chat.cues_thanks"):
        return talk.reply(talk.say("chat.thanks"))
    if speaks_of(text, "chat.cues_hello"):
        return greeting.hello(talk)
    return greeting.out_of_scope(talk)


def is_courtesy(text: str) -> bool:
    """Whether something beyond the plan has an answer of its own all the same: thanks, hello, "I do not register"."""
    return any(speaks_of(text, f"chat.cues_{kind}") for kind in ("decline", "change", "thanks", "hello"))
