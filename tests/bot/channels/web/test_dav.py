"""Calendar programs at the front: who sees and writes what, with a real Radicale behind."""

import http.client
import re
import socket
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import pytest
from caldav.davclient import DAVClient

from bot.channels.web import dav
from plans.calendars.accounts import revoke_password, want_tasks
from plans.model.people import Person, Role
from plans.model.publishing import CalendarAccount
from tests.bot.channels.web.dav_house import DavHouse, an_event
from tests.builders import HEAD, LEADER, OFFICE_HEAD, OFFICER, STAFF, TODAY, do

CALENDAR = "text/calendar; charset=utf-8"
ITEM = "a@dondoc.ics"


@pytest.fixture(scope="module")
def _house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DavHouse]:
    with DavHouse(tmp_path_factory.mktemp("data") / "caldav") as house:
        yield house


@pytest.fixture
def house(_house: DavHouse) -> Iterator[DavHouse]:
    """The one house of this file; whoever changes people puts them back."""
    _house.written.clear()
    _house.seconds += 10_000  # earlier guesses are forgotten
    yield _house
    with _house.store.transaction() as tx:
        for person in (STAFF, HEAD, LEADER, OFFICER):
            tx.put(person)


def ask(
    house: DavHouse, person: Person, method: str, path: str, *, content: bytes = b"", **headers: str
) -> httpx.Response:
    """One request of a person's calendar program, path and all just as they stand here."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with house.program(person) as client:
        url = httpx.URL(house.url).copy_with(raw_path=path.encode())
        return client.request(method, url, content=content, headers=named)


def signed(house: DavHouse, person: Person) -> str:
    """How a person's calendar program logs in."""
    return "Basic " + b64encode(f"{person.id}:{house.passwords[person.id]}".encode()).decode()


def names(answer: httpx.Response) -> set[str]:
    """The paths that an answer lists."""
    return set(re.findall(r"<(?:D:)?href>([^<]+)</", answer.text))


@pytest.mark.parametrize("start", ["/", "/.well-known/caldav", "/caldav", "/caldav/"])
def test_a_program_that_knows_only_the_address_finds_its_calendars(house: DavHouse, start: str) -> None:
    with house.program(STAFF) as client:
        client.follow_redirects = True
        wanted = b'<propfind xmlns="DAV:"><prop><current-user-principal/></prop></propfind>'
        found = client.request("PROPFIND", start, content=wanted, headers={"depth": "0"})
        assert found.status_code == 207
        assert "/caldav/lan/" in names(found)
        home = client.request("PROPFIND", "/caldav/lan/", headers={"depth": "1"})
        assert {"/caldav/lan/", "/caldav/lan/lich/"} <= names(home)
        assert not any("hung" in name for name in names(home))


def test_the_caldav_library_finds_and_reads_them(house: DavHouse) -> None:
    with DAVClient(url=house.url, username=STAFF.id, password=house.passwords[STAFF.id]) as client:
        (calendar,) = client.principal().calendars()  # type: ignore[no-untyped-call]  # typed only in part
        assert str(calendar.url).endswith("/caldav/lan/lich/")
        assert [str(event.component["SUMMARY"]) for event in calendar.events()] == ["Họp"]


