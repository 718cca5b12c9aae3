"""Searching in the chat: what is found, who sees what, pages, plain words."""

from dataclasses import replace

import pytest

from bot.messages import ACTION_LIMIT, TEXT_LIMIT, length
from plans.model.answers import Answer, Innovation
from plans.model.asking import Alias, Called, LastAsked
from plans.model.entered import EarlierInnovation
from plans.model.plan import Plan, TaskProgress
from plans.model.reaching import Dialogue
from tests.bot.chatting import Chat, a_store
from tests.builders import NOW, a_plan, a_task, a_unit, the_tasks


def a_chat(person: str = "lan") -> Chat:
    return Chat(a_store(), person)


def an_innovation(person: str, name: str = "Số hóa hồ sơ cấp phép") -> Innovation:
    return Innovation("thu-2024", person, 1, "SK-2024-001", Answer.REGISTERED, name, NOW, person)


def test_a_task_is_found_with_its_day_and_the_way_to_it() -> None:
    chat = a_chat()
    said = chat.say("/timkiem so ket")
    assert "Tìm “so ket”: 1 kết quả" in said
    assert "1. Mục 2.1. Báo cáo sơ kết" in said
    assert "trước 15/06/2024 (thứ Bảy)" in said
    assert "Khớp: “sơ kết”" in said
    assert "Khớp" not in chat.say("/timkiem Sơ kết")
    assert chat.labels == ["1. Mục 2.1"]
    assert "Báo cáo sơ kết" in chat.press("1.")


@pytest.mark.parametrize(
    "text",
    [
        "tìm việc về sáng kiến",
        "tim viec ve sang kien",
        "dạ cho em hỏi tìm giúp em việc về sáng kiến ạ",
        "tra cứu sáng kiến",
        "find tasks about innovation",
        "/search sang kien",
    ],
)
def test_plain_words_search_as_the_command_does(text: str) -> None:
    chat = a_chat()
    said = chat.say(text)
    assert "4.1" in said
    assert "4.2" in said
    assert chat.labels[0].startswith("1. Mục 4.")


@pytest.mark.parametrize("text", ["tìm hiểu về luật", "tháng này có gì", "tìm việc quá hạn"])
def test_other_questions_are_no_search(text: str) -> None:
    assert "kết quả" not in a_chat().say(text)


@pytest.mark.parametrize("text", ["/timkiem", "/timkiem   ", "tìm giúp em với ạ"])
def test_a_search_for_nothing_says_how(text: str) -> None:
    assert "/timkiem sơ kết" in a_chat().say(text)


def test_nothing_found_says_what_to_try() -> None:
    chat = a_chat()
    assert "Không tìm thấy kết quả nào cho “lương hưu”" in chat.say("/timkiem lương hưu")
    assert chat.labels == ["Cả kế hoạch năm 2024", "Các danh hiệu thi đua"]


def test_done_and_withdrawn_tasks_are_found_and_say_so() -> None:
    chat = a_chat()
    gone = a_task("cu", number="9", title="Sơ kết cũ đã bỏ", withdrawn=True)
    with chat.store.transaction() as tx:
        tx.put(a_plan(tasks=(*the_tasks(), gone)))
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, "van"))
    said = chat.say("/timkiem sơ kết")
    assert "đã hoàn thành" in said
    assert "Mục 9. Sơ kết cũ đã bỏ: đã rút khỏi kế hoạch" in said
    assert chat.labels == ["1. Mục 2.1"]


def test_tasks_of_every_adopted_plan_are_found_and_of_no_draft() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.put(a_plan("cu-2023", tasks=(a_task("mo", number="7", title="Mở lớp tập huấn"),), year=2023))
        tx.put(a_plan("moi-2025", tasks=(a_task("mo", number="8", title="Tập huấn mới"),), year=2025, adopted_at=None))
    said = chat.say("/timkiem tập huấn")
    assert "Mục 7" in said
    assert "Mục 8" not in said


