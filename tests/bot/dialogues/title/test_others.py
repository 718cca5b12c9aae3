"""Sentences about others: what they ask for is never answered for the one who says it."""

import pytest

from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, OFFICER, STAFF, a_person


@pytest.mark.parametrize(
    "said",
    [
        "đăng ký CSTĐCS cho chị Lan",
        "đăng ký cstđcs cho Lan",
        "dang ky cstdcs cho chi lan",
        "em đăng ký CSTĐCS thay mặt Thị Lan ạ",
        "register CSTĐCS for Ms Lan",
    ],
)
def test_a_given_name_behind_for_is_the_person_it_is_for(said: str) -> None:
    assert "Đăng ký của: Phạm Thị Lan" in Chat(a_store(), HEAD.id).say(said)


@pytest.mark.parametrize("said", ["đăng ký LĐTT cho chị Hoa", "đăng ký LĐTT cho Trần Thị Hoa", "đăng ký thay anh Tuấn"])
def test_whoever_may_not_answer_for_somebody_is_told_who_may(said: str) -> None:
    chat = Chat(a_store(), STAFF.id)
    assert "do trưởng đơn vị của người đó hoặc Văn phòng" in chat.say(said)
    assert "Phạm Thị Lan" not in chat.seen
    assert chat.labels == ["Đăng ký ngay"]


@pytest.mark.parametrize(
    "said",
    [
        "cho chị đăng ký LĐTT",
        "cho tôi đăng ký lao động tiên tiến",
        "dang ky ldtt cho hung nam 2024",
        "Lan đăng ký LĐTT",
    ],
)
def test_words_like_names_are_no_others(said: str) -> None:
    assert "Đăng ký của: Phạm Thị Lan" in Chat(a_store(), STAFF.id).say(said)


def test_several_of_a_name_are_asked_about() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(a_person("lan2", "Đỗ Ngọc Lan"))
    chat = Chat(store, OFFICER.id)
    chat.say("đăng ký LĐTT cho chị Lan")
    assert [label.partition(" (")[0] for label in chat.labels[:2]] == ["Phạm Thị Lan", "Đỗ Ngọc Lan"]
    assert "Đăng ký của: Đỗ Ngọc Lan" in chat.press("Đỗ Ngọc Lan")


def test_of_two_that_are_named_neither_is_passed_over() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(a_person("nam", "Đỗ Ngọc Nam"))
    chat = Chat(store, HEAD.id)
    assert "Đăng ký của" not in chat.say("đăng ký LĐTT cho chị Lan và anh Nam")
    assert [label.partition(" (")[0] for label in chat.labels[:2]] == ["Phạm Thị Lan", "Đỗ Ngọc Nam"]


def test_a_whole_department_is_registered_person_by_person() -> None:
    said = Chat(a_store(), HEAD.id).say("đăng ký LĐTT cho cả phòng")
    assert "Đăng ký được ghi cho từng người" in said
    assert "Đăng ký của" not in said


def test_a_collective_of_another_head_is_not_taken_for_ones_own() -> None:
    said = Chat(a_store(), HEAD.id).say("đăng ký cờ thi đua cho Văn phòng")
    assert "do trưởng đơn vị đăng ký" in said


@pytest.mark.parametrize(
    ("said", "then"), [("chị Lan không đăng ký", "không đăng ký danh hiệu"), ("rút đăng ký của chị Lan", "chưa")]
)
def test_who_speaks_of_anothers_answer_is_led_to_that_one(said: str, then: str) -> None:
    chat = Chat(a_store(), HEAD.id)
    assert "chưa thay đổi gì" in chat.say(said)
    assert chat.labels == ["Phạm Thị Lan"]
    assert "Phạm Thị Lan" in chat.press("Phạm Thị Lan")
    assert then in chat.seen


def test_one_of_the_staff_declines_for_nobody_else() -> None:
    chat = Chat(a_store(), STAFF.id)
    assert "do trưởng đơn vị của người đó hoặc Văn phòng" in chat.say("chị Hoa không đăng ký")
    assert chat.labels == []


def test_a_title_and_a_commendation_of_one_sentence_are_both_taken() -> None:
    said = Chat(a_store(), STAFF.id).say("em đăng ký LĐTT với giấy khen của giám đốc ạ")
    assert "Danh hiệu thi đua: Lao động tiên tiến" in said
    assert "Hình thức khen thưởng: Giấy khen" in said


def test_who_answered_themselves_meanwhile_is_not_put_before_the_head_to_overwrite() -> None:
    store = a_store()
    head, lan = Chat(store, HEAD.id), Chat(store, STAFF.id)
    head.say("đăng ký LĐTT cho chị Lan")
    lan.say("đăng ký CSTĐCS")
    lan.press("Ghi đăng ký")
    assert "Phạm Thị Lan đã tự trả lời" in head.press("Ghi đăng ký")
    assert "Ghi đăng ký" not in head.labels
