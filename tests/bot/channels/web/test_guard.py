"""What is turned away before any page sees it."""

import asyncio
import json
from collections.abc import AsyncIterator
from ipaddress import ip_network

import pytest
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from bot.channels.web.guard import BODY_LIMIT, came_from_here, client_of, number_of, posted, text_of
from bot.inviting.limiter import Limiter
from tests.bot.channels.web.house import BASE, House


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"host": "dondoc.test", "origin": "http://dondoc.test", "sec-fetch-site": "same-origin"}, True),
        ({"host": "dondoc.test"}, True),
        ({"host": "127.0.0.1:8765", "origin": "https://lich.so.vn"}, True),
        ({"host": "dondoc.test", "origin": "http://evil.test"}, False),
        ({"host": "dondoc.test", "origin": "null"}, False),
        ({"host": "dondoc.test", "origin": "http://[evil"}, False),
        ({"host": "", "origin": "http://"}, False),
        ({"host": "dondoc.test", "origin": "http://dondoc.test", "sec-fetch-site": "cross-site"}, False),
        ({"host": "dondoc.test", "sec-fetch-site": "same-site"}, False),
        ({"host": "dondoc.test", "sec-fetch-site": "none"}, False),
    ],
)
def test_a_post_must_come_from_a_page_of_ours(headers: dict[str, str], ours: bool) -> None:
    assert came_from_here(Headers(headers), "https://lich.so.vn") is ours


async def test_a_forged_post_changes_nothing() -> None:
    house = House()
    async with house.signed_in() as browser:
        body = {"key": "key-00000001", "text": "chào"}
        foreign = [
            await browser.post("/chat/messages", json=body),  # no token: a form of another site could send it
            await browser.send_json("/chat/messages", body, origin="http://evil.test"),
            await browser.post("/chat/messages", json=body, headers={"x-dondoc-token": "x" * 32}),
            await browser.post("/chat/messages", data=body, headers={"x-dondoc-token": browser.token, "origin": BASE}),
        ]
    assert [answer.status_code for answer in foreign] == [403, 403, 409, 415]
    assert house.conversation.asked == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b"[" * 60000, b'{"key": 1}', b'{"key":"key-00000001"}', b"nan"]
)
async def test_a_malformed_body_is_answered_with_a_sentence(body: bytes) -> None:
    house = House()
    async with house.signed_in() as browser:
        headers = {"x-dondoc-token": browser.token, "content-type": "application/json"}
        answer = await browser.post("/chat/messages", content=body, headers=headers)
    assert answer.status_code == 400
    assert "tải lại trang" in answer.json()["error"]


async def test_a_huge_body_is_refused_before_it_is_read() -> None:
    house = House()
    async with house.signed_in() as browser:
        body = json.dumps({"key": "key-00000001", "text": "x" * BODY_LIMIT}).encode()
        headers = {"x-dondoc-token": browser.token, "content-type": "application/json"}
        answer = await browser.post("/chat/messages", content=body, headers=headers)
    assert answer.status_code == 413
    assert "quá lớn" in answer.json()["error"]


async def test_a_post_that_is_broken_off_is_no_error_of_the_program() -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    headers = [(b"content-type", b"application/json"), (b"x-dondoc-token", b"-")]
    request = Request({"type": "http", "method": "POST", "path": "/", "headers": headers}, gone)
    with pytest.raises(HTTPException) as refused:
        await posted(request, BASE)
    assert refused.value.status_code == 400


async def test_a_post_that_stalls_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.web.guard.BODY_SECONDS", 0.05)

    async def stalling() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    house = House()
    async with house.signed_in() as browser:
        headers = {"x-dondoc-token": browser.token, "content-type": "application/json"}
        answer = await browser.post("/chat/messages", content=stalling(), headers=headers)
    assert (answer.status_code, answer.headers["connection"]) == (408, "close")
    assert "thử lại" in answer.json()["error"]
    assert house.conversation.asked == []


