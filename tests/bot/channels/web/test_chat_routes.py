"""The chat over HTTP: said once, pushed to every open page, found again after a restart."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.web.streams import STREAMS_PER_PERSON
from bot.messages import ReadMark, Reply
from plans.model.people import Person
from plans.model.plan import TaskProgress
from plans.staff.leaving import chat_stream
from tests.bot.channels.web.house import Heard, House
from tests.contracts.channel_contract import PIXEL


async def test_a_text_and_its_answer_are_pushed_to_every_open_page() -> None:
    house = House()
    async with (
        house.signed_in() as browser,
        house.listening(browser) as first,
        house.listening(browser) as second,
    ):
        await browser.say("chào")
        for ear in (first, second):
            own, answer = await ear.next("line"), await ear.next("line")
            assert own is not None
            assert answer is not None
            assert (own.number, own.data["mine"], own.data["text"]) == (1, True, "chào")
            assert (answer.number, answer.data["mine"], answer.data["text"]) == (2, False, "Nghe: chào")
            assert answer.data["dayLabel"] == "Thứ Ba, 20/02/2024"
            assert answer.data["time"] == "08:00"


async def test_a_message_pushed_by_the_house_arrives_without_asking() -> None:
    house = House()
    async with house.signed_in() as browser, house.listening(browser) as ear:
        await ear.next("badges")
        await house.web.chat.send("lan", Reply("Nhắc việc"))
        heard = [await ear.next(), await ear.next()]
        assert {event.name for event in heard if event} == {"badges", "line"}
        assert Heard("badges", {"lan": 1}, None) in heard


async def test_other_people_hear_nothing() -> None:
    house = House()
    async with house.signed_in("lan") as lan, house.signed_in("hung") as hung, house.listening(hung) as ear:
        await ear.next("badges")
        await lan.say("chào")
        await house.web.chat.send("hung", Reply("của Hùng"))
        heard = await ear.next("line")
        assert heard is not None
        assert heard.data["text"] == "của Hùng"


async def test_nothing_is_lost_over_a_restart() -> None:
    house = House()
    async with house.signed_in() as browser:
        async with house.listening(browser) as ear:
            await browser.say("một")
            await ear.next("line")
            await ear.next("line")
            house.web.streams.close()
            assert await ear.next("closing")
            assert await ear.next() is None
        await house.web.chat.send("lan", Reply("trong lúc vắng"))
        house.start()
        async with house.listening(browser, "/chat/events?after=0", last_event_id="2") as again:
            heard = await again.next("line")
            assert heard is not None
            assert (heard.number, heard.data["text"]) == (3, "trong lúc vắng")


async def test_a_closing_server_opens_no_new_stream() -> None:
    house = House()
    async with house.signed_in() as browser:
        house.web.streams.close()
        assert (await browser.get("/chat/events")).status_code == 503


async def test_a_page_that_remembers_more_than_the_store_starts_anew() -> None:
    house = House()
    async with house.signed_in() as browser, house.listening(browser, "/chat/events?after=57") as ear:
        heard = await ear.next()
        assert heard is not None
        assert heard.name == "reload"
        assert await ear.next() is None


async def test_a_double_post_is_answered_once() -> None:
    house = House()
    async with house.signed_in() as browser:
        first = await browser.say("chào", "key-00000001")
        second = await browser.say("chào", "key-00000001")
        assert first.json() == second.json() == {"number": 1}
        assert [message["text"] for message in await browser.talk()] == ["chào", "Nghe: chào"]


async def test_who_posts_faster_than_is_read_is_asked_to_wait_and_can_send_the_same_again() -> None:
    house = House()
    async with house.signed_in() as browser, house.signed_in("hung") as hung:
        assert {(await browser.say(f"câu {n}")).status_code for n in range(20)} == {200}
        lines = len(house.store.entries(chat_stream("lan"), object))
        refused = [await browser.say(f"dồn {n}") for n in range(300)]
        assert {each.status_code for each in refused} == {429}
        assert refused[0].headers["retry-after"] == "10"
        assert "đợi 10 giây rồi gửi lại" in refused[0].json()["error"]
        assert len(house.store.entries(chat_stream("lan"), object)) == lines
        assert len(house.conversation.asked) == 20
        assert (await browser.say("câu 3")).json() == {"number": 7}
        assert (await browser.upload(b"x")).status_code in {403, 429}
        assert (await hung.say("chào")).status_code == 200
        house.seconds += 10
        assert (await browser.say("dồn 0")).status_code == 200


async def test_presses_are_counted_more_generously_than_words() -> None:
    house = House()
    async with house.signed_in() as browser:
        await browser.say("nút")
        pressed = [(await browser.press("im", 2, f"key-{n:08}")).status_code for n in range(80)]
        assert pressed == [200] * 76 + [429] * 4


async def test_a_press_edits_its_message_on_every_page() -> None:
    house = House()
    async with house.signed_in() as browser, house.listening(browser, "/chat/events") as ear:
        await browser.say("nút")
        await ear.next("line")
        asked = await ear.next("line")
        assert asked is not None
        assert asked.data["choices"] == [
            [{"label": "Xong", "action": "done"}, {"label": "Mở", "url": "https://vi.example/"}]
        ]
        await browser.press("done", 2, "key-00000002")
        pressed, edited, further = [await ear.next("line") for _ in range(3)]
        assert pressed is not None
        assert edited is not None
        assert further is not None
        assert (pressed.data["line"], pressed.data["action"]) == (3, "done")
        assert (edited.data["line"], edited.data["edits"], edited.data["text"]) == (4, 2, "Đã xong")
        assert (further.data["edits"], further.data["text"]) == (0, "Còn một việc nữa")
        assert [message.get("edited") for message in await browser.talk()] == [False, True, False]


async def test_a_change_of_progress_tells_all_pages_to_draw_the_month_anew() -> None:
    house = House()
    async with house.signed_in("lan") as lan, house.signed_in("hung") as hung, house.listening(hung) as ear:
        await ear.next("badges")
        with house.store.transaction() as tx:
            tx.put(TaskProgress("thu-2024", "bc_so_ket", house.now, "hoa"))
        await lan.say("chào")
        assert await ear.next("month")


async def test_a_full_disk_keeps_nothing_and_says_so() -> None:
    house = House()
    async with house.signed_in() as browser:
        house.store.full = True
        refused = await browser.say("chào", "key-00000001")
        assert (refused.status_code, refused.json()["error"]) == (503, "Chưa ghi được, xin thử lại.")
        assert await browser.talk() == []
        house.store.full = False
        assert (await browser.say("chào", "key-00000001")).status_code == 200


async def test_a_bug_is_answered_politely_and_without_a_trace() -> None:
    house = House()
    async with house.signed_in() as browser:
        answer = await browser.say("hỏng")
        assert answer.status_code == 500
        assert "RuntimeError" not in answer.text
        assert "thử lại" in answer.json()["error"]
        assert await browser.talk() == []


@pytest.mark.parametrize(
    "text", ["<b>đậm</b><script>alert(1)</script>", "\u202eđảo ngược", "👩‍💼 *x* _y_", "x" * 4096, "a\r\nb"]
)
async def test_hostile_texts_are_taken_as_texts(text: str) -> None:
    house = House()
    async with house.signed_in() as browser:
        assert (await browser.say(text)).status_code == 200
        (own, answer) = await browser.talk()
        assert own["text"] == house.conversation.asked[0].text
        assert answer["text"].startswith("Nghe: ")


async def test_4097_characters_are_refused_with_a_sentence() -> None:
    house = House()
    async with house.signed_in() as browser:
        refused = await browser.say("x" * 4097, "key-00000001")
        assert (refused.status_code, "4.096" in refused.json()["error"]) == (400, True)
    assert house.conversation.asked == []


async def test_an_action_that_no_button_carries_is_not_told_that_its_message_is_too_long() -> None:
    house = House()
    async with house.signed_in() as browser:
        refused = await browser.press("x" * 65, 1, "key-00000001")
    assert refused.status_code == 400
    assert refused.json()["error"].startswith("Trang gửi yêu cầu không đúng dạng")


@pytest.mark.parametrize(
    "post",
    [
        {"key": "key-00000001", "text": "a", "action": "b"},
        {"key": "key-00000001", "action": "ă" * 33},
        {"key": "key-00000001", "action": "x" * 65},
        {"key": "ngắn", "text": "a"},
        {"key": "key-00000001", "text": "  \u200b "},
        {"key": "key-00000001", "action": "x", "message": -1},
        {"text": "a"},
    ],
)
async def test_a_post_that_no_page_sends_is_refused(post: dict[str, object]) -> None:
    house = House()
    async with house.signed_in() as browser:
        assert (await browser.send_json("/chat/messages", post)).status_code == 400
    assert house.conversation.asked == []


async def test_a_file_comes_as_a_download_and_a_picture_in_place() -> None:
    house = House()
    async with house.signed_in() as browser:
        await browser.say("tệp")
        await browser.say("ảnh")
        _, card, _, picture = await browser.talk()
        assert (card["file"]["name"], card["file"]["picture"]) == ("lịch <tháng>.ics", False)
        assert picture["file"]["picture"]
        file, image = await browser.get(card["file"]["url"]), await browser.get(picture["file"]["url"])
        assert file.content == b"BEGIN"
        assert file.headers["content-disposition"].startswith("attachment; filename*=UTF-8''l%E1%BB%8Bch%20%3C")
        assert image.content == PIXEL
        assert image.headers["content-disposition"].startswith("inline")
        assert "sandbox" in image.headers["content-security-policy"]
        for path in ("/chat/files/1", "/chat/files/0", "/chat/files/99"):
            assert (await browser.get(path)).status_code == 404


async def test_a_message_edited_into_a_file_offers_the_file_of_the_edit() -> None:
    house = House()
    async with house.signed_in() as browser:
        await browser.say("tệp")
        await house.web.chat.edit("lan", "2", Reply("Chỉ còn chữ"))
        assert "file" not in (await browser.talk())[1]
        await browser.say("ảnh")
        edited = (await browser.talk())[-1]
        assert (await browser.get(edited["file"]["url"])).content == PIXEL


async def test_reading_moves_the_mark_and_the_badge() -> None:
    house = House()
    async with house.signed_in() as browser, house.listening(browser) as ear:
        await browser.say("chào")
        assert (await browser.get("/chat/messages")).json()["unread"] == 1
        await browser.send_json("/chat/read", {"number": 2})
        assert house.store.get(ReadMark, "lan") == ReadMark("lan", 2, house.now)
        while (heard := await ear.next("badges")) is not None and heard.data:
            pass
        assert heard == Heard("badges", {}, None)


async def test_a_strangers_page_hears_nothing() -> None:
    house = House()
    async with house.browser() as stranger:
        for path in ("/chat/messages", "/chat/events", "/chat/files/1", "/month", "/lich.svg", "/lich.ics"):
            answer = await stranger.get(path)
            assert answer.status_code == 401
            assert "Sở" not in answer.text
        for path in ("/chat/messages", "/chat/read", "/ngon-ngu"):
            assert (await stranger.send_json(path, {})).status_code == 401


async def test_the_oldest_page_gives_way_to_a_fifth_one() -> None:
    house = House()
    async with house.signed_in() as browser, house.listening(browser) as oldest:
        await oldest.next("badges")
        others = [house.listening(browser) for _ in range(STREAMS_PER_PERSON)]
        for other in others:
            await (await other.__aenter__()).next("badges")
        assert await oldest.next("elsewhere")
        assert await oldest.next() is None
        for other in others:
            await other.__aexit__(None, None, None)


async def test_a_page_that_is_left_before_its_first_word_takes_up_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.web.streams.STREAMS_OVERALL", 3)
    house = House()
    async with house.signed_in() as browser:
        for _ in range(5):
            async with house.listening(browser):
                pass
        async with house.listening(browser) as ear:
            assert await ear.next("badges")


async def test_open_pages_end_when_the_session_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.web.chat_routes.HEARTBEAT", 0.02)
    house = House()
    async with (
        house.signed_in("lan", shared=True) as lan,
        house.signed_in("hung") as hung,
        house.signed_in("minh") as minh,
        house.listening(lan) as expiring,
        house.listening(hung) as leaving,
        house.listening(minh) as gone,
    ):
        for ear in (expiring, leaving, gone):
            await ear.next("badges")
        await hung.send_json("/thoat", {})
        assert await leaving.next("signed-out")
        with house.store.transaction() as tx:
            someone = tx.get(Person, "minh")
            assert someone is not None
            tx.put(replace(someone, left=house.now.date()))
        assert await gone.next("signed-out")
        house.now += timedelta(minutes=15)
        assert await expiring.next("signed-out")
        assert await expiring.next() is None


async def test_older_messages_come_page_by_page() -> None:
    house = House()
    async with house.signed_in() as browser:
        for number in range(100):
            await house.web.chat.send("lan", Reply(str(number)))
        latest = (await browser.get("/chat/messages")).json()
        assert (len(latest["messages"]), latest["more"], latest["last"]) == (40, True, 100)
        oldest = (await browser.get("/chat/messages?before=21")).json()
        assert [message["number"] for message in oldest["messages"]] == list(range(1, 21))
        assert oldest["more"] is False
        for odd in ("x", "-1", "²", "9" * 30):
            assert (await browser.get(f"/chat/messages?before={odd}")).status_code == 200
