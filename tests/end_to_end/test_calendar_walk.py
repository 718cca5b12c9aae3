"""The walk of calendars: subscribe, change the link, sign in, drag a meeting, accept it in the chat, tick a task off.

A real browser in front of the real process, and beside it the calendar programs of whoever is walking: vdirsyncer,
which keeps a folder and a server in step, and the caldav library.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx
import pytest
from caldav.davclient import DAVClient
from caldav.lib.error import AuthorizationError
from playwright.async_api import expect

from tests.calendar_clients import PASSWORD, Vdirsyncer, day_of, item_in, lines
from tests.end_to_end.processes import WITH_CALENDAR_SERVER, Life, dondoc, wait_until
from tests.end_to_end.walking import Visitor, elsewhere, fetched, visit
from tests.prerequisites import IN_CI, browser

LEADER, OFFICE, HEAD, NAM = "Đinh Quốc Hưng", "Nguyễn Thị Lan", "Võ Thị Kim Oanh", "Phùng Hoài Nam"
IDS = {LEADER: "hung.dq", OFFICE: "lan", HEAD: "oanh.vtk", NAM: "nam.ph"}
MEETING, REPORT = "Họp Hội đồng sáng kiến Sở", "Báo cáo sơ kết công tác thi đua"
THE_30TH, THE_31ST = date(2024, 10, 30), date(2024, 10, 31)
FEED = re.compile(r"http://\S+/calendar/\S+\.ics")
PUBLIC_PAGE = "/lich/cong-khai"
Found = TypeVar("Found")


@dataclass(frozen=True)
class House:
    """The demo, what calendar programs keep beside it, and the passwords and addresses that people were given."""

    url: str
    folder: Path
    passwords: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    async def program(self, who: str, collection: str) -> Vdirsyncer:
        """Somebody's vdirsyncer with their account, once the collection is there."""
        account = f"{self.url}/caldav/", IDS[who], self.passwords[who]
        made = Vdirsyncer.with_account(self.folder / IDS[who], *account, collection)
        await in_time(lambda: self.asked(who, collection) == httpx.codes.MULTI_STATUS)
        assert (await asyncio.to_thread(made.discover)).returncode == 0
        return made

    def asked(self, who: str, collection: str) -> int:
        """What the calendar server says to somebody's account about a collection of theirs."""
        account = httpx.BasicAuth(IDS[who], self.passwords[who])
        address = f"{self.url}/caldav/{IDS[who]}/{collection}/"
        return httpx.request("PROPFIND", address, auth=account, headers={"depth": "0"}).status_code

    def phone(self, who: str) -> Any:  # the library has types for half of it
        """The caldav library with somebody's account."""
        return DAVClient(url=f"{self.url}/caldav/", username=IDS[who], password=self.passwords[who])


async def in_time(found: Callable[[], Found]) -> Found:
    """What a publication brings, once it is there."""
    seen: list[Found] = []

    def look() -> bool:
        seen[:] = [found()]
        return bool(seen[0])

    await asyncio.to_thread(wait_until, look, lambda: str(seen))
    return seen[0]


def event_in(text: str, title: str) -> str:
    """The one event with that title in a feed, unfolded."""
    (found,) = [part for part in text.replace("\r\n ", "").split("BEGIN:VEVENT") if f"SUMMARY:{title}" in part]
    return found


def dragged(text: str, day: date) -> str:
    """An all-day event as a program writes it when it was dragged to another day."""
    text = re.sub(r"(?m)^(DTSTART;VALUE=DATE):\d{8}", rf"\1:{day:%Y%m%d}", text)
    return re.sub(r"(?m)^(DTEND;VALUE=DATE):\d{8}", rf"\1:{day + timedelta(days=1):%Y%m%d}", text)


async def get(address: str) -> httpx.Response:
    """What whoever has only the address is answered."""
    async with httpx.AsyncClient() as client:
        return await client.get(address)


