"""The journal in the chat: sentences, filters by words and buttons, leafing in one message."""

import pytest

from plans.actions import mark_done
from plans.audit import STREAM, audit
from plans.calendars.addresses import ask_alarms, renew_calendar, show_publicly
from plans.journal import LOOK_BACK
from plans.model.history import AuditEntry
from plans.registrations.registering import register_title
from plans.staff.access import invite, open_web_session
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, LEADER, NOW, OFFICE_HEAD, OFFICER, STAFF, a_plan, do, entry_of


@pytest.fixture
def store() -> MemoryStore:
    """A few changes of different kinds."""
    store = a_store()
    do(store, register_title, STAFF, STAFF, a_plan(), "ldtt")
    do(store, mark_done, OFFICE_HEAD, entry_of(store, "bc_so_ket"))
    with store.transaction() as tx:
        invite(tx, NOW, STAFF, "ma-bi-mat", by=OFFICER)
    do(store, open_web_session, HEAD, "banh-quy-bi-mat", False)
    return store


def lines(said: str) -> list[str]:
    """The entries of a page."""
    return [line for line in said.splitlines() if line.startswith("– ")]


def test_the_latest_change_comes_first_with_time_and_name(store: MemoryStore) -> None:
    said = lines(Chat(store, OFFICER.id).say("/nhatky"))
    assert said[0] == "– 08:00 20/02/2024 – Lê Quốc Hùng: vào trang web"
    assert said[1] == "– 08:00 20/02/2024 – Đỗ Thị Vân: cấp mã mời cho Phạm Thị Lan"
    assert "Trần Thị Hoa: ghi hoàn thành nhiệm vụ “Báo cáo sơ kết công tác" in said[2]
    assert "Phạm Thị Lan: đăng ký danh hiệu, hình thức khen thưởng cho Phạm Thị Lan (ĐK-2024-001 Lao động" in said[3]


def test_calendars_are_called_by_their_names(store: MemoryStore) -> None:
    do(store, ask_alarms, STAFF, "own", True)
    do(store, renew_calendar, LEADER, "all")
    do(store, show_publicly, OFFICER, True)
    with store.transaction() as tx:
        audit(tx, NOW, OFFICER, "close_calendar", STAFF.id, "all unit:van_phong unit:da_bo")
    said = lines(Chat(store, OFFICER.id).say("/nhatky"))[:4]
    assert [line.rpartition(" – ")[2] for line in said] == [
        "Đỗ Thị Vân: ngừng liên kết lịch mà Phạm Thị Lan không còn quyền xem"
        " (lịch toàn cơ quan, lịch của Văn phòng, lịch của da_bo)",
        "Đỗ Thị Vân: mở lịch công khai của cơ quan cho mọi người xem",
        "Nguyễn Văn Minh: đổi liên kết lịch của Nguyễn Văn Minh (lịch toàn cơ quan)",
        "Phạm Thị Lan: bật báo giờ trong lịch của Phạm Thị Lan (lịch của mình)",
    ]


def test_in_english_too(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    chat.say("/language en")
    said = chat.say("/log registrations")
    assert "Phạm Thị Lan: registered Phạm Thị Lan for a title" in said
    assert len(lines(said)) == 1


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("đăng ký", 1),
        ("ĐĂNG KÝ", 1),
        ("dang ky", 1),
        ("nhiệm vụ", 1),
        ("truy cập", 2),
        ("sáng kiến", 0),
        ("Phạm Thị Lan", 2),
        ("lan", 2),
        ("pham thi lan", 2),
        ("Lan đăng ký", 1),
        ("đăng ký Phạm Thị Lan", 1),
        ("mã mời Lan", 1),
        ("Lê Quốc Hùng", 1),
        ("Hùng sáng kiến", 0),
    ],
)
def test_words_filter_by_person_and_kind(store: MemoryStore, words: str, count: int) -> None:
    assert len(lines(Chat(store, OFFICER.id).say(f"/nhatky {words}"))) == count


def test_a_name_that_nobody_has_is_answered_with_what_can_be_asked(store: MemoryStore) -> None:
    said = Chat(store, OFFICER.id).say("/nhatky Nguyễn Văn Không")
    assert "Nguyễn Văn Không" in said
    assert "danh sách cán bộ" in said


