"""`/thangnhac` in the chat: shown in words, changed by words or a file, back to the usual, and what is confirmed."""

import pytest

from bot.messages import Upload
from plans.documents.office_file import read_office_file
from plans.model.office_settings import LadderSetting
from plans.model.plan import TaskKind
from plans.office.ladders import confirming
from tests.bot.chatting import Chat, a_store


def office() -> Chat:
    chat = Chat(a_store(), "van")
    chat.say("/thangnhac")
    return chat


def test_every_kind_s_ladder_is_shown_in_words() -> None:
    seen = office().seen
    assert "– Báo cáo: trước hạn: 1 tháng; 14, 7, 3, 1 ngày làm việc; đúng ngày; quá hạn: 1, 3 ngày làm việc" in seen
    assert "– Hội nghị: trước hạn: 7 ngày theo lịch; 1 ngày làm việc; đúng ngày; đã qua thì hỏi lại một lần" in seen


def test_a_ladder_is_changed_by_words_and_shown_before_it_counts() -> None:
    chat = office()
    chat.press("Báo cáo")
    assert "Đang đặt: 1 tháng, 14, 7, 3, 1, 0; quá hạn 1, 3, hằng tuần" in chat.press("Đổi bậc nhắc")
    assert "trước hạn: 7 ngày theo lịch; 2, 1 ngày làm việc" in chat.say("1 tuần, 2, 1; quá hạn 1, 5")
    assert chat.store.all(LadderSetting) == ()
    assert "(cơ quan đặt)" in chat.press("Đặt như vậy")
    assert chat.store.all(LadderSetting) == (LadderSetting(TaskKind.REPORT, ("7d", "2", "1"), (1, 5), False),)


def test_everything_wrong_with_a_typed_ladder_is_said_at_once_and_asked_again() -> None:
    chat = office()
    chat.press("Báo cáo")
    chat.press("Đổi bậc nhắc")
    seen = chat.say("3, 7; quá hạn mỗi ngày, abc")
    assert "không bao giờ dừng" in seen
    assert "“abc”" in seen
    assert "Ghi từ xa đến gần" in seen
    assert "không gần hạn hơn" in chat.say("3, 7")


def test_a_kind_goes_back_to_the_usual_by_its_button() -> None:
    chat = office()
    chat.press("Báo cáo")
    chat.press("Đổi bậc nhắc")
    chat.say("1; quá hạn 1")
    chat.press("Đặt như vậy")
    chat.send(action="ladder:kind:report")
    chat.press("Về mặc định")
    assert chat.store.all(LadderSetting) == ()
    assert "Về mặc định" not in chat.labels


def test_which_kinds_the_office_confirms_is_chosen_kind_by_kind() -> None:
    chat = office()
    chat.press("Hồ sơ khen thưởng")
    chat.press("“Xong” cần Văn phòng xác nhận")
    assert confirming(chat.store) == (TaskKind.DOSSIER,)
    assert "Cần Văn phòng xác nhận “Xong”: Hồ sơ khen thưởng" in chat.press("Tất cả các loại")
    chat.send(action="ladder:confirm:dossier:off")
    assert confirming(chat.store) == ()


def test_a_file_that_is_dropped_is_shown_and_set_when_it_is_confirmed() -> None:
    chat = office()
    read = read_office_file(b'confirm = ["report"]\n[ladder.report]\nbefore = [3, 0]\noverdue = [1]\nweekly = true\n')
    upload = Upload("web", "web-van", chat.number, "van", "bac-nhac.toml", chat.now)
    with chat.store.transaction() as tx:
        chat.replies = chat.documents.read(tx, upload, read, "0" * 64, chat.now)
    assert "– Báo cáo: trước hạn: 3 ngày làm việc; đúng ngày" in chat.seen
    chat.press("Đặt như vậy")
    assert chat.store.all(LadderSetting) == (LadderSetting(TaskKind.REPORT, ("3", "0"), (1,), True),)
    assert confirming(chat.store) == (TaskKind.REPORT,)


def test_all_ladders_can_be_had_as_a_file_to_edit() -> None:
    chat = office()
    chat.press("Tệp mẫu")
    file = chat.replies[0].attachment
    assert file is not None
    read = read_office_file(file.content)
    assert [ladder.kind for ladder in read.ladders] == [*TaskKind]
    assert read.confirming == ()


def test_the_english_words_are_understood_and_spoken_too() -> None:
    chat = office()
    chat.say("/language en")
    chat.send(action="ladder:edit:report")
    assert "At present: 1 month, 14, 7, 3, 1, 0; overdue 1, 3, weekly" in chat.seen
    assert "ahead: 3 working days; on the day; overdue: 1 working day, then weekly" in chat.say(
        "3, 0; overdue 1, weekly"
    )


@pytest.mark.parametrize(
    "action", ["ladder", "ladder:kind:party", "ladder:edit", "ladder:confirm:report:maybe", "ladder:x:y"]
)
def test_buttons_that_nobody_was_given_change_nothing(action: str) -> None:
    chat = office()
    chat.send(action=action)
    assert chat.replies
    assert chat.store.all(LadderSetting) == ()
    assert confirming(chat.store) == ()


@pytest.mark.parametrize("person", ["lan", "hung", "minh"])
def test_it_is_closed_to_everybody_but_the_office(person: str) -> None:
    chat = Chat(a_store(), person)
    assert "Văn phòng" in chat.say("/thangnhac")
    chat.send(action="ladder:confirm:report:on")
    assert confirming(chat.store) == ()


def test_another_ladder_can_be_typed_before_the_first_is_set() -> None:
    chat = office()
    chat.press("Báo cáo")
    chat.press("Đổi bậc nhắc")
    chat.say("7, 1")
    assert "5, 1 ngày làm việc" in chat.say("5, 1; quá hạn 1")
    assert "tháng 6" in chat.say("tháng 6 có gì đến hạn?"), "a question still is one"
    chat.send(action="go")
    chat.press("Đặt như vậy")
    assert chat.store.all(LadderSetting) == (LadderSetting(TaskKind.REPORT, ("5", "1"), (1,), False),)
