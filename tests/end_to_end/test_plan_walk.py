"""The walk of a signed plan through the web chat: sent, read, mended, adopted, amended, carried over to another year.

A real browser in front of the real process; the paper is a department's plan of 2024, made a Word file here.
"""

from pathlib import Path

import httpx
import pytest
from icalendar import Calendar
from playwright.async_api import Page, expect

from tests.end_to_end.processes import Life
from tests.end_to_end.walking import Visitor, visit
from tests.papers import as_docx, gold_content
from tests.prerequisites import IN_CI, browser

OFFICE = "Nguyễn Thị Lan"
PLAN = "so-ngoai-vu-lang-son-2024"
LETTER = [
    "SỞ NGOẠI VỤ",
    "Số: 45/SNgV-VP",
    "Lạng Sơn, ngày 01 tháng 3 năm 2024",
    "V/v điều chỉnh thời gian thực hiện Kế hoạch công tác thi đua, khen thưởng năm 2024",
    "Kính gửi: Các phòng, đơn vị thuộc Sở.",
    "Sở Ngoại vụ điều chỉnh thời gian thực hiện Kế hoạch công tác thi đua, khen thưởng năm 2024 như sau:",
    "1. Xây dựng báo cáo sơ kết công tác thi đua khen thưởng 6 tháng đầu năm 2024",
    "Thời gian hoàn thành: Trước ngày 10/7/2024.",
    "Trách nhiệm thực hiện: Văn phòng.",
    "2. Tổ chức hội nghị điển hình tiên tiến của Sở",
    "Thời gian hoàn thành: Trước ngày 20/8/2024.",
    "Trách nhiệm thực hiện: Văn phòng.",
]


async def send(visitor: Visitor, name: str, content: bytes) -> None:
    """Choose a file as the paper clip's dialogue would, and wait until it has been read."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    await visitor.page.set_input_files("#file", {"name": name, "mimeType": kind, "buffer": content})
    await expect(visitor.page.locator(".message.mine").last).to_contain_text(name)
    await expect(visitor.answers.last).to_contain_text("Rà soát:")


async def events(page: Page) -> dict[str, str]:
    """What the person's calendar feed shows: summaries and days."""
    address = await page.locator("#calendar-url").input_value()
    async with httpx.AsyncClient() as client:
        found = Calendar.from_ical((await client.get(address)).content).walk("VEVENT")
    return {str(event["SUMMARY"]): str(event.decoded("DTSTART")) for event in found}


@pytest.mark.timeout(300)
async def test_a_signed_plan_becomes_everybodys_calendar(tmp_path: Path) -> None:
    if browser() is None:
        assert not IN_CI, "CI has to have a browser: python -m tests.prerequisites"
        pytest.skip("no Chromium here: the plan was not walked through")
    with Life("demo", tmp_path / "demo", "--port", "0") as life:
        async with visit(life.url) as visitor:
            page, answers = visitor.page, visitor.answers
            await visitor.sit_down(OFFICE)
            before = await events(page)

            await send(visitor, "ke-hoach.docx", as_docx(gold_content(PLAN)))
            await expect(answers.last).to_contain_text("Kế hoạch Công tác thi đua, khen thưởng năm 2024")
            await expect(answers.last).to_contain_text("nhiệm vụ")
            await expect(answers.last).to_contain_text("Số văn bản để trống")
            assert await events(page) == before, "nothing is public before adoption"

            # The office says what the paper leaves blank, mends a task by hand, confirms the rest.
            await visitor.press("Đầu văn bản", "Tên văn bản")
            await visitor.press("Sửa số", "gõ số")
            await visitor.say("12/KH-SNgV")
            await visitor.press("Cả văn bản", "12/KH-SNgV")
            await visitor.press("Đã xem các điều ghi ở văn bản", "Năm kế hoạch: 2024")
            await answers.last.get_by_role("button", name="Xem").first.click()
            await expect(answers.last).to_contain_text("Căn cứ")
            await visitor.press("Sửa hạn", "Xin gõ thời hạn")
            assert "15/03/2024 (thứ Sáu)" in await visitor.say("15 tháng 3")
            mended = await visitor.press("Ghi thời hạn này", "Đã sửa thời hạn")
            assert "15/03/2024" in mended
            await decide_the_doubtful(visitor)
            await visitor.press("Đúng tất cả việc không có điều cần xem lại", "Đã xác nhận")

            await visitor.press("Áp dụng", "Áp dụng kế hoạch này?")
            assert await events(page) == before
            await visitor.press("Áp dụng", "Đã áp dụng")

            # Month and feed follow.
            await page.locator(".month-head [rel=next]").click()
            await expect(page.locator("#month")).to_contain_text("Tháng 3 năm 2024")
            await expect(page.locator("#month")).to_contain_text("15/03/2024")
            adopted = await events(page)
            assert before.items() <= adopted.items()
            assert "2024-03-15" in {day for summary, day in adopted.items() if summary not in before}

            await send(visitor, "cong-van.docx", as_docx(LETTER))
            await expect(answers.last).to_contain_text("Sửa đổi kế hoạch đang thực hiện")
            await decide_the_doubtful(visitor)
            change = await visitor.press("Áp dụng", "Áp dụng sửa đổi này?")
            assert "Dời: Xây dựng báo cáo sơ kết" in change
            assert "10/07/2024" in change
            assert "Thêm: Tổ chức hội nghị điển hình tiên tiến" in change
            await visitor.press("Áp dụng", "Đã sửa đổi")
            amended = await events(page)
            moved = next(
                day for summary, day in amended.items() if "báo cáo sơ kết công tác thi đua khen thưởng" in summary
            )
            assert moved == "2024-07-10"

            await visitor.say("/kehoach")
            await answers.last.get_by_role("button", name="Kế hoạch Công tác thi đua").first.click()
            await expect(answers.last).to_contain_text("sang năm khác")
            rolled = await visitor.press("Sang năm 2027", "Rà soát:")
            assert "năm 2027" in rolled
            assert "Năm kế hoạch: 2027" in rolled
            assert await events(page) == amended, "the next year waits for its review"
            assert visitor.complaints == []


async def decide_the_doubtful(visitor: Visitor) -> None:
    """Look at each doubtful task and say that it is right; ends on the whole document."""
    answers = visitor.answers
    await go_to_the_whole(visitor)
    doubtful = answers.last.get_by_role("button", name="Xem việc cần xem lại")
    if await doubtful.count():
        await doubtful.click()
        await expect(answers.last).to_contain_text("Việc ")
        while "cần xem lại" in (await answers.last.locator(".heading").inner_text()):
            heading = await answers.last.locator(".heading").inner_text()
            await answers.last.get_by_role("button", name="Đúng rồi").click()
            await expect(answers.last.locator(".heading")).not_to_have_text(heading)
        await go_to_the_whole(visitor)


async def go_to_the_whole(visitor: Visitor) -> None:
    whole = visitor.answers.last.get_by_role("button", name="Cả văn bản")
    if await whole.count():
        await whole.click()
        await expect(visitor.answers.last).to_contain_text("Rà soát:")
