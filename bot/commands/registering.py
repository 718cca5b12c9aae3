"""``dondoc registrations``: take over a list of registrations that the office has in a file."""

from pathlib import Path

import click

from bot.commands.exporting import plan_named
from bot.commands.workspace import Workspace, person_named, read_file, works_on, write_file
from bot.errands.kinds import ImportRegistrations
from bot.messages import UPLOAD_LIMIT
from bot.words.imports import counted, done_words, remark_lines, step_lines
from plans.documents.grids import read_grids
from plans.model.people import Person, Role
from plans.model.person_lists import Grid
from plans.problems import Problem, UserError
from plans.registrations.importing import Change, Imported, preview_registrations, standing_in_the_way
from plans.store.port import Facts
from plans.working_days import day_in_hanoi


@click.group("registrations", help="cli.registrations")
def registrations() -> None:
    """Registrations from files."""


@registrations.command("template", help="cli.registrations_template")
@click.option(
    "-o", "--output", "target", required=True, type=click.Path(path_type=Path, dir_okay=False), help="cli.option_output"
)
@click.option("--plan", "plan_text", metavar="PLAN", help="cli.option_plan")
@works_on
def template(workspace: Workspace, target: Path, plan_text: str | None) -> None:
    """A workbook with everybody's name to fill in."""
    # Imported here: the other command writes no workbook.
    from bot.papers.registration_sheet import registration_sheet

    facts, now = workspace.facts(), workspace.now()
    plan = plan_named(facts, plan_text, workspace)
    write_file(target, registration_sheet(facts, plan, day_in_hanoi(now), now))
    click.echo(workspace.texts("cli.written", path=target), err=True)


@registrations.command("import", help="cli.registrations_import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--reason", default="", help="cli.option_late_reason")
@click.option("--overwrite", is_flag=True, help="cli.option_overwrite")
@click.option("--by", "by_text", metavar="PERSON", help="cli.option_by")
@click.option("--plan", "plan_text", metavar="PLAN", help="cli.option_plan")
@click.option("--yes", is_flag=True, help="cli.option_yes")
@works_on
def import_list(
    workspace: Workspace,
    file: Path,
    reason: str,
    overwrite: bool,
    by_text: str | None,
    plan_text: str | None,
    yes: bool,
) -> None:
    """Show what the list would change, then do it in one go."""
    facts, texts, now = workspace.facts(), workspace.texts, workspace.now()
    plan = plan_named(facts, plan_text, workspace)
    by = officer(facts, by_text, workspace)
    grids = grids_at(file)
    preview = preview_registrations(facts, now, by, plan, grids, {})
    own = frozenset(step.entry.subject.id for step in preview.of(Change.CONFLICT)) if overwrite else frozenset()
    click.echo(counted(texts, preview), err=True)
    for line in (*step_lines(texts, preview), *remark_lines(texts, preview)):
        click.echo(line, err=True)
    problems = standing_in_the_way(preview, reason, own)
    if problems:
        raise UserError(*problems)
    changes = len(preview.of(Change.NEW)) + len(preview.of(Change.CHANGED)) + len(own)
    if not changes:
        click.echo(texts("listimport.nothing_changes"))
        return
    if not yes:
        click.confirm(texts("cli.import_rows", n=changes, name=by.name), abort=True, err=True)
    errand = ImportRegistrations(plan.id, by.id, grids, reason, tuple(sorted(own)))
    click.echo(done_words(texts, workspace.carry_out(errand, Imported)))


def officer(facts: Facts, text: str | None, workspace: Workspace) -> Person:
    """In whose name to register: the one named, else the first of the office's own."""
    if text is not None:
        return person_named(facts, text)
    today = day_in_hanoi(workspace.now())
    found = next((one for one in facts.all(Person) if Role.OFFICE in one.roles and one.is_here(today)), None)
    if found is None:
        raise UserError(Problem("listimport.no_office"))
    return found


def grids_at(path: Path) -> tuple[Grid, ...]:
    """The sheets of a file; `UserError` when they cannot be read."""
    try:
        data = read_file(path, UPLOAD_LIMIT)
    except OSError as error:
        raise UserError(Problem("cli.unreadable", {"path": str(path), "reason": error.strerror or ""})) from error
    if len(data) > UPLOAD_LIMIT:
        raise UserError(Problem("file.too_big", {"limit": str(UPLOAD_LIMIT // 1024 // 1024)}))
    grids = read_grids(data, path.name)
    if isinstance(grids, Problem):
        raise UserError(grids)
    return grids
