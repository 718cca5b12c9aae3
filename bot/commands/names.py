"""``dondoc names``: what people of this office call tasks, units and titles, from the command line."""

import click

from bot.commands.workspace import Workspace, works_on
from bot.errands.naming import AddName, RemoveName
from bot.words.called import found_things, name_line, thing_name
from plans.asking.names import names_given
from plans.model.asking import Alias, Called
from plans.problems import Problem, UserError


@click.group("names", help="cli.names")
def names() -> None:
    """Other names."""


@names.command("list", help="cli.names_list")
@works_on
def list_names(workspace: Workspace) -> None:
    """Every name that the office has given."""
    facts, texts = workspace.facts(), workspace.texts
    given = names_given(facts)
    if not given:
        click.echo(texts("asking.names_none"))
    for alias in given:
        click.echo(name_line(facts, texts, alias))


@names.command("add", help="cli.names_add")
@click.argument("name", metavar="NAME")
@click.option("--task", default="", help="cli.option_names_task")
@click.option("--unit", default="", help="cli.option_names_unit")
@click.option("--title", default="", help="cli.option_names_title")
@works_on
def add(workspace: Workspace, name: str, task: str, unit: str, title: str) -> None:
    """Let one task (``--task``), unit (``--unit``) or title (``--title``) also be called NAME."""
    wanted = [(kind, text) for kind, text in zip(Called, (task, unit, title), strict=True) if text]
    if len(wanted) != 1:
        raise UserError(Problem("asking.names_of_one"))
    kind, text = wanted[0]
    target = _the_one(workspace, kind, text)
    _say(workspace, workspace.carry_out(AddName(kind, target, name), Alias), "asking.recorded")


@names.command("remove", help="cli.names_remove")
@click.argument("name", metavar="NAME")
@works_on
def remove(workspace: Workspace, name: str) -> None:
    """Take NAME back."""
    _say(workspace, workspace.carry_out(RemoveName(name), Alias), "asking.names_dropped")


def _the_one(workspace: Workspace, kind: Called, text: str) -> str:
    """The id of the one thing that is meant by an id, a number or some words."""
    facts = workspace.facts()
    found = found_things(facts, kind, text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UserError(Problem("asking.nothing_called", {"name": text}))
    things = "; ".join(f"{thing_name(facts, workspace.texts, kind, id)} ({id})" for id in found)
    raise UserError(Problem("asking.several_called", {"name": text, "things": things}))


def _say(workspace: Workspace, alias: Alias, key: str) -> None:
    thing = thing_name(workspace.facts(), workspace.texts, alias.kind, alias.target)
    click.echo(workspace.texts(key, name=alias.text, thing=thing))
