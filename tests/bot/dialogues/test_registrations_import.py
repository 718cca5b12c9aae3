"""A list of registrations sent to the chat: who is meant, a reason, the confirmation, and buttons of other lists."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.messages import Upload
from plans.documents import registration_list
from plans.model.answers import Registration
from plans.model.people import Person
from plans.model.person_lists import Grid, GridRow, ListKind, PendingList, PersonList
from plans.registrations.registering import register_title
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import NOW, OFFICER, STAFF, a_person, a_plan, do

HEADING = ("STT", "Họ và tên", "Danh hiệu thi đua", "Hình thức khen thưởng")
AFTER = datetime(2024, 3, 1, 1, tzinfo=UTC)


@pytest.fixture
def store() -> MemoryStore:
    return a_store()


def send(chat: Chat, *rows: Sequence[str], digest: str = "a" * 64, name: str = "dang-ky.xlsx") -> str:
    """Send a list with these rows, as it comes back from the reading."""
    grids = (Grid("Cá nhân", tuple(GridRow(at, tuple(row)) for at, row in enumerate((HEADING, *rows), 1))),)
    chat.number += 1
    upload = Upload(chat.channel, f"{chat.channel}-{chat.person}", chat.number, chat.person, name, chat.now)
    with chat.store.transaction() as tx:
        chat.replies = chat.documents.read(tx, upload, PersonList(ListKind.REGISTRATIONS, grids), digest, chat.now)
    return chat.seen


def title_of(store: MemoryStore, person: str) -> str | None:
    """What stands for a person."""
    found = store.get(Registration, f"thu-2024/{person}")
    return found.title if found else None


def test_a_clear_list_is_shown_and_taken_over_by_one_tap(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    seen = send(chat, ("1", "Phạm Thị Lan", "CSTĐCS", "GK"), ("2", "Văn phòng", "TTLĐXS", ""))
    assert "2 mới" in seen
    assert "Phạm Thị Lan: Danh hiệu: Chiến sĩ thi đua cơ sở" in seen
    assert title_of(store, "lan") is None
    assert "2 đăng ký mới" in chat.press("Ghi 2 dòng")
    assert (title_of(store, "lan"), title_of(store, "van_phong")) == ("cstdcs", "tt_ldxs")
    assert not store.all(PendingList)
    assert "Phòng Quản lý công nghiệp" in chat.press("Xem danh sách")


def test_a_double_tap_takes_it_over_once(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    send(chat, ("1", "Phạm Thị Lan", "LĐTT", ""))
    button = chat.button("Ghi 1 dòng").action
    chat.send(action=button)
    chat.send(action=button)
    assert "không còn chờ" in chat.seen
    found = store.get(Registration, "thu-2024/lan")
    assert found is not None
    assert found.history == ()


def test_everything_wrong_is_told_with_its_rows_and_nothing_waits(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    seen = send(chat, ("1", "Không Có Ai", "LĐTT", ""), ("2", "Phạm Thị Lan", "Bằng khen", ""))
    assert "dòng 2" in seen
    assert "dòng 3" in seen
    assert not store.all(PendingList)


def test_who_is_meant_is_asked_name_by_name_and_by_number_too(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(a_person("an1", "Lê Văn An"))
        tx.put(a_person("an2", "Lê Văn An", unit="van_phong"))
    chat = Chat(store, OFFICER.id)
    seen = send(chat, ("1", "Lê Văn An", "LĐTT", ""), ("2", "Phạm Thị Làn", "LĐTT", ""))
    assert "“Lê Văn An” là ai" in seen
    assert "“Phạm Thị Làn” là ai" in chat.say("2")
    assert "1 mới" in chat.press("Không phải ai")
    chat.press("Ghi 1 dòng")
    assert {person: title_of(store, person) for person in ("an1", "an2", "lan")} == {
        "an1": None,
        "an2": "ldtt",
        "lan": None,
    }


def test_after_the_last_day_a_reason_is_typed(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id, now=AFTER)
    assert "lý do" in send(chat, ("1", "Phạm Thị Lan", "LĐTT", ""))
    assert "lý do" in chat.say("x").lower()
    assert "Lý do: hồ sơ giấy gửi qua văn thư" in chat.say("hồ sơ giấy gửi qua văn thư")
    chat.press("Ghi 1 dòng")
    found = store.get(Registration, "thu-2024/lan")
    assert found is not None
    assert found.late == "hồ sơ giấy gửi qua văn thư"


def test_what_somebody_registered_themselves_needs_a_tap_of_its_own(store: MemoryStore) -> None:
    do(store, register_title, STAFF, STAFF, a_plan(), "ldtt")
    chat = Chat(store, OFFICER.id)
    rows = (("1", "Phạm Thị Lan", "CSTĐCS", ""), ("2", "Lê Quốc Hùng", "LĐTT", ""))
    assert "đã tự đăng ký" in send(chat, *rows)
    chat.press("Ghi 1 dòng")
    assert (title_of(store, "lan"), title_of(store, "hung")) == ("ldtt", "ldtt")
    send(chat, *rows)
    chat.press("Ghi cả 1 dòng")
    assert title_of(store, "lan") == "cstdcs"


def test_a_confirmation_of_what_has_changed_meanwhile_shows_it_again(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    send(chat, ("1", "Phạm Thị Lan", "CSTĐCS", ""))
    do(store, register_title, STAFF, STAFF, a_plan(), "ldtt")
    assert "đã tự đăng ký" in chat.press("Ghi 1 dòng")
    assert title_of(store, "lan") == "ldtt"


def test_a_button_of_an_earlier_list_does_nothing_to_a_later_one(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    send(chat, ("1", "Phạm Thị Lan", "LĐTT", ""))
    earlier = chat.button("Ghi 1 dòng").action
    send(chat, ("1", "Lê Quốc Hùng", "LĐTT", ""), digest="b" * 64)
    chat.send(action=earlier)
    assert "không còn chờ" in chat.seen
    assert (title_of(store, "lan"), title_of(store, "hung")) == (None, None)


def test_a_list_left_for_more_than_a_day_is_gone(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    send(chat, ("1", "Phạm Thị Lan", "LĐTT", ""))
    chat.now = NOW + timedelta(hours=25)
    assert "không còn chờ" in chat.press("Ghi 1 dòng")


def test_a_dropped_list_changes_nothing(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    send(chat, ("1", "Phạm Thị Lan", "LĐTT", ""))
    assert "không có gì thay đổi" in chat.press("Bỏ")
    assert not store.all(PendingList)
    assert title_of(store, "lan") is None


def test_a_list_that_says_what_stands_has_nothing_to_confirm(store: MemoryStore) -> None:
    do(store, register_title, OFFICER, STAFF, a_plan(), "ldtt")
    chat = Chat(store, OFFICER.id)
    assert "không có gì thay đổi" in send(chat, ("1", "Phạm Thị Lan", "LĐTT", ""))
    assert not chat.labels


@pytest.mark.parametrize("person", ["lan", "hung", "minh"])
def test_nobody_else_takes_a_list_over(store: MemoryStore, person: str) -> None:
    chat = Chat(store, person)
    send(chat, ("1", "Phạm Thị Lan", "LĐTT", ""))
    assert not store.all(PendingList)
    office = Chat(store, OFFICER.id)
    send(office, ("1", "Phạm Thị Lan", "LĐTT", ""))
    chat.send(action=office.button("Ghi 1 dòng").action)
    assert title_of(store, "lan") is None


def test_a_list_of_hundreds_of_rows_fits_into_a_message(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for number in range(300):
            tx.put(a_person(f"p{number}", f"Nguyễn {'Dài' * 80} {number:04d}"))
    people = [person for person in store.all(Person) if person.id.startswith("p")]
    chat = Chat(store, OFFICER.id)
    seen = send(chat, *(("1", person.name, "LĐTT", "") for person in people))
    assert "300 mới" in seen
    assert len(seen) < 4096


def test_a_list_is_not_read_again_while_nothing_has_changed(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    send(chat, ("1", "Phạm Thị Lan", "LĐTT", ""))
    before = registration_list._read.cache_info().misses
    assert "1 đăng ký mới" in chat.press("Ghi 1 dòng")
    assert registration_list._read.cache_info().misses == before
