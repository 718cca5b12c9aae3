"""The office and heads: lists by state, results with a note, registering for others, late ones with a reason."""

from collections.abc import Callable
from datetime import date, datetime

from bot.presses import mark
from bot.unasked.notices.kinds import notice_reply, still_stands
from plans.innovation.authoring import Share, name_authors
from plans.innovation.describing import describe, set_first_applied, set_kind, submit
from plans.model.answers import Innovation, InnovationKind, InnovationState
from plans.model.entered import EarlierInnovation
from plans.model.reminding import Notice
from plans.working_days import HANOI
from tests.bot.chatting import Chat, a_store
from tests.bot.dialogues.innovation.conftest import KHANH, NAME
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, TODAY, a_person, do

Idea = Callable[[], Innovation]
AFTER = datetime(2024, 10, 11, 9, tzinfo=HANOI)


def handed_in(chat: Chat, id: str) -> None:
    for detail in ("field", "novelty", "effect", "content"):
        do(chat.store, describe, STAFF, id, detail, "Nội dung")
    do(chat.store, set_kind, STAFF, id, InnovationKind.TECHNICAL)
    do(chat.store, set_first_applied, STAFF, id, date(2024, 1, 1))
    do(chat.store, name_authors, STAFF, id, (Share("", 100, STAFF.id),))
    assert isinstance(do(chat.store, submit, STAFF, id), Innovation)


def test_the_office_leads_one_from_the_list_to_a_result(chat: Chat, idea: Idea) -> None:
    handed_in(chat, idea().id)
    office = Chat(chat.store, OFFICER.id)
    office.say("/sangkien")
    assert "1 sáng kiến" in office.press("Danh sách sáng kiến")
    office.press("đã nộp: 1")
    assert NAME in office.press("SK-2024-001")
    office.press("Trình Hội đồng")
    office.press("Ghi, không kèm ghi chú")
    office.press("Ghi: không được công nhận")
    assert "Ghi, không kèm ghi chú" not in office.labels
    office.say("?!")
    assert idea().state is InnovationState.AT_COUNCIL
    office.say("Chưa có tính mới")
    assert (idea().state, idea().note) == (InnovationState.NOT_RECOGNISED, "Chưa có tính mới")
    (notice,) = chat.store.all(Notice)
    assert (notice.person, still_stands(chat.store, notice, TODAY)) == (STAFF.id, True)
    told = notice_reply(chat.store, notice).text
    assert "không được công nhận" in told
    assert "Chưa có tính mới" in told


def test_one_given_back_can_be_mended_and_says_why(chat: Chat, idea: Idea) -> None:
    handed_in(chat, idea().id)
    office = Chat(chat.store, OFFICER.id)
    office.send(action=f"idea:open:{mark(idea().id)}")
    office.press("Trả lại")
    office.say("Thiếu số liệu")
    chat.say("/sangkien")
    assert "Thiếu số liệu" in chat.press("Mở SK")
    assert "Lĩnh vực" in chat.labels


def test_a_head_sees_the_units_and_a_colleague_nothing(chat: Chat, idea: Idea) -> None:
    stranger = a_person("tam", "Ngô Tâm", unit="van_phong")
    with chat.store.transaction() as tx:
        tx.put(stranger)
    for person, sees in ((HEAD.id, True), (LEADER.id, True), (KHANH.id, False), (stranger.id, False)):
        other = Chat(chat.store, person)
        other.send(action=f"idea:open:{mark(idea().id)}")
        assert (NAME in other.seen) is sees
        assert "Trình Hội đồng" not in other.labels
        other.send(action="idea:list")
        assert ("1 sáng kiến" in other.seen) is sees


