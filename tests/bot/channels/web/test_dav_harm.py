"""Whoever means harm at the front of the calendar server, with a real Radicale behind."""

import http.client
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import pytest

import bot.channels.web.dav as front
from tests.bot.channels.web.dav_house import CALENDAR, ITEM, DavHouse, an_event, ask, signed
from tests.builders import HEAD, LEADER, STAFF


@pytest.fixture
def house(dav: DavHouse) -> DavHouse:
    return dav


def test_a_report_that_names_somebody_elses_events_learns_nothing(house: DavHouse) -> None:
    report = (
        b'<C:calendar-multiget xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><C:calendar-data/></prop>'
        b"<href>/caldav/lan/lich/a@dondoc.ics</href><href>/caldav/hung/lich/a@dondoc.ics</href>"
        b"<href>/caldav/lan/lich/../../hung/lich/a@dondoc.ics</href><href>/hung/lich/a@dondoc.ics</href>"
        b"</C:calendar-multiget>"
    )
    answer = ask(house, STAFF, "REPORT", "/caldav/lan/lich/", content=report)
    assert answer.text.count("BEGIN:VEVENT") == 1
    assert "/caldav/lan/lich/a%40dondoc.ics</href>" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/caldav/lan/../hung/lich/",
        "/caldav/../caldav/lan/lich/",
        "/caldav/lan/..%2fhung/lich/",
        "/caldav/lan/%2e%2e/hung/lich/",
        "/caldav/lan/.%2e/",
        "/caldav//lan/lich/",
        "/caldav/lan//lich/",
        "/caldav/lan%2Flich/",
        "/caldav/lan%5Clich/",
        "/caldav/lan\\lich/",
        "/caldav/lan/lich/a%00.ics",
        "/caldav/lan/lich/a%0d%0a.ics",
        "/caldav/lan/lich/%ff.ics",
        "/caldav/lan/lich/a/b.ics",
        "/caldav/lan/lich/" + "a" * 300,
        "/caldav/./lan/",
        "/caldav/lan/lich/%E2%80%AE.ics",
    ],
)
@pytest.mark.parametrize("method", ["GET", "PROPFIND", "OPTIONS"])
def test_paths_that_play_tricks_are_refused(house: DavHouse, path: str, method: str) -> None:
    line = http.client.HTTPConnection(urlsplit(house.url).netloc, timeout=20)  # sends a path just as it stands
    with closing(line):
        line.request(method, path, headers={"authorization": signed(house, STAFF)})
        assert line.getresponse().status in (400, 404)


def test_whoever_guesses_waits_and_the_others_of_the_office_do_not(house: DavHouse) -> None:
    with house.program(HEAD) as head:
        assert head.get(f"/caldav/hung/lich/{ITEM}").status_code == 200
        found = []
        for number in range(14):
            with house.program(HEAD, f"guess-{number}") as guesser:
                found.append(guesser.get("/caldav/hung/lich/"))
        assert [answer.status_code for answer in found] == [401] * 10 + [429] * 4
        assert int(found[-1].headers["retry-after"]) > 0
        # who is in stays in, and a colleague behind the same address comes in
        assert head.get(f"/caldav/hung/lich/{ITEM}").status_code == 200
    assert ask(house, STAFF, "GET", f"/caldav/lan/lich/{ITEM}").status_code == 200
    house.new_password(HEAD)
    house.seconds += 601
    assert ask(house, HEAD, "GET", f"/caldav/hung/lich/{ITEM}").status_code == 200


def test_many_names_from_one_address_are_guesses_too(house: DavHouse) -> None:
    codes = []
    for number in range(70):
        with house.client(f"name{number}", "x") as client:
            codes.append(client.get("/caldav/").status_code)
    assert codes == [401] * 60 + [429] * 10


def test_a_device_with_an_old_password_guesses_nothing(house: DavHouse) -> None:
    with house.program(STAFF, "old-pass-word") as phone:
        assert {phone.get("/caldav/lan/lich/").status_code for _ in range(30)} == {401}
    assert ask(house, STAFF, "GET", f"/caldav/lan/lich/{ITEM}").status_code == 200


def test_a_proxy_in_front_is_believed_whom_it_forwards_for(house: DavHouse) -> None:
    with house.program(STAFF, "guess", x_forwarded_for="203.0.113.9") as one:
        one.headers["x-forwarded-for"] = "203.0.113.9"
        for number in range(11):
            one.auth = httpx.BasicAuth("lan", f"guess-{number}")
            last = one.get("/caldav/lan/lich/").status_code
        assert last == 429
        one.headers["x-forwarded-for"] = "203.0.113.10"
        one.auth = httpx.BasicAuth("lan", "another")
        assert one.get("/caldav/lan/lich/").status_code == 401


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<propfind xmlns="DAV:"><prop><displayname>&b;</displayname></prop></propfind>'
)
OUTSIDE = b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><propfind xmlns="DAV:"><allprop/></propfind>'


