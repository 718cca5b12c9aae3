"""What a person types about a task in any dialogue: a day as the dialogue keeps it, bodies, and what came of it."""

import msgspec

from bot.messages import Reply
from bot.presses import press
from bot.talk import Talk, one_line
from bot.words.deadlines import deadline_words
from calendar_sync.stamps import stamp_events
from plans.agenda import entries
from plans.model.plan import DeadlineKind, Plan, Task
from plans.planning.draft import DraftDeadline
from plans.planning.settling import deadlines_of
from plans.problems import Problem

#: The longest title of a task in a sentence.
TITLE_LIMIT = 300


def packed(deadline: DraftDeadline) -> str:
    """A typed day in the values of a dialogue, until it is taken."""
    return msgspec.json.encode(deadline).decode()


def unpacked(text: str) -> DraftDeadline | None:
    """The day again; None when there is none."""
    try:
        return msgspec.json.decode(text, type=DraftDeadline)
    except msgspec.DecodeError:
        return None


def is_question(read: DraftDeadline | Problem, text: str) -> bool:
    """Whether what was typed for a day is a question instead."""
    return isinstance(read, Problem) and read.code == "deadline.not_understood" and text.endswith("?")


def strange_day(talk: Talk, plan: Plan, read: DraftDeadline) -> list[str]:
    """What a person may not have meant: a day that is over, or one of another year."""
    found = deadlines_of(read, "", plan.year)
    if isinstance(found, Problem) or read.kind is DeadlineKind.UNSET:
        return []
    ends = [deadline.end for deadline in found]
    past = [talk.say("planreview.day_past")] if max(ends) < talk.today else []
    far = any(not plan.year <= end.year <= plan.year + 1 for end in ends)
    return past + ([talk.say("planreview.day_far", year=plan.year)] if far else [])


def named_bodies(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who cooperates, as a person types it."""
    # Imported here: its words take a tenth of a second, which every start of the program would pay for.
    from plans.documents.extraction.responsible import read_responsible

    return read_responsible(text)


def stands(talk: Talk, plan: str, task: Task, key: str) -> Reply:
    """What now stands, with the way to the task."""
    stamp_events(talk.tx, talk.now)
    entry = next((entry for entry in entries(talk.tx) if (entry.plan.id, entry.task.id) == (plan, task.id)), None)
    text = talk.say(key, title=one_line(task.title, TITLE_LIMIT), deadline=deadline_words(talk.texts, task.deadline))
    row = [press(talk.say("dialogue.view_task"), "task", entry.key)] if entry else []
    return talk.reply(f"{text}\n{talk.say('planreview.follow')}", row)
