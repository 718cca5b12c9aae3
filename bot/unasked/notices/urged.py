"""What whoever sees to a task is told when somebody has them reminded of it by hand."""

from datetime import date

from bot.messages import Reply
from bot.presses import press
from bot.talk import Voice, one_line
from bot.words.deadlines import bodies_words, deadline_words, left_words
from bot.words.names import person_name
from plans.agenda import entry_of
from plans.duties.collecting import collectors
from plans.model.people import Role
from plans.model.reminding import Notice
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

TITLE_LIMIT = 300


def is_open(facts: Facts, notice: Notice, today: date) -> bool:
    """Whether it is not done yet, and the reader still sees to it."""
    entry = entry_of(facts, notice.values["plan"], notice.values["task"])
    return entry is not None and not (entry.done or entry.waits) and notice.person in collectors(facts, entry, today)


def urged(facts: Facts, voice: Voice, notice: Notice) -> Reply:
    """Which task, by when, and who asked for it."""
    entry = entry_of(facts, notice.values["plan"], notice.values["task"])
    if entry is None:
        raise LookupError(notice.about)
    task, today = entry.task, day_in_hanoi(notice.at)
    parts = deadline_words(voice.texts, task.deadline), left_words(voice.texts, entry, today)
    values = {
        "by": person_name(facts, notice.values["by"]),
        "number": one_line(task.number, 12),
        "title": one_line(task.title, TITLE_LIMIT),
        "deadline": ", ".join(part for part in parts if part),
        "lead": bodies_words(voice.texts, task.lead),
    }
    heading = voice.say("urge.task_heading")
    if Role.LEADER in voice.person.roles:
        heading = voice.say("notice.report", heading=voice.say("urge.task_report"))
    row = (
        press(voice.say("dialogue.mark_done"), "done", entry.key),
        press(voice.say("dialogue.view_task"), "task", entry.key),
    )
    return Reply(voice.say("urge.task_notice", **values), heading, (row,))