def test_staff_read_and_are_told_that_they_only_read(house: DavHouse) -> None:
    wanted = b'<propfind xmlns="DAV:"><prop><current-user-privilege-set/></prop></propfind>'
    answer = ask(house, STAFF, "PROPFIND", "/caldav/lan/lich/", content=wanted)
    assert "<read />" in answer.text
    assert "write" not in answer.text
    assert "write" in ask(house, LEADER, "PROPFIND", "/caldav/minh/dieu-hanh/", content=wanted).text
    assert ask(house, STAFF, "GET", f"/caldav/lan/lich/{ITEM}").content.startswith(b"BEGIN:VCALENDAR")
    assert ask(house, STAFF, "HEAD", "/caldav/lan/lich/a%40dondoc.ics").status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", f"lich/{ITEM}"),
        ("PUT", "lich/new.ics"),
        ("PUT", "lich/"),
        ("PUT", "neu/x.ics"),
        ("PUT", "viec/x.ics"),
        ("PUT", "dieu-hanh/x.ics"),
        ("DELETE", f"lich/{ITEM}"),
        ("DELETE", "lich/"),
        ("DELETE", ""),
        ("MKCALENDAR", "neu/"),
        ("MKCOL", "neu/"),
        ("PROPPATCH", "lich/"),
        ("COPY", f"lich/{ITEM}"),
        ("MOVE", f"lich/{ITEM}"),
        ("POST", "lich/"),
        ("LOCK", "lich/"),
        ("ACL", "lich/"),
        ("BREW", "lich/"),
    ],
)
def test_staff_write_nothing(house: DavHouse, method: str, path: str) -> None:
    there = f"{house.url}/caldav/lan/lich/b.ics"
    said = an_event("b@x")
    answer = ask(house, STAFF, method, f"/caldav/lan/{path}", content=said, destination=there, content_type=CALENDAR)
    assert answer.status_code == 403
    assert house.written == []
    with house.publisher() as client:
        assert client.get("/lan/lich/").text.count("BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    ("person", "path"), [(HEAD, "hung/viec"), (LEADER, "minh/dieu-hanh"), (OFFICER, "van/dieu-hanh")]
)
def test_who_may_write_does_and_it_is_told(house: DavHouse, person: Person, path: str) -> None:
    old = ask(house, person, "GET", f"/caldav/{path}/{ITEM}")
    moved = an_event(day="20240305")
    stale = ask(house, person, "PUT", f"/caldav/{path}/{ITEM}", content=moved, if_match='"old"', content_type=CALENDAR)
    assert stale.status_code == 412
    assert house.written == []
    put = ask(
        house,
        person,
        "PUT",
        f"/caldav/{path}/{ITEM}",
        content=moved,
        if_match=old.headers["etag"],
        content_type=CALENDAR,
    )
    assert put.status_code == 204
    assert put.headers["etag"] != old.headers["etag"]
    assert ask(house, person, "PUT", f"/caldav/{path}/b.ics", content=an_event("b@x"), content_type=CALENDAR).is_success
    assert ask(house, person, "DELETE", f"/caldav/{path}/b.ics").is_success
    assert house.written == [path] * 3
    for method in ("DELETE", "PROPPATCH", "PUT"):
        assert (
            ask(house, person, method, f"/caldav/{path}/", content=an_event(), content_type=CALENDAR).status_code == 403
        )


def test_what_a_person_may_write_follows_their_role_of_this_moment(house: DavHouse) -> None:
    assert ask(house, LEADER, "GET", f"/caldav/minh/dieu-hanh/{ITEM}").status_code == 200
    with house.store.transaction() as tx:
        tx.put(replace(LEADER, roles=frozenset({Role.STAFF})))
        tx.put(replace(HEAD, id="hung"))
    put = ask(house, LEADER, "PUT", f"/caldav/minh/dieu-hanh/{ITEM}", content=an_event(), content_type=CALENDAR)
    assert put.status_code == 403
    assert ask(house, LEADER, "GET", f"/caldav/minh/dieu-hanh/{ITEM}").status_code == 404
    assert ask(house, LEADER, "GET", f"/caldav/minh/lich/{ITEM}").status_code == 200


def test_the_list_of_tasks_is_there_for_who_wants_it_and_may_mark_tasks_done(house: DavHouse) -> None:
    assert ask(house, HEAD, "GET", f"/caldav/hung/viec/{ITEM}").status_code == 200
    do(house.store, want_tasks, HEAD, False)
    assert ask(house, HEAD, "GET", f"/caldav/hung/viec/{ITEM}").status_code == 404
    do(house.store, want_tasks, HEAD, True)
    do(house.store, want_tasks, STAFF, True)
    assert (
        ask(house, STAFF, "PUT", "/caldav/lan/viec/x.ics", content=an_event(), content_type=CALENDAR).status_code == 403
    )


@pytest.mark.parametrize("method", ["PROPFIND", "GET", "REPORT", "PUT", "DELETE"])
@pytest.mark.parametrize("path", ["hung/", "hung/lich/", f"hung/viec/{ITEM}", "_dondoc/", "nobody/lich/", "Lan/lich/"])
def test_what_is_somebody_elses_is_refused_whether_it_is_there_or_not(house: DavHouse, method: str, path: str) -> None:
    assert ask(house, STAFF, method, f"/caldav/{path}", content_type=CALENDAR).status_code == 403


