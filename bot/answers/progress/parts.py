"""What the pages about progress have in common."""

from collections.abc import Sequence

from bot.answers.last_asked import remember
from bot.answers.missing import LETTERS, may_see
from bot.messages import Choice, Reply
from bot.paging import pages_of, turning, within
from bot.presses import press
from bot.talk import Talk, one_line
from bot.words.names import unit_name
from bot.words.progress import UNIT_LIMIT
from plans.agenda import Entry, entries
from plans.model.people import Unit
from plans.model.plan import Opens, Plan
from plans.progress import UnitFigures, by_lead
from plans.registrations.tallies import Tally, tallies

#: The question, and the first word of the buttons.
INTENT = PROGRESS = "progress"
#: Under which a page of units is remembered, so that "còn phòng nào nữa" turns it; before the first one it is that.
PAGE, BEFORE_ALL = "page", "-1"


def tasks_of(talk: Talk, plan: Plan) -> tuple[Entry, ...]:
    """The tasks of a plan."""
    return tuple(entry for entry in entries(talk.tx) if entry.plan.id == plan.id)


def led(talk: Talk, plan: Plan) -> tuple[UnitFigures, ...]:
    """How far the units are that lead tasks of a plan."""
    return by_lead(tasks_of(talk, plan), talk.tx.all(Unit), talk.today)


def asks_for(plan: Plan, kind: Opens) -> bool:
    """Whether a plan asks people for that answer."""
    return any(task.opens is kind and not task.withdrawn for task in plan.tasks)


def seen(talk: Talk, plan: Plan, kind: Opens, units: Sequence[str] = ()) -> list[Tally]:
    """The tallies of the units (or of these alone) whose people's answers the asker may see."""
    found = tallies(talk.tx, plan, kind, talk.today)
    return [tally for tally in found if may_see(talk, tally.unit) and (not units or tally.unit in units)]


def short_name(talk: Talk, unit: str) -> str:
    """A unit's name in a line of its own."""
    return one_line(unit_name(talk.tx, unit), UNIT_LIMIT)


def back_row(talk: Talk) -> list[Choice]:
    """The way to the whole page."""
    return [press(talk.say("progress.whole"), PROGRESS, "all")]


def export_press(talk: Talk) -> Choice:
    """The figures as a workbook."""
    return press(talk.say("progress.export"), PROGRESS, "file")


def registering_rows(talk: Talk, plan: Plan, kind: Opens, here: str) -> list[list[Choice]]:
    """Further questions about registrations, as far as the asker may ask them; `here` is the page that asks."""
    other = Opens.INNOVATION if kind is Opens.TITLE else Opens.TITLE
    sees = bool(seen(talk, plan, kind))
    lists = [press(talk.say("lists.open"), "lists", "all", LETTERS[kind], 0)] if sees else []
    further = (
        [press(talk.say(f"lists.kind_{other}"), PROGRESS, "people", LETTERS[other])] if asks_for(plan, other) else []
    )
    if kind is Opens.TITLE and here == "titles":
        further = [press(talk.say("progress.by_unit"), PROGRESS, "people", LETTERS[kind]), *further]
    elif kind is Opens.TITLE:
        further = [press(talk.say("progress.by_title"), PROGRESS, "titles"), *further]
    missing = press(talk.say("chat.try_missing"), "missing", LETTERS[kind], 0)
    return [[missing, *lists], further, [export_press(talk), *back_row(talk)]]


def paged(
    talk: Talk, heading: str, lines: Sequence[str], page: str, button: Sequence[str], rows: Sequence[Sequence[Choice]]
) -> Reply:
    """A page of lines about registrations; `button` are the words with which its page is turned."""
    pages = pages_of(lines)
    shown = within(page, len(pages))
    remember(talk, INTENT, {}, ())
    turn = turning(talk, shown, len(pages), PROGRESS, *button) if button else []
    return talk.reply("\n".join(pages[shown]).strip(), turn, *rows, heading=heading, report=True)
