"""Who has been reminded of what, when, over which channel: by command and by question, of a person or a task."""

from datetime import timedelta

import pytest

from bot.unasked.notices.kinds import KINDS
from plans.model.history import ReminderEntry
from plans.model.plan import ChangeKind, PlanChange
from plans.model.reminding import Bulletin, DeliveryKind, DeliveryState, DigestItem, Notice, Owed
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import NOW, TODAY, a_plan

PLAN = a_plan()
REPORT = DigestItem(PLAN.id, "bc_so_ket", Owed.TASK, TODAY, 3, rung="3")
TITLE = DigestItem(PLAN.id, "ke_hoach", Owed.TITLE, TODAY, 3, rung="3")


def a_history() -> MemoryStore:
    store = a_store()
    sent, web = DeliveryState.SENT, "web"
    with store.transaction() as tx:
        tx.append("reminders", ReminderEntry(NOW, "lan", TODAY, sent, "telegram", (TITLE,)))
        later = NOW + timedelta(hours=1)
        lost = ReminderEntry(
            later, "hung", TODAY, DeliveryState.UNCERTAIN, web, (REPORT,), True, "crash", DeliveryKind.PING
        )
        tx.append("reminders", lost)
        change = PlanChange(PLAN.id, "bc_so_ket", ChangeKind.MOVED, "Báo cáo")
        tx.append("announcements", Bulletin("minh", (change,), sent, NOW + timedelta(hours=2), channel="email"))
        told = Notice("lan", "list_decided", "x", {}, DeliveryState.SKIPPED, NOW + timedelta(hours=3), reason="left")
        tx.append("notices", told)
    return store


def test_the_office_sees_who_was_told_what_when_and_over_which_channel() -> None:
    lines = Chat(a_history(), "van").say("/danhac").splitlines()
    assert lines[0] == "Đã nhắc những ai"
    assert lines[1].startswith("– 11:00 20/02/2024 – Phạm Thị Lan: thông báo, không gửi nữa (đã thôi làm việc)")
    assert "tin thay đổi kế hoạch, qua thư điện tử, đã gửi: 2.1." in lines[2]
    assert "tin nhắc riêng, trên trang trò chuyện, không rõ đã đến hay chưa, gửi hai lần (dịch vụ dừng" in lines[3]
    assert "– 08:00 20/02/2024 – Phạm Thị Lan: bản nhắc trong ngày, qua Telegram, đã gửi: 1.1." in lines[4]


@pytest.mark.parametrize(
    ("asked", "heading", "count"),
    [
        ("Đã nhắc những ai, khi nào, kênh nào?", "Đã nhắc những ai", 4),
        ("đã nhắc Phạm Thị Lan chưa?", "Đã nhắc Phạm Thị Lan", 2),
        ("da nhac chi Lan chua", "Đã nhắc Phạm Thị Lan", 2),
        ("đã nhắc những ai về việc báo cáo sơ kết?", "Đã nhắc về việc 2.1.", 2),
        ("Đã nhắc ai về mục 1.1 rồi?", "Đã nhắc về việc 1.1.", 1),
        ("/danhac 2.1", "Đã nhắc về việc 2.1.", 2),
        ("/danhac lan", "Đã nhắc Phạm Thị Lan", 2),
        ("Who has been reminded, when, over which channel?", "Đã nhắc những ai", 4),
        ("/danhac hôm nay", "Đã nhắc những ai, 20/02/2024", 4),
        ("đã nhắc những ai hôm nay?", "Đã nhắc những ai, 20/02/2024", 4),
        ("/danhac 20/2", "Đã nhắc những ai, 20/02/2024", 4),
        ("/danhac từ 19/2 đến 20/2", "Đã nhắc những ai, từ 19/02/2024 đến 20/02/2024", 4),
        ("/danhac hôm qua", "Đã nhắc những ai, 19/02/2024", 0),
        ("hôm nay đã nhắc chị Lan chưa?", "Đã nhắc Phạm Thị Lan, 20/02/2024", 2),
        ("/danhac 2.1 hom qua", "Đã nhắc về việc 2.1.", 0),
        ("who has been reminded this week?", "Đã nhắc những ai, từ 19/02/2024 đến 25/02/2024", 4),
        ("/danhac ngày 19/2", "Đã nhắc những ai, 19/02/2024", 0),
        ("Has Phạm Thị Lan been reminded yet?", "Đã nhắc Phạm Thị Lan", 2),
    ],
)
def test_it_is_asked_in_either_language_of_everybody_a_person_or_a_task(asked: str, heading: str, count: int) -> None:
    chat = Chat(a_history(), "van")
    lines = chat.say(asked).splitlines()
    assert lines[0].startswith(heading)
    assert len([line for line in lines if line.startswith("– ")]) == count


