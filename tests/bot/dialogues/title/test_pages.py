"""What the steps of the form show and take: what speaks against a title, targets, innovations."""

import pytest

from bot.conversation import Conversation
from bot.talk import Installation
from plans.innovation.registering import register_innovation
from plans.model.answers import LATER, Innovation, Registration
from plans.model.entered import Honour, Rating, YearRating
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import HEAD, INDUSTRY, STAFF, a_plan, do

EXCELLENT, GOOD = "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"


@pytest.fixture
def store() -> MemoryStore:
    return a_store()


@pytest.fixture
def chat(store: MemoryStore) -> Chat:
    return Chat(store, STAFF.id)


def to_the_targets(chat: Chat, title: str = "Lao động tiên tiến") -> str:
    chat.say("đăng ký thi đua")
    for label in (title, "Không đề nghị khen thưởng"):
        chat.press(label)
    return chat.seen


def the_registration(store: MemoryStore) -> Registration:
    (found,) = store.all(Registration)
    return found


def test_last_years_result_and_rating_stand_above_the_titles(store: MemoryStore, chat: Chat) -> None:
    with store.transaction() as tx:
        tx.put(Honour(STAFF.id, 2023, "ldtt"))
        tx.put(Honour(STAFF.id, 2021, "cstdcs"))
        tx.put(YearRating(STAFF.id, 2023, Rating.GOOD))
    said = chat.say("đăng ký thi đua")
    assert "Năm 2023: Lao động tiên tiến, hoàn thành tốt nhiệm vụ." in said


def test_what_speaks_against_several_titles_is_said_once_with_the_law_in_the_summary(chat: Chat) -> None:
    said = chat.say("đăng ký thi đua")
    assert said.count("chưa có ngày vào cơ quan") == 1
    assert "Luật" not in said
    summary = chat.say("đăng ký chiến sĩ thi đua cơ sở")
    assert "Cần lưu ý (vẫn ghi được):" in summary
    assert "căn cứ: " in summary


def test_the_usual_commendations_come_first_and_the_rest_when_asked_for(chat: Chat) -> None:
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    assert chat.labels[3] == "Khác…"
    chat.press("Khác…")
    assert "Khác…" not in chat.labels
    chat.press("Bằng khen của Thủ tướng")
    chat.press("Tiếp tục")
    chat.press("‹ Quay lại")
    assert "Đã chọn: Bằng khen của Thủ tướng Chính phủ" in chat.labels


def test_one_of_two_alternative_targets_gives_way_to_the_other(store: MemoryStore, chat: Chat) -> None:
    to_the_targets(chat)
    chat.press(EXCELLENT)
    chat.press("Chấp hành")
    said = chat.press(GOOD)
    assert f"Đã chọn: Chấp hành nghiêm kỷ luật, kỷ cương hành chính; {GOOD}." in said
    chat.press("Đã chọn: Chấp hành")
    chat.press("Tiếp tục")
    assert f"Chỉ tiêu phấn đấu: {GOOD}" in chat.press("Ghi đăng ký")
    assert the_registration(store).commitments == (GOOD,)


def test_own_targets_are_typed_and_taken_back(store: MemoryStore, chat: Chat) -> None:
    to_the_targets(chat)
    chat.say("Giải quyết 100% hồ sơ đúng hạn")
    chat.say("  Viết 02 bài\ntuyên truyền ")
    chat.say("HOAN THANH TOT nhiem vu")
    chat.press("Bỏ: Giải quyết")
    chat.press("Tiếp tục")
    chat.press("Ghi đăng ký")
    assert the_registration(store).commitments == ("Viết 02 bài tuyên truyền", GOOD)


def test_too_many_or_too_long_targets_are_refused_in_place(chat: Chat) -> None:
    to_the_targets(chat)
    assert "dài 201 ký tự" in chat.say("x" * 201)
    for number in range(8):
        chat.say(f"Chỉ tiêu thứ {number}")
    assert "nhiều nhất 8" in chat.say("Thêm một nữa")
    assert "Tiếp tục" in chat.labels


def test_yes_and_no_go_on_and_are_no_targets(store: MemoryStore, chat: Chat) -> None:
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    assert "cam kết phấn đấu" in chat.say("không")
    assert "Chỉ tiêu phấn đấu: chưa ghi" in chat.say("khong")
    chat.say("có")
    assert (the_registration(store).commendations, the_registration(store).commitments) == ((), ())


