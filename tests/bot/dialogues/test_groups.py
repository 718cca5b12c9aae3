"""Linking a group: asked for in the group, confirmed in private, listed and unlinked."""

import pytest

from bot.conversation import Conversation
from bot.messages import Incoming
from bot.talk import Installation
from bot.words.journal import sentence
from locales.catalogue import Texts
from plans.groups.linking import link_group
from plans.model.groups import GroupDelivery, GroupLink
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import HEAD, INDUSTRY, NOW, OFFICE, OFFICER, a_person, audit, do

GROUP = "-1001"


class GroupChat(Chat):
    """Somebody who also writes in a group; the answers come to them in private all the same."""

    def say_in_group(self, text: str, topic: str = "", name: str = "Nhóm QLCN", group: str = GROUP) -> str:
        self.number += 1
        incoming = Incoming(
            self.channel,
            f"{self.channel}-{self.person}",
            self.number,
            self.person,
            text,
            group=group,
            topic=topic,
            group_name=name,
        )
        with self.store.transaction() as tx:
            self.replies = self.conversation.respond(tx, incoming, self.now)
        return self.seen

    @property
    def links(self) -> list[tuple[str, str]]:
        return [(link.id, link.unit) for link in self.store.all(GroupLink)]


def a_chat(person: str = "hung") -> GroupChat:
    known = Installation(LINKS, telegram=lambda: "dondoc_bot")
    return GroupChat(a_store(), person, "telegram", conversation=Conversation(known))


def test_a_head_is_asked_in_private_and_only_the_tap_links() -> None:
    chat = a_chat()
    asked = chat.say_in_group("/nhom")
    assert "Phòng Quản lý công nghiệp" in asked
    assert "Nhóm QLCN" in asked
    assert chat.links == []
    assert "Đã nối" in chat.press("Nối nhóm")
    assert chat.links == [(f"{GROUP}/", "ql_cong_nghiep")]
    assert len(chat.store.all(GroupDelivery)) == 1, "the group is greeted"


def test_a_topic_is_linked_for_itself() -> None:
    chat = a_chat()
    assert "Nhóm QLCN – Thi đua" in chat.say_in_group("/nhom", topic="7", name="Nhóm QLCN – Thi đua")
    chat.press("Nối nhóm")
    chat.say_in_group("/nhom", topic="8")
    chat.press("Nối nhóm")
    assert [id for id, _ in chat.links] == [f"{GROUP}/7", f"{GROUP}/8"]


def test_the_link_that_adds_the_bot_asks_the_same() -> None:
    chat = a_chat()
    assert "Phòng Quản lý công nghiệp" in chat.say_in_group("/start nhom")
    chat.press("Nối nhóm")
    assert len(chat.links) == 1


def test_outside_a_group_such_a_start_is_only_a_greeting() -> None:
    chat = a_chat()
    chat.say("/start nhom")
    assert chat.links == []
    assert "Nối nhóm" not in chat.labels


def test_the_office_says_whose_tasks_it_should_get() -> None:
    chat = a_chat("van")
    assert "đơn vị nào" in chat.say_in_group("/group")
    assert "Văn phòng" in chat.labels
    chat.press("Văn phòng")
    chat.press("Nối nhóm")
    assert chat.links == [(f"{GROUP}/", "van_phong")]


def test_saying_no_links_nothing() -> None:
    chat = a_chat()
    chat.say_in_group("/nhom")
    chat.press("Thôi")
    assert chat.links == []
    assert "Danh sách nhóm" in chat.labels


@pytest.mark.parametrize("person", ["lan"])
@pytest.mark.parametrize("said", ["/nhom", "/group", "/start nhom"])
def test_staff_link_nothing(person: str, said: str) -> None:
    chat = a_chat(person)
    assert "trưởng đơn vị" in chat.say_in_group(said)
    assert chat.choices == []


def test_a_button_that_somebody_made_up_names_no_group() -> None:
    chat = a_chat()
    for action in ("group:aaaaaa:record:", "group:aaaaaa:unit:x", f"group:record:{GROUP}", "group:drop:x", "group"):
        chat.send(action=action)
        assert chat.links == []


