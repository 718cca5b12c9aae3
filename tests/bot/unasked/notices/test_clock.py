"""The office is told when a clock that ran ahead keeps reminders silent, and has them go on by one tap."""

from datetime import timedelta

from bot.unasked.reminding import Reminding
from plans.model.people import Department
from plans.model.reminding import PlannedThrough
from tests.bot.chatting import Chat, a_store
from tests.builders import NOW, OFFICER
from tests.fakes import FakeChannel


async def test_silence_after_a_clock_that_ran_ahead_is_told_and_ended_by_the_office() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(Department("Sở Thử nghiệm"))
        tx.put(PlannedThrough(NOW + timedelta(days=200)))
    web = FakeChannel("web")
    reminding = Reminding(store, {"web": web})
    for minutes in (0, 1):
        reminding.plan(NOW + timedelta(minutes=minutes))
        await reminding.deliver(NOW + timedelta(minutes=minutes))
    got = [sent.reply for sent in web.sent if sent.address == OFFICER.id]
    (told,) = [reply for reply in got if "không ai được nhắc" in reply.text]
    chat = Chat(store, OFFICER.id)
    chat.send(action=told.choices[0][0].action)
    assert "Nhắc việc chạy lại từ 08:00 20/02/2024" in chat.seen
    assert store.all(PlannedThrough) == (PlannedThrough(NOW),)
    chat.send(action=told.choices[0][0].action)
    assert "bình thường" in chat.seen
