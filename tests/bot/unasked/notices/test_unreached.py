"""What the office learns of people whom reminders do not reach, and of what waits for it: by day and by week."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.unasked.reminding import Reminding
from plans.model.duties import DoneReport
from plans.model.people import Person
from plans.model.reaching import Contact
from plans.model.reminding import Notice, OfficeTold, PlannedThrough, Undelivered
from tests.bot.unasked.worlds import DAY, World, at
from tests.builders import OFFICE_HEAD, OFFICER, STAFF
from tests.fakes import Sent

OFFICE = (OFFICER, OFFICE_HEAD)


class Office(World):
    """The office has Telegram; nobody else has anything but what a test gives Lan."""

    def __init__(self, *ways: str) -> None:
        super().__init__(*ways)
        with self.store.transaction() as tx:
            for person in OFFICE:
                tx.put(Contact("telegram", f"tg-{person.id}", person.id, at(7)))
            tx.put(PlannedThrough(at(18, day=date(2024, 12, 31))))  # no digests of the plan's own
            tx.put(OfficeTold(without_channel=date(2024, 12, 30)))
        self.reminding = Reminding(self.store, self.channels)

    async def days(self, start: datetime, end: datetime) -> None:
        """Let everything happen that falls due between two instants."""
        now = start
        while now <= end:
            await self.reminding.deliver(now)
            now = self.reminding.next_moment(now)

    def told(self, person: Person = OFFICER) -> list[Sent]:
        return [sent for sent in self.channels["telegram"].sent if sent.address == f"tg-{person.id}"]


async def test_the_office_is_told_who_what_and_why_and_what_to_do() -> None:
    world = Office()
    world.plan(at(8))
    await world.days(at(8), at(9))
    for person in OFFICE:
        (sent,) = world.told(person)
        assert sent.reply.heading == "Nhắc việc chưa đến nơi"
        assert "Phạm Thị Lan (Phòng Quản lý công nghiệp): Xây dựng, ban hành kế hoạch" in sent.reply.text
        assert "chưa có kênh nào" in sent.reply.text
        assert "in phiếu nhắc việc" in sent.reply.text
        actions = [choice.action for row in sent.reply.choices for choice in row]
        assert actions == ["print:slips", "ask:invite", "ask:roster"]


async def test_there_is_one_message_a_day_with_all_that_came_to_nothing_by_then() -> None:
    world = Office()
    for minute, person in enumerate((STAFF, replace(STAFF, id="dung", name="Vũ Tiến Dũng"), replace(STAFF, id="tu"))):
        with world.store.transaction() as tx:
            tx.put(person)
            tx.put(Undelivered(person.id, person.id, DAY, (), "web", "no channel", at(8, 10 * minute)))
    await world.days(at(8), at(17))
    (first,) = world.told()
    assert "3 người" in first.reply.text
    with world.store.transaction() as tx:
        tx.put(Undelivered("lan/ping", STAFF.id, DAY, (), "email", "unreachable", at(14)))
    await world.days(at(14), at(17))
    assert len(world.told()) == 1
    await world.days(at(17), at(9, day=DAY + timedelta(days=1)))
    (_, second) = world.told()
    assert "1 người" in second.reply.text
    assert "địa chỉ không còn nhận tin" in second.reply.text


async def test_a_reminder_that_was_sent_twice_without_an_answer_is_told_too() -> None:
    world = Office("telegram")
    world.plan(at(8))
    world.channels["telegram"].script([])
    with world.store.transaction() as tx:
        tx.put(Undelivered(STAFF.id, STAFF.id, DAY, (), "telegram", "uncertain", at(8)))
    await world.days(at(8), at(10))
    assert any("có thể đã đến" in sent.reply.text for sent in world.told())


async def test_nothing_is_told_in_the_evening_and_all_of_it_the_next_morning() -> None:
    world = Office()
    with world.store.transaction() as tx:
        tx.put(Undelivered(STAFF.id, STAFF.id, DAY, (), "web", "no channel", at(17, 50)))
    await world.days(at(17, 50), at(23))
    assert world.told() == []
    assert world.reminding.next_moment(at(23)) == at(7, 45, DAY + timedelta(days=1))
    await world.days(at(23), at(8, day=DAY + timedelta(days=1)))
    assert len(world.told()) == 1


async def test_what_the_office_was_told_is_forgotten_after_a_month() -> None:
    world = Office()
    with world.store.transaction() as tx:
        tx.put(Undelivered("tu", "tu", DAY, (), "web", "no channel", at(8), date(2024, 1, 2)))
        tx.put(Undelivered(STAFF.id, STAFF.id, DAY, (), "web", "no channel", at(8)))
    await world.days(at(8), at(9))
    assert [each.person for each in world.store.all(Undelivered)] == [STAFF.id]


# ---------------------------------------------------------------- beforehand


async def test_on_the_first_working_day_of_a_week_the_office_learns_who_has_no_channel() -> None:
    world = Office()
    monday = date(2024, 2, 26)
    with world.store.transaction() as tx:
        tx.put(OfficeTold(without_channel=date(2024, 2, 19)))
    await world.days(at(8), at(7, 44, day=monday))
    assert world.told() == []
    await world.days(at(7, 44, day=monday), at(18, day=date(2024, 3, 1)))
    (sent,) = world.told()
    assert sent.reply.heading == "Người chưa có kênh nhận nhắc việc"
    assert "3 người chưa có kênh nào" in sent.reply.text
    assert "– Phạm Thị Lan (Phòng Quản lý công nghiệp)" in sent.reply.text
    assert "Đỗ Thị Vân" not in sent.reply.text


async def test_the_office_learns_nothing_when_everybody_has_a_channel() -> None:
    world = Office("email")
    with world.store.transaction() as tx:
        tx.put(OfficeTold())
        for person in world.store.all(Person):
            tx.put(replace(person, email=f"{person.id}@example.vn"))
    await world.days(at(8), at(18))
    assert world.told() == []
    told = world.store.get(OfficeTold, "office")
    assert told is not None
    assert told.without_channel == DAY


async def test_what_the_office_is_told_is_left_to_nobody_else() -> None:
    world = Office()
    world.plan(at(8))
    await world.days(at(8), at(9))
    assert {notice.person for notice in world.store.all(Notice)} == set()
    noticed = {entry.person for _, entry in world.store.entries("notices", Notice)}
    assert noticed == {person.id for person in OFFICE}


async def test_what_waits_for_confirmation_is_brought_up_every_week_until_the_office_has_answered() -> None:
    world = Office()
    with world.store.transaction() as tx:
        tx.put(DoneReport("thu-2024", "ke_hoach", at(8), STAFF.id))
        tx.put(OfficeTold(without_channel=DAY))
    await world.days(at(9), at(9, day=DAY + timedelta(days=14)))
    asked = [sent for sent in world.told() if sent.reply.heading == "Chờ xác nhận hoàn thành"]
    assert len(asked) == 2
    with world.store.transaction() as tx:
        tx.delete(DoneReport, "thu-2024/ke_hoach")
    world.channels["telegram"].sent.clear()
    await world.days(at(9, day=DAY + timedelta(days=14)), at(9, day=DAY + timedelta(days=21)))
    assert not [sent for sent in world.told() if sent.reply.heading == "Chờ xác nhận hoàn thành"]
