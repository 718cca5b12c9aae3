"""Places and deadlines of a paper, in words."""

from datetime import time

import pytest

from bot.words.drafts import place_words, read_deadline_words
from locales.catalogue import Texts
from plans.model.plan import DeadlineKind as K
from plans.model.plan import Source
from plans.planning.draft import DraftDeadline

VI, EN = Texts("vi"), Texts("en")


@pytest.mark.parametrize(
    ("source", "vi", "en"),
    [
        (Source("a.txt", 43, ""), "dòng 43", "line 43"),
        (Source("a.MD", 7, ""), "dòng 7", "line 7"),
        (Source("a.docx", 12, ""), "đoạn 12", "paragraph 12"),
        (Source("a.pdf", 12, "", page=2, table=1, row=4), "trang 2, bảng 1, hàng 4", "page 2, table 1, row 4"),
        (Source("a.pdf", 9, "", page=3), "trang 3, đoạn 9", "page 3, paragraph 9"),
        (Source("a.txt", 30, "", table=1, row=2), "bảng 1, hàng 2", "table 1, row 2"),
    ],
)
def test_a_place_is_named_as_a_person_would_look_for_it(source: Source, vi: str, en: str) -> None:
    assert place_words(VI, source) == vi
    assert place_words(EN, source) == en


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (DraftDeadline(K.BY, "2024-06-15", "", before=True), "trước 15/06/2024 (thứ Bảy)"),
        (DraftDeadline(K.BY, "2024-06-15", "", hour=time(16)), "chậm nhất 15/06/2024 (thứ Bảy), 16:00"),
        (DraftDeadline(K.ON, "2024-10-30", ""), "30/10/2024 (thứ Tư)"),
        (DraftDeadline(K.MONTH, "2024-12", ""), "tháng 12/2024"),
        (DraftDeadline(K.QUARTER, "2024-Q3", ""), "quý III/2024"),
        (DraftDeadline(K.YEAR, "2024", ""), "năm 2024"),
        (DraftDeadline(K.RANGE, "2026-06/2026-07", ""), "từ tháng 06/2026 đến tháng 07/2026"),
        (DraftDeadline(K.RANGE, "2021-11/..", ""), "từ tháng 11/2021, chưa nêu ngày kết thúc"),
        (DraftDeadline(K.RANGE, "../2021-11", ""), "đến hết tháng 11/2021"),
        (DraftDeadline(K.RANGE, "2027-Q2/2027-Q3", ""), "từ quý II/2027 đến quý III/2027"),
        (DraftDeadline(K.BY, "--12-15", "", before=True), "trước ngày 15/12 hằng năm"),
        (DraftDeadline(K.ON, "---20", ""), "ngày 20 hằng tháng"),
        (DraftDeadline(K.BY, "--Q3-25", "", before=True), "trước ngày 25 tháng thứ 3 hằng quý"),
        (DraftDeadline(K.QUARTER, "--Q4", ""), "quý IV"),
        (DraftDeadline(K.RANGE, "--06/--07", ""), "từ tháng 06 đến tháng 07"),
        (DraftDeadline(K.UNSET, None, "theo kế hoạch Khối"), "chưa ấn định ngày (theo kế hoạch Khối)"),
        (DraftDeadline(K.UNSET, None, ""), "chưa ấn định ngày"),
        (DraftDeadline(K.UNSET, None, "Chưa ấn định"), "chưa ấn định ngày"),
        (DraftDeadline(K.BY, None, "trước 31/4/2024"), "chưa ấn định ngày (trước 31/4/2024)"),
    ],
)
def test_a_deadline_says_what_was_understood(deadline: DraftDeadline, words: str) -> None:
    assert read_deadline_words(VI, deadline) == words
