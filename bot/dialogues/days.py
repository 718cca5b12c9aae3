"""`/ngaynghi`: the year's days off and working Saturdays; the office adds days, takes them back, or drops a file.

Steps: typed (which days) → confirm. What is confirmed is recorded together with what it changes: days to finish on,
the calendar's events, reminders.
"""

from datetime import date

import msgspec

from bot.answers.greeting import stale
from bot.dialogues.turns import (
    Deeds,
    begin,
    beside_another,
    carried_out,
    ended,
    go,
    labelled,
    left,
    set_aside,
    step_of,
)
from bot.messages import Attachment, Choice, Reply
from bot.presses import press
from bot.talk import Answer, Talk, fitted, one_line
from bot.words.days import day_words, doubts_about, typed_days, year_lines
from bot.words.deadlines import short
from calendar_sync.stamps import stamp_events
from plans.agenda import entries
from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR, aim
from plans.documents.days_file import TEMPLATE, write_days
from plans.documents.office_file import TOML
from plans.model.plan import Task
from plans.model.reaching import Dialogue
from plans.office.days import OfficeDay, new_days, office_days, remove_days, set_days
from plans.problems import Problem
from plans.rights import Action

NAME = "days"
OFF, WORKED = "off", "work"
#: Days to take back on one page, and tasks named whose day to finish on has moved.
AT_MOST, NAMED = 8, 6
#: A title in a line about what has moved.
TITLE_LIMIT = 80


def show_days(talk: Talk, text: str = "") -> Reply:
    """The days of this year or of the one named behind the command."""
    return _year(talk, _named_year(text, talk.today.year))


