"""``dondoc data``: what is kept of one person as a file, and its removal once they have left."""

from pathlib import Path

import click

from bot.commands.workspace import Workspace, person_named, works_on, write_file
from bot.errands.kinds import Counted, ForgetPerson
from bot.personal_data.own_data import data_file, file_name
from plans.problems import Problem, UserError
from plans.working_days import day_in_hanoi

#: What is meant when no other word is said: ``dondoc data PERSON``.
SHOW = "show"


class DataGroup(click.Group):
    """Takes ``dondoc data PERSON`` for ``dondoc data show PERSON``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [SHOW, *args]
        return super().parse_args(ctx, args)


@click.group("data", cls=DataGroup, help="cli.data")
def data() -> None:
    """Everything about the data of one person."""


@data.command(SHOW, help="cli.data_show")
@click.argument("person", metavar="PERSON")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_output")
@works_on
def show(workspace: Workspace, person: str, target: Path | None) -> None:
    """Write what is kept of a person into a file."""
    facts, now = workspace.facts(), workspace.now()
    found = person_named(facts, person)
    path = target or Path(file_name(found, day_in_hanoi(now)))
    write_file(path, data_file(facts, found, workspace.texts, now))
    click.echo(workspace.texts("cli.written", path=path), err=True)


@data.command("forget", help="cli.data_forget")
@click.argument("person", metavar="PERSON")
@click.option("--yes", "-y", is_flag=True, help="cli.option_yes_forget")
@works_on
def forget(workspace: Workspace, person: str, yes: bool) -> None:
    """Remove what need not be kept of somebody who has left, after asking once."""
    texts = workspace.texts
    found = person_named(workspace.facts(), person)
    if found.is_here(day_in_hanoi(workspace.now())):
        raise UserError(Problem("data.still_here", {"name": found.name}))
    click.echo(texts("data.forget_what", name=found.name))
    if not yes and not click.confirm(texts("data.forget_sure")):
        click.echo(texts("data.forget_not"))
        return
    outcome = workspace.carry_out(ForgetPerson(found.id), Counted)
    click.echo(texts.count("data.forgotten", outcome.n, name=found.name))
    click.echo(texts("data.backups"))
