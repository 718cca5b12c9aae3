"""`/ngaynghi` in the chat: the year's list, days typed, taken back, dropped as a file; what moves is said."""

from datetime import date

import pytest

from bot.messages import Upload
from calendar_sync.stamps import stamp_events
from plans.documents.office_file import OfficeFile, read_office_file
from plans.model.publishing import PublishedEvent
from plans.model.reaching import Dialogue
from plans.office.days import OfficeDay, office_days
from plans.problems import Problem
from plans.working_days import is_working_day, use
from tests.bot.chatting import Chat, a_store
from tests.builders import NOW

FILE = b'[[day]]\ndate = 2024-06-14\nwork = false\nreason = "Ho\xc3\xa1n \xc4\x91\xe1\xbb\x95i"\n'


def office() -> Chat:
    return Chat(a_store(), "van")


def dropped(chat: Chat, outcome: OfficeFile | Problem) -> str:
    """What is answered to a file that was read so."""
    upload = Upload("web", "web-van", chat.number, "van", "ngay-nghi.toml", chat.now)
    with chat.store.transaction() as tx:
        chat.replies = chat.documents.read(tx, upload, outcome, "0" * 64, chat.now)
    return chat.seen


def test_a_year_s_days_off_and_working_saturdays_are_listed_with_what_they_rest_on() -> None:
    seen = office().say("/ngaynghi")
    assert "năm 2024" in seen
    assert "– thứ Năm 18/04/2024: Ngày Giỗ Tổ Hùng Vương" in seen
    assert "– thứ Bảy 04/05/2024" in seen
    seen = office().say("/ngaynghi 2026")
    assert "12729/VPCP-KGVX" in seen
    assert "đối chiếu ngày 21/11/2026" in seen
    assert "Chưa biết ngày hoán đổi" in office().say("/ngaynghi 2027")


def test_days_that_are_typed_are_shown_before_they_are_set_and_say_what_moves() -> None:
    chat = office()
    with chat.store.transaction() as tx:
        stamp_events(tx, NOW)
    before = {stamp.id: stamp.sequence for stamp in chat.store.all(PublishedEvent)}
    chat.say("/ngaynghi")
    chat.press("Thêm ngày nghỉ")
    assert "– nghỉ thứ Sáu 14/06/2024 – hoán đổi" in chat.say("14/6: hoán đổi")
    assert office_days(chat.store) == ()
    seen = chat.press("Ghi")
    assert "Đã ghi 1 ngày" in seen
    assert "13/6 (trước đây 14/6)" in seen
    assert office_days(chat.store) == (OfficeDay(date(2024, 6, 14), False, "hoán đổi"),)
    moved = {stamp.id for stamp in chat.store.all(PublishedEvent) if stamp.sequence > before[stamp.id]}
    assert len(moved) == 1
    assert "14/06/2024: hoán đổi (cơ quan ghi)" in chat.press("Ngày nghỉ năm 2024")


def test_everything_wrong_with_typed_days_is_said_at_once() -> None:
    chat = office()
    chat.say("/ngaynghi")
    chat.press("Thêm ngày làm bù")
    seen = chat.say("30/2, 5/6, hôm nào đó; 3/3 - 1/3")
    assert [part in seen for part in ("“30/2”", "“hôm nào đó”", "“3/3 - 1/3”")] == [True, True, True]
    assert "Vốn đã là ngày làm việc: 05/06/2024" in chat.say("5/6")


def test_a_day_is_taken_back_by_its_button() -> None:
    chat = office()
    chat.say("/ngaynghi")
    chat.press("Thêm ngày nghỉ")
    chat.say("14/6")
    chat.press("Ghi")
    chat.press("Ngày nghỉ năm 2024")
    chat.press("Bỏ ngày đã ghi")
    assert "14/6 (trước đây 13/6)" in chat.press("nghỉ thứ Sáu 14/06/2024")
    assert office_days(chat.store) == ()


def test_a_file_that_is_dropped_is_shown_and_set_when_it_is_confirmed() -> None:
    chat = office()
    assert "– nghỉ thứ Sáu 14/06/2024 – Hoán đổi" in dropped(chat, read_office_file(FILE))
    chat.press("Ghi")
    assert len(office_days(chat.store)) == 1
    assert "Không có gì thay đổi" in dropped(chat, read_office_file(FILE))


def test_what_is_set_can_be_had_as_a_file_that_sent_back_changes_nothing() -> None:
    chat = office()
    chat.say("/ngaynghi")
    chat.press("Tệp mẫu")
    template = chat.replies[0].attachment
    assert template is not None
    assert [problem.code for problem in read_office_file(template.content).problems] == ["file.toml_nothing"]
    dropped(chat, read_office_file(FILE))
    chat.press("Ghi")
    chat.send(action="days:file")
    file = chat.replies[0].attachment
    assert file is not None
    assert "Không có gì thay đổi" in dropped(chat, read_office_file(file.content))


def test_a_wrong_file_is_refused_with_all_its_lines() -> None:
    chat = office()
    seen = dropped(chat, read_office_file(b"[[day]]\ndate = 2024-02-30\nwork = 1\nday = 3\n"))
    assert [f"{line}: " in seen for line in (2, 3, 4)] == [True, True, True]
    assert chat.choices == []


def test_a_file_in_the_middle_of_something_else_goes_back_to_it() -> None:
    chat = office()
    chat.say("/themviec")
    step = chat.store.all(Dialogue)[0].step
    dropped(chat, read_office_file(FILE))
    assert "vẫn đang dở" in chat.press("Ghi")
    assert chat.store.all(Dialogue)[0].step == step
    assert len(office_days(chat.store)) == 1


def test_numbers_and_years_that_nobody_pressed_change_nothing() -> None:
    chat = office()
    for action in (
        "days:year:9999",
        "days:del:x",
        "days:del:2024-01-01",
        "days:drop:-1",
        "days",
        "days:begin",
        "days:x:y",
    ):
        chat.send(action=action)
        assert chat.replies
    assert office_days(chat.store) == ()


@pytest.mark.parametrize("person", ["lan", "hung", "minh"])
def test_it_is_closed_to_everybody_but_the_office(person: str) -> None:
    chat = Chat(a_store(), person)
    assert "Văn phòng" in chat.say("/ngaynghi")
    chat.send(action="days:del:2024-06-14")
    assert "Văn phòng" in chat.seen


def test_what_the_office_has_set_counts_for_whoever_asks_next() -> None:
    chat = office()
    chat.say("/ngaynghi")
    chat.press("Thêm ngày nghỉ")
    chat.say("14/6")
    chat.press("Ghi")
    use({})  # another process
    Chat(chat.store, "lan").say("/denhan")
    assert not is_working_day(date(2024, 6, 14))


def test_other_days_can_be_typed_before_the_first_are_recorded() -> None:
    chat = office()
    chat.say("/ngaynghi")
    chat.press("Thêm ngày nghỉ")
    chat.say("14/6")
    assert "Không có ngày “30/2”" in chat.say("30/2")
    assert "– nghỉ thứ Hai 17/06/2024" in chat.say("17/6")
    assert "tháng 6/2024" in chat.say("tháng 6 có gì đến hạn?"), "a question still is one"
    chat.send(action="go")
    chat.press("Ghi")
    assert [each.day for each in office_days(chat.store)] == [date(2024, 6, 17)]