async def test_huge_headers_are_refused() -> None:
    async with House().browser() as browser:
        assert (await browser.get("/", headers={"x-stuff": "x" * 20000})).status_code == 431


async def test_every_answer_carries_the_security_headers() -> None:
    house = House()
    async with house.signed_in() as browser:
        for path in (
            "/",
            "/month",
            "/khong-co",
            "/static/style.css",
            "/static/nothing.js",
            "/healthz",
            "/chat/messages",
        ):
            headers = (await browser.get(path)).headers
            assert "default-src 'self'" in headers["content-security-policy"], path
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert "unsafe-inline" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["cache-control"] == ("no-cache" if path == "/static/style.css" else "no-store"), path


def test_texts_lose_what_could_mislead_a_reader_and_keep_what_people_write() -> None:
    assert text_of({"a": " Đỗ\u202e\x00\ud800 Vân\r\n\u00a0ok 👩\u200d💼\t! "}, "a", 99) == "Đỗ Vân \n ok 👩\u200d💼 !"
    assert text_of({}, "a", 5) == ""


@pytest.mark.parametrize("values", [{"a": "x" * 4097}, {"a": None}, {"a": 5}, {"a": ["x"]}])
def test_texts_that_are_too_long_or_no_texts_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(HTTPException):
        text_of(values, "a", 4096)


@pytest.mark.parametrize("value", [-1, 1.5, True, "3", None, 2**60])
def test_numbers_are_whole_and_not_negative(value: object) -> None:
    with pytest.raises(HTTPException):
        number_of({"n": value}, "n")


def test_the_limiter_counts_per_client_and_overall_and_forgets() -> None:
    now = 0.0
    limiter = Limiter(lambda: now, each=2, overall=3, seconds=60)
    for client in ("a", "a", "b"):
        assert not limiter.is_full(client)
        limiter.count(client)
    assert limiter.is_full("a")
    assert limiter.is_full("c")
    now = 61.0
    assert not limiter.is_full("a")


def a_client(peer: str | None, **headers: str) -> str:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return client_of(Request({"type": "http", "headers": named, "client": (peer, 1) if peer else None}))


def test_a_household_in_ipv6_is_one_client_and_addresses_in_ipv4_are_themselves() -> None:
    assert a_client("2001:db8:1:2:aaaa::1") == a_client("2001:db8:1:2:bbbb::9")
    assert a_client("2001:db8:1:2::1") != a_client("2001:db8:1:3::1")
    assert a_client("::ffff:203.0.113.9") == a_client("203.0.113.9") == "203.0.113.9"


def test_behind_a_proxy_on_this_machine_the_client_is_whom_it_names_last() -> None:
    assert a_client("127.0.0.1", x_forwarded_for="198.51.100.1, 203.0.113.9") == "203.0.113.9"
    assert a_client("::1", x_forwarded_for="2001:db8::1") == a_client("2001:db8::2")
    assert a_client("127.0.0.1") == a_client("127.0.0.1", x_forwarded_for="<made up>") == "127.0.0.1"


def test_a_chain_of_trusted_proxies_is_followed_back_to_the_first_that_is_none() -> None:
    trusted = (ip_network("10.0.0.0/24"), ip_network("192.0.2.7"))
    headers = [(b"x-forwarded-for", b"198.51.100.1, 203.0.113.9"), (b"x-forwarded-for", b"192.0.2.7")]
    request = Request({"type": "http", "headers": headers, "client": ("10.0.0.5", 1)})
    assert client_of(request, trusted) == "203.0.113.9"
    assert client_of(request, ()) == client_of(request) == "10.0.0.5"


def test_nobody_from_outside_says_who_they_are() -> None:
    assert a_client("203.0.113.9", x_forwarded_for="198.51.100.1") == "203.0.113.9"
    assert a_client(None, x_forwarded_for="198.51.100.1") == a_client("testclient") == ""
