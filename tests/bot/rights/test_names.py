"""Whose names an answer tells: to staff nobody's, to a head the own unit's, to the office and leaders everybody's."""

import pytest

from bot.unasked.digest import digest_reply
from plans.model.people import Person
from plans.model.reminding import Delivery, DeliveryState
from plans.reminding.owing import owed
from tests.bot.rights.cast import CAST, COOKIES, GONE
from tests.bot.rights.telling import TOLD_LITTLE, leaked, told
from tests.bot.rights.test_route_matrix import House
from tests.bot.rights.test_talk_matrix import attempt, department, samples
from tests.builders import NOW, TODAY

#: Further questions whose answers could name people.
QUESTIONS = (
    "ai chưa đăng ký thi đua",
    "ai chưa đăng ký sáng kiến",
    "phòng nào chưa đăng ký",
    "tiến độ đăng ký",
    "tiến độ đến đâu rồi",
    "Văn phòng có việc gì",
    "Phạm Thị Lan đã đăng ký chưa",
    "Lê Quốc Hùng đăng ký danh hiệu gì",
    "danh sách đăng ký",
    "hạn đăng ký thi đua",
    "việc đã hoàn thành",
)


def heard(role: str, *, text: str = "", action: str = "") -> str:
    """Everything that one role reads in an answer."""
    return told(attempt(role, text=text, action=action).replies)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_tells_staff_or_a_head_of_others(question: str) -> None:
    for role in TOLD_LITTLE:
        asked = heard(role, text=question)
        assert not [name for name in leaked(role, asked) if name not in question], f"{question} by {role}"


@pytest.mark.parametrize("role", TOLD_LITTLE)
def test_who_marked_a_task_done_is_not_named_to_others(role: str) -> None:
    assert not leaked(role, heard(role, action=f"task:{samples()['done_task']}"))


@pytest.mark.parametrize("role", ["staff", "council"])
def test_staff_get_their_own_state_and_the_count_of_their_unit(role: str) -> None:
    said = heard(role, text="ai chưa đăng ký thi đua")
    own = {"staff": "đã đăng ký danh hiệu", "council": "chưa đăng ký danh hiệu"}[role]
    assert own in said
    assert "Phòng Quản lý công nghiệp" in said
    assert "2/3 người chưa đăng ký" in said
    assert "Văn phòng" not in said, "other units are not counted to them"


def test_a_head_gets_the_names_of_the_own_unit() -> None:
    said = heard("head", text="ai chưa đăng ký thi đua")
    assert "Bùi Thị Nga" in said
    assert "Hồ Thị Tâm" in heard("other head", text="ai chưa đăng ký thi đua")


@pytest.mark.parametrize("role", ["office", "office+head", "leader", "leader+head"])
def test_the_office_and_leaders_get_everybodys_names(role: str) -> None:
    said = heard(role, text="ai chưa đăng ký thi đua")
    for person in CAST.values():
        assert (person.name in said) is (person.id != CAST["staff"].id), person.name
    assert GONE.name not in said


def a_digest(person: Person) -> str:
    """What a person is reminded of."""
    store = department()
    items = owed(store, person, TODAY)
    reply = digest_reply(store, Delivery(person.id, TODAY, items, DeliveryState.DUE, NOW), NOW)
    return f"{reply.heading}\n{reply.text}" if reply else ""


@pytest.mark.parametrize("role", TOLD_LITTLE)
def test_a_digest_tells_of_nobody_else(role: str) -> None:
    assert not leaked(role, a_digest(CAST[role]))


@pytest.mark.parametrize("role", TOLD_LITTLE)
async def test_the_page_the_month_and_the_calendar_tell_of_nobody_else(role: str) -> None:
    house = House()
    for path in ("GET /", "GET /month", "GET /lich.ics", "GET /chat/messages"):
        found = await house.ask(path, COOKIES[role])
        assert found.status_code == 200
        assert not leaked(role, found.text), path


def test_names_would_be_seen_if_they_stood_there() -> None:
    assert leaked("staff", heard("office", text="ai chưa đăng ký thi đua"))
