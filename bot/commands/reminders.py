"""``dondoc remind``: who would be told what and when, who has been, and paper for whom nothing reaches."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from bot.commands.printing import print_papers
from bot.commands.workspace import Day, Workspace, person_named, works_on
from bot.words.reminded import find_task, item_line, receiver, told_line
from locales.catalogue import HANOI
from plans.model.reminding import DigestItem
from plans.office.reminded import Asked, Told, everything
from plans.problems import Problem, UserError
from plans.reminding.due import GroupMessage, Message
from plans.reminding.simulating import simulate
from plans.store.port import Facts

#: A dry run over more days than this is a slip of the year.
LONGEST = 800


@click.command("remind", help="cli.remind")
@click.option("--dry-run", is_flag=True, help="cli.option_dry_run")
@click.option("--log", is_flag=True, help="cli.option_remind_log")
@click.option("--print", "paper", is_flag=True, help="cli.option_remind_print")
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="FOLDER",
    default=".",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="cli.option_remind_output",
)
@click.option("--from", "start", type=Day(), help="cli.option_from")
@click.option("--to", "end", type=Day(), help="cli.option_to")
@click.option("--since", type=Day(), help="cli.option_remind_since")
@click.option("--as", "whose", metavar="PERSON", help="cli.option_remind_as")
@click.option("--json", "as_json", is_flag=True, help="cli.option_remind_json")
@works_on
def remind(
    workspace: Workspace,
    dry_run: bool,
    log: bool,
    paper: bool,
    folder: Path,
    start: date | None,
    end: date | None,
    since: date | None,
    whose: str | None,
    as_json: bool,
) -> None:
    """Show what would be said in a period if nobody answered anything in between, or what has been; or print it."""
    if (dry_run, log, paper).count(True) != 1:
        raise UserError(Problem("cli.remind_which"))
    if paper:
        print_papers(workspace, folder, whose)
        return
    facts = workspace.facts()
    person = person_named(facts, whose).id if whose else ""
    if log:
        _log(workspace, facts, Asked(person, since=since), as_json)
        return
    if start is None or end is None or not 0 <= (end - start).days <= LONGEST:
        values = {"start": str(start or "?"), "end": str(end or "?"), "limit": str(LONGEST)}
        raise UserError(Problem("cli.wrong_period", values))
    _dry_run(workspace, facts, list(_said(facts, start, end, person)), as_json)


def _said(facts: Facts, start: date, end: date, person: str) -> Iterator[Message | GroupMessage]:
    """What would be said, instant by instant: to everybody and the groups, or to one person."""
    for due in simulate(facts, start, end):
        yield from (message for message in due.messages if person in ("", message.person.id))
        if not person:
            yield from due.groups


def _dry_run(workspace: Workspace, facts: Facts, said: list[Message | GroupMessage], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([_message(facts, message) for message in said], ensure_ascii=False, indent=1))
        return
    texts = workspace.texts
    for message in said:
        if isinstance(message, GroupMessage):
            who, kind = receiver(facts, "", message.group.unit), texts("remind.kind_group")
        else:
            who, kind = f"{message.person.name} ({message.person.id})", texts(f"remind.kind_{message.kind}")
        click.echo(f"{texts.moment(message.at)}  {who}: {kind}")
        for item in message.items:
            click.echo(f"    {item_line(facts, texts, item)}")
    click.echo(texts.count("cli.digests", len(said)))


def _log(workspace: Workspace, facts: Facts, asked: Asked, as_json: bool) -> None:
    found = everything(facts, asked)
    if as_json:
        click.echo(json.dumps([_told(facts, told) for told in found], ensure_ascii=False, indent=1))
        return
    for told in found:
        click.echo(told_line(facts, workspace.texts, told))
    click.echo(workspace.texts.count("cli.remind_told", len(found)))


def _message(facts: Facts, message: Message | GroupMessage) -> dict[str, Any]:
    if isinstance(message, GroupMessage):
        to = {"group": message.group.id, "unit": message.group.unit, "kind": "group"}
        items = [_item(facts, item, "") for item in message.items]
    else:
        to = {"person": message.person.id, "name": message.person.name, "kind": str(message.kind)}
        items = [_item(facts, item, message.person.id) for item in message.items]
    return {"at": message.at.astimezone(HANOI).isoformat(), **to, "items": items}


def _told(facts: Facts, told: Told) -> dict[str, Any]:
    return {
        "at": told.at.astimezone(HANOI).isoformat(),
        "person": told.person,
        "name": receiver(facts, told.person, told.unit),
        "unit": told.unit,
        "kind": told.kind,
        "about": told.about,
        "channel": told.channel,
        "state": str(told.state),
        "again": told.again,
        "reason": told.reason,
        "items": [_item(facts, item, told.person) for item in told.items],
        "changes": [
            {"plan": each.plan, "task": each.task, "change": str(each.kind), "was": each.was, "now": each.now}
            for each in told.changes
        ],
    }


def _item(facts: Facts, item: DigestItem, person: str) -> dict[str, Any]:
    task = find_task(facts, item.plan, item.task)
    return {
        "id": item.reminder(person) if person else "",
        "plan": item.plan,
        "task": item.task,
        "number": task.number if task else "",
        "title": task.title if task else "",
        "owed": str(item.owed),
        "aim": item.aim.isoformat(),
        "days": item.days,
        "rung": item.rung,
        "unit": item.unit,
        "of": item.of,
        "warns": str(item.warns),
    }
