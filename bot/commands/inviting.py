"""``dondoc invite``: links, sheets and letters that let people in, and taking them back."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from bot.answers.arrivals import letter_words, standing_words
from bot.channels.channel import DeliveryError
from bot.channels.telegram.connection import Connection
from bot.channels.telegram.service import introduce
from bot.commands.sentences import problem_sentence
from bot.commands.workspace import Workspace, person_named, works_on
from bot.config.loading import load_settings
from bot.config.settings import Settings, base_url
from bot.errands.kinds import Counted, Invite, Invited, RevokeInvitations, SendLetters, Where
from bot.inviting.cards import card_of, sheet_of
from bot.inviting.codes import Doors
from bot.papers.invitation_sheet import Card
from bot.talk import one_line
from plans.model.people import Person, Unit
from plans.plain_text import folded
from plans.problems import Problem, UserError
from plans.staff.arrivals import arrivals, by_unit, not_in
from plans.store.port import Facts


@click.command("invite", help="cli.invite")
@click.argument("person", metavar="[PERSON]", required=False)
@click.option("--unit", metavar="UNIT", help="cli.option_invite_unit")
@click.option("--all", "everybody", is_flag=True, help="cli.option_invite_all")
@click.option("--missing", is_flag=True, help="cli.option_invite_missing")
@click.option("--sheet", type=click.Path(path_type=Path, dir_okay=False), help="cli.option_invite_sheet")
@click.option("--email", is_flag=True, help="cli.option_invite_email")
@click.option("--revoke", is_flag=True, help="cli.option_invite_revoke")
@click.option("--list", "listed", is_flag=True, help="cli.option_invite_list")
@works_on
def invite(
    workspace: Workspace,
    person: str | None,
    unit: str | None,
    everybody: bool,
    missing: bool,
    sheet: Path | None,
    email: bool,
    revoke: bool,
    listed: bool,
) -> None:
    """Invite one person or many: links printed, a sheet as PDF, or letters; or take invitations back."""
    if sum((sheet is not None, email, revoke, listed)) > 1:
        raise UserError(Problem("cli.invite_one_way"))
    settings = load_settings(workspace.folder, os.environ)
    facts = workspace.facts()
    if listed and not (person or unit or missing):
        everybody = True
    people = _meant(workspace, facts, person, unit, everybody, missing)
    if listed:
        _list(workspace, facts, people)
    elif revoke:
        counted = workspace.carry_out(RevokeInvitations(_ids(people)), Counted)
        click.echo(workspace.texts.count("invite.revoked", counted.n))
    elif email:
        _send(workspace, settings, people)
    elif sheet is not None:
        _print(workspace, settings, facts, people, sheet)
    elif person is None:
        raise UserError(Problem("cli.invite_how"))
    else:
        _show(workspace, settings, facts, people)


def _meant(
    workspace: Workspace, facts: Facts, person: str | None, unit: str | None, everybody: bool, missing: bool
) -> tuple[Person, ...]:
    """Whom it is about, unit by unit."""
    if person is not None:
        if unit or everybody or missing:
            raise UserError(Problem("cli.invite_whom"))
        return (person_named(facts, person),)
    if not (unit or everybody or missing):
        raise UserError(Problem("cli.invite_whom"))
    found = arrivals(facts, workspace.now())
    if unit is not None:
        home = _unit_named(facts, unit)
        found = tuple(each for each in found if each.person.unit == home.id)
    out = {each.id for each in not_in(found)}
    people = [each.person for _, group in by_unit(facts, found) for each in group]
    return tuple(each for each in people if not missing or each.id in out)


def _unit_named(facts: Facts, text: str) -> Unit:
    """The one unit meant by an id, a name, another name of it, or a part."""
    units, loose = facts.all(Unit), folded(text)
    names = {unit.id: [folded(name) for name in (unit.name, *unit.aliases)] for unit in units}
    exact = [unit for unit in units if unit.id == text or loose in names[unit.id]]
    found = exact or [unit for unit in units if loose and any(loose in name for name in names[unit.id])]
    if len(found) != 1:
        listed = "; ".join(f"{unit.name} ({unit.id})" for unit in found or units)
        raise UserError(Problem("cli.invite_unit", {"text": text, "names": listed}))
    return found[0]


def _ids(people: Sequence[Person]) -> tuple[str, ...]:
    return tuple(person.id for person in people)


def _list(workspace: Workspace, facts: Facts, people: Sequence[Person]) -> None:
    texts, ids = workspace.texts, set(_ids(people))
    for unit, group in by_unit(facts, arrivals(facts, workspace.now())):
        shown = [each for each in group if each.person.id in ids]
        if not shown:
            continue
        click.echo(f"{one_line(unit.name)}:")
        for each in shown:
            said = [*standing_words(texts, each), letter_words(texts, each.letter)]
            click.echo(f"  {one_line(each.person.name)} ({each.person.id}): {'; '.join(filter(None, said))}")
    missing = not_in(arrivals(facts, workspace.now(), people))
    click.echo(texts("invite.overview", n=len(people), missing=len(missing)))


def _send(workspace: Workspace, settings: Settings, people: Sequence[Person]) -> None:
    texts = workspace.texts
    if not settings.mail.host:
        raise UserError(Problem("web.error_no_mail"))
    counted = workspace.carry_out(SendLetters(_ids(people)), Counted)
    click.echo(texts.count("invite.letters_requested", counted.n))
    for problem in counted.problems:
        click.echo(problem_sentence(problem, texts), err=True)
    if counted.n and not _doors_of_service(workspace).base_url:
        click.echo(texts("cli.invite_sent_by_service"))


def _print(workspace: Workspace, settings: Settings, facts: Facts, people: Sequence[Person], target: Path) -> None:
    texts = workspace.texts
    if not people:
        raise UserError(Problem("web.error_nobody_to_invite"))
    _write(target, b"")  # before any code is made: an earlier sheet would be worthless
    cards = _invited(workspace, facts, people, doors_of(workspace, settings), "sheet")
    _write(target, sheet_of(facts, cards, texts))
    click.echo(texts.count("cli.invite_printed", len(cards), path=target))


def _show(workspace: Workspace, settings: Settings, facts: Facts, people: Sequence[Person]) -> None:
    texts = workspace.texts
    (card,) = _invited(workspace, facts, people, doors_of(workspace, settings), "link")
    click.echo(texts("cli.invited", name=card.name, until=texts.moment(card.until)))
    click.echo(texts("cli.invited_web", url=card.web))
    if card.telegram:
        click.echo(texts("cli.invited_telegram", url=card.telegram))


def _invited(workspace: Workspace, facts: Facts, people: Sequence[Person], doors: Doors, how: str) -> tuple[Card, ...]:
    codes = {person.id: doors.codes() for person in people}
    made = workspace.carry_out(Invite(codes, how), Invited)
    if doors.is_local:
        click.echo(workspace.texts("invite.only_here", url=doors.base_url), err=True)
    return tuple(card_of(facts, person, doors, codes[person.id], made.expires) for person in people)


def doors_of(workspace: Workspace, settings: Settings) -> Doors:
    """Where links lead: as the running service says, which may listen elsewhere than the settings have it."""
    running = _doors_of_service(workspace)
    if running.telegram or (running.base_url and not settings.telegram.token):
        return running
    return Doors(running.base_url or base_url(settings), _username(workspace, settings))


def _doors_of_service(workspace: Workspace) -> Doors:
    """What the running service says; nothing where none runs."""
    with suppress(UserError):
        return workspace.carry_out(Where(), Doors)
    return Doors("")


def _username(workspace: Workspace, settings: Settings) -> str:
    telegram = settings.telegram
    if not telegram.token:
        return ""
    try:
        return asyncio.run(introduce(Connection(telegram.token, telegram.api_url, telegram.proxy)))
    except DeliveryError as error:
        click.echo(workspace.texts("cli.telegram_unreached", reason=error), err=True)
        return ""


def _write(path: Path, content: bytes) -> None:
    """A sheet opens doors: only its owner may read it."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
    except OSError as error:
        raise UserError(Problem("cli.unwritable", {"path": str(path), "reason": error.strerror or ""})) from error
