"""``dondoc ladders``: when each kind of task is reminded of, and of which kinds the office confirms "Xong" itself."""

from pathlib import Path

import click

from bot.commands.days import agreed, read_settings_file, written
from bot.commands.workspace import Workspace, works_on
from bot.errands.office import ResetLadders, SetLadders
from bot.words.ladders import ladder_words
from plans.documents.ladders_file import write_ladders
from plans.model.office_settings import LadderSetting
from plans.model.plan import TaskKind
from plans.office.ladders import LaddersChange, confirming
from plans.problems import Problem, UserError
from plans.reminding.ladders import Ladder, ladder_of
from plans.store.port import Facts


@click.group("ladders", help="cli.ladders")
def ladders() -> None:
    """Ladders of reminders."""


@ladders.command("show", help="cli.ladders_show")
@works_on
def show(workspace: Workspace) -> None:
    """Every kind's ladder, which of them the office has set, and what it confirms."""
    facts, texts = workspace.facts(), workspace.texts
    for kind in TaskKind:
        said = _words(workspace, kind, ladder_of(facts, kind))
        is_set = facts.get(LadderSetting, kind) is not None
        click.echo(f"{said} {texts('ladder.by_office')}" if is_set else said)
    click.echo(_confirmed(workspace, confirming(facts)))


@ladders.command("load", help="cli.ladders_load")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="cli.option_yes_days")
@works_on
def load(workspace: Workspace, file: Path, yes: bool) -> None:
    """Set the ladders of a file; other kinds stay as they are. Shows first what would be set, and asks."""
    read = read_settings_file(file)
    if not read.ladders and read.confirming is None:
        raise UserError(Problem("ladder.none_in_file"))
    click.echo(workspace.texts("ladder.confirm"))
    for ladder in read.ladders:
        click.echo(_words(workspace, ladder.kind, Ladder(ladder.before, ladder.overdue, ladder.weekly)))
    if read.confirming is not None:
        click.echo(_confirmed(workspace, read.confirming))
    if agreed(workspace, yes):
        workspace.carry_out(SetLadders(read.ladders, read.confirming), LaddersChange)
        click.echo(workspace.texts("ladder.done"))


@ladders.command("reset", help="cli.ladders_reset")
@click.argument("kinds", metavar="[KIND]...", nargs=-1, type=click.Choice([kind.value for kind in TaskKind]))
@works_on
def reset(workspace: Workspace, kinds: tuple[str, ...]) -> None:
    """Let the usual ladders count again, for these kinds or for all."""
    wanted = tuple(TaskKind(kind) for kind in kinds or TaskKind)
    change = workspace.carry_out(ResetLadders(wanted), LaddersChange)
    facts = workspace.facts()
    click.echo(workspace.texts("ladder.are_usual"))
    for kind in change.reset:
        click.echo(_words(workspace, kind, ladder_of(facts, kind)))


@ladders.command("template", help="cli.ladders_template")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_output")
@works_on
def template(workspace: Workspace, target: Path | None) -> None:
    """Write all ladders as they are now as a file that `load` reads, with what can be written there."""
    facts = workspace.facts()
    written(workspace, target, write_ladders([_setting(facts, kind) for kind in TaskKind], confirming(facts)))


def _setting(facts: Facts, kind: TaskKind) -> LadderSetting:
    ladder = ladder_of(facts, kind)
    return LadderSetting(kind, ladder.before, ladder.overdue, ladder.weekly)


def _words(workspace: Workspace, kind: TaskKind, ladder: Ladder) -> str:
    texts = workspace.texts
    said = ladder_words(texts, kind, ladder.before, ladder.overdue, ladder.weekly)
    return f"{kind} ({texts(f'calendar.kind_{kind}')}): {said}"


def _confirmed(workspace: Workspace, kinds: tuple[TaskKind, ...]) -> str:
    texts = workspace.texts
    names = texts.joined([texts(f"calendar.kind_{kind}") for kind in kinds])
    return texts("ladder.confirms", kinds=names) if kinds else texts("ladder.confirms_none")
