"""The page of calendars in a real browser: keyboard, narrow screens, contrast, paper, names for screen readers."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it comes without types
import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, Route, expect

from tests.bot.channels.web.square import Square, a_square
from tests.prerequisites import IN_CI, browser

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(browser() is None and not IN_CI, reason="no Chromium here: the calendar was not walked through"),
]
ALL = "/lich?feed=all"
PUBLIC = "/lich/cong-khai"
#: Points of A4 across, and how exactly a page has to have them.
A4 = (841.9, 595.3)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def square() -> AsyncIterator[Square]:
    """One server and one browser for all."""
    async with a_square() as found:
        yield found


@pytest.fixture(autouse=True)
def nothing_amiss(square: Square) -> Iterator[None]:
    """No page asks another host for anything, and none complains."""
    square.complaints.clear()
    yield
    assert square.complaints == []


def day(page: Page, iso: str) -> Locator:
    """A square of the month on view."""
    return page.locator(f'td[data-day="{iso}"]:not(.outside)')


async def press(page: Page, *keys: str) -> None:
    """Press keys one after another."""
    for key in keys:
        await page.keyboard.press(key)


async def test_arrow_keys_walk_through_days_and_over_the_ends_of_months(square: Square) -> None:
    async with square.page(square.officer) as page:
        await page.goto(f"{square.url}{ALL}")
        await day(page, "2024-10-15").focus()
        walk = {
            "ArrowRight": "2024-10-16",
            "ArrowDown": "2024-10-23",
            "ArrowLeft": "2024-10-22",
            "ArrowUp": "2024-10-15",
            "End": "2024-10-20",
            "Home": "2024-10-14",
            "Control+End": "2024-10-31",
            "PageUp": "2024-09-30",
            "PageDown": "2024-10-30",
            "Shift+PageDown": "2025-10-30",
            "Shift+PageUp": "2024-10-30",
            "Control+Home": "2024-10-01",
        }
        for key, arrived in walk.items():
            await press(page, key)
            await expect(day(page, arrived)).to_be_focused()
        await press(page, "ArrowLeft")
        await expect(day(page, "2024-09-30")).to_be_focused()
        await press(page, *["PageDown"] * 5, "ArrowRight", *["PageUp"] * 6, "End")  # faster than any answer
        await expect(day(page, "2024-09-01")).to_be_focused()
        await press(page, "Control+End")
        await expect(page.locator("#month-title")).to_have_text("Tháng 9 năm 2024")
        await expect(page.locator("#month-said")).to_have_text("Tháng 9 năm 2024: không có việc nào")
        await expect(page).to_have_title(re.compile("Tháng 9 năm 2024"))
        assert "month=2024-09" in page.url
        await press(page, "PageDown")
        await expect(page.locator("#month-title")).to_have_text("Tháng 10 năm 2024")
        await page.go_back()
        await expect(page.locator("#month-title")).to_have_text("Tháng 9 năm 2024")


async def test_no_key_is_lost_while_one_month_after_another_comes(square: Square) -> None:
    answered = asyncio.Semaphore(0)

    async def late(route: Route) -> None:
        await answered.acquire()
        await route.continue_()

    async with square.page(square.officer) as page:
        await page.goto(f"{square.url}{ALL}")
        await day(page, "2024-10-15").focus()
        await page.route("**/lich?*", late)
        await press(page, "PageDown", "PageDown")
        for shown in ("11", "12"):
            answered.release()
            await expect(page.locator("#month-title")).to_have_text(f"Tháng {shown} năm 2024")
            await press(page, "PageDown")
        for _ in range(2):
            answered.release()
        await expect(day(page, "2025-02-15")).to_be_focused()


async def test_enter_opens_the_tasks_of_a_day_and_escape_goes_back_to_it(square: Square) -> None:
    async with square.page(square.officer) as page:
        await page.goto(f"{square.url}{ALL}&month=2024-12")
        last = day(page, "2024-12-31")
        await last.focus()
        await press(page, "Enter")
        tasks = page.locator('details[data-on="2024-12-31"]')
        await expect(tasks).to_have_count(3)
        assert await tasks.evaluate_all("found => found.every((each) => each.open)")
        await expect(tasks.first.locator("summary")).to_be_focused()
        await press(page, "Escape")
        await expect(last).to_be_focused()
        await press(page, "ArrowUp", "Enter")
        await expect(page.locator("#month-said")).to_have_text("Thứ Ba, 24/12/2024: không có việc nào")


async def test_the_grid_is_one_stop_of_the_tab_key(square: Square) -> None:
    async with square.page(square.officer) as page:
        await page.goto(f"{square.url}{ALL}")
        for named in ("Tháng 11 năm 2024", "Tháng 12 năm 2024"):
            stops = await page.locator("table.month :is(a, td)").evaluate_all(
                "all => all.filter((one) => one.tabIndex === 0).length"
            )
            assert stops == 1
            await page.locator('[rel="next"]').click()
            await expect(page.locator("#month-title")).to_have_text(named)
            await expect(page.locator('[rel="next"]')).to_be_focused()


async def test_the_end_of_time_is_where_the_keys_stop(square: Square) -> None:
    async with square.page(square.officer) as page:
        await page.goto(f"{square.url}{ALL}&month=2100-12")
        await day(page, "2100-12-31").focus()
        await press(page, "PageDown", "ArrowRight", "ArrowDown")
        await expect(day(page, "2100-12-31")).to_be_focused()


async def test_calendars_views_and_months_change_without_a_reload(square: Square) -> None:
    async with square.page(square.officer) as page:
        await page.goto(f"{square.url}{ALL}")
        await page.evaluate("window.same = true")
        link = await page.locator("#calendar-url").input_value()
        await page.get_by_role("link", name="Cả năm").click()
        await expect(page.locator("#month-title")).to_have_text("Năm 2024")
        await expect(page.get_by_role("link", name="Cả năm")).to_have_attribute("aria-current", "page")
        await page.select_option("#feed", "own")
        await expect(page.locator("h1")).not_to_contain_text("toàn cơ quan")
        await expect(page.locator("#feed")).to_be_focused()
        assert await page.locator("#calendar-url").input_value() != link
        assert await page.evaluate("window.same")
        for year in ("2025", "2026"):
            await page.get_by_role("link", name="Năm sau").click()
            await expect(page.locator("#month-title")).to_have_text(f"Năm {year}")
        await expect(page.locator(".year .empty")).to_have_text("Năm 2026 không có việc nào trong lịch này.")


async def test_everything_is_reached_without_the_script(square: Square) -> None:
    async with square.page(square.officer, script=False) as page:
        await page.goto(f"{square.url}{ALL}")
        await page.select_option("#feed", "public")
        await page.get_by_role("button", name="Xem").click()
        await expect(page.locator("h1")).to_have_text("Lịch công khai")
        await page.get_by_role("link", name="Tháng sau").click()
        await expect(page.locator("#month-title")).to_have_text("Tháng 11 năm 2024")
        await page.get_by_role("link", name="Tháng trước").click()
        await page.locator("a.chip", has_text="Họp Hội đồng sáng kiến Sở").click()
        await expect(page.locator("details[open] .about")).to_contain_text("Căn cứ")
        await page.get_by_role("link", name="Cả năm").click()
        await expect(page.locator("#month-title")).to_have_text("Năm 2024")
        assert await page.locator('table[role="grid"]').count() == 0
        assert await page.locator("noscript .notice").count() == 0


async def test_a_phone_needs_no_sideways_scrolling_and_shows_days_as_marks(square: Square) -> None:
    async with square.page(square.officer, width=320, height=700) as page:
        for path in (ALL, f"{ALL}&view=list", PUBLIC, "/", f"{ALL}&month=2024-12"):
            await page.goto(f"{square.url}{path}")
            for width in (380, 360, 320):
                await page.set_viewport_size({"width": width, "height": 700})
                assert await page.evaluate("document.documentElement.scrollWidth") == width, path
        mark = page.locator("a.chip").first
        box = await mark.bounding_box()
        assert box
        assert box["width"] < 30
        assert "Các phòng, đơn vị" in (await mark.text_content() or "")
        await day(page, "2024-12-31").click(position={"x": 3, "y": 3})
        await expect(page.locator("details[open]")).to_have_count(3)


async def test_a_word_without_an_end_is_broken_rather_than_the_page(square: Square) -> None:
    texts = "document.querySelectorAll('.what > span, .chip-text, h1, .lead')"
    long = f"{texts}.forEach((one) => (one.textContent = 'ư'.repeat(400)))"
    async with square.page(square.officer, width=320, height=700) as page:
        for path in (f"{ALL}&month=2024-12", f"{ALL}&view=list"):
            await page.goto(f"{square.url}{path}")
            await page.evaluate(long)
            for width in (320, 800, 1280):
                await page.set_viewport_size({"width": width, "height": 700})
                assert await page.evaluate("document.documentElement.scrollWidth") == width


NARROW = "month => { month.style.boxSizing = 'content-box'; month.style.width = '28rem'; }"
TORN = """() => [...document.querySelectorAll('.chip-text')].flatMap((chip) => {
  const walk = document.createTreeWalker(chip, NodeFilter.SHOW_TEXT), torn = [];
  while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/\\S+/g)) {
    const range = document.createRange();
    range.setStart(walk.currentNode, word.index);
    range.setEnd(walk.currentNode, word.index + word[0].length);
    if (new Set([...range.getClientRects()].map((part) => part.top)).size > 1) torn.push(word[0]);
  }
  return torn;
})"""


async def test_no_word_is_torn_in_the_narrowest_squares_that_show_words(square: Square) -> None:
    async with square.page(square.officer) as page:
        for month in ("2024-02", "2024-06", "2024-10", "2024-12"):
            await page.goto(f"{square.url}{ALL}&month={month}")
            await page.locator("#month").evaluate(NARROW)
            await expect(page.locator(".chip-text").first).to_be_visible()
            assert await page.evaluate(TORN) == [], month


async def test_what_a_screen_reader_is_told(square: Square) -> None:
    async with square.page(square.officer) as page:
        await page.goto(f"{square.url}{ALL}")
        grid = page.get_by_role("grid", name="Tháng 10 năm 2024: 4 việc")
        await expect(grid).to_be_visible()
        assert await grid.get_by_role("columnheader").count() == 7
        assert await grid.get_by_role("row").count() == 6
        today = grid.get_by_role("gridcell", name="Thứ Ba, 15/10/2024 (hôm nay): không có việc nào")
        await expect(today).to_have_attribute("aria-current", "date")
        meeting = "Thứ Tư, 30/10/2024: 1 việc. 14:00 Họp Hội đồng sáng kiến Sở"
        await expect(grid.get_by_role("gridcell", name=meeting)).to_have_count(1)
        late = grid.get_by_role("gridcell", name="Thứ Năm, 10/10/2024: 1 việc. Đã qua hạn: Triển khai")
        await expect(late).to_have_count(1)
        gone = page.locator(".agenda .cancelled .what > span")
        assert await gone.evaluate("it => getComputedStyle(it).textDecorationLine") == "line-through"
        for role in ("main", "banner"):
            await expect(page.get_by_role(role)).to_have_count(1)


#: Whatever can be pressed or filled in has a name; every picture says what it is, or that it says nothing.
NAMELESS = """
() => [...document.querySelectorAll("a[href], button, input, select, textarea, img, summary, [role]")]
  .filter((one) => one.checkVisibility())
  .filter((one) => {
    const labels = (one.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id));
    const words = [...labels, one].map((each) => each?.textContent.trim() || "").join("");
    const named = one.getAttribute("aria-label") || words || one.labels?.length || one.title;
    return one.tagName === "IMG" ? !one.hasAttribute("alt") : !named && one.getAttribute("role") !== "status";
  })
  .map((one) => one.outerHTML.slice(0, 120))
