"""How far a plan is, as a workbook (.xlsx): every task, the units, and who has registered beside what the plan aims at.

No sheet names a person. Of registrations it says what its reader may see: of all units, of some, or nothing at all.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.papers.letter import FONT
from bot.papers.list_paper import LIST_SIZE
from bot.papers.workbook import height_of, print_across, put_text, sheet_name, workbook_of
from bot.words.deadlines import bodies_words
from bot.words.names import award_name
from bot.words.progress import lead_name, percent
from locales.catalogue import Texts
from plans.agenda import Entry, entries
from plans.catalogue.quotas import quotas
from plans.innovation.tallying import idea_tally
from plans.model.people import Department, Unit
from plans.model.plan import DeadlineKind, Opens, Plan, Target
from plans.plain_text import printable
from plans.progress import Figures, Stage, busiest_first, by_lead, days_late, done_on, figures, stage_of
from plans.registrations.by_title import chosen_by
from plans.registrations.tallies import AwardTally, Tally, award_tallies, tallies
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

#: What a cell may hold: words, a number, a day that a spreadsheet can count with, nothing.
Value = str | int | date | None
#: As people here write a day.
DAY = "dd/mm/yyyy"
#: The rows above a table: what it is, of which plan, when it was made.
_HEADS = 3
_WORDS, _FIGURE, _HEADINGS, _TOTAL = "Ô chữ", "Ô giữa", "Đầu bảng", "Dòng cộng"


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet of its own. `widths` has one number a column; `total` stands below the rows, if anything."""

    name: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] = ()


def progress_file(facts: Facts, plan: Plan, now: datetime, texts: Texts, units: Collection[str] | None = None) -> bytes:
    """The file; the same for the same `now`. Of registrations it has those of these `units` (by id; None: of all)."""
    tables = _Tables(facts, plan, day_in_hanoi(now), texts)
    found = [tables.tasks(), tables.units()]
    if units is None or units:
        found += [tables.people(units), tables.awards(units)]
    department = facts.get(Department, "department")
    heads = (
        printable(department.name if department else plan.agency),
        printable(plan.title),
        texts("progress.sheet_made", moment=texts.moment(now)),
    )

    def write(book: Workbook) -> None:
        for table in found:
            _write(book, table, heads, texts)

    return workbook_of((), now, write)


class _Tables:
    """What the sheets say."""

    def __init__(self, facts: Facts, plan: Plan, today: date, texts: Texts) -> None:
        self.facts, self.plan, self.today, self.texts = facts, plan, today, texts
        self.entries = tuple(entry for entry in entries(facts) if entry.plan.id == plan.id)

    def table(
        self, name: str, widths: tuple[float, ...], rows: list[tuple[Value, ...]], total: tuple[Value, ...] = ()
    ) -> Table:
        """A table with its name and headings in the reader's language."""
        headings = tuple(self.texts(f"progress.sheet_{name}_heads").split(";"))
        return Table(self.texts(f"progress.sheet_{name}"), headings, widths, tuple(rows), total)

    def tasks(self) -> Table:
        """Every task, as the plan numbers them."""
        order = {task.id: place for place, task in enumerate(self.plan.tasks)}
        found = sorted(self.entries, key=lambda entry: order[entry.task.id])
        return self.table("tasks", (7, 42, 22, 22, 12, 20, 12, 9), [self.task(entry) for entry in found])

    def task(self, entry: Entry) -> tuple[Value, ...]:
        """One of them: the plan's own words for the deadline, and the last day of it."""
        task, late = entry.task, days_late(entry, self.today)
        end = None if task.deadline.kind is DeadlineKind.UNSET else task.deadline.end
        state = self.texts(f"progress.state_{stage_of(entry, self.today)}")
        lead = bodies_words(self.texts, task.lead)
        return (task.number, task.title, lead, task.deadline.wording, end, state, done_on(entry), late or None)

    def units(self) -> Table:
        """The units that lead tasks, who has the most left first, and the whole plan below."""
        found = busiest_first(by_lead(self.entries, self.facts.all(Unit), self.today))
        rows: list[tuple[Value, ...]] = [(lead_name(self.texts, each), *_numbers(each.tasks)) for each in found]
        total: tuple[Value, ...] = (
            self.texts("progress.sheet_whole_plan"),
            *_numbers(figures(self.entries, self.today)),
        )
        return self.table("units", (34, *[9.3] * (len(total) - 1)), rows, total)

    def people(self, seen: Collection[str] | None) -> Table:
        """By unit, how its people have answered on titles and on innovations."""
        of_titles, of_ideas = (self.tallied(kind, seen) for kind in (Opens.TITLE, Opens.INNOVATION))
        names = {unit.id: printable(unit.name) for unit in self.facts.all(Unit)}
        ideas = idea_tally(self.facts, self.plan).units
        homes = dict.fromkeys([*of_titles, *of_ideas])
        figures = {
            id: (*_answers(of_titles.get(id)), ideas.get(id, 0), *_answers(of_ideas.get(id))[1:4]) for id in homes
        }
        rows: list[tuple[Value, ...]] = [(names.get(id, id), *counts) for id, counts in figures.items()]
        sums = [sum(column) for column in zip(*figures.values(), strict=True)]
        if sums:
            sums[4] = percent(sums[1], sums[0])
        total: tuple[Value, ...] = (self.texts("progress.sheet_sum"), *sums) if len(rows) > 1 else ()
        return self.table("people", (40, *[10.5] * 9), rows, total)

    def tallied(self, kind: Opens, seen: Collection[str] | None) -> dict[str, Tally]:
        """The tallies that the reader may see, by unit."""
        found = tallies(self.facts, self.plan, kind, self.today)
        return {tally.unit: tally for tally in found if seen is None or tally.unit in seen}

    def awards(self, seen: Collection[str] | None) -> Table:
        """By award how many registered, beside what the plan aims at and how many may get it.

        Beside some units' numbers the plan's own words stand alone: it counts over the whole department.
        """
        targets = award_tallies(self.facts, self.plan, self.today)
        rows = self.of_whole(targets) if seen is None else self.of_units(targets, seen)
        return self.table("awards", (34, 11, 10, 12, 12, 12, 12, 8, 36), rows)

    def of_whole(self, found: Sequence[AwardTally]) -> list[tuple[Value, ...]]:
        """The awards of the whole department."""
        limits = {quota.award: quota for quota in quotas(self.facts, self.plan)}
        rows: list[tuple[Value, ...]] = []
        for each in found:
            quota = None if each.collective else limits.get(each.award)
            toward = each.toward if each.target is not None else None
            may_get, excess = (quota.allowed, quota.excess or None) if quota is not None else (None, None)
            who = self.texts(f"progress.sheet_{'units_register' if each.collective else 'people_register'}")
            name = award_name(self.texts, each.award)
            counts = (each.registered, each.reaching, each.aimed, toward, may_get, excess)
            rows.append((name, who, *counts, _words(each.target)))
        return rows

    def of_units(self, found: Sequence[AwardTally], seen: Collection[str]) -> list[tuple[Value, ...]]:
        """How many of some units' people have registered for each award."""
        people = [person for tally in self.tallied(Opens.TITLE, seen).values() for person in tally.registered]
        chosen = chosen_by(self.facts, self.plan, people)
        targets = {each.award: each.target for each in found if each.target is not None and not each.collective}
        who = self.texts("progress.sheet_people_register")
        return [
            (award_name(self.texts, id), who, chosen.get(id, 0), *[None] * 5, _words(targets.get(id)))
            for id in dict.fromkeys([*chosen, *targets])
        ]


