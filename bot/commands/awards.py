"""``dondoc titles``, ``results`` and ``discipline``: the catalogue, results of earlier years, and what holds back."""

import sys
from datetime import date
from pathlib import Path

import click

from bot.commands.sentences import problem_sentence
from bot.commands.workspace import Day, Workspace, person_named, read_file, works_on, write_file
from bot.errands.standing import Cite, EnterHold, EnterResults, LiftHold
from bot.words.names import award_name
from bot.words.rules import entry_lines, standard_words
from locales.catalogue import Texts
from plans.agenda import plan_in_force
from plans.catalogue.entering import ResultsChange, results_change
from plans.catalogue.titles import Award, award, awards, in_force_on, standards_of
from plans.documents.formats.registry import MAX_BYTES
from plans.documents.grids import read_grids
from plans.documents.results_columns import results_template
from plans.documents.results_file import Doubt, ReadResults, read_results
from plans.model.entered import Citation, Hold
from plans.model.people import Person, Unit
from plans.problems import Problem, UserError
from plans.store.port import Facts
from plans.working_days import day_in_hanoi


@click.group("titles", help="cli.titles")
def titles() -> None:
    """The catalogue of titles and commendations."""


@titles.command("list", help="cli.titles_list")
@click.option("--date", "day", type=Day(), help="cli.option_titles_date")
@works_on
def list_titles(workspace: Workspace, day: date | None) -> None:
    """Every entry in force, with its id and those of its rules."""
    texts = workspace.texts
    on = day or _day(workspace, workspace.facts())
    click.echo(texts("cli.titles_on", day=texts.day(on)))
    for each in awards():
        if each.is_in_force(on):
            click.echo(f"{each.id}\t{texts(f'catalogue.{each.field}')}\t{award_name(texts, each.id)}")


@titles.command("show", help="cli.titles_show")
@click.argument("id", metavar="ID")
@click.option("--date", "day", type=Day(), help="cli.option_titles_date")
@works_on
def show_title(workspace: Workspace, id: str, day: date | None) -> None:
    """Everything an entry says, and by which ids its citations can be corrected."""
    texts, facts = workspace.texts, workspace.facts()
    found = _award(id)
    on = day or _day(workspace, facts)
    click.echo(award_name(texts, found.id))
    if not found.is_in_force(on):
        click.echo(texts("catalogue.not_in_force", day=texts.day(on)))
        return
    for line in entry_lines(facts, texts, found, on):
        click.echo(line)
    click.echo(texts("cli.titles_ids"))
    click.echo(f"  {found.id}: {texts('catalogue.cite_basis')}")
    for each in standards_of(found.id, on):
        click.echo(f"  {each.id}: {standard_words(texts, each)}")
    bases = [
        *found.basis,
        *found.decided,
        *found.proposed,
        *(one for each in standards_of(found.id, on) for one in each.basis),
    ]
    for basis in dict.fromkeys(bases):
        if basis.is_in_force(on) and basis.checked is not None:
            values = {"what": f"{basis.clause} {basis.name}", "day": texts.day(basis.checked), "url": basis.source}
            click.echo(texts("cli.titles_source", **values))


@titles.command("cite", help="cli.titles_cite")
@click.argument("id", metavar="ID")
@click.argument("text", metavar="TEXT")
@click.option("--checked", type=Day(), help="cli.option_checked")
@works_on
def cite_title(workspace: Workspace, id: str, text: str, checked: date | None) -> None:
    """Say in the office's own words what an entry or a rule stands on."""
    checked = checked or day_in_hanoi(workspace.now())
    done = workspace.carry_out(Cite(id, text, checked), Citation)
    click.echo(workspace.texts("cli.cited", id=done.id, text=done.text, day=workspace.texts.day(done.checked)))


def _award(id: str) -> Award:
    found = award(id)
    if found is None:
        raise UserError(Problem("standing.unknown_entry", {"id": id[:40]}))
    return found


def _day(workspace: Workspace, facts: Facts) -> date:
    today = day_in_hanoi(workspace.now())
    plan = plan_in_force(facts, today)
    return in_force_on(plan) if plan else today


# ---------------------------------------------------------------- results of earlier years


@click.group("results", help="cli.results")
def results() -> None:
    """Results of earlier years."""


@results.command("template", help="cli.results_template")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_output")
@works_on
def template(workspace: Workspace, target: Path | None) -> None:
    """Print the template, with the byte order mark that spreadsheets want, or write it to a file."""
    if target is None:
        click.echo(results_template(), nl=False)
    else:
        write_file(target, results_template().encode())
        click.echo(workspace.texts("cli.written", path=target), err=True)


