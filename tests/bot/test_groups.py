"""Questions asked in a group: each is its asker's own, follows on from what they were shown, and changes nothing."""

import pytest

from plans.model.answers import Innovation, Registration
from plans.model.asking import LastAsked
from plans.model.duties import DoneReport
from plans.model.plan import TaskProgress
from plans.model.reaching import Dialogue
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store

GROUP = "-1001"


@pytest.fixture
def store() -> MemoryStore:
    return a_store()


def in_group(chat: Chat, text: str) -> str:
    """What is answered, in private, to words in a group."""
    chat.send(text=text, group=GROUP)
    return chat.seen


def followed(chat: Chat) -> str:
    """The heading of what follows on for this person."""
    in_group(chat, "của văn phòng thôi")
    return chat.replies[0].heading.lower()


def test_what_follows_on_in_a_group_follows_on_from_what_that_person_was_shown(store: MemoryStore) -> None:
    lan, hung = Chat(store, "lan", "telegram"), Chat(store, "hung", "telegram")
    in_group(lan, "tháng 6 có gì")
    assert "tháng 6/2024" in followed(lan)
    assert store.get(LastAsked, "hung") is None
    assert "tháng 6/2024" not in followed(hung)


def test_what_was_shown_in_private_goes_on_in_a_group_and_back(store: MemoryStore) -> None:
    lan = Chat(store, "lan", "telegram")
    lan.say("báo cáo sơ kết nộp khi nào")
    assert "Căn cứ của mục 2.1" in in_group(lan, "căn cứ nào?")
    assert "ke-hoach.txt" in lan.say("văn bản nói gì?")


def test_another_persons_question_in_between_changes_nothing(store: MemoryStore) -> None:
    lan, hung = Chat(store, "lan", "telegram"), Chat(store, "hung", "telegram")
    in_group(lan, "báo cáo sơ kết nộp khi nào")
    in_group(hung, "họp hội đồng sáng kiến khi nào")
    assert "Căn cứ của mục 2.1" in in_group(lan, "căn cứ nào?")


@pytest.mark.parametrize("text", ["có", "1", "đồng ý", "Ghi nhận", "Lao động tiên tiến"])
def test_words_in_a_group_answer_no_open_dialogue(store: MemoryStore, text: str) -> None:
    lan = Chat(store, "lan", "telegram")
    lan.say("đăng ký lao động tiên tiến")
    before = store.get(Dialogue, "lan")
    assert before is not None
    assert before.step
    in_group(lan, text)
    after = store.get(Dialogue, "lan")
    assert after is not None
    assert (after.step, after.values["title"]) == (before.step, before.values["title"])
    assert store.all(Registration) == ()


def test_a_question_in_a_group_is_no_name_of_an_innovation(store: MemoryStore) -> None:
    lan = Chat(store, "lan", "telegram")
    lan.say("/sangkien")
    assert "trước 15/06/2024" in in_group(lan, "báo cáo sơ kết nộp khi nào").lower()
    assert store.all(Innovation) == ()


def test_nothing_is_done_by_words_in_a_group(store: MemoryStore) -> None:
    hoa = Chat(store, "hoa", "telegram")
    in_group(hoa, "báo cáo sơ kết xong rồi")
    in_group(hoa, "có")
    assert store.all(TaskProgress) == ()
    assert store.all(DoneReport) == ()
