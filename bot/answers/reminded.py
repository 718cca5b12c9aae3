"""`/danhac`, "đã nhắc những ai, khi nào, kênh nào": who has been told what, latest first, of a person or a task."""

import re
from datetime import date, datetime

from bot.answers.tasks.details import named
from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, fitted, one_line
from bot.understanding.cues import without_cues
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.understand import understand
from bot.words.reminded import task_name, told_line
from locales.catalogue import Texts, languages
from plans.agenda import entries, entry_by_key
from plans.model.people import Person
from plans.model.plan import task_key
from plans.office.reminded import Asked, page
from plans.plain_text import folded
from plans.staff.people import find_people

#: The first word of the buttons.
NAME = "reminded"
#: Messages on a page, and people or tasks offered where a name means several.
PAGE, AT_MOST = 8, 8
#: Stands in a button where nothing is chosen.
NONE = "-"
TITLE_LIMIT = 60
#: What names days, with diacritics or without.
_DAYS = re.compile(
    r"(?:\b(?:từ|tu|đến|den|ngày|ngay|vào|vao|trong|from|to|on|until)\s+)*"
    r"(?:\b(?:h[ôo]m (?:nay|qua)|(?:tu[ầa]n|th[áa]ng|qu[ýy]|n[ăa]m) (?:n[àa]y|tr[ưu][ớo]c)|th[áa]ng \d{1,2}"
    r"|today|yesterday|(?:this|last) (?:week|month|year)|\d{1,2}/\d{1,2}(?:/\d{2,4})?)(?![\w/]))",
    re.IGNORECASE,
)
#: Days in buttons.
DAY = "%y%m%d"
NUMBER = re.compile(r"\b\d+(?:\.\d+)+\b")


def show_reminded(talk: Talk, text: str) -> Reply:
    """The latest messages; those to whom or about what the text names, where it names anything."""
    since, until = _days(talk, text)
    rest = _telling(" ".join(_DAYS.sub(" ", text).split()) if since else text)
    if not rest:
        return _shown(talk, Asked(since=since, until=until), 0)
    people = find_people(talk.tx, rest)
    if len(people) == 1:
        return _shown(talk, Asked(people[0].id, since=since, until=until), 0)
    if people:
        named = [(person, Asked(person.id, since=since, until=until)) for person in people[:AT_MOST]]
        rows = [[_leaf(one_line(person.name), asked, 0)] for person, asked in named]
        return talk.reply(talk.say("remind.which_person", text=one_line(rest)), *rows)
    tasks = [(task, Asked(task=task, since=since, until=until)) for task in _tasks(talk, rest)]
    if len(tasks) == 1:
        return _shown(talk, tasks[0][1], 0)
    if tasks:
        rows = [[_leaf(task_name(talk.tx, *task, TITLE_LIMIT), asked, 0)] for task, asked in tasks[:AT_MOST]]
        return talk.reply(talk.say("remind.which_task"), *rows)
    every = [_leaf(talk.say("remind.all"), Asked(), 0)]
    return talk.reply(talk.say("remind.nothing_named", text=one_line(rest)), every)


def press_reminded(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A page by its number, of the person, the task and the days that the button names."""
    number, person, key, days, *_ = (*words, "", "", "", "")
    whose = next((known.id for known in talk.tx.all(Person) if mark(known.id) == person), "")
    entry = entry_by_key(talk.tx, key)
    since, _, until = days.partition("-")
    asked = Asked(whose, (entry.plan.id, entry.task.id) if entry else None, _day(since), _day(until))
    return (_shown(talk, asked, int(number[:4]) if number.isascii() and number.isdigit() else 0),)


def _shown(talk: Talk, asked: Asked, number: int) -> Reply:
    found = page(talk.tx, asked, number, PAGE)
    leaves: list[Choice] = []
    if number:
        leaves.append(_leaf(talk.say("remind.newer"), asked, number - 1))
    if found.more:
        leaves.append(_leaf(talk.say("remind.older"), asked, number + 1))
    lines = [f"– {told_line(talk.tx, talk.texts, told)}" for told in found.entries]
    if found.until is not None:
        lines.append(talk.say("remind.looked_back", day=talk.texts.day(found.until)))
    text = fitted(talk.texts, lines or [talk.say("remind.nothing")])
    every = [_leaf(talk.say("remind.all"), Asked(), 0)] if asked != Asked() else []
    return talk.reply(text, leaves, every, heading=_heading(talk, asked))


def _heading(talk: Talk, asked: Asked) -> str:
    heading, person = talk.say("remind.heading"), talk.tx.get(Person, asked.person)
    if person is not None:
        heading = talk.say("remind.heading_person", person=one_line(person.name))
    elif asked.task is not None:
        heading = talk.say("remind.heading_task", task=task_name(talk.tx, *asked.task, TITLE_LIMIT))
    if asked.since is None or asked.until is None:
        return heading
    start, end = talk.texts.day(asked.since), talk.texts.day(asked.until)
    return f"{heading}, {start if start == end else talk.say('remind.days', start=start, end=end)}"


def _leaf(label: str, asked: Asked, number: int) -> Choice:
    key = task_key(*asked.task) if asked.task else NONE
    whose = mark(asked.person) if asked.person else NONE
    if asked.since is None or asked.until is None:
        return press(label, NAME, number, whose, key)
    return press(label, NAME, number, whose, key, f"{asked.since:{DAY}}-{asked.until:{DAY}}")


def _day(word: str) -> date | None:
    try:
        return datetime.strptime(word, DAY).date()  # noqa: DTZ007 -- a day
    except ValueError:
        return None


def _days(talk: Talk, text: str) -> tuple[date, date] | tuple[None, None]:
    """The days that a text speaks of: "hôm nay", "23/2", "từ 20/2 đến 23/2", "tuần này"."""
    said = " ".join(found[0].strip() for found in _DAYS.finditer(text))
    slots = understand(said, talk.today, vocabulary_of(talk.tx)).slots if said else {}
    start, end = slots.get("start"), slots.get("end")
    if not isinstance(start, str) or not isinstance(end, str):
        return None, None
    return date.fromisoformat(start), date.fromisoformat(end)


def _telling(text: str) -> str:
    """What a question names: without the words that ask it and those that only lead to a name."""
    words = without_cues(text, "remind.cues_log").strip(" ?.!,").split()
    idle = {folded(word) for each in languages() for word in Texts(each)("remind.idle_words").split(";")}
    while words and folded(words[0].strip(",?")) in idle:
        words.pop(0)
    while words and folded(words[-1].strip(",?")) in idle:
        words.pop()
    return " ".join(words).strip(" ?.!,")


def _tasks(talk: Talk, text: str) -> list[tuple[str, str]]:
    """The tasks that a text names by number or name, read as if their deadline had been asked for."""
    numbers = set(NUMBER.findall(text))
    known = [entry for entry in entries(talk.tx) if entry.task.number in numbers]
    if not known:
        asked = talk.say("lich.as_deadline", what=text)
        topic = understand(asked, talk.today, vocabulary_of(talk.tx)).slots.get("topic")
        known = list(named(talk, topic).entries) if topic else []
    return [(entry.plan.id, entry.task.id) for entry in known]
