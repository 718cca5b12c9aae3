"""``dondoc plan``: read, check and adopt plan files."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from bot.commands.importing import finish, import_plan, in_force
from bot.commands.reading import read
from bot.commands.sentences import problem_sentence
from bot.commands.workspace import Workspace, read_file, works_on, write_file
from bot.errands.kinds import AdoptPlan
from bot.words.drafts import revision_words
from locales.catalogue import Texts
from plans.agenda import entries
from plans.audit import CONSOLE
from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR
from plans.documents.library import bundled_plan, bundled_plans
from plans.documents.plan_file import read_plan, write_plan
from plans.documents.plan_reading import ReadPlan
from plans.documents.plan_sheet import read_sheet, write_sheet
from plans.documents.text_file import MAX_BYTES, shortened
from plans.model.people import Unit
from plans.model.plan import Plan
from plans.planning.draft import Review
from plans.planning.revisions import compare
from plans.planning.rolling import roll
from plans.problems import Problem, UserError
from plans.store.port import Facts

#: File name ending → reader. Everything else is read as text.
READERS: dict[str, Callable[[bytes, str, Iterable[Unit]], ReadPlan]] = {".xlsx": read_sheet}


@click.group("plan", help="cli.plan")
def plan() -> None:
    """Everything about plan files."""


@plan.command("list", help="cli.plan_list")
@works_on
def list_plans(workspace: Workspace) -> None:
    """The adopted plans and the bundled ones."""
    texts = workspace.texts
    adopted = {found.id: found for found in workspace.facts().all(Plan)}
    for found in adopted.values():
        click.echo(f"{found.id}  {texts('cli.plan_adopted', title=found.title, n=in_force(found))}")
    for name in bundled_plans():
        if name not in adopted:
            click.echo(f"{name}  {texts('cli.plan_bundled')}")


@plan.command("show", help="cli.plan_show")
@click.argument("name", metavar="NAME", required=False)
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_xlsx")
@works_on
def show(workspace: Workspace, name: str | None, xlsx: Path | None) -> None:
    """A plan's tasks by day, with the plan's own words."""
    shown = _plan_named(workspace.facts(), name)
    if xlsx is not None:
        write_file(xlsx, write_sheet(shown))
        click.echo(workspace.texts("cli.written", path=xlsx), err=True)
        return
    _print(shown, workspace)


def _plan_named(facts: Facts, name: str | None) -> Plan:
    adopted = {found.id: found for found in facts.all(Plan)}
    if name is None and adopted:
        return next(iter(adopted.values()))
    if name in adopted:
        return adopted[name]
    if name is None:
        raise UserError(Problem("cli.no_plan"))
    return _checked(_read(name, facts.all(Unit)))


def _print(shown: Plan, workspace: Workspace) -> None:
    texts = workspace.texts
    click.echo(f"{shown.title} ({shown.agency}, {shown.year})")
    done = {entry.task.id for entry in entries(workspace.facts()) if entry.plan.id == shown.id and entry.done}
    for task in shown.tasks:
        bodies = "; ".join(body.wording for body in (*task.lead, *task.cooperating))
        state = texts("cli.withdrawn") if task.withdrawn else texts("cli.done") if task.id in done else ""
        click.echo(f"\n{task.number}. {task.title} {state}".rstrip())
        click.echo(f"    {task.deadline.wording} · {bodies}")
        click.echo(f"    {texts('cli.source', line=task.source.line, quote=task.source.quote)}")
    for rule in shown.rules:
        click.echo(f"\n{texts('cli.source', line=rule.source.line, quote=rule.source.quote)}")


@plan.command("check", help="cli.plan_check")
@click.argument("file", metavar="FILE")
@works_on
def check(workspace: Workspace, file: str) -> None:
    """Say everything that is wrong with a plan file; store nothing."""
    read = _read(file, workspace.facts().all(Unit))
    found = _checked(read)
    _warn(read, workspace.texts)
    click.echo(workspace.texts("cli.plan_good", title=found.title, n=len(found.tasks)))


@plan.command("adopt", help="cli.plan_adopt")
@click.argument("file", metavar="FILE-or-NAME")
@click.option("--force", is_flag=True, help="cli.option_force_plan")
@works_on
def adopt(workspace: Workspace, file: str, force: bool) -> None:
    """Take a plan into force: from now on it is in calendars, answers and reminders."""
    facts = workspace.facts()
    read = _read(file, facts.all(Unit))
    found = _checked(read)
    _warn(read, workspace.texts)
    earlier = facts.get(Plan, found.id)
    outcome = workspace.carry_out(AdoptPlan(found, force), Plan)
    click.echo(workspace.texts("cli.plan_in_force", title=found.title, n=in_force(outcome)))
    for line in revision_words(workspace.texts, compare(earlier, outcome)) if earlier else ():
        click.echo(line)


def _read(name: str, units: Iterable[Unit]) -> ReadPlan:
    path = Path(name)
    if not path.exists() and name in bundled_plans():
        return read_plan(bundled_plan(name), name, units)
    try:
        data = read_file(path, MAX_BYTES)
    except OSError as error:
        said = shortened(name, 300)
        raise UserError(Problem("cli.no_such_file", {"path": said, "names": ", ".join(bundled_plans())})) from error
    return READERS.get(path.suffix.lower(), read_plan)(data, path.name, units)


def _checked(read: ReadPlan) -> Plan:
    if read.plan is None:
        raise UserError(*read.problems)
    return read.plan


def _warn(read: ReadPlan, texts: Texts) -> None:
    for problem in read.problems:
        click.echo(texts("cli.note", said=problem_sentence(problem, texts)), err=True)


plan.add_command(read)
plan.add_command(import_plan)


@plan.command("roll", help="cli.plan_roll")
@click.argument("name", metavar="PLAN", required=False)
@click.option("--year", type=click.IntRange(EARLIEST_YEAR, LATEST_YEAR), required=True, help="cli.option_roll_year")
@click.option("--yes", is_flag=True, help="cli.option_import_yes")
@click.option("--force", is_flag=True, help="cli.option_force_plan")
@works_on
def roll_plan(workspace: Workspace, name: str | None, year: int, yes: bool, force: bool) -> None:
    """The plan carried over to another year, to be confirmed task by task."""
    facts = workspace.facts()
    rolled = roll(_plan_named(facts, name), year, CONSOLE, workspace.now())
    if isinstance(rolled, Problem):
        raise UserError(rolled)
    stored = facts.get(Review, rolled.id)
    finish(workspace, facts, stored or rolled, stored, yes=yes, force=force)


@plan.command("export", help="cli.plan_export")
@click.argument("name", metavar="PLAN", required=False)
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_output")
@works_on
def export(workspace: Workspace, name: str | None, target: Path | None) -> None:
    """The reviewed file of a plan, as text or (to a file ending in .xlsx) as a workbook; `check` accepts both."""
    found = _plan_named(workspace.facts(), name)
    if target is None:
        click.echo(write_plan(found), nl=False)
        return
    write_file(target, write_sheet(found) if target.suffix.lower() == ".xlsx" else write_plan(found).encode())
    click.echo(workspace.texts("cli.written", path=target), err=True)
