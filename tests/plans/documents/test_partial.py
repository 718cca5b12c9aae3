"""Papers that say only what changes are told from those that say the whole plan anew."""

import pytest

from plans.documents.partial import says_only_changes
from plans.planning.draft import DocumentForm
from tests.plans.reviews import a_draft, a_letter, read_deadline, read_task


@pytest.mark.parametrize(
    ("title", "partial"),
    [
        ("Kế hoạch thi đua, khen thưởng năm 2024", False),
        ("Kế hoạch điều chỉnh, bổ sung Kế hoạch thi đua năm 2024", True),
        ("Kế hoạch sửa đổi Kế hoạch số 12/KH-SCT", True),
        ("V/v gia hạn thời gian nộp hồ sơ", True),
        (None, False),
    ],
)
def test_the_title_tells(title: str | None, partial: bool) -> None:
    assert says_only_changes(a_draft(title=title)) is partial


def test_letters_other_papers_and_whatever_moves_a_day_say_only_changes() -> None:
    assert says_only_changes(a_letter(read_task()))
    assert says_only_changes(a_draft(form=DocumentForm.OTHER))
    assert says_only_changes(a_draft(read_task(replaces=read_deadline("2024-05-05"))))
