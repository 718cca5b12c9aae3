"""How far the plan is: tasks and registrations in numbers."""

from bot.answers.registrations import Tally, tallies
from bot.answers.task import no_plan
from bot.messages import Reply
from bot.presses import press
from bot.talk import Talk, fitted
from bot.wording import unit_name
from plans.agenda import entries, overdue
from plans.model import DeadlineKind, Opens


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
            lines += ["", *_answers(talk, kind, tallies(talk, plan, kind))]
    heading = talk.say("answer.progress_heading", year=plan.year, day=talk.texts.day(talk.today))
    buttons = [press(talk.say("answer.see_overdue"), "ask", "overdue")] if late else []
    if talk.sees_all:
        buttons.append(press(talk.say("chat.try_missing"), "ask", "missing"))
    return talk.reply(fitted(talk.texts, lines), buttons, heading=heading, report=True)


def _answers(talk: Talk, kind: Opens, found: tuple[Tally, ...]) -> list[str]:
    shown = [tally for tally in found if talk.sees_all or tally.unit == talk.person.unit]
    lines = []
    if talk.sees_all:
        lines.append(talk.say(f"answer.progress_{kind}", **_counts(found)))
    else:
        lines.append(talk.say(f"answer.progress_{kind}_unit"))
    return lines + [
        talk.say("answer.progress_unit", unit=unit_name(talk.tx, tally.unit), **_counts((tally,))) for tally in shown
    ]


def _counts(found: tuple[Tally, ...]) -> dict[str, int]:
    return {
        "all": sum(tally.people for tally in found),
        "registered": sum(len(tally.registered) for tally in found),
        "declined": sum(len(tally.declined) for tally in found),
        "missing": sum(len(tally.missing) for tally in found),
    }
