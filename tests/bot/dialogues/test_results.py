"""A file of results that the office sends: names asked about, a preview, entered on confirming."""

import pytest

from bot.dialogues.document import listed
from bot.messages import Incoming, Reply
from bot.talk import Installation, Talk
from locales.catalogue import Texts
from plans.documents.grids import read_grids
from plans.documents.list_kinds import list_kind
from plans.model.entered import Honour
from plans.model.people import Person
from plans.model.person_lists import ListKind, PendingList, PersonList
from plans.problems import Problem
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import a_person

FILE = """Năm,Họ và tên,Danh hiệu,Số quyết định
2023,Phạm Thị Lan,CSTĐCS,12/QĐ-SCT
2023,Người Lạ,LĐTT,
"""


def sent(chat: Chat, text: str = FILE) -> Reply:
    """As if the office had sent the file on that channel."""
    grids = read_grids(text.encode(), "kq.csv")
    assert not isinstance(grids, Problem)
    kind = list_kind(grids)
    assert kind is ListKind.RESULTS
    with chat.store.transaction() as tx:
        person = tx.get(Person, chat.person)
        assert person is not None
        incoming = Incoming(chat.channel, "1", 1, chat.person)
        talk = Talk(tx, chat.now, person, Texts("vi"), incoming, Installation(LINKS))
        reply = listed(talk, PersonList(kind, grids), "kq.csv", "ab" * 32)
    chat.replies = (reply,)
    return reply


def test_the_preview_counts_names_what_is_wrong_and_enters_on_confirming() -> None:
    chat = Chat(a_store(), "van")
    said = sent(chat).text
    assert "Mới: 1; thay đổi: 0; đã có: 0." in said
    assert "Không có “Người Lạ”" in said
    assert chat.store.all(Honour) == ()
    assert "mới 1" in chat.press("Ghi kết quả")
    assert [(each.subject, each.award, each.decision) for each in chat.store.all(Honour)] == [
        ("lan", "cstdcs", "12/QĐ-SCT")
    ]
    assert chat.store.all(PendingList) == ()


def test_a_name_of_two_people_is_asked_about() -> None:
    chat = Chat(a_store(), "van")
    with chat.store.transaction() as tx:
        tx.put(a_person("lan2", "Phạm Thị Lan", unit="van_phong"))
    assert "có nhiều người tên Phạm Thị Lan" in sent(chat).text
    chat.press("Phạm Thị Lan, Văn phòng")
    chat.press("Ghi kết quả")
    assert [each.subject for each in chat.store.all(Honour)] == ["lan2"]


def test_a_file_can_be_dropped_and_its_buttons_then_mean_nothing() -> None:
    chat = Chat(a_store(), "van")
    sent(chat)
    load = chat.button("Ghi kết quả").action
    chat.press("Bỏ tệp")
    chat.send(action=load)
    assert chat.store.all(Honour) == ()


@pytest.mark.parametrize("person", ["lan", "hung", "minh"])
def test_nobody_but_the_office_enters_results(person: str) -> None:
    chat = Chat(a_store(), person)
    assert "Văn phòng" in sent(chat).text
    assert chat.store.all(PendingList) == ()
    chat.send(action=f"results:{'ab' * 4}:load")
    assert chat.store.all(Honour) == ()


def test_over_telegram_the_way_to_the_web_page_is_shown_instead() -> None:
    chat = Chat(a_store(), "van", channel="telegram")
    reply = sent(chat)
    assert [choice.url for row in reply.choices for choice in row] == [LINKS.chat_url()]
    assert chat.store.all(PendingList) == ()
