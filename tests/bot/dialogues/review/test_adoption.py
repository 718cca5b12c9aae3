"""The end of a review: what would change is shown, asked once more, and then stands everywhere."""

from bot.messages import TEXT_LIMIT
from plans.model.plan import Plan
from plans.model.publishing import PublishedEvent
from plans.model.reminding import Announcement
from plans.planning.draft import Review
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.bot.dialogues.drafts import a_draft, a_letter, a_read_task, begun, by, review_of
from tests.builders import OFFICE_HEAD, OFFICER, a_plan


def ready(chat: Chat) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    chat.say("28/2")
    chat.press("Ghi thời hạn")
    chat.press("Cả văn bản")


def test_adoption_is_asked_once_more_and_then_stands_everywhere(chat: Chat, store: MemoryStore) -> None:
    ready(chat)
    plans = store.all(Plan)
    said = chat.press("Áp dụng")
    assert "Áp dụng kế hoạch này?" in said
    assert store.all(Plan) == plans
    said = chat.say("đồng ý")
    assert "Đã áp dụng “Kế hoạch thi đua, khen thưởng năm 2025”" in said
    assert "3 nhiệm vụ, 1 chưa ấn định ngày" in said
    assert store.all(Review) == ()
    (adopted,) = [plan for plan in store.all(Plan) if plan.year == 2025]
    assert len(adopted.tasks) == 3
    assert len(store.all(PublishedEvent)) >= 3, "the calendars were stamped in the same change"
    assert "Cả kế hoạch năm 2025" in chat.labels


def test_an_old_yes_does_not_adopt_what_was_changed_since(chat: Chat, store: MemoryStore) -> None:
    ready(chat)
    chat.press("Áp dụng")
    yes = chat.button("Áp dụng").action
    other = Chat(store, OFFICE_HEAD.id, channel="telegram")
    other.send(action=f"review:{review_of(store).id}:skip:1")
    chat.send(action=yes)
    assert "đã thay đổi từ lúc hỏi" in chat.seen
    assert len(store.all(Plan)) == 1
    chat.press("Áp dụng")
    assert len(store.all(Plan)) == 2
    chat.send(action=yes)
    assert "không còn ở bước rà soát" in chat.seen


def test_a_letter_shows_what_it_changes_and_those_concerned_are_left_to_be_told() -> None:
    store = a_store()
    begun(store, a_letter(), "2" * 64)
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    said = chat.press("Rà soát tiếp")
    assert f"Sửa đổi kế hoạch đang thực hiện: {a_plan().title}" in said
    said = chat.press("Áp dụng")
    assert "Áp dụng sửa đổi này?" in said
    assert "Dời: Báo cáo sơ kết" in said
    assert "từ “trước 15/06/2024 (thứ Bảy)” sang “trước 05/07/2024 (thứ Sáu)”" in said
    assert "Thêm: Tổ chức hội nghị điển hình tiên tiến" in said
    said = chat.press("Áp dụng")
    assert "Đã sửa đổi" in said
    plan = store.get(Plan, "thu-2024")
    assert plan is not None
    assert {each.id for each in a_plan().tasks} < {each.id for each in plan.tasks}, "ids live on"
    told = {each.person for each in store.all(Announcement)}
    assert told
    assert OFFICER.id not in told, "whoever did it knows"


def test_a_second_plan_of_the_same_year_asks_whether_it_amends_the_first() -> None:
    store = a_store()
    begun(store, a_draft(year=2024, tasks=(a_read_task("Tổ chức hội thi", by("2024-09-20"), 1),)))
    chat = Chat(store, OFFICER.id)
    id = review_of(store).id
    chat.send(action=f"review:{id}:amend:none")
    chat.press("Áp dụng")
    said = chat.press("Áp dụng")
    assert "đã có kế hoạch năm 2024" in said
    assert len(store.all(Plan)) == 1
    chat.press("Sửa đổi kế hoạch nào")
    chat.press("Kế hoạch thi đua")
    assert "Sửa đổi kế hoạch đang thực hiện" in chat.seen
    chat.send(action=f"review:{id}:amend:none")
    chat.press("Áp dụng")
    chat.press("Áp dụng")
    chat.press("Là kế hoạch riêng")
    assert len(store.all(Plan)) == 2


def test_adopting_over_doubts_that_block_nothing_says_how_many_are_left() -> None:
    store = a_store()
    begun(store, a_draft(tasks=(a_read_task("Tổ chức hội thi", by("2025-09-20"), 1, lead=()),)))
    chat = Chat(store, OFFICER.id)
    chat.send(action=f"review:{review_of(store).id}:whole")
    assert chat.labels.index("Xem việc cần xem lại (1)") < chat.labels.index("Áp dụng")
    assert "Còn 1 điều cần xem lại chưa được xác nhận" in chat.press("Áp dụng")
    chat.press("Xem lại từng việc")
    assert "không nêu đơn vị" in chat.seen
    chat.press("Đúng rồi")
    assert "Còn" not in chat.press("Áp dụng")


def test_every_change_of_a_long_amendment_can_be_seen_before_it_is_made() -> None:
    store = a_store()
    title = "Nộp báo cáo tình hình thực hiện phong trào thi đua và công tác khen thưởng của đơn vị kỳ thứ"
    first = [a_read_task(f"{title} {n}", by(f"2025-{n % 12 + 1:02d}-15"), n + 1) for n in range(40)]
    begun(store, a_draft(tasks=tuple(first)))
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    chat.press("Rà soát tiếp")
    chat.press("Áp dụng")
    chat.say("có")
    moved = [a_read_task(f"{title} {n}", by(f"2025-{n % 12 + 1:02d}-16"), n + 1) for n in range(40)]
    begun(store, a_draft(tasks=tuple(moved)), "e" * 64)
    chat.say("/kehoach")
    chat.press("Rà soát tiếp")
    pages = [chat.press("Áp dụng")]
    while "Xem thay đổi tiếp theo ›" in chat.labels:
        pages.append(chat.press("Xem thay đổi tiếp theo ›"))
        assert len(chat.seen) <= TEXT_LIMIT
    assert len(pages) > 1
    assert sum(page.count("– Dời:") for page in pages) == 40
    assert pages[0] == chat.press("‹ Xem từ đầu")
    assert "Đã sửa đổi" in chat.say("có")
