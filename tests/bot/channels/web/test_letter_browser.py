"""The pages behind the links of letters in a real browser: nothing before the button, then the chat."""

from dataclasses import replace

import pytest
from playwright.async_api import expect

from bot.mail.links import LetterLinks
from plans.model.reaching import WebSession
from plans.reminding.settings import settings_of
from tests.bot.channels.web.square import NOW, a_square
from tests.prerequisites import IN_CI, browser

pytestmark = pytest.mark.skipif(
    browser() is None and not IN_CI, reason="no Chromium here: the pages of letters were not walked through"
)


async def test_a_letter_leads_to_the_chat_and_out_of_letters_by_buttons_alone() -> None:
    async with a_square() as square:
        member = replace(square.member, email="can.bo@so.example.vn")
        with square.store.transaction() as tx:
            tx.put(member)
        links = LetterLinks(square.url, b"k" * 32)
        async with square.page(width=390) as page:
            await page.goto(links.press(member, NOW, "title:begin", "Đăng ký ngay"))
            await expect(page.locator(".whom")).to_contain_text(member.name)
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert square.store.all(WebSession) == ()
            await page.get_by_label("Đây là máy dùng chung").check()
            await page.get_by_role("button", name="Đúng, thực hiện").click()
            await expect(page.locator(".message:not(.mine)")).to_have_count(1)
            assert [session.shared for session in square.store.all(WebSession)] == [True]
            assert page.url == f"{square.url}/"

            await page.goto(links.stop(member, NOW, "early"))
            for label, muted in (("Ngừng nhận", ("early",)), ("Nhận lại", ())):
                await page.get_by_role("button", name=label).click()
                await expect(page.get_by_role("button", name=label)).to_have_count(0)
                assert settings_of(square.store, member.id).muted == muted
        assert square.complaints == []
