"""Giao cho ai?: by buttons, by a typed name, by a sentence; old and made-up buttons."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.presses import mark
from plans.actions import mark_done
from plans.duties.assigning import assignee
from plans.duties.giving import assign
from plans.model.people import Person
from plans.model.reaching import Dialogue
from plans.model.reminding import ReminderSettings
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat
from tests.bot.dialogues.duties.conftest import NAM, chat_of
from tests.builders import HEAD, INDUSTRY, NOW, OFFICE, OFFICER, STAFF, TODAY, a_person, do, entry_of
from tests.plans.duties.sharing import TRADE_HEAD, a_sharing_store


def sees_to(store: MemoryStore, task: str = "bao_cao", unit: str = "ql_cong_nghiep") -> str:
    found = assignee(store, "thu-2024", task, unit, TODAY)
    return "" if found is None else found.person


def asked(store: MemoryStore, by: Person = HEAD, channel: str = "web") -> Chat:
    """The question about the report, from the task's details."""
    chat = chat_of(store, by, channel)
    chat.send(action=f"task:{entry_of(store, 'bao_cao').key}")
    chat.press("Giao cho ai?")
    return chat


@pytest.mark.parametrize("channel", ["web", "telegram"])
def test_the_head_is_asked_and_one_tap_gives_it(store: MemoryStore, channel: str) -> None:
    chat = asked(store, channel=channel)
    assert "chọn người thực hiện, hoặc gõ tên" in chat.seen
    assert chat.labels[:3] == ["Tôi thực hiện", "Phạm Thị Lan", "Bùi Văn Nam"]
    said = chat.press("Phạm Thị Lan")
    assert sees_to(store) == STAFF.id
    assert "Người thực hiện: Phạm Thị Lan" in said
    assert store.get(Dialogue, HEAD.id) is None or chat.labels[0] == "Giao người khác"
    assert "Giao người khác" in chat.labels
    assert "Việc cần giao" in chat.labels


@pytest.mark.parametrize("text", ["Nam", "anh Nam", "nam", "anh Bùi Văn Nam", "van nam", "đồng chí Nam"])
def test_a_name_is_typed_instead_and_confirmed(store: MemoryStore, text: str) -> None:
    chat = asked(store)
    assert "Giao cho Bùi Văn Nam?" in chat.say(text)
    assert sees_to(store) == ""
    chat.press("Giao")
    assert sees_to(store) == NAM.id


def test_the_name_on_a_button_is_that_button(store: MemoryStore) -> None:
    asked(store).say("bui van nam")
    assert sees_to(store) == NAM.id


def test_a_name_of_nobody_in_the_unit_is_said(store: MemoryStore) -> None:
    chat = asked(store)
    assert "không có ai tên “Vân”" in chat.say("Vân"), "she is of the office"
    assert "Phạm Thị Lan" in chat.labels


def test_a_name_of_several_is_asked_about(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(a_person("nam2", "Đỗ Hải Nam"))
    chat = asked(store)
    chat.say("Nam")
    assert chat.labels[:2] == ["Bùi Văn Nam", "Đỗ Hải Nam"]
    chat.press("Đỗ Hải Nam")
    assert sees_to(store) == "nam2"


def test_a_question_in_between_is_answered_and_the_page_left(store: MemoryStore) -> None:
    chat = asked(store)
    assert "không có ai tên" not in chat.say("tháng 6 có gì đến hạn?")
    assert sees_to(store) == ""


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("giao việc 4.2 cho Nam", "Bùi Văn Nam"),
        ("Giao 4.2 cho chị Lan", "Phạm Thị Lan"),
        ("giao nhiệm vụ 4.2 cho tôi", "Lê Quốc Hùng"),
        ("xin giao mục 4.2 cho nam", "Bùi Văn Nam"),
        ("giao viec 4.2 cho Nam", "Bùi Văn Nam"),
        ("phân công báo cáo công nghiệp cho Nam", "Bùi Văn Nam"),
        ("/giaoviec 4.2 cho Nam", "Bùi Văn Nam"),
        ("/assign 4.2 to Nam", "Bùi Văn Nam"),
    ],
)
def test_a_sentence_gives_a_task_after_one_tap(store: MemoryStore, text: str, person: str) -> None:
    chat = chat_of(store, HEAD)
    assert f"Giao cho {person}?" in chat.say(text)
    chat.press("Giao")
    assert sees_to(store) != ""


@pytest.mark.parametrize(
    "text", ["giao việc 4.2 cho ai", "giao báo cáo công nghiệp cho đơn vị nào?", "giao lưu với các đơn vị cho vui"]
)
def test_a_question_gives_nothing(store: MemoryStore, text: str) -> None:
    for person in (HEAD, STAFF):
        said = chat_of(store, person).say(text)
        assert "không có ai tên" not in said
        assert "trưởng đơn vị hoặc Văn phòng thực hiện" not in said


