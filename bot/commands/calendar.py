"""``dondoc calendar``: the plan as an iCalendar file."""

import os
from pathlib import Path

import click

from bot.commands.workspace import Workspace, works_on, write_file
from bot.config import Settings, base_url, load_settings
from calendar_sync.calendars import calendar_of
from calendar_sync.feeds import ALL
from calendar_sync.links import Links
from plans.working_days import day_in_hanoi


@click.group("calendar", help="cli.calendar")
def calendar() -> None:
    """Everything about the calendar."""


@calendar.command("export", help="cli.calendar_export")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_output")
@works_on
def export_calendar(workspace: Workspace, target: Path | None) -> None:
    """Write everything, as a leader sees it."""
    content = calendar_of(workspace.facts(), ALL, None, workspace.texts, _chat_url(workspace), day_in_hanoi(workspace.now()))
    if target is None:
        click.echo(content, nl=False)
    else:
        write_file(target, content)
        click.echo(workspace.texts("cli.written", path=target), err=True)


def _chat_url(workspace: Workspace) -> str:
    """The way back to the chat. The demo's is fixed, so that two exports are the same bytes on every machine."""
    settings = Settings() if workspace.demo else load_settings(workspace.folder, os.environ)
    return Links(base_url(settings), b"").chat_url()
