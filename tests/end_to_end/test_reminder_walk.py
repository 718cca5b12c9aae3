"""The walk of reminders: through the year with the time machine, as staff, head, office and leader.

A real browser in front of the real process. What each of them has to see is asserted, and how it looks is kept: a
picture of every station, in the order of the walk, lies in the test's folder.
"""

from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it comes without types
import pytest
from playwright.async_api import Locator, expect

from tests.end_to_end.processes import Life
from tests.end_to_end.walking import Visitor, fetched, visit
from tests.prerequisites import IN_CI, browser

OFFICE, LEADER, HEAD, SON = "Nguyễn Thị Lan", "Đinh Quốc Hưng", "Võ Thị Kim Oanh", "Đặng Ngọc Sơn"
NAM, NGA, VY = "Phùng Hoài Nam", "Hồ Quỳnh Nga", "Trương Khánh Vy"
NAMS_HEAD, TRADE_HEAD = "Cao Xuân Trường", "Phan Thanh Hà"
LAUNCH, REPORT, COUNCIL = "Phát động phong trào thi đua", "Báo cáo sơ kết công tác thi đua", "Họp Hội đồng sáng kiến Sở"
NOTE = "Đã ký giao ước với Cụm VIII ngày 08/3/2024"


@dataclass
class Walk:
    """Somebody's browser, and the album of what it showed."""

    visitor: Visitor
    album: Path
    numbers: "count[int]"

    async def sit(self, name: str) -> Locator:
        """Sit down as somebody; all that they have been told."""
        await self.visitor.sit_down(name)
        return self.visitor.answers

    async def keep(self, station: str) -> None:
        """Take a picture."""
        await self.visitor.page.screenshot(path=self.album / f"{next(self.numbers):02}-{station}.png")

    async def told(self, *words: str) -> None:
        """The newest message says all of this."""
        for each in words:
            await expect(self.visitor.answers.last).to_contain_text(each)


# ---------------------------------------------------------------- February: a task is given, a registration put off


async def give_a_task(walk: Walk) -> None:
    visitor = walk.visitor
    await visitor.jump_to("2024-02-23")
    messages = await walk.sit(HEAD)
    digest = messages.nth(await messages.count() - 1)
    await walk.told("Nhắc việc ngày 23/02/2024", "Sắp tới:", f"4. {LAUNCH}", "không xem xét khen thưởng cuối năm")
    await walk.keep("head-digest")
    await visitor.press("Giao cho ai?", "Giao việc nào?")
    asked = await visitor.press("Giao việc 4", "Chị Oanh chọn người thực hiện, hoặc gõ tên.")
    assert f"Mục 1.2. {LAUNCH}" in asked
    await walk.keep("head-gives")
    await visitor.press(f"{SON} (Chuyên viên)", f"Người thực hiện: {SON}")
    await expect(digest).to_contain_text("Đã giải quyết:")
    await expect(digest).to_contain_text(f"đã giao cho {SON}")
    await walk.sit(SON)
    await walk.told("Việc được giao", f"{HEAD} giao anh Sơn thực hiện mục 1.2")


async def put_off_and_register(walk: Walk) -> None:
    visitor = walk.visitor
    messages = await walk.sit(NAM)
    await visitor.press("Nhắc lại", "Nhắc lại khi nào")
    assert "2 giờ nữa" in "".join(await messages.last.get_by_role("button").all_inner_texts())
    await walk.keep("staff-puts-off")
    await visitor.press("Đầu tuần sau (thứ Hai 26/02)", "Sẽ nhắc lại ngày 26/02/2024 (thứ Hai)")
    await visitor.jump_to("2024-02-26")
    await walk.told("Nhắc việc ngày 26/02/2024", "Tuần này:", "còn 2 ngày. Nhắc lại theo yêu cầu.")
    digest = messages.nth(await messages.count() - 1)
    await visitor.press("Đăng ký ngay", "Chưa thấy vướng mắc: Lao động tiên tiến")
    await visitor.press("Lao động tiên tiến", "Hình thức khen thưởng")
    await visitor.press("Không đề nghị khen thưởng", "cam kết phấn đấu")
    await visitor.press("Bỏ qua", "xem lại trước khi ghi")
    await visitor.press("Ghi đăng ký", "Đã ghi đăng ký số ĐK-2024-001")
    await expect(digest).to_contain_text("Không còn việc nào phải nhắc. Cảm ơn anh Nam.")
    await expect(digest).to_contain_text("đã có câu trả lời")
    await expect(digest.get_by_role("button")).to_have_count(0)
    await walk.keep("staff-registered")


