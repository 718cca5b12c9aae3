"""The demo: be anyone, move the clock; none of it exists in a real department."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.messages import Reply
from plans.model.reaching import WebSession
from tests.bot.channels.web.house import House
from tests.builders import NOW


@pytest.mark.parametrize("path", ["/demo/as", "/demo/time", "/demo/events"])
async def test_a_real_department_has_no_demo_pages(path: str) -> None:
    house = House(demo=False)
    async with house.signed_in() as browser:
        assert (await browser.get(path)).status_code == 404
        assert (await browser.send_json(path, {"person": "hung", "days": 1})).status_code == 404
        page = (await browser.open()).text
    assert "demo.js" not in page
    assert "Dữ liệu minh họa" not in page


async def test_the_page_lists_everybody_by_unit_and_is_marked_as_demo() -> None:
    house = House(demo=True)
    async with house.browser() as browser:
        page = (await browser.open()).text
    for words in ("Dữ liệu minh họa", "Sở Thử nghiệm", "Phạm Thị Lan", "Lãnh đạo Sở", 'data-be="minh"', "do thi van"):
        assert words in page
    assert house.store.all(WebSession) == ()


async def test_one_sits_down_as_anybody() -> None:
    house = House(demo=True)
    async with house.browser() as browser:
        for id, name in (("lan", "Phạm Thị Lan"), ("minh", "Nguyễn Văn Minh")):
            await browser.open()
            assert (await browser.send_json("/demo/as", {"person": id})).status_code == 200
            assert f'<span class="who"><bdi>{name}</bdi>' in (await browser.open()).text
        assert (await browser.send_json("/demo/as", {"person": "nobody"})).status_code == 404


async def test_another_site_cannot_sit_down_or_move_the_clock() -> None:
    house = House(demo=True)
    async with house.browser() as browser:
        for path, values in (("/demo/as", {"person": "lan"}), ("/demo/time", {"days": 1})):
            assert (await browser.send_json(path, values, origin="http://evil.test")).status_code == 403
    assert (house.moves, house.store.all(WebSession)) == ([], ())


async def test_days_and_jumps_are_lived_through_and_downtime_is_slept_through() -> None:
    house = House(demo=True)
    async with house.browser() as browser:
        await browser.open()
        await browser.send_json("/demo/time", {"days": 1})
        await browser.send_json("/demo/time", {"day": "2024-02-28"})
        answer = await browser.send_json("/demo/time", {"day": "2024-03-04", "asleep": True})
    assert house.moves == [
        ("play", NOW + timedelta(days=1)),
        ("play", datetime(2024, 2, 28, 1, 0, tzinfo=UTC)),
        ("skip", datetime(2024, 3, 4, 1, 0, tzinfo=UTC)),
    ]
    assert answer.json() == {"now": "2024-03-04T01:00:00+00:00", "target": ""}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"day": "2024-02-30"},
        {"day": "hôm nay"},
        {"day": "1066-10-14"},
        {"day": "9999-12-31"},
        {"days": -1},
        {"days": 10**9},
        {"days": True},
        {"day": "2024-02-19", "asleep": True},
    ],
)
async def test_an_impossible_jump_is_refused_with_a_sentence(values: dict[str, object]) -> None:
    house = House(demo=True)
    async with house.browser() as browser:
        refused = await browser.send_json("/demo/time", values)
    assert refused.status_code == 400
    assert refused.json()["error"]
    assert house.moves == []


async def test_going_back_is_allowed() -> None:
    house = House(demo=True)
    async with house.browser() as browser:
        assert (await browser.send_json("/demo/time", {"day": "2024-02-01"})).status_code == 200
    assert house.moves[-1][1] < NOW


async def test_open_pages_see_the_clock_move_and_badges_grow() -> None:
    house = House(demo=True)
    async with house.browser() as nobody, house.listening(nobody, "/demo/events") as ear:
        await ear.next("badges")
        moved = asyncio.ensure_future(nobody.send_json("/demo/time", {"day": "2024-02-28"}))
        under_way = await ear.next("clock")
        assert under_way is not None
        assert under_way.data["target"]
        while (arrived := await ear.next("clock")) is not None and arrived.data["target"]:
            pass
        assert arrived is not None
        assert arrived.data["now"] == "2024-02-28T01:00:00+00:00"
        await moved
        await house.web.chat.send("hung", Reply("thêm"))
        while (heard := await ear.next("badges")) is not None and "hung" not in heard.data:
            pass
        assert heard is not None
        assert heard.data == {"lan": 8, "hung": 1}


async def test_two_journeys_at_once_are_refused() -> None:
    house = House(demo=True)
    async with house.browser() as browser:
        both = await asyncio.gather(*[browser.send_json("/demo/time", {"day": "2024-12-01"}) for _ in range(2)])
    assert sorted(answer.status_code for answer in both) == [200, 409]
    assert len(house.moves) == 1


async def test_a_jump_that_outlives_the_sessions_leaves_everybody_seated() -> None:
    house = House(demo=True)
    async with (
        house.signed_in("lan") as lan,
        house.signed_in("hung", shared=True) as hung,
        house.listening(hung) as ear,
    ):
        assert (await lan.send_json("/demo/time", {"day": "2024-12-01"})).status_code == 200
        assert "Phạm Thị Lan" in (await lan.open()).text
        assert "Lê Quốc Hùng" in (await hung.open()).text
        while (heard := await ear.next("clock", "signed-out")) is not None and heard.data.get("target"):
            pass
        assert heard is not None
        assert heard.name == "clock"
        house.now += timedelta(minutes=15)
        assert (await hung.get("/chat/messages")).status_code == 401


async def test_a_jump_pushes_each_digest_under_its_own_day() -> None:
    house = House(demo=True)
    async with house.signed_in("lan") as browser:
        await browser.send_json("/demo/time", {"day": "2024-02-23"})
        assert [message["day"] for message in await browser.talk()] == ["2024-02-21", "2024-02-22", "2024-02-23"]