def test_minh_is_a_name_and_not_oneself(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(a_person("minh2", "Lý Minh"))
    assert "Giao cho Lý Minh?" in chat_of(store, HEAD).say("giao việc 4.2 cho Minh")


def test_a_sentence_about_an_unknown_task_or_person_says_so(store: MemoryStore) -> None:
    chat = chat_of(store, HEAD)
    assert "chưa rõ “9.9”" in chat.say("/giaoviec 9.9 cho Nam")
    assert "không có ai tên “Tèo”" in chat.say("giao việc 4.2 cho Tèo")
    assert chat.labels[0] == "Tôi thực hiện"


@pytest.mark.parametrize("text", ["giao việc 4.2 cho Nam", "/giaoviec", "/giaoviec 4.2 cho Nam"])
def test_the_staff_is_told_whose_that_is(store: MemoryStore, text: str) -> None:
    chat = chat_of(store, STAFF)
    assert "trưởng đơn vị hoặc Văn phòng" in chat.say(text)
    assert sees_to(store) == ""


def test_what_there_is_to_give_is_listed_first_what_nobody_sees_to(store: MemoryStore) -> None:
    do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
    chat = chat_of(store, HEAD)
    said = chat.say("/giaoviec")
    assert "1 nhiệm vụ chưa giao" in said
    assert said.index("4.3. Rà soát quy chế") < said.index("4.2. Báo cáo công nghiệp")
    assert "(Phòng Quản lý công nghiệp): Phạm Thị Lan" in said
    assert "Văn phòng)" not in said, "only one's own unit"
    assert "(Văn phòng): chưa giao" in chat_of(store, OFFICER).say("/giaoviec")


def test_a_full_list_says_that_everything_is_given(store: MemoryStore) -> None:
    for task in ("bao_cao", "chung"):
        do(store, assign, HEAD, entry_of(store, task), INDUSTRY, STAFF)
    assert "Mọi nhiệm vụ đều đã giao" in chat_of(store, HEAD).say("/giaoviec")
    for task in ("bao_cao", "chung"):
        do(store, mark_done, OFFICER, entry_of(store, task))
    assert "không có nhiệm vụ nào" in chat_of(store, HEAD, "telegram").say("/giaoviec")


def test_of_two_lead_units_the_office_chooses_one(store: MemoryStore) -> None:
    chat = chat_of(store, OFFICER)
    chat.send(action=f"task:{entry_of(store, 'chung').key}")
    chat.press("Giao cho ai?")
    assert chat.labels == ["4.3: Văn phòng", "4.3: Phòng Quản lý công nghiệp"]
    chat.press("4.3: Văn phòng")
    chat.press("Tôi thực hiện")
    assert (sees_to(store, "chung", OFFICE.id), sees_to(store, "chung")) == (OFFICER.id, "")


def test_an_old_button_gives_it_to_nobody_anew(store: MemoryStore) -> None:
    first, second = asked(store), asked(store, channel="telegram")
    old = first.button("Phạm Thị Lan").action
    second.press("Bùi Văn Nam")
    first.send(action=old, number=9)
    assert "vừa được giao lại" in first.seen
    assert sees_to(store) == NAM.id


def test_a_tap_twice_says_the_same(store: MemoryStore) -> None:
    chat = asked(store)
    tap = chat.button("Phạm Thị Lan").action
    chat.send(action=tap)
    assert "Đã giao lúc" in chat.seen
    chat.send(action=tap)
    assert "Đã giao lúc" in chat.seen


def test_it_is_given_to_nobody_in_particular_again(store: MemoryStore) -> None:
    do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
    chat = chat_of(store, HEAD)
    chat.send(action=f"task:{entry_of(store, 'bao_cao').key}")
    assert "Hiện giao cho: Phạm Thị Lan" in chat.press("Giao người khác")
    assert "Phạm Thị Lan" not in chat.labels
    assert "Từ nay lời nhắc gửi cho Lê Quốc Hùng" in chat.press("Không giao riêng cho ai")
    assert sees_to(store) == ""


def test_what_is_done_meanwhile_is_given_to_nobody(store: MemoryStore) -> None:
    chat = asked(store)
    do(store, mark_done, OFFICER, entry_of(store, "bao_cao"))
    assert "đã hoàn thành" in chat.press("Phạm Thị Lan")
    assert sees_to(store) == ""


def test_who_leaves_meanwhile_is_not_chosen(store: MemoryStore) -> None:
    chat = asked(store)
    with store.transaction() as tx:
        tx.put(replace(STAFF, left=TODAY))
    assert "không còn ở đơn vị" in chat.press("Phạm Thị Lan")


def test_made_up_buttons_give_nothing(store: MemoryStore) -> None:
    key = entry_of(store, "bao_cao").key
    for person in (STAFF, NAM):
        chat = chat_of(store, person)
        for action in (
            f"assign:to:{key}:{mark(INDUSTRY.id)}:{mark(person.id)}:{mark('')}",
            f"assign:ask:{key}:{mark(INDUSTRY.id)}",
            f"assign:none:{key}:{mark(INDUSTRY.id)}:{mark('')}",
            "assign",
        ):
            chat.send(action=action)
            assert sees_to(store) == ""
    head = chat_of(store, HEAD)
    head.send(action=f"assign:to:{key}:{mark(OFFICE.id)}:{mark(OFFICER.id)}:{mark('')}")
    head.send(action=f"assign:to:{key}:{mark(INDUSTRY.id)}:{mark(OFFICER.id)}:{mark('')}")
    assert sees_to(store) == sees_to(store, unit=OFFICE.id) == ""


def test_another_dialogue_is_not_torn_down(store: MemoryStore) -> None:
    chat = chat_of(store, HEAD)
    with store.transaction() as tx:
        tx.put(Dialogue(HEAD.id, "idea.name", {"run": "r", "plan": "thu-2024"}, at=NOW))
    chat.send(action=f"assign:ask:{entry_of(store, 'bao_cao').key}:{mark(INDUSTRY.id)}")
    assert "hoặc gõ tên" not in chat.seen
    chat.press("Phạm Thị Lan")
    assert sees_to(store) == STAFF.id
    left = store.get(Dialogue, HEAD.id)
    assert left is not None
    assert left.step == "idea.name"


def test_pages_of_a_large_unit(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for at in range(20):
            tx.put(a_person(f"cb{at}", f"Cán Bộ {at}"))
    chat = asked(store)
    assert len([label for label in chat.labels if "Cán Bộ" in label]) == 5
    chat.press("Trang sau")
    assert len([label for label in chat.labels if "Cán Bộ" in label]) == 8
    chat.press("Cán Bộ 12")
    assert sees_to(store) == "cb12"


def test_the_task_shows_who_sees_to_it_to_those_it_concerns(store: MemoryStore) -> None:
    do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
    with store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id, away_from=TODAY, away_until=TODAY + timedelta(days=2), stand_in=NAM.id))
    shown = f"task:{entry_of(store, 'bao_cao').key}"
    for person in (HEAD, NAM, OFFICER):
        chat = chat_of(store, person)
        chat.send(action=shown)
        assert "Người thực hiện: Phạm Thị Lan (nghỉ đến hết 22/02/2024, Bùi Văn Nam làm thay)." in chat.seen
    outsider = a_person("xa", "Người Xa", unit="van_phong")
    with store.transaction() as tx:
        tx.put(outsider)
    chat = chat_of(store, outsider)
    chat.send(action=shown)
    assert "Phạm Thị Lan" not in chat.seen
    assert not {"Ghi nhận đã hoàn thành", "Giao cho ai?", "Không phải việc của tôi"} & set(chat.labels)


