"""Calendars in words: what they are called, what was moved in one, and what the calendar server is asked about."""

from collections.abc import Iterable, Iterator
from datetime import time

from bot.messages import Choice
from bot.presses import mark, press
from bot.talk import Voice, one_line
from bot.words.deadlines import deadline_words
from bot.words.names import person_name, unit_name
from calendar_sync.feeds import ALL, OWN, Feed
from calendar_sync.subscribing.programs import Program
from locales.catalogue import Texts
from plans.model.people import Person
from plans.model.plan import DeadlineKind, Plan, Task, TaskKind, task_key
from plans.model.publishing import CalendarMove, CalendarServerState
from plans.store.port import Facts
from plans.working_days import day_in_hanoi, is_working_day

#: First words of buttons: an event that was moved, and what the calendar server is asked about.
MOVED, SERVER = "moved", "calserver"
TITLE_LIMIT = 300
#: So many calendars are named; a list of hundreds says no more.
NAMED = 5


def feed_name(voice: Voice, facts: Facts, feed: Feed) -> str:
    """What a calendar is called."""
    if feed.unit:
        return voice.say("lich.name_unit", unit=one_line(unit_name(facts, feed.unit)))
    return voice.say({OWN: "lich.name_own", ALL: "lich.name_all"}.get(feed, "lich.name_public"))


def feed_about(voice: Voice, facts: Facts, feed: Feed) -> str:
    """What it shows."""
    if feed.unit:
        return voice.say("lich.what_unit", unit=one_line(unit_name(facts, feed.unit)))
    return voice.say({OWN: "lich.what_own", ALL: "lich.what_all"}.get(feed, "lich.what_public"))


def programs_named(texts: Texts, programs: Iterable[Program]) -> str:
    """Calendar programs in a sentence."""
    return texts.joined([texts(f"lich.program_{program}") for program in programs])


def moved_task(facts: Facts, move: CalendarMove) -> Task:
    """The task whose event was moved. Raises `LookupError` for one that is gone."""
    plan = facts.get(Plan, move.plan)
    task = plan.task(move.task) if plan else None
    if task is None:
        raise LookupError(move.id)
    return task


def moved_words(voice: Voice, facts: Facts, move: CalendarMove) -> str:
    """The question whether the plan is to follow; who moved it only where the calendar is one person's."""
    task = moved_task(facts, move)
    kind = "meeting" if task.kind is TaskKind.MEETING else "task"
    key = f"lich.moved_{kind}_by" if move.person else f"lich.moved_{kind}"
    return "\n".join([voice.say(key, **moved_values(voice.texts, facts, move)), *_points(voice, task, move)])


def _points(voice: Voice, task: Task, move: CalendarMove) -> Iterator[str]:
    """What to think of before answering: a slip of the hand lands in another year or on a day that nobody meant."""
    if task.deadline.kind not in (DeadlineKind.BY, DeadlineKind.ON):
        yield voice.say("lich.moved_plan", deadline=deadline_words(voice.texts, task.deadline))
    if move.day < day_in_hanoi(move.at):
        yield voice.say("lich.moved_day_past")
    elif move.day.year != move.was.year:
        yield voice.say("lich.moved_other_year")
    if not is_working_day(move.day):
        yield voice.say("lich.moved_day_off")


def moved_values(texts: Texts, facts: Facts, move: CalendarMove) -> dict[str, str]:
    """Title, who, and the days, the new one with its weekday; with hours where one is said on either side."""
    task = moved_task(facts, move)
    timed = task.deadline.hour is not None and task.kind is TaskKind.MEETING
    was, day = texts.day(move.was), texts("answer.dated", day=texts.day(move.day), weekday=texts.weekday(move.day))
    if task.deadline.hour and (timed or move.hour):
        was = _at(texts, task.deadline.hour, was)
    if move.hour:
        day = _at(texts, move.hour, day)
    elif timed:
        day = texts("lich.all_day", day=day)
    who = person_name(facts, move.person) if move.person else ""
    return {"title": one_line(task.title, TITLE_LIMIT), "who": who, "was": was, "day": day}


def move_words(move: CalendarMove) -> tuple[str, str, str]:
    """What names one question in a button: the task, when it was asked, and what exactly was asked."""
    asked = mark(f"{move.id} {move.day} {move.hour}")
    return task_key(move.plan, move.task), f"{int(move.at.timestamp()):x}", asked


def move_rows(voice: Voice, move: CalendarMove, *, quoted: bool = False) -> list[list[Choice]]:
    """Take it or not, and the plan's own sentence, unless that is on view."""
    words = move_words(move)
    deciding = [press(voice.say(f"lich.moved_{deed}"), MOVED, deed, *words) for deed in ("yes", "no")]
    return [deciding] if quoted else [deciding, [press(voice.say("lich.moved_quote"), MOVED, "quote", *words)]]


def server_reason(texts: Texts, state: CalendarServerState) -> str:
    """What is wrong, or what would be removed."""
    return texts(state.reason, **(state.values or {})) if texts.has(state.reason) else ""


def asked_collections(voice: Voice, facts: Facts, state: CalendarServerState) -> str:
    """Which calendars on the server it is about: people's by their names, shared ones together."""
    texts = voice.texts
    owners = (facts.get(Person, path.partition("/")[0]) for path in state.collections)
    names = [one_line(owner.name) if owner else texts("lich.collection_public") for owner in owners]
    known = list(dict.fromkeys(names))
    shown = texts.joined(known[:NAMED])
    return shown if len(known) <= NAMED else f"{shown} {texts.count('lich.collection_more', len(known) - NAMED)}"


def server_question(voice: Voice, facts: Facts, state: CalendarServerState) -> str:
    """How much would be removed or put back, where, and what the answers mean."""
    lines = [
        server_reason(voice.texts, state),
        voice.say("lich.server_asked_in", collections=asked_collections(voice, facts, state)),
        voice.say("lich.server_asked_text"),
    ]
    return "\n".join(filter(None, lines))


def server_mark(state: CalendarServerState) -> str:
    """What names one question about the server in a button."""
    return mark(f"{state.since.isoformat()} {' '.join(state.collections)}")


def server_rows(voice: Voice, state: CalendarServerState) -> list[list[Choice]]:
    """Go on, or leave it."""
    return [[press(voice.say(f"lich.server_{deed}"), SERVER, deed, server_mark(state)) for deed in ("go", "leave")]]


def _at(texts: Texts, hour: time, day: str) -> str:
    return texts("lich.at_hour", hour=f"{hour:%H:%M}", day=day)
