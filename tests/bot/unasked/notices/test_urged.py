"""What somebody reads who is reminded of a task by hand."""

from bot.unasked.notices.kinds import notice_reply, still_stands
from plans.duties.urging import urge_task
from plans.model.people import Preference
from plans.model.plan import TaskProgress
from plans.model.reminding import Notice
from plans.store.memory import MemoryStore
from tests.bot.chatting import a_store
from tests.builders import LEADER, NOW, OFFICE_HEAD, OFFICER, TODAY, do, entry_of


def reminded(store: MemoryStore) -> Notice:
    """The notice of a leader's reminder."""
    do(store, urge_task, LEADER, entry_of(store, "bc_so_ket"))
    (notice,) = store.all(Notice)
    return notice


def test_it_says_who_asks_which_task_and_by_when() -> None:
    store = a_store()
    reply = notice_reply(store, reminded(store))
    assert reply.heading == "Nhắc việc"
    assert reply.text == (
        "Nguyễn Văn Minh đề nghị nhắc chị Hoa nhiệm vụ “Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm”"
        " (mục 2.1).\nThời hạn: trước 15/06/2024 (thứ Bảy), còn 116 ngày.\nChủ trì: van_phong."
    )
    assert [choice.label for choice in reply.choices[0]] == ["Ghi nhận đã hoàn thành", "Xem nhiệm vụ"]


def test_in_english_too() -> None:
    store = a_store()
    notice = reminded(store)
    with store.transaction() as tx:
        tx.put(Preference(OFFICE_HEAD.id, "en"))
    assert notice_reply(store, notice).text.startswith("Nguyễn Văn Minh asks to remind you of the task “Báo cáo sơ kết")


def test_it_is_not_sent_once_the_task_is_done() -> None:
    store = a_store()
    notice = reminded(store)
    assert still_stands(store, notice, TODAY)
    with store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, OFFICER.id))
    assert not still_stands(store, notice, TODAY)
