"""Recording: on what the speaker saw, once, in time or with the office's reason."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from plans.catalogue import eligibility
from plans.catalogue.titles import standards_of
from plans.model.answers import Answer, Registration
from plans.model.people import Unit
from plans.registrations.registering import decline_title, register_title, withdraw_title
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.bot.chatting import Chat, a_store
from tests.builders import (
    HEAD,
    INDUSTRY,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    STAFF,
    UNREGISTERED_RULE,
    a_plan,
    do,
)

TOO_LATE = datetime(2024, 3, 1, tzinfo=HANOI)
LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def store() -> MemoryStore:
    return a_store()


def the_registration(store: MemoryStore) -> Registration:
    (found,) = store.all(Registration)
    return found


def to_the_summary(chat: Chat, whom: str, title: str) -> None:
    chat.say("đăng ký thi đua")
    for label in (whom, title, "Không đề nghị khen thưởng", "Bỏ qua"):
        chat.press(label)


# ---------------------------------------------------------------- two at once, and twice


def test_two_at_once_on_the_same_collective_title_see_each_others_answer(store: MemoryStore) -> None:
    head, office = Chat(store, HEAD.id), Chat(store, OFFICER.id)
    to_the_summary(head, "Cho tập thể", "Tập thể Lao động xuất sắc")
    office.say("đăng ký thi đua")
    office.say("QLCN")
    for label in ("Tập thể Lao động tiên tiến", "Không đề nghị khen thưởng", "Bỏ qua", "Ghi đăng ký"):
        office.press(label)
    said = head.press("Ghi đăng ký")
    assert "Đỗ Thị Vân đã đăng ký lúc 08:00 20/02/2024: Danh hiệu: Tập thể Lao động tiên tiến" in said
    assert the_registration(store).title == "tt_ldtt", "nothing is written over silently"
    assert head.replies[0].replaces
    head.now = LATER
    assert "Đã sửa đăng ký số ĐK-2024-001" in head.press("Ghi đăng ký")
    record = the_registration(store)
    assert (record.title, record.by, record.history[0].by) == ("tt_ldxs", HEAD.id, OFFICER.id)


def test_what_came_between_may_stay(store: MemoryStore) -> None:
    head = Chat(store, HEAD.id)
    to_the_summary(head, "Cho tập thể", "Tập thể Lao động xuất sắc")
    do(store, register_title, OFFICE_HEAD, INDUSTRY, a_plan(), "tt_ldtt")
    head.press("Ghi đăng ký")
    head.press("Thôi")
    assert the_registration(store).by == OFFICE_HEAD.id


@pytest.mark.parametrize(
    ("verb", "arguments", "told"),
    [
        (register_title, ("tt_ldtt",), "đã đăng ký lúc"),
        (decline_title, (), "đã trả lời năm nay không đăng ký lúc"),
        (withdraw_title, (), "đã rút đăng ký lúc"),
    ],
)
def test_every_change_meanwhile_is_told(
    store: MemoryStore, verb: object, arguments: tuple[str, ...], told: str
) -> None:
    do(store, register_title, HEAD, INDUSTRY, a_plan(), "tt_ldxs")
    head = Chat(store, HEAD.id)
    head.say("/cuatoi")
    head.press("Sửa ĐK-2024-001")
    do(store, verb, OFFICER, INDUSTRY, a_plan(), *arguments)  # type: ignore[arg-type]  # one of three verbs
    assert f"Đỗ Thị Vân {told}" in head.press("Ghi đăng ký")
    assert the_registration(store).by == OFFICER.id


@pytest.mark.parametrize(
    ("opening", "confirming"),
    [("Rút ĐK-2024-001", "Xác nhận rút"), ("Sửa ĐK-2024-001", "Ghi đăng ký")],
)
def test_withdrawing_and_declining_are_asked_again_too(store: MemoryStore, opening: str, confirming: str) -> None:
    do(store, register_title, HEAD, INDUSTRY, a_plan(), "tt_ldxs")
    head = Chat(store, HEAD.id)
    head.say("/cuatoi")
    head.press(opening)
    do(store, register_title, OFFICER, INDUSTRY, a_plan(), "tt_ldtt")
    assert "Đỗ Thị Vân đã đăng ký lúc" in head.press(confirming)
    assert the_registration(store).title == "tt_ldtt"
    head.press(confirming)
    assert the_registration(store).by == HEAD.id


def test_declining_is_asked_again_when_the_head_answered_meanwhile(store: MemoryStore) -> None:
    staff = Chat(store, STAFF.id)
    staff.say("đăng ký thi đua")
    staff.press("Năm nay không đăng ký")
    do(store, register_title, HEAD, STAFF, a_plan(), "ldtt")
    assert "Lê Quốc Hùng đã đăng ký lúc" in staff.press("Xác nhận không đăng ký")
    assert the_registration(store).answer is Answer.REGISTERED
    staff.press("Xác nhận không đăng ký")
    assert the_registration(store).answer is Answer.DECLINED


def test_a_unit_that_is_no_more_is_not_taken_for_its_head(store: MemoryStore) -> None:
    head = Chat(store, HEAD.id)
    head.say("đăng ký thi đua")
    for label in ("Cho tập thể", "Chỉ đăng ký hình thức khen thưởng", "Giấy khen", "Tiếp tục", "Bỏ qua"):
        head.press(label)
    with store.transaction() as tx:
        tx.delete(Unit, INDUSTRY.id)
    assert "không còn trong danh sách" in head.press("Ghi đăng ký")
    assert store.all(Registration) == ()


def test_a_double_tap_registers_once_and_shows_the_same_receipt(store: MemoryStore) -> None:
    staff = Chat(store, STAFF.id)
    staff.say("đăng ký lao động tiên tiến")
    tap = staff.button("Ghi đăng ký").action
    first = staff.send(action=tap)
    record = the_registration(store)
    for _ in range(3):
        assert staff.send(action=tap) == first
    assert the_registration(store) == record
    staff.say("xin chào")
    staff.send(action=tap)
    assert "bước đã qua" in staff.seen, "something came between"


# ---------------------------------------------------------------- to the second, and after


def test_the_last_second_is_in_time_and_the_first_of_the_next_day_is_not(store: MemoryStore) -> None:
    staff, head = Chat(store, STAFF.id), Chat(store, HEAD.id)
    for chat in (staff, head):
        chat.now = TOO_LATE - timedelta(minutes=2)
        chat.say("đăng ký lao động tiên tiến")
    staff.now = TOO_LATE - timedelta(seconds=1)
    receipt = staff.press("Ghi đăng ký")
    assert "lúc 23:59 29/02/2024" in receipt
    head.now = TOO_LATE
    assert UNREGISTERED_RULE in head.press("Ghi đăng ký")
    assert the_registration(store).late == ""


def test_the_office_takes_a_late_one_with_a_reason_that_is_shown_everywhere(store: MemoryStore) -> None:
    office = Chat(store, OFFICER.id, now=TOO_LATE)
    office.say("đăng ký thi đua")
    asked = office.say("Phạm Thị Lan")
    assert UNREGISTERED_RULE in asked
    assert "gõ lý do" in asked
    assert "ít nhất 3 ký tự" in office.say("ốm")
    assert "gõ lý do" in office.say("không")
    office.say("nghỉ ốm từ 20/02 đến 29/02")
    for label in ("Lao động tiên tiến", "Không đề nghị khen thưởng", "Bỏ qua"):
        office.press(label)
    late = "Đăng ký sau hạn: lý do nghỉ ốm từ 20/02 đến 29/02"
    assert late in office.seen
    assert late in office.press("Ghi đăng ký")
    assert "sửa hoặc rút đến hết ngày" not in office.seen
    assert the_registration(store).late == "nghỉ ốm từ 20/02 đến 29/02"
    staff = Chat(store, STAFF.id, now=TOO_LATE)
    assert late in staff.say("/cuatoi")
    assert "Sửa" not in "".join(staff.labels)


def test_a_late_decline_and_withdrawal_ask_for_the_reason_too(store: MemoryStore) -> None:
    office = Chat(store, OFFICER.id, now=TOO_LATE)
    office.say("/dangky")
    office.say("QLCN")
    office.say("bổ sung theo đề nghị")
    office.press("Năm nay không đăng ký")
    assert "Trả lời sau hạn: lý do bổ sung theo đề nghị" in office.press("Xác nhận không đăng ký")
    office.say("/dangky")
    office.say("QLCN")
    office.press("Rút")
    office.say("ghi nhầm đơn vị")
    assert "Rút sau hạn: lý do ghi nhầm đơn vị" in office.press("Xác nhận rút")
    assert the_registration(store).answer is Answer.WITHDRAWN


def test_a_question_is_no_reason(store: MemoryStore) -> None:
    office = Chat(store, OFFICER.id, now=TOO_LATE)
    office.say("/dangky")
    office.say("QLCN")
    assert "Việc đăng ký danh hiệu vẫn đang dở" in office.say("ai chưa đăng ký thi đua?")
    assert "gõ lý do" in office.press("Tiếp tục")


def test_nobody_else_is_asked_for_a_reason(store: MemoryStore) -> None:
    for person in (HEAD, STAFF):
        chat = Chat(store, person.id, now=TOO_LATE)
        said = chat.say("/dangky")
        assert UNREGISTERED_RULE in said
        assert "lý do" not in said


# ---------------------------------------------------------------- what the catalogue forbids


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue whose rules on LĐTT forbid (the bundled one only warns)."""

    def forbidding(award: str, day: object) -> tuple[object, ...]:
        return tuple(replace(each, blocks=award == "ldtt") for each in standards_of(award, day))  # type: ignore[arg-type]

    monkeypatch.setattr(eligibility, "standards_of", forbidding)


