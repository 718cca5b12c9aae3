"""``dondoc plan import``, ``roll`` and ``export``: from a signed document to a plan in force, on the terminal."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot.commands import reading
from bot.documents.reading import read_waiting
from locales.catalogue import Texts
from plans.model.plan import DeadlineKind, Plan, TaskKind
from plans.planning import review as verbs
from plans.planning.draft import Review, ReviewState
from plans.problems import UserError
from plans.store.port import Facts
from plans.store.tinydb_store import read_snapshot
from tests.bot.commands.conftest import Command

READ = cache(read_waiting)
GOLD = Path(__file__).parents[2] / "gold"
PLAN = str(GOLD / "so-cong-thuong-gia-lai-2024.txt")
PROSE = str(GOLD / "so-cong-thuong-gia-lai-2018.txt")
REPORT = str(GOLD / "bao-cao-so-ket-gia-lai-2023.txt")


@pytest.fixture(autouse=True)
def each_document_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading takes a process of its own."""
    monkeypatch.setattr(reading, "read_waiting", READ)


@pytest.fixture
def facts(tmp_path: Path) -> Callable[[], Facts]:
    return lambda: read_snapshot(tmp_path / "data")


def keys(*pressed: str) -> str:
    return "".join(f"{key}\n" for key in pressed)


def test_a_clear_document_is_adopted_at_once(dondoc: Command, facts: Callable[[], Facts]) -> None:
    result = dondoc("plan", "import", PROSE, "--yes")
    assert result.exit_code == 0, result.exception
    (plan,) = facts().all(Plan)
    assert (plan.year, len(plan.tasks)) == (2018, 4)
    assert len(plan.targets) >= 9
    assert not facts().all(Review)


def test_with_doubts_yes_adopts_nothing_and_names_them_all(dondoc: Command, facts: Callable[[], Facts]) -> None:
    error = dondoc("plan", "import", PLAN, "--yes").exception
    assert isinstance(error, UserError)
    codes = [problem.code for problem in error.problems]
    assert "reading.noise" in codes
    assert codes[-1] == "cli.import_not_clear"
    assert not facts().all(Plan)
    assert not facts().all(Review)


def test_a_person_corrects_skips_adds_and_adopts(dondoc: Command, facts: Callable[[], Facts]) -> None:
    pressed = keys(
        *("1", "t", "Dự hội nghị của Cụm, Khối", "h", "trước 18/7/2024", "v", "6", "d", "Văn phòng", "", "o"),
        *("2", "b"),
        *("m", "Gửi danh sách", "cuối tháng 9", "Văn phòng"),
        *("d", "", "", ""),
        *("a", "y"),
    )
    result = dondoc("plan", "import", PLAN, text=pressed)
    assert result.exit_code == 0, result.output
    (plan,) = facts().all(Plan)
    assert len(plan.tasks) == 13
    corrected = next(task for task in plan.tasks if task.title == "Dự hội nghị của Cụm, Khối")
    assert corrected.kind is TaskKind.MEETING
    assert (corrected.deadline.kind, corrected.deadline.end.isoformat()) == (DeadlineKind.BY, "2024-07-18")
    assert [body.wording for body in corrected.lead] == ["Văn phòng"]
    assert any(task.title == "Gửi danh sách" for task in plan.tasks)


def test_a_review_put_away_goes_on_where_it_was_and_is_not_public(dondoc: Command, facts: Callable[[], Facts]) -> None:
    assert dondoc("plan", "import", PLAN, text=keys("1", "b", "s")).exit_code == 0
    (review,) = facts().all(Review)
    assert [task.state for task in review.tasks].count(ReviewState.SKIPPED) == 1
    assert not facts().all(Plan)
    assert dondoc("plan", "import", PLAN, text=keys("s")).output.count(" – ") >= 1
    assert dondoc("plan", "import", PLAN, text=keys("x")).exit_code == 0
    assert not facts().all(Review)


@pytest.mark.parametrize(
    "pressed", [(), ("2", "t"), ("2", "d", "Văn phòng"), ("m", "Việc mới"), ("d", "Tên khác"), ("a",)]
)
def test_wherever_the_input_ends_the_review_is_put_away_as_it_was(
    dondoc: Command, facts: Callable[[], Facts], pressed: tuple[str, ...]
) -> None:
    whole = keys("d", "", "", "", "1", "b", "2", "d", "Văn phòng", "")
    assert dondoc("plan", "import", PLAN, text=whole).exit_code == 0
    (before,) = facts().all(Review)
    assert dondoc("plan", "import", PLAN, text=keys(*pressed)).exit_code == 0
    (after,) = facts().all(Review)
    assert after.tasks == before.tasks
    assert after.draft == before.draft
    assert not facts().all(Plan)


