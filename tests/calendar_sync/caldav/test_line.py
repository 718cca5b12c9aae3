"""What servers, fronts and networks do wrong, and what the line makes of it."""

import asyncio
import gzip
import logging
import traceback
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from calendar_sync.caldav import line as line_module
from calendar_sync.caldav import xml
from calendar_sync.caldav.line import Line
from calendar_sync.caldav.server import (
    Account,
    Busy,
    CalendarServerError,
    Conflict,
    Failed,
    Missing,
    Refused,
    Rejected,
    Unreachable,
)
from locales.catalogue import Texts
from tests.calendar_sync.caldav.scripted_server import Says, ScriptedServer, multistatus, response, scripted

SECRET = "rất-bí-mật"
NOTHING = multistatus(response("/c/", "<d:sync-token>1</d:sync-token>"))
STATE = xml.state(tags=False)
LONG_AGO = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    async with scripted() as made:
        yield made


@pytest.fixture
async def line(server: ScriptedServer) -> AsyncIterator[Line]:
    made = Line(Account(server.url, "van.phong", SECRET))
    yield made
    await made.close()


async def asked(line: Line, method: str = "PROPFIND") -> None:
    """One request as the adapter makes it."""
    await line.ask(method, f"{line.root}c/x.ics", STATE, {"Depth": "0"})


@pytest.mark.parametrize(
    ("status", "method", "kind", "code"),
    [
        (400, "PROPFIND", Failed, "caldav.failed"),
        (400, "PUT", Rejected, "caldav.item_rejected"),
        (401, "PROPFIND", Refused, "caldav.unauthorised"),
        (403, "PUT", Refused, "caldav.forbidden"),
        (404, "PROPFIND", Missing, "caldav.missing"),
        (405, "PROPFIND", Failed, "caldav.not_caldav"),
        (407, "PROPFIND", Unreachable, "caldav.proxy_fails"),
        (408, "PROPFIND", Unreachable, "caldav.timeout"),
        (409, "PUT", Missing, "caldav.missing"),
        (410, "DELETE", Missing, "caldav.missing"),
        (412, "PUT", Conflict, "caldav.conflict"),
        (413, "PUT", Rejected, "caldav.item_rejected"),
        (415, "PUT", Rejected, "caldav.item_rejected"),
        (418, "PROPFIND", Failed, "caldav.failed"),
        (423, "PUT", Busy, "caldav.busy"),
        (429, "PUT", Busy, "caldav.busy"),
        (500, "PUT", Failed, "caldav.failed"),
        (502, "PUT", Failed, "caldav.failed"),
        (503, "PROPFIND", Busy, "caldav.busy"),
        (507, "PUT", Failed, "caldav.quota"),
    ],
)
async def test_each_refusal_is_an_error_of_its_kind(
    server: ScriptedServer, line: Line, status: int, method: str, kind: type[CalendarServerError], code: str
) -> None:
    server.script(Says(status, "<html>no</html>", {"Content-Type": "text/html"}))
    with pytest.raises(CalendarServerError) as caught:
        await asked(line, method)
    assert type(caught.value) is kind
    problem = caught.value.problem
    assert problem.code == code
    assert len(server.asked) == 1
    for language in ("vi", "en"):
        assert "{" not in Texts(language)(problem.code, **problem.values)


@pytest.mark.parametrize(
    ("condition", "kind", "code"),
    [
        ("c:valid-calendar-data", Rejected, "caldav.item_rejected"),
        ("c:no-uid-conflict", Rejected, "caldav.item_rejected"),
        ("d:quota-not-exceeded", Failed, "caldav.quota"),
        ("d:need-privileges", Refused, "caldav.forbidden"),
    ],
)
async def test_a_403_is_told_apart_by_the_condition_that_it_names(
    server: ScriptedServer, line: Line, condition: str, kind: type[CalendarServerError], code: str
) -> None:
    names = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'
    server.script(Says(403, f'<?xml version="1.0"?>\n<d:error {names}>\n <{condition}/></d:error>'))
    with pytest.raises(CalendarServerError) as caught:
        await asked(line, "PUT")
    assert type(caught.value) is kind
    assert caught.value.problem.code == code


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120),
        ({}, 0),
        ({"Retry-After": "soon"}, 0),
        (
            {
                "Retry-After": format_datetime(LONG_AGO + timedelta(minutes=5), usegmt=True),
                "Date": format_datetime(LONG_AGO, usegmt=True),
            },
            300,
        ),
        ({"Retry-After": format_datetime(LONG_AGO, usegmt=True)}, 0),
        ({"Retry-After": "Mon, 01 Jan 99999999999 00:00:00 GMT"}, 0),
    ],
)
async def test_a_busy_server_says_when_to_come_again(
    server: ScriptedServer, line: Line, headers: dict[str, str], seconds: float
) -> None:
    server.script(Says(429, headers=headers))
    with pytest.raises(Busy) as caught:
        await asked(line)
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_keeps_method_body_and_password(server: ScriptedServer, line: Line, status: int) -> None:
    server.script(Says(status, headers={"Location": "/dav/c/"}), Says(207, NOTHING))
    await asked(line, "REPORT")
    first, second = server.asked
    assert (second.method, second.path, second.body) == ("REPORT", "/dav/c/", first.body)
    assert second.headers["authorization"] == first.headers["authorization"]


