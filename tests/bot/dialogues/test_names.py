"""Names that the office gives, from the sentence that nobody understood to its being understood."""

from datetime import timedelta

import pytest

from plans.asking.unread import hand_in
from plans.audit import STREAM
from plans.model.asking import Alias, Called, Unread
from plans.model.history import AuditEntry
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import NOW, OFFICER, STAFF

ASKED = "bao giờ chốt sổ vàng"


@pytest.fixture
def office() -> Chat:
    return Chat(a_store(), OFFICER.id)


def sent(store: MemoryStore, *texts: str) -> None:
    with store.transaction() as tx:
        for text in texts:
            hand_in(tx, NOW, text)


def test_a_sentence_that_nobody_understood_is_understood_once_the_office_has_named_it() -> None:
    store = a_store()
    person, office = Chat(store, STAFF.id), Chat(store, OFFICER.id)
    assert "Báo cáo sơ kết" not in person.say(ASKED)
    person.press("Gửi Văn phòng")
    said = office.say("/cauchuahieu")
    assert f"1. “{ASKED}” (1 lần, từ 20/02/2024)" in said
    assert STAFF.name not in said
    office.press("1. Bổ sung tên gọi")
    office.press("Nhiệm vụ")
    office.press("2.1 Báo cáo sơ kết")
    office.say("sổ vàng")
    assert store.all(Alias) == (), "nothing is written before the tap"
    done = office.press("Ghi tên gọi")
    assert f"Câu “{ASKED}” nay được hiểu là: Thời hạn" in done
    assert store.all(Unread) == ()
    assert [(each.text, each.target) for each in store.all(Alias)] == [("sổ vàng", "bc_so_ket")]
    assert "Báo cáo sơ kết" in person.say(ASKED)
    assert "trước 15/06/2024" in person.seen
    who = {entry.who for _, entry in store.entries(STREAM, AuditEntry)}
    assert who == {OFFICER.id}, "the journal has what the office did, and nobody else"


def test_a_thing_can_be_typed_instead_of_chosen(office: Chat) -> None:
    office.say("/tengoi")
    office.press("Thêm tên gọi")
    assert "Không thấy gì" in office.say("xyzzy")
    assert "Phòng Quản lý công nghiệp" in office.say("quản lý công nghiệp")
    office.say("“nhà máy”")
    office.say("có")
    assert "đơn vị Phòng Quản lý công nghiệp" in office.say("/names")
    assert "Phòng Quản lý công nghiệp" in office.say("nhà máy có việc gì")


def test_a_name_that_would_be_mistaken_or_says_nothing_is_refused_with_what_to_do(office: Chat) -> None:
    office.send(action="names:begin")
    office.press("Đơn vị")
    office.press("Văn phòng")
    for text, why in (
        ("QLCN", "đã là tên của “Phòng Quản lý công nghiệp”"),
        ("VP", "vốn đã được gọi là"),
        ("báo cáo", "từ thường gặp"),
        ("12345", "quá ngắn"),
        ("x" * 61, "dài quá 60"),
    ):
        assert why in office.say(text)
    assert office.store.all(Alias) == ()


def test_pages_back_and_stop_leave_nothing(office: Chat) -> None:
    office.send(action="names:begin")
    office.press("Danh hiệu")
    office.press("Trang sau")
    office.press("‹ Trang trước")
    office.press("‹ Quay lại")
    office.press("Nhiệm vụ")
    office.press("1.1")
    office.press("‹ Quay lại")
    assert "chưa ghi nhận gì" in office.press("Thôi")
    assert office.store.all(Alias) == ()


def test_a_question_in_between_is_answered_and_the_form_stays_open(office: Chat) -> None:
    office.send(action="names:begin")
    office.press("Đơn vị")
    office.press("Văn phòng")
    said = office.say("tháng này có gì đến hạn?")
    assert "02/2024" in said
    assert "tên gọi vẫn đang dở" in said


def test_a_name_is_taken_back_by_two_taps(office: Chat) -> None:
    office.send(action="names:begin")
    office.press("Đơn vị")
    office.press("Văn phòng")
    office.say("nhà bếp")
    office.press("Ghi tên gọi")
    office.press("Các tên gọi")
    office.press("Gỡ tên gọi")
    office.press("“nhà bếp”")
    assert len(office.store.all(Alias)) == 1
    assert "Đã gỡ" in office.press("Gỡ")
    assert office.store.all(Alias) == ()
    assert "chưa bổ sung tên gọi nào" in office.press("Các tên gọi")


def test_what_a_name_does_not_help_stays_on_the_list(office: Chat) -> None:
    sent(office.store, "quàng xiên lung tung lằng nhằng")
    office.say("/unread")
    office.press("1. Bổ sung tên gọi")
    office.say("2.1")
    office.say("hũ vàng")
    assert "vẫn chưa hiểu được" in office.press("Ghi tên gọi")
    assert len(office.store.all(Unread)) == 1


def test_nobody_else_sees_or_gives_names() -> None:
    store = a_store()
    sent(store, "câu riêng")
    for person in ("minh", "hung", "lan"):
        chat = Chat(store, person)
        for text in ("/tengoi", "/cauchuahieu", "/names", "/unread"):
            said = chat.say(text)
            assert "do Văn phòng xem" in said
            assert "câu riêng" not in said
        for action in ("names:begin", "unread:page:0", "names:drop:0"):
            chat.send(action=action)
            assert "do Văn phòng xem" in chat.seen
    assert store.all(Alias) == ()


def test_names_of_another_year_are_listed_and_can_go(office: Chat) -> None:
    with office.store.transaction() as tx:
        for kind in Called:
            tx.put(Alias(kind, "gone", f"tên cũ {kind}", "van", NOW - timedelta(days=400)))
    assert office.say("/tengoi").count("gone") == 3