@pytest.mark.parametrize("method", ["PROPFIND", "REPORT"])
@pytest.mark.parametrize(
    "body",
    [BOMB, OUTSIDE, BOMB.decode().encode("utf-16"), b"<a>" * 5000, b"<a" + b" b='c'" * 10 + b">", b"\0", b"plain"],
    ids=["entities", "outside", "utf-16", "deep", "unclosed", "nul", "no xml"],
)
def test_bombs_do_not_reach_the_server(house: DavHouse, method: str, body: bytes) -> None:
    assert ask(house, STAFF, method, "/caldav/lan/lich/", content=body).status_code == 400


def test_other_codings_are_refused(house: DavHouse) -> None:
    body = b'<propfind xmlns="DAV:"><allprop/></propfind>'
    other = ask(house, STAFF, "PROPFIND", "/caldav/lan/", content=body, content_type="text/xml; charset=utf-7")
    packed = ask(house, STAFF, "PROPFIND", "/caldav/lan/", content=body, content_encoding="gzip")
    assert (other.status_code, packed.status_code) == (415, 415)
    assert ask(
        house, STAFF, "PROPFIND", "/caldav/lan/", content=body, content_type='text/xml; charset="UTF-8"'
    ).is_success


def test_nobody_lists_everything_at_once(house: DavHouse) -> None:
    answer = ask(house, STAFF, "PROPFIND", "/caldav/", depth="infinity")
    assert answer.status_code == 403
    assert "propfind-finite-depth" in answer.text


@pytest.mark.parametrize("name", ["user-agent", "accept", "if-none-match", "prefer"])
def test_a_header_in_any_letters_goes_on_as_it_stands(house: DavHouse, name: str) -> None:
    with house.program(STAFF) as client:
        headers = [(name.encode(), "Lịch Đôn Đốc".encode()), (b"depth", b"0")]
        assert client.request("PROPFIND", "/caldav/lan/lich/", headers=headers).status_code == 207


def test_of_two_headers_with_one_name_the_one_that_was_looked_at_goes_on(house: DavHouse) -> None:
    with house.program(STAFF) as client:
        answer = client.request("PROPFIND", "/caldav/lan/lich/", headers=[("depth", "0"), ("depth", "infinity")])
    assert answer.text.count("<response>") == 1


def test_large_bodies_and_headers_are_turned_away(house: DavHouse) -> None:
    large = an_event(more="X-A:" + "a" * 1_100_000 + "\r\n")
    assert (
        ask(house, LEADER, "PUT", "/caldav/minh/dieu-hanh/x.ics", content=large, content_type=CALENDAR).status_code
        == 413
    )
    assert ask(house, STAFF, "GET", "/caldav/lan/lich/", x_long="a" * 20_000).status_code == 431
    assert ask(house, STAFF, "GET", f"/caldav/lan/lich/{ITEM}").status_code == 200


def test_a_header_of_ten_megabytes_is_cut_short(house: DavHouse) -> None:
    parts = urlsplit(house.url)
    with socket.create_connection((parts.hostname, parts.port or 0), timeout=20) as line:
        line.sendall(b"PROPFIND /caldav/ HTTP/1.1\r\nHost: x\r\nX-Long: ")
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            line.sendall(b"a" * 10_000_000)
    assert ask(house, STAFF, "GET", f"/caldav/lan/lich/{ITEM}").status_code == 200


def test_a_body_that_never_ends_is_not_waited_for(house: DavHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "BODY_SECONDS", 0.2)
    line = http.client.HTTPConnection(urlsplit(house.url).netloc, timeout=20)
    with closing(line):
        line.putrequest("PROPFIND", "/caldav/lan/")
        line.putheader("authorization", signed(house, STAFF))
        line.putheader("content-length", "1000")
        line.endheaders(b"<propfind")
        assert line.getresponse().status == 408


def test_before_the_password_is_known_to_be_right_no_body_is_asked_for(house: DavHouse) -> None:
    parts = urlsplit(house.url)
    with socket.create_connection((parts.hostname, parts.port or 0), timeout=20) as line:
        line.sendall(
            b"PUT /caldav/lan/lich/x.ics HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\nExpect: 100-continue\r\n\r\n"
        )
        assert line.recv(4096).startswith(b"HTTP/1.1 401")


def test_many_programs_at_once_are_all_answered(house: DavHouse) -> None:
    with ThreadPoolExecutor(30) as pool:
        found = list(pool.map(lambda _: ask(house, STAFF, "GET", f"/caldav/lan/lich/{ITEM}").status_code, range(60)))
    assert found == [200] * 60


def test_accounts_survive_a_restart_of_radicale_and_meanwhile_programs_are_asked_to_wait(house: DavHouse) -> None:
    account, house.server.account = house.server.account, None
    try:
        answer = ask(house, STAFF, "GET", f"/caldav/lan/lich/{ITEM}")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert account
        house.server.account = replace(account, url="http://127.0.0.1:9/")
        assert ask(house, STAFF, "GET", f"/caldav/lan/lich/{ITEM}").status_code == 503
    finally:
        house.server.account = account