async def test_another_host_is_told_nothing(server: ScriptedServer, line: Line) -> None:
    async with scripted() as other:
        other.script(Says(207, NOTHING))
        for target in (other.url, other.url.replace("127.0.0.1", "localhost"), other.url.removeprefix("http:"), ""):
            server.script(Says(302, headers={"Location": target}))
            with pytest.raises(Failed) as caught:
                await asked(line)
            assert caught.value.problem.code == "caldav.redirected"
        assert not other.connections


async def test_redirects_in_a_circle_end(server: ScriptedServer, line: Line) -> None:
    server.script(Says(307, headers={"Location": "/c/"}))
    with pytest.raises(Failed) as caught:
        await asked(line)
    assert caught.value.problem.code == "caldav.redirects"
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "body",
    [
        "<html><body>Đăng nhập<br></html>",
        NOTHING[:-20],
        "",
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaa">]><d>&a;</d>',
        '<?xml version="1.0"?><!DOCTYPE d SYSTEM "http://127.0.0.1:1/x.dtd"><d/>',
        "<a>" * 5000 + "</a>" * 5000,
        '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
        + ']><z y="&j;">&j;</z>',
    ],
)
async def test_what_is_no_answer_is_no_answer(server: ScriptedServer, line: Line, body: str) -> None:
    server.script(Says(207, body))
    with pytest.raises(Failed) as caught:
        await asked(line)
    assert caught.value.problem.code == "caldav.nonsense"


async def test_nonsense_does_not_set_up_logging_for_the_whole_program(
    server: ScriptedServer, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])
    server.script(Says(207, "<html>"), Says(200, "<html>", {"Content-Type": "text/html"}))
    with pytest.raises(Failed):
        await asked(line)
    await asked(line)
    assert not logging.root.handlers


async def test_answers_without_end_are_cut(server: ScriptedServer, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_module, "LARGEST", 100_000)
    server.script(Says(207, gzip.compress(b" " * 10_000_000), {"Content-Encoding": "gzip"}))
    with pytest.raises(Failed) as caught:
        await asked(line)
    assert caught.value.problem.code == "caldav.too_large"


async def test_a_compressed_answer_is_read(server: ScriptedServer, line: Line) -> None:
    server.script(Says(207, gzip.compress(NOTHING.encode()), {"Content-Encoding": "gzip"}))
    answer = await line.ask("PROPFIND", line.root, STATE)
    assert xml.state_of(next(xml.responses(answer.tree))) == "token:1"


async def test_a_207_is_read_whatever_it_is_called(server: ScriptedServer, line: Line) -> None:
    server.script(Says(207, NOTHING, {"Content-Type": "text/html"}))
    answer = await line.ask("PROPFIND", line.root, STATE)
    assert xml.state_of(next(xml.responses(answer.tree))) == "token:1"


async def test_one_connection_serves_all_requests(server: ScriptedServer, line: Line) -> None:
    server.script(Says(207, NOTHING))
    for _ in range(5):
        await asked(line)
    assert server.connections == 1


async def test_a_connection_that_the_server_has_closed_is_opened_again(server: ScriptedServer, line: Line) -> None:
    server.script(Says(207, NOTHING, {"Connection": "close"}))
    await asked(line)
    await asked(line)
    assert server.connections == 2


async def test_a_connection_that_ended_while_nobody_asked_is_opened_again(server: ScriptedServer, line: Line) -> None:
    server.script(Says(207, NOTHING, closes=True))
    for _ in range(3):
        await asked(line)
        await asyncio.sleep(0.02)
    assert server.connections == 3


@pytest.mark.parametrize("method", ["PROPFIND", "REPORT", "OPTIONS"])
async def test_a_question_is_asked_again_when_the_connection_ends_under_it(
    server: ScriptedServer, line: Line, method: str
) -> None:
    server.script(Says(207, NOTHING), Says(raw=None), Says(207, NOTHING))
    await asked(line)
    await asked(line, method)
    assert len(server.asked) == 3