def _numbers(found: Figures) -> tuple[int, ...]:
    """The columns of a unit: all, done and how, what waits, what is left and why, the share that is done."""
    return (
        found.total,
        found.done,
        found.on_time,
        found.belated,
        found.unmeasured,
        found.waits,
        found.left,
        *(found.count(stage) for stage in (Stage.LATE, Stage.HELD, Stage.OPEN, Stage.UNSET)),
        found.share,
    )


def _answers(tally: Tally | None) -> tuple[int, ...]:
    """How many people there are, have registered, declined, owe an answer; the share that has registered."""
    if tally is None:
        return (0, 0, 0, 0, 0)
    registered = len(tally.registered)
    return (
        tally.people,
        registered,
        len(tally.declined),
        len(tally.missing),
        percent(registered, tally.people),
    )


def _words(target: Target | None) -> str:
    """What the plan says, in its own words."""
    return "" if target is None else printable(target.source.quote or target.subject)


def _write(book: Workbook, table: Table, heads: Sequence[str], texts: Texts) -> None:
    """A table below its heads, ready to print: A4 across, the row of headings on every page."""
    sheet = book.create_sheet(sheet_name(table.name))
    last = get_column_letter(len(table.widths))
    for place, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    agency, plan, made = heads
    for at, (text, style) in enumerate(
        ((f"{agency}: {table.name}", "Tên danh sách"), (plan, "Dòng giữa"), (made, "Dòng nghiêng")), 1
    ):
        put_text(sheet, at, 1, text, style)
        sheet.merge_cells(f"A{at}:{last}{at}")
        sheet.row_dimensions[at].height = height_of([text], [sum(table.widths) * 0.75]) + 4
    top = _HEADS + 1
    for at, row in enumerate((table.headings, *table.rows, *([table.total] if table.total else [])), top):
        style = _HEADINGS if at == top else _TOTAL if table.total and at == top + len(table.rows) + 1 else ""
        _put_row(sheet, at, row, style)
        sheet.row_dimensions[at].height = height_of(["" if each is None else str(each) for each in row], table.widths)
    bottom = top + len(table.rows) + bool(table.total)
    print_across(sheet, f"A1:{last}{bottom}", f"{top}:{top}", texts("paper.page"))
    sheet.freeze_panes = f"A{top + 1}"


def _put_row(sheet: Worksheet, at: int, row: Sequence[Value], style: str) -> None:
    """Words as they stand, numbers and days as what they are."""
    for place, value in enumerate(row, 1):
        if isinstance(value, str):
            put_text(sheet, at, place, value, style or _WORDS)
            continue
        cell = sheet.cell(at, place)
        if isinstance(cell, Cell):
            cell.style = _FIGURE
            cell.value = value
            if style == _TOTAL:
                cell.font = Font(name=FONT, size=LIST_SIZE, bold=True)
            if isinstance(value, date):
                cell.number_format = DAY
