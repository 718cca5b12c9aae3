"""The office's page of who has come in."""

from dataclasses import replace
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it comes without types
import pytest

from bot.channels.web.chat import ChatLine
from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.model.reaching import Contact, Invitation, InvitationLetter, WebSession
from plans.staff.access import invite
from tests.bot.channels.web.house import BASE, House
from tests.builders import HEAD, OFFICER, PEOPLE, STAFF, do

POSTS = ("phieu", "lien-ket", "thu", "thu-hoi", "ket-thuc")


@pytest.fixture
def house() -> House:
    return House()


def change(house: House, **fields: Any) -> Person:
    changed = replace(STAFF, **fields)
    with house.store.transaction() as tx:
        tx.put(changed)
    return changed


async def test_a_sheet_is_given_once_and_kept_nowhere(house: House) -> None:
    async with house.signed_in(OFFICER.id) as browser:
        answer = await browser.send_json("/canbo/phieu", {"unit": STAFF.unit, "missing": True})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    said = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
    expected = [person for person in PEOPLE if person.unit == STAFF.unit]
    assert all(person.name in said for person in expected)
    assert OFFICER.name not in said
    open_ones = [each for each in house.store.all(Invitation) if each.used_at is None]
    assert {each.person for each in open_ones} == {person.id for person in expected}
    assert {each.by for each in open_ones} == {OFFICER.id}
    code = said.partition("/vao/")[2].split()[0]
    assert len(code) > 20
    assert code not in repr(house.store.entries("audit", AuditEntry))
    assert house.store.entries(f"chat/{OFFICER.id}", ChatLine) == []


async def test_a_link_is_shown_once_and_opens(house: House) -> None:
    async with house.signed_in(OFFICER.id) as office:
        made = (await office.send_json("/canbo/lien-ket", {"person": STAFF.id})).json()
        page = await office.open("/canbo")
    (way,) = made["ways"]
    assert way["url"].startswith(f"{BASE}/vao/")
    assert "<svg" in way["code"]
    assert way["url"].rpartition("/")[2] not in page.text
    async with house.browser() as phone:
        path = way["url"].removeprefix(BASE)
        await phone.open(path)
        assert (await phone.send_json(path, {})).status_code == 200
        assert (await phone.send_json(path, {})).status_code == 404


async def test_with_telegram_there_are_two_links_with_codes_of_their_own() -> None:
    house = House(bot="dondoc_bot")
    async with house.signed_in(OFFICER.id) as office:
        ways = (await office.send_json("/canbo/lien-ket", {"person": STAFF.id})).json()["ways"]
        assert (await office.send_json("/canbo/thu", {"person": STAFF.id})).status_code == 400  # no mail server
    web, telegram = (way["url"] for way in ways)
    assert telegram.startswith("https://t.me/dondoc_bot?start=")
    assert web.rpartition("/")[2] != telegram.rpartition("=")[2]


async def test_letters_are_put_into_the_outbox_and_refusals_named() -> None:
    house = House(mails=True)
    lan = change(house, email="lan@so.example.vn")
    async with house.signed_in(OFFICER.id) as office:
        first = (await office.send_json("/canbo/thu", {"everybody": True})).json()["said"]
        again = (await office.send_json("/canbo/thu", {"person": lan.id})).json()["said"]
        page = (await office.open("/canbo")).text
    assert "1" in first
    assert lan.name in again
    assert [letter.person for letter in house.store.all(InvitationLetter)] == [lan.id]
    assert "Thư mời đang chờ gửi" in page


async def test_what_is_taken_back_or_ended_is_gone_at_once(house: House) -> None:
    async with house.signed_in(OFFICER.id) as office, house.signed_in(HEAD.id) as head:
        do(house.store, invite, STAFF, "ma-cua-lan")
        assert (await office.send_json("/canbo/thu-hoi", {"person": STAFF.id})).status_code == 200
        async with house.browser() as phone:
            assert (await phone.get("/vao/ma-cua-lan")).status_code == 404
        assert (await head.get("/month")).status_code == 200
        assert (await office.send_json("/canbo/ket-thuc", {"person": HEAD.id})).status_code == 200
        assert (await head.get("/month")).status_code == 401
    assert HEAD.id not in {session.person for session in house.store.all(WebSession)}
    assert HEAD.id not in {contact.person for contact in house.store.all(Contact)}


async def test_a_name_that_is_markup_is_shown_as_a_name(house: House) -> None:
    change(house, name='<img src=x onerror="x">', position="</li><script>")
    async with house.signed_in(OFFICER.id) as office:
        page = (await office.open("/canbo")).text
    assert "<img src=x" not in page
    assert "<script>" not in page
    assert "&lt;img src=x" in page


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"person": "nobody"},
        {"person": 7},
        {"unit": ["x"]},
        {"person": "x" * 500},
        {"unit": "nowhere"},
        {"everybody": 1},
    ],
)
async def test_a_forged_post_changes_nothing(house: House, path: str, values: dict[str, Any]) -> None:
    async with house.signed_in(OFFICER.id) as office:
        before = house.store.all(Invitation), house.store.all(WebSession)
        answer = await office.send_json(f"/canbo/{path}", values)
    assert answer.status_code in (200, 400)
    assert "/vao/" not in answer.text
    assert (house.store.all(Invitation), house.store.all(WebSession)) == before


async def test_a_post_from_another_site_is_refused(house: House) -> None:
    async with house.signed_in(OFFICER.id) as office:
        for path in POSTS:
            sent = await office.send_json(f"/canbo/{path}", {"person": STAFF.id}, origin="https://evil.example")
            assert sent.status_code == 403
    assert STAFF.id not in {each.person for each in house.store.all(Invitation)}


async def test_nobody_else_sees_the_way_to_the_page(house: House) -> None:
    async with house.signed_in(STAFF.id) as browser:
        assert "/canbo" not in (await browser.open()).text
        assert (await browser.get("/canbo")).status_code == 403
    async with house.signed_in(OFFICER.id) as browser:
        assert 'href="/canbo"' in (await browser.open()).text


async def test_the_unused_codes_of_one_unit_are_taken_back_and_no_others(house: House) -> None:
    async with house.signed_in(OFFICER.id) as office:
        do(house.store, invite, STAFF, "ma-cua-lan")
        do(house.store, invite, OFFICER, "ma-cua-van-phong")
        page = (await office.open("/canbo")).text
        assert f'data-deed="revoke" data-unit="{STAFF.unit}"' in page
        await office.send_json("/canbo/thu-hoi", {"unit": STAFF.unit})
    still = [each.person for each in house.store.all(Invitation) if each.is_open(house.now)]
    assert still == [OFFICER.id]
