"""The lists in the chat: everybody by unit, one unit, one person; who sees what, and what a head and the office do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans.innovation.registering import register_innovation
from plans.model.answers import ListState, Registration
from plans.model.entered import Honour, Rating, YearRating
from plans.model.people import Person, Unit
from plans.model.plan import Plan, Source, Target
from plans.model.reminding import Notice
from plans.registrations.endorsing import endorse_list, last_said, state_of
from plans.registrations.registering import decline_title, register_title
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    PEOPLE,
    STAFF,
    TODAY,
    a_person,
    a_unit,
    do,
)

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def store() -> MemoryStore:
    """The department of industry has answered, and nobody else."""
    made = a_store()
    do(made, register_title, STAFF, STAFF, plan(made), "ldtt")
    do(made, register_title, HEAD, HEAD, plan(made), "cstdcs")
    do(made, register_title, HEAD, INDUSTRY, plan(made), "tt_ldtt")
    return made


def plan(store: MemoryStore) -> Plan:
    return store.all(Plan)[0]


def state(store: MemoryStore) -> ListState | None:
    found = state_of(store, plan(store), INDUSTRY, TODAY)
    return found.state if found else None


def chat_of(store: MemoryStore, person: Person, text: str = "/danhsach", channel: str = "web") -> Chat:
    chat = Chat(store, person.id, channel=channel)
    chat.say(text)
    return chat


def endorsed(store: MemoryStore) -> None:
    with store.transaction() as tx:
        endorse_list(tx, NOW, HEAD, plan(store), INDUSTRY, without_missing=True)


# ---------------------------------------------------------------- who sees what


def test_the_office_sees_every_unit_with_its_counts_and_how_far_its_list_has_come(store: MemoryStore) -> None:
    endorsed(store)
    seen = chat_of(store, OFFICER).seen
    assert "Toàn cơ quan: 2/5 đã đăng ký, 3 chưa trả lời" in seen
    assert "– Lao động tiên tiến: 1; kể cả danh hiệu cao hơn: 2" in seen
    assert "1. Văn phòng: 0/2 đã đăng ký, 2 chưa trả lời; danh sách chưa xác nhận" in seen
    assert "2. Phòng Quản lý công nghiệp: 2/2 đã đăng ký; trưởng đơn vị đã" in seen
    assert "trước 29/02/2024" in seen


def test_leaders_get_a_report_that_they_can_only_read(store: MemoryStore) -> None:
    chat = chat_of(store, LEADER)
    assert chat.replies[0].heading == "Báo cáo danh sách đăng ký thi đua năm 2024"
    chat.press("2.")
    assert not {"Xác nhận danh sách", "Nhận danh sách", "Nhận khi chưa có xác nhận", "Trả lại"} & set(chat.labels)
    assert not any(label.startswith("Nhắc ngay") for label in chat.labels)


def test_a_head_comes_straight_to_the_own_unit(store: MemoryStore) -> None:
    chat = chat_of(store, HEAD)
    assert "Phòng Quản lý công nghiệp: đăng ký thi đua năm 2024" in chat.seen
    assert "1. Lê Quốc Hùng: Danh hiệu: Chiến sĩ thi đua cơ sở" in chat.seen
    assert "2. Phạm Thị Lan: Danh hiệu: Lao động tiên tiến" in chat.seen
    assert "Tập thể đơn vị: Danh hiệu: Tập thể Lao động tiên tiến" in chat.seen
    assert "Tất cả đơn vị" not in chat.labels
    assert "Trần Thị Hoa" not in chat.seen


@pytest.mark.parametrize("deed", ["lists:all:t:0", "lists:picture", "listnote:begin:return:x:y", "urge:t:all"])
def test_staff_get_no_list_by_a_made_up_button(store: MemoryStore, deed: str) -> None:
    chat = Chat(store, STAFF.id)
    chat.send(action=deed)
    assert "dành cho" in chat.seen or "Chỉ Văn phòng" in chat.seen or "việc của Văn phòng" in chat.seen
    assert "Hùng" not in chat.seen


def test_a_head_gets_nothing_of_another_unit_by_its_button(store: MemoryStore) -> None:
    office = chat_of(store, OFFICER)
    unit = office.button("1. Văn phòng").action
    office.press("1. Văn phòng")
    person = office.button("1. Hoa").action
    head = Chat(store, HEAD.id)
    for action in (unit, person):
        head.send(action=action)
        assert "Trần Thị Hoa" not in head.seen


@pytest.mark.parametrize("action", ["lists", "lists:unit", "lists:unit:zz:t:99999", "lists:all:q:-1", "lists:one:zz:t"])
def test_a_made_up_button_breaks_nothing(store: MemoryStore, action: str) -> None:
    chat = Chat(store, OFFICER.id)
    chat.send(action=action)
    assert chat.seen.strip()


def test_a_plan_that_is_not_there_has_no_lists() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.delete(Plan, "thu-2024")
    assert "kế hoạch" in chat_of(store, OFFICER).seen


# ---------------------------------------------------------------- looking closer


@pytest.mark.parametrize("channel", ["web", "telegram"])
def test_units_people_and_one_answer_are_reached_by_typed_numbers(store: MemoryStore, channel: str) -> None:
    chat = chat_of(store, OFFICER, channel=channel)
    assert "Phòng Quản lý công nghiệp: đăng ký thi đua" in chat.say("2")
    one = chat.say("2")
    assert "Phạm Thị Lan" in one
    assert "Số ĐK-2024-001. Ghi lúc 08:00 20/02/2024." in one
    chat.press("Về danh sách đơn vị")
    assert chat.replies[0].replaces, "a pressed button edits the one message"
    assert "Văn phòng: 0/2" in chat.press("Tất cả đơn vị")


def test_one_answer_is_told_with_what_it_undertakes_how_it_came_about_and_what_speaks_against_it(
    store: MemoryStore,
) -> None:
    do(store, register_title, STAFF, STAFF, plan(store), "cstdcs", now=LATER)
    found = store.get(Registration, f"thu-2024/{STAFF.id}")
    assert found is not None
    with store.transaction() as tx:
        tx.put(replace(found, commitments=("Xử lý hồ sơ đúng hạn",), late="Đi công tác", by=HEAD.id))
    chat = chat_of(store, OFFICER)
    chat.press("2.")
    assert "(ghi thay; nhận sau hạn)" in chat.seen
    one = chat.press("2. Lan")
    assert "Lê Quốc Hùng ghi thay" in one
    assert "Xử lý hồ sơ đúng hạn" in one
    assert "Đi công tác" in one
    assert "Cần lưu ý" in one
    assert "– 08:00 20/02/2024, Phạm Thị Lan: Danh hiệu: Lao động tiên tiến" in one


def test_many_units_and_people_stand_on_pages_of_one_message(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for n in range(20):
            tx.put(a_unit(f"u{n}", f"Phòng số {n} " + "có tên rất dài " * 12, head="hung"))
            tx.put(a_person(f"p{n}", "Nguyễn " * 20, unit=f"u{n}"))
        for n in range(23):
            tx.put(a_person(f"c{n}", f"Công {n:02} " + "rất dài " * 20, unit=INDUSTRY.id))
    chat = chat_of(store, OFFICER)
    assert "Trang 1/3" in chat.seen
    chat.press("Trang sau")
    chat.press("Trang sau")
    assert "Trang 3/3" in chat.seen
    assert chat.replies[0].replaces
    chat.press("‹ Trang trước")
    chat.press("‹ Trang trước")
    chat.press("2.")
    assert "Trang 1/3" in chat.seen
    chat.press("Trang sau")
    for reply in chat.replies:
        assert len(f"{reply.heading}\n{reply.text}") <= 4096
        assert all(len(choice.action.encode()) <= 64 for row in reply.choices for choice in row)


def test_a_long_list_of_changes_still_is_one_message(store: MemoryStore) -> None:
    endorsed(store)
    everything = tuple(f"bk_{n}" for n in range(40))
    with store.transaction() as tx:
        for n in range(30):
            tx.put(a_person(f"c{n}", f"Công {n:02} " + "rất dài " * 20, unit=INDUSTRY.id))
            record = store.get(Registration, f"thu-2024/{STAFF.id}")
            assert record is not None
            tx.put(replace(record, subject=f"c{n}", commendations=everything))
    chat = chat_of(store, HEAD)
    assert "và 22 thay đổi khác" in chat.seen
    assert len(chat.seen) <= 4096


def test_innovations_stand_by_unit_and_person_too(store: MemoryStore) -> None:
    do(store, register_innovation, STAFF, plan(store), "Số hóa hồ sơ <b>cấp phép</b>")
    chat = chat_of(store, OFFICER)
    assert "Toàn cơ quan: 1/5 đã đăng ký, 4 chưa trả lời" in chat.press("Sáng kiến")
    assert "danh sách chưa xác nhận" not in chat.seen
    assert "2. Phạm Thị Lan: SK-2024-001 Số hóa hồ sơ <b>cấp phép</b>" in chat.press("2.")
    assert "Đã đăng ký." in chat.press("2. Lan")
    chat.press("Về danh sách")
    chat.press("Tất cả đơn vị")
    assert "Danh hiệu thi đua" in chat.labels


def test_counts_stand_beside_what_may_be_and_what_the_plan_aims_at(store: MemoryStore) -> None:
    target = Target("danh hiệu Lao động tiên tiến", 90, None, "công chức, viên chức", Source("kh.txt", 3, "90%"))
    with store.transaction() as tx:
        tx.put(replace(plan(store), targets=(target,)))
    for person in PEOPLE:
        do(store, register_title, person, person, plan(store), "cstdcs")
    seen = chat_of(store, LEADER).seen
    assert "chỉ tiêu của kế hoạch: 5" in seen
    assert "– Chiến sĩ thi đua cơ sở: 5/0; vượt 5" in seen


def test_an_excess_is_the_difference_of_the_two_numbers_beside_it(store: MemoryStore) -> None:
    for person in PEOPLE[:3]:
        do(store, register_title, person, person, plan(store), "cstd_tinh")
    seen = chat_of(store, LEADER).seen
    assert "– Chiến sĩ thi đua cơ sở: 1; tính vào tỷ lệ 4/0; vượt 4" in seen


def test_an_award_of_people_and_of_units_says_which_are_counted(store: MemoryStore) -> None:
    do(store, register_title, STAFF, STAFF, plan(store), "ldtt", ("bang_khen_tinh",))
    do(store, register_title, HEAD, INDUSTRY, plan(store), "tt_ldtt", ("bang_khen_tinh",))
    seen = chat_of(store, LEADER).seen
    assert "Bằng khen của Chủ tịch UBND tỉnh (cá nhân): 1" in seen
    assert "Bằng khen của Chủ tịch UBND tỉnh (tập thể): 1" in seen


# ---------------------------------------------------------------- endorsing and accepting


@pytest.mark.parametrize("channel", ["web", "telegram"])
def test_a_head_endorses_and_the_office_accepts(store: MemoryStore, channel: str) -> None:
    head = chat_of(store, HEAD, channel=channel)
    assert "Đã ghi: danh sách được xác nhận" in head.press("Xác nhận danh sách")
    assert state(store) is ListState.ENDORSED
    assert "Xác nhận danh sách" not in head.labels
    office = chat_of(store, OFFICER, channel=channel)
    office.press("2.")
    assert "Lê Quốc Hùng đã xác nhận danh sách lúc 08:00 20/02/2024." in office.seen
    assert "Đã ghi: Văn phòng nhận danh sách" in office.press("Nhận danh sách")
    assert state(store) is ListState.ACCEPTED
    assert [notice.person for notice in store.all(Notice)] == [HEAD.id]


def test_who_would_be_left_out_is_said_before_a_list_is_endorsed(store: MemoryStore) -> None:
    chat = chat_of(store, OFFICE_HEAD)
    chat.press("1. Văn phòng")
    asked = chat.press("Xác nhận danh sách")
    assert "Còn 2 người" in asked
    assert "Trần Thị Hoa, Đỗ Thị Vân" in asked
    assert "tập thể đơn vị cũng chưa đăng ký" in asked
    assert chat.press("Về danh sách đơn vị")
    chat.press("Xác nhận danh sách")
    assert "Đã ghi" in chat.press("Vẫn xác nhận")
    office = store.get(Unit, "van_phong")
    assert office is not None
    said = last_said(store, plan(store), office)
    assert said is not None
    assert said.state is ListState.ENDORSED


def test_nothing_is_said_of_a_list_that_has_changed_since_it_was_shown(store: MemoryStore) -> None:
    head = chat_of(store, HEAD)
    do(store, decline_title, STAFF, STAFF, plan(store), now=LATER)
    assert "vừa thay đổi nên chưa ghi gì" in head.press("Xác nhận danh sách")
    assert state(store) is None
    head.press("Xác nhận danh sách")
    office = chat_of(store, OFFICER)
    office.press("2.")
    do(store, register_title, STAFF, STAFF, plan(store), "ldtt", now=LATER)
    assert "vừa thay đổi nên chưa ghi gì" in office.press("Nhận danh sách")
    assert state(store) is None


def test_a_double_tap_endorses_once(store: MemoryStore) -> None:
    head = chat_of(store, HEAD)
    action = head.button("Xác nhận danh sách").action
    head.send(action=action)
    first = last_said(store, plan(store), INDUSTRY)
    head.send(action=action)
    assert last_said(store, plan(store), INDUSTRY) == first


def test_what_has_changed_since_a_list_was_endorsed_is_named(store: MemoryStore) -> None:
    endorsed(store)
    do(store, register_title, STAFF, STAFF, plan(store), "cstdcs", now=LATER)
    chat = chat_of(store, OFFICER)
    assert "đã thay đổi sau khi xác nhận" in chat.seen
    seen = chat.press("2.")
    assert "– Phạm Thị Lan: trước là Danh hiệu: Lao động tiên tiến; nay là Danh hiệu: Chiến sĩ thi đua cơ sở" in seen
    assert "Nhận danh sách" not in chat.labels


def test_the_way_to_answering_for_somebody_stands_where_they_are_missing(store: MemoryStore) -> None:
    chat = chat_of(store, OFFICER)
    chat.press("1.")
    assert chat.button("Đăng ký cho tập thể").action.startswith("title:open:confirm:")
    chat.press("1. Hoa")
    assert "Trần Thị Hoa" in chat.press("Đăng ký thay")


@pytest.mark.parametrize(
    "words", ["danh sách đăng ký", "cho xem danh sach dang ky thi dua", "registration lists", "tổng hợp đăng ký nhé"]
)
def test_the_lists_are_asked_for_in_words_too(store: MemoryStore, words: str) -> None:
    assert "Toàn cơ quan" in chat_of(store, OFFICER, words).seen
    staff = chat_of(store, STAFF, words).seen
    assert "còn 0/2 người chưa đăng ký" in staff
    assert "Hùng" not in staff


def test_the_list_of_innovations_is_asked_for_by_name(store: MemoryStore) -> None:
    assert "Danh sách đăng ký sáng kiến năm 2024" in chat_of(store, OFFICER, "danh sách đăng ký sáng kiến").seen


def test_what_speaks_against_an_answer_names_the_titles_and_no_ids(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for year in (2021, 2022, 2023):
            tx.put(YearRating(STAFF.id, year, Rating.GOOD))
            tx.put(Honour(STAFF.id, year, "ldtt"))
    do(store, register_title, STAFF, STAFF, plan(store), "cstd_tinh")
    chat = chat_of(store, OFFICER)
    chat.say("2")
    seen = chat.say("2")
    assert "Chiến sĩ thi đua cơ sở" in seen
    assert "cstdcs" not in seen
