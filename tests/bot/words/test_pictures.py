"""What pictures and the words beside them call things."""

from datetime import date

import pytest

from bot.words.pictures import counted_words, registered_words, special_days, special_lines, task_line
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.charting import State
from plans.model.people import Person, Unit
from plans.model.plan import DeadlineKind, Opens, Plan
from plans.registrations.tallies import tallies
from plans.store.memory import MemoryStore
from tests.bot.chatting import a_store
from tests.builders import TODAY, a_deadline, a_plan, a_task

VI, EN = Texts("vi"), Texts("en")


def test_counts_are_said_with_the_most_pressing_first_and_none_of_what_there_is_none() -> None:
    counts = {State.DONE: 3, State.LATE: 1, State.MEETING: 2, State.WAITS: 0}
    assert counted_words(VI, counts.items()) == "1 đã qua hạn, 2 cuộc họp, 3 đã hoàn thành"
    assert counted_words(EN, counts.items()) == "1 past the deadline, 2 meetings, 3 done"


def test_days_off_in_a_row_are_one_line_and_working_saturdays_another() -> None:
    for texts, lines in (
        (VI, ["Ngày nghỉ 29/4–01/5: Ngày nghỉ (thay cho ngày 04/05/2024), Ngày Chiến thắng."]),
        (EN, ["Days off 29/4–01/5: Day off (substituted from 04/05/2024), Liberation Day/Reunification Day."]),
    ):
        days = special_days(MemoryStore(), texts, date(2024, 4, 1))
        found = special_lines(texts, {day: name for day, name in days.items() if day.day > 20})
        assert found == [line.replace("–01/5", "–30/4") for line in lines]
    worked = special_lines(VI, special_days(MemoryStore(), VI, date(2024, 5, 1)))
    assert worked == ["Ngày nghỉ 01/5: Ngày Quốc tế Lao động.", "Ngày làm việc 04/5: làm việc."]


@pytest.mark.parametrize(
    ("kind", "whole", "said"),
    [
        (DeadlineKind.BY, True, "– 2.1. Báo cáo: trước 29/02/2024 (thứ Năm), còn 9 ngày."),
        (DeadlineKind.BY, False, "– 2.1. Báo cáo: 29/02, còn 9 ngày."),
        (DeadlineKind.MONTH, False, "– 2.1. Báo cáo: tháng 2/2024, còn 9 ngày."),
        (DeadlineKind.UNSET, True, "– 2.1. Báo cáo: chưa ấn định ngày (theo Cụm)."),
        (DeadlineKind.UNSET, False, "– 2.1. Báo cáo: chưa ấn định ngày."),
    ],
)
def test_a_task_is_said_in_whole_or_in_short(kind: DeadlineKind, whole: bool, said: str) -> None:
    by = kind is DeadlineKind.BY
    start = None if by else date(2024, 2, 1)
    wording = "Theo Cụm" if kind is DeadlineKind.UNSET else ""
    deadline = a_deadline(date(2024, 2, 29), start=start, kind=kind, before=by, wording=wording)
    task = a_task(title="Báo cáo", deadline=deadline)
    assert task_line(VI, Entry(a_plan(), task, None), TODAY, 40, whole=whole) == said


def test_the_picture_of_registering_is_said_by_unit_and_without_names() -> None:
    store = a_store()
    (plan,) = store.all(Plan)
    words = registered_words(store, VI, tallies(store, plan, Opens.TITLE, TODAY))
    assert "Phòng Quản lý công nghiệp: 0/2 người đã đăng ký." in words
    assert len(words.splitlines()) <= len(store.all(Unit))
    assert not [person.name for person in store.all(Person) if person.name in words]