async def make_password(house: House, visitor: Visitor) -> None:
    """In the chat, by whoever sits there."""
    name = await visitor.page.locator(".who bdi").inner_text()
    await visitor.say("/lich")
    await visitor.press("Mật khẩu lịch", "chưa có mật khẩu lịch")
    await visitor.press("Tạo mật khẩu lịch", "Mật khẩu chỉ hiện một lần này")
    found = PASSWORD.search(await visitor.answers.last.inner_text())
    assert found is not None
    house.passwords[name] = found[0]


# ---------------------------------------------------------------- staff: the address


async def ask_for_the_calendar(house: House, visitor: Visitor) -> None:
    await visitor.sit_down(NAM)
    card = await visitor.say("lịch của tôi")
    found = FEED.search(card)
    assert found is not None
    house.addresses[NAM] = found[0]
    assert "Google 8 đến 24 giờ" in card
    assert "Ở địa chỉ này chưa dùng được" in card
    await visitor.press("Thunderbird", "Dán vào ô Địa điểm")
    await visitor.press("Quay lại", "Liên kết này của riêng")


async def look_at_the_page(visitor: Visitor) -> None:
    """By keyboard from February to the middle of June, and the task that is due there as a file."""
    page = visitor.page
    await visitor.answers.last.get_by_role("link", name="Mở trang lịch").click()
    await expect(page.locator("#month-title")).to_have_text("Tháng 2 năm 2024")
    await expect(page.locator("table.month")).to_have_role("grid")  # keys are heard from now on
    await page.locator("td.today").focus()
    for key in ("PageDown",) * 4 + ("ArrowUp", "ArrowRight", "ArrowRight"):
        await page.keyboard.press(key)
    await expect(page.locator("#month-title")).to_have_text("Tháng 6 năm 2024")
    await expect(page.locator('td[data-day="2024-06-15"]')).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    text = (await fetched(page, page.locator("a:focus"))).decode()
    assert text.count("BEGIN:VEVENT") == 1
    assert lines(text, "DTSTART") == ["20240615"]
    await page.get_by_role("link", name="Trò chuyện").click()
    await expect(visitor.answers.last).to_be_visible()


async def change_the_link(house: House, visitor: Visitor) -> None:
    mine = Vdirsyncer.subscribed(house.folder / "old", house.addresses[NAM])
    assert mine.discover().returncode == 0
    assert (await asyncio.to_thread(mine.sync)).returncode == 0
    assert len(mine.texts()) == 3
    await visitor.press("Đổi liên kết lịch", "phải thêm lại")
    await visitor.press("Đổi liên kết", "Đã đổi liên kết")
    found = FEED.search(await visitor.answers.last.inner_text())
    assert found is not None
    assert found[0] != house.addresses[NAM]
    assert (await asyncio.to_thread(mine.sync)).returncode == 0
    (told,) = mine.texts().values()
    assert "Liên kết lịch đã đổi\\, mở chat để lấy liên kết mới" in told
    house.addresses[NAM] = found[0]
    assert (await get(found[0])).text.count("BEGIN:VEVENT") == 3


# ---------------------------------------------------------------- staff: the account


async def sign_in_with_programs(house: House, visitor: Visitor) -> None:
    """Both programs read; neither can write; the password is hidden."""
    await make_password(house, visitor)
    mine = await house.program(NAM, "lich")
    await in_time(lambda: mine.sync().returncode == 0 and mine.texts("lich"))
    with house.phone(NAM) as phone:
        item = await in_time(lambda: item_in(phone, "lich", "đăng ký sáng kiến"))
        item.icalendar_component["summary"] = "Hoãn"
        with pytest.raises(AuthorizationError):
            await asyncio.to_thread(item.save)
    name, text = next(iter(mine.texts("lich").items()))
    (mine.items / "lich" / name).write_text(dragged(text, THE_31ST), encoding="utf-8")
    refused = await asyncio.to_thread(mine.sync)
    assert refused.returncode != 0
    assert "403" in refused.stderr
    hidden = await visitor.press("Đã cất, ẩn mật khẩu", "Đã ẩn mật khẩu")
    assert house.passwords[NAM] not in hidden
    await visitor.page.reload()
    await expect(visitor.answers.last).to_contain_text("Đã ẩn mật khẩu")
    assert house.passwords[NAM] not in await visitor.page.content()