def test_a_report_that_names_somebody_elses_events_learns_nothing(house: DavHouse) -> None:
    report = (
        b'<C:calendar-multiget xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><C:calendar-data/></prop>'
        b"<href>/caldav/lan/lich/a@dondoc.ics</href><href>/caldav/hung/lich/a@dondoc.ics</href>"
        b"<href>/caldav/lan/lich/../../hung/lich/a@dondoc.ics</href><href>/hung/lich/a@dondoc.ics</href>"
        b"</C:calendar-multiget>"
    )
    answer = ask(house, STAFF, "REPORT", "/caldav/lan/lich/", content=report)
    assert answer.text.count("BEGIN:VEVENT") == 1
    assert answer.text.count("/caldav/lan/lich/a@dondoc.ics</href>") or "a%40dondoc.ics" in answer.text


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


def test_nobody_gets_in_without_the_password(house: DavHouse) -> None:
    for headers in ({}, {"authorization": "Bearer x"}, {"authorization": "Basic %%%"}, {"authorization": "Basic bGFu"}):
        answer = httpx.request("PROPFIND", f"{house.url}/caldav/lan/", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Basic realm=")
    with house.program(OFFICE_HEAD, "no-account-yet") as client:
        assert client.request("PROPFIND", "/caldav/hoa/").status_code == 401
    assert house.server.account
    with house.client(house.server.account.user, house.server.account.password) as client:
        assert client.request("PROPFIND", "/caldav/").status_code == 401


def test_abilities_are_told_to_everybody(house: DavHouse) -> None:
    answer = httpx.options(f"{house.url}/caldav/lan/")
    assert answer.status_code == 200
    assert "calendar-access" in answer.headers["dav"]
    assert "MKCALENDAR" not in answer.headers["allow"]


def test_a_new_password_ends_the_old_one_at_once_and_works_at_once(house: DavHouse) -> None:
    with house.program(STAFF) as old:
        assert old.get(f"/caldav/lan/lich/{ITEM}").status_code == 200
        house.new_password(STAFF)
        assert old.get(f"/caldav/lan/lich/{ITEM}").status_code == 401
    assert ask(house, STAFF, "GET", f"/caldav/lan/lich/{ITEM}").status_code == 200


def test_a_revoked_password_and_one_of_who_has_left_end_at_once(house: DavHouse) -> None:
    with house.program(HEAD) as program:
        assert program.get(f"/caldav/hung/lich/{ITEM}").status_code == 200
        account = do(house.store, revoke_password, HEAD, HEAD)
        assert program.get(f"/caldav/hung/lich/{ITEM}").status_code == 401
        with house.store.transaction() as tx:
            tx.put(account)
        assert program.get(f"/caldav/hung/lich/{ITEM}").status_code == 200
        with house.store.transaction() as tx:
            tx.put(replace(HEAD, left=TODAY))
        assert program.get(f"/caldav/hung/lich/{ITEM}").status_code == 401


def test_names_and_passwords_are_taken_as_phones_write_them(house: DavHouse) -> None:
    with house.client(" Lan ", f"{house.passwords['lan']} ") as client:
        assert "/caldav/lan/" in names(client.request("PROPFIND", "/caldav/lan/"))


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
    monkeypatch.setattr(dav, "BODY_SECONDS", 0.2)
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


def test_a_browser_is_told_what_the_address_is_for(house: DavHouse) -> None:
    for path in ("/caldav/", "/caldav/lan/"):
        answer = ask(house, STAFF, "GET", path)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
        assert "ứng dụng lịch" in answer.text


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


def test_answers_carry_the_headers_of_the_house_and_nothing_of_what_is_behind(house: DavHouse) -> None:
    answer = ask(house, STAFF, "GET", f"/caldav/lan/lich/{ITEM}", accept_encoding="gzip")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-encoding"] == "gzip"
    assert "x-dondoc-server" not in answer.headers
    assert "WSGIServer" not in str(answer.headers)
    assert [account.person for account in house.store.all(CalendarAccount)]
