"""Documents over HTTP: from whoever may put plans into force, from a page of ours, once, and never too much."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.channels.web import chat_routes
from bot.channels.web.chat import ChatLine
from plans.model.people import Person, Role
from plans.staff.leaving import chat_stream
from tests.bot.channels.web.house import House
from tests.builders import OFFICER


async def test_a_document_is_a_line_of_the_talk_and_handed_on_to_be_read() -> None:
    house = House()
    async with house.signed_in(OFFICER.id) as browser, house.listening(browser) as ear:
        sent = await browser.upload(b"content")
        assert sent.status_code == 200, sent.text
        own, answer = await ear.next("line"), await ear.next("line")
        assert own is not None
        assert answer is not None
        assert (own.data["mine"], own.data["text"]) == (True, "Gửi tệp: kế hoạch.docx")
        ((handed, fetch),) = house.documents
        assert (handed.channel, handed.address, handed.number) == ("web", OFFICER.id, own.number)
        assert handed.message == str(answer.number)
        assert await fetch() == b"content"
    asked = house.conversation.asked[-1]
    assert (asked.document, asked.size, asked.text) == ("kế hoạch.docx", 7, "")


async def test_the_content_is_kept_nowhere() -> None:
    house = House()
    async with house.signed_in(OFFICER.id) as browser:
        await browser.upload(b"what nobody may keep")
    lines = house.store.entries(chat_stream(OFFICER.id), ChatLine)
    assert "what nobody may keep" not in repr(lines)


async def test_a_repeated_post_is_one_document() -> None:
    house = House()
    async with house.signed_in(OFFICER.id) as browser:
        first, second = await browser.upload(b"content"), await browser.upload(b"content")
    assert first.json() == second.json()
    assert len(house.conversation.asked) == 1


@pytest.mark.parametrize("person", ["lan", "hung", "minh"])
async def test_others_are_refused_with_a_sentence_before_anything_is_taken(person: str) -> None:
    house = House()
    async with house.signed_in(person) as browser:
        refused = await browser.upload(b"content")
        assert refused.status_code == 403
        assert "Chỉ Văn phòng" in refused.json()["error"]
        page = (await browser.get("/")).text
        assert "Gửi tệp đính kèm của sáng kiến" in page
        assert "Gửi tệp để Đôn Đốc đọc" not in page
    assert house.conversation.asked == []
    assert house.documents == []


async def test_the_button_tells_the_office_what_can_be_sent() -> None:
    house = House()
    async with house.signed_in(OFFICER.id) as browser:
        page = (await browser.get("/")).text
    assert 'id="clip"' in page
    assert "Gửi tệp để Đôn Đốc đọc: kế hoạch, danh sách cán bộ, danh sách đăng ký, kết quả năm trước" in page
    assert "<span>Gửi tệp</span>" in page


async def test_a_stranger_is_refused() -> None:
    house = House()
    async with house.browser() as browser:
        assert (await browser.upload(b"content")).status_code == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"x-dondoc-token": "another"}, 409),
        ({"origin": "http://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"content-type": "text/plain"}, 415),
        ({"x-dondoc-key": "short"}, 400),
        ({"x-dondoc-name": ""}, 400),
    ],
)
async def test_a_post_that_no_page_of_ours_makes_is_refused(headers: dict[str, str], status: int) -> None:
    house = House()
    async with house.signed_in(OFFICER.id) as browser:
        assert (await browser.upload(b"content", **headers)).status_code == status
    assert house.documents == []


async def test_an_empty_file_is_refused_with_a_sentence() -> None:
    house = House()
    async with house.signed_in(OFFICER.id) as browser:
        refused = await browser.upload(b"")
    assert refused.status_code == 400
    assert "không có nội dung" in refused.json()["error"]


async def test_what_is_too_large_is_refused_while_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_routes, "UPLOAD_LIMIT", 1000)
    house = House()
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"x" * 300

    async with house.signed_in(OFFICER.id) as browser:
        announced = await browser.upload(b"x" * 1001)
        assert announced.status_code == 413
        assert "20 MB" in announced.json()["error"]
        headers = {"x-dondoc-token": browser.token, "content-type": "application/octet-stream"}
        headers |= {"x-dondoc-key": "key-of-a-document", "x-dondoc-name": "a.docx"}
        assert (await browser.post("/chat/upload", content=endless(), headers=headers)).status_code == 413
    assert taken < 10
    assert house.documents == []


async def test_a_name_of_many_folders_and_marks_is_a_plain_name() -> None:
    house = House()
    async with house.signed_in(OFFICER.id) as browser:
        await browser.upload(b"content", "C:\\Kế hoạch\\..\\a\u202eb\n.docx")
        await browser.upload(b"content", "x" * 500 + ".docx", key="another-document")
    names = [asked.document for asked in house.conversation.asked]
    assert names[0] == "ab .docx"
    assert len(names[1]) <= chat_routes.NAME_LIMIT
    assert names[1].endswith(".docx")


async def test_who_has_lost_the_role_is_refused() -> None:
    house = House()
    async with house.signed_in(OFFICER.id) as browser:
        with house.store.transaction() as tx:
            found = tx.get(Person, OFFICER.id)
            assert found is not None
            tx.put(replace(found, roles=frozenset({Role.STAFF})))
        assert (await browser.upload(b"content")).status_code == 403
