"""What groups are told, when, and what becomes of a message on its way to one."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.channels.channel import DeliveryError, Moved, NotSent, Uncertain
from bot.talk import Voice
from bot.unasked.group_digest import group_reply
from bot.unasked.group_outbox import A_MINUTE, MINUTE, STREAM, GroupOutbox, GroupPace
from bot.unasked.notices.groups import REASONS, gone, unsure
from bot.unasked.reminding import Reminding
from locales.catalogue import Texts, languages
from plans.actions import mark_done
from plans.groups.linking import GROUP_GONE, GROUP_UNSURE, link_group, unlink_group
from plans.model.duties import InternalDate, UnitPart
from plans.model.groups import GroupDelivery, GroupLink
from plans.model.people import Person
from plans.model.plan import DeadlineKind, TaskKind
from plans.model.reminding import DeliveryState, DigestItem, Notice, Owed, PlannedThrough
from plans.staff.access import choose_language
from tests.bot.channels.web.house import FullDisk
from tests.builders import (
    HEAD,
    INDUSTRY,
    NOW,
    OFFICE,
    OFFICE_HEAD,
    PEOPLE,
    a_deadline,
    a_department,
    a_plan,
    a_task,
    do,
    entry_of,
)
from tests.fakes import FakeChannel

GROUP = "-1001"
#: 07:45 on a Tuesday, when digests go out; and 08:00 on the Wednesday.
MORNING = datetime(2024, 6, 11, 0, 45, tzinfo=UTC)
WEDNESDAY = datetime(2024, 6, 12, 1, 0, tzinfo=UTC)
REPORT = a_task(
    title="Báo cáo sơ kết 6 tháng đầu năm", deadline=a_deadline(date(2024, 6, 14)), cooperating=("ql_cong_nghiep",)
)


class World:
    """A unit with a linked group, and a channel that says what becomes of each message."""

    def __init__(self, topic: str = "") -> None:
        self.store = FullDisk()
        a_department(self.store, plan=a_plan(tasks=(REPORT, a_task("khac", deadline=a_deadline(date(2024, 9, 1))))))
        self.channel = FakeChannel()
        self.reminding = self.a_life()
        self.link = do(self.store, link_group, OFFICE_HEAD, OFFICE, GROUP, topic, "Nhóm VP", now=NOW)

    def a_life(self) -> Reminding:
        return Reminding(self.store, {"telegram": self.channel}, username=lambda: "dondoc_bot")

    def outbox(self, **more: Callable[[], str]) -> GroupOutbox:
        return GroupOutbox(self.store, {"telegram": self.channel}, **more)  # type: ignore[arg-type]  # only the username

    def forget_greeting(self) -> None:
        with self.store.transaction() as tx:
            tx.delete(GroupDelivery, self.link.id)

    def place(self, *items: DigestItem, now: datetime = WEDNESDAY) -> None:
        self.forget_greeting()
        with self.store.transaction() as tx:
            self.outbox().place(tx, self.link, items or (an_item(),), now)

    def delivery(self) -> GroupDelivery | None:
        found = self.store.all(GroupDelivery)
        return found[0] if found else None

    def ends(self) -> list[DeliveryState]:
        return [each.state for _, each in self.store.entries(STREAM, GroupDelivery)]

    def notices(self) -> list[tuple[str, str]]:
        return [(each.person, each.values["reason"]) for each in self.store.all(Notice) if each.kind == GROUP_GONE]

    async def send(self, *outcomes: DeliveryError | None, now: datetime = WEDNESDAY) -> None:
        self.channel.script(outcomes)
        await self.outbox().deliver(now)

    def said(self) -> list[str]:
        return [f"{each.reply.heading}\n{each.reply.text}" for each in self.channel.sent]


def an_item(task: str = "bc_so_ket", owed: Owed = Owed.TASK, aim: date = date(2024, 6, 14)) -> DigestItem:
    return DigestItem("thu-2024", task, owed, aim, 3, rung="3", unit=INDUSTRY.id if owed is Owed.PART else "")


@pytest.fixture
def world() -> World:
    return World()


# ---------------------------------------------------------------- what is planned, and said


async def test_a_group_gets_its_units_digest_on_the_day_there_is_something_to_say(world: World) -> None:
    world.forget_greeting()
    with world.store.transaction() as tx:
        tx.put(PlannedThrough(MORNING - timedelta(days=1)))
    world.reminding.plan(MORNING)
    await world.reminding.deliver(MORNING)
    (sent,) = [each for each in world.channel.sent if each.address == GROUP]
    assert sent.reply.heading == "Việc của Văn phòng, ngày 11/06/2024"
    assert "Báo cáo sơ kết 6 tháng đầu năm" in sent.reply.text
    assert "còn 3 ngày" in sent.reply.text
    assert [[choice.url for choice in row] for row in sent.reply.choices] == [["https://t.me/dondoc_bot"]]
    assert world.ends() == [DeliveryState.SENT]
    assert world.delivery() is None


def test_no_name_of_anybody_stands_in_it(world: World) -> None:
    everything = tuple(DigestItem("thu-2024", "bc_so_ket", owed, date(2024, 6, 14), 3) for owed in Owed)
    delivery = GroupDelivery(world.link.id, OFFICE.id, WEDNESDAY.date(), everything, DeliveryState.CLAIMED, NOW)
    reply = group_reply(world.store, world.link, delivery, WEDNESDAY.date(), "bot")
    for person in PEOPLE:
        assert person.name not in f"{reply.heading}{reply.text}"
    assert not any(choice.action for row in reply.choices for choice in row), "nothing is pressed in a group"


async def test_answers_of_people_are_never_told_to_a_group(world: World) -> None:
    world.place(*(an_item(owed=owed) for owed in Owed if owed not in (Owed.TASK, Owed.PART)))
    await world.send()
    assert world.channel.sent == []
    assert world.ends() == [DeliveryState.SKIPPED]


async def test_a_units_part_is_told_by_its_internal_date() -> None:
    world = World()
    with world.store.transaction() as tx:
        tx.put(InternalDate("thu-2024", "bc_so_ket", date(2024, 6, 13), "van", NOW, before=True))
    link = do(world.store, link_group, HEAD, INDUSTRY, "-1002", "", "Nhóm QLCN", now=NOW)
    with world.store.transaction() as tx:
        for greeting in tx.all(GroupDelivery):
            tx.delete(GroupDelivery, greeting.id)
        world.outbox().place(tx, link, [an_item(owed=Owed.PART, aim=date(2024, 6, 12))], WEDNESDAY)
    await world.send()
    (text,) = world.said()
    assert "Phần của đơn vị" in text
    assert "trước 13/06/2024" in text
    assert "hôm nay" in text.casefold()
    with world.store.transaction() as tx:
        tx.put(UnitPart("thu-2024", "bc_so_ket", INDUSTRY.id, NOW, "hung"))
        world.outbox().place(tx, link, [an_item(owed=Owed.PART, aim=date(2024, 6, 12))], WEDNESDAY)
    await world.send()
    assert len(world.channel.sent) == 1, "handed in, it is told no more"


async def test_what_is_late_and_what_is_due_stand_apart() -> None:
    world = World()
    late = a_task("tre", title="Hồ sơ khen thưởng", number="9", deadline=a_deadline(date(2024, 6, 10)))
    meeting = a_task(
        "hop", title="Họp", deadline=a_deadline(date(2024, 6, 11), kind=DeadlineKind.ON), kind=TaskKind.MEETING
    )
    with world.store.transaction() as tx:
        tx.put(a_plan(tasks=(REPORT, late, meeting)))
    aims = {"bc_so_ket": date(2024, 6, 14), "tre": date(2024, 6, 10), "hop": date(2024, 6, 11)}
    world.place(*(an_item(task, aim=aim) for task, aim in aims.items()))
    await world.send()
    (text,) = world.said()
    assert re.search(r"Tuần này:.*Báo cáo sơ kết.*Đã qua hạn:.*Họp.*Hồ sơ", text, re.DOTALL), text
    assert re.findall(r"^(\d)\.", text, re.MULTILINE) == ["1", "2", "3"]


async def test_whoever_linked_it_chose_its_language(world: World) -> None:
    do(world.store, choose_language, OFFICE_HEAD, "en")
    await world.send()
    assert "This group is linked" in world.said()[0]


async def test_a_new_group_is_greeted_at_once_but_not_at_night(world: World) -> None:
    night = datetime(2024, 2, 20, 15, 0, tzinfo=UTC)
    await world.send(now=night)
    assert world.said() == []
    sunday = datetime(2024, 2, 25, 3, 0, tzinfo=UTC)
    await world.send(now=sunday)
    assert "Văn phòng" in world.said()[0]
    assert world.ends() == [DeliveryState.SENT]


async def test_a_digest_waits_for_the_working_day(world: World) -> None:
    world.place()
    await world.send(now=datetime(2024, 6, 15, 3, 0, tzinfo=UTC))
    assert world.channel.sent == []
    assert world.outbox().next_moment(datetime(2024, 6, 15, 3, 0, tzinfo=UTC)) == datetime(2024, 6, 17, 0, tzinfo=UTC)


async def test_what_was_done_meanwhile_is_not_told(world: World) -> None:
    world.place()
    do(world.store, mark_done, OFFICE_HEAD, entry_of(world.store, "bc_so_ket"))
    await world.send()
    assert world.channel.sent == []
    assert world.ends() == [DeliveryState.SKIPPED]


def test_what_has_not_gone_out_joins_the_next(world: World) -> None:
    world.place(an_item(), now=WEDNESDAY)
    with world.store.transaction() as tx:
        world.outbox().place(tx, world.link, [an_item("khac")], WEDNESDAY)
    waiting = world.delivery()
    assert waiting is not None
    assert [item.task for item in waiting.items] == ["khac", "bc_so_ket"]
    assert world.ends() == [DeliveryState.SKIPPED]


async def test_what_fails_while_the_next_is_planned_is_told_with_it(world: World) -> None:
    world.place(an_item())
    outbox = world.outbox()

    def plan(_address: str) -> None:
        with world.store.transaction() as tx:
            outbox.place(tx, world.link, [an_item("khac")], WEDNESDAY)

    world.channel.before = plan
    world.channel.script([NotSent("gateway")])
    await outbox.deliver(WEDNESDAY)
    waiting = world.delivery()
    assert waiting is not None
    assert [item.task for item in waiting.items] == ["khac", "bc_so_ket"]


# ---------------------------------------------------------------- what becomes of it


async def test_a_topic_is_named_in_the_address() -> None:
    world = World(topic="7")
    await world.send()
    assert [each.address for each in world.channel.sent] == ["-1001/7"]


async def test_a_failed_one_is_tried_again_after_a_pause(world: World) -> None:
    world.place()
    await world.send(NotSent("bad gateway"))
    waiting = world.delivery()
    assert waiting is not None
    assert (waiting.state, waiting.retry_at) == (DeliveryState.FAILED, WEDNESDAY + timedelta(seconds=30))
    await world.send(now=WEDNESDAY + timedelta(seconds=29))
    assert world.channel.attempts == 1
    await world.send(now=WEDNESDAY + timedelta(seconds=30))
    assert world.ends() == [DeliveryState.SENT]


async def test_told_to_wait_it_waits_as_long(world: World) -> None:
    world.place()
    await world.send(NotSent("too many requests", retry_after=37))
    assert world.outbox().next_moment(WEDNESDAY) == WEDNESDAY + timedelta(seconds=37)


async def test_after_a_lost_answer_it_is_sent_once_more_and_marked(world: World) -> None:
    world.place()
    world.channel.arrives = lambda error: isinstance(error, Uncertain)
    await world.send(Uncertain("ReadTimeout"))
    await world.send(Uncertain("ReadTimeout"), now=WEDNESDAY + timedelta(minutes=1))
    await world.send(now=WEDNESDAY + timedelta(hours=1))
    first, second = world.said()
    assert "(gửi lại)" not in first
    assert "(gửi lại)" in second
    assert world.ends() == [DeliveryState.UNCERTAIN]


async def test_after_a_crash_with_it_under_way_it_is_sent_once_more_and_marked(world: World) -> None:
    world.place()
    waiting = world.delivery()
    assert waiting is not None
    with world.store.transaction() as tx:
        tx.put(replace(waiting, state=DeliveryState.CLAIMED, attempts=1))
    await world.send()
    assert "(gửi lại)" in world.said()[0]
    with world.store.transaction() as tx:
        tx.put(replace(waiting, state=DeliveryState.CLAIMED, again=True))
    await world.send()
    assert len(world.said()) == 1
    assert world.ends() == [DeliveryState.SENT, DeliveryState.UNCERTAIN]


async def test_a_group_that_has_moved_is_followed_at_once(world: World) -> None:
    world.place()
    await world.send(Moved("-1009"))
    assert [each.address for each in world.channel.sent] == ["-1009"]
    assert [link.id for link in world.store.all(GroupLink)] == ["-1009/"]
    assert world.ends() == [DeliveryState.SENT]
    assert world.delivery() is None


async def test_a_group_that_moves_in_circles_is_left_until_the_next_round(world: World) -> None:
    world.place()
    await world.send(*(Moved(f"-200{n}") for n in range(5)))
    waiting = world.delivery()
    assert waiting is not None
    assert waiting.state is DeliveryState.DUE
    assert world.channel.attempts == 3


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Forbidden: bot was kicked from the supergroup chat", "removed"),
        ("Forbidden: the group chat was deleted", "removed"),
        ("Chat not found", "removed"),
        ("Not enough rights to send text messages to the chat", "refused"),
        ("Topic_closed", "closed"),
        ("Message thread not found", "closed"),
    ],
)
async def test_a_group_that_takes_nothing_more_loses_its_link_and_is_reported(
    world: World, said: str, reason: str
) -> None:
    world.place()
    await world.send(NotSent(said, permanent=True))
    assert world.store.all(GroupLink) == ()
    assert world.notices() == [("hoa", reason)]
    assert world.ends() == [DeliveryState.UNDELIVERED]
    assert world.delivery() is None


async def test_a_closed_topic_leaves_the_others_of_its_group() -> None:
    world = World(topic="7")
    other = do(world.store, link_group, OFFICE_HEAD, OFFICE, GROUP, "8", "Nhóm VP", now=NOW)
    await world.send(NotSent("Topic_closed", permanent=True))
    assert world.store.all(GroupLink) == (other,)


async def test_a_group_unlinked_meanwhile_is_told_nothing(world: World) -> None:
    world.place()
    waiting = world.delivery()
    assert waiting is not None
    do(world.store, unlink_group, OFFICE_HEAD, world.link)
    with world.store.transaction() as tx:
        tx.put(waiting)
    await world.send()
    assert world.channel.sent == []
    assert world.delivery() is None


async def test_a_bug_in_one_groups_message_stops_no_other(world: World) -> None:
    def broken() -> str:
        raise ZeroDivisionError

    world.place()
    await world.outbox(username=broken).deliver(WEDNESDAY)
    waiting = world.delivery()
    assert waiting is not None
    assert (waiting.state, waiting.reason) == (DeliveryState.FAILED, "ZeroDivisionError")


async def test_what_was_sent_and_could_not_be_written_is_not_sent_again(world: World) -> None:
    world.place()
    outbox = world.outbox()
    world.channel.before = lambda _address: setattr(world.store, "full", True)
    await outbox.deliver(WEDNESDAY)
    await outbox.deliver(WEDNESDAY)
    world.store.full = False
    await outbox.deliver(WEDNESDAY)
    await outbox.deliver(WEDNESDAY)
    assert world.channel.attempts == 1
    assert world.ends() == [DeliveryState.SENT]


async def test_without_telegram_nothing_is_tried(world: World) -> None:
    idle = GroupOutbox(world.store, {})
    await idle.deliver(WEDNESDAY)
    assert idle.next_moment(WEDNESDAY) is None
    assert world.delivery() is not None


async def test_once_the_end_has_come_nothing_is_begun(world: World) -> None:
    outbox = world.outbox()
    outbox.end()
    await outbox.deliver(WEDNESDAY)
    assert world.channel.attempts == 0


async def test_one_group_gets_no_more_than_telegram_takes_in_a_minute(world: World) -> None:
    world.forget_greeting()
    for topic in range(A_MINUTE + 3):
        do(world.store, link_group, OFFICE_HEAD, OFFICE, GROUP, str(topic + 1), "Nhóm", now=NOW)
    seconds = 0.0
    outbox = GroupOutbox(world.store, {"telegram": world.channel}, pace=GroupPace(lambda: seconds))
    await outbox.deliver(WEDNESDAY)
    assert len(world.channel.sent) == A_MINUTE
    await outbox.deliver(WEDNESDAY)
    assert len(world.channel.sent) == A_MINUTE
    seconds = MINUTE
    await outbox.deliver(WEDNESDAY)
    assert len(world.channel.sent) == A_MINUTE + 3


# ---------------------------------------------------------------- the notice


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("reason", [*REASONS, "made up"])
def test_the_head_is_told_why_and_what_brings_it_back(world: World, language: str, reason: str) -> None:
    voice = Voice(Texts(language), world.store.get(Person, "hoa") or OFFICE_HEAD)
    values = {"group": "Nhóm VP", "unit": OFFICE.id, "reason": reason}
    notice = Notice("hoa", GROUP_GONE, world.link.id, values, DeliveryState.DUE, NOW)
    reply = gone(world.store, voice, notice)
    assert "Nhóm VP" in reply.text
    assert "Văn phòng" in reply.text
    assert ("/nhom" if language == "vi" else "/group") in reply.text


@pytest.mark.parametrize("language", languages())
def test_the_head_is_told_when_nobody_knows_whether_it_arrived(world: World, language: str) -> None:
    values = {"group": "Nhóm VP", "unit": OFFICE.id, "day": "2024-06-12"}
    notice = Notice("hoa", GROUP_UNSURE, world.link.id, values, DeliveryState.DUE, NOW)
    reply = unsure(world.store, Voice(Texts(language), OFFICE_HEAD), notice)
    assert "Nhóm VP" in reply.text
    assert Texts(language).day(date(2024, 6, 12)) in reply.text