async def settle_how_to_be_reminded(walk: Walk) -> None:
    visitor = walk.visitor
    assert "Giờ nhắc: 07:45" in await visitor.say("/nhac")
    await visitor.press("Đổi giờ", "ví dụ “7h30”")
    assert "Từ ngày mai nhắc việc lúc 08:30." in await visitor.say("8h30")
    await walk.keep("staff-settings")
    await visitor.press("Báo nghỉ", "nghỉ từ ngày nào đến ngày nào?")
    assert "nhắc việc cho ai thay anh Nam?" in await visitor.say("3/6 - 14/6")
    await visitor.press(NGA, f"Kỳ nghỉ: từ 03/06/2024 đến hết 14/06/2024; {NGA} làm thay.")
    await walk.sit(NGA)
    await walk.told("Làm thay trong kỳ nghỉ", f"{NAM} nghỉ từ 03/06/2024 đến hết 14/06/2024")


# ---------------------------------------------------------------- March: overdue


async def warn_and_escalate(walk: Walk) -> None:
    visitor = walk.visitor
    await visitor.jump_to("2024-03-01")
    messages = await walk.sit(SON)
    headings = await messages.locator(".heading").all_inner_texts()
    assert len(headings) == len(set(headings)), "nothing came twice"
    ping = messages.filter(has_text="Nhắc việc chiều 29/02/2024")
    await expect(ping).to_contain_text("Ngày mai sẽ báo trưởng đơn vị nếu chưa hoàn thành.")
    await walk.told("Đã qua hạn:", f"2. {LAUNCH}", "đã qua hạn 1 ngày")
    await walk.keep("assignee-overdue")
    await walk.sit(HEAD)
    await walk.told("Đã qua hạn, cần chị Oanh đôn đốc:", f"Văn phòng (giao cho {SON})")
    await walk.keep("head-escalated")
    await walk.sit(VY)
    await walk.told("Reminder of 01/03/2024", "Past the deadline:", "1 day past the deadline, registration is closed")
    await walk.keep("staff-english")

    await visitor.jump_to("2024-03-11")
    messages = await walk.sit(OFFICE)
    await expect(messages.filter(has_text="Nhắc việc ngày 05/03/2024")).to_contain_text("cần chị Lan đôn đốc:")
    await walk.told("Nhắc việc ngày 11/03/2024", LAUNCH, f"(giao cho {SON})")
    await walk.keep("office-escalated")


async def report_to_the_leader(walk: Walk) -> None:
    visitor, page = walk.visitor, walk.visitor.page
    messages = await walk.sit(LEADER)
    assert await messages.filter(has_text="Nhắc việc").count() == 0
    await walk.told(
        "Báo cáo tuần, ngày 11/03/2024", "thuộc đơn vị đồng chí Hưng phụ trách (2 việc):", "Đã báo Văn phòng."
    )
    await walk.told("Danh hiệu: 1/50 người đã đăng ký")
    picture = messages.last.locator("img")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 1080
    await walk.keep("leader-report")
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.emulate_media(color_scheme="dark")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    await picture.scroll_into_view_if_needed()
    await walk.keep("leader-phone-dark")
    await page.emulate_media(color_scheme="light")
    await page.set_viewport_size({"width": 1280, "height": 800})
    await visitor.press("Việc đã qua hạn", LAUNCH)


async def show_that_it_is_done(walk: Walk) -> None:
    visitor = walk.visitor
    messages = await walk.sit(SON)
    await visitor.press("Xong", "Đã ghi nhận hoàn thành lúc 08:0")
    await visitor.press("Thêm minh chứng", "Minh chứng hoàn thành")
    assert f"“{NOTE}”" in await visitor.say(NOTE)
    await visitor.press("Lưu minh chứng", "Đã lưu minh chứng.")
    await expect(messages.filter(has_text="Nhắc việc chiều 04/03/2024")).to_contain_text(
        "Không còn việc nào phải nhắc."
    )
    await walk.keep("assignee-done")
    await walk.sit(HEAD)
    await walk.told(f"{SON} ghi nhận hoàn thành lúc")
    await walk.keep("head-told")
    assert NOTE in await visitor.say("việc 1.2")


# ---------------------------------------------------------------- May and June: units hand in their parts


