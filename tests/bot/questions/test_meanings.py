"""Where it is not sure what was meant, buttons say what each would answer."""

import pytest

from bot.messages import Incoming
from bot.questions.answering import answer_to
from bot.questions.meanings import did_you_mean, several_meanings
from bot.talk import Installation, Talk
from bot.understanding.reading import Reading
from locales.catalogue import Texts
from plans.model.plan import TaskProgress
from plans.model.reaching import Dialogue
from plans.store.port import Transaction
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import INDUSTRY, NOW, OFFICER, STAFF

MONTH = Reading("due_in_period", {"start": "2024-03-01", "end": "2024-03-31"})
UNIT = Reading("by_unit", {"unit": INDUSTRY.id})
DONE = Reading("mark_done", {"topic": "bc_so_ket"})


def a_talk(tx: Transaction, language: str = "vi") -> Talk:
    return Talk(tx, NOW, OFFICER, Texts(language), Incoming("web", "web-van", 1, OFFICER.id), Installation(LINKS))


def test_a_sentence_with_two_meanings_asks_which_and_each_button_answers_its_own() -> None:
    store = a_store()
    with store.transaction() as tx:
        asked = Reading("due_in_period", MONTH.slots, others=(UNIT, MONTH))
        (reply,) = answer_to(a_talk(tx), asked, "tháng ba công nghiệp")
    labels = [row[0].label for row in reply.choices]
    assert len(labels) == 2, "each once"
    assert "3/2024" in labels[0]
    assert "Phòng Quản lý công nghiệp" in labels[1]
    chat = Chat(store, OFFICER.id)
    chat.send(action=reply.choices[1][0].action)
    assert "Phòng Quản lý công nghiệp" in chat.replies[0].heading
    assert not chat.replies[0].replaces


def test_what_was_not_understood_offers_the_likeliest_and_the_way_to_the_office() -> None:
    with a_store().transaction() as tx:
        reply = did_you_mean(a_talk(tx, "en"), (MONTH, UNIT, DONE, Reading("progress")), "the thing in march")
        assert reply is not None
        assert len(reply.choices) == 4
        assert reply.choices[-1][0].label == "Send it to the office"
        assert not any("march" in row[0].action for row in reply.choices)


def test_only_what_the_asker_may_ask_is_offered_and_nothing_likely_offers_nothing() -> None:
    with a_store().transaction() as tx:
        talk = Talk(tx, NOW, STAFF, Texts("vi"), Incoming("web", "w", 1, STAFF.id), Installation(LINKS))
        assert [row[0].action for row in several_meanings(talk, (DONE, UNIT)).choices] != []
        assert did_you_mean(talk, (DONE,), "xong chưa nhỉ") is None
        assert tx.all(Dialogue) == ()


def test_a_button_that_writes_only_asks_for_the_tap() -> None:
    chat = Chat(a_store(), OFFICER.id)
    with chat.store.transaction() as tx:
        action = several_meanings(a_talk(tx), (DONE, UNIT)).choices[0][0].action
    chat.send(action=action)
    assert "Đã hoàn thành" in chat.labels
    assert chat.store.all(TaskProgress) == ()


@pytest.mark.parametrize("action", ["meant", "meant:out_of_scope", "meant:by_unit:zz", "meant:nonsense:1:2:3"])
def test_a_forged_button_leads_nowhere(action: str) -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.send(action=action)
    assert "chọn lại bên dưới" in chat.seen
