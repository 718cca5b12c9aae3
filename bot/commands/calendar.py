"""``dondoc calendar``: the plan as an iCalendar file, and the calendar server."""

import os
from pathlib import Path

import click

from bot.commands.calendar_status import calendar_status
from bot.commands.publishing import sync_calendar
from bot.commands.workspace import Workspace, person_named, works_on, write_file
from bot.config.loading import load_settings
from bot.config.settings import Settings, base_url
from calendar_sync.calendars import calendar_of
from calendar_sync.feeds import ALL, OWN, PUBLIC, Feed, unit_feed
from calendar_sync.subscribing.links import Links
from plans.calendars.feed_ids import UNIT_PREFIX, WITH_CALENDAR
from plans.documents.bodies import UnitNames
from plans.model.people import Person, Unit
from plans.problems import Problem, UserError
from plans.staff.people import find_people
from plans.store.port import Facts
from plans.working_days import day_in_hanoi


@click.group("calendar", help="cli.calendar")
def calendar() -> None:
    """Everything about the calendar."""


@calendar.command("export", help="cli.calendar_export")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_output")
@click.option("--feed", "whose", default=ALL.id, help="cli.option_feed")
@works_on
def export_calendar(workspace: Workspace, target: Path | None, whose: str) -> None:
    """Write everything, as a leader sees it, or another of the calendars."""
    facts, today = workspace.facts(), day_in_hanoi(workspace.now())
    feed, person = _feed_named(facts, whose)
    content = calendar_of(facts, feed, person, workspace.texts, _chat_url(workspace), today)
    if target is None:
        click.echo(content, nl=False)
    else:
        write_file(target, content)
        click.echo(workspace.texts("cli.written", path=target), err=True)


calendar.add_command(sync_calendar)
calendar.add_command(calendar_status)


def _feed_named(facts: Facts, text: str) -> tuple[Feed, Person | None]:
    """The calendar of that name: "all", "public", a unit's (also as its page is addressed), or a person's own."""
    for feed in (ALL, PUBLIC):
        if text.strip() == feed.id:
            return feed, None
    named = text.strip().removeprefix(UNIT_PREFIX)
    unit = facts.get(Unit, named) or UnitNames(facts.all(Unit)).find(named)
    if unit is not None and unit.kind in WITH_CALENDAR:
        return unit_feed(unit.id), None
    if not find_people(facts, text):
        raise UserError(Problem("cli.no_calendar", {"text": text}))
    return OWN, person_named(facts, text)


def _chat_url(workspace: Workspace) -> str:
    """The way back to the chat. The demo's is fixed, so that two exports are the same bytes on every machine."""
    settings = Settings() if workspace.demo else load_settings(workspace.folder, os.environ)
    return Links(base_url(settings), b"").chat_url()
