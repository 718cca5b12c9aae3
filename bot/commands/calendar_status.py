"""``dondoc calendar status``: how it stands with the calendar server, without asking it anything."""

from collections import Counter

import click

from bot.calendars.joining import CALENDARS, LEDGER, place_of
from bot.commands.publishing import service_settings
from bot.commands.sentences import problem_sentence
from bot.commands.workspace import Workspace, works_on
from bot.config.settings import Caldav
from calendar_sync.publishing.ledger import LEDGER_KINDS, PublishedCollection, PublishedItem
from calendar_sync.radicale.files import running_service
from locales.catalogue import Texts
from plans.calendars.moving import standing
from plans.calendars.server_state import TROUBLE, state_of
from plans.model.publishing import CalendarAccount, CalendarServerState, ServerState
from plans.problems import Problem
from plans.store.tinydb_store import read_snapshot


@click.command("status", help="cli.calendar_status")
@works_on
def calendar_status(workspace: Workspace) -> None:
    """Say where calendars are published, how it stands there and what lies there; exit code 1 when it is not well."""
    facts, texts = workspace.facts(), workspace.texts
    caldav = service_settings(workspace, facts).caldav
    click.echo(_where(workspace, caldav))
    state = state_of(facts)
    click.echo(_standing(texts, state))
    click.echo(texts("sync.people", accounts=len(facts.all(CalendarAccount)), moves=len(standing(facts))))
    for path, count in sorted(_published(workspace, caldav).items()):
        click.echo(f"  {path}  {texts.count('sync.items', count)}")
    if state is not None and state.state is not ServerState.WELL:
        raise SystemExit(1)


def _where(workspace: Workspace, caldav: Caldav) -> str:
    texts = workspace.texts
    if caldav.url:
        return texts("sync.at_other", url=caldav.url, user=caldav.user)
    if not caldav.embedded:
        return texts("sync.at_none")
    running = not workspace.demo and running_service(workspace.folder / CALENDARS) is not None
    return texts("sync.at_own_running" if running else "sync.at_own_resting")


def _standing(texts: Texts, state: CalendarServerState | None) -> str:
    if state is None:
        return texts("sync.state_none")
    since = texts.moment(state.since)
    if state.state is ServerState.WELL:
        return texts("sync.state_well", since=since)
    reason = problem_sentence(Problem(state.reason, state.values or {}), texts)
    if state.state in TROUBLE:
        return texts("sync.state_trouble", since=since, reason=reason)
    return texts("sync.state_asking", since=since, reason=reason, collections=texts.joined(state.collections))


def _published(workspace: Workspace, caldav: Caldav) -> Counter[str]:
    """How much of ours lies in each collection, as the ledger has it."""
    if workspace.demo:
        return Counter()
    ledger = read_snapshot(workspace.folder / CALENDARS / LEDGER, LEDGER_KINDS)
    place = place_of(caldav)
    known = {each.id: each.path for each in ledger.all(PublishedCollection) if each.place == place}
    found = Counter(dict.fromkeys(known.values(), 0))
    found.update(known[item.collection] for item in ledger.all(PublishedItem) if item.collection in known)
    return found
