"""``dondoc roster`` and ``dondoc invite``: who belongs to the department, and how they get in."""

import asyncio
import os
import secrets
from dataclasses import replace
from pathlib import Path

import click

from bot.channels.channel import DeliveryError
from bot.channels.telegram.connection import Connection
from bot.channels.telegram.service import introduce
from bot.commands.workspace import Workspace, person_named, read_file, works_on, write_file
from bot.config import base_url, load_settings
from bot.errands import Invite, LoadRoster
from plans.adoption import RosterChange
from plans.documents.roster_file import read_roster
from plans.documents.roster_writing import roster_template
from plans.documents.text_file import MAX_BYTES
from plans.model.people import Department
from plans.model.reaching import Invitation
from plans.problems import Problem, UserError


@click.group("roster", help="cli.roster")
def roster() -> None:
    """Everything about the roster."""


@roster.command("template", help="cli.roster_template")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_output")
@works_on
def template(workspace: Workspace, target: Path | None) -> None:
    """Print the template, with the byte order mark that spreadsheets want.

    Windows' PowerShell spoils Vietnamese letters on their way through ">", so it can be written straight to a file.
    """
    if target is None:
        click.echo(roster_template(), nl=False)
    else:
        write_file(target, roster_template())
        click.echo(workspace.texts("cli.written", path=target), err=True)


@roster.command("load", help="cli.roster_load")
@click.argument("file", metavar="FILE.csv", type=click.Path(path_type=Path))
@click.option("--name", help="cli.option_name")
@click.option("--force", is_flag=True, help="cli.option_force_roster")
@works_on
def load(workspace: Workspace, file: Path, name: str | None, force: bool) -> None:
    """Take the file as the roster: whoever is not in it any more has left."""
    texts = workspace.texts
    read = read_roster(_bytes(file))
    if read.problems:
        raise UserError(*read.problems)
    known = workspace.facts().get(Department, "department") or read.department or Department("")
    department = replace(known, name=name or (read.department or known).name)
    change = workspace.carry_out(LoadRoster(department, read.units, read.people, force), RosterChange)
    counts = {"added": len(change.added), "changed": len(change.changed), "left": len(change.left)}
    click.echo(texts("cli.roster_loaded", **counts))
    click.echo(texts("cli.roster_next"))


def _bytes(path: Path) -> bytes:
    try:
        return read_file(path, MAX_BYTES)
    except OSError as error:
        raise UserError(Problem("cli.unreadable", {"path": str(path), "reason": error.strerror or ""})) from error


@click.command("invite", help="cli.invite")
@click.argument("person", metavar="PERSON")
@works_on
def invite(workspace: Workspace, person: str) -> None:
    """Print one-time links for a person: web chat, and Telegram where a token is set."""
    texts = workspace.texts
    settings = load_settings(workspace.folder, os.environ)
    code = secrets.token_urlsafe(18)
    found = person_named(workspace.facts(), person)
    invitation = workspace.carry_out(Invite(found.id, code), Invitation)
    click.echo(texts("cli.invited", name=found.name, until=texts.moment(invitation.expires)))
    click.echo(texts("cli.invited_web", url=f"{base_url(settings)}/vao/{code}"))
    if not settings.telegram.token:
        return
    telegram = settings.telegram
    try:
        name = asyncio.run(introduce(Connection(telegram.token, telegram.api_url, telegram.proxy)))
    except DeliveryError as error:
        click.echo(texts("cli.telegram_unreached", reason=error))
    else:
        click.echo(texts("cli.invited_telegram", url=f"https://t.me/{name}?start={code}"))
