"""The secured line: whom it trusts, and what it says of a certificate."""

import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calendar_sync.caldav import xml
from calendar_sync.caldav.examining import examine
from calendar_sync.caldav.line import Line
from calendar_sync.caldav.server import Account, Failed, Unreachable
from tests.calendar_sync.caldav.scripted_server import Says, ScriptedServer, multistatus, response, scripted
from tests.certificates import DAYS, certificate

#: Now to the second, since certificates count no less.
NOW = datetime.now(UTC).replace(microsecond=0)
NOTHING = multistatus(response("/", "<d:sync-token>1</d:sync-token>"))


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    return certificate(tmp_path_factory.mktemp("tls"), "co", NOW + 10 * DAYS)


@pytest.fixture
async def server(trusted: tuple[Path, ssl.SSLContext]) -> AsyncIterator[ScriptedServer]:
    async with scripted(trusted[1]) as made:
        made.script(Says(207, NOTHING))
        yield made


async def test_a_named_authority_is_trusted_and_the_last_day_known(
    server: ScriptedServer, trusted: tuple[Path, ssl.SSLContext]
) -> None:
    found = await examine(Account(server.url, "a", "b", ca=str(trusted[0]), discover=False))
    assert found.certificate_until == NOW + 10 * DAYS


async def refused(account: Account) -> str:
    """Why there is no line."""
    line = Line(account)
    with pytest.raises(Unreachable) as caught:
        await line.ask("PROPFIND", line.root, xml.state(tags=False))
    await line.close()
    return caught.value.problem.code


async def test_an_unknown_authority_is_not_trusted(server: ScriptedServer) -> None:
    assert await refused(Account(server.url, "a", "b")) == "caldav.tls"
    assert not server.asked


async def test_another_authority_is_not_trusted(server: ScriptedServer, tmp_path: Path) -> None:
    other, _ = certificate(tmp_path, "khac", NOW + 10 * DAYS)
    assert await refused(Account(server.url, "a", "b", ca=str(other))) == "caldav.tls"


async def test_a_certificate_for_another_name_is_not_taken(
    server: ScriptedServer, trusted: tuple[Path, ssl.SSLContext]
) -> None:
    named = server.url.replace("127.0.0.1", "localhost")
    assert await refused(Account(named, "a", "b", ca=str(trusted[0]))) == "caldav.tls"


async def test_an_expired_certificate_is_not_taken(tmp_path: Path) -> None:
    public, context = certificate(tmp_path, "cu", NOW - DAYS)
    async with scripted(context) as server:
        assert await refused(Account(server.url, "a", "b", ca=str(public))) == "caldav.tls"


async def test_a_server_that_speaks_no_tls_is_no_secure_one() -> None:
    async with scripted() as plain:
        url = plain.url.replace("http:", "https:")
        assert await refused(Account(url, "a", "b")) in ("caldav.tls", "caldav.unreachable")
        assert not plain.asked


async def test_a_redirect_to_https_on_the_same_host_is_followed_and_one_back_is_not(
    server: ScriptedServer, trusted: tuple[Path, ssl.SSLContext]
) -> None:
    async with scripted() as plain:
        plain.script(Says(308, headers={"Location": f"{server.url}dav/"}))
        line = Line(Account(plain.url, "a", "b", ca=str(trusted[0])))
        await line.ask("PROPFIND", line.root, xml.state(tags=False))
        assert server.asked[0].path == "/dav/"
        await line.close()
        server.script(Says(308, headers={"Location": plain.url}))
        line = Line(Account(server.url, "a", "b", ca=str(trusted[0])))
        with pytest.raises(Failed):
            await line.ask("PROPFIND", line.root, xml.state(tags=False))
        assert len(plain.asked) == 1
        await line.close()


async def test_a_file_of_authorities_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreachable) as caught:
        Line(Account("https://127.0.0.1/", "a", "b", ca=str(tmp_path / "khong-co.pem")))
    assert caught.value.problem.code == "caldav.ca_missing"


async def test_a_file_of_authorities_that_holds_none_is_said(tmp_path: Path) -> None:
    other = tmp_path / "ca.pem"
    for text in ("", "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n", "khóa"):
        other.write_text(text, encoding="utf-8")
        with pytest.raises(Unreachable) as caught:
            Line(Account("https://127.0.0.1/", "a", "b", ca=str(other)))
        assert caught.value.problem.code == "caldav.ca_unreadable"