async def test_a_change_is_not_made_again_unasked(server: ScriptedServer, line: Line) -> None:
    server.script(Says(207, NOTHING), Says(raw=None), Says(201))
    await asked(line)
    with pytest.raises(Unreachable):
        await asked(line, "PUT")
    assert len(server.asked) == 2


@pytest.mark.parametrize("raw", [None, b"SSH-2.0-x\r\n", b"HTTP/1.1 207 X\r\nContent-Length: 50\r\n\r\nabc"])
async def test_a_broken_connection_is_no_answer(server: ScriptedServer, line: Line, raw: bytes | None) -> None:
    server.script(Says(raw=raw, headers={"Connection": "close"}))
    with pytest.raises(Unreachable):
        await asked(line)


@pytest.mark.parametrize(
    "says", [[Says(hang=True)], [Says(drips=True)], [Says(raw=None), Says(drips=True)]], ids=["silent", "slow", "again"]
)
async def test_a_server_that_never_ends_is_not_waited_for(server: ScriptedServer, says: list[Says]) -> None:
    line = Line(Account(server.url, "van.phong", SECRET), patience=0.1)
    server.script(*says)
    with pytest.raises(Unreachable) as caught:
        async with asyncio.timeout(10):
            await asked(line)
    assert caught.value.problem.code == "caldav.timeout"
    await line.close()


@pytest.mark.parametrize(
    ("url", "proxy", "code"),
    [
        ("http://127.0.0.1:1/", "", "caldav.unreachable"),
        ("http://khong-co.invalid/", "", "caldav.unreachable"),
        ("http://127.0.0.1:9/", f"http://nam:{SECRET}@127.0.0.1:1", "caldav.proxy_fails"),
        ("http://127.0.0.1:9/", "socks5://127.0.0.1:1", "caldav.proxy_socks"),
    ],
)
async def test_who_cannot_be_reached_is_unreachable(url: str, proxy: str, code: str) -> None:
    line = Line(Account(url, "van.phong", SECRET, proxy=proxy))
    with pytest.raises(Unreachable) as caught:
        await asked(line)
    assert caught.value.problem.code == code
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    await line.close()


async def test_a_proxy_carries_the_requests(server: ScriptedServer) -> None:
    line = Line(Account("http://lich.invalid/", "van.phong", SECRET, proxy=server.url))
    server.script(Says(207, NOTHING))
    await asked(line)
    assert server.asked[0].path == "http://lich.invalid/c/x.ics"
    await line.close()


async def test_a_socks_proxy_looks_the_name_up_and_carries_the_requests() -> None:
    wanted: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")  # no password
        *_, length = await reader.readexactly(5)
        wanted.append(await reader.readexactly(length + 2))
        writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
        await reader.readuntil(b"\r\n\r\n")
        writer.write(
            b"HTTP/1.1 207 Multi-Status\r\nContent-Length: %d\r\n\r\n" % len(NOTHING.encode()) + NOTHING.encode()
        )
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(proxy, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        line = Line(Account("http://lich.invalid/", "van.phong", SECRET, proxy=f"socks5h://127.0.0.1:{port}"))
        await asked(line)
        await line.close()
    assert wanted == [b"lich.invalid\x00\x50"]


async def test_a_server_that_takes_only_digest_gets_it(server: ScriptedServer, line: Line) -> None:
    challenge = {"WWW-Authenticate": 'Digest realm="lich", nonce="abc", qop="auth", algorithm=MD5'}

    def answer(asked_for: object) -> Says:
        signed = server.asked[-1].headers.get("authorization", "")
        return Says(207, NOTHING) if signed.startswith("Digest ") else Says(401, headers=challenge)

    server.answer = answer
    await asked(line)
    await asked(line)
    assert server.asked[-1].headers["authorization"].startswith("Digest ")


async def test_a_wrong_password_is_said_once(server: ScriptedServer, line: Line) -> None:
    server.script(Says(401, headers={"WWW-Authenticate": 'Basic realm="lich"'}))
    with pytest.raises(Refused):
        await asked(line)
    assert len(server.asked) == 1


async def test_the_password_is_nowhere_to_be_read(
    server: ScriptedServer, line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script(Says(500))
    with pytest.raises(Failed) as caught:
        await asked(line)
    account = Account(f"http://van.phong:{SECRET}@127.0.0.1/", "van.phong", SECRET)
    shown = f"{line!r} {caught.value!r} {caught.value.problem!r} {caplog.text} {Line(account)!r}"
    assert SECRET not in shown
    assert server.asked[0].headers["authorization"].split()[1] not in shown
