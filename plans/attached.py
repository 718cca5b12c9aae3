"""Files that people attached, whatever to: which are still named by anything, and who may fetch one."""

from datetime import date

from plans.duties.seeing_to import may_see_evidence
from plans.innovation.rules import holding, may_see
from plans.model.answers import Innovation
from plans.model.duties import DoneReport, UnitPart
from plans.model.people import Person, Unit
from plans.model.plan import TaskProgress
from plans.model.reaching import Dialogue
from plans.rights import Action, may
from plans.store.port import Facts

#: Where a dialogue keeps the SHA-256 of a file that was sent to it and that no record names yet.
KEPT_IN_DIALOGUE = "file"


def named_files(facts: Facts) -> set[str]:
    """The SHA-256 of every file that is an innovation's (withdrawn ones included), shows something, or waits to."""
    ideas = {file.digest for each in facts.all(Innovation) for file in each.files}
    shown: list[TaskProgress | DoneReport | UnitPart] = [*facts.all(TaskProgress), *facts.all(DoneReport)]
    shown += facts.all(UnitPart)
    waiting = {each.values.get(KEPT_IN_DIALOGUE, "") for each in facts.all(Dialogue)}
    return (ideas | {each.evidence.file for each in shown} | waiting) - {""}


def may_fetch(facts: Facts, person: Person, digest: str, today: date) -> bool:
    """Whether a person may have a stored file: one of an innovation, or of a task's evidence, that they see."""
    if any(may_see(facts, idea, person, today) for idea in holding(facts, digest)):
        return True
    done: list[TaskProgress | DoneReport] = [*facts.all(TaskProgress), *facts.all(DoneReport)]
    if any(each.evidence.file == digest and may_see_evidence(facts, person, each, today) for each in done):
        return True
    parts = [each for each in facts.all(UnitPart) if each.evidence.file == digest]
    units = [unit for unit in facts.all(Unit) if unit.id in {each.unit for each in parts}]
    by = any(each.done_by == person.id and person.is_here(today) for each in parts)
    return by or (bool(parts) and may(Action.SEE_REGISTRATIONS, person, today, units))