def test_a_name_of_several_is_asked_about(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    assert "Xin chọn" in chat.say("/nhatky Thị")
    assert "Phạm Thị Lan" in chat.labels
    assert len(lines(chat.press("Phạm Thị Lan"))) == 2


def test_leafing_edits_the_one_message_and_keeps_the_filter(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for number in range(25):
            audit(tx, NOW, OFFICER, "snooze", f"thu-2024/{STAFF.id}", str(number))
    chat = Chat(store, OFFICER.id)
    assert "(24)" in chat.say("/nhatky lan")
    said = chat.press("Cũ hơn")
    assert chat.replies[0].replaces
    assert "(14)" in said
    assert "Phạm Thị Lan" in chat.replies[0].heading
    assert "(4)" in chat.press("Cũ hơn")
    assert "Cũ hơn" not in chat.labels
    assert "(14)" in chat.press("Mới hơn")
    assert len(lines(chat.press("Đăng ký"))) == 1
    assert len(lines(chat.press("Tất cả"))) == 10


def test_no_secret_stands_in_the_journal(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    said = chat.say("/nhatky")
    assert "bi-mat" not in said
    assert "bí mật" not in said


def test_what_people_typed_stays_one_line_and_within_a_message(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for _ in range(12):
            audit(tx, NOW, OFFICER, "drop_review", "x", "a\nb\u202e" + "tên tệp rất dài " * 300)
            audit(tx, NOW, OFFICER, "made_up_verb", "=HYPERLINK()" * 100)
    chat = Chat(store, OFFICER.id)
    said = chat.say("/nhatky")
    assert len(lines(said)) == 10
    assert len(said) < 4096
    assert "\u202e" not in said


@pytest.mark.parametrize(
    "action", ["log", "log:", "log:x:y:z", "log:99999999:access:ffffffff", "log:-1:-:-", "log:٣:-:-"]
)
def test_a_forged_button_harms_nothing(store: MemoryStore, action: str) -> None:
    chat = Chat(store, OFFICER.id)
    chat.send(action=action)
    assert "Nhật ký thay đổi" in chat.seen
    chat = Chat(store, STAFF.id)
    chat.send(action=action)
    assert "Nhật ký thay đổi dành cho Văn phòng" in chat.seen


def test_a_filter_can_be_chosen_by_its_number(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    chat.say("/nhatky")
    number = chat.labels.index("Đăng ký thi đua") + 1
    assert len(lines(chat.say(str(number)))) == 1


@pytest.mark.parametrize(
    ("who", "verb", "shown"),
    [
        ("rule", "forget", "Hệ thống (theo thời hạn lưu giữ): xóa dữ liệu cá nhân"),
        ("console", "send_letter", "Hệ thống: kết quả gửi thư mời"),
        ("console", "invite", "Người vận hành (dòng lệnh): cấp mã mời"),
        ("telegram", "rest_contact", "Telegram: ngừng dùng địa chỉ"),
        ("nguoi-la", "mark_done", "nguoi-la: ghi hoàn thành"),
    ],
)
def test_what_no_person_did_says_so(store: MemoryStore, who: str, verb: str, shown: str) -> None:
    with store.transaction() as tx:
        tx.append("audit", AuditEntry(NOW, who, verb, STAFF.id))
    assert shown in lines(Chat(store, OFFICER.id).say("/nhatky"))[0]


def test_details_are_in_the_readers_words(store: MemoryStore) -> None:
    with store.transaction() as tx:
        audit(tx, NOW, OFFICER, "adopt_plan", "thu-2024", "13 tasks, 2 withdrawn")
        audit(tx, NOW, OFFICER, "snooze", "thu-2024/lan/ke_hoach", "2024-02-21")
        audit(tx, NOW, OFFICER, "list_returned", f"thu-2024/{STAFF.unit}", "email sent 2024-02-21")
    said = lines(Chat(store, OFFICER.id).say("/nhatky"))
    assert said[0].endswith("(email sent 2024-02-21)"), "somebody's own words"
    assert said[1].endswith("(21/02/2024)")
    assert said[2].endswith("(13 nhiệm vụ, 2 bỏ)")


def test_a_long_journal_is_looked_through_so_far_and_says_so(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for number in range(LOOK_BACK):
            tx.append(STREAM, AuditEntry(NOW, OFFICER.id, "urge", f"{number}"))
    said = Chat(store, OFFICER.id).say("/nhatky Trần Thị Hoa")
    assert "Mới tìm từ ngày 20/02/2024 đến nay" in said
    assert "Chưa có thay đổi nào" not in said
