"""Calendar programs in front of the real process: vdirsyncer, khal, and the caldav library as somebody's phone."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from caldav.davclient import DAVClient
from caldav.lib.error import AuthorizationError

from tests.calendar_clients import PASSWORD, Vdirsyncer, day_of, item_in, khal_list, lines
from tests.end_to_end.processes import PATIENCE, WITH_CALENDAR_SERVER, Life, Page, dondoc, wait_until

STAFF, OFFICE, HEAD, LEADER = "nam.ph", "lan", "oanh.vtk", "hung.dq"
MEETING, REPORT = "Họp Hội đồng sáng kiến Sở", "Báo cáo sơ kết công tác thi đua"
FEED = re.compile(r"http://127\.0\.0\.1:\d+(/calendar/[\w-]+\.ics)")


@dataclass(frozen=True)
class House:
    """The demo that all tests here share, and the passwords made so far."""

    url: str
    folder: Path
    passwords: dict[str, str]

    @property
    def dav(self) -> str:
        """What is typed into a calendar program."""
        return f"{self.url}/caldav/"

    def password(self, person: str) -> str:
        """The person's calendar password, made in the chat."""
        if person not in self.passwords:
            with Page(self.url) as page:
                page.sit_down(person).say("/lich")
                page.press("Mật khẩu lịch")
                found = PASSWORD.search(page.press("Tạo mật khẩu lịch"))
                assert found is not None, page.told()[-1]
                self.passwords[person] = found[0]
            sooner_or_later(lambda: self.asked(person) != httpx.codes.SERVICE_UNAVAILABLE)  # it may just be starting
        return self.passwords[person]

    def asked(self, person: str) -> int:
        """What the calendar server says to the person's account."""
        signed = httpx.BasicAuth(person, self.passwords[person])
        return httpx.request("PROPFIND", f"{self.dav}{person}/", auth=signed, headers={"depth": "0"}).status_code

    @contextmanager
    def phone(self, person: str) -> Iterator[Any]:  # the library has types for half of it
        """A program with the person's account."""
        with DAVClient(url=self.dav, username=person, password=self.password(person)) as client:
            yield client


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("nha")
    with Life("demo", folder / "demo", "--port", "0", **WITH_CALENDAR_SERVER) as life:
        yield House(life.url, folder, {})
        life.interrupt()


def sooner_or_later(found: Callable[[], Any], state: Callable[[], object] = str) -> Any:
    """What a publication brings, once it is there."""
    seen: list[Any] = []

    def look() -> bool:
        seen[:] = [found()]
        return bool(seen[0])

    wait_until(look, lambda: str(state()), PATIENCE)
    return seen[0]


def test_a_person_pulls_their_calendar_and_what_they_change_there_does_not_last(house: House, tmp_path: Path) -> None:
    """Refused by the server; a program that knows it may only read undoes it."""
    account = house.dav, STAFF, house.password(STAFF)
    mine = Vdirsyncer.with_account(tmp_path / "mine", *account, "lich")

    def pulled() -> dict[str, str]:
        """Nothing while the calendar is still to be made."""
        there = mine.discover().returncode == 0 and mine.sync().returncode == 0
        return dict(mine.texts("lich")) if there else {}

    items = sooner_or_later(pulled)
    shown = khal_list(mine.items / "lich", tmp_path / "khal", "2024-02-20", 330)
    for text in items.values():
        (summary,) = lines(text, "SUMMARY")
        assert summary.replace("\\,", ",").replace("\\;", ";") in shown
    assert "2024-02-29" in shown

    name, text = next((name, text) for name, text in items.items() if "Đăng ký" in text or "đăng ký" in text)
    edited = re.sub(r"(?m)^SUMMARY:.*", "SUMMARY:Hoãn", text)
    (mine.items / "lich" / name).write_text(edited, encoding="utf-8")
    refused = mine.sync()
    assert refused.returncode != 0
    assert "403" in refused.stderr

    reading = Vdirsyncer.with_account(tmp_path / "reading", *account, "lich", reverting=True)
    assert reading.discover().returncode == 0
    assert reading.sync().returncode == 0
    known = reading.texts("lich")
    assert sorted(known.values()) == sorted(items.values())
    name = next(name for name, kept in known.items() if kept == text)
    (reading.items / "lich" / name).write_text(edited, encoding="utf-8")
    for _ in range(2):  # it undoes in one run what it has noticed in the one before
        assert reading.sync().returncode == 0
    assert sorted(reading.texts("lich").values()) == sorted(items.values())


