"""How far things are, in words: tasks in all and by unit, who has registered, how many innovations there are."""

from collections.abc import Iterable

from bot.talk import one_line
from locales.catalogue import Texts
from plans.innovation.tallying import IdeaTally
from plans.model.plan import Opens
from plans.progress import DONE, LEFT, Figures, Stage, UnitFigures
from plans.registrations.tallies import Tally

UNIT_LIMIT = 100
#: What is said of a unit beside how much it has left.
PRESSING = (Stage.LATE, Stage.HELD)


def task_lines(texts: Texts, found: Figures) -> list[str]:
    """How many tasks are done, in time or not; how many are not, and why; how many wait for the office."""
    done = parts_words(texts, found, DONE)
    key = "progress.tasks_of_which" if done else "progress.tasks"
    lines = [texts(key, done=found.done, all=found.total, share=found.share, parts=done)]
    if found.left:
        lines.append(texts("progress.left", left=found.left, parts=parts_words(texts, found, LEFT)))
    return lines + ([texts("progress.waiting", count=found.waits)] if found.waits else [])


def parts_words(texts: Texts, found: Figures, stages: Iterable[Stage]) -> str:
    """How many stand so, where there are any: "đúng hạn 3, sau hạn 1"."""
    counts = ((stage, found.count(stage)) for stage in stages)
    return texts.joined([texts(f"progress.part_{stage}", count=count) for stage, count in counts if count])


def unit_line(texts: Texts, found: UnitFigures) -> str:
    """A unit in a list of units: "Văn phòng: còn 6 việc (đã qua hạn 1), đã hoàn thành 4/11"."""
    tasks = found.tasks
    pressing = parts_words(texts, tasks, PRESSING)
    key = "progress.unit_done" if not tasks.left else "progress.unit_pressing" if pressing else "progress.unit"
    values = {"left": tasks.left, "pressing": pressing, "done": tasks.done, "all": tasks.total}
    said = texts(key, unit=lead_name(texts, found), **values)
    return said + (texts("progress.unit_waiting", count=tasks.waits) if tasks.waits else "")


def lead_name(texts: Texts, found: UnitFigures) -> str:
    """The unit's name, or what those are called that are none of the department's."""
    return texts("progress.others_lead") if found.unit is None else one_line(found.unit.name, UNIT_LIMIT)


def registered_words(texts: Texts, kind: Opens, found: Iterable[Tally]) -> str:
    """How many of how many have registered: "31/50 người đã đăng ký (62%), 2 không đăng ký, 17 chưa trả lời"."""
    found = tuple(found)
    everybody = sum(tally.people for tally in found)
    registered = sum(len(tally.registered) for tally in found)
    declined = sum(len(tally.declined) for tally in found)
    missing = sum(len(tally.missing) for tally in found)
    parts = [texts("progress.registered", count=registered, all=everybody, share=percent(registered, everybody))]
    parts += [texts(f"lists.part_declined_{kind}", count=declined)] if declined else []
    return texts.joined(parts + ([texts("lists.part_missing", count=missing)] if missing else []))


def percent(part: int, whole: int) -> int:
    """A share, rounded down: 100 only when it is all of them."""
    return 100 * part // max(1, whole)


def idea_words(texts: Texts, found: IdeaTally) -> str:
    """How many innovations there are, and how far they have come, as a sentence."""
    if not found.registered:
        return texts("progress.no_ideas")
    said = texts.count("progress.ideas", found.registered)
    states = [
        texts("progress.idea_state", state=texts(f"innovation.state_{state}"), count=count)
        for state, count in found.states.items()
    ]
    said = texts("progress.ideas_by_state", ideas=said, states=texts.joined(states)) if len(states) > 1 else said
    return texts("progress.idea_line", ideas=said)
