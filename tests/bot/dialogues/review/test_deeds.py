"""Going through a document in the chat: by the office only, doubtful first, resumed anywhere."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import ACTION_LIMIT, TEXT_LIMIT
from calendar_sync.stamps import stamp_events
from plans.model.people import Person
from plans.model.plan import Opens, TaskKind
from plans.planning.draft import Review, ReviewState
from plans.staff.people import language_of
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.bot.dialogues.drafts import a_draft, a_letter, a_read_task, begun, by, review_of
from tests.builders import HEAD, LEADER, NOW, OFFICE_HEAD, OFFICER, STAFF, a_unit


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
