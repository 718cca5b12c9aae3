"""``dondoc roster``: who belongs to the department; what a new list would change is shown before anything is stored."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from bot.commands.workspace import Workspace, read_file, works_on, write_file
from bot.errands.kinds import LoadRoster
from bot.words.roster import doubt_words, preview_words
from plans.documents.formats.registry import MAX_BYTES
from plans.documents.roster_file import ReadRoster, read_roster
from plans.documents.roster_writing import (
    roster_csv,
    roster_template,
    roster_template_workbook,
    roster_workbook,
)
from plans.model.people import Department, Person, Unit
from plans.problems import Problem, UserError
from plans.staff.identity import NO, YES, Known
from plans.staff.roster_change import RosterPreview, previewed
from plans.staff.roster_loading import RosterChange
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

_OUTPUT = click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_output"
)


@click.group("roster", help="cli.roster")
def roster() -> None:
    """Everything about the roster."""


@roster.command("template", help="cli.roster_template")
@_OUTPUT
@works_on
def template(workspace: Workspace, target: Path | None) -> None:
    """Write the template: a workbook where the file is called .xlsx, else comma-separated values."""
    _written(workspace, target, roster_template_workbook() if _is_workbook(target) else roster_template())


@roster.command("export", help="cli.roster_export")
@_OUTPUT
@works_on
def export(workspace: Workspace, target: Path | None) -> None:
    """Write the roster as it is known now; `load` reads it back unchanged."""
    facts = workspace.facts()
    if not facts.all(Person):
        raise UserError(Problem("cli.no_roster"))
    write = roster_workbook if _is_workbook(target) else roster_csv
    _written(workspace, target, write(facts.get(Department, "department"), facts.all(Unit), facts.all(Person)))


@roster.command("preview", help="cli.roster_preview")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@works_on
def preview(workspace: Workspace, file: Path) -> None:
    """Say what a list would change; stores nothing."""
    known = _known(workspace, workspace.facts())
    read = _read(file, known)
    _show(workspace, read, known, workspace.facts())
    for doubt in read.doubts:
        click.echo(f"? {doubt_words(workspace.texts, doubt)}")


@roster.command("load", help="cli.roster_load")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--name", help="cli.option_name")
@click.option("--yes", is_flag=True, help="cli.option_yes_roster")
@click.option("--force", is_flag=True, help="cli.option_force_roster")
@works_on
def load(workspace: Workspace, file: Path, name: str | None, yes: bool, force: bool) -> None:
    """Take the file as the roster: whoever is not in it any more has left.

    Shows first what would change, and asks. Without a terminal it wants ``--yes``, but for the very first list.
    """
    texts, facts = workspace.texts, workspace.facts()
    known = _known(workspace, facts)
    read = _read(file, known)
    while (doubt := next((one for one in read.doubts if not one.answer), None)) is not None:
        if not at_terminal():
            for one in read.doubts:
                click.echo(f"? {doubt_words(texts, one)}")
            raise UserError(Problem("roster.doubtful", {"n": str(len(read.doubts))}))
        agreed = click.confirm(doubt_words(texts, doubt), default=True)
        known = replace(known, answers={**known.answers, doubt.id: YES if agreed else NO})
        read = _read(file, known)
    seen = _show(workspace, read, known, facts)
    if not yes and known.people and not seen.is_nothing:
        if not at_terminal():
            raise UserError(Problem("roster.wants_yes"))
        if not click.confirm(texts("roster.sure")):
            return
    before = facts.get(Department, "department") or read.department or Department("")
    department = replace(before, name=name or (read.department or before).name)
    change = workspace.carry_out(LoadRoster(department, read.units, read.people, force), RosterChange)
    counts = {"added": len(change.added), "changed": len(change.changed), "left": len(change.left)}
    click.echo(texts("cli.roster_loaded", **counts))
    click.echo(texts("cli.roster_next"))


def at_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def _known(workspace: Workspace, facts: Facts) -> Known:
    return Known(tuple(facts.all(Person)), tuple(facts.all(Unit)), day_in_hanoi(workspace.now()))


def _read(file: Path, known: Known) -> ReadRoster:
    try:
        data = read_file(file, MAX_BYTES)
    except OSError as error:
        raise UserError(Problem("cli.unreadable", {"path": str(file), "reason": error.strerror or ""})) from error
    read = read_roster(data, file.name, known)
    if read.problems:
        raise UserError(*read.problems)
    return read


def _show(workspace: Workspace, read: ReadRoster, known: Known, facts: Facts) -> RosterPreview:
    seen = previewed(known, read.people, read.units)
    department = facts.get(Department, "department")
    for line in preview_words(workspace.texts, read, seen, known.units, department):
        click.echo(line)
    return seen


def _is_workbook(target: Path | None) -> bool:
    return target is not None and target.suffix.lower() == ".xlsx"


def _written(workspace: Workspace, target: Path | None, content: bytes) -> None:
    """To a file, or to the screen; Windows' PowerShell spoils Vietnamese letters on their way through ">"."""
    if target is None:
        click.echo(content, nl=False)
    else:
        write_file(target, content)
        click.echo(workspace.texts("cli.written", path=target), err=True)
