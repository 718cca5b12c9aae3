"""A file of what an office sets: its days, or its ladders; which of them it is shows in its headings."""

from dataclasses import dataclass

from plans.documents import days_file, ladders_file
from plans.documents.office_toml import read_settings
from plans.documents.text_file import limited, shortened
from plans.model.office_settings import LadderSetting
from plans.model.plan import TaskKind
from plans.office.days import MOST, OfficeDay
from plans.problems import Problem

#: How such a file's name ends.
ENDING = ".toml"
#: What it is called when it is handed out: mail and chat programs know no better name.
TOML = "text/plain"


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """What a file sets: days, or ladders and kinds to confirm (None: it says nothing of them).

    It counts only where there are no `problems`, which are everything that must be mended first.
    """

    days: tuple[OfficeDay, ...] = ()
    ladders: tuple[LadderSetting, ...] = ()
    confirming: tuple[TaskKind, ...] | None = None
    problems: tuple[Problem, ...] = ()


def read_office_file(data: bytes) -> OfficeFile:
    """What a file sets, or everything that must be mended in it first."""
    settings = read_settings(data, MOST, "days.too_many")
    if isinstance(settings, Problem):
        return OfficeFile(problems=(settings,))
    of_ladders = (ladders_file.HEADING, ladders_file.CONFIRM)
    known = (days_file.HEADING, *of_ladders)
    problems = [
        Problem("file.toml_key", {"field": shortened(key, 40), "keys": ", ".join(known)}, settings.line(key))
        for key in settings.table
        if key not in known
    ]
    has_days, has_ladders = days_file.HEADING in settings.table, bool(settings.table.keys() & {*of_ladders})
    if has_days and has_ladders:
        problems.append(Problem("file.toml_both", line=settings.line(days_file.HEADING)))
    elif has_days:
        days, wrong = days_file.read_days(settings)
        problems += wrong
        if not problems:
            return OfficeFile(days=days)
    elif has_ladders:
        ladders, confirming, wrong = ladders_file.read_ladders(settings)
        problems += wrong
        if not problems and (ladders or confirming is not None):
            return OfficeFile(ladders=ladders, confirming=confirming)
        problems += [] if problems else [Problem("file.toml_nothing")]
    elif not problems:
        problems.append(Problem("file.toml_nothing"))
    return OfficeFile(problems=limited(problems))
