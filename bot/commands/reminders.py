"""``dondoc remind``: who would be told what, and when."""

from datetime import date

import click

from bot.commands.workspace import Day, Workspace, works_on
from locales.catalogue import Texts
from plans.model.plan import Plan
from plans.model.reminding import DigestItem
from plans.problems import Problem, UserError
from plans.reminding.simulating import simulate
from plans.store.port import Facts

#: A dry run over more days than this is a slip of the year.
LONGEST = 800


@click.command("remind", help="cli.remind")
@click.option("--dry-run", is_flag=True, help="cli.option_dry_run")
@click.option("--from", "start", type=Day(), required=True, help="cli.option_from")
@click.option("--to", "end", type=Day(), required=True, help="cli.option_to")
@works_on
def remind(workspace: Workspace, dry_run: bool, start: date, end: date) -> None:
    """Show the digests of a period as they would go out if nobody answered anything in between."""
    if not dry_run:
        raise UserError(Problem("cli.remind_only_dry"))
    if not 0 <= (end - start).days <= LONGEST:
        raise UserError(Problem("cli.wrong_period", {"start": str(start), "end": str(end)}))
    facts = workspace.facts()
    digests = [message for found in simulate(facts, start, end) for message in found.messages]
    for digest in digests:
        click.echo(f"{workspace.texts.day(digest.day)}  {digest.person.name} ({digest.person.id})")
        for item in digest.items:
            click.echo(f"    {_line(workspace, facts, item)}")
    click.echo(workspace.texts.count("cli.digests", len(digests)))


def _line(workspace: Workspace, facts: Facts, item: DigestItem) -> str:
    plan = facts.get(Plan, item.plan)
    task = plan.task(item.task) if plan else None
    title = f"{task.number}. {task.title}" if task else item.task
    return f"{workspace.texts(f'cli.owed_{item.owed}')}: {title} [{_when(workspace.texts, item)}]"


def _when(texts: Texts, item: DigestItem) -> str:
    """How far it is to the day to finish on, which may lie before the deadline, or how long past the deadline."""
    if item.days < 0:
        return texts.count("cli.days_over", -item.days)
    day = texts.day(item.aim)
    return texts.count("cli.days_left", item.days, day=day) if item.days else texts("cli.days_none", day=day)