async def ask_units_for_their_parts(walk: Walk) -> None:
    visitor = walk.visitor
    await walk.sit(OFFICE)
    assert "Chưa có loại việc nào cần Văn phòng xác nhận" in await visitor.say("/thangnhac")
    await visitor.press("Báo cáo", "việc loại này xong ngay.")
    await visitor.press("“Xong” cần Văn phòng xác nhận", "chờ Văn phòng xác nhận; trong lúc chờ không nhắc.")
    await walk.keep("office-confirming")
    await visitor.sleep_until("2024-05-27")
    assert "Phối hợp: các phòng, đơn vị thuộc Sở." in await visitor.say("việc 2.1")
    await visitor.press("Đặt hạn nội bộ", "Xin gõ ngày các phòng, đơn vị gửi phần của mình")
    assert "Đôn Đốc sẽ báo và nhắc 6 phòng, đơn vị theo ngày này." in await visitor.say("trước 10/6")
    await visitor.press("Ghi thời hạn này", "Đã gửi 0/6 phòng, đơn vị.")
    await walk.keep("office-checklist")

    await walk.sit(NAMS_HEAD)
    await walk.told("Phần của Phòng Quản lý công nghiệp", "trước 10/06/2024 (thứ Hai)")
    assert f"Giao cho {NAM}?" in await visitor.say("giao việc 2.1 cho Nam")
    await visitor.press("Giao", f"Người thực hiện: {NAM}")
    await visitor.sleep_until("2024-06-05")
    await walk.sit(NGA)
    await walk.told(
        "Nhắc việc ngày 05/06/2024", "Phần của Phòng Quản lý công nghiệp", f"Chị Nga làm thay {NAM} đang nghỉ."
    )
    await walk.keep("stand-in-digest")
    await walk.sit(TRADE_HEAD)
    await visitor.press("Đã gửi", "Đã ghi nhận gửi lúc 08:0")
    await walk.keep("head-hands-in")
    await walk.sit(OFFICE)
    assert "Hạn nội bộ: trước 10/06/2024 (thứ Hai), còn 5 ngày; đã gửi 1/6." in await visitor.say("/ngaynoibo")


async def confirm_what_is_done(walk: Walk) -> None:
    visitor = walk.visitor
    await visitor.sleep_until("2024-06-13")
    await walk.sit(HEAD)
    await walk.told("Tuần này:", f"1. {REPORT}")
    await visitor.press("Xong", "Việc nào đã xong?")
    await visitor.press("Xong 1", "chờ Văn phòng xác nhận")
    await walk.keep("head-waits")
    await walk.sit(OFFICE)
    await walk.told("Chờ xác nhận hoàn thành", f"{HEAD} báo đã hoàn thành mục 2.1")
    await walk.keep("office-asked")
    await visitor.press("Xác nhận", "Đã xác nhận hoàn thành")
    assert "Hạn nội bộ của các phòng, đơn vị: trước 10/06/2024 (thứ Hai)" in await visitor.say("việc 2.1")
    await walk.sit(HEAD)
    await walk.told("Đã xác nhận hoàn thành", REPORT)


async def look_back_and_print(walk: Walk) -> None:
    visitor, page = walk.visitor, walk.visitor.page
    await walk.sit(OFFICE)
    log = await visitor.say("/danhac")
    assert f"13/06/2024 – {HEAD}: bản nhắc trong ngày, trên trang trò chuyện, đã gửi" in log
    await walk.keep("office-log")
    assert "không có tên ai" in await visitor.say("/inphieu")
    await walk.keep("office-prints")
    await visitor.press("Bảng tin mọi đơn vị", ".pdf")
    sheets = pypdfium2.PdfDocument(await fetched(page, page.locator("a.file", has_text=".pdf").last))
    words = "\n".join(sheets[at].get_textpage().get_text_range() for at in range(len(sheets)))
    assert "Phòng Quản lý thương mại" in words
    assert TRADE_HEAD not in words


# ---------------------------------------------------------------- October: has it met?


async def ask_about_a_meeting(walk: Walk) -> None:
    visitor = walk.visitor
    await visitor.sleep_until("2024-10-31")
    await walk.sit(HEAD)
    await walk.told("Đã họp chưa?", f"{COUNCIL} (mục 4.2): ngày 30/10/2024 (thứ Tư).")
    await walk.keep("head-meeting")
    await visitor.answers.last.get_by_role("button", name="Đã họp").click()
    await walk.told("Đã ghi nhận hoàn thành", COUNCIL)
    await walk.keep("head-met")


@pytest.mark.timeout(300)
async def test_a_year_of_reminders_is_lived_through(tmp_path: Path) -> None:
    if browser() is None:
        assert not IN_CI, "CI has to have a browser: python -m tests.prerequisites"
        pytest.skip("no Chromium here: the year's reminders were not walked through")
    album = tmp_path / "album"
    album.mkdir()
    with Life("demo", tmp_path / "demo", "--port", "0") as life:
        async with visit(life.url, 1280, 800) as visitor:
            walk = Walk(visitor, album, count(1))
            await give_a_task(walk)
            await put_off_and_register(walk)
            await settle_how_to_be_reminded(walk)
            await warn_and_escalate(walk)
            await report_to_the_leader(walk)
            await show_that_it_is_done(walk)
            await ask_units_for_their_parts(walk)
            await confirm_what_is_done(walk)
            await look_back_and_print(walk)
            await ask_about_a_meeting(walk)
            assert visitor.complaints == []
        life.interrupt()
    assert len(list(album.iterdir())) == next(walk.numbers) - 1