def press_days(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A year ("year:2027"), the form ("begin:off:2027"), the file, days to take back ("drop:…"), or the form's own."""
    deed, word, *_ = (*words, "", "")
    if deed == "year":
        return (_year(talk, _named_year(word, talk.today.year)),)
    if deed == "begin":
        before = talk.dialogue
        values = {"work": WORKED if word == WORKED else OFF, "year": str(_named_year(words[-1], talk.today.year))}
        return set_aside(talk, before, (show(talk, begin(talk, f"{NAME}.typed", values)),))
    if deed == "file":
        return (_file(talk),)
    if deed == "drop":
        return (_dropping(talk, _named_year(word, talk.today.year)),)
    if deed == "del":
        return (_taken_back(talk, word),)
    return carried_out(talk, NAME, DEEDS, words)


def from_file(talk: Talk, days: tuple[OfficeDay, ...]) -> Reply:
    """A file of days that was dropped into the talk: what it would change, to confirm."""
    if not new_days(talk.tx, days):
        return talk.reply(talk.say("days.nothing_new"), [_list(talk, days[0].day.year)])
    values = {"days": _packed(days), "year": str(days[0].day.year)}
    return show(talk, beside_another(talk, f"{NAME}.confirm", values))


def show(talk: Talk, dialogue: Dialogue) -> Reply:
    """What is asked for at this step."""
    stop = labelled(talk.say("dialogue.stop"), dialogue, "stop")
    heading = talk.say("days.heading", year=dialogue.values.get("year", ""))
    if step_of(dialogue) == "typed":
        key = "days.ask_worked" if dialogue.values.get("work") == WORKED else "days.ask_off"
        return talk.reply(talk.say(key, year=dialogue.values.get("year", "")), [stop], heading=heading)
    days = new_days(talk.tx, _unpacked(dialogue.values.get("days", "")))
    lines = [f"– {day_words(talk.texts, each)}" for each in days]
    doubts = doubts_about(talk.texts, days, talk.today)
    text = fitted(talk.texts, [*doubts, *([""] if doubts else []), talk.say("days.confirm"), *lines])
    return talk.reply(text, [labelled(talk.say("days.record"), dialogue, "record")], [stop], heading=heading)


def typed(talk: Talk, dialogue: Dialogue, text: str) -> Answer | None:
    """The days that were asked for; before they are recorded, other ones."""
    step, was_typed = step_of(dialogue), "work" in dialogue.values
    if step == "typed" or (step == "confirm" and was_typed and not text.endswith("?") and _names_days(talk, text)):
        return (_typed(talk, dialogue, text),)
    return None


def _names_days(talk: Talk, text: str) -> bool:
    """Whether a text is days, also such as there are not ("30/2"), and no question about something else."""
    return text[:1].isdigit() or not typed_days(text, False, talk.today.year).problems


def _typed(talk: Talk, dialogue: Dialogue, text: str) -> Reply:
    work = dialogue.values.get("work") == WORKED
    read = typed_days(text, work, _named_year(dialogue.values.get("year", ""), talk.today.year))
    if read.problems:
        wrong = "\n".join(talk.trouble(problem) for problem in read.problems[:AT_MOST])
        return show(talk, dialogue).below(wrong)
    if not new_days(talk.tx, read.days):
        return ended(talk, NAME, Problem("days.nothing_new"))
    return show(talk, go(talk, dialogue, f"{NAME}.confirm", days=_packed(read.days)))


def _record(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    before = _aims(talk)
    done = set_days(talk.tx, talk.now, talk.person, _unpacked(dialogue.values.get("days", "")))
    if isinstance(done, Problem):
        return ended(talk, NAME, done)
    stamp_events(talk.tx, talk.now)
    lines = [talk.texts.count("days.were_set", len(done.set)), *_said(talk, done.set), *_moved(talk, before)]
    return left(talk, fitted(talk.texts, lines), [_list(talk, done.set[0].day.year)])


def _stop(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    year = _named_year(dialogue.values.get("year", ""), talk.today.year)
    return left(talk, talk.say("chat.cancelled"), [_list(talk, year)])


# ---------------------------------------------------------------- the list


def _year(talk: Talk, year: int) -> Reply:
    add = [
        press(talk.say("days.add_off"), NAME, "begin", OFF, year),
        press(talk.say("days.add_worked"), NAME, "begin", WORKED, year),
    ]
    own = [each for each in office_days(talk.tx) if each.day.year == year]
    drop = [press(talk.say("days.drop"), NAME, "drop", year)] if own else []
    around = [press(str(near), NAME, "year", near) for near in (year - 1, year + 1) if _is_year(near)]
    lines = [*year_lines(talk.tx, talk.texts, year), "", talk.say("days.file_hint")]
    drop.append(press(talk.say("days.file"), NAME, "file"))
    return talk.reply(fitted(talk.texts, lines), add, drop, around, heading=talk.say("days.heading", year=year))


def _dropping(talk: Talk, year: int) -> Reply:
    own = [each for each in office_days(talk.tx) if each.day.year == year]
    rows = [[press(day_words(talk.texts, OfficeDay(each.day, each.work)), NAME, "del", each.day)] for each in own]
    text = talk.say("days.drop_which") if own else talk.say("days.none_own", year=year)
    if len(own) > AT_MOST:
        text += f"\n{talk.say('days.drop_more', n=len(own) - AT_MOST)}"
    return talk.reply(text, *rows[:AT_MOST], [_list(talk, year)], heading=talk.say("days.heading", year=year))


def _taken_back(talk: Talk, word: str) -> Reply:
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return stale(talk)
    before = _aims(talk)
    done = remove_days(talk.tx, talk.now, talk.person, [day])
    if isinstance(done, Problem):
        return talk.reply(talk.trouble(done), [_list(talk, day.year)])
    stamp_events(talk.tx, talk.now)
    lines = [talk.texts.count("days.were_removed", len(done.removed)), *_said(talk, done.removed)]
    more = [press(talk.say("days.drop"), NAME, "drop", day.year)] if office_days(talk.tx) else []
    return talk.reply(fitted(talk.texts, [*lines, *_moved(talk, before)]), more, [_list(talk, day.year)])


def _file(talk: Talk) -> Reply:
    """What has been set as a file to edit and send back, or, while nothing has, how such a file is written."""
    known = office_days(talk.tx)
    content = write_days(known) if known else TEMPLATE
    file = Attachment("ngay-nghi.toml", TOML, content.encode(), takes=Action.MANAGE_REMINDERS)
    return Reply(talk.say("days.file_sent"), attachment=file)


def _list(talk: Talk, year: int) -> Choice:
    return press(talk.say("days.all", year=year), NAME, "year", year)


def _said(talk: Talk, days: tuple[OfficeDay, ...]) -> list[str]:
    return [f"– {day_words(talk.texts, each)}" for each in days]


# ---------------------------------------------------------------- what it changes


def _aims(talk: Talk) -> dict[str, tuple[Task, date]]:
    """The open tasks by key, with the day that each aims at as things are now."""
    return {
        entry.key: (entry.task, aimed)
        for entry in entries(talk.tx)
        if not entry.done and (aimed := aim(entry.task.deadline)) is not None
    }


def _moved(talk: Talk, before: dict[str, tuple[Task, date]]) -> list[str]:
    """Which tasks are to be finished on another day than before."""
    now = _aims(talk)
    moved = [(task, was, now[key][1]) for key, (task, was) in before.items() if key in now and now[key][1] != was]
    if not moved:
        return []
    lines = [
        talk.say("days.moved_line", title=one_line(task.title, TITLE_LIMIT), was=short(was), now=short(to))
        for task, was, to in moved[:NAMED]
    ]
    more = [talk.texts.count("days.moved_more", len(moved) - NAMED)] if len(moved) > NAMED else []
    return ["", talk.texts.count("days.moved", len(moved)), *lines, *more]


# ---------------------------------------------------------------- what a button carries


def _named_year(text: str, otherwise: int) -> int:
    year = int(text) if text.isascii() and text.isdigit() and len(text) == len("2027") else otherwise
    return year if _is_year(year) else otherwise


def _is_year(year: int) -> bool:
    return EARLIEST_YEAR <= year <= LATEST_YEAR


def _packed(days: tuple[OfficeDay, ...]) -> str:
    return msgspec.json.encode(days).decode()


def _unpacked(text: str) -> tuple[OfficeDay, ...]:
    try:
        return msgspec.json.decode(text, type=tuple[OfficeDay, ...])
    except msgspec.DecodeError:
        return ()


DEEDS: Deeds = {
    "record": (("confirm",), _record, Action.MANAGE_REMINDERS),
    "stop": (("typed", "confirm"), _stop),
}
