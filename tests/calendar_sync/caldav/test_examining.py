"""What is found out about real servers, and about those that lack something or let us down."""

from datetime import UTC, datetime, timedelta

from calendar_sync.caldav.client import CaldavServer
from calendar_sync.caldav.examining import examine
from calendar_sync.caldav.server import Account
from tests.calendar_sync.caldav.scripted_server import Asked, Says, multistatus, response, scripted


async def nothing_is_left(account: Account) -> bool:
    """Whether the server's home holds no collection of a trial."""
    server = await CaldavServer.connect(account)
    listed = await server.said("PROPFIND", "", {"Depth": "1"})
    await server.close()
    return not any("dondoc-thu-" in (href.text or "") for href in listed.tree.iter("{DAV:}href"))


async def test_radicale_can_do_all_that_we_need(radicale_account: Account) -> None:
    found = await examine(radicale_account)
    assert found.problem is None
    assert (found.says_caldav, found.changes, found.reads_many, found.writes, found.tasks) == (True,) * 5
    assert found.stamps == "token"
    assert 0 < found.seconds < 5
    assert found.clock is not None
    assert abs(found.clock - datetime.now(UTC)) < timedelta(seconds=30)
    assert await nothing_is_left(radicale_account)


async def test_xandikos_can_do_all_that_we_need(xandikos_account: Account) -> None:
    found = await examine(xandikos_account)
    assert found.problem is None
    assert (found.says_caldav, found.changes, found.reads_many, found.writes, found.tasks) == (True,) * 5
    assert found.home == f"{xandikos_account.url}dondoc/calendars/"
    assert await nothing_is_left(xandikos_account)


async def test_a_wrong_password_is_the_problem(radicale_account: Account) -> None:
    wrong = Account(radicale_account.url, radicale_account.user, "sai", discover=True)
    found = await examine(wrong)
    assert found.problem is not None
    assert found.problem.code == "caldav.unauthorised"


async def test_who_may_not_make_collections_is_told_so_after_what_else_was_found() -> None:
    def answer(asked: Asked) -> Says:
        if asked.method == "OPTIONS":
            return Says(200, headers={"DAV": "1, 3, calendar-access"})
        if asked.method == "PROPFIND" and asked.path == "/":
            return Says(207, multistatus(response("/", "<d:resourcetype><d:collection/></d:resourcetype>")))
        return Says(404 if asked.method == "PROPFIND" else 403)

    async with scripted() as server:
        server.answer = answer
        found = await examine(Account(server.url, "a", "b", discover=False))
    assert found.problem is not None
    assert found.problem.code == "caldav.forbidden"
    assert found.says_caldav
    assert not found.writes


async def test_a_clock_outside_of_all_calendars_is_none() -> None:
    async with scripted() as server:
        there = multistatus(response("/", "<d:resourcetype><d:collection/></d:resourcetype>"))
        server.script(Says(200), Says(207, there, headers={"Date": "Fri, 31 Dec 9999 23:59:59 -0900"}), Says(403))
        found = await examine(Account(server.url, "a", "b", discover=False))
    assert found.seconds > 0
    assert found.clock is None


async def test_a_trial_that_cannot_be_cleared_away_is_named() -> None:
    def answer(asked: Asked) -> Says:
        if asked.method in ("PROPFIND", "REPORT"):
            return Says(207, multistatus(response(asked.path, "<d:sync-token>1</d:sync-token>")))
        return Says(500 if asked.method == "DELETE" else 201)

    async with scripted() as server:
        server.answer = answer
        found = await examine(Account(server.url, "a", "b", discover=False))
    assert found.left.startswith("dondoc-thu-")
    assert found.problem is not None
    assert not found.reads_many