"""
#: Text that stands out too little from what is behind it (WCAG 2.2, 1.4.3), as the browser has painted it.
FAINT = """
() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !one.checkVisibility() || one.closest(".unseen, noscript")) continue;
    const style = getComputedStyle(one);
    const [dark, bright] = [light(parts(style.color)), light(behind(one))].sort((a, b) => a - b);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    const found = (bright + 0.05) / (dark + 0.05);
    if (found < (large ? 3 : 4.5)) faint.push(`${found.toFixed(2)} ${one.className} ${one.textContent.trim()}`);
  }
  return faint;
}
"""
#: What moves by itself.
MOVING = """
() => [...document.querySelectorAll("*")].map((one) => [one, getComputedStyle(one)])
  .filter(([, style]) =>
    style.animationName !== "none" || parseFloat(style.transitionDuration) > 0 || style.scrollBehavior === "smooth")
  .map(([one]) => one.outerHTML.slice(0, 120))
"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_all_text_can_be_read_and_everything_has_a_name(square: Square, dark: bool) -> None:
    async with square.page(square.officer, dark=dark) as page:
        for path in (ALL, f"{ALL}&month=2024-12", f"{ALL}&view=list", PUBLIC):
            await page.goto(f"{square.url}{path}")
            await page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
            assert await page.evaluate(FAINT) == [], path
            assert await page.evaluate(NAMELESS) == [], path
        ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (max(map(int, re.findall(r"\d+", ground))) < 60) is dark


