"""Calendar programs at the front: who sees and writes what, with a real Radicale behind."""

import re
from dataclasses import replace

import httpx
import pytest
from caldav.davclient import DAVClient

from plans.calendars.accounts import revoke_password, want_tasks
from plans.model.people import Person, Role
from plans.model.publishing import CalendarAccount
from tests.bot.channels.web.dav_house import CALENDAR, ITEM, DavHouse, an_event, ask
from tests.builders import HEAD, LEADER, OFFICE_HEAD, OFFICER, STAFF, TODAY, do


@pytest.fixture
def house(dav: DavHouse) -> DavHouse:
    return dav


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


def test_a_browser_is_told_what_the_address_is_for(house: DavHouse) -> None:
    for path in ("/caldav/", "/caldav/lan/"):
        answer = ask(house, STAFF, "GET", path)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
        assert "ứng dụng lịch" in answer.text


def test_answers_carry_the_headers_of_the_house_and_nothing_of_what_is_behind(house: DavHouse) -> None:
    answer = ask(house, STAFF, "GET", f"/caldav/lan/lich/{ITEM}", accept_encoding="gzip")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-encoding"] == "gzip"
    assert "x-dondoc-server" not in answer.headers
    assert "WSGIServer" not in str(answer.headers)
    assert [account.person for account in house.store.all(CalendarAccount)]
