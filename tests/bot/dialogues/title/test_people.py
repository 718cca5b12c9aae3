"""For whom one registers: oneself, one's unit, or somebody who has no phone."""

import pytest

from bot.dialogues.title.people import ON_A_PAGE
from bot.presses import mark
from plans.model.answers import Answer, Registration
from plans.model.people import Person
from plans.registrations.registering import register_title
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, INDUSTRY, NOW, OFFICE, OFFICER, STAFF, a_person, a_plan, do


@pytest.fixture
def store() -> MemoryStore:
    return a_store()


def keep(store: MemoryStore, *people: object) -> None:
    with store.transaction() as tx:
        for person in people:
            tx.put(person)  # type: ignore[arg-type]  # people and units


def chosen(chat: Chat, *labels: str) -> str:
    """Register for LĐTT with nothing besides, for whom these buttons say."""
    chat.say("đăng ký thi đua")
    for label in (*labels, "Lao động tiên tiến", "Không đề nghị khen thưởng", "Bỏ qua"):
        chat.press(label)
    return chat.press("Ghi đăng ký")


def test_a_head_registers_for_somebody_and_both_see_that_it_was_on_behalf(store: MemoryStore) -> None:
    head = Chat(store, HEAD.id)
    receipt = chosen(head, "Thay mặt", "Phạm Thị Lan")
    assert "Đã ghi đăng ký số ĐK-2024-001 (thay mặt Phạm Thị Lan)" in receipt
    assert f"trưởng đơn vị ({INDUSTRY.name})" in receipt
    (record,) = store.all(Registration)
    assert (record.subject, record.by, record.on_behalf) == (STAFF.id, HEAD.id, True)
    assert "thay mặt, do Lê Quốc Hùng ghi" in Chat(store, STAFF.id).say("/cuatoi")
    assert "đã trả lời thay mặt: Phạm Thị Lan" in head.say("/cuatoi")


def test_the_summary_names_who_records_on_behalf(store: MemoryStore) -> None:
    chat = Chat(store, HEAD.id)
    chat.say("đăng ký thi đua")
    for label in ("Thay mặt", "Phạm Thị Lan", "Lao động tiên tiến", "Không đề nghị khen thưởng", "Bỏ qua"):
        chat.press(label)
    assert "Đăng ký của: Phạm Thị Lan" in chat.seen
    assert "Người ghi thay mặt: Lê Quốc Hùng" in chat.seen


@pytest.mark.parametrize("typed", ["Phạm Thị Lan", "pham thi lan", "LAN", "lan"])
def test_a_name_may_be_typed_at_once_without_marks_or_in_part(store: MemoryStore, typed: str) -> None:
    chat = Chat(store, HEAD.id)
    chat.say("đăng ký thi đua")
    assert "Đăng ký cho: Phạm Thị Lan" in chat.say(typed)


def test_a_name_that_several_have_lets_choose_among_them(store: MemoryStore) -> None:
    keep(store, a_person("lan2", "Trần Ngọc Lan"), a_person("cuc", "Vũ Thị Lân"))
    chat = Chat(store, HEAD.id)
    chat.say("đăng ký thi đua")
    assert "nhiều người phù hợp" in chat.say("LAN")
    assert [label.partition(" (")[0] for label in chat.labels[:-2]] == ["Phạm Thị Lan", "Trần Ngọc Lan"]
    assert "Đăng ký cho: Trần Ngọc Lan" in chat.say("2")
    chat.say("đăng ký thi đua")
    assert "Đăng ký cho: Vũ Thị Lân" in chat.say("lân"), "marks tell apart"


def test_a_name_of_another_unit_or_of_nobody_is_not_taken(store: MemoryStore) -> None:
    chat = Chat(store, HEAD.id)
    for name in ("Đỗ Thị Vân", "Không Có Ai"):
        chat.say("đăng ký thi đua")
        assert "Đăng ký cho" not in chat.say(name)


