"""Registering for a title: from the first question to the receipt, and every way back."""

from datetime import UTC, datetime, timedelta

import pytest

from plans.model import Answer, Dialogue, Registration, TaskProgress
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, INDUSTRY, LEADER, NOW, STAFF, UNREGISTERED_RULE

AFTER = datetime(2024, 2, 29, 17, 0, tzinfo=UTC)  # the first instant of 01/03/2024 in Viet Nam


def a_chat(person: str = STAFF.id) -> Chat:
    return Chat(a_store(), person)


def registered(chat: Chat, *labels: str) -> str:
    """Register by pressing these buttons one after the other; what is seen last."""
    chat.say("đăng ký thi đua")
    return [chat.press(label) for label in (*labels, "Ghi đăng ký")][-1]


def the_registration(store: MemoryStore) -> Registration:
    (found,) = store.all(Registration)
    return found


def test_titles_are_offered_from_low_to_high_and_without_the_collective_ones() -> None:
    chat = a_chat()
    chat.say("tôi muốn đăng ký thi đua")
    assert chat.labels[:2] == ["Lao động tiên tiến", "Chiến sĩ thi đua cơ sở"]
    assert chat.labels[4] == "Chiến sĩ thi đua toàn quốc"
    assert not any(label.startswith(("Tập thể", "Cờ", "Bằng khen", "Giấy khen")) for label in chat.labels)


def test_a_title_and_a_commendation_are_two_answers() -> None:
    chat = a_chat()
    said = registered(chat, "Chiến sĩ thi đua cơ sở", "Giấy khen")
    record = the_registration(chat.store)
    assert (record.title, record.commendations) == ("cstdcs", ("giay_khen",))
    assert record.number in said
    assert "08:00 20/02/2024" in said
    assert "đến hết ngày 29/02/2024" in said
    assert chat.replies[0].replaces, "one message, edited in place"


def test_a_commendation_alone_can_be_registered() -> None:
    chat = a_chat()
    registered(chat, "Chỉ đăng ký hình thức khen thưởng", "Bằng khen của Bộ trưởng")
    assert (the_registration(chat.store).title, the_registration(chat.store).commendations) == (None, ("bang_khen_bo",))


def test_nothing_is_recorded_before_the_confirmation() -> None:
    chat = a_chat()
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    chat.press("Không đăng ký thêm")
    assert chat.store.all(Registration) == ()
    assert "chưa ghi nhận gì" in chat.press("Thôi")
    assert chat.store.all(Registration) == ()
    assert chat.store.get(Dialogue, STAFF.id) is None or chat.store.get(Dialogue, STAFF.id).step == ""  # type: ignore[union-attr]


def test_back_leads_through_every_step_to_the_first() -> None:
    chat = a_chat(HEAD.id)
    chat.say("đăng ký thi đua")
    chat.press("Cho cá nhân")
    chat.press("Lao động tiên tiến")
    chat.press("Không đăng ký thêm")
    assert "là mục riêng" in chat.press("‹ Quay lại")
    assert "chọn danh hiệu" in chat.press("‹ Quay lại")
    assert "cá nhân hay cho tập thể" in chat.press("‹ Quay lại")


def test_a_title_named_in_the_sentence_goes_straight_to_the_confirmation() -> None:
    chat = a_chat()
    said = chat.say("em đăng ký chiến sĩ thi đua cơ sở")
    assert "Danh hiệu thi đua: Chiến sĩ thi đua cơ sở" in said
    chat.press("Ghi đăng ký")
    assert the_registration(chat.store).title == "cstdcs"


def test_a_commendation_named_in_the_sentence_is_kept_while_the_title_is_chosen() -> None:
    chat = a_chat()
    assert "Bằng khen của Bộ trưởng" in chat.say("đăng ký bằng khen của Bộ trưởng")
    chat.press("Lao động tiên tiến")
    chat.press("Ghi đăng ký")
    record = the_registration(chat.store)
    assert (record.title, record.commendations) == ("ldtt", ("bang_khen_bo",))


def test_a_head_registers_the_department_as_a_collective() -> None:
    chat = a_chat(HEAD.id)
    registered(chat, "Cho tập thể", "Tập thể Lao động xuất sắc", "Không đăng ký thêm")
    record = the_registration(chat.store)
    assert (record.subject, record.collective, record.title) == (INDUSTRY.id, True, "tt_ldxs")


def test_a_collective_title_is_refused_to_who_heads_nothing() -> None:
    chat = a_chat()
    chat.say("đăng ký tập thể lao động xuất sắc")
    assert chat.store.all(Registration) == ()
    assert chat.seen.strip()


