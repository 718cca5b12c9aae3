"""`/nhac`: when, over which channels and in which language a person is reminded, and whether beside the digest.

One page says what holds; every button on it carries all that it needs. Only the hour can also be typed.
"""

from dataclasses import replace
from datetime import time

from bot.answers.greeting import stale
from bot.dialogues.letters_wanted import show_letters
from bot.dialogues.turns import begin, set_aside, step_of
from bot.dialogues.typed_hour import read_hour
from bot.messages import Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, one_line
from bot.words.names import person_name
from locales.catalogue import Texts, languages
from plans.model.reaching import Dialogue
from plans.model.reminding import ReminderSettings
from plans.problems import Problem
from plans.reminding.settings import (
    CHANNELS,
    EARLIEST,
    LATEST,
    leave_ahead,
    set_channels,
    set_digest_only,
    set_hour,
    settings_of,
    stands_in_for,
)
from plans.reminding.ways import EMAIL, WEB, usual_order
from plans.staff.access import choose_language
from plans.staff.people import contacts_of, language_of

NAME = "nhac"
#: Hours offered. No more than six buttons stand under the question, so that "7" typed is the hour and not the seventh.
HOURS = (time(7), time(7, 30), time(7, 45), time(8), time(13, 30))
LIMITS = {"first": f"{EARLIEST:%H:%M}", "last": f"{LATEST:%H:%M}"}


def show_settings(talk: Talk, note: str = "") -> Reply:
    """Everything that holds, with the buttons that change it."""
    say, kept = talk.say, settings_of(talk.tx, talk.person.id)
    order = _order(talk, kept)
    lines = [
        say("nhac.hour_report" if talk.is_leader else "nhac.hour", hour=f"{kept.hour:%H:%M}"),
        say("nhac.channels", channels=", ".join(say(f"nhac.channel_{channel}") for channel in order)),
        say("nhac.language", language=say("chat.language_name")),
    ]
    if not talk.is_leader:
        lines.append(say("nhac.singles_off" if kept.digest_only else "nhac.singles_on"))
    lines.append(leave_words(talk, kept))
    away = stands_in_for(talk.tx, talk.person, talk.today)
    lines += [say("nhac.standing_in", name=one_line(person.name)) for person in away]
    rows = [[press(say("nhac.change_hour"), NAME, "hour"), press(say("nhac.change_language"), NAME, "language")]]
    if len(order) > 1:
        rows[0].insert(1, press(say("nhac.change_channels"), NAME, "channels"))
    if not talk.is_leader:
        key, wanted = ("nhac.want_singles", "no") if kept.digest_only else ("nhac.digest_only", "yes")
        rows.append([press(say(key), NAME, "only", wanted)])
    rows.append(_leave_row(talk, kept))
    if EMAIL in order:
        rows.append([press(say("letter.settings"), NAME, "letters")])
    if talk.installation.pushes and talk.incoming.channel == WEB:
        rows.append([Choice(say("push.title"), url="/#bao-tin")])
    text = "\n".join([*([note, ""] if note else []), *lines])
    return talk.reply(text, *rows, heading=say("nhac.heading_report" if talk.is_leader else "nhac.heading"))


def leave_words(talk: Talk, kept: ReminderSettings) -> str:
    """From when to when somebody is left in peace, and who stands in."""
    if not leave_ahead(kept, talk.today) or kept.away_from is None or kept.away_until is None:
        return talk.say("nhac.no_leave")
    days = {"start": talk.texts.day(kept.away_from), "end": talk.texts.day(kept.away_until)}
    if not kept.stand_in:
        return talk.say("nhac.leave_alone", **days)
    return talk.say("nhac.leave", name=person_name(talk.tx, kept.stand_in), **days)


def press_settings(talk: Talk, words: tuple[str, ...]) -> Answer:
    """What to change ("hour"), or what to change it to ("hour:0730"); nothing brings the page back."""
    what, value, *_ = (*words, "", "")
    if what == "page":
        talk.leave()
        return (show_settings(talk),)
    if what == "hour":
        return _hour(talk, value)
    if what == "channels":
        return (_channels(talk, value),)
    if what == "language":
        return (_language(talk, value),)
    if what == "letters" and EMAIL in _order(talk, settings_of(talk.tx, talk.person.id)):
        return (show_letters(talk, NAME, value),)
    if what == "only" and value in {"yes", "no"}:
        kept = set_digest_only(talk.tx, talk.now, talk.person, value == "yes")
        return (_changed(talk, kept, "nhac.only_set" if value == "yes" else "nhac.singles_set"),)
    return (stale(talk),)


