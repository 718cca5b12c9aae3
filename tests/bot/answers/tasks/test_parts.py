"""The checklist of the units' parts, and what other answers say of them."""

from io import BytesIO

import openpyxl
import pytest

from bot.messages import TEXT_LIMIT, length
from bot.presses import mark
from plans.duties.collecting import close_part, drop_internal_date, note_part
from plans.model.duties import Assignment, PartsUrging, UnitPart
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat
from tests.builders import HEAD, INDUSTRY, LEADER, NOW, OFFICE_HEAD, OFFICER, STAFF, a_unit, do
from tests.plans.duties.sharing import ENERGY, TRADE, TRADE_HEAD, TRADER, a_sharing_store, report

TITLE = "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm"


@pytest.fixture
def store() -> MemoryStore:
    return a_sharing_store()


def checking(store: MemoryStore, person: str = OFFICER.id) -> Chat:
    """Somebody looking at the report's checklist."""
    chat = Chat(store, person)
    chat.send(action=f"parts:check:{report(store).key}")
    return chat


def test_the_office_sees_unit_by_unit_what_is_in(store: MemoryStore) -> None:
    do(store, close_part, HEAD, report(store), INDUSTRY)
    assert checking(store).seen == (
        f"Phần của các phòng, đơn vị: {TITLE}\n"
        "Hạn nội bộ: chậm nhất 10/06/2024 (thứ Hai), còn 111 ngày.\n"
        "Đã gửi 1/4 phòng, đơn vị.\n\n"
        "Chưa gửi: 3\n"
        "• Hội đồng Thi đua - Khen thưởng Sở: Văn phòng liên hệ trực tiếp\n"
        "• Phòng Quản lý thương mại: nhắc Vũ Thị Mai\n"
        "• Phòng Quản lý năng lượng: Văn phòng liên hệ trực tiếp\n"
        "Đã gửi: 1\n"
        "• Phòng Quản lý công nghiệp: 08:00 20/02/2024, Lê Quốc Hùng ghi nhận"
    )


@pytest.mark.parametrize(
    ("person", "labels"),
    [
        (OFFICER.id, ["Nhắc các phòng chưa gửi (2)", "Đổi hạn", "Bỏ hạn", "Ghi thay", "Tải tệp", "Xem nhiệm vụ"]),
        (LEADER.id, ["Tải tệp", "Xem nhiệm vụ"]),
        (OFFICE_HEAD.id, ["Nhắc các phòng chưa gửi (2)", "Đổi hạn", "Bỏ hạn", "Ghi thay", "Tải tệp", "Xem nhiệm vụ"]),
    ],
)
def test_each_reader_is_offered_what_they_may_do(store: MemoryStore, person: str, labels: list[str]) -> None:
    found = checking(store, person).labels
    assert len(found) == len(labels)
    assert all(label.startswith(wanted) for label, wanted in zip(found, labels, strict=True))


def test_leaders_get_a_report(store: MemoryStore) -> None:
    assert checking(store, LEADER.id).seen.startswith("Báo cáo phần của các phòng, đơn vị")


@pytest.mark.parametrize("person", [HEAD.id, TRADE_HEAD.id, STAFF.id])
@pytest.mark.parametrize("deed", ["check", "urge", "pick", "file"])
def test_other_units_do_not_see_it(store: MemoryStore, person: str, deed: str) -> None:
    chat = Chat(store, person)
    chat.send(action=f"parts:{deed}:{report(store).key}")
    assert "dành cho Văn phòng, lãnh đạo và trưởng đơn vị chủ trì" in chat.seen
    assert store.all(PartsUrging) == ()