@results.command("load", help="cli.results_load")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="cli.option_yes_results")
@works_on
def load(workspace: Workspace, file: Path, yes: bool) -> None:
    """Show what a file would enter and what is wrong with it, ask, and enter it.

    Without a terminal it wants ``--yes``; rows with a problem are left out, names of several people too.
    """
    texts, facts = workspace.texts, workspace.facts()
    answers: dict[str, str] = {}
    read = _read(workspace, facts, file, answers)
    while read.doubts and sys.stdin.isatty():
        doubt = read.doubts[0]
        answers[doubt.question] = _meant(texts, facts, doubt)
        read = _read(workspace, facts, file, answers)
    _preview(texts, facts, read)
    if not read.results.all:
        raise UserError(Problem("results.nothing"))
    if not yes:
        if not sys.stdin.isatty():
            raise UserError(Problem("results.wants_yes"))
        if not click.confirm(texts("results.sure")):
            return
    done = workspace.carry_out(EnterResults(read.results), ResultsChange)
    click.echo(texts("results.loaded", added=done.added, changed=done.changed, same=done.same))


def _read(workspace: Workspace, facts: Facts, file: Path, answers: dict[str, str]) -> ReadResults:
    try:
        data = read_file(file, MAX_BYTES)
    except OSError as error:
        raise UserError(Problem("cli.unreadable", {"path": str(file), "reason": error.strerror or ""})) from error
    grids = read_grids(data, file.name)
    if isinstance(grids, Problem):
        raise UserError(grids)
    latest = day_in_hanoi(workspace.now()).year
    read = read_results(grids, facts.all(Person), facts.all(Unit), latest, answers)
    if isinstance(read, Problem):
        raise UserError(read)
    return read


def _meant(texts: Texts, facts: Facts, doubt: Doubt) -> str:
    """Whom an ambiguous name means, asked on the terminal; "" for nobody of them."""
    click.echo(texts("results.who", name=doubt.name, line=doubt.line, left=1))
    for number, id in enumerate(doubt.people, 1):
        person = facts.get(Person, id)
        click.echo(f"  {number}. {person.name if person else id}, {person.position if person else ''} ({id})")
    click.echo(f"  0. {texts('results.nobody')}")
    choice: int = click.prompt("", type=click.IntRange(0, len(doubt.people)), prompt_suffix="> ")
    return doubt.people[choice - 1] if choice else ""


def _preview(texts: Texts, facts: Facts, read: ReadResults) -> None:
    change = results_change(facts, read.results)
    click.echo(texts("results.read", rows=read.rows, years=", ".join(map(str, change.years)) or "–"))
    click.echo(
        texts(
            "results.counts",
            honours=len(read.results.honours),
            ratings=len(read.results.ratings),
            innovations=len(read.results.innovations),
        )
    )
    click.echo(texts("results.change", added=change.added, changed=change.changed, same=change.same))
    for doubt in read.doubts:
        click.echo(texts("results.who", name=doubt.name, line=doubt.line, left=len(read.doubts)), err=True)
    if read.problems:
        click.echo(texts.count("results.problems", len(read.problems)), err=True)
    for problem in read.problems:
        click.echo(problem_sentence(problem, texts), err=True)


# ---------------------------------------------------------------- disciplines


@click.group("discipline", help="cli.discipline")
def discipline() -> None:
    """Disciplines that hold somebody back."""


@discipline.command("list", help="cli.discipline_list")
@works_on
def list_holds(workspace: Workspace) -> None:
    """Everything that has been entered."""
    texts, facts = workspace.texts, workspace.facts()
    found = sorted(facts.all(Hold), key=lambda each: each.since)
    if not found:
        click.echo(texts("catalogue.hold_none"))
    for each in found:
        click.echo(texts("catalogue.hold_line", **_said(texts, facts, each)))


@discipline.command("enter", help="cli.discipline_enter")
@click.argument("person", metavar="PERSON")
@click.option("--since", type=Day(), required=True, help="cli.option_since")
@click.option("--until", type=Day(), help="cli.option_until")
@click.option("--decision", "reason", required=True, help="cli.option_decision")
@works_on
def enter(workspace: Workspace, person: str, since: date, until: date | None, reason: str) -> None:
    """Enter a discipline; a later entry takes the place of an earlier one."""
    facts = workspace.facts()
    found = person_named(facts, person)
    done = workspace.carry_out(EnterHold(found.id, since, until, reason), Hold)
    click.echo(workspace.texts("catalogue.hold_done", **_said(workspace.texts, facts, done)))


@discipline.command("lift", help="cli.discipline_lift")
@click.argument("person", metavar="PERSON")
@works_on
def lift_hold(workspace: Workspace, person: str) -> None:
    """Take a discipline out again."""
    facts = workspace.facts()
    done = workspace.carry_out(LiftHold(person_named(facts, person).id), Hold)
    click.echo(workspace.texts("catalogue.hold_lifted", **_said(workspace.texts, facts, done)))


def _said(texts: Texts, facts: Facts, found: Hold) -> dict[str, str]:
    person = facts.get(Person, found.person)
    until = texts.day(found.until) if found.until else texts("catalogue.hold_open")
    name = person.name if person else found.person
    return {"name": name, "since": texts.day(found.since), "until": until, "reason": found.reason}
