"""Nhắc ngay in the chat, from the button to the message that arrives."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.unasked.reminding import Reminding
from plans.innovation.registering import decline_innovation
from plans.model.people import Person, Preference
from plans.model.plan import Plan
from plans.model.reaching import Contact
from plans.model.reminding import DeliveryState, Notice
from plans.registrations.registering import decline_title, register_title
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.bot.chatting import Chat, a_store
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE,
    OFFICE_HEAD,
    OFFICER,
    PEOPLE,
    STAFF,
    a_person,
    a_unit,
    do,
)
from tests.fakes import FakeChannel, Sent


class World:
    """The small department; Lan has Telegram."""

    def __init__(self) -> None:
        self.store: MemoryStore = a_store()
        with self.store.transaction() as tx:
            tx.put(Contact("telegram", "tg-lan", STAFF.id, NOW))
        self.telegram, self.web = FakeChannel("telegram"), FakeChannel("web")
        self.reminding = Reminding(self.store, {"telegram": self.telegram, "web": self.web})

    @property
    def plan(self) -> Plan:
        return self.store.all(Plan)[0]

    def chat(self, person: Person, now: datetime = NOW, text: str = "/chuadangky") -> Chat:
        chat = Chat(self.store, person.id, now=now)
        chat.say(text)
        return chat

    async def told(self, now: datetime = NOW) -> dict[str, Sent]:
        await self.reminding.deliver(now)
        return {sent.address: sent for sent in (*self.telegram.sent, *self.web.sent)}


@pytest.fixture
def world() -> World:
    return World()


async def test_the_office_urges_everybody_with_one_press(world: World) -> None:
    chat = world.chat(OFFICER)
    seen = chat.press("Nhắc ngay 4 người")
    assert "Đã gửi lời nhắc đến 4 người chưa trả lời." in seen
    assert chat.replies[0].replaces
    sent = await world.told()
    assert sent.keys() == {"tg-lan", "hung", "hoa", "minh"}
    reply = sent["tg-lan"].reply
    assert reply.heading == "Nhắc đăng ký thi đua năm 2024"
    assert "Hạn đăng ký: trước 29/02/2024 (thứ Năm)" in reply.text
    assert "không xem xét khen thưởng" in reply.text
    assert [(row[0].label, row[0].action) for row in reply.choices] == [
        ("Đăng ký ngay", "title:begin"),
        ("Năm nay không đăng ký", "title:none"),
    ]
    assert (await world.told(NOW + timedelta(hours=1))) == sent, "told once"


async def test_leaders_get_a_report_and_everybody_their_own_language(world: World) -> None:
    with world.store.transaction() as tx:
        tx.put(Preference(STAFF.id, "en"))
    world.chat(OFFICER).press("Nhắc ngay")
    sent = await world.told()
    assert sent["minh"].reply.heading == "Báo cáo việc đăng ký thi đua năm 2024"
    assert "So far you have not answered" in sent["tg-lan"].reply.text


async def test_a_head_hears_that_the_unit_itself_is_missing(world: World) -> None:
    do(world.store, decline_title, HEAD, HEAD, world.plan)
    world.chat(OFFICER).press("Nhắc ngay")
    reply = (await world.told())["hung"].reply
    assert "Tập thể Phòng Quản lý công nghiệp chưa đăng ký" in reply.text
    assert [row[0].label for row in reply.choices] == ["Đăng ký cho Phòng Quản lý công nghiệp"]
    assert "chưa trả lời về danh hiệu" not in reply.text, "the head's own answer is given"


async def test_who_answers_before_it_goes_out_is_told_nothing(world: World) -> None:
    evening = datetime(2024, 2, 20, 19, 0, tzinfo=HANOI).astimezone(UTC)
    morning = datetime(2024, 2, 21, 7, 45, tzinfo=HANOI).astimezone(UTC)
    seen = world.chat(OFFICER, evening).press("Nhắc ngay")
    assert "gửi lúc 07:45 21/02/2024" in seen
    assert await world.told(evening) == {}
    do(world.store, register_title, STAFF, STAFF, world.plan, "ldtt", now=evening)
    do(world.store, decline_title, LEADER, LEADER, world.plan, now=evening)
    sent = await world.told(morning)
    assert sent.keys() == {"hung", "hoa"}
    ends = {entry.person: entry.state for _, entry in world.store.entries("notices", Notice)}
    assert ends[STAFF.id] is ends[LEADER.id] is DeliveryState.SKIPPED


async def test_what_the_digest_of_the_same_morning_asks_for_is_not_asked_twice(world: World) -> None:
    evening = datetime(2024, 2, 22, 19, 0, tzinfo=HANOI).astimezone(UTC)
    morning = datetime(2024, 2, 23, 7, 45, tzinfo=HANOI).astimezone(UTC)
    do(world.store, register_title, HEAD, INDUSTRY, world.plan, "tt_ldtt")
    world.chat(OFFICER, evening).press("Nhắc ngay")
    world.reminding.plan(morning)
    await world.told(morning)
    lan = [sent.reply.heading for sent in world.telegram.sent]
    assert lan == ["Nhắc việc ngày 23/02/2024"]
    hoa = [sent.reply.heading for sent in world.web.sent if sent.address == "hoa"]
    assert len(hoa) == 2, "that the unit itself is missing, no digest says"


async def test_who_had_the_digest_in_the_morning_is_urged_all_the_same(world: World) -> None:
    morning = datetime(2024, 2, 23, 7, 45, tzinfo=HANOI).astimezone(UTC)
    world.reminding.plan(morning)
    await world.told(morning)
    later = morning + timedelta(hours=2)
    world.chat(OFFICER, later).press("Nhắc ngay")
    await world.told(later)
    assert len(world.telegram.sent) == 2


async def test_nobody_is_told_when_the_register_has_closed_meanwhile(world: World) -> None:
    world.chat(OFFICER).press("Nhắc ngay")
    assert await world.told(datetime(2024, 3, 1, 8, 0, tzinfo=HANOI).astimezone(UTC)) == {}


def test_a_second_press_says_who_did_it_and_when(world: World) -> None:
    world.chat(OFFICER).press("Nhắc ngay")
    later = NOW + timedelta(hours=2)
    chat = world.chat(OFFICE_HEAD, later)
    assert "Đã nhắc lúc 08:00" in chat.labels
    assert "Hôm nay đã nhắc 4 người (Đỗ Thị Vân nhắc lúc 08:00)" in chat.press("Đã nhắc")
    assert len(world.store.all(Notice)) == 4


def test_two_who_press_at_once_urge_once(world: World) -> None:
    one, other = world.chat(OFFICER), world.chat(OFFICE_HEAD)
    actions = [chat.button("Nhắc ngay").action for chat in (one, other)]
    one.send(action=actions[0])
    other.send(action=actions[1])
    assert "Hôm nay đã nhắc" in other.seen
    assert len(world.store.all(Notice)) == 4


def test_a_head_urges_the_own_unit_only(world: World) -> None:
    chat = world.chat(HEAD)
    assert [label for label in chat.labels if label.startswith("Nhắc")] == ["Nhắc ngay Phòng Quản lý công nghiệp (1)"]
    assert "Đã gửi lời nhắc đến 1 người chưa trả lời của Phòng Quản lý công nghiệp." in chat.press("Nhắc ngay")
    assert {notice.person for notice in world.store.all(Notice)} == {STAFF.id}


def test_units_are_urged_one_by_one_on_pages(world: World) -> None:
    with world.store.transaction() as tx:
        for n in range(12):
            tx.put(a_unit(f"u{n}", f"Phòng số {n}"))
            tx.put(a_person(f"p{n}", unit=f"u{n}"))
    chat = world.chat(OFFICER)
    chat.press("Nhắc theo đơn vị")
    chat.press("Trang sau")
    chat.press("Nhắc ngay Phòng số 11")
    assert "Đã gửi lời nhắc đến 1 người chưa trả lời của Phòng số 11." in chat.seen
    assert "Phòng số 11: đã nhắc lúc 08:00" in chat.labels, "the page it was pressed on comes back"
    chat.press("‹ Trang trước")
    chat.press("Quay lại")
    assert "Nhắc ngay 15 người" in chat.labels


def test_a_unit_that_only_owes_its_own_answer_is_among_those_to_be_urged(world: World) -> None:
    for person in (HEAD, STAFF):
        do(world.store, decline_title, person, person, world.plan)
    chat = world.chat(OFFICER)
    chat.press("Nhắc theo đơn vị")
    chat.press("Nhắc ngay Phòng Quản lý công nghiệp (1)")
    assert [notice.person for notice in world.store.all(Notice)] == [HEAD.id]


def test_staff_and_leaders_have_no_such_button_and_no_made_up_one_works(world: World) -> None:
    for person in (STAFF, LEADER):
        chat = world.chat(person)
        assert not any(label.startswith("Nhắc") for label in chat.labels)
        chat.send(action="urge:t:all")
    assert world.store.all(Notice) == ()


@pytest.mark.parametrize(
    "action", ["urge", "urge:t", "urge:x:all", "urge:t:nowhere", "missing:x:99", "missing:t:units:9"]
)
def test_a_made_up_button_tells_nobody(world: World, action: str) -> None:
    chat = Chat(world.store, OFFICER.id)
    chat.send(action=action)
    assert chat.seen.strip()
    assert world.store.all(Notice) == ()


async def test_innovations_are_asked_for_likewise(world: World) -> None:
    for person in PEOPLE:
        if person is not STAFF:
            do(world.store, decline_innovation, person, world.plan)
    chat = world.chat(OFFICER)
    chat.press("Sáng kiến")
    chat.press("Nhắc ngay 1 người")
    reply = (await world.told())["tg-lan"].reply
    assert reply.heading == "Nhắc trả lời về sáng kiến năm 2024"
    assert "trước 10/10/2024" in reply.text
    assert [row[0].action for row in reply.choices] == ["idea:begin", "idea:none"]


def test_the_page_of_a_unit_urges_its_people_and_comes_back(world: World) -> None:
    chat = world.chat(OFFICER, text="/danhsach")
    chat.press("2.")
    assert "Đã gửi lời nhắc đến 2 người chưa trả lời của Phòng Quản lý công nghiệp" in chat.press("Nhắc ngay")
    assert "1. Lê Quốc Hùng: chưa trả lời" in chat.seen


def test_nobody_is_urged_where_nobody_owes_anything(world: World) -> None:
    for person in PEOPLE:
        do(world.store, decline_title, person, person, world.plan)
    for head, unit in ((HEAD, INDUSTRY), (OFFICE_HEAD, OFFICE)):
        do(world.store, decline_title, head, unit, world.plan)
    chat = world.chat(OFFICER)
    assert not any(label.startswith("Nhắc") for label in chat.labels)
    chat.send(action="urge:t:all")
    assert "mọi người đã trả lời" in chat.seen


def test_names_of_many_stand_on_pages(world: World) -> None:
    with world.store.transaction() as tx:
        for n in range(400):
            tx.put(a_person(f"p{n}", f"Nguyễn Thị Hoàng {n:03}"))
    chat = world.chat(OFFICER)
    assert "Nguyễn Thị Hoàng 000" in chat.seen
    while "Trang sau ›" in chat.labels:
        chat.press("Trang sau")
        assert all(len(f"{reply.heading}\n{reply.text}") <= 4096 for reply in chat.replies)
    assert "Tập thể chưa đăng ký" in chat.seen
