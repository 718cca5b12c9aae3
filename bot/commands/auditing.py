"""``dondoc audit``: the journal of changes as a table."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import click

from bot.commands.workspace import Day, Workspace, person_named, works_on, write_file
from bot.words.journal import deed, doer, subject
from locales.catalogue import HANOI, Texts
from plans.journal import Wanted, everything
from plans.model.history import AuditEntry
from plans.store.port import Facts

COLUMNS = ("time", "who", "deed", "subject", "verb")
#: What a spreadsheet would take for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command("audit", help="cli.audit")
@click.option("--person", metavar="PERSON", help="cli.option_audit_person")
@click.option("--since", type=Day(), help="cli.option_audit_since")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_output")
@works_on
def audit(workspace: Workspace, person: str | None, since: date | None, target: Path | None) -> None:
    """Print every change, the oldest first, as CSV that spreadsheets open: UTF-8 with a byte order mark."""
    facts, texts = workspace.facts(), workspace.texts
    whose = person_named(facts, person).id if person else ""
    table = as_csv(facts, texts, everything(facts, Wanted(whose, since=since)))
    if target is None:
        click.echo(table, nl=False)
        return
    write_file(target, table.encode("utf-8-sig"))
    click.echo(texts("cli.written", path=target), err=True)


def as_csv(facts: Facts, texts: Texts, entries: list[AuditEntry]) -> str:
    """The entries as rows under headings in the reader's language."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([texts(f"audit.csv_{column}") for column in COLUMNS])
    for entry in entries:
        row = (
            f"{entry.at.astimezone(HANOI):%Y-%m-%d %H:%M:%S}",
            doer(facts, texts, entry),
            deed(facts, texts, entry),
            subject(facts, texts, entry),
            entry.verb,
        )
        writer.writerow([_plain(cell) for cell in row])
    return text.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
