"""Every bundled plan says what its paper says: all gold rows, quotes that stand there, names that tell tasks apart."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from plans.deadlines import notation
from plans.documents.library import bundled_plan, bundled_plans, demo_department
from plans.documents.plan_file import read_plan, write_plan
from plans.documents.text_file import words
from plans.model.plan import REGISTER, UNREGISTERED, Opens, Plan, Rule, Source, Target, Task, TaskKind

GOLD = Path(__file__).parents[2] / "gold"
#: What is copied by its meaning, as the notes at the head of the files say.
SLIPS = (
    ("115 ngày sinh", "115 năm ngày sinh"),
    ("tập thể cá nhân.", "tập thể, cá nhân. "),
    ("Cục, Khối", "Cụm, Khối"),
    ("Trường Khối", "Trưởng Khối"),
)


@cache
def bundled(name: str) -> Plan:
    """The plan of that name, which is read without a single problem."""
    read = read_plan(bundled_plan(name), f"{name}.txt")
    assert read.problems == ()
    assert read.plan is not None
    return read.plan


@cache
def paper(plan: str) -> list[str]:
    """The lines of the paper a plan was taken from."""
    return (GOLD / bundled(plan).document).read_text(encoding="utf-8").split("\n")


def gold_rows(plan: str) -> list[dict[str, str]]:
    """The gold reading of the paper, in the order of days for those of one line."""
    path = (GOLD / bundled(plan).document).with_suffix(".expected.tsv")
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE))


def sources(plan: Plan) -> list[Source]:
    """Everything in a plan that is said to stand in the paper."""
    facts: tuple[Task | Rule | Target, ...] = (*plan.tasks, *plan.rules, *plan.targets)
    return [fact.source for fact in facts]


@pytest.mark.parametrize("name", bundled_plans())
def test_its_tasks_are_the_gold_rows_in_the_order_of_the_paper(name: str) -> None:
    found = [
        (
            task.deadline.kind,
            notation(task.deadline) or "",
            "; ".join(b.wording for b in (*task.lead, *task.cooperating)),
        )
        for task in bundled(name).tasks
    ]
    rows = [
        (row["kind"], row["date"], row["units"].replace("Công đoàn và Chi đoàn", "Công đoàn; Chi đoàn"))
        for row in gold_rows(name)
    ]
    assert found == rows
    lines = [
        (task.source.line, int(row["line"])) for task, row in zip(bundled(name).tasks, gold_rows(name), strict=True)
    ]
    assert all(abs(line - gold) <= 2 for line, gold in lines)


@pytest.mark.parametrize("name", bundled_plans())
def test_every_quote_stands_on_its_line(name: str) -> None:
    for source in sources(bundled(name)):
        assert source.document == bundled(name).document
        assert source.quote in paper(name)[source.line - 1], source


@pytest.mark.parametrize("name", bundled_plans())
def test_every_word_of_a_title_is_in_the_paper(name: str) -> None:
    text = re.sub("<[^>]*>", "", " ".join(paper(name)))
    for wrong, right in SLIPS:
        text = text.replace(wrong, right)
    known = set(words(text).split())
    for task in bundled(name).tasks:
        assert set(words(task.title).split()) <= known, task.id


@pytest.mark.parametrize("name", bundled_plans())
def test_it_can_be_written_and_read_again_with_and_without_units(name: str) -> None:
    plan = bundled(name)
    assert read_plan(write_plan(plan).encode(), "").plan == plan
    _, units, _ = demo_department()
    matched = read_plan(bundled_plan(name), "", units).plan
    assert matched is not None
    assert read_plan(write_plan(matched).encode(), "", units).plan == matched


@pytest.mark.parametrize("name", bundled_plans())
def test_people_can_ask_for_each_task_by_a_short_name_that_is_no_other_tasks(name: str) -> None:
    plan = bundled(name)
    said = [words(alias) for task in plan.tasks for alias in task.aliases]
    assert len(said) == len(set(said))
    assert all(3 <= len(task.aliases) <= 10 for task in plan.tasks)
    assert plan.id == name


@pytest.mark.parametrize("name", bundled_plans())
def test_the_file_can_be_read_by_a_person(name: str) -> None:
    text = bundled_plan(name).decode()
    assert text.startswith("# Kế hoạch")
    assert not re.search("[\t\r]|  |\n\n\n", text)
    assert max(len(line) for line in text.split("\n")) < 600


def opening(plan: Plan) -> dict[str, Opens]:
    """The tasks that open a personal answer."""
    return {task.id: task.opens for task in plan.tasks if task.opens}


def task_of(plan: str, id: str) -> Task:
    """A task that is there."""
    found = bundled(plan).task(id)
    assert found is not None
    return found


def test_the_plan_of_2018_has_thirteen_targets_and_leaves_the_leaders_out_of_one() -> None:
    plan = bundled("gia-lai-cong-thuong-2018")
    assert len(plan.targets) == 13
    shares = {target.subject: target.percent for target in plan.targets}
    assert shares["danh hiệu lao động tiên tiến"] == 90
    assert shares["danh hiệu “Tập thể Lao động xuất sắc”"] == 30
    assert shares["giá trị sản xuất công nghiệp tăng (đạt 19.663 tỷ đồng)"] == 8.76
    (base,) = [target for target in plan.targets if target.percent == 15]
    assert "lãnh đạo Sở không tính" in base.scope
    assert [target.count for target in plan.targets if target.percent is None] == [0, 1]
    assert [rule.about for rule in plan.rules] == [REGISTER, UNREGISTERED]


def test_the_two_rounds_of_2018_are_movements_of_nobody_in_particular() -> None:
    rounds = [task_of("gia-lai-cong-thuong-2018", id) for id in ("dot_1", "dot_2")]
    assert {task.kind for task in rounds} == {TaskKind.MOVEMENT}
    assert {task.lead for task in rounds} == {()}


def test_what_opens_an_answer_is_marked_in_each_plan_that_asks_for_one() -> None:
    assert opening(bundled("gia-lai-cong-thuong-2018")) == {"dk_sang_kien": Opens.INNOVATION}
    assert opening(bundled("lang-son-ngoai-vu-2024")) == {"dk_thi_dua": Opens.TITLE}
    assert opening(bundled("quyet-thang-2024")) == {}


def test_the_ward_says_that_its_appendix_is_missing_and_names_no_day_of_issue() -> None:
    assert "phụ lục" in bundled_plan("quyet-thang-2024").decode()
    assert {(bundled(name).issued, bundled(name).number) for name in bundled_plans()} == {(None, None)}