def test_whoever_the_task_was_given_to_sees_it(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(Assignment("thu-2024", "bc_so_ket", "van_phong", "van", "hoa", NOW))
    assert "Đã gửi 0/4" in checking(store).seen


def test_one_tap_reminds_those_who_have_not_and_says_who_cannot_be(store: MemoryStore) -> None:
    chat = checking(store)
    said = chat.press("Nhắc các phòng")
    assert "Đã gửi lời nhắc đến 2 phòng, đơn vị." in said
    assert "Không gửi lời nhắc được đến: Hội đồng Thi đua - Khen thưởng Sở, Phòng Quản lý năng lượng." in said
    assert "Đỗ Thị Vân đã nhắc 2 phòng, đơn vị lúc 08:00 20/02/2024." in chat.press("Nhắc các phòng")


def test_the_office_speaks_for_a_unit_on_the_checklist_and_takes_it_back(store: MemoryStore) -> None:
    chat = checking(store)
    chat.press("Ghi thay")
    assert "Đã gửi 1/4 phòng, đơn vị." in chat.press("Đã gửi: Phòng Quản lý năng lượng")
    assert [(part.unit, part.done_by) for part in store.all(UnitPart)] == [(ENERGY.id, "van")]
    chat.press("Ghi thay")
    assert "Đã gửi 0/4 phòng, đơn vị." in chat.press("Rút lại: Phòng Quản lý năng lượng")
    assert store.all(UnitPart) == ()


def test_without_an_internal_date_the_checklist_says_so_and_keeps_what_is_in(store: MemoryStore) -> None:
    do(store, close_part, HEAD, report(store), INDUSTRY)
    do(store, drop_internal_date, OFFICER, report(store))
    chat = checking(store)
    assert "hiện không có hạn nội bộ" in chat.seen
    assert "• Phòng Quản lý công nghiệp: 08:00" in chat.seen
    assert "Chưa gửi" not in chat.seen
    assert chat.labels[0] == "Đặt hạn nội bộ"


def test_the_file_has_a_row_a_unit(store: MemoryStore) -> None:
    do(store, close_part, TRADE_HEAD, report(store), TRADE)
    do(store, note_part, TRADE_HEAD, report(store), TRADE, "=HYPERLINK(1) số 12")
    chat = checking(store)
    chat.press("Tải tệp")
    file = chat.replies[0].attachment
    assert file is not None
    assert file.name.endswith(".xlsx")
    sheet = openpyxl.load_workbook(BytesIO(file.content)).worksheets[0]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == f"Phần của các phòng, đơn vị: {TITLE}. Hạn nội bộ: chậm nhất 10/06/2024 (thứ Hai). Đã gửi 1/4."
    assert rows[1] == ["TT", "Phòng, đơn vị", "Tình trạng", "Thời điểm", "Người ghi nhận", "Ghi chú"]
    sent = ["3", "Phòng Quản lý thương mại", "Đã gửi", "08:00 20/02/2024", "Vũ Thị Mai", "=HYPERLINK(1) số 12"]
    assert [list(map(str, row)) for row in rows[2:5]][2] == sent
    assert sheet["F5"].data_type == "s", "what begins like a formula is text"


def test_a_button_of_what_is_gone_changes_nothing(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    for action in ("parts", "parts:check", "parts:check:0000000000", f"parts:no:{report(store).key}"):
        chat.send(action=action)
        assert chat.replies


# ---------------------------------------------------------------- in other answers


def test_the_answer_about_a_task_says_how_many_are_in_and_how_ones_own_stands(store: MemoryStore) -> None:
    for person, expected, foreign in (
        (
            OFFICER.id,
            "Hạn nội bộ của các phòng, đơn vị: chậm nhất 10/06/2024 (thứ Hai), còn 111 ngày; đã gửi 0/4.",
            "của Phòng",
        ),
        (TRADER.id, "Phần của Phòng Quản lý thương mại: chưa gửi; hạn nội bộ chậm nhất 10/06/2024", "đã gửi 0/4"),
        (STAFF.id, "Phần của Phòng Quản lý công nghiệp: chưa gửi", "thương mại"),
    ):
        chat = Chat(store, person)
        chat.send(action=f"task:{report(store).key}")
        assert expected in chat.seen
        assert foreign not in chat.seen


def test_who_may_not_hand_a_part_in_gets_no_button_for_it(store: MemoryStore) -> None:
    chat = Chat(store, TRADER.id)
    chat.send(action=f"task:{report(store).key}")
    assert "Đã gửi" not in chat.labels
    with store.transaction() as tx:
        tx.put(Assignment("thu-2024", "bc_so_ket", TRADE.id, TRADER.id, "mai", NOW))
    chat.send(action=f"task:{report(store).key}")
    assert chat.button("Đã gửi").action == f"part:sent:{report(store).key}:{mark(TRADE.id)}"


def test_what_a_unit_owes_by_internal_dates_is_in_the_answer_about_it(store: MemoryStore) -> None:
    said = Chat(store, TRADER.id).say("Việc của Phòng Quản lý thương mại")
    assert "Phần phải gửi theo hạn nội bộ: 1" in said
    assert f"• {TITLE}: gửi chậm nhất 10/06/2024" in said
    assert "Phần phải gửi" not in Chat(store, STAFF.id).say("Việc của Phòng Quản lý thương mại")
    assert "Phần phải gửi" in Chat(store, LEADER.id).say("Việc của Phòng Quản lý thương mại")


def test_what_is_ones_own_to_hand_in_is_in_the_answer_about_oneself(store: MemoryStore) -> None:
    chat = Chat(store, TRADE_HEAD.id)
    said = chat.say("/cuatoi")
    assert "Phần anh/chị phụ trách, gửi theo hạn nội bộ:" in said
    assert "Phần của Phòng Quản lý thương mại: chưa gửi" in said
    chat.press("Đã gửi: Phòng Quản lý thương mại")
    assert [part.unit for part in store.all(UnitPart)] == [TRADE.id]
    assert "hạn nội bộ" not in chat.say("/cuatoi")
    assert "hạn nội bộ" not in Chat(store, TRADER.id).say("/cuatoi")


def test_a_department_of_very_many_units_still_fits_into_its_messages(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for number in range(150):
            tx.put(a_unit(f"don_vi_{number}", f"Đơn vị sự nghiệp trực thuộc có tên khá dài để thử số {number}"))
    chat = checking(store)
    assert "Đã gửi 0/154 phòng, đơn vị." in chat.seen
    chat.press("Trang sau")
    assert "Đơn vị sự nghiệp trực thuộc có tên khá dài để thử số 60" in chat.seen
    assert "144 phòng, đơn vị khác" in chat.press("Nhắc các phòng")
    chat.press("Ghi thay")
    for label in chat.labels:
        assert len(label) < 80
    for reply in chat.replies:
        assert length(reply.text) + length(reply.heading) <= TEXT_LIMIT
