"""What a signed-in person sees, and what a stranger doesn't."""

import json
import re
from html import unescape

from icalendar import Calendar

from bot.channels.web.site import STATIC
from locales.catalogue import Texts
from plans.model.people import Preference
from plans.model.plan import TaskProgress
from tests.bot.channels.web.house import House


async def test_a_stranger_learns_how_to_get_in_and_nothing_of_the_department() -> None:
    house = House()
    async with house.browser() as stranger:
        page = await stranger.open()
    assert "liên kết" in page.text
    for word in ("Sở Thử nghiệm", "Văn phòng Sở", "Lan", "Xây dựng"):
        assert word not in page.text


async def test_a_stranger_is_answered_in_the_browsers_language() -> None:
    house = House()
    async with house.browser(headers={"accept-language": "en-GB,en;q=0.9"}) as stranger:
        assert "personal link" in (await stranger.open()).text
    async with house.browser(headers={"accept-language": "fr"}) as stranger:
        assert "liên kết" in (await stranger.open()).text


async def test_the_page_has_name_chat_month_and_subscription() -> None:
    house = House()
    async with house.signed_in() as browser:
        page = unescape((await browser.open()).text)
    for words in ("Phạm Thị Lan", "Phòng Quản lý công nghiệp", "Thoát", "Tháng 2 năm 2024", "webcal://dondoc.test/"):
        assert words in page
    assert "Xây dựng, ban hành kế hoạch" in page
    assert "chuyện với tư cách" not in page
    assert "Cỗ máy thời gian" not in page


async def test_no_page_asks_another_host_for_anything_or_runs_inline_code() -> None:
    house = House(demo=True)
    async with house.signed_in() as browser:
        pages = [(await browser.open(path)).text for path in ("/", "/vao/sai", "/khong-co")]
    pages += [path.read_text(encoding="utf-8") for path in STATIC.iterdir() if path.suffix != ".png"]
    for text in pages:
        assert not re.search(r"""(src|href|url\(|import|from)\s*=?\s*["'(]?(https?:)?//(?!dondoc\.test)""", text)
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=[\"']|\sstyle=|javascript:", text)


async def test_the_script_has_no_words_of_its_own() -> None:
    vietnamese = re.compile("[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]")
    for path in STATIC.glob("*.js"):
        code = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if "//" not in line)
        assert vietnamese.sub("", code.replace('"đ"', "")) == code.replace('"đ"', ""), path.name


async def test_the_feed_behind_the_subscription_is_the_month_on_the_page() -> None:
    house = House()
    async with house.signed_in() as browser:
        page = unescape((await browser.open()).text)
        address = re.search(r'value="(http://dondoc\.test/calendar/[^"]+)"', page)
        assert address
        feed, file = await browser.get(address[1]), await browser.get("/lich.ics")
    assert feed.content == file.content
    assert "attachment" in file.headers["content-disposition"]
    assert [str(event["SUMMARY"]) for event in Calendar.from_ical(feed.content).events]


async def test_the_qr_code_is_a_picture_of_its_own() -> None:
    house = House()
    async with house.signed_in() as browser:
        picture = await browser.get("/lich.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.text.startswith('<svg xmlns="http://www.w3.org/2000/svg"')


async def test_the_month_is_a_piece_of_the_page_that_says_what_is_done() -> None:
    house = House()
    with house.store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", house.now, "hoa"))
    async with house.signed_in("van") as browser:
        june = (await browser.get("/month?month=2024-06")).text
        today = (await browser.get("/month")).text
        odd = (await browser.get("/month?month=<script>")).text
    assert "Tháng 6 năm 2024" in june
    assert "Đã xong" in june
    assert "<html" not in june
    assert 'aria-current="date"' in today
    assert odd == today


async def test_the_language_is_remembered_for_the_person() -> None:
    house = House()
    async with house.signed_in() as browser:
        assert (await browser.send_json("/ngon-ngu", {"language": "en"})).status_code == 200
        page = (await browser.open()).text
        assert "February 2024" in page
        assert '<html lang="en">' in page
        assert (await browser.send_json("/ngon-ngu", {"language": "xx"})).status_code == 400
    assert house.store.get(Preference, "lan") == Preference("lan", "en")


async def test_the_words_of_the_script_come_with_the_page() -> None:
    house = House()
    async with house.signed_in() as browser:
        page = (await browser.open()).text
    words = json.loads(unescape(page.partition("data-words='")[2].partition("'")[0]))
    assert words["retry"] == Texts("vi")("web.js_retry")
