"""``dondoc invite``: how people get in."""

import asyncio
import os
import secrets

import click

from bot.channels.channel import DeliveryError
from bot.channels.telegram.connection import Connection
from bot.channels.telegram.service import introduce
from bot.commands.workspace import Workspace, person_named, works_on
from bot.config import base_url, load_settings
from bot.errands import Invite
from plans.model.reaching import Invitation


@click.command("invite", help="cli.invite")
@click.argument("person", metavar="PERSON")
@works_on
def invite(workspace: Workspace, person: str) -> None:
    """Print one-time links for a person: web chat, and Telegram where a token is set."""
    texts = workspace.texts
    settings = load_settings(workspace.folder, os.environ)
    code = secrets.token_urlsafe(18)
    found = person_named(workspace.facts(), person)
    invitation = workspace.carry_out(Invite(found.id, code), Invitation)
    click.echo(texts("cli.invited", name=found.name, until=texts.moment(invitation.expires)))
    click.echo(texts("cli.invited_web", url=f"{base_url(settings)}/vao/{code}"))
    if not settings.telegram.token:
        return
    telegram = settings.telegram
    try:
        name = asyncio.run(introduce(Connection(telegram.token, telegram.api_url, telegram.proxy)))
    except DeliveryError as error:
        click.echo(texts("cli.telegram_unreached", reason=error))
    else:
        click.echo(texts("cli.invited_telegram", url=f"https://t.me/{name}?start={code}"))
