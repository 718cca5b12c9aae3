"""The plan in numbers."""

from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, LEADER, STAFF


def test_a_leader_sees_tasks_and_every_unit() -> None:
    said = Chat(a_store(), LEADER.id).say("/tiendo")
    assert "Báo cáo tiến độ kế hoạch năm 2024" in said
    assert "đã hoàn thành 0/6 (0%)" in said
    assert "0/5 người đã đăng ký" in said
    assert "– Văn phòng: 0/2" in said


def test_a_head_sees_the_own_unit_and_staff_only_their_own_answer() -> None:
    head = Chat(a_store(), HEAD.id).say("/tiendo")
    assert "– Phòng Quản lý công nghiệp: 0/2" in head
    assert "– Văn phòng" not in head
    staff = Chat(a_store(), STAFF.id).say("/tiendo")
    assert "0/2" not in staff
    assert "chưa đăng ký danh hiệu" in staff
