"""Narrower questions get the narrower answer."""

from itertools import count

import pytest

from plans.model.asking import LastAsked
from tests.bot.answers.progress.year import NOW, READERS, a_year
from tests.bot.chatting import Chat, a_store
from tests.builders import OFFICER, a_unit

STORE = a_year()
LINES = count()


def leader() -> Chat:
    """Somebody who may see everything, on a line of their own in a store that is only asked."""
    with STORE.transaction() as tx:
        tx.delete(LastAsked, READERS["leader"])
    return Chat(STORE, READERS["leader"], channel=f"web{next(LINES)}", now=NOW)


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("tiến độ", "tiến độ kế hoạch năm 2024"),
        ("tien do", "tiến độ kế hoạch năm 2024"),
        ("bao nhiêu người đăng ký rồi", "số người đăng ký danh hiệu"),
        ("tỷ lệ đăng ký lao động tiên tiến", "đăng ký Lao động tiên tiến"),
        ("ty le dk ldtt", "đăng ký Lao động tiên tiến"),
        ("how many have registered for CSTĐCS", "đăng ký Chiến sĩ thi đua cơ sở"),
        ("phòng nào còn nhiều việc nhất", "tiến độ nhiệm vụ theo đơn vị chủ trì"),
        ("which unit has the most open tasks", "tiến độ nhiệm vụ theo đơn vị chủ trì"),
        ("bao nhiêu việc xong đúng hạn", "tiến độ nhiệm vụ của kế hoạch"),
        ("tiến độ của văn phòng", "tiến độ của Văn phòng"),
        ("tien do vp", "tiến độ của Văn phòng"),
        ("có mấy sáng kiến rồi", "đăng ký sáng kiến"),
        ("so sánh tiến độ các đơn vị", "tiến độ nhiệm vụ theo đơn vị chủ trì"),
        ("văn phòng đăng ký được bao nhiêu người rồi", "số người đăng ký danh hiệu"),
    ],
)
def test_what_is_named_decides(question: str, heading: str) -> None:
    for text in (question, f"/tiendo {question}"):
        assert leader().say(text).startswith(f"Báo cáo {heading}"), text


def test_registrations_of_a_unit_are_of_that_unit_alone() -> None:
    said = leader().say("/tiendo văn phòng đăng ký được bao nhiêu người rồi")
    assert "– Văn phòng: 5/8 người đã đăng ký (62%), 1 không đăng ký, 2 chưa trả lời" in said
    assert "Thanh tra" not in said


@pytest.mark.parametrize("what", ["bao nhiêu người đăng ký", "mấy người đăng ký cstđcs", "mấy sáng kiến đã đăng ký"])
def test_a_council_has_no_registrations_of_its_own(what: str) -> None:
    said = leader().say(f"/tiendo hội đồng thi đua, khen thưởng sở có {what}")
    assert said.endswith("Không ai đăng ký ở đơn vị này: thành viên đăng ký ở phòng, đơn vị của mình.")


def test_the_name_of_a_unit_or_title_is_no_cue_for_anything_else() -> None:
    assert "tiến độ của Hội đồng sáng kiến" in leader().say("/tiendo hội đồng sáng kiến Sở")
    assert "tiến độ nhiệm vụ theo đơn vị" in leader().say("/tiendo tổng hợp tiến độ các phòng, đơn vị thuộc Sở")


def test_a_name_that_several_units_answer_to_is_asked_about() -> None:
    store = a_store()
    with store.transaction() as tx:
        for id in ("ql_cong_nghiep", "ql_thuong_mai"):
            tx.put(a_unit(id, f"Phòng {id[3:]}", aliases=("Phòng Quản lý",)))
    chat = Chat(store, OFFICER.id)
    chat.say("/tiendo phòng quản lý")
    assert chat.labels[:2] == ["Phòng cong_nghiep", "Phòng thuong_mai"]
    assert "Tiến độ của Phòng thuong_mai" in chat.press("Phòng thuong_mai")


def test_buttons_that_somebody_made_up_are_old_ones() -> None:
    for action in ("progress", "progress:unit:00000000", "progress:stage:late", "progress:nothing:1"):
        chat = leader()
        chat.send(action=action)
        assert "không còn" in chat.seen or "đã cũ" in chat.seen, chat.seen
    for page in ("-1", "9999", "x" * 40):
        chat = leader()
        chat.send(action=f"progress:units:{page}")
        assert "theo đơn vị chủ trì" in chat.seen


def test_what_was_shown_is_remembered_so_that_a_sentence_can_go_on_from_it() -> None:
    chat = leader()
    chat.say("/tiendo văn phòng")
    last = STORE.get(LastAsked, READERS["leader"])
    assert last is not None
    assert (last.intent, last.slots, len(last.tasks)) == ("progress", {"unit": "van_phong"}, 5)


def test_a_sentence_goes_on_with_the_other_units_and_with_one_of_them() -> None:
    chat = leader()
    chat.say("/tiendo")
    assert "1. Văn phòng" in chat.say("còn phòng nào nữa")
    assert "3. Chi đoàn thanh niên" in chat.say("còn đơn vị nào nữa không ạ")
    assert "tiến độ của Thanh tra Sở" in chat.say("thế thanh tra thì sao")
    chat.say("/tiendo văn phòng")
    assert "4.1" in chat.say("việc đầu tiên còn mấy ngày")
