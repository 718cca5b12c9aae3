"""``dondoc remind --print``: notice boards and slips, for people whom no message reaches."""

from pathlib import Path

import click

from bot.commands.workspace import Workspace, person_named, write_file
from bot.papers.board_sheet import board_sheets, board_units
from bot.papers.reminder_slips import reminder_slips, unreached
from plans.agenda import plan_in_force
from plans.problems import Problem, UserError
from plans.working_days import day_in_hanoi


def print_papers(workspace: Workspace, folder: Path, whose: str | None) -> None:
    """Write the boards of all units and the slips of those whom nothing reaches; of one person only theirs."""
    facts, now, texts = workspace.facts(), workspace.now(), workspace.texts
    plan = plan_in_force(facts, day_in_hanoi(now))
    if plan is None:
        raise UserError(Problem("board.no_plan"))
    people = (person_named(facts, whose),) if whose else unreached(facts, now)
    if not whose:
        boards = folder / f"{texts('board.file_boards')}-{day_in_hanoi(now)}.pdf"
        write_file(boards, board_sheets(facts, plan, board_units(facts), now, texts))
        click.echo(texts("cli.written", path=boards), err=True)
    slips = reminder_slips(facts, people, now, texts)
    if slips is None:
        click.echo(texts("board.slips_nobody" if people else "board.all_reached"), err=True)
        return
    target = folder / f"{texts('board.file_slips')}-{day_in_hanoi(now)}.pdf"
    write_file(target, slips)
    click.echo(texts("cli.written", path=target), err=True)
