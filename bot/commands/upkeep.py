"""``dondoc doctor``, ``backup`` and ``restore``: keeping the installation well."""

import os
from pathlib import Path

import click

from bot.clock import system_clock
from bot.commands.doctor.examining import examine
from bot.commands.doctor.findings import Severity
from bot.commands.workspace import Workspace, works_on
from plans.problems import Problem, UserError
from plans.store.backups import backup as write_backup
from plans.store.backups import restore as read_backup


@click.command("doctor", help="cli.doctor")
@works_on
def doctor(workspace: Workspace) -> None:
    """Look at everything the service needs and say what to mend; exit code 1 when something must be mended."""
    findings = examine(workspace.folder, os.environ, system_clock())
    for finding in findings:
        click.echo(finding.sentence(workspace.texts))
    if any(finding.severity is Severity.BROKEN for finding in findings):
        raise SystemExit(1)


@click.command("backup", help="cli.backup")
@click.argument("target", metavar="FILE.zip", required=False, type=click.Path(path_type=Path, dir_okay=False))
@works_on
def backup(workspace: Workspace, target: Path | None) -> None:
    """Write everything into one file, also while the service runs."""
    _refuse_demo(workspace)
    now = system_clock()
    target = target or Path(f"dondoc-{now:%Y%m%d-%H%M%S}.zip")
    write_backup(workspace.folder, target, now)
    click.echo(workspace.texts("cli.backed_up", path=target))


@click.command("restore", help="cli.restore")
@click.argument("source", metavar="FILE.zip", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="cli.option_force")
@works_on
def restore(workspace: Workspace, source: Path, force: bool) -> None:
    """Put a backup's facts, history, key and settings back."""
    _refuse_demo(workspace)
    aside = read_backup(source, workspace.folder, force=force)
    click.echo(workspace.texts("cli.restored", path=workspace.folder))
    if aside is not None:
        click.echo(workspace.texts("cli.put_aside", path=aside))


def _refuse_demo(workspace: Workspace) -> None:
    """``--demo`` writes nothing and has no files: the real data must not stand in for it."""
    if workspace.demo:
        raise UserError(Problem("cli.not_for_demo"))