async def revoke_the_password(house: House, visitor: Visitor) -> None:
    await visitor.sit_down(NAM)
    await visitor.say("mật khẩu lịch")
    await visitor.press("Thu hồi mật khẩu lịch", "ngừng cập nhật ngay")
    await visitor.press("Thu hồi", "Đã thu hồi mật khẩu lịch")
    assert await asyncio.to_thread(house.asked, NAM, "lich") == httpx.codes.UNAUTHORIZED


# ---------------------------------------------------------------- the office and the leader: a meeting is moved


async def show_it_to_everybody(house: House, visitor: Visitor) -> None:
    await visitor.sit_down(OFFICE)
    await visitor.say("/lich")
    await visitor.press("Hiện lịch công khai", "Không công khai: tên cán bộ")
    await visitor.press("Hiện công khai", "Đã hiện lịch công khai")
    page = await visitor.answers.last.get_by_role("link", name="Mở trang công khai").get_attribute("href")
    assert page == f"{house.url}{PUBLIC_PAGE}"
    async with elsewhere(visitor, f"{page}?month=2024-10") as stranger:
        await expect(stranger.page.locator('td[data-day="2024-10-30"]')).to_contain_text(MEETING)
        assert OFFICE not in await stranger.page.content()


async def take_the_change(visitor: Visitor) -> None:
    await visitor.sit_down(OFFICE)
    question = visitor.answers.last
    await expect(question).to_contain_text(
        f"Cuộc họp “{MEETING}” được {LEADER} dời trên lịch từ 30/10/2024 sang 31/10/2024 (thứ Năm). Nhận thay đổi?"
    )
    await visitor.press("Xem văn bản", "“30/10/2024.”")
    await visitor.press("Nhận", "ngày 31/10/2024 (thứ Năm)")


async def hide_it(house: House, visitor: Visitor) -> None:
    await visitor.sit_down(OFFICE)
    await visitor.say("/lich")
    await visitor.press("Tắt lịch công khai", "không nhận được cập nhật nữa")
    await visitor.press("Tắt lịch công khai", "Đã tắt lịch công khai")
    assert (await get(f"{house.url}{PUBLIC_PAGE}")).status_code == 404
    assert (await get(f"{house.url}/calendar/public.ics")).status_code == 404


async def move_a_meeting(house: House, visitor: Visitor) -> None:
    """The leader drags it by a day; the office takes that, and everything says so."""
    await visitor.sit_down(LEADER)
    await make_password(house, visitor)
    await visitor.say("/lich")
    feed = FEED.search(await visitor.press("Lịch toàn cơ quan", "Mọi việc trong kế hoạch"))
    assert feed is not None
    before = event_in((await get(feed[0])).text, MEETING)
    program = await house.program(LEADER, "dieu-hanh")

    def there() -> list[tuple[str, str]]:
        assert program.sync().returncode == 0
        return [(name, text) for name, text in program.texts("dieu-hanh").items() if f"SUMMARY:{MEETING}" in text]

    ((name, text),) = await in_time(there)
    (program.items / "dieu-hanh" / name).write_text(dragged(text, THE_31ST), encoding="utf-8")
    await asyncio.to_thread(there)
    await take_the_change(visitor)

    after = event_in((await get(feed[0])).text, MEETING)
    assert lines(before, "DTSTART") == [f"{THE_30TH:%Y%m%d}"]
    assert lines(after, "DTSTART") == [f"{THE_31ST:%Y%m%d}"]
    assert int(lines(after, "SEQUENCE")[0]) == int(lines(before, "SEQUENCE")[0]) + 1
    assert lines(after, "UID") == lines(before, "UID")
    public = event_in((await get(f"{house.url}/calendar/public.ics")).text, MEETING)
    assert lines(public, "DTSTART") == [f"{THE_31ST:%Y%m%d}"]
    await visitor.page.goto(f"{house.url}/lich?feed=all&month=2024-10")
    await expect(visitor.page.locator('td[data-day="2024-10-31"]:not(.outside)')).to_contain_text(MEETING)
    await visitor.page.goto(house.url)
    await in_time(lambda: "Ngày 31/10/2024" in there()[0][1])