@pytest.mark.usefixtures("strict")
def test_what_the_catalogue_forbids_is_shown_with_its_reason_and_cannot_be_picked(store: MemoryStore) -> None:
    chat = Chat(store, STAFF.id)
    said = chat.say("đăng ký thi đua")
    assert "– Lao động tiên tiến: không đăng ký được, " in said
    assert "căn cứ: " in said
    assert "Lao động tiên tiến" not in chat.labels
    run = chat.button("Chiến sĩ thi đua cơ sở").action.split(":")[1]
    chat.send(action=f"title:{run}:pick:ldtt")
    assert "không đăng ký được, lý do ghi bên dưới" in chat.seen
    assert "Ghi đăng ký" not in chat.labels
    assert "không đăng ký được" in chat.say("đăng ký lao động tiên tiến")
    assert store.all(Registration) == ()


@pytest.mark.usefixtures("strict")
def test_the_office_takes_it_with_a_reason_that_is_shown(store: MemoryStore) -> None:
    office = Chat(store, OFFICER.id)
    office.say("đăng ký thi đua")
    office.say("Phạm Thị Lan")
    assert "Theo quy định, nội dung đã chọn không đăng ký được" in office.press("Lao động tiên tiến")
    office.say("theo kết luận của Hội đồng")
    for label in ("Không đề nghị khen thưởng", "Bỏ qua"):
        office.press(label)
    exception = "Trường hợp đặc biệt do Văn phòng ghi: lý do theo kết luận của Hội đồng"
    assert exception in office.seen
    assert exception in office.press("Ghi đăng ký")
    assert the_registration(store).despite == "theo kết luận của Hội đồng"
    assert exception in Chat(store, STAFF.id).say("/cuatoi")


