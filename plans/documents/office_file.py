"""A file of what an office sets: its days, or its ladders; which of them it is shows in its headings."""

from dataclasses import dataclass

from plans.documents import days_file, ladders_file
from plans.documents.office_toml import Settings, read_settings
from plans.documents.text_file import limited, shortened
from plans.model.plan import TaskKind
from plans.model.reminding import LadderSetting
from plans.office.days import MOST, OfficeDay
from plans.problems import Problem

#: How such a file's name ends.
ENDING = ".toml"


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """What a file sets. `confirming` is None where it says nothing of it."""

    days: tuple[OfficeDay, ...] = ()
    ladders: tuple[LadderSetting, ...] = ()
    confirming: tuple[TaskKind, ...] | None = None


def read_office_file(data: bytes) -> OfficeFile | tuple[Problem, ...]:
    """What a file sets, or everything that must be mended in it first."""
    settings = read_settings(data, MOST, "days.too_many")
    if isinstance(settings, Problem):
        return (settings,)
    known = (days_file.HEADING, ladders_file.HEADING, ladders_file.CONFIRM)
    strange = [
        Problem("file.toml_key", {"key": shortened(key, 40), "keys": ", ".join(known)}, settings.line(key))
        for key in settings.table
        if key not in known
    ]
    found = _read(settings, strange)
    if found is None:
        return limited([*strange, Problem("file.toml_nothing")])
    return limited(strange) if strange else found


def _read(settings: Settings, problems: list[Problem]) -> OfficeFile | None:
    """What the known parts say; what is wrong goes to `problems`."""
    days: tuple[OfficeDay, ...] = ()
    ladders: tuple[LadderSetting, ...] = ()
    confirming: tuple[TaskKind, ...] | None = None
    if days_file.HEADING in settings.table:
        days, wrong = days_file.read_days(settings)
        problems += wrong
    if ladders_file.HEADING in settings.table or ladders_file.CONFIRM in settings.table:
        ladders, confirming, wrong = ladders_file.read_ladders(settings)
        problems += wrong
    if not settings.table.keys() & {days_file.HEADING, ladders_file.HEADING, ladders_file.CONFIRM}:
        return None
    return OfficeFile(days, ladders, confirming)
