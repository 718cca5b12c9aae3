"""/moi: who has come in, told to the office in the chat."""

from dataclasses import replace

import pytest

from bot.conversation import Conversation
from bot.talk import Installation
from plans.model.reaching import Invitation, InvitationLetter
from plans.staff.access import accept_invitation, invite
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import HEAD, NOW, OFFICER, PEOPLE, STAFF, do


@pytest.fixture
def office() -> Chat:
    store = a_store()
    with store.transaction() as tx:
        tx.put(replace(STAFF, email="lan@so.example.vn"))
    return Chat(store, OFFICER.id, conversation=Conversation(Installation(LINKS, mails=True)))


def test_the_office_sees_who_is_not_in_and_the_way_to_the_page(office: Chat) -> None:
    said = office.say("/moi")
    assert f"{len(PEOPLE)} người chưa vào" in said
    assert office.button("Mở trang").url == "https://dondoc.example/canbo"
    do(office.store, invite, STAFF, "code")
    do(office.store, accept_invitation, "code", "telegram", "7")
    assert f"{len(PEOPLE) - 1} người chưa vào" in office.say("/invite")


def test_a_unit_names_those_who_are_not_in_with_what_is_known(office: Chat) -> None:
    do(office.store, invite, STAFF, "code")
    office.say("/moi")
    said = office.press("Phòng Quản lý công nghiệp")
    assert f"{STAFF.name}: Mã mời có hiệu lực đến 08:00 27/02/2024" in said
    assert f"{HEAD.name}: Chưa mời" in said


def test_letters_go_out_after_a_second_tap_and_only_once(office: Chat) -> None:
    office.say("/moi")
    assert "Gửi thư mời cho" in office.press("Gửi thư mời")
    assert office.store.all(InvitationLetter) == ()
    said = office.press("Gửi thư mời")
    assert "1 thư mời" in said
    assert "chưa có địa chỉ e-mail" in said
    assert [letter.person for letter in office.store.all(InvitationLetter)] == [STAFF.id]
    office.send(action="invite:letters:all:yes")
    assert "0 thư mời" in office.seen


def test_taking_back_is_confirmed_too_and_no_code_stands_in_the_chat(office: Chat) -> None:
    do(office.store, invite, STAFF, "code")
    office.say("/moi")
    office.press("Thu hồi mã")
    assert "Đã thu hồi 1" in office.press("Thu hồi")
    (invitation,) = office.store.all(Invitation)
    assert not invitation.is_open(NOW)
    assert "/vao/" not in office.seen


@pytest.mark.parametrize(
    "action", ["invite", "invite:", "invite:letters:nothing:yes", "invite:unit:all", "invite:x:all:yes"]
)
def test_a_made_up_button_does_nothing(office: Chat, action: str) -> None:
    do(office.store, invite, STAFF, "code")
    office.send(action=action)
    assert office.store.all(InvitationLetter) == ()
    assert all(each.is_open(NOW) for each in office.store.all(Invitation))


def test_everybody_elses_button_is_refused() -> None:
    chat = Chat(a_store(), HEAD.id)
    do(chat.store, invite, STAFF, "code")
    chat.send(action="invite:revoke:all:yes")
    assert all(each.is_open(NOW) for each in chat.store.all(Invitation))


def test_without_a_mail_server_no_letters_are_offered() -> None:
    chat = Chat(a_store(), OFFICER.id)
    chat.say("/moi")
    assert not [choice for choice in chat.choices if choice.action.startswith("invite:letters")]
    chat.send(action="invite:letters:all:yes")
    assert chat.store.all(InvitationLetter) == ()
