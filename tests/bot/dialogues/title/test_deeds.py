"""Registering for a title: from the first question to the receipt, and every way back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plans.model.answers import Answer, Registration
from plans.model.plan import TaskProgress
from plans.model.reaching import Dialogue
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, INDUSTRY, LEADER, NOW, OFFICE, STAFF, UNREGISTERED_RULE

AFTER = datetime(2024, 2, 29, 17, 0, tzinfo=UTC)  # the first instant of 01/03/2024 in Viet Nam


LATER = "Sẽ đăng ký sáng kiến sau"


def a_chat(person: str = STAFF.id) -> Chat:
    return Chat(a_store(), person)


def registered(chat: Chat, *labels: str) -> str:
    """Register by pressing these buttons one after the other, with no targets; what is seen last."""
    chat.say("đăng ký thi đua")
    for label in (*labels, "Bỏ qua"):
        chat.press(label)
    if LATER in chat.labels:
        chat.press(LATER)
    return chat.press("Ghi đăng ký")


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
    said = registered(chat, "Chiến sĩ thi đua cơ sở", "Giấy khen", "Tiếp tục")
    record = the_registration(chat.store)
    assert (record.title, record.commendations) == ("cstdcs", ("giay_khen",))
    assert record.number in said
    assert "08:00 20/02/2024" in said
    assert "đến hết ngày 29/02/2024" in said
    assert chat.replies[0].replaces, "one message, edited in place"


def test_a_commendation_alone_can_be_registered() -> None:
    chat = a_chat()
    registered(chat, "Chỉ đăng ký hình thức khen thưởng", "Bằng khen của Bộ trưởng", "Tiếp tục")
    assert (the_registration(chat.store).title, the_registration(chat.store).commendations) == (None, ("bang_khen_bo",))


def test_nothing_is_recorded_before_the_confirmation() -> None:
    chat = a_chat()
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    chat.press("Không đề nghị khen thưởng")
    assert chat.store.all(Registration) == ()
    assert "chưa ghi nhận gì" in chat.press("Thôi")
    assert chat.store.all(Registration) == ()
    assert chat.store.get(Dialogue, STAFF.id) is None or chat.store.get(Dialogue, STAFF.id).step == ""  # type: ignore[union-attr]


def test_back_leads_through_every_step_to_the_first() -> None:
    chat = a_chat(HEAD.id)
    chat.say("đăng ký thi đua")
    chat.press("Cho bản thân")
    chat.press("Lao động tiên tiến")
    chat.press("Không đề nghị khen thưởng")
    chat.press("Bỏ qua")
    assert "cam kết phấn đấu" in chat.press("‹ Quay lại")
    assert "là mục riêng" in chat.press("‹ Quay lại")
    assert "chọn danh hiệu" in chat.press("‹ Quay lại")
    assert "đăng ký cho ai" in chat.press("‹ Quay lại")
    assert "‹ Quay lại" not in chat.labels


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
    registered(chat, "Cho tập thể", "Tập thể Lao động xuất sắc", "Không đề nghị khen thưởng")
    record = the_registration(chat.store)
    assert (record.subject, record.collective, record.title) == (INDUSTRY.id, True, "tt_ldxs")


def test_a_collective_title_is_refused_to_who_heads_nothing() -> None:
    chat = a_chat()
    for said in ("đăng ký tập thể lao động xuất sắc", "đăng ký cờ thi đua", "đăng ký giấy khen cho tập thể phòng"):
        assert "do trưởng đơn vị đăng ký" in chat.say(said)
        assert chat.labels == ["Cho bản thân"]
    assert chat.store.all(Registration) == ()
    assert "chọn danh hiệu" in chat.press("Cho bản thân")


def test_registering_again_shows_what_stands_and_amending_keeps_the_number() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Không đề nghị khen thưởng")
    number = the_registration(chat.store).number
    assert number in chat.say("đăng ký thi đua")
    for label in ("Sửa", "Sửa danh hiệu", "Chiến sĩ thi đua cơ sở", LATER):
        chat.press(label)
    assert f"thay cho đăng ký số {number}" in chat.seen
    assert "Đã sửa" in chat.press("Ghi đăng ký")
    record = the_registration(chat.store)
    assert (record.number, record.title, len(record.history)) == (number, "cstdcs", 1)


def test_withdrawing_asks_first_and_the_person_may_register_again() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Không đề nghị khen thưởng")
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
    registered(Chat(store, STAFF.id), "Lao động tiên tiến", "Không đề nghị khen thưởng")
    assert len(store.all(Registration)) == 1


def test_it_can_be_done_in_english_with_numbers_only() -> None:
    chat = a_chat(LEADER.id)
    chat.say("/language en")
    chat.say("/register")
    assert "Commendations are a separate answer" in chat.say("1")
    chat.say("1")
    assert "Chosen: Certificate" in chat.say("3")
    assert "Continue" in chat.labels
    assert "targets" in chat.say(str(chat.labels.index("Continue") + 1))
    chat.say("1")
    assert "Chosen: Fulfil all duties well" in chat.say("2"), "one of two alternatives"
    assert "Targets: Fulfil all duties well" in chat.say(str(chat.labels.index("Continue") + 1))
    assert "Recorded" in chat.say("1")
    record = the_registration(chat.store)
    assert (record.commendations, record.at) == (("giay_khen", "bang_khen_bo"), NOW)
    assert record.commitments == ("Hoàn thành tốt nhiệm vụ",), "kept in the language of the lists"


def test_after_the_deadline_a_head_is_refused_at_once_and_no_button_offers_to_register() -> None:
    chat = a_chat(HEAD.id)
    chat.now = AFTER
    assert UNREGISTERED_RULE in chat.say("đăng ký thi đua")
    chat.say("/chuadangky")
    assert "Đăng ký ngay" not in chat.labels


def test_a_receipt_and_an_answer_stay_when_their_buttons_open_something_else() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Không đề nghị khen thưởng")
    chat.press("Xem đăng ký")
    assert not chat.replies[0].replaces
    chat.press("Sửa ĐK-2024-001")
    assert not chat.replies[0].replaces
    chat.press("Sửa danh hiệu")
    assert chat.replies[0].replaces
    chat.say("tháng này có gì đến hạn")
    chat.press("Tiếp tục")
    assert not chat.replies[0].replaces


def test_several_commendations_are_chosen_and_taken_back_in_one_message() -> None:
    chat = a_chat()
    chat.say("đăng ký thi đua")
    chat.press("Chiến sĩ thi đua cơ sở")
    assert "Tiếp tục" not in chat.labels
    chat.press("Giấy khen")
    said = chat.press("Bằng khen của Chủ tịch")
    assert "Đã chọn: Giấy khen của Giám đốc Sở, Bằng khen của Chủ tịch UBND tỉnh." in said
    assert chat.labels[:2] == ["Đã chọn: Giấy khen của Giám đốc Sở", "Đã chọn: Bằng khen của Chủ tịch UBND tỉnh"]
    chat.press("Bằng khen của Bộ trưởng")
    chat.press("Đã chọn: Giấy khen")
    assert chat.labels[0] == "Giấy khen của Giám đốc Sở"
    assert chat.replies[0].replaces
    assert chat.store.all(Registration) == ()
    chat.press("Tiếp tục")
    chat.press("Bỏ qua")
    chat.press(LATER)
    both = "Bằng khen của Chủ tịch UBND tỉnh, Bằng khen của Bộ trưởng"
    assert f"Hình thức khen thưởng: {both}" in chat.seen
    assert both in chat.press("Ghi đăng ký")
    assert both in chat.press("Xem đăng ký")
    assert the_registration(chat.store).commendations == ("bang_khen_tinh", "bang_khen_bo")


def test_commendations_are_typed_by_name_one_or_several_at_a_time() -> None:
    chat = a_chat()
    chat.say("đăng ký thi đua")
    chat.say("LĐTT")
    chat.say("giay khen")
    chat.say("bằng khen tỉnh và bằng khen bộ")
    assert [label.startswith("Đã chọn: ") for label in chat.labels[:3]] == [True, True, True]
    assert chat.say("da chon giay khen cua giam doc so").count("Giấy khen") == 0
    chat.say("tiep tuc")
    chat.say("bo qua")
    chat.press("Ghi đăng ký")
    assert the_registration(chat.store).commendations == ("bang_khen_tinh", "bang_khen_bo")


def test_a_double_tap_on_a_commendation_chooses_it_once() -> None:
    chat = a_chat()
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    tap = chat.button("Giấy khen").action
    chat.send(action=tap)
    chat.send(action=tap)
    assert chat.labels[0] == "Đã chọn: Giấy khen của Giám đốc Sở"
    back = chat.button("Đã chọn: Giấy khen").action
    chat.send(action=back)
    chat.send(action=back)
    assert chat.labels[0] == "Giấy khen của Giám đốc Sở"


def test_no_commendation_takes_back_what_was_chosen() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Giấy khen", "Không đề nghị khen thưởng")
    assert the_registration(chat.store).commendations == ()


@pytest.mark.parametrize("deed", ["go_on", "no_commendation", "com:cstdcs", "com:-", "com"])
def test_only_a_commendation_that_is_offered_is_taken_and_nothing_at_all_is_no_registration(deed: str) -> None:
    chat = a_chat()
    chat.say("đăng ký thi đua")
    chat.press("Chỉ đăng ký hình thức khen thưởng")
    run = chat.button("Giấy khen").action.split(":")[1]
    chat.send(action=f"title:{run}:{deed}")
    assert "bước đã qua" in chat.seen


def test_amending_begins_with_what_is_registered() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Giấy khen", "Bằng khen của Bộ", "Tiếp tục")
    chat.say("đăng ký thi đua")
    chat.press("Sửa")
    chat.press("Sửa danh hiệu")
    assert chat.labels[0] == "Đã chọn: Lao động tiên tiến"
    chat.press("Đã chọn: Lao động tiên tiến")
    chat.press("Sửa khen thưởng")
    assert [label.startswith("Đã chọn: ") for label in chat.labels[:3]] == [True, False, True]
    chat.press("Bằng khen của Chủ tịch")
    chat.press("Tiếp tục")
    assert "Đã sửa" in chat.press("Ghi đăng ký")
    record = the_registration(chat.store)
    assert (record.title, record.commendations) == ("ldtt", ("giay_khen", "bang_khen_tinh", "bang_khen_bo"))


def test_a_commendation_named_later_joins_those_that_are_registered() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Giấy khen", "Tiếp tục")
    assert "Giấy khen của Giám đốc Sở, Bằng khen của Bộ trưởng" in chat.say("đăng ký bằng khen bộ")
    chat.press("Ghi đăng ký")
    assert the_registration(chat.store).commendations == ("giay_khen", "bang_khen_bo")


def test_a_title_and_its_commendations_are_named_in_one_sentence() -> None:
    chat = a_chat()
    chat.say("đăng ký CSTĐCS và giấy khen")
    chat.press("Ghi đăng ký")
    record = the_registration(chat.store)
    assert (record.title, record.commendations) == ("cstdcs", ("giay_khen",))


def test_the_same_registration_again_stays_as_it_was_recorded() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Giấy khen", "Tiếp tục")
    before = the_registration(chat.store)
    chat.now = NOW + timedelta(hours=3)
    assert "không có gì thay đổi" in chat.say("đăng ký lao động tiên tiến")
    said = chat.press("Ghi đăng ký")
    assert f"số {before.number} (cá nhân) giữ nguyên như đã ghi lúc 08:00 20/02/2024" in said
    assert the_registration(chat.store) == before


def test_registering_after_a_withdrawal_is_no_amendment() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Không đề nghị khen thưởng")
    chat.say("đăng ký thi đua")
    chat.press("Rút")
    chat.press("Xác nhận rút")
    assert "Đã ghi đăng ký số" in registered(chat, "Lao động tiên tiến", "Không đề nghị khen thưởng")


@pytest.mark.parametrize(
    ("hanoi", "promised"),
    [
        (datetime(2024, 2, 27, 9, tzinfo=UTC), True),
        (datetime(2024, 2, 28, 0, 30, tzinfo=UTC), True),
        (datetime(2024, 2, 28, 1, tzinfo=UTC), False),
        (datetime(2024, 2, 29, 3, tzinfo=UTC), False),
    ],
)
def test_a_withdrawal_promises_reminders_only_while_one_is_left(hanoi: datetime, promised: bool) -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Không đề nghị khen thưởng")
    chat.now = hanoi
    chat.say("đăng ký thi đua")
    said = chat.press("Rút")
    assert ("Đôn Đốc sẽ nhắc lại" in said) is promised
    assert ("đăng ký lại đến hết ngày 29/02/2024" in said) is not promised


def test_the_withdrawal_of_a_units_registration_promises_no_reminder() -> None:
    chat = a_chat(HEAD.id)
    registered(chat, "Cho tập thể", "Tập thể Lao động xuất sắc", "Không đề nghị khen thưởng")
    chat.say("đăng ký cờ thi đua")
    assert "nhắc" not in chat.press("Rút")


def test_asking_for_an_innovation_says_that_the_title_is_set_aside_and_the_other_way_round() -> None:
    chat = a_chat()
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    said = chat.say("đăng ký sáng kiến")
    assert "Việc đăng ký danh hiệu đang dở đã dừng, chưa ghi nhận gì." in said
    assert "gõ tên sáng kiến" in said
    assert "Việc đăng ký sáng kiến đang dở đã dừng" in chat.say("/dangky")
    assert "đã dừng" not in chat.say("đăng ký chiến sĩ thi đua cơ sở"), "the same dialogue begins anew"


def test_a_registration_that_only_shows_what_stands_is_not_missed() -> None:
    chat = a_chat()
    registered(chat, "Lao động tiên tiến", "Không đề nghị khen thưởng")
    chat.say("đăng ký thi đua")
    assert "đã dừng" not in chat.say("đăng ký sáng kiến")


def test_a_refused_registration_leaves_the_other_one_open() -> None:
    chat = a_chat()
    chat.now = AFTER
    chat.say("đăng ký sáng kiến")
    said = chat.say("/dangky")
    assert UNREGISTERED_RULE in said
    assert "Việc đăng ký sáng kiến vẫn đang dở" in said
    assert "Tiếp tục" in chat.labels


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("đăng ký bằng khen", "là hình thức khen thưởng, một mục riêng"),
        ("dang ky bang khen", "là hình thức khen thưởng, một mục riêng"),
        ("tôi muốn đăng ký huân chương lao động", "nằm sau nút “Khác…”"),
        ("đăng ký bằng khen của Thủ tướng", "đã chọn: Bằng khen của Thủ tướng"),
        ("đăng ký danh hiệu anh hùng lao động", "đã chọn: Anh hùng Lao động"),
    ],
)
def test_a_name_that_is_no_usual_title_is_explained_or_kept(said: str, told: str) -> None:
    chat = a_chat()
    assert told in chat.say(said)
    assert "chọn danh hiệu thi đua" in chat.seen


def test_a_head_who_asks_for_a_flag_is_asked_which_for_the_unit() -> None:
    chat = a_chat(HEAD.id)
    assert f"Đăng ký cho: tập thể {INDUSTRY.name}" in chat.say("đăng ký cờ thi đua")
    assert "Cờ thi đua của Bộ" in chat.labels


@pytest.mark.parametrize("said", ["/dangky", "đăng ký giấy khen", "đăng ký cờ thi đua"])
def test_every_way_to_register_says_after_the_deadline_that_it_is_closed(said: str) -> None:
    chat = a_chat()
    chat.now = AFTER
    assert UNREGISTERED_RULE in chat.say(said)
    assert UNREGISTERED_RULE in chat.say("/cuatoi")
    assert chat.labels == ["Đăng ký, rút sáng kiến"]
    chat.send(action="title:begin")
    assert UNREGISTERED_RULE in chat.seen
    assert chat.store.all(Registration) == ()


def test_the_first_page_fits_a_phone() -> None:
    """Two bubbles of a phone, buttons aside: what else is to be said stands in the summary."""
    chat = a_chat()
    said = chat.say("đăng ký thi đua")
    assert len(said) < 600
    assert said.count("Chiến sĩ thi đua cấp tỉnh") == 1
    summary = (
        chat.press("Chiến sĩ thi đua cấp tỉnh")
        and chat.press("Không đề nghị")
        and chat.press("Bỏ qua")
        and chat.press(LATER)
    )
    assert summary.count("căn cứ") > 1


@pytest.mark.parametrize("said", ["không đăng ký nữa", "rút đăng ký", "cảm ơn", "để sau đăng ký"])
def test_what_is_no_target_is_not_taken_for_one(said: str) -> None:
    chat = a_chat()
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    chat.press("Không đề nghị")
    chat.say(said)
    assert "Đã chọn" not in chat.seen
    chat.press("Tiếp tục")
    assert "cam kết phấn đấu" in chat.seen
    assert "Đã chọn" not in chat.seen


@pytest.mark.parametrize("said", ["tôi không đề nghị khen thưởng", "bỏ qua", "không"])
def test_no_commendation_can_be_said(said: str) -> None:
    chat = a_chat()
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    assert "cam kết phấn đấu" in chat.say(said)


def test_later_is_no_beginning() -> None:
    chat = a_chat()
    assert "sẽ nhắc" in chat.say("tôi sẽ đăng ký sau")
    assert chat.store.get(Dialogue, STAFF.id) is None or not chat.store.get(Dialogue, STAFF.id).step  # type: ignore[union-attr]


@pytest.mark.parametrize("said", ["có ạ", "dạ vâng ạ", "Đồng ý nhé", "được rồi", "đúng rồi ạ"])
def test_a_polite_yes_is_a_yes(said: str) -> None:
    chat = a_chat()
    chat.say("đăng ký lao động tiên tiến")
    assert "Đã ghi" in chat.say(said)


def test_the_head_of_two_departments_is_asked_which() -> None:
    chat = a_chat(HEAD.id)
    with chat.store.transaction() as tx:
        tx.put(replace(OFFICE, head=HEAD.id))
    assert "cho tập thể nào" in chat.say("đăng ký tập thể lao động xuất sắc")
    assert "Đăng ký của: tập thể Văn phòng" in chat.press("Văn phòng")


def test_the_receipt_of_somebody_in_no_unit_names_none() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.put(replace(STAFF, unit=""))
    chat.say("đăng ký lao động tiên tiến")
    assert "Tiếp theo: Văn phòng tiếp nhận" in chat.press("Ghi đăng ký")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("LĐTT", "Danh hiệu thi đua: Lao động tiên tiến"),
        ("chiến sĩ thi đua cơ sở", "Danh hiệu thi đua: Chiến sĩ thi đua cơ sở"),
        ("tôi đổi sang CSTĐCS", "Danh hiệu thi đua: Chiến sĩ thi đua cơ sở"),
        ("đăng ký như năm ngoái", "chọn danh hiệu thi đua cao nhất"),
    ],
)
def test_a_title_is_asked_for_without_a_verb(said: str, shown: str) -> None:
    assert shown in a_chat().say(said)


@pytest.mark.parametrize("said", ["thi đua", "cơ sở", "tiên tiến", "Họp Hội đồng thi đua Sở"])
def test_part_of_a_titles_name_asks_for_none(said: str) -> None:
    assert "Đăng ký của" not in a_chat().say(said)


def test_another_title_can_be_said_at_any_step_and_the_rest_is_kept() -> None:
    chat = a_chat()
    chat.say("đăng ký CSTĐCS với giấy khen")
    said = chat.say("thôi tôi đổi sang lao động tiên tiến")
    assert "Danh hiệu thi đua: Lao động tiên tiến" in said
    assert "Hình thức khen thưởng: Giấy khen" in said