def test_a_meeting_dragged_by_the_office_moves_everywhere_once_the_office_takes_it(house: House) -> None:
    with house.phone(HEAD) as others, house.phone(OFFICE) as phone, Page(house.url) as page:
        sooner_or_later(lambda: item_in(others, "lich", MEETING))
        meeting = sooner_or_later(lambda: item_in(phone, "dieu-hanh", MEETING))
        was = day_of(meeting)
        for name in ("dtstart", "dtend"):
            meeting.icalendar_component[name].dt += timedelta(days=1)
        meeting.save()

        page.sit_down(OFFICE)
        question = sooner_or_later(lambda: [told for told in page.told() if "dời trên lịch" in told], page.told)[0]
        assert f"từ {was:%d/%m/%Y} sang {was + timedelta(days=1):%d/%m/%Y}" in question
        assert "Nguyễn Thị Lan" in question
        day = was + timedelta(days=1)
        assert f"{day:%d/%m/%Y}" in page.press("Nhận")
        sooner_or_later(lambda: day_of(item_in(others, "lich", MEETING)) == day)
        assert day_of(item_in(phone, "dieu-hanh", MEETING)) == day
        feed = FEED.search(page.say("/lich")) or FEED.search(page.press("Lịch toàn cơ quan"))
        assert feed is not None
        text = page.client.get(feed[1]).text.replace("\r\n ", "")
        (block,) = [part for part in text.split("BEGIN:VEVENT") if f"SUMMARY:{MEETING}" in part]
        assert lines(block, "DTSTART") == [f"{day:%Y%m%d}"]
        assert f"{day:%d/%m/%Y}" in page.say("họp hội đồng sáng kiến ngày nào?")
    reminded = dondoc(
        *("remind", "--dry-run", "--data", house.folder / "demo"),
        *("--from", f"{was - timedelta(days=7):%Y-%m-%d}", "--to", f"{day:%Y-%m-%d}"),
    )
    told = [line for line in reminded.stdout.splitlines() if MEETING in line]
    assert told
    assert not [line for line in told if f"{was:%d/%m}" in line]
    assert [line for line in told if f"{day:%d/%m}" in line]


def test_a_task_ticked_off_by_a_head_is_done_for_everybody(house: House) -> None:
    with house.phone(HEAD) as phone, Page(house.url) as page:
        page.sit_down(HEAD).say("/lich")
        page.press("Mật khẩu lịch")
        page.press("Thêm danh sách việc")
        todo = sooner_or_later(lambda: item_in(phone, "viec", REPORT))
        todo.complete()
        sooner_or_later(lambda: item_in(phone, "lich", f"Đã xong: {REPORT}"))
        page.sit_down(OFFICE)
        assert "Võ Thị Kim Oanh" in page.say("báo cáo sơ kết xong chưa?")


def test_a_feed_is_subscribed_to_and_its_old_address_says_that_it_ended(house: House, tmp_path: Path) -> None:
    with Page(house.url) as page:
        words = page.sit_down(STAFF).say("/lich")
        found = FEED.search(words) or FEED.search(page.press("Lịch của"))
        assert found is not None
        mine = Vdirsyncer.subscribed(tmp_path / "feed", found[0])
        assert mine.discover().returncode == 0
        assert mine.sync().returncode == 0
        assert len(mine.texts()) > 1
        page.press("Đổi liên kết lịch")
        page.press("Đổi liên kết")
    assert mine.sync().returncode == 0
    (told,) = mine.texts().values()
    assert "mở chat" in told


def test_a_revoked_password_opens_nothing(house: House) -> None:
    person = "thinh.hd"
    with house.phone(person) as phone:
        assert phone.principal() is not None
    with Page(house.url) as page:
        page.sit_down(person).say("/lich")
        page.press("Mật khẩu lịch")
        page.press("Thu hồi mật khẩu lịch")
        page.press("Thu hồi")
    with house.phone(person) as phone, pytest.raises(AuthorizationError):
        phone.principal().calendars()
    assert house.asked(person) == httpx.codes.UNAUTHORIZED
    del house.passwords[person]


def test_many_events_deleted_at_once_are_put_back_only_when_the_office_says_so(house: House) -> None:
    with house.phone(LEADER) as phone, Page(house.url) as page:
        sooner_or_later(lambda: item_in(phone, "dieu-hanh", MEETING))
        (calendar,) = [each for each in phone.principal().calendars() if str(each.url).endswith("/dieu-hanh/")]
        calendar.add_event(summary="Việc riêng", dtstart=date(2024, 5, 6), dtend=date(2024, 5, 7))
        before = uids(calendar)
        unwanted = sorted(uid for uid in before if "@dondoc" in uid)[:9]
        page.sit_down(OFFICE)

        def held_back() -> bool:
            """Whoever deletes so slowly that the first are put back before the last are gone deletes them again."""
            for event in calendar.events():
                if str(event.icalendar_component["uid"]) in unwanted:
                    event.delete()
            return any("Tạm dừng cập nhật lịch" in told for told in page.told())

        sooner_or_later(held_back, page.told)
        assert len(uids(calendar)) < len(before)
        status = dondoc("calendar", "status", "--data", house.folder / "demo", **WITH_CALENDAR_SERVER)
        assert status.returncode == 1
        assert f"{LEADER}/dieu-hanh" in status.stdout
        page.press("Tiếp tục")

        def put_back() -> bool:
            """The office has to say so once more where it was asked before everything was deleted."""
            if "Tạm dừng cập nhật lịch" in page.told()[-1]:
                page.press("Tiếp tục")
            return uids(calendar) == before

        sooner_or_later(put_back, page.told)


def uids(calendar: Any) -> set[str]:
    """What lies in a calendar."""
    return {str(event.icalendar_component["uid"]) for event in calendar.events()}
