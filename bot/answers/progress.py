"""How far the plan is: tasks and registrations in numbers."""

from bot.answers.lists.words import counts_of
from bot.answers.missing import may_see
from bot.answers.standing import own_state
from bot.answers.task import no_plan
from bot.messages import Reply
from bot.presses import press
from bot.talk import Talk, fitted
from bot.words.names import unit_name
from plans.agenda import entries, overdue
from plans.model.plan import DeadlineKind, Opens, Plan
from plans.registrations.tallies import Tally, tallies


def progress(talk: Talk) -> Reply:
    """Counts of the plan's tasks and of registrations; by unit for those who see them all."""
    plan = talk.plan
    if plan is None:
        return no_plan(talk)
    found = [entry for entry in entries(talk.tx) if entry.plan.id == plan.id]
    done = sum(entry.done for entry in found)
    late = len(overdue(found, talk.today))
    unset = sum(not entry.done and entry.task.deadline.kind is DeadlineKind.UNSET for entry in found)
    counts = {"all": len(found), "done": done, "open": len(found) - done - late - unset, "late": late, "unset": unset}
    lines = [talk.say("answer.progress_tasks", share=100 * done // max(1, len(found)), **counts)]
    for kind in Opens:
        if any(entry.task.opens is kind for entry in found):
            lines += ["", *_answers(talk, plan, kind, tallies(talk.tx, plan, kind, talk.today))]
    heading = talk.say("answer.progress_heading", year=plan.year, day=talk.texts.day(talk.today))
    buttons = [press(talk.say("answer.see_overdue"), "ask", "overdue")] if late else []
    if talk.sees_all:
        buttons.append(press(talk.say("chat.try_missing"), "ask", "missing"))
    return talk.reply(fitted(talk.texts, lines), buttons, heading=heading, report=True)


def _answers(talk: Talk, plan: Plan, kind: Opens, found: tuple[Tally, ...]) -> list[str]:
    """The total for those who see everybody, then each unit the asker may see; to the others their own answer."""
    shown = [tally for tally in found if may_see(talk, tally.unit)]
    if not shown:
        return [own_state(talk, plan, kind)]
    key = f"answer.progress_{kind}" if talk.sees_all else f"answer.progress_{kind}_unit"
    lines = [talk.say(key, **counts_of(found))]
    return lines + [
        talk.say("answer.progress_unit", unit=unit_name(talk.tx, tally.unit), **counts_of((tally,))) for tally in shown
    ]
