"""Going through a document in the chat: by the office only, doubtful first, resumed anywhere, adopted once."""

import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import ACTION_LIMIT, TEXT_LIMIT
from calendar_sync.stamps import stamp_events
from plans.draft import DocumentForm, Draft, DraftDeadline, Review, ReviewState
from plans.model import Announcement, DeadlineKind, Opens, Person, Plan, PublishedEvent, TaskKind
from plans.people import language_of
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.bot.dialogues.drafts import a_draft, a_read_task, begun, by, review_of
from tests.builders import HEAD, LEADER, NOW, OFFICE_HEAD, OFFICER, STAFF, a_plan, a_unit


@pytest.fixture
def store() -> MemoryStore:
    found = a_store()
    begun(found)
    return found


@pytest.fixture
def chat(store: MemoryStore) -> Chat:
    """The officer with the review open."""
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    chat.press("Rà soát tiếp")
    return chat


def test_the_whole_says_how_much_was_read_and_what_is_doubtful(chat: Chat) -> None:
    assert "3 nhiệm vụ, 1 chưa ấn định ngày, 1 điều cần xem lại" in chat.seen
    assert "Sở Thử nghiệm" in chat.seen
    assert "12/KH-STN · Ngày ban hành: 10/01/2025" in chat.seen
    assert "1 chỉ tiêu, 1 quy định" in chat.seen
    assert "Áp dụng" not in chat.labels, "a task without a possible day stands in the way"


def test_the_doubtful_task_comes_first_with_its_words_and_place(chat: Chat) -> None:
    said = chat.press("Xem việc cần xem lại (1)")
    assert "Việc 3/3 · cần xem lại" in said
    assert "Căn cứ (trang 1, bảng 1, hàng 3): “3. Nộp hồ sơ đề nghị khen thưởng – Trước 29/02/2025”" in said
    assert "không có ngày như văn bản viết" in said