def test_what_names_nobody_and_nothing_says_so_and_offers_everything() -> None:
    chat = Chat(a_history(), "van")
    assert "Chưa rõ “Nguyễn Không Tên”" in chat.say("/danhac Nguyễn Không Tên")
    assert chat.press("Tất cả").startswith("Đã nhắc những ai")


def test_older_messages_are_a_page_further() -> None:
    store = a_store()
    with store.transaction() as tx:
        for number in range(20):
            at = NOW + timedelta(minutes=number)
            tx.append("reminders", ReminderEntry(at, "lan", TODAY, DeliveryState.SENT, "web", (TITLE,)))
    chat = Chat(store, "van")
    first = chat.say("/danhac lan")
    second = chat.press("Cũ hơn")
    assert "08:19" in first
    assert "08:11" in second
    assert "08:12" in first
    assert "08:03" in chat.press("Cũ hơn")
    assert "Cũ hơn" not in chat.labels
    assert chat.press("Mới hơn") == second


def test_buttons_that_nobody_was_given_show_the_latest() -> None:
    chat = Chat(a_history(), "van")
    for words in ("", "x:y:z", "99999:-:-", "-1:-:-"):
        chat.send(action=f"reminded:{words}")
        assert chat.seen.startswith("Đã nhắc những ai")


@pytest.mark.parametrize("person", ["lan", "hung", "minh"])
def test_only_the_office_is_told(person: str) -> None:
    chat = Chat(a_history(), person)
    for asked in ("/danhac", "đã nhắc những ai?"):
        assert "Văn phòng" in chat.say(asked)
        assert "Lan" not in chat.seen


def test_every_kind_of_message_and_end_has_its_words() -> None:
    store = a_store()
    with store.transaction() as tx:
        for number, kind in enumerate(DeliveryKind):
            for state in DeliveryState:
                at = NOW + timedelta(minutes=number)
                tx.append("reminders", ReminderEntry(at, "lan", TODAY, state, "", (), kind=kind))
        for known in KINDS:
            tx.append("notices", Notice("lan", known, "x", {}, DeliveryState.SENT, NOW))
    chat = Chat(store, "van")
    seen = chat.say("/danhac")
    while "Cũ hơn" in chat.labels:
        seen += chat.press("Cũ hơn")
    assert seen.count("– Phạm Thị Lan: ") == len(DeliveryKind) * len(DeliveryState) + len(KINDS)


def test_a_days_messages_are_turned_by_pages_of_that_day() -> None:
    store = a_history()
    with store.transaction() as tx:
        for at in range(20):
            tx.append("reminders", ReminderEntry(NOW, f"p{at}", TODAY, DeliveryState.SENT, "telegram", (TITLE,)))
    chat = Chat(store, "van", now=NOW + timedelta(days=1))
    chat.say("/danhac hôm qua")
    assert chat.press("Cũ hơn").startswith("Đã nhắc những ai, 20/02/2024")
    assert all(len(choice.action) <= 64 for choice in chat.choices)
    assert "Chưa nhắc ai" in chat.say("/danhac hôm nay")