async def test_a_month_is_printed_across_one_sheet_and_a_year_down_the_sheets(square: Square, tmp_path: Path) -> None:
    async with square.page(square.officer, dark=True) as page:
        for path, across, said in (
            (f"{ALL}&month=2024-12", True, "Tổ chức tổng kết công tác"),
            (f"{ALL}&view=list", False, "Báo cáo sơ kết công tác"),
        ):
            await page.goto(f"{square.url}{path}")
            paper = await page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
            sheets = pypdfium2.PdfDocument(paper)
            if across:
                assert len(sheets) == 1
            for sheet in sheets:
                width, height = sheet.get_size()
                assert (width, height) == pytest.approx(A4 if across else A4[::-1], abs=2)
            text = " ".join(" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in sheets)
            assert said in text
            assert "Căn cứ: Kế hoạch Triển khai công tác thi đua, khen thưởng năm 2024" in text
            for screen in ("Đăng ký lịch", "Trò chuyện", "In trang này", "webcal", "/calendar/", "Bằng bàn phím"):
                assert screen not in text
            picture = sheets[0].render(scale=1).to_pil().convert("RGB")
            assert all(max(colour) - min(colour) < 8 for _, colour in picture.getcolors(2**20))
            assert picture.getpixel((5, 5)) == (255, 255, 255)


async def test_nothing_moves_for_whoever_wants_no_motion(square: Square) -> None:
    async with square.page(square.officer) as page:
        await page.emulate_media(reduced_motion="reduce")
        await page.goto(f"{square.url}{ALL}")
        assert await page.evaluate(MOVING) == []


@pytest.mark.parametrize("secure", [True, False])
async def test_a_link_is_copied_and_the_page_says_so(square: Square, secure: bool) -> None:
    async with square.page(square.officer) as page:
        await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await page.goto(f"{square.url}{ALL}")
        if not secure:  # where a page has no clipboard to write to
            await page.evaluate("() => { Clipboard.prototype.writeText = async () => { throw new Error(); }; }")
        await page.get_by_role("button", name="Chép").click()
        await expect(page.locator(".subscribe .said")).to_have_text("Đã chép.")
        copied = await page.evaluate("navigator.clipboard.readText()")
        assert copied == await page.locator("#calendar-url").input_value()


async def test_alarms_are_switched_on_the_page(square: Square) -> None:
    async with square.page(square.member) as page:
        await page.goto(f"{square.url}/lich")
        for label, said in (("Kèm báo giờ", "Lịch này kèm báo giờ"), ("Bỏ báo giờ", "Lịch này không kèm báo giờ")):
            await page.get_by_role("link", name=label).click()
            await expect(page.locator("#alarms-said")).to_contain_text(said)
            await expect(page.locator("#month-said")).to_contain_text(said)
            await expect(page.locator("#alarms")).to_be_focused()


async def test_the_month_beside_the_chat_is_walked_by_the_same_keys(square: Square) -> None:
    async with square.page(square.member) as page:
        await page.goto(square.url)
        await day(page, "2024-10-15").focus()
        await press(page, "PageDown", "ArrowRight")
        await expect(day(page, "2024-11-16")).to_be_focused()
        await press(page, "PageUp", "Home")
        await expect(day(page, "2024-10-14")).to_be_focused()
        await page.locator("a.chip").first.click()
        await expect(page.locator(".agenda details[open]")).to_have_count(1)
        await expect(page.locator("#month-said")).to_contain_text("Tháng 10 năm 2024")


async def test_the_month_beside_the_chat_is_the_one_that_was_asked_for_last(square: Square) -> None:
    go_on = asyncio.Event()

    async def late(route: Route) -> None:
        await go_on.wait()
        await route.continue_()

    async with square.page(square.member) as page:
        await page.route("**/month?month=2024-11", late)
        await page.goto(square.url)
        title = page.locator("#month-title")
        await page.locator('#month [rel="next"]').click()
        await page.locator('#month [rel="prev"]').click()
        await expect(title).to_have_text("Tháng 9 năm 2024")
        async with page.expect_response("**/month?month=2024-11") as answered:
            go_on.set()
        await (await answered.value).finished()
        await page.evaluate("() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 20)))")
        await expect(title).to_have_text("Tháng 9 năm 2024")


async def test_the_public_page_needs_no_signing_in_and_leads_nowhere_personal(square: Square) -> None:
    async with square.page() as page:
        await page.goto(f"{square.url}{PUBLIC}")
        await expect(page.locator(".month")).to_be_visible()
        await page.get_by_role("link", name="Cả năm").click()
        await expect(page.locator("#month-title")).to_have_text("Năm 2024")
        assert await page.locator("#whose, .account, a[href='/lich'], a[href*='hoi=']").count() == 0
        text = await page.inner_text("main")
        assert "Đã xong" not in text
        assert "đã qua hạn" not in text
        for person in square.store.all(type(square.officer)):
            assert person.name not in text