def test_a_typed_day_is_shown_back_before_it_is_taken(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    said = chat.say("28/2")
    assert "28/02/2025 (thứ Sáu)" in said
    assert review_of(store).tasks[2].task.deadline.date is None, "nothing is taken yet"
    said = chat.say("có")
    assert "Đã sửa thời hạn" in said
    assert review_of(store).tasks[2].task.deadline.date == "2025-02-28"
    assert review_of(store).tasks[2].state is ReviewState.CONFIRMED


def test_what_is_no_day_is_asked_for_again(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    chat.say("lúc nào cũng được")
    assert "Xin gõ thời hạn" in chat.seen
    assert review_of(store).tasks[2].task.deadline.date is None
    chat.say("28/2")
    assert "28/02/2025" in chat.seen


def test_no_leaves_the_day_as_it_was(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    chat.say("28/2")
    assert "Việc 3/3" in chat.say("không")
    assert review_of(store).tasks[2].task.deadline.date is None


def test_a_day_taken_twice_by_an_old_button_changes_nothing(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    chat.say("28/2")
    old = chat.button("Ghi thời hạn").action
    chat.send(action=old)
    before = review_of(store)
    chat.send(action=old)
    assert review_of(store) == before
    assert "Nút này thuộc bước đã qua" in chat.seen


def test_a_title_is_typed_even_if_it_sounds_like_a_question(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa tên")
    assert "Đã sửa tên" in chat.say("Tháng này có gì đến hạn")
    assert review_of(store).tasks[2].task.title == "Tháng này có gì đến hạn"


def test_units_are_chosen_by_taps_or_typed(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa đơn vị")
    chat.press("Phòng Quản lý công nghiệp")
    assert review_of(store).tasks[2].task.lead == ("Văn phòng", "Phòng Quản lý công nghiệp")
    chat.press("Chủ trì: Phòng Quản lý công nghiệp")
    assert review_of(store).tasks[2].task.cooperating == ("Phòng Quản lý công nghiệp",)
    chat.press("Phối hợp: Phòng Quản lý công nghiệp")
    chat.press("Bỏ hết đơn vị")
    assert review_of(store).tasks[2].task.lead == ()
    chat.say("Văn phòng")
    assert review_of(store).tasks[2].task.lead == ("Văn phòng",)


def test_the_kind_says_what_a_task_opens(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Loại việc")
    chat.press("Đăng ký sáng kiến")
    assert review_of(store).tasks[2].task.kind is TaskKind.INNOVATION
    assert review_of(store).tasks[2].task.opens is Opens.INNOVATION


def test_a_task_without_a_possible_day_can_be_skipped_and_taken_back(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Bỏ qua")
    assert review_of(store).tasks[2].state is ReviewState.SKIPPED
    chat.press("Cả văn bản")
    assert "Bỏ qua: 1 việc" in chat.seen
    assert "Áp dụng" in chat.labels
    chat.press("Xem từng việc")
    chat.press("Sau")
    chat.press("Sau") if "Sau ›" in chat.labels else None
    chat.press("Lấy lại việc này")
    assert review_of(store).tasks[2].state is ReviewState.OPEN


def test_a_task_without_a_possible_day_is_not_right_by_saying_so(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    assert "phải sửa trước khi áp dụng" in chat.press("Đúng rồi")
    chat.press("Cả văn bản")
    assert "Áp dụng" not in chat.labels


def test_all_that_is_sure_is_confirmed_at_once(chat: Chat, store: MemoryStore) -> None:
    assert "Đã xác nhận 2 việc" in chat.press("Đúng tất cả")
    assert [each.state for each in review_of(store).tasks] == [
        ReviewState.CONFIRMED,
        ReviewState.CONFIRMED,
        ReviewState.OPEN,
    ]


def test_a_task_is_added_with_its_day(chat: Chat, store: MemoryStore) -> None:
    chat.press("Thêm việc")
    chat.say("Tổng kết năm")
    chat.say("30/11")
    assert "Tổng kết năm" in chat.press("Thêm việc này")
    added = review_of(store).tasks[-1]
    assert (added.task.title, added.task.deadline.date, added.added) == ("Tổng kết năm", "2025-11-30", True)
    assert "cán bộ Văn phòng nhập" in chat.seen


def test_a_missing_year_is_typed_in(store: MemoryStore) -> None:
    begun(store, a_draft(year=None), "1" * 64)
    chat = Chat(store, OFFICER.id)
    chat.send(action=f"review:{'1' * 12}:whole")
    assert "Áp dụng" not in chat.labels
    chat.press("Đầu văn bản")
    chat.press("Sửa năm")
    assert "bốn chữ số" in chat.say("hai không hai lăm")
    assert "Năm kế hoạch: 2025" in chat.say("2025")
    assert review_of(store, "1" * 64).draft.year == 2025


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


@pytest.mark.parametrize("person", [LEADER, HEAD, STAFF], ids=lambda person: person.id)
def test_nobody_but_the_office_sees_or_changes_a_review(store: MemoryStore, person: Person) -> None:
    before = review_of(store)
    chat = Chat(store, person.id)
    for deed in ("whole", "at:1", "skip:1", "ok:1", "adopt", "adoptyes:x", "drop:yes", "head"):
        said = chat.send(action=f"review:{before.id}:{deed}")
        assert "Chỉ Văn phòng" in said[0].text
        assert "Báo cáo sơ kết" not in said[0].text
    chat.say("/kehoach")
    assert "2025" not in chat.seen
    chat.say("/themviec")
    assert "Chỉ Văn phòng" in chat.seen
    assert review_of(store) == before


def test_who_loses_the_role_in_the_middle_is_stopped(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa tên")
    with store.transaction() as tx:
        tx.put(Person(OFFICER.id, OFFICER.name, OFFICER.unit, OFFICER.employment))
    chat.say("Tên khác")
    assert review_of(store).tasks[2].task.title != "Tên khác"


def test_a_review_goes_on_on_another_channel(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    elsewhere = Chat(store, OFFICER.id, channel="telegram")
    elsewhere.say("28/2")
    assert "28/02/2025" in elsewhere.seen
    elsewhere.press("Ghi thời hạn")
    chat.press("Cả văn bản") if "Cả văn bản" in chat.labels else chat.send(action=f"review:{review_of(store).id}:whole")
    assert "0 điều cần xem lại" in chat.seen


def test_without_buttons_the_numbers_do(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id, channel="sms")
    chat.say("/kehoach")
    chat.say(str(chat.labels.index("Rà soát tiếp: Kế hoạch thi đua, khen thưởng năm 2025") + 1))
    chat.say("1")
    assert "Việc 3/3" in chat.seen
    chat.say(str(chat.labels.index("Bỏ qua") + 1))
    assert review_of(store).tasks[2].state is ReviewState.SKIPPED


def test_two_people_at_once_lose_nothing(chat: Chat, store: MemoryStore) -> None:
    other = Chat(store, OFFICE_HEAD.id)
    other.send(action=f"review:{review_of(store).id}:title:1")
    chat.send(action=f"review:{review_of(store).id}:kind:1")
    other.say("Tên của chị Hoa")
    chat.send(action=f"review:{review_of(store).id}:is:1:meeting")
    found = review_of(store).tasks[0].task
    assert (found.title, found.kind) == ("Tên của chị Hoa", TaskKind.MEETING)


def test_later_keeps_everything_and_says_how_to_come_back(chat: Chat, store: MemoryStore) -> None:
    before = review_of(store)
    assert "/kehoach" in chat.press("Để sau")
    assert review_of(store) == before
    chat.press("Rà soát tiếp")
    assert "3 nhiệm vụ" in chat.seen


def test_a_question_in_between_is_answered_and_the_review_stays_open(chat: Chat) -> None:
    chat.press("Xem việc")
    said = chat.say("tháng này có gì đến hạn")
    assert "29/02/2024" in said
    assert "rà soát văn bản vẫn đang dở" in said
    assert "Việc 3/3" in chat.press("Tiếp tục")


def test_cancel_says_that_nothing_is_lost(chat: Chat) -> None:
    chat.press("Xem việc")
    assert "được giữ" in chat.say("/huy")


def test_dropping_is_asked_for(chat: Chat, store: MemoryStore) -> None:
    chat.press("Bỏ văn bản này")
    assert review_of(store)
    chat.press("Bỏ văn bản")
    assert store.all(Review) == ()


def test_beginning_something_else_keeps_the_review(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    assert "được giữ" in chat.say("/sangkien")
    assert review_of(store)


def test_forged_buttons_do_no_harm(chat: Chat, store: MemoryStore) -> None:
    id, before = review_of(store).id, review_of(store)
    forged = "x at at:99 at:../.. unit:1 unit:1:0000 units:1:-5 units:1:99999 is:1:king tie:1:0 same:1:zzz put:colour"
    more = "amend:ffff amends:x take:3 addtake:typed addtake adoptyes drop:no"
    for deed in ("", *forged.split(), *more.split()):
        chat.send(action=f"review:{id}:{deed}")
        assert chat.replies
    chat.send(action="review")
    chat.send(action="review:begin")
    assert review_of(store) == before


def test_everything_fits_a_message_and_a_button() -> None:
    store = a_store()
    long = "Tổ chức " + "rất nhiều việc quan trọng " * 60
    tasks = tuple(a_read_task(f"{long}{n}", by(f"2025-03-{n % 27 + 1:02}", long), n) for n in range(1, 200))
    begun(store, a_draft(tasks=tasks))
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    id = review_of(store).id
    for deed in ("whole", "at:150", "units:150", "kind:150", "head", "found", "adopt", "title:150", "date:150", "drop"):
        for reply in chat.send(action=f"review:{id}:{deed}"):
            assert len(f"{reply.heading}\n{reply.text}".encode("utf-16-le")) // 2 <= TEXT_LIMIT
            assert all(len(choice.action.encode()) <= ACTION_LIMIT for row in reply.choices for choice in row)


def test_english_speaks_english(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    chat.say("/language en")
    with store.transaction() as tx:
        assert language_of(tx, OFFICER) == "en"
    chat.say("/plans")
    chat.press("Go on reviewing")
    assert "3 tasks" in chat.seen
    assert "nhiệm vụ" not in chat.seen
    chat.press("See what to look at (1)")
    assert "Task 3 of 3" in chat.seen
    chat.press("Change deadline")
    assert "28/02/2025 (Friday)" in chat.say("28/2")
    chat.say("yes")
    assert review_of(store).tasks[2].task.deadline.date == "2025-02-28"


# ---------------------------------------------------------------- amendments


def a_letter() -> Draft:
    """A letter that moves one deadline of the plan of 2024 and adds a task."""
    moved = a_read_task(
        "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm",
        by("2024-07-05", "Trước 05/7/2024", before=True),
        1,
        replaces=DraftDeadline(DeadlineKind.BY, "2024-06-15", "Trước 15/6/2024", before=True),
    )
    added = a_read_task("Tổ chức hội nghị điển hình tiên tiến", by("2024-08-20", "20/8/2024"), 2)
    draft = a_draft(year=2024, tasks=(moved, added))
    return Draft(
        "cv.docx",
        DocumentForm.LETTER,
        "V/v điều chỉnh thời gian",
        draft.agency,
        "99/STN",
        "2024-02-15",
        2024,
        draft.tasks,
    )


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


def test_a_plan_is_carried_over_to_another_year_from_the_list() -> None:
    store = a_store()
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    chat.press("Kế hoạch thi đua")
    said = chat.press("Sang năm 2025")
    assert "Rà soát: Kế hoạch thi đua, khen thưởng năm 2025" in said
    (review,) = store.all(Review)
    assert review.draft.year == 2025
    assert all(each.state is ReviewState.OPEN for each in review.tasks)


def test_the_reviewed_file_comes_as_a_document() -> None:
    store = a_store()
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    chat.press("Kế hoạch thi đua")
    chat.press("Lấy tệp")
    (reply,) = chat.replies
    assert reply.attachment is not None
    assert "[Nhiệm vụ" in reply.attachment.content.decode()


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


def test_a_task_is_tied_to_the_one_it_continues_or_said_to_be_new() -> None:
    store = a_store()
    begun(store, a_letter(), "2" * 64)
    chat = Chat(store, OFFICER.id)
    id = review_of(store, "2" * 64).id
    chat.send(action=f"review:{id}:at:2")
    assert "Là việc mới" in chat.seen
    chat.press("Là việc nào trong kế hoạch")
    chat.press("4.1 Triển khai")
    assert "Là việc đang có trong kế hoạch: Triển khai và tổng hợp đăng ký sáng kiến" in chat.seen
    assert review_of(store, "2" * 64).tasks[1].continues == "dk_sang_kien"
    chat.press("Là việc nào trong kế hoạch")
    chat.press("Việc mới")
    assert review_of(store, "2" * 64).tasks[1].continues == ""


def test_many_units_are_offered_a_few_at_a_time(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for n in range(15):
            tx.put(a_unit(f"phong_{n}", f"Phòng số {n}"))
    chat = Chat(store, OFFICER.id)
    chat.send(action=f"review:{review_of(store).id}:units:1")
    seen = set(chat.labels)
    while "Sau ›" in chat.labels:
        chat.press("Sau ›")
        seen |= set(chat.labels)
    assert {f"Phòng số {n}" for n in range(15)} <= seen
    chat.press("Phòng số 14") if "Phòng số 14" in chat.labels else chat.press("‹ Trước")
    assert "‹ Trước" in chat.labels, "a tap stays on its page"


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


@settings(max_examples=5000 if os.environ.get("DONDOC_SOAK") else 60, deadline=None)
@given(st.lists(st.integers(0, 60), max_size=25))
def test_wherever_the_taps_lead_there_is_an_answer_that_fits(steps: list[int]) -> None:
    """Numbers below the count of the offered buttons press one, the others type something."""
    typed = [
        "28/2",
        "cuối tháng 9",
        "Họp xét",
        "2025",
        "có",
        "không",
        "/huy",
        "/kehoach",
        "Văn phòng",
        "tháng này có gì",
    ]
    store = a_store()
    with store.transaction() as tx:
        stamp_events(tx, NOW)
    begun(store)
    begun(store, a_letter(), "2" * 64)
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    for step in steps:
        offered = [choice.action for choice in chat.choices if choice.action]
        if step < len(offered):
            chat.send(action=offered[step])
        else:
            chat.say(typed[step % len(typed)])
        assert chat.replies
        for reply in chat.replies:
            assert reply.text or reply.attachment
            assert len(f"{reply.heading}\n{reply.text}".encode("utf-16-le")) // 2 <= TEXT_LIMIT
            assert all(len(choice.action.encode()) <= ACTION_LIMIT for row in reply.choices for choice in row)


def test_another_day_may_be_typed_before_the_first_is_taken(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    chat.say("28/2")
    assert "27/02/2025" in chat.say("27/2")
    assert "Không có ngày 30/2/2025" in chat.say("30/2")
    chat.say("26/2")
    chat.say("có")
    assert review_of(store).tasks[2].task.deadline.date == "2025-02-26"


def test_a_question_between_loses_neither_the_typed_day_nor_the_new_task(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    assert "Việc đến hạn" in chat.say("Tháng này có gì đến hạn?")
    chat.press("Tiếp tục")
    chat.say("28/2")
    chat.say("Tháng này có gì đến hạn?")
    assert "28/02/2025" in chat.press("Tiếp tục")
    chat.say("/kehoach")
    chat.press("Rà soát tiếp")
    chat.press("Thêm việc")
    chat.say("Tổng kết năm")
    chat.say("/help")
    assert "Việc thêm: Tổng kết năm" in chat.press("Tiếp tục")
    chat.say("20/12")
    chat.say("/help")
    assert "20/12/2025" in chat.press("Tiếp tục")
    chat.say("21/12")
    chat.say("có")
    assert review_of(store).tasks[-1].task.deadline.date == "2025-12-21"


def test_a_question_is_no_unit(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa đơn vị")
    chat.say("Bao giờ họp?")
    assert review_of(store).tasks[2].task.lead == ("Văn phòng",)


def test_what_the_head_lacked_is_no_doubt_once_it_is_said() -> None:
    store = a_store()
    blank = (Problem("reading.blank_number"), Problem("reading.blank_day"))
    begun(store, replace(a_draft(), number=None, issued=None, problems=blank))
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    assert "Số văn bản để trống" in chat.press("Rà soát tiếp")
    chat.press("Đầu văn bản")
    chat.press("Sửa số")
    chat.say("15/KH-STN")
    chat.press("Sửa ngày")
    chat.say("10/1/2025")
    whole = chat.press("Cả văn bản")
    assert "để trống" not in whole
    assert "Đã xem các điều ghi ở văn bản" not in chat.labels


def test_a_task_that_a_colleague_has_left_out_is_not_brought_back_by_an_older_page(
    chat: Chat, store: MemoryStore
) -> None:
    chat.press("Xem việc")
    colleague = Chat(store, OFFICE_HEAD.id, channel="telegram")
    colleague.say("/kehoach")
    colleague.press("Rà soát tiếp")
    colleague.press("Xem việc")
    colleague.press("Bỏ qua")
    said = chat.press("Đúng rồi")
    assert "đã được bỏ qua trong lúc ấy" in said
    assert review_of(store).tasks[2].state is ReviewState.SKIPPED
    assert "Đã lấy lại" in chat.press("Lấy lại việc này")


def test_a_change_of_language_in_the_middle_speaks_one_language(chat: Chat) -> None:
    chat.press("Xem việc")
    chat.say("/ngonngu")
    said = chat.press("English")
    assert "The review of a document is still open" in said
    assert "vẫn đang dở" not in said
    assert chat.labels[-1] == "Continue"
    assert "Task 3 of 3" in chat.press("Continue")


def test_a_dropped_next_year_asks_for_no_file(chat: Chat, store: MemoryStore) -> None:
    chat.say("/kehoach")
    chat.press("Kế hoạch thi đua, khen thưởng năm 2024")
    chat.press("Sang năm 2026")
    chat.press("Bỏ văn bản này")
    said = chat.press("Bỏ văn bản")
    assert "gửi lại tệp" not in said
    assert "giữ nguyên" in said
    assert "Đang rà soát" in chat.press("Các kế hoạch")


def test_the_button_under_another_day_takes_nothing(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    chat.say("28/2")
    old = chat.button("Ghi thời hạn này").action
    chat.say("27/2")
    chat.send(action=old)
    assert review_of(store).tasks[2].task.deadline.date is None
    chat.press("Thêm việc")
    chat.say("Việc thứ nhất")
    unset = chat.button("Chưa ấn định ngày").action
    chat.say("1/12")
    typed = chat.button("Thêm việc này").action
    chat.say("2/12")
    chat.send(action=typed)
    chat.press("Thêm việc")
    chat.say("Việc thứ hai")
    chat.send(action=unset)
    assert len(review_of(store).tasks) == 3


def test_two_reviews_of_one_title_are_told_apart_by_their_files(chat: Chat, store: MemoryStore) -> None:
    begun(store, replace(a_draft(), document="ban-ky-lai.docx"), "f" * 64)
    chat.say("/kehoach")
    labels = [label for label in chat.labels if label.startswith("Rà soát tiếp")]
    assert len(set(labels)) == 2
    assert any("ban-ky-lai.docx" in label for label in labels)


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
