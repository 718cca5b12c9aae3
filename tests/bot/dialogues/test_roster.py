"""A roster sent to the chat: every doubt asked, what would change shown, and stored only when that is wanted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogues import roster
from bot.documents.answering import SentDocuments
from bot.messages import Reply, Upload
from bot.talk import Installation
from plans.documents.grids import read_grids
from plans.documents.roster_writing import roster_csv
from plans.model.people import Department, Person, Role, Unit
from plans.model.person_lists import ListKind, PendingList, PersonList
from plans.model.reaching import WebSession
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS, Chat
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, audit


def listed(store: MemoryStore, *changes: tuple[str, str]) -> str:
    """The present roster as a file, with changes to its text."""
    text = roster_csv(store.get(Department, "department"), store.all(Unit), store.all(Person)).decode("utf-8-sig")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def send(chat: Chat, text: str, digest: str = "d1", kind: ListKind = ListKind.ROSTER) -> str:
    """Send a list, as it comes out of its reading."""
    chat.number += 1
    grids = read_grids(text.encode(), "canbo.csv")
    assert not isinstance(grids, Problem)
    upload = Upload(chat.channel, f"{chat.channel}-{chat.person}", chat.number, chat.person, "canbo.csv", chat.now)
    with chat.store.transaction() as tx:
        found = PersonList(kind, grids)
        chat.replies = chat.documents.read(tx, upload, found, digest, chat.now)
    return chat.seen


def row_of(text: str, id: str) -> str:
    """A person's line in a file."""
    return next(line for line in text.splitlines(keepends=True) if line.startswith(f"{id},"))


def test_what_would_change_is_shown_and_stored_only_on_confirmation(store: MemoryStore, chat: Chat) -> None:
    text = listed(store, ("Phạm Thị Lan,Phòng Quản lý công nghiệp,,", "Phạm Thị Lan,Phòng Quản lý công nghiệp,,Phó"))
    text += "nam,Vũ Nam,Văn phòng,,,hợp đồng,Cán bộ,,,,,,vi\r\n"
    seen = send(chat, text)
    assert "Thêm 1, thay đổi 1, nghỉ 0, giữ nguyên 4." in seen
    assert "+ Vũ Nam, Văn phòng" in seen
    assert "chức vụ: – → Phó" in seen
    assert store.get(Person, "nam") is None
    assert "thêm 1, thay đổi 1, nghỉ 0" in chat.press("Nạp danh sách")
    assert store.get(Person, "nam") is not None
    assert not store.all(PendingList)
    assert audit(store)[-1].verb == "load_roster"
    assert audit(store)[-1].who == OFFICER.id


def test_whoever_is_missing_loses_access_once_it_is_confirmed(store: MemoryStore, chat: Chat) -> None:
    with store.transaction() as tx:
        tx.put(WebSession("s", STAFF.id, NOW, NOW + timedelta(days=9)))
    text = listed(store)
    seen = send(chat, text.replace(row_of(text, STAFF.id), ""))
    assert "- Phạm Thị Lan" in seen
    assert store.all(WebSession)
    chat.say("có")
    assert not store.all(WebSession)
    assert "mời" in Chat(store, STAFF.id).say("tháng này có gì đến hạn")


def test_a_list_that_is_dropped_changes_nothing(store: MemoryStore, chat: Chat) -> None:
    text = listed(store)
    send(chat, text.replace(row_of(text, STAFF.id), ""))
    assert "không có gì thay đổi" in chat.press("Bỏ, không nạp")
    assert not store.all(PendingList)
    here = store.get(Person, STAFF.id)
    assert here is not None
    assert here.left is None


@pytest.mark.parametrize(("answer", "left"), [("Đúng, một người", 0), ("Không, hai người", 1)])
def test_a_doubt_is_asked_and_its_answer_decides(store: MemoryStore, chat: Chat, answer: str, left: int) -> None:
    text = listed(store, ("lan,Phạm Thị Lan", "lan2,Phạm Thị Lann"))
    assert "“Phạm Thị Lann” (dòng" in send(chat, text)
    seen = chat.press(answer)
    assert f"nghỉ {left}" in seen
    chat.press("Nạp danh sách")
    lan = store.get(Person, STAFF.id)
    assert lan is not None
    assert (lan.left is None, lan.name) == ((True, "Phạm Thị Lann") if left == 0 else (False, "Phạm Thị Lan"))


