"""Correcting a citation in the chat."""

from plans.model.entered import Citation
from tests.bot.chatting import Chat, a_store


def begun() -> Chat:
    chat = Chat(a_store(), "van")
    chat.say("/danhhieu CSTĐCS")
    chat.press("Sửa căn cứ")
    return chat


def test_a_rules_citation_is_chosen_typed_shown_and_recorded() -> None:
    chat = begun()
    assert "Sửa căn cứ của mục nào?" in chat.seen
    assert "Điều 23 Luật" in chat.press("có sáng kiến được công nhận")
    assert "Sửa thành: khoản 2 Điều 4 Quyết định số 10/2024/QĐ-UBND" in chat.say(
        "khoản 2 Điều 4 Quyết định số 10/2024/QĐ-UBND"
    )
    assert "Đã ghi căn cứ" in chat.press("Ghi")
    assert "(khoản 2 Điều 4 Quyết định số 10/2024/QĐ-UBND)" in chat.press("Xem mục")
    (record,) = chat.store.all(Citation)
    assert (record.id, record.by) == ("cstdcs_innovation", "van")


def test_the_words_can_be_typed_again_before_they_are_recorded() -> None:
    chat = begun()
    chat.press("Căn cứ chung")
    chat.say("Điều 1 nhầm")
    chat.press("Gõ lại")
    assert "Sửa thành: Điều 2 đúng" in chat.say("Điều 2 đúng")
    chat.press("Ghi")
    assert [each.text for each in chat.store.all(Citation)] == ["Điều 2 đúng"]


def test_it_can_be_done_by_numbers() -> None:
    chat = begun()
    for said in ("1", "Điều 23 Luật và Điều 3 Quy chế", "1"):
        chat.say(said)
    assert [each.id for each in chat.store.all(Citation)] == ["cstdcs"]


def test_too_little_or_too_much_is_asked_for_again_and_nothing_is_kept() -> None:
    chat = begun()
    chat.press("Căn cứ chung")
    assert "quá ngắn" in chat.say("..")
    assert "nhiều nhất là 500" in chat.say("Điều 5 " * 100)
    chat.press("Thôi") if "Thôi" in chat.labels else chat.say("/huy")
    assert chat.store.all(Citation) == ()


def test_nobody_else_may_and_a_forged_button_changes_nothing() -> None:
    for person in ("lan", "hung", "minh"):
        chat = Chat(a_store(), person)
        said = chat.send(action="cite:begin:cstdcs")
        assert "Văn phòng" in said[0].text
        assert chat.store.all(Citation) == ()