def test_a_head_registers_for_somebody_of_the_unit_who_is_told(chat: Chat) -> None:
    head = Chat(chat.store, HEAD.id)
    head.say("/sangkien")
    head.press("Đăng ký thay người khác")
    assert "Không có ai tên" in head.say("Đỗ Thị Vân")
    head.say("khánh")
    head.say("Họp không giấy tờ")
    assert "thay mặt Vũ Minh Khánh" in head.press("Ghi đăng ký")
    made = chat.store.all(Innovation)[-1]
    assert (made.person, made.by) == (KHANH.id, HEAD.id)
    (notice,) = chat.store.all(Notice)
    assert "Lê Quốc Hùng đã đăng ký thay" in notice_reply(chat.store, notice).text
    assert "thay mặt" in Chat(chat.store, KHANH.id).say("/cuatoi")


def test_after_the_last_day_the_office_takes_one_with_a_reason(chat: Chat) -> None:
    office = Chat(chat.store, OFFICER.id, now=AFTER)
    assert "đã kết thúc" in office.say("/sangkien")
    office.press("Ghi đăng ký sau hạn")
    assert "ít nhất 3" in office.say("!!")
    office.say("Đi công tác dài ngày")
    office.say("Vũ Minh Khánh")
    office.say("Họp không giấy tờ")
    assert "Ghi sau hạn, lý do: Đi công tác dài ngày" in office.seen
    assert "Đi công tác dài ngày" in office.press("Ghi đăng ký")
    assert chat.store.all(Innovation)[-1].late == "Đi công tác dài ngày"


def test_after_the_last_day_staff_fill_in_what_they_registered_and_register_no_more(chat: Chat, idea: Idea) -> None:
    late = Chat(chat.store, STAFF.id, now=AFTER)
    late.say("/sangkien")
    assert "Thêm sáng kiến" not in late.labels
    late.press("Mở SK-2024-001")
    late.press("Lĩnh vực")
    late.say("Điện")
    assert idea().field == "Điện"


def test_similar_names_are_shown_and_people_only_to_those_who_may_see_them() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(EarlierInnovation(2022, STAFF.id, "Số hóa hồ sơ cấp phép"))
    head, stranger = Chat(store, HEAD.id), Chat(store, KHANH.id)
    with store.transaction() as tx:
        tx.put(KHANH)
    for person, named in ((head, True), (stranger, False)):
        person.say("đăng ký sáng kiến")
        said = person.say("SO HOA ho so cap phep")
        assert "giống 100 %: Số hóa hồ sơ cấp phép (năm 2022" in said
        assert "Phòng Quản lý công nghiệp" in said
        assert (STAFF.name in said) is named


def test_many_innovations_stand_on_pages(chat: Chat) -> None:
    with chat.store.transaction() as tx:
        for n in range(2, 12):
            tx.put(
                Innovation(
                    "thu-2024",
                    STAFF.id,
                    n,
                    f"SK-2024-{n:03d}",
                    chat.store.all(Innovation)[0].answer,
                    f"Ý {n}",
                    NOW,
                    STAFF.id,
                )
            )
    office = Chat(chat.store, OFFICER.id)
    office.send(action="idea:state:registered:0")
    assert "11 (trang 1/2)" in office.seen
    office.press("Trang sau")
    assert [label for label in office.labels if label.startswith("SK")] == [
        "SK-2024-009 – Ý 9",
        "SK-2024-010 – Ý 10",
        "SK-2024-011 – Ý 11",
    ]


def test_a_no_decides_nothing_and_is_no_note(chat: Chat, idea: Idea) -> None:
    handed_in(chat, idea().id)
    office = Chat(chat.store, OFFICER.id)
    office.send(action=f"idea:open:{mark(idea().id)}")
    office.press("Trả lại")
    assert "Lý do cần ghi" in office.say("có")
    assert "Trạng thái: đã nộp" in office.say("không")
    assert (idea().state, idea().note) == (InnovationState.SUBMITTED, "")


def test_a_no_is_no_reason_for_a_late_one(chat: Chat) -> None:
    office = Chat(chat.store, OFFICER.id, now=AFTER)
    office.say("/sangkien")
    office.press("Ghi đăng ký sau hạn")
    assert "Lý do cần ghi" in office.say("không")