def test_a_second_command_takes_the_place_of_the_first_and_old_buttons_do_nothing() -> None:
    chat = a_chat()
    chat.say_in_group("/nhom")
    old = chat.button("Nối nhóm").action
    chat.say_in_group("/nhom", group="-1002", name="Nhóm khác")
    chat.send(action=old)
    assert chat.links == []
    chat.say_in_group("/nhom", group="-1002", name="Nhóm khác")
    chat.press("Nối nhóm")
    assert chat.links == [("-1002/", "ql_cong_nghiep")]


def test_whoever_lost_the_unit_before_the_tap_is_refused() -> None:
    chat = a_chat()
    chat.say_in_group("/nhom")
    yes = chat.button("Nối nhóm").action
    with chat.store.transaction() as tx:
        tx.put(a_person("moi"))
        tx.put(type(INDUSTRY)(INDUSTRY.id, INDUSTRY.name, INDUSTRY.kind, head="moi"))
    chat.send(action=yes)
    assert chat.links == []


def test_a_group_that_has_the_unit_already_says_so() -> None:
    chat = a_chat()
    chat.say_in_group("/nhom")
    chat.press("Nối nhóm")
    assert "đang nhận việc của Phòng Quản lý công nghiệp rồi" in chat.say_in_group("/nhom")
    assert len(chat.links) == 1


def test_whose_tasks_end_is_said_before_they_do() -> None:
    chat = a_chat("van")
    do(chat.store, link_group, HEAD, INDUSTRY, GROUP, "", "Nhóm QLCN")
    chat.say_in_group("/nhom")
    assert "đang nhận việc của Phòng Quản lý công nghiệp" in chat.press("Văn phòng")
    chat.press("Nối nhóm")
    assert chat.links == [(f"{GROUP}/", "van_phong")]


def test_groups_are_listed_and_unlinked_after_a_question() -> None:
    chat = a_chat()
    do(chat.store, link_group, HEAD, INDUSTRY, GROUP, "", "Nhóm QLCN")
    do(chat.store, link_group, OFFICER, OFFICE, "-1002", "", "Nhóm VP")
    listed = chat.say("/nhom")
    assert "1. Nhóm QLCN: việc của Phòng Quản lý công nghiệp" in listed
    assert "Nhóm VP" not in listed, "others are none of this head's"
    assert "Bỏ nối nhóm" in chat.press("Bỏ nối 1")
    assert len(chat.links) == 2
    assert "Đã bỏ nối" in chat.press("Bỏ nối")
    assert chat.links == [("-1002/", "van_phong")]
    assert "Chưa có nhóm nào" in chat.press("Danh sách nhóm")


def test_nobody_unlinks_what_is_not_theirs() -> None:
    office, head = a_chat("van"), a_chat()
    head.store = office.store
    do(office.store, link_group, OFFICER, OFFICE, "-1002", "", "Nhóm VP")
    office.say("/nhom")
    drop = office.button("Bỏ nối 1").action
    for action in (drop, f"{drop}:yes"):
        head.send(action=action)
        assert head.links == [("-1002/", "van_phong")]


def test_the_way_to_add_the_bot_is_a_link() -> None:
    chat = a_chat()
    chat.say("/nhom")
    assert chat.button("Thêm Đôn Đốc").url == "https://t.me/dondoc_bot?startgroup=nhom"


def test_without_telegram_the_list_says_so() -> None:
    chat = Chat(a_store(), "hung")
    assert "chưa dùng Telegram" in chat.say("/nhom")
    assert chat.choices == []


def test_another_dialogue_in_the_middle_is_said_to_be_over() -> None:
    chat = a_chat()
    chat.say("đăng ký sáng kiến")
    chat.say("Số hóa hồ sơ thi đua của Sở")
    assert "Nối nhóm" in chat.say_in_group("/nhom")
    assert "vẫn đang dở" in chat.say("tháng này có gì đến hạn")
    assert chat.now == NOW


def test_the_journal_names_the_group_as_it_is_called() -> None:
    chat = a_chat()
    do(chat.store, link_group, HEAD, INDUSTRY, GROUP, "", "web on")
    entry = audit(chat.store)[-1]
    said = sentence(chat.store, Texts("vi"), entry)
    assert "nối một nhóm Telegram với Phòng Quản lý công nghiệp (web on)" in said
