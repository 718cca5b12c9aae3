"""``dondoc days``: the days off and working days that the office sets itself."""

import sys
from datetime import date
from pathlib import Path

import click

from bot.commands.workspace import Day, Workspace, read_file, works_on, write_file
from bot.errands.office import RemoveDays, SetDays
from bot.words.days import day_words, doubts_about, year_lines
from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR
from plans.documents.days_file import TEMPLATE, write_days
from plans.documents.office_file import OfficeFile, read_office_file
from plans.documents.text_file import MAX_BYTES
from plans.office.days import DaysChange, OfficeDay, new_days, office_days
from plans.problems import Problem, UserError
from plans.working_days import day_in_hanoi

_OUTPUT = click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_output"
)


@click.group("days", help="cli.days")
def days() -> None:
    """Days off and working days."""


@days.command("list", help="cli.days_list")
@click.option("--year", type=click.IntRange(EARLIEST_YEAR, LATEST_YEAR), help="cli.option_days_year")
@works_on
def list_days(workspace: Workspace, year: int | None) -> None:
    """A year's days off in the week and its working Saturdays, with what each rests on."""
    facts, texts = workspace.facts(), workspace.texts
    year = year or day_in_hanoi(workspace.now()).year
    click.echo(texts("days.heading", year=year))
    for line in year_lines(facts, texts, year):
        click.echo(line)


@days.command("set", help="cli.days_set")
@click.argument("named", metavar="DAY...", type=Day(), nargs=-1, required=True)
@click.option("--work/--off", "work", default=None, help="cli.option_days_work")
@click.option("--note", default="", help="cli.option_days_note")
@works_on
def set_(workspace: Workspace, named: tuple[date, ...], work: bool | None, note: str) -> None:
    """Set days off (``--off``) or worked (``--work``)."""
    if work is None:
        raise UserError(Problem("days.off_or_work"))
    wanted = tuple(OfficeDay(day, work, note) for day in dict.fromkeys(named))
    for line in doubts_about(workspace.texts, wanted, day_in_hanoi(workspace.now())):
        click.echo(line, err=True)
    _say(workspace, workspace.carry_out(SetDays(wanted), DaysChange))


@days.command("remove", help="cli.days_remove")
@click.argument("named", metavar="DAY...", type=Day(), nargs=-1, required=True)
@works_on
def remove(workspace: Workspace, named: tuple[date, ...]) -> None:
    """Take back what was set for these days."""
    _say(workspace, workspace.carry_out(RemoveDays(tuple(dict.fromkeys(named))), DaysChange))


@days.command("load", help="cli.days_load")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="cli.option_yes_days")
@works_on
def load(workspace: Workspace, file: Path, yes: bool) -> None:
    """Set the days of a file; the others stay. Shows first what would change, and asks."""
    texts = workspace.texts
    read = read_settings_file(file)
    if not read.days:
        raise UserError(Problem("days.none_in_file"))
    fresh = new_days(workspace.facts(), read.days)
    if not fresh:
        click.echo(texts("days.nothing_new"))
        return
    for each in fresh:
        click.echo(f"– {day_words(texts, each)}")
    if agreed(workspace, yes):
        _say(workspace, workspace.carry_out(SetDays(read.days), DaysChange))


@days.command("template", help="cli.days_template")
@_OUTPUT
@works_on
def template(workspace: Workspace, target: Path | None) -> None:
    """Write what has been set as a file that `load` reads, or, while nothing has, how such a file is written."""
    known = office_days(workspace.facts())
    written(workspace, target, write_days(known) if known else TEMPLATE)


def read_settings_file(file: Path) -> OfficeFile:
    """What a file of the office sets; `UserError` with everything that is wrong in it."""
    try:
        read = read_office_file(read_file(file, MAX_BYTES))
    except OSError as error:
        raise UserError(Problem("cli.unreadable", {"path": str(file), "reason": error.strerror or ""})) from error
    if read.problems:
        raise UserError(*read.problems)
    return read


def agreed(workspace: Workspace, yes: bool) -> bool:
    """Whether what was shown is to be done; without a terminal it has to be said beforehand."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UserError(Problem("days.wants_yes"))
    return click.confirm(workspace.texts("days.sure"))


def written(workspace: Workspace, target: Path | None, content: str) -> None:
    """To a file, or to the screen."""
    if target is None:
        click.echo(content, nl=False)
        return
    write_file(target, content.encode())
    click.echo(workspace.texts("cli.written", path=target), err=True)


def _say(workspace: Workspace, change: DaysChange) -> None:
    texts = workspace.texts
    if change.set:
        click.echo(texts.count("days.were_set", len(change.set)))
    if change.removed:
        click.echo(texts.count("days.were_removed", len(change.removed)))
    for each in (*change.set, *change.removed):
        click.echo(f"– {day_words(texts, each)}")
