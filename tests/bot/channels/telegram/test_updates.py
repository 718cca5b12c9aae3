"""Updates become plain values; whatever makes no sense is nothing at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.updates import Act, Me, Update, read_update
from tests.bot_api_server import BOT_ID, USERNAME
from tests.telegram_updates import (
    group_membership,
    group_moved,
    in_the_name_of,
    membership,
    pressed,
    sent_document,
    sent_photo,
    shared_contact,
    topic_closed,
    written,
)

BOT = Me(BOT_ID, USERNAME)
GROUP = {"id": -100, "type": "supergroup", "title": "Sở"}


def read(update: dict[str, Any]) -> Update | None:
    return read_update({"update_id": 5, **update}, BOT)


def in_group(text: str, **more: Any) -> dict[str, Any]:
    return written(31, text, chat=GROUP, **more)


def test_a_private_message_is_what_somebody_wrote() -> None:
    found = read(written(31, "tháng này có gì", language="en-GB"))
    assert found == Update(5, Act.WROTE, "31", text="tháng này có gì", language="en")


def test_a_press_names_its_message_and_must_be_answered() -> None:
    found = read(pressed(31, 9, "done:abc"))
    assert found == Update(5, Act.PRESSED, "31", action="done:abc", message="9", query="31-9-done:abc", language="vi")


def test_a_press_in_a_group_belongs_to_the_presser_alone() -> None:
    press = pressed(31, 9, "done")
    press["callback_query"]["message"]["chat"] = GROUP
    found = read(press)
    assert found is not None
    assert (found.address, found.group, found.message) == ("31", "-100", "")


@pytest.mark.parametrize("kind", ["sticker", "photo", "voice", "document"])
def test_what_is_not_text_is_noticed(kind: str) -> None:
    update = written(31, "")
    del update["message"]["text"]
    update["message"][kind] = {}
    found = read(update)
    assert found is not None
    assert found.act is Act.SENT_SOMETHING


@pytest.mark.parametrize(("status", "act"), [("kicked", Act.BLOCKED), ("member", Act.UNBLOCKED)])
def test_blocking_and_unblocking_are_noticed(status: str, act: Act) -> None:
    found = read(membership(31, status))
    assert found is not None
    assert (found.act, found.address) == (act, "31")


@pytest.mark.parametrize("text", ["/help", f"/help@{USERNAME}", f"@{USERNAME} tháng này?", f"hỏi @{USERNAME.upper()}"])
def test_a_group_is_heard_when_it_speaks_to_us(text: str) -> None:
    found = read(in_group(text))
    assert found is not None
    assert (found.address, found.group) == ("31", "-100")
    assert USERNAME not in found.text.lower()


def test_a_group_is_heard_when_it_replies_to_us() -> None:
    assert read(in_group("còn tôi?", reply_to_message={"from": {"id": BOT_ID}})) is not None


@pytest.mark.parametrize("text", ["chào cả nhà", "/help@other_bot", f"@{USERNAME}_2 chào", "tháng này có gì đến hạn"])
def test_a_group_that_speaks_to_others_is_not_heard(text: str) -> None:
    assert read(in_group(text)) is None


def test_a_command_without_a_name_is_ours_only_where_it_is_one_of_ours() -> None:
    knowing = Me(BOT_ID, USERNAME, frozenset({"denhan"}))
    assert read_update({"update_id": 5, **in_group("/DenHan tháng sau")}, knowing) is not None
    assert read_update({"update_id": 5, **in_group("/weather Pleiku")}, knowing) is None
    assert read_update({"update_id": 5, **in_group(f"/weather@{USERNAME}")}, knowing) is not None
    assert read_update({"update_id": 5, **in_group("/")}, knowing) is None


def test_every_message_of_a_topic_that_we_opened_replies_to_that_and_not_to_us() -> None:
    opened = {"from": {"id": BOT_ID}, "forum_topic_created": {"name": "Thi đua"}}
    assert read(in_group("chào cả nhà", reply_to_message=opened)) is None
    assert read(in_group(f"@{USERNAME} còn tôi?", reply_to_message=opened)) is not None


@pytest.mark.parametrize("chat", [31, -100])
def test_a_task_that_somebody_dropped_is_no_question(chat: int) -> None:
    place = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
    dropped = written(31, f"@{USERNAME} Mục 2.1. Báo cáo sơ kết", chat=place, via_bot={"id": BOT_ID, "is_bot": True})
    assert read(dropped) is None


@pytest.mark.parametrize("chat", [-100, -777])
def test_who_speaks_in_a_groups_or_a_channels_name_is_nobody(chat: int) -> None:
    found = read(in_the_name_of(chat, f"@{USERNAME} tháng này có gì", topic=7))
    assert found is not None
    assert (found.act, found.address, found.group, found.topic, found.asked) == (Act.NAMELESS, "-100", "-100", "7", 1)
    assert read(in_the_name_of(chat, "chào cả nhà")) is None


def test_a_channels_post_in_its_group_of_comments_is_no_question() -> None:
    post = in_the_name_of(-777, f"@{USERNAME} tháng này có gì", group=-100)
    post["message"] |= {"is_automatic_forward": True}
    post["message"]["from"] |= {"id": 777000, "is_bot": False}
    assert read(post) is None


def test_where_it_was_asked_is_known_in_a_group_only() -> None:
    in_the_group, private = read(in_group("/help")), read(written(31, "/help"))
    assert in_the_group is not None
    assert private is not None
    assert (in_the_group.asked, private.asked) == (1, 0)


def test_service_messages_edits_posts_and_bots_are_passed_over() -> None:
    pinned = written(31, "")
    del pinned["message"]["text"]
    pinned["message"]["pinned_message"] = {}
    robot = written(31, "xin chào")
    robot["message"]["from"]["is_bot"] = True
    post = {"channel_post": written(31, "x")["message"]}
    edited = {"edited_message": written(31, "x")["message"]}
    assert [read(update) for update in (pinned, robot, post, edited, {})] == [None] * 5


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["from", "chat", "text", "id", "type", "message_id", "data", "message", "new_chat_member", "is_bot"]
)
SHAPED = st.recursive(JSON, lambda inner: st.dictionaries(FIELDS, inner, max_size=5), max_leaves=12)


@given(st.sampled_from(["message", "callback_query", "my_chat_member"]), SHAPED)
def test_a_malformed_update_is_nothing(kind: str, content: Any) -> None:
    found = read_update({"update_id": 1, kind: content}, BOT)
    assert found is None or isinstance(found, Update)


@given(JSON)
def test_anything_at_all_may_arrive(raw: Any) -> None:
    assert read_update(raw, BOT) is None


def test_halves_of_characters_are_left_out() -> None:
    wrote, tapped = read(in_group(f"@{USERNAME} tháng\ud800 này \U0001f600")), read(pressed(31, 7, "due:\udfff"))
    assert wrote is not None
    assert tapped is not None
    assert (wrote.text, tapped.action) == ("tháng này \U0001f600", "due:")


def test_a_document_says_its_name_size_and_id() -> None:
    found = read(sent_document(31, "file-1", "kế hoạch.docx", 4711))
    assert found is not None
    assert (found.act, found.document, found.size, found.file) == (Act.SENT_DOCUMENT, "kế hoạch.docx", 4711, "file-1")


def test_of_a_photograph_the_largest_size_is_meant() -> None:
    found = read(sent_photo(31, "photo-1"))
    assert found is not None
    assert (found.act, found.file) == (Act.SENT_DOCUMENT, "photo-1")
    assert found.document.endswith(".jpg")


def test_a_moving_picture_is_no_document() -> None:
    update = sent_document(31, "file-1", "cười.mp4", 4711)
    update["message"]["animation"] = {"file_id": "file-1"}
    found = read(update)
    assert found is not None
    assert found.act is Act.SENT_SOMETHING


def test_a_document_in_a_group_is_ours_only_when_it_is_addressed_to_us() -> None:
    aside = sent_document(31, "file-1", "a.docx", 1, chat=GROUP)
    assert read(aside) is None
    asked = sent_document(31, "file-1", "a.docx", 1, chat=GROUP, caption=f"@{USERNAME} đọc giúp")
    found = read(asked)
    assert found is not None
    assert (found.act, found.group, found.text) == (Act.SENT_DOCUMENT, "-100", "")


def test_a_number_counts_only_when_telegram_vouches_that_it_is_the_senders_own() -> None:
    own = read(shared_contact(31, "+84912345678"))
    assert own == Update(5, Act.SHARED_PHONE, "31", phone="+84912345678", language="vi")


@pytest.mark.parametrize(
    "update",
    [
        shared_contact(31, "+84912345678", of=32),
        shared_contact(31, "+84912345678", of=0),
        shared_contact(31, "+84912345678", forward_origin={"type": "user"}),
        shared_contact(31, "+84912345678", forward_from={"id": 31}),
        shared_contact(31, "+84912345678", forward_date=1),
        shared_contact(31, "+84912345678", via_bot={"id": 7}),
    ],
)
def test_somebody_elses_contact_and_one_passed_on_are_only_something_sent(update: dict[str, Any]) -> None:
    found = read(update)
    assert found is not None
    assert (found.act, found.phone) == (Act.SENT_SOMETHING, "")


def test_a_contact_without_an_account_or_in_a_group_vouches_for_nobody() -> None:
    nobody = shared_contact(31, "+84912345678")
    del nobody["message"]["contact"]["user_id"]
    in_public = shared_contact(31, "+84912345678", chat=GROUP, reply_to_message={"from": {"id": BOT_ID}})
    for update in (nobody, in_public):
        found = read(update)
        assert found is not None
        assert found.phone == ""


# ---------------------------------------------------------------- what becomes of groups


def test_a_message_in_a_topic_names_it_and_one_in_the_general_topic_does_not() -> None:
    forum = GROUP | {"is_forum": True}
    found = read(written(31, "/nhom", chat=forum, message_thread_id=7, is_topic_message=True))
    assert found is not None
    assert (found.group, found.topic, found.group_name) == ("-100", "7", "Sở – #7")
    begun: dict[str, Any] = {"reply_to_message": {"message_id": 7, "forum_topic_created": {"name": "Thi đua"}}}
    named = read(written(31, "/nhom", chat=forum, message_thread_id=7, is_topic_message=True, **begun))
    assert named is not None
    assert named.group_name == "Sở – Thi đua"
    reply = read(written(31, "/nhom", chat=forum, message_thread_id=7))  # a thread of replies is no topic
    assert reply is not None
    assert reply.topic == ""


@pytest.mark.parametrize("told_in_new", [False, True])
def test_a_group_that_became_a_supergroup_has_moved(told_in_new: bool) -> None:
    found = read(group_moved(-100, -1009, told_in_new=told_in_new))
    assert found == Update(5, Act.MOVED, "-100", text="-1009", group="-100")


def test_a_closed_topic_is_noticed() -> None:
    assert read(topic_closed(-100, 7)) == Update(5, Act.TOPIC_CLOSED, "-100", group="-100", topic="7")


@pytest.mark.parametrize("status", ["kicked", "left"])
def test_being_thrown_out_of_a_group_is_noticed(status: str) -> None:
    assert read(group_membership(31, -100, "member", status)) == Update(5, Act.LEFT, "-100", group="-100")


def test_being_let_into_a_group_is_what_a_person_did() -> None:
    found = read(group_membership(31, -100, "left", "member", title="Phòng QLCN"))
    assert found == Update(5, Act.JOINED, "31", language="vi", group="-100", group_name="Phòng QLCN")


def test_other_rights_in_a_group_are_no_matter() -> None:
    assert read(group_membership(31, -100, "member", "administrator")) is None
    update = group_membership(31, -100, "left", "member")
    update["my_chat_member"]["chat"]["type"] = "channel"
    assert read(update) is None