@pytest.mark.usefixtures("strict")
def test_an_exception_holds_while_the_same_title_is_amended_and_is_no_hindrance_to_withdraw(store: MemoryStore) -> None:
    with store.transaction() as tx:
        register_title(tx, NOW, OFFICER, STAFF, a_plan(), "ldtt", reason="đã xem xét")
    staff = Chat(store, STAFF.id)
    staff.say("/cuatoi")
    staff.press("Sửa ĐK-2024-001")
    staff.press("Sửa chỉ tiêu")
    staff.press("Hoàn thành tốt")
    assert "lý do đã xem xét" in staff.press("Tiếp tục")
    staff.press("Ghi đăng ký")
    record = the_registration(store)
    assert (record.by, record.despite, record.late) == (STAFF.id, "đã xem xét", "")
    staff.say("/cuatoi")
    staff.press("Rút")
    staff.press("Xác nhận rút")
    assert the_registration(store).answer is Answer.WITHDRAWN
    staff.say("đăng ký lao động tiên tiến")
    assert "Ghi đăng ký" not in staff.labels, "once withdrawn, it is over"


@pytest.mark.usefixtures("strict")
def test_the_verb_itself_refuses_what_is_forbidden(store: MemoryStore) -> None:
    outcome = do(store, register_title, STAFF, STAFF, a_plan(), "ldtt")
    assert not isinstance(outcome, Registration)
    with store.transaction() as tx:
        taken = register_title(tx, NOW, STAFF, STAFF, a_plan(), "ldtt", reason="vì muốn thế")
        assert not isinstance(taken, Registration), "a reason is the office's to give"
        assert isinstance(register_title(tx, NOW, OFFICER, STAFF, a_plan(), "ldtt", reason="đã xem xét"), Registration)
