"""The tasks that stand in one way: done (in time, after their day), waiting for the office, without a date."""

from bot.answers.last_asked import remember
from bot.answers.progress.parts import INTENT, PROGRESS, back_row, tasks_of
from bot.answers.tasks.details import no_plan
from bot.messages import Reply
from bot.paging import ROOM, turning, within
from bot.presses import press
from bot.talk import Talk, one_line
from bot.words.progress import task_lines
from bot.words.task_lists import TITLE_LIMIT, Line, number_words, page_text, pages_of, task_words
from plans.agenda import Entry
from plans.progress import Stage, by_stage, days_late, done_on, figures

#: The page of what is done, which says how much of it was in time.
DONE = "done"
#: Tasks on a page.
TASKS = 16


def stage_page(talk: Talk, name: str, stages: tuple[Stage, ...], page: str = "") -> Reply:
    """How many tasks stand so, and which they are."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    found = tasks_of(talk, plan)
    counted = figures(found, talk.today)
    number = sum(counted.count(stage) for stage in stages)
    lines = [
        Line(_line(talk, entry), _group(talk, stage, counted.count(stage)) if len(stages) > 1 else "", entry)
        for stage in stages
        for entry in by_stage(found, (stage,), talk.today)
    ]
    pages = pages_of(lines, ROOM, TASKS)
    shown = within(page, len(pages))
    said = task_lines(talk.texts, counted)[0] if name == DONE else talk.texts.count(f"progress.stage_{name}", number)
    remember(talk, INTENT, {}, (line.entry for line in pages[shown] if line.entry is not None))
    return talk.reply(
        f"{said}\n\n{page_text(talk.texts, pages, shown)}".strip(),
        turning(talk, shown, len(pages), PROGRESS, "stage", name),
        [press(talk.say("answer.see_overdue"), "ask", "overdue")] if counted.late + counted.held else [],
        [press(talk.say("progress.by_unit"), PROGRESS, "units", 0), *back_row(talk)],
        heading=talk.say("progress.heading_tasks", year=plan.year, day=talk.texts.day(talk.today)),
        report=True,
    )


def _group(talk: Talk, stage: Stage, number: int) -> str:
    """How those of one stage are headed where a page has several."""
    return talk.texts.count(f"progress.group_{stage}", number)


def _line(talk: Talk, entry: Entry) -> str:
    """A done task says on which day, and how late; the others how they stand."""
    day = done_on(entry)
    if day is None:
        return task_words(talk.texts, entry, talk.today)
    values = {
        "number": number_words(entry),
        "title": one_line(entry.task.title, TITLE_LIMIT),
        "day": talk.texts.day(day),
    }
    late = days_late(entry, talk.today)
    return talk.texts.count("progress.done_late", late, **values) if late else talk.say("progress.done_line", **values)
