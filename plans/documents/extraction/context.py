"""What is known while a paper is read: its year and title, and what the headings above a paragraph give it."""

import re
from dataclasses import dataclass, replace

from plans.documents.deadlines.finding import Found, find_deadlines, heading_period
from plans.documents.deadlines.years import PlanYears
from plans.documents.extraction.passages import Passage
from plans.documents.extraction.task_kinds import task_kind
from plans.documents.extraction.titles import shortened, tidied
from plans.documents.extraction.wording import plain
from plans.model.plan import DeadlineKind
from plans.planning.draft import DraftDeadline, DraftTask
from plans.problems import Problem

Units = tuple[tuple[str, ...], tuple[str, ...]]
NO_UNITS: Units = ((), ())

_SCHOOL_YEAR = re.compile(r"\bnam hoc (20\d\d) ?[-–—/] ?20\d\d")
_LAST_DAY = re.compile(r"han\b|(?:ngay |thoi gian )?(?:cham|muon) nhat\b|thoi han (?:nop|gui|nhan|dang ky|tiep nhan)\b")
_LONGEST_HEADING = 160
_BULLET = re.compile(r"\s*[-–+•*] ?(?=\S)")
_NEXT_BULLET = re.compile(r"\n\s*([-–])(?= ?\S)")
_PART_OF_YEAR = re.compile(r"(?:dau|giua|cuoi) (?:nam|nam hoc|hoc ky|ky)")
_MAYBE_PERIOD = re.compile(r"quy|thang|tuan|ky\b|dot|ngay|\d")


@dataclass(frozen=True, slots=True)
class Context:
    """The paper: its years and its title."""

    years: PlanYears | None
    title: str = ""

    def beneath(self, heading: str) -> "Context":
        """The same beneath a heading that names the next school year ("II. ĐĂNG KÝ THI ĐUA NĂM HỌC 2024-2025")."""
        named = _SCHOOL_YEAR.search(plain(heading))
        if not named or self.years is None or not self.years.school or int(named[1]) != self.years.first + 1:
            return self
        return replace(self, years=replace(self.years, first=int(named[1])))

    def slot(self, text: str, default: DraftDeadline | None = None) -> tuple[Found, ...]:
        """The deadlines of a time column or of what stands behind a label of time."""
        return find_deadlines(_bullets_apart(text), self.years, slot=True, default=default)

    def prose(self, text: str, default: DraftDeadline | None = None) -> tuple[Found, ...]:
        """The deadlines of a running text; under a heading's period "cuối năm học" only tells what is meant."""
        found = find_deadlines(text, self.years, default=default)
        return tuple(one for one in found if not (default and _PART_OF_YEAR.fullmatch(plain(one.deadline.wording))))

    def own_period(self) -> DraftDeadline | None:
        """The month or quarter that the paper's title says it is for."""
        found = self.period(self.title)
        return found if found and found.kind in {DeadlineKind.MONTH, DeadlineKind.QUARTER} else None

    def period(self, text: str) -> DraftDeadline | None:
        """The month, quarter or week that a heading names; a whole year gives no task its deadline."""
        if len(text) > _LONGEST_HEADING or not _MAYBE_PERIOD.search(plain(text)):
            return None
        found = heading_period(text, self.years)
        return found if found and found.date and found.kind is not DeadlineKind.YEAR else None


@dataclass(frozen=True, slots=True)
class Scope:
    """What stands above a paragraph: its section, the period and the bodies that a heading names for all beneath it.

    `fills` says that the period is the deadline of what has none of its own; beneath a task it only completes dates.
    `title` is the nearest name of a task above.
    """

    section: str = ""
    period: DraftDeadline | None = None
    fills: bool = True
    units: Units = NO_UNITS
    title: str = ""

    def within(
        self, section: str = "", period: DraftDeadline | None = None, units: Units = NO_UNITS, title: str = ""
    ) -> "Scope":
        """The scope one level deeper."""
        return replace(
            self,
            section=section or self.section,
            period=period or self.period,
            units=units if units != NO_UNITS else self.units,
            title=title or self.title,
        )


def _bullets_apart(text: str) -> str:
    """A text of several bullets without the dashes that might join two of its days."""
    if not _BULLET.match(text):
        return text
    return _NEXT_BULLET.sub(lambda match: match[0].replace(match[1], ";"), text)


def until(label: str, deadline: DraftDeadline) -> DraftDeadline:
    """A bare day behind "Hạn", "Hạn cuối", "Thời hạn nộp" is the last one."""
    if deadline.kind is DeadlineKind.ON and _LAST_DAY.match(plain(label).strip()):
        return replace(deadline, kind=DeadlineKind.BY)
    return deadline


def unset(wording: str) -> DraftDeadline:
    """A deadline that the paper leaves open."""
    return DraftDeadline(DeadlineKind.UNSET, None, wording)


def made(
    scope: Scope,
    passage: Passage,
    span: tuple[int, int],
    title: str,
    deadline: DraftDeadline,
    units: Units = NO_UNITS,
    number: str = "",
    problems: tuple[Problem, ...] = (),
    replaces: DraftDeadline | None = None,
) -> DraftTask:
    """The task whose date stands at `span` of the passage's text."""
    source = passage.source_at(*span)
    title = shortened(title or tidied(source.quote) or source.quote)
    kind, opens = task_kind(title)
    lead, cooperating = units if units != NO_UNITS else scope.units
    placed = tuple(replace(problem, line=source.line, quote=problem.quote or source.quote) for problem in problems)
    return DraftTask(title, deadline, lead, cooperating, scope.section, source, number, kind, opens, replaces, placed)