def test_registering_again_shows_what_stands_and_amending_keeps_the_number() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Không đăng ký thêm")
    number = the_registration(chat.store).number
    assert number in chat.say("đăng ký thi đua")
    for label in ("Sửa", "Chiến sĩ thi đua cơ sở", "Không đăng ký thêm"):
        chat.press(label)
    assert f"thay cho đăng ký số {number}" in chat.seen
    assert "Đã sửa" in chat.press("Ghi đăng ký")
    record = the_registration(chat.store)
    assert (record.number, record.title, len(record.history)) == (number, "cstdcs", 1)


def test_withdrawing_asks_first_and_the_person_may_register_again() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Không đăng ký thêm")
    chat.say("đăng ký thi đua")
    chat.press("Rút")
    assert the_registration(chat.store).answer is Answer.REGISTERED
    assert "Đã rút" in chat.press("Xác nhận rút")
    assert the_registration(chat.store).answer is Answer.WITHDRAWN
    assert "chọn danh hiệu" in chat.press("Đăng ký ngay")


def test_declining_quotes_the_rule_and_is_confirmed() -> None:
    chat = a_chat()
    chat.say("đăng ký thi đua")
    assert UNREGISTERED_RULE in chat.press("Năm nay không đăng ký")
    assert chat.store.all(Registration) == ()
    chat.press("Xác nhận không đăng ký")
    assert the_registration(chat.store).answer is Answer.DECLINED


def test_a_refusal_in_words_never_acts_but_offers_to_record_it() -> None:
    chat = a_chat()
    chat.say("tôi không đăng ký")
    assert chat.store.all(Registration) == ()
    assert chat.labels == ["Năm nay không đăng ký", "Xem đăng ký"]
    assert UNREGISTERED_RULE in chat.press("Năm nay không đăng ký")


def test_after_the_deadline_it_is_refused_with_the_rule() -> None:
    chat = a_chat()
    chat.now = AFTER
    assert UNREGISTERED_RULE in chat.say("đăng ký lao động tiên tiến")
    assert chat.store.all(Registration) == ()


def test_a_dialogue_begun_in_time_is_refused_when_confirmed_too_late() -> None:
    chat = a_chat()
    chat.now = AFTER - timedelta(minutes=5)
    chat.say("đăng ký lao động tiên tiến")
    chat.now = AFTER
    assert UNREGISTERED_RULE in chat.press("Ghi đăng ký")
    assert chat.store.all(Registration) == ()


def test_a_button_of_an_earlier_run_never_confirms_a_later_one() -> None:
    chat = a_chat()
    chat.say("đăng ký lao động tiên tiến")
    old = chat.button("Ghi đăng ký").action
    chat.say("đăng ký chiến sĩ thi đua cơ sở")
    chat.send(action=old)
    assert chat.store.all(Registration) == ()
    assert "bước đã qua" in chat.seen
    assert {"Tiếp tục", "Bắt đầu lại"} <= set(chat.labels)


@pytest.mark.parametrize("word", ["giay_khen", "tt_ldxs", "vua_mot_coi", "", "-"])
def test_a_title_that_was_not_offered_is_not_taken(word: str) -> None:
    chat = a_chat()
    chat.say("đăng ký thi đua")
    run = chat.button("Lao động tiên tiến").action.split(":")[1]
    chat.send(action=f"title:{run}:pick:{word}")
    assert "bước đã qua" in chat.seen


def test_the_office_marking_its_part_done_does_not_close_the_registration() -> None:
    store = a_store()
    office = Chat(store, "van")
    office.say("kế hoạch thi đua đã ban hành xong, đánh dấu giúp")
    office.press("Đã hoàn thành")
    assert len(store.all(TaskProgress)) == 1
    assert "ai chưa đăng ký danh hiệu vẫn được nhắc" in office.seen
    registered(Chat(store, STAFF.id), "Lao động tiên tiến", "Không đăng ký thêm")
    assert len(store.all(Registration)) == 1


def test_it_can_be_done_in_english_with_numbers_only() -> None:
    chat = a_chat(LEADER.id)
    chat.say("/language en")
    chat.say("/register")
    assert "Commendation" in chat.say("1") or "commendation" in chat.seen
    chat.say("1")
    assert "Recorded" in chat.say("1")
    assert the_registration(chat.store).at == NOW


def test_after_the_deadline_a_head_is_refused_at_once_and_no_button_offers_to_register() -> None:
    chat = a_chat(HEAD.id)
    chat.now = AFTER
    assert UNREGISTERED_RULE in chat.say("đăng ký thi đua")
    chat.say("/chuadangky")
    assert "Đăng ký ngay" not in chat.labels


def test_a_receipt_and_an_answer_stay_when_their_buttons_open_something_else() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Không đăng ký thêm")
    chat.press("Xem đăng ký")
    assert not chat.replies[0].replaces
    chat.press("Đăng ký, sửa, rút danh hiệu")
    assert not chat.replies[0].replaces
    chat.press("Sửa")
    assert chat.replies[0].replaces
    chat.say("tháng này có gì đến hạn")
    chat.press("Tiếp tục")
    assert not chat.replies[0].replaces
