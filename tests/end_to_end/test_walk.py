"""The walk of the demo, a real browser in front of the real process: from the plan to calendar, chat and reminder."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from icalendar import Calendar
from playwright.async_api import expect

from tests.end_to_end.processes import Life, Page
from tests.end_to_end.walking import visit
from tests.prerequisites import IN_CI, browser

LEADER, STAFF, OFFICE, COLLEAGUE = "Đinh Quốc Hưng", "Phùng Hoài Nam", "Nguyễn Thị Lan", "Hồ Quỳnh Nga"
THE_28TH = "2024-02-28"


def told_on(url: str, person: str, day: str) -> list[str]:
    """What a person was sent on a day."""
    with Page(url) as page:
        page.sit_down(person)
        return [message["text"] for message in page.talk() if message["day"] == day and not message["mine"]]


@pytest.mark.timeout(300)
async def test_the_walk(tmp_path: Path) -> None:
    if browser() is None:
        assert not IN_CI, "CI has to have a browser: python -m tests.prerequisites"
        pytest.skip("no Chromium here: the demo was not walked through")
    with Life("demo", tmp_path / "demo", "--port", "0") as life:
        url = life.url
        async with visit(url) as visitor:
            page = visitor.page

            await visitor.sit_down(LEADER)
            due = await visitor.say("tháng này có gì đến hạn")
            assert "Xây dựng, ban hành kế hoạch công tác thi đua, đăng ký thi đua năm 2024" in due
            assert "Trước 29/02/2024 (thứ Năm)" in due

            await visitor.sit_down(STAFF)
            await visitor.say("đăng ký danh hiệu")
            await visitor.press("Lao động tiên tiến", "khen")
            await visitor.press("Không đề nghị khen thưởng", "cam kết")
            await visitor.press("Bỏ qua", "xem lại")
            receipt = await visitor.press("Ghi đăng ký", "Đã ghi đăng ký số")
            assert "ĐK-2024-001" in receipt
            assert "20/02/2024" in receipt

            await visitor.sit_down(OFFICE)
            await visitor.say("đã hoàn thành việc 1.1")
            done = await visitor.press("Đã hoàn thành", "Đã ghi nhận hoàn thành")
            assert "Xây dựng, ban hành kế hoạch" in done

            await visitor.jump_to(THE_28TH)
            assert "28/02/2024" in await page.locator("#clock-day").inner_text()
            assert told_on(url, "nam.ph", THE_28TH) == []
            (reminded,) = told_on(url, "nga.hq", THE_28TH)
            assert "kế hoạch ghi trước 29/02: nên xong trong hôm nay" in reminded

            # The badge is before one's eyes, and behind it the digest.
            await page.locator("#unread button", has_text=COLLEAGUE).click()
            await expect(page.locator(".who bdi")).to_have_text(COLLEAGUE)
            await expect(visitor.answers.last).to_contain_text("trước 29/02")
            await expect(page.locator("#unread button", has_text=COLLEAGUE)).to_have_count(0)

            address = await page.locator("#calendar-url").input_value()
            assert await page.locator("a[href^='webcal:']").count() == 1
            async with httpx.AsyncClient() as client:
                events = Calendar.from_ical((await client.get(address)).content).walk("VEVENT")
            days = [event.decoded("DTSTART") for event in events]
            assert days == [date(2024, 2, 29), date(2024, 6, 15), date(2024, 10, 10)]
            assert "Trước 29/02/2024" in str(events[0]["DESCRIPTION"])

            assert visitor.complaints == []
            assert {urlsplit(asked).netloc for asked in visitor.asked} == {urlsplit(url).netloc}