def test_a_doubt_can_be_answered_in_words_and_by_number(store: MemoryStore, chat: Chat) -> None:
    text = listed(store, ("lan,Phạm Thị Lan", "lan2,Phạm Thị Lann"), ("hung,Lê Quốc Hùng", "hung2,Lê Quốc Hưng"))
    text = text.replace("QLCN,hung", "QLCN,hung2")
    assert "còn 1 điều nữa" in send(chat, text)
    chat.say("đúng")
    assert "thay đổi 2" in chat.say("1")


def test_many_doubts_of_one_sort_are_answered_at_once(store: MemoryStore, chat: Chat) -> None:
    text = listed(store, ("lan,Phạm Thị Lan", "lan2,Pham Thi Lan"), ("hung,Lê Quốc Hùng", "hung2,Le Quoc Hung"))
    send(chat, text.replace("QLCN,hung", "QLCN,hung2"))
    assert "thay đổi 2, nghỉ 0" in chat.press("Đúng cho cả 2")


def test_the_talk_goes_on_after_a_restart_and_on_another_channel(store: MemoryStore, chat: Chat) -> None:
    text = listed(store, ("lan,Phạm Thị Lan", "lan2,Phạm Thị Lann"))
    send(chat, text)
    other = Chat(store, OFFICER.id, channel="telegram", number=50)
    other.say("tháng này có gì đến hạn")
    other.press("Tiếp tục")
    assert "thay đổi 1" in other.press("Đúng, một người")
    other.press("Nạp danh sách")
    lan = store.get(Person, STAFF.id)
    assert lan is not None
    assert lan.name == "Phạm Thị Lann"


def test_everything_that_is_wrong_is_said_at_once_with_its_rows(store: MemoryStore, chat: Chat) -> None:
    text = listed(
        store, ("Phạm Thị Lan", "=HYPERLINK(1)"), ("Nguyễn Văn Minh", "<b>Minh</b>"), ("Lê Quốc Hùng", "H" * 300)
    )
    seen = send(chat, text)
    assert seen.count("Dòng ") == 3
    assert not store.all(PendingList)
    assert not chat.choices


def test_an_old_button_does_not_load_a_later_file(store: MemoryStore, chat: Chat) -> None:
    text = listed(store)
    send(chat, text.replace(row_of(text, STAFF.id), ""))
    old = chat.button("Nạp danh sách").action
    send(chat, text.replace(row_of(text, HEAD.id), "").replace("QLCN,hung", "QLCN,"), "d2")
    chat.send(action=old)
    assert all(person.left is None for person in store.all(Person))


def test_a_roster_that_changed_meanwhile_is_shown_again(store: MemoryStore, chat: Chat) -> None:
    text = listed(store)
    send(chat, text.replace(row_of(text, STAFF.id), ""))
    with store.transaction() as tx:
        tx.put(replace(LEADER, phone="0900 000 009"))
    assert "xem lại trước khi nạp" in chat.press("Nạp danh sách")
    assert "0900 000 009" in chat.seen
    assert all(person.left is None for person in store.all(Person))


def test_nobody_locks_themselves_out(store: MemoryStore, chat: Chat) -> None:
    text = listed(store)
    other = text.replace(row_of(text, OFFICER.id), "").replace(
        "Phạm Thị Lan,Phòng Quản lý công nghiệp,,,công chức,Cán bộ",
        "Phạm Thị Lan,Phòng Quản lý công nghiệp,,,công chức,Văn phòng",
    )
    assert "không có anh/chị" in send(chat, other)
    assert not store.all(PendingList)


def test_a_list_that_lets_most_people_go_wants_a_second_yes(chat: Chat, store: MemoryStore) -> None:
    with store.transaction() as tx:
        for number in range(6):
            tx.put(replace(STAFF, id=f"p{number}", name=f"Người {'ABCDEF'[number]}"))
    text = listed(store)
    for number in range(6):
        text = text.replace(row_of(text, f"p{number}"), "")
    send(chat, text)
    assert "Rất có thể là nhầm tệp" in chat.press("Nạp danh sách")
    assert "nghỉ 6" in chat.press("Vẫn nạp danh sách này")


@pytest.mark.parametrize("person", [STAFF, HEAD, LEADER])
def test_only_the_office_may_send_one(store: MemoryStore, person: Person) -> None:
    chat = Chat(store, person.id)
    send(chat, listed(store))
    assert not store.all(PendingList)
    assert not chat.choices