def test_only_the_assignee_the_head_and_the_office_see_done(store: MemoryStore) -> None:
    do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
    for person, sees in ((STAFF, True), (HEAD, True), (OFFICER, True), (NAM, False)):
        chat = chat_of(store, person)
        chat.send(action=f"task:{entry_of(store, 'bao_cao').key}")
        assert ("Ghi nhận đã hoàn thành" in chat.labels) is sees, person.id
        assert ("Không phải việc của tôi" in chat.labels) is (person == STAFF)
    chat = chat_of(store, STAFF, "telegram")
    chat.say("báo cáo công nghiệp đã xong")
    chat.press("Đã hoàn thành")
    assert entry_of(store, "bao_cao").done
    assert entry_of(store, "bao_cao").progress.done_at == NOW  # type: ignore[union-attr]  # it has just been marked


def test_a_task_that_several_units_lead_is_offered_once_for_each_by_its_name(store: MemoryStore) -> None:
    chat = chat_of(store, OFFICER)
    chat.say("/giaoviec")
    assert len(set(chat.labels)) == len(chat.labels)
    assert {"4.3: Phòng Quản lý công nghiệp", "4.3: Văn phòng"} <= set(chat.labels)


def test_a_cooperating_units_part_is_given_as_such_with_its_own_date() -> None:
    store = a_sharing_store()
    chat = Chat(store, TRADE_HEAD.id)
    said = chat.say("giao việc 2.1 cho Nam")
    assert "Phần của Phòng Quản lý thương mại trong mục 2.1" in said
    assert "Hạn nội bộ: chậm nhất 10/06/2024" in said
    assert "15/06/2024" not in said
    given = chat.press("Giao")
    assert "phần của Phòng Quản lý thương mại trong “Báo cáo sơ kết" in given
    assert "qua hạn" not in given, "nobody is told when a part is late"
