"""The office is asked once, in the last quarter, for the next year's swaps of working days."""

from datetime import UTC, date, datetime

from bot.unasked.notices.kinds import notice_reply, still_stands
from bot.unasked.reminding import Reminding
from plans.model.people import Person
from plans.model.reminding import Notice
from plans.office.days import SWAPS, OfficeDay, set_days
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store

OCTOBER = datetime(2026, 10, 1, 0, 45, tzinfo=UTC)  # 07:45 on a Thursday


def asked(store: MemoryStore) -> list[str]:
    """Who has been asked, each time."""
    return [notice.person for notice in store.all(Notice) if notice.kind == SWAPS]


def test_planning_in_the_last_quarter_asks_each_officer_once() -> None:
    store = a_store()
    reminding = Reminding(store, {})
    reminding.plan(datetime(2026, 9, 30, 0, 45, tzinfo=UTC))
    assert asked(store) == []
    reminding.plan(OCTOBER)
    assert asked(store) == ["van", "hoa"]
    with store.transaction() as tx:
        for notice in store.all(Notice):
            tx.delete(Notice, notice.id)
    reminding.plan(datetime(2026, 10, 2, 0, 45, tzinfo=UTC))
    assert asked(store) == []


def test_it_says_what_is_missing_and_leads_to_the_year() -> None:
    store = a_store()
    Reminding(store, {}).plan(OCTOBER)
    notice = store.all(Notice)[0]
    reply = notice_reply(store, notice)
    assert reply.heading == "Ngày nghỉ, ngày làm bù năm 2027"
    assert "chưa biết ngày hoán đổi, ngày làm bù của năm 2027" in reply.text
    chat = Chat(store, "van", now=OCTOBER)
    chat.send(action=reply.choices[0][0].action)
    assert "Chưa biết ngày hoán đổi" in chat.seen


def test_it_is_told_no_more_once_the_days_are_entered_or_by_whoever_is_no_officer() -> None:
    store = a_store()
    Reminding(store, {}).plan(OCTOBER)
    notice = store.all(Notice)[0]
    today = date(2026, 10, 1)
    assert still_stands(store, notice, today)
    assert not still_stands(store, Notice("lan", SWAPS, "2027", {}, notice.state, notice.at), today)
    with store.transaction() as tx:
        set_days(tx, OCTOBER, tx.get(Person, "van"), [OfficeDay(date(2027, 1, 8), False)])
    assert not still_stands(store, notice, today)