def test_on_telegram_a_list_is_kept_nowhere_unless_the_office_wants_that(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id, channel="telegram")
    assert "chỉ nhận qua trang chat trên web" in send(chat, listed(store))
    assert [choice.url for choice in chat.choices] == [LINKS.chat_url()]
    assert not store.all(PendingList)
    chat.documents = SentDocuments(Installation(LINKS, lists_on_telegram=True))
    assert "giữ nguyên 5" in send(chat, listed(store))


def test_a_list_left_lying_is_forgotten(store: MemoryStore, chat: Chat) -> None:
    text = listed(store)
    send(chat, text.replace(row_of(text, STAFF.id), ""))
    old = chat.button("Nạp danh sách").action
    later = Chat(store, OFFICER.id, now=NOW + timedelta(days=2), number=90)
    later.send(action=old)
    assert all(person.left is None for person in store.all(Person))


def test_a_role_taken_meanwhile_ends_it(store: MemoryStore, chat: Chat) -> None:
    text = listed(store)
    send(chat, text.replace(row_of(text, STAFF.id), ""))
    with store.transaction() as tx:
        tx.put(replace(OFFICER, roles=frozenset({Role.STAFF})))
    chat.press("Nạp danh sách")
    assert all(person.left is None for person in store.all(Person))


def test_the_replies_fit_a_message_however_long_the_list(store: MemoryStore, chat: Chat) -> None:
    places = "Chuyên viên " * 30
    names = (f"Nguyễn {'Văn ' * 12}{chr(65 + n % 26)}{'abcdefghij'[n // 26]}" for n in range(260))
    rows = (f"x{n},{name},Văn phòng,,{places},viên chức,,,,,,,vi\r\n" for n, name in enumerate(names))
    text = listed(store) + "".join(rows)
    send(chat, text)
    shown: Reply = chat.replies[-1]
    assert len(shown.text) + len(shown.heading) < 4000
    assert "người nữa" in shown.text


def test_a_list_is_not_read_again_while_nothing_has_changed(store: MemoryStore, chat: Chat) -> None:
    text = listed(store, ("Phạm Thị Lan,Phòng Quản lý công nghiệp,,", "Phạm Thị Lan,Phòng Quản lý công nghiệp,,Phó"))
    send(chat, text)
    before = roster._reading.cache_info()
    chat.send(action=chat.button("Nạp danh sách").action)
    after = roster._reading.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1)
    assert "thay đổi 1" in chat.seen


def test_a_corrected_list_takes_the_place_of_the_one_that_waits_and_its_own_button_loads_it(
    store: MemoryStore, chat: Chat
) -> None:
    send(chat, listed(store) + "nam,Vũ Nam,Văn phòng,,,hợp đồng,Cán bộ,,,,,,vi\r\n", "d1")
    assert "cần sửa" in send(chat, listed(store) + "nam,Vũ Nam,Văn phòng,,,sai,Cán bộ,,,,,,vi\r\n", "d2")
    seen = send(chat, listed(store) + "nga,Hồ Nga,Văn phòng,,,hợp đồng,Cán bộ,,,,,,vi\r\n", "d3")
    assert "Tiếp tục" not in seen
    assert "thêm 1" in chat.press("Nạp danh sách")
    assert (store.get(Person, "nam"), store.get(Person, "nga") is None) == (None, False)


def test_a_list_shown_in_the_middle_of_something_else_is_loaded_by_its_button(store: MemoryStore, chat: Chat) -> None:
    chat.say("/themviec")
    seen = send(chat, listed(store) + "nga,Hồ Nga,Văn phòng,,,hợp đồng,Cán bộ,,,,,,vi\r\n")
    assert "vẫn đang dở" in seen
    assert "đã dừng" not in seen
    assert "thêm 1" in chat.press("Nạp danh sách")
    assert store.get(Person, "nga") is not None


def test_one_telephone_number_of_two_people_is_pointed_out(store: MemoryStore, chat: Chat) -> None:
    row = "{id},{name},Văn phòng,,,hợp đồng,Cán bộ,,,{phone},,,vi\r\n"
    two = row.format(id="nga", name="Hồ Nga", phone="0905 111 111") + row.format(
        id="nam", name="Vũ Nam", phone="+84905111111"
    )
    assert "Cùng một số điện thoại: Hồ Nga; Vũ Nam." in send(chat, listed(store) + two)
