"""Ladders in words: what is shown can be typed, in either language, and what never ends or has no order is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.ladders import ladder_typed, ladder_words, typed_ladder
from locales.catalogue import Texts
from plans.model.office_settings import LadderSetting
from plans.model.plan import TaskKind
from plans.office.ladders import wrong_with

USUAL = LadderSetting(TaskKind.REPORT, ("1m", "14", "7", "3", "1", "0"), (1, 3), True)


def typed(text: str, kind: TaskKind = TaskKind.REPORT) -> LadderSetting | list[str]:
    """The ladder, or the codes of what is wrong with it."""
    found = typed_ladder(text, kind, (1,), False)
    return found if isinstance(found, LadderSetting) else [problem.code for problem in found]


@pytest.mark.parametrize(
    "text",
    [
        "1 tháng, 14, 7, 3, 1, 0; quá hạn 1, 3, hằng tuần",
        "một tháng, 14, 7, 3, 1, đúng ngày; quá hạn 1 và 3, sau đó hằng tuần",
        "Nhắc trước hạn 1 tháng, 14, 7, 3, 1 ngày làm việc và đúng ngày. Quá hạn 1, 3 ngày làm việc rồi mỗi tuần",
        "1 month, 14, 7, 3, 1, 0; overdue 1, 3, weekly",
        "a month, 14, 7, 3, 1 working day, on the day; overdue 1 and 3 days, then every week",
        "1m,14,7,3,1,0;qua han 1,3,hang tuan",
        "1 tháng, 14 7 3 1 0; quá hạn 1 3, hằng tuần",
        "1 tháng, 14 7 3 1, ngày cuối; quá hạn 1 3, hằng tuần",
    ],
)
def test_a_ladder_is_typed_in_either_language(text: str) -> None:
    assert typed(text) == USUAL


def test_a_ladder_reads_as_a_sentence() -> None:
    words = ladder_words(Texts("vi"), USUAL.kind, USUAL.before, USUAL.overdue, USUAL.weekly)
    assert words == (
        "trước hạn: 1 tháng; 14, 7, 3, 1 ngày làm việc; đúng ngày; quá hạn: 1, 3 ngày làm việc, rồi hằng tuần"
    )
    meeting = ladder_words(Texts("en"), TaskKind.MEETING, ("7d", "1", "0"), (1,), False)
    assert meeting == "ahead: 7 calendar days; 1 working day; on the day; asked about once when it is past"


def test_days_weeks_and_working_days_are_told_apart() -> None:
    assert typed("1 tuần, 3 ngày, 1 ngày làm việc, 0") == LadderSetting(
        TaskKind.REPORT, ("7d", "3d", "1", "0"), (1,), False
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("7, 14", ["ladder.unsorted"]),
        ("7, 7", ["ladder.unsorted"]),
        ("-3, 0", ["ladder.strange"]),
        ("abc, 3, xyz", ["ladder.strange", "ladder.strange"]),
        ("", ["ladder.no_rung"]),
        ("0; quá hạn mỗi ngày", ["ladder.never_ends"]),
        ("0; overdue daily", ["ladder.never_ends"]),
        ("hằng ngày", ["ladder.never_ends"]),
        ("0; quá hạn không", ["ladder.silent"]),
        ("0; quá hạn 3, 1", ["ladder.overdue_unsorted"]),
        ("0; quá hạn 0", ["ladder.strange"]),
        ("500", ["ladder.too_far"]),
        ("0; quá hạn 500", ["ladder.overdue_far"]),
        (", ".join(map(str, range(10_000, 0, -1))), ["ladder.too_many"]),
        (", ".join(map(str, range(20, 0, -1))), ["ladder.too_many"]),
        ("2 tháng", ["ladder.strange"]),
    ],
)
def test_what_is_no_ladder_is_refused_with_everything_that_is_wrong(text: str, codes: list[str]) -> None:
    assert typed(text) == codes


def test_meetings_are_asked_about_once_and_movements_never_overdue() -> None:
    assert typed("7 ngày, 1, 0; quá hạn 1, hằng tuần", TaskKind.MEETING) == ["ladder.meeting_once"]
    assert typed("7 ngày, 1, 0", TaskKind.MEETING) == LadderSetting(TaskKind.MEETING, ("7d", "1", "0"), (1,), False)
    assert typed("7; quá hạn 1", TaskKind.MOVEMENT) == ["ladder.never_overdue"]


@given(
    st.lists(st.integers(0, 120), min_size=1, max_size=8, unique=True),
    st.lists(st.integers(1, 60), min_size=1, max_size=8, unique=True),
    st.booleans(),
    st.sampled_from(["", "d"]),
)
def test_what_is_shown_can_be_typed_again(before: list[int], overdue: list[int], weekly: bool, unit: str) -> None:
    rungs = tuple(f"{days}{unit if days else ''}" for days in sorted(before, reverse=True))
    ladder = LadderSetting(TaskKind.REPORT, rungs, tuple(sorted(overdue)), weekly)
    assert wrong_with(ladder) == ()
    for texts in (Texts("vi"), Texts("en")):
        parts = ladder.before, ladder.overdue, ladder.weekly
        assert typed_ladder(ladder_typed(texts, *parts), ladder.kind, (), False) == ladder
        assert typed_ladder(ladder_words(texts, ladder.kind, *parts), ladder.kind, (), False) == ladder


@given(st.text(max_size=80))
def test_whatever_is_typed_has_an_answer(text: str) -> None:
    assert typed_ladder(text, TaskKind.REPORT, (1,), False)


def test_what_is_not_understood_is_quoted_as_it_was_typed() -> None:
    wrong = typed_ladder("1 tháng, Hôm kia nhé, 3", TaskKind.REPORT, (1,), False)
    assert isinstance(wrong, tuple)
    assert [problem.values["rung"] for problem in wrong] == ["Hôm kia nhé"]
