"""What the pages about progress have in common."""

from bot.messages import Choice
from bot.presses import press
from bot.talk import Talk
from plans.agenda import Entry, entries
from plans.model.people import Unit
from plans.model.plan import Opens, Plan
from plans.progress import UnitFigures, by_lead

#: The question, and the first word of the buttons.
INTENT = PROGRESS = "progress"


def tasks_of(talk: Talk, plan: Plan) -> tuple[Entry, ...]:
    """The tasks of a plan."""
    return tuple(entry for entry in entries(talk.tx) if entry.plan.id == plan.id)


def led(talk: Talk, plan: Plan) -> tuple[UnitFigures, ...]:
    """How far the units are that lead tasks of a plan."""
    return by_lead(tasks_of(talk, plan), talk.tx.all(Unit), talk.today)


def asks_for(plan: Plan, kind: Opens) -> bool:
    """Whether a plan asks people for that answer."""
    return any(task.opens is kind and not task.withdrawn for task in plan.tasks)


def back_row(talk: Talk) -> list[Choice]:
    """The way to the whole page."""
    return [press(talk.say("progress.whole"), PROGRESS, "all")]


def export_press(talk: Talk) -> Choice:
    """The figures as a workbook."""
    return press(talk.say("progress.export"), PROGRESS, "file")
