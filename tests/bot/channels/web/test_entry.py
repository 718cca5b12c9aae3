"""In by a personal link, out by "Thoát"; a link shows a name and changes nothing until somebody presses "Vào"."""

import asyncio
from dataclasses import replace

import pytest

from bot.channels.web.entry import TRIES_EACH, TRIES_OVERALL
from plans.model.people import Person
from plans.model.reaching import Contact, Invitation, WebSession
from tests.bot.channels.web.house import House


async def test_a_link_shows_the_name_and_its_post_opens_a_session() -> None:
    house = House()
    path = house.invitation("lan")
    async with house.browser() as browser:
        page = await browser.open(path)
        assert "Phạm Thị Lan" in page.text
        assert "Sở Thử nghiệm" not in page.text
        assert house.store.all(WebSession) == ()
        assert (await browser.send_json(path, {"shared": False})).json() == {"next": "/"}
        assert "Phạm Thị Lan" in (await browser.open()).text
    (contact,) = house.store.all(Contact)
    assert (contact.channel, contact.address, contact.person) == ("web", "lan", "lan")


async def test_a_code_opens_one_session_only() -> None:
    house = House()
    path = house.invitation("lan")
    async with house.browser() as first, house.browser() as second:
        await first.send_json(path, {})
        refused = await second.send_json(path, {})
        assert refused.status_code == 404
        assert not second.cookies
        assert (await second.open(path)).status_code == 404
    assert len(house.store.all(WebSession)) == 1


async def test_wrong_used_and_expired_codes_meet_the_same_page() -> None:
    house = House()
    used, expired = house.invitation("lan", "da-dung"), house.invitation("hung", "het-han")
    async with house.browser() as browser:
        await browser.send_json(used, {})
        browser.cookies.clear()
        first = await browser.open(used)
        invitation = next(found for found in house.store.all(Invitation) if found.person == "hung")
        house.now = invitation.expires
        pages = [
            first,
            await browser.open(expired),
            await browser.open("/vao/khong-co"),
            await browser.open("/vao/%F0%9F"),
        ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1
    assert "Lê Quốc Hùng" not in pages[0].text


async def test_many_wrong_codes_are_refused_shortly_and_keep_nobody_with_a_good_one_out() -> None:
    house = House()
    path = house.invitation("lan")
    async with house.browser() as browser:
        for number in range(TRIES_EACH):
            assert (await browser.get(f"/vao/sai-{number}")).status_code == 404
        refused = await browser.send_json("/vao/sai-nua", {})
        assert refused.status_code == 429
        assert "10 phút" in refused.json()["error"]
        assert (await browser.send_json(path, {})).status_code == 200
    assert TRIES_OVERALL > TRIES_EACH


async def test_a_person_who_has_left_cannot_come_in_and_is_out_at_once() -> None:
    house = House()
    path = house.invitation("lan", "con-han")
    async with house.signed_in("lan") as browser:
        with house.store.transaction() as tx:
            lan = tx.get(Person, "lan")
            assert lan is not None
            tx.put(replace(lan, left=house.now.date()))
        assert "Phạm Thị Lan" not in (await browser.open()).text
        assert (await browser.get("/chat/messages")).status_code == 401
        assert (await browser.open(path)).status_code == 404


async def test_leaving_ends_the_session_on_the_server_too() -> None:
    house = House()
    async with house.signed_in() as browser:
        kept = dict(browser.cookies)
        assert (await browser.send_json("/thoat", {})).json() == {"next": "/"}
        assert not browser.cookies
        assert house.store.all(WebSession) == ()
        browser.cookies.update(kept)
        assert (await browser.get("/chat/messages")).status_code == 401


async def test_leaving_twice_is_no_error() -> None:
    house = House()
    async with house.signed_in() as browser:
        await browser.send_json("/thoat", {})
        assert (await browser.send_json("/thoat", {})).status_code == 200


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\u202eAnh\u202c"])
async def test_a_hostile_name_stays_text(name: str) -> None:
    house = House()
    with house.store.transaction() as tx:
        lan = tx.get(Person, "lan")
        assert lan is not None
        tx.put(replace(lan, name=name))
    async with house.browser() as stranger, house.signed_in("lan") as lan_herself:
        page = await stranger.open(house.invitation("lan"))
        home = await lan_herself.open()
    for text in (page.text, home.text):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<bdi>" in text


async def test_of_two_who_use_a_link_at_the_same_time_exactly_one_is_in() -> None:
    house = House()
    path = house.invitation("lan")
    async with house.browser() as one, house.browser() as other:
        for browser in (one, other):
            assert (await browser.open(path)).status_code == 200
        answers = await asyncio.gather(*(browser.send_json(path, {}) for browser in (one, other)))
    assert sorted(answer.status_code for answer in answers) == [200, 404]
    assert len(house.store.all(WebSession)) == 1
