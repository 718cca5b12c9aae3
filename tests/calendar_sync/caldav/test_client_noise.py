"""Answers with noise in them: whatever comes back, it is an answer or an error of the tree."""

import os
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial
from random import Random

import pytest

from calendar_sync.caldav.client import CaldavServer
from calendar_sync.caldav.server import Account, CalendarServerError
from tests.calendar_sync.caldav.scripted_server import Says, ScriptedServer, multistatus, response, scripted

COLLECTION = "<d:resourcetype><d:collection/></d:resourcetype><d:sync-token>1</d:sync-token>"
DATA = "<d:getetag>1</d:getetag><c:calendar-data>BEGIN</c:calendar-data>"

HEADERS = (
    *[b""] * 12,
    *(b"Content-Encoding: gzip", b"Content-Encoding: br", b"Transfer-Encoding: chunked", b"Content-Length: -1"),
    *(b"Retry-After: \xff", b"Date: x", b"ETag: \xe1", b"Location: http://[::1", b"Location: mailto:x"),
    *(b"WWW-Authenticate: Digest", b"Set-Cookie: x", b"Content-Type: multipart/x"),
)
STATUSES = (207, 207, 207, 207, 100, 200, 204, 302, 403, 404, 412, 429, 500, 507, 999)


def noise(random: Random) -> bytes:
    """An answer as it might be, with some bytes changed and some headers wrong."""
    body = bytearray(multistatus(response("/l/", COLLECTION), response("/l/a.ics", DATA)).encode())
    for _ in range(random.randrange(4)):
        place = random.randrange(len(body))
        body[place : place + random.randrange(5)] = random.randbytes(random.randrange(5))
    length = len(body) + random.choice((0, 0, 0, 0, -3, 3))
    head = b"HTTP/1.1 %d X\r\n%s\r\nContent-Length: %d\r\n" % (random.choice(STATUSES), random.choice(HEADERS), length)
    return head.replace(b"\r\n\r\n", b"\r\n") + b"\r\n" + bytes(body)


@pytest.mark.soak
async def test_noise_is_an_answer_or_an_error_of_the_tree() -> None:
    count, outcomes = 3000 if os.environ.get("DONDOC_SOAK") else 100, Counter[str]()
    random = Random(5)  # noqa: S311 - no secret
    async with scripted() as server:
        server.answer = lambda _: Says(raw=noise(random), headers={"Connection": "close"})
        for n in range(count):
            outcomes[await outcome(server, n)] += 1
    print(f"{count} noisy answers: {dict(outcomes)}")
    assert outcomes["well"]


async def outcome(server: ScriptedServer, n: int) -> str:
    """How one deed ended."""
    try:
        made = await CaldavServer.connect(Account(server.url, "van.phong", "x", discover=n % 3 == 0), 0.5)
    except CalendarServerError as error:
        return error.problem.code
    deeds: tuple[Callable[[], Awaitable[object]], ...] = (
        *(partial(made.state, "l"), partial(made.changes, "l", "token:1"), partial(made.fetch, "l", ["a.ics"])),
        *(partial(made.put, "l", "a.ics", b"x", None), partial(made.delete, "l", "a.ics", '"1"')),
        *(partial(made.create, "l", "Lịch", "", "VEVENT"), partial(made.fill, "l", b"x")),
    )
    try:
        await deeds[n % len(deeds)]()
    except CalendarServerError as error:
        return error.problem.code
    finally:
        await made.close()
    return "well"
