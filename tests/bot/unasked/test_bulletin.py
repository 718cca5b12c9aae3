"""News of changed plans: in the reader's words, only what there is."""

from bot.unasked.bulletin import bulletin_reply
from plans.model.plan import ChangeKind, PlanChange
from plans.model.reminding import Bulletin, DeliveryState
from tests.bot.chatting import a_store
from tests.builders import LEADER, NOW, STAFF


def news(*changes: PlanChange, person: str = STAFF.id) -> Bulletin:
    return Bulletin(person, changes, DeliveryState.DUE, NOW)


def test_a_task_as_it_stands_now_is_said_with_its_weekday() -> None:
    store = a_store()
    change = PlanChange("thu-2024", "bc_so_ket", ChangeKind.MOVED, "Báo cáo", "Trước 30/5/2024.", "Trước 15/06/2024")
    reply = bulletin_reply(store, news(change))
    assert "Dời: Báo cáo, từ “trước 30/5/2024” sang “trước 15/06/2024 (thứ Bảy)”" in reply.text
    assert reply.choices[0][0].action.startswith("task:")


def test_what_is_withdrawn_has_no_button() -> None:
    change = PlanChange("thu-2024", "bc_so_ket", ChangeKind.WITHDRAWN, "Báo cáo", "Trước 30/5/2024", "")
    reply = bulletin_reply(a_store(), news(change))
    assert "Bỏ: Báo cáo, trước 30/5/2024" in reply.text
    assert [row[0].action for row in reply.choices] == ["ask:month"]


def test_leaders_get_a_report_and_many_changes_still_fit_one_message() -> None:
    changes = tuple(
        PlanChange("thu-2024", f"t{n}", ChangeKind.ADDED, f"Việc rất dài số {n} " * 20, "", "Trong năm 2024")
        for n in range(100)
    )
    reply = bulletin_reply(a_store(), news(*changes, person=LEADER.id))
    assert reply.heading.startswith("Báo cáo")
    assert len(f"{reply.heading}\n{reply.text}") <= 4096
    assert "dòng nữa" in reply.text


def test_long_titles_are_shortened_before_a_change_is_left_out() -> None:
    changes = tuple(
        PlanChange("thu-2024", f"t{n}", ChangeKind.ADDED, f"Việc rất dài số {n} " * 20, "", "Trong năm 2024")
        for n in range(30)
    )
    reply = bulletin_reply(a_store(), news(*changes))
    assert reply.text.count("– Thêm:") == 30
    assert "Lịch và nhắc việc đã theo thay đổi này" in reply.text
