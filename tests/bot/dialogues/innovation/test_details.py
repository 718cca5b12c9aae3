"""Everything that is said of an innovation: answered, left for later, gone back over, corrected, handed in."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from plans.innovation.registering import withdraw_innovation
from plans.model.answers import Innovation, InnovationKind, InnovationState
from tests.bot.chatting import Chat
from tests.bot.dialogues.innovation.conftest import NAME
from tests.builders import NOW, STAFF, do

Idea = Callable[[], Innovation]


def answer_everything(chat: Chat) -> None:
    """A walk from the first question to the last."""
    chat.press("Bổ sung phần còn thiếu")
    chat.say("Cải cách hành chính")
    chat.press("Giải pháp quản lý")
    chat.say("Trước đây nhận giấy, nay nhận trên mạng.")
    chat.say("Giảm 2 ngày xử lý mỗi hồ sơ.")
    chat.say("Ba bước:\n1. Quét\n2. Đối chiếu\n3. Cấp phép")
    chat.say("Máy quét, mạng")
    chat.say("15/01/2024")
    chat.press("Một mình (100 %)")
    chat.press("Bổ sung thêm")
    chat.press("Bổ sung sau")
    chat.press("Chiến sĩ thi đua cơ sở")


def test_a_walk_asks_for_everything_once_and_it_can_be_handed_in(chat: Chat, idea: Idea) -> None:
    answer_everything(chat)
    now = idea()
    assert (now.field, now.kind) == ("Cải cách hành chính", InnovationKind.MANAGEMENT)
    assert now.content == "Ba bước:\n1. Quét\n2. Đối chiếu\n3. Cấp phép"
    assert (now.conditions, now.first_applied, now.award) == ("Máy quét, mạng", date(2024, 1, 15), "cstdcs")
    assert [(author.person, author.percent) for author in now.authors] == [(STAFF.id, 100)]
    assert "Đã đủ nội dung" in chat.seen
    assert "Đã nộp" in chat.press("Nộp sáng kiến")
    assert idea().state is InnovationState.SUBMITTED
    assert "Lĩnh vực" not in chat.labels


def test_what_is_missing_is_named_and_keeps_it_from_being_handed_in(chat: Chat) -> None:
    assert "Chưa có tính mới" in chat.seen
    assert "Nộp sáng kiến" not in chat.labels


def test_a_question_is_answered_and_not_kept_as_words_about_the_innovation(chat: Chat, idea: Idea) -> None:
    chat.press("Bổ sung phần còn thiếu")
    assert "Việc đến hạn" in chat.say("năm nay có gì đến hạn")
    assert idea().field == ""
    chat.say("Điện")
    assert idea().field == "Điện"


def test_a_question_is_left_for_later_and_gone_back_to(chat: Chat, idea: Idea) -> None:
    chat.press("Bổ sung phần còn thiếu")
    assert "loại giải pháp" in chat.press("Bổ sung sau")
    assert "Lĩnh vực" in chat.press("Quay lại")
    chat.say("Điện")
    assert "loại giải pháp" in chat.seen
    chat.press("Xem sáng kiến")
    assert idea().field == "Điện"
    assert "Lĩnh vực: Điện" in chat.seen


def test_one_answer_is_corrected_or_taken_back_by_itself(chat: Chat, idea: Idea) -> None:
    chat.press("Lĩnh vực")
    chat.say("Điên")
    chat.press("Lĩnh vực")
    assert "Đang ghi: Điên" in chat.seen
    assert "Lĩnh vực: Điện" in chat.say("Điện")
    chat.press("Lĩnh vực")
    chat.press("Xóa câu trả lời này")
    assert idea().field == ""


def test_half_of_it_survives_a_restart_and_goes_on_elsewhere(chat: Chat, idea: Idea) -> None:
    chat.press("Bổ sung phần còn thiếu")
    chat.say("Điện")
    telegram = Chat(chat.store, STAFF.id, channel="telegram", now=NOW + timedelta(hours=2))
    telegram.say("1")
    assert idea().kind is InnovationKind.TECHNICAL
    assert "Tính mới" in telegram.seen


def test_every_answer_can_be_given_by_number(chat: Chat, idea: Idea) -> None:
    chat.say("1")
    chat.say("Điện")
    chat.say("3")
    assert idea().kind is InnovationKind.PROFESSIONAL


def test_a_long_answer_is_taken_and_a_question_in_its_place_is_answered(chat: Chat, idea: Idea) -> None:
    chat.press("Tính mới")
    long = " ".join(["Quy trình cũ mất nhiều công."] * 70)
    chat.say(long)
    assert idea().novelty == long
    chat.press("Hiệu quả")
    assert "tháng 2/2024" in chat.say("tháng này có gì đến hạn?")
    assert idea().effect == ""
    assert "dài 3600 ký tự" in chat.say("x" * 3600)
    chat.say("Nhanh hơn")
    assert idea().effect == "Nhanh hơn"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("15/11/2024", "còn ở phía trước"),
        ("ngày mai", "còn ở phía trước"),
        ("tháng 3", "chưa rõ là ngày nào"),
        ("quý I/2024", "chưa rõ là ngày nào"),
        ("31/02/2024", ""),
        ("lâu rồi", ""),
    ],
)
def test_a_day_that_cannot_be_is_asked_for_again(chat: Chat, idea: Idea, text: str, said: str) -> None:
    chat.press("Ngày áp dụng")
    assert said in chat.say(text)
    assert idea().first_applied is None
    assert "Ngày áp dụng lần đầu hoặc" in chat.seen
    chat.say("hôm nay")
    assert idea().first_applied == date(2024, 2, 20)


def test_markup_and_formulas_stay_plain_text(chat: Chat, idea: Idea) -> None:
    chat.press("Lĩnh vực")
    assert "<b>=HYPERLINK" in chat.say('<b>=HYPERLINK("http://x")</b>')
    assert idea().field == '<b>=HYPERLINK("http://x")</b>'


def test_the_name_can_be_corrected(chat: Chat, idea: Idea) -> None:
    chat.press("Sửa tên")
    assert NAME in chat.seen
    chat.say("ab")
    assert "ít nhất 3" in chat.seen
    chat.say("Số hóa hồ sơ")
    assert idea().name == "Số hóa hồ sơ"


def test_what_was_withdrawn_meanwhile_is_said_and_the_dialogue_ends(chat: Chat, idea: Idea) -> None:
    chat.press("Lĩnh vực")
    do(chat.store, withdraw_innovation, STAFF, idea().id)
    assert "đã rút" in chat.say("Điện")
    assert idea().field == ""


def test_a_double_tap_hands_in_once_and_a_forged_button_does_nothing(chat: Chat, idea: Idea) -> None:
    answer_everything(chat)
    action = chat.button("Nộp").action
    chat.send(action=action)
    chat.send(action=action)
    assert "Đã nộp" in chat.seen
    for forged in (
        "idea:xxxxxx:submit",
        "idea:open:00000000",
        "idea:state:nope:-1",
        "idea:yes:1:2",
        "idea:no",
        "idea:",
    ):
        chat.send(action=forged)
        assert chat.seen
    assert idea().state is InnovationState.SUBMITTED


def test_the_form_comes_as_a_file(chat: Chat) -> None:
    chat.press("Đơn (.docx)")
    (reply,) = chat.replies
    assert reply.attachment is not None
    assert reply.attachment.name == "don-SK-2024-001.docx"
    assert reply.attachment.content.startswith(b"PK")
    chat.press("Mở SK-2024-001")
    assert NAME in chat.seen


def test_ones_registrations_show_its_state_and_the_way_to_it(chat: Chat) -> None:
    assert "Trạng thái: đã đăng ký, còn thiếu 7 mục" in chat.say("/cuatoi")
    assert NAME in chat.press("Mở SK-2024-001")


def test_opening_it_leaves_the_receipt_as_it_is_and_its_steps_are_one_message(chat: Chat) -> None:
    assert not chat.replies[0].replaces
    for label in ("Lĩnh vực", "Quay lại", "Tác giả", "Quay lại"):
        chat.press(label)
        assert [reply.replaces for reply in chat.replies] == [True]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("quản lý", InnovationKind.MANAGEMENT),
        ("giai phap quan ly", InnovationKind.MANAGEMENT),
        ("kỹ thuật", InnovationKind.TECHNICAL),
        ("ứng dụng tiến bộ", InnovationKind.TECHNOLOGY),
    ],
)
def test_the_kind_can_be_typed_in_a_word(chat: Chat, idea: Idea, said: str, kind: InnovationKind) -> None:
    chat.press("Loại")
    chat.say(said)
    assert idea().kind is kind


def test_the_title_can_be_typed(chat: Chat, idea: Idea) -> None:
    chat.press("Danh hiệu")
    chat.say("chiến sĩ thi đua cơ sở")
    assert idea().award == "cstdcs"


@pytest.mark.parametrize("said", ["lâu rồi", "100", "tháng 1/2024"])
def test_what_is_no_day_is_said_without_the_words_of_deadlines(chat: Chat, said: str) -> None:
    chat.press("Ngày áp dụng")
    assert "chưa rõ là ngày nào" in chat.say(said)
    assert "thời hạn" not in chat.seen


def test_yesterday_is_a_day(chat: Chat, idea: Idea) -> None:
    chat.press("Ngày áp dụng")
    chat.say("hôm qua")
    assert idea().first_applied == date(2024, 2, 19)


def test_what_is_complete_is_handed_in_first_and_the_rest_is_no_duty(chat: Chat) -> None:
    chat.press("Bổ sung phần còn thiếu")
    for said in (
        "Cải cách",
        "quản lý",
        "Nay nhận trên mạng",
        "Giảm 2 ngày",
        "Ba bước",
        "Mạng",
        "15/01/2024",
        "một mình",
    ):
        chat.say(said)
    assert chat.labels[0] == "Nộp sáng kiến"
    assert chat.labels[1] == "Bổ sung thêm (không bắt buộc)"