def test_a_task_put_in_clear_words_is_confirmed_by_them(dondoc: Command, facts: Callable[[], Facts]) -> None:
    pressed = keys("13", "t", "Dự hội nghị của Cụm", "", "s")
    assert dondoc("plan", "import", PLAN, text=pressed).exit_code == 0
    (review,) = facts().all(Review)
    mended = next(task for task in review.tasks if task.task.title == "Dự hội nghị của Cụm")
    assert mended.state is ReviewState.CONFIRMED


def test_a_report_or_too_long_a_plan_begins_no_review(
    dondoc: Command, facts: Callable[[], Facts], monkeypatch: pytest.MonkeyPatch
) -> None:
    error = dondoc("plan", "import", REPORT).exception
    assert isinstance(error, UserError)
    codes = [problem.code for problem in error.problems]
    assert "reading.is_report" in codes
    assert codes[-1] == "cli.import_no_tasks"
    monkeypatch.setattr(verbs, "TASKS_AT_MOST", 12)
    error = dondoc("plan", "import", PLAN).exception
    assert isinstance(error, UserError)
    assert [problem.code for problem in error.problems] == ["review.too_many_tasks"]
    assert not facts().all(Review)


def test_a_stored_review_goes_on_without_reading_the_document_again(
    dondoc: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dondoc("plan", "import", PLAN, text="").exit_code == 0
    monkeypatch.setattr(reading, "read_waiting", lambda *_: pytest.fail("read again"))
    assert dondoc("plan", "import", PLAN, text="").exit_code == 0


def test_what_makes_no_sense_changes_nothing_and_is_said(dondoc: Command, facts: Callable[[], Facts]) -> None:
    head = ("d", "", "", "năm nay", "d", "", "", "9" * 5000)
    pressed = keys("99", "9" * 5000, "nonsense", "1", "h", "hôm nào đó", "v", "việc lạ", "t", "", "", *head, "s")
    result = dondoc("plan", "import", PLAN, text=pressed)
    assert result.exit_code == 0
    assert result.output.count("Cần xem lại:") > 5
    (review,) = facts().all(Review)
    assert len({task.task.title for task in review.tasks}) == 13
    assert all(task.state is ReviewState.OPEN for task in review.tasks)
    assert review.draft.year == 2024


def test_a_plan_rolls_to_another_year_and_leap_days_stay_ends_of_february(
    dondoc: Command, facts: Callable[[], Facts]
) -> None:
    assert dondoc("plan", "adopt", "gia-lai-cong-thuong-2024").exit_code == 0
    assert dondoc("plan", "roll", "--year", "2027", text=keys("d", "", "", "", "a", "n", "s")).exit_code == 0
    (review,) = facts().all(Review)
    assert review.draft.year == 2027
    assert "--02-28" in {f"--{(task.task.deadline.date or '')[5:]}" for task in review.tasks}
    error = dondoc("plan", "roll", "--year", "2027", "--yes").exception
    assert isinstance(error, UserError)


def test_a_plan_rolls_onto_a_year_that_has_one_only_by_force(dondoc: Command, facts: Callable[[], Facts]) -> None:
    for name in ("gia-lai-cong-thuong-2018", "gia-lai-cong-thuong-2024"):
        assert dondoc("plan", "adopt", name).exit_code == 0
    assert dondoc("plan", "roll", "gia-lai-cong-thuong-2018", "--year", "2024", text=keys("s")).exit_code == 0
    confirmed = [key for number in range(1, 5) for key in (str(number), "o")]
    adopting = keys("d", "", "", "", *confirmed, "a", "y")
    refused = dondoc("plan", "roll", "gia-lai-cong-thuong-2018", "--year", "2024", text=adopting).exception
    assert isinstance(refused, UserError)
    assert "--force" in Texts()(refused.problems[0].code, **refused.problems[0].values)
    forced = dondoc("plan", "roll", "gia-lai-cong-thuong-2018", "--year", "2024", "--force", text=keys("a", "y"))
    assert forced.exit_code == 0
    assert sorted(plan.year for plan in facts().all(Plan)) == [2018, 2024, 2024]


def test_an_exported_plan_is_accepted_by_check(dondoc: Command) -> None:
    assert dondoc("plan", "import", PROSE, "--yes").exit_code == 0
    for name in ("ra.txt", "ra.xlsx"):
        assert dondoc("plan", "export", "-o", name).exit_code == 0
        assert "4 nhiệm vụ" in dondoc("plan", "check", name).output
    assert "[Kế hoạch]" in dondoc("plan", "export").output
