"""The catalogue in the chat: pages, an entry in words, whether the asker fits."""

from datetime import date

import pytest

from bot.messages import ACTION_LIMIT, TEXT_LIMIT, length
from bot.words.rules import entry_lines
from locales.catalogue import Texts
from plans.catalogue.eligibility import cited
from plans.catalogue.titles import award, awards, catalogue
from plans.model.answers import Answer, Registration
from plans.model.entered import Citation, Honour
from tests.bot.chatting import Chat, a_store
from tests.builders import NOW, TODAY, a_person, a_plan


def a_chat(person: str = "lan") -> Chat:
    return Chat(a_store(), person)


def test_the_usual_titles_come_first_each_with_a_button() -> None:
    chat = a_chat()
    said = chat.say("/danhhieu")
    assert "Trang 1/" in said
    assert chat.labels[:3] == ["Lao động tiên tiến", "Chiến sĩ thi đua cơ sở", "Chiến sĩ thi đua cấp tỉnh"]


def test_an_entry_says_what_it_asks_for_and_what_that_stands_on() -> None:
    chat = a_chat()
    chat.say("/danhhieu")
    said = chat.press("Chiến sĩ thi đua cơ sở")
    assert "Căn cứ: Điều 23 Luật Thi đua, khen thưởng số 06/2022/QH15" in said
    assert "– có sáng kiến được công nhận hoặc được xếp loại hoàn thành xuất sắc nhiệm vụ\n" in said
    assert "không quá 15% số người đạt Lao động tiên tiến" in said
    assert "chưa đối chiếu điều khoản" in said
    assert "Người quyết định: người đứng đầu cơ quan, đơn vị" in said
    assert "Hồ sơ: văn bản đề nghị hoặc tờ trình" in said


def test_of_units_an_entry_asks_what_units_can_be_asked() -> None:
    best, good = award("tt_ldxs"), award("tt_ldtt")
    assert best is not None
    assert good is not None
    asked = [line for each in (best, good) for line in entry_lines(a_store(), Texts("vi"), each, date(2018, 2, 1))]
    held = [line for line in asked if "kỷ luật" in line]
    assert len(held) == 2
    assert all("không có người của đơn vị đang trong thời hạn kỷ luật" in line for line in held)
    assert "Điều 28" not in held[0], "that is the clause of the lower title"


def test_an_entry_compares_the_asker_with_it() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.put(Honour("lan", 2023, "cstdcs"))
    said = chat.say("/titles chiến sĩ thi đua cấp tỉnh")
    assert "kết quả năm 2023: Chiến sĩ thi đua cơ sở" in said
    assert "lưu ý: chưa có dữ liệu năm trước để đối chiếu (năm 2022)" in said


def test_a_head_sees_whether_the_unit_fits_and_staff_do_not() -> None:
    assert "Đối chiếu với tập thể Phòng Quản lý công nghiệp" in Chat(a_store(), "hung").say("/danhhieu TTLĐXS")
    assert "Đối chiếu" not in Chat(a_store(), "lan").say("/danhhieu TTLĐXS")


def test_only_the_office_may_correct_a_citation() -> None:
    for person, offered in (("van", True), ("hung", False), ("minh", False), ("lan", False)):
        chat = a_chat(person)
        chat.say("/danhhieu LĐTT")
        assert ("Sửa căn cứ" in chat.labels) is offered


def test_every_page_and_entry_fits_a_message_and_every_button_its_limit() -> None:
    chat = a_chat("van")
    chat.say("/danhhieu")
    for _ in range(20):
        assert all(len(choice.action.encode()) <= ACTION_LIMIT for choice in chat.choices)
        if "Trang sau" not in chat.labels:
            break
        chat.press("Trang sau")
    for each in awards():
        said = chat.send(action=f"award:show:{each.id}")
        assert all(0 < length(reply.text) <= TEXT_LIMIT for reply in said)


def test_everything_in_the_catalogue_can_be_said_in_both_languages() -> None:
    store = a_store()
    for day in (a_plan().issued, a_plan(year=2018).issued):
        assert day is not None
        for each in awards():
            for language in ("vi", "en"):
                assert all(line and "{" not in line for line in entry_lines(store, Texts(language), each, day))


def test_a_title_of_another_law_says_so() -> None:
    assert "không có trong quy định" in a_chat().say("/danhhieu huy hiệu")


def test_a_citation_of_the_office_is_shown_instead() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(Citation("ldtt", "Điều 7 Quy chế của Sở", TODAY, NOW, "van"))
    assert "Căn cứ: Điều 7 Quy chế của Sở (Văn phòng đối chiếu ngày 20/02/2024)." in Chat(store, "lan").say(
        "/danhhieu LĐTT"
    )
    (entry,) = (each for each in catalogue().awards if each.id == "ldtt")
    assert cited(store, entry, TODAY) == "Điều 7 Quy chế của Sở"


def test_what_somebody_made_up_leads_to_a_page() -> None:
    chat = a_chat()
    for action in ("award:show:nobody", "award:list:title:9999", "award:list:nothing:-1", "award"):
        assert "Trang" in chat.send(action=action)[0].text


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("tiêu chuẩn CSTĐCS là gì", "Chiến sĩ thi đua cơ sở"),
        ("tieu chuan tap the lao dong xuat sac", "Tập thể Lao động xuất sắc"),
        ("huân chương lao động hạng ba cần điều kiện gì", "Huân chương Lao động hạng Ba"),
        ("hồ sơ đề nghị CSTĐ tỉnh gồm những gì", "Chiến sĩ thi đua cấp tỉnh"),
        ("criteria for provincial emulation fighter", "Chiến sĩ thi đua cấp tỉnh"),
    ],
)
def test_a_question_about_standards_leads_to_the_entry(question: str, entry: str) -> None:
    chat = a_chat()
    chat.say(question)
    assert chat.replies[0].heading == entry


def test_a_question_about_something_else_does_not() -> None:
    chat = a_chat()
    for question in ("tiêu chuẩn nhà ở xã hội là gì", "thời tiết hôm nay", "lao động tiên tiến"):
        assert "Người quyết định:" not in chat.say(question)


def test_the_office_and_leaders_see_how_many_have_registered_of_how_many_that_may() -> None:
    store = a_store()
    with store.transaction() as tx:
        for number in range(10):
            title = "cstdcs" if number < 2 else "ldtt"
            tx.put(a_person(f"p{number}"))
            tx.put(Registration("thu-2024", f"p{number}", False, str(number), Answer.REGISTERED, title, (), NOW, "van"))
    said = Chat(store, "van").say("/danhhieu CSTĐCS")
    assert "Đã đăng ký: Chiến sĩ thi đua cơ sở 2/1, vượt 1 (tính trên 10 người" in said
    assert "Đã đăng ký:" not in Chat(store, "lan").say("/danhhieu CSTĐCS")
