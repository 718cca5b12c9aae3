"""The cookie, the machine that several people use, and pages made for an earlier session."""

from datetime import timedelta

from plans.model.reaching import WebSession
from tests.bot.channels.web.house import House


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    house = House()
    path = house.invitation("lan")
    async with house.browser() as browser:
        entered = await browser.send_json(path, {})
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    assert "max-age=34560000" in cookie
    assert "secure" not in cookie


async def test_behind_https_the_cookie_is_secure_and_bound_to_the_host() -> None:
    house = House(base_url="https://dondoc.test")
    path = house.invitation("lan")
    async with house.browser() as browser:
        entered = await browser.send_json(path, {}, origin="https://dondoc.test")
        assert entered.headers["set-cookie"].startswith("__Host-dondoc=")
        assert "secure" in entered.headers["set-cookie"].lower()
        assert "Phạm Thị Lan" in (await browser.open()).text


async def test_the_store_holds_nothing_that_opens_a_session() -> None:
    house = House()
    async with house.signed_in() as browser:
        (cookie,) = browser.cookies.values()
        (session,) = house.store.all(WebSession)
        assert cookie not in repr(session)


async def test_a_shared_machine_forgets_on_closing_and_after_fifteen_idle_minutes() -> None:
    house = House()
    path = house.invitation("lan")
    async with house.browser() as browser:
        entered = await browser.send_json(path, {"shared": True})
        assert "max-age" not in entered.headers["set-cookie"].lower()
        assert "máy dùng chung" in (await browser.open()).text
        house.now += timedelta(minutes=14)
        assert (await browser.say("chào")).status_code == 200
        house.now += timedelta(minutes=14)
        assert (await browser.send_json("/chat/read", {"number": 2})).status_code == 200
        house.now += timedelta(minutes=16)
        assert (await browser.say("còn đó không")).status_code == 401
        assert "Phạm Thị Lan" not in (await browser.open()).text


async def test_a_session_of_ones_own_machine_is_not_rewritten_at_every_post() -> None:
    house = House()
    async with house.signed_in() as browser:
        before = house.store.version(WebSession)
        await browser.say("chào")
        assert house.store.version(WebSession) == before


async def test_a_page_made_for_another_session_cannot_post() -> None:
    house = House()
    async with house.signed_in("lan") as lan, house.signed_in("hung") as hung:
        lan.cookies = hung.cookies
        refused = await lan.say("tôi là ai?")
        assert refused.status_code == 409
        assert "tải lại" in refused.json()["error"]
    assert house.conversation.asked == []


async def test_two_people_in_two_browsers_do_not_meet() -> None:
    house = House()
    async with house.signed_in("lan") as lan, house.signed_in("hung") as hung:
        await lan.say("tệp")
        assert await hung.talk() == []
        assert (await hung.get("/chat/files/2")).status_code == 404
        assert (await lan.get("/chat/files/2")).status_code == 200


async def test_a_made_up_cookie_is_nobody() -> None:
    house = House()
    async with house.browser(headers={"cookie": b"dondoc=\xc4\x91o\xe1n-m\xf2"}) as browser:
        assert (await browser.open()).status_code == 200
        assert (await browser.get("/chat/messages")).status_code == 401


async def test_one_browser_holds_one_session() -> None:
    house = House(demo=True)
    async with house.signed_in("lan") as browser, house.listening(browser) as ear:
        await ear.next("badges")
        await browser.send_json("/demo/as", {"person": "hung"})
        assert [session.person for session in house.store.all(WebSession)] == ["hung"]
        house.web.streams.wake("lan")
        assert await ear.next("signed-out")


async def test_a_browser_in_use_stays_in_and_one_left_alone_is_out_after_thirty_days() -> None:
    house = House()
    async with house.signed_in("lan") as used, house.signed_in("hung") as idle:
        for _ in range(2):
            house.now += timedelta(days=20)
            assert (await used.send_json("/chat/read", {"number": 0})).status_code == 200
        assert (await used.get("/month")).status_code == 200
        assert (await idle.get("/month")).status_code == 401
