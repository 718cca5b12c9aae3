"""Entering, seeing and lifting disciplines in the chat."""

from datetime import date

from plans.model.entered import Hold
from tests.bot.chatting import Chat, a_store


def entered() -> Chat:
    chat = Chat(a_store(), "van")
    for said in ("/kyluat", "1", "Phạm Thị Lan", "15/01/2024", "14/01/2025", "QĐ số 12/QĐ-SCT, khiển trách"):
        chat.say(said)
    return chat


def test_a_discipline_is_entered_step_by_step_and_shown_before_it_is_recorded() -> None:
    chat = entered()
    assert "Phạm Thị Lan: từ 15/01/2024 đến 14/01/2025; QĐ số 12/QĐ-SCT, khiển trách." in chat.seen
    assert chat.store.all(Hold) == ()
    chat.press("Ghi")
    (hold,) = chat.store.all(Hold)
    assert (hold.person, hold.since, hold.until) == ("lan", date(2024, 1, 15), date(2025, 1, 14))


def test_the_person_is_told_of_it_when_they_look_at_a_title() -> None:
    chat = entered()
    chat.press("Ghi")
    assert "đang trong thời hạn kỷ luật" in Chat(chat.store, "lan").say("/danhhieu LĐTT")


def test_it_is_listed_and_lifted_after_a_question() -> None:
    chat = entered()
    chat.press("Ghi")
    assert "– Phạm Thị Lan: từ 15/01/2024" in chat.say("/kyluat")
    chat.press("Gỡ: Phạm Thị Lan")
    assert len(chat.store.all(Hold)) == 1
    chat.press("Gỡ")
    assert chat.store.all(Hold) == ()
    assert "Chưa ghi trường hợp nào" not in chat.seen


def test_bad_days_and_unknown_names_are_asked_for_again() -> None:
    chat = Chat(a_store(), "van")
    chat.say("/kyluat")
    chat.press("Ghi kỷ luật")
    assert "Không có “Nguyễn Không Ai”" in chat.say("Nguyễn Không Ai")
    chat.say("lan")
    for said in ("hôm nào đó", "31/02/2024", "1/1"):
        assert "Chưa rõ ngày" in chat.say(said)
    chat.say("15/01/2024")
    assert "trước ngày bắt đầu" in chat.say("14/01/2024")
    assert "khi có quyết định gỡ" in chat.press("Chưa xác định")


def test_it_is_closed_to_everybody_but_the_office() -> None:
    for person in ("lan", "hung", "minh"):
        chat = Chat(a_store(), person)
        assert "Văn phòng" in chat.say("/kyluat")
        assert chat.choices == []