def test_a_unit_is_named_by_any_of_its_names(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    chat.say("đăng ký thi đua")
    assert "Đăng ký cho: tập thể Phòng Quản lý công nghiệp" in chat.say("qlcn")


def test_the_office_chooses_among_all_units(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    chat.say("đăng ký thi đua")
    chat.press("Cho tập thể khác")
    assert chat.labels[:2] == [OFFICE.name, INDUSTRY.name]
    assert "Đăng ký cho: tập thể Văn phòng" in chat.say("van phong")


def test_a_collective_title_named_by_the_office_asks_only_which_unit(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    assert "cho tập thể nào" in chat.say("đăng ký tập thể lao động xuất sắc")
    said = chat.press(INDUSTRY.name)
    assert "Danh hiệu thi đua: Tập thể Lao động xuất sắc" in said
    chat.press("Ghi đăng ký")
    assert store.all(Registration)[0].subject == INDUSTRY.id


@pytest.mark.parametrize("person", [HEAD, OFFICER], ids=lambda person: person.id)
def test_a_sentence_may_name_whom_it_is_for(store: MemoryStore, person: Person) -> None:
    chat = Chat(store, person.id)
    said = chat.say("đăng ký lao động tiên tiến cho chị pham thi lan")
    assert "Đăng ký của: Phạm Thị Lan" in said
    assert "Danh hiệu thi đua: Lao động tiên tiến" in said
    assert "Đăng ký cho: Phạm Thị Lan" in chat.say("đăng ký thi đua cho Phạm Thị Lan")


def test_a_sentence_may_name_the_unit(store: MemoryStore) -> None:
    said = Chat(store, OFFICER.id).say("đăng ký tập thể lao động xuất sắc cho phòng quản lý công nghiệp")
    assert "Đăng ký của: tập thể Phòng Quản lý công nghiệp" in said


def test_a_name_in_a_sentence_means_nobody_the_speaker_may_not_answer_for(store: MemoryStore) -> None:
    said = Chat(store, STAFF.id).say("đăng ký lao động tiên tiến cho Lê Quốc Hùng")
    assert "do trưởng đơn vị của người đó hoặc Văn phòng" in said
    assert "Đăng ký của" not in said


def test_many_people_come_in_pages_and_those_who_answered_last(store: MemoryStore) -> None:
    keep(store, *(a_person(f"p{number:02d}", f"Người Số {number:02d}") for number in range(20)))
    do(store, register_title, STAFF, STAFF, a_plan(), "ldtt")
    chat = Chat(store, HEAD.id)
    chat.say("đăng ký thi đua")
    assert "trang 1/3" in chat.press("Thay mặt")
    assert len(chat.labels) == ON_A_PAGE + 3
    assert "trang 2/3" in chat.press("Trang sau")
    assert "trang 3/3" in chat.press("Trang sau")
    assert chat.labels[4] == "Phạm Thị Lan (Phòng Quản lý công nghiệp), đã trả lời"
    assert "trang 2/3" in chat.press("‹ Trang trước")


@pytest.mark.parametrize("word", ["99", "-1", "x", "9" * 30, "٣", ""])
def test_a_made_up_page_shows_one_that_there_is(store: MemoryStore, word: str) -> None:
    chat = Chat(store, HEAD.id)
    chat.say("đăng ký thi đua")
    chat.press("Thay mặt")
    run = chat.button("Phạm Thị Lan").action.split(":")[1]
    chat.send(action=f"title:{run}:page:{word}")
    assert "trang 1/1" in chat.seen


def test_made_up_buttons_open_nobody_elses_answer(store: MemoryStore) -> None:
    head = Chat(store, HEAD.id)
    head.say("đăng ký thi đua")
    head.press("Thay mặt")
    run = head.button("Phạm Thị Lan").action.split(":")[1]
    head.send(action=f"title:{run}:other:{mark(OFFICER.id)}")
    assert "bước đã qua" in head.seen
    staff = Chat(store, STAFF.id)
    for word in (HEAD.id, OFFICER.id, INDUSTRY.id, "nobody"):
        for step in ("confirm", "decline", "withdraw"):
            staff.send(action=f"title:open:{step}:{mark(word)}")
            assert "bước đã qua" in staff.seen
    staff.send(action=f"title:open:record:{mark(STAFF.id)}")
    assert "bước đã qua" in staff.seen
    assert store.all(Registration) == ()


def test_staff_are_not_asked_for_whom(store: MemoryStore) -> None:
    chat = Chat(store, STAFF.id)
    assert "chọn danh hiệu" in chat.say("đăng ký thi đua")
    assert "Thay mặt" not in "".join(chat.labels)


def test_a_head_is_told_to_leave_what_somebody_answered_themselves(store: MemoryStore) -> None:
    do(store, register_title, STAFF, STAFF, a_plan(), "cstdcs")
    head = Chat(store, HEAD.id)
    head.say("đăng ký thi đua")
    assert "Phạm Thị Lan đã tự trả lời" in head.say("Phạm Thị Lan")
    office = Chat(store, OFFICER.id)
    office.say("đăng ký thi đua")
    office.say("Phạm Thị Lan")
    assert "thay mặt Phạm Thị Lan" in office.seen
    assert "Sửa" in office.labels


def test_whoever_was_answered_for_may_change_it(store: MemoryStore) -> None:
    do(store, register_title, HEAD, STAFF, a_plan(), "ldtt")
    chat = Chat(store, STAFF.id)
    chat.say("/cuatoi")
    chat.press("Sửa ĐK-2024-001")
    chat.press("Ghi đăng ký")
    (record,) = store.all(Registration)
    assert (record.by, record.on_behalf, record.at) == (STAFF.id, False, NOW)


def test_what_comes_next_is_said_of_the_unit_of_whoever_is_registered(store: MemoryStore) -> None:
    office = Chat(store, OFFICER.id)
    assert f"trưởng đơn vị ({INDUSTRY.name})" in chosen(office, "Thay mặt", "Phạm Thị Lan")
    office.say("đăng ký thi đua")
    office.say("Phạm Thị Lan")
    assert "Đăng ký cho: Phạm Thị Lan" in office.press("Rút")


def test_declining_on_behalf_and_for_the_unit_is_confirmed_by_name(store: MemoryStore) -> None:
    chat = Chat(store, HEAD.id)
    chat.say("đăng ký thi đua")
    chat.say("Phạm Thị Lan")
    assert "xác nhận năm nay Phạm Thị Lan không đăng ký" in chat.press("Năm nay không đăng ký")
    assert "thay mặt Phạm Thị Lan" in chat.press("Xác nhận không đăng ký")
    chat.say("đăng ký thi đua")
    chat.press("Cho tập thể")
    assert f"xác nhận năm nay tập thể {INDUSTRY.name} không đăng ký" in chat.press("Năm nay không đăng ký")
    chat.press("Xác nhận không đăng ký")
    assert {(each.subject, each.answer) for each in store.all(Registration)} == {
        (STAFF.id, Answer.DECLINED),
        (INDUSTRY.id, Answer.DECLINED),
    }