def test_a_question_is_answered_and_is_no_target(chat: Chat) -> None:
    to_the_targets(chat)
    assert "vẫn đang dở" in chat.say("tháng này có gì đến hạn?")
    chat.press("Tiếp tục")
    assert "Bỏ qua" in chat.labels


def test_a_unit_has_targets_of_its_own(store: MemoryStore) -> None:
    head = Chat(store, HEAD.id)
    head.say("đăng ký thi đua")
    head.press("Cho tập thể")
    to = ("Tập thể Lao động xuất sắc", "Không đề nghị khen thưởng", "Ít nhất 70%", "Tiếp tục", "Ghi đăng ký")
    for label in to:
        head.press(label)
    assert the_registration(store).commitments == ("Ít nhất 70% cá nhân đạt Lao động tiên tiến",)
    assert the_registration(store).subject == INDUSTRY.id


@pytest.mark.parametrize("word", ["9.9", "0", "", "x", "0.0.0"])
def test_made_up_targets_and_innovations_are_not_taken(chat: Chat, word: str) -> None:
    to_the_targets(chat, "Chiến sĩ thi đua cơ sở")
    run = chat.button("Bỏ qua").action.split(":")[1]
    chat.send(action=f"title:{run}:target:{word}")
    assert "bước đã qua" in chat.seen
    chat.send(action=f"title:{run}:skip")
    chat.send(action=f"title:{run}:idea:{word}")
    assert "bước đã qua" in chat.seen


def test_lđtt_asks_for_no_innovation(chat: Chat) -> None:
    to_the_targets(chat)
    assert "Đăng ký của: Phạm Thị Lan" in chat.press("Bỏ qua")
    assert "Sáng kiến" not in chat.seen
    assert "Sửa sáng kiến" not in chat.labels


@pytest.mark.parametrize("typed", ["SK-2024-002", "sk-2024-002", "so hoa ho so", "2"])
def test_an_own_innovation_is_linked_by_button_number_or_name(store: MemoryStore, chat: Chat, typed: str) -> None:
    for name in ("Họp không giấy", "Số hóa hồ sơ"):
        do(store, register_innovation, STAFF, a_plan(), name)
    do(store, register_innovation, HEAD, a_plan(), "Của người khác")
    to_the_targets(chat, "Chiến sĩ thi đua cơ sở")
    said = chat.press("Bỏ qua")
    assert "Của người khác" not in "".join(chat.labels)
    assert "Danh hiệu này xét theo sáng kiến" in said
    assert "Sáng kiến: số SK-2024-002, Số hóa hồ sơ" in chat.say(typed)
    chat.press("Ghi đăng ký")
    linked = store.get(Innovation, the_registration(store).innovation)
    assert linked is not None
    assert linked.number == "SK-2024-002"


@pytest.mark.parametrize("typed", ["đăng ký sau", "de sau", "chưa có"])
def test_an_innovation_may_come_later_and_the_receipt_says_until_when(
    store: MemoryStore, chat: Chat, typed: str
) -> None:
    to_the_targets(chat, "Chiến sĩ thi đua cơ sở")
    chat.press("Bỏ qua")
    assert "Sáng kiến: sẽ đăng ký sau" in chat.say(typed)
    assert "Sáng kiến cần đăng ký đến hết ngày 10/10/2024" in chat.press("Ghi đăng ký")
    assert the_registration(store).innovation == LATER


def test_an_innovation_is_registered_in_the_middle_and_the_form_goes_on(store: MemoryStore, chat: Chat) -> None:
    to_the_targets(chat, "Chiến sĩ thi đua cơ sở")
    chat.press(GOOD)
    chat.press("Tiếp tục")
    assert "tên sáng kiến" in chat.press("Đăng ký sáng kiến mới")
    chat.say("Số hóa hồ sơ lưu trữ")
    receipt = chat.press("Ghi đăng ký")
    assert "SK-2024-001" in receipt
    assert "Việc đăng ký danh hiệu vẫn đang dở" in receipt
    summary = chat.press("Tiếp tục")
    assert "Danh hiệu thi đua: Chiến sĩ thi đua cơ sở" in summary
    assert f"Chỉ tiêu phấn đấu: {GOOD}" in summary
    assert "Sáng kiến: số SK-2024-001, Số hóa hồ sơ lưu trữ" in summary
    chat.press("Ghi đăng ký")
    assert the_registration(store).innovation == store.all(Innovation)[0].id