def show(talk: Talk, _dialogue: Dialogue) -> Reply:
    """The question for the hour."""
    hours = [press(f"{hour:%H:%M}", NAME, "hour", f"{hour:%H%M}") for hour in HOURS]
    asked = talk.say("nhac.ask_hour_report" if talk.is_leader else "nhac.ask_hour", **LIMITS)
    return talk.reply(asked, hours, [_back(talk)])


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The hour; None for a question instead."""
    if step_of(dialogue) != "hour" or text.endswith("?"):
        return None
    read = read_hour(text)
    if not isinstance(read, Problem):
        return (_set_hour(talk, read),)
    asked = show(talk, dialogue)
    return (replace(asked, text=talk.texts(read.code, **read.values, **LIMITS)),)


def _hour(talk: Talk, value: str) -> Answer:
    if not value:
        before = talk.dialogue
        return set_aside(talk, before, (show(talk, begin(talk, f"{NAME}.hour", {})),))
    read = read_hour(value)
    return (stale(talk) if isinstance(read, Problem) else _set_hour(talk, read),)


def _set_hour(talk: Talk, hour: time) -> Reply:
    kept = set_hour(talk.tx, talk.now, talk.person, hour)
    if isinstance(kept, Problem) and talk.dialogue is not None:
        return talk.reply(talk.trouble(kept), *show(talk, talk.dialogue).choices)
    talk.leave()
    later = isinstance(kept, ReminderSettings) and kept.hour_from is not None and kept.hour_from > talk.today
    key = "nhac.hour_set_report" if talk.is_leader else "nhac.hour_set_tomorrow" if later else "nhac.hour_set"
    return _changed(talk, kept, key, hour=f"{hour:%H:%M}")


def _channels(talk: Talk, first: str) -> Reply:
    """The channels by which a person can be reached, each with a button that puts it first."""
    order = _order(talk, settings_of(talk.tx, talk.person.id))
    if first in order:
        # Those that the person does not have yet stand at the end: they are used once they are there.
        chosen = tuple(dict.fromkeys((first, *order, *CHANNELS)))
        named = [talk.say(f"nhac.channel_{channel}") for channel in chosen if channel in order]
        kept = set_channels(talk.tx, talk.now, talk.person, chosen)
        return _changed(talk, kept, "nhac.channels_set", channels=", ".join(named))
    rows = [
        [press(talk.say("nhac.first", channel=talk.say(f"nhac.channel_{channel}")), NAME, "channels", channel)]
        for channel in order
    ]
    lines = [talk.say("nhac.ask_channels")]
    lines += [talk.say(f"nhac.missing_{channel}") for channel in CHANNELS if channel not in order]
    return talk.reply("\n".join(lines), *rows, [_back(talk)])


def _order(talk: Talk, kept: ReminderSettings) -> tuple[str, ...]:
    """The channels that a person has, in the order in which they are tried."""
    has = {"web", *(contact.channel for contact in contacts_of(talk.tx, talk.person))}
    if talk.person.email and talk.installation.mails:
        has.add(EMAIL)
    wanted = dict.fromkeys((*kept.channels, *usual_order(talk.tx, talk.person, talk.now)))
    return tuple(channel for channel in wanted if channel in has and channel in CHANNELS)


def _language(talk: Talk, language: str) -> Reply:
    if language not in languages():
        row = [press(Texts(each)("chat.language_name"), NAME, "language", each) for each in languages()]
        return talk.reply(talk.say("nhac.ask_language"), row, [_back(talk)])
    refused = choose_language(talk.tx, talk.now, talk.person, language)
    if isinstance(refused, Problem):
        return talk.reply(talk.trouble(refused))
    talk = replace(talk, texts=Texts(language_of(talk.tx, talk.person)))
    return show_settings(talk, talk.say("chat.language_chosen"))


def _changed(talk: Talk, kept: ReminderSettings | Problem, key: str, **values: object) -> Reply:
    note = talk.trouble(kept) if isinstance(kept, Problem) else talk.say(key, **values)
    return show_settings(talk, note)


def _leave_row(talk: Talk, kept: ReminderSettings) -> list[Choice]:
    if not leave_ahead(kept, talk.today):
        return [press(talk.say("nhac.take_leave"), "leave", "ask")]
    return [press(talk.say("nhac.change_leave"), "leave", "ask"), press(talk.say("nhac.end_leave"), "leave", "end")]


def _back(talk: Talk) -> Choice:
    return press(talk.say("answer.back"), NAME, "page")