def test_a_name_that_the_office_gave_finds_the_task() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.put(Alias(Called.TASK, "bc_so_ket", "bản giữa kỳ", "van", NOW))
    assert "Mục 2.1" in chat.say("/timkiem ban giua ky")


@pytest.mark.parametrize(
    ("person", "sees"), [("lan", True), ("hung", True), ("van", True), ("minh", True), ("hoa", True)]
)
def test_an_innovation_is_found_by_its_author_their_head_the_office_and_leaders(person: str, sees: bool) -> None:
    chat = a_chat(person)
    with chat.store.transaction() as tx:
        tx.put(an_innovation("lan"))
    assert ("SK-2024-001" in chat.say("/timkiem số hóa hồ sơ")) is sees


def test_an_innovation_of_somebody_else_is_not_found() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.put(an_innovation("van"))
        tx.put(EarlierInnovation(2020, "van", "Số hóa hồ sơ lưu trữ"))
    assert "Không tìm thấy" in chat.say("/timkiem số hóa hồ sơ")


def test_titles_units_and_the_plans_own_rules_are_found() -> None:
    chat = a_chat()
    assert "Danh hiệu thi đua: Lao động tiên tiến" in chat.say("/timkiem lao động tiên tiến")
    assert "Đơn vị: Phòng Quản lý công nghiệp" in chat.say("/timkiem quan ly cong nghiep")
    assert "không xem xét khen thưởng" in chat.say("/timkiem không xem xét khen thưởng cuối năm")
    assert "Quy định trong kế hoạch" in chat.press("1. Căn cứ")


def test_a_unit_with_a_long_id_is_found_and_opened() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.put(a_unit("u" * ACTION_LIMIT, "Trung tâm Khuyến công"))
    assert "Đơn vị: Trung tâm Khuyến công" in chat.say("/timkiem khuyến công")
    assert "Trung tâm Khuyến công" in chat.press("1.")


def test_pages_show_everything_once_and_their_buttons_fit() -> None:
    chat = a_chat()
    tasks = tuple(a_task(f"t{n}", number=str(n), title=f"Kiểm tra chuyên đề đợt {n} tại cơ sở") for n in range(1, 21))
    with chat.store.transaction() as tx:
        tx.put(a_plan(tasks=tasks))
    seen = [chat.say("/timkiem kiểm tra chuyên đề tại cơ sở đợt kiểm tra chuyên đề tại cơ sở đợt kiểm tra")]
    while any(label.startswith("Trang sau") for label in chat.labels):
        assert all(len(choice.action.encode()) <= ACTION_LIMIT for choice in chat.choices)
        seen.append(chat.press("Trang sau"))
    assert len(seen) == 4
    assert all(length(page) <= TEXT_LIMIT for page in seen)
    assert sorted(n for n in range(1, 21) for page in seen if f"Mục {n}. " in page) == list(range(1, 21))


@pytest.mark.parametrize("action", ["search:so ket:99", "search:so ket:x", "search:so ket", "search", "search:::"])
def test_a_button_made_up_shows_a_page_all_the_same(action: str) -> None:
    chat = a_chat()
    chat.send(action=action)
    assert chat.replies


def test_what_was_found_is_what_was_shown_last() -> None:
    chat = a_chat()
    chat.say("/timkiem sáng kiến")
    last = chat.store.get(LastAsked, "lan")
    assert last is not None
    assert len(last.tasks) == 2


def test_searching_changes_nothing_else() -> None:
    chat = a_chat()
    before = chat.store.all(Plan)
    chat.say("/timkiem sáng kiến")
    assert chat.store.all(Plan) == before
    dialogue = chat.store.get(Dialogue, "lan")
    assert dialogue is None or not dialogue.step


def test_long_names_stay_within_a_message() -> None:
    chat = a_chat()
    tasks = tuple(replace(a_task(f"t{n}", number=str(n)), title="Sơ kết " * 300) for n in range(1, 9))
    with chat.store.transaction() as tx:
        tx.put(a_plan(tasks=tasks))
    assert length(chat.say("/timkiem sơ kết")) <= TEXT_LIMIT