def test_an_innovation_not_registered_after_all_leaves_the_form_open(chat: Chat) -> None:
    to_the_targets(chat, "Chiến sĩ thi đua cơ sở")
    chat.press("Bỏ qua")
    chat.press("Đăng ký sáng kiến mới")
    assert "Việc đăng ký danh hiệu vẫn đang dở" in chat.press("Thôi")
    assert "Danh hiệu này xét theo sáng kiến" in chat.press("Tiếp tục")


def test_every_line_of_the_summary_is_corrected_by_itself(store: MemoryStore, chat: Chat) -> None:
    chat.say("đăng ký chiến sĩ thi đua cơ sở")
    assert "Sáng kiến: sẽ đăng ký sau" in chat.seen
    chat.press("Sửa khen thưởng")
    chat.press("Giấy khen")
    assert "Hình thức khen thưởng: Giấy khen của Giám đốc Sở" in chat.press("Tiếp tục")
    chat.press("Sửa chỉ tiêu")
    chat.press(GOOD)
    assert f"Chỉ tiêu phấn đấu: {GOOD}" in chat.press("Tiếp tục")
    chat.press("Sửa sáng kiến")
    assert "Đăng ký của" in chat.press("‹ Quay lại"), "back is back at the summary"
    chat.press("Sửa danh hiệu")
    said = chat.press("Lao động tiên tiến")
    assert "Danh hiệu thi đua: Lao động tiên tiến" in said
    assert "Sáng kiến" not in said, "no longer asked for"
    chat.press("Ghi đăng ký")
    record = the_registration(store)
    assert (record.title, record.commendations, record.commitments, record.innovation) == (
        "ldtt",
        ("giay_khen",),
        (GOOD,),
        "",
    )


def test_a_half_filled_form_survives_a_restart_and_goes_on_on_the_other_channel(store: MemoryStore, chat: Chat) -> None:
    to_the_targets(chat, "Chiến sĩ thi đua cơ sở")
    chat.say("Viết 02 bài tuyên truyền")
    other = Chat(store, STAFF.id, channel="telegram", conversation=Conversation(Installation(LINKS)))
    other.say(str(chat.labels.index("Tiếp tục") + 1))
    other.say("đăng ký sau")
    back = Chat(store, STAFF.id, number=90, conversation=Conversation(Installation(LINKS)))
    back.say("có")
    record = the_registration(store)
    assert (record.title, record.commitments, record.innovation) == ("cstdcs", ("Viết 02 bài tuyên truyền",), LATER)


def test_everything_fits_into_a_message_and_its_buttons(store: MemoryStore, chat: Chat) -> None:
    with store.transaction() as tx:
        tx.put(Honour(STAFF.id, 2023, "x" * 400))
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    chat.press("Khác…")
    assert all(len(choice.action.encode()) <= 64 for choice in chat.choices)
    chat.press("Không đề nghị")
    for number in range(8):
        chat.say(f"{number}" + "ỗ" * 198)
    chat.press("Tiếp tục")
    assert all(len(reply.text) <= 4096 and not reply.text.endswith("…") for reply in chat.replies)


def test_titles_that_the_years_before_rule_out_are_asked_for_and_not_offered(store: MemoryStore, chat: Chat) -> None:
    with store.transaction() as tx:
        for year in (2022, 2023):
            tx.put(Honour(STAFF.id, year, "ldtt"))
            tx.put(YearRating(STAFF.id, year, Rating.GOOD))
    chat.say("đăng ký thi đua")
    assert chat.labels[:3] == ["Lao động tiên tiến", "Chiến sĩ thi đua cơ sở", "Khác…"]
    assert "cấp tỉnh" not in chat.seen
    chat.press("Khác…")
    assert "Chiến sĩ thi đua toàn quốc" in chat.labels
    assert "3 năm liên tục" in chat.seen
    chat.press("Thôi")
    chat.say("đăng ký thi đua")
    assert "Danh hiệu: Chiến sĩ thi đua cấp tỉnh" in chat.say("chiến sĩ thi đua cấp tỉnh")
