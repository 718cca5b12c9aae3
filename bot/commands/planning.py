"""``dondoc plan``: read, check and adopt plan files."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from bot.commands.sentences import problem_sentence
from bot.commands.workspace import Workspace, works_on, write_file
from bot.errands import AdoptPlan
from locales.catalogue import Texts
from plans.agenda import entries
from plans.documents.library import bundled_plan, bundled_plans
from plans.documents.plan_file import read_plan
from plans.documents.plan_reading import ReadPlan
from plans.documents.plan_sheet import read_sheet, write_sheet
from plans.model import Plan, Unit
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
        click.echo(f"{found.id}  {texts('cli.plan_adopted', title=found.title, n=_in_force(found))}")
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
    click.echo(workspace.texts("cli.plan_in_force", title=found.title, n=_in_force(outcome)))
    for line in _changes(earlier, outcome, workspace.texts) if earlier else ():
        click.echo(line)


def _in_force(plan: Plan) -> int:
    return sum(not task.withdrawn for task in plan.tasks)


def _changes(earlier: Plan, later: Plan, texts: Texts) -> Iterable[str]:
    """What the later issue drops, adds and moves, for the officer to see that it is what was meant."""
    before = {task.id: task for task in earlier.tasks if not task.withdrawn}
    after = {task.id: task for task in later.tasks if not task.withdrawn}
    for id, task in {**before, **after}.items():
        if id not in after:
            yield texts("cli.task_gone", number=task.number, title=task.title)
        elif id not in before:
            yield texts("cli.task_new", number=task.number, title=task.title)
        elif before[id].deadline != task.deadline:
            words = {"was": before[id].deadline.wording, "now": task.deadline.wording}
            yield texts("cli.task_moved", number=task.number, title=task.title, **words)


def _read(name: str, units: Iterable[Unit]) -> ReadPlan:
    path = Path(name)
    if not path.exists() and name in bundled_plans():
        return read_plan(bundled_plan(name), name, units)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(Problem("cli.no_such_file", {"path": name, "names": ", ".join(bundled_plans())})) from error
    return READERS.get(path.suffix.lower(), read_plan)(data, path.name, units)


def _checked(read: ReadPlan) -> Plan:
    if read.plan is None:
        raise UserError(*read.problems)
    return read.plan


def _warn(read: ReadPlan, texts: Texts) -> None:
    for problem in read.problems:
        click.echo(texts("cli.note", said=problem_sentence(problem, texts)), err=True)
