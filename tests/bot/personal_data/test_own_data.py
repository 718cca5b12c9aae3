"""A person's own data as a file: everything of theirs, nothing usable, nothing of others."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest

from bot.channels.web.chat import ChatLine
from bot.messages import Answered, Attachment, ReadMark, Reply, Upload
from bot.personal_data.own_data import HASHED, LEFT_OUT, SECTIONS, data_file, shortened
from locales.catalogue import Texts, languages
from plans.actions import mark_done
from plans.audit import audit
from plans.innovation.registering import register_innovation
from plans.model.answers import Author, RegistrationVersion, StoredFile
from plans.model.entered import Honour
from plans.model.history import ReminderEntry
from plans.model.people import Person
from plans.model.plan import PlanChange
from plans.model.reaching import Contact
from plans.model.reminding import DeliveryState, DigestItem
from plans.registrations.registering import register_title
from plans.staff.access import invite, open_web_session
from plans.staff.leaving import chat_stream
from plans.staff.people import digest_of
from plans.store.codec import KINDS
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, NOW, OFFICE_HEAD, OFFICER, STAFF, a_plan, do, entry_of

#: Record types that are about nobody; a new type of record belongs here or into SECTIONS.
NOBODYS = {
    *("CalendarServerState", "Citation", "DemoClock", "Department", "GroupDelivery", "Numbering", "Plan"),
    *("OfficeTold", "PlannedThrough", "PublishedEvent", "Review", "Confirming", "DaysOverlay", "LadderSetting"),
    "Unread",
}
#: What was answered last on each channel is the chat's last line once more.
REPEATED = {Answered.__name__}


@pytest.fixture
def store() -> MemoryStore:
    """Some of everything, of two people."""
    store = a_store()
    for person in (STAFF, HEAD):
        do(store, register_title, person, person, a_plan(), "ldtt")
        do(store, register_innovation, person, a_plan(), f"Sáng kiến của {person.id}")
        with store.transaction() as tx:
            invite(tx, NOW, person, f"ma-bi-mat-{person.id}", by=OFFICER)
            open_web_session(tx, NOW, person, f"banh-quy-{person.id}", shared=False)
            tx.put(Contact("telegram", f"70012345{person.id}", person.id, NOW))
            tx.put(Honour(person.id, 2023, "ldtt", f"QĐ của {person.id}"))
            tx.append("reminders", ReminderEntry(NOW, person.id, date(2024, 2, 20), DeliveryState.SENT, "web", ()))
            file = Attachment("ke-hoach.docx", "x", b"noi dung tep")
            tx.append(chat_stream(person.id), ChatLine(NOW, text=f"điều {person.id} hỏi"))
            tx.append(chat_stream(person.id), ChatLine(NOW, reply=Reply("Đây", "Tệp", attachment=file)))
    do(store, mark_done, OFFICE_HEAD, entry_of(store, "bc_so_ket"))
    return store


def file_of(store: MemoryStore, person: Person = STAFF, language: str = "vi") -> dict[str, Any]:
    """The file as its reader opens it."""
    found: dict[str, Any] = json.loads(data_file(store, person, Texts(language), NOW))
    return found


def test_every_section_has_what_is_the_persons(store: MemoryStore) -> None:
    found = file_of(store)
    assert found["Danh sách cán bộ"][0]["Tên"] == "Phạm Thị Lan"
    assert found["Đăng ký thi đua"][0]["Danh hiệu"] == Texts("vi")("title.ldtt")
    assert found["Đăng ký thi đua"][0]["Trả lời"] == "đã đăng ký"
    assert found["Sáng kiến"][0]["Tên"] == "Sáng kiến của lan"
    assert found["Kết quả các năm"][0]["Quyết định"] == "QĐ của lan"
    assert found["Phiên và mã mời"][0]["Loại"] == "Phiên trang web"
    assert found["Thông báo đã gửi"][0]["Trạng thái"] == "đã gửi"
    assert found["Nội dung trò chuyện"][0]["Đã viết"] == "điều lan hỏi"
    assert found["Nội dung trò chuyện"][1]["Tệp kèm theo"] == "ke-hoach.docx"
    deeds = [entry["Nội dung"] for entry in found["Nhật ký thay đổi liên quan"]]
    assert any("đăng ký danh hiệu" in deed for deed in deeds)
    assert any("cấp mã mời" in deed for deed in deeds), "also what others did about them"


def test_nothing_usable_stands_in_it(store: MemoryStore) -> None:
    text = data_file(store, STAFF, Texts("vi"), NOW).decode()
    for secret in ("ma-bi-mat-lan", "banh-quy-lan"):
        assert secret not in text
        assert digest_of(secret) not in text
    assert "70012345lan" not in text
    assert "…5lan" in text
    assert "noi dung tep" not in text
    assert "bm9pIGR1bmc" not in text, "nor as base64"


def test_nothing_of_others_stands_in_it(store: MemoryStore) -> None:
    text = data_file(store, STAFF, Texts("vi"), NOW).decode()
    for others in ("Lê Quốc Hùng", "Sáng kiến của hung", "QĐ của hung", "điều hung hỏi", "5hung"):
        assert others not in text


def test_it_explains_itself_in_both_languages(store: MemoryStore) -> None:
    assert "91/2025/QH15" in " ".join(file_of(store)["Giải thích"])
    english = file_of(store, language="en")
    assert "Chat" in english
    assert english["Registrations"][0]["Answer"] == "registered"


def test_people_take_it_in_the_chat_and_get_their_own(store: MemoryStore) -> None:
    chat = Chat(store, STAFF.id, channel="telegram")
    said = chat.say("/dulieu")
    file = chat.replies[0].attachment
    assert "JSON" in said
    assert file is not None
    assert file.name == "du-lieu-ca-nhan-lan-20240220.json"
    assert json.loads(file.content)["Danh sách cán bộ"][0]["Mã"] == "lan"
    chat.say("/dulieu Lê Quốc Hùng")
    again = chat.replies[0].attachment
    assert again is not None
    assert "Sáng kiến của hung" not in again.content.decode(), "whatever name follows"


def test_every_type_of_record_is_in_a_section_or_nobodys() -> None:
    told = {kind.__name__ for section in SECTIONS.values() for kind, _ in section}
    known = {kind.__name__ for kind in (*KINDS, Answered, ReadMark, Upload)}
    missing = known - told - NOBODYS - REPEATED
    assert not missing, f"add to SECTIONS in bot/personal_data/own_data.py, or to NOBODYS here: {missing}"
    assert not (told | NOBODYS) - known


@pytest.mark.parametrize("language", languages())
def test_every_field_and_type_has_a_name(language: str) -> None:
    texts = Texts(language)
    kinds = [kind for section in SECTIONS.values() for kind, _ in section]
    inner = [Author, StoredFile, RegistrationVersion, DigestItem, PlanChange]
    assert all(is_dataclass(kind) for kind in kinds)
    names = {field.name for kind in (*kinds, *inner) for field in fields(kind)} - LEFT_OUT
    missing = [f"data.field_{name}" for name in sorted(names) if not texts.has(f"data.field_{name}")]
    missing += [
        f"data.kind_{kind.__name__.lower()}" for kind in kinds if not texts.has(f"data.kind_{kind.__name__.lower()}")
    ]
    assert not missing, f"add to data.po: {missing}"


def test_hashes_are_left_out() -> None:
    assert {kind.__name__ for kind in HASHED} == {"WebSession", "Invitation", "PushSubscription", "UsedLink"}


@pytest.mark.parametrize(("address", "shown"), [("7001234567", "…4567"), ("lan", "lan"), ("", "")])
def test_an_address_is_shortened(address: str, shown: str) -> None:
    assert shortened(address) == shown


def test_what_an_officer_did_to_others_is_told_without_them(store: MemoryStore) -> None:
    with store.transaction() as tx:
        audit(tx, NOW, OFFICER, "hold", HEAD.id, "2024-01-01 khiển trách")
    text = data_file(store, OFFICER, Texts("vi"), NOW).decode()
    assert "kỷ luật" in text
    assert HEAD.name not in text
    assert "khiển trách" not in text
    assert "khiển trách" in data_file(store, HEAD, Texts("vi"), NOW).decode(), "it is about them"
