"""The fixed words say all of a deadline, and nothing else is read as one."""

from datetime import date, time

import pytest
from hypothesis import given

from plans.deadlines import LAST_OF_MONTH
from plans.documents.deadlines.exact import read_exact, worded
from plans.model.plan import Deadline, DeadlineKind
from tests.plans.documents.drafts import any_deadlines

DAY = date(2027, 2, 28)


@given(any_deadlines())
def test_any_deadline_is_read_back_from_its_words(deadline: Deadline) -> None:
    read = read_exact(worded(deadline), deadline.wording)
    assert read is not None
    assert read == Deadline(
        deadline.kind, deadline.start, deadline.end, deadline.wording, deadline.before, "", deadline.hour
    )
    assert deadline.rule in ("", LAST_OF_MONTH)


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (Deadline(DeadlineKind.BY, DAY, DAY, "", before=True), "trước 28/02/2027"),
        (Deadline(DeadlineKind.BY, DAY, DAY, "", hour=time(16)), "chậm nhất 16h00 ngày 28/02/2027"),
        (Deadline(DeadlineKind.ON, DAY, DAY, ""), "28/02/2027"),
        (Deadline(DeadlineKind.MONTH, date(2027, 12, 1), date(2027, 12, 31), ""), "trong tháng 12/2027"),
        (Deadline(DeadlineKind.QUARTER, date(2027, 10, 1), date(2027, 12, 31), ""), "trong quý IV/2027"),
        (Deadline(DeadlineKind.YEAR, date(2027, 1, 1), date(2027, 12, 31), ""), "trong năm 2027"),
        (Deadline(DeadlineKind.RANGE, date(2026, 1, 1), DAY, ""), "từ 01/01/2026 đến 28/02/2027"),
        (Deadline(DeadlineKind.UNSET, date(2027, 1, 1), DAY, ""), "chưa ấn định, từ 01/01/2027 đến 28/02/2027"),
    ],
)
def test_each_kind_has_its_words(deadline: Deadline, words: str) -> None:
    assert worded(deadline) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sớm",
        "trước 30/02/2027",
        "trước ngày 28/02/2027",
        "trong quý V/2027",
        "từ 02/01/2027 đến 01/01/2027",
        "28/2/2027",
    ],
)
def test_other_words_are_not_read(text: str) -> None:
    assert read_exact(text, "") is None
