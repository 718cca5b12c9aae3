"""Internal dates and parts of cooperating units in words, and the buttons of a unit's part."""

from collections.abc import Sequence
from datetime import date

from bot.messages import Choice
from bot.presses import mark, press
from bot.talk import Voice, one_line
from bot.words.deadlines import dated, deadline_words, overdue_words
from bot.words.duties import evidence_lines
from bot.words.names import person_name
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.duties.parts import aim_of
from plans.model.duties import InternalDate, UnitPart
from plans.model.people import Unit
from plans.model.plan import Deadline, DeadlineKind, TaskKind
from plans.store.port import Facts

#: First words of buttons: a unit's own part, everybody's parts of a task, the internal date.
PART, PARTS, DAY = "part", "parts", "partday"
UNIT_LIMIT, TITLE_LIMIT = 100, 300
#: The longest name of a unit on a button.
LABEL_LIMIT = 40
#: So many units are named where they are only named.
NAMED = 8


def as_deadline(internal: InternalDate) -> Deadline:
    """An internal date, to be said as deadlines are."""
    return Deadline(DeadlineKind.BY, internal.day, internal.day, "", before=internal.before)


def internal_words(texts: Texts, internal: InternalDate, today: date) -> str:
    """When parts are to be in, and how long that is: "trước 10/06/2024 (thứ Hai), còn 5 ngày"."""
    return ", ".join((deadline_words(texts, as_deadline(internal)), _left(texts, internal, today)))


def internal_aim(texts: Texts, internal: InternalDate, today: date) -> str:
    """Which working day to hand in on, where that is not the date itself, nor over; else ""."""
    day = aim_of(internal)
    if day == internal.day or internal.day < today:
        return ""
    return texts("part.aim", day=dated(texts, max(day, today)), end=texts.day(internal.day))


def _left(texts: Texts, internal: InternalDate, today: date) -> str:
    days = (internal.day - today).days
    if days < 0:
        return overdue_words(texts, TaskKind.OTHER, -days)
    if days == 0:
        return texts("answer.last_day_before" if internal.before else "answer.last_day")
    return texts.count("answer.left_days", days)


def unreached_words(voice: Voice, units: Sequence[Unit]) -> str:
    """The units to which no reminder can be sent; of many the first ones and how many more."""
    names = [one_line(unit.name) for unit in units[:NAMED]]
    more = len(units) - len(names)
    said = [*names, voice.texts.count("part.more_units", more)] if more > 0 else names
    return voice.say("part.not_told", units=voice.texts.joined(said))


def title_of(entry: Entry) -> str:
    """A task's title inside a sentence."""
    return one_line(entry.task.title, TITLE_LIMIT)


def part_words(voice: Voice, unit: Unit, part: UnitPart | None, internal: InternalDate, today: date) -> str:
    """How it stands with one unit's part."""
    name = one_line(unit.name, UNIT_LIMIT)
    if part is None:
        return voice.say("part.line_open", unit=name, deadline=internal_words(voice.texts, internal, today))
    return voice.say("part.line_sent", unit=name, moment=voice.texts.moment(part.done_at))


def sent_lines(voice: Voice, facts: Facts, unit: Unit, part: UnitPart) -> list[str]:
    """A part that is in, for whoever may know by whom and with what words."""
    name, who = one_line(unit.name, UNIT_LIMIT), person_name(facts, part.done_by)
    line = voice.say("part.row_sent", unit=name, moment=voice.texts.moment(part.done_at), who=who)
    return [line, *evidence_lines(voice, part.evidence)]


def sent_press(voice: Voice, key: str, unit: Unit, *, named: bool = False, of_list: bool = False) -> Choice:
    """Đã gửi; `named`: with the unit's name, `of_list`: pressed on the checklist, which it brings back."""
    label = "part.do_sent_of" if named else "part.do_sent"
    return press(
        voice.say(label, unit=one_line(unit.name, LABEL_LIMIT)), PART, "sent", key, mark(unit.id), *_on(of_list)
    )


def back_press(voice: Voice, key: str, unit: Unit, *, named: bool = False, of_list: bool = False) -> Choice:
    """To take "Đã gửi" back."""
    label = "part.do_back_of" if named else "part.do_back"
    return press(
        voice.say(label, unit=one_line(unit.name, LABEL_LIMIT)), PART, "back", key, mark(unit.id), *_on(of_list)
    )


def _on(of_list: bool) -> tuple[str, ...]:
    return ("list",) if of_list else ()


def view_press(voice: Voice, key: str) -> Choice:
    """To the task."""
    return press(voice.say("dialogue.view_task"), "task", key)


def check_press(voice: Voice, key: str) -> Choice:
    """To the checklist of a task."""
    return press(voice.say("part.do_check"), PARTS, "check", key)
