"""``dondoc export``: lists and papers as files."""

from collections.abc import Sequence
from pathlib import Path

import click

from bot.commands.workspace import Workspace, works_on, write_file
from bot.papers.innovation_form import form_of
from bot.papers.list_files import file_of
from bot.papers.progress_sheet import progress_file
from plans.agenda import plan_in_force
from plans.documents.bodies import UnitNames
from plans.innovation.rules import innovations_named
from plans.model.people import Department, Unit
from plans.model.plan import Plan
from plans.plain_text import folded
from plans.problems import Problem, UserError
from plans.registrations.answer_lists import Listed, list_of
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

PATH = click.Path(path_type=Path, dir_okay=False)
#: What a file's name may end with.
FORMATS = ("xlsx", "docx")


@click.group("export", help="cli.export")
def export() -> None:
    """Everything that leaves as a file."""


@export.command("lists", help="cli.export_lists")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE.xlsx|.docx",
    required=True,
    type=PATH,
    help="cli.option_export_output",
)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(map(str, Listed))), help="cli.option_kind")
@click.option("--unit", metavar="UNIT", help="cli.option_unit")
@click.option("--plan", "plan_text", metavar="PLAN", help="cli.option_plan")
@works_on
def lists(workspace: Workspace, target: Path, kinds: Sequence[str], unit: str | None, plan_text: str | None) -> None:
    """The lists that the council signs, as a workbook or a paper by the file's name."""
    form = target.suffix.casefold().removeprefix(".")
    if form not in FORMATS:
        raise UserError(Problem("cli.export_format", {"path": str(target)}))
    facts, now = workspace.facts(), workspace.now()
    plan = plan_named(facts, plan_text, workspace)
    whose = unit_named(facts, unit) if unit else None
    wanted = [kind for kind in Listed if not kinds or kind in kinds]
    found = [list_of(facts, plan, kind, day_in_hanoi(now), whose) for kind in wanted]
    write_file(target, file_of(form, facts, found, now))
    for each in found:
        counts = {"rows": len(each.rows), "missing": len(each.missing), "declined": len(each.declined)}
        click.echo(workspace.texts(f"cli.exported_{each.kind}", **counts), err=True)
    click.echo(workspace.texts("cli.written", path=target), err=True)


@export.command("picture", help="cli.export_picture")
@click.option("-o", "--output", "target", metavar="FILE.png", required=True, type=PATH, help="cli.option_output")
@click.option("--plan", "plan_text", metavar="PLAN", help="cli.option_plan")
@works_on
def picture(workspace: Workspace, target: Path, plan_text: str | None) -> None:
    """How far all units are, as one picture."""
    # Imported here: the other files need no typesetter.
    from bot.papers.progress_picture import progress_picture

    facts, now = workspace.facts(), workspace.now()
    plan = plan_named(facts, plan_text, workspace)
    department = facts.get(Department, "department")
    write_file(target, progress_picture(facts, plan, now, workspace.texts, department))
    click.echo(workspace.texts("cli.written", path=target), err=True)


@export.command("progress", help="progress.command")
@click.option("-o", "--output", "target", metavar="FILE.xlsx", required=True, type=PATH, help="progress.option_output")
@click.option("--plan", "plan_text", metavar="PLAN", help="cli.option_plan")
@works_on
def progress(workspace: Workspace, target: Path, plan_text: str | None) -> None:
    """How far the plan is, as a workbook: tasks, units, registrations by unit and by title; it names no person."""
    if target.suffix.casefold() != ".xlsx":
        raise UserError(Problem("progress.only_xlsx", {"path": str(target)}))
    facts = workspace.facts()
    plan = plan_named(facts, plan_text, workspace)
    write_file(target, progress_file(facts, plan, workspace.now(), workspace.texts))
    click.echo(workspace.texts("cli.written", path=target), err=True)


def plan_named(facts: Facts, text: str | None, workspace: Workspace) -> Plan:
    """The plan of that id or year, else the one in force; `UserError` when there is none such."""
    adopted = [plan for plan in facts.all(Plan) if plan.adopted_at is not None]
    if text is None:
        found = plan_in_force(facts, day_in_hanoi(workspace.now()))
        if found is None:
            raise UserError(Problem("register.no_plan"))
        return found
    for plan in reversed(adopted):
        if text.strip() in {plan.id, str(plan.year)}:
            return plan
    known = "; ".join(f"{plan.id} ({plan.year})" for plan in adopted) or "–"
    raise UserError(Problem("cli.no_such_plan", {"text": text, "plans": known}))


def unit_named(facts: Facts, text: str) -> Unit:
    """The unit of that id, name or short name; `UserError` lists the units when none or several are meant."""
    units = facts.all(Unit)
    found = facts.get(Unit, text.strip()) or UnitNames(units).find(text)
    if found is not None:
        return found
    part = [unit for unit in units if folded(text) and folded(text) in folded(unit.name)]
    if len(part) == 1:
        return part[0]
    names = "; ".join(f"{unit.name} ({unit.id})" for unit in part or units)
    raise UserError(Problem("cli.no_such_unit", {"text": text, "units": names}))


@export.command("innovation", help="cli.export_innovation")
@click.argument("which", metavar="INNOVATION")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE.docx",
    required=True,
    type=PATH,
    help="cli.option_export_output",
)
@works_on
def innovation(workspace: Workspace, which: str, target: Path) -> None:
    """The form to have an innovation recognised, filled from what was said of it in the chat."""
    facts = workspace.facts()
    found = innovations_named(facts, which)
    if len(found) != 1:
        code = "cli.several_innovations" if found else "cli.no_such_innovation"
        numbers = "; ".join(idea.number for idea in found)
        raise UserError(Problem(code, {"text": which, "numbers": numbers}))
    write_file(target, form_of(facts, found[0], workspace.now()))
    click.echo(workspace.texts("cli.written", path=target), err=True)
