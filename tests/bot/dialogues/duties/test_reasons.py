"""Không phải việc của tôi, and the office's "Trả lại": the reason that is typed, and who hears it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.presses import mark
from bot.unasked.notices.kinds import notice_reply, still_stands
from plans.actions import mark_done
from plans.agenda import entries
from plans.duties.assigning import assignee
from plans.duties.confirming import confirm
from plans.duties.giving import assign
from plans.model.office_settings import Confirming
from plans.model.people import Person
from plans.model.plan import TaskKind
from plans.model.reaching import Dialogue
from plans.model.reminding import Notice, ReminderSettings
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat
from tests.bot.dialogues.duties.conftest import NAM, chat_of
from tests.builders import HEAD, INDUSTRY, LEADER, NOW, OFFICE_HEAD, OFFICER, STAFF, TODAY, do, entry_of


@pytest.fixture
def store(store: MemoryStore) -> MemoryStore:
    """The staff sees to the report, and the office wants to confirm reports."""
    do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
    with store.transaction() as tx:
        tx.put(Confirming((TaskKind.REPORT,)))
        for notice in tx.all(Notice):
            tx.delete(Notice, notice.id)
    return store


def notices(store: MemoryStore, person: str) -> list[Notice]:
    return [notice for notice in store.all(Notice) if notice.person == person and still_stands(store, notice, TODAY)]


def read(store: MemoryStore, person: str) -> str:
    """The one notice that waits for a person, as it is read."""
    (notice,) = notices(store, person)
    reply = notice_reply(store, notice)
    return f"{reply.heading}\n{reply.text}"


def opened(store: MemoryStore, person: str) -> Chat:
    """A person who presses what their one notice offers."""
    (notice,) = notices(store, person)
    chat = Chat(store, person)
    chat.replies = (notice_reply(store, notice),)
    return chat


def sees_to(store: MemoryStore) -> str:
    found = assignee(store, "thu-2024", "bao_cao", "ql_cong_nghiep", TODAY)
    return "" if found is None else found.person


def at_the_task(store: MemoryStore, person: str) -> Chat:
    chat = Chat(store, person)
    chat.send(action=f"task:{entry_of(store, 'bao_cao').key}")
    return chat


@pytest.mark.parametrize("words", ["Việc này của tổ kế hoạch", "Gửi không kèm lý do"])
def test_a_task_goes_back_to_the_head_who_gives_it_to_another(store: MemoryStore, words: str) -> None:
    chat = at_the_task(store, STAFF.id)
    assert "Xin gõ lý do" in chat.press("Không phải việc của tôi")
    button = words in chat.labels
    said = chat.press(words) if button else chat.say(words)
    assert "Đã chuyển lại cho Lê Quốc Hùng" in said
    assert sees_to(store) == ""
    told = read(store, HEAD.id)
    assert "Phạm Thị Lan báo mục 4.2 không phải việc của mình" in told
    assert ("Lý do: “Việc này của tổ kế hoạch”" in told) is not button
    head = opened(store, HEAD.id)
    head.press("Giao cho ai?")
    head.press("Bùi Văn Nam")
    assert sees_to(store) == NAM.id
    assert notices(store, HEAD.id) == []
    assert "giao" in read(store, NAM.id)


def test_it_is_not_handed_back_before_the_reason_and_can_be_left(store: MemoryStore) -> None:
    chat = at_the_task(store, STAFF.id)
    chat.press("Không phải việc của tôi")
    assert sees_to(store) == STAFF.id
    chat.press("Thôi")
    assert sees_to(store) == STAFF.id
    assert notices(store, HEAD.id) == []


def test_a_reason_too_long_is_asked_for_again(store: MemoryStore) -> None:
    chat = at_the_task(store, STAFF.id)
    chat.press("Không phải việc của tôi")
    assert "viết gọn trong 500 ký tự" in chat.say("dài " * 200)
    assert sees_to(store) == STAFF.id


def test_a_form_in_the_middle_of_which_it_comes_goes_on(store: MemoryStore) -> None:
    chat = Chat(store, STAFF.id)
    with store.transaction() as tx:
        tx.put(Dialogue(STAFF.id, "idea.name", {"run": "r", "plan": "thu-2024"}, at=NOW))
    chat.send(action=f"dutynote:begin:mine:{entry_of(store, 'bao_cao').key}:{mark(INDUSTRY.id)}")
    chat.say("Của tổ khác")
    assert sees_to(store) == ""
    open_one = store.get(Dialogue, STAFF.id)
    assert open_one is not None
    assert open_one.step == "idea.name"


def test_made_up_buttons_hand_nothing_back(store: MemoryStore) -> None:
    key = entry_of(store, "bao_cao").key
    for person in (NAM, HEAD, OFFICER, LEADER):
        chat = Chat(store, person.id)
        for action in (f"dutynote:begin:mine:{key}:{mark(INDUSTRY.id)}", f"dutynote:begin:mine:{key}:-", "dutynote"):
            chat.send(action=action)
            chat.say("Không phải của tôi đâu")
            assert sees_to(store) == STAFF.id, person.id


def test_the_office_confirms_what_it_was_asked(store: MemoryStore) -> None:
    chat = at_the_task(store, STAFF.id)
    chat.press("Ghi nhận đã hoàn thành")
    said = chat.press("Đã hoàn thành")
    assert "chờ Văn phòng xác nhận" in said
    assert "Rút lại báo cáo" in chat.labels
    assert "Phạm Thị Lan báo đã hoàn thành mục 4.2" in read(store, OFFICER.id)
    office = opened(store, OFFICER.id)
    tap = office.button("Xác nhận").action
    assert "Đã xác nhận hoàn thành" in office.press("Xác nhận")
    assert entry_of(store, "bao_cao").done
    assert "Văn phòng đã xác nhận hoàn thành" in read(store, STAFF.id)
    assert notices(store, OFFICE_HEAD.id) == []
    office.send(action=tap)
    assert "đã được giải quyết" in office.seen
    assert "Phạm Thị Lan báo, Văn phòng đã xác nhận" in office.seen


def test_the_office_gives_it_back_with_a_reason(store: MemoryStore) -> None:
    do(store, mark_done, STAFF, entry_of(store, "bao_cao"))
    office = opened(store, OFFICER.id)
    assert "gõ điều cần bổ sung" in office.press("Trả lại")
    assert "ít nhất 5 ký tự" in office.say("ok")
    assert "Đã trả lại" in office.say("Thiếu phụ lục 2")
    assert not entry_of(store, "bao_cao").waits
    told = read(store, STAFF.id)
    assert "chưa ghi hoàn thành" in told
    assert "Lý do: “Thiếu phụ lục 2”" in told
    again = opened(store, STAFF.id)
    again.press("Ghi nhận đã hoàn thành")
    again.press("Đã hoàn thành")
    assert entry_of(store, "bao_cao").waits


def test_who_of_the_office_comes_second_is_told_how_it_stands(store: MemoryStore) -> None:
    do(store, mark_done, STAFF, entry_of(store, "bao_cao"))
    second = opened(store, OFFICE_HEAD.id)
    second.press("Trả lại")
    do(store, confirm, OFFICER, entry_of(store, "bao_cao"))
    assert "đã được giải quyết" in second.say("Thiếu phụ lục 2")
    assert entry_of(store, "bao_cao").done


@pytest.mark.parametrize("person", [STAFF, HEAD, LEADER, NAM], ids=lambda person: person.id)
def test_nobody_else_confirms_by_a_made_up_button(store: MemoryStore, person: Person) -> None:
    do(store, mark_done, STAFF, entry_of(store, "bao_cao"))
    office = opened(store, OFFICER.id)
    chat = Chat(store, person.id)
    for label in ("Xác nhận", "Trả lại"):
        chat.send(action=office.button(label).action)
        chat.say("Thiếu phụ lục 2")
    assert entry_of(store, "bao_cao").waits


def test_a_waiting_task_says_so_wherever_it_is_shown(store: MemoryStore) -> None:
    do(store, mark_done, STAFF, entry_of(store, "bao_cao"))
    assert "chờ Văn phòng xác nhận" in at_the_task(store, NAM.id).seen
    assert "đã báo hoàn thành, chờ Văn phòng xác nhận" in chat_of(store, NAM).say("tháng 6 có gì đến hạn?")
    office = at_the_task(store, OFFICER.id)
    assert {"Xác nhận", "Trả lại"} <= set(office.labels)
    staff = at_the_task(store, STAFF.id)
    staff.press("Rút lại báo cáo")
    staff.press("Mở lại")
    assert not next(entry for entry in entries(store) if entry.task.id == "bao_cao").waits


def test_during_the_heads_leave_the_stand_in_hears_of_it_and_the_office_can_give_it_to_another(
    store: MemoryStore,
) -> None:
    with store.transaction() as tx:
        tx.put(ReminderSettings(HEAD.id, away_from=TODAY, away_until=TODAY, stand_in=NAM.id))
    chat = at_the_task(store, STAFF.id)
    chat.press("Không phải việc của tôi")
    said = chat.press("Gửi không kèm lý do")
    assert "đã báo Bùi Văn Nam (làm thay) và Văn phòng" in said
    assert "Xin anh/chị giao" not in read(store, NAM.id)
    assert "lời nhắc gửi về anh/chị cho đến khi Văn phòng giao cho người khác" in read(store, NAM.id)
    office = opened(store, OFFICER.id)
    office.press("Giao cho ai?")
    office.press("Bùi Văn Nam")
    assert sees_to(store) == NAM.id


def test_what_is_given_back_reaches_the_head_when_whoever_reported_it_has_left(store: MemoryStore) -> None:
    do(store, mark_done, STAFF, entry_of(store, "bao_cao"))
    with store.transaction() as tx:
        tx.put(replace(STAFF, left=TODAY - timedelta(days=1)))
    office = at_the_task(store, OFFICER.id)
    office.press("Trả lại")
    assert "Lê Quốc Hùng sẽ nhận được lý do" in office.say("Thiếu phụ lục số 2")
    assert "Thiếu phụ lục số 2" in read(store, HEAD.id)


def test_what_is_given_back_reaches_who_goes_on_with_it_when_a_stand_in_reported_it(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id, away_from=TODAY, away_until=TODAY, stand_in=NAM.id))
    do(store, mark_done, NAM, entry_of(store, "bao_cao"))
    with store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id))
    office = at_the_task(store, OFFICER.id)
    office.press("Trả lại")
    assert "Bùi Văn Nam, Phạm Thị Lan sẽ nhận được lý do" in office.say("Thiếu phụ lục số 2")
    assert "Thiếu phụ lục số 2" in read(store, STAFF.id)