async def move_it_in_vain(house: House, visitor: Visitor) -> None:
    """The leader drags it on, from another device; the office keeps the day, and the event goes back."""
    with house.phone(LEADER) as phone:
        meeting = await asyncio.to_thread(item_in, phone, "dieu-hanh", MEETING)
        for name in ("dtstart", "dtend"):
            meeting.icalendar_component[name].dt += timedelta(days=1)
        await asyncio.to_thread(meeting.save)
        await expect(visitor.answers.last).to_contain_text("từ 31/10/2024 sang 01/11/2024")
        assert day_of(item_in(phone, "dieu-hanh", MEETING)) > THE_31ST
        await visitor.press("Giữ ngày cũ", "sẽ được đặt lại")
        await in_time(lambda: day_of(item_in(phone, "dieu-hanh", MEETING)) == THE_31ST)
    await visitor.sit_down(LEADER)
    await expect(visitor.answers.last).to_contain_text("vẫn giữ ngày cũ: ngày 31/10/2024 (thứ Năm). Ngày 01/11/2024")
    await expect(visitor.answers.last).to_contain_text(f"liên hệ {OFFICE}.")


# ---------------------------------------------------------------- a head: a task is ticked off


async def tick_off(house: House, visitor: Visitor) -> None:
    await visitor.sit_down(HEAD)
    await make_password(house, visitor)
    await visitor.say("mật khẩu lịch")
    await visitor.press("Thêm danh sách việc", "Kèm “Danh sách việc”")
    with house.phone(HEAD) as phone:
        meeting = await in_time(lambda: item_in(phone, "lich", MEETING))
        assert day_of(meeting) == THE_31ST
        todo = await in_time(lambda: item_in(phone, "viec", REPORT))
        await asyncio.to_thread(todo.complete)
        await in_time(lambda: item_in(phone, "lich", f"Đã xong: {REPORT}"))
    assert "đã hoàn thành" in await visitor.say("báo cáo sơ kết xong chưa?")
    await visitor.page.goto(f"{house.url}/lich?month={todo.icalendar_component['due'].dt:%Y-%m}")
    await expect(visitor.page.locator("li.done")).to_contain_text(f"Đã xong: {REPORT}")
    await visitor.page.goto(house.url)


async def ask_the_command_line(house: House) -> None:
    """What whoever runs the service sees: the server's state, and which reminders would go out."""
    data = "--data", house.folder / "demo"
    days = "--from", "2024-10-23", "--to", "2024-10-31"
    status, told = await asyncio.gather(
        asyncio.to_thread(dondoc, "calendar", "status", *data, **WITH_CALENDAR_SERVER),
        asyncio.to_thread(dondoc, "remind", "--dry-run", *data, *days),
    )
    assert "Tình trạng: tốt" in status.stdout, status.stdout
    assert "chờ Văn phòng trả lời: 0" in status.stdout
    reminded = [line for line in told.stdout.splitlines() if MEETING in line]
    assert [line for line in reminded if "30/10" in line] == []
    assert [line for line in reminded if "31/10" in line]


@pytest.mark.timeout(300)
async def test_a_calendar_is_lived_with(tmp_path: Path) -> None:
    if browser() is None:
        assert not IN_CI, "CI has to have a browser: python -m tests.prerequisites"
        pytest.skip("no Chromium here: the calendars were not walked through")
    with Life("demo", tmp_path / "demo", "--port", "0", **WITH_CALENDAR_SERVER) as life:
        house = House(life.url, tmp_path)
        async with visit(life.url, 1280, 800) as visitor:
            await ask_for_the_calendar(house, visitor)
            await look_at_the_page(visitor)
            await change_the_link(house, visitor)
            await sign_in_with_programs(house, visitor)
            await show_it_to_everybody(house, visitor)
            await move_a_meeting(house, visitor)
            await move_it_in_vain(house, visitor)
            await asyncio.gather(tick_off(house, visitor), ask_the_command_line(house))
            await hide_it(house, visitor)
            await revoke_the_password(house, visitor)
            assert visitor.complaints == []
            assert {urlsplit(asked).netloc for asked in visitor.asked} == {urlsplit(life.url).netloc}
        life.interrupt()
